"""Wishes about the draft as a whole: "shorter", "more detailed", "only three steps".

"Shorter" drops what matters least of what was drafted, and never what was there before: of that it
asks. "More detailed" breaks the drafted tasks down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from agents.edits import Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.folding import at_most, folded
from agents.providers.embedded.grammar.clauses import polished
from agents.providers.embedded.grammar.reading import Reading, count_or_list, quoted
from agents.providers.embedded.grammar.scaffolding import break_down
from agents.providers.embedded.hearing.reasons import without_reasons
from agents.providers.embedded.references.marked import mark
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import CARDINAL, PRIORITY_ORDER, cardinal
from agents.providers.embedded.undoing import taken_back
from ledger.core.model import Task

_FILLER: Final = frozenset(
    [
        "a",
        "again",
        "an",
        "and",
        "are",
        "at",
        "bit",
        "by",
        "can",
        "could",
        "cut",
        "do",
        "down",
        "draft",
        "far",
        "for",
        "have",
        "i",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "keep",
        "like",
        "list",
        "little",
        "make",
        "maximum",
        "me",
        "more",
        "most",
        "much",
        "my",
        "no",
        "now",
        "of",
        "only",
        "or",
        "our",
        "overall",
        "plan",
        "please",
        "so",
        "some",
        "something",
        "still",
        "than",
        "that",
        "the",
        "there",
        "these",
        "they",
        "this",
        "to",
        "too",
        "up",
        "us",
        "version",
        "want",
        "way",
        "we",
        "whole",
        "with",
        "would",
        "you",
        "your",
        "d",
        "s",
        "bring",
        "get",
        "give",
        "need",
    ]
)
_SHORTER: Final = frozenset(
    [
        "briefer",
        "compact",
        "concise",
        "condense",
        "fewer",
        "leaner",
        "less",
        "short",
        "shorten",
        "shorter",
        "simple",
        "simpler",
        "simplify",
        "simplified",
        "slimmer",
        "smaller",
        "trim",
        "tighten",
        "tighter",
    ]
)
_TOO: Final = frozenset(["big", "complicated", "complex", "detailed", "long", "many"])
_PARTS: Final = frozenset(
    [
        "biggest",
        "detail",
        "details",
        "essential",
        "essentials",
        "important",
        "items",
        "key",
        "main",
        "milestones",
        "ones",
        "points",
        "stages",
        "step",
        "steps",
        "task",
        "tasks",
        "things",
        "top",
    ]
)
_DETAILED: Final = frozenset(
    ["deeper", "detail", "detailed", "details", "finer", "granular", "specific", "thorough"]
)
_TO: Final = re.compile(
    rf"\b(?:only|just|max(?:imum)?|at most|(?:no )?more than|down to|into?|to|keep|make (?:it|that))"
    r"(?: the| these| my)?"
    rf"(?: top| main| key)* (?P<n>{CARDINAL})\b",
    re.IGNORECASE,
)
_TOO_MUCH: Final = re.compile(
    r"(?:the |this |our |my )?(?:plan|list|draft) is (?:way |far |much |a bit |still )?too (?:detailed|long"
    r"|big|complicated|complex)(?: for [^,.;!]{1,30})?(?:[,.;!]+ (?:so |please |can you |could you )*"
    r"(?:reduce|shorten|simplify|condense|trim|tighten|cut|make|keep|only|just)\b[^\d]*)?",
    re.IGNORECASE,
)
_SO: Final = re.compile(r"[,;.]? (?:so|therefore|hence)(?: please)?,? ", re.IGNORECASE)
LEAST = 3
MOST_BROKEN_DOWN = 10


def refined(context: Context, instruction: str) -> Answer | None:
    """The answer to a wish about the draft as a whole; None for any other instruction."""
    text = " ".join(without_reasons(polished(instruction)).split())
    if undone := taken_back(context, text):
        return undone
    if not context.tree.tasks:
        return None
    return _refined(context, text) or _refined(context, _SO.split(text)[-1])


def _refined(context: Context, text: str) -> Answer | None:
    if _TOO_MUCH.fullmatch(text):
        return _shorter(context, None)
    found = _TO.search(text)
    words = set(re.findall(r"[a-z]+|\d+", text.lower()))
    words -= set(re.findall(r"[a-z]+|\d+", found["n"].lower())) if found else set()
    if _wants_less(words, counted=found is not None):
        count = cardinal(found["n"]) if found else None
        return _shorter(context, count, fold=at_most(text))
    if words & _DETAILED and words <= _FILLER | _DETAILED | _PARTS:
        return _more_detailed(context)
    return None


def _wants_less(words: set[str], *, counted: bool) -> bool:
    if not words <= _FILLER | _SHORTER | _TOO | _PARTS:
        return False
    too = "too" in words and bool(words & _TOO or "much" in words)
    return bool(words & _SHORTER) or too or (counted and bool(words & _PARTS))


def _drafted(context: Context) -> list[Task]:
    """The longest row of tasks beside each other that were drafted here, in their order."""
    before = context.base.tasks if context.base is not None else {}
    rows: dict[str | None, list[Task]] = {}
    for task in context.tree.walk(context.task_id if context.mode == "task" else None):
        if task.id not in before:
            rows.setdefault(task.parent_id, []).append(task)
    return max(rows.values(), key=len, default=[])


def _importance(context: Context, task: Task) -> tuple[int, int]:
    return PRIORITY_ORDER.index(task.priority), -len(context.tree.dependents_of(task.id))


def _shorter(context: Context, count: int | None, *, fold: bool = False) -> Answer:
    row = _drafted(context)
    if not row:
        return _what_may_go(context)
    wanted = count or max(LEAST, len(row) * 2 // 3)
    if not 0 < wanted < len(row):
        said = f"{len(row)} task{'s' * (len(row) > 1)}"
        return Answer(text=f"The draft has {said}; that is short already.")
    if count and fold:
        return folded(context, row, count)
    end = row[-1] if row[-1].depends_on else None  # without what it leads up to it would be no plan
    ranked = sorted(row, key=lambda task: (task is not end, _importance(context, task)))
    gone = [task for task in row if task not in ranked[:wanted]]
    titles = count_or_list([quoted(task.title) for task in gone])
    text = f"Took {titles} out, what matters least; {wanted} are left. “Undo that” brings it back."
    return Answer(edits=tuple(_without(context, gone)), text=text)


def _what_may_go(context: Context) -> Answer:
    shown = context.tree.ordered(context.task_id if context.mode == "task" else None)
    least = sorted(shown, key=lambda task: _importance(context, task))[-4:]
    names = Handles.of(context.project_id, context.tree)
    return Answer(
        question="Which tasks may go?",
        candidates=tuple(names.name(task) for task in reversed(least)),
        options=tuple(f"Delete {names.name(task)}" for task in reversed(least)),
    )


def _without(context: Context, gone: Sequence[Task]) -> Iterator[Edit]:
    """Deletes; who waited for what is gone waits for what that waited for."""
    tree, names = context.tree, Handles.of(context.project_id, context.tree)
    out = {task.id for task in gone}
    for task in tree.walk():
        inherited = _kept(context, task, out) - {task.id, *task.depends_on}
        if task.id not in out and out.intersection(task.depends_on) and inherited:
            needed = tuple(names.name(tree.tasks[id]) for id in sorted(inherited))
            yield Edit("update", names.name(task), add_depends_on=needed)
    for task in gone:
        yield Edit("delete", names.name(task))


def _kept(context: Context, task: Task, out: set[str]) -> set[str]:
    """What a task waits for when what is `out` is passed through."""
    found, todo = set[str](), list(task.depends_on)
    seen = set[str]()
    while todo:
        id = todo.pop()
        if id in seen:
            continue
        seen.add(id)
        if id in out:
            todo += context.tree.tasks[id].depends_on
        else:
            found.add(id)
    return found


def _more_detailed(context: Context) -> Answer:
    selected = context.tree.tasks.get(context.task_id or "") if context.mode == "task" else None
    below = context.tree.ordered(selected.id) if selected is not None else ()
    row = below or ([selected] if selected is not None else _drafted(context))
    row = row or context.tree.ordered()
    reading = Reading(Scene.begin(context, mark("", {})))
    for task in row[:MOST_BROKEN_DOWN]:
        open_ = task.status not in ("completed", "cancelled")
        if task is selected or (open_ and not context.tree.child_ids(task.id)):
            break_down(reading, task, "")
    if not reading.edits:
        return Answer(text="Everything that is open is broken down already; name a task for more.")
    return Answer(edits=tuple(reading.edits), text=" ".join(reading.sentences))
