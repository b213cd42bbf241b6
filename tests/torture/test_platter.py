"""The disk itself on trial: it keeps what a sync promises, and may lose everything else."""

from __future__ import annotations

import stat
from collections.abc import Callable
from random import Random

from tests.torture.platter import Change, File, Folder, Platter

SEEDS = range(60)
OLD, NEW = b"o" * 8192, b"n" * 8192


def new_file(platter: Platter, name: str, folder: Folder | None = None) -> File:
    file = File(stat.S_IFREG)
    platter.rename(Change(folder or platter.root, name, file))
    return file


def after_cut(prepare: Callable[[Platter], None], seed: int) -> dict[str, bytes]:
    """The files in the root after a cut."""
    platter = Platter()
    prepare(platter)
    platter.cut(Random(seed))
    names = platter.root.names
    return {name: bytes(node.content) for name, node in names.items() if isinstance(node, File)}


def outcomes(prepare: Callable[[Platter], None]) -> list[dict[str, bytes]]:
    return [after_cut(prepare, seed) for seed in SEEDS]


def overwritten(platter: Platter) -> None:
    file = new_file(platter, "a")
    platter.write(file, OLD, 0)
    platter.sync(file)
    platter.write(file, NEW, 0)


def test_what_was_synced_survives_every_cut() -> None:
    """A file's contents and its name are there after its fsync, whatever the seed."""

    def synced(platter: Platter) -> None:
        overwritten(platter)
        for node in (*platter.root.names.values(), platter.root):
            platter.sync(node)

    assert [{"a": NEW}] * len(SEEDS) == outcomes(synced)


def test_what_was_not_synced_may_survive_be_lost_or_be_torn() -> None:
    """All three happen, and a torn file is made of whole sectors of the old and the new."""
    found = {outcome["a"] for outcome in outcomes(overwritten)}
    assert {OLD, NEW} < found
    for content in found:
        assert {content[place : place + 512] for place in range(0, 8192, 512)} <= {
            OLD[:512],
            NEW[:512],
        }


def test_a_new_name_may_be_lost_until_its_file_or_folder_is_synced() -> None:
    """An fsync of the file makes its name certain, and one of the folder does, too."""

    def only_made(platter: Platter) -> None:
        new_file(platter, "a")

    assert {} in outcomes(only_made)
    assert {} not in outcomes(lambda platter: platter.sync(new_file(platter, "a")))

    def folder_synced(platter: Platter) -> None:
        new_file(platter, "a")
        platter.sync(platter.root)

    assert {} not in outcomes(folder_synced)


def test_a_rename_is_all_or_nothing_and_does_not_carry_the_contents() -> None:
    """Renaming a file that was not synced over one that was can leave an empty one, as it is known."""

    def careless(platter: Platter) -> None:
        old, new = new_file(platter, "a"), new_file(platter, "b")
        platter.write(old, OLD, 0)
        platter.sync(old)
        platter.write(new, NEW, 0)
        platter.rename(Change(platter.root, "b", None), Change(platter.root, "a", new))

    found = outcomes(careless)
    assert {"a": b""} in found
    assert {"a": OLD} in found
    assert {"a": NEW} in found
    assert all("a" in outcome for outcome in found)


def test_names_are_kept_in_the_order_in_which_they_came() -> None:
    """A later name never survives an earlier one that was lost."""

    def three(platter: Platter) -> None:
        for name in "abc":
            new_file(platter, name)

    assert {"", "a", "ab", "abc"} == {"".join(sorted(outcome)) for outcome in outcomes(three)}


def test_writes_after_a_lost_truncation_are_lost() -> None:
    """A file that was emptied and written anew is never the new text with the old one's end."""

    def emptied(platter: Platter) -> None:
        file = new_file(platter, "a")
        platter.write(file, OLD, 0)
        platter.sync(file)
        platter.resize(file, 0)
        platter.write(file, NEW[:100], 0)

    assert NEW[:100] + OLD[100:] not in [outcome["a"] for outcome in outcomes(emptied)]


def test_a_seed_gives_the_same_cut_again() -> None:
    """The same operations and the same seed leave the same disk."""
    assert outcomes(overwritten) == outcomes(overwritten)
