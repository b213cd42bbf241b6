"""Which lists are not as they were: known without looking at the ledger for each who asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api import news
from api.news import Changed, ChangedIn, News
from ledger.core.saved_views import Look
from ledger.proposals import Proposals
from ledger.saved_views import SavedViews
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.ledger.plans import (
    AGENT,
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    by_me,
    new_project,
    new_task,
    retitle,
)


@pytest.fixture
def books() -> Iterator[Ledger]:
    """A ledger with two projects."""
    books = Ledger(MemoryStore())
    books.commit(by_me(new_project()))
    books.commit(by_me(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT))
    yield books
    books.close()


def _heard(told: News, books: Ledger) -> tuple[Changed, int, int]:
    told.hear(books.store.length())
    return told.lists(), told.of(PROJECT).drafts, told.of(OTHER_PROJECT).drafts


def test_what_happens_to_a_draft_changes_the_list_of_its_project(books: Ledger) -> None:
    """And that of all; each thing that happens to it does, also to one that was begun before."""
    proposals = Proposals(books)
    old = proposals.open(PROJECT, None, ME, "embedded").id
    told = News(books.store)
    assert (Changed(3, 3), 3, 3) == _heard(told, books)
    proposals.instruct(old, "Add a task", ME)
    assert (Changed(3, 4), 4, 3) == _heard(told, books)
    new = proposals.open(OTHER_PROJECT, None, ME, "embedded").id
    proposals.draft(new, [new_task(1)], AGENT)
    assert (Changed(3, 6), 4, 6) == _heard(told, books)
    proposals.reject(old, ME)
    assert (Changed(3, 7), 7, 6) == _heard(told, books)


def test_a_change_to_a_plan_changes_the_list_of_projects(books: Ledger) -> None:
    """The drafts tell a project's title, and go with the project; its tasks are nothing to them."""
    told = News(books.store)
    books.commit(by_me(new_task(1)))
    assert (Changed(3, 2), 2, 2) == _heard(told, books)
    books.commit(by_me(retitle("Plot")))
    assert (Changed(4, 4), 2, 2) == _heard(told, books)
    books.commit(by_me(DROP_PROJECT))
    assert (Changed(5, 5), 2, 2) == _heard(told, books)


def test_a_saved_view_changes_the_list_of_its_project(books: Ledger) -> None:
    """That of its views alone."""
    told = News(books.store)
    SavedViews(books).save(PROJECT, Look("Mine", "plan", {}), ME)
    assert (Changed(2, 2), 2, 2) == _heard(told, books)
    assert (ChangedIn(2, 3), ChangedIn(2, 2)) == (told.of(PROJECT), told.of(OTHER_PROJECT))


def test_after_too_much_at_once_everything_counts_as_changed(
    books: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever had heard of less is told so; what comes next is told of its own project alone again."""
    told = News(books.store)
    monkeypatch.setattr(news, "MOST", 3)
    books.commit(by_me(*(new_task(number) for number in range(1, 5))))
    assert (Changed(6, 6), 6, 6) == _heard(told, books)
    Proposals(books).open(OTHER_PROJECT, None, ME, "embedded")
    assert (Changed(6, 7), 6, 7) == _heard(told, books)
