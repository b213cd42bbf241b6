"""Combining, splitting, breaking down, replacing, grouping and swapping tasks."""

from __future__ import annotations

import re
from contextlib import suppress

from agents.providers.embedded.grammar import merging
from agents.providers.embedded.grammar.lasting import with_times
from agents.providers.embedded.grammar.lists import titles_in
from agents.providers.embedded.grammar.placing import topmost
from agents.providers.embedded.grammar.reading import Reading, Rules, quoted
from agents.providers.embedded.grammar.scaffolding import break_down
from agents.providers.embedded.references.bare import bare_name
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.matching import CONTAINED, SURE
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal
from ledger.core.model import Task

RULES = Rules()
_COMBINE = r"(?:combine|merge|join|consolidate|fuse|unify|fold|bundle|lump|roll)"
_NAMED = re.compile(
    r",? (?:and (?:call|name|title) (?:it|the result|that)|called|named|titled|with the"
    r" (?:title|name)|as) (?P<name>.+)$",
    re.IGNORECASE,
)
_THEN_NAMED = re.compile(
    rf"(?P<rest>.+ (?:one|a single)(?: single)?(?: new)? (?:task|item)):? (?P<name>{MARK})",
    re.IGNORECASE,
)
_TO_ONE = re.compile(
    r",?(?: together)?(?: (?:in|into|to|as) (?:just )?(?:one|a single|1|the same)(?:"
    r" single)?(?: (?:new )?(?:task|item|one))?"
    r"| together| up)$",
    re.IGNORECASE,
)


@RULES.rule(
    r"(?:group|collect|bundle|put|gather) <a> (?:under|in|into|below) (?:a |the )?"
    r"(?:new )?(?:parent|group|section|epic|heading|task)"
    r"(?: task)?(?: called| named| titled|:)? (?P<b>.+)",
    r"group <a> (?:as|under|into) (?P<b>.+)",
    rf"(?:bundle|collect|gather|put) <a> (?:as|under|into) (?P<b>{MARK})",
    rf"(?:create|add|make) (?:an? )?(?:new )?(?:phase|group|section|epic|heading|parent|milestone)"
    rf"(?: called| named)? (?P<b>{MARK}) (?:with|for|around|of) <a>(?: in it| below it| under it| inside)?",
)
def _group(r: Reading, a: str, b: str) -> None:
    if (mark := r.scene.marked.mark(b)) and mark.kind == "title":
        raise Declined  # a task that is there
    tasks = topmost(r, r.tasks(a))
    title = r.free_text(b)
    group(r, tasks, title)


def group(r: Reading, tasks: list[Task], title: str) -> None:
    """Put tasks under a new one; they keep their order.

    It stands where the first of them did, or where what that is part of does, beside what all are part of.
    """
    named = {task.id for task in tasks}
    tasks = [task for task in r.scene.tree.walk() if task.id in named]
    above = list(r.scene.tree.ancestors(tasks[0].id))
    shared = set(above).intersection(*(r.scene.tree.ancestors(task.id) for task in tasks))
    apart = [tasks[0].id, *(id for id in above if id not in shared)]
    beside = r.scene.tree.tasks[apart[-1]]
    if any(
        set(above) & set(task.depends_on) for task in tasks
    ):  # it cannot be part of what it waits for
        beside = r.scene.tree.tasks[above[-1]]
    parent = r.create(title, before=r.handle(beside))
    for task in tasks:
        r.update(r.handle(task), parent=parent)
    r.about = tuple(r.created)
    r.say(f"Put {r.names(tasks)} under a new task {quoted(title)}.")


