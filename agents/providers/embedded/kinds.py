"""Which kinds of outline a goal calls for: one for the whole, others as parts of it.

Each entry of a kind in index.yaml is compared with the goal's words. What stands in the goal's core
(verb and thing) counts more than what is named elsewhere, so "an API for our mobile app" is an API.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from agents.providers.embedded import library
from agents.providers.embedded.goals import Goal, split_verb
from agents.providers.embedded.lexicon import read
from agents.providers.embedded.words import stem, stems, tokens

ENOUGH = 3
MOST_PARTS = 4
MOST_BESIDES = 5
GERMAN = frozenset(("ein", "eine", "einen", "einer", "für", "bis", "nach", "und", "im", "das", "der",
                    "meine", "meinen", "unsere", "unseren", "von"))  # fmt: skip
GERMAN_VERBS = ("ieren", "planen", "bauen", "schreiben", "lernen", "machen", "organisieren", "erstellen",
                "beiten", "setzen", "starten", "finden", "richten", "stellen", "nehmen")  # fmt: skip
HOLDING = ("keep", "stay", "be", "avoid", "leave", "use", "support")  # say how, and not what to do
UNKNOWN_PART = "feature_part"

Groups = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of index.yaml: of each group a word must be there."""

    groups: Groups

    def score(self, core: frozenset[str], elsewhere: frozenset[str], verb: str = "") -> int:
        """What the entry is worth for a goal with these words; 0 if it does not match."""
        everywhere = core | elsewhere
        if not all(group & everywhere for group in self.groups):
            return 0
        inside = sum(1 for group in self.groups if group & core)
        if inside == len(self.groups):
            return 2 * inside + 3 + 3 * any(verb in group for group in self.groups)
        return 2 * len(self.groups) + (1 if inside else -1)


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for a kind. Hints alone have to be two at least, in the goal's core."""

    words: tuple[Entry, ...]
    hints: frozenset[str]


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
        other = best_kind(words)
        if other and other != kind and library.outline(other).is_part:
            parts.setdefault(other, Part(other, words))
        elif joint.any and words in goal.extras:
            parts.setdefault(words, Part(UNKNOWN_PART, words))
        elif words in goal.also and words not in besides and split_verb(words)[0] not in HOLDING:
            besides.append(words)
    for words in goal.listed:
        if not any(words in told for told in (*parts, *besides)):
            besides.append(words)
    return Choice(kind, tuple(parts.values())[:MOST_PARTS], tuple(besides)[:MOST_BESIDES])


def main_kind(goal: Goal) -> str:
    """The kind for the whole: by words, else by the verb, else the general one."""
    elsewhere = " ".join([*goal.slots.values(), *goal.also])
    found = _best(goal.core, elsewhere, goal.verb) or _best(goal.core, goal.text[:2000])
    if (german := german_kind(goal.text)) is not None:
        return german
    if found is None or (found in library.index().makes and not _makes(goal.verb, found)):
        return _kind_without_words(goal)
    return found


def german_kind(text: str) -> str | None:
    """The kind that a goal in German calls for; None for another language, or where no word tells."""
    words = [word.lower() for word in tokens(text)]
    if not GERMAN.intersection(words) and not (words and words[-1].endswith(GERMAN_VERBS)):
        return None
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
    """Whether a verb says that the thing is to be made, or belongs to the kind's own words."""
    index = library.index()
    if verb is None or verb in (*index.loose, *index.verbs["build"], *index.verbs["feature"]):
        return True
    own = {word for entry in _clues()[kind].words for group in entry.groups for word in group}
    return stems(verb)[0] in own or verb in index.verbs.get(kind, ())


def best_kind(words: str) -> str | None:
    """The kind that a few words alone speak of, if any; a hint is not enough."""
    return _best(words, "", hints=0)


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


def _best(core: str, elsewhere: str, verb: str | None = None, hints: int = 1) -> str | None:
    inner, outer = frozenset(stems(core)), frozenset(stems(elsewhere))
    does = stems(verb)[0] if verb else ""
    scores = {kind: _score(clues, inner, outer, does, hints) for kind, clues in _clues().items()}
    kind = max(scores, key=lambda kind: scores[kind])
    return kind if scores[kind] >= ENOUGH else None


def _score(
    clues: Clues, core: frozenset[str], elsewhere: frozenset[str], verb: str, weight: int
) -> float:
    words = sorted((entry.score(core, elsewhere, verb) for entry in clues.words), reverse=True)
    hints = sum(1 + (hint in core) / 2 for hint in clues.hints & (core | elsewhere))
    return words[0] + sum(words[1:]) / 10 + hints * (0.2 if words[0] else weight)


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


def _entry(text: str) -> Entry:
    groups = (frozenset(stem(word) for word in group.split("|")) for group in text.split())
    return Entry(tuple(groups))
