"""Which outline a goal gets, and which others become parts of it."""

from __future__ import annotations

import pytest

from agents.providers.embedded.goals import parse
from agents.providers.embedded.kinds import best_kind, choose, whole_kind


@pytest.mark.parametrize(
    ("kind", "goal"),
    [
        ("authentication", "Build a new user authentication flow"),
        ("wedding", "Plan my sister's wedding in June"),
        ("database_migration", "Migrate from MySQL to Postgres"),
        ("database_migration", "Move from MySQL to Postgres"),
        ("hosting", "Migrate our API to AWS"),
        ("database_migration", "Move our billing service to PostgreSQL"),
        ("ci_migration", "Switch from Jenkins to GitHub Actions"),
        ("hire", "Hire a senior data engineer"),
        ("hire", "Hire a React Native developer"),
        ("thesis", "Write a PhD thesis on coral reefs"),
        ("move_office", "Move our office to Berlin"),
        ("move_home", "Move to Berlin"),
        ("podcast", "Launch a podcast"),
        ("ci", "Fix the flaky CI"),
        ("delivery", "Set up CI/CD for our monorepo"),
        ("language", "Learn Spanish"),
        ("data_pipeline", "Streaming ingestion of clickstream into our lakehouse with Databricks"),
        ("mobile_app", "mobile app with login and payments"),
        ("web_app", "Create a recipe website with a meal planner"),
        ("api", "Build an API for our mobile app"),
        ("theming", "Add dark mode to our settings page"),
        ("data_export", "Add CSV export to our reports"),
        ("paper", "turn my PhD thesis into two journal papers"),
        ("ml_model", "Predict customer churn with machine learning"),
        ("release", "Release version 2.0 of our SDK"),
        ("incident", "Follow up on yesterday's outage"),
        ("customer_survey", "Survey of user satisfaction"),
        ("party", "help me plan a birthday party for 30 people next saturday please"),
        ("document", "Write a blog post about authentication"),
        ("book", "Write a novel"),
        ("verse", "Write a song"),
        ("verse", "write a poem for my mum's birthday"),
        ("album", "Record a song"),
        ("campaign", "Marketing campaign for our new shoes"),
        ("trip", "Plan a trip to Japan in April"),
        ("renovation", "Renovate the kitchen for under 15000 €"),
        ("food_business", "Start a coffee shop in Lisbon"),
        ("fitness", "Run a marathon"),
        ("talk", "Get better at public speaking"),
        ("performance", "Improve page load performance"),
        ("house_repair", "Fix the leaking roof"),
        ("declutter", "Clean out the garage"),
        ("research", "Research solar panels for our house"),
        ("decide", "Decide which CRM to buy"),
        ("hardware", "Build a robot"),
        ("repair", "Replace the brake pads on my bike"),
        ("repair", "Fix the kitchen tap"),
        ("fundraising", "Raise a seed round of 1.5M"),
        ("certification", "Get ISO 27001 certified"),
        ("assistant", "Build a chatbot that answers HR questions from our wiki"),
        ("online_shop", "Build a web shop for handmade soap"),
        ("online_shop", "launch a web shop for handmade soap"),
        ("event", "Organise a two-day developer conference for 300 people in Lisbon"),
        ("event", "three-day conference in Vienna"),
        ("event", "two-day workshop in Rome"),
        ("trip", "Attend a two-day conference in Lisbon"),
        ("trip", "Plan a wedding trip to Rome"),
        ("rollout", "Replace the old CRM"),
        ("migration", "Move our blog from WordPress to Hugo"),
        ("campaign", "Raise awareness for clean rivers"),
        ("general", "Be a better neighbour"),
        ("exam", "Get a driving licence"),
        ("funeral", "organise my grandmother's funeral"),
        ("teaching", "we want to homeschool our two kids"),
        ("onboarding", "onboarding for 12 new nurses"),
        ("health_campaign", "vaccination campaign in 5 villages"),
        ("emigration", "emigrate to Canada"),
        ("move_home", "Move our family to Lisbon"),
        ("sports_event", "a charity run for the hospital, 300 runners"),
        ("equipment", "Switch the company from Windows to Linux laptops"),
        ("wedding", "Eine Hochzeit planen"),
        ("move_home", "Umzug nach Berlin planen"),
        ("online_shop", "Baue einen Onlineshop für Bücher"),
        ("renovation", "Das Bad renovieren"),
        ("paperwork", "Eine Steuererklärung machen"),
        ("garden", "turn the back yard into a vegetable garden"),
        ("instrument", "Learn to play the piano for a song at my sister's wedding"),
        ("food_business", "a café with an online shop"),
        ("tool_migration", "from jira to linear, 45 people"),
        ("research", "Find out why customers leave"),
        ("weight", "lose 10kg by july"),
        ("baby", "we expecting our first baby in May"),
        ("public_project", "The town council wants a bike lane"),
        ("pricing", "we (3 architects) need to move from hourly billing to fixed fees"),
        ("association", "Einen Verein gründen"),
        ("notifications", "push notifications for our android app"),
        ("search", "Add full text search to our docs site"),
        ("automated_tests", "write unit tests for the billing module"),
        ("second_factor", "two factor authentication for admin users"),
        ("social_login", "Add login with Google to our web app"),
        ("password_reset", "Implement password reset via email"),
        ("permissions", "user roles and permissions"),
        ("code_migration", "switch our frontend from javascript to typescript"),
        ("upgrade", "upgrade to React 19"),
        ("hosting", "move our app from heroku to aws"),
        ("microservices", "split our monolith into microservices"),
        ("newsletter", "monthly newsletter for our customers"),
        ("appraisals", "annual performance reviews"),
        ("data_quality", "we get the same customers twice in our CRM all the time"),
        ("integration", "Integrate Google Calendar"),
        ("security", "Security audit of our web app"),
        ("chat", "Add real-time chat to our app"),
        ("file_upload", "Implement file upload with virus scan"),
        ("bot", "Build a Slack bot for standups"),
        ("audit_log", "Add audit logging"),
        ("containers", "Dockerize our application"),
        ("upgrade", "Upgrade from Python 3.8 to 3.12"),
        ("webinar", "Plan a webinar"),
        ("staff_survey", "Employee satisfaction survey"),
        ("incorporation", "Set up an LLC"),
        ("business_plan", "Write a business plan"),
        ("video_channel", "Start a YouTube channel"),
        ("coding", "Learn to code"),
        ("referral", "Add a referral program"),
        ("planning_round", "Quarterly planning"),
        ("comments", "Comments on articles"),
        ("user_profile", "Add user profiles"),
        ("rate_limiting", "Add rate limiting to the API"),
        ("caching", "Introduce caching"),
        ("feature_flags", "Feature flags"),
        ("product_analytics", "Add analytics to the app"),
        ("browser_extension", "Build a browser extension for our CRM"),
        ("internal_tool", "Internal tool for support"),
        ("heavy_item", "Move a fridge to the cellar"),
        ("garden", "Build a garden bed"),
        ("ml_model", "predict which customers will churn, got 3 years of data in bigquery"),
        ("fitness", "run my first marathon in october, im a beginner"),
        ("painting", "paint the fence"),
        ("furniture", "assemble the new wardrobe"),
        ("fitting", "replace kitchen light"),
        ("renovation", "new kitchen"),
        ("rollout", "introduce a new appointment system at the clinic"),
        ("expansion", "open a new clinic"),
        ("purchase", "new office chairs"),
        ("move_home", "Plan the logistics of the move"),
        ("switching", "switch to a new bank"),
        ("mortgage", "apply for a mortgage"),
        ("staff_survey", "Survey of our staff"),
        ("sell_item", "sell my old bike"),
        ("sell", "sell my old car"),
        ("stocktake", "yearly inventory count in the shop"),
        ("reading_goal", "read 24 books"),
        ("hire", "we need a new receptionist for the dental practice"),
        ("general", "asdf qwer"),
        ("general", ""),
    ],
)
def test_a_goal_gets_the_outline_of_its_kind(kind: str, goal: str) -> None:
    assert kind == choose(parse(goal)).kind


