"""A link that was told of just now and is to go: "what does T4 wait for?", "ok, take that away"."""

from __future__ import annotations

import re

from agents.ports import Context
from agents.providers.embedded.terms.vocabulary import listed

_WAITS = re.compile(
    r"(?P<task>T\d+) “[^”]+” waits for (?P<others>(?:T\d|nothing that is open: T\d).*)"
)
_LABEL = re.compile(r"\bT\d+(?= “)")
_GOES = re.compile(
    r"(?:(?:ok(?:ay)?|well|then|so|no|hm+|please),? )*"
    r"(?:take|remove|cut|drop|delete|break|lift) (?:that|it|this|(?:the|that|this) (?:link|dependency|one))"
    r"(?: away| off| out)?(?:,? (?:please|then))?[.! ]*",
    re.IGNORECASE,
)


def unlinked(context: Context, instruction: str) -> str:
    """The wish that the link goes, in words that the readers know; else the instruction as it is."""
    last = context.turns[-1] if context.turns else None
    if last is None or last.role != "agent" or last.patches or last.question:
        return instruction
    waits = _WAITS.match(last.text)
    if waits is None or not _GOES.fullmatch(instruction.strip()):
        return instruction
    return f"{waits['task']} no longer waits for {listed(_LABEL.findall(waits['others']))}"
