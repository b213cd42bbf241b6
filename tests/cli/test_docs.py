"""docs/cli.md says what there is."""

from __future__ import annotations

import re

from typer.main import get_command

from api.cli.main import app_for
from tools.paths import ROOT

TEXT = (ROOT / "docs" / "cli.md").read_text()
CODE = re.compile(r'problem\(\s*\d+,\s*"([a-z_]+)"')


def test_every_command_is_documented_with_its_options() -> None:
    """Each command has a line in a table, and each of its options stands on the page."""
    commands = get_command(app_for([])).commands  # type: ignore[attr-defined]
    assert 32 == len(commands)
    assert set(commands) == set(re.findall(r"^\| `([a-z-]+)[ `]", TEXT, re.MULTILINE)) - {"command"}
    for command in commands.values():
        for option in (o for parameter in command.params for o in parameter.opts):
            assert not option.startswith("--") or f"`{option}" in TEXT, f"{command.name} {option}"


def test_every_problem_of_its_own_is_documented() -> None:
    """Each code that only the command line answers with is named."""
    files = (ROOT / "api" / "cli").glob("*.py")
    used = {code for file in files for code in CODE.findall(file.read_text())}
    assert used
    known = set(re.findall(r"`([a-z_]+)`", TEXT + (ROOT / "docs" / "http.md").read_text()))
    assert set() == used - known
