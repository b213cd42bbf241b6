"""The knowledge base itself: every outline is complete, consistent and well written."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from agents.providers.embedded import lexicon, library
from agents.providers.embedded.goals import parse
from agents.providers.embedded.library import Node

FOLDER = Path(library.__file__).parent / "knowledge" / "outlines"
KINDS = sorted(library.index().kinds)
LONG = {"thesis", "book"}  # their tasks are months of work, and no practitioner would say otherwise
AMERICAN = re.compile(
    r"\b\w*(?:organiz|realiz|recogniz|behavior|color|favor(?!i)|center|analyz|catalog\b|license\b)\w*"
    r"|\b(?:gray|jewelry|traveler|program\b)\b",
    re.IGNORECASE,
)
STUTTER = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
FILLER = re.compile(r"\b(?:TODO|TBD|lorem|foo|etc)\b", re.IGNORECASE)


@pytest.fixture(scope="module", autouse=True)
def read_anew() -> None:
    """These tests are about the files, whoever has read them before."""
    library.outline.cache_clear()


def nodes(kind: str) -> list[Node]:
    root = library.outline(kind).root
    return [root, *root.walk()]


def texts(node: Node) -> list[str]:
    return [node.title, node.about, *node.done]


def test_each_kind_has_a_file_and_each_file_a_kind() -> None:
    assert KINDS == sorted(file.stem for file in FOLDER.glob("*.yaml"))


def test_there_are_more_than_a_hundred_kinds() -> None:
    assert len(KINDS) > 100


def test_an_outline_is_levels_of_real_content() -> None:
    """Four to eight tasks; each of three to six sub-tasks of three to five steps, or of its steps."""
    for kind in KINDS:
        root = library.outline(kind).root
        assert 4 <= len(root.children) <= 8, kind
        for task in root.children:
            assert 3 <= len(task.children) <= 6, task.path
            assert 1 <= len(task.done) <= 4, task.path
            assert len(task.about) > 25, task.path
            assert all(child.done for child in task.children), task.path
            for step in (child for child in task.children if child.children):
                assert 3 <= len(step.children) <= 5, step.path
                assert step.about, step.path
                assert all(len(leaf.done) == 1 for leaf in step.children), step.path


def test_estimates_are_what_a_practitioner_would_say() -> None:
    """A task takes from half an hour to two weeks, a sub-task one at most, a step a few days.

    Half an hour, since a contract is ended and a lamp put up without a day's work.
    """
    for kind in KINDS:
        for task in library.outline(kind).root.children:
            assert 30 <= task.minutes <= 480 * (20 if kind in LONG else 10.5), task.path
            for step in task.children:
                assert 15 <= step.minutes <= 480 * (12 if kind in LONG else 10), step.path
                assert all(15 <= leaf.minutes <= 480 * 5 for leaf in step.children), step.path


def test_a_task_only_waits_for_earlier_ones() -> None:
    """So there are no cycles, and a plan can be read from top to bottom."""
    for kind in KINDS:
        for node in nodes(kind):
            for place, child in enumerate(node.children):
                assert all(0 <= before < place for before in child.after), child.path


def test_no_title_comes_twice_in_an_outline() -> None:
    for kind in KINDS:
        counts = Counter(node.title for node in library.outline(kind).root.walk())
        assert [] == [title for title, times in counts.items() if times > 1], kind


def test_paths_lead_to_their_nodes() -> None:
    """What a task's metadata says finds the outline's node again, so no path comes twice."""
    for kind in KINDS:
        assert [n.path for n in nodes(kind)] == [
            found.path for n in nodes(kind) if (found := library.node(n.path))
        ]
        assert len(nodes(kind)) == len({n.path for n in nodes(kind)}), kind


def test_placeholders_are_known() -> None:
    for kind in KINDS:
        outline = library.outline(kind)
        known = {"thing", "the_thing", "a_thing", "is", "has", "it", *outline.slots}
        for node in nodes(kind):
            for text in texts(node):
                assert set(re.findall(r"\{(.*?)\}", text)) <= known, node.path
        assert set(re.findall(r"\{(.*?)\}", outline.summary)) <= known, kind


def test_texts_are_written_with_care() -> None:
    """British spelling, no word twice, no filler, a capital in front, no full stop after a title."""
    for kind in KINDS:
        outline = library.outline(kind)
        for text in [outline.summary, *(text for node in nodes(kind) for text in texts(node))]:
            assert not AMERICAN.search(text), text
            assert not STUTTER.search(text), text
            assert not FILLER.search(text), text
            assert text == text.strip(), text
        for node in outline.root.walk():
            assert node.title[0].isupper(), node.path
            assert not node.title.endswith("."), node.path
            assert len(node.title) <= 120, node.path
            assert all(
                text[0].isupper() or text[0].isdigit() or text[0] in '"{' for text in node.done
            ), node.path


def test_a_part_goes_between_tasks_that_exist() -> None:
    for kind in KINDS:
        outline = library.outline(kind)
        keys = [task.path.rsplit("/", 1)[1] for task in outline.root.children]
        places = {key: keys.index(key) for key in (*outline.joint.after, *outline.joint.before)}
        for after in outline.joint.after:
            assert all(places[after] < places[before] for before in outline.joint.before), kind
        assert 1 <= outline.share <= 100, kind


def test_a_part_is_a_milestone_and_no_project() -> None:
    """As a task of a larger plan a kind takes two or three weeks at most."""
    parts = [library.outline(kind) for kind in KINDS]
    found = {o.kind: o.root.minutes * o.share / 100 / 480 for o in parts if o.is_part}
    assert {} == {kind: days for kind, days in found.items() if days > 13}


def test_titles_are_found_without_parsing() -> None:
    """The quick scan over all files finds what the parser finds."""
    parsed = [(n.path, n.title) for kind in KINDS for n in nodes(kind)[1:] if n.children]
    assert sorted(parsed) == sorted(library.titles())


def test_verbs_and_lists_name_what_exists() -> None:
    index = library.index()
    assert set(index.verbs) <= set(KINDS)
    assert set(index.makes) <= set(KINDS)
    twice = Counter(verb for verbs in index.verbs.values() for verb in verbs)
    assert [] == [verb for verb, times in twice.items() if times > 1]


def test_ways_to_break_down_are_complete() -> None:
    """Three to six steps whose shares add up to the whole, each with its sign of being done."""
    for name in sorted(library.verbs()):
        way = library.verbs()[name]
        lines = [library.line(text, place) for place, text in enumerate(way.steps)]
        assert 3 <= len(lines) <= 6, name
        assert sum(line.amount for line in lines) == 100, name
        assert all(
            line.done and all(0 <= i < n for i in line.after) for n, line in enumerate(lines)
        )
        assert way.verbs, name
        assert len(way.steps) == len(way.below), name
        for below in way.below:
            lines = [library.line(text, place) for place, text in enumerate(below)]
            assert 2 <= len(lines) <= 4, name
            assert sum(line.amount for line in lines) == 100, name


def test_a_step_of_a_way_begins_with_a_verb() -> None:
    for name in sorted(library.verbs()):
        gerund = re.compile(r"^(?!Bring )\w+ing\b")
        titles = [text.split(" | ")[0] for text in library.verbs()[name].steps]
        assert [] == [t for t in titles if not t[0].isupper() or gerund.search(t)], name


def test_a_step_that_is_no_line_is_refused() -> None:
    with pytest.raises(ValueError, match="neither a time nor a share"):
        library.line("Do it | soon | It is done", 0)


def test_an_unknown_kind_is_an_error_and_an_unknown_path_nothing() -> None:
    with pytest.raises(KeyError):
        library.outline("no_such_kind")
    assert library.node("no_such_kind/task") is None
    assert library.node("api/no_such_task") is None


def test_the_lists_of_words_are_lists_of_words() -> None:
    for words in (lexicon.SMALL, lexicon.COUNTABLE, lexicon.FOREIGN, lexicon.CONDITIONS):
        assert all(word == word.lower() and "," not in word for word in words)


def test_the_files_are_read_as_they_look() -> None:
    """A key that YAML finds twice would silently lose the first."""
    for kind in KINDS:
        lines = (FOLDER / f"{kind}.yaml").read_text("utf-8").splitlines()
        keys = [line for line in lines if re.fullmatch(r"  \w+:", line) and line.strip() != "done:"]
        assert len(keys) == len(set(keys)), kind


def test_a_kind_is_found_by_its_own_thing() -> None:
    """A goal that names nothing but the kind's thing is not taken for another kind's."""
    assert "podcast" == parse("Launch a podcast").thing.name  # type: ignore[union-attr]
