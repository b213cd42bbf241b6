"""Words of a clause as a title, where they can be one."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar import naming
from agents.providers.embedded.grammar.pieces import is_value
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.scene import Declined

NO_TITLE = re.compile(
    r"(?:it|that|this|them|he|she|we|i|you|they|do|not|should|must|can|is|are|be|to|by)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:just|simply|to|say|e\.g\.?|for example|for instance|something like|maybe|like)[:, ]+",
    re.IGNORECASE,
)


def title(r: Reading, text: str) -> str:
    """Words as a title. Raises Declined for what is none."""
    mark = r.scene.marked.mark(text.strip())
    if mark is not None and mark.kind == "quote":
        return mark.text
    words = _LEAD.sub("", naming.plain_title(r, text.strip(" .,;:!?")))
    if not words or (mark is None and (NO_TITLE.match(words) or is_value(r, text))):
        raise Declined
    return words
