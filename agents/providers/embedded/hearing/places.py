"""Where something new should go, in words that the readers know: "a sibling", "on the same level".

They all mean beside a task, or, as "at the top level", in the project itself. In task mode the latter lies
outside of the selected task, and is read as if none was selected: it was asked for.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agents.ports import Context

_ADDS = (
    r"(?P<add>(?:please |pls |can you |could you )*(?:add|create|insert|append|put|make|new)(?: in)?:?|"
    r"(?:we|i) (?:also )?(?:need|want):?) "
)
_NOUN = r"(?:sub-?)?(?:task|step|item|to-?do|ticket|card)"
_HERE = rf"(?:#?t?\d+|it|this(?: one)?|that(?: one)?|(?:this|the (?:current|selected)) {_NOUN})"
_BESIDE = re.compile(
    rf"{_ADDS}(?:an? |another |the )?(?:(?:sibling|neighbour|neighbor)(?: {_NOUN})?|follow-?up {_NOUN})"
    rf"(?: (?:of|to|for|after) (?P<b>{_HERE})\b)?(?:(?: called| named|:)? (?P<t>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_RIGHT = r"(?:right|directly|just|immediately|straight)"
_NEXT_TO = re.compile(
    rf"(?:{_ADDS})?(?:an? |another |one )?(?:new |further )*{_NOUN},?"
    rf" (?:{_RIGHT} (?:below|beneath|underneath|behind|after)|(?P<above>(?:{_RIGHT} )?(?:above|over|before)))"
    rf" (?P<b>{_HERE})(?:,? (?:called|named)[: ]|[:,])"
    r" ?(?P<t>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Beside a task as it stands on the page; only "below" it, it may also be a part of it."""
_LEVEL = re.compile(
    rf"{_ADDS}(?P<t>\S.*?),? (?:(?:on|at) the same level(?: as (?P<b>{_HERE}))?"
    rf"|outside(?: of)? (?P<c>{_HERE}))[.!]?",
    re.IGNORECASE | re.DOTALL,
)
_TOP = re.compile(
    rf"{_ADDS}(?P<t>(?!(?:#?t?\d+|it|this|that|them|everything)\b)\S.*?),?"
    r" (?:(?:(?:on|at|to) the (?:top|root|highest)[ -]?level"
    r"|as an? (?:new |further )*(?:milestone|top-level task))(?: of the (?:plan|project))?"
    r"|(?:to|in|into) the (?:project|plan)(?: itself)?)[.!]?",
    re.IGNORECASE | re.DOTALL,
)
_TOP_TASK = re.compile(
    rf"{_ADDS}(?:an? |another )?(?:new )?(?:top|root)[ -]level {_NOUN}:? (?P<t>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def placed(context: Context, instruction: str) -> tuple[Context, str]:
    """The instruction with such a place in plain words, and the context in which it is to be read."""
    text = instruction.strip()
    if found := _TOP.fullmatch(text) or _TOP_TASK.fullmatch(text):
        return replace(context, mode="project", task_id=None), f"{found['add']} {found['t']}"
    if next_to := _NEXT_TO.fullmatch(text):
        side = "before" if next_to["above"] else "after"
        beside = next_to["b"].lower().removesuffix(" one")
        return context, f"{next_to['add'] or 'add'} {next_to['t']} {side} {beside}"
    found = _BESIDE.fullmatch(text) or _LEVEL.fullmatch(text)
    if found is None:
        return context, instruction
    parts = found.groupdict()
    beside = parts["b"] or parts.get("c") or ("this" if context.mode == "task" else "")
    title = parts["t"] or "a task"
    return (context, f"{found['add']} {title} after {beside}") if beside else (context, instruction)
