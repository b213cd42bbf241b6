"""docs/operations.md is right: what it says to type does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from string import Template

import pytest

from tests.cli.conftest import Cli, Plan
from tools.paths import ROOT

TEXT = (ROOT / "docs" / "operations.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def test_what_it_says_to_type_works(
    cli: Cli, plan: Plan, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command on the page, in its order, on a ledger of one's own and an empty PostgreSQL."""
    monkeypatch.chdir(tmp_path)
    lines = [line for block in BLOCKS for line in block.splitlines()]
    assert len(lines) >= 4
    for line in lines:
        run(cli, Template(line).substitute(POSTGRESQL=postgres_url, PROJECT=plan.project))


def run(cli: Cli, line: str) -> None:
    """Run a line as a shell would: settings, then the command."""
    words = shlex.split(line)
    with pytest.MonkeyPatch.context() as patch:
        while "=" in words[0]:
            patch.setenv(*words.pop(0).split("=", 1))
        assert "patchledger" == words.pop(0)
        ended = cli.run(*words)
    assert 0 == ended.status, f"{line}: {ended.err}"
