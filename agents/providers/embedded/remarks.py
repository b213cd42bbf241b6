"""Remarks about single tasks, as a review sends them along: `T4: smaller`, `T4: why?`, a line each.

Each is said anew as the sentence that a person would say, and understood like any other; only what is
asked why is answered here, from what the task itself says.
"""

from __future__ import annotations

import re
from typing import Final

from agents.facts import person
from agents.ports import Context, Origin
from agents.providers.embedded.terms.dates import shown
from ledger.core.model import Task, Tree

_REMARK: Final = re.compile(r"\s*T(?P<number>\d+): +(?P<said>\S.*)", re.IGNORECASE)
_WHY: Final = re.compile(r"(?:why|what for|what is (?:this|that|it) for)\b.{0,20}", re.IGNORECASE)
_BREAK_DOWN: Final = re.compile(
    r"(?:make (?:it|this) |please )?(?:smaller|split(?: (?:it|this))?(?: up)?|break (?:it|this) down|"
    r"(?:much |far )?too (?:big|large|long|coarse)|more details?|more detailed)[.!]*",
    re.IGNORECASE,
)
_THIS: Final = re.compile(r"\b(?:it|this|that)\b(?! is)", re.IGNORECASE)
_VERBS: Final = re.compile(
    r"(?P<verb>remove|delete|drop|rename|move|assign|split|estimate|start|finish|complete|cancel|reopen)"
    r"\b(?P<rest>.*)",
    re.IGNORECASE,
)


def reworded(instruction: str) -> str:
    """The instruction with each remark as a sentence about its task; questions why left out."""
    return "\n".join(filter(None, map(_reworded, instruction.splitlines())))


def reasons(context: Context, instruction: str) -> str:
    """What the tasks are for about which a remark asks; empty where none does."""
    asked = [
        task
        for found in map(_REMARK.fullmatch, instruction.splitlines())
        if found and _WHY.fullmatch(found["said"])
        if (task := _numbered(context.tree, int(found["number"]))) is not None
    ]
    return "\n\n".join(purpose(context, task) for task in asked)


def _reworded(line: str) -> str:
    found = _REMARK.fullmatch(line)
    if found is None:
        return line
    handle, said = f"T{found['number']}", found["said"].strip()
    if _WHY.fullmatch(said):
        return ""
    if _BREAK_DOWN.fullmatch(said):
        return f"Break {handle} down"
    if _THIS.search(said):
        return _THIS.sub(handle, said, count=1)
    if (verb := _VERBS.fullmatch(said)) is not None:
        between = " at" if verb["verb"].lower() == "estimate" else ""
        return f"{verb['verb']} {handle}{between}{verb['rest']}"
    return line


def _numbered(tree: Tree, number: int) -> Task | None:
    return next((task for task in tree.tasks.values() if task.number == number), None)


def purpose(context: Context, task: Task) -> str:
    """What a task says of itself, which others wait for it, what it is a part of, and who asked for it."""
    tree = context.tree
    name = f"T{task.number} “{task.title}”"
    waiting = [f"T{t.number}" for t in tree.walk() if task.id in t.depends_on]
    said = [
        f"{name}: {task.description}"
        if task.description
        else f"{name} says nothing of its purpose."
    ]
    if waiting:
        verb = "waits" if len(waiting) == 1 else "wait"
        said.append(f"{', '.join(waiting)} {verb} for it.")
    parent = tree.tasks.get(task.parent_id or "")
    if parent is not None:
        said.append(f"It is a part of T{parent.number} “{parent.title}”.")
    if (origin := context.origins.get(task.id)) is not None:
        said.append(_asked_by(origin, context.actor))
    return " ".join(said)


def _asked_by(origin: Origin, asking: str) -> str:
    who = "of yours" if origin.actor == asking else f"by {person(origin.actor)}"
    by = f"It came with a change {who} on {shown(origin.day)}"
    return f"{by}: “{origin.message}”." if origin.message else f"{by}."