@RULES.rule(
    rf"{_COMBINE}(?: together)? (?P<rest>.+)",
    r"(?:make|turn|put) (?P<rest>.+? (?:into|in) (?:one|a single)(?: single)? (?:task|item)\b.*)",
    r"(?:make|turn) (?P<rest>.+? (?:one|a single)(?: single)? (?:task|item)\b.*)",
    r"put (?P<rest>.+? together)",
    r"(?P<rest>.+?) (?:should|could|can|must|may|might)(?: really| well| just)* be (?:one|a single)"
    r"(?: (?:task|item|thing|one))?",
    r"(?:can|could|should|may) (?P<rest>.+?) be (?:combined|merged|joined)(?: together)?",
    r"(?P<rest>.+?) (?:should|could|can|must) be (?:combined|merged|joined)(?: together)?",
    r"(?:i|we)(?:'d|’d| would)? (?:like|want) (?P<rest>.+?) to be (?:one|a single)(?: (?:task|item|thing))?",
)
def _combine(r: Reading, rest: str) -> None:
    name = ""
    if match := _NAMED.search(rest):
        name, rest = r.free_text(match["name"]), rest[: match.start()]
    elif match := _THEN_NAMED.fullmatch(rest):
        name, rest = r.free_text(match["name"]), match["rest"]
    what = re.sub(r"(?: into| in| to)? (?:one|a single) (?:task|item)$", " into one task", rest)
    what, into = _TO_ONE.sub("", what), None
    if what == rest.strip() and " into " in rest.lower():
        what, into, name = _into(r, rest, name)
    tasks = _several(r, re.sub(r" with ", " and ", what))
    if into is not None:
        tasks = [into, *(task for task in tasks if task.id != into.id)]
        name = name or into.title
    if len(tasks) < 2:
        raise _combine_what(r, tasks[0])
    top = r.scene.tree.ordered(None)
    if name and r.clause.lower().startswith("put") and {t.id for t in top} <= {t.id for t in tasks}:
        group(r, top, name)  # nobody wants a whole plan to be one task
    else:
        merging.merge(r, tasks, name)


_OLD = re.compile(r" into (?:the|my|our|that) ", re.IGNORECASE)
"""An article says that the task is there already."""


def _into(r: Reading, rest: str, name: str) -> tuple[str, Task | None, str]:
    """In "merge 3 into 2" a task is named that stays, in "merge 3 and 4 into Research" a new title."""
    what, target = re.split(r" into (?!.* into )", rest, maxsplit=1, flags=re.IGNORECASE)
    if said := re.match(r"(?:it|that|this)(?=,|$)", target.strip(), re.IGNORECASE):
        return what, r.task(said[0]), name
    mark = r.scene.marked.mark(target.strip())
    target = bare_name(target)
    found = r.scene.titles.find(r.original(target))
    sure = found.confidence >= SURE or (
        found.confidence >= CONTAINED and len(found.ids) == 1 and _OLD.search(rest)
    )
    if (
        sure
        or (mark and mark.kind == "title")
        or re.fullmatch(r"(?:task )?#?t?\d+", target, re.IGNORECASE)
    ):
        return what, r.task(target), name
    target = re.sub(
        r"^(?:a|one|the) (?:single |new )?(?:task|item)?:? ?", "", target, flags=re.IGNORECASE
    )
    return what, None, name or r.free_text(target)


def _several(r: Reading, phrase: str) -> list[Task]:
    tasks = r.tasks(phrase)
    whole = {task.id for task in r.scene.tasks}
    if len(tasks) == len(whole):
        shown = [task for task in r.scene.shown if task.id in whole]
        tasks = shown if len(shown) > 1 else tasks
    return tasks


def _combine_what(r: Reading, task: Task) -> Ask | Tell:
    others = [t for t in r.scene.shown if t.id != task.id]
    if not others:
        return Tell("It takes two tasks to combine.")
    question = f"Combine {r.scene.label(task)} with which task?"
    options = [f"Combine {r.handle(task)} and {r.handle(t)}" for t in others[:6]]
    return Ask(f"combine {task.id}", question, options=options)


_PARTS = re.compile(
    rf"(?:(?:the|following|these|its|separate|smaller|different|individual|new) )*"
    rf"(?:(?P<n>{CARDINAL}|several|some|multiple)\b ?)?"
    r"(?:(?:smaller|separate|different|individual|new|equal) )*"
    r"(?:(?P<noun>(?:sub-?)?tasks?|parts?|steps?|pieces?|items?|ones?|halves|chunks?|things?|beasts?"
    r"|jobs?|visits?)\b)?"
    r"(?:\s*[:?.–—-]\s*|,? (?:called|named|for|namely)(?: the)? |\s+)?",
    re.IGNORECASE,
)


