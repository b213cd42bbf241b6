"""An instruction on its way through an agent: what it answers is streamed, and kept on the draft.

The conversation runs in a task of its own. When whoever listens goes away, the task is cancelled: the
provider's call ends, and what was patched so far is kept as draft.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from time import perf_counter
from typing import NamedTuple, cast

import structlog

from agents.conversation import converse
from agents.outcomes import (
    Asked,
    Failed,
    FellBack,
    Finished,
    Found,
    Outcome,
    Patched,
    Retried,
    Said,
)
from agents.ports import Context, Kind, Provider, Source, Turn
from api import remembering, shapes
from api.backend import Backend
from api.encoding import plain
from api.passed_over import passed_over
from api.problems import Members, of_error, problem
from ledger.core.errors import LedgerError, refused
from ledger.core.model import Json
from ledger.core.patch import Patch
from ledger.core.proposal import ProposalState

log = structlog.get_logger(__name__)

STATUS_OF_FAILURE = {"instruction_too_long": 422, "edits_refused": 422}
PROVIDER_FAILED = 502


class Event(NamedTuple):
    """One event: `patch`, `text`, `question`, `finding`, `retry`, `done` or `problem`."""

    name: str
    content: Json


def provider_named(parts: Backend, name: str | None) -> Provider:
    """The provider asked for, or the default one.

    Raises Refused when it is not set up, and none of the fallbacks is that could answer instead.
    """
    if name is not None and name not in parts.providers:
        known = ", ".join(parts.providers)
        raise refused("provider_unknown", f"Providers here: {known}.", field="provider")
    provider = parts.providers[name] if name else next(iter(parts.providers.values()))
    setup = provider.setup()
    if not setup.ready and not any(other.setup().ready for other in fallbacks_of(parts, provider)):
        message = f"The provider {provider.name} is not set up: set {setup.missing_variable}."
        raise refused("provider_not_set_up", message, field="provider")
    return provider


def fallbacks_of(parts: Backend, provider: Provider) -> list[Provider]:
    """Who is asked instead, in this order, when that one is down."""
    return [parts.providers[name] for name in parts.fallbacks if name != provider.name]


def check_model(provider: Provider, model: str | None) -> None:
    """Raise Refused for a model that the provider does not have."""
    known = [m.id for m in provider.models()]
    if model is not None and model not in known and not provider.setup().any_model:
        message = f"The provider {provider.name} has the models {', '.join(known)}."
        raise refused("model_unknown", message, field="model")


class Instruction(NamedTuple):
    """What a person says: in words, of which kind, and from which document (its id).

    `provider` (with its `model`) is asked this once instead of the proposal's.
    """

    text: str
    kind: Kind = "plan"
    document: str | None = None
    provider: str | None = None
    model: str | None = None


async def talk(
    parts: Backend, proposal_id: str, said: Instruction, actor: str, tree: bool = True
) -> AsyncIterator[Event]:
    """Hand an instruction to the proposal's provider; gives its events as they come.

    `tree`: whether the proposal that is the last of them has the draft's tree.
    """
    listener = _Listener(asyncio.Queue(), tree)
    task = asyncio.create_task(_conversation(parts, proposal_id, said, actor, listener))
    parts.talks.add(task)
    task.add_done_callback(parts.talks.discard)
    try:
        while (event := await listener.events.get()) is not None:
            yield event
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.shield(asyncio.gather(task, return_exceptions=True))


async def end_talks(parts: Backend, seconds: float) -> None:
    """Let the conversations that are under way finish for so long; then end them. Each keeps its draft."""
    under_way = set(parts.talks)
    if under_way:
        _, late = await asyncio.wait(under_way, timeout=seconds)
        for task in late:
            task.cancel()


class _Listener(NamedTuple):
    """Where the events go until None ends them, and whether the last one has the draft's tree."""

    events: asyncio.Queue[Event | None]
    tree: bool


async def _conversation(
    parts: Backend, proposal_id: str, said: Instruction, actor: str, listener: _Listener
) -> None:
    events = listener.events
    try:
        state = await parts.writer.run(
            partial(
                parts.proposals.instruct, proposal_id, said.text, actor, said.kind, said.document
            )
        )
        if said.provider is not None:
            state = replace(state, provider=said.provider, model=said.model)
        await _Answer(parts, state, listener).hear()
    except asyncio.CancelledError:
        # Nobody hears it where the listener left; one that the server ends on is told.
        detail = "The server is being stopped; what was drafted so far is kept in the proposal."
        events.put_nowait(Event("problem", problem(503, "server_stopping", detail)))
        raise
    except LedgerError as error:
        events.put_nowait(Event("problem", of_error(error)))
    except Exception:
        log.exception("conversation_failed", proposal=proposal_id)
        detail = "Something went wrong on our side; the draft is as it was."
        events.put_nowait(Event("problem", problem(500, "internal_error", detail)))
    finally:
        events.put_nowait(None)


