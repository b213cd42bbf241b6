"""How OpenAI refuses a request, the same in both of its protocols, and how others word it.

https://platform.openai.com/docs/guides/error-codes
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.wire.protocol import KEY, Call, Problem
from tests.wire.script import Trouble


def error(
    status: int, message: str, kind: str, code: str | None, param: str | None = None
) -> Problem:
    """An error body of OpenAI's."""
    return Problem(
        status, {"error": {"message": message, "type": kind, "param": param, "code": code}}
    )


def invalid(message: str, param: str | None = None, code: str | None = None) -> Problem:
    """A request that is wrong in itself."""
    return error(400, message, "invalid_request_error", code, param)


def unknown_field(body: Mapping[str, Any], known: set[str]) -> Problem | None:
    """The refusal of the first field that the API does not have."""
    for name in sorted(set(body) - known):
        return invalid(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
    return None


def wrong_key(call: Call) -> Problem | None:
    """The refusal of a key that is not ours. It repeats the key, as some gateways do."""
    if call.bearer == KEY:
        return None
    return error(
        401,
        f"Incorrect API key provided: {call.bearer}. You can find your API key at "
        "https://platform.openai.com/account/api-keys.",
        "invalid_request_error",
        "invalid_api_key",
    )


def no_such_model(model: object) -> Problem:
    """The refusal of a model."""
    message = f"The model `{model}` does not exist or you do not have access to it."
    return error(404, message, "invalid_request_error", "model_not_found")


def openai_problem(trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
    """OpenAI's own words for a trouble."""
    headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    found = {
        "key_refused": error(
            401,
            f"Incorrect API key provided: {call.bearer}. You can find your API key at "
            "https://platform.openai.com/account/api-keys.",
            "invalid_request_error",
            "invalid_api_key",
        ),
        "forbidden": error(
            403,
            "Country, region, or territory not supported",
            "request_forbidden",
            "unsupported_country_region_territory",
        ),
        "model_unknown": no_such_model(call.body["model"]),
        "context_too_long": invalid(
            "Your input exceeds the context window of this model. Please adjust your input and try "
            "again.",
            "input",
            "context_length_exceeded",
        ),
        "rate_limited": error(
            429,
            f"Rate limit reached for {call.body['model']} in organization org-1 on tokens per min "
            "(TPM): Limit 30000, Used 29800, Requested 2100. Please try again in 3.8s. Visit "
            "https://platform.openai.com/account/rate-limits to learn more.",
            "tokens",
            "rate_limit_exceeded",
        ),
        "server_error": error(
            500,
            "The server had an error while processing your request. Sorry about that!",
            "server_error",
            None,
        ),
        "overloaded": error(
            503,
            "The engine is currently overloaded, please try again later",
            "service_unavailable_error",
            None,
        ),
    }[trouble]
    return Problem(found.status, found.body, headers)


def xai_problem(trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
    """xAI's, where `error` is a sentence and a wrong key is a 400 (https://docs.x.ai/docs/guides/debugging)."""
    headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    status, code, sentence = {
        "key_refused": (
            400,
            "Client specified an invalid argument",
            f"Incorrect API key provided: {call.bearer}. You can obtain an API key from "
            "https://console.x.ai.",
        ),
        "forbidden": (
            403,
            "The caller does not have permission to execute the specified operation",
            "Your newly created team doesn't have any credits yet. You can purchase credits on "
            "https://console.x.ai.",
        ),
        "model_unknown": (
            404,
            "Some requested entity was not found",
            f"The model {call.body['model']} does not exist or your team does not have access to it.",
        ),
        "context_too_long": (
            400,
            "Client specified an invalid argument",
            "This model's maximum prompt length is 131072 but the request contains 210000 tokens.",
        ),
        "rate_limited": (
            429,
            "Some resource has been exhausted",
            "Too many requests for team team-1 and model grok. Your team's rate limit is 1 per second.",
        ),
        "server_error": (500, "Internal error", "Internal server error."),
        "overloaded": (
            503,
            "The service is currently unavailable",
            "The model is at capacity and currently cannot serve this request.",
        ),
    }[trouble]
    return Problem(status, {"code": code, "error": sentence}, headers)


def llama_problem(trouble: Trouble, call: Call, retry_after: float | None) -> Problem:
    """Those of llama.cpp's server: `code` is the status. tools/server/README.md there."""
    headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    status, kind, message = {
        "key_refused": (401, "authentication_error", "Invalid API Key"),
        "forbidden": (403, "permission_error", "This endpoint is not enabled."),
        "model_unknown": (404, "not_found_error", f"model '{call.body['model']}' not found"),
        "context_too_long": (
            400,
            "exceed_context_size_error",
            "the request exceeds the available context size, try increasing it",
        ),
        "rate_limited": (429, "rate_limit_error", "Too many requests"),
        "server_error": (500, "server_error", "Failed to parse input"),
        "overloaded": (503, "unavailable_error", "Loading model"),
    }[trouble]
    return Problem(status, {"error": {"code": status, "message": message, "type": kind}}, headers)
