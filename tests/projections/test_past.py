"""Search finds what was: former values, what was deleted, why it was changed, and what was said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from ledger.core.errors import Refused
from ledger.core.events import Finding
from ledger.core.patch import Patch
from ledger.proposals import Proposals
from projections.indexes import fts5
from projections.indexes.documents import EVERYWHERE, Scope
from projections.queries.past import PastHit, search_past
from projections.views.past import Conversation, FormerValue, Message
from projections.words import Part
from tests.ledger.plans import (
    AGENT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    change,
    drop,
    new_project,
    new_task,
    retitle,
    task,
)
from tests.postgres import database
from tests.projections.world import World


@pytest.fixture(scope="module", params=["index", "no index", "postgresql"])
def lived(request: pytest.FixtureRequest) -> Iterator[World]:
    """A life to look back on, where SQLite has a full-text index, has none, and in PostgreSQL."""
    with ExitStack() as left:
        url = "sqlite://"
        if request.param == "postgresql":
            url = left.enter_context(database(request.getfixturevalue("postgres_server")))
        if request.param == "no index":
            patched = left.enter_context(pytest.MonkeyPatch.context())
            patched.setattr(fts5, "MODULE", "an_index_that_nobody_has")
        world = World(url)
        left.callback(world.close)
        live(world)
        yield world


def live(world: World) -> None:
    """Thirteen versions of one project, five of another that is deleted, and two conversations."""
    world.commit(
        new_project("Garden"),
        new_task(1, title="Dig the pond", description="Deep enough for carp.", tags=("water",)),
        new_task(2, under=1, title="Buy a liner"),
        new_task(3, title="Plant roses"),
        message="Agreed at the gate",
    )  # versions 1 to 4
    world.commit(change(1, title="Dig the trench", status="in_progress"))  # 5
    world.commit(change(1, description="Half a metre.", tags=("water",), assignee="ada"))  # 6
    world.commit(retitle("Backyard"), change(1, title="Fill the trench"), actor=YOU)  # 7, 8
    world.commit(drop(1), message="Too much müd")  # 9
    world.commit(change(3, due_date="2027-05-01"), change(3, description="Red ones"))  # 10, 11
    world.commit(drop(3))  # 12
    world.ledger.undo(PROJECT, ME)  # 13
    world.commit(new_project("Orchard", id=OTHER_PROJECT), project_id=OTHER_PROJECT)
    lines = [new_task(1, title="Fences"), change(1, title="Moats"), change(1, title="Hedges")]
    world.commit(lines[0], project_id=OTHER_PROJECT)  # 2
    world.commit(*lines[1:], project_id=OTHER_PROJECT)  # 3 and 4
    gone = Patch("delete", "project", OTHER_PROJECT)
    world.commit(gone, project_id=OTHER_PROJECT, message="No trees")
    talk(Proposals(world.ledger))


def talk(proposals: Proposals) -> None:
    """A conversation about the project, and one about a plan that nobody wanted."""
    about = proposals.open(PROJECT, None, ME, "embedded").id
    proposals.instruct(about, "Add hedgehogs, please", ME)
    found = Finding("no_owner", "Nobody feeds the hedgehogs.")
    proposals.draft(about, [new_task(4)], AGENT, "A burrow it is.", findings=[found])
    proposals.ask(about, "Which kind?", options=("Long-eared", "European"), author=AGENT)
    proposals.comment(about, task(3), "Are thorns safe?", YOU)
    proposals.comment(about, task(3), "Never mind badgers", YOU)
    proposals.withdraw(about, 2, YOU)
    new = proposals.open(None, None, ME, "embedded").id
    proposals.instruct(new, "Plan a moat", ME)
    proposals.reject(new, ME, "Crocodiles are dear")


def found(world: World, text: str, scope: Scope = EVERYWHERE) -> list[PastHit]:
    return list(world.ask(search_past, text, scope).items)


def test_a_former_title_leads_to_the_last_version_that_had_it(lived: World) -> None:
    """With who changed it, what became another, and whether the task is still there."""
    [hit] = found(lived, "pond", Scope(kind="value"))
    assert isinstance(hit.about, FormerValue)
    assert (task(1), 1, "Dig the pond", 4, ("title",), ME) == (
        hit.about.target_id,
        hit.about.number,
        hit.about.title,
        hit.about.version,
        hit.about.fields,
        hit.about.actor,
    )
    assert (PROJECT, "Backyard", False, True) == (
        hit.about.project_id,
        hit.project_title,
        hit.project_deleted,
        hit.deleted,
    )
    assert Part("pond", hit=True) in hit.snippet


def test_of_the_former_texts_of_a_field_the_newest_is_found(lived: World) -> None:
    """It says how many there were before; other fields, other tasks and what was deleted stay apart."""
    project = "0c000000-0000-4000-8000-000000000000"
    titles = [change(1, title=f"Quilt {number}") for number in range(1, 9)]
    lived.commit(new_project(id=project), new_task(1, title="Quilt 0"), project_id=project)
    lived.commit(*titles, project_id=project)
    lived.commit(new_task(11, title="Quilt"), change(11, title="Rug"), project_id=project)
    lived.commit(change(1, description="A quilt"), change(1, description="-"), project_id=project)
    lived.commit(drop(1), project_id=project)
    expected = [
        (1, "Quilt 8", (), 0),
        (1, "Quilt 8", ("description",), 0),
        (2, "Quilt", ("title",), 0),
        (1, "Quilt 7", ("title",), 7),
    ]
    for limit in (1, 2, 3, 50):
        assert expected == _paged(lived, "quilt", project, limit)


def _paged(world: World, text: str, project: str, limit: int) -> list[tuple[object, ...]]:
    """What former values are found page by page, and how many are before each."""
    told: list[tuple[object, ...]] = []
    cursor = None
    while True:
        page = world.ask(search_past, text, Scope(project), limit=limit, cursor=cursor)
        told += [
            (hit.about.number, hit.about.title, hit.about.fields, hit.earlier)
            for hit in page.items
            if isinstance(hit.about, FormerValue)
        ]
        if (cursor := page.next_cursor) is None:
            return told


def test_what_holds_again_is_not_among_what_was(lived: World) -> None:
    """Set back, undone or redone; what was between is found, and counts what was before it."""
    project = "0d000000-0000-4000-8000-000000000000"
    lived.commit(new_project(id=project), new_task(1, title="Anvil oak"), project_id=project)
    for title in ("Bench oak", "Anvil oak", "Cradle"):
        lived.commit(change(1, title=title), project_id=project)
    assert [(1, "Anvil oak", ("title",), 2)] == _paged(lived, "oak", project, 1)
    lived.ledger.undo(project, ME)
    for limit in (1, 2):
        assert [(1, "Bench oak", ("title",), 1)] == _paged(lived, "oak", project, limit)
    assert [] == _paged(lived, "anvil", project, 1)
    lived.commit(drop(1), project_id=project)
    lived.ledger.undo(project, ME)
    assert [] == _paged(lived, "anvil", project, 1)
    lived.ledger.redo(project, ME)
    assert [(1, "Anvil oak", (), 1), (1, "Anvil oak", ("title",), 1)] == _paged(
        lived, "anvil", project, 1
    )


def test_any_former_value_is_found(lived: World) -> None:
    """A description by its words; what was set to what it was before is no former value."""
    [hit] = found(lived, "deep carp")
    assert isinstance(hit.about, FormerValue)
    assert ("Dig the trench", 5, ("description",)) == (
        hit.about.title,
        hit.about.version,
        hit.about.fields,
    )
    [hit] = found(lived, "garden")
    assert isinstance(hit.about, FormerValue)
    assert ("project", PROJECT, 6, YOU, False) == (
        hit.about.target,
        hit.about.target_id,
        hit.about.version,
        hit.about.actor,
        hit.deleted,
    )


def test_what_was_deleted_is_found_as_it_was_at_last(lived: World) -> None:
    """With all its words, and what went with it; what came back as it was is found as what there is."""
    [liner] = found(lived, "liner")
    [trench, *_] = found(lived, "water trench ada t1")
    for hit, number in ((liner, 2), (trench, 1)):
        assert isinstance(hit.about, FormerValue)
        assert (number, 8, (), True) == (
            hit.about.number,
            hit.about.version,
            hit.about.fields,
            hit.deleted,
        )
    assert [] == found(lived, "roses", Scope(kind="value"))
    [orchard] = found(lived, "orchard")
    assert ("Orchard", True) == (orchard.project_title, orchard.project_deleted)


def test_what_was_so_within_a_change_is_found_in_the_middle_of_it(lived: World) -> None:
    """What was so before a change is found there: at a version that can be restored."""
    [moat] = [hit.about for hit in found(lived, "moats", Scope(kind="value"))]
    [fence] = [hit.about for hit in found(lived, "fences", Scope(kind="value"))]
    assert isinstance(moat, FormerValue)
    assert isinstance(fence, FormerValue)
    assert (2, 3) == (fence.version, moat.version)


@pytest.mark.parametrize("other", [drop(1), change(2, status="in_progress")])
def test_what_else_a_change_does_to_a_task_is_not_about_its_words(other: Patch) -> None:
    """They were there before it, though what the task waits for, or its status, changed first."""
    world = World()
    pond = new_task(2, title="Pond", depends_on=(task(1),))
    world.commit(new_project("Garden"), new_task(1), pond)
    world.commit(other, change(2, title="Lake"))
    [was] = [hit.about for hit in found(world, "pond", Scope(kind="value"))]
    world.close()
    assert isinstance(was, FormerValue)
    assert was.version == 3


def test_why_something_was_changed_is_found(lived: World) -> None:
    """Each message leads to the version after its changeset."""
    assert [(4, "Agreed at the gate"), (9, "Too much müd")] == [
        (hit.about.version, "".join(part.text for part in hit.snippet))
        for text in ("gate", "müd")
        for hit in found(lived, text, Scope(PROJECT, "message"))
        if isinstance(hit.about, Message)
    ]


@pytest.mark.parametrize(
    ("text", "said", "actor", "message", "title"),
    [
        ("hedgehogs please", "instruction", ME, 0, "Backyard"),
        ("burrow", "answer", AGENT, 1, "Backyard"),
        ("feeds hedgehogs", "answer", AGENT, 1, "Backyard"),
        ("kind european", "question", AGENT, 2, "Backyard"),
        ("thorns", "comment", YOU, None, "Backyard"),
        ("moat", "instruction", ME, 0, None),
        ("crocodiles", "reason", ME, None, None),
    ],
)
def test_what_was_said_is_found(
    lived: World, text: str, said: str, actor: str, message: int | None, title: str | None
) -> None:
    """Instructions, answers, opinions, comments and reasons, also of a plan that was never accepted."""
    [hit] = found(lived, text, Scope(kind="conversation"))
    assert isinstance(hit.about, Conversation)
    assert (said, actor, message, title) == (
        hit.about.said,
        hit.about.actor,
        hit.about.message,
        hit.project_title,
    )


def test_a_withdrawn_comment_is_not_found(lived: World) -> None:
    assert [] == found(lived, "badgers")


def test_the_newest_come_first_page_by_page(lived: World) -> None:
    """Of one project alone where that is asked for; a cursor of another list is refused."""
    whole = found(lived, "t", Scope(PROJECT))
    assert sorted((hit.about.time for hit in whole), reverse=True) == [h.about.time for h in whole]
    assert {PROJECT} == {hit.about.project_id for hit in whole}
    seen: list[PastHit] = []
    cursor = None
    while cursor is not None or not seen:
        page = lived.ask(search_past, "t", Scope(PROJECT), limit=2, cursor=cursor)
        seen += page.items
        cursor = page.next_cursor
    assert whole == seen
    with pytest.raises(Refused):
        lived.ask(search_past, "t", cursor="x")
    assert [] == found(lived, " - ")
    assert [] == found(lived, "t", Scope("no id"))
