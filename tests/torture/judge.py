"""What a finished run has to look like, held against the ledger's own records.

`checker` says whether the operations of a history had an order; this says whether each had the right
effect: nothing is half there, what is shown at a version is what the patches up to it make, a stale
change goes through where it touches nothing that others changed, and is refused with base, theirs and
ours of each field where it does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ledger.codec import decode_accepted, hash_of
from ledger.core.events import GENESIS, PatchAccepted, project_stream
from ledger.ports import EventStore, Record
from tests.torture.checker import Span
from tests.torture.operations import Operation, digest_of

Field = tuple[str, str]
PAGE = 5_000


class Written(NamedTuple):
    """What the ledger holds at the end, project by project."""

    spans: Mapping[str, Sequence[Span]]
    events: Mapping[str, Sequence[PatchAccepted]]
    order: Sequence[tuple[str, int]]
    """By offset: the project and its version."""
    flaws: Sequence[str]


def records_of(store: EventStore) -> Iterator[Record]:
    """Every record of the ledger."""
    offset = 0
    while page := store.read_all(offset, PAGE):
        yield from page
        offset += len(page)


def written_in(store: EventStore) -> Written:
    """Read the whole ledger, and see that it is whole: offsets, versions, chains, changesets, receipts."""
    events: dict[str, list[PatchAccepted]] = defaultdict(list)
    hashes: dict[str, str] = {}
    order: list[tuple[str, int]] = []
    flaws: list[str] = []
    for expected, record in enumerate(records_of(store)):
        event = decode_accepted(record.data)
        head = (len(events[record.stream]) + 1, hashes.get(record.stream, GENESIS), expected)
        if head != (record.version, event.previous, record.offset):
            flaws.append(
                f"offset {record.offset}, {record.stream} version {record.version}: {head}"
            )
        order.append((_project(record.stream), record.version))
        events[record.stream].append(event)
        hashes[record.stream] = hash_of(record.data)
    spans = {stream: list(_spans(history, flaws)) for stream, history in events.items()}
    flaws += [f for stream, found in spans.items() for f in _without_receipt(store, stream, found)]
    return Written(_by_project(spans), _by_project(events), order, flaws)


def findings(written: Written, operations: Iterable[Operation]) -> list[str]:
    """Every operation whose answer does not fit what was written, a sentence each."""
    found = list(written.flaws)
    of_project: dict[str, list[Operation]] = defaultdict(list)
    for operation in operations:
        of_project[operation.project].append(operation)
    for project, asked in of_project.items():
        past = _Past(written.events.get(project, ()), asked)
        found += past.flaws
        found += [f"{o.client}, project {project}: {f}" for o in asked for f in _answer_of(past, o)]
    return found


def _answer_of(past: _Past, operation: Operation) -> Iterator[str]:
    if operation.kind == "read" or not operation.answered:
        return
    met = operation.version if operation.kind == "refused" else operation.first - 1
    expected = past.conflicts(operation, met)
    told = (
        [{name: c[name] for name in expected[0]} for c in operation.conflicts] if expected else []
    )
    if operation.kind == "append" and expected:
        yield f"changeset {operation.changeset} went over {expected}"
    if operation.kind == "refused" and (sorted_(told) != sorted_(expected) or not expected):
        yield f"was told of conflicts {operation.conflicts} at {met}, not {expected}"


class _Past:
    """What a project's fields were at each version, and whether the trees that were shown fit."""

    def __init__(self, events: Sequence[PatchAccepted], asked: Iterable[Operation]) -> None:
        self.flaws: list[str] = []
        self._values: dict[Field, list[tuple[int, Any]]] = defaultdict(list)
        shown: dict[int, list[Operation]] = defaultdict(list)
        for operation in asked:
            if operation.digest is not None:
                shown[operation.version].append(operation)
        tasks: dict[str, dict[str, Any]] = {}
        for version, event in enumerate(events, 1):
            self._take(version, event, tasks)
            if version in shown:
                self._compare(tasks, shown[version])

    def conflicts(self, operation: Operation, met: int) -> list[dict[str, Any]]:
        """What a change made on `base` collides with at version `met`."""
        base = operation.base
        if base is None or base >= met:
            return []
        collisions = []
        for index, change in enumerate(operation.changes):
            for name, ours in change.fields() if change.op == "update" else ():
                before, theirs = self._at(change.task, name, base), self._at(change.task, name, met)
                if before != theirs != ours:
                    sides = {"base": before, "theirs": theirs, "ours": ours}
                    collisions.append(
                        {"index": index, "target_id": change.task, "field": name, **sides}
                    )
        return collisions

    def _at(self, task: str, name: str, version: int) -> Any:
        values = self._values[task, name]
        place = bisect_right(values, version, key=lambda value: value[0])
        return values[place - 1][1] if place else None

    def _take(self, version: int, event: PatchAccepted, tasks: dict[str, dict[str, Any]]) -> None:
        patch = event.patch
        if patch.target == "project":
            return
        if patch.op == "delete":
            del tasks[patch.target_id]
            return
        task = tasks.setdefault(patch.target_id, {})
        for name, value in (patch.body or {}).items():
            task[name] = value
            self._values[patch.target_id, name].append((version, value))

    def _compare(self, tasks: Mapping[str, Mapping[str, Any]], shown: Iterable[Operation]) -> None:
        rows = ((id, task["title"], task.get("description")) for id, task in tasks.items())
        digest = digest_of(rows)
        self.flaws += [
            f"{o.client} was shown another tree than version {o.version} of {o.project}"
            for o in shown
            if o.digest != digest
        ]


def sorted_(conflicts: Iterable[Mapping[str, Any]]) -> list[Any]:
    """In an order that does not depend on who listed them."""
    return sorted(conflicts, key=lambda c: (c["index"], c["field"]))


def _spans(events: Sequence[PatchAccepted], flaws: list[str]) -> Iterator[Span]:
    """The changesets of a stream; one that is not whole is a flaw."""
    place = 0
    while place < len(events):
        first = events[place]
        part = events[place : place + first.size]
        marks = [(event.changeset, event.index, event.size) for event in part]
        if marks != [(first.changeset, index, first.size) for index in range(first.size)]:
            flaws.append(f"half a changeset at {first.stream} version {first.version}: {marks}")
        yield Span(first.changeset, first.version, part[-1].version)
        place += len(part)


def _without_receipt(store: EventStore, stream: str, spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        receipt = store.receipt(span.changeset)
        if receipt is None or (receipt.stream, receipt.first, receipt.last) != (stream, *span[1:]):
            yield f"{stream} {span}: its receipt is {receipt}"


def _by_project(of_stream: Mapping[str, Any]) -> dict[str, Any]:
    return {_project(stream): found for stream, found in of_stream.items()}


def _project(stream: str) -> str:
    return stream.removeprefix(project_stream(""))
