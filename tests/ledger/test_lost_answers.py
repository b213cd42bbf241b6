"""The store's own answer gets lost: what was stored is answered as stored, and never stored twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ledger.answers import Committed
from ledger.core.errors import Conflict, OutcomeUnknown, StoreUnavailable
from ledger.core.proposal import ProposalState
from ledger.ports import Receipt, Record, Unit
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.ledger.plans import ME, PROJECT, by_me, change, new_task, titles

UNKNOWN = OutcomeUnknown("The connection was lost.")
OUT_OF_REACH = StoreUnavailable("PostgreSQL cannot be reached.")


class Flaky(MemoryStore):
    """Loses what it is told to lose: appends on their way to it, their answers, and reads."""

    def __init__(self) -> None:
        super().__init__()
        self.lost_on_the_way = 0
        self.lost_answers = 0
        self.lost_reads = 0

    def append(self, units: Sequence[Unit]) -> list[int]:
        if self.lost_on_the_way:
            self.lost_on_the_way -= 1
            raise UNKNOWN
        offsets = super().append(units)
        if self.lost_answers:
            self.lost_answers -= 1
            raise UNKNOWN
        return offsets

    def receipt(self, changeset_id: str) -> Receipt | None:
        self._lose_read()
        return super().receipt(changeset_id)

    def read(self, *arguments: object, **more: object) -> Sequence[Record]:
        self._lose_read()
        return super().read(*arguments, **more)  # type: ignore[arg-type]

    def _lose_read(self) -> None:
        """Once what an append had to lose is lost."""
        if self.lost_reads and not (self.lost_answers or self.lost_on_the_way):
            self.lost_reads -= 1
            raise OUT_OF_REACH


@pytest.fixture
def store() -> Flaky:
    """An empty store that loses nothing yet."""
    return Flaky()


def test_what_was_stored_is_answered(ledger: Ledger, store: Flaky, planned: Committed) -> None:
    """When only the answer was lost, the changeset is looked up and answered."""
    store.lost_answers = 1
    answer = ledger.commit(by_me(change(1, title="x"), id="c"))
    assert (4, 3, "c") == (answer.version, answer.offset, answer.changeset_id)
    assert "x" in titles(answer.state.tree)
    assert store.length() == 4


def test_what_was_not_stored_is_told_and_can_be_repeated(
    ledger: Ledger, store: Flaky, planned: Committed
) -> None:
    """When the append itself was lost, that is told; the same request goes through afterwards."""
    store.lost_on_the_way = 1
    changes = by_me(change(1, title="x"), id="c")
    with pytest.raises(OutcomeUnknown):
        ledger.commit(changes)
    assert (4, False) == (ledger.commit(changes).version, store.length() != 4)


def test_what_cannot_even_be_looked_up_stays_unknown(
    ledger: Ledger, store: Flaky, planned: Committed
) -> None:
    """While the store is out of reach nobody says that nothing was stored; a retry never doubles."""
    store.lost_answers, store.lost_reads = 1, 1
    changes = by_me(change(1, title="x"), id="c")
    with pytest.raises(OutcomeUnknown):
        ledger.commit(changes)
    assert ledger.commit(changes).repeated
    assert store.length() == 4


def test_a_refusal_is_not_told_unseen(ledger: Ledger, store: Flaky, planned: Committed) -> None:
    """Whether a refused request was accepted before must be known before it is refused."""
    store.lost_reads = 1
    with pytest.raises(StoreUnavailable):
        ledger.commit(by_me(new_task(1), id="c"))


def test_a_batch_is_answered_changeset_by_changeset(
    ledger: Ledger, store: Flaky, planned: Committed
) -> None:
    """Each of a batch whose answer was lost gets its own, and is stored once."""
    store.lost_answers = 1
    many = [by_me(change(n, title=f"x{n}"), id=f"c{n}") for n in (1, 2)]
    answers = ledger.commit_many(many)
    assert [4, 5] == [a.version for a in answers if isinstance(a, Committed)]
    assert store.length() == 5


@pytest.mark.parametrize("lost", ["lost_on_the_way", "lost_answers"])
def test_a_batch_of_which_nothing_is_known_stays_unknown(
    ledger: Ledger, store: Flaky, planned: Committed, lost: str
) -> None:
    """What fails in its batch and alone is told as unknown, whatever the last failure was."""
    setattr(store, lost, 1)
    store.lost_reads = 4  # of each, its state and its receipt
    many = [by_me(change(n, title=f"x{n}"), id=f"c{n}") for n in (1, 2)]
    answers = ledger.commit_many(many)
    assert [OutcomeUnknown, OutcomeUnknown] == [type(answer) for answer in answers]
    again = [ledger.commit(changes) for changes in many]
    assert [4, 5] == [answer.version for answer in again]
    assert store.length() == 5


@pytest.mark.parametrize("lost", ["lost_answers", "lost_on_the_way"])
@pytest.mark.parametrize("call", ["undo", "redo", "undo one", "restore"])
def test_going_back_alike(
    ledger: Ledger, store: Flaky, planned: Committed, call: str, lost: str
) -> None:
    """Every call that appends finds out what became of it; asked again it is done once."""
    changed = ledger.commit(by_me(change(1, title="x"))).changeset_id
    if call == "redo":
        ledger.undo(PROJECT, ME)
    calls: dict[str, Callable[[], Committed]] = {
        "undo": lambda: ledger.undo(PROJECT, ME, "c"),
        "redo": lambda: ledger.redo(PROJECT, ME, "c"),
        "undo one": lambda: ledger.undo_changeset(PROJECT, changed, ME, "c"),
        "restore": lambda: ledger.restore(PROJECT, 3, ME, "c"),
    }
    length = store.length()
    setattr(store, lost, 1)
    if lost == "lost_on_the_way":
        with pytest.raises(OutcomeUnknown):
            calls[call]()
        assert length == store.length()
    answer, again = calls[call](), calls[call]()
    assert (length + 1, length + 1) == (answer.version, again.version)
    assert again.repeated
    assert length + 1 == store.length()


def test_accepting_alike(proposals: Proposals, store: Flaky, drafted: ProposalState) -> None:
    """An acceptance whose answer was lost is answered, and the proposal is closed once."""
    store.lost_answers = 1
    assert proposals.accept(drafted.id, ME, changeset_id="c").repeated
    assert "accepted" == proposals.get(drafted.id).status
    assert proposals.accept(drafted.id, ME, changeset_id="c").repeated


def test_a_word_in_a_conversation_is_said_once(
    proposals: Proposals, store: Flaky, drafted: ProposalState
) -> None:
    """What a person said is looked for in the proposal before it is called unknown."""
    store.lost_answers = 1
    said = proposals.instruct(drafted.id, "And a launch party", ME)
    assert drafted.version + 1 == said.version
    store.lost_on_the_way = 1
    with pytest.raises(OutcomeUnknown):
        proposals.instruct(drafted.id, "With music", ME)
    store.lost_answers, store.lost_reads = 1, 1
    with pytest.raises(OutcomeUnknown):
        proposals.instruct(drafted.id, "With music", ME)
    assert drafted.version + 2 == proposals.get(drafted.id).version


def test_a_proposal_is_opened_once(proposals: Proposals, store: Flaky, planned: Committed) -> None:
    """So is the event that opens one."""
    store.lost_answers = 1
    opened = proposals.open(PROJECT, None, ME, "embedded")
    assert (1, "open") == (opened.version, opened.status)


def test_a_stale_request_whose_answer_was_lost(
    ledger: Ledger, store: Flaky, planned: Committed
) -> None:
    """A repeat of what was stored is no conflict with itself."""
    store.lost_answers, store.lost_reads = 1, 1
    changes = by_me(change(1, title="x"), base_version=3, id="c")
    with pytest.raises(OutcomeUnknown):
        ledger.commit(changes)
    other = by_me(change(1, title="y"), base_version=3, id="d")
    with pytest.raises(Conflict):
        ledger.commit(other)
    assert ledger.commit(changes).repeated
