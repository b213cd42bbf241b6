"""What is said in answer to a question, without the words around it."""

from __future__ import annotations

import re

_MEANT_BEHIND = re.compile(
    r"(?:,? *\b(?:of course|obviously|naturally|i (?:mean|meant|guess|think)|is (?:meant|what i mean|the one)"
    r"|that is|sorry|please|then)\b)+[ .!]*$",
    re.IGNORECASE,
)
_MEANT_BEFORE = re.compile(
    r"^(?:(?:no|sorry|oh|ah|ok|well|hm+|oops)[,.! ]+)*(?:i (?:mean|meant|was thinking of|am talking about)"
    r"|i['’]m talking about|it['’]?s|that['’]?s|(?:it|that) is|of course|sorry,?|the one (?:called|named))"
    r" (?=\S)",
    re.IGNORECASE,
)


def only_meant(reply: str) -> str:
    """What answers a question, without the words that only say so: "the docs of course"."""
    plain = _MEANT_BEHIND.sub("", _MEANT_BEFORE.sub("", reply)).strip(" ,")
    return plain or reply
