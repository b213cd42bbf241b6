"""Sets of tasks: "all backend tasks", "everything completed", "tasks without an estimate"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.vocabulary import (
    CARDINAL,
    PRIORITIES,
    any_of,
    cardinal,
    gist,
    normal,
)
from ledger.core.model import Task

Test = Callable[[Task], bool]

ENDED = ("completed", "cancelled")
_EVERY = re.compile(
    r"^(?:all|every(?: single)?|each(?: and every)?|any|anything|whatever|what is(?: in)?"
    r"|what's(?: in)?)(?:\s+of)?\b\s*(?:(?:the|our"
    r"|these|those)\b\s*)*"
    r"|^everything\b\s*|^the (?:stuff|ones|things|tasks|items)(?= (?:that|which|with|without|of|in|under"
    r"|from)\b)|^(?:the )?(?=(?:rest|others|other tasks)\b)",
    re.IGNORECASE,
)
_NOUN = r"(?:sub-?)?(?:tasks?|items?|tickets?|steps?|to-?dos?|ones?|things?|work|stuff)"
_COUNT = re.compile(rf"^(?:the )?(?P<n>{CARDINAL}|both) (?=\S)", re.IGNORECASE)
_PLURAL_END = re.compile(
    r"\s*\b(?:tasks|items|tickets|steps|to-?dos|ones|things|work|stuff)$", re.IGNORECASE
)
_PLURAL_START = re.compile(r"^(?:the )?(?:tasks|items|tickets|steps|ones)\s+(?=\S)", re.IGNORECASE)
_JOINT = re.compile(
    r"\b(?:that(?:'s|’s)?|on the|which|who|are|is|were|was|have|has|been|still|currently|already|marked"
    r"|as|set|to|the|and|related|"
    r"with|status|in the plan|in the project|in this project|in the list|here)\b",
    re.IGNORECASE,
)
_BEHIND = (
    r"(?:tagged|labell?ed|assigned|owned|due|without|with|under|about|for|from|to|in|on|of|after|before"
    r"|between|called|named|starting|that are|which are)\b"
)
"""What stands behind "tasks" in a name for some of them."""
_CLAUSE = r"(?:that|which|who|whose|so|i|we|you|he|she|they|it|nobody|somebody|anybody|everybody)\b"
Table = tuple[tuple[str, Callable[[Task, Scene], object]], ...]


def _in(*states: str) -> Callable[[Task, Scene], object]:
    return lambda task, _: task.status in states


_STATES: Table = (
    (
        r"not (?:yet )?(?:completed?|done|finished)|incomplete|unfinished|uncompleted|open|remaining"
        r"|pending|outstanding|undone",
        _in("todo", "in_progress", "blocked", "in_review"),
    ),
    (r"not (?:yet )?started|unstarted|to-?do|to do", _in("todo")),
    (r"in[- _]progress|started|ongoing|active", _in("in_progress")),
    (r"blocked|stuck|on hold", _in("blocked")),
    (r"in[- _]review|under review", _in("in_review")),
    (r"completed?|done|finished|closed", _in("completed")),
    (r"cancell?ed|abandoned", _in("cancelled")),
)
_WITHOUT = re.compile(
    r"(?:without|with no|(?:that |which )?(?:have|has) no|lacking|missing|with) (?:an? |any |the )?"
    r"(estimate|assignee|owner|description|due date|deadline|start date|tag|sub-?task"
    r"|child|children|"
    r"dependency|dependencies|acceptance criteria)s?\b",
    re.IGNORECASE,
)


def _estimated(task: Task, scene: Scene) -> bool:
    """By itself, or by what is under it."""
    return any(t.estimated_minutes for t in (task, *scene.tree.walk(task.id)))


_FILLED: dict[str, Callable[[Task, Scene], object]] = {
    "estimate": _estimated,
    "assignee": lambda task, _: task.assignee,
    "owner": lambda task, _: task.assignee,
    "description": lambda task, _: task.description,
    "due date": lambda task, _: task.due_date,
    "deadline": lambda task, _: task.due_date,
    "start date": lambda task, _: task.start_date,
    "tag": lambda task, _: task.tags,
    "dependenc": lambda task, _: task.depends_on,
    "acceptance criteria": lambda task, _: task.acceptance_criteria,
    "sub": lambda task, scene: scene.tree.child_ids(task.id),
    "child": lambda task, scene: scene.tree.child_ids(task.id),
}


def _overdue(task: Task, scene: Scene) -> bool:
    late = task.due_date is not None and task.due_date < scene.context.today.isoformat()
    return late and task.status not in ENDED


_SIMPLE: Table = (
    (r"unassigned|not assigned", lambda task, _: not task.assignee),
    (r"unestimated|not estimated", lambda task, scene: not _estimated(task, scene)),
    (r"untagged", lambda task, _: not task.tags),
    (r"overdue|past due|late", _overdue),
    (r"top[- ]level|root", lambda task, _: task.parent_id is None),
    (r"leaf|lowest[- ]level", lambda task, scene: not scene.tree.child_ids(task.id)),
)
_PRIORITY = re.compile(
    rf"\b(?:priority (?P<a>{any_of(PRIORITIES)})|(?P<b>{any_of(PRIORITIES)})[- ](?:priority|prio)"
    r"|(?P<c>critical|urgent|high|medium|low|backlog|p[0-4]))\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:(?:that |which )?(?:are |is )?due) (?P<when>before |by |after |until |on |in"
    r" )?(?P<day>.+)$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:assigned to|owned by|belonging to|of) (?P<a>\S+(?: [A-Z]\S*)*)"
    r"|(?P<b>\w[\w.-]*)(?:'s|’s)|(?P<c>\bmy\b)|@(?P<d>[\w.-]+)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\b(?:tagged|labell?ed)(?: (?:as|with))? (?P<a>\S+)|\bwith (?:the )?(?:tag|label) (?P<b>\S+)"
    r"|\bwith (?:the |an? )?(?P<d>\S+) (?:tag|label)\b"
    r"|#(?P<c>[\w-]+)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|containing|contain|mentioning|mention|related to|regarding|concerning"
    r"|for|named|called|"
    r"starting with|with) (?P<a>.+?)(?: in (?:the |their )?(?:titles?|names?))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The tasks that were selected, in the order of the plan, and what to say when it is none."""

    ids: tuple[str, ...]
    none: str


