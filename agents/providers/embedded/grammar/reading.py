"""How a clause is read: rules in order, each at every place where its words fit.

A rule is a pattern and what to do with its parts. `<a>` in a pattern is any text, taken as short as
possible; where that does not lead anywhere, the next longer reading is tried ("rename deploy to stage
to Ship" has two). A rule declines what is not its kind of thing, asks where something is unclear, or
fills the `Reading` with edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from agents.edits import PROJECT, Edit
from agents.providers.embedded.references.marked import BLANK, MARK
from agents.providers.embedded.references.matching import EXACT, SURE
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Declined, Scene, Tell, shortened
from agents.providers.embedded.terms.vocabulary import POINTS, listed
from ledger.core.errors import Refused
from ledger.core.model import Project, Task

MOST_READINGS = 12
REF = rf"(?:(?:task|item|step)s? )?#?t?\d+(?:\.\d+)*|{MARK}|it|them|everything"
_AROUND = re.compile(r"^(?:the|our|my) | (?:stuff|things|part|work|bits)$", re.IGNORECASE)
"""What is said around the name of the one task that is called so: "the legal stuff"."""
_PROJECT = re.compile(
    r"(?:the |this |our |my |whole |entire )*(?:project|plan)(?: itself)?", re.IGNORECASE
)
_NO_TASK = re.compile(
    r"(?:we|i|you|there|what|who|which|how|when|why|nobody|somebody)\b(?! tasks?)", re.IGNORECASE
)
_ADDING = re.compile(
    r"(?:add|insert|include|append|create|introduce|new (?:sub-?)?(?:task|item|step))\b:? ",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(
    r"(?:an?|another|one more) (?:\S+ ){0,4}?(?:sub-?)?(?:task|item|step|milestone)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a field is set on: a task, or the project as a whole."""

    handle: str
    label: str
    now: Task | Project

    @property
    def task(self) -> Task:
        """The task. Raises Tell where only a task has what is asked for."""
        if isinstance(self.now, Project):
            raise Tell("That is something of a task, not of the project.")
        return self.now


class Reading:
    """What a clause means: edits in order, what they are about, and a sentence for the person."""

    def __init__(self, scene: Scene, clause: str = "") -> None:
        self.scene = scene
        self.clause = clause
        self.confidence = EXACT
        self.edits: list[Edit] = []
        self.sentences: list[str] = []
        self.about: tuple[str, ...] = ()
        self.created: list[str] = []
        self.head = ""
        self.open_ended = False

    def tasks(self, phrase: str) -> list[Task]:
        """The tasks that a phrase means, at least one. Raises Ask or Tell."""
        if _NO_TASK.match(phrase) or _INDEFINITE.match(phrase) or self._would_add(phrase):
            raise Declined
        found = find(self.scene, phrase)
        self.confidence = min(self.confidence, found.confidence)
        return [self.scene.tree.tasks[id] for id in found.ids]

    def _would_add(self, phrase: str) -> bool:
        """Whether the words before a verb begin a new task: "add tests that depend on 3"."""
        if not _ADDING.match(phrase):
            return False
        return self.scene.all_titles.find(self.original(phrase)).confidence < SURE

    def task(self, phrase: str) -> Task:
        """The one task that a phrase means."""
        tasks = self.tasks(phrase)
        if len(tasks) == 1:
            return tasks[0]
        words = self.original(phrase)
        called = self.scene.titles.exactly(_AROUND.sub("", words)).ids
        if len(called) == 1 and called[0] in {task.id for task in tasks}:
            return self.scene.tree.tasks[called[0]]
        ask = Ask(f"one of {words}", f"Which one of “{words}”?", (task.id for task in tasks))
        answer = self.scene.answers.get(ask.key)
        if answer is None:
            raise ask
        return self.task(answer)

    def targets(self, phrase: str) -> list[Target]:
        """Tasks, or the project when the phrase says so."""
        project = self.scene.tree.project
        if project is not None and self.names_project(phrase):
            return [Target(PROJECT, "the project", project)]
        tasks = self.tasks(phrase)
        self.about = tuple(task.id for task in tasks)
        return [Target(self.scene.handle(task), self.scene.label(task), task) for task in tasks]

    def names_project(self, phrase: str) -> bool:
        """Whether the phrase means the project as a whole."""
        return bool(_PROJECT.fullmatch(phrase.replace(BLANK, " ").strip()))

    def handle(self, task: Task) -> str:
        """How edits name a task."""
        return self.scene.handle(task)

    def names(self, tasks: Iterable[Task]) -> str:
        """Tasks in a sentence: each by name, or how many they are."""
        return count_or_list([self.scene.label(task) for task in tasks])

    def names_of(self, targets: Iterable[Target]) -> str:
        """Targets in a sentence."""
        return count_or_list([target.label for target in targets])

    def original(self, text: str) -> str:
        """A part of the clause as it was written."""
        return self.scene.marked.original(text).strip()

    def free_text(self, text: str) -> str:
        """The same as a value, without quotes around it."""
        return self.scene.marked.free_text(text.replace(BLANK, " ")).strip()

    def create(self, title: str, **fields: Any) -> str:
        """Create a task; gives its handle. Raises Declined where its title only points at something."""
        if POINTS.fullmatch(title):
            raise Declined
        place = self.scene.created + len(self.created)
        handle = f"N{place + 1}"
        self.edits.append(Edit("create", handle, title=title, **fields))
        self.created.append(self.scene.made_up_id(place))
        return handle

    def update(self, handle: str, **fields: Any) -> None:
        """Change a target."""
        self.edits.append(Edit("update", handle, **fields))

    def delete(self, task: Task) -> None:
        """Remove a task."""
        self.edits.append(Edit("delete", self.handle(task)))

    def delete_project(self) -> None:
        """Remove the project."""
        self.edits.append(Edit("delete", PROJECT))

    def say(self, sentence: str) -> None:
        """Tell the person what is done."""
        self.sentences.append(sentence)

    def asked(self, key: str, question: str, options: Iterable[str] = ()) -> str:
        """The person's answer to a question. Raises Ask when they were not asked yet."""
        ask = Ask(key, question, options=options)
        answer = self.scene.answers.get(ask.key)
        if answer is None:
            raise ask
        return answer


