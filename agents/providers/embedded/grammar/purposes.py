"""Questions why a task is there, what it waits for, and what waits for it."""

from __future__ import annotations

import re

from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.remarks import purpose
from agents.providers.embedded.terms.vocabulary import listed
from ledger.core.model import Task

_NEEDED = (
    r"(?:really |still |even |actually )*"
    r"(?:needed|necessary|required|there|here|important|on the list|in the plan|in it)"
)
_WHY = re.compile(
    rf"(?:(?:and |but )?why (?:is|are|was) (?P<a>.+?) {_NEEDED}"
    r"|why (?:do|did|would) (?:we|i|you) (?:really |even |still )*(?:need|have|do|want|add|plan) (?P<b>.+?)"
    r"|why (?P<c>.+?)|what(?: is|['’]s) (?P<d>.+?) (?:good )?for"
    r"|what(?: is|['’]s) the (?:point|purpose|reason|goal|use|sense) (?:of|for|behind) (?P<e>.+?)"
    r"|who (?:has )?(?:asked for|wanted|wants|added|created|requested|came up with) (?P<f>.+?)"
    rf"|do (?:we|i|you) (?:really |still )?need (?P<g>.+?)|is (?P<h>.+?) {_NEEDED})[ ?.!]*",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"why (?:is|are) (?P<a>.+?) (?:still |being )?(?:waiting|stuck|blocked|on hold|not started"
    r"|not ready)[ ?.!]*"
    r"|what (?:is|are) (?P<b>.+?) (?:waiting for|blocked by|waiting on)[ ?.!]*"
    r"|why (?:can['’]?t|cannot|can not) (?:we |i )?(?:start|begin|do) (?P<c>.+?)(?: yet| now)?[ ?.!]*",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"(?:what|which tasks?|who) (?:depends? on|waits? for|needs?|is waiting for|is blocked by)"
    r" (?P<a>.+?)[ ?.!]*"
    r"|what does (?P<b>.+?) block[ ?.!]*",
    re.IGNORECASE,
)


def purpose_in_words(scene: Scene, question: str) -> str | None:
    """The answer, from the plan and from where the task comes from; None for any other question."""
    for words, told in ((_WAITS, _waits), (_DEPENDS, _waiting_for), (_WHY, _purpose)):
        found = words.fullmatch(question.strip())
        said = next((part for part in found.groups() if part), "") if found else ""
        if said and (task := _one(scene, said)) is not None:
            return told(scene, task)
    return None


def _one(scene: Scene, said: str) -> Task | None:
    try:
        ids = find(scene, said).ids
    except (Ask, Tell):
        return None
    return scene.tree.tasks[ids[0]] if len(ids) == 1 else None


def _purpose(scene: Scene, task: Task) -> str:
    return purpose(scene.context, task)


def _waits(scene: Scene, task: Task) -> str:
    open_ones = [
        scene.label(needed)
        for needed in (scene.tree.tasks[id] for id in task.depends_on)
        if needed.status not in ("completed", "cancelled")
    ]
    marked = " It is marked as blocked." if task.status == "blocked" else ""
    if not open_ones:
        return f"{scene.label(task)} waits for nothing that is open.{marked}"
    return f"{scene.label(task)} waits for {listed(open_ones)}.{marked}"


def _waiting_for(scene: Scene, task: Task) -> str:
    waiting = [scene.label(one) for one in scene.tree.walk() if task.id in one.depends_on]
    if not waiting:
        return f"Nothing waits for {scene.label(task)}."
    return f"{listed(waiting)} {'waits' if len(waiting) == 1 else 'wait'} for {scene.label(task)}."
