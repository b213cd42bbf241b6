"""A document from a file or standard input, as it is uploaded."""

from __future__ import annotations

import mimetypes
import sys
from pathlib import Path
from typing import NamedTuple

import typer


class Content(NamedTuple):
    """The bytes, and what they are called and said to be."""

    bytes: bytes
    name: str
    type: str


def document_in(file: str) -> Content:
    """Read it. Raises BadParameter."""
    if file == "-":
        return Content(sys.stdin.buffer.read(), "Pasted text", "text/markdown")
    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file!r} cannot be read: {error.strerror}") from error
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Content(content, path.name[:200], kind)
