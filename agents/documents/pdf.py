"""The text of a PDF's pages, by pypdf, within limits: a PDF is a program that somebody sent.

pypdf bounds what a stream may unpack to and how much of it is parsed; how many pages and seconds is
bounded here. The clock is looked at before every operand, so that one endless page ends as well.
"""

from __future__ import annotations

import logging
from io import BytesIO
from time import monotonic
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from ledger.core.errors import Refused, refused

MOST_PAGES = 300
MOST_SECONDS = 20.0
UNPACKED = 16 * 1024 * 1024
"""Bytes that one stream of a page may unpack to."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity, on stderr


def pages(content: bytes, seconds: float = MOST_SECONDS) -> list[str]:
    """The text of each page. Raises Refused for what cannot be read, or not within the limits."""
    ends = monotonic() + seconds
    limits = Configuration(
        zlib_maximum_output_length=UNPACKED,
        lzw_maximum_output_length=UNPACKED,
        run_length_maximum_output_length=UNPACKED,
        array_based_stream_maximum_output_length=UNPACKED,
        stream_decoding_work_maximum_length=4 * UNPACKED,
    )
    try:
        with apply_configuration(limits):
            found = _texts(PdfReader(BytesIO(content)), ends)
    except Refused:
        raise
    except (LimitReachedError, MemoryError, RecursionError):
        raise _too_much("unpacks to more than can be read") from None
    except Exception as error:  # a broken PDF makes pypdf raise nearly anything
        raise _unreadable() from error
    if not any(text.strip() for text in found):
        message = "The PDF has no text in it, only pictures of pages: send it with text recognised."
        raise refused("document_empty", message)
    return found


def _texts(reader: PdfReader, ends: float) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted()
    if len(reader.pages) > MOST_PAGES:
        raise _too_much(f"has {len(reader.pages)} pages, and {MOST_PAGES} are read")

    def look_at_the_clock(*_: Any) -> None:
        if monotonic() > ends:
            raise _too_much("takes too long to read")

    found = []
    for page in reader.pages:
        look_at_the_clock()
        found.append(page.extract_text(visitor_operand_before=look_at_the_clock))
    return found


def _encrypted() -> Refused:
    message = "The PDF is protected by a password: send it without."
    return refused("document_encrypted", message)


def _too_much(what: str) -> Refused:
    return refused("document_too_long", f"The PDF {what}: send a part of it, or its text.")


def _unreadable() -> Refused:
    message = "The PDF is damaged and cannot be read: send another copy of it, or its text."
    return refused("document_unreadable", message)
