"""An edit: what a model may say about a plan. Never stored, never sent to a client.

Tasks are named by handles, because models guess ids: "T17" is the task with number 17, "N1" a task
that this conversation's answer creates, "P" the project. A strict schema makes every field present,
so that "not said" and "null" fall together: null means "leave it", and `clear` names the fields to
empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from ledger.core.model import Link

PROJECT = "P"

Clearable = Literal[
    "acceptance_criteria",
    "actual_minutes",
    "assignee",
    "depends_on",
    "description",
    "due_date",
    "estimated_minutes",
    "links",
    "start_date",
    "tags",
]


class Edit(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One change to one target.

    `ref`: the target's handle; a create makes up the next "N…" for it ("P" creates the project).
    `parent`: the handle of the task above, "P" for the top level; a create without it, `after` or
    `before` goes to the top level. `after`, `before`: a sibling's handle; its parent becomes the
    target's. Without both, a new or moved task goes last. `add_…` and `remove_…` change a set and
    leave the rest of it. For "P" the `description` is the project's summary and the `assignee` its
    owner. Times are in minutes, days are ISO dates. `source`: the passage of the document that it came
    from ("D12"). `add_conventions` and `remove_conventions` are sentences that hold for every plan of
    this project ("we always add a rollout task"), for "P" only.
    """

    op: Literal["create", "update", "delete"]
    ref: str
    title: str | None = None
    description: str | None = None
    acceptance_criteria: tuple[str, ...] | None = None
    status: str | None = None
    priority: str | None = None
    estimated_minutes: int | None = None
    actual_minutes: int | None = None
    start_date: str | None = None
    due_date: str | None = None
    assignee: str | None = None
    tags: tuple[str, ...] | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    depends_on: tuple[str, ...] | None = None
    add_depends_on: tuple[str, ...] = ()
    remove_depends_on: tuple[str, ...] = ()
    links: tuple[Link, ...] | None = None
    metadata: dict[str, str] | None = None
    parent: str | None = None
    after: str | None = None
    before: str | None = None
    clear: tuple[Clearable, ...] = ()
    source: str | None = None
    add_conventions: tuple[str, ...] = ()
    remove_conventions: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """The handles of what has to be there already."""
        if self.op != "create":
            yield self.ref
        yield from filter(None, (self.parent, self.after, self.before))
        yield from self.depends_on or ()
        yield from (*self.add_depends_on, *self.remove_depends_on)


def said_by(edit: Edit, actor: str) -> Edit:
    """The edit with the name of who speaks instead of “me”: to everybody else that is another person."""
    if edit.assignee is None or edit.assignee.lower() not in ("me", "myself"):
        return edit
    return msgspec.structs.replace(edit, assignee=actor)
