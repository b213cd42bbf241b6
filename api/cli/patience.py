"""While nothing is heard, who waits at a terminal is told for what."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator

from api.cli.ink import err, ink
from api.cli.link import Told

PATIENCE_SECONDS = 3.0
WAITING = "Waiting for an answer; a provider that cannot be reached is tried three times …"


def patiently(events: Iterable[Told]) -> Iterator[Told]:
    """The events as they come; where the first one takes long, that is told to who looks on.

    A script hears what comes of it: on stderr it is told what went wrong.
    """
    if not sys.stderr.isatty():
        yield from events
        return
    timer = threading.Timer(PATIENCE_SECONDS, lambda: err(ink(WAITING, "dim")))
    timer.daemon = True
    timer.start()
    try:
        for event in events:
            timer.cancel()
            yield event
    finally:
        timer.cancel()
