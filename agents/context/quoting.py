"""Text of the plan as data in a prompt: it cannot end the block that it stands in, nor hide anything.

Every text goes through `neutral`. Our own tags, and the marks by which chat templates tell turns
apart, are broken there by another bracket, so that no text contains them; what is invisible is written
out. A text within a line has no line breaks, one of several lines has a bar before each of them, so
that no text can pass for a line of ours.
"""

from __future__ import annotations

import re
from unicodedata import category

TAGS: tuple[str, ...] = (
    "plan",
    "tasks",
    "changes",
    "rejected",
    "resting",
    "record",
    "instruction",
    "feedback",
    "document",
)
"""The blocks of a prompt. A new kind of block is named here first."""
TEMPLATE: tuple[str, ...] = (
    "system",
    "assistant",
    "user",
    "think",
    "tool_call",
    "tool_response",
    "function_calls",
)
TEMPLATE += ("start_of_turn", "end_of_turn", "bos", "eos", "s")

_OUR_TAG = re.compile(rf"[<＜﹤](?=\s*/?\s*(?:{'|'.join(TAGS + TEMPLATE)})\b)", re.IGNORECASE)
_TEMPLATE_MARK = re.compile(r"[<＜﹤](?=\s*[|｜]|<\s*/?\s*SYS)|\[(?=\s*/?\s*INST\b)", re.IGNORECASE)
_HIDDEN = re.compile(r"[^\S\n ]|[^\x20-\x7e\n]")
_JOINERS = "\u200c\u200d"
_HIDING = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_SELECTORS = range(0xE0100, 0xE01F0)


def block(tag: str, text: str) -> str:
    """A block of a prompt. `text` was made of neutral texts, or is one."""
    assert tag in TAGS, f"{tag} is no block of ours"
    return f"<{tag}>\n{text}\n</{tag}>"


def neutral(text: str) -> str:
    """The same text, without anything that could pass for the prompt's own structure."""
    shown = _HIDDEN.sub(_visible, text.replace("\r\n", "\n").replace("\t", "    "))
    return _TEMPLATE_MARK.sub(_broken, _OUR_TAG.sub("‹", shown))


def in_line(text: str) -> str:
    """A text within a line: line breaks are written out, and bars marked."""
    return neutral(text).replace("\n", "\\n").replace("|", "\\|")


def word(text: str) -> str:
    """A text that stands for one word: in quotes where it is more than that."""
    shown = in_line(text)
    return shown if re.fullmatch(r"[\w.@+/-]+", shown) else '"' + shown.replace('"', "'") + '"'


def barred(text: str, indent: str = "") -> str:
    """A text of several lines, each behind a bar."""
    return "\n".join(f"{indent}| {line}".rstrip() for line in neutral(text).split("\n"))


def shortened(text: str, most: int) -> str:
    """At most so many characters of a text, and how many were left out."""
    if len(text) <= most:
        return text
    return f"{text[:most].rstrip()} … ({len(text) - most:,} characters more)"


def _broken(mark: re.Match[str]) -> str:
    return "(" if mark[0] == "[" else "‹"


def _visible(found: re.Match[str]) -> str:
    """A character as it is, or its code where nobody would see it."""
    char = found[0]
    if char in _JOINERS and _joins(found.string, found.start()):
        return char
    if category(char) in _HIDING or ord(char) in _SELECTORS:
        code = ord(char)
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char if category(char) != "Zs" else " "


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between two characters that it can join: in many scripts, and in emoji."""
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(beside) == 2 and not any(c.isascii() or category(c) in _HIDING for c in beside)
