"""While nothing is heard of a provider, who waits is told."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from api.cli import patience
from api.cli.link import Told

EVENTS = [Told("text", {"text": "Here"}), Told("done", {})]


def _after(seconds: float) -> Iterator[Told]:
    time.sleep(seconds)
    yield from EVENTS


@pytest.mark.parametrize(
    ("seconds", "looks_on", "told"),
    [(0.3, True, patience.WAITING), (0, True, ""), (0.3, False, "")],
)
def test_a_wait_is_told_once_it_is_long(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    seconds: float,
    looks_on: bool,
    told: str,
) -> None:
    """On stderr, once, where that is a terminal; what comes soon is not waited for."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: looks_on)
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.1)
    assert EVENTS == list(patience.patiently(_after(seconds)))
    time.sleep(0.2)
    assert told == capsys.readouterr().err.strip()
