"""dev.py is the first thing that a newcomer runs, so what it says matters."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tools import commands
from tools.paths import ROOT
from tools.steps import StepFailed

COMMANDS = [
    "serve",
    "test",
    "check",
    "format",
    "web",
    "screenshots",
    "bench",
    "evaluate",
    "torture",
]
COMMANDS += ["generate", "lock", "clean", "help"]


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "dev.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_an_old_python_can_read_it_and_say_what_is_wrong() -> None:
    ast.parse((ROOT / "dev.py").read_text(), feature_version=(3, 4))


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_help_lists_every_command(arguments: list[str]) -> None:
    done = dev(*arguments)
    listed = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]
    assert COMMANDS == listed
    assert 0 == done.returncode


def test_an_unknown_command_is_a_usage_error_that_shows_the_known_ones() -> None:
    done = dev("tset")
    assert 2 == done.returncode
    assert "no command 'tset'" in done.stdout
    assert "  test " in done.stdout


def test_a_step_that_fails_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_: object) -> int:
        raise StepFailed("the disk is full")

    monkeypatch.setitem(commands.COMMANDS, "bench", failing)
    assert 1 == commands.main(["bench"])
    assert "✗ the disk is full\n" == capsys.readouterr().out


def test_each_command_says_what_it_is_for() -> None:
    assert [] == [name for name, command in commands.COMMANDS.items() if not command.__doc__]
