"""Who "he" or "she" is behind a word about somebody new: "Sofia joined us, she could do the tests"."""

from __future__ import annotations

import re

_IS_NEW = re.compile(
    r"\b(?:new|join(?:s|ed|ing)|hired|start(?:s|ed|ing)|is back|is free|has (?:some )?time)\b",
    re.IGNORECASE,
)
_THEY_DO = re.compile(
    r"(?P<before>[^“\"]{5,120}?)(?:[,;.!]| -| –|,? and|,? so) (?:so |and |then |maybe )?(?:he|she|they) "
    r"(?P<does>(?:should|could|can|will|would|takes?|gets?|does)\b[^,;.!?]{3,80})[.!]*",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?!(?:I|So|Oh|We|Our|The|They|He|She|And|Hey|Ok|Btw)\b)[A-ZÄÖÜ][\w-]+")


def newcomer_named(text: str) -> str:
    """The message with the name of who is new; as it is where it speaks of nobody new."""
    found = _THEY_DO.fullmatch(text.strip())
    if found is None or not _IS_NEW.search(found["before"]):
        return text
    names = set(_CALLED.findall(found["before"]))
    return f"{names.pop()} {found['does']}" if len(names) == 1 else text