@pytest.mark.parametrize(
    ("kind", "goal"),
    [
        ("wedding", "my weding, 80 guests"),
        ("food_business", "resturant on the beach"),
        ("party", "xmas do, 35 ppl"),
    ],
)
def test_a_kind_is_found_by_words_as_people_type_them(kind: str, goal: str) -> None:
    """Misspelt by a letter, or shortened."""
    assert kind == choose(parse(goal)).kind


@pytest.mark.parametrize(
    ("kind", "goal"),
    [
        ("fix", "Fix the login bug"),
        ("improve", "Improve our website"),
        ("learn", "Learn React Native"),
        ("document", "Document our API"),
        ("general", "Test our API"),
        ("api", "Write an API for invoices"),
        ("mobile_app", "Plan a mobile app"),
    ],
)
def test_the_verb_says_what_is_done_with_a_thing(kind: str, goal: str) -> None:
    """Somebody who fixes the login does not build one."""
    assert kind == choose(parse(goal)).kind


@pytest.mark.parametrize(
    ("parts", "goal"),
    [
        (["authentication", "payments"], "mobile app with login and payments"),
        (
            ["payments", "feature_part", "feature_part"],
            "SaaS with billing, reminders and a dashboard",
        ),
        (["hire"], "Launch a podcast and hire an editor"),
        (["payments"], "Build a login and payments"),
        ([], "Build an API for hiring and onboarding"),
        ([], "Plan a wedding with a band"),
    ],
)
def test_what_a_goal_wants_besides_becomes_parts(parts: list[str], goal: str) -> None:
    assert parts == [part.kind for part in choose(parse(goal)).parts]


def test_a_title_asks_for_a_whole_kind_or_for_work_on_it() -> None:
    assert "authentication" == whole_kind("Add login")
    assert "hire" == whole_kind("Hire a designer")
    assert "payments" == whole_kind("Payments")
    assert whole_kind("Test the login") is None
    assert whole_kind("Call Anna") is None
    assert best_kind("something else entirely") is None
