"""Records back in the units that they were appended in, with their receipts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.bundle.lines import damaged, patch_link_in
from ledger.codec import UNREADABLE
from ledger.integrity.chain import PATCH, PatchLink, receipt_of
from ledger.ports import NewRecord, Unit


def units(records: Iterable[NewRecord]) -> Iterator[Unit]:
    """One unit for each changeset, and one for each event of another kind.

    Raises Refused (`bundle_damaged`) where a changeset is not whole.
    """
    together: list[NewRecord] = []
    first: PatchLink | None = None
    for record in records:
        if record.topic != PATCH:
            _check_complete(first)
            yield Unit((record,))
            continue
        found = _part(record)
        if first is None:
            first = found
        if not _continues(first, len(together), found):
            raise _not_whole(first)
        together.append(record)
        if len(together) == first.size:
            yield Unit(tuple(together), receipt_of(found))
            together, first = [], None
    _check_complete(first)


def _part(record: NewRecord) -> PatchLink:
    try:
        return patch_link_in(record.data)
    except UNREADABLE as error:
        raise damaged(f"a patch of {record.stream} cannot be read ({error})") from error


def _continues(first: PatchLink, index: int, found: PatchLink) -> bool:
    """Whether a part is the one that comes next in a changeset. Versions are dense already."""
    expected = (first.changeset, first.stream, first.size, first.request, index)
    return expected == (found.changeset, found.stream, found.size, found.request, found.index)


def _check_complete(first: PatchLink | None) -> None:
    if first is not None:
        raise _not_whole(first)


def _not_whole(first: PatchLink) -> Exception:
    return damaged(f"changeset {first.changeset} is not whole")
