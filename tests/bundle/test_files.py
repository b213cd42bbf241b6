"""A bundle's file is whole or absent, whatever happens while it is written."""

from __future__ import annotations

import random
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.bundle import files
from ledger.bundle.files import opened, save
from ledger.core.errors import Refused, StoreUnavailable


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["b", "b.gz"])
def test_what_is_saved_is_read_again(tmp_path: Path, name: str) -> None:
    """Line by line, in a file that only its owner can read."""
    save(tmp_path / name, [b"one\n", b"two\n"])
    with opened(tmp_path / name) as lines:
        assert [b"one\n", b"two\n"] == list(lines)
    assert 0o600 == (tmp_path / name).stat().st_mode & 0o777
    assert [name] == names(tmp_path)


@pytest.mark.parametrize("kind", ["file", "folder", "broken link"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    """A file that is there stays as it is."""
    path = tmp_path / "b"
    if kind == "file":
        path.write_bytes(b"precious")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    with pytest.raises(Refused, match="name a new one") as raised:
        save(path, [b"one\n"])
    assert "file_exists" == raised.value.code
    assert ["b"] == names(tmp_path)
    assert (b"precious" if kind == "file" else None) == (
        path.read_bytes() if path.is_file() else None
    )


def test_a_file_that_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Nor is a second one left beside it."""
    path = tmp_path / "b"

    def lines() -> Iterator[bytes]:
        yield b"one\n"
        path.write_bytes(b"precious")

    with pytest.raises(Refused):
        save(path, lines())
    assert (["b"], b"precious") == (names(tmp_path), path.read_bytes())


@pytest.mark.parametrize("name", ["b", "b.gz"])
def test_what_stops_the_lines_leaves_nothing(tmp_path: Path, name: str) -> None:
    """The error comes through as it is."""

    def lines() -> Iterator[bytes]:
        yield b"one\n"
        raise StoreUnavailable("the server is gone")

    with pytest.raises(StoreUnavailable, match="the server is gone"):
        save(tmp_path / name, lines())
    assert [] == names(tmp_path)


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 64 KiB, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["b", "b.gz"])
@pytest.mark.usefixtures("small_files")
def test_a_disk_that_takes_no_more_is_told(tmp_path: Path, name: str) -> None:
    """In one sentence with the file's name, and nothing half is left."""
    chance = random.Random(1)
    noise = (chance.randbytes(4000) for _ in range(50))
    with pytest.raises(Refused, match=f"Cannot use .*/{name}: File too large") as raised:
        save(tmp_path / name, noise)
    assert "file_unusable" == raised.value.code
    assert [] == names(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """When it is written and when it is read."""
    path = tmp_path / "nowhere" / "b"
    with pytest.raises(Refused, match="No such file or directory"):
        save(path, [])
    with pytest.raises(Refused, match="No such file or directory"), opened(path):
        pass


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Is a directory"), opened(tmp_path):
        pass


def test_a_file_that_cannot_be_read_on_is_told(tmp_path: Path) -> None:
    """Where the system fails in the middle."""

    class Failing:
        def readline(self, _: int) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(Refused, match="Input/output error"):
        list(files._lines(tmp_path / "b", Failing()))  # type: ignore[arg-type]
