"""Whether anything listens at an address, known before the libraries are loaded that would find it out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import getproxies

PORTS = {"http": 80, "https": 443}
SECONDS = 2.0


async def is_refused(url: str | None) -> bool:
    """True where a connection is refused at once. Whatever else is wrong, the call itself finds out."""
    if url is None or getproxies():
        return False
    with suppress(OSError, ValueError):
        place = urlsplit(url)
        port = place.port or PORTS.get(place.scheme)
        if not place.hostname or port is None:
            return False
        try:
            async with asyncio.timeout(SECONDS):
                _, writer = await asyncio.open_connection(place.hostname, port)
        except ConnectionRefusedError:
            return True
        writer.close()
    return False
