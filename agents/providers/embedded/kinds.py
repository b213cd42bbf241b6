"""Which kinds of outline a goal calls for: one for the whole, others as parts of it.

Each entry of a kind in index.yaml is compared with the goal's words. What stands in the goal's core
(verb and thing) counts more than what is named elsewhere, so "an API for our mobile app" is an API.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import NamedTuple

from agents.providers.embedded import library
from agents.providers.embedded.goals import HOLDING, Goal
from agents.providers.embedded.lexicon import read
from agents.providers.embedded.moments import LIMIT
from agents.providers.embedded.spelling import meant, spelled_out
from agents.providers.embedded.verbs import split_verb
from agents.providers.embedded.words import stem, stems, tokens

IN_THING = 3.0
MOST_PARTS = 4
MOST_BESIDES = 5
GERMAN = frozenset(("ein", "eine", "einen", "einer", "für", "bis", "nach", "und", "im", "das", "der",
                    "meine", "meinen", "unsere", "unseren", "von"))  # fmt: skip
GERMAN_VERBS = ("ieren", "planen", "bauen", "schreiben", "lernen", "machen", "organisieren", "erstellen",
                "beiten", "setzen", "starten", "finden", "richten", "stellen", "nehmen",
                "kaufen", "gründen", "führen", "öffnen", "feiern", "räumen", "reparieren")  # fmt: skip
ASIDE = re.compile(
    r",\s|\s[-–—]\s|\s(?:for|after|before|at|by|because|so|that|while|without|well enough|ideally)\s",
    re.IGNORECASE,
)
UNIT = re.compile(r"(?<=\d)(?=(?:kg|km|lbs?|kilos?|miles)\b)", re.IGNORECASE)
MOVING = ("move", "relocate")  # and not to come back
GATHERINGS = ("event", "wedding", "party", "festival", "offsite", "assembly", "trade_show")
MEETINGS = ("training", "meeting", "course", "retreat", "bootcamp")
GOING = ("visit ", "travel ", "go ", "attend ", "fly ")
UNTIL_PLACE = re.compile(r"\s(?:in|at|of|for|with|to|on|from)\s", re.IGNORECASE)
UNKNOWN_PART = "feature_part"
_OF_ANY_THING = frozenset(
    map(stem, ("new", "old", "second", "another", "third", "additional", "used"))
)

Groups = tuple[frozenset[str], ...]
Told = Mapping[str, float]


class Reach(NamedTuple):
    """What a word counts that is not in the thing itself, and how much is enough for a kind."""

    weight: float
    enough: float


NEAR = Reach(1.0, 2.5)
FAR = Reach(2.0, 1.9)  # where what the goal is about tells nothing, its other words count more


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of index.yaml: of each group a word must be there."""

    groups: Groups

    def score(self, told: Told, thing: frozenset[str]) -> float:
        """What the entry is worth for a goal of which each word tells that much; 0: no match.

        "New" speaks of the thing alone: without another word of that the entry is about something else.
        """
        worth, says_which, names_it = 0.0, False, False
        for group in self.groups:
            there = group & told.keys()
            if not there:
                return 0
            worth += max(told[word] for word in there)
            says_which = says_which or there <= _OF_ANY_THING
            names_it = names_it or not thing.isdisjoint(there)
        return 0 if says_which and not names_it else worth


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for a kind. Hints alone have to be two at least, in the goal's core."""

    words: tuple[Entry, ...]
    hints: frozenset[str]

    def all_words(self) -> frozenset[str]:
        """Every word of its entries, once."""
        return frozenset(word for entry in self.words for group in entry.groups for word in group)


@dataclass(frozen=True, slots=True)
class Part:
    """A task of the plan that stands for another kind. `words`: the goal's own for it."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: the kind for the whole, and the parts in the goal's order.

    `besides`: what the goal asks for with a verb of its own and no kind is known for ("train support").
    """

    kind: str
    parts: tuple[Part, ...] = ()
    besides: tuple[str, ...] = ()


