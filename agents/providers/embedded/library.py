"""The knowledge base: outlines of plans, one YAML file a kind, read when one is first wanted.

    knowledge/index.yaml        which words of a goal choose which kind: the only file read at start
    knowledge/steps.yaml        how any task is broken down, by the verb of its title
    knowledge/outlines/*.yaml   the kinds: tasks → sub-tasks → steps, or tasks → steps

A step (the lowest level) is one line: `title | time | how to tell that it is done | after 1 2`. The last
part may be left out: a step comes after the one before it ("after none": it can begin at once). Where a
task has steps at once, they are broken down further by their verbs.
Times are written only there, as `30m`, `2h`, `3d` (8 hours a day); a task takes as long as its steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from agents.providers.embedded.lexicon import read, text_of
from agents.providers.embedded.nouns import in_sentence
from agents.providers.embedded.words import stem
from ledger.core.model import Priority

UNITS = {"m": 1, "h": 60, "d": 480}
GENERAL = "general"
HEADINGS = re.compile(r"^(?:  (\w+):| {4}title: (.+)| {6}(\w+):| {8}title: (.+))$", re.MULTILINE)


class StepFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sub-task as it is written. `after` names sub-tasks of the same task."""

    title: str
    about: str
    done: tuple[str, ...]
    steps: tuple[str, ...]
    after: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class TaskFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A top-level task as it is written. Where it has steps at once, `about` it they are named, too."""

    title: str
    done: tuple[str, ...]
    steps: dict[str, StepFile] | tuple[str, ...]
    about: str = ""
    after: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    priority: Priority = "medium"


class PartFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the whole kind appears as one task of a larger plan.

    `share`: percent of the time that it takes there, where it is one concern among others.
    """

    title: str
    about: str
    done: tuple[str, ...]
    share: int = 100


class JointFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where parts of other kinds go in: after these tasks, before those.

    `any`: what the goal wants "with" it becomes a part too when no kind is known for it.
    """

    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    any: bool = False


class OutlineFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of plan. `thing` is what it makes when the goal does not say; `slots` likewise.

    `suits`: how the names of such things end; any other becomes one by `wrap` ("model for {thing}").
    """

    about: str
    thing: str
    summary: str
    tasks: dict[str, TaskFile]
    tags: tuple[str, ...] = ()
    slots: dict[str, str] = {}
    part: PartFile | None = None
    suits: tuple[str, ...] = ()
    wrap: str = "{thing}"
    joint: JointFile = JointFile()


class WordsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What chooses a kind: "move|relocate office" wants one word of each group; hints weigh less."""

    words: tuple[str, ...]
    hints: tuple[str, ...] = ()


class IndexFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """index.yaml. `verbs`: those that lead to a kind when no word chooses another.

    `makes`: kinds whose plan makes the thing; `loose`: verbs that may mean making, too. `products`: what
    is to be made where no verb says so.
    """

    kinds: dict[str, WordsFile]
    verbs: dict[str, tuple[str, ...]]
    makes: tuple[str, ...]
    loose: tuple[str, ...]
    products: tuple[str, ...]


class VerbFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to break down any task: `verbs` that call for it, `steps` with percent in place of time.

    `below`: the steps of each step. `things`: what is made this way though the verb is "write".
    `person`: what the title is about ends before "for", "about" and the like.
    """

    verbs: tuple[str, ...]
    steps: tuple[str, ...]
    below: tuple[tuple[str, ...], ...]
    things: tuple[str, ...] = ()
    person: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A task of an outline at any level, its text still with placeholders. `minutes`: all of it."""

    path: str
    title: str
    about: str
    done: tuple[str, ...]
    minutes: int
    after: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    priority: Priority = "medium"
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Every node below this one, parents first."""
        for child in self.children:
            yield child
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of plan, ready for use. `root` is the kind as one task, its children the plan."""

    kind: str
    thing: str
    summary: str
    tags: tuple[str, ...]
    slots: Mapping[str, str]
    root: Node
    suits: frozenset[str]
    wrap: str
    is_part: bool
    share: int
    joint: JointFile


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it is written on one line. `amount`: minutes, or percent in steps.yaml."""

    title: str
    amount: int
    done: str
    after: tuple[int, ...]


@cache
def index() -> IndexFile:
    """Which words choose which kind."""
    return read("index.yaml", IndexFile)


@cache
def verbs() -> Mapping[str, VerbFile]:
    """The ways to break down any task, by name."""
    return read("steps.yaml", dict[str, VerbFile])


