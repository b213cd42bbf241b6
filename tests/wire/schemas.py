"""What vendors allow of JSON Schema, as their documentation has it. Each gives the first fault in words.

- OpenAI, strict: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
- Anthropic, strict: https://platform.claude.com/docs/en/build-with-claude/structured-outputs
- Gemini: https://ai.google.dev/gemini-api/docs/structured-output
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
Path = tuple[str, ...]

ANNOTATIONS = {"title", "description", "$schema", "$id"}
STRUCTURE = {"type", "properties", "required", "additionalProperties", "items", "anyOf", "enum"}
REFERENCES = {"const", "$ref", "$defs", "definitions"}
NUMBERS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
OPENAI = (
    STRUCTURE | REFERENCES | ANNOTATIONS | NUMBERS | {"pattern", "format", "minItems", "maxItems"}
)
ANTHROPIC = (
    STRUCTURE | REFERENCES | ANNOTATIONS | {"allOf", "default", "format", "pattern", "minItems"}
)
GEMINI = (
    STRUCTURE
    | ANNOTATIONS
    | {"$ref", "$defs", "minimum", "maximum", "format", "minItems", "maxItems"}
    | {"prefixItems", "oneOf", "propertyOrdering"}
)

OPENAI_LEVELS = 10
OPENAI_PROPERTIES = 5_000
ANTHROPIC_OPTIONAL = 24
ANTHROPIC_UNIONS = 16
ANTHROPIC_STRICT_TOOLS = 20


def nodes(schema: Schema, path: Path = ()) -> Iterator[tuple[Path, Schema]]:
    """The schema and all that are in it, each with the way to it; references are not followed."""
    yield path, schema
    for where in ("properties", "$defs", "definitions"):
        for name, inner in schema.get(where, {}).items():
            yield from nodes(inner, (*path, where, name))
    for where in ("anyOf", "allOf", "oneOf", "prefixItems"):
        for place, inner in enumerate(schema.get(where, ())):
            yield from nodes(inner, (*path, where, str(place)))
    if isinstance(schema.get("items"), Mapping):
        yield from nodes(schema["items"], (*path, "items"))


def openai_fault(schema: Schema) -> str | None:
    """Why a strict schema would be refused by OpenAI, or None."""
    if schema.get("type") != "object":
        return f"schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{schema.get('type')}\"'."
    found = list(nodes(schema))
    for path, node in found:
        fault = _unknown(node, OPENAI) or _open(node) or _not_required(node) or _alike(node)
        if fault:
            return f"In context={path}, {fault}"
    if sum(len(node.get("properties", ())) for _, node in found) > OPENAI_PROPERTIES:
        return f"Too many properties: at most {OPENAI_PROPERTIES}."
    if max(sum(step == "properties" for step in path) for path, _ in found) > OPENAI_LEVELS:
        return f"Too deep: at most {OPENAI_LEVELS} levels of nesting."
    return None


def anthropic_fault(schemas: list[Schema]) -> str | None:
    """Why these strict schemas of one request would be refused by Anthropic, or None."""
    found = [node for schema in schemas for _, node in nodes(schema)]
    for node in found:
        if node.get("type") == "object" and node.get("additionalProperties") is not False:
            return "For 'object' type, 'additionalProperties' must be explicitly set to false"
        if unknown := sorted(set(node) - ANTHROPIC):
            return f"For '{node.get('type')}' type, property '{unknown[0]}' is not supported"
        if node.get("minItems", 0) > 1:
            return "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
    optional = sum(len(set(n.get("properties", ())) - set(n.get("required", ()))) for n in found)
    if optional > ANTHROPIC_OPTIONAL:
        return (
            f"Schemas contains too many optional parameters ({optional}), which would make grammar "
            "compilation inefficient. Reduce the number of optional parameters in your tool schemas "
            f"(limit: {ANTHROPIC_OPTIONAL})."
        )
    unions = sum(_is_union(inner) for n in found for inner in n.get("properties", {}).values())
    if unions > ANTHROPIC_UNIONS:
        return (
            f"Schemas contains too many parameters with union types ({unions} parameters with type "
            "arrays or anyOf), which would make grammar compilation inefficient. Reduce the number of "
            f"parameters with union types (limit: {ANTHROPIC_UNIONS})."
        )
    return None


def gemini_fault(schema: Schema) -> str | None:
    """Why a JSON schema would be refused by Gemini, or None."""
    for _, node in nodes(schema):
        if unknown := sorted(set(node) - GEMINI):
            return f"Unknown name \"{unknown[0]}\" at 'generation_config.response_json_schema'"
    return None


def _unknown(node: Schema, known: set[str]) -> str | None:
    unknown = sorted(set(node) - known)
    return f"'{unknown[0]}' is not permitted." if unknown else None


def _open(node: Schema) -> str | None:
    if node.get("type") == "object" and node.get("additionalProperties") is not False:
        return "'additionalProperties' is required to be supplied and to be false."
    return None


def _not_required(node: Schema) -> str | None:
    missing = sorted(set(node.get("properties", ())) - set(node.get("required", ())))
    if not missing:
        return None
    return (
        "'required' is required to be supplied and to be an array including every key in properties. "
        f"Missing '{missing[0]}'."
    )


def _alike(node: Schema) -> str | None:
    """Objects of which one is to be chosen have to differ in their first key, or its only value."""
    firsts = [
        next(iter(o["properties"].items())) for o in node.get("anyOf", ()) if "properties" in o
    ]
    seen = [f"{name} {first.get('const', first.get('enum'))}" for name, first in firsts]
    if len(set(seen)) == len(seen):
        return None
    return "Objects provided via 'anyOf' must not share identical first keys."


def _is_union(schema: Schema) -> bool:
    return "anyOf" in schema or isinstance(schema.get("type"), list)
