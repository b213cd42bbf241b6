"""What may be left out when time is short: "what could we cut?", "where can we save time?"."""

from __future__ import annotations

from agents.providers.embedded.asking.parts import part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.terms.vocabulary import PRIORITY_ORDER
from ledger.core.derived.durations import duration_text
from ledger.core.derived.schedule import critical_path, remaining_work
from ledger.core.model import Task

QUESTIONS = Questions()
MOST_NAMED = 4
_WE = r"(?:(?:could|can|should|might|would|do) (?:we|i|you)|to)"


@QUESTIONS.asked(
    rf"(?:what|which(?: tasks?| ones?)?) (?:else )?{_WE} (?:best |possibly |safely )?(?:cut|drop|skip|shorten"
    r"|save|leave out|do without|live without|cut (?:out|back|down)(?: on)?|postpone|put off|trim"
    r"|get rid of)(?: <part>)?",
    r"(?:can|could) (?:we|i) (?:save|gain|win) (?:some |any )?time(?: somewhere| anywhere)?",
    rf"where {_WE} (?:cut|save|trim|shorten)(?: (?:time|work|effort|corners|back|down))*(?: <part>)?",
    r"how (?:could|can|do|would) (?:we|i) (?:cut|shorten|speed up|save time|get (?:it )?done (?:faster"
    r"|sooner)"
    r"|be (?:faster|done (?:sooner|earlier)))(?: (?:it|this|that|the (?:plan|project)))?(?: up| down)?"
    r"(?: <part>)?",
    r"what (?:can|could) (?:go|be (?:cut|dropped|skipped|left out|postponed))(?: <part>)?",
)
def to_cut(asked: Asked, part: str = "") -> str:
    """What is least important and long, and what alone would bring the end forward."""
    about = part_of(asked, part)
    leaves = asked.leaves(about.tasks)
    if not leaves:
        return f"Nothing{about.words} is open."
    low = [task for task in leaves if task.priority == _lowest(leaves)]
    low.sort(key=lambda task: -(task.estimated_minutes or 0))
    named = low[:MOST_NAMED]
    minutes = sum(task.estimated_minutes or 0 for task in named)
    saved = f", {duration_text(minutes)} of work together" if minutes else ""
    kind = f"priority {named[0].priority}"
    path = critical_path(asked.tree, asked.derivation, remaining_work(asked.tree, asked.derivation))
    chain = [task for task in leaves if task.id in path]
    chain.sort(key=lambda task: -(task.estimated_minutes or 0))
    said = f"Least important of what is open{about.words} ({kind}): {asked.names(named)}{saved}."
    if chain:
        on_it = asked.names(chain[:MOST_NAMED])
        said += f" Only what is on the critical path brings the end forward: {on_it}."
    return f"{said} Say which to drop, for example “drop {asked.scene.handle(named[0])}”."


def _lowest(leaves: list[Task]) -> str:
    """The lowest priority that any of them has."""
    return next(p for p in PRIORITY_ORDER[::-1] if any(task.priority == p for task in leaves))
