"""Days that are said by those of a task: "two days before the launch", "the same day as the newsletter"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date

from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.terms.dates import SHIFT, days, later
from agents.providers.embedded.terms.numbers import number
from ledger.core.model import Task

_BESIDE = re.compile(
    rf"(?:(?:the |one )?(?P<one>day|week|month)|(?:the )?{SHIFT}|(?P<same>(?:the )?same (?:day|date|time)))"
    r" (?P<side>before|ahead of|prior to|(?:earlier|sooner|later) than|after|following|as|like|with)"
    r"(?: (?:the|our|my))? (?P<task>.+?)(?P<due>(?: is| will be|['’]s) (?:due(?: date)?|deadline))?",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"(?:(?:the |one )?(?P<one>day|week|month)|(?:the )?{SHIFT}|(?:the )?(?P<same>same (?:day|date|time)))"
    r"(?: (?P<side>before|after|later|earlier))?(?: (?:that|it))?",
    re.IGNORECASE,
)
_BESIDE_SOMETHING = re.compile(
    r"(?:right |just |soon )?(?:before|after|around|between|past)\b", re.IGNORECASE
)
_EARLY = frozenset(("before", "ahead of", "prior to", "earlier", "earlier than", "sooner than"))


def beside_a_task(
    scene: Scene, said: str, find: Callable[[str], Iterable[str]], spoken_of: list[str]
) -> str:
    """A day as it is written, where words say it by a task's; the words themselves where they do not.

    `find`: the tasks that words mean. `spoken_of`: those that were named so far, the last of which "the
    day after" is about where nothing follows. Raises Ask where no such task is there, Tell where it has no
    date.
    """
    if days(said, scene.context.today):
        return said
    if beside := _BESIDE.fullmatch(said):
        return _counted(scene, beside, beside["side"].lower(), find(beside["task"])) or said
    if (then := _THEN.fullmatch(said)) and (then["side"] or then["same"]):
        dated = [id for id in spoken_of if id in scene.tree.tasks and _day(scene, id, "")]
        return _counted(scene, then, (then["side"] or "").lower(), dated[-1:]) or said
    return _on(scene, said, find) or said


def _counted(scene: Scene, said: re.Match[str], side: str, named: Iterable[str]) -> str:
    """So many days before or after that of the task; empty where that is not one."""
    ids = list(named)
    if len(ids) != 1:
        return ""
    is_due = said.groupdict().get("due") or side.endswith(" than")
    if (day := _day(scene, ids[0], "" if is_due else side)) is None:
        raise Tell(f"“{scene.tree.tasks[ids[0]].title}” has no date yet.")
    if said["same"]:
        return day.isoformat()
    count = 1 if said["one"] else number(said["n"])
    unit = (said["one"] or said["unit"]).lower()
    return later(day, -count if side in _EARLY else count, unit).isoformat()


def _on(scene: Scene, said: str, find: Callable[[str], Iterable[str]]) -> str:
    """The day of a task that is said by its name, "on moving day"; empty where it is none."""
    if _BESIDE_SOMETHING.match(said):
        return ""
    with suppress(Ask, Tell):
        ids = list(find(said))
        day = _day(scene, ids[0], "") if len(ids) == 1 else None
        return day.isoformat() if day else ""
    return ""


def _day(scene: Scene, id: str, side: str) -> date | None:
    """When a task begins, for what comes before it; otherwise when it is due."""
    task: Task = scene.tree.tasks[id]
    first, second = task.due_date, task.start_date
    if side in _EARLY:
        first, second = second, first
    day = first or second
    return date.fromisoformat(day) if day else None
