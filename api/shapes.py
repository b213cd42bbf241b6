"""The ledger's values as the JSON of an answer. api/schemas describes the same shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from api.encoding import plain
from ledger.answers import Committed, Entry
from ledger.core.comments import Comment
from ledger.core.derived.derive import Derived, derive
from ledger.core.errors import Violation
from ledger.core.events import Finding, PatchAccepted
from ledger.core.model import Json, Link, Project, Task, Tree
from ledger.core.patch import Patch
from ledger.core.proposal import Message, ProposalState
from ledger.core.saved_views import SavedView
from ledger.documents import Document
from projections.changes import ChangeRow, changes

if TYPE_CHECKING:  # SQLAlchemy would cost the command line a third of its start
    from projections.queries.blame import TargetBlame
    from projections.queries.past import PastHit
    from projections.queries.search import Hit
    from projections.queries.timeline import ChangesetRow

Shape = Literal["nested", "flat"]
Answer = dict[str, Json]

fields_of = msgspec.structs.asdict


def project_answer(tree: Tree, version: int, shape: Shape = "nested") -> Answer:
    """A project at one version: its fields, its tasks in order, and what follows from them."""
    derivation = derive(tree)
    ordered = [task_answer(task, derivation.tasks[task.id]) for task in tree.walk()]
    return {
        "project": None if tree.project is None else project_fields(tree.project),
        "version": version,
        "tasks": ordered if shape == "flat" else nested(ordered),
        "progress": derivation.progress,
        "total_estimated_minutes": derivation.total_estimated_minutes,
    }


def project_fields(project: Project) -> Answer:
    """A project's own fields."""
    return {**fields_of(project), "links": links(project.links)}


def task_answer(task: Task, derived: Derived) -> Answer:
    """A task's stored fields, and what follows for it."""
    return {
        **fields_of(task),
        "links": links(task.links),
        "depth": derived.depth,
        "progress": derived.progress,
        "total_estimated_minutes": derived.total_estimated_minutes,
        "blocked_by": derived.blocked_by,
        "ready": derived.ready,
    }


def links(given: Iterable[Link]) -> list[Answer]:
    """Links with all their members."""
    return [{"system": k.system, "external_id": k.external_id, "url": k.url} for k in given]


def nested(ordered: list[Answer]) -> list[Answer]:
    """Tasks that come parents first, each with its `children`."""
    roots: list[Answer] = []
    by_id: dict[str, list[Answer]] = {}
    for task in ordered:
        task["children"] = by_id[task["id"]] = []
        parent = task["parent_id"]
        (roots if parent is None else by_id[parent]).append(task)
    return roots


def change_rows(before: Tree, patches: Iterable[Patch]) -> list[Answer]:
    """Patches told in fields, with before and after."""
    return [change_row(row) for row in changes(before, patches)]


def change_row(row: ChangeRow) -> Answer:
    """One patch told in fields."""
    told: Answer = plain(row)
    told["patch"].setdefault("body", None)
    return told


def patch_answers(patches: Iterable[Patch]) -> list[Answer]:
    """Patches as they are sent."""
    return [{"body": None, **plain(patch)} for patch in patches]


def counts(patches: Iterable[Patch]) -> dict[str, int]:
    """How many patches of each kind."""
    found = Counter(patch.op for patch in patches)
    return {op: found[op] for op in ("create", "update", "delete")} | {"total": found.total()}


def changeset(record: Entry, project_id: str) -> Answer:
    """An accepted changeset, without its patches."""
    return {
        "id": record.id,
        "project_id": project_id,
        "first": record.first,
        "last": record.last,
        "time": record.time,
        "occurred_at": record.occurred_at,
        "actor": record.actor,
        "author": record.author,
        "cause": {"kind": record.cause.kind, "ref": record.cause.ref},
        "message": record.message,
        "base_version": record.base_version,
        "proposal": record.proposal,
        "counts": counts(record.patches),
    }


def step(event: PatchAccepted) -> Answer:
    """A changeset as far as a slider needs it, from any of its events."""
    first = event.version - event.index
    return {
        "id": event.changeset,
        "first": first,
        "last": first + event.size - 1,
        "time": event.time,
        "actor": event.actor,
        "author": event.author,
        "cause": {"kind": event.cause.kind, "ref": event.cause.ref},
        "proposal": event.proposal,
    }


def appended(done: Committed) -> Answer:
    """The answer to whoever appended."""
    return {
        "project_id": done.project_id,
        "changeset": changeset(done.entry, done.project_id),
        "version": done.version,
    }


