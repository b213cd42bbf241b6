"""What "it" and "them" may be: what was spoken of just now, changed last, or told to a question."""

from __future__ import annotations

import re

from agents.providers.embedded.references.scene import Scene

_LABEL = re.compile(r"\bT(\d+) “")
_SUBJECT = re.compile(r"T(\d+) “[^”]+” (?!and\b)")
"""How an answer begins that is about one task, whatever others it names."""
_CUT = re.compile(r"\band \d+ more\b")
"""What stands behind a list that was too long to be told."""


def spoken_of(scene: Scene) -> tuple[str, ...]:
    """What was spoken of just now, or else what the last answer changed."""
    tasks = scene.tree.tasks
    recent = [id for id in scene.recent if id in tasks]
    turns = reversed(scene.context.turns)
    last = next((turn.patches for turn in turns if turn.patches), ())
    changed = (patch.target_id for patch in last if patch.target == "task")
    return tuple(recent or (id for id in changed if id in tasks))


def is_cut(scene: Scene) -> bool:
    """Whether a question was answered with more tasks than were named."""
    return _CUT.search(_answer(scene)) is not None


def told_of(scene: Scene) -> tuple[str, ...]:
    """The tasks that a question was answered with, all of them: "which have no date?", "set them to …"."""
    return _numbered(scene, [] if is_cut(scene) else _LABEL.findall(_answer(scene)))


def subject_of(scene: Scene) -> tuple[str, ...]:
    """The one task that the answer to a question was about: "what does T3 wait for?", "give it to Ann"."""
    begins = _SUBJECT.match(_answer(scene))
    return _numbered(scene, [begins[1]] if begins else [])


def whole_of(scene: Scene, ids: tuple[str, ...]) -> tuple[str, ...]:
    """What was just split or grouped is one thing, where somebody says "it"."""
    tree, known = scene.tree, scene.context.tree.tasks
    above = {tree.tasks[id].parent_id for id in ids}
    for whole in ids:
        if len(ids) > 1 and all(tree.tasks[id].parent_id == whole for id in {*ids} - {whole}):
            return (whole,)
    if len(ids) > 1 and len(above) == 1 and not any(id in known for id in ids):
        return tuple(id for id in above if id) or ids
    return ids


def _answer(scene: Scene) -> str:
    """What a question was answered with; empty where the last turn was something else."""
    turns = scene.context.turns
    last = turns[-1] if turns else None
    if last is None or last.role != "agent" or last.patches or last.question:
        return ""
    return last.text


def _numbered(scene: Scene, said: list[str]) -> tuple[str, ...]:
    numbers = {int(number) for number in said}
    return tuple(task.id for task in scene.tree.walk() if task.number in numbers)
