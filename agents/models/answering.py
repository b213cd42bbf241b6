"""An answer, in as many calls as it takes until something is said.

request ─► prompt ─► call ─► words ─► values ─► what is said        (agents.models: one file a step)
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Protocol

import httpx

from agents.models.asking import messages_of, parameters_of
from agents.models.ending import fault_in, usage_in
from agents.models.faults import Fault, faults_told
from agents.models.listening import Asked, Call
from agents.models.reading import LONE, NO_ANSWER, said_by, unreadable
from agents.models.scanner import Beside, Scanner
from agents.models.schema import PARTS
from agents.models.sentences import PASSING, again, failed, names_of
from agents.models.vendor import Line, Vendor
from agents.ports import Request, Said, TextSaid, UsageSaid
from agents.prompt import Prompt
from agents.settings import ProviderSettings

JITTER = 1.25
LONGEST = 1_000_000
"""Characters of one answer, which no model writes; one that says the same for ever is ended there."""


class Asker(Protocol):
    """What of a provider an answer needs; `forms` is what it learns on the way."""

    vendor: Vendor
    settings: ProviderSettings
    forms: dict[str, int]

    def client(self) -> httpx.AsyncClient:
        """A client for one call."""
        ...

    def line(self, model: str, client: httpx.AsyncClient, cache_key: str = "") -> Line:
        """What `Vendor.connect` wants."""
        ...


class Answering:
    """One answer under way."""

    def __init__(self, asker: Asker, request: Request, prompt: Prompt) -> None:
        self._asker = asker
        self._vendor = asker.vendor
        self._patience = asker.settings.patience
        self._request = request
        self._prompt = prompt
        self._form = asker.forms.get(request.model, 0)
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
                self._asker.forms[self._request.model] = self._form
                return
            except Fault as fault:
                pause = None if spoken else self._pause(fault, attempts)
                names = names_of(self._vendor, self._request.model)
                if pause is None:
                    raise failed(fault, names) from None
                if not fault.form:
                    attempts += 1
                    yield again(fault, names, attempts, self._patience.attempts)
                    await asyncio.sleep(pause)

    def _pause(self, fault: Fault, attempts: int) -> float | None:
        """How long to wait until it is asked again; None: it is not."""
        if fault.form:
            self._form += 1
            return 0 if self._form < len(self._vendor.forms) else None
        patience = self._patience
        first = patience.unreached if fault.code == "provider_unreachable" else patience.pause
        pause = first * 2 ** (attempts - 1) * random.uniform(1, JITTER)  # noqa: S311
        pause = max(pause, fault.retry_after or 0)
        late = asyncio.get_running_loop().time() + pause >= self._until
        passing = fault.code in PASSING and pause <= patience.longest_pause
        return None if late or not passing or attempts >= patience.attempts else pause

    async def _once(self) -> AsyncGenerator[Said, None]:
        scanner = Scanner(LONE)
        fault: Fault | None = None
        spoken, heard = False, 0
        async with self._asker.client() as client:
            with faults_told():  # an address that is none is refused before anything is sent
                asked = self._asked(client)
            call = Call(asked, self._patience, self._until)
            try:
                async with aclosing(call.words()) as words:
                    async for text in words:
                        for cut in scanner.feed(text):
                            for said in said_by(cut):
                                spoken = True
                                yield said
                        heard += len(text)
                        if heard > LONGEST:
                            fault = Fault("answer_truncated")
                            break
            except Fault as raised:
                fault = raised
        for said in self._last_words(call, fault):
            yield said
        for said in self._last_cuts(scanner, spoken):
            yield said

    def _last_words(self, call: Call, fault: Fault | None) -> Iterator[Said]:
        """What it cost. Raises Fault unless it was said to the end."""
        if (response := call.response) is not None:
            priced = not self._vendor.any_model and self._asker.settings.base_url is None
            if usage := usage_in(response, self._prompt.name, priced=priced):
                yield usage
            fault = fault or fault_in(response)
        if fault is not None:
            raise fault

    def _last_cuts(self, scanner: Scanner, spoken: bool) -> Iterator[Said]:
        """What was left at the end. Raises Fault for an answer in which nothing is said to anybody."""
        words = scanner.finish()
        if scanner.answers and not scanner.closed:
            yield unreadable(scanner.unfinished(), "The answer ended before its JSON did.")
        elif not (words or spoken or self._request.taken):
            raise Fault("answer_unreadable")
        elif scanner.closed:
            yield from said_by(Beside(words)) if words else ()
        elif PARTS[self._request.kind] == ("text",):
            yield TextSaid(words)
        else:
            yield unreadable(words, NO_ANSWER)

    def _asked(self, client: httpx.AsyncClient) -> Asked:
        request, vendor = self._request, self._vendor
        cache_key = f"patchledger-{request.context.project_id}"
        model, settings = vendor.connect(self._asker.line(request.model, client, cache_key))
        return Asked(
            model,
            messages_of(self._prompt, cache_points=vendor.cache_points),
            parameters_of(vendor.forms[self._form], vendor.dialect, request.kind),
            settings,
        )
