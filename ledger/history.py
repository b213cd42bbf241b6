"""Reading a project's history: its changesets newest first, and one of them in full."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.answers import ChangesetRecord
from ledger.codec import decode_accepted, decode_mark
from ledger.core.apply import replay
from ledger.core.errors import NotFound, refused
from ledger.core.events import PatchAccepted, project_stream
from ledger.core.undo import Changeset
from ledger.entries import read_entry
from ledger.ports import EventStore, Receipt
from ledger.states import States

FIRST_PAGE, LARGEST_PAGE = 16, 1_024


class History:
    """What was accepted for projects, changeset by changeset."""

    def __init__(self, store: EventStore, states: States) -> None:
        self._store = store
        self._states = states

    def newest_first(self, project_id: str, upto: int | None = None) -> Iterator[Changeset]:
        """The changesets up to a version (which ends one), read as far as the caller goes."""
        stream, page = project_stream(project_id), FIRST_PAGE
        end = upto
        while records := self._store.read(stream, 0, end, page, newest_first=True):
            for record in records:
                if end is not None and record.version > end:
                    continue  # in the middle of a changeset that was told by its last patch
                mark = decode_mark(record.data)
                end = record.version - mark.size
                yield Changeset(mark.changeset, end + 1, record.version, mark.actor, mark.cause)
            page = min(2 * page, LARGEST_PAGE)

    def accepted(
        self, project_id: str, after: int, upto: int, limit: int
    ) -> tuple[PatchAccepted, ...]:
        """The events with after < version <= upto, at most `limit` of them."""
        records = self._store.read(project_stream(project_id), after, upto, limit)
        return tuple(decode_accepted(record.data) for record in records)

    def changeset(self, project_id: str, changeset_id: str) -> ChangesetRecord:
        """One changeset. Raises NotFound (`changeset_missing`)."""
        receipt = self.receipt(project_id, changeset_id)
        entry = read_entry(self._store, receipt)
        before = self._states.at(project_id, receipt.first - 1).tree
        told = {name: getattr(entry, name) for name in entry.__struct_fields__}
        return ChangesetRecord(**told, before=before, after=replay(before, entry.patches))

    def receipt(self, project_id: str, changeset_id: str) -> Receipt:
        """Where a changeset is. Raises NotFound (`changeset_missing`)."""
        receipt = self._store.receipt(changeset_id)
        if receipt is None or receipt.stream != project_stream(project_id):
            message = f"Project {project_id} has no changeset {changeset_id}."
            raise NotFound(message, code="changeset_missing")
        return receipt

    def check_boundary(self, project_id: str, version: int) -> None:
        """Refuse a version in the middle of a changeset: `inside_changeset`."""
        for record in self._store.read(project_stream(project_id), max(version - 1, 0), version):
            mark = decode_mark(record.data)
            if mark.index + 1 < mark.size:
                end = version - mark.index - 1 + mark.size
                raise refused(
                    "inside_changeset",
                    f"Version {version} is in the middle of changeset {mark.changeset},"
                    f" which ends at version {end}.",
                    field="version",
                )
