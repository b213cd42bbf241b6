"""A store that cannot start here fails its tests: none of them is skipped."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tools.paths import ROOT

SKIPS = re.compile(r"pytest\.(skip|importorskip|xfail)|mark\.(skip|skipif|xfail)|SkipTest")
MAY_SKIP = {
    "tests/architecture/test_layout.py",  # what needs the repository, where there is only its content
    "tests/torture/disk.py",  # a disk of the test's own, where none can be mounted; in CI that fails
}
NOBODY = "postgresql://postgres@127.0.0.1:1/postgres"


def test_only_what_is_listed_here_can_be_skipped() -> None:
    """No other test is left out, wherever it runs."""
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "tests").rglob("*.py")}
    skipping = {name for name, path in files.items() if SKIPS.search(path.read_text())}
    assert MAY_SKIP == skipping - {"tests/conformance/test_nothing_is_skipped.py"}


def test_a_postgresql_that_cannot_be_reached_fails_its_tests() -> None:
    """Every test of such a database ends with an error, and none is skipped."""
    suite = ROOT / "tests/conformance/test_event_store.py"
    words = ["-q", "--tb=no", "-k", "postgresql", "-p", "no:cacheprovider"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", str(suite), *words],
        cwd=ROOT,
        env={**os.environ, "TEST_DATABASE_URL": NOBODY},
        capture_output=True,
        text=True,
    )
    [summary] = re.findall(r"^(?:\d+ \w+, )*\d+ errors? in .*$", ended.stdout, re.MULTILINE)
    assert 1 == ended.returncode, ended.stdout
    assert "skipped" not in summary
    assert "passed" not in summary