class _Answer:
    """One answer of an agent, on its way to the listener and into the proposal."""

    def __init__(self, parts: Backend, state: ProposalState, listener: _Listener) -> None:
        self._parts = parts
        self._listener = listener
        self._state = state
        self._patches: list[Patch] = []
        self._text: list[str] = []
        self._began = perf_counter()
        self._first_ms: int | None = None
        self._fell_back: str | None = None
        self._provider = provider_named(parts, state.provider)
        model = state.model or self._provider.models()[0].id
        self._author = f"agent:{self._provider.name}/{model}"

    async def hear(self) -> None:
        """Stream the answer and keep it; when cancelled, keep what there is of it."""
        asked = self._state.messages[-1]
        if self._parts.settings.provider is None:
            self._turned(passed_over(self._parts.providers, self._provider))
        outcomes = converse(
            self._provider,
            await asyncio.to_thread(_context, self._parts, self._state),
            asked.text,
            self._parts.ledger.ids.new,
            self._state.model,
            kind=cast(Kind, asked.kind),
            fallbacks=fallbacks_of(self._parts, self._provider),
        )
        try:
            async with aclosing(outcomes):
                async for outcome in outcomes:
                    if isinstance(outcome, Finished):
                        await self._finish(outcome)
                    else:
                        self._tell(outcome)
        except asyncio.CancelledError:
            await self._keep_part()
            raise

    def _tell(self, outcome: Outcome) -> None:
        if isinstance(outcome, Patched):
            self._first_ms = self._first_ms or self._elapsed()
            self._patches.append(outcome.patch)
            [patch] = shapes.patch_answers([outcome.patch])
            self._put("patch", {"index": outcome.index, "patch": patch})
        elif isinstance(outcome, Said):
            self._text.append(outcome.text)
            self._put("text", {"text": outcome.text})
        elif isinstance(outcome, Asked):
            self._put("question", plain(outcome))
        elif isinstance(outcome, Found):
            self._put("finding", shapes.finding(outcome.finding))
        elif isinstance(outcome, Retried):
            self._put("retry", {"round": outcome.round, "reason": outcome.reason})
        elif isinstance(outcome, FellBack):
            self._author = outcome.author
            self._turned(outcome.reason)
        elif isinstance(outcome, Failed):
            self._put("problem", self._failure(outcome))

    def _turned(self, reason: str | None) -> None:
        """Tell, and keep with the answer, why somebody else than whom a person had in mind is asked."""
        if reason is not None:
            self._fell_back = reason
            self._put("retry", {"round": 0, "reason": reason})

    async def _finish(self, end: Finished) -> None:
        usage = self._usage(end)
        text = "\n".join(filter(None, (end.text, *end.left_out, *end.notes)))
        proposals, id, state = self._parts.proposals, self._state.id, self._state
        if end.patches or text or end.findings or not end.questions:
            said = (end.patches, end.author, text, usage)
            keep = partial(proposals.draft, id, *said, findings=end.findings, stopped=end.stopped)
            state = await self._parts.writer.run(keep)
            usage = {}
        for asked in end.questions:
            ask = partial(
                proposals.ask,
                id,
                asked.question,
                candidates=asked.candidates,
                options=asked.options,
                author=end.author,
                usage=usage,
            )
            state = await self._parts.writer.run(ask)
            usage = {}
        self._put("done", await asyncio.to_thread(shapes.proposal, state, self._listener.tree))

    def _usage(self, end: Finished) -> dict[str, Json]:
        """What the answer took: what is not known is not there."""
        provider, model = end.author.removeprefix("agent:").split("/", 1)
        corrected = {"corrected": end.corrected} if end.corrected else {}
        first = {} if self._first_ms is None else {"first_ms": self._first_ms}
        instead = {} if self._fell_back is None else {"fell_back": self._fell_back}
        return {
            "provider": provider,
            "model": model,
            **end.usage.known(),
            "rounds": end.rounds,
            "edits": end.edits,
            **corrected,
            **first,
            **instead,
            "ms": self._elapsed(),
        }

    async def _keep_part(self) -> None:
        if not self._patches:
            return
        usage = {"ms": self._elapsed()}
        text = "".join(self._text)
        draft = self._parts.proposals.draft
        keep = partial(draft, self._state.id, self._patches, self._author, text, usage)
        with suppress(LedgerError):  # closed meanwhile: there is no draft to keep it on
            await self._parts.writer.run(keep)

    def _failure(self, failed: Failed) -> Members:
        status = STATUS_OF_FAILURE.get(failed.code, PROVIDER_FAILED)
        return problem(status, failed.code, failed.message, proposal=self._state.id)

    def _elapsed(self) -> int:
        return round((perf_counter() - self._began) * 1000)

    def _put(self, name: str, content: Json) -> None:
        self._listener.events.put_nowait(Event(name, content))


def _document(parts: Backend, id: str | None) -> Source | None:
    if id is None:
        return None
    found = parts.documents.get(id)
    return Source(found.id, found.name, found.passages)


def _context(parts: Backend, state: ProposalState) -> Context:
    earlier = state.messages[:-1]  # the last is the instruction itself
    unmoved = state.patches == tuple(patch for said in earlier for patch in said.patches)
    return Context(
        project_id=state.project_id,
        tree=state.draft,
        today=_today(),
        mode=state.mode,
        task_id=state.task_id,
        actor=state.actor,
        turns=tuple(Turn(m.role, m.text, m.patches, m.question, m.findings) for m in earlier),
        base=state.base if unmoved else None,
        document=_document(parts, state.document),
        given_now=state.messages[-1].document is not None,
        turned_down=remembering.turned_down(parts, state),
        last_changed=remembering.last_changed(parts, state),
        origins=remembering.origins(parts, state),
    )


def _today() -> date:
    return datetime.now().astimezone().date()


async def outcome_of(events: AsyncIterator[Event]) -> Members:
    """The last word of a conversation: the proposal as it is then. Raises TalkFailed for a problem."""
    last = Event("problem", problem(500, "internal_error", "The conversation ended too early."))
    async for event in events:
        last = event
    if last.name == "problem":
        raise TalkFailed(last.content)
    found: Members = last.content
    return found


class TalkFailed(Exception):
    """A conversation ended in a problem."""

    def __init__(self, members: Members) -> None:
        super().__init__(members["detail"])
        self.members = members
