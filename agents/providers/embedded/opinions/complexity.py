"""Which tasks are worth breaking down: a score from 1 to 10 each, with the reasons that make it up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.ports import FindingSaid
from agents.providers.embedded import outlines
from agents.providers.embedded.opinions.estimating import rough
from agents.providers.embedded.opinions.ground import Ground
from agents.providers.embedded.terms.vocabulary import listed
from ledger.core.derived.durations import DAY
from ledger.core.model import Task

WORTH = 4
MOST_SHOWN = 12
SIZES = ((4 * DAY, 5), (2 * DAY, 4), (DAY, 2))
"""(minutes at least, points), the largest first."""
WIDE = re.compile(
    r"\b(?:systems?|platform|infrastructure|architecture|end[- ]to[- ]end|migrat\w+|redesign"
    r"|rewrite|overhaul|integrations?|everything|all the|entire|whole|framework|pipeline|portal"
    r"|suite|backend|frontend|launch|strategy|program(?:me)?)\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(r",|;|\band\b|&|\bplus\b|\bas well as\b|/", re.IGNORECASE)


def complexity(ground: Ground) -> tuple[tuple[FindingSaid, ...], str]:
    """The tasks worth breaking down, the most complex first; and a sentence on all of them."""
    if not ground.leaves:
        return (), "There is no open task to judge."
    judged = [(sum(p for p, _ in reasons), task, reasons) for task, reasons in _judged(ground)]
    worth = [one for one in judged if one[0] >= WORTH]
    worth.sort(key=lambda one: (-one[0], one[1].number))
    findings = tuple(
        ground.found("break_down", task, _reason(ground, task, reasons), min(points, 10))
        for points, task, reasons in worth[:MOST_SHOWN]
    )
    count = f"{len(ground.leaves)} open task{'s' * (len(ground.leaves) != 1)}"
    if not worth:
        return (), f"None of the {count} needs to be broken down: each is small and clear enough."
    first = ground.scene.label(worth[0][1])
    are = "is" if len(worth) == 1 else "are"
    return findings, f"{len(worth)} of {count} {are} worth breaking down, {first} first."


def _judged(ground: Ground) -> Iterator[tuple[Task, list[tuple[int, str]]]]:
    waiting = dict.fromkeys(ground.tree.tasks, 0)
    for task in ground.tree.tasks.values():
        for id in task.depends_on:
            waiting[id] += 1
    for task in ground.leaves:
        yield task, sorted(_reasons(task, waiting[task.id]), key=lambda r: -r[0])


def _reasons(task: Task, waiting: int) -> Iterator[tuple[int, str]]:
    """(points, why) of one task."""
    size = task.estimated_minutes or 0
    if points := next((points for least, points in SIZES if size >= least), 0):
        yield points, f"it is estimated at {rough(size)}"
    parts = len(SEVERAL.findall(task.title))
    if parts:
        yield min(2 * parts, 4), f"its title names {parts + 1} things at once"
    if wide := WIDE.search(task.title):
        yield 3, f"“{wide[0].lower()}” is a wide word"
    if (count := len(task.acceptance_criteria)) >= 4:
        yield min(count - 2, 4), f"it has {count} acceptance criteria"
    if len(task.description or "") > 400:
        yield 1, "its description is long"
    if len(task.depends_on) >= 3:
        yield 1, f"it waits for {len(task.depends_on)} tasks"
    if waiting >= 2:
        yield 1, f"{waiting} tasks wait for it"
    if not size and not task.acceptance_criteria and not task.description:
        yield 1, "nothing says yet how large it is or when it is done"


def _reason(ground: Ground, task: Task, reasons: list[tuple[int, str]]) -> str:
    steps = len(outlines.break_down(task, ground.tree, ""))
    why = listed([text for _, text in reasons[:3]])
    return f"{why[:1].upper()}{why[1:]}. It would become {steps} sub-tasks."
