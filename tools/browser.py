"""Find a real Chromium for the browser tests.

In this order: CHROMIUM_PATH, one that the machine has, and one that comes as an npm package (its
files are compressed; they are unpacked once into .cache). Each is tried by rendering a page,
because a name on PATH can be a stub that only tells to install something.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tools import node
from tools.paths import CACHE, NODE_MODULES, WEB
from tools.steps import StepFailed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

PACKAGE = NODE_MODULES / "@sparticuz" / "chromium"
ON_PATH = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
MISSING = """\
No Chromium that works. Install one (Debian: apt-get install chromium), or name one in
CHROMIUM_PATH. Tried: {tried}"""

UNPACK = """
import { createReadStream, createWriteStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs";

const [from, to] = process.argv.slice(1);
const unpack = (name, target) =>
  pipeline(createReadStream(path.join(from, name)), createBrotliDecompress(), target);
await Promise.all([
  unpack("chromium.br", createWriteStream(path.join(to, "chromium"), { mode: 0o755 })),
  unpack("fonts.tar.br", extract(path.join(to, "fonts"))),
  unpack("swiftshader.tar.br", extract(to)),
  unpack("al2023.tar.br", extract(path.join(to, "libraries"))),
]);
"""

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>\
</fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """A browser's program, and what its environment needs besides ours."""

    program: str
    env: dict[str, str] = field(default_factory=dict)


def use_our_node() -> None:
    """Let Playwright run on our Node: its own needs libraries that a minimal Debian lacks."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node.find().binary))


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start the first Chromium that renders a page, with `more` arguments than it always has."""
    tried = []
    for chromium in _candidates():
        try:
            return _start(playwright, chromium, more)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next one may work
            tried.append(f"{chromium.program} ({str(error).splitlines()[0]})")
    raise StepFailed(MISSING.format(tried="; ".join(tried) or "nothing was found"))


def _start(playwright: Playwright, chromium: Chromium, more: tuple[str, ...]) -> Browser:
    browser = playwright.chromium.launch(
        executable_path=chromium.program,
        env={**os.environ, **chromium.env},
        # The sandbox cannot be had as root, nor in most containers; only our own page is shown.
        chromium_sandbox=False,
        args=[*ARGUMENTS, *more],
        timeout=30_000,
    )
    page = browser.new_page()
    page.set_content("<b>works</b>")
    if page.text_content("b") != "works":
        raise StepFailed("it does not render")
    page.close()
    return browser


def _candidates() -> Iterator[Chromium]:
    if named := os.environ.get("CHROMIUM_PATH"):
        yield Chromium(named)
        return
    for name in ON_PATH:
        if program := shutil.which(name):
            yield Chromium(program)
    if (PACKAGE / "bin" / "chromium.br").exists() and platform.machine() == "x86_64":
        yield _packaged()


def _packaged() -> Chromium:
    """The Chromium of the npm package, with the libraries and fonts that it brings along."""
    folder = CACHE / f"chromium-{_package_version()}"
    if not folder.exists():
        _unpack(folder)
    # Written anew each time: it names the folder, and a checkout can be moved.
    fonts = FONTS.format(folder=folder, cache=folder / "font-cache")
    (folder / "fonts.conf").write_text(fonts)
    libraries = [os.environ.get("LD_LIBRARY_PATH"), str(folder / "libraries" / "lib")]
    env = {
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "LD_LIBRARY_PATH": os.pathsep.join(path for path in libraries if path),
    }
    return Chromium(str(folder / "chromium"), env)


def _package_version() -> str:
    return str(json.loads((PACKAGE / "package.json").read_bytes())["version"])


def _unpack(folder: Path) -> None:
    CACHE.mkdir(exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".chromium-", dir=CACHE))
    program = [str(node.find().binary), "--input-type=module", "--eval", UNPACK]
    subprocess.run([*program, str(PACKAGE / "bin"), str(partial)], cwd=WEB, check=True)
    partial.chmod(0o755)
    try:
        # At once, so that a test run beside this one never sees half a browser.
        partial.rename(folder)
    except OSError:
        shutil.rmtree(partial)
