"""The vendors' own SDKs as bare clients: what each of them makes of an answer, in the same words."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import anthropic
import httpx
import openai
from google import genai

from tests.wire.protocol import KEY

MODEL = "some-model"
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"edits": {"type": "array", "items": {"type": "string"}}},
    "required": ["edits"],
    "additionalProperties": False,
}
TOOL = "say_edits"
PLAIN = {"verify": False}
"""The fakes speak no TLS, and reading the authorities for each client takes longer than the tests."""


@dataclass(frozen=True)
class Heard:
    """What an SDK heard: a piece of the answer, of the words beside it, of the reasoning; or why it ended."""

    kind: str
    text: str


def _openai(address: str) -> openai.AsyncOpenAI:
    plain = httpx.AsyncClient(verify=False)
    return openai.AsyncOpenAI(
        api_key=KEY, base_url=f"{address}/v1", http_client=plain, max_retries=0
    )


async def responses(address: str, tools: bool, **more: Any) -> AsyncGenerator[Heard, None]:
    """OpenAI's SDK, Responses."""
    client = _openai(address)
    native = {"type": "json_schema", "name": "edits", "schema": SCHEMA, "strict": True}
    tool = {"type": "function", "name": TOOL, "parameters": SCHEMA, "strict": True}
    asked: Any = {"tools": [tool]} if tools else {"text": {"format": native}}
    async with (
        client,
        await client.responses.create(
            **{"model": MODEL, "input": "Plan.", "stream": True, **asked, **more}
        ) as stream,
    ):
        async for event in stream:
            if event.type in (
                "response.output_text.delta",
                "response.function_call_arguments.delta",
            ):
                written = event.type.startswith("response.func") or not tools
                yield Heard("written" if written else "spoken", event.delta)
            elif event.type == "response.reasoning_summary_text.delta":
                yield Heard("thought", event.delta)
            elif event.type == "response.refusal.delta":
                yield Heard("refused", event.delta)
            elif event.type == "response.incomplete":
                yield Heard("ended", event.response.incomplete_details.reason)
            elif event.type == "response.failed":
                yield Heard("ended", f"failed {event.response.error.code}")
            elif event.type == "response.completed":
                yield Heard("ended", event.response.status)


async def chat(address: str, tools: bool, **more: Any) -> AsyncGenerator[Heard, None]:
    """OpenAI's SDK, Chat Completions."""
    client = _openai(address)
    native = {"name": "edits", "schema": SCHEMA, "strict": True}
    function = {"name": TOOL, "parameters": SCHEMA, "strict": True}
    asked: Any = (
        {"tools": [{"type": "function", "function": function}]}
        if tools
        else {"response_format": {"type": "json_schema", "json_schema": native}}
    )
    messages = [{"role": "user", "content": "Plan."}]
    async with (
        client,
        await client.chat.completions.create(
            **{"model": MODEL, "messages": messages, "stream": True, **asked, **more}
        ) as stream,
    ):
        async for chunk in stream:
            for choice in chunk.choices:
                delta = choice.delta
                for call in delta.tool_calls or ():
                    yield Heard("written", call.function.arguments)
                if delta.content:
                    yield Heard("spoken" if tools else "written", delta.content)
                if delta.refusal:
                    yield Heard("refused", delta.refusal)
                if thought := getattr(delta, "reasoning_content", None):
                    yield Heard("thought", thought)
                if choice.finish_reason:
                    yield Heard("ended", choice.finish_reason)


async def messages(address: str, tools: bool, **more: Any) -> AsyncGenerator[Heard, None]:
    """Anthropic's SDK."""
    plain = httpx.AsyncClient(verify=False)
    client = anthropic.AsyncAnthropic(
        api_key=KEY, base_url=address, http_client=plain, max_retries=0
    )
    tool = {"name": TOOL, "input_schema": SCHEMA, "strict": True}
    native = {"format": {"type": "json_schema", "schema": SCHEMA}}
    asked: Any = {"tools": [tool]} if tools else {"output_config": native}
    turns = [{"role": "user", "content": "Plan."}]
    async with (
        client,
        await client.messages.create(
            **{
                "model": MODEL,
                "max_tokens": 1000,
                "messages": turns,
                "stream": True,
                **asked,
                **more,
            }
        ) as stream,
    ):
        async for event in stream:
            if event.type == "content_block_delta":
                delta = event.delta
                if delta.type == "text_delta":
                    yield Heard("spoken" if tools else "written", delta.text)
                elif delta.type == "input_json_delta":
                    yield Heard("written", delta.partial_json)
                elif delta.type == "thinking_delta":
                    yield Heard("thought", delta.thinking)
            elif event.type == "message_delta":
                yield Heard("ended", event.delta.stop_reason)


async def gemini(address: str, tools: bool, **more: Any) -> AsyncGenerator[Heard, None]:
    """Google's SDK."""
    options: Any = {"base_url": address, "client_args": PLAIN, "async_client_args": PLAIN}
    client = genai.Client(api_key=KEY, http_options=options).aio
    function = {"name": TOOL, "parameters_json_schema": SCHEMA}
    asked: Any = (
        {"tools": [{"function_declarations": [function]}]}
        if tools
        else {"response_mime_type": "application/json", "response_json_schema": SCHEMA}
    )
    model = more.pop("model", MODEL)
    config: Any = {**asked, **more}
    async with client:
        stream = await client.models.generate_content_stream(
            model=model, contents="Plan.", config=config
        )
        async for chunk in stream:
            for heard in _of_gemini(chunk, tools):
                yield heard


def _of_gemini(chunk: Any, tools: bool) -> Iterator[Heard]:
    if chunk.prompt_feedback:
        yield Heard("ended", f"blocked {chunk.prompt_feedback.block_reason.value}")
    for candidate in chunk.candidates or ():
        for part in (candidate.content and candidate.content.parts) or ():
            if part.function_call:
                yield Heard("written", json.dumps(part.function_call.args))
            elif part.thought:
                yield Heard("thought", part.text)
            elif part.text:
                yield Heard("spoken" if tools else "written", part.text)
        if candidate.finish_reason:
            yield Heard("ended", candidate.finish_reason.value)
