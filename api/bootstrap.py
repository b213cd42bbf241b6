"""The composition root: the one place that names adapters. To see what is plugged in where, read this."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module
from pkgutil import iter_modules

import agents.providers
import ledger.stores
from agents.ports import Provider
from api.backend import Backend
from api.parts import Parts
from api.settings import Settings
from api.tail import Tail
from api.writer import WriterQueue
from ledger.core.errors import refused
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from projections.database import Database
from projections.runner import Projector

VIEWS_SUFFIX = "-views"
EMBEDDED = "embedded"


def store_names() -> list[str]:
    """The stores there are: the modules in `ledger/stores`, each the scheme of its URLs."""
    return sorted(
        m.name for m in iter_modules(ledger.stores.__path__) if not m.name.startswith("_")
    )


def open_store(url: str, owner_url: str | None = None) -> EventStore:
    """The store that a URL names. Raises Refused for an unknown scheme, or a StoreError."""
    scheme = url.partition(":")[0]
    if scheme not in store_names():
        known = ", ".join(f"{name}://" for name in store_names())
        message = f"PATCHLEDGER_DATABASE begins with one of {known}; this is {scheme}://."
        raise refused("unknown_store", message, field="database")
    opened: EventStore = import_module(f"ledger.stores.{scheme}").open_store(url, owner_url)
    return opened


def views_url(url: str) -> str:
    """Where the views of a ledger are: beside its file, or in memory (docs/adr/0003)."""
    return url + VIEWS_SUFFIX if url.startswith("sqlite:") else "sqlite://"


def providers_from(settings: Settings) -> Mapping[str, Provider]:
    """The providers by name, the default one first."""
    found: dict[str, Provider] = {}
    for module in iter_modules(agents.providers.__path__):
        provider: Provider = import_module(f"agents.providers.{module.name}").PROVIDER
        found[provider.name] = provider
    if settings.provider is not None and settings.provider not in found:
        message = f"PATCHLEDGER_PROVIDER is one of {', '.join(found)}."
        raise refused("provider_unknown", message, field="provider")
    first = settings.provider or _first_set_up(found)
    return {first: found.pop(first), **found}


def _first_set_up(providers: Mapping[str, Provider]) -> str:
    """The first with a key, else the one that needs none."""
    with_key = (name for name in providers if name != EMBEDDED and providers[name].setup().ready)
    return next(with_key, EMBEDDED)


@contextmanager
def open_parts(url: str, owner_url: str | None = None) -> Iterator[Parts]:
    """Open a ledger and its views; closes them in order. The projector is not started."""
    store = open_store(url, owner_url)
    books = Ledger(store)
    try:
        database = Database(views_url(url))
        try:
            projector = Projector(store, database)
            yield Parts(store, books, Proposals(books), database, projector)
        finally:
            database.close()
    finally:
        books.close()


@asynccontextmanager
async def open_backend(settings: Settings) -> AsyncIterator[Backend]:
    """Everything that the routes use, for as long as the application runs."""
    with open_parts(settings.database, settings.url) as parts, parts.projector:
        tail = Tail(parts.store)
        writer = WriterQueue(parts.ledger)
        try:
            yield Backend(
                settings=settings,
                store=parts.store,
                ledger=parts.ledger,
                proposals=parts.proposals,
                database=parts.database,
                projector=parts.projector,
                providers=providers_from(settings),
                writer=writer,
                tail=tail,
            )
        finally:
            await writer.close()
            tail.close()
