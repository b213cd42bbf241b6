"""Anthropic's Messages API.

https://platform.claude.com/docs/en/build-with-claude/streaming
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar

from tests.wire.protocol import KEY, Abilities, Body, Call, Frames, Problem, sse
from tests.wire.responses import NO_MODEL
from tests.wire.schemas import ANTHROPIC_STRICT_TOOLS, Schema, anthropic_fault
from tests.wire.script import Reason, Trouble

STOP = {"stop": "end_turn", "length": "max_tokens", "refusal": "refusal"}
TROUBLES: Mapping[Trouble, tuple[int, str, str]] = {
    "key_refused": (401, "authentication_error", "invalid x-api-key"),
    "forbidden": (
        403,
        "permission_error",
        "Your API key does not have permission to use the specified resource.",
    ),
    "model_unknown": (404, "not_found_error", "model: {model}"),
    "context_too_long": (
        400,
        "invalid_request_error",
        "prompt is too long: 212451 tokens > 200000 maximum",
    ),
    "rate_limited": (
        429,
        "rate_limit_error",
        "This request would exceed your organization's rate limit of 30,000 input tokens per minute.",
    ),
    "server_error": (500, "api_error", "Internal server error"),
    "overloaded": (529, "overloaded_error", "Overloaded"),
}
FILTERED = "Output blocked by content filtering policy"
CACHE_POINTS = 4


@cache
def _fields() -> set[str]:
    known = import_module("anthropic.types.beta.message_create_params")
    return {*known.MessageCreateParamsBase.__annotations__, "stream"} - {"betas"}


@dataclass(frozen=True)
class Messages(Abilities):
    """`POST /v1/messages`."""

    headers: ClassVar[Mapping[str, str]] = {
        "request-id": "req_wire_3",
        "anthropic-organization-id": "org-wire",
        "anthropic-ratelimit-requests-remaining": "49",
    }

    def complaint(self, call: Call) -> Problem | None:
        if call.path != "/v1/messages":
            return _error(404, "not_found_error", "Not Found")
        if KEY not in (call.bearer, call.headers.get("x-api-key")):
            return _error(*TROUBLES["key_refused"])
        if "anthropic-version" not in call.headers:
            return _invalid("anthropic-version: header is required")
        return self._body_complaint(call.body)

    def _body_complaint(self, body: Body) -> Problem | None:
        for name in ("model", "max_tokens", "messages"):
            if not body.get(name):
                return _invalid(f"{name}: Field required")
        for name in sorted(set(body) - _fields()):
            return _invalid(f"{name}: Extra inputs are not permitted")
        if body["model"] == NO_MODEL:
            return _error(404, "not_found_error", f"model: {NO_MODEL}")
        if _cache_points(body) > CACHE_POINTS:
            return _invalid(
                f"A maximum of {CACHE_POINTS} blocks with cache_control may be provided."
            )
        if (body.get("output_config") or {}).get("format") and not self.native:
            return _invalid(f"'{body['model']}' does not support output format.")
        if body.get("tools") and not self.tools:
            return _invalid(f"'{body['model']}' does not support tools.")
        return _turns_complaint(body["messages"]) or _schema_complaint(body)

    def answer_schema(self, body: Body) -> Schema | None:
        schema: Schema | None = ((body.get("output_config") or {}).get("format") or {}).get(
            "schema"
        )
        return schema or next((tool["input_schema"] for tool in body.get("tools", ())), None)

    def problem(self, trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
        status, kind, message = TROUBLES[trouble]
        found = _error(status, kind, message.format(model=call.body["model"]))
        headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
        return Problem(found.status, found.body, {**headers, "x-should-retry": "true"})

    def tell(self, call: Call) -> Answer:
        return Answer(call.body)


def _error(status: int, kind: str, message: str) -> Problem:
    error = {"type": kind, "message": message}
    return Problem(status, {"type": "error", "error": error, "request_id": "req_wire_3"})


def _invalid(message: str) -> Problem:
    return _error(400, "invalid_request_error", message)


def _cache_points(sent: Body) -> int:
    """How often `cache_control` stands in a request, wherever that is."""
    if isinstance(sent, list):
        return sum(map(_cache_points, sent))
    if not isinstance(sent, dict):
        return 0
    return bool(sent.get("cache_control")) + sum(map(_cache_points, sent.values()))


def _turns_complaint(turns: Body) -> Problem | None:
    if turns[0]["role"] != "user":
        return _invalid('messages: first message must use the "user" role')
    if turns[-1]["role"] != "user":
        return _invalid("This model does not support assistant message prefill.")
    for place, turn in enumerate(turns):
        if not turn["content"] or any(b.get("text") == "" for b in _blocks(turn)):
            return _invalid(f"messages.{place}: text content blocks must be non-empty")
    return None


def _blocks(turn: Body) -> list[Body]:
    content: Body = turn["content"]
    return content if isinstance(content, list) else []


def _schema_complaint(body: Body) -> Problem | None:
    strict: list[Schema] = [t["input_schema"] for t in body.get("tools", ()) if t.get("strict")]
    if len(strict) > ANTHROPIC_STRICT_TOOLS:
        return _invalid(f"Too many strict tools: at most {ANTHROPIC_STRICT_TOOLS}.")
    native = (body.get("output_config") or {}).get("format")
    fault = anthropic_fault([*strict, native["schema"]] if native else strict)
    return _invalid(fault) if fault else None


class Answer:
    """One message: blocks of content, each with its events."""

    def __init__(self, body: Body) -> None:
        tools = body.get("tools") or ()
        self._tool: str | None = tools[-1]["name"] if tools else None
        self._model: str = body["model"]
        self._block = -1
        self._kind: str | None = None

    def begin(self) -> Frames:
        message: Body = {
            "id": "msg_wire_1",
            "type": "message",
            "role": "assistant",
            "model": self._model,
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": {
                "input_tokens": 180,
                "cache_creation_input_tokens": 0,
                "cache_read_input_tokens": 1920,
                "output_tokens": 1,
                "service_tier": "standard",
            },
        }
        yield _event("message_start", message=message)
        yield _event("ping")

    def write(self, text: str) -> Frames:
        if self._tool is None:
            yield from self.speak(text)
            return
        block = {"type": "tool_use", "id": "toolu_wire_1", "name": self._tool, "input": {}}
        yield from self._opened(block)
        yield self._delta({"type": "input_json_delta", "partial_json": text})

    def speak(self, text: str) -> Frames:
        yield from self._opened({"type": "text", "text": ""})
        yield self._delta({"type": "text_delta", "text": text})

    def think(self, text: str) -> Frames:
        yield from self._opened({"type": "thinking", "thinking": "", "signature": ""})
        yield self._delta({"type": "thinking_delta", "thinking": text})

    def alive(self) -> Frames:
        yield _event("ping")

    def end(self, reason: Reason) -> Frames:
        if reason == "filter":
            error = {"type": "invalid_request_error", "message": FILTERED}
            yield _event("error", error=error, request_id="req_wire_3")
            return
        called = self._kind == "tool_use" and reason == "stop"
        yield from self._closed()
        stop = {"stop_reason": "tool_use" if called else STOP[reason], "stop_sequence": None}
        yield _event("message_delta", delta=stop, usage={"output_tokens": 700})
        yield _event("message_stop")

    def broken(self, trouble: Trouble) -> Frames:
        _, kind, message = TROUBLES[trouble]
        yield _event("error", error={"type": kind, "message": message}, request_id="req_wire_3")

    def _opened(self, block: Body) -> Frames:
        if self._kind == block["type"]:
            return
        yield from self._closed()
        self._kind = block["type"]
        self._block += 1
        yield _event("content_block_start", index=self._block, content_block=block)
        yield _event("ping")

    def _closed(self) -> Frames:
        if self._kind == "thinking":
            yield self._delta({"type": "signature_delta", "signature": "c2lnbmVk"})
        if self._kind is not None:
            yield _event("content_block_stop", index=self._block)
        self._kind = None

    def _delta(self, delta: Body) -> bytes:
        return _event("content_block_delta", index=self._block, delta=delta)


def _event(name: str, **content: Any) -> bytes:
    return sse({"type": name, **content}, name)
