"""Half of the drafted plans: of a shop, a team, a thesis and a run (`drafted.py`)."""

from __future__ import annotations

from tests.agents.talks import numbered
from tests.plans import plan

CAFE = plan(
    numbered(
        1,
        "Settle concept, prices and business plan",
        estimated_minutes=1620,
        due_date="2026-12-23",
        status="completed",
    ),
    numbered(
        2,
        "Get registration, licences, hygiene and insurance",
        depends_on=(1,),
        estimated_minutes=1260,
        due_date="2027-01-16",
        status="in_progress",
        assignee="Rosa",
    ),
    numbered(
        8,
        "Ask trade, health and building office what is needed",
        2,
        estimated_minutes=180,
        assignee="Jonas",
    ),
    numbered(
        9, "Register the business and apply for licences", 2, depends_on=(8,), estimated_minutes=480
    ),
    numbered(
        10,
        "Do the hygiene training, write the HACCP plan",
        2,
        depends_on=(9,),
        estimated_minutes=480,
    ),
    numbered(
        11, "Take out liability and contents insurance", 2, depends_on=(10,), estimated_minutes=120
    ),
    numbered(
        3,
        "Find the premises or vehicle, sign the lease and fit it out",
        depends_on=(1,),
        estimated_minutes=3840,
        due_date="2027-03-04",
        assignee="Jonas",
    ),
    numbered(
        4,
        "Fix the menu, recipes and suppliers",
        depends_on=(1,),
        estimated_minutes=1920,
        due_date="2027-01-28",
        assignee="Rosa",
    ),
    numbered(
        5,
        "Hire and train staff, set up till and bookings",
        depends_on=(3,),
        estimated_minutes=2880,
        due_date="2027-04-26",
    ),
    numbered(
        6, "Win the first customers", depends_on=(4,), estimated_minutes=1620, due_date="2027-02-27"
    ),
    numbered(
        7,
        "Trial run, open, and adjust by the numbers",
        depends_on=(
            2,
            5,
            6,
        ),
        estimated_minutes=1920,
        due_date="2027-05-31",
    ),
)

HIRING = plan(
    numbered(
        1,
        "Write the job description for the two backend engineers: results, skills, salary",
        estimated_minutes=540,
        status="completed",
    ),
    numbered(
        2,
        "Design a fair selection with interview questions and scores",
        depends_on=(1,),
        estimated_minutes=1080,
        status="in_progress",
        assignee="Maria",
    ),
    numbered(
        3,
        "Publish the advert and search for candidates",
        depends_on=(1,),
        estimated_minutes=1230,
        assignee="Dev",
    ),
    numbered(8, "Write the advert", 3, estimated_minutes=210, assignee="Dev"),
    numbered(9, "Publish it where they are", 3, depends_on=(8,), estimated_minutes=180),
    numbered(10, "Approach people directly", 3, depends_on=(8,), estimated_minutes=840),
    numbered(
        4,
        "Interview candidates, check references and choose",
        depends_on=(
            2,
            3,
        ),
        estimated_minutes=2700,
        assignee="Maria",
    ),
    numbered(5, "Make the offer and sign the contract", depends_on=(4,), estimated_minutes=690),
    numbered(6, "Onboard them", depends_on=(1,), estimated_minutes=480),
    numbered(
        7,
        "Prepare onboarding of the two backend engineers into the team",
        depends_on=(
            5,
            6,
        ),
        estimated_minutes=1920,
    ),
)

THESIS = plan(
    numbered(
        1,
        "Agree the research question on your topic with the supervisor, from the literature",
        estimated_minutes=4560,
        due_date="2026-12-18",
        status="completed",
    ),
    numbered(
        2,
        "Write and defend the proposal",
        depends_on=(1,),
        estimated_minutes=5940,
        due_date="2027-01-19",
        status="in_progress",
        assignee="Prof. Weber",
    ),
    numbered(8, "Write the proposal", 2, estimated_minutes=3360, assignee="Prof. Weber"),
    numbered(9, "Apply for ethics, permits and money", 2, estimated_minutes=2040),
    numbered(10, "Present and defend it", 2, depends_on=(8,), estimated_minutes=540),
    numbered(
        3,
        "Run a pilot of method and data collection",
        depends_on=(2,),
        estimated_minutes=5880,
        due_date="2027-02-20",
    ),
    numbered(
        4,
        "Collect the data in the main study",
        depends_on=(3,),
        estimated_minutes=5700,
        due_date="2027-03-23",
        assignee="Prof. Weber",
    ),
    numbered(
        5,
        "Analyse the data and find the answer",
        depends_on=(4,),
        estimated_minutes=7860,
        due_date="2027-05-05",
    ),
    numbered(
        6,
        "Write the chapters of my master's thesis",
        depends_on=(5,),
        estimated_minutes=9480,
        due_date="2027-06-25",
    ),
    numbered(
        7,
        "Revise with feedback, submit and defend",
        depends_on=(6,),
        estimated_minutes=6780,
        due_date="2027-07-31",
    ),
)

RUN = plan(
    numbered(
        1, "Fix date, form and ground of the charity run", estimated_minutes=990, status="completed"
    ),
    numbered(
        2,
        "Get permits, insurance and safety",
        depends_on=(1,),
        estimated_minutes=810,
        status="in_progress",
        assignee="Sam",
    ),
    numbered(
        3,
        "Open registration, win sponsors, referees and helpers",
        depends_on=(1,),
        estimated_minutes=1890,
        assignee="Chloe",
    ),
    numbered(6, "Open registration", 3, estimated_minutes=330, assignee="Chloe"),
    numbered(7, "Win sponsors", 3, estimated_minutes=720),
    numbered(8, "Win helpers", 3, estimated_minutes=420),
    numbered(9, "Spread the word", 3, depends_on=(6,), estimated_minutes=420),
    numbered(
        4,
        "Get course, signs, medals and programme ready",
        depends_on=(
            2,
            3,
        ),
        estimated_minutes=1320,
        assignee="Sam",
    ),
    numbered(
        5,
        "Hold the competition, announce results, clear up and thank",
        depends_on=(4,),
        estimated_minutes=1380,
    ),
)
