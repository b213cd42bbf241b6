"""A plan in phases, of which each takes a run of its tasks in their order; or all of it on one level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from agents.edits import PROJECT
from agents.providers.embedded.grammar.lists import titles_in
from agents.providers.embedded.grammar.reading import Reading, Rules
from agents.providers.embedded.grammar.structure import count_and_parts
from agents.providers.embedded.references.scene import Declined, Tell
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal, gist
from ledger.core.model import Task

RULES = Rules()
USUAL, MOST_PHASES = 3, 9
_TOLD = re.compile(r"[\"“”]|\bT\d|\bthe rest\b|\b(?:with|for|of) \d")
"""That somebody says what belongs into a phase."""
_COUNT = re.compile(CARDINAL, re.IGNORECASE)
_NOUN = r"(?:phases|stages|milestones|groups|sections|chapters|parts|blocks)"
_SORT = r"(?:arrange|divide|split|group|organi[sz]e|structure|cut|sort|put|break|distribute|assign)"
_ALL = (
    r"(?:it all|everything|all of it|the (?:whole )?(?:plan|project|thing)|all(?: tasks)?|the tasks"
    r"|the rest|all the tasks|what is there|what we have)"
)


@RULES.rule(
    rf"{_SORT}(?: up)? {_ALL} (?:up )?(?:in|into|by) (?P<b>.+)",
    rf"{_SORT}(?: up)? (?P<it>it|this|that|them)(?: all)? (?:in|into|by) (?P<b>(?:\w+ )?(?:phases|stages))",
    rf"(?:have|make|create|add|introduce|set up|need|want|like|use) (?P<b>[^,:]+ {_NOUN}: .+?)[?.!,;]*"
    rf" (?:and |then |please )*{_SORT} (?:in )?{_ALL}(?: up)? (?:in|into|under|to|among|between|over)"
    rf" (?:them|these|those)",
)
def _phases(r: Reading, b: str, it: str = "") -> None:
    """New tasks at the top, and those that were there under them; `it`: where nothing else was spoken of."""
    if it and r.scene.recent:
        raise Declined
    if not re.search(rf"[,:]|\band\b|\b{_NOUN}$", b):
        raise Declined
    said, count = count_and_parts(re.sub(rf"\b{_NOUN}\b", "parts", b))
    titles = titles_in(r, said) if said else _numbered(count)
    if not 1 < len(titles) <= MOST_PHASES or any(map(_TOLD.search, titles)):
        raise Declined
    tasks = r.scene.shown
    rows = _rows(tasks, titles)
    above = r.handle(r.scene.scope) if r.scene.scope else PROJECT
    for title, row in zip(titles, rows, strict=True):
        place = {"before": r.handle(row[0])} if row else {"parent": above}
        phase = r.create(title, **place)
        for task in row:
            r.update(r.handle(task), parent=phase)
    r.about = tuple(r.created)
    r.say(f"Put {len(tasks)} tasks under {len(titles)} phases, in their order.")


def _numbered(count: str | None) -> list[str]:
    known = USUAL if count is None or not _COUNT.fullmatch(count) else cardinal(count)
    return [f"Phase {place + 1}" for place in range(known)]


def _rows(tasks: Sequence[Task], titles: Sequence[str]) -> list[Sequence[Task]]:
    """The tasks cut into a run for each title: those that share words with it, else evenly."""
    if len(tasks) < len(titles):
        return [*((task,) for task in tasks), *[()] * (len(titles) - len(tasks))]
    alike = [[not set(gist(title)).isdisjoint(gist(t.title)) for t in tasks] for title in titles]

    @cache
    def best(first: int, phase: int) -> tuple[int, int, tuple[int, ...]]:
        """How many are alike, how uneven the rest is, and where each phase ends."""
        last = phase == len(titles) - 1
        ends = [len(tasks)] if last else range(first + 1, len(tasks) - len(titles) + phase + 2)
        found = []
        for end in ends:
            hits, uneven, more = (0, 0, ()) if last else best(end, phase + 1)
            hits += sum(alike[phase][first:end])
            found.append((hits, uneven - (end - first) ** 2, (end, *more)))
        return max(found, key=lambda one: one[:2])

    ends = best(0, 0)[2]
    return [tasks[start:end] for start, end in zip((0, *ends), ends, strict=False)]


@RULES.rule(
    r"(?:flatten|unnest|ungroup) (?:it all|everything|all of it|all(?: tasks)?"
    r"|the (?:whole |entire )?(?:plan|project|list|structure|tree))",
    r"(?:remove|undo|drop|get rid of|dissolve) (?:the |all |any |all the )*(?:nesting|hierarchy|levels"
    r"|indentation|sub-?levels)(?: (?:here|in (?:the|this) (?:plan|project)))?"
    r"(?:,? .*(?:one|same|top) level)?",
    r"(?:no|without) (?:any |more )?(?:sub-?tasks|sub-?levels|nesting)(?: anywhere| at all)?(?: please)?"
    r"[,;.:]? (?:just |only )?(?:a|one) (?:flat|single|simple) list",
    r"(?:want|like|put|have|move|bring|get|need) (?:all (?:the )?tasks|everything|them all"
    r"|all of (?:it|them))"
    r" (?:to be |at |on |to )+(?:one|the same|the top|a single) level",
)
def _flatten(r: Reading) -> None:
    """Every task on one level, behind the one that it was part of."""
    below = [task for task in r.scene.tasks if task not in r.scene.shown]
    if not below:
        raise Tell("Everything is on one level already.")
    for top in r.scene.shown:
        anchor = r.handle(top)
        for task in r.scene.tree.walk(top.id):
            r.update(r.handle(task), after=anchor)
            anchor = r.handle(task)
    r.about = tuple(task.id for task in below)
    r.say(f"Put {len(below)} tasks on one level with the others.")
