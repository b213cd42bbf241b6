"""libfuse comes from the machine, or from Debian's package without installing it."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from tools import fuse
from tools.steps import StepFailed


def test_a_named_library_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names one knows why."""
    monkeypatch.setenv("FUSE_LIBRARY_PATH", "/opt/libfuse3.so.3")
    assert "/opt/libfuse3.so.3" == fuse.library()


def test_a_library_that_is_found_can_be_loaded() -> None:
    """Whatever the machine is, what is found is a libfuse."""
    assert ctypes.CDLL(fuse.library()).fuse_version() > 20


def test_without_one_and_without_apt_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The sentence says how to get one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("FUSE_LIBRARY_PATH", raising=False)
    monkeypatch.setattr(fuse, "CACHE", tmp_path)
    monkeypatch.setattr(fuse, "find_library", lambda _: None)
    with pytest.raises(StepFailed, match="no apt"):
        fuse.library()