def choose(goal: Goal) -> Choice:
    """Choose the kinds for a goal; the same goal always gets the same."""
    kind = main_kind(goal)
    joint = library.outline(kind).joint
    parts: dict[str, Part] = {}
    besides: list[str] = []
    for words in _wanted_besides(goal):
        if words in goal.also and split_verb(words)[0] in HOLDING:
            continue
        other = best_kind(words)
        if other == kind and split_verb(words)[0] in goal.verbs:
            continue
        if other and other != kind and library.outline(other).is_part:
            parts.setdefault(other, Part(other, words))
        elif joint.any and words in goal.extras:
            parts.setdefault(words, Part(UNKNOWN_PART, words))
        elif words in goal.also and words not in besides:
            besides.append(words)
    for words in goal.listed:
        if not any(words in told for told in (*parts, *besides)):
            besides.append(words)
    return Choice(kind, tuple(parts.values())[:MOST_PARTS], tuple(besides)[:MOST_BESIDES])


def main_kind(goal: Goal) -> str:
    """The kind for the whole: by words, else by the verb, else the general one."""
    elsewhere = " ".join([*goal.slots.values(), *goal.also, *goal.verbs, *_tool(goal)])
    found = _best(goal.core, elsewhere, goal.verb) or _mentioned(goal)
    if (german := german_kind(goal.text)) is not None:
        return german
    if found == "trip" and goal.verb in MOVING:  # "move our family to Lisbon"
        return "move_home"
    if found == "trip" and (gathering := _gathering(goal)) is not None:
        return gathering
    if found is None or not _makes(goal.verb, found):
        return _kind_without_words(goal)
    return found


def _gathering(goal: Goal) -> str | None:
    """The kind of what is held in a town, and is no journey there: "a two-day conference in Lisbon"."""
    if goal.thing is None or goal.core.lower().startswith(GOING):
        return None
    head = UNTIL_PLACE.split(goal.thing.name)[0].rsplit(" ", 1)[-1]
    kind = "event" if head in MEETINGS else best_kind(head)
    return kind if kind in GATHERINGS else None


def _tool(goal: Goal) -> tuple[str, ...]:
    """The one word after "with" that says by what: "login with Google"."""
    return goal.extras if len(goal.extras) == 1 and " " not in goal.extras[0] else ()


def is_german(text: str) -> bool:
    """Whether a goal has small words of German, or ends with a verb as German goals do."""
    words = [word.lower() for word in tokens(text)]
    return bool(GERMAN.intersection(words)) or bool(words and words[-1].endswith(GERMAN_VERBS))


def german_kind(text: str) -> str | None:
    """The kind that a goal in German calls for; None for another language, or where no word tells."""
    if not is_german(text):
        return None
    words = [word.lower() for word in tokens(text)]
    endings = sorted(_german().items(), key=lambda known: -len(known[0]))
    return next((kind for end, kind in endings for word in words if _ends(word, end)), None)


def _ends(word: str, end: str) -> bool:
    """Whether a word is that one, one of its cases, or ends with it: "Gartenhochzeit"."""
    return word == end or (len(end) > 4 and word.removesuffix("s").removesuffix("en").endswith(end))


@cache
def _german() -> dict[str, str]:
    written = read("german.yaml", dict[str, tuple[str, ...]])
    return {word: kind for kind, words in written.items() for word in words}


def _makes(verb: str | None, kind: str) -> bool:
    """Whether a verb says that the thing is to be made, or belongs to the kind's own words.

    A verb that asks for knowledge ("research solar panels") wants no plan of making or doing it.
    """
    index = library.index()
    own = verb is None or stems(verb)[0] in _clues()[kind].all_words()
    if verb in index.verbs["research"]:
        return own and " " not in verb
    if own or kind in index.verbs or kind not in index.makes:
        return True
    return verb in (*index.loose, *index.verbs["build"], *index.verbs["feature"])


def _mentioned(goal: Goal) -> str | None:
    """The kind that the goal speaks of anywhere, misspelt words taken for those that are meant."""
    said = spelled_out(LIMIT.sub(" ", goal.text[:2000]))
    mended = (_mended(goal.core), _mended(said))
    return _best(goal.core, said, goal.verb, reach=FAR) or _best(*mended, goal.verb, reach=FAR)


def _mended(text: str) -> str:
    return " ".join(meant(stem(word), _known()) or word for word in text.split())


def best_kind(words: str) -> str | None:
    """The kind that a few words alone speak of, if any; a hint is not enough."""
    return _best(words, "", hints=0)


