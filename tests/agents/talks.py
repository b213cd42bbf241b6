"""A small plan to talk about, a conversation with the embedded planner, and what came of it in words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from agents.conversation import converse
from agents.outcomes import Asked, Failed, Finished, Outcome, Patched
from agents.ports import Context, Kind, Provider, Source, Turn
from agents.providers.embedded.provider import Embedded
from ledger.core.algebra.diff import diff
from ledger.core.apply import apply_all
from ledger.core.events import Question
from ledger.core.model import Tree
from ledger.core.patch import Patch
from tests.plans import PROJECT, create, plan

TODAY = date(2026, 11, 23)  # a Monday


def task_id(number: int) -> str:
    """The id of the task with this number in the plans here."""
    return f"00000000-0000-7000-8000-{number:012d}"


def numbered(number: int, title: str, parent: int | None = None, **fields: Any) -> Patch:
    """A task as it is in the ledger: with its number and a position by it."""
    if "depends_on" in fields:
        fields["depends_on"] = tuple(map(task_id, fields["depends_on"]))
    place = {"number": number, "position": f"{number:03d}V"}
    above = {"parent_id": task_id(parent)} if parent else {}
    return create(task_id(number), title=title, **place, **above, **fields)


PLAN = plan(
    numbered(1, "Design login screen", tags=("frontend",), estimated_minutes=120),
    numbered(
        2,
        "Signup API",
        tags=("backend",),
        estimated_minutes=480,
        status="completed",
        description="Accounts by e-mail.",
        acceptance_criteria=("Mails are verified", "Names are unique"),
    ),
    numbered(
        3,
        "Login API",
        tags=("backend",),
        depends_on=(2,),
        assignee="Ann",
        due_date="2026-12-10",
        acceptance_criteria=("Wrong passwords are refused",),
    ),
    numbered(4, "Write schema", 3, estimated_minutes=60),
    numbered(5, "Write handler", 3, depends_on=(4,), status="in_progress"),
    numbered(6, "Deploy to staging", depends_on=(3,), status="blocked"),
    numbered(7, "Write docs", priority="low", due_date="2026-11-20"),
)


@dataclass(frozen=True)
class Talk:
    """What an instruction led to."""

    before: Tree
    after: Tree
    outcomes: tuple[Outcome, ...]

    @property
    def end(self) -> Finished | Failed:
        """The last outcome."""
        last = self.outcomes[-1]
        assert isinstance(last, Finished | Failed)
        return last

    @property
    def text(self) -> str:
        """What was said."""
        return self.end.text if isinstance(self.end, Finished) else self.end.message

    @property
    def question(self) -> Asked | None:
        """What was asked."""
        return self.end.question if isinstance(self.end, Finished) else None

    @property
    def patches(self) -> tuple[Patch, ...]:
        """What was patched, in order."""
        return tuple(o.patch for o in self.outcomes if isinstance(o, Patched))

    def effects(self) -> list[str]:
        """The net difference in words, sorted."""
        return sorted(effects(self.before, self.after))


def tell(
    instruction: str,
    tree: Tree = PLAN,
    task: int | str | None = None,
    turns: Sequence[Turn] = (),
    provider: Provider | None = None,
    *,
    fallbacks: Sequence[Provider] = (),
    kind: Kind = "plan",
    document: Source | None = None,
    base: Tree | None = None,
) -> Talk:
    """Tell the planner something; `task`: number or id of the selected task, for task mode."""
    context = Context(
        project_id=PROJECT,
        tree=tree,
        today=TODAY,
        actor=ACTOR,
        mode="project" if task is None else "task",
        task_id=task_id(task) if isinstance(task, int) else task,
        turns=tuple(turns),
        base=base,
        document=document,
        given_now=document is not None,
    )
    asked = (provider or Embedded(), *fallbacks)
    outcomes = tuple(asyncio.run(_collect(context, instruction, kind, *asked)))
    patches = [o.patch for o in outcomes if isinstance(o, Patched)]
    return Talk(tree, applied(tree, patches), outcomes)


def applied(tree: Tree, patches: Sequence[Patch]) -> Tree:
    """The tree with the patches, checked as the ledger checks a changeset."""
    return apply_all(tree, patches)


async def _collect(
    context: Context, instruction: str, kind: Kind, provider: Provider, *fallbacks: Provider
) -> list[Outcome]:
    ids = (task_id(number) for number in count(1001 + 100 * len(context.tree.tasks)))

    def new_id() -> str:
        return next(ids)

    answer = converse(provider, context, instruction, new_id, kind=kind, fallbacks=fallbacks)
    return [outcome async for outcome in answer]


def talk(
    *instructions: str,
    tree: Tree = PLAN,
    task: int | None = None,
    provider: Provider | None = None,
) -> Talk:
    """Several instructions, each in the light of those before; the last one's outcome."""
    turns: list[Turn] = []
    said, base = None, tree
    for instruction in instructions:
        said = tell(instruction, tree, task, turns, provider, base=base)
        tree = said.after
        turns += [Turn("user", instruction), *_turns(said)]
    assert said is not None
    return said


def _turns(said: Talk) -> Iterator[Turn]:
    """An answer as the messages that are kept of it: what was drafted, then each question."""
    questions = said.end.questions if isinstance(said.end, Finished) else ()
    if said.patches or not questions:
        yield Turn("agent", said.text, said.patches)
    for q in questions:
        asked = Question(q.question, q.candidates, q.options)
        yield Turn("agent", q.question, (), asked)


def effects(before: Tree, after: Tree) -> Iterator[str]:
    """Each net change in words: `T2 status=completed`, `+Docs at P[3]`, `-T4`; `me` is who speaks."""
    for patch in diff(before, after):
        if patch.target == "project":
            yield f"{_sign(patch)}P{_fields(patch.fields(), after)}"
        elif patch.op == "delete":
            yield f"-{name(before, patch.target_id)}"
        else:
            fields = dict(patch.fields())
            moved = {"parent_id", "position"} & fields.keys() or patch.op == "create"
            place = f" at {place_of(after, patch.target_id)}" if moved else ""
            shown = {f: v for f, v in fields.items() if f not in HIDDEN}
            if patch.op == "create":
                del shown["title"]
            who = name(after, patch.target_id)
            yield f"{_sign(patch)}{who}{place}{_fields(shown, after)}"


ACTOR = "user:ada"
HIDDEN = ("parent_id", "position", "number")


def _sign(patch: Patch) -> str:
    return {"create": "+", "update": "", "delete": "-"}[patch.op]


def name(tree: Tree, id: str) -> str:
    """A task's number, or its title when it is new."""
    task = tree.tasks[id]
    return f"T{task.number}" if task.number else task.title


def place_of(tree: Tree, id: str) -> str:
    """Where a task is: `T9[0]` is first in T9, `P[2]` third of the project."""
    parent_id = tree.tasks[id].parent_id
    row = [task.id for task in tree.ordered(parent_id)]
    return f"{name(tree, parent_id) if parent_id else 'P'}[{row.index(id)}]"


def _fields(fields: Mapping[str, Any], tree: Tree) -> str:
    return "".join(f" {f}={_value(f, v, tree)}" for f, v in sorted(fields.items()))


def _value(field: str, value: Any, tree: Tree) -> str:
    if field == "depends_on":
        return "{" + ", ".join(sorted(name(tree, id) for id in value)) + "}"
    if field == "metadata":
        return str(dict(value))
    if isinstance(value, tuple):
        return "{" + " | ".join(map(str, value)) + "}"
    return "me" if value == ACTOR else str(value)
