"""The test runs: Vitest for the page, then pytest, browser tests included."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from tools import node
from tools.paths import CACHE, PYTHON, ROOT
from tools.steps import StepFailed, say, step

COVERED = ("ledger", "projections", "agents")
LEAST_COVERAGE = 99
# Three workers for two cores: a test waits much of its time, for a server, a browser, a database. Each
# begins with a part of its own, so that what tests share is made once a part, and takes from others
# when it is done.
PARALLEL = ("-n", str(max(3, 3 * (os.cpu_count() or 1) // 2)), "--dist", "worksteal")


def everything() -> int:
    """Run every test, and say at the end which part failed."""
    results = {"Vitest": _vitest(), "pytest": _pytest(*PARALLEL, *_coverage_options())}
    coverage = [_covered(package) for package in COVERED]
    results["coverage"] = all(coverage)
    failed = [name for name, passed in results.items() if not passed]
    say(f"✗ failed: {', '.join(failed)}" if failed else "✓ every test passed")
    return 1 if failed else 0


def some(arguments: Sequence[str]) -> int:
    """Run the pytest tests that the arguments select, without asking for coverage."""
    return 0 if _pytest(*arguments) else 1


def _vitest() -> bool:
    try:
        with step("Vitest"):
            node.find().npm("run", "--silent", "test")
    except StepFailed as failure:
        say(f"✗ {failure}")
        return False
    return True


def _pytest(*arguments: str) -> bool:
    command = [str(PYTHON), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=_environment()).returncode == 0


def _environment() -> dict[str, str]:
    """Ours, but byte code is kept, and in a folder of our own.

    Where an environment forbids to write it, each of the hundred processes that the tests start would
    compile thousands of files, which takes as long as importing them.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(CACHE / "bytecode")}


def _coverage_options() -> list[str]:
    return [*(f"--cov={package}" for package in COVERED), "--cov-branch", "--cov-report="]


def _covered(package: str) -> bool:
    """Report the package's lines and branches that no test reaches, and hold it to the limit."""
    say(f"▸ coverage of {package}, at least {LEAST_COVERAGE} %")
    options = [f"--include={package}/*", "--skip-covered", "--show-missing", "--precision=2"]
    report = [str(PYTHON), "-m", "coverage", "report", *options, f"--fail-under={LEAST_COVERAGE}"]
    return subprocess.run(report, cwd=ROOT).returncode == 0
