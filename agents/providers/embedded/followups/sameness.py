"""What was just done, done to other tasks too: by what it changed, which is surer than by its words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from agents.compile import compile_edit
from agents.edits import Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.followups.cues import Cue
from agents.providers.embedded.followups.former import Former
from agents.providers.embedded.followups.pointing import place_of
from agents.providers.embedded.followups.resaying import Clause, listed
from agents.providers.embedded.grammar.reading import count_or_list, quoted
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from agents.providers.embedded.terms.dates import SHIFT
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.understanding import understand
from ledger.core.apply import apply_all
from ledger.core.errors import Refused
from ledger.core.model import Task, Tree

_AS_THEY_ARE = frozenset(("assignee", "status", "priority"))
_DAYS = frozenset(("start_date", "due_date"))
_GOES_THERE = re.compile(
    r"[,;]?(?: (?:goes|go|belongs?|comes?|should (?:go|be|come)|can go|is))?"
    r" (?:there|(?:in|into|to|under|inside|on) (?:there|here|it|that(?: one)?))[.!]*$",
    re.IGNORECASE,
)
_VERB_THE = re.compile(r"(?P<verb>[A-Z]\w+) (?:the|a|an|our|my) \S", re.IGNORECASE)
_LEADS = re.compile(r"^(?:(?:and|also|then|the) )+", re.IGNORECASE)
_CALLED = re.compile(r"^(?:another )?one (?:called|named) ", re.IGNORECASE)
_THE = re.compile(r"(?:the|a|an|our|my) \S", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:it|that|this|they|them|these|those|he|she|we|i|you|there|not|no|to|by|on|in|at|for|under|after|before"
    r"|until|then|both|all|one(?! (?:called|named) )|maybe|make|of)\b|.*[?;:,]|.*\b(?:is|are|was"
    r"|should|can|needs?|must|has|have)\b"
    r"|\d+\b",
    re.IGNORECASE,
)
_SHIFT = re.compile(rf"\b{SHIFT}", re.IGNORECASE)
_WORD = re.compile(r"#?[^\W\d][\w-]*", re.IGNORECASE)
LONGEST_NAME, LONGEST_FOUND = 6, 3


def same_for(context: Context, before: Former, cue: Cue) -> Answer | None:
    """The same for the tasks that are named, on this draft, where it can be told from what was changed."""
    said = Clause.on(replace(context, turns=()), _GOES_THERE.sub("", cue.rest))
    meant = said.task_ids if said.names_only_tasks else _found(said, cue)
    ids = [id for id in meant if id not in before.targets]
    if not ids:
        return None
    names = Handles.of(context.project_id, context.tree)
    edits = list[Edit]()
    for id in ids:
        edit = _same(context.tree, before, context.tree.tasks[id], names)
        if edit is None:
            return None
        edits.append(edit)
    titles = count_or_list([quoted(context.tree.tasks[id].title) for id in ids])
    return _allowed(context, edits, f"Did the same for {titles}.")


def shifted_alike(context: Context, before: Former, cue: Cue) -> Answer | None:
    """The same shift for the tasks that are named, where only days were moved, and all by as many."""
    said = Clause.on(replace(context, turns=()), cue.rest)
    ids = [id for id in said.task_ids if id not in before.targets]
    if not (ids and said.names_only_tasks and _SHIFT.search(before.text)):
        return None
    days = _shift(before)
    tasks = [context.tree.tasks[id] for id in ids]
    if days is None or not all(task.due_date for task in tasks):
        return None
    names = Handles.of(context.project_id, context.tree)
    edits = [Edit("update", names.name(task), **_later(task, days)) for task in tasks]
    titles = count_or_list([quoted(task.title) for task in tasks])
    return _allowed(context, edits, f"Did the same for {titles}.")


def _shift(before: Former) -> timedelta | None:
    """By how much all that was changed moved; None where anything else was changed."""
    was = before.context.tree.tasks
    moved = set[timedelta | None]()
    for patch in before.patches:
        fields = dict(patch.fields())
        if patch.op != "update" or patch.target_id not in was or not fields.keys() <= _DAYS:
            return None
        task = was[patch.target_id]
        moved |= {_moved_by(getattr(task, field), day) for field, day in fields.items()}
    return moved.pop() if len(moved) == 1 else None


def _moved_by(then: object, now: object) -> timedelta | None:
    """By how much a day moved; None where it was none before, or is none now."""
    if not isinstance(then, str) or not isinstance(now, str):
        return None
    return date.fromisoformat(now) - date.fromisoformat(then)


def _later(task: Task, days: timedelta) -> dict[str, Any]:
    """Its days, so many later."""
    there = ((field, getattr(task, field)) for field in sorted(_DAYS))
    return {field: (date.fromisoformat(day) + days).isoformat() for field, day in there if day}


def put_there(context: Context, before: Former, text: str) -> Answer | None:
    """Tasks that go where others went, or into what was made: "docs and deploy go in there"."""
    there = _GOES_THERE.search(text)
    place = place_of(context.tree, before) if there else None
    if there is None or place is None:
        return None
    said = Clause.on(replace(context, turns=()), _LEADS.sub("", text[: there.start()]))
    ids = [id for id in said.task_ids if id not in (place.id, *context.tree.ancestors(place.id))]
    if not said.names_only_tasks or len(ids) != len(said.task_ids):
        return None
    names = Handles.of(context.project_id, context.tree)
    edits = [
        Edit("update", names.name(context.tree.tasks[id]), parent=names.name(place)) for id in ids
    ]
    titles = count_or_list([quoted(context.tree.tasks[id].title) for id in ids])
    return _allowed(context, edits, f"Put {titles} in {quoted(place.title)}.")


def _allowed(context: Context, edits: Sequence[Edit], text: str) -> Answer:
    """These edits, or why the plan does not allow them."""
    names = Handles.of(context.project_id, context.tree)
    try:
        patches = [p for edit in edits for p in compile_edit(edit, context.tree, names, "")]
        apply_all(context.tree, patches)
    except Refused as refusal:
        reasons = " ".join(violation.message for violation in refusal.violations)
        return Answer(text=f"That cannot be done: {reasons}")
    return Answer(edits=tuple(edits), text=text)


def _found(said: Clause, cue: Cue) -> tuple[str, ...]:
    """What is named by a word that instructions have too: "the reset" of "Password reset"."""
    if said.task_ids or not cue.sure or len(cue.rest.split()) > LONGEST_FOUND:
        return ()
    with suppress(Ask, Declined, Tell):
        return find(said.scene, cue.rest).ids
    return ()


def _same(tree: Tree, before: Former, task: Task, names: Handles) -> Edit | None:
    """What was done to each task that was changed, for one more; None where that differs or has no like."""
    made = [patch.target_id for patch in before.patches if patch.op == "create"]
    changes = [patch for patch in before.patches if patch.op == "update"]
    bodies = [dict(patch.fields()) for patch in changes]
    if not bodies or len(bodies) + len(made) != len(before.patches):
        return None
    if all("parent_id" in body for body in bodies):
        return _there_too(tree, bodies, made, task, names)
    if made:
        return None
    ref = names.name(task)
    if all(body.keys() == {"title"} for body in bodies) and len(changes) == 1:
        title = _retitled(before, changes[0].target_id, bodies[0]["title"], task)
        return Edit("update", ref, title=title) if title else None
    said = {token.name for token in before.clause().tokens}
    alike = _AS_THEY_ARE | (_DAYS if "date" in said else frozenset())
    if all(body == bodies[0] for body in bodies) and bodies[0].keys() <= alike:
        given = {name: value for name, value in bodies[0].items() if value is not None}
        if given.keys() == bodies[0].keys():
            return Edit("update", ref, **given)
        nobody = bodies[0].keys() == {"assignee"}
        return Edit("update", ref, clear=("assignee",)) if nobody else None
    if all(body.keys() == {"tags"} for body in bodies):
        return _tagged(before, changes[0].target_id, bodies[0]["tags"], ref)
    return None


def _there_too(
    tree: Tree, bodies: Sequence[dict[str, Any]], made: Collection[str], task: Task, names: Handles
) -> Edit | None:
    """Where the others went, behind them; None where they did not go to the end."""
    parents = {body["parent_id"] for body in bodies}
    if len(parents) != 1 or any(body.keys() - {"parent_id", "position"} for body in bodies):
        return None
    (parent,) = parents
    there = tree.tasks.get(parent) if parent else None
    if there is None or not {*made} <= {parent}:
        return None
    if task.id in (parent, *tree.ancestors(parent)):
        return None
    return Edit("update", names.name(task), parent=names.name(there))


def _tagged(before: Former, id: str, tags: Sequence[str], ref: str) -> Edit:
    was = before.context.tree.tasks[id].tags
    added = tuple(tag for tag in tags if tag not in was)
    removed = tuple(tag for tag in was if tag not in tags)
    return Edit("update", ref, add_tags=added, remove_tags=removed)


def _retitled(before: Former, id: str, title: str, task: Task) -> str | None:
    """The new title with the other's name in it: "Tell the bank" of "Bank" is "Tell the insurance"."""
    name = before.context.tree.tasks[id].title
    found = re.search(rf"\b{re.escape(name)}\b", title, re.IGNORECASE)
    if found is None:
        return None
    own = task.title if found.start() == 0 else f"{task.title[:1].lower()}{task.title[1:]}"
    return title[: found.start()] + own + title[found.end() :]


