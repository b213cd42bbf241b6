"""What is left of a clause without the words that say little, where it still says something.

Only for what nothing else can read: better a draft of what was understood than a question. Never left out is
what may turn the sense round: "not", a task, a value, a quotation, a person, "until" and "without" with what
follows; nor a noun that makes something else of a task ("the launch party").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agents.providers.embedded.frames.lexicon import classes_of
from agents.providers.embedded.frames.tagging import Token

MOST_LEFT_OUT = 8
_ASIDE = frozenset(("in", "at", "for", "of", "with", "by", "from", "to", "as"))
_LEVELS = ("weak", "weaker")


def told(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The clause with less and less of such words; nothing where it does not say enough without them."""
    names = [token.name for token in found]
    if classes_of("telling").isdisjoint(names) or _is_other_name(names):
        return
    weak = frozenset[str]()
    for level in _LEVELS:
        weak |= classes_of(level)
        kept = _without(found, weak)
        if 0 < len(found) - len(kept) <= MOST_LEFT_OUT:
            yield kept


def _is_other_name(names: list[str]) -> bool:
    """Whether an unknown word directly behind a task may make another thing of it."""
    return any(
        one in ("task", "own") and two == "unknown" and three not in ("joint", "")
        for one, two, three in zip(names, names[1:], [*names[2:], ""], strict=False)
    )


def _without(found: Sequence[Token], weak: frozenset[str]) -> list[Token]:
    kept: list[Token] = []
    for token in found:
        if token.name not in weak:
            kept.append(token)
        elif token.name == "unknown" and kept and kept[-1].name in _ASIDE:
            kept.pop()
    return kept
