"""The files that are made from the API: its OpenAPI document and the page's types."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools import node
from tools.paths import API_TYPES, OPENAPI, PYTHON, ROOT, WEB
from tools.steps import StepFailed, say, shown


def main() -> int:
    """Write both files."""
    OPENAPI.write_text(_openapi())
    API_TYPES.parent.mkdir(parents=True, exist_ok=True)
    API_TYPES.write_text(_types(OPENAPI))
    say(f"✓ wrote {OPENAPI.relative_to(ROOT)} and {API_TYPES.relative_to(ROOT)}")
    return 0


def drifted() -> list[str]:
    """Name the committed files that are not what the API says today."""
    fresh = _openapi()
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "openapi.json"
        document.write_text(fresh)
        wanted = {OPENAPI: fresh, API_TYPES: _types(document)}
    return [
        str(file.relative_to(ROOT))
        for file, content in wanted.items()
        if not file.exists() or file.read_text() != content
    ]


def _openapi() -> str:
    return _output([str(PYTHON), "-m", "api", "openapi"])


def _types(document: Path) -> str:
    program = node.find()
    return _output([str(program.binary), str(node.tool("openapi-typescript")), str(document)])


def _output(command: Sequence[str]) -> str:
    folder = WEB if "openapi-typescript" in command[1] else ROOT
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise StepFailed(f"{shown(command)} failed:\n{done.stdout[-2000:]}{done.stderr}")
    return done.stdout
