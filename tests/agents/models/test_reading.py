"""Values of an answer as what was said, and the schemas that hold models to their form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from agents.edits import Edit
from agents.models.reading import SHOWN, said_by
from agents.models.scanner import Beside, Cut, Element, Member
from agents.models.schema import PARTS, UNSAID, said_fields, schema
from agents.ports import (
    EditSaid,
    FindingSaid,
    Kind,
    QuestionSaid,
    Said,
    TextSaid,
    UnreadableSaid,
)
from tests.wire.schemas import anthropic_fault, gemini_fault, openai_fault


def said(cut: Cut) -> list[Said]:
    """What a value says."""
    return list(said_by(cut))


def edit_in(raw: str) -> Edit:
    """The edit that an element is."""
    [one] = said(Element(raw, "edits"))
    assert isinstance(one, EditSaid), one
    return one.edit


def reason_in(cut: Cut) -> str:
    """Why a value cannot be read."""
    [one] = said(cut)
    assert isinstance(one, UnreadableSaid), one
    return one.reason


def test_nulls_are_what_was_not_said() -> None:
    """A strict schema makes a model say null for all that it has nothing to say for."""
    raw = '{"op": "update", "ref": "T1", "title": null, "add_tags": null, "status": "completed"}'
    assert Edit("update", "T1", status="completed") == edit_in(raw)


def test_numbers_and_line_breaks_as_models_write_them() -> None:
    """A whole number may have a point, and a text a bare line break."""
    raw = '{"op": "create", "ref": "N1", "title": "a",\n "description": "one\ntwo\\n", '
    edit = edit_in(f'{raw}"estimated_minutes": 120.0}}')
    assert ("one\ntwo\n", 120) == (edit.description, edit.estimated_minutes)


@pytest.mark.parametrize(
    "raw",
    [
        '{"op": "explode", "ref": "T1"}',
        '{"op": "create", "ref": 3}',
        '{"op": "create", "ref": "N1", "colour": "red"}',
        '{"op": "create", "ref": "N1", "estimated_minutes": 1.5}',
        '{"op": "create" "ref"}',
        '{"op": "create", "ref": "\\ud800"}',
        '{"op": "create", "ref": "N1", "title": "a\nb" oops}',
        '"T1"',
        "[" * 5000,
    ],
)
def test_what_is_no_edit_is_told(raw: str) -> None:
    """Its beginning, and what is wrong with it."""
    [one] = said(Element(raw, "edits"))
    assert isinstance(one, UnreadableSaid)
    assert one.said.rstrip("…") in raw
    assert len(one.said) <= SHOWN + 1
    assert one.reason.endswith(".")


def test_one_edit_need_not_be_in_a_list() -> None:
    """Some models leave the list out where there is but one."""
    assert [EditSaid(Edit("delete", "T1"))] == said(
        Member("edits", '{"op": "delete", "ref": "T1"}')
    )
    assert [] == said(Member("edits", "null"))


def test_words() -> None:
    """The text is for the person; words beside the answer are a paragraph of their own."""
    assert [TextSaid("Done.")] == said(Member("text", '"Done."'))
    assert [] == said(Member("text", '""'))
    assert [TextSaid("Sure.\n\n")] == said(Beside("Sure."))
    assert "The text is a string." == reason_in(Member("text", "[1]"))


def test_questions() -> None:
    """One or several, with what they offer; an empty one is none."""
    raw = '{"question": "Which?", "candidates": ["T1"], "options": null}'
    asked = [QuestionSaid("Which?", ("T1",))]
    assert asked == said(Member("question", raw)) == said(Element(raw, "questions"))
    assert [] == said(Member("question", '{"question": ""}'))
    assert "A question is" in reason_in(Element('"Which?"', "questions"))


def test_findings() -> None:
    """Points of an opinion."""
    raw = '{"kind": "stale", "ref": "T2", "reason": "Untouched for weeks.", "score": 4}'
    assert [FindingSaid("stale", "Untouched for weeks.", "T2", 4)] == said(Element(raw, "findings"))
    assert "kind" in reason_in(Element("{}", "findings"))


def test_other_members_say_nothing() -> None:
    """A model may put down its reasoning in a member of its own."""
    assert [] == said(Member("reasoning", '"First …"'))


@pytest.mark.parametrize("kind", PARTS)
def test_schemas_are_within_what_vendors_take(kind: Kind) -> None:
    """By the rules of their documentation, of which Anthropic's are the narrowest."""
    assert None is openai_fault(schema("closed", kind))
    assert None is anthropic_fault([schema("open", kind)])
    assert None is gemini_fault(schema("open", kind))


def test_a_schema_offers_all_fields_of_an_edit_but_those() -> None:
    """A field that an edit gets is offered without another word."""
    assert set(Edit.__struct_fields__) == set(said_fields()) | UNSAID
    kinds: dict[str, Any] = {name: shape["type"] for name, shape in said_fields().items()}
    assert ("string", "integer", "array", "array") == tuple(
        kinds[name] for name in ("parent", "estimated_minutes", "tags", "add_tags")
    )


def test_a_schema_is_the_same_every_time() -> None:
    """Or no vendor's cache would hit."""
    assert json.dumps(schema("closed")) == json.dumps(schema("closed"))
