"""A ledger in which everything has happened that can be stored, the same each time it is told."""

from __future__ import annotations

from typing import Any

import msgspec

from ledger.bundle.writing import bundle_lines
from ledger.core.errors import NotFound
from ledger.core.events import Candidate, Choice
from ledger.core.model import Link
from ledger.core.patch import Patch
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from tests.ledger.plans import (
    AGENT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    CountingIds,
    TickingClock,
    by_me,
    change,
    drop,
    new_project,
    new_task,
    retitle,
    task,
)

Json = Any
PROJECTS = (PROJECT, OTHER_PROJECT)

MADE_AT = "2026-11-25T18:00:00Z"

AGAIN = by_me(
    change(2, estimated_minutes=90), id="0e000000-0000-4000-8000-000000000000", message="Estimated"
)
"""A changeset that was accepted under an id of its client's: sent again, it gets its first answer."""


def lived(store: EventStore) -> Ledger:
    """Fill an empty store with two projects and what was talked about them; the ledger over it."""
    ledger = Ledger(store, TickingClock(), CountingIds())
    _plan(ledger)
    _take_back(ledger)
    _talk(Proposals(ledger), ledger)
    ledger.commit(by_me(new_project("Gone", OTHER_PROJECT), project_id=OTHER_PROJECT))
    gone = Patch("delete", "project", OTHER_PROJECT)
    ledger.commit(by_me(gone, project_id=OTHER_PROJECT, actor=YOU))
    return ledger


def _plan(ledger: Ledger) -> None:
    ledger.commit(
        by_me(
            new_project("Ein Plan \U0001d11e ☃ \u2028"),
            new_task(1, tags=("x", "ü"), links=(Link("github", "a/b#1", "https://a.example/1"),)),
            new_task(2, under=1, metadata={"n": [1, 1.5, 1e21, True, None, {"deep": "er"}]}),
            new_task(3, depends_on=(task(2),), acceptance_criteria=("ü", 'a "quote"\n')),
            message="A start",
        )
    )
    ledger.commit(AGAIN)
    ledger.commit(by_me(change(1, status="completed", due_date="2026-12-31"), actor=YOU))
    old = {"occurred_at": "2001-02-03T04:05:06Z", "base_version": 4}
    ledger.commit(by_me(change(3, title="Imported"), **old))


def _take_back(ledger: Ledger) -> None:
    ledger.commit(by_me(drop(1)))
    ledger.undo(PROJECT, ME)
    ledger.redo(PROJECT, ME)
    ledger.restore(PROJECT, 5, ME, message="As it was")


def _talk(proposals: Proposals, ledger: Ledger) -> None:
    talk = proposals.open(PROJECT, task(3), ME, "embedded", "outline").id
    proposals.instruct(talk, "Split it ☃", ME)
    candidates = [Candidate(task(3), 3, "Imported")]
    proposals.ask(talk, "Which?", candidates=candidates, options=["both"], usage={"tokens": 3})
    drafted = [new_task(4), new_task(5), change(3, title="Drafted")]
    proposals.draft(talk, drafted, AGENT, "Done.", {"seconds": 0.25})
    proposals.edit(talk, [change(4, priority="high")], ME)
    ledger.commit(by_me(change(3, title="Meanwhile"), actor=YOU))
    proposals.rebase(talk, ME, [Choice(task(3), "ours", "title")])
    proposals.accept(talk, YOU, patches=[0, 1])
    turned_down = proposals.open(PROJECT, None, ME, "embedded").id
    proposals.draft(turned_down, [retitle("Another")], AGENT)
    proposals.reject(turned_down, ME, "No")
    whole = proposals.open(PROJECT, None, ME, "embedded").id
    proposals.draft(whole, [retitle("Plan B"), change(2, title="B")], AGENT)
    proposals.accept(whole, ME)


def lines_of(store: EventStore) -> list[bytes]:
    """The bundle of a ledger."""
    return list(bundle_lines(store, MADE_AT))


def told(store: EventStore) -> Json:
    """Everything that a ledger can say: each version of each project, its history, its proposals."""
    ledger = Ledger(store)
    streams = sorted({record.stream for record in store.read_all(0, 100_000)})
    proposals = [name.removeprefix("proposal:") for name in streams if "proposal:" in name]
    return {
        "projects": {id: _project(ledger, id) for id in PROJECTS},
        "proposals": {id: _plain(Proposals(ledger).get(id).messages) for id in proposals},
    }


def _project(ledger: Ledger, id: str) -> Json:
    try:
        now = ledger.state(id)
    except NotFound:
        return None
    history = list(ledger.history.newest_first(id))
    return {
        "head_hash": now.head_hash,
        "numbers": sorted(now.numbers.numbers.items()),
        "history": _plain([ledger.history.receipt(id, changeset.id) for changeset in history]),
        "changesets": _plain(history),
        "versions": [_tree(ledger, id, version) for version in range(1, now.version + 1)],
    }


def _tree(ledger: Ledger, id: str, version: int) -> Json:
    tree = ledger.state(id, version).tree
    return {"project": _plain(tree.project), "tasks": _plain(list(tree.walk()))}


def _plain(value: object) -> Json:
    return msgspec.to_builtins(value)
