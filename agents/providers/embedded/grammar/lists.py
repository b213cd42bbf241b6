"""Titles of new tasks out of a list: "tests, docs and a deploy script"."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import QUOTE
from agents.providers.embedded.terms.vocabulary import capitalized

_BETWEEN = re.compile(
    r"\s*(?:,\s*and\b|,\s*then\b|[,;/|\n]+|\band then\b|\band\b|&|\bplus\b|\bvs\b\.?|\bthen\b"
    r"|(?<=\s)\+(?=\s))\s*",
    re.IGNORECASE,
)
_COMMAS = re.compile(r"\s*(?:,\s*and\b|[,;|\n]+)\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d+[.)]|\d+\.)\s*")
_INSTEAD = re.compile(rf"(?<={QUOTE}) (?:too|as well|please)$|(?<=\S) instead$")
_TO_A_QUOTE = re.compile(
    r"^(?:(?:make|create|add|new|an?|the|please|called|named|task|step|item|group|phase|section|milestone"
    rf"|heading|category|folder|here|there|in) )+(?={QUOTE}$)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:a|an|the|one for|one to|another|some|also|to|for)\s+)+(?=\S)", re.IGNORECASE
)
_NOUN_END = re.compile(r"\s+(?:sub-?)?(?:tasks?|items?|steps?)$", re.IGNORECASE)


def titles_in(r: Reading, text: str) -> list[str]:
    """Each item of a list as a title, in order, none twice."""
    lines = [line for line in re.split(r"\n+", text) if line.strip()]
    between = _BETWEEN if len(lines) == 1 else re.compile(r"\n+")
    titles = (title_from(r, part) for part in between.split("\n".join(lines)))
    return list(dict.fromkeys(title for title in titles if title))


def title_from(r: Reading, text: str) -> str:
    """One title, without the words that only lead to it, with a capital letter."""
    text = _INSTEAD.sub("", _BULLET.sub("", text.strip(" \t,;")))
    mark = r.scene.marked.mark(_TO_A_QUOTE.sub("", text))
    if mark is not None and mark.kind == "quote":
        return mark.text
    return capitalized(r.free_text(_NOUN_END.sub("", _LEAD.sub("", text))).strip(" .!:,;"))
