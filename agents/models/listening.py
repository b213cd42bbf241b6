"""One call of a model: its words as they come, within the deadlines, and how it ended.

A read timeout would be armed again by every ping, so the deadlines are on what the model says. Whoever
stops to listen closes the connection, and with it the vendor's work.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from typing import Any

import anyio
from pydantic_ai._utils import PeekableAsyncStream
from pydantic_ai.direct import model_request_stream
from pydantic_ai.messages import (
    ModelMessage,
    ModelResponse,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    ToolCallPart,
    ToolCallPartDelta,
)
from pydantic_ai.models import Model, ModelRequestParameters, StreamedResponse
from pydantic_ai.settings import ModelSettings

from agents.models.faults import faults_told
from agents.settings import Patience


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call asks, and of whom."""

    model: Model
    messages: Sequence[ModelMessage]
    parameters: ModelRequestParameters
    settings: ModelSettings


class Call:
    """A call under way. `response` is what the library made of it so far."""

    def __init__(self, asked: Asked, patience: Patience, until: float) -> None:
        self._asked = asked
        self._patience = patience
        self._until = until
        self._stream: StreamedResponse | None = None

    @property
    def response(self) -> ModelResponse | None:
        """What was said, with usage and reason of its end; None before anything came back."""
        return self._stream.get() if self._stream else None

    async def words(self) -> AsyncGenerator[str, None]:
        """The text of the answer, piece by piece. Raises Fault; a clean end alone proves nothing."""
        async with AsyncExitStack() as stack:
            limit = self._now() + self._patience.first
            self._stream = await self._opened(stack, limit)
            events = aiter(self._stream)
            while (event := await self._next(events, limit)) is not None:
                limit = self._now() + self._patience.silence
                if text := _text_of(event):
                    yield text

    async def _opened(self, stack: AsyncExitStack, limit: float) -> StreamedResponse:
        asked = self._asked
        opening: AbstractAsyncContextManager[StreamedResponse] = model_request_stream(
            asked.model,
            asked.messages,
            model_request_parameters=asked.parameters,
            model_settings=asked.settings,
        )
        with faults_told():
            async with asyncio.timeout_at(min(limit, self._until)):
                return _quick(await stack.enter_async_context(opening))

    async def _next(self, events: AsyncIterator[Any], limit: float) -> Any:
        with faults_told():
            async with asyncio.timeout_at(min(limit, self._until)):
                return await anext(events, None)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _quick(stream: StreamedResponse) -> StreamedResponse:
    """The stream without a turn of the event loop for each piece.

    The library takes a lock before it reads a piece, against a second reader, and anyio's gives way to all
    other tasks whenever it is taken: two hundred times for a plan, which was half of what we added to the
    bare SDK. There is one reader here, and it gives way after each edit (`agents.answer`).
    """
    pieces = getattr(stream, "_response", None)
    if isinstance(pieces, PeekableAsyncStream):
        pieces._source_lock = anyio.Lock(fast_acquire=True)  # noqa: SLF001
    return stream


def _text_of(event: Any) -> str:
    if isinstance(event, PartStartEvent):
        if isinstance(event.part, TextPart):
            return event.part.content
        return _arguments(event.part.args) if isinstance(event.part, ToolCallPart) else ""
    if isinstance(event, PartDeltaEvent):
        if isinstance(event.delta, TextPartDelta):
            return event.delta.content_delta
        if isinstance(event.delta, ToolCallPartDelta):
            return _arguments(event.delta.args_delta)
    return ""


def _arguments(said: str | dict[str, Any] | None) -> str:
    """A tool's arguments, which some vendors send whole."""
    return said if isinstance(said, str) else json.dumps(said) if said else ""
