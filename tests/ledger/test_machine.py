"""A ledger that lives: whatever is asked of it in whatever order, it agrees with plain lists.

The model is a list of plain states, one a version, folded from the stored patches by the reference of
`tests/properties`, and a list of changesets in which undo and redo are looked up by their definition.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ledger.answers import Changes, Committed
from ledger.core.errors import Conflict, Gone, LedgerError, Refused
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from ledger.core.undo import Changeset
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.snapshots import Snapshots
from ledger.stores.memory import MemoryStore
from ledger.stores.postgresql import PostgreSQLStore
from ledger.stores.sqlite import SQLiteStore
from tests.laws import examples
from tests.ledger.plans import AGENT, ME, YOU, CountingIds, assert_sound
from tests.postgres import database
from tests.properties.reference import Plain, applied, plain
from tests.properties.strategies import PROJECT_ID, SMALL, changesets

actors = st.sampled_from([ME, YOU])
TURNED_DOWN = (Conflict, Refused, Gone)


class LedgerMachine(RuleBasedStateMachine):
    """Commands against a ledger in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.ids = CountingIds()
        self.store = self.new_store()
        self.ledger = self.opened()
        self.states: list[Plain] = [plain(EMPTY)]
        self.trees: list[Tree] = [EMPTY]
        self.history: list[Changeset] = []
        self.requests: list[tuple[Changes, Committed]] = []

    def new_store(self) -> EventStore:
        """An empty store."""
        return MemoryStore()

    def reopened_store(self) -> EventStore:
        """The same store after the process that had it ended."""
        return self.store

    def opened(self) -> Ledger:
        snapshots = Snapshots(self.store, every=5)
        return Ledger(self.store, ids=self.ids, limits=SMALL, snapshots=snapshots)

    @property
    def head(self) -> int:
        return len(self.states) - 1

    def boundaries(self) -> list[int]:
        return [0, *(changeset.last for changeset in self.history)]

    def accepted(self, answer: Committed, actor: str) -> None:
        """Take over what the ledger says that it accepted, and check it against the fold."""
        assert (self.head + 1, answer.last) == (answer.first, answer.version)
        record = self.ledger.changeset(PROJECT_ID, answer.changeset_id)
        assert actor == record.actor
        tree = self.trees[-1]
        for version, patch in enumerate(record.patches, answer.first):
            self.states.append(applied(self.states[-1], patch))
            tree = self.ledger.state(PROJECT_ID, version).tree
            self.trees.append(tree)
            assert self.states[-1] == plain(tree)
        assert answer.state.tree == tree
        changeset = Changeset(answer.changeset_id, answer.first, answer.last, actor, record.cause)
        self.history.append(changeset)

    def attempt(self, actor: str, call: Any) -> LedgerError | None:
        """Ask; take over what was accepted, or tell why nothing was."""
        length = self.store.length()
        try:
            answer = call()
        except TURNED_DOWN as error:
            assert length == self.store.length()
            return error
        self.accepted(answer, actor)
        return None

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """A project is made."""
        self.commit(data, ME)

    @rule(data=st.data(), actor=actors)
    def commit(self, data: st.DataObject, actor: str) -> None:
        """Changes to the present are accepted."""
        patches = data.draw(changesets(self.trees[-1], SMALL))
        changes = Changes(PROJECT_ID, patches, actor, id=self.ids.new())
        assert self.attempt(actor, lambda: self.ledger.commit(changes)) is None
        record = self.history[-1]
        answer = self.ledger.commit(changes)
        assert (True, record.first, record.last) == (answer.repeated, answer.first, answer.last)
        self.requests.append((changes, answer))
        stored = self.ledger.changeset(PROJECT_ID, record.id).patches
        assert [asked(patch) for patch in patches] == [
            asked(patch, like) for patch, like in zip(stored, patches, strict=False)
        ]

    @rule(data=st.data(), actor=actors)
    def commit_stale(self, data: st.DataObject, actor: str) -> None:
        """Changes to an earlier version go through, or conflict and change nothing."""
        base = data.draw(st.sampled_from(self.boundaries()))
        patches = data.draw(changesets(self.trees[base], SMALL))
        changes = Changes(PROJECT_ID, patches, actor, base_version=base)
        self.attempt(actor, lambda: self.ledger.commit(changes))

    @rule(actor=actors)
    def undo(self, actor: str) -> None:
        """Undo is about the changeset that its definition says, and exact if nothing came since."""
        mine = [c for c in self.history if c.actor == actor and c.cause.kind != "undo"]
        expected = [c for c in mine if not self.is_undone(c)][-1:]
        self.take_back("undo", actor, expected)

    @rule(actor=actors)
    def redo(self, actor: str) -> None:
        """Redo is about the undo that its definition says."""
        mine = [c for c in self.history if c.actor == actor]
        ordinary = [n for n, c in enumerate(mine) if c.cause.kind not in {"undo", "redo"}]
        since = mine[ordinary[-1] + 1 :] if ordinary else mine
        undos = [c for c in since if c.cause.kind == "undo" and not self.is_undone(c)]
        self.take_back("redo", actor, undos[-1:])

    def is_undone(self, changeset: Changeset) -> bool:
        later = self.history[self.history.index(changeset) + 1 :]
        return any(
            c.cause.kind in {"undo", "redo"}
            and c.cause.ref == changeset.id
            and not self.is_undone(c)
            for c in later
        )

    def holder(self, changeset: Changeset) -> Changeset:
        """The changeset itself, or what brought it back last."""
        took_back = {c.id: c.cause.ref for c in self.history if c.cause.kind in {"undo", "redo"}}
        for later in reversed(self.history[self.history.index(changeset) + 1 :]):
            about = took_back.get(str(took_back.get(later.id)))
            if about == changeset.id and not self.is_undone(later):
                return self.holder(later)
        return changeset

    def take_back(self, kind: str, actor: str, expected: list[Changeset]) -> None:
        head, holder = self.head, self.holder(expected[0]).id if expected else None
        error = self.attempt(actor, lambda: getattr(self.ledger, kind)(PROJECT_ID, actor))
        assert (not expected) == (error is not None and error.code == f"nothing_to_{kind}")
        if error is None:
            cause = self.history[-1].cause
            assert (kind, holder) == (cause.kind, cause.ref)
        if expected and expected[0].last == head:
            assert error is None
            assert self.states[expected[0].first - 1] == self.states[-1]

    @rule(data=st.data(), actor=actors)
    def undo_one(self, data: st.DataObject, actor: str) -> None:
        """One changeset of anybody's is undone once, unless later changes are in the way."""
        chosen = data.draw(st.sampled_from(self.history))
        undone = self.is_undone(chosen)
        error = self.attempt(
            actor, lambda: self.ledger.undo_changeset(PROJECT_ID, chosen.id, actor)
        )
        assert undone == (error is not None and error.code == "already_undone")

    @rule(data=st.data(), actor=actors)
    def restore(self, data: st.DataObject, actor: str) -> None:
        """Any boundary is brought back exactly; the middle of a changeset is not."""
        version = data.draw(st.integers(0, self.head))
        same = self.states[version] == self.states[-1]
        error = self.attempt(actor, lambda: self.ledger.restore(PROJECT_ID, version, actor))
        if version not in self.boundaries():
            assert error is not None
            assert error.code == "inside_changeset"
        elif same:
            assert error is not None
            assert error.code == "nothing_to_restore"
        else:
            assert error is None
            assert self.states[version] == self.states[-1]

    @precondition(lambda self: self.trees[-1].project is not None)
    @rule(data=st.data(), actor=actors)
    def propose(self, data: st.DataObject, actor: str) -> None:
        """A draft that is accepted while nobody else changes anything becomes the project."""
        proposals = Proposals(self.ledger)
        opened = proposals.open(PROJECT_ID, None, actor, "embedded")
        first = proposals.draft(opened.id, data.draw(changesets(opened.draft, SMALL)), AGENT)
        if first.draft.project is None:
            proposals.reject(opened.id, actor)
            return
        drafted = proposals.edit(opened.id, data.draw(changesets(first.draft, SMALL)), actor)
        error = self.attempt(actor, lambda: proposals.accept(opened.id, actor))
        if drafted.diff:
            assert error is None
            assert unnumbered(drafted.draft) == unnumbered(self.trees[-1])
        else:
            assert error is not None
            assert error.code == "empty_draft"

    @rule(data=st.data())
    def read(self, data: st.DataObject) -> None:
        """Any version is as it was."""
        version = data.draw(st.integers(0, self.head))
        assert self.states[version] == plain(self.ledger.state(PROJECT_ID, version).tree)

    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """A request that was answered is answered again, whatever happened since."""
        changes, first = data.draw(st.sampled_from(self.requests))
        again = self.ledger.commit(changes)
        assert (True, first.version, first.offset) == (again.repeated, again.version, again.offset)

    @rule()
    def reopen(self) -> None:
        """A process that begins anew finds everything."""
        self.ledger.snapshots.close()
        self.store = self.reopened_store()
        self.ledger = self.opened()

    @invariant()
    def agrees(self) -> None:
        """The present is the last of the list."""
        assert self.head == self.ledger.states.current(PROJECT_ID).version
        assert self.trees[-1] == self.ledger.states.current(PROJECT_ID).tree

    def teardown(self) -> None:
        """Whatever happened, what is stored is sound, and numbers are never given twice."""
        assert_sound(self.store)
        numbers: dict[str, int] = {}
        for tree in self.trees:
            for task in tree.tasks.values():
                assert task.number == numbers.setdefault(task.id, task.number)
        assert len(numbers) == len(set(numbers.values()))
        self.ledger.close()


