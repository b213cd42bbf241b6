"""What should be written down with a task: "they want a DJ, please note that with the music"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import capitalized

_POLITE = r"(?:(?:so|and|but|please|pls|can|could|would|you|we|i|should|let us|let['’]s|just|also|maybe) )*"
_WRITE = r"(?:write|note|jot|record|mention)"
_WITH = r"(?:in|into|with|at|to|on|under|for|next to|beside|where|there where)"
_TASK = r"(?:the |our |my )?(?P<task>[^,;.:!?“”\"]{2,60}?)"
_BEHIND = re.compile(
    rf"(?P<note>[^“”\"]{{8,300}}?)(?:[,;:.!]+| -| –) *{_POLITE}{_WRITE} (?:this|that|it)(?: down)?(?:"
    rf" somewhere)?"
    rf" {_WITH} {_TASK}(?: (?:task|milestone))?(?:,? (?:please|pls|thanks))?[.!?]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_POLITE}{_WRITE}(?: down)?(?: somewhere)? {_WITH} {_TASK}(?: (?:task|milestone))?,? that"
    r" (?P<note>[^“”\"]{5,300}?)[.!]*",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"{_WITH} {_TASK}(?: (?:task|milestone))?,? {_POLITE}{_WRITE}(?: down)? that"
    r" (?P<note>[^“”\"]{5,300}?)[.!]*",
    re.IGNORECASE,
)
_IS_DONE = re.compile(r" (?:is|are|gets?|was|were|will be) (?:being )?\w+$", re.IGNORECASE)
_TALK = re.compile(r"^(?:(?:so|ok|okay|well|and|hey|hi|btw|by the way|fyi)[, ]+)+", re.IGNORECASE)


def noted(scene: Scene, text: str) -> str:
    """The message as a note to the task; as it is where it names none, or says something else."""
    said = (form.fullmatch(text.strip()) for form in (_BEHIND, _BEFORE, _FIRST))
    found = next(filter(None, said), None)
    if found is None:
        return text
    named = _IS_DONE.sub("", found["task"])
    note = capitalized(_TALK.sub("", found["note"]).strip())
    return f"add a note to {named}: “{note}”" if may_mean(scene, named) else text
