"""A provider with a model behind it, for any vendor.

The vendors' libraries take a second or more to import: that happens in a thread, when the provider is
warmed or first asked, and nothing here or in a vendor's file imports them before.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from functools import cache
from typing import TYPE_CHECKING

from agents.models.faults import Fault, faults_told
from agents.models.sentences import not_set_up
from agents.models.vendor import Line, Vendor
from agents.ports import Model, Request, Said, SetUp
from agents.prompt import prompt_of
from agents.settings import ProviderSettings

if TYPE_CHECKING:
    import ssl

    import httpx

NO_MODEL = Model("", "none chosen yet")


class ModelProvider:
    """Implements `agents.ports.Provider` for a vendor."""

    def __init__(self, vendor: Vendor, settings: ProviderSettings) -> None:
        self.vendor = vendor
        self.settings = settings
        self.forms: dict[str, int] = {}
        """By model: how far down the vendor's forms of an answer it had to go."""
        self._warm = False

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
                return SetUp(ready=False, missing_variable=self.vendor.variable(setting))
        return SetUp(ready=True, any_model=self.vendor.any_model)

    def warm(self) -> None:
        """Import the libraries and do once what the first call would wait for."""
        if not self._warm and self.setup().ready:
            import agents.models.answering  # noqa: F401, PLC0415 (takes seconds)

            with suppress(Fault), faults_told():  # what is wrong is told when it is asked
                self.vendor.connect(self.line(self.models()[0].id, self.client()))
                self._warm = True

    def client(self) -> httpx.AsyncClient:
        """A client for one call, which closes it: nothing outlives a call, and ending it ends all.

        Making one takes a third of a millisecond. The deadlines are the call's, but for connecting.
        """
        import httpx  # noqa: PLC0415 (takes half a second)

        timeout = httpx.Timeout(None, connect=self.settings.patience.connect)
        return httpx.AsyncClient(verify=_trusted(), timeout=timeout, follow_redirects=True)

    def line(self, model: str, client: httpx.AsyncClient, cache_key: str = "") -> Line:
        """What `Vendor.connect` wants."""
        return Line(self.settings, model, client, _trusted(), cache_key)

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        """Answer an instruction. Raises ProviderFailed."""
        setup = self.setup()
        if setup.missing_variable is not None:
            raise not_set_up(self.vendor.title, setup.missing_variable)
        await asyncio.to_thread(self.warm)
        from agents.models.answering import Answering  # noqa: PLC0415 (takes seconds)

        prompt = await asyncio.to_thread(prompt_of, request, self.vendor.budget)
        async with aclosing(Answering(self, request, prompt).said()) as saying:
            async for said in saying:
                yield said


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities to trust, from the environment; reading them takes 50 ms."""
    import httpx  # noqa: PLC0415 (takes half a second)

    return httpx.create_ssl_context()
