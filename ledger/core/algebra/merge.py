"""The single steps of a rebase: what one field, one target or one subtree is after both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from ledger.core.model import Json, Project, Task, Tree, same_json
from ledger.core.patch import SET_FIELDS, Patch, Target, Value, changes, same_value

Side = Literal["theirs", "ours"]
Choices = Mapping[tuple[str, str | None], Side]
Sides = Mapping[str | None, Side]  # what was settled about one target, by field
MERGED_FIELDS = SET_FIELDS | {"metadata"}
KEY = "metadata."  # begins the name of a conflict about one top-level key


class Collision(NamedTuple):
    """A field, or a key of metadata, with its values; `field` None: the target as a whole."""

    field: str | None
    base: Value = None
    theirs: Value = None
    ours: Value = None


WHOLE = Collision(None)


def as_json(values: tuple[Value, ...]) -> Json:
    """Values in the shape that JSON gives them: lists and plain objects."""
    return msgspec.json.decode(msgspec.json.encode(values))


def target_of(tree: Tree, target: Target, target_id: str) -> Project | Task | None:
    """The project or task of that id, None if it is not in the tree."""
    if target == "task":
        return tree.tasks.get(target_id)
    return tree.project if tree.project and tree.project.id == target_id else None


def without_theirs(patch: Patch, sides: Sides) -> Patch | None:
    """Our patch without what was settled for their side; None when nothing of it is left."""
    settled = {field for field, side in sides.items() if side == "theirs"}
    if None in settled:
        return None
    if "parent_id" in settled:
        settled.add("position")
    if patch.op == "create":
        settled.discard("title")
    fields = patch.fields()
    if not settled & fields.keys():
        return patch
    kept = {field: value for field, value in fields.items() if field not in settled}
    return msgspec.structs.replace(patch, body=kept) if kept else None


def merged_value(field: str, base: Value, ours: Value, current: Value, sides: Sides) -> Value:
    """`current`, changed as ours changed `base`, but for keys of metadata settled for their side.

    Taken over all our patches, so that what they added and removed again does not count.
    """
    if field in SET_FIELDS:
        removed, added = set(base) - set(ours), set(ours) - set(base)
        return tuple(sorted(set(current) - removed | added))
    touched = {key for key in _changed_keys(base, ours) if sides.get(KEY + key) != "theirs"}
    untouched = {key: value for key, value in current.items() if key not in touched}
    return untouched | {key: value for key, value in ours.items() if key in touched}


def collisions(
    base: Project | Task, theirs: Project | Task, ours: Project | Task, patch: Patch
) -> Iterator[Collision]:
    """What `patch` sets and both sides have changed, to different results."""
    for field in patch.fields():
        values = (getattr(base, field), getattr(theirs, field), getattr(ours, field))
        if field == "metadata":
            yield from _key_collisions(*values)
        elif field not in SET_FIELDS and _collide(field, *values):
            yield Collision(field, *values)


def _collide(field: str, base: Value, theirs: Value, ours: Value) -> bool:
    return not same_value(field, base, theirs) and not same_value(field, theirs, ours)


def _key_collisions(base: Json, theirs: Json, ours: Json) -> Iterator[Collision]:
    both = set(_changed_keys(base, theirs)) & set(_changed_keys(base, ours))
    for key in _changed_keys(theirs, ours):
        if key in both:
            yield Collision(KEY + key, base.get(key), theirs.get(key), ours.get(key))


def _changed_keys(before: Mapping[str, Json], after: Mapping[str, Json]) -> Iterator[str]:
    for key in sorted({*before, *after}):
        if key not in before or key not in after or not same_json(before[key], after[key]):
            yield key


def changed_below(base: Tree, there: Tree, here: Tree, mine: Tree, delete: Patch) -> set[str]:
    """The ids that they changed or added in what our patch deletes.

    `mine` is our tree before the patch, `here` the merged one. What their own deletions took out of
    a task does not count as a change.
    """
    if delete.target == "task":
        deleted = {delete.target_id, *(task.id for task in mine.walk(delete.target_id))}
        now = {task.id for task in here.walk(delete.target_id)}
        return _changed_tasks(base, there, deleted) | now - deleted
    deleted, now = set(mine.tasks), set(here.tasks)
    changed = _changed_tasks(base, there, deleted) | now - deleted
    if base.project and there.project and changes(base.project, there.project):
        changed.add(delete.target_id)
    return changed


def _changed_tasks(base: Tree, there: Tree, ids: set[str]) -> set[str]:
    both = (i for i in ids if i in base.tasks and i in there.tasks)
    return {i for i in both if _differs(base.tasks[i], there.tasks[i], there)}


def _differs(old: Task, new: Task, there: Tree) -> bool:
    if old is new:
        return False
    left = tuple(i for i in old.depends_on if i in there.tasks)
    return bool(changes(msgspec.structs.replace(old, depends_on=left), new))
