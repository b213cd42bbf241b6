"""No network beyond this machine: an audit hook that refuses to connect or to resolve, and says so.

A hook sees what is below `socket.socket`, asyncio's own calls too, and nobody can take it off. This
file's name is one that Python imports at each start when its folder is on the path: so the processes
that tests start have it as well (`tests/conftest.py` sets PYTHONPATH). uvloop connects without telling
any hook, so its way is guarded by itself. A test's own process has the attempts in `attempts`, for
some libraries turn every error into one of theirs; other processes write them to their log.
"""

from __future__ import annotations

import sys
from typing import Any

LOOPBACK = ("127.", "::1", "::ffff:127.", "localhost", "0.0.0.0")
NEVER_A_NAME = ".invalid"  # RFC 6761: there is no such host, which we say without asking anybody
ADDRESSED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
NAMED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")

# Where Python has imported this file by itself already, the record is that one's.
attempts: list[str] = getattr(sys.modules.get("sitecustomize"), "attempts", [])
_installed = False


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


def install() -> None:
    """Guard this process, for as long as it runs."""
    global _installed  # noqa: PLW0603 - a hook stays, so it must be set once
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


def guard_uvloop() -> None:
    """Guard the connections of uvloop's loops too."""
    from uvloop import Loop  # noqa: PLC0415 - most processes have no use for it

    connect = Loop.create_connection

    async def guarded(self: Any, factory: Any, host: Any = None, *rest: Any, **more: Any) -> Any:
        _check(host)
        return await connect(self, factory, host, *rest, **more)

    Loop.create_connection = guarded  # type: ignore[assignment, method-assign]


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ADDRESSED:
        address = arguments[ADDRESSED[event]]
        if isinstance(address, tuple) and isinstance(address[0], str):  # others are no internet's
            _check(address[0])
    elif event in NAMED:
        _check(arguments[0])


def _check(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name.startswith(LOOPBACK):
        return
    if name.endswith(NEVER_A_NAME):
        import socket  # noqa: PLC0415 - a start of Python need not pay for it

        raise socket.gaierror(socket.EAI_NONAME, f"{name} is no name")
    said = f"a test tried to reach {name}: tests use no network beyond this machine"
    attempts.append(said)
    sys.stderr.write(f"{said}\n")
    raise NetworkUsed(said)


if __name__ == "sitecustomize":
    install()
