"""A process that checks a ledger against what was acknowledged earlier, then appends until it is ended.

    python -m tests.torture.appender URL ACKNOWLEDGED SEED [--plant BUG] [--check-only]

ACKNOWLEDGED is a file on another disk, with a line for each changeset that the ledger said it has:
its id, its last version, and the hash of its last record. It says "sound" and how many they were once
the ledger opened by itself, its chain is whole, no changeset is half, and all of those are in it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from api.storage import open_store
from ledger.answers import Changes, Committed
from ledger.codec import hash_of
from ledger.core.errors import Conflict
from ledger.core.patch import Patch
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from tests.ledger.plans import AGENT, ME, PROJECT, YOU, assert_sound, new_project

UNSOUND = 3
"""The exit status of one who found the ledger not to be what it has to be."""


def check(store: EventStore, acknowledged: Path) -> int:
    """How many acknowledged changesets the store was asked for. Raises AssertionError."""
    assert_sound(store)
    lines = acknowledged.read_text().splitlines()
    for line in lines:
        changeset, last, head = line.split()
        receipt = store.receipt(changeset)
        assert receipt is not None, f"{changeset} was acknowledged and is lost"
        assert int(last) == receipt.last
        [record] = store.read(receipt.stream, receipt.last - 1, receipt.last)
        assert head == hash_of(record.data), f"{changeset} is not what was acknowledged"
    return len(lines)


class Life:
    """One thing after the other that appends, drawn from a seed."""

    def __init__(self, ledger: Ledger, chance: Random) -> None:
        self._ledger = ledger
        self._proposals = Proposals(ledger)
        self._chance = chance
        if ledger.store.length() == 0:
            ledger.commit(Changes(PROJECT, (new_project(),), YOU))

    def answers(self) -> Iterator[Committed]:
        """What the ledger acknowledges, for ever."""
        ways: list[Callable[[], list[Committed]]] = [self._one, self._many, self._accept]
        ways += [self._one, lambda: [self._ledger.undo(PROJECT, ME)]]
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


def write_down(answers: Iterator[Committed], acknowledged: Path) -> None:
    """Note each answer where the power stays on."""
    with acknowledged.open("a", buffering=1) as file:
        for answer in answers:
            state = answer.state
            file.write(f"{answer.changeset_id} {answer.last} {state.head_hash}\n")


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("acknowledged", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--plant", choices=sorted(BUGS))
    parser.add_argument("--check-only", action="store_true")
    arguments = parser.parse_args()
    if arguments.plant:
        BUGS[arguments.plant]()
    arguments.acknowledged.touch()
    store = open_store(arguments.url)
    try:
        print("sound", check(store, arguments.acknowledged), flush=True)
    except AssertionError as unsound:
        print("unsound:", unsound, flush=True)
        sys.exit(UNSOUND)
    if not arguments.check_only:
        life = Life(Ledger(store), Random(arguments.seed))
        write_down(life.answers(), arguments.acknowledged)
    store.close()


def _sync_less() -> None:
    """SQLite's synchronous=NORMAL: a commit is in the WAL, which nobody has synced."""
    file: Any = import_module("ledger.stores._sqlite_file")
    file.FULL = 1


def _trust() -> None:
    """A store that takes every PostgreSQL for a durable one."""
    layout: Any = import_module("ledger.stores._postgresql_layout")
    layout.check_durable = lambda _: None
    layout.APPEND = layout.APPEND.replace("= 'off'", "= 'never'")


BUGS: dict[str, Callable[[], None]] = {"sync-less": _sync_less, "trusting": _trust}


if __name__ == "__main__":
    main()