@cache
def ways() -> Mapping[str, str]:
    """Each verb with the name of the way to break its tasks down."""
    return {verb: name for name, way in verbs().items() for verb in way.verbs}


@cache
def outline(kind: str) -> Outline:
    """The outline of a kind. Raises KeyError when there is none."""
    if kind not in index().kinds:
        raise KeyError(kind)
    written = read(f"outlines/{kind}.yaml", OutlineFile)
    part = written.part or PartFile(written.summary, written.about, ())
    tasks = tuple(_task(kind, key, task, written.tasks) for key, task in written.tasks.items())
    root = Node(
        kind, part.title, part.about, part.done, _sum(tasks), (), written.tags, children=tasks
    )
    return Outline(
        kind=kind,
        thing=written.thing,
        summary=written.summary,
        tags=written.tags,
        slots=written.slots,
        root=root,
        suits=frozenset(map(stem, written.suits)),
        wrap=written.wrap,
        is_part=written.part is not None,
        share=part.share,
        joint=written.joint,
    )


@cache
def node(path: str) -> Node | None:
    """The node at "kind", "kind/task" or "kind/task/sub-task"; None when there is none (any more)."""
    kind = path.split("/", 1)[0]
    if kind not in index().kinds:
        return None
    root = outline(kind).root
    return next((n for n in (root, *root.walk()) if n.path == path), None)


@cache
def titles() -> tuple[tuple[str, str], ...]:
    """Path and title of each task and sub-task of all kinds.

    Read from the lines by their indentation: parsing all files takes forty times as long, and only one
    of them will be wanted.
    """
    found = []
    for kind in index().kinds:
        task = step = ""
        for outer, title, inner, subtitle in HEADINGS.findall(text_of(f"outlines/{kind}.yaml")):
            task, step = outer or task, inner or step
            if title:
                found.append((f"{kind}/{task}", title.strip('"')))
            elif subtitle:
                found.append((f"{kind}/{task}/{step}", subtitle.strip('"')))
    return tuple(found)


def line(text: str, place: int) -> Line:
    """Read a step from its line; `place` counts from 0. Raises ValueError when it is none."""
    title, amount, done, *rest = (part.strip() for part in text.split(" | "))
    after: tuple[int, ...] = (place - 1,) if place else ()
    if rest:
        after = tuple(
            int(word) - 1 for word in rest[0].removeprefix("after ").split() if word != "none"
        )
    return Line(title, _amount(amount), done, after)


def _amount(text: str) -> int:
    found = re.fullmatch(r"(\d+)([mhd%])", text)
    if found is None:
        raise ValueError(f"neither a time nor a share: {text!r}")
    return int(found[1]) * UNITS.get(found[2], 1)


def _task(kind: str, key: str, written: TaskFile, siblings: dict[str, TaskFile]) -> Node:
    path = f"{kind}/{key}"
    if isinstance(written.steps, dict):
        steps = tuple(_step(path, k, step, written.steps) for k, step in written.steps.items())
        about = written.about
    else:
        steps = _leaves(path, written.steps)
        about = f"{written.about} {_named(steps)}".strip()
    return Node(
        path=path,
        title=written.title,
        about=about,
        done=written.done,
        minutes=_sum(steps),
        after=_places(written.after, siblings),
        tags=written.tags,
        priority=written.priority,
        children=steps,
    )


def _step(above: str, key: str, written: StepFile, siblings: dict[str, StepFile]) -> Node:
    path = f"{above}/{key}"
    leaves = _leaves(path, written.steps)
    return Node(
        path=path,
        title=written.title,
        about=written.about,
        done=written.done,
        minutes=_sum(leaves),
        after=_places(written.after, siblings),
        tags=written.tags,
        children=leaves,
    )


def _leaves(path: str, written: tuple[str, ...]) -> tuple[Node, ...]:
    lines = [line(text, place) for place, text in enumerate(written)]
    return tuple(
        Node(f"{path}/{_slug(at.title)}", at.title, "", (at.done,), at.amount, at.after)
        for at in lines
    )


def _named(steps: tuple[Node, ...]) -> str:
    first, *others = (step.title for step in steps)
    return "; ".join((first, *map(in_sentence, others))) + "."


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:5])


def _places(keys: tuple[str, ...], siblings: Mapping[str, object]) -> tuple[int, ...]:
    order = list(siblings)
    return tuple(sorted(order.index(key) for key in keys))


def _sum(nodes: tuple[Node, ...]) -> int:
    return sum(node.minutes for node in nodes)
