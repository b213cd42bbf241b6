"""Patches at the door: what is taken, what it becomes, and what is said about the rest."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from ledger.core.errors import Refused
from ledger.core.fields import MOST_MINUTES
from ledger.core.model import Link
from ledger.core.parsing import NewTaskBody, PatchIn, ProjectBody, TaskBody, parse_patches
from ledger.core.patch import PROJECT_FIELDS, TASK_FIELDS, Patch

ID = "019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a11"
OTHER = "019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a12"
NULLABLE = {
    "task": {
        *("parent_id", "description", "estimated_minutes", "actual_minutes"),
        *("start_date", "due_date", "assignee"),
    },
    "project": {"summary", "start_date", "due_date", "owner"},
}


def raw(target: str = "task", **body: Any) -> dict[str, Any]:
    return {"op": "update", "target": target, "target_id": ID, "body": body}


def parsed(**body: Any) -> dict[str, Any]:
    return dict(parse_patches([raw(**body)])[0].fields())


def named(*patches: Any) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(Refused) as refusal:
        parse_patches(patches)
    return [(v.code, v.index, v.field) for v in refusal.value.violations]


def test_each_kind_of_patch_is_taken() -> None:
    """Three operations on two targets; a delete may carry null as its body."""
    for target in ("project", "task"):
        head = {"target": target, "target_id": ID}
        assert (
            Patch("create", target, ID, {"title": "x"}),
            Patch("update", target, ID, {"status": "completed"}),
            Patch("delete", target, ID),
            Patch("delete", target, ID),
        ) == parse_patches(
            [
                {"op": "create", **head, "body": {"title": "x"}},
                {"op": "update", **head, "body": {"status": "completed"}},
                {"op": "delete", **head},
                {"op": "delete", **head, "body": None},
            ]
        )


def test_what_has_several_spellings_is_normalised() -> None:
    """Ids become lowercase, sets sorted without duplicates, integral floats integers, lists tuples."""
    assert {
        "tags": ("a", "b"),
        "depends_on": (ID, OTHER),
        "parent_id": ID,
        "links": (Link("github", "a#1"), Link("jira", "A-1", "https://x.y/A-1")),
        "metadata": {"a": 1, "b": [0, 1.5, True, None, {"c": -3}]},
    } == parsed(
        tags=["b", "a", "b"],
        depends_on=[OTHER.upper(), ID, OTHER],
        parent_id=ID.upper(),
        links=[
            {"system": "github", "external_id": "a#1"},
            {"system": "jira", "external_id": "A-1", "url": "https://x.y/A-1"},
        ],
        metadata={"a": 1.0, "b": [-0.0, 1.5, True, None, {"c": -3.0}]},
    )
    assert isinstance(parsed(metadata={"a": 1.0})["metadata"]["a"], int)


def test_text_is_never_altered() -> None:
    """Neither trimmed nor put into another Unicode form."""
    title, description = "  e\u0301 \u200f🌻 ", "a\r\nb\t\u2028 "
    assert {"title": title, "description": description} == parsed(
        title=title, description=description
    )


@pytest.mark.parametrize("target", ["task", "project"])
def test_null_clears_what_may_be_empty_and_nothing_else(target: str) -> None:
    """The nullable fields take null; the others say that it is the wrong type."""
    fields = set(TASK_FIELDS if target == "task" else PROJECT_FIELDS) - {"number"}
    for field in sorted(fields):
        if field in NULLABLE[target]:
            assert {field: None} == dict(parse_patches([raw(target, **{field: None})])[0].fields())
        else:
            assert [("wrong_type", 0, field)] == named(raw(target, **{field: None}))


def test_every_field_of_the_model_can_be_said() -> None:
    """But for the number, which is given."""
    assert set(TASK_FIELDS) - {"number"} == set(TaskBody.model_fields)
    assert set(PROJECT_FIELDS) == set(ProjectBody.model_fields)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "empty_body", "body"),
        ({"number": 1}, "number_not_allowed", "number"),
        ({"colour": "red"}, "unknown_field", "colour"),
        ({"title": 1}, "wrong_type", "title"),
        ({"title": ""}, "blank_title", "title"),
        ({"title": " \t\u3000"}, "blank_title", "title"),
        ({"title": "x" * 201}, "too_long", "title"),
        ({"title": "a\0b"}, "invalid_value", "title"),
        ({"title": "a\nb"}, "invalid_value", "title"),
        ({"title": "a\x07b"}, "invalid_value", "title"),
        ({"assignee": "a\u2028b"}, "invalid_value", "assignee"),
        ({"tags": ["a\rb"]}, "invalid_value", "tags.0"),
        ({"title": "\ud800"}, "invalid_value", "title"),
        ({"description": "x" * 1_000_001}, "too_long", "description"),
        ({"status": "planning"}, "invalid_value", "status"),
        ({"status": None}, "wrong_type", "status"),
        ({"priority": "urgent"}, "invalid_value", "priority"),
        ({"parent_id": "T17"}, "invalid_value", "parent_id"),
        ({"parent_id": ID.replace("-", "")}, "invalid_value", "parent_id"),
        ({"position": ""}, "invalid_value", "position"),
        ({"position": "a-b"}, "invalid_value", "position"),
        ({"position": "é"}, "invalid_value", "position"),
        ({"position": "V" * 201}, "too_long", "position"),
        ({"estimated_minutes": 0}, "invalid_value", "estimated_minutes"),
        ({"estimated_minutes": MOST_MINUTES + 1}, "invalid_value", "estimated_minutes"),
        ({"actual_minutes": MOST_MINUTES + 1}, "invalid_value", "actual_minutes"),
        ({"estimated_minutes": 1.5}, "wrong_type", "estimated_minutes"),
        ({"estimated_minutes": True}, "wrong_type", "estimated_minutes"),
        ({"estimated_minutes": "90"}, "wrong_type", "estimated_minutes"),
        ({"actual_minutes": -1}, "invalid_value", "actual_minutes"),
        ({"actual_minutes": 2**53}, "invalid_value", "actual_minutes"),
        ({"start_date": "2026-02-30"}, "invalid_value", "start_date"),
        ({"start_date": "20260228"}, "invalid_value", "start_date"),
        ({"due_date": "2026-02-28T00:00:00Z"}, "invalid_value", "due_date"),
        ({"due_date": 20260228}, "wrong_type", "due_date"),
        ({"assignee": ""}, "invalid_value", "assignee"),
        ({"tags": "api"}, "wrong_type", "tags"),
        ({"tags": ["ok", 1]}, "wrong_type", "tags.1"),
        ({"tags": ["x" * 201]}, "too_long", "tags.0"),
        ({"tags": ["x"] * 1001}, "too_long", "tags"),
        ({"depends_on": ["T3"]}, "invalid_value", "depends_on.0"),
        ({"acceptance_criteria": ["x" * 10_001]}, "too_long", "acceptance_criteria.0"),
        ({"links": [{"system": "github"}]}, "missing_field", "links.0.external_id"),
        ({"links": ["github"]}, "wrong_type", "links.0"),
        (
            {"links": [{"system": "a", "external_id": "b", "url": " JavaScript:alert(1)"}]},
            "invalid_value",
            "links.0.url",
        ),
        ({"links": [{"system": "a", "external_id": "b", "x": 1}]}, "unknown_field", "links.0.x"),
        ({"metadata": []}, "wrong_type", "metadata"),
        ({"metadata": {"a": float("nan")}}, "invalid_value", "metadata"),
        ({"metadata": {"a": float("inf")}}, "invalid_value", "metadata"),
        ({"metadata": {"a": 2**53}}, "invalid_value", "metadata"),
        ({"metadata": {"a": 1e300}}, "invalid_value", "metadata"),
        ({"metadata": {"a": ["\ud800"]}}, "invalid_value", "metadata"),
        ({"metadata": {"a\0": 1}}, "invalid_value", "metadata"),
        ({"metadata": {"a": {1, 2}}}, "wrong_type", "metadata"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_field(body: dict[str, Any], code: str, field: str) -> None:
    """Each is refused with the code that says what is wrong, and the field, or the item in it."""
    assert [(code, 0, field)] == named(raw(**body))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"title": None}, "title cannot be left empty: it is text."),
        ({"title": ""}, "A title needs at least one visible character."),
        ({"title": "x" * 201}, "title holds at most 200 characters."),
        ({"tags": [""]}, "tags.0 needs at least one character."),
        ({"tags": ["x"] * 1001}, "tags holds at most 1000 entries."),
        ({"tags": "api"}, "tags is a list."),
        ({"priority": "urgent"}, "priority is one of critical, high, medium, low, backlog."),
        ({"estimated_minutes": "90"}, "estimated_minutes is a whole number."),
        ({"estimated_minutes": 0}, "estimated_minutes is a number greater than 0."),
        ({"actual_minutes": -1}, "actual_minutes is a number of at least 0."),
        (
            {"estimated_minutes": MOST_MINUTES + 1},
            "Work is at most 17,520,000 minutes: 100 years of days of 8 hours.",
        ),
        ({"metadata": []}, "This has to be a JSON object."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_would_be_right_is_said(body: dict[str, Any], sentence: str) -> None:
    """In words for people, by the field's name."""
    with pytest.raises(Refused) as refusal:
        parse_patches([raw(**body)])
    assert sentence == refusal.value.violations[0].message


