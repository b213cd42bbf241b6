"""A provider with a model behind it: asks, listens, tries again while nothing was said, and reads.

    request ─► prompt ─► call ─► words ─► values ─► what is said        (agents.models: one file a step)

The vendors' libraries take a second or more to import: that happens in a thread, when the provider is
warmed or first asked. A call owns its connection: nothing outlives it, and ending it ends the vendor's
work.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from functools import cache
from typing import TYPE_CHECKING

from agents.models.faults import Fault
from agents.models.reading import LONE, NO_ANSWER, said_by, unreadable
from agents.models.scanner import Beside, Scanner
from agents.models.sentences import Names, failed, not_set_up
from agents.models.vendor import Line, Vendor
from agents.ports import FailureCode, Model, Request, Said, SetUp, UsageSaid
from agents.prompt import Prompt, prompt_of
from agents.settings import ProviderSettings

if TYPE_CHECKING:
    import ssl

    import httpx

    from agents.models.listening import Asked, Call

PASSING: frozenset[FailureCode] = frozenset(
    {
        "provider_cut_off",
        "provider_error",
        "provider_overloaded",
        "provider_rate_limited",
        "provider_unreachable",
    }
)
"""Faults that may be over at the next attempt."""


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
            return self.vendor.models or (Model("", "none chosen"),)
        return (known.pop(chosen, Model(chosen, chosen)), *known.values())

    def setup(self) -> SetUp:
        """Ready with all that the vendor needs."""
        for setting in self.vendor.needs:
            if not getattr(self.settings, setting):
                return SetUp(ready=False, missing_variable=self.vendor.variable(setting))
        return SetUp(ready=True, any_model=self.vendor.any_model)

    def warm(self) -> None:
        """Import the libraries and do once what the first call would wait for."""
        if not self._warm:
            import agents.models.ending  # noqa: PLC0415 (takes seconds)
            import agents.models.listening  # noqa: F401, PLC0415

            self.vendor.connect(Line(self.settings, self.models()[0].id, self.client(), ""))
            self._warm = True

    def client(self) -> httpx.AsyncClient:
        """A client for one call. The deadlines are the call's own, but for connecting."""
        import httpx  # noqa: PLC0415 (see `warm`)

        timeout = httpx.Timeout(None, connect=self.settings.patience.connect)
        return httpx.AsyncClient(verify=_tls(), timeout=timeout, follow_redirects=True)

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        """Answer an instruction. Raises ProviderFailed."""
        setup = self.setup()
        if setup.missing_variable is not None:
            raise not_set_up(self.vendor.title, setup.missing_variable)
        await asyncio.to_thread(self.warm)
        prompt = await asyncio.to_thread(prompt_of, request, self.vendor.budget)
        answer = _Answer(self, request, prompt)
        async with aclosing(answer.said()) as saying:
            async for said in saying:
                yield said


class _Answer:
    """An answer, in as many calls as it takes until something is said."""

    def __init__(self, provider: ModelProvider, request: Request, prompt: Prompt) -> None:
        self._provider = provider
        self._vendor = provider.vendor
        self._patience = provider.settings.patience
        self._request = request
        self._prompt = prompt
        self._form = provider.forms.get(request.model, 0)
        self._until = asyncio.get_running_loop().time() + self._patience.whole

    async def said(self) -> AsyncGenerator[Said, None]:
        """All of it. Once something was said a fault is final: a retry would say it twice."""
        attempts, spoken = 1, False
        while True:
            try:
                async with aclosing(self._once()) as saying:
                    async for said in saying:
                        spoken = spoken or not isinstance(said, UsageSaid)
                        yield said
            except Fault as fault:
                if spoken or not (attempts := await self._again(fault, attempts)):
                    raise failed(fault, self._names()) from None
            else:
                self._provider.forms[self._request.model] = self._form
                return

    async def _again(self, fault: Fault, attempts: int) -> int:
        """The number of the next attempt, once it is due; 0 for none."""
        if fault.form:
            self._form += 1
            return attempts if self._form < len(self._vendor.forms) else 0
        pause = self._patience.pause * 2 ** (attempts - 1) * random.uniform(1, 1.25)  # noqa: S311
        pause = max(pause, fault.retry_after or 0)
        late = asyncio.get_running_loop().time() + pause >= self._until
        passing = fault.code in PASSING and pause <= self._patience.longest_pause
        if late or not passing or attempts >= self._patience.attempts:
            return 0
        await asyncio.sleep(pause)
        return attempts + 1

    async def _once(self) -> AsyncGenerator[Said, None]:
        from agents.models.listening import Call  # noqa: PLC0415 (takes seconds)

        scanner = Scanner(LONE)
        fault: Fault | None = None
        async with self._provider.client() as client:
            call = Call(self._asked(client), self._patience, self._until)
            try:
                async with aclosing(call.words()) as words:
                    async for text in words:
                        for cut in scanner.feed(text):
                            for said in said_by(cut):
                                yield said
            except Fault as raised:
                fault = raised
        for said in self._last_words(call, scanner, fault):
            yield said

    def _last_words(self, call: Call, scanner: Scanner, fault: Fault | None) -> Iterator[Said]:
        """What it cost, and how it ended. Raises Fault unless it was said to the end."""
        from agents.models.ending import fault_in, usage_in  # noqa: PLC0415 (takes seconds)

        response = call.response
        if response is not None:
            own = not self._vendor.any_model and self._provider.settings.base_url is None
            if usage := usage_in(response, self._prompt.name, priced=own):
                yield usage
            fault = fault or fault_in(response)
        if fault is not None:
            raise fault
        words = scanner.finish()
        if scanner.closed:
            yield from said_by(Beside(words)) if words else ()
        elif scanner.answers:
            yield unreadable(scanner.unfinished(), "The answer ended before its JSON did.")
        elif words:
            yield unreadable(words, NO_ANSWER)
        else:
            raise Fault("answer_unreadable")

    def _asked(self, client: httpx.AsyncClient) -> Asked:
        from agents.models.asking import messages_of, parameters_of  # noqa: PLC0415 (takes seconds)
        from agents.models.listening import Asked  # noqa: PLC0415 (takes seconds)

        cache_key = f"patchledger-{self._request.context.project_id}"
        line = Line(self._provider.settings, self._request.model, client, cache_key)
        model, settings = self._vendor.connect(line)
        return Asked(
            model,
            messages_of(self._prompt, cache_points=self._vendor.cache_points),
            parameters_of(self._vendor.forms[self._form], self._vendor.dialect),
            settings,
        )

    def _names(self) -> Names:
        vendor = self._vendor
        return Names(
            vendor=vendor.title,
            model=self._request.model,
            key=vendor.variable("api_key"),
            model_variable=vendor.variable("model"),
            url_variable=vendor.variable("base_url"),
        )


@cache
def _tls() -> ssl.SSLContext:
    """What to trust, from the environment; making it takes a while."""
    import httpx  # noqa: PLC0415 (see `warm`)

    return httpx.create_ssl_context()
