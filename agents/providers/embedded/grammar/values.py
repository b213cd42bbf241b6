"""Setting a field from words: what "high", "2 days", "next friday" or "Ann and Bob" mean for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from agents.compile import PROJECT_WORDS
from agents.providers.embedded.grammar import naming, people
from agents.providers.embedded.grammar.reading import Reading, Target, count_or_list, quoted
from agents.providers.embedded.references.marked import QUOTE
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from agents.providers.embedded.terms.calendar import Edge
from agents.providers.embedded.terms.dates import days, shown
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import (
    PRIORITIES,
    PRIORITY_ORDER,
    PROJECT_STATUSES,
    STATUSES,
    any_of,
    capitalized,
    meaning,
)
from ledger.core.derived.durations import duration_text
from ledger.core.model import Project

Targets = Sequence[Target]
Setter = Callable[[Reading, Targets, str], None]

_NOBODY = frozenset(("she", "he", "they", "it", "him", "her", "them", "say", "that", "this",
                     "wrong", "right", "correct", "incorrect", "outdated", "missing", "unknown"))  # fmt: skip
NOBODY = re.compile(r"(?:no ?body|no ?one|none|nothing|unassigned|anybody|anyone)", re.IGNORECASE)
_ITEMS = re.compile(r"\s*(?:[,;\n]+(?:\s*and\b)?|\band\b|&|\|)\s*", re.IGNORECASE)
_LINES = re.compile(r"\s*(?:;|\n+(?:\s*[-*•]\s*)?|,\s+and\b|,\s+)\s*")
STATUS_WORDS = ("to do", "in progress", "blocked", "in review", "completed", "cancelled")
_A_DAY = re.compile(r"(?:on |by |to )?(?:the )?\d{1,2}(?:st|nd|rd|th)")
_NO_VALUE = re.compile(
    r"(?:none|nothing|empty|null|no (?:due )?date|no estimate|blank|unset|-)", re.IGNORECASE
)


def put(r: Reading, targets: Targets, field: str, value: Any, says: str) -> None:
    """Set a field to the same value everywhere; `says` is the rest of "T2 …": "is now blocked"."""
    put_each(r, [(target, value) for target in targets], field, says)


def put_each(r: Reading, values: Sequence[tuple[Target, Any]], field: str, says: str) -> None:
    """Set a field on several targets; where it has the value already, nothing is written."""
    changed = [(target, value) for target, value in values if current(target, field) != value]
    for target, value in changed:
        if value is None or value == ():
            r.update(target.handle, clear=(field,))
        else:
            r.update(target.handle, **{field: value})
    labels = [target.label for target, _ in changed or values]
    r.say(about(labels, says) if changed else f"{count_or_list(labels)}: nothing to change.")


_MANY = {
    "is": "are",
    "has": "have",
    "takes": "take",
    "starts": "start",
    "runs": "run",
    "waits": "wait",
    "depends": "depend",
}


def about(labels: Sequence[str], says: str) -> str:
    """A sentence about one or several targets: "T2 is now blocked.", "5 tasks are now blocked."."""
    verb, _, rest = says.partition(" ")
    verb = verb if len(labels) == 1 else _MANY.get(verb, verb)
    return capitalized(f"{count_or_list(list(labels))} {verb} {rest}.")


def current(target: Target, field: str) -> Any:
    """A field as it is; on the project the description is its summary, the assignee its owner."""
    name = PROJECT_WORDS.get(field, field) if isinstance(target.now, Project) else field
    if not hasattr(target.now, name):
        raise Tell(f"The project has no {field.replace('_', ' ')}.")
    return getattr(target.now, name)


def status_of(text: str, targets: Targets = ()) -> str | None:
    """The status that a text names: that of a project when the target is one."""
    of_project = bool(targets) and isinstance(targets[0].now, Project)
    words = PROJECT_STATUSES if of_project else STATUSES
    text = re.sub(r"\s+(?:status|again|already)$", "", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"^(?:as|to|into|in|on)\s+", "", text, flags=re.IGNORECASE)
    return meaning(words, text) or meaning(words, bare)


def priority_of(text: str) -> str | None:
    """The priority that a text names: "high", "a high priority", "P1", "top priority"."""
    text = re.sub(
        r"^(?:(?:as|to|a|an|the|of|very)\s+)+(?=\S)", "", text.strip(), flags=re.IGNORECASE
    )
    text = re.sub(r"[- ]?(?:priority|prio|importance)$", "", text, flags=re.IGNORECASE)
    return meaning(PRIORITIES, re.sub(r"^priority\s+", "", text, flags=re.IGNORECASE))


def set_status(r: Reading, targets: Targets, text: str) -> None:
    """Mark as done, blocked and so on."""
    status = status_of(r.original(text), targets)
    if status is None and re.search(r"[.;:,] ", text):
        raise Declined  # more is said in it than a status
    if status is None:
        key = f"status {text}"
        answer = r.asked(key, f"Which status is {quoted(r.original(text))}?", STATUS_WORDS)
        status = status_of(answer, targets)
    if status is None:
        raise Ask(f"status {text}", "Which status should it be?", options=STATUS_WORDS)
    put(r, targets, "status", status, f"is now {status.replace('_', ' ')}")


def set_priority(r: Reading, targets: Targets, text: str) -> None:
    """Make urgent, high and so on."""
    priority = priority_of(r.original(text))
    if priority is None:
        question = f"Which priority is {quoted(r.original(text))}?"
        priority = priority_of(r.asked(f"priority {text}", question, PRIORITY_ORDER))
    if priority is None:
        raise Ask(f"priority {text}", "Which priority should it be?", options=PRIORITY_ORDER)
    put(r, targets, "priority", priority, f"has {priority} priority")


def shift_priority(r: Reading, targets: Targets, steps: int) -> None:
    """Raise (negative steps) or lower by one or more levels, within the scale."""
    values = []
    for target in targets:
        place = PRIORITY_ORDER.index(target.now.priority) + steps
        values.append((target, PRIORITY_ORDER[min(max(place, 0), len(PRIORITY_ORDER) - 1)]))
    put_each(r, values, "priority", f"has a {'higher' if steps < 0 else 'lower'} priority")


def set_estimate(r: Reading, targets: Targets, text: str) -> None:
    """Estimate at so much work."""
    _set_minutes(r, targets, text, "estimated_minutes", "is estimated at")


def set_actual(r: Reading, targets: Targets, text: str) -> None:
    """Say how much work it was."""
    _set_minutes(r, targets, text, "actual_minutes", "has taken")


def _set_minutes(r: Reading, targets: Targets, text: str, field: str, says: str) -> None:
    said = r.original(text)
    if _NO_VALUE.fullmatch(said):
        clear(r, targets, field)
        return
    size = minutes(said)
    if size is None:
        question = f"How long is {quoted(said)}? Say it like “2 days”, “3h” or “90 minutes”."
        answer = r.asked(f"duration {text}", question, _guesses(said))
        size = minutes(answer)
    if size is None:
        raise Tell("An estimate is a time, like “2 days”, “3h” or “90 minutes”.")
    put(r, targets, field, size, f"{says} {duration_text(size)}")


def _guesses(said: str) -> tuple[str, ...]:
    number = said if re.fullmatch(r"\d+(?:[.,]\d+)?", said) else None
    return (f"{number} minutes", f"{number} hours", f"{number} days") if number else ()


def set_due(r: Reading, targets: Targets, text: str) -> None:
    """Say by when."""
    _set_day(r, targets, text, "due_date", "end")


def set_start(r: Reading, targets: Targets, text: str) -> None:
    """Say when it begins."""
    _set_day(r, targets, text, "start_date", "start")


def _set_day(r: Reading, targets: Targets, text: str, field: str, edge: Edge) -> None:
    said = r.original(text)
    if _NO_VALUE.fullmatch(said):
        clear(r, targets, field)
        return
    day = _in_its_month(targets, said, field, day_of(r, said, edge))
    verb = "is due on" if edge == "end" else "starts on"
    put(r, targets, field, day.isoformat(), f"{verb} {shown(day)}")


def _in_its_month(targets: Targets, said: str, field: str, day: date) -> date:
    """The day of the month in which it was to be so far, where only its number is said: "the 30th"."""
    had = getattr(targets[0].now, field, None)
    if had is None or not _A_DAY.fullmatch(said):
        return day
    with suppress(ValueError):  # there is no such day in that month
        return max(day, date.fromisoformat(had).replace(day=day.day))
    return day


def day_of(r: Reading, said: str, edge: Edge = "end") -> date:
    """The day that a text names. Raises Ask when it names none, or when it can be read in two ways."""
    today = r.scene.context.today
    said = said.strip("'‘’")
    found = days(said, today, edge)
    if len(found) != 1:
        question = f"Which day is {quoted(said)}?" + ("" if found else " Say it like “2026-12-01”.")
        options = [day.isoformat() for day in found]
        found = days(r.asked(f"day {said}", question, options), today, edge)
    if len(found) != 1:
        raise Ask(
            f"day {said}", f"I cannot read {quoted(said)} as a day. Say it like “2026-12-01”."
        )
    return found[0]


_ASKS_WHO = re.compile(r"who(?:m|se|ever)?|what|which", re.IGNORECASE)


def set_assignee(r: Reading, targets: Targets, text: str) -> None:
    """Hand to somebody, or to nobody."""
    who = person(r, text)
    if _ASKS_WHO.fullmatch(who):
        raise Declined  # "who's on that again?"
    if people.SOMEBODY.fullmatch(who) or people.ALL_OF_US.fullmatch(who):
        has = [target.task.assignee for target in targets]
        names = ", ".join(target.label for target in targets[:4])
        who = person(r, people.named(r, f"Who should do {names}?", has))
    if NOBODY.fullmatch(who) or _NO_VALUE.fullmatch(who):
        clear(r, targets, "assignee")
    else:
        put(r, targets, "assignee", who, f"is assigned to {who}")


def person(r: Reading, text: str) -> str:
    """A name as it was written; "me" stays "me", and who is known is spelled as before."""
    who = re.sub(r"^@", "", r.free_text(text)).strip(" .")
    if who.lower() in ("me", "myself", "mine", "i"):
        return "me"
    if re.fullmatch(r"#?[tT]\d+", who):
        raise Declined  # nobody is called T3
    if (
        re.search(r"[,;:!?&+/]| (?:with|and then|by|is|to|on|until|at|instead)\b", who)
        or who.lower() in _NOBODY
    ):
        raise Declined
    known = {task.assignee for task in r.scene.tree.tasks.values() if task.assignee}
    return next((name for name in sorted(known) if name.lower() == who.lower()), who)


def set_tags(r: Reading, targets: Targets, text: str) -> None:
    """Replace the tags."""
    tags = tuple(sorted(set(tag_list(r, text))))
    put(r, targets, "tags", tags, f"is tagged {', '.join(tags)}")


def tag_list(r: Reading, text: str) -> list[str]:
    """Tags from a list: "backend, #urgent and api"."""
    parts = (r.free_text(part).strip().lstrip("#") for part in _ITEMS.split(text))
    return [part for part in parts if part]


def set_title(r: Reading, targets: Targets, text: str) -> None:
    """Rename one target."""
    title = naming.plain_title(r, text)
    if (other := _INSTEAD_OF.fullmatch(title)) and len(targets) == 1:
        title = _reworded(targets[0].now.title, other)
    is_bare = not re.fullmatch(QUOTE, text.strip())
    if is_bare and (naming.NO_TITLE.match(title) or title.lower() == "make"):
        raise Declined
    if naming.HOW.match(title) or not any(map(str.isalnum, title)):
        raise Ask(f"title {text}", f"What should {targets[0].label} be called?")
    if len(targets) != 1:
        names = ", ".join(target.label for target in targets[:4])
        raise Tell(f"Only one task at a time can be renamed; this names {len(targets)}: {names}.")
    put(r, targets, "title", title, f"is now called {quoted(title)}")


_INSTEAD_OF = re.compile(
    r"(?P<new>.+?),? (?:instead of|rather than|in place of) (?P<old>.+)", re.IGNORECASE
)


def _reworded(title: str, said: re.Match[str]) -> str:
    """A title in which some words are others: "house instead of flat". Raises Declined where they are not."""
    old = re.compile(rf"(?<!\w){re.escape(said['old'])}(?!\w)", re.IGNORECASE)
    if not old.search(title):
        raise Declined
    return capitalized(old.sub(said["new"], title))


def set_description(r: Reading, targets: Targets, text: str) -> None:
    """Describe."""
    put(r, targets, "description", r.free_text(text), "has a new description")


def set_criteria(r: Reading, targets: Targets, text: str) -> None:
    """Say when it is done, one criterion or a list."""
    criteria = tuple(lines(r, text))
    put(r, targets, "acceptance_criteria", criteria, "has new acceptance criteria")


def lines(r: Reading, text: str) -> list[str]:
    """A list of sentences: separated by semicolons or new lines, else by commas."""
    text = re.sub(r"^\s*[-*•]\s*", "", text)
    parts = re.split(r"\s*;\s*", text) if ";" in text else _LINES.split(text)
    return [capitalized(said) for part in parts if (said := r.free_text(part).rstrip(" ."))]


_EMPTY: Mapping[str, str] = {
    "assignee": "is assigned to nobody",
    "estimated_minutes": "has no estimate any more",
    "actual_minutes": "has no time spent any more",
    "due_date": "has no due date any more",
    "start_date": "has no start date any more",
    "description": "has no description any more",
    "tags": "has no tags any more",
    "acceptance_criteria": "has no acceptance criteria any more",
    "depends_on": "depends on nothing any more",
}
_LISTS = ("tags", "acceptance_criteria", "depends_on")


def clear(r: Reading, targets: Targets, field: str) -> None:
    """Empty a field. A priority or status goes back to where it began."""
    if field == "priority":
        put(r, targets, field, "medium", "has medium priority")
    elif field in _EMPTY:
        put(r, targets, field, () if field in _LISTS else None, _EMPTY[field])
    else:
        raise Declined


FIELDS: Mapping[str, tuple[str, Setter]] = {
    **dict.fromkeys(("status", "state"), ("status", set_status)),
    **dict.fromkeys(("priority", "prio", "importance"), ("priority", set_priority)),
    **dict.fromkeys(
        (
            "estimate",
            "estimated time",
            "estimation",
            "effort",
            "duration",
            "estimated effort",
            "size",
        ),
        ("estimated_minutes", set_estimate),
    ),
    **dict.fromkeys(
        ("actual", "actual time", "time spent", "spent time", "actuals"),
        ("actual_minutes", set_actual),
    ),
    **dict.fromkeys(
        ("due date", "deadline", "due", "end date", "target date", "due-date"),
        ("due_date", set_due),
    ),
    **dict.fromkeys(("start date", "start", "start-date", "begin date"), ("start_date", set_start)),
    **dict.fromkeys(("assignee", "owner", "responsible"), ("assignee", set_assignee)),
    **dict.fromkeys(("tags", "tag", "labels", "label"), ("tags", set_tags)),
    **dict.fromkeys(("title", "name", "heading"), ("title", set_title)),
    **dict.fromkeys(
        ("description", "details", "summary", "notes", "note", "desc"),
        ("description", set_description),
    ),
    **dict.fromkeys(
        (
            "acceptance criteria",
            "acceptance criterion",
            "criteria",
            "definition of done",
            "done criteria",
        ),
        ("acceptance_criteria", set_criteria),
    ),
}
FIELD = any_of(FIELDS)
