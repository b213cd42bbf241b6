"""OpenAI's Responses API.

https://platform.openai.com/docs/api-reference/responses-streaming
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import count
from typing import Any, ClassVar

from tests.wire.openai_errors import (
    invalid,
    no_such_model,
    openai_problem,
    unknown_field,
    wrong_key,
)
from tests.wire.protocol import Abilities, Body, Call, Frames, Problem, sse
from tests.wire.schemas import Schema, openai_fault
from tests.wire.script import Reason, Trouble

NO_MODEL = "no-such-model"
USAGE = {
    "input_tokens": 2100,
    "input_tokens_details": {"cached_tokens": 1920, "cache_write_tokens": 0},
    "output_tokens": 700,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 2800,
}
REFUSAL = "I'm sorry, but I can't help with that."


@cache
def _fields() -> set[str]:
    known = import_module("openai.types.responses.response_create_params")
    return {*known.ResponseCreateParamsBase.__annotations__, "stream"}


@dataclass(frozen=True)
class Responses(Abilities):
    """`POST /v1/responses`."""

    headers: ClassVar[Mapping[str, str]] = {
        "openai-version": "2020-10-01",
        "openai-processing-ms": "312",
        "x-request-id": "req_wire_1",
        "x-ratelimit-remaining-tokens": "27900",
    }

    def complaint(self, call: Call) -> Problem | None:
        if call.path != "/v1/responses":
            return invalid(f"Invalid URL (POST {call.path})")
        return wrong_key(call) or self._body_complaint(call.body)

    def _body_complaint(self, body: Body) -> Problem | None:
        if body.get("model") == NO_MODEL:
            return no_such_model(NO_MODEL)
        for name in ("model", "input"):
            if not body.get(name):
                message = f"Missing required parameter: '{name}'."
                return invalid(message, name, "missing_required_parameter")
        native = body.get("text", {}).get("format", {}).get("type") == "json_schema"
        if native and not self.native:
            message = "'text.format' of type 'json_schema' is not supported with this model."
            return invalid(f"Invalid parameter: {message}", "text.format")
        if body.get("tools") and not self.tools:
            return invalid("Tools are not supported with this model.", "tools")
        return unknown_field(body, _fields()) or _schema_complaint(body)

    def answer_schema(self, body: Body) -> Schema | None:
        schema: Schema | None = body.get("text", {}).get("format", {}).get("schema")
        return schema or next((tool["parameters"] for tool in body.get("tools", ())), None)

    def problem(self, trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
        return openai_problem(trouble, call, retry_after)

    def tell(self, call: Call) -> Answer:
        return Answer(call.body)


def _schema_complaint(body: Body) -> Problem | None:
    for name, schema, param in _strict_schemas(body):
        if fault := openai_fault(schema):
            kind = "function" if param.startswith("tools") else "response_format"
            return invalid(
                f"Invalid schema for {kind} '{name}': {fault}", param, "invalid_json_schema"
            )
    return None


def _strict_schemas(body: Body) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    native = body.get("text", {}).get("format", {})
    if native.get("strict"):
        yield native["name"], native["schema"], "text.format.schema"
    for place, tool in enumerate(body.get("tools", ())):
        if tool["type"] == "function" and tool.get("strict"):
            yield tool["name"], tool["parameters"], f"tools[{place}].parameters"


class Answer:
    """One response: items of output, each with its events, numbered through."""

    def __init__(self, body: Body) -> None:
        tools = [tool for tool in body.get("tools", ()) if tool["type"] == "function"]
        self._tool: str | None = tools[-1]["name"] if tools else None
        self._numbers = count()
        self._output: list[Body] = []
        self._open: Body = None
        self._said = ""
        self._response = {
            "id": "resp_wire_1",
            "object": "response",
            "created_at": 1795400000,
            "status": "in_progress",
            "error": None,
            "incomplete_details": None,
            "instructions": body.get("instructions"),
            "max_output_tokens": body.get("max_output_tokens"),
            "model": body["model"],
            "output": [],
            "parallel_tool_calls": True,
            "previous_response_id": None,
            "store": body.get("store", True),
            "temperature": 1.0,
            "text": body.get("text", {"format": {"type": "text"}}),
            "tool_choice": body.get("tool_choice", "auto"),
            "tools": body.get("tools", []),
            "top_p": 1.0,
            "truncation": "disabled",
            "usage": None,
            "metadata": {},
        }

    def begin(self) -> Frames:
        yield self._event("created", response=self._response)
        yield self._event("in_progress", response=self._response)

    def write(self, text: str) -> Frames:
        if self._tool is None:
            yield from self.speak(text)
            return
        yield from self._opened("function_call")
        self._said += text
        yield self._delta("function_call_arguments.delta", delta=text)

    def speak(self, text: str) -> Frames:
        yield from self._opened("message")
        self._said += text
        yield self._delta("output_text.delta", content_index=0, delta=text, logprobs=[])

    def think(self, text: str) -> Frames:
        yield from self._opened("reasoning")
        self._said += text
        yield self._delta("reasoning_summary_text.delta", summary_index=0, delta=text)

    def alive(self) -> Frames:
        yield b": keep-alive\n\n"

    def end(self, reason: Reason) -> Frames:
        if reason == "refusal":
            yield from self._refused()
        yield from self._closed("incomplete" if reason in ("length", "filter") else "completed")
        response = {**self._response, "output": self._output, "usage": USAGE}
        if reason in ("length", "filter"):
            why = "max_output_tokens" if reason == "length" else "content_filter"
            ended = {"status": "incomplete", "incomplete_details": {"reason": why}}
            yield self._event("incomplete", response={**response, **ended})
        else:
            yield self._event("completed", response={**response, "status": "completed"})

    def broken(self, trouble: Trouble) -> Frames:
        message = "The server had an error while processing your request. Sorry about that!"
        code = "rate_limit_exceeded" if trouble == "rate_limited" else "server_error"
        yield self._event(
            "failed",
            response={
                **self._response,
                "status": "failed",
                "error": {"code": code, "message": message},
            },
        )

    def _event(self, name: str, /, **content: Any) -> bytes:
        event = f"response.{name}"
        return sse({"type": event, "sequence_number": next(self._numbers), **content}, event)

    def _delta(self, name: str, /, **content: Any) -> bytes:
        where = {"item_id": self._open["id"], "output_index": len(self._output)}
        return self._event(name, **where, **content)

    def _opened(self, kind: str) -> Frames:
        """The events that open an item of this kind, unless it is open."""
        if self._open is not None and self._open["type"] == kind:
            return
        yield from self._closed("completed")
        place = len(self._output)
        self._open = {"id": f"item_{place}", "type": kind, "status": "in_progress"}
        if kind == "function_call":
            self._open |= {"call_id": f"call_{place}", "name": self._tool, "arguments": ""}
        elif kind == "reasoning":
            self._open |= {"summary": []}
        else:
            self._open |= {"role": "assistant", "content": []}
        yield self._event("output_item.added", output_index=place, item=self._open)
        if kind == "message":
            part = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
            yield self._delta("content_part.added", content_index=0, part=part)
        elif kind == "reasoning":
            part = {"type": "summary_text", "text": ""}
            yield self._delta("reasoning_summary_part.added", summary_index=0, part=part)

    def _closed(self, status: str) -> Frames:
        """The events that close the open item, if one is open."""
        if self._open is None:
            return
        item, said = {**self._open, "status": status}, self._said
        if item["type"] == "function_call":
            item["arguments"] = said
            yield self._delta("function_call_arguments.done", arguments=said, name=self._tool)
        elif item["type"] == "reasoning":
            part: Body = {"type": "summary_text", "text": said}
            item["summary"] = [part]
            yield self._delta("reasoning_summary_text.done", summary_index=0, text=said)
            yield self._delta("reasoning_summary_part.done", summary_index=0, part=part)
        elif not item["content"]:
            part = {"type": "output_text", "text": said, "annotations": [], "logprobs": []}
            item["content"] = [part]
            yield self._delta("output_text.done", content_index=0, text=said, logprobs=[])
            yield self._delta("content_part.done", content_index=0, part=part)
        yield self._event("output_item.done", output_index=len(self._output), item=item)
        self._output.append(item)
        self._open, self._said = None, ""

    def _refused(self) -> Frames:
        yield from self._closed("completed")
        place = len(self._output)
        item: Body = {"id": f"item_{place}", "type": "message", "status": "in_progress"}
        self._open = item | {"role": "assistant", "content": []}
        yield self._event("output_item.added", output_index=place, item=self._open)
        empty = {"type": "refusal", "refusal": ""}
        yield self._delta("content_part.added", content_index=0, part=empty)
        for word in (REFUSAL[:12], REFUSAL[12:]):
            yield self._delta("refusal.delta", content_index=0, delta=word)
        part = {"type": "refusal", "refusal": REFUSAL}
        yield self._delta("refusal.done", content_index=0, refusal=REFUSAL)
        yield self._delta("content_part.done", content_index=0, part=part)
        self._open["content"] = [part]
