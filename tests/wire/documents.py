"""What a vendor that enforces a schema lets a model write, and the same with all that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.wire.schemas import Schema

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def permits(schema: Schema, value: Any) -> bool:
    """Whether the value is one of the schema's."""
    if "anyOf" in schema:
        return any(permits(inner, value) for inner in schema["anyOf"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[kind]) for kind in kinds):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, list):
        return all(permits(schema["items"], item) for item in value)
    return not isinstance(value, dict) or _permits_object(schema, value)


def _permits_object(schema: Schema, value: Mapping[str, Any]) -> bool:
    known = schema["properties"]
    if not set(schema.get("required", ())) <= set(value) <= set(known):
        return False
    return all(permits(known[name], inner) for name, inner in value.items())


def in_full(schema: Schema, value: Any) -> Any:
    """The value with everything that the schema requires of it: nulls and empty lists.

    What the schema does not permit stays as it is.
    """
    if "anyOf" in schema:
        filled = (in_full(inner, value) for inner in schema["anyOf"])
        possible = zip(schema["anyOf"], filled, strict=True)
        return next((full for inner, full in possible if permits(inner, full)), value)
    if isinstance(value, list) and schema.get("type") == "array":
        return [in_full(schema["items"], item) for item in value]
    if not isinstance(value, dict) or "properties" not in schema:
        return value
    known = schema["properties"]
    missing = {n: _nothing(known[n]) for n in known if n in schema["required"] and n not in value}
    said = {n: in_full(known[n], v) if n in known else v for n, v in value.items()}
    both = {**said, **missing}
    return {name: both[name] for name in [*known, *both] if name in both}


def _nothing(schema: Schema) -> Any:
    """What stands where nothing is said."""
    empty: tuple[Any, ...] = (None, [], "")
    return next((value for value in empty if permits(schema, value)), None)
