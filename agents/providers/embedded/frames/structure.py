"""Frames for what is under a task: steps, parts, and a group over several."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.naming import NO_TITLE, title
from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import placing, structure
from agents.providers.embedded.grammar.lists import titles_in
from agents.providers.embedded.grammar.pieces import is_value
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.grammar.scaffolding import break_down
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import capitalized

_DOING = re.compile(r"\w+ing\b")
FRAMES = Frames("structure")


@FRAMES.act
def _detail(r: Reading, a: str = "it") -> None:
    tasks = r.tasks(a)
    r.about = tuple(task.id for task in tasks)
    for task in tasks:
        break_down(r, task, "")


@FRAMES.act
def _group(r: Reading, a: str, x: str) -> None:
    tasks = placing.topmost(r, r.tasks(a))
    text = re.sub(r"^(?:called|named) ", "", x)
    if len(tasks) < 2 or re.search(rf"{TASK}|[,;:]", text) or is_value(r, text):
        raise Declined
    structure.group(r, tasks, capitalized(title(r, text)))


@FRAMES.act
def _parts(r: Reading, a: str, x: str, **_: str) -> None:
    """What it consists of, when that is several things."""
    said, _count = structure.count_and_parts(re.sub(r"^(?:first|both) ", "", x.strip(" :()")))
    parts = titles_in(r, said)
    if len(parts) < 2 or any(NO_TITLE.match(part) or is_value(r, part) for part in parts):
        raise Declined
    structure.add_parts(r, r.task(a), parts)


@FRAMES.act
def _doings(r: Reading, a: str, x: str) -> None:
    """As in “the load test is writing the scripts and running them”."""
    parts = titles_in(r, x)
    if len(parts) < 2 or not all(map(_DOING.match, parts)):
        raise Declined
    structure.add_parts(r, r.task(a), parts)