def selection(scene: Scene, phrase: str, *, explicit: bool) -> Selection | None:
    """The tasks of a set, or None when the phrase names no set.

    `explicit`: only what begins with "all" and its like; else "backend tasks" is a set too.
    """
    text = phrase.strip(" \t\n.,!?:;")
    rest, every = _EVERY.subn("", text, count=1)
    if explicit and not every:
        return None
    rest = _PLURAL_START.sub("", _PLURAL_END.sub("", rest.strip())).strip()
    rest = re.sub(r"^(?:task|item|step|ticket)\s+(?=\S)", "", rest) if every else rest
    if count := _COUNT.match(rest):
        wanted = 2 if count["n"].lower() == "both" else cardinal(count["n"])
        return _counted(scene, rest[count.end() :], wanted)
    if not every and (not rest or len(rest) == len(text)):
        return None  # "needs work" is about no task
    if re.fullmatch(
        rf"|{_NOUN}|of (?:them|it)|(?:{_NOUN} )?(?:in|of) (?:the |this |our )?(?:plan|project|list|tree)",
        rest,
        re.IGNORECASE,
    ):
        return _of(scene.tasks, phrase)
    either = [list(_tests(scene, part)) for part in re.split(r"\s+or\s+", rest)]
    if len(either) > 1:
        hit = [t for t in scene.tasks if any(all(test(t) for test in tests) for tests in either)]
        return _of(hit, phrase)
    tests = either[0]
    return _of([task for task in scene.tasks if all(test(task) for test in tests)], phrase)


def _counted(scene: Scene, rest: str, wanted: int) -> Selection | None:
    """So many tasks, or the parts of one, when it has so many: "the three in payment"."""
    within = re.search(r"(?:^|\b\w+ )(?:of|in|under|from) (.+)$", rest)
    if within:
        chosen = Selection(scene.titles.find(within[1]).ids, "")
    else:
        chosen = selection(scene, f"all {rest} tasks", explicit=True) or Selection((), "")
    if len(chosen.ids) == 1:
        chosen = _of(scene.tree.ordered(chosen.ids[0]), rest)
    return chosen if len(chosen.ids) == wanted else None


def _of(tasks: list[Task], phrase: str) -> Selection:
    return Selection(tuple(task.id for task in tasks), _none(phrase))


def _none(phrase: str) -> str:
    """A sentence of the words that were said, or round them, where they are a sentence of their own."""
    what = _EVERY.sub("", phrase.strip()).strip() or "tasks"
    what = re.sub(r"\b(task|item|ticket|step)\b", r"\1s", what, count=1, flags=re.IGNORECASE)
    what = re.sub(r"^my (tasks)$", r"\1 of yours", what)
    if not re.search(r"\btasks\b", what) and not _PLURAL_END.search(what):
        what = f"tasks {what}" if re.match(_BEHIND, what) else f"{what} tasks"
    if re.fullmatch(
        rf"(?:(?!{_CLAUSE})\S+ ){{0,3}}\w+|.*?\btasks {_BEHIND}.*", what, re.IGNORECASE
    ):
        return f"There are no {what}."
    return f"No task fits “{phrase.strip()}”."


