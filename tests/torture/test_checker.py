"""The checker itself on trial: against a plain search over all orders, and by what it has to reject."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.torture.checker import Span, findings
from tests.torture.operations import Change, Kind, Operation

P = "p"
NEVER = float("inf")


@dataclass
class Recorded:
    """A history: what the clients noted, and what is in the ledger."""

    operations: list[Operation] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def findings(self) -> list[str]:
        return findings({P: self.spans}, self.operations)

    def appends(self) -> list[Operation]:
        """Those that were acknowledged, by version."""
        done = [o for o in self.operations if o.kind == "append" and o.answered]
        return sorted(done, key=lambda o: o.first)


def simulated(chance: random.Random, count: int, clients: int, unanswered: float) -> Recorded:
    """A sound history: each operation takes effect at one instant between its times."""
    free = [0.0] * clients
    planned = []
    for number in range(count):
        client = min(range(clients), key=lambda c: free[c])
        invoked = free[client] + chance.random() * 0.2
        returned = free[client] = invoked + chance.random()
        instant = chance.uniform(invoked, returned)
        kind: Kind = "append" if chance.random() < 0.6 else "read"
        operation = Operation(kind, f"c{client}", P, invoked, returned, changeset=f"k{number}")
        planned.append((instant, operation))
    recorded, version = Recorded([operation for _, operation in planned]), 0
    for _, operation in sorted(planned, key=lambda pair: pair[0]):
        if operation.kind == "read":
            operation.version = version
            continue
        operation.changes = (Change("delete", "t"),) * chance.randint(1, 3)
        operation.first, version = version + 1, version + len(operation.changes)
        operation.last = version
        if chance.random() < unanswered:
            operation.returned, operation.first, operation.last = NEVER, 0, 0
        recorded.spans.append(
            Span(operation.changeset, version - len(operation.changes) + 1, version)
        )
    return recorded


def by_search(recorded: Recorded) -> bool:
    """Whether any order of the operations explains every answer (Wing and Gong, 1993)."""
    operations, spans = recorded.operations, recorded.spans
    certain = sum(1 << n for n, o in enumerate(operations) if o.answered)
    open_states, seen = [(0, 0)], set[tuple[int, int]]()
    while open_states:
        done, length = state = open_states.pop()
        if done & certain == certain and length == len(spans):
            return True
        if state in seen:
            continue
        seen.add(state)
        rest = [(n, o) for n, o in enumerate(operations) if not done >> n & 1]
        soonest = min((o.returned for _, o in rest), default=NEVER)
        for n, operation in rest:
            if operation.invoked <= soonest:
                after = _after(operation, spans, length)
                if after is not None:
                    open_states.append((done | 1 << n, after))
    return False


def _after(operation: Operation, spans: Sequence[Span], length: int) -> int | None:
    """How many changesets there are after the operation; None if it cannot come next."""
    version = spans[length - 1].last if length else 0
    if operation.kind == "read":
        return length if operation.version == version else None
    if length == len(spans) or spans[length].changeset != operation.changeset:
        return None
    told = Span(operation.changeset, operation.first, operation.last)
    return length + 1 if not operation.answered or spans[length] == told else None


def disturbed(recorded: Recorded, chance: random.Random) -> None:
    """Change one thing that was noted, so that the history may no longer be sound."""
    answered = [o for o in recorded.operations if o.answered]
    if not answered:
        return
    operation = chance.choice(answered)
    if operation.kind == "read":
        operation.version = chance.choice([0, *(span.last for span in recorded.spans)])
    else:
        shift = chance.uniform(-2, 2)
        operation.invoked += shift
        operation.returned += shift


@given(st.integers(0, 2**32), st.integers(1, 9), st.integers(1, 4), st.booleans())
def test_it_agrees_with_a_search_over_all_orders(
    seed: int, count: int, clients: int, disturb: bool
) -> None:
    """A history passes exactly when some order of its operations explains every answer."""
    chance = random.Random(seed)
    recorded = simulated(chance, count, clients, 0.2)
    if disturb:
        disturbed(recorded, chance)
    else:
        assert [] == recorded.findings()
    assert by_search(recorded) == (recorded.findings() == [])


def swapped_answers(recorded: Recorded) -> None:
    """Two clients were told each other's place, and so says the history."""
    early, late = recorded.appends()[3], recorded.appends()[-3]
    early.changeset, late.changeset = late.changeset, early.changeset
    early.changes, late.changes = late.changes, early.changes
    for name in ("first", "last"):
        here, there = getattr(early, name), getattr(late, name)
        setattr(early, name, there)
        setattr(late, name, here)


