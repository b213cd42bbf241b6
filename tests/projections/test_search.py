"""Search finds live projects and tasks by their words, and takes any text for a question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.core.errors import Refused
from ledger.core.model import Link
from ledger.core.patch import Patch
from projections.indexes import fts5
from projections.indexes.documents import EVERYWHERE, Scope
from projections.paging import cursor_of
from projections.queries.search import Hit, search
from projections.words import Part
from tests.laws import examples
from tests.ledger.plans import (
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    change,
    drop,
    new_project,
    new_task,
    task,
)
from tests.postgres import database
from tests.projections.world import World


@pytest.fixture(params=["index", "no index", "postgresql"])
def found(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A plan to search, where SQLite has a full-text index and where it has none, and in PostgreSQL."""
    if request.param == "no index":
        monkeypatch.setattr(fts5, "MODULE", "an_index_that_nobody_has")
    on_server = request.param == "postgresql"
    world = World(request.getfixturevalue("postgres_url") if on_server else "sqlite://")
    world.commit(
        new_project("Räder für Berlin"),
        new_task(1, title="Design the login form", description="Fields, labels and errors."),
        new_task(2, under=1, title="Labels", tags=("front-end",), assignee="ada"),
        new_task(3, title="Ship", acceptance_criteria=("It is deployed", "Nobody noticed")),
        Patch("update", "project", PROJECT, {"summary": "Bikes on the Straße", "owner": "grace"}),
    )
    link = Link("github", "acme/app#12")
    world.commit(
        new_project("Login, again", id=OTHER_PROJECT),
        new_task(9, links=(link,)),
        project_id=OTHER_PROJECT,
    )
    yield world
    world.close()


def test_a_task_is_found_with_its_status(found: World) -> None:
    """As it is now; a project has none."""
    found.commit(change(3, status="in_review"))
    assert ["in_review"] == [hit.status for hit in found.ask(search, "T3").items]
    assert [None] == [hit.status for hit in found.ask(search, "räder").items]


def ids(world: World, text: str, scope: Scope = EVERYWHERE) -> list[str]:
    return [hit.target_id for hit in world.ask(search, text, scope).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("login", {task(1), OTHER_PROJECT}),
        ("LOGIN form", {task(1)}),
        ("log", {task(1), OTHER_PROJECT}),
        ("räder", {PROJECT}),
        ("straße", {PROJECT}),
        ("labels", {task(1), task(2)}),
        ("nobody deployed", {task(3)}),
        ("front-end", {task(2)}),
        ("ada", {task(2)}),
        ("grace", {PROJECT}),
        ("T3", {task(3)}),
        ("acme/app#12", {task(9)}),
        ('"login form"', {task(1)}),
        ('"form login"', set()),
        ('fields "the login fo', {task(1)}),
        ("„login“ desi", {task(1)}),
        ("nothing like this", set()),
        ("", set()),
        (" - * ", set()),
    ],
)
def test_words_find(found: World, text: str, expected: set[str]) -> None:
    """All words have to be there, in any field; the last may be the beginning of one.

    Those in quotes follow each other.
    """
    assert expected == set(ids(found, text))


def test_a_hit_tells_where_it_is(found: World) -> None:
    """Target, number, title, and the project that it is in."""
    [hit] = found.ask(search, "noticed").items
    assert ("task", task(3), 3, "Ship") == (hit.target, hit.target_id, hit.number, hit.title)
    assert (PROJECT, "Räder für Berlin") == (hit.project_id, hit.project_title)
    assert "Nobody noticed" in "".join(part.text for part in hit.snippet)
    [hit] = found.ask(search, "bikes").items
    assert ("project", PROJECT, None) == (hit.target, hit.target_id, hit.number)


def test_only_what_is_alive_is_found(found: World) -> None:
    """Deleted tasks and projects are not found, nor is what a text was before; undo finds them again."""
    found.commit(change(3, title="Release"))
    assert ([], [task(3)]) == (ids(found, "ship"), ids(found, "release"))
    found.commit(drop(1))
    assert [] == ids(found, "labels")
    found.ledger.undo(PROJECT, ME)
    assert {task(1), task(2)} == set(ids(found, "labels"))
    found.commit(DROP_PROJECT)
    assert [OTHER_PROJECT] == ids(found, "login")
    found.ledger.undo(PROJECT, ME)
    assert {task(1), OTHER_PROJECT} == set(ids(found, "login"))


