"""Where a task came from is told from the ledger: who asked for it, when, and with which words."""

from __future__ import annotations

import pytest

from agents.ports import Context, Origin
from agents.providers.embedded.understanding import understand
from tests.agents.talks import ACTOR, PLAN, TODAY, task_id
from tests.plans import PROJECT


@pytest.mark.parametrize(
    ("actor", "message", "told"),
    [
        ("user:bob", "Kick-off", "a change by bob on Friday 20 November 2026: “Kick-off”."),
        ("user:bob", "", "It came with a change by bob on Friday 20 November 2026."),
        (ACTOR, "", "It came with a change of yours on Friday 20 November 2026."),
    ],
)
def test_who_asked_for_a_task_is_told(actor: str, message: str, told: str) -> None:
    origins = {task_id(3): Origin("2026-11-20", actor, message)}
    context = Context(project_id=PROJECT, tree=PLAN, today=TODAY, actor=ACTOR, origins=origins)
    assert understand(context, "why is T3 needed?").text.endswith(told)
    assert "came with" not in understand(context, "why is T7 needed?").text
