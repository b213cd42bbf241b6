"""Clients as threads of the process that has the ledger: what HTTP answers, without HTTP.

It is the same decisions, store, views and waiting, under far more pressure than the web's machinery
lets through: threads that meet in the writer's lock, and processes that meet in the database's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from api.bootstrap import open_views
from api.cli.reads import read
from api.cli.writes import write
from api.encoding import encode
from api.parts import Parts
from api.problems import of_error
from api.storage import open_ledger
from ledger.core.errors import LedgerError
from tests.torture.wire import Addresses, Answer


class Inside:
    """In place of a `Wire`: calls what the routes call. Any number of threads may share one."""

    def __init__(self, parts: Parts) -> None:
        self.addresses = Addresses()
        self._parts = parts
        self._left_alone = ThreadPoolExecutor(4)

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """Ask, and wait for the answer."""
        parts = urlsplit(path)
        steps = parts.path.split("/")[1:]
        try:
            if method == "POST":
                status, told = 201, write(self._parts.ledger, steps, encode(body))
            else:
                query = {k: int(v) if v.isdigit() else v for k, v in parse_qsl(parts.query)}
                status, told = 200, read(self._parts, steps, query)
        except LedgerError as error:
            told = of_error(error)
            status = told["status"]
        return Answer(status, json.loads(encode(told)))

    def send_and_leave(self, method: str, path: str, body: Any) -> None:
        """Have it done at some time, and never hear of it."""
        self._left_alone.submit(self.ask, method, path, body)

    def leave(self) -> None:
        """Nothing to close."""


@contextmanager
def opened(url: str) -> Iterator[Parts]:
    """The ledger at a URL with its views, which follow, as in a server."""
    with open_ledger(url) as books, open_views(books, url) as parts, parts.projector:
        yield parts