def test_metadata_nests_32_levels_and_no_deeper() -> None:
    """One level more is refused."""
    value: Any = "x"
    for _ in range(31):
        value = [value]
    assert {"metadata": {"a": value}} == parsed(metadata={"a": value})
    assert [("invalid_value", 0, "metadata")] == named(raw(metadata={"a": [value]}))


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        ("create", [("wrong_type", 0, None)]),
        (None, [("wrong_type", 0, None)]),
        ({}, [("missing_field", 0, "op"), ("missing_field", 0, "target")]),
        ({"op": "move", "target": "task"}, [("invalid_value", 0, "op")]),
        (
            {"op": ["update"], "target": {}},
            [("invalid_value", 0, "op"), ("invalid_value", 0, "target")],
        ),
        ({"op": "delete", "target": "task"}, [("missing_field", 0, "target_id")]),
        ({"op": "delete", "target": "task", "target_id": 7}, [("wrong_type", 0, "target_id")]),
        (
            {"op": "delete", "target": "task", "target_id": ID, "body": {}},
            [("wrong_type", 0, "body")],
        ),
        ({"op": "update", "target": "task", "target_id": ID}, [("missing_field", 0, "body")]),
        (
            {"op": "update", "target": "task", "target_id": ID, "body": []},
            [("wrong_type", 0, "body")],
        ),
        (
            {"op": "create", "target": "task", "target_id": ID, "body": {"status": "todo"}},
            [("missing_field", 0, "title")],
        ),
        ({**raw(title="x"), "id": 1}, [("unknown_field", 0, "id")]),
    ],
)
def test_a_wrong_patch(patch: Any, expected: list[Any]) -> None:
    """What is no patch is refused as far as anything can be said of it."""
    assert expected == named(patch)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    """In each patch and in each field."""
    assert [
        ("blank_title", 0, "title"),
        ("invalid_value", 0, "due_date"),
        ("invalid_value", 2, "op"),
        ("unknown_field", 3, "colour"),
    ] == named(
        raw(title=" ", due_date="soon"),
        raw(title="fine"),
        {"op": "x", "target": "task", "target_id": ID},
        raw("project", colour="red"),
    )


def test_what_is_shown_again_is_short_and_can_be_written() -> None:
    """A refusal of strange names and ids can itself be encoded."""
    patch = raw() | {"target_id": "\ud800", "body": {"\ud800" + "x" * 1000: 1}}
    with pytest.raises(Refused) as refusal:
        parse_patches([patch])
    for violation in refusal.value.violations:
        shown = f"{violation.message}{violation.field}{violation.target_id}"
        assert len(shown.encode()) < 500


def test_the_schema_describes_every_field() -> None:
    """Each has a description and an example; none claims a default that is not applied."""
    definitions = TypeAdapter(PatchIn).json_schema()["$defs"]
    for body in ("NewTaskBody", "TaskBody", "NewProjectBody", "ProjectBody"):
        for name, field in definitions[body]["properties"].items():
            assert field["description"], name
            assert field["examples"], name
            assert "default" not in field, name
    assert ["title"] == definitions["NewTaskBody"]["required"]
    assert 1 == definitions["TaskBody"]["minProperties"]


def test_the_examples_are_valid() -> None:
    """Each field's own examples are taken."""
    for name, field in NewTaskBody.model_json_schema()["properties"].items():
        for example in field["examples"]:
            assert name in parsed(**{name: example})