def test_within_one_project_or_of_one_kind(found: World) -> None:
    assert [OTHER_PROJECT] == ids(found, "login", Scope(OTHER_PROJECT))
    assert [task(1)] == ids(found, "login", Scope(kind="task"))
    assert [] == ids(found, "login", Scope(PROJECT, "project"))
    assert [] == ids(found, "login", Scope("no id"))


def test_page_by_page(found: World) -> None:
    """Pages have what one list has, each once; a cursor of another list is refused."""
    seen: list[str] = []
    cursor = None
    while cursor is not None or not seen:
        page = found.ask(search, "l", limit=2, cursor=cursor)
        seen += [hit.target_id for hit in page.items]
        cursor = page.next_cursor
    assert sorted(ids(found, "l")) == sorted(seen)
    for wrong in ("x", cursor_of((-1,)), cursor_of(("a",))):
        with pytest.raises(Refused) as refusal:
            found.ask(search, "l", cursor=wrong)
        assert ["invalid_cursor"] == [v.code for v in refusal.value.violations]


def test_changes_of_other_fields_leave_documents_alone(found: World) -> None:
    """What is not searched does not touch the documents."""
    found.commit(change(3, status="completed", due_date="2026-12-01"))
    assert [task(3)] == ids(found, "ship")


@pytest.fixture(params=["index", "postgresql"])
def indexed(request: pytest.FixtureRequest) -> Iterator[World]:
    """An empty ledger whose views have an index."""
    on_server = request.param == "postgresql"
    world = World(request.getfixturevalue("postgres_url") if on_server else "sqlite://")
    yield world
    world.close()


def test_titles_come_before_texts(indexed: World) -> None:
    """A word in the title weighs more than the same word in a description."""
    indexed.commit(
        new_project(),
        new_task(
            1, title="Something else", description="It needs a budget and more words about it"
        ),
        new_task(2, title="The budget"),
    )
    assert [task(2), task(1)] == ids(indexed, "budget")


def test_accents_and_case_do_not_matter_in_an_index(indexed: World) -> None:
    indexed.commit(new_project(), new_task(1, title="Crème BRÛLÉE"))
    assert [task(1)] == ids(indexed, "creme brulee")


def test_what_is_in_quotes_is_whole_words(indexed: World) -> None:
    """The last word is taken for a beginning only while the quotes are open."""
    indexed.commit(new_project(), new_task(1, title="The login form"))
    assert ([task(1)], []) == (ids(indexed, '"login fo'), ids(indexed, '"login fo"'))
    assert [task(1)] == ids(indexed, '"login form" th')


def test_snippets_mark_the_words(indexed: World) -> None:
    """A snippet is cut around the words that were found, and marks each."""
    text = "Long before. " * 30 + "The boiler must be serviced in May. " + "Long after. " * 30
    indexed.commit(new_project(), new_task(1, title="House", description=text))
    [hit] = indexed.ask(search, "boiler serv").items
    assert [Part("boiler", hit=True), Part("serviced", hit=True)] == [
        p for p in hit.snippet if p.hit
    ]
    whole = "".join(part.text for part in hit.snippet)
    assert "The boiler must be serviced in May." in whole
    assert len(whole) < 200


@pytest.fixture(scope="module", params=["index", "postgresql"])
def questioned(request: pytest.FixtureRequest) -> Iterator[World]:
    """One plan, asked many times."""
    with ExitStack() as left:
        url = "sqlite://"
        if request.param == "postgresql":
            url = left.enter_context(database(request.getfixturevalue("postgres_server")))
        world = World(url)
        left.callback(world.close)
        _plan(world)
        yield world


def _plan(world: World) -> None:
    world.commit(new_project("a b T3"), new_task(1, title='"a" AND (b)'))


PIECES = [
    "a",
    "b",
    "T3",
    " ",
    '"',
    "'",
    "*",
    "^",
    ":",
    "(",
    ")",
    "-",
    "+",
    "~",
    "%",
    "_",
    "\\",
    "\0",
]
WORDS = ["AND ", "OR ", "NOT ", "NEAR(", "title:", "é", "\ud800", "\x02", "\n"]
SYNTAX = st.lists(st.sampled_from([*PIECES, *WORDS])).map("".join)


@examples(150)
@given(text=SYNTAX | st.text())
@example(text='"')
@example(text="NEAR(a b)")
@example(text="a" * 10_000)
@example(text="a " * 10_000)
def test_any_text_is_a_question(questioned: World, text: str) -> None:
    """Whatever is typed is answered with hits or none, never with an error."""
    assert all(isinstance(hit, Hit) for hit in questioned.ask(search, text).items)
