"""Patches told as fields with before and after: for one changeset, a proposal's draft or a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ledger.core.apply import evolve
from ledger.core.model import Project, Task, Tree
from ledger.core.patch import PROJECT_FIELDS, TASK_FIELDS, Patch, Target, Value
from projections.effects import removed_by, target_of, unlinked_by

FIELDS: dict[Target, tuple[str, ...]] = {"project": PROJECT_FIELDS, "task": TASK_FIELDS}
GIVEN = frozenset({"number", "position"})
"""Fields that every create carries and nobody chose: not told for a create."""
NAMING = ("parent_id", "depends_on")
"""Fields that name other tasks."""


class FieldChange(msgspec.Struct, frozen=True):
    """One field. For `parent_id` and `depends_on` the labels are the titles of the tasks named.

    A label is None where there is none: other fields, no parent (the top level).
    """

    field: str
    before: Value
    after: Value
    before_label: str | None = None
    after_label: str | None = None


class Unlinked(msgspec.Struct, frozen=True):
    """A task that depended on something that a delete took away."""

    id: str
    number: int
    title: str


class ChangeRow(msgspec.Struct, frozen=True):
    """One patch. `title` and `number` (None for the project) are those of its target.

    The title is that after the patch, for a delete the last one. A delete tells no fields: `removed`
    is how many tasks went with it, itself included, and `unlinked` who lost a dependency.
    """

    index: int
    patch: Patch
    title: str
    number: int | None
    changes: tuple[FieldChange, ...] = ()
    removed: int = 0
    unlinked: tuple[Unlinked, ...] = ()


def changes(before: Tree, patches: Iterable[Patch]) -> list[ChangeRow]:
    """A row for each patch, told against the tree that it meets. The patches must apply to `before`."""
    given = list(patches)
    coming = {p.target_id: p.fields()["title"] for p in given if p.op == "create"}
    rows: list[ChangeRow] = []
    tree = before
    for index, patch in enumerate(given):
        after = evolve(tree, patch)
        rows.append(_row(index, patch, tree, after, coming))
        tree = after
    return rows


def _row(
    index: int, patch: Patch, before: Tree, after: Tree, coming: Mapping[str, str]
) -> ChangeRow:
    target = target_of(before if patch.op == "delete" else after, patch)
    removed = removed_by(before, patch)
    return ChangeRow(
        index,
        patch,
        target.title,
        target.number if isinstance(target, Task) else None,
        tuple(_field_changes(patch, before, after, coming)),
        len(removed),
        tuple(Unlinked(t.id, t.number, t.title) for t in unlinked_by(before, after, removed)),
    )


def _field_changes(
    patch: Patch, before: Tree, after: Tree, coming: Mapping[str, str]
) -> Iterator[FieldChange]:
    old = _known(before, patch)
    body = patch.fields()
    for field in FIELDS[patch.target]:
        if field not in body or (patch.op == "create" and field in GIVEN):
            continue
        was = getattr(old, field, None)
        labels = (_label(before, field, was, coming), _label(after, field, body[field], coming))
        yield FieldChange(field, was, body[field], *labels)


def _known(before: Tree, patch: Patch) -> Project | Task | None:
    return before.project if patch.target == "project" else before.tasks.get(patch.target_id)


def _label(tree: Tree, field: str, value: Value, coming: Mapping[str, str]) -> str | None:
    """The titles of the tasks that a value names; a later patch of the same list may create them."""
    if value is None or field not in NAMING:
        return None
    ids = (value,) if field == "parent_id" else value
    return ", ".join(tree.tasks[i].title if i in tree.tasks else coming.get(i, i) for i in ids)
