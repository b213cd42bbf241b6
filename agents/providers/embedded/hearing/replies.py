"""What is said in answer to a question, without the words around it."""

from __future__ import annotations

import re

_MEANT_BEHIND = re.compile(
    r"(?:,? *\b(?:of course|obviously|naturally|i (?:mean|meant|guess|think)|is (?:meant|what i mean|the one)"
    r"|that is|sorry|please|then)\b)+[ .!]*$",
    re.IGNORECASE,
)
_MEANT_BEFORE = re.compile(
    r"^(?:(?:yes|no|sorry|oh|ah|ok|well|hm+|oops)[,.! ]+)*"
    r"(?:i (?:mean|meant|was thinking of|am talking about)"
    r"|i['’]m talking about|it['’]?s|that['’]?s|(?:it|that) is|of course|sorry,?|the one (?:called|named)"
    r"|(?:(?:let['’]?s |just |please )?(?:call|name|make|say) (?:it|that)|let['’]?s say"
    r"|how about|maybe|perhaps)[,:]?)"
    r" (?=\S)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»][ .!]*")


def only_meant(reply: str) -> str:
    """What answers a question, without the words that only say so: "the docs of course"."""
    plain = _MEANT_BEHIND.sub("", _MEANT_BEFORE.sub("", reply)).strip(" ,")
    quoted = _QUOTED.fullmatch(plain)
    return quoted[1] if quoted else plain or reply
