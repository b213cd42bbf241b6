"""Frames for two tasks and how they stand to each other: what waits for what, and what comes where."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import depending, placing, structure
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import CARDINALS, cardinal
from ledger.core.model import Task

FRAMES = Frames("standing")


def _apart(r: Reading, a: str, b: str) -> None:
    if set(task_ids(r.scene, a)) & set(task_ids(r.scene, b)):
        raise Declined


@FRAMES.act
def _swapped(r: Reading, a: str, b: str, c: str) -> None:
    """It waits for one and not for the other."""
    gone = set(task_ids(r.scene, c))
    new = r.tasks(b)
    for task in r.tasks(a):
        kept = [id for id in task.depends_on if id not in gone]
        wanted = [*kept, *(one.id for one in new if one.id not in kept)]
        if set(wanted) == set(task.depends_on):
            raise Declined
        r.update(
            r.handle(task), depends_on=tuple(r.handle(r.scene.tree.tasks[id]) for id in wanted)
        )
        r.say(f"{r.scene.label(task)} waits for {r.names(new)}.")
    r.about = tuple(task.id for task in r.tasks(a))


@FRAMES.act
def _only(r: Reading, a: str, b: str, c: str = "") -> None:
    """It waits for that and for nothing else."""
    _apart(r, a, b + c)
    others = [*r.tasks(b), *(r.tasks(c) if c else [])]
    wanted = tuple(map(r.handle, others))
    for task in r.tasks(a):
        r.update(r.handle(task), depends_on=wanted)
    r.about = tuple(task.id for task in r.tasks(a))
    r.say(f"{r.names(r.tasks(a))}: waits for nothing but {r.names(others)}.")


@FRAMES.act
def _unlink(r: Reading, a: str, b: str, **_: str) -> None:
    _apart(r, a, b)
    depending.unlink(r, r.tasks(a), r.tasks(b))


@FRAMES.act
def _parallel(r: Reading, a: str, b: str = "") -> None:
    """None of them waits for another of them."""
    named = [*r.tasks(a), *(r.tasks(b) if b else [])]
    tasks = list({task.id: task for task in named}.values())
    if len(tasks) < 2:
        raise Declined
    depending.part(r, tasks)


@FRAMES.act
def _free(r: Reading, a: str) -> None:
    depending.unlink_all(r, r.tasks(a))


@FRAMES.act
def _link(r: Reading, a: str, b: str, c: str = "", **_: str) -> None:
    _apart(r, a, b + c)
    depending.link(r, r.tasks(a), [*r.tasks(b), *(r.tasks(c) if c else [])])


@FRAMES.act
def _chain(r: Reading, a: str, b: str, c: str) -> None:
    depending.link(r, r.tasks(b), r.tasks(a))
    depending.link(r, r.tasks(c), r.tasks(b))


@FRAMES.act
def _in_order(r: Reading, a: str, b: str) -> None:
    depending.link(r, r.tasks(b), r.tasks(a))


@FRAMES.act
def _three(r: Reading, a: str, b: str, c: str) -> None:
    placing.beside(r, a, "before", b)
    placing.beside(r, c, "after", b)


@FRAMES.act
def _at_place(r: Reading, a: str, o: str) -> None:
    placing.to_place(r, a, o)


@FRAMES.act
def _before(r: Reading, a: str, b: str) -> None:
    _beside(r, a, "before", b)


@FRAMES.act
def _after(r: Reading, a: str, b: str) -> None:
    _beside(r, a, "after", b)


def _beside(r: Reading, a: str, where: str, b: str) -> None:
    """Beside another one; beside all others is at an end. What cannot be moved there waits for it."""
    _apart(r, a, b)
    pair = (r.tasks(a), r.tasks(b)) if where == "before" else (r.tasks(b), r.tasks(a))
    first, second = pair
    if len(first) == len(second) == 1 and _only_tells(r, first[0], second[0]):
        depending.link(r, second, first)
    elif len(task_ids(r.scene, b)) > 1:
        placing.to_an_end(r, a, first=where == "before")
    else:
        placing.beside(r, a, where, b)


def _only_tells(r: Reading, one: Task, two: Task) -> bool:
    """Whether one stands before the other already, or nowhere near it, so that no move is meant."""
    if _MOVES.match(r.clause) or {one.id, two.id} & {
        *r.scene.tree.ancestors(one.id),
        *r.scene.tree.ancestors(two.id),
    }:
        return False
    row = [task.id for task in r.scene.tree.ordered(one.parent_id)]
    apart = row.index(two.id) - row.index(one.id) if two.id in row else 1
    return apart == 1 or (apart > 0 and "before" in r.clause)


_MOVES = re.compile(r"(?:put|move|bring|shift|drag|place|pull|push|stick|slide|shove|list)\b")


@FRAMES.act
def _between(r: Reading, a: str, b: str, c: str = "") -> None:
    ends = re.findall(TASK, b + c)
    if len(ends) != 2:
        raise Declined
    placing.between(r, a, *ends)


@FRAMES.act
def _at_number(r: Reading, a: str, n: str) -> None:
    placing.to_place(r, a, str(_count(n)))


@FRAMES.act
def _ordered(r: Reading, a: str) -> None:
    """In the order in which they are named."""
    placing.explicit_order(r, a)


@FRAMES.act
def _to_start(r: Reading, a: str) -> None:
    done = r.scene.edits and r.scene.edits[-1].status == "completed"
    if done and r.clause.startswith("start"):
        raise Declined  # with the work, then
    placing.to_an_end(r, a, first=True)


@FRAMES.act
def _to_end(r: Reading, a: str) -> None:
    placing.to_an_end(r, a, first=False)


@FRAMES.act
def _first_in(r: Reading, a: str, b: str) -> None:
    placing.to_an_end(r, a, first=True, parent=b)


@FRAMES.act
def _last_in(r: Reading, a: str, b: str) -> None:
    placing.to_an_end(r, a, first=False, parent=b)


@FRAMES.act
def _nth_in(r: Reading, a: str, o: str, b: str) -> None:
    placing.to_place(r, a, o, b)


def _count(n: str) -> int:
    if not (n.isdecimal() or n.lower() in CARDINALS):
        raise Declined
    return cardinal(n)


@FRAMES.act
def _up(r: Reading, a: str, n: str = "1") -> None:
    placing.by_steps(r, a, -_count(n))


@FRAMES.act
def _down(r: Reading, a: str, n: str = "1") -> None:
    placing.by_steps(r, a, _count(n))


@FRAMES.act
def _under(r: Reading, a: str, b: str, **_: str) -> None:
    _apart(r, a, b)
    placing.under(r, a, b)


@FRAMES.act
def _out(r: Reading, a: str, b: str = "") -> None:
    if b and not set(r.scene.tree.ancestors(r.tasks(a)[0].id)) & set(task_ids(r.scene, b)):
        raise Declined
    placing.out(r, a)


@FRAMES.act
def _in(r: Reading, a: str) -> None:
    placing.indent(r, a)


@FRAMES.act
def _swap(r: Reading, a: str, b: str = "") -> None:
    tasks = [*r.tasks(a), *(r.tasks(b) if b else [])]
    if len(tasks) != 2:
        raise Declined
    structure.swap(r, *tasks)
