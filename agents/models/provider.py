"""A provider with a model behind it, for any vendor.

The vendors' libraries take a second or more to import: that happens in a thread, when the provider is
warmed or first asked, and nothing here or in a vendor's file imports them before.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from agents.models.faults import Fault, faults_told
from agents.models.reaching import is_refused
from agents.models.sentences import failed, key_impossible, names_of, not_set_up
from agents.models.vendor import Line, Vendor
from agents.ports import Model, Request, Said, SetUp
from agents.prompt import prompt_of
from agents.settings import ProviderSettings

if TYPE_CHECKING:
    import httpx

    from agents.models.connections import Pool

NO_MODEL = Model("", "none chosen yet")


class ModelProvider:
    """Implements `agents.ports.Provider` for a vendor."""

    def __init__(self, vendor: Vendor, settings: ProviderSettings) -> None:
        self.vendor = vendor
        self.settings = settings
        self.forms: dict[str, int] = {}
        """By model: how far down the vendor's forms of an answer it had to go."""
        self._warm = False
        self._keeps = False
        self._pool: Pool | None = None

    @property
    def name(self) -> str:
        """As in settings and requests."""
        return self.vendor.name

    def models(self) -> tuple[Model, ...]:
        """The model of the settings, then those that the vendor is known for."""
        chosen = self.settings.model
        known = {model.id: model for model in self.vendor.models}
        if chosen is None:
            return self.vendor.models or (NO_MODEL,)
        return (known.pop(chosen, Model(chosen, chosen)), *known.values())

    def setup(self) -> SetUp:
        """Ready with all that the vendor needs."""
        for setting in self.vendor.needs:
            if not getattr(self.settings, setting):
                given = self.settings
                begun = any((given.base_url, given.model, given.api_key))
                return SetUp(False, self.vendor.variable(setting), begun=begun)
        return SetUp(ready=True, any_model=self.vendor.any_model)

    def warm(self) -> None:
        """Import the libraries and do once what the first call would wait for."""
        if not self._warm and self.setup().ready:
            import agents.models.answering  # noqa: F401, PLC0415 (takes seconds)
            from agents.models.connections import client  # noqa: PLC0415 (takes half a second)

            with suppress(Fault), faults_told():  # what is wrong is told when it is asked
                self.vendor.connect(self.line(self.models()[0].id, client(0)))
                self._warm = True

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """In here connections are kept from one call to the next; without it each call has its own."""
        self._keeps = True
        try:
            yield
        finally:
            self._keeps = False
            if self._pool is not None:
                await self._pool.close()
            self._pool = None

    def client(self) -> httpx.AsyncClient:
        """A client for one call, which closes it: nothing of a call outlives it, and ending it ends all."""
        from agents.models.connections import Pool, client  # noqa: PLC0415 (takes half a second)

        if not self._keeps:
            return client(self.settings.patience.connect)
        if self._pool is None:
            self._pool = Pool(self.settings.patience.connect)
        return self._pool.for_a_call()

    def line(self, model: str, client: httpx.AsyncClient, cache_key: str = "") -> Line:
        """What `Vendor.connect` wants."""
        from agents.models.connections import trusted  # noqa: PLC0415 (takes half a second)

        return Line(self.settings, model, client, trusted(), cache_key)

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        """Answer an instruction. Raises ProviderFailed."""
        setup = self.setup()
        if setup.missing_variable is not None:
            raise not_set_up(self.vendor.title, setup.missing_variable)
        if not _is_possible(self.settings.api_key):
            raise key_impossible(self.vendor.title, self.vendor.variable("api_key"))
        if not self._warm and await is_refused(self.settings.base_url):
            raise failed(Fault("provider_unreachable"), names_of(self.vendor, request.model))
        await asyncio.to_thread(self.warm)
        from agents.models.answering import Answering  # noqa: PLC0415 (takes seconds)

        prompt = await asyncio.to_thread(prompt_of, request, self.vendor.budget)
        async with aclosing(Answering(self, request, prompt).said()) as saying:
            async for said in saying:
                yield said


def _is_possible(key: str | None) -> bool:
    """Whether a header can carry it: of ASCII what can be seen, without blanks."""
    return key is None or all("!" <= letter <= "~" for letter in key)
