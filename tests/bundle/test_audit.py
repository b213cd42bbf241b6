"""An audit bundle proves what it says, to somebody who has one script and trusts nobody."""

from __future__ import annotations

import ast
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.bundle import verify_bundle
from ledger.bundle.checking import Checker
from ledger.bundle.files import save
from ledger.bundle.restoring import restore
from ledger.bundle.verify_bundle import Tree, main, verify
from ledger.bundle.writing import audit_lines
from ledger.integrity.merkle import root
from ledger.integrity.notary import Notary
from ledger.integrity.watch import Watch
from ledger.stores.memory import MemoryStore
from tests.bundle.audits import World
from tests.bundle.lives import MADE_AT
from tests.ledger.plans import OTHER_PROJECT, PROJECT, by_me, new_task

SCRIPT = Path(verify_bundle.__file__)


class TestWhatHolds:
    """A bundle as it was written is verified, and what it proves is told."""

    def test_the_whole_ledger(self, world: World) -> None:
        """All its events, the root that was signed, and by whom."""
        told = "\n".join(verify(world.lines(), world.signed.key, []))
        assert "9 events in 4 streams" in told
        assert f"the first 9 events of patchledger/{world.store.ledger_id()}" in told
        assert world.signed.checkpoint.root.hex() in told
        assert f"signed by the key {world.signed.key}, as given" in told

    def test_without_a_key_it_says_so(self, world: World) -> None:
        """The key in the bundle proves only that whoever holds it has signed."""
        assert "compare it with one that you trust" in "\n".join(verify(world.lines(), None, []))

    @pytest.mark.parametrize("project", [PROJECT, OTHER_PROJECT])
    def test_one_project_alone(self, world: World, project: str) -> None:
        """Its patches and its proposals, against the same root; nothing of the others is shown."""
        lines = world.lines(project=project)
        mine = [line for line in lines if project.encode() in line][1:]
        others = ({PROJECT, OTHER_PROJECT} - {project}).pop().encode()
        told = "\n".join(verify(lines, world.signed.key, []))
        assert f"{len(mine)} events in 2 streams" in told
        assert f"{9 - len(mine)} of these are left out" in told
        assert others not in b"".join(lines)
        assert world.signed.checkpoint.root.hex() in told

    def test_nobody_s_project(self, world: World) -> None:
        """Everything is left out, and the root is still the one that was signed."""
        assert "0 events in 0 streams" in verify(world.lines(project="nobody"), None, [])[0]

    def test_an_empty_ledger(self) -> None:
        notary = Notary(Watch(store := MemoryStore()))
        lines = list(audit_lines(store, MADE_AT, notary.checkpoint()))
        assert "0 events in 0 streams" in verify(lines, None, [])[0]

    def test_it_only_grew(self) -> None:
        """Against every earlier checkpoint."""
        world = World()
        earlier = [world.notary.checkpoint().note]
        for number in range(3, 12):
            world.ledger.commit(by_me(new_task(number)))
            earlier.append(world.notary.checkpoint().note)
        lines = world.lines(world.notary.checkpoint())
        told = verify(lines, world.signed.key, earlier)
        assert [f"it begins with the {size} events" for size in range(9, 19)] == [
            line.partition(" that were")[0] for line in told[3:]
        ]

    @pytest.mark.parametrize("size", range(1, 33))
    def test_every_shape_of_tree(self, size: int) -> None:
        """The root of the script's tree is the one of RFC 9162 for any number of events."""
        hashes = [sha256(bytes([n])).digest() for n in range(size)]
        tree = Tree()
        for found in hashes:
            tree.add(found)
        assert root(hashes) == tree.root()

    def test_it_can_be_restored(self, world: World, tmp_path: Path) -> None:
        """A whole one is a backup as well, and its signature is checked then, too."""
        save(tmp_path / "b", world.lines())
        restore(tmp_path / "b", store := MemoryStore())
        assert list(world.store.read_all(0, 99)) == list(store.read_all(0, 99))


class TestTheScript:
    """What is handed to an auditor."""

    def test_stands_alone(self) -> None:
        """Under 200 lines, and nothing imported but Python's own and `cryptography`."""
        source = SCRIPT.read_text()
        assert len(source.splitlines()) < 200
        nodes = list(ast.walk(ast.parse(source)))
        names = {
            alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
        }
        names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
        tops = {name.partition(".")[0] for name in names}
        assert {"cryptography"} == tops - set(sys.stdlib_module_names)

    def test_runs_by_itself(self, world: World, tmp_path: Path) -> None:
        """From a copy in a folder where there is nothing else."""
        (tmp_path / "verify.py").write_text(SCRIPT.read_text())
        save(tmp_path / "b.gz", world.lines())
        command = [sys.executable, "-I", "verify.py", "b.gz", "--key", world.signed.key]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert (0, "") == (done.returncode, done.stderr)
        assert done.stdout.endswith("All of it holds.\n")

    @pytest.fixture
    def file(self, world: World, tmp_path: Path) -> Path:
        save(tmp_path / "b", world.lines())
        return tmp_path / "b"

    def test_takes_key_and_checkpoints_from_files(
        self, world: World, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "key").write_text(f"{world.signed.key}\n")
        (tmp_path / "note").write_text(world.signed.note)
        asked = [str(file), "--key", str(tmp_path / "key"), "--against", str(tmp_path / "note")]
        assert 0 == main(asked)
        assert "it begins with the 9 events" in capsys.readouterr().out

    @pytest.mark.parametrize("name", ["bad", "bad.gz"])
    def test_says_what_does_not_hold(
        self, world: World, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With status 1, and nothing on stdout that could be taken for a proof."""
        (tmp_path / name).write_bytes(b"".join(world.lines()[1:]))
        assert 1 == main([str(tmp_path / name)])
        said = capsys.readouterr()
        assert ("", True) == (said.out, said.err.startswith("IT DOES NOT HOLD: "))

    def test_a_bad_key_is_no_tampering(
        self, world: World, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One of another form, or that does not fit its own id, is told as such, with status 2."""
        for key in ("abc", "", world.signed.key.replace("+", "+0", 1), str(file)):
            with pytest.raises(SystemExit) as ended:
                main([str(file), "--key", key])
            assert 2 == ended.value.code
            said = capsys.readouterr().err
            assert ("form name+id+base64" in said, "HOLD" in said) == (True, False)

    @pytest.mark.parametrize("words", [[], ["nowhere"], ["--what"]])
    def test_ends_with_2_where_it_is_not_understood(
        self, words: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert 2 == ended.value.code
        assert "usage" in capsys.readouterr().err


def test_our_own_check_takes_it_as_well(world: World) -> None:
    """What is written is checked on the way; a part, too."""
    for project, shown in ((None, 9), (PROJECT, 6), (OTHER_PROJECT, 3)):
        checker = Checker()
        for line in world.lines(project=project):
            checker.take(line)
        checker.finish()
        assert (shown, 9 - shown) == (checker.events, checker.pruned)
        assert checker.checkpoint is not None
        assert world.signed.key == checker.checkpoint.key
