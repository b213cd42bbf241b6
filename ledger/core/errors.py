"""What can go wrong, as a tree of exceptions that know no HTTP.

    LedgerError
    ├── Refused              the input breaks rules; `violations` names each, nothing changed
    ├── NotFound             no such project, changeset, proposal …; `code` says which
    ├── Gone                 the project was deleted
    ├── Conflict             somebody else changed the same; `conflicts` has base, theirs and ours
    ├── ChangesetIdReused    the id was used for another request
    └── StoreError           the store could not do it; nothing was appended, but for OutcomeUnknown
        ├── StoreBusy        another process owns the database
        ├── StoreForeign     not a ledger of ours, or from a newer version
        ├── StoreDamaged     a stored event is not what was written; others can be read
        ├── WritesStopped    the ledger was found not to hold; reading goes on
        └── StoreUnavailable full disk, read-only folder, lost connection …
            └── OutcomeUnknown   lost while it was storing: the changeset's id tells whether it did

Every error has `code` (fixed, part of the interface) and a sentence that says what would be right.
"""

from __future__ import annotations

import msgspec

from ledger.core.model import Json


class Violation(msgspec.Struct, frozen=True, omit_defaults=True):
    """One broken rule. `index` is the patch's place in what was sent, `field` the body's field."""

    code: str
    message: str
    index: int | None = None
    field: str | None = None
    target_id: str | None = None


class FieldConflict(msgspec.Struct, frozen=True):
    """One thing that both sides changed. `field` None: the target as a whole (deleted, changed below).

    `code` is `field_changed`, `target_deleted`, `subtree_changed`, `target_exists`, or the code of the
    rule that the merged result would break. `index` is the place of our patch. `number` and `title`
    are those of the target, where it ever was; a label names the tasks that a value is about.
    """

    code: str
    message: str
    index: int
    target: str
    target_id: str
    field: str | None = None
    base: Json = None
    theirs: Json = None
    ours: Json = None
    number: int | None = None
    title: str | None = None
    base_label: str | None = None
    theirs_label: str | None = None
    ours_label: str | None = None


class LedgerError(Exception):
    """Base of all; `code` is part of the interface."""

    code = "ledger_error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class Refused(LedgerError):
    """The input breaks rules. Its `code` is that of the first violation unless given."""

    def __init__(
        self,
        violations: tuple[Violation, ...],
        message: str | None = None,
        *,
        code: str | None = None,
    ) -> None:
        first = violations[0]
        super().__init__(message or first.message, code=code or first.code)
        self.violations = violations


def refused(
    code: str, message: str, *, index: int | None = None, field: str | None = None
) -> Refused:
    """A refusal with a single violation."""
    return Refused((Violation(code, message, index=index, field=field),))


class NotFound(LedgerError):
    """There is no such thing: `project_missing`, `changeset_missing`, `proposal_missing` and so on."""

    code = "not_found"


class Gone(LedgerError):
    """The project was deleted; its history stays. `version` is its latest."""

    code = "project_deleted"

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


class Conflict(LedgerError):
    """Both sides changed the same. `version` is the version that ours met."""

    code = "conflict"

    def __init__(
        self,
        message: str,
        conflicts: tuple[FieldConflict, ...] = (),
        *,
        version: int | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.conflicts = conflicts
        self.version = version


class ChangesetIdReused(LedgerError):
    """The id of a changeset was used before for something else."""

    code = "changeset_id_reused"


class StoreError(LedgerError):
    """The store could not do it. Nothing was appended, unless it is OutcomeUnknown."""

    code = "store_error"


class StoreBusy(StoreError):
    """Another process owns the database."""

    code = "store_busy"


class StoreForeign(StoreError):
    """The database is not a ledger of ours, or was written by a newer version."""

    code = "store_foreign"


class StoreDamaged(StoreError):
    """A stored event is not what was written. What is sound can still be read."""

    code = "ledger_damaged"


class StoreUnavailable(StoreError):
    """The store cannot be written or read just now: full disk, read-only folder, lost connection."""

    code = "store_unavailable"


class WritesStopped(StoreError):
    """The ledger was found not to hold, so nothing is appended to it; reading goes on."""

    code = "writes_stopped"


class OutcomeUnknown(StoreUnavailable):
    """The answer to an append was lost: whether it was stored, only asking again with its id tells."""

    code = "outcome_unknown"
