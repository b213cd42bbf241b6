"""What puts a plan at risk, the worst first; what would help against it as edits, where that is plain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from agents.edits import Edit
from agents.ports import FindingSaid
from agents.providers.embedded.opinions.estimating import rough
from agents.providers.embedded.opinions.ground import Ground
from agents.providers.embedded.opinions.schedule import UNKNOWN_MINUTES, day_after
from agents.providers.embedded.terms.dates import shown
from agents.providers.embedded.terms.vocabulary import listed
from agents.providers.embedded.verbs import split_verb
from agents.providers.embedded.words import telling
from ledger.core.derived.durations import DAY
from ledger.core.model import Task

MOST_SHOWN = 20
SOON_DAYS = 14
STALE_DAYS = 14
MOST_AT_ONCE = 3
ORDER = ("design", "plan", "build", "test", "deploy")
STAGES = {
    "design": ("design", "sketch", "prototype", "wireframe", "specify", "model"),
    "build": (
        "build",
        "implement",
        "develop",
        "code",
        "create",
        "write",
        "add",
        "make",
        "integrate",
    ),
    "test": ("test", "verify", "check", "validate", "qa", "benchmark"),
    "deploy": ("deploy", "release", "ship", "launch", "publish", "roll out", "announce"),
}
STAGE_OF = {verb: stage for stage, verbs in STAGES.items() for verb in verbs}

Risk = tuple[int, str, Task | None, str]
"""Score, kind, the task or None for the plan, and the reason."""


def risks(ground: Ground) -> tuple[tuple[Edit, ...], tuple[FindingSaid, ...], str]:
    """The risks, the worst first; edits that would lessen some; and a sentence on all of them."""
    if not ground.open:
        return (), (), "Nothing is open, so nothing is at risk."
    missing = list(_missing(ground))
    found: list[Risk] = [(6, "missing_dependency", t, reason) for t, _, reason in missing]
    for look in (_dates, _owners, _load, _stale, _chain, _blocked, _estimates):
        found += look(ground)
    found.sort(key=lambda risk: (-risk[0], risk[2].number if risk[2] else 0, risk[1]))
    findings = tuple(
        ground.found(kind, t, why, score) for score, kind, t, why in found[:MOST_SHOWN]
    )
    edits = tuple(
        ground.update(task, add_depends_on=(ground.scene.handle(other),))
        for task, other, _ in missing
    )
    return edits, findings, _sentence(found, len(edits))


def _sentence(found: list[Risk], edits: int) -> str:
    if not found:
        return "I see no risk in this plan: owners, dates, order and load fit together."
    worst = found[0]
    said = f"{len(found)} risk{'s' * (len(found) > 1)}. The worst: {worst[3]}"
    if len(found) > MOST_SHOWN:
        said += f" Shown are the first {MOST_SHOWN}."
    if edits:
        said += f" The draft adds {edits} dependenc{'ies' if edits > 1 else 'y'} that seem to be missing."
    return said


def _missing(ground: Ground) -> Iterator[tuple[Task, Task, str]]:
    """Tasks about the same thing of which the later stage does not wait for the earlier."""
    staged = [(task, *_stage(task)) for task in ground.open]
    for task, stage, words in staged:
        earlier = [
            (other, at)
            for other, at, others in staged
            if 0 <= at < stage and words and others and (words <= others or others <= words)
        ]
        for other, at in earlier:
            nearest = at == max(place for _, place in earlier)
            if nearest and not _related(ground, task, other):
                label = ground.scene.label
                yield task, other, f"{label(task)} does not wait for {label(other)}."


def _stage(task: Task) -> tuple[int, frozenset[str]]:
    verb, rest = split_verb(task.title)
    stage = STAGE_OF.get(verb or "")
    return (ORDER.index(stage) if stage else -1), telling(rest)


def _related(ground: Ground, task: Task, other: Task) -> bool:
    """Whether one waits for the other already, either way, or is a part of it."""
    return _reaches(ground, task, other.id) or _reaches(ground, other, task.id)


def _reaches(ground: Ground, start: Task, goal: str) -> bool:
    tree = ground.tree
    seen, frontier = {start.id}, [start.id]
    for id in frontier:  # grows while it is walked
        parts = (id, *tree.ancestors(id))
        near = {*parts, *(need for part in parts for need in tree.tasks[part].depends_on)}
        near |= set(tree.child_ids(id)) if id != start.id else set()
        frontier += sorted(near - seen)
        seen |= near
    return goal in seen


def _dates(ground: Ground) -> Iterator[Risk]:
    today = ground.today.isoformat()
    for task in ground.open:
        if task.due_date is None:
            continue
        name = ground.scene.label(task)
        if task.due_date < today:
            yield 9, "overdue", task, f"{name} was due on {shown(task.due_date)}."
            continue
        late = [n for n in ground.schedule.needs(task) if (n.due_date or "") > task.due_date]
        done = day_after(ground.today, ground.schedule.end(task))
        if late:
            others = listed(
                [f"{ground.scene.label(n)} ({shown(n.due_date or '')})" for n in late[:3]]
            )
            reason = f"{name} is due on {shown(task.due_date)}, before what it waits for: {others}."
            yield 8, "due_before_dependencies", task, reason
        elif done.isoformat() > task.due_date:
            reason = (
                f"{name} is due on {shown(task.due_date)}; with the work before it, it is done on"
                f" {shown(done)} at the earliest."
            )
            yield 8, "due_before_dependencies", task, reason


def _owners(ground: Ground) -> Iterator[Risk]:
    if len(ground.open) > 1 and not any(_owner(ground, task) for task in ground.open):
        yield 4, "no_owner", None, f"None of the {len(ground.open)} open tasks has an owner."
        return
    unowned = [task for task in ground.leaves if not _owner(ground, task)]
    soon = date.fromordinal(ground.today.toordinal() + SOON_DAYS).isoformat()
    for task in unowned:
        name = ground.scene.label(task)
        if task.status in ("in_progress", "in_review"):
            yield 5, "no_owner", task, f"{name} is being worked on and belongs to nobody."
        elif task.due_date and task.due_date <= soon:
            yield 6, "no_owner", task, f"{name} is due on {shown(task.due_date)} and has no owner."
        elif task.priority in ("critical", "high"):
            yield 4, "no_owner", task, f"{name} has {task.priority} priority and no owner."


def _owner(ground: Ground, task: Task) -> str | None:
    """Whose it is: that of the nearest task from here up that belongs to somebody."""
    while not task.assignee and task.parent_id is not None:
        task = ground.tree.tasks[task.parent_id]
    return task.assignee


def _load(ground: Ground) -> Iterator[Risk]:
    """Who has more work due by a day than working hours until then, or too much begun at once."""
    of = defaultdict[str, list[Task]](list)
    for task in ground.leaves:
        if task.assignee:
            of[task.assignee].append(task)
    for who, tasks in sorted(of.items()):
        begun = [task for task in tasks if task.status == "in_progress"]
        if len(begun) > MOST_AT_ONCE:
            yield 5, "overloaded", begun[0], f"{who} works on {len(begun)} tasks at once."
        for day in sorted({task.due_date for task in tasks if task.due_date}):
            due = [task for task in tasks if task.due_date and task.due_date <= day]
            work = sum(task.estimated_minutes or UNKNOWN_MINUTES for task in due)
            if day >= ground.today.isoformat() and day_after(ground.today, work).isoformat() > day:
                reason = (
                    f"{who} has {rough(work)} of work due by {shown(day)}: more than the days left."
                )
                yield 7, "overloaded", due[-1], reason
                break


def _stale(ground: Ground) -> Iterator[Risk]:
    for task in ground.leaves:
        if task.status != "in_progress":
            continue
        most = max(STALE_DAYS, 3 * (task.estimated_minutes or 0) // DAY)
        for since, words in (
            (task.start_date, "has been in progress for"),
            (ground.last_changed.get(task.id), "is in progress, and nothing of it was changed for"),
        ):
            days = (ground.today - date.fromisoformat(since)).days if since else 0
            if days > most:
                yield 6, "stale", task, f"{ground.scene.label(task)} {words} {days} days."
                break


def _chain(ground: Ground) -> Iterator[Risk]:
    """The longest chain, measured against the project's due date where it has one."""
    chain = ground.schedule.longest()
    if len(chain) < 2:
        return
    length = ground.schedule.end(chain[-1])
    done = day_after(ground.today, length)
    named = " → ".join(ground.scene.handle(task) for task in chain[:8])
    due = ground.tree.project.due_date if ground.tree.project else None
    said = f"The longest chain ({named}) takes {rough(length)}"
    if due is None:
        yield 3, "critical_path", chain[0], f"{said}; whatever delays one of them delays the whole."
    elif done.isoformat() > due:
        reason = f"{said}, until {shown(done)}: after the project's due date, {shown(due)}."
        yield 10, "critical_path", chain[0], reason
    else:
        slack = (date.fromisoformat(due) - done).days
        reason = f"{said} and leaves {slack} days until the project is due."
        yield (5 if slack < SOON_DAYS / 2 else 2), "critical_path", chain[0], reason


def _blocked(ground: Ground) -> Iterator[Risk]:
    for task in ground.leaves:
        if task.status == "blocked" and not any(ground.schedule.needs(task)):
            reason = f"{ground.scene.label(task)} is blocked, and nothing here says by what."
            yield 6, "blocked", task, reason


def _estimates(ground: Ground) -> Iterator[Risk]:
    without = [task for task in ground.leaves if not task.estimated_minutes]
    if len(ground.leaves) > 2 and len(without) * 2 > len(ground.leaves):
        reason = f"{len(without)} of {len(ground.leaves)} open tasks have no estimate."
        yield 3, "no_estimate", None, reason
