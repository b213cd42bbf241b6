"""Text and Markdown → passages: headings, items of lists, paragraphs, in their order.

Markdown is read as far as plans are written in it (CommonMark's headings, lists, fences; tables row by
row). In plain text, and in what comes out of a PDF, a heading is a short line that stands alone, is
numbered ("2.1 Scope") or ends with a colon before a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ledger.core.events import Passage

LONGEST = 2_000
"""Characters of a passage; a longer paragraph is divided between sentences."""
SHORT_LINE = 70
WRAPPED = 45
"""Characters that a line has at least where its text goes on in the next."""
TAB = 4

FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
RULE = re.compile(r"\s{0,3}(?:[-*_]\s*){3,}$")
ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?:[-*+•◦▪‣●○–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)](?=\s))\s+|[•◦▪‣●○])(?P<text>[^\s•].*)$"
)
NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?P<text>[^\W\d_].*)$")
LABEL = re.compile(r"(?:\*\*|__)(.{2,}?):?(?:\*\*|__):?|([^\W\d_][^.!?|]{1,60}):")
TABLE = re.compile(r"\s*\|.*\|\s*$")
TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-z])")
FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:[\w-]+:.*\n|[ \t]+.*\n|- .*\n)+---[ \t]*(?:\n|$)")
BULLET = re.compile("^([ \t]*)[\x7f\uf0b7\uf0a7\uf0d8➢➤■□·∙]", re.MULTILINE)
"""Signs of lists as fonts of PDFs have them."""
BULLET_ALONE = re.compile(r"^([ \t]*[•◦▪‣●○])[ \t]*\n[ \t]*(?=\S)", re.MULTILINE)
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff]")


def passages(text: str, *, markdown: bool, page: int | None = None) -> Iterator[Passage]:
    """The passages of a text. `page`: that of the PDF that it is on."""
    clean = NOT_TEXT.sub("", _with_bullets(text))
    if markdown and (matter := FRONT_MATTER.match(clean)):  # it tells about the file
        clean = clean[matter.end() :]
    reading = _Reading(clean.expandtabs(TAB).split("\n"), markdown)
    for kind, level, said in reading.blocks():
        for part in _parts(said):
            yield Passage(part, kind, level, page)


def _with_bullets(text: str) -> str:
    """The text with one kind of line end, and a bullet before each item that has one of any kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return BULLET_ALONE.sub(r"\1 ", BULLET.sub(r"\1•", text))


class Block(NamedTuple):
    """Lines that belong together."""

    kind: Literal["text", "heading", "item"]
    level: int
    text: str


def _parts(text: str) -> Iterator[str]:
    """A block as passages: whole, or divided between its sentences where it is too long."""
    gathered = ""
    for sentence in SENTENCE.split(text) if len(text) > LONGEST else [text]:
        if gathered and len(gathered) + len(sentence) >= LONGEST:
            yield gathered
            gathered = ""
        gathered = f"{gathered} {sentence}".strip()
        while len(gathered) > LONGEST:
            yield gathered[:LONGEST]
            gathered = gathered[LONGEST:]
    yield gathered


