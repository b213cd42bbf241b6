"""How long tasks take, and how we come to it.

First what finished tasks like it took here, then what such a task is estimated at here or in the
knowledge base, then the kind of work by its verb. Where enough finished tasks had an estimate, ours are
corrected by how much longer (or shorter) those took.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from agents.edits import Edit
from agents.ports import FindingSaid
from agents.providers.embedded import library
from agents.providers.embedded.breakdown import node_like
from agents.providers.embedded.opinions.ground import Ground
from agents.providers.embedded.planned import outline_of
from agents.providers.embedded.steps import way_for
from agents.providers.embedded.words import telling
from ledger.core.derived.durations import DAY, HOUR, duration_text
from ledger.core.model import Task

ANEW = re.compile(r"\b(?:re-?estimate|again|anew|afresh)\b", re.IGNORECASE)
LIKE = 0.5
"""Two titles are of one kind when they share so much of their telling words."""
NEAREST = 3
ENOUGH = 3
"""From so many finished tasks with an estimate on, ours are corrected by theirs."""
MOST_OFF = 3.0
USUAL = {
    "implement": 720, "design": 480, "test": 360, "document": 240, "write": 300, "research": 480,
    "decide": 180, "plan": 240, "organise": 300, "fix": 240, "improve": 600, "learn": 960,
    "migrate": 960, "deploy": 240, "automate": 480, "teach": 360, "meet": 90, "hire": 1200,
    "buy": 120, "sell": 600, "collect": 240, "clean": 180, "review": 180, "secure": 480,
    "make_things": 480, "small": 30, "otherwise": 480,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes for a task, by which way, and the reason in words."""

    task: Task
    minutes: int
    way: str
    reason: str


def estimate(
    ground: Ground, instruction: str
) -> tuple[tuple[Edit, ...], tuple[FindingSaid, ...], str]:
    """Estimates as edits, each with its reason; and a sentence on all of them."""
    anew = bool(ANEW.search(instruction))
    wanted = [task for task in ground.leaves if anew or task.estimated_minutes is None]
    if not ground.leaves:
        return (), (), "There is no open task to estimate."
    if not wanted:
        return (), (), "Every open task has an estimate. Say “estimate again” to have them anew."
    judge = _Judge(ground)
    made = [judge.estimate(task) for task in wanted]
    edits = tuple(
        ground.update(one.task, estimated_minutes=one.minutes)
        for one in made
        if one.minutes != one.task.estimated_minutes
    )
    findings = tuple(ground.found("estimate", one.task, one.reason, None) for one in made)
    return edits, findings, _sentence(made, judge)


def _sentence(made: Sequence[Estimate], judge: _Judge) -> str:
    ways = Counter(one.way for one in made)
    how = ", ".join(f"{count} {way}" for way, count in ways.most_common())
    whole = sum(one.minutes for one in made)
    tasks = "1 task" if len(made) == 1 else f"{len(made)} tasks"
    said = f"Estimated {tasks} at {rough(whole)} in all: {how}."
    if judge.off != 1:
        said += (
            f" Finished tasks took {judge.off:.1f} times their estimates here; that is counted in."
        )
    return said


class _Judge:
    """What the plan knows about how long things take in it."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        tasks = [t for t in ground.tree.tasks.values() if not ground.tree.child_ids(t.id)]
        self.finished = [t for t in tasks if t.status == "completed" and t.actual_minutes]
        self.estimated = [t for t in tasks if t.estimated_minutes and t not in self.finished]
        known = [t for t in self.finished if t.estimated_minutes]
        ratios = [(t.actual_minutes or 0) / (t.estimated_minutes or 1) for t in known]
        off = median(ratios) if len(ratios) >= ENOUGH else 1.0
        self.off = round(min(max(off, 1 / MOST_OFF), MOST_OFF), 1)

    def estimate(self, task: Task) -> Estimate:
        """The best that is known."""
        if like := _nearest(task, self.finished):
            minutes = median(t.actual_minutes or 0 for t in like)
            return self._made(task, minutes, "from finished tasks like them", _took(self, like))
        if like := _nearest(task, [t for t in self.estimated if t.id != task.id]):
            minutes = median(t.estimated_minutes or 0 for t in like) * self.off
            return self._made(task, minutes, "from tasks like them", _planned_at(self, like))
        usual = self._by_outline(task)
        if usual:
            reason = f"Such a task usually takes {rough(usual)}, by its outline."
            return self._made(task, usual * self.off, "from outlines", reason)
        way = way_for(task)
        reason = f"Nothing here is like it; {_doing(way)} usually takes {rough(USUAL[way])}."
        return self._made(task, USUAL[way] * self.off, "from the kind of work", reason)

    def _by_outline(self, task: Task) -> float:
        """The minutes of the outline's task that it is, or resembles; 0 where there is none.

        Of a whole kind it takes the share that it has as one task of a plan; but a bare noun
        ("Documentation") does not ask for all of it.
        """
        where = outline_of(task)
        node = library.node(where) if where else node_like(task, self.ground.tree)
        if node is None:
            return 0
        if "/" in node.path:
            return node.minutes
        whole = library.outline(node.path)
        named = where is not None or len(telling(task.title)) > 1
        return whole.root.minutes * whole.share / 100 if named and whole.is_part else 0

    def _made(self, task: Task, minutes: float, way: str, reason: str) -> Estimate:
        return Estimate(task, rounded(minutes), way, reason)


def _took(judge: _Judge, like: Sequence[Task]) -> str:
    told = ", ".join(
        f"{judge.ground.scene.label(t)} took {rough(t.actual_minutes or 0)}" for t in like
    )
    return f"Like finished work: {told}."


def _planned_at(judge: _Judge, like: Sequence[Task]) -> str:
    label = judge.ground.scene.label
    told = ", ".join(f"{label(t)} is estimated at {rough(t.estimated_minutes or 0)}" for t in like)
    return f"Like other work here: {told}."


def _doing(way: str) -> str:
    return "such work" if way in ("otherwise", "small", "make_things") else f"a task to {way}"


def _nearest(task: Task, others: Sequence[Task]) -> list[Task]:
    """The tasks most like it, at most three, the most alike first."""
    words = telling(task.title)
    scored = [(_likeness(words, telling(other.title)), other) for other in others]
    near = sorted((s for s in scored if s[0] >= LIKE), key=lambda s: (-s[0], s[1].number))
    return [other for _, other in near[:NEAREST]]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def rounded(minutes: float) -> int:
    """As people estimate: quarters of an hour, from two hours on halves, from a day on hours."""
    step = 15 if minutes < 2 * HOUR else 30 if minutes < DAY else HOUR
    return max(step, round(minutes / step) * step)


def rough(minutes: float) -> str:
    """A time in words; beyond two days without what no estimate knows, the minutes."""
    size = round(minutes)
    return duration_text(size if size < 2 * DAY else round(size / HOUR) * HOUR)
