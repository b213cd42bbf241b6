"""What a plan is about, as a phrase that fits into sentences: "the API", "an API", "our office".

English grammar as far as a title needs it: articles, possessives, plurals, names that take no article.
Case is never changed except for the first letter of a sentence, so that "API" and "OAuth" survive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.providers.embedded.lexicon import CONDITIONS, COUNTABLE, GROUPS, NOT_PLURAL, PEOPLE
from agents.providers.embedded.words import stem, tokens

ARTICLES = ("a", "an", "the")
OWNERS = ("my", "our", "your", "their", "his", "her", "its", "this", "that", "these", "those")
QUANTITIES = ("some", "several", "various", "many", "more", "any")
COUNTABLE_STEMS = frozenset(map(stem, COUNTABLE))
LONGEST = 60
SEVERAL = r"(?:two|three|four|five|six|seven|eight|nine|ten|a (?:few|couple of)|several)\s"
COMPANY = re.compile(
    rf",\s*(?:with\s)?(?:\d+\s|{SEVERAL})"
    rf"|\s(?:and|with)\s(?:\d+\s|{SEVERAL})(?:people|persons|of us|kids|children|adults|cats|dogs)\b",
    re.IGNORECASE,
)
"""Where who is there besides begins, which is no part of a thing: "the move, two kids and a cat"."""
ANY_THING = re.compile(r"(?:it|everything|this|that) \w", re.IGNORECASE)
"""What names no thing at all: "make it better"."""
SAYS_MORE = re.compile(
    r":\s+|,\s*(?=(?:i|we|he|she|they|it|i['’]?m|got|want|never|nobody|some|most|half|today|hand|due)\b)"
    r"|\s(?:is|are|isn['’]t|doesn['’]t|won['’]t)\s",
    re.IGNORECASE,
)
"""Where a sentence about the thing begins: "the bathroom, we have only one", "the oven is broken"."""
_MORE_SO = (
    r"(?:(?:more|less)\s\w+|(?:short|fast|quick|cheap|simpl|saf|green|quiet|eas|nic|clean|clear|strong)i?er"
    r"|better|accessible|reliable|secure|usable)"
)
MORE_SO = re.compile(rf"\s{_MORE_SO}(?:(?:,|\sand)\s{_MORE_SO})*$", re.IGNORECASE)
"""How a thing should become is no part of it: "make our meeting shorter and better"."""
_WHOSE = re.compile(
    r"(?:[A-Z]\w*|(?:grand)?(?:ma|pa|dad|mum|mom|mother|father|parents)|gran(?:ny)?|nan)(?:['’]s|(?<=s)['’])"
)
"""Who is known by name, or as one of us, needs no article: "Anna's", "grandma's"."""
QUESTION = re.compile(r"^(?:what|how|which|who|whom|where|when|why|whether|that)\b", re.IGNORECASE)
CUTS = re.compile(
    r"\s+(?:with|for|that|which|who|so|by|in|on|at|from|to|into|and|of|,)\s+|(?:,(?!\d{3}\b)|[;:.(–—])\s*"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase. `name` stands alone ("user login"), `the` and `a` are how it stands in a sentence."""

    name: str
    the: str
    a: str
    plural: bool = False

    def words(self) -> dict[str, str]:
        """What takes the place of `{thing}`, `{the_thing}` and so on in an outline's text."""
        return {
            "thing": self.name,
            "the_thing": self.the,
            "a_thing": self.a,
            "is": "are" if self.plural else "is",
            "has": "have" if self.plural else "has",
            "it": "them" if self.plural else "it",
        }


def noun(phrase: str) -> Noun:
    """The noun that a phrase is, with or without its article: "a new API", "my sister's wedding"."""
    words = phrase.strip(" \t\"'“”.,;:!?").split()
    determiner, words = _determiner(words)
    name = shortened(" ".join(words))
    plural = is_plural(name)
    if determiner in OWNERS:
        return Noun(name, f"{determiner} {name}", f"{determiner} {name}", plural)
    if determiner == "'s" or not (determiner or plural or is_countable(name)):
        return Noun(name, name, name, plural)
    return Noun(name, f"the {name}", name if plural else with_article(name), plural)


def quoted(text: str) -> Noun:
    """Words that we do not understand, as a name in quotation marks."""
    name = f"“{shortened(text.strip(' “”'))}”"
    return Noun(name, name, name)


def shortened(phrase: str, longest: int = LONGEST) -> str:
    """A phrase without what follows its first joint, if it is too long; in the end cut at a word."""
    if len(phrase) <= longest:
        return phrase
    joints = [m.start() for m in CUTS.finditer(phrase) if 8 <= m.start() <= longest]
    if joints:
        return phrase[: joints[-1]].rstrip(" ,;:")
    cut = phrase[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:-") + "…"


def _determiner(words: list[str]) -> tuple[str, list[str]]:
    """The word in front that tells which one is meant, and the rest without "new" or "broken"."""
    first = words[0].lower() if words else ""
    determiner = ""
    if len(words) > 1 and first in (*ARTICLES, *OWNERS, *QUANTITIES):
        determiner, words = first, words[1:]
    elif len(words) > 1 and _WHOSE.fullmatch(words[0]):
        determiner = "'s"
    while len(words) > 1 and words[0].lower() in {"new", "brand-new", "brand"} | CONDITIONS:
        words = words[1:]
    return ("" if determiner in QUANTITIES else determiner), words


def is_plural(name: str) -> bool:
    """Whether a name speaks of several: "coral reefs" does, "analysis" and "AWS" do not."""
    head = _head(name)
    if head.isupper() or head.lower() in NOT_PLURAL or not head.islower():
        return False
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "'s", "’s"))


def is_group(name: str) -> bool:
    """Whether a name may stand for several people: "dog walkers" and "our team", not "handmade soap"."""
    head = _head(name).lower()
    return is_plural(name.lower()) or head in GROUPS or head.isdecimal()


def is_countable(name: str) -> bool:
    """Whether a single one is meant, though no article says so: "mobile app" is, "Spanish" is not."""
    head = _head(name)
    return stem(head) in COUNTABLE_STEMS or (head.islower() and head.endswith(PEOPLE))


def _head(name: str) -> str:
    words = tokens(re.split(r"\s+(?:of|for|with|to|in|on|at|from)\s+", name)[0])
    return words[-1] if words else ""


def with_article(name: str) -> str:
    """The name with "a" or "an", by how it sounds: "an API", "a user", "an hour"."""
    first = (tokens(name) or [""])[0]
    return f"{'an' if _sounds_open(first) else 'a'} {name}"


def _sounds_open(word: str) -> bool:
    low = word.lower()
    if len(word) > 1 and word[:2].isupper() and not re.match(r"[A-Z]{4,}[aeiou]?", word):
        return word[0] in "AEFHILMNORSX"
    if low.startswith(("uni", "use", "usu", "util", "eu", "one", "once", "ubiq", "u-")):
        return False
    if low.startswith(("hour", "honest", "heir", "honour")) or re.match(
        r"8|11(?!\d)|18(?!\d)", low
    ):
        return True
    return low.startswith(("a", "e", "i", "o", "u"))


def gerund(verb: str) -> str:
    """The form of a verb that can stand as a noun: "playing", "making", "running"."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb)
    return f"{verb}{verb[-1] if short else ''}ing"


def sentence(text: str) -> str:
    """The text with a capital in front, unless its first word has capitals of its own ("iOS")."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.islower() else text


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: its first letter small, unless the word has others."""
    first = title.split(" ", 1)[0]
    return title[:1].lower() + title[1:] if first[1:].islower() or first == "A" else title
