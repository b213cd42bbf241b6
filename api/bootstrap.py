"""The composition root: the one place that names adapters. To see what is plugged in where, read this."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules

import agents.providers
from agents.called import BUILT_IN
from agents.ports import Provider, ProviderFactory
from api.backend import Backend
from api.news import News
from api.parts import Parts
from api.presence import Presence, PresenceHere
from api.presence_shared import SharedPresence
from api.sealing import Sealer
from api.settings import Settings
from api.storage import canonical, open_ledger
from api.tail import Tail
from api.writer import WriterQueue
from ledger.core.errors import refused
from ledger.documents import Documents
from ledger.integrity.notary import Notary
from ledger.integrity.watch import WatchedStore
from ledger.proposals import Proposals
from ledger.saved_views import SavedViews
from ledger.service import Ledger
from projections.database import Database
from projections.runner import Projector

VIEWS_SUFFIX = "-views"


def views_url(url: str) -> str:
    """Where the views of a ledger are: beside its file, in its database, or in memory (docs/adr/0003)."""
    url = canonical(url)
    if url.startswith("postgresql:"):
        return url
    return url + VIEWS_SUFFIX if url.startswith("sqlite:") else "sqlite://"


def providers_from(settings: Settings) -> Mapping[str, Provider]:
    """The providers by name, the default one first."""
    found: dict[str, Provider] = {}
    for module in iter_modules(agents.providers.__path__):
        make: ProviderFactory = import_module(f"agents.providers.{module.name}").PROVIDER
        found[module.name] = make(settings.provider_settings(module.name))
    for field in ("provider", "fallback"):
        named = settings.fallbacks if field == "fallback" else filter(None, [settings.provider])
        if not set(named) <= set(found):
            message = f"PATCHLEDGER_{field.upper()} may name {', '.join(found)}."
            raise refused("provider_unknown", message, field=field)
    first = settings.provider or _first_set_up(found)
    return {first: found.pop(first), **found}


def _first_set_up(providers: Mapping[str, Provider]) -> str:
    """The first with a key, else the one that needs none."""
    with_key = (name for name in providers if name != BUILT_IN and providers[name].setup().ready)
    return next(with_key, BUILT_IN)


class LateProviders(Mapping[str, Provider]):
    """The same, found when first asked for: most commands ask for none."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __getitem__(self, name: str) -> Provider:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> Mapping[str, Provider]:
        return providers_from(self._settings)


@contextmanager
def open_views(books: Ledger, url: str) -> Iterator[Parts]:
    """The views of the ledger at a URL, beside it. The projector is not started."""
    store = books.store
    assert isinstance(store, WatchedStore), "a ledger is opened by api.storage.open_ledger"
    database = Database(views_url(url))
    try:
        projector = Projector(store, database)
        yield Parts(
            store=store,
            watch=store.watch,
            ledger=books,
            proposals=Proposals(books),
            documents=Documents(books),
            saved_views=SavedViews(books),
            database=database,
            projector=projector,
        )
    finally:
        database.close()


@asynccontextmanager
async def open_backend(settings: Settings) -> AsyncIterator[Backend]:
    """A ledger and everything that the routes use over it."""
    with open_ledger(settings.database, settings.url, settings.signing_key) as books:
        async with backend_over(books, settings) as backend:
            yield backend


@asynccontextmanager
async def backend_over(books: Ledger, settings: Settings) -> AsyncIterator[Backend]:
    """Everything that the routes use over an open ledger, for as long as a server runs."""
    with open_views(books, settings.database) as parts, parts.projector:
        providers = providers_from(settings)
        async with connected(providers), queued(parts, settings, providers) as backend:
            with backend.tail, Sealer(backend.notary):
                yield backend


def presence_at(database: Database) -> Presence:
    """Where it is noted who is there: beside the views of servers that share them, else in memory."""
    return SharedPresence(database) if database.shared else PresenceHere()


@asynccontextmanager
async def connected(providers: Mapping[str, Provider]) -> AsyncIterator[None]:
    """In here the providers keep their connections from one answer to the next."""
    async with AsyncExitStack() as stack:
        for provider in providers.values():
            await stack.enter_async_context(provider.connected())
        yield


@asynccontextmanager
async def queued(
    parts: Parts, settings: Settings, providers: Mapping[str, Provider]
) -> AsyncIterator[Backend]:
    """The parts with the writer's queue in front; nothing follows the ledger yet."""
    writer = WriterQueue(parts.ledger)
    news = News(parts.store)
    try:
        yield Backend(
            **vars(parts),
            settings=settings,
            providers=providers,
            fallbacks=settings.fallbacks,
            writer=writer,
            tail=Tail(parts.store, news.hear),
            news=news,
            notary=Notary(parts.watch),
            presence=presence_at(parts.database),
        )
    finally:
        await writer.close()
