"""Where commands work: on the file, through the server that owns it, or through one that is named."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest

from api.cli.opening import database_url
from api.settings import Settings
from tests.cli.conftest import COMMAND, Cli, Plan, as_process, create, update
from tests.servers import Server

Json = Any

READS: tuple[tuple[list[str], str], ...] = (
    (["projects"], "/projects"),
    (["tree", "{project}"], "/projects/{project}"),
    (["tree", "{project}", "--version", "4"], "/projects/{project}?version=4"),
    (["tree", "{project}", "--at", "2001-01-01"], "/projects/{project}?at=2001-01-01"),
    (["log", "{project}"], "/projects/{project}/changesets"),
    (["log", "{project}", "--op", "create"], "/projects/{project}/changesets?op=create"),
    (["show", "{changeset}"], "/projects/{project}/changesets/{changeset}"),
    (["diff", "{project}", "0", "5"], "/projects/{project}/diff?from=0&to=5"),
    (["blame", "{project}"], "/projects/{project}/blame"),
    (["blame", "{project}", "T1"], "/projects/{project}/tasks/{task}/blame"),
    (["providers"], "/providers"),
)
REFUSALS: tuple[tuple[list[str], str], ...] = (
    (["tree", "{project}", "--version", "9"], "/projects/{project}?version=9"),
    (["tree", "{nobody}"], "/projects/{nobody}"),
    (["tree", "{project}", "--at", "soon"], "/projects/{project}?at=soon"),
    (["log", "{nobody}"], "/projects/{nobody}/changesets"),
    (["diff", "{project}", "0", "9"], "/projects/{project}/diff?from=0&to=9"),
)


def test_json_is_what_http_answers_wherever_it_is_asked(
    cli: Cli, plan: Plan, ledger_file: Path
) -> None:
    """On the file, through its owner, and through a named server: the same to the byte."""
    changeset = cli.json("log", plan.project)["items"][0]["id"]
    named = {"project": plan.project, "changeset": changeset, "task": plan.design}
    named["nobody"] = str(uuid4())

    def asked(words: list[str], *more: str) -> tuple[str, str]:
        ended = cli.run(*(word.format(**named) for word in words), "--json", *more)
        return ended.out, ended.err

    questions = READS + REFUSALS
    direct = [asked(words) for words, _ in questions]
    with Server(ledger_file.parent) as server, server.client() as http:
        owned = [asked(words) for words, _ in questions]
        remote = [asked(words, "--server", server.address) for words, _ in questions]
        answers = [http.get(path.format(**named)) for _, path in questions]
    expected = [(a.text + "\n", "") if a.is_success else ("", a.text + "\n") for a in answers]
    assert [True] * len(READS) + [False] * len(REFUSALS) == [a.is_success for a in answers]
    assert expected == direct
    assert expected == owned
    assert expected == remote


def test_a_server_that_owns_the_file_is_asked(cli: Cli, plan: Plan, server: Server) -> None:
    """Changing and planning go through it too, and it sees them at once."""
    patch = json.dumps(update(plan.test, title="Through the server"))
    assert 6 == cli.json("apply", "website", "-", stdin=patch)["version"]
    assert 7 == cli.json("undo", "website")["version"]
    with server.client() as http:
        assert 7 == http.get(f"/projects/{plan.project}").json()["version"]
    assert "store_busy" in cli.refused("rebuild")


def test_a_changeset_is_found_through_a_server(cli: Cli, plan: Plan, server: Server) -> None:
    """By id without its project, and refused where nobody has it."""
    newest = cli.json("log", "website")["items"][0]["id"]
    assert newest == cli.json("show", newest)["id"]
    assert "changeset_missing" in cli.refused("show", str(uuid4()))


def test_a_server_that_is_not_there_is_told(cli: Cli) -> None:
    """With its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        said = cli.refused("projects", "--server", address)
    assert "server_unreachable" in said
    assert address in said


class _Other(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>hello</html>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def somebody_else() -> Iterator[str]:
    """The address of a server that is none of ours."""
    with HTTPServer(("127.0.0.1", 0), _Other) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}"
        other.shutdown()
        thread.join()


def test_a_server_of_somebody_else_is_told(cli: Cli, somebody_else: str) -> None:
    """What answers something else than JSON is no server of ours."""
    assert "not_a_server" in cli.refused("projects", "--server", somebody_else)


def test_without_a_ledger_nothing_is_made_by_reading(cli: Cli, ledger_file: Path) -> None:
    """The missing file is named, and the folder stays empty."""
    for command in (["projects"], ["tree", "x"], ["rebuild"], ["undo", "x"]):
        said = cli.refused(*command)
        assert "ledger_missing" in said
        assert str(ledger_file) in said
    assert [] == list(ledger_file.parent.iterdir())


def test_a_file_that_is_no_ledger_is_told(cli: Cli, ledger_file: Path) -> None:
    """And left as it is."""
    ledger_file.write_bytes(b"my holiday pictures" * 100)
    assert "store_foreign" in cli.refused("projects")
    assert b"my holiday pictures" * 100 == ledger_file.read_bytes()