@RULES.rule(
    r"(?:split|break|divide|separate|cut|decompose|slice|chop)(?: up| down)? <a>(?: up|"
    r" down)?,? (?:into|in|to|as|:|between):? (?P<b>.+)",
    r"(?:split|break|divide|separate|cut)(?: up| down)? <a>: (?P<b>.+)",
    r"<a>: (?:split|break|divide)(?: it)?(?: up)? (?:by \w+,|into|in) (?P<b>.+)",
    rf"<a> (?:should|could|can) be (?:{CARDINAL}|several) (?:separate |smaller )?(?:sub-?)?tasks: (?P<b>.+)",
)
def _split(r: Reading, a: str, b: str) -> None:
    task = r.task(a)
    r.about = (task.id,)
    parts, count = _parts(r, b)
    if len(parts) < 2 and count is None and not parts:
        break_down(r, task, "")
        return
    if not parts and count and (steps := _STEPS.fullmatch(b)):
        with suppress(Declined):
            break_down(r, task, "", cardinal(steps["n"]))
            return
    if len(parts) < 2:
        question = f"Into which parts should {r.scene.label(task)} be split?"
        parts = titles_in(r, r.asked(f"split {task.id}", question))
    if len(parts) < 2:
        raise Tell("A split needs at least two parts, like “split T2 into design and build”.")
    add_parts(r, task, parts)


_STEPS = re.compile(
    rf"(?P<n>{CARDINAL}) (?:\w+ )?(?:(?:sub-?)?steps|(?:sub-?)tasks)", re.IGNORECASE
)


def _parts(r: Reading, text: str) -> tuple[list[str], str | None]:
    rest, count = count_and_parts(text)
    return (titles_in(r, rest) if rest else []), count


_ONE_EACH = re.compile(
    r"(?:^|[\s,;]+(?:and )?)(?:one|another|the other)(?: part| task| step)?(?: is| for| with| about| to)?\s",
    re.IGNORECASE,
)


def count_and_parts(text: str) -> tuple[str, str | None]:
    """What comes after "three parts:", and how many it said."""
    match = _PARTS.match(text)
    assert match is not None
    rest = text[match.end() :] if match["n"] or match["noun"] else text
    rest = re.sub(r" (?:sub-?)?(?:tasks|parts|steps)$", "", rest.strip(), flags=re.IGNORECASE)
    each = [*_ONE_EACH.finditer(rest)]
    if len(each) > 1 and not each[0].start():
        rest = _ONE_EACH.sub(", ", rest).strip(" ,")
    return rest, match["n"]


def add_parts(r: Reading, task: Task, parts: list[str]) -> None:
    """The parts become sub-tasks; what the task was estimated at is shared by those that say no time.

    Raises Declined where fewer than two are named.
    """
    named = with_times(parts)
    if len(named) < 2:
        raise Declined
    share = _share(task, len(named), bool(r.scene.tree.child_ids(task.id)))
    for title, own in named:
        r.create(title, parent=r.handle(task), estimated_minutes=own or share)
    r.about = tuple(r.created)
    r.say(f"Split {r.scene.label(task)} into {len(named)} sub-tasks.")


def _share(task: Task, count: int, has_children: bool) -> int | None:
    if task.estimated_minutes is None or has_children:
        return None
    return max(5, round(task.estimated_minutes / count / 5) * 5)


@RULES.rule(
    r"(?:break(?: down| up)?|decompose|expand|elaborate(?: on)?|flesh out|detail|split"
    r"(?: up)?|outline|plan(?: out)?)"
    r" <a>(?: down| up| out)?(?: further| more| again| in(?: more)? detail| a bit)?"
    r"(?: (?:in)?to (?:smaller |some |more |its )*(?:sub-?)?(?:tasks|steps|pieces|parts|items))?"
    r"(?:,? (?P<hint>(?:with|by|focus(?:ing|ed)?|for|considering|including|using) .+))?",
    r"(?:add|create|make|generate|suggest|propose|give me|find|write)(?: me)?(?: some|"
    r" the| more| a few| smaller)?"
    r" (?:sub-?tasks|steps|more detail|details|a breakdown|a plan) (?:to|for|of|under"
    r"|in) (?P<a>[^:]+)",
    r"(?:(?:i|we) )?(?:need|want)(?: some| the| a few)? (?:sub-?tasks|steps|a break-?down"
    r"|a checklist) (?:for|of|on|to|under) (?P<a>[^:]+)",
    r"(?:add|create|generate|suggest)(?: some| more)? sub-?tasks (?:for|to) (?P<a>[^:]+)",
    r"(?:add|create|generate|list|give me|show)(?: the| all| some| its| single| individual| small"
    r"| necessary| missing)* (?:sub-?tasks|steps|details)",
    r"(?:(?:i|we) )?(?:need|want|like|give me)?(?: some)? ?more details? (?:on|about|for|in|to) (?P<a>[^:]+)",
)
def _break_down(r: Reading, a: str = "it", hint: str = "") -> None:
    if re.search(r"[:(].+(?:[,/]| and )", hint):
        raise Declined  # the parts are named
    tasks = r.tasks(a)
    r.about = tuple(task.id for task in tasks)
    for task in tasks:
        break_down(r, task, r.original(hint))


