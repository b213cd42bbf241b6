"""Questions about a plan of one's own: with the verbs of its titles, two at once, and about who is away."""

from __future__ import annotations

import pytest

from tests.agents.talks import talk
from tests.evaluation.plans import PLANS


@pytest.mark.parametrize(
    ("plan", "question", "words"),
    [
        ("kitchen", "when do we move back in", ["T6", "due Wednesday 31 March 2027"]),
        ("wedding", "when can we send the invitations?", ["T4", "no due date"]),
        ("wedding", "how long until the invitations can go out?", ["T4", "at the earliest"]),
        ("wedding", "How long will it take until we can send the invitations?", ["T4"]),
        ("kitchen", "when can T5 start at the earliest", ["T5", "can start when T4"]),
        ("kitchen", "what do we need before we can start the works?", ["T5", "waits for T4"]),
        ("kitchen", "What must I do before can start the demolition?", ["waits for T4"]),
        ("kitchen", "If the permits take longer than 30 December, what else is delayed?", ["T9"]),
        ("kitchen", "if the permits are late, what is delayed?", ["T9", "T4", "T7"]),
        ("kitchen", "what happens when the works slip by two weeks?", ["T6", "depends on T5"]),
    ],
)
def test_a_title_is_known_by_what_it_says_to_do(plan: str, question: str, words: list[str]) -> None:
    """And by one of the things that it lists."""
    said = talk(question, tree=PLANS[plan])
    assert [] == said.effects()
    assert [] == [word for word in words if word not in said.text]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When exactly do we move back in, and who is responsible for it?", ["31 March", "nobody"]),
        ("when is the inspection and who does it", ["31 March", "nobody"]),
        ("who does the works and when are they due?", ["nobody", "17 March"]),
        ("when are the permits due and who does them?", ["30 December", "Nina"]),
    ],
)
def test_two_questions_about_one_task_are_both_answered(question: str, words: list[str]) -> None:
    """“It” in the second is what the first is about."""
    said = talk(question, tree=PLANS["kitchen"])
    assert [] == [word for word in words if word not in said.text]


@pytest.mark.parametrize(
    ("plan", "question", "words"),
    [
        (
            "wedding",
            "Omar is on holiday from 20 December to 6 January; what of his falls into that time?",
            ["T7", "T3", "None of that is due from Sunday 20 December", "T8"],
        ),
        (
            "kitchen",
            "so paul broke his leg skiing, so he's out till mid january. what does that mean for us?",
            ["Paul has T2", "All of that is due by"],
        ),
        ("kitchen", "Nina is ill. which of her tasks are affected?", ["T3", "T7", "T9"]),
        ("kitchen", "Paul is away until 20 December, what happens now?", ["T2", "is due by"]),
        ("wedding", "Lena is away this week. what about her tasks?", []),
        ("move", "Sara and Tom are ill. what does that mean?", []),
    ],
)
def test_who_is_away_leaves_open_tasks(plan: str, question: str, words: list[str]) -> None:
    """Those, which of them are due in that time, and what waits for them."""
    said = talk(question, tree=PLANS[plan])
    assert [] == said.effects()
    assert [] == [word for word in words if word not in said.text]


def test_who_has_nothing_open_is_not_missed() -> None:
    """It is said that nothing is left of theirs."""
    tree = talk("mark everything Paul has as done", tree=PLANS["kitchen"]).after
    assert (
        "Paul has no open task here." == talk("Paul is ill. what does that mean?", tree=tree).text
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what about the thank you cards?", "No task is about the thank you cards."),
        ("is the cake covered?", "No task is about the cake."),
        ("did we think of our hotel?", "No task is about the hotel."),
        ("does anything cover the flowers?", "T3"),
        ("did you think of cake?", "I do not understand that"),
    ],
)
def test_what_the_plan_does_not_cover_is_said(question: str, words: str) -> None:
    """And how it would come into it."""
    said = talk(question, tree=PLANS["wedding"])
    assert [] == said.effects()
    assert words in said.text
