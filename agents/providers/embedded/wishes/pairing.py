"""Which values of a message are for which of its tasks: "close T1, then give the docs to Bob"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from agents.providers.embedded.labels.spans import Span

TARGET = "target"
_SENTENCE = re.compile(r"[.;!?\n](?:\s|$)")
_JOINT = re.compile(
    r"[,;:.!?\n–—&+]|\b(?:and|but|so|then|while|plus|also)\b(?! not\b)", re.IGNORECASE
)
_AND = re.compile(r"&|\+|\b(?:and|plus|or)\b", re.IGNORECASE)
_FILLING = re.compile(
    r"\b(?:and|but|so|then|plus|also|or|as well|as|too|both|maybe|please|pls|even|well|not"
    r"|the|an?|my|our|your|his|her|their|this|that|these|those|other"
    r"|by|on|to|for|until|till|at|from|with|in|of|onto|into)\b|[\W\d_]",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"[ ,]+(?:(?:do|does|is|are|go|goes|comes?) )?(?:too|as well|also|likewise|same|so)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:same (?:for|with|goes for)|ditto|likewise|so (?:is|are|does|do|has|have|did|was|were))(?: the)? $",
    re.IGNORECASE,
)
_IN_IT = re.compile(r"\b(?:in|inside|under|below|of) (?:it|this|here|there)\b", re.IGNORECASE)
"""What names a task by another one that need not be named."""
_LISTED = ("tag", "untag", "note")
"""Values of which a task may get several."""
_INCOMPLETE, _TURN, _AGAIN = 6.0, 5.0, 2.0
"""What a run costs that has no task or no value, that comes back to its tasks, that says a value twice."""
_LED = 2.0
"""Values without a task where one was named for something else before: "T3 to the end, and 2 days"."""
_MORE_BEHIND = 1.0
"""Values on both sides of the tasks: "Ann does the docs by Friday"."""
_ACROSS, _CLAUSE, _BEHIND_A_JOINT, _SECOND_VALUE = 3.0, 2.0, 1.5, 0.5
"""To go on across a full stop or what is said of another task, a verb, a comma, a comma between values."""
_OF_A_LIST, _WITHOUT_AND = 2.0, 1.0
"""To part two tasks that "and", or a comma alone, makes a list."""


def is_alike(span: Span) -> bool:
    """Whether it is a task for which the same holds: "docs done, tests too", "and so are the tests"."""
    return span.role == TARGET and bool(_TOO.match(span.behind) or _SAME.search(span.gap))


def paired(spans: Sequence[Span], *, is_led: bool) -> list[Sequence[Span]]:
    """Tasks and values in the runs that belong together: what costs least.

    It costs something to part words that no comma or "and" parts, to leave a clause of its own
    undivided, and to have a task without a value, a value without a task, or one said twice. A
    dynamic program finds the best runs. `is_led`: whether a task was named before them, which the first
    values may be for.
    """
    least: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(spans) + 1):
        costs = (
            (least[start][0] + _cost(spans, start, end, is_led=is_led), start)
            for start in range(end)
        )
        least.append(min(costs))
    runs: list[Sequence[Span]] = []
    end = len(spans)
    while end:
        start = least[end][1]
        runs.insert(0, spans[start:end])
        end = start
    return runs


def _cost(spans: Sequence[Span], start: int, end: int, *, is_led: bool) -> float:
    """What it costs to begin a run at `start` and to have no other one begin before `end`."""
    run = spans[start:end]
    if is_led and not start and not any(map(_is_task, run)):
        return _LED
    begins = _cut(spans[start - 1], spans[start]) if start else 0.0
    if end < len(spans) and _IN_IT.search(spans[end].text) and not any(map(_is_task, run)):
        run = [Span("set", TARGET, "", "it"), *run]
    return begins + _run(run) + sum(_kept(run, place) for place in range(1, len(run)))


def _run(run: Sequence[Span]) -> float:
    """What is unlikely about the tasks and values of a run."""
    alike = list(map(is_alike, run))
    if all(alike):
        return 0.0
    tasks = list(map(_is_task, run))
    if all(tasks) or not any(tasks):
        return _INCOMPLETE
    roles = [span.role for span in run if span.role not in (TARGET, *_LISTED)]
    turns = len([1 for _ in groupby(tasks)]) - 2
    once = _MORE_BEHIND if not tasks[0] else _TURN
    turned = once + _TURN * (turns - 1) if turns > 0 else 0.0
    return turned + _AGAIN * (len(roles) - len(set(roles))) + _ACROSS * any(alike)


def _is_task(span: Span) -> bool:
    return span.role == TARGET


def _cut(before: Span, span: Span) -> float:
    """What it costs to begin anew at a span."""
    if is_alike(before) or is_alike(span):
        return 0.0
    if not _JOINT.search(span.gap):
        return _CLAUSE
    if before.role != TARGET or span.role != TARGET or _is_wordy(span.gap):
        return 0.0
    return _OF_A_LIST if _AND.search(span.gap) else _WITHOUT_AND


def _kept(run: Sequence[Span], place: int) -> float:
    """What it costs not to begin anew at a place in a run."""
    before, span = run[place - 1], run[place]
    if _SENTENCE.search(span.gap):
        return _ACROSS
    joint, wordy = bool(_JOINT.search(span.gap)), _is_wordy(span.gap)
    if before.role == TARGET == span.role:
        return _ACROSS if joint and wordy else 0.0
    if before.role == TARGET:
        own_clause = wordy and not joint and run[0].role != TARGET
        return _CLAUSE if own_clause else _BEHIND_A_JOINT * joint
    if span.role == TARGET:
        return _CLAUSE * joint
    return _SECOND_VALUE * joint


def _is_wordy(gap: str) -> bool:
    """Whether something is said between two spans, not only how they are joined."""
    return bool(_FILLING.sub("", gap))
