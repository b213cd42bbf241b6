"""The messages that the model learns from, as `messages/*.txt` have them (README.md says how)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from agents.providers.embedded.labels.words import Known, Word, words

HERE = Path(__file__).parent / "messages"
SPAN = re.compile(r"\{([\w.=]+):([^{}]*)\}")
_TASK = re.compile(r"\s*T\d+ (?P<title>.*)")
_MENTION = re.compile(r"\s[@#]\S+")
_OUTSIDE = re.compile(r"(?:the|a|an) (?=\S)|[\"“”']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Message:
    """A message about a plan of which `known` is known, and the label of each of its words."""

    text: str
    known: Known
    words: tuple[Word, ...]
    labels: tuple[str, ...]


def messages(file: Path) -> Iterator[Message]:
    """The messages of a file, in their order."""
    for plan, text in texts(file):
        yield _message(text, _known(plan))


def texts(file: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """The messages of a file as they are marked, each with the plan that it is about."""
    plan: tuple[str, ...] = ()
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# plan"):
            plan = ()
        elif task := _TASK.fullmatch(line):
            plan = (*plan, task["title"])
        elif line.startswith("> "):
            yield plan, line[2:]


def plans(file: Path) -> list[list[str]]:
    """The plans of a file: the titles of each, with the names and tags beside them."""
    found: list[list[str]] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# plan"):
            found.append([])
        elif task := _TASK.fullmatch(line):
            found[-1].append(task["title"])
    return [plan for plan in found if plan]


def marked(text: str, plan: Sequence[str]) -> Message:
    """A message from how it is marked."""
    return _message(text, _known(tuple(plan)))


@lru_cache(maxsize=1)
def _known(plan: tuple[str, ...]) -> Known:
    return Known.of(
        (_MENTION.sub("", title) for title in plan),
        (name for title in plan for name in re.findall(r"\s@(\S+)", title)),
        (tag for title in plan for tag in re.findall(r"\s#(\S+)", title)),
    )


def _message(marked: str, known: Known) -> Message:
    text, spans = "", list[tuple[str, int, int]]()
    place = 0
    for span in SPAN.finditer(marked):
        text += marked[place : span.start()]
        spans.append((span[1], *_trimmed(span[2], len(text))))
        text += span[2]
        place = span.end()
    text += marked[place:]
    found = words(text)
    return Message(text, known, tuple(found), tuple(_label(word, spans) for word in found))


def _trimmed(said: str, start: int) -> tuple[int, int]:
    """Where a span begins and ends without the articles and quotes at its ends."""
    end = start + len(said.rstrip("\"“”'"))
    begins = start
    while (outside := _OUTSIDE.match(said, begins - start)) and begins + len(outside[0]) < end:
        begins += len(outside[0])
    return begins, end


def _label(word: Word, spans: list[tuple[str, int, int]]) -> str:
    for label, start, end in spans:
        if start <= word.start and word.end <= end:
            return ("B-" if word.start == start else "I-") + label
    return "O"
