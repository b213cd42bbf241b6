"""A clause as tokens, each with its class: tasks, values and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from agents.providers.embedded.frames.lexicon import ARTICLES, letters, phrases
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.pieces import is_person
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.matching import VERB_STEMS
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import CARDINALS, gist

_WORD = re.compile(
    rf"{TASK}(?:\s*(?:,(?:\s*(?:and|or)\b)?|\+|&|/|\band\b|\bplus\b|\bn?or\b)\s*{TASK})*|{QUOTE}"
    r"|[^\W_]+(?:(?:['’.:/-](?!s\b))[^\W_]+)*|['’]s\b|[^\w\s]",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?!need|feed|speed|seed|indeed|hundred|related|supposed|expected|limited|based|duplicated|interested|worried"
    r"|outdated|misnamed|overrated|overdue|estimated|required|embed|red$|bed$)\w{2,}ed|written|wrote|built|bought|sold|sent|made|paid|met|found|told"
    r"|drawn|drew|chosen|chose|held|run|ran|read|sought|thought|brought|taught|caught|hung|spoken|spoke|got|gotten"
)
_HOW = re.compile(
    r"(?!supply|reply|family|only|apply|assembly|daily|weekly|monthly|yearly)[a-z]{3,}ly"
)
_MOST_OF_A_VALUE = 6
_BEFORE_A_VERB = ("to", "must", "should", "will", "can", "shall")
_BEFORE_BOTH = ("is", "are", "be", "was", "were", "can", "could", "should", "must", "will")
_ONE_OF = ("another", "extra", "additional", "further", "more")
_NO_VALUE = re.compile(
    r"may|mar|sat|sun|now|second|sec|on|by|for|until|till|before|at|no|the|due|and|\W.*"
)

_NO_DAY = re.compile(r".*later|(?:start|begin)(?:s|ning)? now", re.IGNORECASE)
"""What could be read as a day, and says something else of a task."""


@lru_cache(4096)
def _lasts(said: str) -> bool:
    return minutes(said) is not None


@lru_cache(4096)
def _is_day(said: str, today: date) -> bool:
    return bool(days(said, today))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or several: their class, and where they are in the text."""

    name: str
    start: int
    end: int

    @property
    def letter(self) -> str:
        """What stands for its class."""
        return letters()[self.name]


def tokens(r: Reading, text: str) -> list[Token]:
    """The tokens of a clause, without what only softens."""
    tagged = r.scene.tagged
    if text not in tagged:
        words = [*_WORD.finditer(text)]
        low = [word[0].lower() for word in words]
        tagged[text] = tuple(_Tagging(r, text, words, low).tokens())
    return [*tagged[text]]


