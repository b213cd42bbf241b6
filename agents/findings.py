"""Opinions: what an agent finds in a plan, point by point, and what it may change on the way.

An opinion is a comment or a diff, never a silent change: its points are kept with the answer, and what
it would change is put on the draft like any other edit, for a person to accept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agents.context.quoting import shortened
from agents.edits import Edit
from agents.handles import Handles
from agents.ports import FindingSaid, Kind
from ledger.core.errors import refused
from ledger.core.events import Finding
from ledger.core.model import Tree

RISKS: Final = (
    "missing_dependency",
    "no_owner",
    "due_before_dependencies",
    "overdue",
    "overloaded",
    "stale",
    "blocked",
    "critical_path",
    "no_estimate",
    "other",
)
"""What a risk is called: a closed set, so that a page can sort and colour them."""

KINDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "plan": ("estimate", "break_down", "next", *RISKS),
    "estimate": ("estimate",),
    "complexity": ("break_down",),
    "risks": RISKS,
    "next": ("next",),
    "explain": (),
    "summary": (),
}
"""The kinds of findings that each kind of request may have."""
INSTRUCTIONS: Final[Mapping[Kind, str]] = {
    "plan": "Plan what the document asks for.",
    "estimate": "Estimate the tasks that have no estimate.",
    "complexity": "Which tasks are worth breaking down?",
    "risks": "What puts this plan at risk?",
    "next": "What should be done next?",
}
"""What a person says who only names the kind."""
WORST = 10
LONGEST_REASON = 2_000


def check_asked(kind: Kind, edit: Edit) -> None:
    """Raise Refused (`not_asked_for`) for an edit that an opinion of this kind may not propose."""
    if kind in ("plan", "risks"):
        return
    if kind == "estimate" and _only_estimates(edit):
        return
    asked = "an estimate sets estimated_minutes of tasks" if kind == "estimate" else "words"
    raise refused("not_asked_for", f"This was not asked for: {asked} and nothing else.")


def _only_estimates(edit: Edit) -> bool:
    changed = {name for name in edit.__struct_fields__ if getattr(edit, name) != _DEFAULTS[name]}
    return edit.op == "update" and changed <= {"op", "ref", "estimated_minutes"}


def finding_of(said: FindingSaid, kind: Kind, tree: Tree, handles: Handles) -> Finding:
    """What was found, about a task by its id. Raises Refused for what is no finding of this kind."""
    if said.kind not in KINDS[kind]:
        known = ", ".join(KINDS[kind]) or "none"
        raise refused("invalid_value", f"{said.kind[:40]!a} is not one of: {known}.", field="kind")
    if not said.reason.strip():
        raise refused("missing_field", "A finding says why.", field="reason")
    if said.score is not None and not 1 <= said.score <= WORST:
        raise refused("invalid_value", f"A score is from 1 to {WORST}.", field="score")
    id = None if not said.ref else handles.id_of(said.ref, "ref")
    task = tree.tasks.get(id) if id else None
    return Finding(
        kind=said.kind,
        reason=shortened(said.reason.strip(), LONGEST_REASON),
        target_id=task.id if task else None,
        number=task.number if task else 0,
        title=task.title if task else "",
        score=said.score,
    )


_DEFAULTS: Final = {name: getattr(Edit("update", ""), name) for name in Edit.__struct_fields__}
