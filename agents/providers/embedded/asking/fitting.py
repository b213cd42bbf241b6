"""What fits into the time that somebody has: "I have two hours, what should I do?"."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import have
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.upcoming import NOTHING, following
from ledger.core.derived.durations import duration_text

QUESTIONS = Questions()
_TIME = r"(?P<time>[\w.,½ ]{1,24}?)"
_DO = r"(?:do|work on|start|get done|finish|tackle|fit in|squeeze in|manage)"
_WHAT = (
    rf"what (?:(?:should|could|can|shall|do) (?:i|we) {_DO}|fits(?: in)?"
    r"|is (?:next|best|there to do|possible)|now)"
)


@QUESTIONS.asked(
    rf"(?:so )?(?:(?:if )?(?:i|we)(?: have| have got|'ve got| got)|i've got|got|with) (?:only )?{_TIME}"
    rf"(?: free| spare| left| to spare| of time)?(?: today| now| tonight| this \w+)?"
    rf"(?:,| -| and|\.)? {_WHAT}",
    rf"{_WHAT} (?:in(?:to|side)?|within|with) (?:the next )?{_TIME}",
    rf"(?:what|which tasks?) (?:(?:can|could) be done in|takes? (?:less than|under|at most)) {_TIME}",
)
def fitting(asked: Asked, time: str) -> str:
    """What is ready and takes no longer, the best first."""
    given = minutes(time)
    if given is None:
        raise Declined
    ready = [asked.tree.tasks[s.task_id] for s in following(asked.scene)]
    found = [task for task in ready if task.estimated_minutes and task.estimated_minutes <= given]
    if found:
        first, *others = [
            f"{asked.label(task)} ({duration_text(task.estimated_minutes or 0)})" for task in found
        ]
        also = f" Also: {', '.join(others[:4])}." if others else ""
        return f"{first} fits into {duration_text(given)}.{also}"
    if not ready:
        return NOTHING
    unknown = [task for task in ready if not task.estimated_minutes]
    rest = f" {asked.names(unknown)} {have(len(unknown))} none." if unknown else ""
    return f"Nothing that is ready takes {duration_text(given)} or less by its estimate.{rest}"
