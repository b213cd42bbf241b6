"""Whether a task is done, blocked, started, late: "is T2 blocked", "did Ann finish the copy?"."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import are, tasks
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.dates import shown
from agents.providers.embedded.terms.vocabulary import STATUSES, any_of
from ledger.core.model import Task, TaskStatus

QUESTIONS = Questions()
WORDS: dict[TaskStatus, str] = {
    "todo": "not started",
    "in_progress": "in progress",
    "blocked": "marked as blocked",
    "in_review": "in review",
    "completed": "done",
    "cancelled": "cancelled",
}
_BE = r"(?:is|are|was|were|has|have|did|will|does|do|had|has been)(?: not)?"
_STATE = (
    rf"(?:been |be |being |all |completely |fully )*(?P<state>{any_of(STATUSES)}|begin|start"
    r"|finish|complete|block)"
)
_LATE = (
    r"(?:late|overdue|behind(?: schedule)?|past due|delayed|on time|on track|in time|on schedule)"
)
MOST = 5


@QUESTIONS.asked(
    rf"{_BE} <a> {_STATE}",
    r"(?:how far (?:is|are)|how is|how are|where (?:are we|do we stand) (?:with|on)|how far are we with"
    r"|what is the (?:status|state|progress) (?:of|on|for|with)|(?:status|state|progress) (?:of|on|for)) <a>"
    r"(?: (?:going|coming along|doing|progressing|looking))?",
    r"<a>(?:'s)? (?:status|state|progress)",
)
def state_of(asked: Asked, a: str, state: str = "") -> str:
    """Its state as it is, and whether it is the one that was asked about."""
    found = asked.tasks_of(a)
    meant = STATUSES.get(state.lower()) or _BARE.get(state.lower())
    if len(found) != 1 or meant is None:
        return _states(asked, found)
    is_so = _is_in(asked, found[0], meant, state.lower())
    free = meant in ("blocked", "ready") and asked.of(found[0]).ready
    said = f"{'Yes' if is_so else 'No'}: {state_sentence(asked, found[0])}"
    return f"{said} Nothing stands in its way." if free else said


_BARE = {
    "begin": "in_progress",
    "start": "in_progress",
    "finish": "completed",
    "complete": "completed",
    "block": "blocked",
}


def _is_in(asked: Asked, task: Task, meant: str, said: str) -> bool:
    """Whether a task is in a state: what waits is blocked, what is in review was begun."""
    is_open = asked.is_open(task)
    if said == "ready":
        return asked.of(task).ready or not is_open
    if meant == "completed":
        return not is_open and task.status != "cancelled"
    if meant == "todo":
        return is_open and (task.status == "todo" or said in _STILL_OPEN)
    if meant == "blocked":
        return is_open and (task.status == "blocked" or bool(asked.of(task).blocked_by))
    if meant == "in_progress":
        return task.status in ("in_progress", "in_review") and is_open
    return task.status == meant


_STILL_OPEN = (
    "open", "not done", "undone", "incomplete", "not complete", "not completed", "not finished", "unfinished",
    "pending", "remaining", "outstanding",
)  # fmt: skip


@QUESTIONS.asked(
    r"(?:did|has|have) <who> (?:finish(?:ed)?|complete[d]?|done|do|start(?:ed)?|begin|begun"
    r"|sent|send) (?:with )?<a>",
    r"is <who> (?:finished|done) with <a>",
)
def done_by(asked: Asked, who: str, a: str) -> str:
    """The state, and whose it is: the plan does not know who did what."""
    if who.lower() in ("we", "anyone", "anybody", "somebody", "someone", "they"):
        return _states(asked, asked.tasks_of(a))
    person = asked.person(who)
    found = asked.task(a)
    has = asked.assignee(found)
    told = state_sentence(asked, found)
    if has is None:
        return f"{told} It is assigned to nobody."
    if has.lower() != person.assignee.lower():
        return f"{told} It is assigned to {has}, not to {person.name}."
    return told


@QUESTIONS.asked(rf"(?:is|are|was|were|will)(?: not)? <a> (?:running |be |being )?{_LATE}")
def is_late(asked: Asked, a: str) -> str:
    """By its due date, and that of what it is a part of."""
    found = asked.task(a)
    late_ones = [part for part in asked.below(found) if is_overdue(asked, part)]
    day = asked.due(found)
    if not asked.is_open(found):
        return state_sentence(asked, found)
    if late_ones:
        also = [part for part in late_ones if part.id != found.id]
        if is_overdue(asked, found):
            return f"{asked.label(found)} is overdue: it was due {shown(day or '')}."
        return (
            f"{asked.label(found)} itself is not overdue, but {asked.names(also)} {are(len(also))}."
        )
    if day is None:
        return f"{asked.label(found)} has no due date, so it is not overdue."
    return f"{asked.label(found)} is not overdue: it is due {shown(day)}."


def is_overdue(asked: Asked, task: Task) -> bool:
    """Whether its own day is over, and something is left to do."""
    late = task.due_date is not None and task.due_date < asked.today.isoformat()
    return late and asked.is_open(task)


def state_sentence(asked: Asked, task: Task) -> str:
    """What became of a task, in a sentence or two."""
    label, parts = asked.label(task), [t for t in asked.tree.walk(task.id) if asked.is_leaf(t)]
    if asked.is_open(task):
        waits = [asked.tree.tasks[id] for id in asked.of(task).blocked_by]
        said = f"{label} is {WORDS[task.status]}" + (
            f" and waits for {asked.names(waits)}." if waits else "."
        )
        if parts:
            done = sum(not asked.is_open(part) for part in parts)
            said += (
                f" {done} of its {tasks(len(parts), 'sub-').replace('- ', '-')} {are(done)} closed."
            )
        return said
    if task.status in ("completed", "cancelled"):
        return f"{label} is {WORDS[task.status]}."
    above = next((t for t in asked.line(task)[1:] if t.status in ("completed", "cancelled")), None)
    if above is not None:
        return f"{label} is {WORDS[above.status]}, as {asked.label(above)} is."
    return f"All sub-tasks of {label} are closed; it is not marked as done itself."


def _states(asked: Asked, found: list[Task]) -> str:
    if len(found) > MOST:
        left = [task for task in found if asked.is_open(task)]
        if not left:
            return f"All {len(found)} of them are closed."
        return f"{len(left)} of {len(found)} are open: {asked.names(left)}."
    return " ".join(state_sentence(asked, task) for task in found)


@QUESTIONS.asked(
    r"(?:can|could|may) (?:we|i|they|[^\W\d]\w+) (?:start|begin)(?: with| on)? <a>",
    r"(?:can|could) <a> (?:(?:be )?(?:start|started|begin|begun)|be done)",
    r"when (?:can|could|may|will|do|does) (?:we |i )?(?:start |begin )?(?:with |on )?<a>(?:"
    r" (?:start|begin|be started))(?: at the earliest)?",
    r"(?:is|are)(?: not)? <a> (?:ready|free|able) to (?:go|start|begin|be started)",
)
def can_start(asked: Asked, a: str) -> str:
    """Whether anything stands in its way, and the day that it is planned to begin."""
    found = asked.task(a)
    begins = f" It is planned to start {shown(found.start_date)}." if found.start_date else ""
    if not asked.is_open(found) or found.status != "todo":
        return f"{state_sentence(asked, found)}{begins}"
    if waits := [asked.tree.tasks[id] for id in asked.of(found).blocked_by]:
        return f"{asked.label(found)} can start when {asked.names(waits)} {are(len(waits))} done.{begins}"
    return f"Nothing stands in the way of {asked.label(found)}.{begins}"


@QUESTIONS.asked(
    r"(?:is|are) (?:there )?(?:anything|something|any tasks?|nothing|any of (?:it|them|the"
    r" tasks)) (?P<state>done|finished"
    r"|completed|blocked|stuck|in progress|in review|started|being worked on)"
)
def any_of_them(asked: Asked, state: str) -> str:
    """The tasks in a state."""
    from_words = {"stuck": "blocked", "started": "in_progress", "being worked on": "in_progress"}
    status = from_words.get(state.lower()) or STATUSES[state.lower()]
    called = next((words for known, words in WORDS.items() if known == status), None)
    if called is None:
        raise Declined
    found = [task for task in asked.all if task.status == status]
    if not found:
        return f"Nothing is {called}."
    return f"{len(found)} of {tasks(len(asked.all))}: {asked.names(found)}."
