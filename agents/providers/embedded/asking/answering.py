"""What is said to a question: by the first kind that knows its wording and what it speaks of."""

from __future__ import annotations

import re

from agents.providers.embedded.asking.absences import absence
from agents.providers.embedded.asking.helping import HELP
from agents.providers.embedded.asking.kinds import KINDS
from agents.providers.embedded.asking.question import Asked
from agents.providers.embedded.asking.wording import is_marked, is_one_question, plainly
from agents.providers.embedded.references.scene import Declined, Scene, Tell

LONGEST = 300
_STATES = (
    r"(?:due|done|blocked|finish(?:ed)?|start(?:ed)?|complete[d]?|overdue|late|ready|assigned|in progress"
    r"|in review|depend)"
)
_WHETHER = re.compile(
    rf"(?:is|are|was|were|has|did|does)(?: not)? (?!(?:{_STATES}|to|not|it|there|been"
    r"|also|only|on|in|at|by|for)\b)"
    rf"[\w' -]+? {_STATES}\b.*",
    re.IGNORECASE,
)
"""Whether something is so, of a task that is not found: a question in any case."""
_BEGINS = re.compile(
    r"(?:is|are|was|were|does|do(?= (?:we|i|you|they)\b)|did|has|have|had|what|which|who|whom"
    r"|whose|when|where|why|how|anything|any)\b(?! about)"
    r"|(?:list|show|count|(?:tell|give|send) (?:me|us)|explain|summari[sz]e|display|print|from"
    r" .+ on(?:wards?)?$)\b"
    r"|(?:(?:the|all|our|my) )*(?:status|summary|overview|progress|help|next|blockers?|to-?do"
    r" list|critical path"
    r"|overdue|unassigned|(?:biggest|longest|shortest) task)\b",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"(?P<one>(?:who|when|what|where|how long)\b.{3,80}?),? and (?P<two>(?:who|when|what|how long|by"
    r" when)\b.+)",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|they|them|that|this)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:is|are|does|do|will|has|have|can|should)(?: (?:we|i|you|they))? ", re.IGNORECASE
)
NO_TASKS = f"The plan has no tasks yet. {HELP}"
UNKNOWN = (
    "I do not understand that: ask what is overdue, next or left, or who does what, or say "
    "what to change."
)


def answered(scene: Scene, text: str, *, is_question: bool = False) -> str | None:
    """The answer to a question that is known, with or without its mark; None for anything else.

    `is_question`: it is known to be one, however it begins.
    """
    if len(text) > LONGEST:
        return None
    if away := absence(scene, text):
        return away
    if not is_one_question(text):
        return None
    marked, said = is_marked(text), plainly(scene, text)
    if not (marked or is_question or _BEGINS.match(said)):
        return None
    asked = Asked(scene, said, marked=marked)
    told = _told(asked) or _both(asked)
    return told or (UNKNOWN if _WHETHER.fullmatch(asked.said) else None)


def _both(asked: Asked) -> str | None:
    """The answers to two questions about one task: "when is the inspection, and who does it"."""
    found = _TWO.fullmatch(asked.said)
    if found is None:
        return None
    first, second = found["one"], found["two"]
    for word in _ABOUT.finditer(first):
        named = first[word.end() :].removesuffix(" due").replace("\\", "")
        told = [_told(asked.saying(said)) for said in (first, _IT.sub(named, second))]
        if _IT.search(second) and all(told):
            return " ".join(filter(None, told))
    return None


def _told(asked: Asked) -> str | None:
    """The answer of the first kind that has one; else why what is meant is not clear."""
    unclear: str | None = None
    for kind in KINDS:
        for wording, told in kind:
            found = wording.fullmatch(asked.said)
            if found is None:
                continue
            try:
                return told(asked, **{k: v for k, v in found.groupdict().items() if v is not None})
            except Declined:
                continue
            except Tell as reason:
                unclear = unclear or reason.text
    return unclear


def answer(scene: Scene, text: str) -> str:
    """The answer to what is known to be a question."""
    if not scene.tree.tasks:
        return NO_TASKS
    return answered(scene, text, is_question=True) or UNKNOWN
