"""Plans as the embedded planner drafts them: the first task done, the second begun, some given to people.

What people say about a plan of their own is about such ones; those of `plans.py` were written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from ledger.core.model import Tree
from tests.agents.talks import numbered
from tests.plans import plan

WEDDING = plan(
    numbered(
        1,
        "Agree with the couple on guest list, budget and style of my sister's wedding",
        estimated_minutes=780,
        status="completed",
    ),
    numbered(
        2,
        "Fix the date, book ceremony and venue, register the marriage",
        depends_on=(1,),
        estimated_minutes=1110,
        status="in_progress",
        assignee="Lena",
    ),
    numbered(7, "Choose two possible dates", 2, estimated_minutes=150, assignee="Omar"),
    numbered(8, "Visit and book the reception venue", 2, depends_on=(7,), estimated_minutes=540),
    numbered(9, "Get the papers and the ceremony going", 2, depends_on=(7,), estimated_minutes=420),
    numbered(
        3,
        "Book food, photographer, music, flowers and helpers",
        depends_on=(2,),
        estimated_minutes=1260,
        assignee="Omar",
    ),
    numbered(
        4,
        "Send invitations, collect RSVPs, arrange rooms and seating",
        depends_on=(2,),
        estimated_minutes=1020,
        assignee="Lena",
    ),
    numbered(
        5,
        "Buy rings and clothes, plan the day and rehearse",
        depends_on=(
            3,
            4,
        ),
        estimated_minutes=1200,
    ),
    numbered(6, "Celebrate, pay the bills and thank", depends_on=(5,), estimated_minutes=1260),
)

KITCHEN = plan(
    numbered(
        1,
        "Settle needs, budget and the state of walls, pipes and wiring",
        estimated_minutes=930,
        due_date="2026-12-06",
        status="completed",
    ),
    numbered(
        2,
        "Plan our kitchen with design, measurements and materials",
        depends_on=(1,),
        estimated_minutes=1050,
        due_date="2026-12-19",
        status="in_progress",
        assignee="Paul",
    ),
    numbered(
        3,
        "Get permits, quotes from builders and the neighbours' consent",
        depends_on=(2,),
        estimated_minutes=840,
        due_date="2026-12-30",
        assignee="Nina",
    ),
    numbered(7, "Clear up permits and consent", 3, estimated_minutes=300, assignee="Nina"),
    numbered(8, "Get and compare offers", 3, estimated_minutes=360),
    numbered(
        9,
        "Sign contracts",
        3,
        depends_on=(
            7,
            8,
        ),
        estimated_minutes=180,
    ),
    numbered(
        4,
        "Schedule the trades, order materials and clear the site",
        depends_on=(3,),
        estimated_minutes=1155,
        due_date="2027-01-14",
        assignee="Paul",
    ),
    numbered(
        5,
        "Carry out the works: demolition, plumbing, electrics, walls, floor",
        depends_on=(4,),
        estimated_minutes=4740,
        due_date="2027-03-17",
    ),
    numbered(
        6,
        "Inspect with a list of defects, pay and move back in",
        depends_on=(5,),
        estimated_minutes=1110,
        due_date="2027-03-31",
    ),
)

APP = plan(
    numbered(
        1,
        "Interview users, and settle what the mobile app does for the members of our gym",
        estimated_minutes=1620,
        status="completed",
    ),
    numbered(
        2,
        "Design a clickable prototype, accessible and tested with users",
        depends_on=(1,),
        estimated_minutes=2220,
        status="in_progress",
        assignee="Kim",
    ),
    numbered(
        3,
        "Set up the app's foundation and a first build on phones",
        depends_on=(1,),
        estimated_minutes=3240,
        assignee="Raj",
    ),
    numbered(7, "Choose native or cross-platform", 3, estimated_minutes=1080, assignee="Raj"),
    numbered(
        8, "Build, sign and deliver automatically", 3, depends_on=(7,), estimated_minutes=1020
    ),
    numbered(
        9, "Lay the base of data, network and errors", 3, depends_on=(7,), estimated_minutes=1140
    ),
    numbered(
        4,
        "Build the main job of the mobile app, with class bookings, memberships and workouts",
        depends_on=(
            2,
            3,
        ),
        estimated_minutes=4800,
        assignee="Kim",
    ),
    numbered(
        5,
        "Run a beta with real users on TestFlight and Google Play",
        depends_on=(4,),
        estimated_minutes=2460,
    ),
    numbered(
        6,
        "Settle privacy, and publish the mobile app in the stores",
        depends_on=(5,),
        estimated_minutes=1680,
    ),
)

MONOLITH = plan(
    numbered(
        1,
        "Name the pain, the measure and the limit, and consider a modular monolith",
        estimated_minutes=600,
        status="completed",
    ),
    numbered(
        2,
        "Find domain boundaries, dependencies and who owns which data",
        depends_on=(1,),
        estimated_minutes=1260,
        status="in_progress",
        assignee="Alex",
    ),
    numbered(
        3,
        "Lay the ground: tests, monitoring, delivery and a gateway in front",
        depends_on=(1,),
        estimated_minutes=2880,
        assignee="Yuki",
    ),
    numbered(8, "Test the main paths of the monolith", 3, estimated_minutes=960, assignee="Yuki"),
    numbered(9, "Add tracing and logs across calls", 3, depends_on=(8,), estimated_minutes=480),
    numbered(
        10,
        "Build the template with pipeline, health, alerts",
        3,
        depends_on=(9,),
        estimated_minutes=960,
    ),
    numbered(
        11,
        "Put a gateway in front that can route by path and share",
        3,
        depends_on=(10,),
        estimated_minutes=480,
    ),
    numbered(
        4,
        "Separate the first candidate as a module inside, with an interface",
        depends_on=(2,),
        estimated_minutes=2400,
        assignee="Alex",
    ),
    numbered(
        5,
        "Extract the first service with its data, contract and a way back",
        depends_on=(
            3,
            4,
        ),
        estimated_minutes=3360,
    ),
    numbered(
        6,
        "Judge the first by the measure, then extract the next by value",
        depends_on=(5,),
        estimated_minutes=3120,
    ),
    numbered(
        7,
        "Settle ownership, on-call, versions and security between services",
        depends_on=(5,),
        estimated_minutes=720,
    ),
)

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


DRAFTED: Mapping[str, Tree] = {
    "wedding": WEDDING,
    "kitchen": KITCHEN,
    "app": APP,
    "monolith": MONOLITH,
    "cafe": CAFE,
    "hiring": HIRING,
    "thesis": THESIS,
    "run": RUN,
}