@RULES.rule(
    r"(?:add|create|make|generate|suggest|propose|give|find|write|need|want|list)(?: me)?"
    rf" (?P<n>{CARDINAL}) (?:more |small |smaller |good )?(?:sub-?tasks|(?:sub-?)?steps)"
    r" (?:to|for|of|under|in) (?P<a>[^:,;]+)"
)
def _so_many(r: Reading, n: str, a: str) -> None:
    task = r.task(a)
    r.about = (task.id,)
    break_down(r, task, "", cardinal(n))


NUMBERED = re.compile(r"(?:the )?(?:task )?(?:number )?#?t?#?\d+", re.IGNORECASE)


@RULES.rule(r"(?:replace|substitute|exchange) <a> (?:with|by|for) (?P<b>.+)")
def _replace(r: Reading, a: str, b: str) -> None:
    mark = r.scene.marked.mark(b.strip())
    if NUMBERED.fullmatch(b.strip()) or (mark and mark.kind == "title"):
        raise Declined  # with a task that is there already
    """New tasks take its place: what it waited for, and what waited for it."""
    task = r.task(a)
    parts = titles_in(r, b)
    handles, after = [], r.handle(task)
    share = _share(task, len(parts), bool(r.scene.tree.child_ids(task.id)))
    needed = tuple(r.handle(r.scene.tree.tasks[id]) for id in task.depends_on)
    for title in parts:
        after = r.create(title, after=after, depends_on=needed, estimated_minutes=share)
        handles.append(after)
    for id in r.scene.tree.dependents_of(task.id):
        waiting = r.scene.tree.tasks[id]
        r.update(r.handle(waiting), add_depends_on=tuple(handles))
    r.delete(task)
    r.say(f"Replaced {r.scene.label(task)} with {len(parts)} task{'s' * (len(parts) > 1)}.")


@RULES.rule(
    r"(?:swap|switch|exchange|interchange|flip)(?: the)?(?: (?:positions?|order"
    r"|places?) of)? <a> (?:with|for|and|&|,) (?P<b>.+?)"
    r"(?: around| places| positions| over)?",
    r"(?:swap|switch|flip)(?: the)?(?: (?:positions?|order|places?) of)? (?P<pair>.+?)"
    r"(?: around| places| positions)?",
    r"(?P<pair>.+?) (?:should )?(?:swap|switch|trade) (?:places|positions)",
)
def _swap(r: Reading, a: str = "", b: str = "", pair: str = "") -> None:
    tasks = r.tasks(pair) if pair else [r.task(a), r.task(b)]
    if len({task.id for task in tasks}) != 2:
        raise Tell("It takes two tasks to swap.")
    swap(r, *tasks)


def swap(r: Reading, first: Task, second: Task) -> None:
    """Two tasks change places. Raises Tell where one is part of the other."""
    if first.id in r.scene.tree.ancestors(second.id) or second.id in r.scene.tree.ancestors(
        first.id
    ):
        raise Tell("A task cannot change places with one that is part of it.")
    r.about = (first.id, second.id)
    _exchange(r, first, second)
    r.say(f"Swapped {r.names([first, second])}.")


def _exchange(r: Reading, one: Task, two: Task) -> None:
    """Each goes where the other stood; of neighbours it is enough that one moves."""
    row = [task.id for task in r.scene.tree.ordered(one.parent_id)]
    place = row.index(one.id)
    following, before = row[place + 1 : place + 2], row[max(place - 1, 0) : place]
    if following == [two.id]:
        r.update(r.handle(one), after=r.handle(two))
    elif before == [two.id]:
        r.update(r.handle(two), after=r.handle(one))
    else:
        r.update(r.handle(one), before=r.handle(two))
        where = {
            "parent": "P" if one.parent_id is None else r.handle(r.scene.tree.tasks[one.parent_id])
        }
        if following:
            where = {"before": r.handle(r.scene.tree.tasks[following[0]])}
        r.update(r.handle(two), **where)
