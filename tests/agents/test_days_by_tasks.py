"""Days that are said by a task's: where there is none, and what is no such day."""

from __future__ import annotations

import pytest

from agents.ports import Context
from agents.providers.embedded.hearing.exceptions import exceptions_first
from agents.providers.embedded.references.days import beside_a_task
from agents.providers.embedded.references.scene import Scene, Tell
from agents.providers.embedded.ruled import scene_of
from agents.providers.embedded.wishes.correcting import respelled
from agents.providers.embedded.wishes.naming import meant
from tests.agents.talks import ACTOR, TODAY
from tests.evaluation.plans import PLANS
from tests.plans import PROJECT


def scene(plan: str) -> Scene:
    context = Context(project_id=PROJECT, tree=PLANS[plan], today=TODAY, actor=ACTOR)
    return scene_of(context, "", {}, titles=False)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("two days before moving day", "2026-12-17"),
        ("the week after moving day", "2026-12-26"),
        ("same day as moving day", "2026-12-19"),
        ("moving day", "2026-12-19"),
        ("the day after tomorrow", "the day after tomorrow"),
        ("the weather", "the weather"),
        ("after the rain", "after the rain"),
        ("two days", "two days"),
        ("the kitchen", "the kitchen"),
        ("the day after", "the day after"),
        ("the day before all packing tasks", "the day before all packing tasks"),
    ],
)
def test_a_day_is_that_of_the_task_or_stays_as_it_was_said(said: str, day: str) -> None:
    move = scene("move")
    assert beside_a_task(move, said, lambda phrase: meant(move, phrase), []) == day


def test_a_task_without_a_date_is_told() -> None:
    login = scene("login")
    with pytest.raises(Tell, match="no date yet"):
        beside_a_task(login, "the day before T1", lambda phrase: meant(login, phrase), [])


@pytest.mark.parametrize(
    ("whole", "new", "title"),
    [
        ("Signup API", "sign-up", "Sign-up API"),
        ("Ask sign ups", "signups", "Ask signups"),
        ("Signup API", "register", "register"),
    ],
)
def test_words_are_spelled_another_way(whole: str, new: str, title: str) -> None:
    assert respelled(whole, new) == title


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("give everything to Bob except T7", "give everything except T7 to Bob"),
        ("all tasks are high, but not the docs", "all tasks except the docs are high"),
        ("delete everything except T4", "delete everything except T4"),
        ("delete everything under T3 except T4", "delete everything under T3 except T4"),
        ("give T3 to Bob", "give T3 to Bob"),
    ],
)
def test_what_is_left_out_is_said_first(said: str, first: str) -> None:
    assert exceptions_first(said) == first
