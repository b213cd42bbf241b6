"""Frames for how long tasks take, until when, and from when on."""

from __future__ import annotations

import re
from datetime import timedelta

from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import timing, values
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.dates import SHIFT
from agents.providers.embedded.terms.durations import minutes

FRAMES = Frames("times")


@FRAMES.act
def _long(r: Reading, a: str, d: str) -> None:
    values.set_estimate(r, r.targets(a), d)


@FRAMES.act
def _long_instead(r: Reading, a: str, d: str, x: str = "", **_: str) -> None:
    """So long, and not as long as was thought."""
    if re.search(TASK, x):
        raise Declined
    _long(r, a, d)


@FRAMES.act
def _longer(r: Reading, a: str, d: str, **_: str) -> None:
    size = minutes(f"1 {d}" if d.isalpha() else d) or 0
    targets = r.targets(a)
    if not any(target.task.estimated_minutes for target in targets):
        _later(r, a, f"1 {d}" if d.isalpha() else d)
        return
    timing.change_estimate(r, targets, lambda old: old + size)


@FRAMES.act
def _twice(r: Reading, a: str) -> None:
    timing.change_estimate(r, r.targets(a), lambda old: old * 2)


@FRAMES.act
def _half(r: Reading, a: str) -> None:
    timing.change_estimate(r, r.targets(a), lambda old: max(old // 2, 1))


@FRAMES.act
def _due(r: Reading, w: str, a: str = "it", **_: str) -> None:
    values.set_due(r, r.targets(a), w)


@FRAMES.act
def _starts(r: Reading, a: str, w: str) -> None:
    values.set_start(r, r.targets(a), w)


@FRAMES.act
def _starts_after(r: Reading, a: str, w: str) -> None:
    """On the day behind a feast, or behind all of a time of the year."""
    first = values.day_of(r, r.original(w)) + timedelta(1)
    values.set_start(r, r.targets(a), first.isoformat())


@FRAMES.act
def _never_due(r: Reading, a: str) -> None:
    values.clear(r, r.targets(a), "due_date")


_SHIFT = re.compile(rf"(?:by )?{SHIFT}", re.IGNORECASE)


def _shift(r: Reading, a: str, d: str, *, early: bool) -> None:
    said = _SHIFT.fullmatch(d)
    if said is None:
        raise Declined
    timing.shift(r, a, said["n"], said["unit"], early=early)


@FRAMES.act
def _later(r: Reading, a: str, d: str) -> None:
    _shift(r, a, d, early=False)


@FRAMES.act
def _earlier(r: Reading, a: str, d: str) -> None:
    _shift(r, a, d, early=True)
