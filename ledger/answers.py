"""What the ledger is asked and what it answers, as plain frozen values."""

from __future__ import annotations

import msgspec

from ledger.core.errors import FieldConflict, Violation
from ledger.core.events import EDIT, Cause
from ledger.core.model import Json, Tree
from ledger.core.numbering import NumberBook
from ledger.core.patch import Patch


class ProjectState(msgspec.Struct, frozen=True):
    """A project at one version.

    `numbers` remembers the number of every task there ever was. `head_hash` is the SHA-256 (hex) of
    the stored bytes of event `version`, `time` that event's time.
    """

    project_id: str
    version: int
    tree: Tree
    numbers: NumberBook
    head_hash: str
    time: str


class Changes(msgspec.Struct, frozen=True):
    """Patches that somebody wants accepted together.

    `id`: the changeset's, a UUID of the client's; the same id with the same request is answered
    with the first answer. `author`: who wrote the patches, the actor unless given. `base_version`:
    the version that the author saw; None means the current one. `request`: the JSON that the client
    sent, for telling whether a repeated id means the same; made from the rest unless given.
    """

    project_id: str
    patches: tuple[Patch, ...]
    actor: str
    id: str | None = None
    author: str | None = None
    message: str | None = None
    base_version: int | None = None
    cause: Cause = EDIT
    occurred_at: str | None = None
    request: Json = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One accepted changeset."""

    id: str
    first: int
    last: int
    time: str
    occurred_at: str | None
    actor: str
    author: str
    cause: Cause
    message: str | None
    base_version: int
    proposal: str | None
    patches: tuple[Patch, ...]


class Committed(msgspec.Struct, frozen=True):
    """A changeset that is in the ledger for ever.

    It covers the versions `first` … `last`; `version` is the project's version after it. `offset`
    is the place of its last patch in the whole ledger: a view that shows it has got past that.
    `repeated`: the id was known, and this is the first answer again. `entry`: all of it.
    """

    changeset_id: str
    project_id: str
    first: int
    last: int
    version: int
    offset: int
    time: str
    repeated: bool
    state: ProjectState
    entry: Entry


class Preview(msgspec.Struct, frozen=True):
    """What a changeset would do. Nothing was appended.

    `version` is the project's version that it was tried on, `tree` the result (the present tree
    when there are violations or conflicts), `diff` the net patches from the present to the result.
    """

    tree: Tree
    version: int
    diff: tuple[Patch, ...] = ()
    violations: tuple[Violation, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()


class ChangesetRecord(Entry, frozen=True, kw_only=True):
    """The same with the tree before and after it."""

    before: Tree
    after: Tree
