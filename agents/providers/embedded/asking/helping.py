"""What the planner can do, in examples."""

from __future__ import annotations

import re

from agents.providers.embedded.asking.question import Asked, Questions

QUESTIONS = Questions()
HELP = (
    "Tell me what to change, for example: “add a task for the release notes after T3”,"
    " “combine T1 and T2”, “split T4 into design and build”, “rename T2 to Ship”, “move T5 under T3”, “T4"
    " depends on T2”, “mark the first two done”, “make T3 urgent”, “T2 takes 2 days”, “T2 is due next"
    " friday”, “assign T3 to Ann”, “tag all login tasks with backend”, “delete everything completed”. Several"
    " at once are fine."
)

_WHAT_CAN_YOU_DO = re.compile(
    r"(?:(?:hi|hello|hey)(?: there)?[,.!]* )?what (?:all |else )?(?:can|do) you do(?: here| for me)?[.?!]*",
    re.IGNORECASE,
)


def asks_for_help(text: str) -> bool:
    """Whether it is asked what can be said, before there is anything to speak of."""
    return _WHAT_CAN_YOU_DO.fullmatch(text.strip()) is not None


@QUESTIONS.asked(
    r"(?:help|help me|hello|hi|hey|hi there|hello there|\?*|commands|examples|what|usage)",
    r"(?:can|could) you help(?: me)?",
    r"what (?:all )?(?:can|could|do|does) (?:you|i|this|it) (?:do|say|ask|type|tell you"
    r"|know)(?: (?:here|for me|to you|about|with this|with you|exactly))*",
    r"how (?:do|does|can|could|should) (?:i|this|you|it|we) (?:work|use|do this|start|help"
    r"|talk|ask|use this|use it|use you)(?: .+)?",
    r"what (?:are )?(?:the |your )?(?:commands|options|features|questions)(?: (?:are there|can"
    r" i (?:use|ask)|do you (?:have|know|understand|support)))*",
)
def what_it_can_do(_asked: Asked) -> str:
    """Examples of changes."""
    return HELP