def named_kind(goal: Goal) -> str | None:
    """The kind that a goal names by its verb and thing; a hint is not enough."""
    return _best(goal.core, "", goal.verb, hints=0)


def whole_kind(title: str) -> str | None:
    """The kind that a task's title asks for as a whole: "Hire a designer" does, "Test the login" not."""
    kind = best_kind(title)
    verb, rest = split_verb(title)
    if kind is None or verb is None or library.ways().get(verb) == "implement":
        return kind
    return kind if best_kind(rest) != kind else None


def _wanted_besides(goal: Goal) -> Iterable[str]:
    if " and " in goal.core or "," in goal.core:
        yield from goal.core.replace(",", " and ").split(" and ")[1:]
    yield from goal.extras
    yield from goal.also


def _best(
    core: str,
    elsewhere: str,
    verb: str | None = None,
    *,
    hints: float = 0.8,
    reach: Reach = NEAR,
) -> str | None:
    verbs, said = stems(verb or ""), core.removeprefix(verb or "")  # "apply for" is no aside
    said, *aside = ASIDE.split(said)
    rest = stems(UNIT.sub(" ", said))
    near = frozenset(rest) | frozenset(verbs[1:])
    far = frozenset(stems(f"{' '.join(aside)} {elsewhere}")) - near - frozenset(verbs)
    told = {word: _spread(word, 0.1) * reach.weight for word in far}
    told |= {verb: IN_THING * _spread(verb, 0.25) for verb in verbs[:1]}
    told |= {word: IN_THING * _spread(word, 0.1) + (word in _heads(said)) for word in near}
    weighed = near | frozenset(verbs)
    thing = frozenset(rest) - _OF_ANY_THING
    spoken_of = {kind for word in told for kind in _kinds_by_word().get(word, ())}
    scores = {
        kind: _score(clues, told, weighed, thing, hints)
        for kind, clues in _clues().items()
        if kind in spoken_of
    }
    kind = max(scores, key=lambda kind: scores[kind], default=None)
    return kind if kind is not None and scores[kind] >= reach.enough else None


def _spread(word: str, loss: float) -> float:
    """What is left of a word's weight: the more kinds it may speak for, the less it tells."""
    return max(0.2, 1 - log2(_rarity().get(word, 1)) * loss)


def _heads(core: str) -> frozenset[str]:
    """The last word of each thing that is named first: of "a login and payments" it is the login."""
    first = stems(re.split(r",|\s(?:and|&|or)\s", core)[0])
    return frozenset(first[-1:])


def _score(
    clues: Clues, told: Told, core: frozenset[str], thing: frozenset[str], weight: float
) -> float:
    words = sorted((entry.score(told, thing) for entry in clues.words), reverse=True)
    hints = sum(1 + (hint in core) / 2 for hint in clues.hints & told.keys())
    return words[0] + sum(words[1:]) / 10 + hints * (0.2 if words[0] else weight)


@cache
def _kinds_by_word() -> Mapping[str, frozenset[str]]:
    """Which kinds each word of the index speaks for, or hints at."""
    words = defaultdict[str, set[str]](set)
    for kind, clues in _clues().items():
        for word in clues.all_words() | clues.hints:
            words[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in words.items()}


@cache
def _rarity() -> Mapping[str, int]:
    """How many kinds each word of the index speaks for."""
    return Counter(word for clues in _clues().values() for word in clues.all_words())


def _kind_without_words(goal: Goal) -> str:
    """By the verb alone; a product without a verb is to be made."""
    for kind, verbs in library.index().verbs.items():
        if goal.verb in verbs:
            return kind
    products = set(map(stem, library.index().products))
    is_product = goal.verb is None and goal.thing and products.intersection(stems(goal.thing.name))
    return "build" if is_product else library.GENERAL


@cache
def _clues() -> dict[str, Clues]:
    return {
        kind: Clues(tuple(map(_entry, written.words)), frozenset(map(stem, written.hints)))
        for kind, written in library.index().kinds.items()
        if written.words
    }


@cache
def _known() -> frozenset[str]:
    return frozenset(_rarity())


def _entry(text: str) -> Entry:
    groups = (frozenset(stem(word) for word in group.split("|")) for group in text.split())
    return Entry(tuple(groups))