def test_an_unknown_store_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the stores that there are."""
    monkeypatch.setenv("PATCHLEDGER_DATABASE", "mysql://localhost/plans")
    said = cli.refused("projects")
    assert "unknown_store" in said
    assert "sqlite://" in said


@pytest.mark.parametrize(
    ("environment", "dotenv"),
    [
        ({}, None),
        ({"PATCHLEDGER_DATABASE": "sqlite:///a.db"}, None),
        ({"PATCHLEDGER_DATABASE": "sqlite:///a.db"}, "PATCHLEDGER_DATABASE=sqlite:///b.db\n"),
        ({}, "PATCHLEDGER_DATABASE=sqlite:///b.db\n"),
        ({}, 'export PATCHLEDGER_DATABASE="sqlite:///with space.db" # mine\n'),
        ({}, "OTHER=1\n"),
    ],
)
def test_the_database_is_the_one_of_the_settings(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    dotenv: str | None,
) -> None:
    """The quick look for it finds what the settings find."""
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if dotenv is not None:
        (tmp_path / ".env").write_text(dotenv)
    assert Settings().database == database_url()


def test_commands_wait_for_each_other(plan: Plan) -> None:
    """Several at once on one file: each gets its turn, and nothing is lost."""
    running = [as_process("apply", plan.project, "-") for _ in range(4)]
    patches = [json.dumps(create(str(uuid4()), title=f"Task {i}")) for i in range(4)]
    for process, patch in zip(running, patches, strict=True):
        assert process.stdin is not None
        process.stdin.write(patch)
        process.stdin.close()
    for process in running:
        assert (0, "") == (process.wait(60), _said(process))
    assert 9 == Cli().json("tree", plan.project)["version"]


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said = process.stderr.read()
    _close(process)
    return said


def _close(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout, process.stderr):
        assert pipe is not None
        pipe.close()


def test_a_plan_is_read_with_little(plan: Plan) -> None:
    """`tree` on the file loads neither web framework nor database toolkit nor any provider."""
    program = (
        "import sys; sys.argv = ['patchledger', 'tree', 'website']\n"
        "from api.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert 0 == done.returncode, done.stderr
    assert "T1 [x] Design it" in done.stdout
    slow = {"fastapi", "starlette", "sqlalchemy", "pydantic_settings", "agents.providers", "rich"}
    assert set() == slow & set(done.stdout.split())


def test_a_reader_that_has_seen_enough_is_no_error(plan: Plan) -> None:
    """`patchledger log … | head` says nothing on stderr."""
    process = as_process("blame", plan.project)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert "" == process.stderr.read()
    assert process.wait(30) in (0, 1)
    _close(process)


def test_colours_are_for_terminals(plan: Plan) -> None:
    """A terminal gets colours unless NO_COLOR is set; a pipe never does."""
    assert "\x1b[" in _on_a_terminal("tree", plan.project)
    assert "\x1b[" not in _on_a_terminal("tree", plan.project, NO_COLOR="1")
    assert (
        "\x1b["
        not in subprocess.run(
            [*COMMAND, "projects"], capture_output=True, text=True, check=True
        ).stdout
    )


def _on_a_terminal(*arguments: str, **settings: str) -> str:
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm", **settings}
    for name in ("NO_COLOR", "FORCE_COLOR"):
        if name not in settings:
            environment.pop(name, None)
    with subprocess.Popen([*COMMAND, *arguments], stdout=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        while chunk := _read(ours):
            said += chunk
        assert 0 == process.wait(30)
    os.close(ours)
    return said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end was closed
        return b""


def test_rebuild_makes_the_views_anew(cli: Cli, plan: Plan, ledger_file: Path) -> None:
    """With a progress bar on stderr; what is read afterwards is the same."""
    before = [cli.json("log", plan.project), cli.json("projects"), cli.json("blame", plan.project)]
    ended = cli.run("rebuild")
    assert (0, "The views have seen 5 events.\n") == (ended.status, ended.out)
    assert "100%" in ended.err
    assert {"events": 5} == json.loads(cli.run("rebuild", "--json").out)
    after = [cli.json("log", plan.project), cli.json("projects"), cli.json("blame", plan.project)]
    assert before == after


def test_serve_runs_until_it_is_told_to_end(ledger_file: Path) -> None:
    """It says where it is, answers, and ends with a signal."""
    process = as_process("serve", "--port", "0", PATCHLEDGER_NO_BROWSER="1")
    assert process.stdout is not None
    line = process.stdout.readline()
    address = next(word for word in line.split() if word.startswith("http://"))
    assert "ok" == httpx.get(f"{address}/healthz").json()["status"]
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) in (0, -signal.SIGTERM)
    _close(process)


def test_serve_that_cannot_start_says_why(cli: Cli) -> None:
    """One sentence, status 1."""
    assert "loopback" in cli.refused("serve", "--host", "0.0.0.0")


@pytest.mark.parametrize(
    ("setting", "value"),
    [("PATCHLEDGER_COMPATIBLE_BASE_URL", "banana"), ("PATCHLEDGER_PORT", "abc")],
)
def test_a_setting_that_is_wrong_is_told_by_name(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    ended = cli.run("plan", "Build a shed")
    assert ended.status == 1
    assert ended.err.startswith(f"patchledger: {setting}")
    assert ended.err.endswith("(settings_refused)\n")
