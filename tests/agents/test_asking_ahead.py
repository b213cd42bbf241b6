"""Questions ahead: what accepting changes, what may fail, what may be left out, whether a day can be kept."""

from __future__ import annotations

import pytest

from tests.agents.talks import talk
from tests.evaluation.plans import PLANS

OF_THE_SHOP = [
    ("how long is all that going to take?", "11d 4h of work is left|1 December 2026"),
    ("how long is all that going to take", "11d 4h of work is left"),
    ("how long are we going to need for all of this?", "11d 4h of work is left"),
    ("how long is search going to take?", "T6 “Search” is estimated at 3d"),
    ("what will change if I accept?", "this draft changes nothing"),
    ("where are we most likely to fail?", "T21 “Christmas campaign” was due"),
    ("where could it go wrong?", "4 risks"),
    ("what is most likely to go wrong?", "4 risks"),
    ("is T9 realistic?", "T9 “Payment” is due|27 November 2026 at the earliest|That is in time."),
    ("is the launch date realistic?", "T23 “Launch” is due|That is in time."),
    ("is T21 realistic?", "That day has passed."),
    ("is T16 realistic?", "T16 “Registration” is done"),
    ("is the 15th realistic?", "That is by Tuesday 15 December 2026."),
    ("is Christmas realistic?", "That is by Friday 25 December 2026."),
    ("are the dates realistic?", "T21 “Christmas campaign” is overdue"),
    ("is it realistic to finish by Friday?", "That is after Friday 27 November 2026."),
    ("what could we cut?", "priority low|T18|T5|T12|critical path|T8 “Shopping cart”|“drop T18”"),
    ("what can we cut in marketing?", "in T19 “Marketing” (priority medium): T20 “Newsletter”"),
    ("that's too long. we have only three weeks. what could we cut?", "Least important"),
    ("this takes ages! where could we save time?", "Least important"),
]


@pytest.mark.parametrize(("question", "facts"), OF_THE_SHOP)
def test_an_answer_looks_ahead(question: str, facts: str) -> None:
    """And changes nothing, asks nothing."""
    said = talk(question, tree=PLANS["shop"])
    assert ([], None) == (said.effects(), said.question)
    assert [] == [fact for fact in facts.split("|") if fact not in said.text], said.text


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        (
            "what will change if I accept?",
            "T13 “Shipping costs” is deleted|“Docs” is new|T20 “Newsletter” is changed",
        ),
        ("what happens when I accept this?", "T13 “Shipping costs” is deleted"),
        ("what did you just change?", "T20 “Newsletter” is now completed"),
        ("what exactly did you change there?", "T20 “Newsletter” is now completed"),
        ("what changed just now?", "T20 “Newsletter” is now completed"),
    ],
)
def test_what_was_drafted_is_told(question: str, facts: str) -> None:
    """All of it, or what came last."""
    drafted = ("delete T13", "add a task for the docs", "T20 is done")
    said = talk(*drafted, question, tree=PLANS["shop"])
    assert () == said.patches
    assert [] == [fact for fact in facts.split("|") if fact not in said.text], said.text


def test_a_wish_before_a_question_is_done() -> None:
    """It is no remark."""
    assert ["T20 status=completed"] == talk(
        "T20 is done. what is overdue?", tree=PLANS["shop"]
    ).effects()