def told_wrongly(recorded: Recorded) -> None:
    """Two clients were told each other's place; the history has them as they were."""
    early, late = recorded.appends()[3], recorded.appends()[-3]
    early.first, early.last, late.first, late.last = late.first, late.last, early.first, early.last


def lost_update(recorded: Recorded) -> None:
    """An acknowledged append is not in the history; those after it moved up."""
    gone = recorded.appends()[4].changeset
    version, kept = 0, []
    for span in recorded.spans:
        if span.changeset != gone:
            size = span.last - span.first + 1
            kept.append(Span(span.changeset, version + 1, version + size))
            version += size
    recorded.spans = kept


def stale_read(recorded: Recorded) -> None:
    """A read saw less than had been acknowledged before it was asked."""
    last = max(o.returned for o in recorded.operations if o.answered)
    seen = recorded.appends()[-1].first - 1
    recorded.operations.append(Operation("read", "late", P, last + 1, last + 2, version=seen))


def early_read(recorded: Recorded) -> None:
    """A read saw what nobody had asked for yet."""
    recorded.operations.append(
        Operation("read", "early", P, -2.0, -1.0, version=recorded.spans[0].last)
    )


def half_read(recorded: Recorded) -> None:
    """A read saw a changeset half."""
    span = next(span for span in recorded.spans if span.last > span.first)
    append = next(o for o in recorded.operations if o.changeset == span.changeset)
    append.returned = NEVER
    recorded.operations.append(
        Operation("read", "half", P, append.invoked, NEVER - 1, version=span.first)
    )


def doubled_append(recorded: Recorded) -> None:
    """A retry was appended again."""
    span, end = recorded.spans[3], recorded.spans[-1].last
    recorded.spans.append(Span(span.changeset, end + 1, end + 1 + span.last - span.first))


def unasked(recorded: Recorded) -> None:
    """The history has something that no client sent."""
    end = recorded.spans[-1].last
    recorded.spans.append(Span("somebody's", end + 1, end + 1))


def gap(recorded: Recorded) -> None:
    """A version is left out."""
    last = recorded.spans.pop()
    recorded.spans.append(Span(last.changeset, last.first + 1, last.last + 1))


def half_changeset(recorded: Recorded) -> None:
    """Of a changeset a part is there."""
    last = recorded.spans.pop()
    append = next(o for o in recorded.operations if o.changeset == last.changeset)
    append.changes = (*append.changes, Change("delete", "t"))
    recorded.spans.append(last)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (swapped_answers, "was answered before"),
        (told_wrongly, "is there as"),
        (lost_update, "is not in the history"),
        (stale_read, "was answered before"),
        (early_read, "was answered before"),
        (half_read, "no changeset ends at"),
        (doubled_append, "is in the history twice"),
        (unasked, "asked for by nobody"),
        (gap, "follows version"),
        (half_changeset, "was sent with"),
    ],
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_rejects(spoil: Callable[[Recorded], None], words: str, seed: int) -> None:
    """A sound history of 400 operations passes, and not after it was spoilt; the finding says why."""
    recorded = simulated(random.Random(seed), 400, 8, 0.05)
    assert [] == recorded.findings()
    spoil(recorded)
    assert any(words in finding for finding in recorded.findings())


def test_any_two_swapped_answers_are_rejected() -> None:
    """Of two appends that did not overlap, swapping the answers never goes unnoticed."""
    sound = simulated(random.Random(5), 120, 4, 0.05)
    for first, second in pairwise(sound.appends()):
        if first.returned >= second.invoked:
            continue
        spoilt = Recorded(msgspec.convert(msgspec.to_builtins(sound.operations), list[Operation]))
        pair = {o.changeset: o for o in spoilt.operations}
        _swap_times(pair[first.changeset], pair[second.changeset])
        spoilt.spans = sound.spans
        assert [] != spoilt.findings()


def _swap_times(one: Operation, other: Operation) -> None:
    """The same as swapping the answers: each has what the other was told."""
    one.invoked, one.returned, other.invoked, other.returned = (
        other.invoked, other.returned, one.invoked, one.returned,
    )  # fmt: skip
