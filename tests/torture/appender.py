"""A process that checks a ledger against what was acknowledged earlier, then appends until it is ended.

    python -m tests.torture.appender URL KEY ACKNOWLEDGED SEED [--plant BUG] [--check-only]

ACKNOWLEDGED is a file on another disk. It has a line for each changeset that the ledger said it has (its
id, its last version, the hash of its last record), and for each checkpoint that was signed with KEY (its
size, its root, the public key). It says "sound" and how many they were once the ledger opened by itself,
its chain is whole, no changeset is half, all of those are in it, and all checkpoints and
the roll hold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from api.storage import open_ledger
from ledger.answers import Changes, Committed
from ledger.codec import hash_of
from ledger.core.errors import Conflict, WritesStopped
from ledger.core.patch import Patch
from ledger.integrity import merkle
from ledger.integrity.notary import Notary, Signed
from ledger.integrity.roll import Roll
from ledger.integrity.watch import Watch, WatchedStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from tests.ledger.plans import AGENT, ME, PROJECT, YOU, assert_sound, new_project

UNSOUND = 3
"""The exit status of one who found the ledger not to be what it has to be."""


SIGNED = "checkpoint"


def check(store: WatchedStore, acknowledged: Path) -> int:
    """How many acknowledged changesets there are. Raises AssertionError or WritesStopped."""
    assert_sound(store)
    notes = [line.split() for line in acknowledged.read_text().splitlines()]
    changesets = [note for note in notes if note[0] != SIGNED]
    for changeset, last, head in changesets:
        check_changeset(store, changeset, int(last), head)
    check_roll(store.watch)
    signed = Notary(store.watch).checkpoint()
    for _, size, root, key in (note for note in notes if note[0] == SIGNED):
        assert key == signed.key, "the key that signed is lost"
        assert root == store.watch.tree.root(int(size)).hex(), f"the checkpoint of {size} is broken"
    return len(changesets)


def check_roll(watch: Watch) -> None:
    """Raise AssertionError unless what is beside the key has the leaf of each event that was signed."""
    key, last = watch.heads.key, watch.heads.last(watch.origin)
    if key is not None and last is not None:
        leaves = Roll(key, watch.origin).source(last.size)(0, last.size)
        assert last.root == merkle.root(merkle.hashes_in(leaves)), (
            "the roll does not lead to what was signed"
        )


def check_changeset(store: WatchedStore, changeset: str, last: int, head: str) -> None:
    """Raise AssertionError unless it is what was acknowledged."""
    receipt = store.receipt(changeset)
    assert receipt is not None, f"{changeset} was acknowledged and is lost"
    assert last == receipt.last
    [record] = store.read(receipt.stream, receipt.last - 1, receipt.last)
    assert head == hash_of(record.data), f"{changeset} is not what was acknowledged"


class Life:
    """One thing after the other that appends, drawn from a seed."""

    def __init__(self, ledger: Ledger, notary: Notary, chance: Random) -> None:
        self._ledger = ledger
        self._notary = notary
        self._proposals = Proposals(ledger)
        self._chance = chance
        if ledger.store.length() == 0:
            ledger.commit(Changes(PROJECT, (new_project(),), YOU))

    def answers(self) -> Iterator[Committed | Signed]:
        """What the ledger acknowledges, for ever."""
        ways: list[Callable[[], Sequence[Committed | Signed]]]
        ways = [self._one, self._one, self._many, self._accept]
        ways += [lambda: [self._ledger.undo(PROJECT, ME)], lambda: [self._notary.checkpoint()]]
        while True:
            try:
                yield from self._chance.choice(ways)()
            except Conflict:
                continue

    def _one(self) -> list[Committed]:
        size = self._chance.choice((1, 1, 2, 5, 40))
        return [self._ledger.commit(self._changes(size))]

    def _many(self) -> list[Committed]:
        answers = self._ledger.commit_many([self._changes(1) for _ in range(8)])
        return [answer for answer in answers if isinstance(answer, Committed)]

    def _accept(self) -> list[Committed]:
        opened = self._proposals.open(PROJECT, None, ME, "embedded")
        self._proposals.draft(opened.id, self._changes(3).patches, AGENT)
        return [self._proposals.accept(opened.id, ME)]

    def _changes(self, size: int) -> Changes:
        return Changes(PROJECT, tuple(self._patch() for _ in range(size)), ME)

    def _patch(self) -> Patch:
        length = self._chance.choice((0, 100, 3_000))
        text = f"{self._chance.random()}" * (length // 18)
        return Patch("create", "task", str(uuid4()), {"title": "Task", "description": text})


def write_down(answers: Iterator[Committed | Signed], acknowledged: Path) -> None:
    """Note each answer where the power stays on."""
    with acknowledged.open("a", buffering=1) as file:
        for answer in answers:
            file.write(" ".join(map(str, _noted(answer))) + "\n")


def _noted(answer: Committed | Signed) -> tuple[object, ...]:
    if isinstance(answer, Committed):
        return answer.changeset_id, answer.last, answer.state.head_hash
    return SIGNED, answer.checkpoint.size, answer.checkpoint.root.hex(), answer.key


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("key", type=Path)
    parser.add_argument("acknowledged", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--plant", choices=sorted(BUGS))
    parser.add_argument("--check-only", action="store_true")
    arguments = parser.parse_args()
    if arguments.plant:
        BUGS[arguments.plant]()
    arguments.acknowledged.touch()
    with open_ledger(arguments.url, signing_key=arguments.key) as ledger:
        store = ledger.store
        assert isinstance(store, WatchedStore)
        try:
            print("sound", check(store, arguments.acknowledged), flush=True)
        except (AssertionError, WritesStopped) as unsound:
            print("unsound:", unsound, flush=True)
            sys.exit(UNSOUND)
        if not arguments.check_only:
            life = Life(ledger, Notary(store.watch), Random(arguments.seed))
            write_down(life.answers(), arguments.acknowledged)


def _sync_less() -> None:
    """SQLite's synchronous=NORMAL: a commit is in the WAL, which nobody has synced."""
    file: Any = import_module("ledger.stores._sqlite_file")
    file.FULL = 1


def _trust() -> None:
    """A store that takes every PostgreSQL for a durable one."""
    layout: Any = import_module("ledger.stores._postgresql_layout")
    layout.check_durable = lambda _: None
    layout.APPEND = layout.APPEND.replace("= 'off'", "= 'never'")


def _leave_keys_unsynced() -> None:
    """A key and a memory of what was signed that are renamed into place without being synced."""
    heads: Any = import_module("ledger.integrity.heads")

    @contextmanager
    def written(path: Path, content: bytes) -> Iterator[Path]:
        making = path.with_name(f"{path.name}.making")
        making.write_bytes(content)
        yield making
        making.unlink(missing_ok=True)

    heads._written = written
    heads.sync_folder = lambda _: None


BUGS: dict[str, Callable[[], None]] = {
    "sync-less": _sync_less,
    "trusting": _trust,
    "unsynced-key": _leave_keys_unsynced,
}


if __name__ == "__main__":
    main()
