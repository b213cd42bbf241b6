"""Edits → Patches. Pure: ids are handed in, and nothing is guessed or repaired.

An edit is checked as strictly as what comes over HTTP: its values go through the same parser, so a
model's patch and a person's patch are the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import to_builtins

from agents.conventions import CONVENTIONS, changed, conventions
from agents.edits import PROJECT, Edit
from agents.handles import Handles
from ledger.core.errors import Refused, refused
from ledger.core.model import Project, Task, Tree
from ledger.core.parsing import parse_patches
from ledger.core.patch import Patch
from ledger.core.placing import key_beside

PLAIN_FIELDS = (
    "title",
    "description",
    "status",
    "priority",
    "estimated_minutes",
    "actual_minutes",
    "start_date",
    "due_date",
    "assignee",
    "metadata",
)
LIST_FIELDS = ("acceptance_criteria", "depends_on", "links", "tags")
PROJECT_WORDS = {"description": "summary", "assignee": "owner"}

Body = dict[str, Any]


def compile_edit(edit: Edit, draft: Tree, handles: Handles, new_id: str) -> tuple[Patch, ...]:
    """The patches that an edit means on the draft. `new_id`: the id of the task, should it create one.

    Nearly always one patch; a move into a place with no room left first re-keys the siblings.
    Raises Refused naming what is wrong with the edit itself; what the plan says to it, `apply` tells.
    """
    if edit.ref == PROJECT:
        return _project_patch(edit, draft, handles)
    target_id = new_id if edit.op == "create" else handles.id_of(edit.ref, "ref")
    if edit.op == "delete":
        return _parsed(edit, "task", target_id, None)
    task = draft.tasks.get(target_id)
    if task is None and edit.op == "update":
        raise refused("target_missing", f"{edit.ref} is not there any more.", field="ref")
    if edit.add_conventions or edit.remove_conventions:
        message = "Conventions are the project's: say them of P."
        raise refused("wrong_target", message, field="conventions")
    said = {**_plain(edit), **_lists(edit)}
    body = {**said, **_sets(edit, task, handles), **_sourced(edit, said, task, handles)}
    place, room = _place(edit, target_id, draft, handles)
    return (*room, *_parsed(edit, "task", target_id, {**body, **place}))


def _project_patch(edit: Edit, draft: Tree, handles: Handles) -> tuple[Patch, ...]:
    if edit.op == "delete":
        return _parsed(edit, "project", handles.project_id, None)
    said = {**_plain(edit), **_lists(edit)}
    body = {**said, **_sourced(edit, said, draft.project, handles), **_agreed(edit, said, draft)}
    if edit.add_tags or edit.remove_tags:
        body["tags"] = _changed(_current_tags(draft), edit.tags, edit.add_tags, edit.remove_tags)
    renamed = {PROJECT_WORDS.get(field, field): value for field, value in body.items()}
    return _parsed(edit, "project", handles.project_id, renamed)


def _sourced(edit: Edit, said: Body, now: Task | Project | None, handles: Handles) -> Body:
    """The links with that to the passage from which an edit comes."""
    if edit.source is None:
        return {}
    link = to_builtins(handles.passage(edit.source))
    there = said.get("links", to_builtins(now.links) if now else [])
    return {} if link in there else {"links": [*there, link]}


def _agreed(edit: Edit, said: Body, draft: Tree) -> Body:
    """The project's metadata with its conventions as they are to be."""
    if not (edit.add_conventions or edit.remove_conventions):
        return {}
    now = draft.project
    agreed = changed(conventions(now), edit.add_conventions, edit.remove_conventions)
    there = said.get("metadata", now.metadata if now else {})
    others = {key: value for key, value in there.items() if key != CONVENTIONS}
    return {"metadata": {**others, CONVENTIONS: list(agreed)} if agreed else others}


def _current_tags(draft: Tree) -> Iterable[str]:
    return draft.project.tags if draft.project else ()


def _parsed(edit: Edit, target: str, target_id: str, body: Body | None) -> tuple[Patch, ...]:
    raw = {"op": edit.op, "target": target, "target_id": target_id}
    return parse_patches([raw if body is None else {**raw, "body": body}])


def _plain(edit: Edit) -> Body:
    said = {f: value for f in PLAIN_FIELDS if (value := getattr(edit, f)) is not None}
    return {**said, **{f: None for f in edit.clear if f not in LIST_FIELDS}}


def _lists(edit: Edit) -> Body:
    body: Body = {f: [] for f in edit.clear if f in LIST_FIELDS}
    if edit.acceptance_criteria is not None:
        body["acceptance_criteria"] = list(edit.acceptance_criteria)
    if edit.tags is not None:
        body["tags"] = list(edit.tags)
    if edit.links is not None:
        body["links"] = [
            {"system": link.system, "external_id": link.external_id, "url": link.url}
            for link in edit.links
        ]
    return body


def _sets(edit: Edit, task: Task | None, handles: Handles) -> Body:
    body: Body = {}
    if edit.add_tags or edit.remove_tags:
        old = task.tags if task else ()
        body["tags"] = _changed(old, edit.tags, edit.add_tags, edit.remove_tags)
    if edit.depends_on is not None or edit.add_depends_on or edit.remove_depends_on:
        old = task.depends_on if task else ()
        body["depends_on"] = _changed(old, *_dependency_ids(edit, handles))
    return body


def _dependency_ids(edit: Edit, handles: Handles) -> Iterator[list[str] | None]:
    for said in (edit.depends_on, edit.add_depends_on, edit.remove_depends_on):
        yield None if said is None else [handles.id_of(handle, "depends_on") for handle in said]


def _changed(
    old: Iterable[str],
    replaced: Iterable[str] | None,
    added: Iterable[str] | None,
    removed: Iterable[str] | None,
) -> list[str]:
    kept = old if replaced is None else replaced
    return sorted({*kept, *(added or ())} - set(removed or ()))


def _place(
    edit: Edit, target_id: str, draft: Tree, handles: Handles
) -> tuple[Body, tuple[Patch, ...]]:
    """Where the task goes: `parent_id` and `position`, and the patches that make room there."""
    if edit.after is None and edit.before is None and edit.parent is None and edit.op == "update":
        return {}, ()
    parent_id = None
    if edit.parent is not None and edit.parent != PROJECT:
        parent_id = handles.id_of(edit.parent, "parent")
    after, before = _anchor(edit.after, handles, "after"), _anchor(edit.before, handles, "before")
    anchor = after or before
    if anchor is not None:
        parent_id = _parent_of(anchor, edit, target_id, parent_id, draft)
    position, room = key_beside(draft, parent_id, after=after, before=None if after else before)
    return {"parent_id": parent_id, "position": position}, room


def _anchor(handle: str | None, handles: Handles, field: str) -> str | None:
    return None if handle is None else handles.id_of(handle, field)


def _parent_of(
    anchor: str, edit: Edit, target_id: str, parent_id: str | None, draft: Tree
) -> str | None:
    """The parent that a sibling implies. Raises Refused where it is no sibling."""
    sibling = draft.tasks.get(anchor)
    wrong = sibling is None or anchor == target_id
    if sibling is None or wrong or (edit.parent is not None and sibling.parent_id != parent_id):
        raise _no_sibling(edit)
    return sibling.parent_id


def _no_sibling(edit: Edit) -> Refused:
    field = "before" if edit.after is None else "after"
    message = f"{edit.after or edit.before} is not a task beside which {edit.ref} can stand."
    return refused("not_a_sibling", message, field=field)