def _tests(scene: Scene, rest: str) -> Iterator[Test]:
    """What the words ask of a task, each as a test; what is left over is a tag, a person or in a title."""
    for read in (_state, _simple, _without, _due, _tag, _person, _priority):
        found, rest = read(scene, rest)
        if found is not None:
            yield found
    about = _ABOUT.search(rest)
    words = (about["a"] if about else _JOINT.sub(" ", rest)).strip(" ,")
    words = re.sub(rf"\b{_NOUN}\b", " ", words, flags=re.IGNORECASE).strip() or words
    if words:
        yield _naming(scene, scene.marked.free_text(words))


Read = tuple[Test | None, str]


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip()


def _state(scene: Scene, rest: str) -> Read:
    return _listed(_STATES, scene, rest)


def _simple(scene: Scene, rest: str) -> Read:
    return _listed(_SIMPLE, scene, rest)


def _listed(table: Table, scene: Scene, rest: str) -> Read:
    for words, holds in table:
        if match := re.search(rf"\b(?:{words})\b", rest, re.IGNORECASE):
            return (lambda task, holds=holds: bool(holds(task, scene))), _cut(rest, match)
    return None, rest


def _without(scene: Scene, rest: str) -> Read:
    match = _WITHOUT.search(rest)
    if match is None:
        return None, rest
    field = match[1].lower()
    value = next(get for start, get in _FILLED.items() if field.startswith(start))
    wanted = match[0].lower().startswith("with ") and not match[0].lower().startswith("with no")
    return (lambda task: bool(value(task, scene)) == wanted), _cut(rest, match)


def _priority(_scene: Scene, rest: str) -> Read:
    match = _PRIORITY.search(rest)
    if match is None:
        return None, rest
    wanted = PRIORITIES[(match["a"] or match["b"] or match["c"]).lower()]
    return (lambda task: task.priority == wanted), _cut(rest, match)


def _due(scene: Scene, rest: str) -> Read:
    match = _DUE.search(rest)
    if match is None:
        return None, rest
    today = scene.context.today
    first, last = days(match["day"], today, "start"), days(match["day"], today, "end")
    if not last:
        return None, rest
    when = (match["when"] or "").strip()
    low, high = {
        "before": (date.min, first[0]),
        "by": (date.min, last[0]),
        "until": (date.min, last[0]),
        "after": (last[0], date.max),
    }.get(when, (first[0], last[0]))
    strict = when in ("before", "after")

    def within(task: Task) -> bool:
        due = date.fromisoformat(task.due_date) if task.due_date else None
        return due is not None and (low < due < high if strict else low <= due <= high)

    return within, _cut(rest, match)


def _tag(scene: Scene, rest: str) -> Read:
    match = _TAG.search(rest)
    if match is None:
        return None, rest
    tag = normal(scene.marked.free_text(match["a"] or match["b"] or match["c"] or match["d"]))
    return (lambda task: tag in map(normal, task.tags)), _cut(rest, match)


def _person(scene: Scene, rest: str) -> Read:
    match = _PERSON.search(rest)
    if match is None:
        return None, rest
    said = "me" if match["c"] else scene.marked.free_text(match["a"] or match["b"] or match["d"])
    names = {"me", normal(scene.context.actor)} if said.lower() == "me" else {normal(said)}
    if not match["c"] and not any(_is(names, task) for task in scene.tree.tasks.values()):
        return None, rest
    return (lambda task: _is(names, task)), _cut(rest, match)


def _is(names: set[str], task: Task) -> bool:
    if not task.assignee:
        return False
    assignee = normal(task.assignee)
    return assignee in names or bool({*assignee.split()[:1]} & names)


def _naming(scene: Scene, words: str) -> Test:
    """Tags and people before titles: "backend" is a tag where any task has it."""
    said = normal(words)
    if any(said in map(normal, task.tags) for task in scene.tasks):
        return lambda task: said in map(normal, task.tags) or _in_title(words, task)
    if any(_is({said}, task) for task in scene.tasks):
        return lambda task: _is({said}, task)
    return lambda task: _in_title(words, task)


def _in_title(words: str, task: Task) -> bool:
    return set(gist(words)) <= set(gist(task.title))
