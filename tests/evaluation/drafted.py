"""Plans as the embedded planner drafts them: the first task done, the second begun, some given to people.

What people say about a plan of their own is about such ones; those of `plans.py` were written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from ledger.core.model import Tree
from tests.agents.talks import numbered
from tests.evaluation.drafted_at_home import BOOK, FAIR, JAPAN, PODCAST, SHED
from tests.evaluation.drafted_at_work import CAFE, HIRING, RUN, THESIS
from tests.evaluation.drafted_by_teams import CRM, DATABASE, SOC2
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

DRAFTED: Mapping[str, Tree] = {
    "wedding": WEDDING,
    "kitchen": KITCHEN,
    "app": APP,
    "monolith": MONOLITH,
    "cafe": CAFE,
    "hiring": HIRING,
    "thesis": THESIS,
    "run": RUN,
    "podcast": PODCAST,
    "fair": FAIR,
    "japan": JAPAN,
    "book": BOOK,
    "shed": SHED,
    "soc2": SOC2,
    "database": DATABASE,
    "crm": CRM,
}
