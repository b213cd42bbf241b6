"""No network beyond this machine: what connects or resolves is wrapped, refuses, and says so.

Whoever uses `socket`, asyncio too, comes through what is wrapped here. An audit hook would see the same,
but must not be set where coverage traces threads: Python runs it in the middle of setting a thread's
trace function, other threads run meanwhile, and one that sets its own then fails (Python 3.11: "Cannot
install a trace function while another trace function is being installed").

This file's name is one that Python imports at each start when its folder is on the path: so the processes
that tests start have it as well (`tests/conftest.py` sets PYTHONPATH). uvloop connects without `socket`,
so its way is guarded by itself. A test's own process has the attempts in `attempts`, for some libraries
turn every error into one of theirs; other processes write them to their log.
"""

from __future__ import annotations

import functools
import socket
import sys
from collections.abc import Callable
from typing import Any

LOOPBACK = ("127.", "::1", "::ffff:127.", "localhost", "0.0.0.0")
NEVER_A_NAME = ".invalid"  # RFC 6761: there is no such host, which we say without asking anybody
NAMED = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr")
# Which of a method's arguments is the address: of `sendmsg` the fourth, others have it last.
ADDRESSED = {"connect": 0, "connect_ex": 0, "sendto": -1, "sendmsg": 3}

# Where Python has imported this file by itself already, the record is that one's.
_first = sys.modules.get("sitecustomize")
attempts: list[str] = getattr(_first, "attempts", [])
_installed = False


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


def install() -> None:
    """Guard this process, for as long as it runs."""
    global _installed  # noqa: PLW0603 - what is wrapped stays so, once is enough
    if _installed:
        return
    _installed = True
    for name in NAMED:
        setattr(socket, name, _resolving(getattr(socket, name)))
    for name, at in ADDRESSED.items():
        setattr(socket.socket, name, _reaching(getattr(socket.socket, name), at))


def guard_uvloop() -> None:
    """Guard the connections of uvloop's loops too."""
    from uvloop import Loop  # noqa: PLC0415 - most processes have no use for it

    connect = Loop.create_connection

    async def guarded(self: Any, factory: Any, host: Any = None, *rest: Any, **more: Any) -> Any:
        _check(host)
        return await connect(self, factory, host, *rest, **more)

    Loop.create_connection = guarded  # type: ignore[assignment, method-assign]


def _resolving(call: Callable[..., Any]) -> Callable[..., Any]:
    """The same function of `socket`, asked first whether its host is this machine."""

    @functools.wraps(call)
    def guarded(host: Any, *rest: Any, **more: Any) -> Any:
        _check(host)
        return call(host, *rest, **more)

    return guarded


def _reaching(call: Callable[..., Any], at: int) -> Callable[..., Any]:
    """The same method of a socket, asked first whether the address, its argument `at`, is this machine's."""

    @functools.wraps(call)
    def guarded(own: socket.socket, *arguments: Any) -> Any:
        address = arguments[at] if at < len(arguments) else None
        if isinstance(address, tuple) and isinstance(address[0], str):  # others are no internet's
            _check(address[0])
        return call(own, *arguments)

    return guarded


def _check(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name.startswith(LOOPBACK):
        return
    if name.endswith(NEVER_A_NAME):
        raise socket.gaierror(socket.EAI_NONAME, f"{name} is no name")
    said = f"a test tried to reach {name}: tests use no network beyond this machine"
    attempts.append(said)
    sys.stderr.write(f"{said}\n")
    raise NetworkUsed(said)


if __name__ == "sitecustomize":
    install()