class _Reading:
    """The lines on their way: what is gathered is a block once a line begins another."""

    def __init__(self, lines: list[str], markdown: bool) -> None:
        self.lines = lines
        self.markdown = markdown
        self.gathered: list[str] = []
        self.item = 0
        self.indents: list[int] = []
        self.fence = ""

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        for place, line in enumerate(self.lines):
            if self.fence or FENCE.match(line):
                yield from self._fenced(line)
                continue
            begun = self._begun(place, line)
            if begun is not None or not line.strip():
                yield from self._ended()
            if begun is not None and begun.kind != "item":
                self.indents = []
                yield begun
            elif begun is not None:
                self.gathered, self.item = [begun.text], begun.level
            elif line.strip() and not RULE.match(line) and not TABLE_RULE.match(line):
                self.gathered.append(line.strip())
        yield from self._ended()

    def _begun(self, place: int, line: str) -> Block | None:
        """The block that a line begins: a heading and a row of a table are whole with it."""
        heading = self._heading(place, line)
        if heading is not None or TABLE_RULE.match(line) or RULE.match(line):
            return heading
        if item := ITEM.match(line):
            return Block("item", self._level(len(item["indent"])), item["text"].strip())
        if TABLE.match(line):
            return Block("text", 0, line.strip().strip("|").strip())
        return None

    def _heading(self, place: int, line: str) -> Block | None:
        if found := HASHES.match(line):
            return Block("heading", len(found[1]), found[2])
        if self.markdown and len(self.gathered) == 1 and not self.item and UNDERLINE.match(line):
            return Block("heading", 1 if "=" in line else 2, self.gathered.pop())
        said = line.strip()
        if not said or len(said) > SHORT_LINE or TABLE.match(line):
            return None
        if (label := LABEL.fullmatch(said)) and (self._alone(place) or self._before_items(place)):
            return Block("heading", 6, label[1] or label[2])
        return None if self.markdown else self._plain_heading(place, said)

    def _plain_heading(self, place: int, said: str) -> Block | None:
        if said[-1] in ".,;!?":
            return None
        if numbered := NUMBERED.fullmatch(said):
            depth = numbered["number"].count(".") + 1
            if depth > 1 or not self._in_a_numbered_list(place):
                return Block("heading", depth + 1, said)
            return None
        if ITEM.match(said) or not said[0].isalpha():
            return None
        if said.isupper() and len(said) > 3:
            return Block("heading", 2, said)
        if self._between_lists(place) and said[0].isupper():
            return Block("heading", 2, said)
        if self._alone(place) and said[0].isupper():
            return Block("heading", 1 if place == 0 else 2, said)
        return None

    def _alone(self, place: int) -> bool:
        """Whether there is nothing directly above a line, nor below it but a list."""
        return not self._line(place - 1) and (
            not self._line(place + 1) or self._before_items(place)
        )

    def _between_lists(self, place: int) -> bool:
        """Whether a line stands between two lists, the item above it too short to go on in it."""
        above = self._line(place - 1)
        is_item = bool(self.item and ITEM.match(above)) and len(above) < WRAPPED
        return is_item and bool(ITEM.match(self._line(place + 1)))

    def _before_items(self, place: int) -> bool:
        following = (line for line in self.lines[place + 1 : place + 3] if line.strip())
        return bool(ITEM.match(next(following, "")))

    def _in_a_numbered_list(self, place: int) -> bool:
        """Whether the next or the last line before is numbered, too: "1. Do this", "2. Do that"."""
        before = [line for line in self.lines[max(0, place - 3) : place] if line.strip()]
        after = [line for line in self.lines[place + 1 : place + 4] if line.strip()]
        near = [*before[-1:], *after[:1]]
        return any((found := NUMBERED.fullmatch(line.strip())) and "." not in found["number"]
                   for line in near)  # fmt: skip

    def _line(self, place: int) -> str:
        return self.lines[place].strip() if 0 <= place < len(self.lines) else ""

    def _level(self, indent: int) -> int:
        while self.indents and self.indents[-1] >= indent:
            self.indents.pop()
        self.indents.append(indent)
        return len(self.indents)

    def _fenced(self, line: str) -> Iterator[Block]:
        """Code is one passage; it ends where its fence does."""
        mark = FENCE.match(line)
        if not self.fence and mark is not None:
            yield from self._ended()
            self.fence = mark[1]
        elif mark is not None and mark[1].startswith(self.fence):
            self.fence = ""
            yield from self._ended("\n")
        else:
            self.gathered.append(line)

    def _ended(self, joint: str = " ") -> Iterator[Block]:
        text = joint.join(self.gathered).strip()
        if text:
            yield Block("item", self.item, text) if self.item else Block("text", 0, text)
        self.gathered, self.item = [], 0
