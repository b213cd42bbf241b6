"""Who does something, written without its apostrophe: "ill do the packing", "hes on to the middle"."""

from __future__ import annotations

import re

_SHORT = {
    "im": "I'm",
    "ive": "I've",
    "ill": "I'll",
    "hes": "he's",
    "shes": "she's",
    "weve": "we've",
    "youve": "you've",
    "youre": "you're",
    "theyre": "they're",
    "theyve": "they've",
    "theyll": "they'll",
}
_BEGUN = r"(?:^|(?<=[,.;:!?] )|(?<=[,.;:!?]  )|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bor )|(?<=\bbecause ))"
_WITHOUT = re.compile(rf"{_BEGUN}({'|'.join(_SHORT)})\b(?= \w)", re.IGNORECASE)
"""Where something begins: elsewhere "ill" is how somebody is."""


def with_apostrophes(text: str) -> str:
    """The message with them."""
    return _WITHOUT.sub(lambda said: _SHORT[said[0].lower()], text)
