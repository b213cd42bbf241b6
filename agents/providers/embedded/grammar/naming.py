"""What a task shall be called, without what is said around it."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import QUOTE

NO_TITLE = re.compile(
    r"(?:how about|what about|we|i|you|they|which|who|too|the (?:first|last|second|next)|between|before|after"
    r"|under|behind|below|above|position|place|one|no)\b"
    r"|.*(?:should be|, (?:please |adapt |change |update ).*)$",
    re.IGNORECASE,
)


HOW = re.compile(
    r"(?:so that|so|such that|in a way that) (?:it|one|people|everyone|we|you)\b"
    r"|(?:a (?:bit|little) |much )?(?:shorter|longer|better|clearer|simpler|different|nicer|more precise)$",
    re.IGNORECASE,
)
"""Not what a title shall be but what it shall do."""


# What is of any length is never given up again, so that many reasons before a line's end take no longer.
_REASON = re.compile(
    r"(?:,? so (?:that )?(?:[Ii]|we|you|they|he|she|it|people|everybody|everyone|nobody|no one)\b.*+"
    r"|,? \b(?:because|since|cause|as (?=we|it|i\b|they|you|there|[A-Z]\w+ (?:is|has|stays|wants)))\b.*+"
    r"|,? (?:instead|from now on|now|is enough|will do|is better|would do|would be better|fits better"
    r"|sounds better|is clearer|everywhere)"
    r"|, (?:that|it|this|we|they|[Ii]|you|he|she|there|nobody|everybody|everyone"
    r"|people)(?:['’]\w+)? [a-z]+\b.*+"
    r"|, (?:that|it|this)['’]s\b.*+|[.!?] (?:That|It|This|We|I|They|There)(?:['’]\w+)? [a-z]+.*+"
    r"|, [A-Z]\w*['’]s (?:idea|wish|suggestion))+$"
)


_SHOULD_SAY = re.compile(
    r"^(?:it(?:'s|’s| is) |(?:(?:it|that|this|the (?:title|name)) )?(?:should|shall|must|has to|needs to"
    r"|ought to) (?:now |rather |really )?(?:(?:be )?(?:called|named|titled)|be(?! \w+ed\b)|say|read):? "
    r"|(?-i:called|named|titled):? )",
    re.IGNORECASE,
)
"""What leads to a title: "rename T4, it should say Basket"."""


def plain_title(r: Reading, text: str) -> str:
    """A title without what is said around it: what is quoted, else all but the reason."""
    quote = re.match(rf"(?:\w+,? ){{0,2}}(?P<q>{QUOTE})(?=[\s,.;!?]|$)", text)
    words = _SHOULD_SAY.sub("", _REASON.sub("", text))
    return r.free_text(quote["q"] if quote else words).strip()
