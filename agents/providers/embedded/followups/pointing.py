"""What was spoken of, pointed at: "in there", "the first one" of what was added, "them" that are gone."""

from __future__ import annotations

import re

import msgspec

from agents.compile import compile_edit
from agents.edits import PROJECT, Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.followups.former import Former
from agents.providers.embedded.followups.resaying import Clause, listed
from agents.providers.embedded.grammar.naming import plain_title
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import ORDINAL, capitalized, ordinal
from agents.providers.embedded.understanding import understand
from ledger.core.errors import Refused
from ledger.core.model import Task, Tree

_IN_THERE = re.compile(r"\b(?:in|into|under|inside|to|below) (?:there|here)\b", re.IGNORECASE)
_CLAUSE_BEFORE = re.compile(r"(?<=\S)(?:[,;.:] | and )")
_NTH = re.compile(rf"^(?:and )?(?:(?:put|move) )?the (?P<n>{ORDINAL})(?: one)?\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|that|this|them|those|these|that one|this one)\b", re.IGNORECASE)
_IT_ALONE = re.compile(r"\b(?:it|that one|this one)\b", re.IGNORECASE)
_THE_OTHERS = re.compile(r"\b(?:it|them|those|these|that|that one|this one)\b", re.IGNORECASE)
_FIRST_TIME = re.compile(
    r"\b(?:the )?(?:first|next) (?:one|time|round)(?:(?: is| will be| should be)?(?: due)?|,)? "
    r"(?=(?:on|by|in|until|at|due|next|this|\d|[a-z]{3,9} \d))",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:she|he|him|(?:her|his)(?=[,.;!]|$| (?:too|also|as well|instead|please|and|but)\b))(?!['’])\b",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"^(?:it|that|they) (?:goes|go|belongs?|should (?:go|be|come)|comes?|is) ", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:(?:right |just |directly )?(?:at|to|under|in|into|below|after|behind|before|above)|first|last)\b",
    re.IGNORECASE,
)
_IN_ITS_PLACE = re.compile(
    r"(?:(?:and|but|then) )*(?:add|put|create|make) (?P<name>.+?),? "
    r"(?:in(?:to)? its place|in its stead|in place of (?:it|that)|instead(?: of (?:it|that))?)[.!]*",
    re.IGNORECASE,
)
LEAST_WORDS = 3


def another_place(context: Context, before: Former, said: str) -> Answer | None:
    """Another place for the one task that was moved: "no, to the end"."""
    moved = [patch for patch in before.patches if "position" in patch.fields()]
    task = context.tree.tasks.get(moved[0].target_id) if len(moved) == 1 else None
    said = _GOES.sub("", said)
    if task is None or not _PLACE.match(said):
        return None
    clause = before.clause()
    others = listed(clause.scene, [id for id in clause.task_ids if id != task.id])
    where = _THE_OTHERS.sub(others, said) if others else said
    answer = understand(context, f"move {_named(context, task)} {where}")
    return answer if answer.edits else None


def of_the_same_kind(there: Context, before: Former, said: str) -> Answer | None:
    """A whole wish that changes the same of another task, where that is put in words again."""
    if not before.patches or len(said.split()) < LEAST_WORDS:
        return None
    answer = understand(there, said)
    names = Handles.of(there.project_id, there.tree)
    was = {(patch.op, *sorted(patch.fields())) for patch in before.patches}
    if not answer.edits or any(edit.op == "create" for edit in answer.edits):
        return None
    try:
        patches = [p for edit in answer.edits for p in compile_edit(edit, there.tree, names, "")]
    except Refused:
        return None
    others = {patch.target_id for patch in patches}.isdisjoint(before.targets)
    is_like = {(patch.op, *sorted(patch.fields())) for patch in patches} == was
    return answer if others and is_like else None


def pointed_out(context: Context, before: Former, said: str) -> Answer | None:
    """A wish in which the place, the task or the person is one that was spoken of before."""
    text = with_names(context, before, said)
    plain = (
        _named_place(context, before, text)
        or _nth(context, before, text)
        or _spoken_of(context, before, text)
    )
    plain = plain or (text if text != said else "")
    if plain:
        answer = understand(context, plain)
        return answer if answer.edits else None
    return None


def with_names(context: Context, before: Former, text: str) -> str:
    """With the name of who got something before, instead of "she" and "him"."""
    people = {str(patch.fields().get("assignee") or "") for patch in before.patches}
    named = people - {"", context.actor}
    return _SOMEBODY.sub(named.pop(), text) if len(named) == 1 else text


def first_time(before: Former, text: str) -> str:
    """When what was added takes place for the first time, as when it is due; the text for anything else."""
    made = [patch for patch in before.patches if patch.op == "create" and patch.target == "task"]
    return _FIRST_TIME.sub("due ", text, count=1) if len(made) == 1 else text


def with_it_named(before: Former, text: str) -> str:
    """With the name of what was spoken of before, which is as it was again, instead of "it"."""
    clause = before.clause()
    named = listed(clause.scene, clause.task_ids or before.targets)
    return _IT.sub(named, text, count=1) if named else text


def _named_place(context: Context, before: Former, text: str) -> str | None:
    there = _IN_THERE.search(text)
    if there is None or _CLAUSE_BEFORE.search(text[: there.start()]):
        return None
    place = place_of(context.tree, before)
    named = place and _named(context, place)
    return _IN_THERE.sub(lambda _: f"under {named}", text) if named else None


def place_of(tree: Tree, before: Former) -> Task | None:
    """The task in which something was put before, else the one that was spoken of."""
    bodies = [patch.fields() for patch in before.patches if patch.op != "delete"]
    parents = {body["parent_id"] for body in bodies if body.get("parent_id")}
    made = [patch.target_id for patch in before.patches if patch.op == "create"]
    for ids in (parents & {*made}, parents, {*before.targets}):
        if len(ids) == 1:
            return tree.tasks.get(next(iter(ids)))
        if ids:
            return None
    return None


def _named(context: Context, task: Task) -> str:
    """How a sentence names a task: by its handle, else by its title in quotes."""
    names = listed(Clause.on(context, "").scene, (task.id,))
    return names or f"“{task.title}”"


def _spoken_of(context: Context, before: Former, text: str) -> str | None:
    """The task that was asked about, which no answer has changed."""
    found = _IT_ALONE.search(text)
    if before.patches or found is None:
        return None
    clause = before.clause()
    if len(clause.task_ids) != 1 or Clause.on(context, text).task_ids:
        return None
    named = listed(clause.scene, clause.task_ids)
    return f"{text[: found.start()]}{named}{text[found.end() :]}" if named else None


def _nth(context: Context, before: Former, text: str) -> str | None:
    """The first or second of several tasks that were added just now."""
    found = _NTH.match(text)
    made = [patch.target_id for patch in before.patches if patch.op == "create"]
    if found is None or len(made) < 2:
        return None
    place = ordinal(found["n"])
    if not 0 < abs(place) <= len(made):
        return None
    task = context.tree.tasks.get(made[place - 1 if place > 0 else place])
    return f"move {_named(context, task)}{text[found.end() :]}" if task else None


def told_of_it(before: Former, said: str) -> Answer | None:
    """Another wish for what is there no more: "no, just mark them as done" behind a removal."""
    there = before.context
    gone = before.targets if all(patch.op == "delete" for patch in before.patches) else ()
    words = re.sub(r"^(?:just|only|rather|please) ", "", said, flags=re.IGNORECASE)
    if not gone or not words or not is_command(words.split()[0]):
        return None
    named = listed(Clause.on(there, "").scene, gone)
    plain = _IT.sub(named, words, count=1) if named else ""
    answer = understand(there, plain) if plain and plain != words else Answer()
    return answer if answer.edits else None


def parts_of_it(before: Former, said: str) -> tuple[str, ...]:
    """The tasks that are named, and nothing else."""
    clause = Clause.on(before.context, said)
    return clause.task_ids if clause.names_only_tasks else ()


def put_in_its_place(context: Context, before: Former, text: str) -> Answer | None:
    """A new task where another was removed."""
    instead = _IN_ITS_PLACE.fullmatch(text)
    if instead is None or [patch.op for patch in before.patches] != ["delete"]:
        return None
    tree, scene = before.context.tree, Clause.on(context, instead["name"]).scene
    gone = tree.tasks[before.patches[0].target_id]
    row = [task.id for task in tree.ordered(gone.parent_id)]
    place = row.index(gone.id)
    above = tree.tasks.get(gone.parent_id or "")
    title = capitalized(plain_title(Reading(scene), scene.marked.text))
    edit = Edit("create", "N1", title=title, parent=scene.handle(above) if above else PROJECT)
    if place:
        edit = msgspec.structs.replace(edit, after=scene.handle(tree.tasks[row[place - 1]]))
    elif len(row) > 1:
        edit = msgspec.structs.replace(edit, before=scene.handle(tree.tasks[row[1]]))
    return Answer(edits=(edit,), text=f"Added “{title}”.")
