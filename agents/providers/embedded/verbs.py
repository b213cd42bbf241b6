"""The verbs that a goal or a title begins with, and what they are done to.

"Write and self-publish a children's book"
└─────── verbs ──────┘ └──── thing ─────┘
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from agents.providers.embedded import library
from agents.providers.embedded.lexicon import SMALL
from agents.providers.embedded.nouns import ARTICLES, OWNERS, QUANTITIES
from agents.providers.embedded.words import stems

_PARTICLE = r"(?:for|to|with|on|in|up|out|off|down|away|through|over|together|after|at)"
_AND = re.compile(
    rf"(?P<verb>[a-z]+(?:-[a-z]+)?(?: {_PARTICLE})*)(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s)"
    r"(?:then\s)?(?P<rest>[a-z].+)",
    re.IGNORECASE | re.DOTALL,
)
_BEGINS = re.compile(
    r"(?P<verb>[a-z]+(?:-[a-z]+)?)\s(?:(?:up|out|off|down|away|back)\s)?(?P<thing>\S.*)", re.DOTALL
)
_OWNED = re.compile(r"[^\W\d_]+(?:['’]s|s['’])$")
_NO_THING = re.compile(
    r"(?:for|to|with|on|in|at|by|from|of|and|or|into|about|before|after|how|what|it|them|that|this)\b",
    re.IGNORECASE,
)
_MOST = 4
JOINTS = {
    "with": "extras", "including": "extras", "incl.": "extras", "plus": "extras", "featuring": "extras",
    "by": "amount", "for": "audience", "from": "source", "to": "target", "into": "target", "onto": "target",
    "about": "topic", "on": "topic", "in": "place", "at": "place", "using": "tool", "via": "tool",
    "that": "detail", "which": "detail", "so": "detail", "because": "detail", "where": "detail",
    "who": "detail", "when": "detail", "while": "detail", "after": "detail", "before": "detail",
    "as": "detail",
    "–": "detail", "—": "detail",
}  # fmt: skip
"""The words with which a phrase about the thing begins, and the role of that."""


@cache
def verb_forms() -> dict[str, str]:
    """Every verb that we know, as it is compared → in its plain form."""
    groups = [*library.index().verbs.values(), *(v.verbs for v in library.verbs().values())]
    return {" ".join(stems(verb)): verb for verbs in groups for verb in verbs}


def first_verb(text: str) -> tuple[str | None, str]:
    """The verb that a text begins with, in its plain form, and the rest: "Building an API" has "build"."""
    words = text.split()
    known = verb_forms()
    for length in (3, 2, 1):
        key = " ".join(stems(" ".join(words[:length])))
        if words[:1] in (["Wir"], ["wir"]):  # "we" in German, and no form of "wire"
            break
        if len(words) > length and key in known and not _names_something(words, length):
            return known[key], " ".join(words[length:])
    return None, text


def _names_something(words: list[str], length: int) -> bool:
    """Whether words that look like a verb begin a noun: "Marketing plan", unlike "Marketing our app".

    "Support and maintenance" is a noun, too: verbs that share a thing are looked for before.
    """
    follower = words[length].lower()
    if follower in ("and", "or", "&"):
        return True
    if not words[length - 1].lower().endswith("ing") or words[0].lower() == "bring":
        return follower == "of"
    return follower not in (*ARTICLES, *OWNERS, *QUANTITIES, *JOINTS) and words[length].islower()


def split_verb(text: str) -> tuple[str | None, str]:
    """The same, and of several verbs that share a thing the first one with that: "write and print cards"."""
    several = shared_verbs(text)
    return (several[0][0], several[1]) if several else first_verb(text)


def shared_verbs(text: str) -> tuple[tuple[str, ...], str] | None:
    """The verbs that are done to one thing, each as it is known or else as it is said, and the thing.

    None where there is one verb, or each has a thing of its own.
    """
    said, rest = list[str](), text
    while len(said) < _MOST and (found := _AND.match(rest)):
        said.append(found["verb"])
        rest = found["rest"]
    last = _last_verb(rest)
    if not said or last is None or not all(_may_be_verb(word, last) for word in said):
        return None
    plain = (first_verb(f"{word} it")[0] or word.lower() for word in said)
    return (*plain, last.verb), last.thing


class _Last(NamedTuple):
    """A verb, its thing, and whether that shows that it is a verb: "self-publish a book"."""

    verb: str
    thing: str
    shown: bool


def _last_verb(text: str) -> _Last | None:
    """What a text begins with, if that may be a verb."""
    verb, thing = first_verb(text)
    begins = _BEGINS.match(text)
    if verb is None and begins is not None and begins["verb"] not in SMALL:
        thing = begins["thing"]
    first = thing.split(" ", 1)[0]
    shown = first.lower() in (*ARTICLES, *OWNERS, *QUANTITIES) or bool(_OWNED.match(first))
    if begins is None or thing == text or _NO_THING.match(thing) or not (verb or shown):
        return None
    return _Last(verb or begins["verb"], thing, shown)


def _may_be_verb(word: str, last: _Last) -> bool:
    """Whether it is a verb that we know, or stands before one that has a thing of its own."""
    known = first_verb(f"{word} it")[0] is not None
    return known or (last.shown and " " not in word and word.lower() not in SMALL)
