"""Saved views in the ledger: a stream a project, under names and ids that mean one view each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.core import saved_views
from ledger.core.errors import ChangesetIdReused, Gone, NotFound, OutcomeUnknown, Refused
from ledger.core.saved_views import Look
from ledger.saved_views import SavedViews
from ledger.service import Ledger
from tests.ledger.losing import Losing
from tests.ledger.plans import AGENT, DROP_PROJECT, ME, PROJECT, assert_sound, by_me, new_project

LATE = Look("Late", "outline", {"due": "overdue"})
MINE = Look("Mine", "board", {"assignee": ME})
ID = "0f000000-0000-4000-8000-000000000000"
ADA = "user:ada"


@pytest.fixture
def store() -> Losing:
    return Losing()


@pytest.fixture
def ledger(store: Losing) -> Ledger:
    ledger = Ledger(store)
    ledger.commit(by_me(new_project()))
    return ledger


@pytest.fixture
def views(ledger: Ledger) -> SavedViews:
    return SavedViews(ledger)


def test_views_are_there_by_name(views: SavedViews, store: Losing, ledger: Ledger) -> None:
    """Saved, changed and deleted, each an event of one sound stream; the project is what it was."""
    mine, _ = views.save(PROJECT, MINE, ME)
    late, _ = views.save(PROJECT, LATE, ME)
    assert (late, mine) == views.all(PROJECT)
    changed = views.change(PROJECT, late.id, ADA, lambda look: replace(look, name="Overdue"))
    assert (replace(LATE, name="Overdue"), ADA) == (changed.look, changed.actor)
    assert mine == views.delete(PROJECT, mine.id, ADA)
    assert (changed,) == views.all(PROJECT)
    assert changed == views.get(PROJECT, late.id)
    assert (1, 1 + 4) == (ledger.state(PROJECT).version, store.length())
    assert_sound(store)


def test_the_same_again_appends_nothing(views: SavedViews, store: Losing) -> None:
    """An id is that of one view; what was deleted comes back under its own."""
    first = views.save(PROJECT, LATE, ME, ID)
    assert (first[0], True) == views.save(PROJECT, LATE, ADA, ID)
    assert first[0] == views.change(PROJECT, ID, ADA, lambda look: look)
    assert 1 + 1 == store.length()
    with pytest.raises(ChangesetIdReused) as reused:
        views.save(PROJECT, MINE, ME, ID)
    assert "view_id_reused" == reused.value.code
    views.delete(PROJECT, ID, ME)
    with pytest.raises(NotFound, match="no saved view"):
        views.delete(PROJECT, ID, ME)
    back, repeated = views.save(PROJECT, LATE, ADA, ID)
    assert (LATE, ADA, False) == (back.look, back.actor, repeated)


def test_no_two_are_called_the_same(views: SavedViews, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is written; and there is an end to how many a list can offer."""
    late, _ = views.save(PROJECT, LATE, ME)
    mine, _ = views.save(PROJECT, MINE, ME)
    with pytest.raises(Refused) as taken:
        views.save(PROJECT, replace(MINE, name="LATE"), ME)
    assert ("view_name_taken", "name") == (taken.value.code, taken.value.violations[0].field)
    with pytest.raises(Refused, match="called"):
        views.change(PROJECT, mine.id, ME, lambda look: replace(look, name="late"))
    assert (
        "late"
        == views.change(PROJECT, late.id, ME, lambda look: replace(look, name="late")).look.name
    )
    monkeypatch.setattr(saved_views, "MOST", 2)
    with pytest.raises(Refused, match="at most 2"):
        views.save(PROJECT, Look("More", "outline", {}), ME)


def test_they_are_those_of_a_project(views: SavedViews, ledger: Ledger) -> None:
    """One that is there, and people's, not agents'."""
    with pytest.raises(Refused):
        views.save(PROJECT, LATE, AGENT)
    with pytest.raises(NotFound, match="no project"):
        views.all(ID)
    ledger.commit(by_me(DROP_PROJECT))
    with pytest.raises(Gone):
        views.save(PROJECT, LATE, ME)


def test_a_lost_answer_is_looked_up(views: SavedViews, store: Losing) -> None:
    """What was stored is answered; what was not is told as unknown."""
    store.loses = True
    assert LATE == views.save(PROJECT, LATE, ME, ID)[0].look
    assert MINE == views.change(PROJECT, ID, ME, lambda _: MINE).look
    assert MINE == views.delete(PROJECT, ID, ME).look
    assert () == views.all(PROJECT)
    store.stores = False
    with pytest.raises(OutcomeUnknown):
        views.save(PROJECT, LATE, ME)


def test_whoever_loses_a_race_decides_again(ledger: Ledger, store: Losing) -> None:
    """What somebody saved meanwhile counts: here, that the name is taken."""
    views, others = SavedViews(ledger), SavedViews(ledger)
    decided: list[Look] = []

    def meanwhile(look: Look) -> Look:
        if not decided:
            others.save(PROJECT, replace(LATE, name="New"), ADA)
        decided.append(look)
        return replace(look, name="New")

    views.save(PROJECT, MINE, ME, ID)
    with pytest.raises(Refused, match="called 'New'"):
        views.change(PROJECT, ID, ME, meanwhile)
    assert 2 == len(decided)
