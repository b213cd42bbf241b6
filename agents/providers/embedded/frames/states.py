"""Frames for how tasks are: done, begun or stuck, how urgent, and how they are tagged."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.frames.remarks import is_to_get
from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.dates import passed

FRAMES = Frames("states")
_PAST = re.compile(r"\b(?:started|began|begun|have|has)\b")
_AT_IT = re.compile(rf"ing\b|\b(?:am|are|on|made|starts? (?:right )?now)\b|{_PAST.pattern}")


def _status(r: Reading, a: str, status: str) -> None:
    values.set_status(r, r.targets(a), status)


@FRAMES.act
def _in_state(r: Reading, a: str, state: str, w: str = "") -> None:
    if w and (state == "completed" or _PAST.search(r.clause)):
        raise Declined  # until then, or since then
    _status(r, a, state)


@FRAMES.act
def _done(r: Reading, a: str, **_: str) -> None:
    """Told in the past, or as a wish without a day: it is done."""
    _status(r, a, "completed")


@FRAMES.act
def _not(r: Reading, a: str) -> None:
    _status(r, a, "todo")


@FRAMES.act
def _waits_outside(r: Reading, a: str, x: str) -> None:
    """Stuck by something that is no task."""
    held = re.search(r"\b(?:hold|stuck|parked|ice|paused)\b", r.clause)
    if re.fullmatch(r"(?i:nothing|anything)", x) or not (held or re.fullmatch(r"(?i:[a-z ]+)", x)):
        raise Declined
    _status(r, a, "blocked")
    r.say(f"No task here is called “{r.original(x)}”; add one where it should be waited for.")


@FRAMES.act
def _tagged(r: Reading, a: str, x: str) -> None:
    words = [word.lstrip("#") for word in r.free_text(x).split()]
    if len(words) != 1:
        raise Declined
    new = [(one, tuple(sorted({*one.now.tags, *words}))) for one in r.targets(a)]
    values.put_each(r, new, "tags", f"is tagged {words[0]}")


@FRAMES.act
def _untagged(r: Reading, a: str, x: str) -> None:
    tag = re.sub(r"^(?:the|its) ", "", r.free_text(x)).lstrip("#").lower()
    targets = r.targets(a)
    if not any(tag == one.lower() for target in targets for one in target.now.tags):
        raise Declined
    left = [(t, tuple(one for one in t.now.tags if one.lower() != tag)) for t in targets]
    values.put_each(r, left, "tags", f"is not tagged {tag} any more")


@FRAMES.act
def _stuck(r: Reading, a: str) -> None:
    _status(r, a, "blocked")


@FRAMES.act
def _begun(r: Reading, a: str, w: str = "", **_: str) -> None:
    """`w`: since when; a bare weekday is the last one, where it is told in the past."""
    goes_on = r.scene.edits and not w  # "T1 is done, start T2"
    if not goes_on and not (_PAST if w else _AT_IT).search(r.clause):
        raise Declined
    if re.search(rf"(?:have|has|got) {TASK}", r.clause):
        if not all(is_to_get(t) for t in r.tasks(a)):
            raise Declined  # "we have our two engineers" is no start of what is done for them
        _status(r, a, "completed")
        return
    since = passed(r.original(w), r.scene.context.today) if w else None
    if w and since is None:
        raise Declined
    _status(r, a, "in progress")
    if since is not None:
        values.set_start(r, r.targets(a), since.isoformat())


@FRAMES.act
def _at_priority(r: Reading, a: str, level: str, **_: str) -> None:
    values.set_priority(r, r.targets(a), level)


@FRAMES.act
def _not_urgent(r: Reading, a: str) -> None:
    values.set_priority(r, r.targets(a), "low")


@FRAMES.act
def _cannot_wait(r: Reading, a: str) -> None:
    values.set_priority(r, r.targets(a), "high")


@FRAMES.act
def _can_wait(r: Reading, a: str) -> None:
    values.set_priority(r, r.targets(a), "low")
