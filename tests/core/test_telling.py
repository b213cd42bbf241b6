"""What a changeset is called where another one takes it back."""

from __future__ import annotations

import pytest

from ledger.core.apply import replay
from ledger.core.model import EMPTY
from ledger.core.patch import Patch
from ledger.core.telling import LONGEST, call
from tests.ledger.plans import change, new_project, task

TASKS = [
    Patch("create", "task", task(n), {"title": f"Task {n}", "number": n, "position": f"a{n}"})
    for n in range(1, 5)
]
BEGUN = replay(EMPTY, [new_project(), *TASKS])


@pytest.mark.parametrize(
    ("message", "called"),
    [
        ("Add tests", "Add tests"),
        ("Undo: Add tests", "Add tests"),
        ("Redo: Add tests\nAfter all", "Add tests"),
        ("x" * 300, "x" * (LONGEST - 1) + "…"),
        ("  \n ", "T1 “Task 1”"),
        (None, "T1 “Task 1”"),
    ],
)
def test_it_is_called_by_its_message(message: str | None, called: str) -> None:
    """Short, on one line, and without the way by which it came; where it has none, by what it touched."""
    assert called == call(message, [change(1, title="A")], [BEGUN])


def test_of_many_targets_the_rest_is_counted() -> None:
    """Each once, as the first tree has it that has it; what came and went in it has no name any more."""
    patches = [change(2, title="A"), change(1, title="B"), change(2, title="C"), change(4)]
    assert "T2 “Task 2”, T1 “Task 1” and 1 more" == call(None, patches, [EMPTY, BEGUN])
    assert "“Plan”" == call(None, [new_project()], [BEGUN])
    assert "1 task" == call(None, [change(9)], [BEGUN])
    assert "2 tasks" == call(None, [change(8), change(9)], [BEGUN])
