"""What a change would lead to: "what would happen if we dropped T4?", "what if the launch was later?"."""

from __future__ import annotations

from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.reaching import after, reached
from agents.providers.embedded.terms.dates import shown
from ledger.core.derived.durations import duration_text

QUESTIONS = Questions()
_IF = (
    r"(?:so )?what(?: would| will|'ll|'d)?(?: happens?| changes?| breaks?)?"
    r"(?: to (?:the|our) (?:plan|rest))? if (?:we|i|you|they|somebody|someone)(?: would| will| just)?"
)
_GONE = (
    r"(?:drop|delete|remove|scrap|cancel|skip|leave out|cut|omit|get rid of|(?:do not|don't) do)"
)
_WENT = r"(?:dropped|deleted|removed|scrapped|cancelled|skipped|left out|cut|omitted|got rid of)"
_BY = r"(?: back| out)?(?: (?:by|for|to) .+| \w+ \w+(?: later)?| later)?"
_LATER = rf"(?:delay(?:ed)?|postponed?|push(?:ed)?|shift(?:ed)?|moved?) <a>{_BY}"
_LATE = r"(?:do|did|finish(?:ed)?|start(?:ed)?|had) <a> (?:\w+ \w+ )?(?:later|too late)"
_SO_WHAT = (
    r"(?:so )?what(?: would| will|'ll|'d| does| do)?(?: happens?| changes?| breaks?| slips?| mean)?"
    r"(?: (?:to|for) (?:us|the plan|our plan))?"
)
_AWAY = (
    r"(?:(?:is|was|were|are|gets?|got|goes|went|falls?|fell|would be|will be) )?(?:ill|sick|away|out"
    r"|off|gone|absent"
    r"|unavailable|not (?:available|here|there)|on (?:\w+ )?(?:holidays?|vacation|leave)|leaves?|left|quits?)"
)
NOTHING_YET = "Nothing is changed by asking."


@QUESTIONS.asked(
    rf"{_IF} (?:{_GONE}|{_WENT}) <a>",
    r"what if <a> (?:was|were|is) (?:gone|dropped)",
    rf"(?:can|could|may) <a> be {_WENT}",
    rf"(?:can|may) i {_GONE} <a>",
    rf"(?:is|would) it (?:be )?(?:possible|ok|okay|fine|safe|all right|alright) to {_GONE} <a>",
)
def without(asked: Asked, a: str) -> str:
    """What would go with it, what would no longer wait for it, and the work that is saved."""
    task = asked.task(a)
    label, whole = asked.label(task), asked.below(task)
    parts, gone = whole[1:], {part.id for part in whole}
    freed = [one for one in asked.all if one.id not in gone and gone & set(one.depends_on)]
    minutes = sum(one.estimated_minutes or 0 for one in asked.leaves(whole))
    said = [
        f"{asked.names(parts)} would go with {label}." if parts else "",
        f"{asked.names(freed)} would no longer wait for {label}." if freed else "",
        f"{duration_text(minutes)} of work would be saved." if minutes else "",
    ]
    told = (
        " ".join(filter(None, said)) or f"Nothing waits for {label}, and nothing would go with it."
    )
    return f"{told} {NOTHING_YET}"


@QUESTIONS.asked(
    rf"{_IF} {_LATER}",
    rf"{_IF} {_LATE}",
    rf"{_IF} <a> \w+ \w+ later",
    r"what if <a> (?:is|was|were|gets|got) (?:late|later|delayed)",
)
def later(asked: Asked, a: str) -> str:
    """What waits for it, directly or through others, and the first day that this endangers."""
    task = asked.task(a)
    label = asked.label(task)
    held = list(reached(task, lambda one: after(asked, one)).values())
    if not held:
        return f"Nothing waits for {label}, so nothing else would move. {NOTHING_YET}"
    said = f"{asked.names(held)} would have to wait longer for {label}."
    due = [(one.due_date, one) for one in held if one.due_date]
    if due:
        day, first = min(due, key=lambda pair: pair[0])
        said += f" {asked.label(first)} is the first of them that is due, {shown(day)}."
    return f"{said} {NOTHING_YET}"


@QUESTIONS.asked(
    rf"{_SO_WHAT} if <a> {_AWAY}(?: .+)?",
    r"what (?:does|would|will) <a> (?:leaving|quitting|being (?:ill|away|sick|out|off|gone)|going away)"
    r"(?: .+)? mean(?: (?:for|to) .+)?",
)
def without_somebody(asked: Asked, a: str) -> str:
    """What somebody has open, and what waits for that."""
    person = asked.person(a)
    theirs = [one for one in asked.all if one.assignee == person.assignee and asked.is_open(one)]
    if not theirs:
        return f"{person.has} nothing open. {NOTHING_YET}"
    own = {one.id for one in theirs}
    held = {
        id: one for task in theirs for id, one in reached(task, lambda t: after(asked, t)).items()
    }
    others = [one for id, one in held.items() if id not in own]
    said = f"{person.has} {asked.names(theirs)} open."
    if others:
        said += f" {asked.names(others)} {'waits' if len(others) == 1 else 'wait'} for that."
    return f"{said} {NOTHING_YET}"
