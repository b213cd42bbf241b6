"""What the plan lacks: "the smoke alarms, we always forget that", "a trial run, put that in"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.new_task import wish_to_add
from agents.providers.embedded.references.scene import Scene

_THAT = r"(?:that|this|it)(?: one)?"
_IS_MISSING = (
    rf"{_THAT}(?: is|['’]?s)(?: still| also| completely)? (?:missing|not (?:in|on) (?:there|here|it"
    r"|(?:the|our|this) (?:plan|list)))"
)
_IS_FORGOTTEN = (
    r"(?:we|i|they|you|people|everybody|everyone)(?: (?:always|usually|often|all|keep))*"
    rf" (?:forgets?|forgot|forgetting|tend to forget)(?: about)? {_THAT}"
)
_SHALL_BE_IN = (
    rf"(?:(?:please|pls|can you|could you) )*(?:(?:put|get) {_THAT} (?:in|on|down)|include {_THAT})"
    r"(?: there| here| the (?:plan|list))?"
)
_SO_FAR = (
    r"(?: (?:yet|so far|still|too|as well|every time|completely|please|pls|at the moment))*[.!? ]*"
)
_MISSING = re.compile(
    r"(?P<what>[^.?;!\n“”\"]{4,160}?)(?:[,;.!]| [-–])+ *(?:and |but )?"
    rf"(?:{_IS_MISSING}|{_IS_FORGOTTEN}|{_SHALL_BE_IN}){_SO_FAR}",
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"(?:(?:ok|okay|yes|and|so|then|please|pls|hm+),? )*(?:write|note|put)(?: it)? down that (?:i|we)"
    r" (?:(?:have to|need to|must|should|will|['’]ll|still) )*(?P<what>[^.?;!\n“”\"]{4,160})[.! ]*",
    re.IGNORECASE,
)


def put_in(scene: Scene, text: str) -> str:
    """The wish to add it; the message as it is where it says something else, or that is a task."""
    said = text.strip()
    found = _MISSING.fullmatch(said) or _NOTED.fullmatch(said)
    return (wish_to_add(scene, found["what"]) if found else "") or text
