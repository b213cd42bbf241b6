"""While nothing is heard: who waits is told for what."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from api.cli.ink import err, ink
from api.cli.link import Told

PATIENCE_SECONDS = 2.0
WAITING = "Waiting for the provider; one that cannot be reached is tried three times, which takes a while …"


def patiently(events: Iterable[Told]) -> Iterator[Told]:
    """The events as they come; where the first one takes long, that is told on stderr."""
    timer = threading.Timer(PATIENCE_SECONDS, lambda: err(ink(WAITING, "dim")))
    timer.daemon = True
    timer.start()
    try:
        for event in events:
            timer.cancel()
            yield event
    finally:
        timer.cancel()
