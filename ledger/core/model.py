"""The plan as plain frozen values: a project, its tasks, and the tree they form.

Nothing here changes in place. `Tree` is persistent (in the sense of Driscoll et al., "Making data
structures persistent", 1989): a changed tree shares everything that did not change with the old one,
so keeping many versions costs little and `apply` costs what the patch itself touches.

The garbage collector need not look at them (`gc=False`): JSON values cannot form a circle, and a
fold of many patches takes half the time.

Sets (`tags`, `depends_on`) are sorted tuples without duplicates; dates are ISO strings
(`2026-11-23`), which compare as they should. Both are their own canonical JSON.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

import msgspec
from immutables import Map, MapMutation

Key = TypeVar("Key", bound=str | None)
Value = TypeVar("Value")
Json = Any  # as decoded: dict, list, str, int, float, bool or None

ProjectStatus = Literal["planning", "active", "on_hold", "completed", "archived"]
TaskStatus = Literal["todo", "in_progress", "blocked", "in_review", "completed", "cancelled"]
Priority = Literal["critical", "high", "medium", "low", "backlog"]

IdSet = Map[str, None]
NO_IDS: IdSet = Map()


class Link(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A reference into an external system: `system` "github", `external_id` "acme/app#12"."""

    system: str
    external_id: str
    url: str | None = None


class Project(msgspec.Struct, frozen=True, gc=False):
    """The root of a plan. `id` is a lowercase UUID."""

    id: str
    title: str
    summary: str | None = None
    status: ProjectStatus = "planning"
    priority: Priority = "medium"
    tags: tuple[str, ...] = ()
    start_date: str | None = None
    due_date: str | None = None
    owner: str | None = None
    links: tuple[Link, ...] = ()
    metadata: Mapping[str, Json] = {}


class Task(msgspec.Struct, frozen=True, gc=False):
    """One task. `number` 0 and `position` "" mean "not assigned yet".

    `number` is the T-number within the project; `position` orders siblings, compared as bytes.
    """

    id: str
    title: str
    number: int = 0
    parent_id: str | None = None
    position: str = ""
    description: str | None = None
    acceptance_criteria: tuple[str, ...] = ()
    status: TaskStatus = "todo"
    priority: Priority = "medium"
    estimated_minutes: int | None = None
    actual_minutes: int | None = None
    start_date: str | None = None
    due_date: str | None = None
    assignee: str | None = None
    tags: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    metadata: Mapping[str, Json] = {}


def quoted(target: Project | Task) -> str:
    """Its title, as messages name it: in quotes, and short."""
    title = target.title if len(target.title) <= 60 else target.title[:59] + "…"
    return f"“{title}”"


def sibling_order(task: Task) -> tuple[str, str]:
    """The key that orders siblings: position, then id where two drafts share a position."""
    return (task.position, task.id)


def same_json(a: Json, b: Json) -> bool:
    """Whether two values are the same JSON. Python's `==` also calls `1 == True`; JSON does not."""
    if a is b or a != b:
        return a is b
    if isinstance(a, bool) or isinstance(b, bool):
        return isinstance(a, bool) and isinstance(b, bool)
    if isinstance(a, Mapping):
        return all(same_json(value, b[key]) for key, value in a.items())
    return not isinstance(a, list) or all(map(same_json, a, b))


def _same_trees(a: Tree, b: Tree) -> bool:
    if a.project != b.project or a.tasks != b.tasks:
        return False
    if a.project and b.project and not same_json(a.project.metadata, b.project.metadata):
        return False
    return all(same_json(task.metadata, b.tasks[task.id].metadata) for task in a.tasks.values())


Lookup = Map[Key, Value] | MapMutation[Key, Value]


class Plan(Protocol):
    """What a rule may ask of a plan, be it at rest (`Tree`) or in the middle of a fold."""

    @property
    def project(self) -> Project | None:
        """The project; None when there is none (yet or any more)."""

    @property
    def tasks(self) -> Lookup[str, Task]:
        """The tasks by id."""

    @property
    def children(self) -> Lookup[str | None, IdSet]:
        """The ids of the tasks directly under each; of the roots under None."""

    @property
    def dependents(self) -> Lookup[str, IdSet]:
        """The ids of the tasks whose `depends_on` names that one."""

    def child_ids(self, parent_id: str | None) -> IdSet:
        """The ids directly under `parent_id` (None: the roots), in no particular order."""
        return self.children.get(parent_id, NO_IDS)

    def ancestors(self, task_id: str) -> Iterator[str]:
        """The ids above a task, nearest first."""
        parent = self.tasks[task_id].parent_id
        while parent is not None:
            yield parent
            parent = self.tasks[parent].parent_id

    def depth(self, task_id: str | None) -> int:
        """The level of a task: 1 for a root, 0 for None (the project itself)."""
        return 0 if task_id is None else 1 + sum(1 for _ in self.ancestors(task_id))

    def dependents_of(self, task_id: str) -> IdSet:
        """The ids of the tasks that depend on this one."""
        return self.dependents.get(task_id, NO_IDS)


@dataclass(frozen=True, slots=True, eq=False)
class Tree(Plan):
    """A project and its tasks at one version. `project` is None when there is none (yet or any more).

    `children` and `dependents` are indexes of `tasks`, kept by `apply`; two trees are equal when
    project and tasks are. `dependents[x]` are the tasks whose `depends_on` names x, also when x does
    not exist (yet) in the middle of a changeset. `lasts` remembers the last position under those
    parents where it was looked for, so that adding a task need not look at all of its siblings.
    """

    project: Project | None = None
    tasks: Map[str, Task] = field(default_factory=Map)
    children: Map[str | None, IdSet] = field(default_factory=Map)
    dependents: Map[str, IdSet] = field(default_factory=Map)
    lasts: Map[str | None, str] = field(default_factory=Map)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tree) and _same_trees(self, other)

    def __hash__(self) -> int:
        return hash((self.project.id if self.project else None, len(self.tasks)))

    def ordered(self, parent_id: str | None = None) -> list[Task]:
        """The tasks directly under `parent_id` (None: the roots) in their order."""
        return sorted((self.tasks[i] for i in self.child_ids(parent_id)), key=sibling_order)

    def walk(self, parent_id: str | None = None) -> Iterator[Task]:
        """Every task below `parent_id` (None: all of them), parents first, siblings in order."""
        stack = self.ordered(parent_id)[::-1]
        while stack:
            task = stack.pop()
            yield task
            stack.extend(self.ordered(task.id)[::-1])


EMPTY = Tree()


def tree_of(project: Project | None, tasks: Iterable[Task]) -> Tree:
    """The tree of a project and all of its tasks, in any order, with its indexes."""
    known = list(tasks)
    return Tree(
        project=project,
        tasks=Map((task.id, task) for task in known),
        children=_index((task.parent_id, task.id) for task in known),
        dependents=_index((wanted, task.id) for task in known for wanted in task.depends_on),
    )


def _index(pairs: Iterable[tuple[Key, str]]) -> Map[Key, IdSet]:
    found: dict[Key, dict[str, None]] = defaultdict(dict)
    for key, task_id in pairs:
        found[key][task_id] = None
    return Map({key: Map(ids) for key, ids in found.items()})
