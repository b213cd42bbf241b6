"""A document that was sent → its passages, whatever it was written in.

Blocks: to be called from a worker thread. Every limit is one of ours, so that no document can keep a
thread or take the memory: bytes (the door), pages, seconds, characters, passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from agents.documents.passages import passages
from ledger.core.errors import Refused, refused
from ledger.core.events import Passage

MOST_CHARACTERS = 1_000_000
MOST_PASSAGES = 5_000
PDF = "application/pdf"
PLAIN = "text/plain"
MARKDOWN: Final = ("text/markdown", "text/x-markdown")
ENDINGS: Final = {
    ".md": MARKDOWN[0],
    ".markdown": MARKDOWN[0],
    ".txt": PLAIN,
    ".text": PLAIN,
    ".pdf": PDF,
}
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
"""What no text has, but programs and pictures do; an escape may colour one."""
VAGUE: Final = ("", "application/octet-stream", PLAIN)
"""Types that say less than the name of a file does."""


def media_type_of(sent: str, name: str) -> str:
    """What a document is, by its content type or, where that says little, by its name.

    Raises Refused (`unsupported_document`).
    """
    said = sent.split(";", maxsplit=1)[0].strip().lower()
    ending = f".{name.rpartition('.')[2]}".lower() if "." in name else ""
    if said in VAGUE:
        said = ENDINGS.get(ending, said)
    if said in (PDF, PLAIN, *MARKDOWN):
        return MARKDOWN[0] if said in MARKDOWN else said
    message = f"A document is Markdown, plain text or PDF, not {said[:60] or 'of unknown type'!a}."
    raise refused("unsupported_document", message, field="content-type")


def read_document(content: bytes, media_type: str) -> tuple[Passage, ...]:
    """The passages of a document.

    Raises Refused: `document_unreadable`, `document_encrypted`, `document_empty`, `document_too_long`.
    """
    if media_type == PDF or content.startswith(b"%PDF-"):
        from agents.documents.pdf import pages  # noqa: PLC0415 (loads pypdf)

        found = _of_pages(pages(content))
    else:
        found = passages(_decoded(content), markdown=media_type != PLAIN)
    return _within_limits(found)


def _of_pages(pages: Iterable[str]) -> Iterator[Passage]:
    for number, text in enumerate(pages, start=1):
        yield from passages(text, markdown=False, page=number)


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_text(f"byte {error.start}") from None
    if control := _NO_TEXT.search(text):
        raise _not_text(f"character {control.start()}")
    return text


def _not_text(place: str) -> Refused:
    message = f"The document is neither text in UTF-8 or UTF-16 nor a PDF ({place})."
    return refused("document_unreadable", message)


def _within_limits(found: Iterable[Passage]) -> tuple[Passage, ...]:
    kept: list[Passage] = []
    size = 0
    for passage in found:
        kept.append(passage)
        size += len(passage.text)
        if size > MOST_CHARACTERS or len(kept) > MOST_PASSAGES:
            message = (
                f"A document has at most {MOST_CHARACTERS:,} characters of text in"
                f" {MOST_PASSAGES:,} passages: send a part of it."
            )
            raise refused("document_too_long", message)
    if not kept:
        raise refused("document_empty", "There is no text in the document.")
    return tuple(kept)
