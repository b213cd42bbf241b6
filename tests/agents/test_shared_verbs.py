"""Goals with several verbs for one thing: what they are about, and which kind of plan they call for."""

from __future__ import annotations

import pytest

from agents.providers.embedded.goals import parse
from agents.providers.embedded.kinds import main_kind
from agents.providers.embedded.verbs import shared_verbs, split_verb
from ledger.core.apply import apply_all
from ledger.core.model import EMPTY
from tests.agents.talks import numbered, talk, tell
from tests.plans import create_project


@pytest.mark.parametrize(
    ("text", "verbs", "thing"),
    [
        (
            "write and self-publish a children's book",
            ("write", "self-publish"),
            "a children's book",
        ),
        ("write, print and send christmas cards", ("write", "print", "send"), "christmas cards"),
        ("digitise and sort grandma's recipes", ("digitise", "sort"), "grandma's recipes"),
        ("fix up and rent out the granny flat", ("fix up", "rent out"), "the granny flat"),
        ("apply for and get a mortgage", ("apply for", "get"), "a mortgage"),
    ],
)
def test_verbs_may_share_a_thing(text: str, verbs: tuple[str, ...], thing: str) -> None:
    """What is done to it is all of them, and it is what stands behind the last."""
    found = shared_verbs(text)
    assert found is not None
    assert (len(verbs), thing) == (len(found[0]), found[1])
    assert thing == split_verb(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "support and maintenance contract",
        "research and development lab",
        "sell my house and buy a smaller one",
        "rock and roll party",
        "plan the summer party",
        "plan and then",
        "bake and to sell it",
    ],
)
def test_nouns_share_nothing(text: str) -> None:
    """A noun with "and", or a thing for each verb, is something else."""
    assert shared_verbs(text) is None


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        ("write and self-publish a children's book", "book"),
        ("plan and host a baby shower", "party"),
        ("find and rent a flat in Munich", "rental_search"),
        ("hire and onboard a product designer", "hire"),
        ("organise and run a hackathon for 80 people", "event"),
        ("create and sell a course on watercolours", "course_design"),
        ("design and build a garden office", "self_build"),
        ("draft and negotiate the lease for the new office", "contract"),
        ("scan and back up all the family photos", "photos"),
        ("digitise and sort grandma's recipes", "digitisation"),
        ("invite and host the twin town delegation", "general"),
        ("host our blog on a raspberry pi", "hosting"),
        ("hire a dog walker", "find_service"),
    ],
)
def test_the_kind_is_of_what_is_done_in_the_end(goal: str, kind: str) -> None:
    """Who finds and rents a flat rents one; who plans and hosts a party needs no server."""
    assert kind == main_kind(parse(goal))


@pytest.mark.parametrize(
    ("goal", "title"),
    [
        (
            "write and self-publish a children's book",
            "Find the idea and promise of the children's book",
        ),
        (
            "start and grow a newsletter about bees",
            "Settle what the newsletter is for: readers, promise, goal",
        ),
        ("restore and sell a vintage motorbike", "Sell the vintage motorbike"),
    ],
)
def test_titles_speak_of_the_thing(goal: str, title: str) -> None:
    """No title has the second verb for a noun; what becomes of the thing in the end is a task."""
    assert title in [task.title for task in tell(goal, EMPTY).after.ordered()]


def test_the_whole_is_one_goal() -> None:
    """To research and buy a car are no two errands, and what the plan is about is not added to it."""
    car = tell("research and buy an electric car", EMPTY).after
    assert car.project is not None
    assert "Research and buy an electric car" == car.project.title
    assert len(car.ordered()) >= 4
    flat = tell("fix up and rent out the granny flat", EMPTY).after
    assert "Rent out the granny flat" not in [task.title for task in flat.ordered()]


def test_a_year_that_something_is_for_is_no_deadline() -> None:
    """A tax return for 2025 is not due before it, and keeps the year in its title."""
    asked = parse("do the tax return for 2025 by May")
    assert ("by May", "Do the tax return for 2025 by May") == (
        asked.moments.deadline,
        asked.title,
    )
    assert parse("close the books for 2026").moments.deadline is None


def test_a_word_of_the_projects_title_is_put_right() -> None:
    """What is contrasted is what changes: "three weeks, not two, change the name of the whole thing"."""
    project = create_project(title="Plan a two week trip to Japan")
    tree = apply_all(EMPTY, [project, numbered(1, "Book flights")])
    said = talk("its three weeks now not two! change the name of the whole thing", tree=tree)
    assert said.after.project is not None
    assert "Plan a three week trip to Japan" == said.after.project.title
