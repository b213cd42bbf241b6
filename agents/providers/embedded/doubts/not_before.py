"""What must not begin before something else: no report that the other thing is done."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard

_NOT_BEFORE = re.compile(
    r"(?:(?:please|pls|but|and|so) )*(?:nothing|nobody|no ?one|no \w+|never|(?:we|i|you|they)"
    r" (?:don['’]?t|won['’]?t|can['’]?t|cannot|mustn['’]?t|shouldn['’]?t|(?:do|will|must|should) not))\b"
    r".{0,100} (?:before|until|till|unless) (?P<what>.{2,100}?)[.!]*",
    re.IGNORECASE,
)


def not_before(heard: Heard) -> Doubt | None:
    """What should wait, where what it waits for would be marked as done: "print nothing before T7 is in"."""
    found = _NOT_BEFORE.fullmatch(heard.instruction.strip())
    done = [edit.ref for edit in heard.edits if edit.status == "completed"]
    if found is None or not done:
        return None
    question = f"What should wait until {found['what']}? Say it like “T4 waits for {done[-1]}”."
    return Doubt(heard.instruction, question)
