"""While nothing is heard of a provider, who waits is told."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from api.cli import patience
from api.cli.link import Told

EVENTS = [Told("text", {"text": "Here"}), Told("done", {})]


def _after(seconds: float) -> Iterator[Told]:
    time.sleep(seconds)
    yield from EVENTS


@pytest.mark.parametrize(("seconds", "told"), [(0.3, patience.WAITING), (0, "")])
def test_a_wait_is_told_once_it_is_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seconds: float, told: str
) -> None:
    """On stderr, once; what comes soon is not waited for."""
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.1)
    assert EVENTS == list(patience.patiently(_after(seconds)))
    time.sleep(0.2)
    assert told == capsys.readouterr().err.strip()
