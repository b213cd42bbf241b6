"""What a task is like, and then a wish for it: "training is where we fail, that one gets top priority"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene

_WHAT = r"(?P<what>(?!(?:that|this|it|what|which|there|here)\b)[^,;.:!?]{2,60}?)"
_LIKE = (
    r"(?:is|are)(?: really| exactly| usually| also)? (?:where|what|why|when|how|who"
    r"|the (?:one|part|thing|bit|step|task)s?(?: (?:that|which|where))?) [^;.:!?]{3,80}?"
)
_THAT = r"(?:(?P<one>(?:that|this) one)|(?:that|this)(?: (?:task|part))?|it|those|them)"
_WISH = (
    r"(?:(?:so|and|please|hence|therefore),? )*"
    r"(?P<before>(?:(?:give|make|mark|set|put|move|flag|rate|do|rank|get|push|treat|assign|let|have) )?)"
    rf"{_THAT}"
    r"(?P<wish> [^;:?]{3,60})"
)
_POINTS = re.compile(rf"{_WHAT} {_LIKE}(?:[,;.!]| -| –) {_WISH}", re.IGNORECASE)
_SO = re.compile(
    r"(?P<said>.*\b(?:important|urgent|critical|priority|essential|crucial|vital|matters?)\b[^,;.!]{0,40})"
    r"(?:[,;.!]| -| –)+ (?:(?:so|and|please|pls|can you|just),? )*"
    r"(?:mark|flag|label|treat|set|note|rate|make|put)(?: it| that| them| this)?(?: down)?"
    r" (?:so|as such|accordingly|like (?:that|it|this)|that way|as that)(?:,? (?:please|pls|thanks))?[.!]*",
    re.IGNORECASE,
)


def pointed_at(scene: Scene, text: str) -> str:
    """The message as the wish for that task; as it is where it names none, or wishes for nothing."""
    plain = text.strip()
    if so := _SO.fullmatch(plain):
        return so["said"].strip()
    said = _POINTS.fullmatch(plain)
    if said is None or (not said["one"] and not may_mean(scene, said["what"])):
        return text
    return f"{said['before']}{said['what']}{said['wish']}"
