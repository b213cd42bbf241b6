"""Reading goals: verb, thing, and what else a person says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.providers.embedded.goals import LONGEST_TITLE, parse
from agents.providers.embedded.moments import moments
from agents.providers.embedded.nouns import gerund, in_sentence, noun, sentence, shortened
from agents.providers.embedded.words import stem
from tests.laws import examples


@pytest.mark.parametrize(
    ("title", "goal"),
    [
        ("Build a new user authentication flow", "Build a new user authentication flow"),
        ("Build a mobile app for dog walkers", "I want to build a mobile app for dog walkers."),
        ("Build a shop", "Hi, could you please help me to build a shop, thanks!"),
        ("Migrate to Postgres", "We need to migrate to Postgres"),
        ("Run a marathon", "My goal is to run a marathon"),
        ("Move house", "plan how to move house"),
        ("Wedding in Tuscany", "make me a plan for a wedding in Tuscany"),
        ("Company website", "Company website"),
        ("API for invoices", "an API for invoices"),
        ("iOS app", "iOS app"),
        ("Build a web app for teachers", "Building a web app for teachers"),
        ("Marketing plan for my bakery", "Marketing plan for my bakery"),
        ("Survey of our users", "Survey of our users"),
        ("Learn Spanish", "I'd like to learn Spanish"),
        ("Clean out the garage", "clean out the garage"),
        ("Write a book", "Write a book. It should be about whales and have ten chapters."),
        (
            "Plan the move to Munich, two kids and a cat",
            "Plan the move to Munich, two kids and a cat, help!",
        ),
        ("New plan", ""),
        ("?", "?!"),
    ],
)
def test_a_goal_becomes_a_short_title(title: str, goal: str) -> None:
    assert title == parse(goal).title


@pytest.mark.parametrize(
    ("the", "goal"),
    [
        ("the user authentication flow", "Build a new user authentication flow"),
        ("my sister's wedding", "Plan my sister's wedding in June"),
        ("our office", "Move our office to Berlin"),
        ("the senior data engineer", "Hire a senior data engineer"),
        ("the PhD thesis", "Write a PhD thesis on coral reefs"),
        ("the CI", "Fix the flaky CI"),
        ("our podcast", "Plan our podcast and two people"),
        ("the move", "Plan the move to Munich, two kids and a cat, help"),
        ("Spanish", "Learn Spanish"),
        ("playing the guitar", "Learn to play the guitar"),
        ("becoming a better manager", "Become a better manager"),
        ("which CRM to buy", "Decide which CRM to buy"),
        ("why sales are dropping", "Find out why sales are dropping"),
        ("customer churn", "Reduce customer churn by 20% before Q3"),
        ("the mobile app", "mobile app with login and payments"),
        ("the API", "build an API"),
        ("the coral reefs", "Research coral reefs"),
        ("the garage", "Clean out the garage"),
        ("yesterday's outage", "Follow up on yesterday's outage"),
        ("“Eine Hochzeit planen”", "Eine Hochzeit planen"),
        ("“プロジェクトを計画する”", "プロジェクトを計画する"),
        ("“🚀🚀”", "🚀🚀"),
    ],
)
def test_a_goal_tells_what_it_is_about(the: str, goal: str) -> None:
    thing = parse(goal).thing
    assert thing is not None
    assert the == thing.the


def test_prepositions_tell_the_roles() -> None:
    assert {"source": "MySQL", "target": "Postgres"} == parse(
        "Migrate from MySQL to Postgres"
    ).slots
    assert "coral reefs" == parse("Write a PhD thesis on coral reefs").slots["topic"]
    assert "dog walkers" == parse("Build an app for dog walkers").slots["audience"]
    assert parse("Migrate from MySQL to Postgres").thing is None


def test_what_comes_with_the_thing_is_listed() -> None:
    said = parse("Build an app with login, payments and a walk tracker by the end of March")
    assert ("login", "payments", "a walk tracker") == said.extras
    assert "by the end of March" == said.moments.deadline


def test_a_second_wish_has_a_verb_of_its_own() -> None:
    said = parse("Launch a podcast and hire an editor, then write a blog post")
    assert ("hire an editor", "write a blog post") == said.also
    assert "the podcast" == (said.thing and said.thing.the)


@pytest.mark.parametrize(
    ("errands", "text"),
    [
        (
            ("plant tomatoes", "build a compost heap", "paint the fence"),
            "Plant tomatoes, build a compost heap and paint the fence by May",
        ),
        ((), "Launch a podcast, hire an editor and record it"),
        ((), "Replace Jenkins with Drone, train support and redirect the hooks"),
        ((), "Build a shed, keep the tools dry and paint the fence"),
        ((), "Write, record and release an album"),
    ],
)
def test_a_list_of_things_to_do_is_told_from_a_project(errands: tuple[str, ...], text: str) -> None:
    """Each has a verb and a thing of its own, and none is about another."""
    assert errands == parse(text).errands


@pytest.mark.parametrize("text", ["Emigrate to Portugal", "Emigrate", "Move us to Portugal"])
def test_a_verb_without_an_object_and_a_pronoun_are_no_thing(text: str) -> None:
    assert parse(text).thing is None


def test_what_says_more_about_a_thing_is_no_wish() -> None:
    """How many come, who asks, how often, and what the thing does are not to be done."""
    assert () == parse("Kids birthday: pirates, 8 boys").listed
    assert () == parse("Class trip to Prague, i'm the teacher in charge").also
    assert () == parse("Start a game night, once a month").also
    assert () == parse("Build a weather station, sends a mail every hour").also
    archive = parse("Digitize the parish archive (ca. 4000 pages)").thing
    assert archive is not None
    assert "parish archive" == archive.name


@pytest.mark.parametrize(
    ("deadline", "limits", "rest", "text"),
    [
        ("by the end of March", (), "an app", "an app by the end of March"),
        ("in June", (), "a wedding", "a wedding in June"),
        ("within 6 weeks", (), "a shop", "a shop within 6 weeks"),
        ("before Q3 2027", (), "a shop", "a shop before Q3 2027"),
        ("by 2027-03-01", (), "a shop", "a shop by 2027-03-01"),
        ("next saturday", (), "a party", "a party next saturday"),
        ("this summer", (), "a trip", "a trip this summer"),
        ("on 12 May", (), "a talk", "a talk on 12 May"),
        (None, ("for under 15000 €",), "the kitchen", "the kitchen for under 15000 €"),
        (None, ("with a budget of $5k",), "a shop", "a shop with a budget of $5k"),
        (None, ("on a tight budget",), "a trip", "a trip on a tight budget"),
        (None, ("budget 60k",), "an app", "an app, budget 60k"),
        (None, (), "the budget 2027", "the budget 2027"),
        (None, ("without downtime",), "to Postgres", "to Postgres without downtime"),
        ("by May", ("without any downtime",), "to AWS", "to AWS without any downtime by May"),
        (None, (), "a trip to Mayfair", "a trip to Mayfair"),
    ],
)
def test_time_and_limits_are_taken_out(
    deadline: str | None, limits: tuple[str, ...], rest: str, text: str
) -> None:
    said = moments(text)
    assert (deadline, limits, rest) == (said.deadline, said.limits, said.rest)


@pytest.mark.parametrize(
    ("a", "the", "phrase"),
    [
        ("an API", "the API", "API"),
        ("an ML model", "the ML model", "an ML model"),
        ("a user flow", "the user flow", "user flow"),
        ("an hour plan", "the hour plan", "an hour plan"),
        ("a SaaS platform", "the SaaS platform", "new SaaS platform"),
        ("an iOS app", "the iOS app", "iOS app"),
        ("an 8-bit game", "the 8-bit game", "8-bit game"),
        ("a NASA report", "the NASA report", "NASA report"),
        ("coral reefs", "the coral reefs", "coral reefs"),
        ("performance", "performance", "performance"),
        ("our shop", "our shop", "our new shop"),
        ("Anna's party", "Anna's party", "Anna's party"),
        ("an analysis", "the analysis", "an analysis"),
        ("a data engineer", "the data engineer", "data engineer"),
        ("an import of orders", "the import of orders", "import of orders"),
    ],
)
def test_a_noun_has_its_articles(a: str, the: str, phrase: str) -> None:
    found = noun(phrase)
    assert (a, the) == (found.a, found.the)


def test_plurals_take_the_plural() -> None:
    assert {"is": "are", "has": "have", "it": "them"}.items() <= noun("payments").words().items()
    assert {"is": "is", "has": "has", "it": "it"}.items() <= noun("AWS").words().items()
    assert noun("...").name == ""


def test_a_verb_becomes_a_noun() -> None:
    verbs = ("play", "make", "run", "lie", "be", "see", "write", "become", "eat")
    expected = [
        "playing",
        "making",
        "running",
        "lying",
        "being",
        "seeing",
        "writing",
        "becoming",
        "eating",
    ]
    assert expected == [gerund(verb) for verb in verbs]


def test_case_is_kept() -> None:
    assert "iOS first" == sentence("iOS first")
    assert "The app" == sentence("the app")
    assert "API first" == in_sentence("API first")
    assert "design the API" == in_sentence("Design the API")
    assert "a shop" == in_sentence("A shop")


def test_long_phrases_end_at_a_joint_or_a_word() -> None:
    assert "a very long thing" == shortened("a very long thing with many more words behind it", 30)
    assert "unbreakable…" == shortened("unbreakable words everywhere", 14)
    assert "x" * 9 + "…" == shortened("x" * 50, 10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hiring", "hire"),
        ("APIs", "api"),
        ("stories", "story"),
        ("planned", "plan"),
        ("team’s", "team"),
    ],
)
def test_forms_of_a_word_compare_equal(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(max_size=400))
@examples(300)
def test_any_text_is_a_goal(text: str) -> None:
    """Whatever is typed gives a title that fits, the same each time, and never an error."""
    said = parse(text)
    assert 1 <= len(said.title) <= LONGEST_TITLE
    assert said.title.strip()
    assert said == parse(text)
