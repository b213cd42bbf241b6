"""Where the server listens: on this machine only, and on a port that nobody else has."""

from __future__ import annotations

import socket
from ipaddress import ip_address


class CannotServe(Exception):
    """Why the server does not start, in one sentence."""


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to an address; port 0 takes any free one. Raises CannotServe."""
    if not is_loopback(host):
        raise CannotServe(
            "there is no login yet, so the server listens on the loopback interface only, "
            f"not on {host}; set PATCHLEDGER_HOST=127.0.0.1"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is named does asyncio send small pieces at once (TCP_NODELAY). Otherwise each
    # event of a stream waits for the receipt of the one before, which a client may put off for 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CannotServe(
            f"cannot listen on {host}:{port}: {error.strerror}; is it running already? "
            "PATCHLEDGER_PORT sets another port"
        ) from error
    return listening
