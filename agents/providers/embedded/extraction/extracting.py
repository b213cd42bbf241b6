"""The passages of a document → the tasks that it asks for, each with the passage that it comes from.

A heading is a milestone, an item of a list a task, an item below it a sub-task. In running text a
sentence is a task when it says so ("TODO: …", "must", "shall"). What only tells becomes the description
of what it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from agents.ports import Source
from agents.providers.embedded.extraction.phrases import Phrase, gives_work, phrase, plain
from agents.providers.embedded.extraction.sections import Purpose, purpose_of, without_number
from agents.providers.embedded.extraction.tables import columns, is_row, row
from ledger.core.events import Passage

MOST_TASKS = 400
LONGEST_DESCRIPTION = 4_000
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-z])")
_ASKS = re.compile(
    r"^(?:todo|to-do|action(?: item)?|ai|next step|follow[- ]?up|fixme)\s*[:\-–]"
    r"|\b(?:must|shall|has to|have to|needs? to)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"@?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
_BOXED = re.compile(r"^\[[ xX~/-]\]\s")


@dataclass
class Extracted:
    """A task of the document. `number`: the passage; `level`: of the heading, 0 for no heading."""

    phrase: Phrase
    number: int
    level: int = 0
    below: list[Extracted] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Extracted]:
        """It and all below it, parents first."""
        yield self
        for task in self.below:
            yield from task.walk()


@dataclass
class Extract:
    """What a document asks for. `title` and its passage; `excluded`: what is not part of it.

    `left_out`: how many tasks more it asks for than a plan takes.
    """

    title: str
    number: int | None
    summary: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    tasks: list[Extracted] = field(default_factory=list)
    unused: int = 0
    left_out: int = 0


@dataclass
class _Section:
    """Where the reading is: under which heading, and what its items belong to."""

    level: int
    purpose: Purpose
    task: Extracted | None


def extract(source: Source, today: date, most: int = MOST_TASKS) -> Extract:
    """Read a document, up to so many tasks. Deterministic."""
    return _Extracting(source, today, most).read()


class _Extracting:
    def __init__(self, source: Source, today: date, most: int) -> None:
        self.most = most
        self.passages = source.passages
        self.today = today
        self.people = _people(source.passages)
        self.title_at = _title_at(source.passages)
        self.found = Extract(*_title(source, self.title_at))
        self.sections: list[_Section] = []
        self.items: list[tuple[int, Extracted]] = []
        self.columns: tuple[str, ...] = ()
        self.count = 0

    def read(self) -> Extract:
        """Passage by passage."""
        for number, passage in enumerate(self.passages, start=1):
            if number - 1 == self.title_at:
                continue
            if not is_row(passage.text):
                self.columns = ()
            if passage.kind == "heading":
                self._heading(number, passage)
            elif passage.kind == "item":
                self._item(number, passage)
            elif not self._row(number, passage.text):
                self.items = []
                self._text(number, passage.text)
        self.found.tasks = [task for task in self.found.tasks if _asks_for_something(task)]
        return self.found

    def _heading(self, number: int, passage: Passage) -> None:
        self.items = []
        while self.sections and self.sections[-1].level >= passage.level:
            self.sections.pop()
        said = plain(passage.text)
        purpose = purpose_of(said)
        if _names_people(said):
            return
        above = self.sections[-1] if self.sections else None
        if above and above.purpose not in ("work", "wrapper", "actions") and purpose == "work":
            purpose = above.purpose  # what stands under "Background" is background
        task = above.task if above else None
        if purpose == "work":
            made = Extracted(Phrase(""), number, passage.level)
            made.phrase = phrase(without_number(passage.text), self.today, self.people)
            self._add(made, task)
            task = made
        self.sections.append(_Section(passage.level, purpose, task))

    def _item(self, number: int, passage: Passage) -> None:
        purpose = self._purpose()
        if purpose == "telling" and _BOXED.match(passage.text):
            purpose = "actions"
        if purpose in ("work", "wrapper", "actions"):
            self._task_of_item(number, passage)
        elif purpose == "criteria" and self._task() is not None:
            self._owner_of_criteria().criteria.append(plain(passage.text))
        elif purpose == "questions":
            self._settle(number, passage.text)
        elif purpose == "excluded":
            self.found.excluded.append(plain(passage.text).rstrip("."))
        elif purpose == "telling" and self._asks(passage.text):
            self._add(self._made(number, passage.text), None)
        else:
            self.found.unused += 1

    def _task_of_item(self, number: int, passage: Passage) -> None:
        while self.items and self.items[-1][0] >= passage.level:
            self.items.pop()
        task = self._made(number, passage.text)
        self._add(task, self.items[-1][1] if self.items else self._task())
        self.items.append((passage.level, task))

    def _row(self, number: int, text: str) -> bool:
        """Whether it is a row of a table of tasks, which then is one."""
        if not is_row(text):
            return False
        if not self.columns:
            self.columns = columns(text)
            return bool(self.columns)
        said = row(text, self.columns, self.today, self.people)
        if said is not None:
            self._add(Extracted(said, number), self._task())
        return True

    def _text(self, number: int, text: str) -> None:
        purpose = self._purpose()
        if purpose in ("people", "criteria", "excluded", "questions") or _names_people(plain(text)):
            self.found.unused += 1
            return
        asking = [said for said in _SENTENCE.split(text) if self._asks(said)]
        if purpose == "work" and (task := self._task()) is not None and asking != [text]:
            task.telling.append(plain(text))
        if asking and purpose != "telling":
            for sentence in asking:
                self._add(self._made(number, sentence), self._task())
        elif purpose == "work":
            pass
        elif asking and any(_ASKS.match(said) or gives_work(said, self.people) for said in asking):
            for sentence in asking:
                self._add(self._made(number, sentence), None)
        elif not self.found.tasks and not (self.sections and self.found.summary):
            self.found.summary.append(plain(text))
        else:
            self.found.unused += 1

    def _asks(self, sentence: str) -> bool:
        return bool(_ASKS.search(sentence)) or gives_work(sentence, self.people)

    def _settle(self, number: int, text: str) -> None:
        made = self._made(number, text)
        made.phrase.title = f"Settle: {made.phrase.title}"
        self._add(made, None)

    def _made(self, number: int, text: str) -> Extracted:
        return Extracted(phrase(text, self.today, self.people), number)

    def _add(self, task: Extracted, parent: Extracted | None) -> None:
        if not re.search(r"\w{2}", task.phrase.title):
            self.found.unused += 1
            return
        if self.count >= self.most:
            self.found.left_out += 1
            return
        self.count += 1
        (self.found.tasks if parent is None else parent.below).append(task)

    def _purpose(self) -> Purpose:
        return self.sections[-1].purpose if self.sections else "wrapper"

    def _task(self) -> Extracted | None:
        return self.sections[-1].task if self.sections else None

    def _owner_of_criteria(self) -> Extracted:
        task = self._task()
        assert task is not None
        return task


def _asks_for_something(task: Extracted) -> bool:
    """Whether a milestone has any task below it or says at least what it is."""
    task.below = [child for child in task.below if _asks_for_something(child)]
    return bool(not task.level or task.below or task.telling or task.criteria)


def _title(source: Source, at: int | None) -> tuple[str, int | None]:
    """The title and the number of its passage: the document's name where "Notes" is all it says."""
    if at is not None and purpose_of(plain(source.passages[at].text)) == "work":
        title, number = plain(without_number(source.passages[at].text)), at + 1
    else:
        title, number = source.name.rsplit(".", 1)[0] or source.name, None
    return " ".join(title.replace("_", " ").split())[:200], number


def _title_at(passages: Sequence[Passage]) -> int | None:
    """The place of the document's title: its first heading, where no other stands as high."""
    headings = [(at, p) for at, p in enumerate(passages) if p.kind == "heading"]
    if not headings or headings[0][0] > 1:
        return None
    at, first = headings[0]
    others = [p.level for _, p in headings[1:]]
    return at if all(level > first.level for level in others) else None


def _names_people(text: str) -> bool:
    """Whether a line lists who takes part: "Attendees: Ann, Bob"."""
    label, _, rest = text.partition(":")
    return bool(rest.strip()) and purpose_of(label) == "people"


def _people(passages: Sequence[Passage]) -> frozenset[str]:
    """The names in a list of people, and those that are mentioned with an @."""
    found: set[str] = set()
    listing = False
    for passage in passages:
        text = plain(passage.text)
        if passage.kind == "heading" and not _names_people(text):
            listing = purpose_of(text) == "people"
            continue
        if listing or _names_people(text):
            found |= set(_NAME.findall(text.partition(":")[2] or text))
    return frozenset(found | {name.split()[0] for name in found})
