"""Build the web page: install what web/package-lock.json says, then run Vite.

Used by dev.py and by the wheel's build hook. Standard library only.
"""

from __future__ import annotations

from pathlib import Path

from tools import node, stamps
from tools.paths import ROOT
from tools.steps import step

# Whatever changes the page. Not the tests and not the type check's settings.
SOURCES = (
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "vite.compress.ts",
    "vite.early.ts",
    "vite.pages.ts",
    "vite.worker.ts",
    "tsconfig.json",
)
LOCK = ("package-lock.json", ".npmrc")


def page_is_fresh(root: Path = ROOT) -> bool:
    """Tell, without starting Node, whether web/dist is built from what is there."""
    page = root / "web" / "dist" / "index.html"
    return page.exists() and stamps.matches(_page_stamp(root), _page_digest(root))


def build(root: Path = ROOT, *, production: bool) -> Path:
    """Build the page where it is not fresh, and give the folder that it is in."""
    if not page_is_fresh(root):
        install(root, production=production)
        bundle(root)
    return root / "web" / "dist"


def install(root: Path = ROOT, *, production: bool) -> None:
    """Install the npm packages of the lock; a developer's set also serves production."""
    web = root / "web"
    locked = stamps.digest(web, LOCK)
    stamp = web / "node_modules" / ".patchledger"
    full, lean = f"all {locked}", f"production {locked}"
    if any(stamps.matches(stamp, wanted) for wanted in ([full, lean] if production else [full])):
        return
    with step("installing the page's packages"):
        omit = ["--omit=dev"] if production else []
        node.find().npm("ci", "--no-audit", "--no-fund", "--loglevel=error", *omit, web=web)
    stamps.write(stamp, lean if production else full)


def bundle(root: Path = ROOT) -> None:
    """Bundle the page into web/dist."""
    built_from = _page_digest(root)
    with step("building the page"):
        node.find().npm("run", "--silent", "build", web=root / "web")
    stamps.write(_page_stamp(root), built_from)


def _page_digest(root: Path) -> str:
    return stamps.digest(root / "web", SOURCES)


def _page_stamp(root: Path) -> Path:
    # Not in web/dist: what is in there is served and shipped.
    return root / ".cache" / "page.stamp"
