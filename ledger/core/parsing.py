"""Patches at the door: what comes from outside is parsed here once, strictly, and trusted inside.

The models are the interface's description too (OpenAPI is made from them).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from ledger.core import fields
from ledger.core.errors import Refused, Violation
from ledger.core.model import Json
from ledger.core.patch import Op, Patch, Target, freeze
from ledger.core.sentences import sentence

CODES = {  # pydantic's error types that are not simply an `invalid_value`, and our own
    "missing": "missing_field",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "blank_title": "blank_title",
    "empty_body": "empty_body",
    "wrong_type": "wrong_type",
}
UNSET: Any = None  # a field that was not given; what was given is in `model_fields_set`


def _hide_defaults(schema: dict[str, Any]) -> None:
    for field in schema["properties"].values():
        field.pop("default", None)


def _at_least_one(schema: dict[str, Any]) -> None:
    _hide_defaults(schema)
    schema["minProperties"] = 1


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Body(_Strict):
    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("empty_body", "An update names at least one field.")
        return self


class ProjectBody(_Body):
    """The fields of a project that change: at least one; null clears."""

    model_config = ConfigDict(json_schema_extra=_at_least_one)

    title: fields.Title = UNSET
    summary: fields.Summary = UNSET
    status: fields.ProjectState = UNSET
    priority: fields.Importance = UNSET
    tags: fields.Tags = UNSET
    start_date: fields.StartDate = UNSET
    due_date: fields.DueDate = UNSET
    owner: fields.Person = UNSET
    links: fields.Links = UNSET
    metadata: fields.Metadata = UNSET


class NewProjectBody(ProjectBody):
    """The fields of a new project: a title, and what else is known."""

    model_config = ConfigDict(json_schema_extra=_hide_defaults)

    title: fields.Title


class TaskBody(_Body):
    """The fields of a task that change: at least one; null clears. `parent_id`, `position` move it."""

    model_config = ConfigDict(json_schema_extra=_at_least_one)

    title: fields.Title = UNSET
    parent_id: fields.ParentId = UNSET
    position: fields.Position = UNSET
    description: fields.Description = UNSET
    acceptance_criteria: fields.Criteria = UNSET
    status: fields.TaskState = UNSET
    priority: fields.Importance = UNSET
    estimated_minutes: fields.Estimate = UNSET
    actual_minutes: fields.Actual = UNSET
    start_date: fields.StartDate = UNSET
    due_date: fields.DueDate = UNSET
    assignee: fields.Person = UNSET
    tags: fields.Tags = UNSET
    depends_on: fields.DependsOn = UNSET
    links: fields.Links = UNSET
    metadata: fields.Metadata = UNSET


class NewTaskBody(TaskBody):
    """The fields of a new task: a title, and what else is known. Its number is given to it."""

    model_config = ConfigDict(json_schema_extra=_hide_defaults)

    title: fields.Title


class CreateProject(_Strict):
    """Creates the project: the first patch of each."""

    op: Literal["create"]
    target: Literal["project"]
    target_id: fields.TargetId
    body: NewProjectBody


class UpdateProject(_Strict):
    """Changes fields of the project."""

    op: Literal["update"]
    target: Literal["project"]
    target_id: fields.TargetId
    body: ProjectBody


class DeleteProject(_Strict):
    """Removes the project and all its tasks; its history stays."""

    op: Literal["delete"]
    target: Literal["project"]
    target_id: fields.TargetId
    body: None = None


class CreateTask(_Strict):
    """Adds a task, last among its siblings unless its position is given."""

    op: Literal["create"]
    target: Literal["task"]
    target_id: fields.TargetId
    body: NewTaskBody


class UpdateTask(_Strict):
    """Changes fields of a task, or moves it."""

    op: Literal["update"]
    target: Literal["task"]
    target_id: fields.TargetId
    body: TaskBody


class DeleteTask(_Strict):
    """Removes a task with its whole subtree, also from what depended on them."""

    op: Literal["delete"]
    target: Literal["task"]
    target_id: fields.TargetId
    body: None = None


AnyPatch = CreateProject | UpdateProject | DeleteProject | CreateTask | UpdateTask | DeleteTask


def _kind(raw: Any) -> str:
    named = raw if isinstance(raw, Mapping) else vars(raw) if isinstance(raw, _Strict) else {}
    return f"{named.get('op')} {named.get('target')}"


PatchIn = Annotated[
    Annotated[CreateProject, Tag("create project")]
    | Annotated[UpdateProject, Tag("update project")]
    | Annotated[DeleteProject, Tag("delete project")]
    | Annotated[CreateTask, Tag("create task")]
    | Annotated[UpdateTask, Tag("update task")]
    | Annotated[DeleteTask, Tag("delete task")],
    Discriminator(_kind),
    Field(description="One atomic change to one target: the only way that anything changes."),
]

_adapter: TypeAdapter[AnyPatch] = TypeAdapter(PatchIn)


def parse_patches(raw: Sequence[Json]) -> tuple[Patch, ...]:
    """Patches out of decoded JSON. Raises Refused naming every violation with index and field."""
    patches: list[Patch] = []
    violations: list[Violation] = []
    for index, item in enumerate(raw):
        try:
            patches.append(to_core(_adapter.validate_python(item)))
        except ValidationError as error:
            violations += violations_in(error, item, index)
    if violations:
        raise Refused(tuple(violations))
    return tuple(patches)


def to_core(model: AnyPatch) -> Patch:
    """The inner shape of a parsed patch: only the fields that were given, lists as tuples."""
    if model.body is None:
        return Patch(model.op, model.target, model.target_id)
    named = model.body.model_fields_set
    given = {f: getattr(model.body, f) for f in type(model.body).model_fields if f in named}
    if "links" in given:
        given["links"] = [link.model_dump() for link in given["links"]]
    return Patch(model.op, model.target, model.target_id, freeze(given))


def violations_in(error: ValidationError, raw: Json, index: int | None) -> Iterator[Violation]:
    """What is wrong with one patch, in our codes. `raw` is the patch as it came."""
    details = error.errors(include_url=False)
    yield from violations_among(details, raw, index)


def violations_among(
    details: Iterable[ErrorDetails], raw: Json, index: int | None
) -> Iterator[Violation]:
    """The same from pydantic's details, whose places begin with the kind of patch (or of request)."""
    named = raw if isinstance(raw, Mapping) else {}
    target_id = named.get("target_id")
    for detail in details:
        if detail["type"].startswith("union_tag"):
            found = _wrong_kind(raw)
        else:
            place = [_shown(part) for part in detail["loc"][1:] if part != "body"]
            found = iter([_violation(detail, ".".join(place) or "body")])
        for code, message, field in found:
            target = _shown(target_id) if isinstance(target_id, str) else None
            yield Violation(code, message, index, field, target)