@dataclass(frozen=True, slots=True)
class _Tagging:
    r: Reading
    text: str
    words: list[re.Match[str]]
    low: list[str]

    def tokens(self) -> Iterator[Token]:
        place = 0
        while place < len(self.words):
            name, count = self.at(place)
            if name != "filler" and not self._only_counts(place):
                yield Token(name, self.words[place].start(), self.words[place + count - 1].end())
            place += count

    def at(self, place: int) -> tuple[str, int]:
        """The class of what begins here, and how many words that is."""
        word = self.words[place][0]
        if re.match(TASK, word):
            return self._verb(place) or ("all" if self._is_rest(word) else "task"), 1
        if re.match(QUOTE, word):
            return self._quoted_value(word) or "quote", 1
        if self.low[place] == "all" and place == len(self.words) - 1:
            return "all", 1
        name, count = self._value(place)
        for said, known in phrases().get(self.low[place], ()):
            if len(said) <= count:
                break
            if (length := self._length(place, said)) and not self._leads_to_a_day(place, length):
                return known, length
        if name:
            return name, count
        return self._alone(word), 1

    def _length(self, place: int, said: tuple[str, ...]) -> int:
        """How many words from here are this phrase, articles within it not counted; 0: they are not."""
        at = place + 1
        for wanted in said[1:]:
            at += self.low[at : at + 1] != [wanted] and not ARTICLES.isdisjoint(
                self.low[at : at + 1]
            )
            if self.low[at : at + 1] != [wanted]:
                return 0
            at += 1
        return at - place

    def _leads_to_a_day(self, place: int, length: int) -> bool:
        """Whether a phrase takes the start of a day: "to the end" of "to the end of next week"."""
        inside = range(place + 1, place + length)
        return any(at + self._value(at)[1] > place + length for at in inside)

    def _quoted_value(self, word: str) -> str:
        """The state or priority that is quoted: set it to "high"."""
        said = tuple(self.r.scene.marked.original(word).strip("\"'“”‘’«»„`").lower().split())
        known = dict(phrases().get(said[0], ())).get(said, "") if said else ""
        return known if known.startswith(("s_", "r_")) else ""

    def _is_rest(self, word: str) -> bool:
        """Whether it is all tasks, or all others, and no task in particular."""
        mark = self.r.scene.marked.mark(word)
        said = tuple(mark.text.lower().split()) if mark is not None else ()
        plain = (said[:1] if said[:1] != ("the",) else ()) + tuple(
            w for w in said[1:] if w != "the"
        )
        return bool(plain) and (plain, "rest") in phrases().get(plain[0], ())

    def _verb(self, place: int) -> str:
        """What is marked as a task but is only its verb: "packed" and "packs" of "Pack boxes"."""
        mark = self.r.scene.marked.mark(self.words[place][0])
        low = mark.text.lower() if mark is not None else ""
        if mark is None or " " in low:
            return ""
        if _DID.fullmatch(low):
            return "did"
        tasks = self.r.scene.tree.tasks
        titles = [tasks[id].title.split() for id in mark.ids if id in tasks]
        verb = bool(titles) and all(
            len(words) > 1 and gist(words[0]) == gist(low) for words in titles
        )
        told = low.endswith("s") or (place > 0 and self.low[place - 1] in _BEFORE_A_VERB)
        return "unknown" if verb and told and set(gist(low)) & VERB_STEMS else ""

    def _value(self, place: int) -> tuple[str, int]:
        """The longest day or duration that begins here."""
        low = self.low[place]
        if _NO_VALUE.fullmatch(low):
            return "", 0
        for count in range(min(_MOST_OF_A_VALUE, len(self.words) - place), 0, -1):
            first, last = self.words[place], self.words[place + count - 1]
            said = self.text[first.start() : last.end()]
            if not last[0][0].isalnum():
                continue
            if _lasts(said) or (count == 1 and self._counts_one(place)):
                return "duration", count
            if _is_day(said, self.r.scene.context.today) and not _NO_DAY.fullmatch(said):
                return "date", count
        return "", 0

    def _only_counts(self, place: int) -> bool:
        """Whether it is "both" or "all" beside the tasks of which it says that all are meant."""
        if self.low[place] not in ("both", "all", "each"):
            return False
        if place and self.low[place - 1] in _BEFORE_BOTH:
            return True
        beside = [self.words[at][0] for at in (place - 1, place + 1) if 0 <= at < len(self.words)]
        return any(re.match(TASK, word) for word in beside)

    def _counts_one(self, place: int) -> bool:
        """Whether it is a unit of time of which one is meant: "another week"."""
        unit = place > 0 and _lasts(f"1 {self.words[place][0]}")
        return unit and self.low[place - 1] in _ONE_OF

    def _alone(self, word: str) -> str:
        if word in ("'s", "’s"):
            return "own"
        if re.fullmatch(r"[^\w\s]+", word):
            return "joint"
        if re.fullmatch(r"\d+(?:-\d+)?", word) or word.lower() in CARDINALS:
            return "number"
        if _DID.fullmatch(word.lower()):
            return "did"
        if is_known(self.r, word) or is_person(self.r, word):
            return "person"
        return "filler" if _HOW.fullmatch(word) else "unknown"
