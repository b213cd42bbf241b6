"""The store fails its n-th call, for every n: nothing is half, and trying again does it exactly once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from ledger.ports import Unit
from ledger.writer import Writer
from tests.torture.faulty import FaultyStore
from tests.torture.whole_write_side import Client, Left, changeset

WHAT_THERE_IS = [changeset(n) for n in range(1, 17)]
OUTAGE = 3


def undisturbed() -> tuple[list[str], Left]:
    """The calls of a life without any fault, and what it leaves."""
    client = Client()
    client.live()
    return list(client.store.calls), client.left()


def lives(make: Callable[[], FaultyStore] = FaultyStore) -> Iterator[Left]:
    """What each life leaves that a fault disturbed, one for each call that can fail."""
    calls, _ = undisturbed()
    for n, name in enumerate(calls, 1):
        yield disturbed(make(), n)
        if name in ("append", "save_snapshot"):
            yield disturbed(make(), n, after=True)


def disturbed(store: FaultyStore, first: int, count: int = 1, *, after: bool = False) -> Left:
    store.fail(first, count, after=after)
    client = Client(store)
    client.live()
    return client.left()


def test_the_life_has_everything_in_it() -> None:
    """Without a fault each changeset is there, of every kind."""
    client = Client()
    client.live()
    found = client.left()
    assert client.folded() == found.projects
    assert WHAT_THERE_IS == [one.id for one in found.changesets]
    kinds = {"edit", "undo", "redo", "restore", "accept"}
    assert kinds == {one.cause for one in found.changesets}
    assert {"append", "read", "receipt", "save_snapshot", "nearest_snapshot"} == set(
        client.store.calls
    )


def test_whichever_call_fails_everything_is_done_exactly_once() -> None:
    """Before its effect or after it: the same changesets, and the same plans, as without a fault."""
    _, expected = undisturbed()
    for found in lives():
        assert expected == found


def test_an_outage_of_several_calls_is_no_worse() -> None:
    """Also the call that looks whether the first one had its effect may fail."""
    calls, expected = undisturbed()
    for n in range(1, len(calls) + 1, OUTAGE):
        assert expected == disturbed(FaultyStore(), n, OUTAGE, after=bool(n % 2))


class ReceiptsApart(FaultyStore):
    """Keeps the receipts in a transaction of their own."""

    def append(self, units: Sequence[Unit]) -> list[int]:
        offsets = super().append([Unit(unit.records) for unit in units])
        self._call("receipts", lambda: self._keep(units))
        return offsets

    def _keep(self, units: Sequence[Unit]) -> None:
        for receipt in (unit.receipt for unit in units if unit.receipt is not None):
            self._recorder.receipts[receipt.changeset] = receipt


def _never_looks(*_: object) -> None:
    """A writer that does not ask whether a changeset was accepted before."""


def test_receipts_apart_from_their_changesets_are_caught() -> None:
    """The planted bug: what failed between the two is appended twice, or has no receipt."""
    _, expected = undisturbed()
    with pytest.raises(AssertionError):
        assert all(expected == found for found in lives(ReceiptsApart))


def test_a_writer_that_does_not_look_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: after a lost answer it reports a conflict with itself."""
    monkeypatch.setattr(Writer, "_first_answer", _never_looks)
    with pytest.raises(Exception, match=r"too fast|exists|never answered"):
        list(lives())
