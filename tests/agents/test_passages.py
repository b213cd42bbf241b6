"""From text, Markdown and PDF to passages."""

from __future__ import annotations

import zlib

import pytest

from agents.documents import reading
from agents.documents.passages import passages
from agents.documents.pdf import pages
from agents.documents.reading import media_type_of, read_document
from ledger.core.errors import Refused
from ledger.core.events import Passage

MARKDOWN = """Title
=====

Some words
over two lines.

Part
----
1. First
   goes on
2. Second
   - Below
   - Below too
- Another

**Bold line**

```
code # not a heading

- no item
```

| a | b |
|---|---|
| c | d |

Label:
- x

---
## Last ##
"""


def shown(text: str, *, markdown: bool = True) -> list[str]:
    return [f"{p.kind[0]}{p.level} {p.text}" for p in passages(text, markdown=markdown)]


def test_markdown_is_read_as_plans_are_written_in_it() -> None:
    """Headings of both forms, lists with levels, fences, tables row by row, labels before lists."""
    assert [
        "h1 Title",
        "t0 Some words over two lines.",
        "h2 Part",
        "i1 First goes on",
        "i1 Second",
        "i2 Below",
        "i2 Below too",
        "i1 Another",
        "h6 Bold line",
        "t0 code # not a heading\n\n- no item",
        "t0 a | b",
        "t0 c | d",
        "h6 Label",
        "i1 x",
        "h2 Last",
    ] == shown(MARKDOWN)


PLAIN = """Kickoff

We met. It was good.

ACTION ITEMS
* Write it
2.1 Scope
What is in it.
3. Rollout
Everything at once.
1. Do this
2. Do that
"""


def test_plain_text_has_headings_too() -> None:
    """A first line that stands alone, capitals, and numbers that are no list's."""
    assert [
        "h1 Kickoff",
        "t0 We met. It was good.",
        "h2 ACTION ITEMS",
        "i1 Write it",
        "h3 2.1 Scope",
        "t0 What is in it.",
        "h2 3. Rollout",
        "t0 Everything at once.",
        "i1 Do this",
        "i1 Do that",
    ] == shown(PLAIN, markdown=False)


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    """No passage is longer than the limit, and no word is lost."""
    text = " ".join(f"Sentence {n} says something or other." for n in range(200))
    found = list(passages(text, markdown=True))
    assert len(found) > 2
    assert all(len(p.text) <= 2_000 and p.text.endswith(".") for p in found)
    assert text == " ".join(p.text for p in found)
    unbroken = list(passages("x" * 4_500, markdown=True))
    assert [2_000, 2_000, 500] == [len(p.text) for p in unbroken]


def test_what_is_no_text_is_left_out() -> None:
    """Control characters, halves of surrogate pairs and byte order marks never get into the ledger."""
    assert ["t0 ab"] == shown("\ufeffa\x00\ud800\x07b")


@pytest.mark.parametrize(
    ("sent", "name", "expected"),
    [
        ("text/markdown; charset=utf-8", "x", "text/markdown"),
        ("text/x-markdown", "x", "text/markdown"),
        ("text/plain", "x.md", "text/markdown"),
        ("text/plain", "x.txt", "text/plain"),
        ("", "a.PDF", "application/pdf"),
        ("application/octet-stream", "notes.text", "text/plain"),
        ("application/pdf", "x.md", "application/pdf"),
    ],
)
def test_what_a_document_is(sent: str, name: str, expected: str) -> None:
    """Its content type says it, and its name where that says little."""
    assert expected == media_type_of(sent, name)


@pytest.mark.parametrize(("sent", "name"), [("image/png", "x.md"), ("", "x.docx"), ("", "x")])
def test_other_kinds_are_refused(sent: str, name: str) -> None:
    """By name, with what would be right."""
    with pytest.raises(Refused, match="Markdown, plain text or PDF") as refusal:
        media_type_of(sent, name)
    assert "unsupported_document" == refusal.value.code


def test_text_comes_in_utf_8_or_16() -> None:
    assert (Passage("ü"),) == read_document("ü".encode(), "text/plain")
    assert (Passage("ü"),) == read_document("ü".encode("utf-8-sig"), "text/plain")
    assert (Passage("ü"),) == read_document("ü".encode("utf-16"), "text/plain")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\x00", "document_unreadable"),
        (b" \n\n", "document_empty"),
        (b"%PDF-1.4\nno", "document_unreadable"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, code: str) -> None:
    """Each with a code of its own."""
    with pytest.raises(Refused) as refusal:
        read_document(content, "text/plain")
    assert code == refusal.value.code


