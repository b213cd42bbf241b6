"""What is not filled in: "which tasks have nobody?", "what has no due date?", "what's unassigned"."""

from __future__ import annotations

import re
from collections.abc import Callable

from agents.providers.embedded.asking.naming import have, tasks
from agents.providers.embedded.asking.parts import part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.terms.vocabulary import listed
from ledger.core.model import Task

QUESTIONS = Questions()
_FIELD = (
    r"(?P<field>(?:nobody|no ?one|anybody|anyone)(?: assigned)?|estimates?|assignees?|owners?"
    r"|descriptions?|due dates?|deadlines?|start dates?|tags?|labels?"
    r"|sub-?tasks?|dependenc(?:y|ies)|(?:acceptance )?criteria|dates?|person)"
)
_NO = (
    r"(?:no|nobody|not (?:have|got) (?:an?|any)|any|without|without an?|missing|lacking|not"
    r" an?|missing an?)"
)
_ALL = (
    r"(?:(?:what|which)(?: (?:tasks?|ones?|items?|of them))?|(?:show|list|give)(?: me| us)?(?:"
    r" all| the| everything)*(?: tasks?| items?)?|(?:all |the )*tasks|everything|who|how"
    r" many(?: tasks)?|anything)"
)
_STATE = (
    r"(?P<field>unassigned|not assigned|unestimated|not estimated|undated|unscheduled|not"
    r" scheduled|untagged|unowned|assigned to (?:nobody|no ?one)|up for grabs|not taken)"
)


def _missing(field: str) -> tuple[str, Callable[[Asked, Task], object]]:
    """How it is called, and what has to be there."""
    low = field.lower()
    for words, name, value in _FIELDS:
        if re.search(words, low):
            return name, value
    raise AssertionError(field)


_FIELDS: tuple[tuple[str, str, Callable[[Asked, Task], object]], ...] = (
    (
        r"estimat",
        "no estimate",
        lambda asked, task: (
            asked.of(task).total_estimated_minutes
            or any(p.estimated_minutes for p in asked.line(task))
        ),
    ),
    (r"descri", "no description", lambda _, task: task.description),
    (r"due|deadline|undated|^dates?", "no due date", lambda asked, task: asked.due(task)),
    (r"start|schedul", "no start date", lambda _, task: task.start_date),
    (r"tag|label", "no tag", lambda _, task: task.tags),
    (r"sub", "no sub-tasks", lambda asked, task: not asked.is_leaf(task)),
    (r"depend", "no dependency", lambda _, task: task.depends_on),
    (r"criteria", "no acceptance criteria", lambda _, task: task.acceptance_criteria),
    (r"", "nobody assigned", lambda asked, task: asked.assignee(task)),
)


@QUESTIONS.asked(
    rf"{_ALL} (?:that |which )?(?:has|have|is|are|got|with|do|does)(?: that)?(?: have)?(?:"
    rf" {_NO})? {_FIELD}(?: <part>)?",
    rf"{_ALL}(?: {_NO}) {_FIELD}(?: <part>)?",
    rf"{_ALL} (?:is|are)(?: that are)? {_STATE}(?: tasks?| items?)?(?: <part>)?",
    r"(?:is|are)(?: there)? (?:anything|something|any tasks?|tasks?|any)(?: that is| that"
    rf" are)? {_STATE}(?: tasks)?(?: <part>)?",
    r"(?:is|are|do we have)(?: there)? (?:anything|something|any tasks?|tasks?|any)(?: that"
    rf" (?:has|have))?(?: {_NO}) {_FIELD}(?: <part>)?",
    r"(?:does|do) (?:any|anything|any tasks?|every(?:thing| task)|all tasks)(?: not)? (?:have"
    rf"|lack|miss)(?: {_NO})? {_FIELD}(?: <part>)?",
    rf"(?:(?:show|list)(?: me)? )?(?:all |the |all the |any )?{_STATE}(?: tasks| ones| items|"
    r" work)?(?: <part>)?",
    r"(?:what|which tasks?|anything|is there anything) (?:that )?(?P<field>nobody|no ?one)"
    r" (?:is (?:assigned to|on|doing|working on)|has|does|owns)(?: <part>)?",
    r"(?:what|which tasks?)(?: (?:does|do|has|have))? (?P<field>nobody|no ?one) (?:owns?|haves?|got"
    r"|taken|takes?)",
    r"(?:is there|are there|do we have) (?:any|some|an?)?(?:thing| tasks?| things?)?"
    r"(?: in (?:the|this|our) \w+)? (?:that |which )?"
    r"(?P<field>nobody|no ?one) (?:is(?: (?:assigned to|on|doing|working on|responsible for"
    r"|in charge of|looking after))?|has|does|owns|takes)(?: <part>)?",
    r"(?:is|are) (?:everything|all tasks|all of (?:it|them)) (?P<field>assigned|estimated"
    r"|scheduled|described|tagged)(?: <part>)?",
)
def without(asked: Asked, field: str, part: str = "") -> str:
    """The open tasks that lack it; an owner or a due date they may have from what they belong to."""
    name, value = _missing(field)
    about = part_of(asked, part)
    found = [task for task in about.tasks if asked.is_open(task) and not value(asked, task)]
    found = [task for task in found if asked.is_leaf(task) or not _is_told_below(name)]
    if not found:
        return (
            f"No open task{about.words} has {name}."
            if name != "nobody assigned"
            else f"Every open task{about.words} is assigned to somebody."
        )
    return (
        f"{tasks(len(found), 'open')}{about.words} {have(len(found))} {name}: {asked.names(found)}."
    )


def _is_told_below(name: str) -> bool:
    """Whether what has parts need not be named, as its parts are."""
    return name in (
        "nobody assigned",
        "no estimate",
        "no due date",
        "no start date",
        "no sub-tasks",
    )


@QUESTIONS.asked(
    r"(?:is|are)(?: there)? (?:anything|something)(?: still| else)? missing"
    r"(?: here| from (?:the|this|our) plan)?",
    r"what are we missing(?: (?:here|in (?:the|this|our) plan))?",
    r"(?:what|anything)(?: else)? (?:did|have|has) (?:we|i|you) (?:forget|forgotten|forgot|miss(?:ed)?"
    r"|overlook(?:ed)?|not thought of)",
    r"(?:did|have|has) (?:we|i|you) (?:forget|forgotten|miss(?:ed)?|overlook(?:ed)?) (?:anything|something)",
    r"is (?:the|this|our) plan complete",
)
def gaps(asked: Asked) -> str:
    """What can be seen to be missing: work that nothing says of; what else there is to do is not known."""
    leaves = asked.leaves(asked.all)
    lacking = {
        name: [task for task in leaves if not value(asked, task)]
        for _, name, value in (_FIELDS[0], _FIELDS[2], _FIELDS[-1])
    }
    said = [
        f"{tasks(len(some), 'open')} {have(len(some))} {name}"
        for name, some in lacking.items()
        if some
    ]
    seen = f"{listed(said)}." if said else "Every open task has an estimate, a day and somebody."
    return f"{seen} What else has to be done you know better: say “add …”, or “break down T3” for its steps."
