from __future__ import annotations

from pathlib import Path

import pytest

from tools import circles


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.ts").write_text(text)


def test_modules_in_layers_pass(tmp_path: Path) -> None:
    write(tmp_path, a='import { b } from "./b";', b='import { c } from "@/c";', c="export {}")
    assert [] == circles.findings(tmp_path)


def test_a_circle_is_named_from_importer_to_imported(tmp_path: Path) -> None:
    write(tmp_path, a='import "./b";', b='import { c } from "@/c";', c='import("./a")')
    [found] = circles.findings(tmp_path)
    assert found in {
        "circle: a.ts → b.ts → c.ts → a.ts",
        "circle: b.ts → c.ts → a.ts → b.ts",
        "circle: c.ts → a.ts → b.ts → c.ts",
    }


@pytest.mark.parametrize(
    "line",
    [
        'import type { T } from "./b";',
        'export * from "./b";',
        "import {\n  one,\n  two,\n} from './b';",
        'const b = import("./b");',
        'import "./b.ts";',
    ],
)
def test_every_form_of_import_is_seen(tmp_path: Path, line: str) -> None:
    write(tmp_path, a=line, b="export {}")
    assert {str(tmp_path / "b.ts")} == circles.imported(tmp_path / "a.ts", tmp_path)


def test_packages_are_not_ours(tmp_path: Path) -> None:
    write(tmp_path, a='import { useState } from "react";')
    assert set() == circles.imported(tmp_path / "a.ts", tmp_path)
