"""The little reader of schemas on trial: what it lets through is what the suite's models write."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.documents import in_full, permits
from tests.wire.schemas import Schema, anthropic_fault, gemini_fault, openai_fault

NULLABLE: Schema = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def shape(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


CREATE = shape({"op": {"type": "string", "enum": ["create"]}, "title": NULLABLE}, "op", "title")
DELETE = shape({"op": {"type": "string", "enum": ["delete"]}}, "op")
PLAN = shape({"edits": {"type": "array", "items": {"anyOf": [CREATE, DELETE]}}}, "edits")


@pytest.mark.parametrize(
    ("permitted", "value"),
    [
        (True, {"edits": []}),
        (True, {"edits": [{"op": "create", "title": None}, {"op": "delete"}]}),
        (False, {"edits": [{"op": "create"}]}),
        (False, {"edits": [{"op": "delete", "title": "x"}]}),
        (False, {"edits": [{"op": "explode"}]}),
        (False, {"edits": {}}),
        (False, {}),
        (False, []),
    ],
)
def test_a_schema_permits_what_it_says(permitted: bool, value: Any) -> None:
    assert permitted == permits(PLAN, value)


def test_a_value_in_full_has_what_is_required() -> None:
    """Nulls stand where nothing was said, in the schema's order; what fits nowhere is left alone."""
    said = {"edits": [{"op": "create"}, {"op": "delete"}, {"op": "explode"}]}
    full = in_full(PLAN, said)
    assert [{"op": "create", "title": None}, {"op": "delete"}, {"op": "explode"}] == full["edits"]
    assert ["edits"] == list(in_full(PLAN, {}))


def test_openai_wants_everything_closed_and_required() -> None:
    assert openai_fault(PLAN) is None
    assert "additionalProperties" in str(openai_fault({**PLAN, "additionalProperties": True}))
    assert "Missing 'edits'" in str(openai_fault({**PLAN, "required": []}))
    assert "'default' is not permitted" in str(openai_fault({**PLAN, "default": {}}))
    assert 'type: "object"' in str(openai_fault({"anyOf": [PLAN]}))
    either = {"anyOf": [DELETE, DELETE]}
    assert "first keys" in str(openai_fault(shape({"one": either}, "one")))


def test_anthropic_counts_what_is_optional_and_what_is_a_union() -> None:
    fields = {f"field_{n}": {"type": "string"} for n in range(25)}
    assert anthropic_fault([shape(fields, "field_0")]) is None
    assert "optional parameters (25)" in str(anthropic_fault([shape(fields)]))
    unions = {f"field_{n}": NULLABLE for n in range(17)}
    assert "union types (17" in str(anthropic_fault([shape(unions, *unions)]))
    assert anthropic_fault([shape({"field_1": NULLABLE}, "field_1")] * 16) is None
    assert "'maxItems' is not supported" in str(
        anthropic_fault([{"type": "array", "items": DELETE, "maxItems": 3}])
    )
    assert "additionalProperties" in str(anthropic_fault([{"type": "object", "properties": {}}]))


def test_gemini_knows_a_part_of_json_schema() -> None:
    assert gemini_fault(PLAN) is None
    assert '"pattern"' in str(gemini_fault({"type": "string", "pattern": "^N"}))
