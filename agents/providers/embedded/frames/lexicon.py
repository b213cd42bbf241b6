"""Which class a word, or a few words together, has in an instruction: "get rid of" is `del`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from agents.providers.embedded.lexicon import read


class _Classes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """classes.yaml: what is said for each class, separated by commas."""

    verbs: dict[str, str]
    words: dict[str, str]
    sets: dict[str, str]


@cache
def _classes() -> _Classes:
    return read("classes.yaml", _Classes)


@cache
def classes_of(name: str) -> frozenset[str]:
    """The classes of a set of them: those that no title has, and those of which a remark is made."""
    return frozenset(_classes().sets[name].split())


@cache
def letters() -> dict[str, str]:
    """The letter that stands for each class, so that a clause is a short word of letters."""
    names = (*VALUES, *_classes().verbs, *_classes().words)
    return {name: chr(0x100 + place) for place, name in enumerate(dict.fromkeys(names))}


VALUES = (
    "task",
    "quote",
    "duration",
    "date",
    "person",
    "own",
    "number",
    "joint",
    "did",
    "all",
    "unknown",
)


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The classes by first word, the longest phrase first."""
    found: dict[tuple[str, ...], str] = {}
    for name, said in (*_classes().verbs.items(), *_classes().words.items()):
        for one in said.split(","):
            found.setdefault(_plain(one.split()), name)
    for name, said in _classes().verbs.items():
        for one in said.split(","):
            verb, *rest = one.split()
            for form in _inflected(verb):
                found.setdefault(_plain([form, *rest]), name)
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, name in sorted(found.items(), key=lambda item: -len(item[0])):
        table.setdefault(words[0], []).append((words, name))
    return table


ARTICLES = frozenset(("the", "a", "an", "our", "my", "your", "this"))


def _plain(words: list[str]) -> tuple[str, ...]:
    """Without articles, but for those that are all there is or begin it."""
    return (words[0], *(word for word in words[1:] if word not in ARTICLES))


def _inflected(verb: str) -> tuple[str, ...]:
    """The regular forms: "drop" has "drops", "dropped" and "dropping"."""
    if verb.endswith("e"):
        return (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if re.search(r"[^aeiou]y$", verb):
        return (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    double = verb + verb[-1] if re.fullmatch(r"[a-z]*?[^aeiou]?[aeiou][bdgklmnprt]", verb) else verb
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
    return tuple(dict.fromkeys((plural, f"{verb}ed", f"{verb}ing", f"{double}ed", f"{double}ing")))
