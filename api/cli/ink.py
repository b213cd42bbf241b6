"""Words on a terminal: colours where they are wanted, and nothing in them that could drive it."""

from __future__ import annotations

import os
import sys
from functools import cache

import typer

CODES = {
    "bold": 1,
    "dim": 2,
    "red": 31,
    "green": 32,
    "yellow": 33,
    "blue": 34,
    "magenta": 35,
    "cyan": 36,
}


@cache
def coloured() -> bool:
    """Whether stdout is a terminal that wants colours (no-color.org)."""
    if "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def ink(words: str, *styles: str) -> str:
    """The words in these styles."""
    if not words or not styles or not coloured():
        return words
    begin = ";".join(str(CODES[style]) for style in styles)
    return f"\x1b[{begin}m{words}\x1b[0m"


def clean(words: str) -> str:
    """Text of somebody's on one line: what would move the cursor or change the terminal is shown as ·."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else " " if c.isspace() else "·" for c in words)


def out(words: str) -> None:
    """Write a line on stdout."""
    typer.echo(words)


def err(words: str) -> None:
    """Write a line on stderr."""
    typer.echo(words, err=True)
