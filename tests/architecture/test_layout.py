"""The shape of the repository."""

from __future__ import annotations

import subprocess

import pytest

from tools import circles, sizes
from tools.paths import ROOT

PACKAGES = {"agents", "api", "ledger", "projections"}
FOLDERS = PACKAGES | {".ci", "benchmarks", "docs", "tests", "tools", "web"}
VAGUE = {"common", "data", "handler", "handlers", "helper", "helpers", "info", "manager", "misc"}
VAGUE |= {"process", "util", "utils"}


@pytest.fixture(scope="module")
def committed() -> list[str]:
    """The files that belong to the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git is missing, or this is no checkout")
    return done.stdout.splitlines()


def test_every_folder_at_the_top_has_a_place_in_the_map(committed: list[str]) -> None:
    """A new top-level folder is a decision: add it here and to ARCHITECTURE.md."""
    assert {file.split("/")[0] for file in committed if "/" in file} <= FOLDERS


def test_no_module_has_a_name_that_says_nothing(committed: list[str]) -> None:
    """A `utils` takes in everything that nobody found a place for."""
    stems = {file: file.rsplit("/", 1)[-1].split(".")[0] for file in committed}
    assert [file for file, stem in stems.items() if stem in VAGUE] == []


def test_files_and_functions_keep_to_the_limits() -> None:
    assert sizes.findings() == []


def test_the_page_has_no_import_circle() -> None:
    assert circles.findings() == []
