"""An instruction in which quoted text and known titles stand as single characters.

"Rename Deploy to staging to Ship" becomes "Rename ⟦0⟧ to Ship", so that no rule cuts a title in two or
takes a word inside quotes for an instruction. The characters are from a private plane of Unicode;
`original` puts everything back as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

FIRST, FIRST_TASK = 0x100000, 0xF0000
BLANK = chr(FIRST)  # stands for a blank that no rule may cut at
QUOTE = "[\U00100000-\U0010fffd]"
TASK = "[\U000f0000-\U000ffffd]"
MARK = "[\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
_PRIVATE = re.compile(MARK)
_QUOTED = re.compile(
    r'"(?P<a>[^"]+)"|“(?P<b>[^”]+)”|«(?P<c>[^»]+)»|„(?P<d>[^“”]+)[“”]|`(?P<e>[^`]+)`'
    r"|(?<!\w)'(?P<f>[^']+(?:'\w[^']*)*)'(?!\w)|(?<!\w)‘(?P<g>[^’]+(?:’\w[^’]*)*)’(?!\w)"
)

_TWO_WORDS = re.compile(r"\b(sub) (tasks?|items?|steps?)\b", re.IGNORECASE)

Kind = Literal["quote", "title", "several", "plain"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one character stands for: `raw` as written, `text` without quotes, `ids` of its tasks."""

    kind: Kind
    raw: str
    text: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """An instruction with its marks."""

    text: str
    marks: tuple[Mark, ...]

    def mark(self, character: str) -> Mark | None:
        """What a character stands for, or None for an ordinary one."""
        if not re.fullmatch(MARK, character):
            return None
        place = _place(character)
        return self.marks[place] if place < len(self.marks) else None

    def original(self, text: str) -> str:
        """A part of the instruction as it was written."""
        return _PRIVATE.sub(lambda m: self._raw(self.marks[_place(m[0])]), text)

    def _raw(self, mark: Mark) -> str:
        return mark.raw if mark.kind == "plain" else self.original(mark.raw)

    def with_task(self, raw: str, ids: Iterable[str], kind: Kind = "title") -> tuple[Marked, str]:
        """With one mark more, for words that mean tasks; and the character that stands for them."""
        mark = Mark(kind, raw, self.original(raw), tuple(ids))
        character = chr(FIRST_TASK + len(self.marks))
        return Marked(self.text, (*self.marks, mark)), character

    def free_text(self, text: str) -> str:
        """The same, and when all of it is one quotation, what is between the quotes."""
        text = text.strip()
        mark = self.mark(text)
        return mark.text if mark and mark.kind == "quote" else self.original(text).strip()


def _place(character: str) -> int:
    return ord(character) & 0xFFFF


def mark(instruction: str, titles: Mapping[str, Iterable[str]]) -> Marked:
    """Mark quotations, then the given titles (with the ids of the tasks called so), longest first."""
    marks: list[Mark] = [Mark("plain", " ", " ")]

    def stand_in(kind: Kind, raw: str, text: str, ids: Iterable[str] = ()) -> str:
        marks.append(Mark(kind, raw, text, tuple(ids)))
        return chr((FIRST_TASK if kind == "title" else FIRST) + len(marks) - 1)

    text = _PRIVATE.sub(lambda m: stand_in("plain", m[0], m[0]), instruction)
    text = _QUOTED.sub(lambda m: stand_in("quote", m[0], m[m.lastgroup or 0].strip()), text)
    low = text.lower()
    for title in sorted((t for t in titles if t.lower() in low), key=lambda t: (-len(t), t)):
        if title.lower() in text.lower():
            whole = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)", re.IGNORECASE)
            ids = titles[title]
            text = whole.sub(lambda m, ids=ids: stand_in("title", m[0], m[0], ids), text)  # type: ignore[misc]
    return Marked(_TWO_WORDS.sub(r"\1-\2", text), tuple(marks))