Act = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`free`: it takes any words for a new title, so it must not swallow what another rule asks about."""

    pattern: re.Pattern[str]
    act: Act
    free: bool = False


class Rules(list[Rule]):
    """The rules of a family, in order."""

    def rule(self, *patterns: str, free: bool = False) -> Callable[[Act], Act]:
        """Let a function read the clauses that fit one of the patterns."""

        def keep(act: Act) -> Act:
            for pattern in patterns:
                grouped = re.sub(r"(?<!\?P)<(\w+)>", r"(?P<\1>.+?)", pattern)
                self.append(Rule(re.compile(grouped, re.IGNORECASE | re.DOTALL), act, free))
            return act

        return keep


def read(clause: str, scene: Scene, rules: Iterable[Rule]) -> Reading | None:
    """The clause by the first rule that can make sense of it; None when no rule's words fit.

    Raises the Ask or Tell of the rule that came nearest when rules fit but none made sense.
    """
    problems: list[Ask | Tell] = []
    for rule in rules:
        # Of some two hundred rules one or two fit: nothing is begun for the others.
        if (rule.free and problems) or not rule.pattern.fullmatch(clause):
            continue
        best = _best(rule, clause, scene, problems)
        if best is not None:
            return best
    if problems:
        raise min(problems, key=urgency)
    return None


def _best(rule: Rule, clause: str, scene: Scene, problems: list[Ask | Tell]) -> Reading | None:
    best: Reading | None = None
    for match in _matches(rule.pattern, clause):
        reading = Reading(scene, clause)
        try:
            rule.act(reading, **{k: v for k, v in match.groupdict().items() if v is not None})
        except Declined:
            continue
        except (Ask, Tell) as problem:
            problems.append(problem)
            continue
        if best is None or reading.confidence > best.confidence:
            best = reading
            best.head = best.head or _head(match)
        if best.confidence >= SURE:
            break
    return best


def _matches(pattern: re.Pattern[str], clause: str) -> Iterator[re.Match[str]]:
    for _ in range(MOST_READINGS):
        match = pattern.fullmatch(clause)
        if match is None:
            return
        yield match
        end = match.end("a") if match.groupdict().get("a") else len(clause)
        if not clause[end : end + 1].isspace():
            return
        clause = clause[:end] + BLANK + clause[end + 1 :]


def _head(match: re.Match[str]) -> str:
    """The words before what a clause is about: "assign " of "assign 2 to Ann"."""
    return match.string[: match.start("a")] if match.groupdict().get("a") else ""


def urgency(problem: Ask | Tell) -> int:
    """Which problem to come up with: which of several tasks, why it cannot be, what is not known."""
    if isinstance(problem, Tell):
        return 1
    return 0 if problem.ids else 3 if problem.near else 2


def count_or_list(labels: list[str]) -> str:
    """A few by name, many as a number."""
    return listed(labels) if len(labels) <= 3 else f"{len(labels)} tasks"


def quoted(text: str) -> str:
    """A value in a sentence."""
    return f"“{shortened(text)}”"


def scene_after(scene: Scene, reading: Reading | None) -> Scene | None:
    """The scene when what was read is done; None where nothing was, or the plan does not allow it."""
    if reading is None:
        return None
    try:
        return scene.after(reading.edits, reading.about)
    except Refused:
        return None