def _shown(part: str | int) -> str:
    """What came from outside, fit to be shown again: short, and text that can be encoded."""
    return str(part)[:100].encode(errors="replace").decode()


def _violation(detail: ErrorDetails, field: str) -> tuple[str, str, str | None]:
    kind = detail["type"]
    if field == "body" and kind in ("model_type", "none_required"):
        holds = "A delete has no body." if kind == "none_required" else "The body is a JSON object."
        return "wrong_type", holds, field
    if kind == "extra_forbidden":
        if field == "number":
            return "number_not_allowed", "A task's number is given to it, never set.", field
        return "unknown_field", f"There is no field {field} here.", field
    if kind.endswith("_type") or (kind == "literal_error" and detail["input"] is None):
        return "wrong_type", sentence(detail, field), field
    return CODES.get(kind, "invalid_value"), sentence(detail, field), field


def _wrong_kind(raw: Json) -> Iterator[tuple[str, str, str | None]]:
    """A patch whose `op` or `target` is missing or unknown, so that nothing else can be said of it."""
    if not isinstance(raw, Mapping):
        yield "wrong_type", "A patch is a JSON object.", None
        return
    for field, known in (("op", get_args(Op)), ("target", get_args(Target))):
        if field not in raw:
            yield "missing_field", f"A patch needs {field}.", field
        elif raw[field] not in known:
            yield "invalid_value", f"{field} is one of {', '.join(known)}.", field
