"""What to do next: the tasks that nothing stands in the way of, best first, each with its reasons."""

from __future__ import annotations

from agents.ports import FindingSaid
from agents.providers.embedded.grammar.questions import next_in_words, ready
from agents.providers.embedded.opinions.ground import Ground
from agents.providers.embedded.terms.dates import shown
from agents.providers.embedded.terms.vocabulary import listed
from ledger.core.model import Task

MOST_SHOWN = 5


def following(ground: Ground) -> tuple[tuple[FindingSaid, ...], str]:
    """The tasks that can be worked on, best first; and the first of them in a sentence."""
    tasks = ready(ground.scene)[:MOST_SHOWN]
    chain = ground.schedule.longest()
    critical = {task.id for task in chain} if len(chain) > 1 else set()
    findings = tuple(
        ground.found("next", task, _reason(ground, task, critical), 10 - place)
        for place, task in enumerate(tasks)
    )
    return findings, next_in_words(ground.scene)


def _reason(ground: Ground, task: Task, critical: set[str]) -> str:
    why = []
    if task.status in ("in_progress", "in_review"):
        why.append("already begun")
    if task.priority in ("critical", "high"):
        why.append(f"{task.priority} priority")
    if task.due_date:
        late = task.due_date < ground.today.isoformat()
        why.append(f"{'overdue since' if late else 'due'} {shown(task.due_date)}")
    if task.id in critical:
        why.append("first in the longest chain of work")
    waiting = sum(task.id in other.depends_on for other in ground.open)
    if waiting:
        why.append(f"{waiting} task{'s wait' if waiting > 1 else ' waits'} for it")
    said = listed(why or ["nothing stands in its way"])
    return f"{said[:1].upper()}{said[1:]}."
