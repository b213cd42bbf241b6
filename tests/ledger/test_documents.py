"""Documents in the ledger: one event, kept for ever, under an id that is used once."""

from __future__ import annotations

import pytest

from ledger.core.errors import ChangesetIdReused, NotFound, OutcomeUnknown, Refused
from ledger.core.events import Passage
from ledger.documents import Documents, NewDocument
from ledger.ports import EventStore
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.ledger.losing import Losing
from tests.ledger.plans import AGENT, ME, assert_sound

NEW = NewDocument(
    "PRD.md", "text/markdown", "ab" * 32, (Passage("Scope", "heading", 1), Passage("x"))
)
OTHER = NewDocument("b", "text/plain", "cd" * 32, (Passage("y"),))
ID = "0e000000-0000-4000-8000-000000000000"


@pytest.fixture
def store() -> EventStore:
    return MemoryStore()


def test_a_document_is_one_event(store: EventStore) -> None:
    """What comes back is what was kept, and the ledger is sound."""
    documents = Documents(Ledger(store))
    kept, repeated = documents.add(NEW, ME)
    assert not repeated
    assert kept == documents.get(kept.id)
    assert (NEW.passages, ME) == (kept.passages, kept.actor)
    assert 1 == store.length()
    assert_sound(store)


def test_an_id_is_used_once(store: EventStore) -> None:
    """The same again is the first answer; another document is refused."""
    documents = Documents(Ledger(store))
    first, _ = documents.add(NEW, ME, ID)
    assert (first, True) == documents.add(NEW, ME, ID)
    with pytest.raises(ChangesetIdReused) as refusal:
        documents.add(OTHER, ME, ID)
    assert "document_id_reused" == refusal.value.code
    assert 1 == store.length()


def test_only_a_person_keeps_one(store: EventStore) -> None:
    with pytest.raises(Refused):
        Documents(Ledger(store)).add(NEW, AGENT)
    with pytest.raises(NotFound, match="no document"):
        Documents(Ledger(store)).get(ID)


def test_a_lost_answer_is_looked_up() -> None:
    """What was stored is answered; what was not is told as unknown."""
    store = Losing()
    documents = Documents(Ledger(store))
    store.loses = True
    kept, repeated = documents.add(NEW, ME, ID)
    assert (False, kept) == (repeated, documents.get(ID))
    store.stores = False
    with pytest.raises(OutcomeUnknown):
        documents.add(NEW, ME)
