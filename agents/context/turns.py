"""The earlier messages as the model reads them, compacted when they grow long.

What a person said stays as it was said. What the agent answered becomes a record: what it did, what it
said and asked; an old one only what it did, and what it asked; at the last only which tasks it created.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from agents.context.lines import Name
from agents.context.quoting import barred, block, in_line, neutral, shortened
from agents.context.tokens import tokens
from agents.handles import number_handle
from agents.ports import Role, Turn
from ledger.core.apply import replay
from ledger.core.model import Tree
from ledger.core.patch import Patch

LONGEST_ANSWER = 1_500
LONGEST_QUESTION = 400
MOST_NAMED = 20
INSTRUCTION = "<instruction>"
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
        if turn.text:
            told += _unanswered(told)
        told.append(_person(turn, tree, now, name))
    return [*told, *_unanswered(told)]


def _unanswered(told: Sequence[Telling]) -> list[Telling]:
    """What stands between an instruction that came to nothing and the next one."""
    if told and told[-1].role == "user" and INSTRUCTION in told[-1].forms[0]:
        return [Telling("agent", (NO_ANSWER,))]
    return []


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
    words = "" if turn.question else turn.text
    said = barred(shortened(words, LONGEST_ANSWER)) if words else ""
    full = "\n".join(filter(None, (did, said, asked, *_found(turn, name))))
    short = "\n".join(filter(None, (did, asked)))
    seen = now if before is None else replay(before, turn.patches)
    created = _created(turn.patches, seen, name)
    forms = (full or "Said nothing.", short or "Answered in words.", created or "Answered.")
    return Telling("agent", tuple(block("record", form) for form in forms))


def _found(turn: Turn, name: Name) -> Iterator[str]:
    for finding in turn.findings:
        about = name(finding.target_id) if finding.target_id else "P"
        yield f"Found: {finding.kind} {about}: {in_line(shortened(finding.reason, LONGEST_QUESTION))}"


def _question(turn: Turn) -> str:
    if turn.question is None:
        return ""
    options = "; ".join(in_line(option) for option in turn.question.options[:MOST_NAMED])
    asked = in_line(shortened(turn.question.question, LONGEST_QUESTION))
    return f"Asked: {asked}" + (f" ({options})" if options else "")


def outcome(patches: Sequence[Patch], before: Tree | None, now: Tree, name: Name) -> str:
    """What patches did, in one line: "created T41–T44; changed T3, P; deleted T9".

    As it was right after them, where that is known: so it is told the same for ever.
    """
    seen = now if before is None else replay(before, patches)
    made = {patch.target_id for patch in patches if patch.op == "create"}
    updated = (p.target_id for p in patches if p.op == "update" and p.target_id not in made)
    changed = [_name(id, seen, name) for id in dict.fromkeys(updated) if _is_there(id, seen)]
    gone = [p.target_id for p in patches if p.op == "delete" and p.target_id not in made]
    did = (
        _created(patches, seen, name),
        f"changed {_some(changed)}" if changed else "",
        f"deleted {_some(_old_names(gone, before))}" if gone else "",
    )
    return "; ".join(filter(None, did))


def _created(patches: Sequence[Patch], seen: Tree, name: Name) -> str:
    """The tasks that were created and are there: none of them is left out."""
    made = [
        seen.tasks[p.target_id] for p in patches if p.op == "create" and p.target_id in seen.tasks
    ]
    numbered = _ranges(task.number for task in made if task.number)
    others = [name(task.id) for task in made if not task.number]
    project = any(p.op == "create" and p.target == "project" for p in patches)
    shown = ", ".join([*(["P"] if project else []), *numbered, *others])
    return f"created {shown}" if shown else ""


def _name(id: str, seen: Tree, name: Name) -> str:
    task = seen.tasks.get(id)
    return number_handle(task.number) if task is not None and task.number else name(id)


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
