"""Which tasks a few words may mean, by their titles. Exact before loose, and never a guess between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz import process as rapid

from agents.providers.embedded.lexicon import CUT_SHORT
from agents.providers.embedded.terms.vocabulary import (
    FILLER,
    TITLE_VERBS,
    gist,
    near_enough,
    normal,
)
from agents.providers.embedded.words import stem
from ledger.core.model import Task

EXACT, SAME_WORDS, WITHOUT_VERB, CONTAINED, MISTYPED, ALIKE, NOTHING = 100, 97, 95, 90, 84, 80, 0
SURE = SAME_WORDS
BEGINNING = 3
"""Letters that a word and what it may be meant for have in common at the start, if nothing else."""
LEAST_ALIKE = 70  # of what is not the same in two texts
VERB_STEMS = frozenset(stem for verb in TITLE_VERBS for stem in gist(verb))


@dataclass(frozen=True, slots=True)
class Match:
    """The tasks that fit equally well, in the order of the plan, and how well that is."""

    ids: tuple[str, ...]
    confidence: int


NO_MATCH = Match((), NOTHING)


class Titles:
    """The titles of some tasks, indexed by word."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._order: dict[str, int] = {}
        self._by_text: dict[str, list[str]] = defaultdict(list)
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, tuple[str, ...]] = {}
        self._slips: dict[str, list[str]] = {}
        self._found: dict[str, Match] = {}
        for place, task in enumerate(tasks):
            text, stems, together = _read(task.title)
            self._order[task.id] = place
            self._by_text[text].append(task.id)
            self._stems[task.id] = stems
            for word in (*stems, *together):
                self._by_stem[word].add(task.id)
        self._known = list(self._by_stem)
        self._begun = defaultdict[str, list[str]](list)
        for known in self._known:
            self._begun[known[:BEGINNING]].append(known)

    def find(self, words: str) -> Match:
        """The best match for the words; several ids are a tie."""
        if words not in self._found:  # each reading of an instruction asks for the same ones
            self._found[words] = self._find(words)
        return self._found[words]

    def _find(self, words: str) -> Match:
        text, wanted = normal(words), gist(words)
        if not text:
            return NO_MATCH
        if text in self._by_text:
            return Match(tuple(self._by_text[text]), EXACT)
        if FILLER.issuperset(text.split()):  # "its" is no name of what has "it" in its title
            return NO_MATCH
        holding = self.holding(words)
        for ids, confidence in self._tiers(wanted, holding):
            if ids:
                return self._match(ids, confidence)
        return self._mistyped(text, wanted)

    def exactly(self, words: str) -> Match:
        """The tasks with just this title, but for case and punctuation."""
        ids = self._by_text.get(normal(words), ())
        return Match(tuple(ids), EXACT) if ids else NO_MATCH

    def holding(self, words: str) -> set[str]:
        """The ids of the tasks whose titles have all of these words."""
        sets = [self._by_stem.get(stem, set()) for stem in gist(words)]
        return set.intersection(*sets) if sets else set()

    def having(self, stem: str, *, loose: bool) -> set[str]:
        """The ids of the tasks with this word; `loose`: else with one that it may be meant for."""
        exact = self._by_stem.get(stem)
        if exact or not loose:
            return exact or set()
        near = [
            k
            for k in self._alike(stem)
            if (len(stem) > 3 and k.startswith(stem))
            or near_enough(k, stem, len(stem) // 4)
            or any(word.startswith(stem) and word.startswith(k) for word in CUT_SHORT if len(k) > 2)
        ]
        return set().union(*map(self._by_stem.__getitem__, near))

    def closest(self, words: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Of tasks that have all the words those that have the least besides."""
        said = set(gist(words))
        ids = list(ids)
        whole = [id for id in ids if set(self._stems[id]) == said]
        but_the_verb = [id for id in ids if self._without_verb(id) == said]
        return self._match(whole or but_the_verb or ids, CONTAINED).ids

    def is_whole(self, words: str, ids: Iterable[str]) -> bool:
        """Whether the words are all of these titles, but for a verb at the start."""
        said, ids = set(gist(words)), tuple(ids)
        if len(ids) == 1:  # "deploy" is enough for "Deploy to staging"
            return len(said) in (len(self._stems[ids[0]]), len(self._without_verb(ids[0])) or -1)
        return all(said in (set(self._stems[id]), self._without_verb(id)) for id in ids)

    def near(self, words: str, count: int = 4) -> tuple[str, ...]:
        """Ids worth suggesting when nothing fits."""
        found = rapid.extract(
            normal(words), list(self._by_text), scorer=fuzz.WRatio, limit=count, score_cutoff=60
        )
        return tuple(id for text, _, _ in found for id in self._by_text[text])[:count]

    def _tiers(self, wanted: tuple[str, ...], holding: set[str]) -> Iterator[tuple[set[str], int]]:
        words = set(wanted)
        yield {id for id in holding if set(self._stems[id]) == words}, SAME_WORDS
        yield {id for id in holding if self._without_verb(id) == words}, WITHOUT_VERB
        yield {id for id in holding if _stand_together(wanted, self._stems[id])}, CONTAINED
        yield holding, CONTAINED

    def _without_verb(self, id: str) -> set[str]:
        first, *rest = self._stems[id]
        return set(rest) if first in VERB_STEMS else set()

    def _mistyped(self, text: str, wanted: tuple[str, ...]) -> Match:
        if ids := self._having_all(wanted):
            return self._match(ids, MISTYPED)
        best = rapid.extract(
            text, list(self._by_text), scorer=fuzz.ratio, limit=2, score_cutoff=82, processor=None
        )
        if not best or (len(best) > 1 and best[0][1] - best[1][1] < 5):
            return NO_MATCH
        title = best[0][0]
        return Match(tuple(self._by_text[title]), ALIKE) if _apart_alike(text, title) else NO_MATCH

    def _having_all(self, wanted: tuple[str, ...]) -> set[str]:
        """The ids of the tasks that have each word, or one that it may be meant for."""
        having = [[self._by_stem[known] for known in self._alike(word)] for word in wanted]
        rarest, *others = sorted(having, key=lambda sets: sum(map(len, sets))) or [[]]
        ids = set[str]().union(*rarest)
        for sets in others:
            ids = {id for id in ids if any(id in some for some in sets)}
        return ids

    def _alike(self, stem: str) -> list[str]:
        if stem not in self._slips:
            close = rapid.extract(
                stem, self._known, scorer=fuzz.ratio, score_cutoff=75, limit=None, processor=None
            )
            begun = self._beginning(stem[:BEGINNING])
            maybe = dict.fromkeys([*begun, *(known for known, _, _ in close)])
            self._slips[stem] = [known for known in maybe if _alike(stem, known)]
        return self._slips[stem]

    def _beginning(self, letters: str) -> list[str]:
        """The words of titles that begin so."""
        if len(letters) == BEGINNING:
            return self._begun.get(letters, [])
        return [known for known in self._known if known.startswith(letters)]

    def _match(self, ids: Iterable[str], confidence: int) -> Match:
        return Match(tuple(sorted(ids, key=self._order.__getitem__)), confidence)


def _stand_together(wanted: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Whether these words stand in a title one behind the other: "the rehearsal of backup"."""
    count = len(wanted)
    return count > 1 and any(title[n : n + count] == wanted for n in range(len(title) - count + 1))


def _apart_alike(said: str, title: str) -> bool:
    """Whether also the words that only one of the two has are alike: not "videos" and "reviews"."""
    ours, theirs = said.split(), title.split()
    one = " ".join(word for word in ours if word not in theirs)
    two = " ".join(word for word in theirs if word not in ours)
    if not two:  # all of it was said, and a word more: "the order history page"
        return len(theirs) > 1
    return fuzz.ratio(one, two) >= LEAST_ALIKE


@lru_cache(maxsize=16_384)  # all of a large plan, of which an instruction changes a few
def _read(title: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A title as it is compared: as a text, word by word, and two words as one ("hand over": "handover")."""
    text = normal(title)
    return text, gist(title), tuple(stem(one + two) for one, two in pairwise(text.split()))


def _alike(said: str, known: str) -> bool:
    """Whether a word may be meant for one of a title: cut short ("auth"), or with a slip or two.

    A title's word that only begins the one that was said is another one ("payment" is not "pay"),
    unless it is short for it ("docs").
    """
    if said == known or (len(said) >= 3 and known.startswith(said)):
        return True
    if len(known) >= 3 and any(w.startswith(said) and w.startswith(known) for w in CUT_SHORT):
        return True
    short = min(said, known, key=len)
    return (
        len(short) >= 4 and fuzz.ratio(said, known, score_cutoff=75 if len(short) > 4 else 80) > 0
    )
