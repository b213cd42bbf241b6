"""What was cut out of an answer, as what a provider says; what is no edit is told with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from agents.edits import Edit
from agents.models.scanner import Beside, Cut, Element
from agents.ports import EditSaid, FindingSaid, QuestionSaid, Said, TextSaid, UnreadableSaid

LONE = frozenset({"op", "ref"})
"""With one of these an answer begins that is an edit itself."""
SHOWN = 200
NO_ANSWER = "The answer has to be one JSON object in the form that was described."

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f]")


class _Question(msgspec.Struct):
    question: str
    candidates: tuple[str, ...] | None = None
    options: tuple[str, ...] | None = None


class _Finding(msgspec.Struct):
    kind: str
    reason: str
    ref: str | None = None
    score: int | None = None


def said_by(cut: Cut) -> Iterator[Said]:
    """What a value says: an edit, words, a question, something unreadable, or nothing."""
    if isinstance(cut, Beside):
        yield TextSaid(f"{cut.text}\n\n")
    elif cut.raw == "null":
        return
    elif cut.name == "text":
        yield from _words(cut.raw)
    elif cut.name in ("question", "questions"):
        yield from _question(cut.raw)
    elif cut.name in ("finding", "findings"):
        yield _finding(cut.raw)
    elif isinstance(cut, Element) or cut.name in ("edit", "edits"):
        yield _edit(cut.raw)


def unreadable(said: str, reason: str) -> UnreadableSaid:
    """It, as far as it is shown."""
    return UnreadableSaid(said if len(said) <= SHOWN else f"{said[:SHOWN]}…", reason)


def _edit(raw: str) -> Said:
    try:
        fields = _decoded(raw)
        if not isinstance(fields, dict):
            return unreadable(raw, 'An edit is an object: {"op": "create", "ref": "N1", …}.')
        return EditSaid(msgspec.convert(_said(fields), Edit))
    except (msgspec.DecodeError, RecursionError) as error:
        return unreadable(raw, f"{error}.")


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something: a strict schema wants all of them, null where there is nothing."""
    return {name: _whole(value) for name, value in fields.items() if value is not None}


def _whole(value: Any) -> Any:
    """120.0 is 120 in JSON."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _words(raw: str) -> Iterator[Said]:
    try:
        text = msgspec.convert(_decoded(raw), str)
    except (msgspec.DecodeError, RecursionError):
        yield unreadable(raw, "The text is a string.")
        return
    if text:
        yield TextSaid(text)


def _question(raw: str) -> Iterator[Said]:
    try:
        asked = msgspec.convert(_decoded(raw), _Question)
    except (msgspec.DecodeError, RecursionError):
        yield unreadable(raw, 'A question is {"question": "…", "candidates": […], "options": […]}.')
        return
    if asked.question:
        yield QuestionSaid(asked.question, asked.candidates or (), asked.options or ())


def _finding(raw: str) -> Said:
    try:
        found = msgspec.convert(_decoded(raw), _Finding)
    except (msgspec.DecodeError, RecursionError) as error:
        return unreadable(raw, f"{error}.")
    return FindingSaid(found.kind, found.reason, found.ref, found.score)


def _decoded(raw: str) -> Any:
    """The value. Raises msgspec.DecodeError. Line breaks in texts are taken, though JSON forbids them."""
    try:
        return msgspec.json.decode(raw)
    except msgspec.DecodeError:
        if _CONTROL.search(raw) is None:
            raise
        return msgspec.json.decode(_STRING.sub(_escaped, raw))


def _escaped(string: re.Match[str]) -> str:
    return _CONTROL.sub(lambda control: json.dumps(control[0])[1:-1], string[0])
