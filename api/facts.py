"""What changed, as the facts that an explanation is made of: from the ledger, and from nothing else.

All of these block. They raise the ledger's errors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

import sqlalchemy as sa

from agents.facts import Fact, Facts, FieldFact, Subject, person
from api.parts import Parts
from api.since import since
from ledger.core.algebra.diff import diff
from ledger.core.derived.derive import derive
from ledger.core.derived.durations import duration_text
from ledger.core.errors import refused
from ledger.core.model import Json, Tree
from ledger.core.patch import Patch
from ledger.core.proposal import ProposalState
from ledger.core.undo import TAKES_BACK
from projections.changes import ChangeRow, FieldChange, changes
from projections.queries import timeline

MOST_CHANGESETS = 200
"""Changesets of a summary whose messages and people are looked at."""
UNTOLD = ("number", "metadata", "links")
RENAMED = {"parent_id": "parent", "estimated_minutes": "estimate", "actual_minutes": "time spent"}
LONGEST = 80


def facts_of_draft(state: ProposalState) -> Facts:
    """What a proposal would change."""
    return _facts("diff", state.base, state.draft, state.diff)


def facts_of_proposal(parts: Parts, state: ProposalState) -> Facts:
    """What a proposal would change; of one that was accepted what was taken of it, and did change."""
    if state.changeset is not None:
        return facts_of_changeset(parts, state.project_id, state.changeset)
    return facts_of_draft(state)


def facts_of_changeset(parts: Parts, project_id: str, changeset_id: str) -> Facts:
    """What an accepted changeset changed. Raises NotFound."""
    record = parts.ledger.changeset(project_id, changeset_id)
    return _facts("changeset", record.before, record.after, record.patches)


def facts_since(parts: Parts, project_id: str, said: str, now: datetime) -> Facts:
    """What changed in a project since then, net. Raises NotFound, Refused."""
    wanted = since(said, now)
    after = parts.ledger.state(project_id)
    with parts.views() as conn:
        version = wanted.version
        if version is None:
            assert wanted.time is not None, "what is no version is a time"
            time = wanted.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            version = timeline.version_at(conn, project_id, time)
        if version > after.version:
            message = f"The project is at version {after.version}."
            raise refused("version_out_of_range", message, field="since")
        rows = _rows(conn, project_id, version)
    before = parts.ledger.state(project_id, version)
    net = diff(before.tree, after.tree, parts.ledger.limits.for_own_patches())
    return _facts(
        "history",
        before.tree,
        after.tree,
        net,
        by=_touched_by(rows),
        since=f"version {version}" if wanted.version is not None else said,
        versions=(version, after.version),
        changesets=len(rows),
        taken_back=sum(row.cause.kind in TAKES_BACK for row in rows),
        people=tuple(Counter(row.actor for row in rows).most_common()),
        messages=tuple(row.message for row in rows if row.message),
    )


def _rows(conn: sa.Connection, project_id: str, after: int) -> list[timeline.ChangesetRow]:
    """The changesets after a version, newest first."""
    found: list[timeline.ChangesetRow] = []
    cursor = None
    while len(found) < MOST_CHANGESETS:
        page = timeline.list_changesets(conn, project_id, cursor=cursor)
        new = [row for row in page.items if row.last > after]
        found += new
        cursor = page.next_cursor
        if cursor is None or len(new) < len(page.items):
            break
    return found


def _touched_by(rows: Sequence[timeline.ChangesetRow]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        for target in row.touched:
            found[target.target_id][row.actor] = None
    return {id: tuple(actors) for id, actors in found.items()}


def _facts(
    subject: Subject,
    before: Tree,
    after: Tree,
    patches: Iterable[Patch],
    by: Mapping[str, tuple[str, ...]] | None = None,
    **more: Json,
) -> Facts:
    was, now = derive(before), derive(after)
    project = after.project or before.project
    return Facts(
        subject,
        project.title if project else "",
        tuple(_fact(row, before, after, by or {}) for row in changes(before, patches)),
        progress=(was.progress, now.progress),
        minutes=(was.total_estimated_minutes or 0, now.total_estimated_minutes or 0),
        **more,
    )


def _fact(row: ChangeRow, before: Tree, after: Tree, by: Mapping[str, tuple[str, ...]]) -> Fact:
    patch = row.patch
    tree = before if patch.op == "delete" else after
    task = tree.tasks.get(patch.target_id)
    parent = tree.tasks.get(task.parent_id) if task and task.parent_id else None
    return Fact(
        patch.op,
        row.number,
        row.title,
        parent.title if parent else "",
        tuple(_fields(row)),
        max(row.removed - 1, 0) if patch.target == "task" else row.removed,
        by.get(patch.target_id, ()),
    )


def _fields(row: ChangeRow) -> Iterator[FieldFact]:
    told = {change.field for change in row.changes}
    for change in row.changes:
        if change.field in UNTOLD or (change.field == "position" and "parent_id" in told):
            continue
        if row.patch.op == "create" and change.field == "title":
            continue
        if change.field == "position":
            yield FieldFact("place", "", "moved among its siblings")
        else:
            name = RENAMED.get(change.field, change.field.replace("_", " "))
            yield FieldFact(name, *_values(change))


def _values(change: FieldChange) -> tuple[str, str]:
    labels = (change.before_label, change.after_label)
    named = change.field in ("parent_id", "depends_on")
    before, after = labels if named else (change.before, change.after)
    return _words(change.field, before), _words(change.field, after)


def _words(field: str, value: Json) -> str:
    if value is None or value in ((), [], ""):
        return ""
    if field in SAID:
        return SAID[field](value)
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _status(value: str) -> str:
    return "to do" if value == "todo" else value.replace("_", " ")


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {day:%b %Y}"


SAID: Mapping[str, Callable[[Json], str]] = {
    "status": _status,
    "assignee": person,
    "owner": person,
    "estimated_minutes": duration_text,
    "actual_minutes": duration_text,
    "start_date": _day,
    "due_date": _day,
}
"""How the values that are not plain text are said, as they are on the page."""
