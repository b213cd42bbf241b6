"""What holds for whatever people ask about a plan, in whatever state it is: words about it, and no change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledger.core.model import Tree
from tests.agents.talks import numbered, tell
from tests.plans import plan

QUESTIONS = Path(__file__).with_name("asked.txt").read_text("utf-8").splitlines()
DAY = 480
RICH = plan(
    numbered(1, "Website"),
    numbered(
        2, "Write the copy", 1, assignee="Ann", status="completed", estimated_minutes=2 * DAY,
        actual_minutes=3 * DAY, due_date="2026-11-16",
    ),
    numbered(
        3, "Design the homepage", 1, assignee="Bob", status="in_review", estimated_minutes=DAY,
        due_date="2026-11-20", tags=("web",), priority="critical",
    ),
    numbered(4, "Build the frontend", 1, assignee="Bob", start_date="2026-11-23", due_date="2026-12-18"),
    numbered(5, "Login form", 4, estimated_minutes=DAY, depends_on=(3,), due_date="2026-11-19"),
    numbered(6, "Menu", 4, assignee="Cem", estimated_minutes=240, priority="high", tags=("web",)),
    numbered(7, "Set up hosting", assignee="Cem", status="blocked", estimated_minutes=240),
    numbered(8, "Write the docs", estimated_minutes=3 * DAY, priority="low"),
    numbered(9, "Marketing"),
    numbered(10, "Poster", 9, status="cancelled"),
    numbered(11, "Leaflet", 9, status="completed"),
    numbered(12, "Release", depends_on=(4, 7), due_date="2026-12-24", assignee="Ann", priority="high"),
)  # fmt: skip
ALL_DONE = plan(
    numbered(1, "Website", status="completed"),
    numbered(2, "Write the copy", 1, assignee="Ann", status="completed"),
    numbered(3, "Release", status="cancelled"),
)
BARE = plan(numbered(1, "Website"), numbered(2, "Release"))
_BROKEN = re.compile(
    r"\b(?:1 (?:open )?(?:tasks|sub-tasks)|(?:is|are) (?:is|are)|None(?! of)|are that are|T\d+ is T\d+)\b"
    r"|  |\{|\}"
)


@pytest.mark.parametrize(
    ("tree", "task"), [(RICH, None), (RICH, 4), (RICH, 9), (ALL_DONE, None), (BARE, None)]
)
def test_a_question_is_answered_in_words_and_changes_nothing(tree: Tree, task: int | None) -> None:
    """With and without its mark; each answer is a sentence, and in order."""
    numbers = {task.number for task in tree.tasks.values()}
    for question in QUESTIONS:
        said = tell(question, tree, task)
        assert (question, said.effects()) == (question, [])
        words = said.question.question if said.question else said.text
        assert (question, None) == (question, _BROKEN.search(words))
        assert words.rstrip()[-1:] in ".?!”)"
        named = {int(number) for number in re.findall(r"\bT(\d+) “", words)}
        assert (question, set()) == (question, named - numbers)
