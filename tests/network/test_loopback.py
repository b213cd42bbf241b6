"""The guard bites: in a test's own process, in one that it starts, and in a server under uvloop."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.network import sitecustomize
from tests.network.sitecustomize import NetworkUsed
from tests.servers import Server
from tools.paths import ROOT

ELSEWHERE = "192.0.2.1"  # RFC 5737: no machine ever has it


@pytest.fixture
def attempts() -> Iterator[list[str]]:
    """What was tried; it does not count against the test, which tries on purpose."""
    yield sitecustomize.attempts
    sitecustomize.attempts.clear()


def _by_asyncio() -> None:
    asyncio.run(asyncio.wait_for(asyncio.open_connection(ELSEWHERE, 80), 5))


def _by_connect_ex() -> None:
    with socket.socket() as one:
        one.connect_ex((ELSEWHERE, 80))


def _by_datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as one:
        one.sendto(b"hello", (ELSEWHERE, 53))


WAYS: dict[str, Callable[[], object]] = {
    "connect": lambda: socket.create_connection((ELSEWHERE, 80), 5),
    "connect_ex": _by_connect_ex,
    "datagram": _by_datagram,
    "asyncio": _by_asyncio,
    "resolve": lambda: socket.getaddrinfo("example.com", 80),
    "resolve, the old way": lambda: socket.gethostbyname("example.com"),
}


@pytest.mark.parametrize("way", WAYS)
def test_another_machine_cannot_be_reached(attempts: list[str], way: str) -> None:
    """Whichever way is taken the error names the machine, and the attempt is on record."""
    with pytest.raises(NetworkUsed, match=r"192\.0\.2\.1|example\.com"):
        WAYS[way]()
    assert attempts


def test_an_attempt_that_a_library_swallows_fails_the_test(tmp_path: Path) -> None:
    """Many turn every error into one of their own: the test is failed at its end."""
    guards = "from tests.conftest import loopback_only, nobody_went_out"
    (tmp_path / "conftest.py").write_text(f"import sys\nsys.path.append({str(ROOT)!r})\n{guards}\n")
    quiet = tmp_path / "test_quiet.py"
    quiet.write_text(
        "import contextlib, socket\n"
        "def test_quiet():\n"
        "    with contextlib.suppress(AssertionError):\n"
        f"        socket.create_connection(({ELSEWHERE!r}, 80), 5)\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", quiet.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "1 passed, 1 error" in done.stdout
    assert f"a test tried to reach {ELSEWHERE}" in done.stdout


def test_this_machine_can_be_reached() -> None:
    """By its address, its name and a socket that has a path."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, port), 5).close()
    first, second = socket.socketpair(socket.AF_UNIX)
    first.close()
    second.close()


def test_a_name_that_there_never_is_fails_as_one() -> None:
    """As the resolver says it, so that a provider is unreachable."""
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nothing.invalid", 80)


def test_a_process_that_a_test_starts_is_guarded() -> None:
    """By the environment that it inherits."""
    program = f"import socket; socket.create_connection(({ELSEWHERE!r}, 80), 5)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (1, True) == (done.returncode, f"a test tried to reach {ELSEWHERE}" in done.stderr)


@pytest.mark.parametrize("start", [Server, Server.cold])
def test_a_server_that_a_test_starts_is_guarded(
    tmp_path: Path, start: Callable[..., Server]
) -> None:
    """Its call to a vendor elsewhere does not leave the machine, and its log says so."""
    settings = {
        "PATCHLEDGER_COMPATIBLE_BASE_URL": f"http://{ELSEWHERE}/v1",
        "PATCHLEDGER_COMPATIBLE_MODEL": "some",
    }
    with start(tmp_path, **settings) as server, server.client() as client:
        body = {"instruction": "Plan it.", "provider": "compatible"}
        client.post("/proposals", json=body)
        assert f"a test tried to reach {ELSEWHERE}" in server.output()
