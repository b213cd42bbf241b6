"""Whether changes are of a kind that some labels of a message wish for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agents.edits import Edit
from agents.providers.embedded.labels.spans import Labelled, Span

_PLACED = frozenset(
    ("move", "swap", "group", "ungroup", "merge", "split", "depend", "add", "set.priority")
)
_TIED = frozenset(("depend", "free", "move", "add", "split", "swap", "merge", "delete"))
_RENAMED = frozenset(("rename", "merge", "split"))
_BY_FIELD = {
    "title": _RENAMED,
    "status": frozenset(("set.status",)),
    "priority": frozenset(("set.priority",)),
    "estimated_minutes": frozenset(("set.estimate",)),
    "actual_minutes": frozenset(("set.estimate",)),
    "start_date": frozenset(("set.start", "set.due", "set.later", "set.earlier")),
    "due_date": frozenset(("set.start", "set.due", "set.later", "set.earlier")),
    "assignee": frozenset(("set.who",)),
    "tags": frozenset(("set.tag", "set.untag")),
    "add_tags": frozenset(("set.tag",)),
    "remove_tags": frozenset(("set.untag",)),
    "depends_on": _TIED,
    "add_depends_on": _TIED,
    "remove_depends_on": _TIED,
    "parent": _PLACED,
    "after": _PLACED,
    "before": _PLACED,
}
_CLEARED = {
    "assignee": "who",
    "due_date": "due",
    "start_date": "start",
    "estimated_minutes": "estimate",
}


def wished_for(edits: Sequence[Edit], readings: Sequence[Labelled]) -> bool:
    """Whether for each kind of change there are labels, however unlikely, that wish for it.

    What comes with something new, or goes with something old, is not asked (see `doubts/unheard.py`).
    """
    if any(edit.op != "update" for edit in edits):
        return True
    said = {kind for reading in readings for span in reading.spans for kind in _said_by(span)}
    return all(not kinds or kinds & said for kinds in _kinds(edits))


def _said_by(span: Span) -> Iterator[str]:
    yield from (span.wish, f"{span.wish}.{span.role}", f"{span.wish}.{span.role}={span.value}")


def _kinds(edits: Iterable[Edit]) -> Iterator[frozenset[str]]:
    """What may be wished for where something changes, for each change."""
    for edit in edits:
        for field, kinds in _BY_FIELD.items():
            if getattr(edit, field):
                yield kinds
        for field in edit.clear:
            yield frozenset((f"set.clear={_CLEARED.get(field, field)}", "set.clear", "free"))