def added_alike(context: Context, before: Former, cue: Cue) -> Answer | None:
    """One more beside what was added, where its name is said alone."""
    made = [patch for patch in before.patches if patch.op == "create" and patch.target == "task"]
    if not made or len(made) != len(before.patches) or cue.rest.endswith("?"):
        return None
    first = cue.rest.split()[0].strip("\"'“”")
    if _NO_NAME.match(cue.rest) or len(cue.rest.split()) > LONGEST_NAME:
        return None
    if is_command(first) and not first[0].isupper():
        return None
    parents = {context.tree.tasks[patch.target_id].parent_id for patch in made}
    last = context.tree.tasks[made[-1].target_id]
    said = Clause.on(replace(context, turns=()), cue.rest)
    if len(parents) != 1 or said.names_only_tasks or not _is_next(context.tree, last):
        return None
    (parent,) = parents
    verb = _VERB_THE.match(last.title)
    name = _CALLED.sub("", cue.rest)
    name = f"{verb['verb']} {name}" if verb and _THE.match(name) else name
    names = Handles.of(context.project_id, context.tree)
    above = context.tree.tasks.get(parent) if parent else None
    where = f" under {names.name(above)}" if above and above.number else ""
    if above and not above.number:
        return None
    answer = understand(replace(context, turns=()), f"add {name}{where}")
    return answer if answer.edits and all(edit.op == "create" for edit in answer.edits) else None


def tagged_with(context: Context, before: Former, said: str) -> Answer | None:
    """Another tag for what was tagged, where it is but a word."""
    bodies = [patch.fields() for patch in before.patches]
    if not bodies or any(body.keys() != {"tags"} for body in bodies) or not _WORD.fullmatch(said):
        return None
    clause = Clause.on(context, said)
    named = listed(clause.scene, before.targets)
    if not named or any(token.name != "unknown" for token in clause.tokens):
        return None
    answer = understand(replace(context, turns=()), f"tag {named} {said}")
    return answer if answer.edits and all(edit.op == "update" for edit in answer.edits) else None


def _is_next(tree: Tree, task: Task) -> bool:
    """Whether it is the last of its row, so that one more goes behind it."""
    return tree.ordered(task.parent_id)[-1].id == task.id
