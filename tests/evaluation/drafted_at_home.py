"""Drafted plans of people at home: a podcast, a fair, a journey, a book and a shed (`drafted.py`)."""

from __future__ import annotations

from tests.agents.talks import numbered
from tests.plans import plan

PODCAST = plan(
    numbered(
        1,
        "Settle listener, promise and format of the podcast",
        estimated_minutes=840,
        status="completed",
    ),
    numbered(
        2,
        "Record and test a pilot episode",
        depends_on=(1,),
        estimated_minutes=1080,
        status="in_progress",
        assignee="Jana",
    ),
    numbered(
        3,
        "Set up hosting, look and rights of the podcast",
        depends_on=(1,),
        estimated_minutes=870,
        assignee="Ravi",
    ),
    numbered(7, "Choose hosting and own the feed", 3, estimated_minutes=360),
    numbered(8, "Make cover, description and music", 3, estimated_minutes=360),
    numbered(9, "Settle rights and consent", 3, estimated_minutes=150, assignee="Ravi"),
    numbered(
        4,
        "Produce three episodes before the first goes out",
        depends_on=(2, 3),
        estimated_minutes=2520,
        assignee="Jana",
    ),
    numbered(5, "Launch the podcast", depends_on=(4,), estimated_minutes=930),
    numbered(
        6,
        "Publish weekly, and decide by listeners after ten episodes",
        depends_on=(5,),
        estimated_minutes=3150,
    ),
)

FAIR = plan(
    numbered(
        1,
        "Agree purpose, date and budget of the school summer fair",
        estimated_minutes=1080,
        due_date="2027-02-10",
        status="completed",
    ),
    numbered(
        2,
        "Get place, permits and insurance",
        depends_on=(1,),
        estimated_minutes=840,
        due_date="2027-03-06",
        status="in_progress",
        assignee="Mrs Cole",
    ),
    numbered(
        3,
        "Fill stalls, raffle, food and programme",
        depends_on=(1,),
        estimated_minutes=1320,
        due_date="2027-03-20",
        assignee="Anton",
    ),
    numbered(6, "Fill the stalls", 3, estimated_minutes=720, assignee="Anton"),
    numbered(7, "Plan food and drink", 3, estimated_minutes=300),
    numbered(8, "Plan music and programme", 3, estimated_minutes=300),
    numbered(
        4,
        "Win volunteers in shifts, and advertise",
        depends_on=(2, 3),
        estimated_minutes=1200,
        due_date="2027-04-24",
        assignee="Mrs Cole",
    ),
    numbered(
        5,
        "Set up, hold it, count the money, clear away and thank",
        depends_on=(4,),
        estimated_minutes=1680,
        due_date="2027-06-12",
    ),
)

JAPAN = plan(
    numbered(
        1,
        "Agree who travels, when, for how much and what for",
        estimated_minutes=360,
        due_date="2027-04-02",
        status="completed",
    ),
    numbered(
        2,
        "Sort out passports, visas, vaccinations and insurance",
        depends_on=(1,),
        estimated_minutes=570,
        due_date="2027-04-19",
        status="in_progress",
        assignee="Nora",
    ),
    numbered(7, "Check passports and visas", 2, estimated_minutes=210),
    numbered(8, "Plan health", 2, estimated_minutes=210),
    numbered(9, "Check insurance and money", 2, estimated_minutes=150, assignee="Felix"),
    numbered(
        3,
        "Draw up the itinerary: route, stops and sights",
        depends_on=(1,),
        estimated_minutes=465,
        due_date="2027-04-16",
        assignee="Felix",
    ),
    numbered(
        4,
        "Book flights or trains, accommodation and tickets",
        depends_on=(2, 3),
        estimated_minutes=465,
        due_date="2027-05-02",
        assignee="Nora",
    ),
    numbered(
        5,
        "Pack, and arrange home, pets and post",
        depends_on=(4,),
        estimated_minutes=390,
        due_date="2027-05-14",
    ),
    numbered(
        6,
        "Travel, and come back well",
        depends_on=(5,),
        estimated_minutes=615,
        due_date="2027-05-31",
    ),
)

BOOK = plan(
    numbered(
        1,
        "Find the idea and promise of the children's book",
        estimated_minutes=1500,
        status="completed",
    ),
    numbered(
        2,
        "Plan plot or argument",
        depends_on=(1,),
        estimated_minutes=2340,
        status="in_progress",
        assignee="Eva",
    ),
    numbered(3, "Write the first draft", depends_on=(2,), estimated_minutes=8280, assignee="Tariq"),
    numbered(6, "Write the first quarter", 3, estimated_minutes=2580, assignee="Tariq"),
    numbered(7, "Write the middle", 3, depends_on=(6,), estimated_minutes=3960),
    numbered(8, "Write the end", 3, depends_on=(7,), estimated_minutes=1740),
    numbered(
        4,
        "Revise in layers with test readers and an editor",
        depends_on=(3,),
        estimated_minutes=7200,
        assignee="Eva",
    ),
    numbered(
        5,
        "Find publisher or printer: cover, layout, contract, launch",
        depends_on=(4,),
        estimated_minutes=1890,
    ),
)

SHED = plan(
    numbered(
        1,
        "Draw it, measure the place and ask about permission",
        estimated_minutes=540,
        status="completed",
    ),
    numbered(
        2,
        "Write the cut list, buy timber and get the tools",
        depends_on=(1,),
        estimated_minutes=450,
        status="in_progress",
        assignee="Joe",
    ),
    numbered(7, "Write the cut list and the list of screws and fittings", 2, estimated_minutes=180),
    numbered(
        8, "Compare prices and order with delivery", 2, depends_on=(7,), estimated_minutes=120
    ),
    numbered(
        9, "Borrow or hire tools", 2, depends_on=(8,), estimated_minutes=120, assignee="Martha"
    ),
    numbered(
        10, "Get goggles, gloves and ear protection", 2, depends_on=(9,), estimated_minutes=30
    ),
    numbered(
        3,
        "Prepare the ground and make the foundation or base",
        depends_on=(1, 2),
        estimated_minutes=1500,
        assignee="Martha",
    ),
    numbered(
        4,
        "Cut the pieces and put up the frame",
        depends_on=(3,),
        estimated_minutes=1500,
        assignee="Joe",
    ),
    numbered(
        5, "Put on the roof, walls, doors and surfaces", depends_on=(4,), estimated_minutes=1920
    ),
    numbered(6, "Check that it is safe, and put it to use", depends_on=(5,), estimated_minutes=615),
)
