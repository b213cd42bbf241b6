"""OpenAI's Responses API, telling how an answer ended.

The library leaves `response.incomplete` and `response.failed` without a reason: a truncated answer looks
like a cut connection. Here the first becomes a completed one with its reason, which the library reads,
and the second the error that it is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from openai import APIError, AsyncStream
from openai.types.responses import (
    ResponseCompletedEvent,
    ResponseFailedEvent,
    ResponseIncompleteEvent,
    ResponseStreamEvent,
)
from pydantic_ai.models.openai import OpenAIResponsesModel


@dataclass(init=False)
class TellingResponsesModel(OpenAIResponsesModel):
    """The library's model, over streams whose end is told."""

    async def _process_streamed_response(
        self, response: AsyncStream[ResponseStreamEvent], *args: Any, **kwargs: Any
    ) -> Any:
        told: Any = _Told(response)
        return await super()._process_streamed_response(told, *args, **kwargs)


class _Told:
    """A stream of the SDK's, as far as the library uses one."""

    def __init__(self, stream: AsyncStream[ResponseStreamEvent]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[ResponseStreamEvent]:
        async for event in self._stream:
            if isinstance(event, ResponseFailedEvent):
                error = event.response.error
                body = error.model_dump() if error else None
                raise APIError("failed", self._stream.response.request, body=body)
            if isinstance(event, ResponseIncompleteEvent):
                yield ResponseCompletedEvent.model_construct(
                    type="response.completed",
                    response=event.response,
                    sequence_number=event.sequence_number,
                )
            else:
                yield event
