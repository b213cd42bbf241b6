"""A change that is only considered: "should we drop T3?", "can T3 be deleted?".

"Can you" and "can we" ask for it, and so does "can the two be merged?".
"""

from __future__ import annotations

import re

from agents.providers.embedded.terms.vocabulary import any_of

_CHANGES = {
    "deleted": "delete",
    "removed": "remove",
    "dropped": "drop",
    "scrapped": "scrap",
    "cancelled": "cancel",
    "canceled": "cancel",
    "skipped": "skip",
    "left out": "leave out",
    "moved": "move",
    "pushed": "push",
    "postponed": "postpone",
    "delayed": "delay",
    "rescheduled": "reschedule",
    "put": "put",
    "done": "do",
    "finished": "finish",
    "renamed": "rename",
    "assigned": "assign",
}
_REMOVES = r"(?:delete|remove|drop|scrap|cancel|skip|leave out|get rid of)"
_SO = r"(?:so |and |hmm,? |but )?"
_WHETHER_WE = re.compile(
    rf"{_SO}(?:(?:what if (?:we|i)|should (?:we|i)) (?P<a>[^?]+)"
    rf"|(?:(?:can|may) i|(?:is|would) it (?:be )?(?:possible|ok|okay|fine|safe|all right|alright) to)"
    rf" (?P<b>{_REMOVES} [^?]+))\?",
    re.IGNORECASE,
)
_WHETHER_IT = re.compile(
    rf"{_SO}(?:can|could|may) (?P<what>(?!(?:you|we|i|some\w+|any\w*)\b)[^?,;:]+?)"
    rf" (?:(?:also|still|just|now|safely|simply|please) )*be (?P<how>{any_of(_CHANGES)})"
    r"(?P<rest> [^?,;:]+)?\?",
    re.IGNORECASE,
)
_NO_CHANGE = re.compile(r"(?:done|finished)(?! (?:before|after|by|until)\b)", re.IGNORECASE)
"""What asks whether work can be done, not whether the plan can be changed: "at the same time"."""


def wish_supposed(text: str) -> str:
    """What would be wished for, as a command; empty for what is no such question, or more than one."""
    if found := _WHETHER_WE.fullmatch(text.strip()):
        return found["a"] or found["b"]
    found = _WHETHER_IT.fullmatch(text.strip())
    if found is None or _NO_CHANGE.match(f"{found['how']}{found['rest'] or ''}"):
        return ""
    return f"{_CHANGES[found['how'].lower()]} {found['what']}{found['rest'] or ''}"
