"""The wish before: its words, also where these went on from an earlier one, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from agents.handles import number_handle
from agents.ports import Context
from agents.providers.embedded.followups.cues import Cue, heard
from agents.providers.embedded.followups.resaying import Clause, Place, listed, resaid
from agents.providers.embedded.terms.vocabulary import CARDINAL
from agents.providers.embedded.words import stems
from ledger.core.algebra.diff import diff
from ledger.core.apply import apply_all
from ledger.core.model import Task, Tree
from ledger.core.patch import Patch

LONGEST_CHAIN = 5
MIN_PARTS, LONGEST_NAME = 2, 4
_ENDS_IN_A_NUMBER = re.compile(r"(?:[^\W\d]\S* ){1,4}\d+[.!]*")
_SPLIT = re.compile(
    r"(?:\w+ ){0,4}?(?:split|break|divide|cut|chop)\b"
    rf"|.{{1,60}}\b(?:should|could|must|needs? to) (?:really )?be {CARDINAL} (?:sub-?)?"
    r"(?:tasks|parts|things|steps)\b",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(
    r"^(?:one|another(?: one)?|the (?:first|second|third|last|other)(?: one)?)"
    r"(?: (?:is|should be|for|about|with|called))* ",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,(?: ?and\b)?|\band\b|&|\n|;)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Former:
    """A wish, the draft on which it was said, and what it changed."""

    text: str
    context: Context
    patches: tuple[Patch, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of the tasks that it changed, in their order."""
        found = (patch.target_id for patch in self.patches if patch.target == "task")
        return tuple(dict.fromkeys(found))

    @property
    def last_day(self) -> date | None:
        """The one day by which it said that something is due, if it did."""
        fields = (patch.fields() for patch in self.patches)
        days = {day for one in fields if isinstance(day := one.get("due_date"), str)}
        return date.fromisoformat(days.pop()) if len(days) == 1 else None

    def split_up(self, parts: str) -> str | None:
        """That what was split just now has these parts; None where nothing was, or they are no names."""
        above = {patch.fields().get("parent_id") for patch in self.patches}
        made = all(patch.op == "create" for patch in self.patches)
        task = self.context.tree.tasks.get(next(iter(above)) or "") if len(above) == 1 else None
        if not (made and task and task.number and _SPLIT.match(self.text)):
            return None
        said = _BETWEEN_NAMES.split(parts.strip(" .!"))
        names = [_ONE_OF_THEM.sub("", name) for name in said]
        if len(names) < MIN_PARTS or not all(self._names_a_part(name, task) for name in names):
            return None
        listed_parts = ", ".join(names[:-1])
        return f"split {number_handle(task.number)} into {listed_parts} and {names[-1]}"

    def _names_a_part(self, name: str, task: Task) -> bool:
        """Whether words say nothing that instructions say, and no other task than the one that has parts."""
        said = Clause.on(self.context, name)
        known = {token.name for token in said.tokens} - {"unknown", "quote", "task"}
        is_short = 0 < len(name.split()) <= LONGEST_NAME and bool(said.tokens)
        alike = not set(stems(name)).isdisjoint(stems(task.title))
        return is_short and not known and (alike or not said.task_ids)

    def clause(self) -> Clause:
        """Its words on the draft on which they were said."""
        return Clause.on(self.context, self.text)


def former(context: Context) -> Former | None:
    """The wish before, said in full; None where there is none, or a question stands open."""
    if not context.turns or context.turns[-1].role != "agent" or context.turns[-1].question:
        return None
    exchanges = [*_exchanges(context)]
    first = len(exchanges) - 1
    while first > 0 and first > len(exchanges) - LONGEST_CHAIN and heard(exchanges[first].text):
        first -= 1
    if first < 0:
        return None
    whole = exchanges[first]
    for one in exchanges[first + 1 :]:
        cue = heard(one.text)
        text = said_in_full(whole, one.context, cue) if cue else None
        if cue and cue.kind == "instead" and text:
            now = apply_all(one.context.tree, one.patches)
            one = replace(one, context=whole.context, patches=diff(whole.context.tree, now))
        whole = replace(one, text=text or one.text)
    return whole


def said_in_full(before: Former, context: Context, cue: Cue) -> str | None:
    """The wish before with what a message says instead, or of another task, in its place."""
    if cue.kind == "again":
        return before.text
    if cue.kind not in ("instead", "also"):
        return None
    also = cue.kind == "also"
    there = before.context if cue.kind == "instead" else context
    wrong = Clause.on(before.context, cue.instead_of).task_ids if cue.instead_of else ()
    new = Clause.on(replace(there, turns=()), cue.rest)
    if new.task_ids and ((cue.instead_of and not wrong) or not (also or cue.sure or _begins(new))):
        return None
    return resaid(before.clause(), new, Place(before.targets, also, wrong))


def _begins(clause: Clause) -> bool:
    """Whether it begins with a task, and says nothing of it before."""
    return clause.tokens[0].start == 0 and clause.tokens[0].name == "task"


def set_plainly(before: Former, there: Context, cue: Cue) -> str | None:
    """That the one task that was spoken of gets the state or priority that is said instead."""
    said = Clause.on(there, cue.rest)
    task = listed(said.scene, before.clause().task_ids)
    is_state = len(said.tokens) == 1 and (
        said.tokens[0].name == "cancel" or said.tokens[0].name[:2] in ("s_", "r_")
    )
    fields = {field for patch in before.patches for field in patch.fields()}
    is_other = bool(fields) and fields.isdisjoint(("status", "priority"))
    return f"set {task} to {cue.rest}" if task and is_state and not is_other else None


def has_a_number(context: Context, text: str) -> bool:
    """Whether it says but a task and a number: "insurance 45"."""
    if not _ENDS_IN_A_NUMBER.fullmatch(text):
        return False
    said = Clause.on(replace(context, turns=()), text)
    return [token.name for token in said.tokens] == ["task", "number"]


def _exchanges(context: Context) -> Iterator[Former]:
    """Each message with what it changed, on the draft as it was then."""
    tree = _begun(context)
    text, patches = "", list[Patch]()
    for turn in context.turns:
        if turn.role == "user":
            if text:
                yield Former(text, replace(context, tree=tree, turns=()), tuple(patches))
            tree = apply_all(tree, patches)
            text, patches = " ".join(turn.text.split()), []
        else:
            patches += turn.patches
    if text:
        yield Former(text, replace(context, tree=tree, turns=()), tuple(patches))


def _begun(context: Context) -> Tree:
    return context.base if context.base is not None else context.tree
