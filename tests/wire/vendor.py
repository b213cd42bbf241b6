"""A vendor's API on a loopback port: real HTTP, a real protocol, and a model that says what a test wrote.

It runs in a thread of its own, keeps every request, and sees when the client goes away. Requests that
the vendor would refuse are refused as it would; the others are answered by one script after the other,
the last one again and again.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Coroutine, Iterator
from threading import Event, Thread

import h11

from tests.wire.cutting import Cutting
from tests.wire.protocol import Call, Problem, Telling, WireProtocol
from tests.wire.script import (
    Break,
    Close,
    Cut,
    End,
    Hang,
    Hold,
    Reject,
    Script,
    Speak,
    Step,
    Think,
    Write,
)

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter, h11.Connection]
SIGN_OF_LIFE_SECONDS = 0.02
READ_BYTES = 65_536
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Vendor:
    """A fake vendor. Use as a context manager."""

    def __init__(self, protocol: WireProtocol) -> None:
        self.protocol = protocol
        self.cutting = Cutting()
        self.calls: list[Call] = []
        self.complaints: list[Problem] = []
        """What the vendor had to refuse by its own rules: empty when all requests were right."""
        self.connections = 0
        """How often somebody connected."""
        self.alone = Event()
        """Set while nobody is connected."""
        self._connected = 0
        self._scripts: list[Script] = []
        self._port = 0

    def __enter__(self) -> Vendor:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        starting = asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result()
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._port}"

    def plays(self, *scripts: Script, cutting: Cutting | None = None) -> None:
        """From now on these answer the requests, in this order; nothing has been asked yet."""
        self._scripts = list(scripts)
        self.cutting = cutting or Cutting()
        self.calls.clear()
        self.complaints.clear()

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = (reader, writer, h11.Connection(h11.SERVER))
        self._count(1)
        try:
            while (call := await _request(connection)) is not None:
                self.calls.append(call)
                if not await _unless_left(call, connection, self._answer(call, connection)):
                    break
                connection[2].start_next_cycle()
        except (ConnectionError, h11.ProtocolError):
            pass
        finally:
            self._count(-1)
            writer.close()

    def _count(self, more: int) -> None:
        self.connections += more > 0
        self._connected += more
        if self._connected:
            self.alone.clear()
        else:
            self.alone.set()

    async def _answer(self, call: Call, connection: Connection) -> bool:
        """Answer a request; whether the connection can be used for another one."""
        problem = self.protocol.complaint(call)
        if problem is not None:
            self.complaints.append(problem)
            return await _send_problem(problem, connection, self.protocol)
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        if isinstance(first := script[0], Reject):
            problem = self.protocol.problem(first.trouble, call, first.retry_after)
            return await _send_problem(problem, connection, self.protocol)
        if first == Hang():
            await asyncio.Event().wait()
        return await _Stream(self, call, connection).play(script)


class _Stream:
    """A script on its way over the wire."""

    def __init__(self, vendor: Vendor, call: Call, connection: Connection) -> None:
        self._telling: Telling = vendor.protocol.tell(call)
        self._headers = vendor.protocol.headers
        self._cutting = vendor.cutting
        _, self._writer, self._http = connection

    async def play(self, script: Script) -> bool:
        headers = {
            **self._headers,
            "content-type": "text/event-stream; charset=utf-8",
            "transfer-encoding": "chunked",
        }
        self._put(h11.Response(status_code=200, headers=list(headers.items())))
        await self._send(b"".join(self._telling.begin()))
        said: list[bytes] = []
        for step in script:
            if isinstance(step, Write | Speak | Think | End | Break):
                said += self._frames(step)
            else:
                await self._send(b"".join(said))
                said.clear()
                await self._act(step)
        await self._send(b"".join(said))
        if self._writer.is_closing():
            return False
        self._put(h11.EndOfMessage())
        await self._writer.drain()
        return True

    def _frames(self, step: Step) -> Iterator[bytes]:
        telling = self._telling
        if isinstance(step, End):
            yield from telling.end(step.reason)
        elif isinstance(step, Break):
            yield from telling.broken(step.trouble)
        elif isinstance(step, Write | Speak | Think):
            kinds = {Write: telling.write, Speak: telling.speak, Think: telling.think}
            for delta in self._cutting.deltas(step.text):
                yield from kinds[type(step)](delta)

    async def _act(self, step: Step) -> None:
        if isinstance(step, Hold):
            await asyncio.wrap_future(step.gate.passed)
        elif isinstance(step, Cut):
            if step.reset:
                lingering = self._writer.get_extra_info("socket")
                lingering.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            self._writer.close()
        elif isinstance(step, Hang):
            while step.alive:
                await self._send(b"".join(self._telling.alive()))
                await asyncio.sleep(SIGN_OF_LIFE_SECONDS)
            await asyncio.Event().wait()
        else:
            assert isinstance(step, Close)

    async def _send(self, sent: bytes) -> None:
        for chunk in self._cutting.chunks(sent):
            self._put(h11.Data(data=chunk))
            await self._writer.drain()

    def _put(self, event: h11.Event) -> None:
        self._writer.write(self._http.send(event) or b"")


async def _request(connection: Connection) -> Call | None:
    """The next request on a connection; None when there is none any more."""
    reader, _, http = connection
    head: h11.Request | None = None
    body = b""
    while True:
        event = http.next_event()
        if event is h11.NEED_DATA:
            http.receive_data(await reader.read(READ_BYTES))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage):
            assert head is not None
            headers = {name.decode(): value.decode() for name, value in head.headers}
            return Call(head.method.decode(), head.target.decode(), headers, body)
        else:
            return None


async def _unless_left(
    call: Call, connection: Connection, answering: Coroutine[None, None, bool]
) -> bool:
    """Answer for as long as the client is there; notes on the call when it leaves before the end."""
    reader, _, http = connection
    answer = asyncio.ensure_future(answering)
    listening = asyncio.ensure_future(reader.read(READ_BYTES))
    try:
        await asyncio.wait({answer, listening}, return_when=asyncio.FIRST_COMPLETED)
        left = listening.done() and not (listening.exception() is None and listening.result())
        if left and not answer.done():
            call.left.set()
            return False
        if listening.done() and not left:
            http.receive_data(listening.result())
        return await answer
    except ConnectionError:
        call.left.set()
        return False
    finally:
        answer.cancel()
        listening.cancel()
        await asyncio.gather(answer, listening, return_exceptions=True)


async def _send_problem(problem: Problem, connection: Connection, protocol: WireProtocol) -> bool:
    _, writer, http = connection
    body = json.dumps(problem.body).encode()
    headers = {
        **protocol.headers,
        **problem.headers,
        "content-type": "application/json",
        "content-length": str(len(body)),
    }
    head = h11.Response(status_code=problem.status, headers=list(headers.items()))
    for event in (head, h11.Data(data=body), h11.EndOfMessage()):
        writer.write(http.send(event) or b"")
    await writer.drain()
    return True
