"""What the locks and the environment must never contain."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import distributions
from operator import attrgetter
from pathlib import Path, PurePosixPath

import pytest

from tools.paths import DEV_LOCK, ROOT, RUNTIME_LOCK, WEB

OURS = {"agents", "api", "ledger", "projections"}
NAMED = re.compile(r"([A-Za-z0-9._-]+(?:\[[^]]*\])?)")
PINNED = re.compile(rf"^{NAMED.pattern}==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Versions by name, with the extras as `pyproject.toml` writes them."""
    return {name.replace(" ", ""): version for name, version in PINNED.findall(lock)}


def named(requirement: str) -> str:
    found = NAMED.match(requirement)
    assert found is not None, requirement
    return found[1].lower()


def test_no_dependency_ships_a_package_with_one_of_our_names() -> None:
    """Our packages are top-level, so a dependency with the same name would hide or replace them."""
    clashes = {
        f"{distribution.name}: {file}"
        for distribution in distributions()
        if distribution.name != "patchledger"
        for file in distribution.files or []
        if PurePosixPath(file).parts[0] in OURS
    }
    assert clashes == set()


@pytest.mark.parametrize("lock", [RUNTIME_LOCK, DEV_LOCK], ids=attrgetter("name"))
def test_a_python_lock_has_hashes_and_names_no_host(lock: Path) -> None:
    """A mirror may serve the packages; their hashes say that they are the same."""
    text = lock.read_text()
    assert "://" not in text
    assert "index-url" not in text
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in block, block


def test_what_serves_is_what_was_tested() -> None:
    """The developer's lock has every runtime pin at the same version."""
    runtime, dev = pins(RUNTIME_LOCK.read_text()), pins(DEV_LOCK.read_text())
    assert runtime.items() <= dev.items()


def test_the_npm_lock_names_no_host() -> None:
    """Where a package came from is left out, so npm asks the registry that is set up."""
    packages = json.loads((WEB / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    unhashed = [name for name, entry in packages.items() if name and "integrity" not in entry]
    assert unhashed == []


def test_every_declared_dependency_is_locked() -> None:
    """A dependency that was added without `dev.py lock` is noticed here, not on another machine.

    With its extras, because the pip of Debian 12 takes `coverage[toml]` and a locked `coverage` for two
    packages, and installs the newest of the one that it was given no hash for.
    """
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = settings["project"]["dependencies"]
    dev = [line for line in settings["dependency-groups"]["dev"] if isinstance(line, str)]
    assert {named(line) for line in runtime} <= set(pins(RUNTIME_LOCK.read_text()))
    assert {named(line) for line in dev} <= set(pins(DEV_LOCK.read_text()))
