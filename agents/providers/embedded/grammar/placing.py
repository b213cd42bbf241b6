"""Moving and ordering: under, before, after, up, down, first, last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.edits import PROJECT
from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import REF, Reading, Rules
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.vocabulary import (
    CARDINAL,
    ORDINAL,
    cardinal,
    ordinal,
)
from ledger.core.model import Task

RULES = Rules()
_MOVE = r"(?:move|put|place|drag|shift|bring|set|relocate|reorder|order|keep|do|send)"
_START = r"(?:top|beginning|start|front|first|head|very top|very beginning)"
_END = r"(?:bottom|end|back|last|very end|very bottom)"
_LIST = (
    r"(?: of (?:the |my |our )?(?:(?:whole|entire|full|complete) )?"
    r"(?:list|plan|project|tasks|everything|queue)"
    r"| of its (?:section|group|parent|list))?"
)


_OF_ALL = re.compile(
    r"\bof (?:the |my |our )?(?:(?:whole|entire|full|complete) (?:list|plan|project)|plan|project)$",
    re.IGNORECASE,
)
_NEW_THING = re.compile(r"(?:an?|another) ", re.IGNORECASE)


def topmost(r: Reading, tasks: Sequence[Task]) -> list[Task]:
    """Without those that move along with one above them."""
    ids = {task.id for task in tasks}
    return [t for t in tasks if not ids.intersection(r.scene.tree.ancestors(t.id))]


def moving(r: Reading, phrase: str) -> list[Task]:
    """The tasks to be moved, as one block."""
    tasks = topmost(r, r.tasks(phrase))
    r.about = tuple(task.id for task in tasks)
    return tasks


def move_after(r: Reading, tasks: Sequence[Task], anchor: str) -> None:
    """Put tasks behind the anchor (a handle), in their order."""
    for task in tasks:
        r.update(r.handle(task), after=anchor)
        anchor = r.handle(task)


def move_before(r: Reading, tasks: Sequence[Task], anchor: Task) -> None:
    """Put tasks in front of the anchor, in their order."""
    for task in tasks:
        r.update(r.handle(task), before=r.handle(anchor))


def move_under(r: Reading, tasks: Sequence[Task], parent: Task) -> None:
    """Make tasks the last parts of another one."""
    untie(r, tasks, parent)
    for task in tasks:
        r.update(r.handle(task), parent=r.handle(parent))


def untie(r: Reading, tasks: Sequence[Task], parent: Task) -> None:
    """Let no part wait for the whole that it comes into, nor that for it: no plan allows it."""
    tree = r.scene.tree
    above = {parent.id, *tree.ancestors(parent.id)}
    inside = {part.id for task in tasks for part in (task, *tree.walk(task.id))}
    for ids, others in ((inside, above), (above, inside)):
        for id in sorted(ids):
            waiting, gone = tree.tasks[id], others.intersection(tree.tasks[id].depends_on)
            if gone:
                named = [tree.tasks[other] for other in sorted(gone)]
                r.update(r.handle(waiting), remove_depends_on=tuple(map(r.handle, named)))
                r.say(f"{r.scene.label(waiting)} no longer waits for {r.names(named)}.")


@RULES.rule(
    rf"(?P<a>{REF}) (?P<w>before|after) (?P<b>{REF})",
    rf"{_MOVE} <a> (?:to )?(?:directly |right |just |immediately )?(?P<w>before|after"
    rf"|above|below|ahead of|behind"
    r"|in front of|following|over|next to) (?P<b>.+)",
    r"<a> (?:should|must|needs to|has to|shall|can) (?:come|go|be|be placed|be done|happen|stand)"
    r" (?:directly |right |just )?(?P<w>before|after|above|below|behind|in front of) (?P<b>.+)",
    r"<a> (?:comes|goes|belongs) (?:directly |right |just )?(?P<w>before|after|above"
    r"|below) (?P<b>.+)",
)
def beside(r: Reading, a: str, w: str, b: str) -> None:
    """Before or after another one."""
    if re.search(r"\bonly$", a):
        raise Declined  # that is about what waits for what
    anchor = r.task(b)
    tasks = [task for task in moving(r, a) if task.id != anchor.id]
    if not tasks:
        raise Tell("A task cannot stand beside itself.")
    if anchor.parent_id is not None:
        untie(r, tasks, r.scene.tree.tasks[anchor.parent_id])
    if w.lower() in ("before", "above", "ahead of", "in front of", "over"):
        move_before(r, tasks, anchor)
        where = "before"
    else:
        move_after(r, tasks, r.handle(anchor))
        where = "after"
    r.say(f"Moved {r.names(tasks)} {where} {r.scene.label(anchor)}.")


@RULES.rule(
    rf"(?:{_MOVE} )?<a> (?:(?:should|must|has to|needs to|can) )?(?:(?:come|go|be|comes|goes|is) )?(?:the )?"
    r"(?P<end>first|last)(?: one)? (?:of|among) (?P<row>(?:all )?(?:of )?(?:those|these|them))",
)
def among(r: Reading, a: str, end: str, row: str) -> None:
    """First or last of some that stand in a row with it, and not of all."""
    task = r.task(a)
    r.about = (task.id,)
    beside_it = r.scene.tree.ordered(task.parent_id)
    said = {one.id for one in r.tasks(row)}
    others = [one for one in beside_it if one.id in said and one.id != task.id]
    if not others:
        raise Tell(f"{r.scene.label(task)} does not stand in a row with any of them.")
    if end.lower() == "first":
        move_before(r, [task], others[0])
        r.say(f"Moved {r.scene.label(task)} before {r.scene.label(others[0])}.")
    else:
        move_after(r, [task], r.handle(others[-1]))
        r.say(f"Moved {r.scene.label(task)} after {r.scene.label(others[-1])}.")


@RULES.rule(rf"{_MOVE} <a> (?:in )?between (?P<b>.+?) and (?P<c>.+)")
def between(r: Reading, a: str, b: str, c: str) -> None:
    """Behind the first of two neighbours."""
    one, two = r.task(b), r.task(c)
    row = [task.id for task in r.scene.tree.ordered(one.parent_id)]
    if one.parent_id != two.parent_id or one.id == two.id:
        raise Tell(f"{r.scene.label(one)} and {r.scene.label(two)} do not stand side by side.")
    first = one if row.index(one.id) < row.index(two.id) else two
    tasks = [task for task in moving(r, a) if task.id not in (one.id, two.id)]
    if not tasks:
        raise Tell("A task cannot be between itself and another one.")
    move_after(r, tasks, r.handle(first))
    r.say(f"Moved {r.names(tasks)} after {r.scene.label(first)}.")


@RULES.rule(
    rf"{_MOVE} <a> (?:to )?(?:under|underneath|beneath|inside|into|within|in|under of) (?P<b>.+)",
    rf"(?:make|{_MOVE}|turn) <a> (?:into )?(?:as )?(?:an? )?(?:sub-?tasks?|child"
    rf"|children|part|steps?) (?:of|for|under|to) (?P<b>.+)",
    r"(?:nest|indent|tuck|file) <a> (?:under|in|into|inside|below|beneath) (?P<b>.+)",
    r"<a> (?:is|are|should be|should go|goes|belongs?|must be) (?:an? |all )?(?:"
    r"(?:sub-?tasks?|child|children|part) of|under|in) (?P<b>.+)",
    r"<a> (?:is|are) (?:an? )?(?:sub-?tasks?|child|children|part) of (?P<b>.+)",
)
def under(r: Reading, a: str, b: str) -> None:
    """Part of another one."""
    if re.fullmatch(
        r"(?:the )?(?:root|top[- ]?level|project|plan)(?: level)?", b.strip(), re.IGNORECASE
    ):
        raise Declined
    if _NEW_THING.match(a):
        raise Declined
    parent = r.task(b)
    tasks = [task for task in moving(r, a) if task.id != parent.id]
    if not tasks:
        raise Tell("A task cannot be part of itself.")
    move_under(r, tasks, parent)
    r.say(f"Moved {r.names(tasks)} under {r.scene.label(parent)}.")


@RULES.rule(
    rf"{_MOVE} <a> (?:up |down |back )?(?:to|at|in|on) (?:the )?(?:very )?(?P<w>{_START}"
    rf"|{_END})(?: place| position)?"
    rf"(?:{_LIST}| of (?P<b>.+)| in (?P<b2>.+))",
    rf"{_MOVE} <a> (?P<w>first|last|on top)",
    r"(?:make|let) <a> (?:be )?(?:the )?(?:very )?(?P<w>first|last)(?: (?:task|one|step"
    r"|thing|item))?(?: in the list)?",
    r"(?P<w>start|begin|end|finish) (?:the (?:plan|list|project) )?with <a>",
    r"<a> (?:should|must|needs to|has to|shall) (?:be|come|go|be done|happen) (?:the )?"
    r"(?P<w>first|last)(?: (?:task|one|step))?",
    r"<a> (?:comes|goes|is) (?P<w>first|last)",
    rf"<a> (?:belongs?|goes|go|should go|should be) (?:at|to|on) (?:the )?(?:very )?"
    rf"(?P<w>{_START}|{_END}){_LIST}",
)
def _to_an_end(r: Reading, a: str, w: str, b: str = "", b2: str = "") -> None:
    if _NEW_THING.match(a):
        raise Declined
    first = w.lower() not in ("end", "finish") and not re.fullmatch(_END, w, re.IGNORECASE)
    of_all = _OF_ALL.search(r.clause) is not None
    to_an_end(r, a, first=first, parent="" if of_all else b or b2, of_all=of_all)


def to_an_end(r: Reading, a: str, *, first: bool, parent: str = "", of_all: bool = False) -> None:
    """First or last of where it is, of what is under another one, or of the whole plan."""
    tasks = moving(r, a)
    parent_id = r.task(parent).id if parent else None if of_all else tasks[0].parent_id
    row = [t for t in r.scene.tree.ordered(parent_id) if t.id not in {t.id for t in tasks}]
    if row and parent_id is not None:
        untie(r, tasks, r.scene.tree.tasks[parent_id])
    if first and row:
        move_before(r, tasks, row[0])
    elif row:
        move_after(r, tasks, r.handle(row[-1]))
    elif parent_id is not None and parent_id != tasks[0].parent_id:
        move_under(r, tasks, r.scene.tree.tasks[parent_id])
    else:
        r.say(f"{r.names(tasks)}: nothing to move past.")
        return
    r.say(f"Moved {r.names(tasks)} to the {'start' if first else 'end'}.")


@RULES.rule(
    rf"(?:move|shift|push|bump|bring|drag) <a> (?P<w>up|down|higher|lower)(?: by)?(?: "
    rf"(?P<n>{CARDINAL}|an?|a bit|a little))?"
    r"(?: (?:places?|positions?|spots?|steps?|levels?|rows?|slots?|one))?",
)
def _up_or_down(r: Reading, a: str, w: str, n: str = "1") -> None:
    count = 1 if n in ("a bit", "a little") else cardinal(n)
    by_steps(r, a, -count if w.lower() in ("up", "higher") else count)


def by_steps(r: Reading, a: str, steps: int) -> None:
    """So many places down, or up where it is negative."""
    task = r.task(a)
    r.about = (task.id,)
    row = r.scene.tree.ordered(task.parent_id)
    place = [t.id for t in row].index(task.id)
    up, goal = steps < 0, min(max(place + steps, 0), len(row) - 1)
    if goal == place:
        r.say(f"{r.scene.label(task)} is {'first' if up else 'last'} already.")
        return
    where = {"before" if up else "after": r.handle(row[goal])}
    r.update(r.handle(task), **where)
    r.say(f"Moved {r.scene.label(task)} {'up' if up else 'down'}.")


@RULES.rule(
    rf"{_MOVE} <a> (?:to|at|in|into) (?:the )?(?:position|place|spot|slot|rank|number) "
    rf"(?:number )?#?(?P<n>\d+)",
    rf"{_MOVE} <a> (?:to|at|in|into) (?:the )?(?P<n>{ORDINAL}) (?:position|place|spot|slot)",
    rf"make <a> (?:the )?(?P<n>{ORDINAL})(?: (?:task|one|step|item))?",
)
def to_place(r: Reading, a: str, n: str, parent: str = "") -> None:
    """To a place that is counted, where it is or under another one."""
    task = r.task(a)
    r.about = (task.id,)
    above = r.task(parent).id if parent else task.parent_id
    row = [t for t in r.scene.tree.ordered(above) if t.id != task.id]
    place = int(n) if n.isdecimal() else ordinal(n)
    index = place - 1 if place > 0 else len(row) + 1 + place
    if not 0 <= index <= len(row):
        raise Tell(f"There are only {len(row) + 1} tasks there.")
    if index == len(row) and row:
        move_after(r, [task], r.handle(row[-1]))
    elif row:
        move_before(r, [task], row[index])
    r.say(f"Moved {r.scene.label(task)} to place {index + 1}.")


@RULES.rule(
    rf"(?:{_MOVE}|make|pull|take|turn|promote|lift|raise) <a> (?:out(?: of .+)?|(?:up )?(?:to|at|on|into"
    rf"|in) (?:the )?(?:root|top[- ]level|project)(?: level)?"
    r"|(?:into )?(?:an? )?(?:top[- ]level|root)(?: level)?(?: tasks?)?)",
    r"(?:outdent|promote|unnest|un-nest|unindent|outdent) <a>",
    r"<a> (?:should|must|needs to|has to) be (?:an? |its own |their own )?(?:separate )?"
    r"(?:top[- ]level|root)(?: level)?(?: tasks?)?(?: at the (?:end|bottom))?",
    r"<a> (?:should not|shouldn'?t|shouldn’t|does not|doesn'?t|do not|don'?t) (?:be|belong|go) "
    r"(?:under|in|inside|part of|below|to) .+",
)
def out(r: Reading, a: str) -> None:
    """Out of what it is part of."""
    if re.match(r"make .* out of ", r.clause, re.IGNORECASE):
        raise Declined  # one out of several
    tasks = moving(r, a)
    nested = [task for task in tasks if task.parent_id is not None]
    if not nested:
        r.say(f"{r.names(tasks)}: on the top level already.")
        return
    to_top = (
        "top" in r.clause.lower() or "root" in r.clause.lower() or "project" in r.clause.lower()
    )
    for task in reversed(nested):
        _lift(r, task, to_top)
    r.say(f"Moved {r.names(nested)} out.")


def _lift(r: Reading, task: Task, to_top: bool) -> None:
    assert task.parent_id is not None
    parent = r.scene.tree.tasks[task.parent_id]
    if to_top and parent.parent_id is not None:
        r.update(r.handle(task), parent=PROJECT)
    else:
        r.update(r.handle(task), after=r.handle(parent))


@RULES.rule(
    r"(?:indent|demote) <a>(?: (?:by )?(?:one|1|a) (?:level|step))?",
    rf"{_MOVE} <a> (?:one|1|a) (?:level|step) (?:in|inwards?|deeper)",
)
def indent(r: Reading, a: str) -> None:
    """Under the task before it."""
    task = r.task(a)
    row = r.scene.tree.ordered(task.parent_id)
    place = [t.id for t in row].index(task.id)
    if place == 0:
        raise Tell(f"{r.scene.label(task)} has no task before it to go under.")
    r.about = (task.id,)
    move_under(r, [task], row[place - 1])
    r.say(f"Moved {r.scene.label(task)} under {r.scene.label(row[place - 1])}.")


@RULES.rule(r"(?:move|put|shift) <a> to (?P<b>.+)")
def _to_something(r: Reading, a: str, b: str) -> None:
    """In "move 3 to 1" it may be meant to go under T1, before it or after it: so that is asked."""
    said = r.original(b)
    if values.status_of(said) or days(said, r.scene.context.today):
        raise Declined
    other = r.task(b)
    tasks = [task for task in moving(r, a) if task.id != other.id]
    if not tasks:
        raise Tell("A task cannot be part of itself.")
    what, where = r.original(a), r.handle(other)
    options = [
        f"Move {what} under {where}",
        f"Move {what} before {where}",
        f"Move {what} after {where}",
    ]
    question = f"Under {r.scene.label(other)}, before it or after it?"
    raise Ask(f"move to {b}", question, options=options)


@RULES.rule(
    r"(?:re-?order|order|arrange|rearrange|sort|sequence|put)(?: the| these| all)?(?:"
    r" tasks?| list| plan| everything| them| steps)*"
    r"(?: as follows| as| to be| to| like this| like so| in (?:the|this) order| so that"
    r" it is| so it's| into)?(?: of)?:? ?(?P<rest>.+)",
    r"(?:the )?(?:new )?order (?:should be|is|of (?:the )?tasks (?:should be|is))?:? ?(?P<rest>.+)",
)
def explicit_order(r: Reading, rest: str) -> None:
    """In the order in which they are named."""
    text = re.sub(r"\s*(?:->|→|>|\bthen\b|\bbefore\b)\s*", ", ", rest)
    if not re.search(r",|;|\band\b|&", text):
        raise Declined
    tasks = r.tasks(text)
    if len({task.parent_id for task in tasks}) != 1 or len(tasks) < 2:
        raise Declined
    row = [t for t in r.scene.tree.ordered(tasks[0].parent_id) if t in tasks]
    if row[0].id != tasks[0].id:
        move_before(r, tasks[:1], row[0])
    move_after(r, tasks[1:], r.handle(tasks[0]))
    r.about = tuple(task.id for task in tasks)
    r.say(f"Ordered {r.names(tasks)}.")


@RULES.rule(r"<a>,? (?P<w>before|after) (?P<b>[^,;]+)", r"<a>,? (?P<w>first|last)")
def _tersely(r: Reading, a: str, w: str, b: str = "") -> None:
    """Without a verb: "shipping before payment". Only when both are tasks beyond doubt."""
    try:
        sure = r.tasks(a) and (not b or r.task(b))
    except (Ask, Tell):
        sure = None
    if not sure:
        raise Declined
    if b:
        beside(r, a, w, b)
    else:
        _to_an_end(r, a, w)
