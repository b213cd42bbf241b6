"""OpenAI's Chat Completions API, which xAI and most other servers speak as well.

https://platform.openai.com/docs/api-reference/chat-streaming
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar

from tests.wire.openai_errors import invalid, openai_problem, unknown_field
from tests.wire.protocol import KEY, Abilities, Body, Call, Frames, Problem, sse
from tests.wire.responses import NO_MODEL, REFUSAL
from tests.wire.schemas import Schema, openai_fault
from tests.wire.script import Reason, Trouble

USAGE = {
    "prompt_tokens": 2100,
    "completion_tokens": 700,
    "total_tokens": 2800,
    "prompt_tokens_details": {"cached_tokens": 1920, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
}
FINISH = {"stop": "stop", "length": "length", "filter": "content_filter", "refusal": "stop"}


@cache
def _fields() -> set[str]:
    known = import_module("openai.types.chat.completion_create_params")
    return {*known.CompletionCreateParamsBase.__annotations__, "stream"}


@dataclass(frozen=True)
class Chat(Abilities):
    """`POST /v1/chat/completions`.

    `wording`: whose errors. `usage`: whether it tells tokens, as some servers never do.
    """

    wording: Callable[[Trouble, Call, float | None], Problem] = openai_problem
    usage: bool = True
    headers: ClassVar[Mapping[str, str]] = {"x-request-id": "req_wire_2"}

    def complaint(self, call: Call) -> Problem | None:
        if call.path != "/v1/chat/completions":
            return invalid(f"Invalid URL (POST {call.path})")
        if call.bearer != KEY:
            return self.wording("key_refused", call, None)
        if call.body.get("model") == NO_MODEL:
            return self.wording("model_unknown", call, None)
        return self._body_complaint(call.body)

    def _body_complaint(self, body: Body) -> Problem | None:
        for name in ("model", "messages"):
            if not body.get(name):
                return invalid(f"you must provide a {name} parameter")
        if not self.native and body.get("response_format", {}).get("type") == "json_schema":
            return invalid("response_format json_schema is not supported", "response_format")
        if not self.tools and body.get("tools"):
            return invalid("tools are not supported by this model", "tools")
        return unknown_field(body, _fields()) or _schema_complaint(body)

    def answer_schema(self, body: Body) -> Schema | None:
        schema: Schema | None = (
            (body.get("response_format") or {}).get("json_schema", {}).get("schema")
        )
        return schema or next((t["function"]["parameters"] for t in body.get("tools", ())), None)

    def problem(self, trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
        return self.wording(trouble, call, retry_after)

    def tell(self, call: Call) -> Answer:
        return Answer(call.body, self.usage)


def _schema_complaint(body: Body) -> Problem | None:
    for name, schema, param in _strict_schemas(body):
        if fault := openai_fault(schema):
            kind = "function" if param == "tools" else "response_format"
            return invalid(f"Invalid schema for {kind} '{name}': {fault}", param)
    return None


def _strict_schemas(body: Body) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    native = body.get("response_format", {}).get("json_schema", {})
    if native.get("strict"):
        yield native["name"], native["schema"], "response_format"
    for tool in body.get("tools", ()):
        if tool["function"].get("strict"):
            yield tool["function"]["name"], tool["function"]["parameters"], "tools"


class Answer:
    """One completion in chunks."""

    def __init__(self, body: Body, usage: bool) -> None:
        tools = body.get("tools") or ()
        self._tool: str | None = tools[-1]["function"]["name"] if tools else None
        self._model: str = body["model"]
        self._usage = usage and bool((body.get("stream_options") or {}).get("include_usage"))
        self._called = False

    def begin(self) -> Frames:
        yield self._chunk({"role": "assistant", "content": "", "refusal": None})

    def write(self, text: str) -> Frames:
        if self._tool is None:
            yield from self.speak(text)
            return
        if not self._called:
            self._called = True
            function = {"name": self._tool, "arguments": ""}
            call = {"index": 0, "id": "call_1", "type": "function", "function": function}
            yield self._chunk({"tool_calls": [call]})
        yield self._chunk({"tool_calls": [{"index": 0, "function": {"arguments": text}}]})

    def speak(self, text: str) -> Frames:
        yield self._chunk({"content": text})

    def think(self, text: str) -> Frames:
        yield self._chunk({"reasoning_content": text})

    def alive(self) -> Frames:
        yield b": keep-alive\n\n"

    def end(self, reason: Reason) -> Frames:
        if reason == "refusal":
            for word in (REFUSAL[:12], REFUSAL[12:]):
                yield self._chunk({"refusal": word})
        called = self._called and reason == "stop"
        yield self._chunk({}, "tool_calls" if called else FINISH[reason])
        if self._usage:
            yield sse({**self._frame(), "choices": [], "usage": USAGE})
        yield sse("[DONE]")

    def broken(self, trouble: Trouble) -> Frames:
        message = "The server had an error while processing your request. Sorry about that!"
        kind = "rate_limit_exceeded" if trouble == "rate_limited" else "server_error"
        error = {"message": message, "type": kind, "param": None, "code": None}
        yield sse({"error": error})

    def _chunk(self, delta: Body, finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return sse({**self._frame(), "choices": [choice]})

    def _frame(self) -> dict[str, Any]:
        return {
            "id": "chatcmpl-wire1",
            "object": "chat.completion.chunk",
            "created": 1795400000,
            "model": self._model,
            "service_tier": "default",
            "system_fingerprint": "fp_wire",
        }
