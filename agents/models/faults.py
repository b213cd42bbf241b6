"""What went wrong with a call, from what the vendors' libraries raise. Nothing of its words is kept.

A vendor's message may repeat the key or the prompt, so it is read for its meaning and then dropped. The
libraries are told apart by what their errors carry and are called, so that none has to be imported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from agents.ports import FailureCode

FORM_STATUSES = {400, 422, 501}
"""How a server refuses a form of answer that it does not know; the library does so by a UserError."""


class Fault(Exception):
    """A call failed. `form`: perhaps because of the form that the answer was to have."""

    def __init__(
        self, code: FailureCode, retry_after: float | None = None, *, form: bool = False
    ) -> None:
        super().__init__(code)
        self.code: FailureCode = code
        self.retry_after = retry_after
        self.form = form


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What an error and its causes tell: HTTP's status, the body as lower-case text, headers, names."""

    status: int | None
    words: str
    headers: Mapping[str, str]
    names: frozenset[str]


_MEANINGS: tuple[tuple[FailureCode, str], ...] = (
    (
        "context_too_long",
        r"context_length|context window|context size|context length|maximum prompt length|"
        r"prompt is too long|input is too long|too many (input )?tokens|request_too_large|"
        r"exceeds? the maximum number of tokens|exceed_context_size",
    ),
    ("answer_filtered", r"content.filter|content management policy|responsibleai"),
    ("provider_key_refused", r"api key not valid|api_key_invalid|(incorrect|invalid) api key"),
    ("model_unknown", r"model_not_found|deploymentnotfound"),
    ("provider_rate_limited", r"rate_limit|resource_exhausted|insufficient_quota"),
    ("provider_overloaded", r"overloaded|\bunavailable\b|at capacity"),
)
_STATUSES: dict[int, FailureCode] = {
    401: "provider_key_refused",
    403: "provider_key_refused",
    404: "model_unknown",
    408: "provider_timeout",
    413: "context_too_long",
    429: "provider_rate_limited",
    503: "provider_overloaded",
    504: "provider_timeout",
    529: "provider_overloaded",
}
_BY_WORDS = {None, 200, 400, 413, 422}
"""Where the status tells nothing: an error within a stream, or just any bad request."""
_TRANSPORT: tuple[tuple[FailureCode, frozenset[str]], ...] = (
    (
        "provider_unreachable",
        frozenset(
            {"ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol", "InvalidURL"}
        ),
    ),
    ("provider_timeout", frozenset({"TimeoutException", "APITimeoutError", "TimeoutError"})),
    ("provider_cut_off", frozenset({"TransportError", "StreamError", "ConnectionError"})),
)
_DELAY = re.compile(r'"retrydelay": "(\d+(?:\.\d+)?)s"')


@contextmanager
def faults_told() -> Iterator[None]:
    """Whatever a vendor's library raises leaves as a Fault, and nothing of it in a traceback."""
    try:
        yield
    except Fault:
        raise
    except Exception as error:  # noqa: BLE001 - servers say anything, and libraries stumble over it
        raise fault_of(error) from None


def fault_of(error: Exception) -> Fault:
    """What an error of a vendor's library means."""
    found = _evidence(error)
    code = _code(found)
    form = found.status in FORM_STATUSES or "UserError" in found.names
    form = form and code == "provider_error"
    return Fault(code, _retry_after(found), form=form)


def _code(found: _Evidence) -> FailureCode:
    if found.status in _BY_WORDS:
        for code, words in _MEANINGS:
            if re.search(words, found.words):
                return code
    if found.status is not None and found.status >= 400:
        return _STATUSES.get(found.status, "provider_error")
    for code, names in _TRANSPORT:
        if names & found.names:
            return code
    return "provider_error"


def _evidence(error: Exception) -> _Evidence:
    chain = list(_chain(error))
    bodies = [b for e in chain if (b := getattr(e, "body", None) or getattr(e, "details", None))]
    statuses = (_status(e) for e in chain)
    headers = next((h for e in chain if (h := _headers(e))), {})
    return _Evidence(
        status=next((status for status in statuses if status is not None), None),
        words=" ".join(_text(body) for body in bodies).lower(),
        headers={name.lower(): value for name, value in headers.items()},
        names=frozenset(kind.__name__ for e in chain for kind in type(e).__mro__),
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int | None:
    for name in ("status_code", "code"):
        status = getattr(error, name, None)
        if isinstance(status, int):
            return status
    return None


def _headers(error: BaseException) -> Mapping[str, str]:
    own = getattr(error, "headers", None) or getattr(
        getattr(error, "response", None), "headers", None
    )
    return own if isinstance(own, Mapping) else {}


def _text(body: Any) -> str:
    return body if isinstance(body, str) else json.dumps(body, default=str)


def _retry_after(found: _Evidence) -> float | None:
    """The seconds to wait that the vendor asks for: in a header, or (Gemini) in the body."""
    said = found.headers.get("retry-after")
    if said is None:
        delay = _DELAY.search(found.words)
        return float(delay[1]) if delay else None
    try:
        return max(0.0, float(said))
    except ValueError:
        return _until(said)


def _until(moment: str) -> float | None:
    try:
        then = parsedate_to_datetime(moment)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
