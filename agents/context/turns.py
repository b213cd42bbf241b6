"""The earlier messages as the model reads them, compacted when they grow long.

What a person said stays as it was said. What the agent answered becomes a record: what it did, what it
said and asked; an old one only what it did, and what it asked; at the last only which tasks it created.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from agents.context.lines import Name
from agents.context.quoting import block, in_line, neutral, shortened
from agents.context.tokens import tokens
from agents.handles import number_handle
from agents.ports import Role, Turn
from ledger.core.model import Tree
from ledger.core.patch import Patch

LONGEST_ANSWER = 1_500
LONGEST_QUESTION = 400
MOST_NAMED = 20
NO_ANSWER = block("record", "No answer came of this.")


@dataclass(frozen=True, slots=True)
class Telling:
    """One message in its forms, the longest first. What a person says has one form."""

    role: Role
    forms: tuple[str, ...]

    def cost(self, form: int) -> int:
        """Tokens of one of its forms."""
        return tokens(self.forms[form])


def tellings(
    turns: Sequence[Turn], before: Sequence[Tree | None], now: Tree, name: Name
) -> list[Telling]:
    """The messages, each in all of its forms."""
    told: list[Telling] = []
    for turn, tree in zip(turns, before, strict=True):
        if turn.role == "agent":
            told.append(_agent(turn, tree, now, name))
            continue
        if turn.text and told and told[-1].role == "user" and "<instruction>" in told[-1].forms[0]:
            told.append(Telling("agent", (NO_ANSWER,)))
        told.append(_person(turn, tree, now, name))
    return told


def least(told: Iterable[Telling]) -> int:
    """The tokens that the messages take at least."""
    return sum(telling.cost(-1) for telling in told)


def compacted(told: Sequence[Telling], budget: int) -> Iterator[tuple[Role, str]]:
    """The messages within a budget that holds at least their shortest forms.

    When they outgrow it, the oldest are shortened until they fill half of what can be saved: so a
    message that was sent in one form is sent in the same form again for a good while.
    """
    chosen = [0] * len(told)
    spent = 0
    room = budget - least(told)
    for place, telling in enumerate(told):
        spent += telling.cost(0) - telling.cost(-1)
        if spent > room:
            spent = _shorten(told[: place + 1], chosen, spent, room // 2)
    return ((t.role, t.forms[form]) for t, form in zip(told, chosen, strict=True))


def _shorten(told: Sequence[Telling], chosen: list[int], spent: int, room: int) -> int:
    for form in range(1, max(len(telling.forms) for telling in told)):
        for place, telling in enumerate(told):
            if spent <= room:
                return spent
            if chosen[place] < form < len(telling.forms):
                spent -= telling.cost(chosen[place]) - telling.cost(form)
                chosen[place] = form
    return spent


def _person(turn: Turn, before: Tree | None, now: Tree, name: Name) -> Telling:
    said = [block("instruction", neutral(turn.text))] if turn.text else []
    if turn.patches:
        done = outcome(turn.patches, before, now, name)
        said.append(block("record", f"The person edited the draft: {done}."))
    return Telling("user", ("\n".join(said),))


def _agent(turn: Turn, before: Tree | None, now: Tree, name: Name) -> Telling:
    did = outcome(turn.patches, before, now, name)
    asked = _question(turn)
    said = "" if turn.question else neutral(shortened(turn.text, LONGEST_ANSWER))
    full = "\n".join(filter(None, (did, said, asked)))
    short = "\n".join(filter(None, (did, asked)))
    created = _created(turn.patches, now, name)
    forms = (full or "Said nothing.", short or "Answered in words.", created or "Answered.")
    return Telling("agent", tuple(block("record", form) for form in forms))


def _question(turn: Turn) -> str:
    if turn.question is None:
        return ""
    options = "; ".join(in_line(option) for option in turn.question.options[:MOST_NAMED])
    asked = in_line(shortened(turn.question.question, LONGEST_QUESTION))
    return f"Asked: {asked}" + (f" ({options})" if options else "")


def outcome(patches: Sequence[Patch], before: Tree | None, now: Tree, name: Name) -> str:
    """What patches did, in one line: "created T41–T44; changed T3, P; deleted T9"."""
    made = {patch.target_id for patch in patches if patch.op == "create"}
    updated = (p.target_id for p in patches if p.op == "update" and p.target_id not in made)
    changed = [name(id) for id in dict.fromkeys(updated) if _is_there(id, now)]
    gone = [p.target_id for p in patches if p.op == "delete" and p.target_id not in made]
    return "; ".join(
        filter(
            None,
            (
                _created(patches, now, name),
                f"changed {_some(changed)}" if changed else "",
                f"deleted {_some(_old_names(gone, before))}" if gone else "",
            ),
        )
    )


def _created(patches: Sequence[Patch], now: Tree, name: Name) -> str:
    """The tasks that were created and are still there: nothing of them is left out."""
    made = [p.target_id for p in patches if p.op == "create" and p.target == "task"]
    there = [now.tasks[id].number for id in made if id in now.tasks and now.tasks[id].number]
    others = [name(id) for id in made if id in now.tasks and not now.tasks[id].number]
    shown = ", ".join([*_ranges(there), *others])
    if any(p.op == "create" and p.target == "project" for p in patches):
        shown = ", ".join(filter(None, ("P", shown)))
    return f"created {shown}" if shown else ""


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    for _, run in runs:
        row = [number for _, number in run]
        first, last = number_handle(row[0]), number_handle(row[-1])
        yield first if len(row) == 1 else f"{first}–{last}"


def _old_names(ids: Iterable[str], before: Tree | None) -> list[str]:
    known = [before.tasks.get(id) if before else None for id in ids]
    return [number_handle(task.number) if task and task.number else "a task" for task in known]


def _is_there(id: str, now: Tree) -> bool:
    return id in now.tasks or (now.project is not None and now.project.id == id)


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
