"""Is a recorded concurrent history linearizable? In O(n log n), because every append tells its place.

**What it means here.** Each project is one object: a log of changesets, whose state is the version
(the number of patches accepted). An append of k patches takes a log of n patches to n + k and is
answered `first = n + 1, last = n + k`. A read is answered n, wherever the client read it: in the tree,
the history, the list of projects; a refusal for a conflict is a read of the version that it met. A
history is linearizable (Herlihy and Wing, 1990) when each operation can be given one instant between
its invocation and its answer so that, executed one after the other at these instants, the operations
give exactly these answers. Of operations that were never answered, each may have happened at any time
after its invocation, or not at all. Projects are checked one by one, which loses nothing:
linearizability is local.

**The algorithm.** To search for such instants is NP-complete in general (Gibbons and Korach, *Testing
Shared Memories*, 1997), but easy where the order of the writes is known (the same paper, section 4:
O(n log n)), and here every append is answered with its place:

1. The ledger's own history at the end (`spans`) has to be whole: the versions 1, 2, 3 … without a gap,
   each changeset once. Each acknowledged append stands there at the place that its client was told;
   what was never answered is there, then it happened, or is not, then it never did; and there is
   nothing that nobody asked for.
2. So one order is forced: the appends by version, each read between the append that made its version
   and the next one. Reads of one version do not change anything and are taken by invocation.
3. This order is a linearization unless some operation in it was answered before one that stands
   earlier was invoked. It is enough to carry the latest invocation along: an operation whose answer
   came before that shows a contradiction, and if there is none, instants exist: each operation's is
   the latest invocation up to it, which is no later than its own answer.

tests/torture/test_checker.py compares it with a plain search over all orders on small histories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from tests.torture.operations import Operation


class Span(NamedTuple):
    """A changeset in a project's history, and the versions that it made."""

    changeset: str
    first: int
    last: int


Histories = Mapping[str, Sequence[Span]]
"""By project: its changesets in the order of versions, as the ledger has them at the end."""

READ_AFTER_APPEND = 1


def findings(spans: Histories, operations: Iterable[Operation]) -> list[str]:
    """What keeps a history from being linearizable, a sentence each; empty when it is."""
    of_project: dict[str, list[Operation]] = defaultdict(list)
    for operation in operations:
        of_project[operation.project].append(operation)
    found = list(_doubled(spans))
    for project in spans.keys() | of_project.keys():
        found += _of_project(project, spans.get(project, ()), of_project[project])
    return found


def _doubled(spans: Histories) -> Iterator[str]:
    seen: set[str] = set()
    for span in (span for history in spans.values() for span in history):
        if span.changeset in seen:
            yield f"changeset {span.changeset} is in the history twice"
        seen.add(span.changeset)


def _of_project(
    project: str, history: Sequence[Span], operations: Sequence[Operation]
) -> Iterator[str]:
    found = [*_gaps(history), *_misplaced(history, operations), *_out_of_order(history, operations)]
    return (f"project {project}: {sentence}" for sentence in found)


def _gaps(history: Sequence[Span]) -> Iterator[str]:
    version = 0
    for span in history:
        if span.first != version + 1 or span.last < span.first:
            yield f"{_told(span)} follows version {version}"
        version = span.last


def _misplaced(history: Sequence[Span], operations: Sequence[Operation]) -> Iterator[str]:
    places = {span.changeset: span for span in history}
    asked_for: set[str] = set()
    for operation in (o for o in operations if o.kind == "append"):
        asked_for.add(operation.changeset)
        place, told = places.get(operation.changeset), _span_of(operation)
        if operation.answered and place != told:
            there = "is not in the history" if place is None else f"is there as {_told(place)}"
            yield f"{_told(told)} was acknowledged to {operation.client}, and {there}"
        if place is not None and place.last - place.first + 1 != len(operation.changes):
            yield f"{_told(place)} was sent with {len(operation.changes)} patches"
    for span in history:
        if span.changeset not in asked_for:
            yield f"{_told(span)} was asked for by nobody"


def _out_of_order(history: Sequence[Span], operations: Sequence[Operation]) -> Iterator[str]:
    latest: Operation | None = None
    for _, operation in _forced_order(history, operations):
        if latest is not None and operation.returned < latest.invoked:
            yield f"{_described(operation)} was answered before {_described(latest)} was asked"
        if latest is None or operation.invoked > latest.invoked:
            latest = operation
    boundaries = {0, *(span.last for span in history)}
    for operation in operations:
        if operation.kind != "append" and operation.version not in boundaries:
            yield f"{_described(operation)} met a version that no changeset ends at"


def _forced_order(
    history: Sequence[Span], operations: Sequence[Operation]
) -> list[tuple[tuple[int, int, float], Operation]]:
    """The operations that happened, by version; a read follows the append that made its version."""
    happened = {span.changeset: span.last for span in history}
    placed = [
        ((happened[o.changeset], 0, o.invoked), o)
        for o in operations
        if o.kind == "append" and o.changeset in happened
    ]
    placed += [
        ((o.version, READ_AFTER_APPEND, o.invoked), o)
        for o in operations
        if o.kind != "append" and o.answered
    ]
    return sorted(placed, key=itemgetter(0))


def _span_of(operation: Operation) -> Span:
    return Span(operation.changeset, operation.first, operation.last)


def _told(span: Span) -> str:
    return f"changeset {span.changeset} ({span.first}…{span.last})"


def _described(operation: Operation) -> str:
    if operation.kind == "append":
        return f"{operation.client}'s append {_told(_span_of(operation))}"
    return f"{operation.client}'s {operation.kind} at version {operation.version}"
