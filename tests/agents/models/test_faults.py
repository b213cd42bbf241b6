"""What errors of the vendors' libraries mean, and what a person is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, get_args

import httpx
import pytest
from pydantic_ai.exceptions import UserError

from agents.models.faults import Fault, fault_of, faults_told
from agents.models.sentences import SENTENCES, Names, failed, not_set_up
from agents.ports import FailureCode

NAMES = Names("OpenAI", "gpt-5.4", "OPENAI_API_KEY", "PATCHLEDGER_OPENAI_MODEL", "…_BASE_URL")
SECRET = "sk-proj-secret"


class Answered(Exception):
    """An error as the libraries raise it: a status, a body, headers."""

    def __init__(
        self, status: int | None, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{status}: {body}")
        self.status_code = status
        self.body = body
        self.headers = headers


@pytest.mark.parametrize(
    ("code", "status", "body"),
    [
        ("provider_key_refused", 401, None),
        ("provider_key_refused", 403, {"error": "no"}),
        ("provider_key_refused", 400, {"message": "API key not valid. Please pass a valid one."}),
        ("model_unknown", 404, None),
        ("model_unknown", 400, {"code": "model_not_found"}),
        ("context_too_long", 400, "maximum context length is 8192 tokens"),
        ("context_too_long", 413, None),
        ("answer_filtered", 400, {"code": "content_filter", "innererror": {}}),
        ("provider_rate_limited", 429, None),
        ("provider_rate_limited", None, {"code": "rate_limit_exceeded"}),
        ("provider_overloaded", 503, None),
        ("provider_overloaded", 529, None),
        ("provider_overloaded", 200, {"error": {"type": "overloaded_error"}}),
        ("provider_timeout", 504, None),
        ("provider_error", 500, "context window"),
        ("provider_error", 418, None),
        ("provider_error", None, {"type": "server_error"}),
    ],
)
def test_what_a_status_and_a_body_mean(code: str, status: int | None, body: Any) -> None:
    """The status tells, or where it does not the words of the body."""
    assert code == fault_of(Answered(status, body)).code


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("provider_unreachable", httpx.ConnectError("refused")),
        ("provider_unreachable", httpx.ConnectTimeout("slow")),
        ("provider_unreachable", httpx.UnsupportedProtocol("no scheme")),
        ("provider_timeout", TimeoutError()),
        ("provider_timeout", httpx.ReadTimeout("silent")),
        ("provider_cut_off", httpx.RemoteProtocolError("closed")),
        ("provider_cut_off", ConnectionResetError()),
        ("provider_error", TypeError("a server that says anything")),
    ],
)
def test_what_the_transport_says(code: str, error: Exception) -> None:
    """Behind whatever the library raises stands what happened on the wire."""
    wrapped = RuntimeError("wrapped")
    wrapped.__cause__ = error
    assert code == fault_of(wrapped).code == fault_of(error).code


@pytest.mark.parametrize(
    ("seconds", "error"),
    [
        (None, Answered(429)),
        (1.5, Answered(429, headers={"Retry-After": "1.5"})),
        (0.0, Answered(429, headers={"retry-after": "-1"})),
        (None, Answered(429, headers={"retry-after": "soon"})),
        (0.0, Answered(429, headers={"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"})),
        (0.0, Answered(429, headers={"retry-after": "Wed, 21 Oct 2015 07:28:00"})),
        (17.0, Answered(429, {"details": [{"retryDelay": "17s"}]})),
    ],
)
def test_how_long_to_wait(seconds: float | None, error: Exception) -> None:
    """In seconds, as a moment, or in Gemini's body."""
    assert seconds == fault_of(error).retry_after


def test_a_moment_to_wait_for() -> None:
    """A moment ahead is as far away as it is."""
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    found = fault_of(Answered(429, headers={"retry-after": later})).retry_after
    assert found is not None
    assert 3000 < found <= 3600


def test_the_form_of_the_answer_may_be_at_fault() -> None:
    """Only where a server calls the request bad and nothing tells of anything else."""
    assert fault_of(Answered(400, "response_format is not supported")).form
    assert not fault_of(Answered(400, "prompt is too long")).form
    assert not fault_of(Answered(500, "response_format")).form
    assert fault_of(UserError("Native structured output is not supported by this model.")).form


def test_nothing_of_an_error_is_kept() -> None:
    """Neither key nor prompt leave with the fault, its traceback or the sentence."""
    with pytest.raises(Fault) as raised, faults_told():
        raise Answered(401, {"message": f"Incorrect API key provided: {SECRET}"})
    fault = raised.value
    assert fault.__suppress_context__
    assert SECRET not in f"{fault!r} {failed(fault, NAMES)}"
    with pytest.raises(Fault) as again, faults_told():
        raise fault
    assert fault is again.value


def test_each_code_has_a_sentence_with_nothing_left_open() -> None:
    """A person reads names, never a placeholder."""
    assert set(get_args(FailureCode)) == set(SENTENCES)
    for code in get_args(FailureCode):
        failure = failed(Fault(code), NAMES)
        assert (code, False) == (failure.code, "{" in failure.message)
        assert failure.message.endswith(".")


def test_a_wait_is_told() -> None:
    """The seconds are in the sentence and beside it."""
    failure = failed(Fault("provider_rate_limited", 120.0), NAMES)
    assert "Try again in 120 seconds" in failure.message
    assert 120.0 == failure.retry_after


def test_what_is_not_set_up_names_the_variable() -> None:
    """So that a person knows what to set."""
    assert "xAI is not set up: set XAI_API_KEY." == not_set_up("xAI", "XAI_API_KEY").message
