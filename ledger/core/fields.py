"""The fields as they may come from outside: their types, limits, descriptions and examples.

A type here normalises what has several spellings (ids to lowercase, sets sorted) and never alters
text. Every error has one of our codes as its pydantic error type, or is mapped in `parsing`.
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ledger.core.canonical import MAX_SAFE_INTEGER
from ledger.core.derived.durations import DAY
from ledger.core.model import Json, Priority, ProjectStatus, TaskStatus
from ledger.core.positions import MAX_LENGTH
from ledger.core.uuids import is_uuid

METADATA_DEPTH = 32
MOST_MINUTES = 100 * 365 * DAY
"""A hundred years of work: more is a slip of the hand, and makes every sum above it one."""
_POSITION = re.compile(r"[0-9A-Za-z]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
"""All but the tab, which is blank space."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCRIPT_URL = re.compile(r"\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)


def invalid(message: str) -> PydanticCustomError:
    """The value has the right type and is not allowed."""
    return PydanticCustomError("invalid_value", "{sentence}", {"sentence": message})


def _text(value: str) -> str:
    if "\0" in value:
        raise invalid("Text may not contain the character NUL.")
    if not value.isascii() and _SURROGATE.search(value):
        raise invalid("Text may not contain half of a surrogate pair.")
    return value


def _title(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank_title", "A title needs at least one visible character.")
    return value


def _one_line(value: str) -> str:
    if _CONTROL.search(value):
        raise invalid(
            "This stands on one line: it may not contain line breaks or control characters."
        )
    return value


def _uuid(value: str) -> str:
    if not is_uuid(value):
        raise invalid("An id is a UUID such as 019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a11.")
    return value.lower()


def _day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise invalid("A date is written YYYY-MM-DD.")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise invalid("There is no such day.") from None
    return value


def _position(value: str) -> str:
    if not _POSITION.fullmatch(value):
        raise invalid("A position is made of the characters 0-9, A-Z, a-z.")
    return value


def _url(value: str) -> str:
    if _SCRIPT_URL.match(value):
        raise invalid("A link leads to a page: it may not carry a script or data.")
    return value


def _work(value: int) -> int:
    if value > MOST_MINUTES:
        raise invalid(f"Work is at most {MOST_MINUTES:,} minutes: 100 years of days of 8 hours.")
    return value


def _sorted_set(values: list[str]) -> list[str]:
    return sorted(set(values))


def _metadata(value: dict[str, Any]) -> dict[str, Any]:
    normal: dict[str, Any] = _json(value, METADATA_DEPTH)
    return normal


def _json(value: Json, levels: int) -> Json:
    """JSON within what every reader can hold; integral floats become the integers that they are."""
    if levels < 0:
        raise invalid(f"Metadata nests at most {METADATA_DEPTH} levels deep.")
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _json_number(value)
    if isinstance(value, list):
        return [_json(item, levels - 1) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {_text(key): _json(item, levels - 1) for key, item in value.items()}
    raise PydanticCustomError("wrong_type", "Metadata holds only what JSON can.")


def _json_number(value: float) -> float:
    if not math.isfinite(value) or abs(value) > MAX_SAFE_INTEGER:
        raise invalid("A number lies between -(2^53 - 1) and 2^53 - 1.")
    return int(value) if value == int(value) else value


def _described(description: str, *examples: object) -> Any:
    return Field(description=description, examples=list(examples))


Text = Annotated[str, AfterValidator(_text)]
Line = Annotated[
    str, Field(min_length=1, max_length=200), AfterValidator(_text), AfterValidator(_one_line)
]
Prose = Annotated[str, Field(max_length=1_000_000), AfterValidator(_text)]
Id = Annotated[str, AfterValidator(_uuid), Field(json_schema_extra={"format": "uuid"})]
Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]
_AT_MOST = (AfterValidator(_work), Field(json_schema_extra={"maximum": MOST_MINUTES}))


class LinkIn(BaseModel):
    """A reference into an external system."""

    model_config = ConfigDict(extra="forbid", strict=True)

    system: Annotated[Line, _described("The system's name.", "github")]
    external_id: Annotated[
        str,
        Field(min_length=1, max_length=1000),
        AfterValidator(_text),
        _described("Its id there.", "acme/app#12"),
    ]
    url: Annotated[
        Annotated[str, Field(max_length=4000), AfterValidator(_text), AfterValidator(_url)] | None,
        _described("Where to look at it.", "https://github.com/acme/app/issues/12"),
    ] = None


TargetId = Annotated[
    Id, _described("The id of what is changed.", "019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a11")
]
Title = Annotated[
    str,
    Field(max_length=200, json_schema_extra={"minLength": 1}),
    AfterValidator(_text),
    AfterValidator(_one_line),
    AfterValidator(_title),
    _described("What it is, in one line.", "Design login form"),
]
Summary = Annotated[
    Prose | None,
    _described("What the project is about, in Markdown.", "A shop for second-hand books"),
]
Description = Annotated[
    Prose | None,
    _described("What is to be done, in Markdown.", "Fields, errors and *forgot password*"),
]
ProjectState = Annotated[
    ProjectStatus, _described("The project's status; planning when new.", "active")
]
TaskState = Annotated[TaskStatus, _described("The task's status; todo when new.", "in_progress")]
Importance = Annotated[Priority, _described("The priority; medium when new.", "high")]
Tags = Annotated[
    list[Line],
    Field(max_length=1000),
    AfterValidator(_sorted_set),
    _described("A set: order and repetitions do not count.", ["backend", "security"]),
]
StartDate = Annotated[Day | None, _described("The day on which it starts.", "2026-11-23")]
DueDate = Annotated[
    Day | None, _described("The day by which it is due, not before the start.", "2026-12-03")
]
Person = Annotated[Line | None, _described("Who is responsible.", "ada")]
Links = Annotated[
    list[LinkIn],
    Field(max_length=1000),
    _described("References into external systems.", [{"system": "jira", "external_id": "APP-7"}]),
]
Metadata = Annotated[
    dict[str, Any],
    AfterValidator(_metadata),
    _described("Any JSON object, kept as it is.", {"sprint": 7}),
]
ParentId = Annotated[
    Id | None,
    _described("The task above; null at the top.", "019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a12"),
]
Position = Annotated[
    str,
    Field(max_length=MAX_LENGTH, min_length=1),
    AfterValidator(_position),
    _described("A key among the siblings, compared bytewise. Left out: goes last.", "V"),
]
Criteria = Annotated[
    list[Annotated[str, Field(max_length=10_000), AfterValidator(_text)]],
    Field(max_length=1000),
    _described("When it is done.", ["Wrong passwords are refused"]),
]
Estimate = Annotated[
    Annotated[int, Field(gt=0), *_AT_MOST] | None, _described("Estimated work in minutes.", 120)
]
Actual = Annotated[
    Annotated[int, Field(ge=0), *_AT_MOST] | None, _described("Work done in minutes.", 90)
]
DependsOn = Annotated[
    list[Id],
    Field(max_length=1000),
    AfterValidator(_sorted_set),
    _described(
        "The tasks that have to be completed first, a set of ids.",
        ["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a13"],
    ),
]
