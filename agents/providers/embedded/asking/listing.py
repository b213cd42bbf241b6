"""Lists and counts: "what's left in Checkout?", "how many tasks are done?", "everything tagged backend"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.providers.embedded.asking.naming import tasks
from agents.providers.embedded.asking.parts import Part, part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.references.selections import selection
from agents.providers.embedded.terms.vocabulary import PRIORITIES, any_of
from ledger.core.model import Task

QUESTIONS = Questions()
_NOUN = r"(?:tasks?|items?|things|work|ones?|stuff|to-?dos?|tickets?)"
_STATES: dict[str, str] = {
    "left": "open|left|remaining|outstanding|undone|unfinished|incomplete|pending|not "
    "(?:done|finished|completed)|missing|to do|to be done|uncompleted|to go|to finish",
    "todo": "not started|unstarted|not begun|untouched|todo|to-do",
    "in_progress": "in progress|started|ongoing|active|being (?:worked on|done)|under ?way|wip|running|in "
    "the works|in hand|going on",
    "in_review": "in review|under review|being reviewed|in code review|waiting for review|to review",
    "blocked": "marked as blocked|on hold",
    "completed": "done|finished|completed?|closed|ready|accomplished|achieved|delivered|shipped",
    "cancelled": "cancell?ed|dropped|abandoned",
}
_STATE = rf"(?P<state>{'|'.join(_STATES.values())})"
_NAMES = {
    "left": "open",
    "todo": "not started",
    "in_progress": "in progress",
    "in_review": "in review",
    "blocked": "marked as blocked",
    "completed": "done",
    "cancelled": "cancelled",
}
_WHAT = r"(?:what|which|who)(?: (?:all|else))?"
_SHOW = (
    r"(?:(?:show|list|display|print|count)(?: (?:me|us))?|(?:give|tell|send) (?:me|us)(?="
    r" (?:all|the|everything|a list)))"
)


def state_named(said: str) -> str:
    """The state that the words mean; "left" is whatever is open."""
    return next(
        state for state, words in _STATES.items() if re.fullmatch(words, said, re.IGNORECASE)
    )


def in_state(asked: Asked, some: Sequence[Task], state: str) -> list[Task]:
    """Those in a state; of the open and the done those that carry the work."""
    if state == "left":
        return asked.leaves(some)
    if state == "completed":
        return [task for task in some if task.status == "completed"]
    return [
        task
        for task in some
        if (task.status == state and asked.is_open(task)) or state == task.status == "cancelled"
    ]


@QUESTIONS.asked(
    rf"{_WHAT}(?: {_NOUN})?(?: (?:is|are|have|has|do we have|there|that|been|was|were|we|i"
    rf"|being))* {_STATE}(?: {_NOUN})?(?: to (?:do|be done|finish))?(?: <part>)?",
    rf"(?:is |are |do we have |have we |there )+(?:anything|something|any {_NOUN}|any|anyone"
    rf"|{_NOUN})?(?: (?:that is|that are|of it|of them))? ?{_STATE}(?: {_NOUN})?(?: to (?:do|be"
    r" done))?(?: <part>)?",
    rf"(?:what|which {_NOUN}) (?:have|has|did|do) (?:we|i|they|the team)(?: (?:already|all))?"
    rf" {_STATE.replace('(?P<state>', '(?P<state>finish|complete|achieve|accomplish|')}(?:"
    r" <part>)?",
    rf"{_SHOW}(?: (?:all|the|of|everything|any|every))*(?: {_NOUN})?(?: (?:that are|that is"
    rf"|which are|are|is))? {_STATE}(?: {_NOUN})?(?: <part>)?",
    rf"(?:all |the )*{_STATE} {_NOUN}(?: <part>)?",
    r"(?P<state>to-?do) list",
    r"what (?:do|does|must|should) (?:we|i|the team) (?P<state>)(?:have|need)? ?(?:left )?to do(?: <part>)?",
)
def by_state(asked: Asked, state: str, part: str = "") -> str:
    """Those of a part of the plan that are in a state."""
    meant = _state(state)
    about = part_of(asked, part)
    found = in_state(asked, about.tasks, meant)
    if not found:
        return f"Nothing{about.words} is {_NAMES[meant]}."
    return (
        f"{tasks(len(found))}{about.words} {'is' if len(found) == 1 else 'are'} {_NAMES[meant]}: "
        f"{asked.names(found)}."
    )


def _state(said: str) -> str:
    if said.lower() in ("finish", "complete", "achieve", "accomplish"):
        return "completed"
    return state_named(said) if said and said.lower() != "to-do list" else "left"


@QUESTIONS.asked(
    rf"how many(?: {_NOUN}| of (?:them|the tasks|these))?(?: (?:is|are|have|has|do we have|that"
    rf"|been|were|there|we|i))* {_STATE}(?: {_NOUN})?(?: to (?:do|be done))?(?: <part>)?",
    rf"how many {_STATE} {_NOUN}(?: (?:are there|do we have|is there|are|there))*(?: <part>)?",
    rf"(?:number of|count(?: of)?)(?: the)? {_STATE} {_NOUN}(?: <part>)?",
)
def how_many_in_state(asked: Asked, state: str, part: str = "") -> str:
    """How many of all are in a state, and which."""
    meant = _state(state)
    about = part_of(asked, part)
    found = in_state(asked, about.tasks, meant)
    verb = "is" if len(found) == 1 else "are"
    if not found:
        return f"None of the {tasks(len(about.tasks))}{about.words} is {_NAMES[meant]}."
    return (
        f"{len(found)} of {tasks(len(about.tasks))}{about.words} {verb} {_NAMES[meant]}: "
        f"{asked.names(found)}."
    )


@QUESTIONS.asked(
    rf"how many {_NOUN}(?: (?:is|are|do we have|does it have|there|have we|we have|in total|has"
    r"|have))*(?: <part>)?",
    rf"how many {_NOUN} (?:does|do|has|have) <part> (?:have|contain|include|consist of)",
    rf"(?:count|number of)(?: (?:all|the))* {_NOUN}(?: <part>)?",
)
def how_many(asked: Asked, part: str = "") -> str:
    """How many there are, by what became of them."""
    about = part_of(asked, part)
    return counted(asked, about)


def counted(asked: Asked, about: Part) -> str:
    """How many there are and how many of these are open."""
    found = about.listed
    if not found:
        return f"There are no tasks{about.words}."
    left = sum(asked.is_open(task) for task in found)
    verb = "is" if len(found) == 1 else "are"
    return (
        f"There {verb} {tasks(len(found))}{about.words}; {left or 'none'} of "
        f"{'it' if len(found) == 1 else 'them'} {'is' if left == 1 else 'are'} open."
    )


@QUESTIONS.asked(
    rf"{_SHOW}(?: (?:all|the|of|everything|any|every|each))*(?: {_NOUN})?(?: (?:that are|that"
    r" is|which are|are|is))? <part>",
    rf"{_WHAT} {_NOUN} (?:are|is|do we have|have|has|are there|belong(?:s)?(?: to)?|there|that"
    r" are|can be found) <part>",
    rf"{_WHAT} (?:is|are|belongs|do we have)(?: there)?(?: to be done)? (?P<part>(?:in|inside"
    r"|under|below|tagged|labelled|from) .+)",
    rf"what {_NOUN} (?P<part>(?:in|inside|under|below|tagged|labelled|from|for|of|with) .+)",
    r"(?:is|are) there (?:anything|something|any tasks?|tasks) (?P<part>(?:in|inside|under"
    r"|below|tagged|for|with|from|of) .+)",
    r"what (?:does|do) <part> (?:consist of|contain|include|involve|have in it|entail)",
    r"(?:does|do) <part> have (?:any )?(?:sub-?tasks|steps|parts|children)",
    r"(?:what|which|how many) (?:are the |(?:are|is) )?(?:sub-?tasks|steps|parts|children)"
    r" (?:of|in|does|do|are in|are under|has) <part>(?: have)?",
    r"(?P<part>(?:from|after) .+ on(?:wards?)?)",
)
def of_a_part(asked: Asked, part: str) -> str:
    """What is in a part of the plan."""
    if re.match(r"(?:the )?(?:plan|project|draft|diff|changes?)$", part, re.IGNORECASE):
        raise Declined
    about = part_of(asked, part)
    if not about.words:
        raise Declined
    found = about.listed
    if about.words.startswith(" in ") and [asked.label(t) for t in about.tasks] == [
        about.words[4:]
    ]:
        return f"{about.words[4:]} has no sub-tasks."
    if not found:
        return f"There are no tasks{about.words}."
    closed = [task for task in found if not asked.is_open(task)]
    more = (
        f" {len(closed)} of them {'is' if len(closed) == 1 else 'are'} closed."
        if closed and len(found) > 1
        else ""
    )
    return f"{tasks(len(found))}{about.words}: {asked.names(found)}.{more}"


@QUESTIONS.asked(
    r"(?:is there|are there|do we have|have we got|have we|is) (?:anything|something|any tasks?|a task|tasks"
    r"|already something) (?:planned )?(?:about|regarding|concerning|called|named|for) <a>"
    r"(?: (?:in (?:it|there|here)|in (?:the|this|our|my) (?:plan|project|list)|planned))?",
)
def about_something(asked: Asked, a: str) -> str:
    """The tasks that are called so, or that there is none."""
    try:
        found = asked.tasks_of(a)
    except Declined:
        if asked.scene.all_titles.find(a).ids:
            raise
        return f"There is nothing about “{a}”. Should it be a task, say “add {a}”."
    return f"{tasks(len(found))}: {asked.names(found)}."


@QUESTIONS.asked(
    rf"{_SHOW}(?: (?:all|the|of|everything|any|every|each|a list of))*(?: (?:tasks|items|list"
    r"|everything|plan|project|them|steps))?",
    rf"{_WHAT} {_NOUN}(?: (?:are|is|do we have|have we|have|there|on the list|we have|in (?:the"
    r"|this|our) (?:plan|project)))*",
    r"what is (?:in|on) (?:the|this|our|my) (?:plan|project|list)",
)
def all_of_them(asked: Asked) -> str:
    """What stands at the top of the plan, and how many tasks there are in all."""
    top = asked.scene.shown or asked.all
    more = len(asked.all) - len(top)
    inside = f" With what is in them: {tasks(len(asked.all))}." if more > 0 else ""
    return f"{tasks(len(top))}: {asked.names(top)}.{inside}"


@QUESTIONS.asked(
    r"(?:what|which|list|show(?: me)?)(?: all| the)*"
    rf" (?P<what>{any_of(PRIORITIES)})(?:[- ]prio(?:rity)?)? {_NOUN}(?: (?:are there|do we"
    r" have))?(?: <part>)?",
    rf"(?:what|which)(?: {_NOUN})? (?:is|are|has|have)(?: of| a)?"
    rf" (?P<what>{any_of(PRIORITIES)})(?:[- ]prio(?:rity)?)(?: <part>)?",
)
def of_priority(asked: Asked, what: str, part: str = "") -> str:
    """The open tasks of a priority."""
    about, priority = part_of(asked, part), PRIORITIES[what.lower()]
    found = [task for task in about.tasks if task.priority == priority and asked.is_open(task)]
    if not found:
        return f"No open task{about.words} has {priority} priority."
    return (
        f"{tasks(len(found), 'open')}{about.words} {'has' if len(found) == 1 else 'have'} "
        f"{priority} priority: {asked.names(found)}."
    )


@QUESTIONS.asked(
    rf"(?:(?:what|which|how many)|{_SHOW}|are there|is there|do (?:i|we) have)(?: (?:all|of|the"
    rf"|any|my|our))* (?P<before>(?:\S+ ){{0,3}}?){_NOUN}"
    r"(?: (?:are|is|do (?:i|we) have|can|that|there|left))* ?(?P<what>.*?)",
)
def selected(asked: Asked, before: str = "", what: str = "") -> str:
    """A set as wishes name it, where anything is in it."""
    said = " ".join(f"{before} {what}".split())
    chosen = selection(asked.scene, f"all tasks {said}", explicit=True) if said else None
    if chosen is None:
        raise Declined
    if not chosen.ids and (" " in said or not what):
        raise Declined
    if not chosen.ids:
        return f"No task is called or tagged “{said}”."
    return f"{tasks(len(chosen.ids))}: {asked.names([asked.tree.tasks[id] for id in chosen.ids])}."
