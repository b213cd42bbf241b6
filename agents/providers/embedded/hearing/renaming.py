"""That a task should be called otherwise, and not how: "T3 needs a better name"."""

from __future__ import annotations

import re

_NAME = r"(?:title|name|wording|label)"
_OTHER = (
    r"(?:new|other|another|different|better|clearer|nicer|shorter|simpler|catchier|proper|good|real"
    r"|more \w+|less \w+)"
)
_A_NAME = rf"(?:an? |some |another )?(?:{_OTHER} )?{_NAME}"
_TASK = r"(?P<task>[^,;:.!?]{1,80}?)"
_POLITE = r"(?:(?:please|pls|can you|could you|i think|i guess|maybe) )*"
_NEEDS = (
    r"(?:(?:really |still |just )?(?:needs|deserves|wants|requires)|should (?:get|have)"
    r"|could (?:use|do with)|(?:has|ought) to (?:get|have))"
)
_FORMS = tuple(
    re.compile(rf"{_POLITE}{form}(?:,? please)?[.!?]*", re.IGNORECASE)
    for form in (
        rf"(?:{_TASK} )?{_NEEDS} {_A_NAME}",
        rf"(?:give|find|get) {_TASK} {_A_NAME}",
        rf"(?:rename|retitle|call|title) {_TASK} (?:to |as |into )?something"
        r" (?:else|different|better|short|simple|clear|[\w-]+er|(?:more|less) \w+)",
        rf"(?:find|think of|come up with|suggest|invent|(?:we|i) need) {_A_NAME} for {_TASK}",
        rf"{_TASK} is (?:far |much |way )?too [\w-]+ (?:an? |of an? )?{_NAME}(?: for it)?",
        rf"the {_NAME} of {_TASK} (?:is|sounds|reads) (?:too|wrong|bad|not|so)\b[\w' ]{{0,30}}",
    )
)


def renamed_somehow(text: str) -> str:
    """The wish to rename it, where one is there; else the text as it is."""
    stripped = text.strip()
    found = (form.fullmatch(stripped) for form in _FORMS)
    return next((f"rename {match['task'] or 'it'}" for match in found if match is not None), text)