def changeset_row(row: ChangesetRow) -> Answer:
    """A changeset as the history's view keeps it."""
    told: Answer = plain(row)
    told["cause"] = {"kind": row.cause.kind, "ref": row.cause.ref}
    told["counts"] = {**row.counts, "total": sum(row.counts.values())}
    return told


def target_blame(target: TargetBlame) -> Answer:
    """Who last set each field of one target."""
    told: Answer = plain(target)
    for field in told["fields"]:
        field["cause"].setdefault("ref", None)
    return told


def hit(found: Hit) -> Answer:
    """What was found, its snippet in parts."""
    return {**plain(found), "snippet": [part._asdict() for part in found.snippet]}


def past_hit(found: PastHit) -> Answer:
    """What was, and what is known of it now; the project has no number."""
    about = {"kind": found.about.__struct_config__.tag, **fields_of(found.about)}
    if "number" in about:
        about |= {"number": about["number"] or None, "earlier": found.earlier}
    return {
        **about,
        "project_title": found.project_title,
        "project_deleted": found.project_deleted,
        "deleted": found.deleted,
        "snippet": [part._asdict() for part in found.snippet],
    }


def violation(broken: Violation) -> Answer:
    """One broken rule with all its members."""
    return {field: getattr(broken, field) for field in Violation.__struct_fields__}


def proposal(state: ProposalState, tree: bool = True) -> Answer:
    """A conversation and its draft, with the draft's tree or without."""
    same = ("id", "status", "mode", "provider", "model", "project_id", "task_id", "version",
            "base_version", "current_version", "digest", "changeset", "reason")  # fmt: skip
    return {
        **{name: getattr(state, name) for name in same},
        "tree": project_answer(state.draft, state.base_version) if tree else None,
        "diff": change_rows(state.base, state.diff),
        "messages": [message(m) for m in state.messages],
        "comments": [comment(c) for c in state.comments],
        "conflicts": plain(state.conflicts),
        "usage": total_usage(state.messages),
        "left_out": patch_answers(state.left_out),
    }


def message(said: Message) -> Answer:
    """One turn of a conversation."""
    asked = said.question
    question = asked and {
        "question": asked.question,
        "candidates": plain(asked.candidates),
        "options": list(asked.options),
    }
    return {
        "role": said.role,
        "text": said.text,
        "time": said.time,
        "author": said.author,
        "patches": patch_answers(said.patches),
        "question": question,
        "usage": None if said.usage is None else dict(said.usage),
        "kind": said.kind,
        "document_id": said.document,
        "findings": [finding(found) for found in said.findings],
        "stopped": said.stopped and plain(said.stopped),
    }


def comment(said: Comment) -> Answer:
    """One comment; the project has no number."""
    return {**asdict(said), "number": said.number or None}


def document(kept: Document) -> Answer:
    """A document with its passages, numbered from 1."""
    same = ("id", "name", "media_type", "digest", "time", "actor")
    return {
        **{name: getattr(kept, name) for name in same},
        "passage_count": len(kept.passages),
        "passages": [passage(kept, number) for number in range(1, len(kept.passages) + 1)],
    }


def passage(kept: Document, number: int) -> Answer | None:
    """One passage; None where the document has none with that number."""
    if not 1 <= number <= len(kept.passages):
        return None
    return {"number": number, **fields_of(kept.passages[number - 1])}


def passage_answer(kept: Document, number: int) -> Answer:
    """One passage with the headings above it and its neighbours."""
    above: list[tuple[int, str]] = []
    for earlier in kept.passages[: number - 1]:
        if earlier.kind == "heading":
            above = [(at, said) for at, said in above if at < earlier.level]
            above.append((earlier.level, earlier.text))
    found = kept.passages[number - 1]
    if found.kind == "heading":
        above = [(at, said) for at, said in above if at < found.level]
    return {
        "document_id": kept.id,
        "name": kept.name,
        "passage": passage(kept, number),
        "headings": [said for _, said in above],
        "before": passage(kept, number - 1),
        "after": passage(kept, number + 1),
    }


def finding(found: Finding) -> Answer:
    """One point of an opinion with all its members."""
    told = fields_of(found)
    return {**told, "number": found.number or None, "title": found.title or None}


def total_usage(messages: Iterable[Message]) -> dict[str, Any]:
    """The numbers of all turns added up: tokens, milliseconds, rounds."""
    total: Counter[str] = Counter()
    for said in messages:
        for name, value in (said.usage or {}).items():
            if isinstance(value, int | float):
                total[name] += value  # type: ignore[assignment]
    return dict(total)


def saved_view(view: SavedView) -> Answer:
    """A saved view."""
    look: Answer = {name: getattr(view.look, name) for name in ("name", "kind", "settings")}
    return {"id": view.id, **look, "time": view.time, "actor": view.actor}