def asked(patch: Patch, like: Patch | None = None) -> tuple[object, ...]:
    """A patch without what is assigned at acceptance."""
    given = patch.fields().keys() if like is None else like.fields().keys()
    body = {f: v for f, v in patch.fields().items() if f in given and f != "position"}
    return (patch.op, patch.target, patch.target_id, body)


def unnumbered(tree: Tree) -> Plain:
    """A tree without the numbers of its tasks, which are tentative in a draft."""
    state = plain(tree)
    for task in state["tasks"].values():
        del task["number"]
    return state


class SQLiteMachine(LedgerMachine):
    """The same over a file that is closed and opened again."""

    def new_store(self) -> EventStore:
        """A new file."""
        self.folder = TemporaryDirectory()
        return SQLiteStore(Path(self.folder.name) / "plans.db")

    def reopened_store(self) -> EventStore:
        """The same file."""
        self.store.close()
        return SQLiteStore(Path(self.folder.name) / "plans.db")

    def teardown(self) -> None:
        """Nothing is left behind."""
        super().teardown()
        with closing(SQLiteStore(Path(self.folder.name) / "plans.db")) as store:
            assert_sound(store)
        self.folder.cleanup()


class PostgreSQLMachine(LedgerMachine):
    """The same over a database that is left and come back to."""

    server: str

    def new_store(self) -> EventStore:
        """A new database."""
        self.left = ExitStack()
        self.url = self.left.enter_context(database(self.server))
        return PostgreSQLStore(self.url)

    def reopened_store(self) -> EventStore:
        """The same database."""
        self.store.close()
        return PostgreSQLStore(self.url)

    def teardown(self) -> None:
        """Nothing is left behind."""
        with self.left:
            super().teardown()


@pytest.fixture(scope="module", autouse=True)
def server(postgres_server: str) -> None:
    """Where the databases are."""
    PostgreSQLMachine.server = postgres_server


TestLedgerInMemory = LedgerMachine.TestCase
TestLedgerInMemory.settings = examples(30, stateful_step_count=25)
TestLedgerInAFile = SQLiteMachine.TestCase
TestLedgerInAFile.settings = examples(8, stateful_step_count=25)
TestLedgerInADatabase = PostgreSQLMachine.TestCase
TestLedgerInADatabase.settings = settings(max_examples=2, stateful_step_count=20)
