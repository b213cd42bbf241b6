"""Patch: one atomic change to one target. The only way that anything changes.

This is the inner shape, trusted and cheap: `body` holds normalised values (sets as sorted tuples,
dates as ISO strings, links as `Link`). What comes from outside is parsed by `ledger.core.parsing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypedDict, get_type_hints

import msgspec

from ledger.core.model import Link, Project, ProjectStatus, Task, TaskStatus, same_json

Op = Literal["create", "update", "delete"]
Target = Literal["project", "task"]
Value = Any  # str | int | None | tuple[str, ...] | tuple[Link, ...] | Mapping[str, Json]
if TYPE_CHECKING:
    Body = Mapping[str, Value]
else:  # for what decodes one: each field comes in its inner shape at once
    FIELDS = {**get_type_hints(Project), **get_type_hints(Task)}
    Body = TypedDict("Body", {**FIELDS, "status": ProjectStatus | TaskStatus}, total=False)

PROJECT_FIELDS = tuple(f for f in Project.__struct_fields__ if f != "id")
TASK_FIELDS = tuple(f for f in Task.__struct_fields__ if f != "id")
DEFAULTS: dict[Target, dict[str, Value]] = {
    "project": {f: getattr(Project(id="", title=""), f) for f in PROJECT_FIELDS},
    "task": {f: getattr(Task(id="", title=""), f) for f in TASK_FIELDS},
}
SET_FIELDS = frozenset({"tags", "depends_on"})
TEXT_LIST_FIELDS = frozenset({"tags", "depends_on", "acceptance_criteria"})


class Patch(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One change. `body`: for a create the given fields, for an update only the fields that change."""

    op: Op
    target: Target
    target_id: str
    body: Body | None = None

    def fields(self) -> Body:
        """The body, or an empty one for a delete."""
        return self.body or {}

    def leaves_alone(self, fields: frozenset[str]) -> bool:
        """Whether it is an update of a task that sets none of these fields."""
        return self.op == "update" and self.target == "task" and fields.isdisjoint(self.body or ())

    def with_fields(self, **fields: Value) -> Patch:
        """The same patch with these fields in its body, over those of the same name."""
        return Patch(self.op, self.target, self.target_id, {**self.fields(), **fields})


def freeze(body: Mapping[str, Any]) -> dict[str, Value]:
    """Values as JSON decodes them (lists, dicts) in the inner shape. Trusts what it is given."""
    frozen = dict(body)
    for field in frozen.keys() & TEXT_LIST_FIELDS:
        frozen[field] = tuple(frozen[field])
    if "links" in frozen:
        links = frozen["links"]
        frozen["links"] = tuple(link if isinstance(link, Link) else Link(**link) for link in links)
    return frozen


def same_value(field: str, a: Value, b: Value) -> bool:
    """Whether a field has the same value twice; metadata is compared as JSON."""
    return same_json(a, b) if field == "metadata" else bool(a == b)


def changes(old: Project | Task, new: Project | Task) -> dict[str, Value]:
    """The fields of `new` that differ from `old`, with their new values. Both are of one kind."""
    fields = PROJECT_FIELDS if isinstance(new, Project) else TASK_FIELDS
    return {
        field: value
        for field in fields
        if not same_value(field, getattr(old, field), value := getattr(new, field))
    }


def create_project(project: Project) -> Patch:
    """The patch that creates `project` as it is; fields at their default are left out."""
    return Patch("create", "project", project.id, _set_fields("project", project))


def create_task(task: Task) -> Patch:
    """The patch that creates `task` as it is, number and position included."""
    return Patch("create", "task", task.id, _set_fields("task", task))


def _set_fields(target: Target, value: Project | Task) -> dict[str, Value]:
    defaults = DEFAULTS[target]
    return {f: v for f in defaults if (v := getattr(value, f)) != defaults[f] or f == "title"}
