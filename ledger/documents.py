"""Documents: texts that plans are made from, kept in the ledger, one event in a stream each.

What a task came from can be looked at for ever, as it was: a document is never changed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from ledger import codec
from ledger.core.actors import check_accepts
from ledger.core.errors import ChangesetIdReused, NotFound, OutcomeUnknown
from ledger.core.events import GENESIS, SCHEMA, DocumentAdded, Passage, document_stream
from ledger.ports import NewRecord, Unit, VersionConflict
from ledger.service import Ledger


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is to be kept. `digest`: SHA-256 (hex) over the bytes that came."""

    name: str
    media_type: str
    digest: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Document(NewDocument):
    """A document in the ledger."""

    id: str
    time: str
    actor: str


class Documents:
    """The documents of a ledger. Thread-safe, as the ledger is."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, new: NewDocument, actor: str, id: str | None = None) -> tuple[Document, bool]:
        """Keep a document; whether it was there before under the `id` that the client chose.

        Raises ChangesetIdReused (`document_id_reused`) when another one is there under that id.
        """
        check_accepts(actor)
        id = id or self._ledger.ids.new()
        with suppress(VersionConflict):
            try:
                return self._store(new, actor, id), False
            except OutcomeUnknown:
                with suppress(NotFound):
                    return _same(self.get(id), new), False
                raise
        return _same(self.get(id), new), True

    def get(self, id: str) -> Document:
        """A document. Raises NotFound (`document_missing`)."""
        records = self._ledger.store.read(document_stream(id))
        if not records:
            raise NotFound(f"There is no document {id}.", code="document_missing")
        event = codec.decode(records[0].topic, records[0].data)
        assert isinstance(event, DocumentAdded)
        return _document(id, event)

    def _store(self, new: NewDocument, actor: str, id: str) -> Document:
        event = DocumentAdded(
            schema=SCHEMA,
            stream=document_stream(id),
            version=1,
            time=self._ledger.writer.time(""),
            actor=actor,
            previous=GENESIS,
            name=new.name,
            media_type=new.media_type,
            digest=new.digest,
            passages=new.passages,
        )
        topic, data = codec.encode(event)
        self._ledger.store.append([Unit((NewRecord(event.stream, 1, topic, data),))])
        return _document(id, event)


def _document(id: str, event: DocumentAdded) -> Document:
    return Document(
        name=event.name,
        media_type=event.media_type,
        digest=event.digest,
        passages=event.passages,
        id=id,
        time=event.time,
        actor=event.actor,
    )


def _same(found: Document, new: NewDocument) -> Document:
    if (found.digest, found.name) != (new.digest, new.name):
        message = f"The id {found.id} is that of another document, {found.name!a}."
        raise ChangesetIdReused(message, code="document_id_reused")
    return found
