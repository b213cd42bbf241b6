"""Import circles among the page's modules; Python's are import-linter's business.

A type that is imported in a circle ties two files together as much as a value does, so
`import type` counts too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tools.paths import WEB

IMPORT = re.compile(r"""(?:\bfrom|\bimport|\bimport\()\s*["'](?P<what>(?:@/|\.)[^"']*)["']""")
ENDINGS = ("", ".ts", ".tsx", "/index.ts", "/index.tsx")


def findings(source: Path = WEB / "src") -> list[str]:
    """Name the first circle, or nothing."""
    circle = find_circle({str(file): imported(file, source) for file in _modules(source)})
    if not circle:
        return []
    return ["circle: " + " → ".join(os.path.relpath(file, source) for file in circle)]


def find_circle(imports: Mapping[str, set[str]]) -> list[str]:
    """The modules of one circle, the first one again at the end; empty when there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        # graphlib lists the circle from the imported to the importer.
        circle: list[str] = error.args[1]
        return circle[::-1]
    return []


def imported(file: Path, source: Path) -> set[str]:
    """The page's own modules that a file imports."""
    names = (match["what"] for match in IMPORT.finditer(file.read_text()))
    found = (_resolve(name, file.parent, source) for name in names)
    return {str(module) for module in found if module}


def _modules(source: Path) -> list[Path]:
    return [file for ending in ("ts", "tsx") for file in source.rglob(f"*.{ending}")]


def _resolve(name: str, folder: Path, source: Path) -> Path | None:
    start = source / name[2:] if name.startswith("@/") else folder / name
    candidates = (Path(os.path.normpath(f"{start}{ending}")) for ending in ENDINGS)
    return next((file for file in candidates if file.is_file()), None)
