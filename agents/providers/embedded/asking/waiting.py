"""What waits for what: "what does T6 wait for?", "does T3 depend on T4?", "what is blocking T7?"."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import are
from agents.providers.embedded.asking.parts import part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.reaching import after, before, reached
from agents.providers.embedded.asking.states import state_sentence
from ledger.core.model import Task

QUESTIONS = Questions()
_DEPENDS = (
    r"(?:depends? on|waits? (?:for|on)|(?:is|are|being)? ?waiting (?:for|on)|needs?|requires?"
    r"|(?:is|are)? ?blocked by|hang(?:s|ing)? on)"
)
_LATE = (
    r"(?:(?:is|are|slips?|gets?|runs?|takes?|needs?|comes?|will|be|were|was) ?)+(?:(?:late|later|delayed"
    r"|over|behind"
    r"|longer|more time|not done|not ready)(?: than .+)?)?(?:(?:in|on|by) .+)?"
)


@QUESTIONS.asked(
    r"(?:does|do|is|are|will)(?: not)? <a> " + _DEPENDS + r" <b>",
    r"(?:is|are|does|do|has|have) <b> (?:block(?:ing|s)?|needed (?:for|by)|holding up|required"
    r" (?:for|by)|a (?:prerequisite|dependency)"
    r" (?:of|for)|in the way of) <a>",
    r"(?:does|do|is|are|will) <b> (?:come |be done |happen |start |finish |done )?(?:before) <a>",
    r"(?:does|do|is|are|will) <a> (?:come |be done |happen |start |finish |done )?(?:after) <b>",
)
def whether(asked: Asked, a: str, b: str) -> str:
    """Whether one waits for the other, directly, through others, or the other way round."""
    if b.lower() in (
        "anything",
        "something",
        "any task",
        "any tasks",
        "anything else",
        "others",
        "other tasks",
    ):
        return waits_for(asked, a)
    if a.lower() in (
        "anything",
        "something",
        "any task",
        "any tasks",
        "anything else",
        "others",
        "other tasks",
    ):
        return waited_for(asked, b)
    one, other = asked.task(a), asked.task(b)
    first, second = asked.label(one), asked.label(other)
    done = "" if asked.is_open(other) else f" {second} is closed already."
    if any(task.id == other.id for task in before(asked, one)):
        return f"Yes, {first} depends on {second}.{done}"
    if other.id in reached(one, lambda task: before(asked, task)):
        return (
            f"Yes, through other tasks: {first} depends on {asked.names(before(asked, one))}.{done}"
        )
    if one.id in reached(other, lambda task: before(asked, task)):
        return f"No, it is the other way round: {second} depends on {first}."
    return f"No, {first} does not depend on {second}."


@QUESTIONS.asked(
    r"(?:what|which tasks?|who|what (?:all|else)) (?:does|do|is|are|must|did|should|will) <a>"
    r" (?:depend(?:ing|ent)? on|wait(?:ing)? (?:for|on)|need(?: first)?"
    r"|require|blocked (?:by|on)|stuck on|held up by|hang(?:ing)? on)",
    r"(?:what|who|which tasks?) (?:is|are|would be|could be)? ?(?:block(?:s|ing|ed)?|holding"
    r" up|holds? up|stopping|delaying|in the way of|standing in the way of"
    r"|keeping) <a>(?: up)?",
    r"why (?:is|are) <a> (?:being )?(?:waiting|stuck|blocked|on hold|not started|not ready|not done)",
    r"why (?:can(?:not| not)|could not) (?:we |i )?(?:start|begin|do) <a>",
    r"why (?:can(?:not| not)) <a> (?:start|begin|be started)",
    r"(?:what|which tasks?) (?:comes?|is|are|happens?|(?:has|have|needs?|must|should) (?:to"
    r" )?(?:be done|come|happen|be finished))(?: left)?"
    r" (?:done )?(?:right |directly |just )?(?:before|prior to) (?:we can (?:do |start )?)?<a>",
    r"(?:what|which) (?:are|is) (?:the )?(?:dependenc(?:y|ies)|prerequisites?|requirements?"
    r"|blockers?|predecessors?) (?:of|for) <a>",
    r"(?:does|do|has|have) <a> (?:have )?(?:any |a )?(?:dependenc(?:y|ies)|prerequisites?|blockers?)",
    r"(?:dependenc(?:y|ies)|prerequisites?|blockers?) (?:of|for) <a>",
    r"(?:is|are) (?:anything|something) (?:blocking|in the way of|holding up) <a>",
    r"(?:what|which tasks?) (?:else )?(?:do|does|must|should) (?:we|i|you|one) (?:have to |need to )?(?:do"
    r"|have|need|finish|complete|get done|get)(?: ready| done)?(?: first)? before (?:(?:we|i|you|one)"
    r" )?(?:can )?"
    r"(?:(?:do|start|begin)(?: with)? )?<a>",
    r"(?:can|could|may) (?:we|i)(?: already| just| also)? (?:start|begin|do|go on)(?:ing)?(?: with| on)? <a>"
    r" (?:before|without|while|although) .+",
    r"what (?:is|are) left(?: to do)? before (?:we can )?<a>",
    r"(?:is there (?:anything|something)|what|which tasks?)(?: (?:that|which|else))?(?: (?:does|do"
    r"|must|should))? [\w-]+"
    r" (?:has to|have to|needs? to|must|should)? ?(?:do|finish|complete|get done)(?: first)? before"
    r" (?:(?:he|she|they|we|i|it|[\w-]+) (?:can|could) (?:start|begin|do|go on)(?: (?:on|with))? )?<a>",
)
def waits_for(asked: Asked, a: str) -> str:
    """What is open of what it waits for, then what is not; and that it is marked as blocked."""
    found = asked.task(a)
    label, needed = asked.label(found), before(asked, found)
    marked = (
        " It is marked as blocked." if found.status == "blocked" and asked.is_open(found) else ""
    )
    if not asked.is_open(found):
        return (
            f"{label} waits for nothing: {state_sentence(asked, found)[len(label) + 1 :]}"
            if state_sentence(asked, found).startswith(label)
            else state_sentence(asked, found)
        )
    open_ones = [task for task in needed if asked.is_open(task)]
    if not needed:
        return f"{label} waits for nothing: it depends on no other task.{marked}{_inside(asked, found)}"
    closed = [task for task in needed if task not in open_ones]
    if not open_ones:
        return (
            f"{label} waits for nothing that is open: {asked.names(closed)} {are(len(closed))} "
            f"closed.{marked}{_inside(asked, found)}"
        )
    also = (
        f" {asked.names(closed)}, on which it depends too, {are(len(closed))} closed."
        if closed
        else ""
    )
    return f"{label} waits for {asked.names(open_ones)}.{also}{marked}"


def _inside(asked: Asked, task: Task) -> str:
    """What is left to do in it where that is all that is in the way."""
    parts = asked.leaves(asked.tree.walk(task.id))
    return f" Open in it: {asked.names(parts)}." if parts else ""


@QUESTIONS.asked(
    r"(?:what|which tasks?|who|what (?:all|else)) (?:depends? on|waits? (?:for|on)|needs|(?:is"
    r"|are) (?:waiting (?:for|on)|blocked by|dependent on|held up by)) <a>",
    r"(?:what|which tasks?|who) (?:does|do|is|are|would|will) <a> (?:block(?:ing)?"
    r"|hold(?:ing)? up|unblock|delay|affect)",
    r"(?:what|which tasks?) (?:comes?|is|are|happens?|follows?|starts?|can start)(?: left|"
    r" next| directly| right)? ?(?:after|following|behind|once|when) <a>"
    r"(?: is (?:done|finished|completed))?",
    r"what follows(?: (?:on|after))? <a>",
    r"(?:does|do|is|are) (?:anything|something|anyone|any tasks?|any other tasks?) (?:else )?"
    + _DEPENDS
    + r" <a>",
    r"(?:is|are) <a> (?:blocking|holding up) (?:anything|something|anyone|others|other tasks|any tasks?)",
    r"what (?:else )?(?:happens|would happen|will happen|(?:is|gets|will be) (?:affected|delayed|late)"
    r"|slips|moves) "
    rf"(?:if|when) <a> {_LATE}",
    rf"(?:if|when) <a> {_LATE},? what (?:else )?(?:happens|would happen|slips|moves|does that (?:mean|affect)"
    r"|(?:is|gets|will be|would be) (?:affected|delayed|late|later))(?: then)?",
    r"what (?:happens|would happen) (?:if|when) <a> (?:takes?|needs?|slips|slipped|is (?:delayed|late))"
    r" (?:(?:by )?(?:an?|one|two|three|\d+) (?:day|week|month)s?(?: (?:longer|more|late))?|longer|more time)",
)
def waited_for(asked: Asked, a: str) -> str:
    """What waits for it directly, and how many more behind that."""
    found = asked.task(a)
    label, waiting = asked.label(found), after(asked, found)
    if not waiting:
        return f"Nothing depends on {label}."
    behind = [
        t
        for t in reached(found, lambda task: after(asked, task)).values()
        if t not in waiting and t.id != found.id
    ]
    further = f" Behind that: {asked.names(behind)}." if behind else ""
    return f"{asked.names(waiting)} {'depends' if len(waiting) == 1 else 'depend'} on {label}.{further}"


@QUESTIONS.asked(
    r"(?:what|which(?: tasks?| ones?)?|who|what else) (?:is|are) (?:blocked|stuck|waiting|on"
    r" hold|held up)(?: <part>)?",
    r"(?:is|are) (?:anything|something|any tasks?|anyone|there anything|there any tasks?)"
    r" (?:that is )?(?:blocked|stuck|waiting|on hold|held up)(?: <part>)?",
    r"(?:(?:show|list)(?: me| us)? )?(?:all |the |everything |any )*(?:blocked(?: tasks|"
    r" ones)?|that is blocked)(?: <part>)?",
    r"(?:(?:what|who) (?:are|is) |show(?: me)? |list |are there |do we have |is there )?(?:the"
    r" |our |any |all )*(?:blockers?|impediments?)(?: <part>)?",
    r"what (?:is|are) (?:blocking|holding up|stopping) (?:us|me|the (?:team|project|plan)|everything)",
    r"(?:are|is) (?:we|i) (?:blocked|stuck)(?: (?:on|with) (?:anything|something))?",
)
def blocked(asked: Asked, part: str = "") -> str:
    """What is marked as blocked, then what waits for open tasks."""
    about = part_of(asked, part)
    marked = [task for task in about.tasks if task.status == "blocked" and asked.is_open(task)]
    waits = [
        task
        for task in about.tasks
        if asked.of(task).blocked_by
        and task not in marked
        and any(i in task.depends_on for i in asked.of(task).blocked_by)
    ]
    said = (
        f"Marked as blocked{about.words}: {asked.names(marked)}."
        if marked
        else f"Nothing{about.words} is marked as blocked."
    )
    if not waits:
        return said
    return f"{said} {asked.names(waits)} {'waits' if len(waits) == 1 else 'wait'} for other open tasks."
