"""Taking back what was drafted: "undo that", "undo the last two changes", "put the docs back"."""

from __future__ import annotations

import re
from typing import Final

from agents.ports import Context, TakenBackSaid
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.grammar.clauses import polished
from agents.providers.embedded.references.matching import Titles
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal
from agents.taking_back import before_last, changes

_NOT_THIS = (
    r"(?:(?:that was )?(?:the )?(?:wrong|not (?:this|that))(?: (?:one|task|thing))?|my (?:bad|mistake|fault)"
    r"|i was wrong|i (?:did not|didn['’]?t) mean (?:that|it))"
)
_SORRY = (
    r"(?:(?:forget it|scratch that|oh|oops"
    r"|(?:just )?kidding|on second thoughts?|never ?mind|no,? it (?:isn't|is not|wasn't)|no|nope"
    rf"|{_NOT_THIS}|(?:it|that|this|they)(?:['’]s not|['’]re not| (?:is|are|was|were)(?:n['’]?t| not))"
    r"(?: (?:true|so|right|the case|done|finished|ready|completed?))?"
    r"|sorry|wait|h+m+|ok|okay|actually|please|can you|could you|and|so)[,!.]* )*"
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
    r"|actually,? no|no,? (?:actually|don't|do not)|(?:my|a) (?:mistake|fault)"
    r"|(?:that|this|it) was (?:wrong|a mistake|an error|not what i (?:meant|wanted))"
    r"(?:,? (?:undo|(?:take|put|bring) it back))?"
    r"|i (?:changed my mind|didn't mean that|did not mean that)"
    r"|(?:do not|don['’]?t) (?:change|delete|remove|touch|add|move) (?:anything|any of (?:it|that|them)"
    r"|that|it|them|everything))(?: again| please)?",
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
    r"(?:(?:oh|ah|ok|no|sorry|h+m+|wait|actually)[, ]+)*(?:never ?mind|forget (?:it|that|about (?:it|that))"
    r"|no|nope|nah|(?:leave|keep) (?:it|that|them)"
    r"(?: alone| be| (?:as|where|how) (?:it|that|they) (?:is|was|are|were))?)[.!]?",
    re.IGNORECASE,
)
_KEEPS: Final = re.compile(
    rf"{_SORRY}(?:keep|leave) {_THAT}(?: in| alone)?(?: please)?", re.IGNORECASE
)
_REDO: Final = re.compile(
    rf"{_SORRY}(?:redo|do|undo the undo)(?: {_THAT})?(?: again| after all)?(?: please)?[.!]?",
    re.IGNORECASE,
)
_REDO_ONLY: Final = re.compile(r"redo(?: it| that| this)?(?: please)?[.!]?", re.IGNORECASE)
NOTHING_TO_REDO: Final = "Nothing was just taken back. Say what should change."
NOTHING_TO_UNDO: Final = (
    "There is nothing in this draft to take back. What was accepted before is taken back with Undo."
)
NOTHING_CHANGED: Final = "All right, nothing is changed."
_CHANGES = "(?:changes|steps|messages|edits|things)"
_LAST_FEW: Final = re.compile(
    rf"{_SORRY}(?:(?:undo|revert|take back|take|put) (?:the |my |your )?(?:last|previous) (?P<n>{CARDINAL})"
    rf"(?: {_CHANGES})?(?: back)?|(?:undo|revert|take back|go back|take) (?P<steps>{CARDINAL}) {_CHANGES}"
    r"(?: back)?|(?P<twice>undo (?:that |it )?twice))(?: please)?",
    re.IGNORECASE,
)
_PUT_BACK: Final = re.compile(
    rf"{_SORRY}(?:(?:put|bring|take|get|i want|we need) (?:the )?(?P<what>[^,;.]+?) back(?: in)?"
    r"|restore (?:the )?(?P<it>[^,;.]+?))(?: again| please)?",
    re.IGNORECASE,
)


def taken_back(context: Context, text: str) -> Answer | None:
    """The answer to a wish to take something back; None for any other wish."""
    if _REDO_ONLY.fullmatch(text):
        return Answer(text=NOTHING_TO_REDO)
    if few := _LAST_FEW.fullmatch(text):
        return _last_few(context, 2 if few["twice"] else cardinal(few["n"] or few["steps"]))
    if (gone := _PUT_BACK.fullmatch(text)) and _was_removed(context, gone["what"] or gone["it"]):
        return _taken_back(context, everything=False)
    if _is_asked(context) and _KEEPS.fullmatch(text):
        return Answer(text=NOTHING_CHANGED)
    if _UNDO_ALL.fullmatch(text) or _UNDO.fullmatch(text):
        return _taken_back(context, everything=bool(_UNDO_ALL.fullmatch(text)))
    if _NEVER_MIND.fullmatch(text) and _just_changed(context):
        return _taken_back(context, everything=False)
    return None


def to_redo(context: Context, text: str) -> str:
    """What was asked for and just taken back, where that is wanted after all; empty for any other wish."""
    said = [turn.text for turn in context.turns[-4:] if turn.role == "user"]
    if not _REDO.fullmatch(polished(text)) or len(said) < 2 or not context.turns[-1].patches:
        return ""
    wanted, undone = said[-2:]
    return wanted if _UNDO.fullmatch(" ".join(polished(undone).split())) else ""


def undone_first(instruction: str) -> str:
    """What is wished for behind "put it back and"; empty where nothing is to be taken back."""
    text = " ".join(polished(instruction).split())
    said = _UNDO_AND.match(text)
    return text[said.end() :] if said is not None else ""


def _last_few(context: Context, count: int) -> Answer:
    """So many changes, or all of the draft where it has no more."""
    if count < 2 or count >= changes(context):
        return _taken_back(context, everything=count > 1)
    return Answer(
        text=f"Took back the last {count} changes.", taken_back=TakenBackSaid(answers=count)
    )


def _was_removed(context: Context, words: str) -> bool:
    """Whether all that the last change removed is the task that is named, with what was below it."""
    before = before_last(context)
    gone = [t for t in before.walk() if t.id not in context.tree.tasks] if before else []
    ids = {task.id for task in gone}
    whole = [task for task in gone if task.parent_id not in ids]
    return len(whole) == 1 and Titles(whole).find(words).ids == (whole[0].id,)


def _is_asked(context: Context) -> bool:
    """Whether a question is open: what it is about was not done yet."""
    return bool(context.turns) and context.turns[-1].question is not None


def _just_changed(context: Context) -> bool:
    last = context.turns[-1] if context.turns else None
    return last is not None and bool(last.patches) and last.question is None


def _taken_back(context: Context, *, everything: bool) -> Answer:
    if before_last(context) is None:
        if _is_asked(context):
            return Answer(text=NOTHING_CHANGED)
        return Answer(text=NOTHING_TO_UNDO)
    text = "Took back everything in this draft." if everything else "Took back the last change."
    return Answer(text=text, taken_back=TakenBackSaid(everything))
