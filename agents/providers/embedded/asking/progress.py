"""How far the plan is: "how much is done?", "status?", "give me a summary"."""

from __future__ import annotations

from collections import Counter

from agents.providers.embedded.asking.naming import are, tasks
from agents.providers.embedded.asking.parts import part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.states import WORDS, is_overdue

QUESTIONS = Questions()
_OF = (
    r"(?: (?:of|on|for|in) (?:it|this|everything|(?:the |this |our )?(?:plan|project|work|tasks)))?"
)


@QUESTIONS.asked(
    r"how (?:much|many percent|far)(?: of (?:it|this|the (?:plan|project|work|tasks)"
    r"|<part>))?(?: (?:is|are|have|has|did|do))*(?: (?:we|i|the (?:plan|project|team)|it|this"
    r"|things))?"
    r"(?: (?:been|got|get|gotten|come|be))*(?: (?:done|finished|complete[d]?|closed|along"
    r"|through|advanced|ahead))*",
    r"(?:what (?:is|are) )?(?:the |our |my )?(?:overall |current |total |project |plan"
    r" )*(?:status|progress|state|percentage|completion(?: rate)?|status report|overview"
    r"|summary|report|recap|rundown)(?: report)?(?: (?:of|on|for|in) <part>)?",
    r"(?:give|send|show|tell)(?: me| us)? (?:the )?(?:status|progress|state) (?:of|on) <part>",
    r"(?:give|send|show|tell|write)(?: me| us)? (?:(?:an?|the|some|your) )?(?:[\w-]+"
    rf" )?(?:summary|overview|update|report|recap|rundown|status|progress)(?: report)?{_OF}(?:"
    r" (?:for|to|on|of) .+)?",
    r"(?:sum (?:it |this |things )?up|summari[sz]e(?: (?:it|this|(?:the |this )?(?:plan"
    r"|project)|everything))?|describe (?:the |this )?(?:plan|project))",
    r"how far (?:are we|is it|is everything|along are we|have we (?:got|come))",
    r"where (?:are we|do we stand|is (?:the )?project|are things)",
    r"what (?:percentage|percent|share|part|fraction)(?: of (?:it|the (?:plan|project|work"
    r"|tasks)))? (?:is|are|has been) (?:done|finished|complete[d]?)",
    r"how (?:much|far) (?:progress )?(?:have|did) (?:we|i) (?:make|made|got|get|done|do"
    r"|finish(?:ed)?|complete[d]?)",
    r"how (?:far|much) (?:is|are) (?:we )?(?:with |of )?<part>(?: (?:done|finished|along|complete))?",
)
def so_far(asked: Asked, part: str = "") -> str:
    """The tasks by their states, the share that is done, and what is overdue."""
    about = part_of(asked, part)
    found = about.tasks
    if not found:
        return f"There are no tasks{about.words}."
    counts = Counter(task.status for task in found)
    parts = ", ".join(f"{n} {WORDS[status]}" for status, n in counts.most_common())
    leaves = [task for task in found if asked.is_leaf(task) and task.status != "cancelled"]
    done = sum(not asked.is_open(task) for task in leaves)
    share = (
        f" {round(100 * done / len(leaves))}% of the work is done, by the number of tasks."
        if leaves
        else ""
    )
    late = [task for task in found if is_overdue(asked, task)]
    over = f" Overdue: {asked.names(late)}." if late else ""
    where = about.words.strip()
    start = f"{where[:1].upper()}{where[1:]}: " if where else ""
    return f"{start}{tasks(len(found))}: {parts}.{share}{over}"


@QUESTIONS.asked(
    r"(?:is|are) (?:we|everything|all|it all|all of (?:it|this)|the (?:whole )?(?:plan"
    r"|project)|all (?:the )?tasks) (?:all )?(?:done|finished"
    r"|complete[d]?|ready|over|closed)",
)
def all_done(asked: Asked) -> str:
    """Whether anything is left, and what."""
    left = asked.leaves(asked.all)
    if not left:
        return "Yes: nothing is left to do."
    return f"No: {tasks(len(left))} {are(len(left))} open: {asked.names(left)}."


@QUESTIONS.asked(
    r"what (?:is|are) (?:the |this |our )?(?:plan|project|it|this)(?: called| named| all)?(?: about| for)?",
    r"what (?:is|are) (?:we|this|it) (?:all )?(?:doing|building|planning|about|working towards)",
    r"what is the (?:name|title|goal|aim|purpose) of (?:the |this |our )?(?:project|plan)",
    r"who (?:is|owns) (?:the )?(?:owner of )?(?:the |this |our )?(?:project|plan)(?: (?:owner"
    r"|lead|manager))?",
)
def the_project(asked: Asked) -> str:
    """Its title, what it says of itself, who leads it, how large it is."""
    project = asked.tree.project
    if project is None:
        return f"The plan has {tasks(len(asked.all))}."
    about = f" {project.summary}" if project.summary else ""
    owner = f" It is led by {project.owner}." if project.owner else " It has no owner."
    left = [task for task in asked.all if asked.is_open(task)]
    return (
        f"“{project.title}”.{about}{owner} {tasks(len(asked.all))}, {len(left)} of which "
        f"{are(len(left))} open."
    )
