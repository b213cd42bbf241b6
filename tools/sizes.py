"""Limits on the size of files and functions: a limit outside the checks is a wish.

In the codebases that stay readable the median function has 4 to 12 lines, and what separates
them from the others is how long their files get. The page's files are held to the same limit by
ESLint's `max-lines`.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tools.paths import ROOT

PRODUCT = ("ledger", "projections", "agents", "api")
OTHERS = ("tools", "tests", "benchmarks")

LONGEST_FILE = 400
MEDIAN_FUNCTION = 10
NINE_OF_TEN_FUNCTIONS = 30

Function = ast.FunctionDef | ast.AsyncFunctionDef


def findings(root: Path = ROOT) -> list[str]:
    """Say which files are too long, and in which packages the functions are."""
    long_files = [found for package in (*PRODUCT, *OTHERS) for found in _files(root, package)]
    return [*long_files, *(found for package in PRODUCT for found in _functions(root, package))]


def function_lengths(source: str) -> list[int]:
    """The length of each function in lines, without its decorators and its docstring."""
    nodes = ast.walk(ast.parse(source))
    return [_length(node) for node in nodes if isinstance(node, Function)]


def _files(root: Path, package: str) -> Iterator[str]:
    for file in sorted((root / package).rglob("*.py")):
        lines = len(file.read_text().splitlines())
        if lines > LONGEST_FILE:
            place = file.relative_to(root)
            yield f"{place}: {lines} lines, the limit is {LONGEST_FILE}: split it by what changes"


def _functions(root: Path, package: str) -> list[str]:
    sources = [file.read_text() for file in sorted((root / package).rglob("*.py"))]
    return complaints(package, [n for source in sources for n in function_lengths(source)])


def complaints(package: str, lengths: Sequence[int]) -> list[str]:
    """Hold the lengths of a package's functions to the limits."""
    if not lengths:
        return []
    middle, most = median(lengths), sorted(lengths)[math.ceil(len(lengths) * 0.9) - 1]
    said = []
    if middle > MEDIAN_FUNCTION:
        said.append(f"{package}: the median function has {middle:g} lines, limit {MEDIAN_FUNCTION}")
    if most > NINE_OF_TEN_FUNCTIONS:
        limit = NINE_OF_TEN_FUNCTIONS
        said.append(f"{package}: one function in ten has {most} lines or more, limit {limit}")
    return said


def _length(node: Function) -> int:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if not body:
        return 1
    signature = node.body[0].lineno - node.lineno
    return signature + (body[-1].end_lineno or 0) - body[0].lineno + 1
