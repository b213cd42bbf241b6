"""What is large: a changeset of 10,000 patches, 1,000 of 100 at once, and a tree of 50,000 tasks."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from uuid import UUID

from api.storage import open_ledger
from benchmarks.measure import Target
from ledger.answers import Changes
from ledger.core.apply import replay
from ledger.core.model import EMPTY, Tree
from ledger.core.patch import Patch
from tests import postgres

TASKS = 50_000
PROJECT = str(UUID(int=0))


def run(folder: Path) -> list[Target]:
    """What they say of the targets."""
    with postgres.server(on_disk=True) as server, postgres.database(server) as url:
        return [
            *_append(f"sqlite:///{folder / 'large.db'}", "SQLite"),
            *_append(url, "PostgreSQL"),
            _measured_memory(),
        ]


def _append(url: str, store: str) -> list[Target]:
    with open_ledger(url) as books:

        def commit(number: int, size: int) -> float:
            project_id = str(UUID(int=number << 64))
            first = Patch("create", "project", project_id, {"title": "Large"})
            began = perf_counter()
            books.commit(Changes(project_id, (first, *_creates(size - 1)), "user:bench"))
            return perf_counter() - began

        one = commit(1, 10_000)
        began = perf_counter()
        with ThreadPoolExecutor(64) as pool:
            list(pool.map(lambda number: commit(number, 100), range(2, 1_002)))
        thousand = perf_counter() - began
    return [
        Target(f"a changeset of 10,000 patches ({store})", 10, one, "s"),
        Target(f"1,000 changesets of 100 at once ({store})", 60, thousand, "s"),
    ]


def _measured_memory() -> Target:
    program = "from benchmarks.large import memory; print(memory())"
    measured = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return Target(f"memory of a tree of {TASKS:,} tasks", 120, float(measured.stdout), "MB")


def memory() -> float:
    """Megabytes that this process grows by with a large tree."""
    before = _resident()
    tree = _tree()
    assert len(tree.tasks) == TASKS
    return (_resident() - before) / 1e6


def _tree() -> Tree:
    project = Patch("create", "project", PROJECT, {"title": "Large"})
    return replay(EMPTY, (project, *_creates(TASKS)))


def _creates(count: int) -> tuple[Patch, ...]:
    return tuple(_create(number) for number in range(1, count + 1))


def _create(number: int) -> Patch:
    under = None if number <= 20 else str(UUID(int=number // 20))
    fields = {"title": f"Task {number}", "parent_id": under, "description": f"What {number} is."}
    return Patch("create", "task", str(UUID(int=number)), fields)


def _resident() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096
