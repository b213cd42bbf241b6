"""Steps of a task: by their place, "merge steps 1 and 2", and those that are asked for."""

from __future__ import annotations

import re

from agents.ports import Context
from ledger.core.model import Task

_STEPS = re.compile(
    r"(?<!\ba )(?<!\bnew )(?<!\banother )\b(?:(?:the )?(?:sub-?tasks?|steps?)) (?:numbers? |nos?\.? )?"
    r"(?P<numbers>\d{1,2}(?:(?:,? and |, | or | to | & |[-–])\d{1,2})*)\b(?! ?(?:%|:|\.\d))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_LISTED = re.compile(
    r"(?:please )?(?:list|name|write down|spell out|give me|show me)(?: all)?(?: the)? (?:sub-?)?steps"
    r" (?:for|of|to|in|that) (?P<task>.+?)(?: needs?| takes?)?[.?!]*"
    r"|(?:which|what) (?:sub-?)?steps (?:does|do|would|will) (?P<this>.+?) (?:need|take|have|require|involve)"
    r"(?:,? (?:can|could) you list (?:them|these)(?: below| here)?)?[.?!]*"
    r"|how (?:do|should|can|could|would|will) (?:i|we|one) (?:best )?"
    r"(?:do|approach|go about|tackle|start (?:with|on)) (?P<how>.+?)[.?!]*"
    r"|(?:i need more detail(?:s)?(?: here)?[,.] )?what are the steps(?: here)?[.?!]*",
    re.IGNORECASE,
)


def steps_by_place(context: Context, text: str) -> str:
    """The message with the names of the steps that are numbered in it; as it is where one is not there."""
    if context.mode != "task" or context.task_id not in context.tree.tasks:
        return text
    steps = list(context.tree.ordered(context.task_id))
    return _STEPS.sub(lambda said: _named(said, steps), text)


def _named(said: re.Match[str], steps: list[Task]) -> str:
    if not all(0 < int(number) <= len(steps) for number in _NUMBER.findall(said["numbers"])):
        return said[0]
    return _NUMBER.sub(lambda number: _name(steps[int(number[0]) - 1]), said["numbers"])


def _name(task: Task) -> str:
    return f"T{task.number}" if task.number else f"“{task.title}”"


def steps_wanted(text: str) -> str:
    """The wish for a break-down that asks for the steps of a task, which has none; empty for any other."""
    asked = _LISTED.fullmatch(text.strip())
    return f"break {asked['task'] or asked['this'] or asked['how'] or 'this'} down" if asked else ""
