"""What is overdue: "what's late?", "anything behind schedule for Ann?"."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import are
from agents.providers.embedded.asking.parts import part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.states import is_overdue
from agents.providers.embedded.terms.dates import shown

QUESTIONS = Questions()
_LATE = (
    r"(?:late|overdue|past (?:its |their |the )?due(?: date)?|behind(?: schedule)?|delayed"
    r"|running late|slipping"
    r"|missed|too late)"
)


@QUESTIONS.asked(
    rf"(?:what|which(?: tasks| ones| of them)?|what (?:all|else)|which tasks?)(?: tasks)? (?:is|are|has|have)"
    rf"(?: being)? {_LATE}(?: tasks)?(?: <part>)?",
    r"(?:is |are |do we have |have we |there |is there |are there )*(?:anything|something|any"
    r"|any tasks?|any of"
    rf" (?:it|them|the tasks)|nothing)(?: that is| which is)? {_LATE}(?: tasks?)?(?: <part>)?",
    r"(?:(?:show|list|give|tell)(?: me| us)? )?(?:everything|all|the|all the|any)? ?(?:that is"
    rf" |tasks that are )?{_LATE}"
    r"(?: tasks?| ones| items)?(?: <part>)?",
    rf"(?:are|am) (?:we|i) {_LATE}(?: (?:with|on) (?:anything|something|any of it))?(?: <part>)?",
    r"(?:have|did) we miss(?:ed)? (?:anything|any (?:due dates?|deadlines?))",
    r"(?:which|what|any) (?:due dates?|deadlines?) (?:have we missed|did we miss|were missed"
    r"|are missed|have passed)",
    rf"who is {_LATE}(?: <part>)?",
)
def overdue(asked: Asked, part: str = "") -> str:
    """Each with the day that has passed, the longest ago first."""
    about = part_of(asked, part)
    found = sorted(
        (task for task in about.tasks if is_overdue(asked, task)), key=lambda t: t.due_date or ""
    )
    if not found:
        return f"Nothing{about.words} is overdue."
    if len(found) == 1:
        whose = f", {found[0].assignee}" if found[0].assignee else ""
        return (
            f"{asked.label(found[0])} is overdue: it was due "
            f"{shown(found[0].due_date or '')}{whose and f' and is assigned to {found[0].assignee}'}."
        )
    lines = [f"{asked.label(task)} (due {shown(task.due_date or '')})" for task in found[:10]]
    more = f" and {len(found) - 10} more" if len(found) > 10 else ""
    return f"{len(found)} tasks{about.words} {are(len(found))} overdue: {', '.join(lines)}{more}."
