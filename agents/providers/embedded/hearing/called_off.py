"""What is cancelled and stays in the plan: "ranking: cancelled, the portal does that. leave it in though"."""

from __future__ import annotations

import re

from agents.providers.embedded.terms.instructions import is_command

_KEPT = re.compile(
    r"\b(?:leave|keep) (?:it|them|that|this)(?: standing| visible)?(?: in| on| there| visible)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:[,;.!:] +| [-–] +| (?=(?:and|but|please) ))(?:(?:and|but|so|please) )*", re.IGNORECASE
)
_CALLED_OFF = re.compile(
    r"(?P<what>[^,;:.!?“”\"]{2,80}?)(?::| [-–]| is| are|['’]s| has been| have been)(?: now| all)? "
    r"(?:cancell?ed|called off|dropped|scrapped|off|not happening)\b",
    re.IGNORECASE,
)


def called_off(text: str) -> str:
    """The message as what is cancelled; as it is where it is not said that it stays in the plan."""
    found = _CALLED_OFF.match(text.strip())
    if found is None or not _KEPT.search(text, found.end()):
        return text
    behind = (text[clause.end() :] for clause in _CLAUSE.finditer(text, found.end()))
    more = next((wish for wish in behind if _is_a_wish(wish)), "")
    return f"cancel {found['what']}" + (f". {more}" if more else "")


def _is_a_wish(words: str) -> bool:
    """Whether it begins with what is to be done besides."""
    return not _KEPT.match(words) and is_command(words.partition(" ")[0].lower())
