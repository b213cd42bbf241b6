"""Wishes about the draft as a whole: "shorter", "more detailed", "only three steps", "undo that".

"Shorter" drops what matters least of what was drafted, and never what was there before: of that it
asks. "More detailed" breaks the drafted tasks down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from agents.edits import Edit
from agents.handles import Handles
from agents.ports import Context, TakenBackSaid
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.folding import at_most, folded
from agents.providers.embedded.grammar.clauses import polished
from agents.providers.embedded.grammar.reading import Reading, count_or_list, quoted
from agents.providers.embedded.grammar.scaffolding import break_down
from agents.providers.embedded.hearing.reasons import without_reasons
from agents.providers.embedded.references.marked import mark
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import CARDINAL, PRIORITY_ORDER, cardinal
from agents.taking_back import before_last
from ledger.core.model import Task

_NOT_THIS = (
    r"(?:(?:that was )?(?:the )?(?:wrong|not (?:this|that))(?: (?:one|task|thing))?|my (?:bad|mistake|fault)"
    r"|i (?:did not|didn['’]?t) mean (?:that|it))"
)
_SORRY = (
    r"(?:(?:forget it|scratch that|oh|oops"
    r"|(?:just )?kidding|on second thoughts?|never ?mind|no,? it (?:isn't|is not|wasn't)|no|nope"
    rf"|{_NOT_THIS}"
    r"|sorry|wait|hmm|ok|okay|actually|please|can you|could you|and|so)[,!.]* )*"
)
_THAT = r"(?:it|that|this|them|those|the (?:last|previous) .{1,30}|your (?:last )?changes?)"
_UNDO: Final = re.compile(
    rf"{_SORRY}(?:(?:undo|revert|reverse|roll ?back|take back|cancel that|go back)(?: {_THAT})?"
    r"|(?:go |take |take it |one )?(?:one |a )?step back|(?:go |undo )?(?:back )?(?:one|a|the last) step"
    rf"|(?:take|put|bring|roll|change) {_THAT} back|restore {_THAT}"
    rf"|(?:(?:put|move|bring|take) {_THAT} )?back (?:to )?(?:where|how|what) (?:it|they"
    rf"|that) (?:was|were)(?: before)?"
    rf"|{_NOT_THIS}[,!. ]+(?:remove|delete|drop|take out) (?:that|it)"
    r"|(?:never ?mind|no|sorry|oops)[,!. ]+(?:i |we )?(?:don['’]?t|do not) (?:need|want) (?:it|that|this)"
    r"(?: after all| any ?more| now)?"
    r"|(?:(?:keep|leave) (?:it|that|them|everything)|(?:it|that|they) (?:should )?stays?)(?: all)?"
    r"(?: as (?:it|they|that) (?:was|were|is|are)(?: before)?)?|(?:actually,? )?(?:no,? )?forget that"
    r"|actually,? no|no,? (?:actually|don't|do not)|(?:my|a) mistake"
    r"|(?:that|this|it) was (?:wrong|a mistake|an error|not what i (?:meant|wanted))"
    r"(?:,? (?:undo|(?:take|put|bring) it back))?"
    r"|i (?:changed my mind|didn't mean that|did not mean that))(?: again| please)?",
    re.IGNORECASE,
)
_UNDO_ALL: Final = re.compile(
    rf"{_SORRY}(?:start (?:over|again)(?: from scratch)?|(?:undo|revert|take back)"
    r" (?:everything|all(?: of (?:it|that|them))?|all (?:the )?changes)|back to the start)",
    re.IGNORECASE,
)
_UNDO_AND: Final = re.compile(
    rf"{_SORRY}(?:(?:undo|revert|take back) {_THAT}|(?:take|put|bring) {_THAT} back|(?:keep|leave) {_THAT})"
    r"(?:,? (?:and|but)(?: then)?|[,;.!])\s+(?=\S)",
    re.IGNORECASE,
)
_NEVER_MIND: Final = re.compile(
    r"(?:(?:oh|ah|ok|no|sorry)[, ]+)*(?:never ?mind|forget (?:it|that|about (?:it|that)))",
    re.IGNORECASE,
)
NOTHING_TO_UNDO: Final = (
    "There is nothing in this draft to take back. What was accepted before is taken back with Undo."
)
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
    rf"\b(?:only|just|max(?:imum)?|at most|(?:no )?more than|down to|into?|to|keep)(?: the| these| my)?"
    rf"(?: top| main| key)* (?P<n>{CARDINAL})\b",
    re.IGNORECASE,
)
_TOO_MUCH: Final = re.compile(
    r"(?:the |this |our |my )?(?:plan|list|draft) is (?:way |far |much |a bit |still )?too (?:detailed|long"
    r"|big|complicated|complex)(?: for [^,.;!]{1,30})?(?:[,.;!]+ (?:so |please |can you |could you )*"
    r"(?:reduce|shorten|simplify|condense|trim|tighten|cut|make|keep|only|just)\b[^\d]*)?",
    re.IGNORECASE,
)
LEAST = 3
MOST_BROKEN_DOWN = 10


def refined(context: Context, instruction: str) -> Answer | None:
    """The answer to a wish about the draft as a whole; None for any other instruction."""
    text = " ".join(without_reasons(polished(instruction)).split())
    if _UNDO_ALL.fullmatch(text) or _UNDO.fullmatch(text):
        return _taken_back(context, everything=bool(_UNDO_ALL.fullmatch(text)))
    if _NEVER_MIND.fullmatch(text) and _just_changed(context):
        return _taken_back(context, everything=False)
    if not context.tree.tasks:
        return None
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


def _just_changed(context: Context) -> bool:
    last = context.turns[-1] if context.turns else None
    return last is not None and bool(last.patches) and last.question is None


def undone_first(instruction: str) -> str:
    """What is wished for behind "put it back and"; empty where nothing is to be taken back."""
    text = " ".join(polished(instruction).split())
    said = _UNDO_AND.match(text)
    return text[said.end() :] if said is not None else ""


def _wants_less(words: set[str], *, counted: bool) -> bool:
    if not words <= _FILLER | _SHORTER | _TOO | _PARTS:
        return False
    too = "too" in words and bool(words & _TOO or "much" in words)
    return bool(words & _SHORTER) or too or (counted and bool(words & _PARTS))


def _taken_back(context: Context, *, everything: bool) -> Answer:
    if before_last(context) is None:
        return Answer(text=NOTHING_TO_UNDO)
    text = "Took back everything in this draft." if everything else "Took back the last change."
    return Answer(text=text, taken_back=TakenBackSaid(everything))


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
    ranked = sorted(row, key=lambda task: _importance(context, task))
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