@pytest.mark.parametrize(("name", "value"), [("MOST_PASSAGES", 2), ("MOST_CHARACTERS", 5)])
def test_a_document_has_limits(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    """Of passages and of characters."""
    monkeypatch.setattr(reading, name, value)
    with pytest.raises(Refused) as refusal:
        read_document(b"- one\n- two\n- three\n", "text/markdown")
    assert "document_too_long" == refusal.value.code


def pdf(*texts: str, trailer: str = "", length: int | None = None) -> bytes:
    """A PDF with these pages, each line of a text drawn for itself."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(texts)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    parts: list[bytes] = [item.encode() for item in objects]
    for n, text in enumerate(texts):
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
        drawn = f"BT /F1 12 Tf 72 720 Td {lines}ET".encode() if text else b""
        drawn += b" " * (length or 0)
        packed = zlib.compress(drawn)
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {5 + 2 * n} 0 R >>"
        stream = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        parts += [page.encode(), stream + packed + b"\nendstream"]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def test_a_pdf_is_read_page_by_page() -> None:
    """Each passage knows its page."""
    found = read_document(pdf("1. Scope\nAll of it.", "- Log in\n- Log out"), "application/pdf")
    assert (
        Passage("1. Scope", "heading", 2, 1),
        Passage("All of it.", page=1),
        Passage("Log in", "item", 1, 2),
        Passage("Log out", "item", 1, 2),
    ) == found


@pytest.mark.parametrize("bullet", ["\x7f ", "\uf0b7 ", "•", "▪\n", "\x7f\n"])
def test_items_of_pdfs_are_items_whatever_their_bullet(bullet: str) -> None:
    """Signs of other fonts, without a space behind them, or on a line of their own."""
    text = f"Work\n\n{bullet}Build it\n\n{bullet}Test it\n"
    found = [(p.kind, p.text) for p in passages(text, markdown=False, page=1)]
    assert [("heading", "Work"), ("item", "Build it"), ("item", "Test it")] == found


def test_a_heading_between_lists_needs_no_empty_line() -> None:
    """PDFs lose them; a line that ends before the margin does not go on in the next."""
    [page] = pages(pdf("Work\n\n\\267 Build it\n\n\\267 Test it\n\nNot now\n\n\\267 Payments"))
    found = [(p.kind, p.text) for p in passages(page, markdown=False, page=1)]
    assert [
        ("heading", "Work"),
        ("item", "Build it"),
        ("item", "Test it"),
        ("heading", "Not now"),
        ("item", "Payments"),
    ] == found


def test_a_pdf_is_known_by_its_first_bytes() -> None:
    """Whatever it was said to be."""
    assert (Passage("Hello there.", page=1),) == read_document(pdf("Hello there."), "text/plain")


def code_of(content: bytes, seconds: float = 20.0) -> str:
    with pytest.raises(Refused) as refusal:
        pages(content, seconds)
    return refusal.value.code


def test_a_scan_has_no_text() -> None:
    """Pages without text are pictures; that is said, and not taken for an empty document."""
    assert "document_empty" == code_of(pdf("", ""))


def test_a_bomb_ends_at_the_limit() -> None:
    """A stream that unpacks to more than the limit is not unpacked further."""
    bomb = pdf("boom", length=40_000_000)
    assert len(bomb) < 100_000
    assert "document_too_long" == code_of(bomb)


def test_time_and_pages_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is looked at before each page and each operand."""
    assert "document_too_long" == code_of(pdf("a"), seconds=-1)
    monkeypatch.setattr("agents.documents.pdf.MOST_PAGES", 1)
    assert "document_too_long" == code_of(pdf("a", "b"))


def test_an_encrypted_pdf_says_so() -> None:
    """It needs a password that nobody gave."""
    from io import BytesIO  # noqa: PLC0415

    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 (only here)

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("secret"))))
    writer.encrypt("password", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    assert "document_encrypted" == code_of(out.getvalue())


def test_a_broken_pdf_is_told() -> None:
    """Whatever pypdf makes of it."""
    assert "document_unreadable" == code_of(b"%PDF-1.4\n" + b"\x00" * 50)
