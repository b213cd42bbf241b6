"""The page of the ten promises names tests that are there, for every promise."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tools.paths import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text()
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PROMISES = [f"P{n}" for n in range(1, 11)]


@cache
def names_in(file: Path) -> set[str]:
    """The functions and classes of a file, methods included."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    tree = ast.parse(file.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def sections() -> dict[str, str]:
    """The page's parts by the first word of their headings."""
    starts = [match.start() for match in re.finditer(r"^## ", PAGE, re.MULTILINE)]
    parts = [PAGE[begin + 3 : end] for begin, end in pairwise([*starts, len(PAGE)])]
    return {part.split()[0]: part for part in parts}


@pytest.mark.parametrize("promise", PROMISES)
def test_each_promise_says_what_it_is_and_names_its_tests(promise: str) -> None:
    """What is promised, what is not, and at least three tests."""
    section = sections()[promise]
    assert "**Promised.**" in section
    assert "**Not promised.**" in section
    assert len(NAMED.findall(section)) >= 3


def test_every_test_that_is_named_is_there() -> None:
    """A test that is renamed or removed takes its name off the page."""
    missing = [f"{f}::{n}" for f, n in NAMED.findall(PAGE) if n not in names_in(ROOT / f)]
    assert [] == missing


def test_every_planted_bug_names_what_catches_it() -> None:
    """Each row of the table has a test, and each promise up to P8 has a row."""
    rows = [row for row in sections()["Planted"].splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 10
    assert all(NAMED.search(row) for row in rows)
    assert {f"P{n}" for n in range(1, 9)} == set(re.findall(r"\bP\d+\b", "".join(rows)))
