"""What names a task without the words around it: "the signup task" is "signup"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal

NOUN = r"(?:sub-?)?(?:tasks?|items?|steps?|tickets?|to-?dos?|ones?|things?|cards?|entry|entries)"
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|my|our|your|both|either|existing|current)\s+)+", re.IGNORECASE
)
VERB_AFTER = re.compile(r"(?<=\w)(?: (?:is|are|was|were|has|have|must|should))+$", re.IGNORECASE)
"""What is said of it, of which a rule or a label took one word too many."""
_NOUN_AFTER = re.compile(rf"\s+{NOUN}$", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"^(?:(?:sub-?)?(?:tasks?|items?|steps?|tickets?|to-?dos?|number|numbers|nos?\.?|nr\.?)"
    r"(?: (?:number|no\.?|called|named|titled))?\s*#?\s*)(?=\S)",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"(?:(?:task|item|step|ticket) )?(?:number|no\.?|nr\.?) ({CARDINAL})", re.IGNORECASE
)


def bare_name(text: str) -> str:
    """Without "the", "task" and the like around what names it; "task number four" is "4"."""
    text = _ARTICLE.sub("", text.strip())
    if spelled := _SPELLED.fullmatch(text):
        return str(cardinal(spelled[1]))
    shorter = _NOUN_BEFORE.sub("", text)
    if shorter != text and re.match(rf"#?t?\d|{MARK}|[\"“']", shorter, re.IGNORECASE):
        return bare_name(shorter)
    return _NOUN_AFTER.sub("", text).strip()
