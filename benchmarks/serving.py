"""Over HTTP: what appending costs on top of a request that is parsed and thrown away."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from uuid import UUID

from benchmarks.measure import Target, ratio_of_rounds

CLIENTS = 32
REQUESTS = 2_000
PROJECT = str(UUID(int=0))
STARTUP_SECONDS = 60


def run(folder: Path, url: str, store: str) -> list[Target]:
    """Measure a server over the ledger at `url`."""
    with server(folder, "benchmarks.parsing", PATCHLEDGER_DATABASE=url) as port:
        asyncio.run(_make_project(port))
        rounds = [
            [asyncio.run(_load(port, path)) for path in ("parsed", "changesets")] for _ in range(5)
        ]
    ratio = ratio_of_rounds([(parsed, appended) for parsed, appended in rounds])
    name = f"HTTP, {CLIENTS} clients: append ÷ parse and store nothing ({store})"
    return [Target(name, 0.6, ratio)]


@contextmanager
def server(folder: Path, module: str, **settings: str) -> Iterator[int]:
    """A server in a process of its own, with these settings; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", module, str(port)],
            env={**os.environ, "PATCHLEDGER_NO_BROWSER": "1", **settings},
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(STARTUP_SECONDS)


def _wait_for(port: int) -> None:
    end = perf_counter() + STARTUP_SECONDS
    while perf_counter() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start in time")


async def _make_project(port: int) -> None:
    client = await Client.connect(port)
    patches = [
        {"op": "create", "target": "project", "target_id": PROJECT, "body": {"title": "Bench"}},
        *(_patch("create", n, {"title": f"Task {n}"}) for n in range(CLIENTS)),
    ]
    assert await client.post("changesets", {"patches": patches}) == 201
    client.close()


async def _load(port: int, path: str) -> float:
    """Requests a second of all clients together, each waiting for its answer before it asks again."""
    clients = [await Client.connect(port) for _ in range(CLIENTS)]
    began = perf_counter()
    await asyncio.gather(*(_ask(client, n, path) for n, client in enumerate(clients)))
    taken = perf_counter() - began
    for client in clients:
        client.close()
    return REQUESTS / taken


async def _ask(client: Client, number: int, path: str) -> None:
    for n in range(REQUESTS // CLIENTS):
        patch = _patch("update", number, {"status": "in_progress", "estimated_minutes": n + 1})
        assert await client.post(path, {"patches": [patch]}) == 201


def _patch(op: str, number: int, body: dict[str, object]) -> dict[str, object]:
    return {"op": op, "target": "task", "target_id": str(UUID(int=number + 1)), "body": body}


class Client:
    """One connection that is kept. As little as can be: it shares the processors with the server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, port: int) -> Client:
        """A connection to the server."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def post(self, path: str, content: object) -> int:
        """Send a request of the project's; the status of the answer."""
        body = json.dumps(content).encode()
        head = (
            f"POST /api/v1/projects/{PROJECT}/{path} HTTP/1.1\r\nhost: 127.0.0.1\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(answer.partition(b"content-length:")[2].partition(b"\r\n")[0])
        await self._reader.readexactly(length)
        return int(answer.split()[1])

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()
