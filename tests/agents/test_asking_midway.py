"""Questions about a plan that is under way: what is closed by its parts, what is late, what is tight."""

from __future__ import annotations

import pytest

from tests.agents.talks import numbered, tell
from tests.plans import plan, update_project

DAY = 480
PLAN = plan(
    update_project(due_date="2026-12-18", owner="Eva", summary="A shop for tea."),
    numbered(1, "Build the shop"),
    numbered(2, "Shopping cart", 1, status="completed", estimated_minutes=DAY),
    numbered(3, "Checkout", 1, status="completed", estimated_minutes=DAY),
    numbered(4, "Branding", status="completed"),
    numbered(5, "Logo", 4, assignee="Eva"),
    numbered(6, "Load test", estimated_minutes=5 * DAY, due_date="2026-11-24", assignee="Bo"),
    numbered(7, "Press kit", estimated_minutes=DAY, due_date="2026-11-20"),
    numbered(8, "Launch", estimated_minutes=DAY, depends_on=(6, 7)),
    numbered(9, "Video", status="cancelled"),
)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("is the shop done?", "All sub-tasks of T1|closed|not marked as done itself"),
        ("is the logo done?", "T5 “Logo” is done, as T4 “Branding” is."),
        ("is the video done?", "T9|cancelled"),
        ("are we on track?", "T7|overdue|T6 “Load test” cannot be done by its due date"),
        ("when will we be done?", "The project is due Friday 18 December 2026"),
        ("is anything done?", "3 tasks are done"),
        ("is anything in review?", "Nothing is in review."),
        ("is anything stuck?", "Nothing is"),
        ("which tasks depend on nothing?", "T6|T7"),
        ("what have we finished?", "3 tasks are done|T2|T3|T4"),
        ("what did we achieve?", "3 tasks are done"),
        ("what is the project?", "A shop for tea.|It is led by Eva"),
        ("what is this project about?", "A shop for tea."),
        ("can T6 and T6 be done at the same time?", ""),
        ("what is the progress of the shop?", "2"),
        ("is the press kit late?", "T7|overdue|20 November 2026"),
        ("is the load test on time?", "24 November 2026"),
        ("who has it?", ""),
        ("when is the launch?", "T8"),
        ("what would happen if we dropped branding?", "T5 “Logo” would go with T4"),
        ("what if the press kit is late?", "T8 “Launch” would have to wait longer for T7"),
        ("what if the launch is delayed?", "Nothing waits for T8"),
        ("what happens if we skip the video?", "Nothing waits for T9"),
    ],
)
def test_an_answer_names_what_became_of_it(question: str, facts: str) -> None:
    """And changes nothing."""
    said = tell(question, PLAN)
    assert [] == said.effects()
    assert [] == [fact for fact in facts.split("|") if fact not in said.text], said.text


def test_what_is_only_considered_is_offered() -> None:
    """With what it would lead to."""
    said = tell("what if we drop branding?", PLAN)
    assert said.question is not None
    assert "T5 “Logo” would go with T4 “Branding”." in said.question.question
    assert "Drop branding" in said.question.options
