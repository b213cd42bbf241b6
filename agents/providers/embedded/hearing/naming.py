"""Which runs of words are names of tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.matching import VERB_STEMS
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import innermost
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.instructions import belongs_to_instructions
from agents.providers.embedded.terms.vocabulary import FILLER, gist

MOST_WORDS, MOST_IN_A_NAME, MOST_MEANT = 120, 8, 3
_WORD = re.compile(rf"{MARK}|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]", re.IGNORECASE)
_SUBJECT = re.compile(r"\s+(?:is|are|was|needs?|were) ", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:is|are|was|:|→|=|and\b|to\b|goes|stays?|remains|should|needs?|takes?|took|can|deadline|,)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:before|after|until|till|by|on|since|from|due|for) (?:the |next |this )?$", re.IGNORECASE
)
_PRONOUNS = ("we", "i", "you", "they")
_PLACES = frozenset(("to", "into", "under", "before", "after", "in"))
PARTICIPLES = frozenset(
    ("sold", "gone", "sent", "paid", "built", "bought", "made", "written", "found", "told", "given")
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words, by its places in the text, and the ids of the tasks that it may mean."""

    start: int
    end: int
    ids: tuple[str, ...]


def names(scene: Scene, text: str) -> Iterator[Name]:
    """The names in a text, each the longest that begins there, from left to right."""
    words = [*_WORD.finditer(text)][:MOST_WORDS]
    place = 0
    while place < len(words):
        found = _Run(scene, text, words, place).longest()
        if found is not None:
            yield found
        end = found.end if found else words[place].end()
        while place < len(words) and words[place].start() < end:
            place += 1


@dataclass(frozen=True, slots=True)
class _Run:
    """Words from one on, and whether they are a name."""

    scene: Scene
    text: str
    words: list[re.Match[str]]
    first: int

    def longest(self) -> Name | None:
        """The longest name that begins here."""
        held, best, said = set[str](), None, set[str]()
        for place in range(self.first, min(self.first + MOST_IN_A_NAME, len(self.words))):
            word = self.words[place][0]
            if place > self.first and not self._joined(place - 1):
                break
            if word.lower() in FILLER and place > self.first:
                if word.lower() in _PLACES and not self._has(word, held):
                    break
                continue
            stems = set(gist(word))
            if not word[0].isalpha() or said & stems:
                break
            having = self._having(word)
            held = held & having if said else having
            said |= stems
            if not held:
                break
            best = (place, held)
        return self._judged(*best) if best else None

    def _has(self, word: str, ids: set[str]) -> bool:
        """Whether a small word is in the title of one of these, too."""
        titles = (self.scene.tree.tasks[id].title.lower().split() for id in ids)
        return any(word.lower() in title for title in titles)

    def _having(self, word: str) -> set[str]:
        """The ids of the tasks with this word; a slip counts where it is no word that we know."""
        found = set[str]()
        for stem in gist(word):
            loose = not (belongs_to_instructions(word) or stem in VERB_STEMS)
            loose = loose and not self.scene.tagged_with(word)
            found = self.scene.all_titles.having(stem, loose=loose)
        return found

    def _judged(self, last: int, ids: set[str]) -> Name | None:
        """The name, if the words say enough."""
        run = [word[0] for word in self.words[self.first : last + 1]]
        content = [word for word in run if word.lower() not in FILLER]
        meant = self.scene.all_titles.closest(" ".join(run), ids)
        meant = innermost(self.scene.tree, meant)
        if not content or len(meant) > MOST_MEANT or self._is_when(last):
            return None
        whole = self.scene.all_titles.is_whole(" ".join(run), meant)
        ours = all(map(belongs_to_instructions, content))
        if ours and not (whole and (len(content) > 1 or content[0][0].isupper())):
            return None
        if len(content) == 1 and self._does(content[0], meant):
            return None
        if len(content) == 1 and not whole and not self._stands_alone(content[0], last, meant):
            return None
        return Name(self.words[self.first].start(), self.words[last].end(), meant)

    def _is_when(self, last: int) -> bool:
        """Whether it is a day that something is before or after, and no task: "not before Christmas"."""
        start, end = self.words[self.first].start(), self.words[last].end()
        leads = _WHEN.search(self.text[:start])
        return leads is not None and bool(days(self.text[start:end], self.scene.context.today))

    def _stands_alone(self, word: str, last: int, meant: tuple[str, ...]) -> bool:
        """Whether one word of a title is meant for it: no verb, and no part of another name."""
        titles = [self.scene.tree.tasks[id].title for id in meant]
        first = all(set(gist(word)) & set(gist(title.split()[0])) for title in titles)
        verb = set(gist(word)) & VERB_STEMS and first and not word.lower().endswith("ing")
        if verb and (len(meant) > 1 or not self._as_noun(last)):
            return False
        return not (self._qualified(last) or self._qualifies(last))

    def _does(self, word: str, meant: tuple[str, ...]) -> bool:
        """Whether it is what somebody does, and no title has it in this form: "we ship" of "Shipping"."""
        before = self.text[: self.words[self.first].start()].rstrip().rpartition(" ")[2].lower()
        titles = [self.scene.tree.tasks[id].title.lower().split() for id in meant]
        return before in _PRONOUNS and not any(word.lower() in title for title in titles)

    def _as_noun(self, last: int) -> bool:
        """Whether a word that may be a verb stands where a name does: "the design"."""
        before = self.text[: self.words[self.first].start()].rstrip()
        if not before or before[-1] in ",.;:!?":
            return bool(_SAYS.match(self.text[self.words[last].end() :].lstrip()))
        return before[-1].isalpha()

    def _qualified(self, last: int) -> bool:
        """Whether a word before it makes another name of it: "internet contract"."""
        if not self.first or not self._joined(self.first - 1):
            return False
        follows = self.first > 1 or _SUBJECT.match(self.text, self.words[last].end())
        return bool(follows) and _is_noun(self.words[self.first - 1][0])

    def _qualifies(self, last: int) -> bool:
        """Whether it makes another name of the word behind it: "payment provider"."""
        if last + 1 >= len(self.words) or not self._joined(last):
            return False
        word = self.words[last + 1][0]
        said_of_it = word.endswith(("s", "ed", "ing", "ly")) or word in PARTICIPLES
        return word.islower() and _is_noun(word) and not said_of_it

    def _joined(self, place: int) -> bool:
        """Whether nothing but a blank is between a word and the next."""
        return self.text[self.words[place].end() : self.words[place + 1].start()] in (" ", "")


def _is_noun(word: str) -> bool:
    return word[0].isalpha() and not belongs_to_instructions(word)
