from __future__ import annotations

from pathlib import Path

from tools import stamps


def test_the_digest_is_of_the_content_and_not_of_the_time(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    before = stamps.digest(tmp_path, ["a"])
    file.write_text("one")
    assert before == stamps.digest(tmp_path, ["a"])
    file.write_text("two")
    assert before != stamps.digest(tmp_path, ["a"])


def test_a_new_name_in_a_folder_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a").write_text("")
    before = stamps.digest(tmp_path, ["src"])
    (tmp_path / "src" / "b").write_text("")
    assert before != stamps.digest(tmp_path, ["src"])


def test_what_else_the_result_depends_on_changes_the_digest(tmp_path: Path) -> None:
    assert stamps.digest(tmp_path, [], "3.11") != stamps.digest(tmp_path, [], "3.12")


def test_a_missing_file_is_as_good_as_an_absent_stamp(tmp_path: Path) -> None:
    assert not stamps.matches(tmp_path / "stamp", "x")
    stamps.write(tmp_path / "new" / "stamp", "x")
    assert stamps.matches(tmp_path / "new" / "stamp", "x")
    assert not stamps.matches(tmp_path / "new" / "stamp", "y")
