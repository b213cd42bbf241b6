"""Nothing much is removed for words that do not say so: whatever is said of what is no task."""

from __future__ import annotations

from itertools import cycle, product

import pytest

from tests.agents.talks import Talk, talk
from tests.evaluation.plans import PLANS

WISHES = (
    "delete {}",
    "remove {}",
    "please get rid of {}",
    "{} can go",
    "we don't need {}",
    "cancel {}",
    "mark T3 as done and drop {}",
)
SETS = (
    "everything after the {}",
    "everything below the {}",
    "everything until the {}",
    "all tasks before the {}",
    "whatever comes after the {}",
    "everything about the {}",
    "everything in the {}",
    "everything except the {}",
    "the first two {} tasks",
    "the last three {} ones",
    "the first tasks under the {}",
    "the {} tasks",
    "all {} steps",
    "the rest of the {}",
    "the {}",
    "the rest",
    "the others",
    "the remaining tasks",
)
UNKNOWN = cycle(("reunion", "horse", "audit", "zeppelin"))
SAID = [wish.format(some.format(next(UNKNOWN))) for wish, some in product(WISHES, SETS)]


def lost(said: Talk) -> int:
    """How many tasks are deleted or cancelled."""
    gone = set(said.before.tasks) - set(said.after.tasks)
    ended = (id for id, task in said.after.tasks.items() if task.status == "cancelled")
    return len(gone) + sum(said.before.tasks[id].status != "cancelled" for id in ended)


@pytest.mark.parametrize("plan", ["move", "login"])
def test_more_than_half_is_never_lost_for_what_is_not_there(plan: str) -> None:
    """It is asked about or refused; only who says "everything" or agrees loses so much."""
    tree = PLANS[plan]
    half = len(tree.tasks) // 2
    assert [] == [said for said in SAID if lost(talk(said, tree=tree)) > half]


@pytest.mark.parametrize(
    "said",
    [
        "delete everything",
        "remove all tasks",
        "delete everything, please",
        "delete all tasks in the plan",
    ],
)
def test_all_is_removed_where_all_was_said(said: str) -> None:
    """Without a question."""
    assert 0 == len(talk(said, tree=PLANS["move"]).after.tasks)


@pytest.mark.parametrize("said", ["delete the tasks", "cancel the remaining tasks"])
def test_what_was_asked_about_is_removed_when_it_is_agreed_to(said: str) -> None:
    """Just so much as the question said."""
    asked = talk(said, tree=PLANS["move"])
    agreed = talk(said, "yes", tree=PLANS["move"])
    assert asked.question is not None
    assert str(lost(agreed)) in asked.question.question
