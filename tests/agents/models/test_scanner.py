"""Laws of cutting an answer out of a stream: where the pieces end must not matter."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agents.models.scanner import Beside, Cut, Element, Member, Scanner

LONE = frozenset({"op", "ref"})
NAMES = st.sampled_from(["edits", "text", "question", "op", 'a "b"', "ü{"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(["edits", "text", "question"]), VALUES, min_size=1)
PROSE = st.text(alphabet="ab <>/`\n[]{}think\"'", max_size=30)
INDENTS = st.sampled_from([None, 2])


def cuts_of(pieces: list[str]) -> tuple[list[Cut], Scanner]:
    """What is cut out of a text that comes in these pieces."""
    scanner = Scanner(LONE)
    return [cut for piece in pieces for cut in scanner.feed(piece)], scanner


@st.composite
def pieces_of(draw: st.DrawFn, text: str) -> list[str]:
    """The text in pieces, empty ones among them."""
    ends = draw(st.lists(st.integers(0, len(text)), max_size=20))
    return [text[a:b] for a, b in pairwise(sorted([0, *ends, len(text)]))]


@st.composite
def answers(draw: st.DrawFn) -> str:
    """An answer with words around it, or just anything that looks a little like one."""
    written = json.dumps(draw(OBJECTS), indent=draw(INDENTS), ensure_ascii=draw(st.booleans()))
    return draw(st.just(f"{draw(PROSE)}{written}{draw(PROSE)}") | PROSE | st.text())


@given(st.data(), answers())
def test_any_chunking_gives_the_same(data: st.DataObject, text: str) -> None:
    """However a text is cut on the way, the same values come of it."""
    whole, scanner = cuts_of([text])
    parts, other = cuts_of(data.draw(pieces_of(text)))
    assert whole == parts
    assert (scanner.closed, scanner.unfinished(), scanner.finish()) == (
        other.closed,
        other.unfinished(),
        other.finish(),
    )


@given(answers(), st.data())
def test_any_truncation_gives_a_prefix(text: str, data: st.DataObject) -> None:
    """What is cut out of the beginning of a text stands first in what is cut out of all of it."""
    whole, _ = cuts_of([text])
    part, _ = cuts_of([text[: data.draw(st.integers(0, len(text)))]])
    assert whole[: len(part)] == part


@given(OBJECTS, INDENTS)
def test_all_values_of_an_answer_are_cut(answer: dict[str, object], indent: int | None) -> None:
    """Each member is one value, each element of a member that is a list likewise, in order."""
    expected: list[tuple[str, object]] = []
    for name, value in answer.items():
        inner = value if isinstance(value, list) else [value]
        expected += [(name, element) for element in inner]
    cuts, scanner = cuts_of([json.dumps(answer, indent=indent)])
    assert expected == [
        (cut.name, json.loads(cut.raw)) for cut in cuts if not isinstance(cut, Beside)
    ]
    assert scanner.closed


@given(st.lists(st.dictionaries(NAMES, VALUES), min_size=1, max_size=4))
def test_an_answer_may_be_a_list(answer: list[dict[str, object]]) -> None:
    """The elements of an answer that is a list are cut one by one."""
    cuts, scanner = cuts_of([json.dumps(answer)])
    assert [(None, element) for element in answer] == [
        (cut.name, json.loads(cut.raw)) for cut in cuts if isinstance(cut, Element)
    ]
    assert scanner.closed


def test_edits_without_anything_around_them_are_elements() -> None:
    """An answer that begins like an edit is one, and several may stand line by line."""
    lines = ['{"op": "delete", "ref": "T1"}', '{"ref": "T2", "tags": ["a", "{"]}']
    cuts, scanner = cuts_of(["\n".join(lines)])
    assert [Element(line) for line in lines] == cuts
    assert (2, True) == (scanner.answers, scanner.closed)


def test_words_fences_and_thoughts() -> None:
    """Words beside are kept; code fences and what is thought aloud are left out, and so is its JSON."""
    text = (
        'Sure [sic]!<think>{"edits": [1]} hm</think>\n```json\n{"text": "a"}\n```\nAny <b>more</b>?'
    )
    cuts, scanner = cuts_of([text])
    assert [Beside("Sure [sic]!"), Member("text", '"a"')] == cuts
    assert "Any <b>more</b>?" == scanner.finish()


def test_thoughts_that_only_end_are_thoughts() -> None:
    """Some models begin in the middle of thinking: the words before its end are no words for people."""
    cuts, _ = cuts_of(['I should…</think>Here: {"text": "a"}'])
    assert [Beside("Here:"), Member("text", '"a"')] == cuts


def test_thoughts_that_never_end() -> None:
    """A model that never comes out of thinking has said nothing."""
    cuts, scanner = cuts_of(['<thinking>{"text": "a"} <b'])
    assert ([], False, "") == (cuts, scanner.closed, scanner.finish())


def test_a_name_that_is_no_good_json_is_a_name() -> None:
    """What it names is cut all the same."""
    cuts, _ = cuts_of(['{"bad \\x": 1}'])
    assert [Member("bad \\x", "1")] == cuts


def test_what_is_not_whole_is_not_cut() -> None:
    """The value in which the text ends is not cut; its beginning can be told."""
    cuts, scanner = cuts_of(['{"edits": [{"op": "create"}, {"op": "upd'])
    assert [Element('{"op": "create"}', "edits")] == cuts
    assert ('{"op": "upd', False) == (scanner.unfinished(), scanner.closed)
