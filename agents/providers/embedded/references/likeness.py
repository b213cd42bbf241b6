"""The task with which words that name one have most in common, where no title has them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import CARDINALS, gist

TELLING, LEAD = 0.5, 0.3
"""What a title shares with the words at least, and how much more than the next one."""
_VAGUE = {
    *("thing", "things", "stuff", "bit", "bits", "part", "parts", "piece", "job", "jobs", "work"),
    *("people", "guys", "question", "questions", "issue", "issues", "money", "paper", "papers"),
    *("side", "business", "topic", "matter", "one", "ones", "problem", "point", "subject", "list"),
}
"""Words that name no more than what stands before them: "the bats question"."""
_RELATES = frozenset(["in", "under", "inside", "within", "below", "of", "for", "on", "at", "with"])
_POINTS = frozenset(
    (
        *("it", "that", "this", "them", "they", "these", "those", "there", "here", "its", "their"),
        *("he", "she", "him", "her", "his", "hers", "itself"),
    )
)
"""Words that point at something, and name nothing though a title may have them: "Present and defend it"."""
_COUNTS = frozenset(CARDINALS) | {"both", "all"}
ROOT = 5
"""So many letters at the start of two words make them one: "invitations", "invite"."""


def most_alike(scene: Scene, phrase: str) -> tuple[str, ...]:
    """The task; none where two are about as close. A word counts less the more titles have it.

    What the last word names has to be there: a "deploy key" is no "Deploy".
    """
    words = phrase.lower().split()
    numbered = any(map(str.isdigit, phrase))
    if _POINTS.issuperset(words) or numbered or _RELATES & set(words) or words[0] in _COUNTS:
        return ()
    last = words[-1]
    shared = defaultdict[str, float](float)
    titles = [(task.id, gist(task.title)) for task in scene.tree.walk()]
    for word in gist(phrase):
        having = scene.all_titles.having(word, loose=True) or set(_akin(word, titles))
        for id in having:
            shared[id] += 1 / len(having)
        if not having and (word,) == gist(last) and last not in _VAGUE:
            return ()
    ranked = sorted(shared.items(), key=lambda one: -one[1])
    if not ranked or ranked[0][1] < TELLING:
        return ()
    clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= LEAD
    return (ranked[0][0],) if clear else ()


def _akin(word: str, titles: list[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The tasks with a word of the same root in their titles."""
    root = word[:ROOT]
    for id, stems in titles:
        if len(root) == ROOT and any(stem.startswith(root) for stem in stems):
            yield id
