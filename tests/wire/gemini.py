"""Google's Gemini API.

https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from tests.wire.protocol import KEY, Abilities, Body, Call, Frames, Problem, sse
from tests.wire.responses import NO_MODEL
from tests.wire.schemas import Schema, gemini_fault
from tests.wire.script import Reason, Trouble

PATH = re.compile(r"/v1(?:beta)?/models/([^/:]+):streamGenerateContent")
FIELDS = {
    "contents",
    "systemInstruction",
    "tools",
    "toolConfig",
    "safetySettings",
    "generationConfig",
    "cachedContent",
    "serviceTier",
    "store",
}
GENERATION = {
    "stopSequences",
    "responseMimeType",
    "responseSchema",
    "responseJsonSchema",
    "responseModalities",
    "candidateCount",
    "maxOutputTokens",
    "temperature",
    "topP",
    "topK",
    "seed",
    "presencePenalty",
    "frequencyPenalty",
    "responseLogprobs",
    "logprobs",
    "thinkingConfig",
    "mediaResolution",
}
FINISH = {"stop": "STOP", "length": "MAX_TOKENS", "filter": "SAFETY"}
ERRORS: Mapping[Trouble, tuple[int, str, str]] = {
    "key_refused": (
        400,
        "INVALID_ARGUMENT",
        "API key not valid. Please pass a valid API key.",
    ),
    "forbidden": (
        403,
        "PERMISSION_DENIED",
        "Your project has been denied access. Please contact support.",
    ),
    "model_unknown": (
        404,
        "NOT_FOUND",
        "models/{model} is not found for API version v1beta, or is not supported for generateContent. "
        "Call ModelService.ListModels to see the list of available models and their supported methods.",
    ),
    "context_too_long": (
        400,
        "INVALID_ARGUMENT",
        "The input token count exceeds the maximum number of tokens allowed 1048576.",
    ),
    "rate_limited": (
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details.",
    ),
    "server_error": (500, "INTERNAL", "An internal error has occurred. Please retry or report."),
    "overloaded": (503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
}
RPC = "type.googleapis.com/google.rpc"


@dataclass(frozen=True)
class Gemini(Abilities):
    """`POST /v1/models/{model}:streamGenerateContent?alt=sse`, or the same under `/v1beta`."""

    headers: ClassVar[Mapping[str, str]] = {
        "server": "scaffolding on HTTPServer2",
        "vary": "Origin",
        "x-content-type-options": "nosniff",
    }

    def complaint(self, call: Call) -> Problem | None:
        if PATH.fullmatch(call.path) is None:
            return _error(404, "NOT_FOUND", f"The requested URL {call.path} was not found.")
        if call.headers.get("x-goog-api-key") != KEY:
            return _error(*ERRORS["key_refused"], _key_details())
        if model_of(call) == NO_MODEL:
            return self.problem("model_unknown", call, None)
        if "alt=sse" not in call.target:
            return _invalid("alt=sse is what this fake speaks.")
        return self._inability(call.body) or _body_complaint(call.body)

    def _inability(self, body: Body) -> Problem | None:
        if body.get("generationConfig", {}).get("responseJsonSchema") and not self.native:
            return _invalid("JSON mode is not enabled for this model")
        if body.get("tools") and not self.tools:
            return _invalid("Function calling is not enabled for this model")
        return None

    def answer_schema(self, body: Body) -> Schema | None:
        schema: Schema | None = body.get("generationConfig", {}).get("responseJsonSchema")
        return schema or next((f.get("parametersJsonSchema") for f in _functions(body)), None)

    def problem(self, trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
        status, name, message = ERRORS[trouble]
        details = _key_details() if trouble == "key_refused" else _quota_details(retry_after)
        wanted = trouble in ("key_refused", "rate_limited")
        message = message.format(model=model_of(call))
        return _error(status, name, message, details if wanted else None)

    def tell(self, call: Call) -> Answer:
        return Answer(call.body, model_of(call))


def model_of(call: Call) -> str:
    """The model: it stands in the path."""
    found = PATH.fullmatch(call.path)
    assert found is not None
    return found[1]


def _error(status: int, name: str, message: str, details: Body = None) -> Problem:
    error = {"code": status, "message": message, "status": name}
    return Problem(status, {"error": {**error, "details": details} if details else error})


def _invalid(message: str) -> Problem:
    return _error(400, "INVALID_ARGUMENT", message)


def _key_details() -> Body:
    metadata = {"service": "generativelanguage.googleapis.com"}
    domain = "googleapis.com"
    info = {"@type": f"{RPC}.ErrorInfo", "reason": "API_KEY_INVALID", "domain": domain}
    return [{**info, "metadata": metadata}]


def _quota_details(retry_after: float | None) -> Body:
    """Gemini has no `retry-after` header: the time to wait is in the body."""
    metric = "generativelanguage.googleapis.com/generate_content_free_tier_requests"
    violation = {"quotaMetric": metric, "quotaId": "GenerateRequestsPerMinutePerProject"}
    details: list[Body] = [{"@type": f"{RPC}.QuotaFailure", "violations": [violation]}]
    if retry_after is not None:
        details.append({"@type": f"{RPC}.RetryInfo", "retryDelay": f"{retry_after:g}s"})
    return details


def _body_complaint(body: Body) -> Problem | None:
    if not body.get("contents"):
        return _invalid("* GenerateContentRequest.contents: contents is not specified")
    generation = body.get("generationConfig", {})
    for name in sorted(set(body) - FIELDS) + sorted(set(generation) - GENERATION):
        return _invalid(f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.')
    schema = generation.get("responseJsonSchema")
    if schema is not None and generation.get("responseMimeType") != "application/json":
        return _invalid("response_schema needs response_mime_type application/json.")
    if schema is not None and body.get("tools"):
        return _invalid(
            "Function calling with a response mime type: 'application/json' is unsupported"
        )
    fault = gemini_fault(schema) if schema is not None else None
    return _invalid(fault) if fault else _turns_complaint(body["contents"])


def _turns_complaint(turns: Body) -> Problem | None:
    for place, turn in enumerate(turns):
        if turn.get("role") not in ("user", "model"):
            return _invalid("Please use a valid role: user, model.")
        if not turn.get("parts"):
            return _invalid(f"* GenerateContentRequest.contents[{place}].parts: must not be empty.")
    return None


def _functions(body: Body) -> Iterator[Body]:
    for tool in body.get("tools") or ():
        yield from tool.get("functionDeclarations", ())


class Answer:
    """One answer: every event is a whole GenerateContentResponse with what is new."""

    def __init__(self, body: Body, model: str) -> None:
        self._tool = next((function["name"] for function in _functions(body)), None)
        self._model = model
        self._arguments = ""

    def begin(self) -> Frames:
        return iter(())

    def write(self, text: str) -> Frames:
        """A function call comes whole, when all of its arguments are known."""
        if self._tool is None:
            yield from self.speak(text)
        self._arguments += text

    def speak(self, text: str) -> Frames:
        yield self._event([{"text": text}])

    def think(self, text: str) -> Frames:
        yield self._event([{"text": text, "thought": True}])

    def alive(self) -> Frames:
        yield sse(self._frame())

    def end(self, reason: Reason) -> Frames:
        if reason == "refusal":
            blocked = {"blockReason": "PROHIBITED_CONTENT"}
            yield sse({**self._frame(), "promptFeedback": blocked})
            return
        parts: list[Body] = [{"text": ""}]
        if self._tool is not None and reason == "stop":
            parts = [{"functionCall": {"name": self._tool, "args": json.loads(self._arguments)}}]
        yield self._event([] if reason == "filter" else parts, FINISH[reason])

    def broken(self, trouble: Trouble) -> Frames:
        status, name, message = ERRORS[trouble]
        yield sse({"error": {"code": status, "message": message, "status": name}})

    def _event(self, parts: list[Body], finish: str | None = None) -> bytes:
        candidate: dict[str, Any] = {"index": 0}
        if parts:
            candidate["content"] = {"parts": parts, "role": "model"}
        if finish:
            candidate["finishReason"] = finish
        return sse({"candidates": [candidate], **self._frame(700 if finish else 1)})

    def _frame(self, tokens: int = 0) -> dict[str, Any]:
        counts = {"promptTokenCount": 2100, "cachedContentTokenCount": 1920}
        usage = {**counts, "candidatesTokenCount": tokens, "totalTokenCount": 2100 + tokens}
        return {"usageMetadata": usage, "modelVersion": self._model, "responseId": "wire-1"}
