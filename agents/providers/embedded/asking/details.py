"""What is known of one task: "tell me about T5", "what is T5 about", "what priority is T3?"."""

from __future__ import annotations

from collections.abc import Callable

from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.reaching import before
from agents.providers.embedded.asking.states import WORDS
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.dates import shown
from agents.providers.embedded.terms.vocabulary import PRIORITIES, any_of, listed
from ledger.core.derived.durations import duration_text
from ledger.core.model import Task

QUESTIONS = Questions()


@QUESTIONS.asked(
    r"(?:give|show|send|tell|get)(?: me| us)? (?:the |all |all the |more |some |any"
    r" )*(?:details?|information|info|facts|everything|more|data)(?: (?:you (?:have|know)"
    r"|there is))? (?:of|for|about|on) <a>",
    r"(?:tell (?:me|us) (?:more |something |all )?about|what (?:do|can) you (?:know|tell me)"
    r" about|what do we know about|describe|explain|details? (?:of|for|about|on)|info (?:on"
    r"|about)) <a>",
    r"(?:what|how) about <a>",
    r"(?:what|who) (?:is|are|was) <a>(?: (?:all )?about)?",
    r"what (?:does|do|did) <a> (?:mean|involve|say|do|look like|stand for)",
    r"what (?:is|are|was|were) <a> supposed to (?:mean|be|say)",
    r"what (?:did|have|has) (?:we|i|they|you) (?:decided?|agreed?|settled?|plan(?:ned)?)"
    r" (?:on|about|for) <a>",
    r"what (?:do|did|does) (?:you|we|that|it|the plan) mean (?:by|with) <a>",
    r"(?:show|display|open)(?: me| us)? <a>",
    r"where is <a>",
    r"what (?:means|is meant by|is the meaning of|do you mean by) <a>",
    r"(?:(?:i am |we are )?not sure (?:about|of) (?:(?:the|this|that|our) )?(?:whole )?<a>,? )"
    r"(?:what do you think|what is your (?:opinion|view)|any (?:thoughts|ideas|opinion))",
    r"(?:what do you think|what is your (?:opinion|view)|any thoughts|thoughts) (?:about|of|on) <a>",
)
def of_one(asked: Asked, a: str) -> str:
    """All that is filled in, and what it waits for."""
    found = asked.tasks_of(a)
    if len(found) > 1:
        return f"That may be {asked.names(found)}."
    return told(asked, found[0])


def told(asked: Asked, task: Task) -> str:
    """What is known of a task."""
    needs = before(asked, task)
    open_ones = [need for need in needs if asked.is_open(need)]
    closed = [need for need in needs if need not in open_ones]
    parent = asked.tree.tasks.get(task.parent_id or "")
    parts = asked.tree.ordered(task.id)
    facts = [
        WORDS[task.status],
        f"{task.priority} priority",
        f"estimated at {duration_text(task.estimated_minutes)}" if task.estimated_minutes else "",
        f"starts {shown(task.start_date)}" if task.start_date else "",
        f"due {shown(task.due_date)}" if task.due_date else "",
        f"assigned to {task.assignee}" if task.assignee else "assigned to nobody",
        f"tagged {listed(list(task.tags))}" if task.tags else "",
        f"part of {asked.label(parent)}" if parent is not None else "",
        f"waits for {asked.names(open_ones)}" if open_ones and asked.is_open(task) else "",
        f"depends on {asked.names(closed)}, closed already" if closed else "",
        f"consists of {asked.names(parts)}" if parts else "",
    ]
    text = f" {task.description}" if task.description else ""
    return f"{asked.label(task)}: {', '.join(filter(None, facts))}.{text}"


_Value = Callable[[Asked, Task], str]
_FIELDS: tuple[tuple[str, _Value], ...] = (
    (r"priority|prio|important|urgent", lambda _, task: f"has {task.priority} priority"),
    (
        r"tags?|labels?|tagged|labelled",
        lambda _, task: f"is tagged {listed(list(task.tags))}" if task.tags else "has no tags",
    ),
    (
        r"description|described",
        lambda _, task: (
            f"is described so: {task.description}" if task.description else "has no description"
        ),
    ),
    (
        r"(?:acceptance )?criteria|definition of done",
        lambda _, task: (
            f"is done when: {'; '.join(task.acceptance_criteria)}"
            if task.acceptance_criteria
            else "has no acceptance criteria"
        ),
    ),
    (
        r"start(?: date)?|begin|started?",
        lambda _, task: (
            f"starts {shown(task.start_date)}" if task.start_date else "has no start date"
        ),
    ),
    (
        r"parent|heading|group",
        lambda asked, task: (
            f"is a part of {asked.label(asked.tree.tasks[task.parent_id])}"
            if task.parent_id
            else "is at the top of the plan"
        ),
    ),
    (
        r"links?|url|issue",
        lambda _, task: (
            f"is linked to {listed([link.url or link.external_id for link in task.links])}"
            if task.links
            else "has no links"
        ),
    ),
    (
        r"actual(?: time)?|time spent|spent|actual effort",
        lambda _, task: (
            f"took {duration_text(task.actual_minutes)} so far"
            if task.actual_minutes
            else "has no time spent on it written down"
        ),
    ),
)


def _asked_of(words: str, value: _Value) -> Callable[..., str]:
    """The kind of question for one field."""

    def field(asked: Asked, a: str) -> str:
        found = asked.tasks_of(a)
        if len(found) > 5:
            raise Declined
        ends = [f"{asked.label(task)} {value(asked, task)}".rstrip(".") + "." for task in found]
        return " ".join(ends)

    return QUESTIONS.asked(
        rf"(?:what|which|how|when) (?:is|are|was) (?:the )?(?:{words}) (?:of|for|on) <a>",
        rf"(?:what|which|when) (?:is|are) <a>(?:'s)? (?:{words})",
        rf"(?:what|which|how) (?:{words}) (?:is|are|does|do|has|have) <a>(?: have| got)?",
        rf"(?:does|do|has|have) <a> have (?:an? |any |the )?(?:{words})",
        rf"when (?:does|do|will|is|should|did) <a> (?:to )?(?:{words})",
        rf"how is <a> (?:{words})",
        rf"<a>(?:'s)? (?:{words})(?= ?$)",
    )(field)


for _words, _value in _FIELDS:
    _asked_of(_words, _value)


@QUESTIONS.asked(
    r"(?:is|are|does|do) <a> (?:a )?(?:part of|in|under|inside|below|belong(?:s)? to|a sub-?task of) <b>"
)
def whether_part(asked: Asked, a: str, b: str) -> str:
    """Whether one is somewhere in the other."""
    one, whole = asked.task(a), asked.task(b)
    above = asked.line(one)[1:]
    is_in = any(task.id == whole.id for task in above)
    where = f"a part of {asked.label(above[0])}" if above else "at the top of the plan"
    return f"{'Yes' if is_in else 'No'}: {asked.label(one)} is {where}."


@QUESTIONS.asked(
    rf"(?:is|are) <a> (?:of )?(?:an? )?(?:{any_of(PRIORITIES)})(?:[- ]prio(?:rity)?)?(?: tasks?| one)?"
)
def how_important(asked: Asked, a: str) -> str:
    """Its priority as it is."""
    return " ".join(f"{asked.label(t)} has {t.priority} priority." for t in asked.tasks_of(a)[:5])
