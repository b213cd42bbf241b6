"""The socket that the server listens on."""

from __future__ import annotations

import asyncio
import socket

from api.listening import listen


def test_a_small_piece_is_sent_at_once() -> None:
    """An event of a stream does not wait until the client owns up to the one before."""

    async def delays_nothing(listening: socket.socket) -> bool:
        answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted = writer.get_extra_info("socket")
            answered.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, sock=listening):
            _, writer = await asyncio.open_connection("127.0.0.1", listening.getsockname()[1])
            said = await answered
            writer.close()
            return bool(said)

    assert asyncio.run(delays_nothing(listen("127.0.0.1", 0)))
