"""The form of an answer, as JSON Schema, in the two dialects that vendors enforce.

- **closed** (OpenAI's strict mode and its kin): every field is required, so what is not said is null.
  One shape for each `op`, or a deletion would have to spell out twenty nulls.
- **open** (Anthropic, Gemini): fields are optional. One shape for all, as Anthropic allows no more
  than 24 optional fields, and 16 unions, in all of a request.

Edits come first, because they are what is waited for. Handles are plain strings: an enum of them would
change with every turn, and no vendor's cache of prompts or grammars would hit. The fields are those of
`Edit`; `UNSAID` are those whose form no strict schema can express, understood where a model says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any, Literal, get_args, get_origin, get_type_hints

from agents.edits import Clearable, Edit
from agents.findings import KINDS
from agents.ports import Kind
from ledger.core.model import Priority, ProjectStatus, TaskStatus

Dialect = Literal["closed", "open"]
Schema = dict[str, Any]

UNSAID = {"links", "metadata"}
ALWAYS = ("op", "ref")
ONLY_OF_UPDATES = ("actual_minutes", "clear")

STATUSES = dict.fromkeys((*get_args(TaskStatus), *get_args(ProjectStatus)))
"""Those of tasks, then those of the project, each once."""
STRING: Schema = {"type": "string"}
NULL: Schema = {"type": "null"}
PARTS: Mapping[Kind, tuple[str, ...]] = {
    "plan": ("edits", "text", "questions"),
    "estimate": ("edits", "findings", "text"),
    "complexity": ("findings", "text"),
    "risks": ("findings", "edits", "text"),
    "next": ("findings", "text"),
    "explain": ("text",),
    "summary": ("text",),
}
"""What an answer to each kind of request consists of."""
NAMED: dict[str, Schema] = {
    "op": {"type": "string", "enum": ["create", "update", "delete"]},
    "status": {"type": "string", "enum": list(STATUSES)},
    "priority": {"type": "string", "enum": list(get_args(Priority))},
    "start_date": {"type": "string", "description": "YYYY-MM-DD"},
    "due_date": {"type": "string", "description": "YYYY-MM-DD"},
    "clear": {"type": "array", "items": {"type": "string", "enum": list(get_args(Clearable))}},
}


def schema(dialect: Dialect, kind: Kind = "plan") -> Schema:
    """The schema of an answer; each call gives a new one, because vendors' libraries rewrite it."""
    return _object({part: _parts(dialect)[part] for part in PARTS[kind]})


def _parts(dialect: Dialect) -> dict[str, Schema]:
    edit: Schema = (
        {"anyOf": _closed_edits()} if dialect == "closed" else _object(said_fields(), ALWAYS)
    )
    question = {"question": STRING, "candidates": _list_of(STRING), "options": _list_of(STRING)}
    finding: dict[str, Schema] = {
        "kind": {"type": "string", "enum": list(dict.fromkeys(chain(*KINDS.values())))},
        "ref": {"type": "string", "description": "a task's handle, or P for the plan as a whole"},
        "reason": STRING,
        "score": {"type": "integer", "description": "from 1 to 10"},
    }
    return {
        "edits": _list_of(edit),
        "findings": _list_of(_object(finding)),
        "text": STRING,
        "questions": _list_of(_object(question)),
    }


def said_fields() -> dict[str, Schema]:
    """The fields of an edit that a schema offers."""
    hints = _hints()
    return {f: NAMED.get(f) or _of(hints[f]) for f in Edit.__struct_fields__ if f not in UNSAID}


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Edit)  # takes a millisecond


def _closed_edits() -> list[Schema]:
    fields = said_fields()
    made = [f for f in fields if f not in ONLY_OF_UPDATES and not f.startswith(("add_", "remove_"))]
    return [
        _closed_edit("create", {f: fields[f] for f in made}, {"title"}),
        _closed_edit("update", fields, set()),
        _closed_edit("delete", {f: fields[f] for f in ALWAYS}, set()),
    ]


def _closed_edit(op: str, fields: dict[str, Schema], needed: set[str]) -> Schema:
    kept = {*ALWAYS, *needed}
    shapes = {f: s if f in kept else {"anyOf": [s, NULL]} for f, s in fields.items()}
    return _object({**shapes, "op": {"type": "string", "enum": [op]}}, shapes)


def _of(hint: Any) -> Schema:
    """The schema of a field by its type: text, a whole number, or a list of texts."""
    kinds = {get_origin(kind) or kind for kind in (get_args(hint) or (hint,))}
    if tuple in kinds or get_origin(hint) is tuple:
        return _list_of(STRING)
    return {"type": "integer"} if int in kinds else STRING


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Schema], required: Iterable[str] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }
