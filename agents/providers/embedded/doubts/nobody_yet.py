"""What nobody has done so far: a complaint, and no wish that nobody should do it."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED

_NOBODY_YET = re.compile(
    r"(?:(?:but|so|and|still) )*(?:nobody|no ?one)(?: has|['’]s| have)?(?: (?:yet|ever|even|really))*"
    r" (?!has\b|have\b|does\b|works?\b|is\b|takes?\b)\w*(?:ed|did|done|sent|made|got)\b"
    r"[^,;.!?]*[.!]*",
    re.IGNORECASE,
)


def nobody_yet(heard: Heard) -> Doubt | None:
    """Who should do it, where it would be taken from who has it: "nobody has called the office yet"."""
    refs = [edit.ref for edit in heard.edits if "assignee" in edit.clear]
    if len(refs) != 1 or not _NOBODY_YET.fullmatch(heard.instruction.strip()):
        return None
    options = (f"Remove the assignee of {refs[0]}", f"{refs[0]} is not done", DECLINED)
    return Doubt(heard.instruction, f"What should change about {refs[0]}?", options=options)
