from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tools import node


def test_the_node_of_the_environment_runs() -> None:
    done = subprocess.run([node.find().binary, "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("v24.")


def test_npm_works_for_the_scripts_that_packages_bring() -> None:
    """The wheel's own npm is broken, so the one on PATH has to be ours."""
    env = node.find().env()
    done = subprocess.run(["npm", "--version"], env=env, capture_output=True, text=True)
    assert 0 == done.returncode


def test_a_home_that_cannot_be_written_does_not_stop_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.delenv("npm_config_cache", raising=False)
    assert "npm_config_cache" in node.find().env()


def test_a_cache_that_was_chosen_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.setenv("npm_config_cache", "/somewhere")
    assert "/somewhere" == node.find().env()["npm_config_cache"]


def test_the_machines_npm_settings_are_honoured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "npmrc"
    settings.write_text("")
    for name in [name for name in os.environ if name.lower() == "npm_config_globalconfig"]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(node, "GLOBAL_NPMRC", ("/nonexistent/npmrc", str(settings)))
    assert str(settings) == node.find().env()["npm_config_globalconfig"]
