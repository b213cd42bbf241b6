"""Which tasks an instruction is about: those that it names, by handle or by title.

A title counts as named when the words of it that the instruction has weigh at least half of all its
words; a word weighs the more, the fewer titles have it. Mistyped words count too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log

from rapidfuzz import fuzz, process

from agents.handles import Handles
from ledger.core.model import Tree

READ = 4_000
"""Characters of an instruction in which titles are looked for."""
MOST = 12
"""How many tasks count as named by their titles, the clearest first."""
HALF, SOME = 0.5, 0.3
"""How much of a title names it, and where it is clear that a title is named."""
SIMILAR = 85
_HANDLE = re.compile(
    r"(?<!\w)([TU]|#|tasks? )(\d{1,7})(?:\s*(?:-|–|to|through)\s*[T#]?(\d{1,7}))?(?!\w)",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s*(?:,|and|or|&)+\s*#?(\d{1,7})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "it", "its", "of", "on", "or"]
)
_EMPTY |= {"the", "to", "up", "with"}


def named_tasks(
    instruction: str, tree: Tree, handles: Handles, least: float = HALF
) -> tuple[str, ...]:
    """The ids of the tasks that an instruction names, the clearest first.

    `least`: how much of a title has to be in it.
    """
    by_handle = [id for handle in handles_in(instruction) if (id := handles.known(handle))]
    by_title = [id for _, id in sorted(_by_title(instruction[:READ], tree, least))[:MOST]]
    return tuple(dict.fromkeys(id for id in (*by_handle, *by_title) if id in tree.tasks))


def handles_in(instruction: str) -> Iterator[str]:
    """The handles in a text, however they are written: T3, t3, #3, task 3, T3-T5, tasks 3, 4 and 5."""
    for found in _HANDLE.finditer(instruction):
        letter = "U" if found[1].upper() == "U" else "T"
        first, last = int(found[2]), int(found[3] or found[2])
        yield from (f"{letter}{n}" for n in range(first, min(last, first + 200) + 1))
        end = found.end()
        while more := _MORE.match(instruction, end):
            yield f"{letter}{more[1]}"
            end = more.end()


def _by_title(
    instruction: str, tree: Tree, least: float
) -> Iterator[tuple[tuple[float, int], str]]:
    words_of = {task.id: _words(task.title) for task in tree.tasks.values()}
    in_titles = Counter(word for words in words_of.values() for word in words)
    said = _said(_words(instruction), in_titles)
    weights = {word: log(1 + len(words_of) / count) for word, count in in_titles.items()}
    for id, words in words_of.items():
        if words & said:
            share = _weight(words & said, weights) / _weight(words, weights)
            if share >= least:
                yield (-share, tree.tasks[id].number), id


def _weight(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in sorted(words))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _EMPTY


def _said(words: frozenset[str], in_titles: Mapping[str, int]) -> frozenset[str]:
    """The titles' words that were said, also where they were mistyped or have another ending."""
    unknown = sorted(word for word in words - in_titles.keys() if len(word) >= 4)
    long = [word for word in in_titles if len(word) >= 4]
    meant = {
        match
        for word in unknown
        for match, _, _ in process.extract(
            word, long, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=3
        )
    }
    done = {form for word in words if word.endswith("ing") for form in _infinitives(word)}
    return ((words | done) & in_titles.keys()) | meant


def _infinitives(word: str) -> Iterator[str]:
    """What "selling", "writing" and "running" are forms of."""
    stem = word[:-3]
    if len(stem) >= 3:
        yield from (stem, f"{stem}e")
        if stem[-1] == stem[-2]:
            yield stem[:-1]
