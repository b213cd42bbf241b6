"""How much work is left, and how long tasks take, by their estimates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.providers.embedded.asking.naming import have, tasks
from agents.providers.embedded.asking.parts import Part, part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.references.scene import Declined
from ledger.core.derived.durations import duration_text
from ledger.core.model import Task

QUESTIONS = Questions()
_WHOLE = re.compile(
    r"all (?:of )?(?:it|this|that|these|those|them)|(?:it|this|that) all|the (?:whole )?lot",
    re.IGNORECASE,
)
"""Words for the plan, which are no task that was just spoken of."""
_WORK = r"(?:work|time|effort|hours?(?: of work)?|days?(?: of work)?|man[- ]days|person[- ]days)"
_LEFT = (
    r"(?:left|remaining|open|outstanding|estimated|planned|needed|required|there|ahead|scheduled)"
)


@QUESTIONS.asked(
    rf"(?:how (?:much|many)|what)(?: (?:more|total))? {_WORK} (?:is|are|do we have|is there|are"
    r" there|will it take|does it"
    rf" take|remains?|does it need)(?: {_LEFT}| in total| all in all| to (?:do|be done))*(?: <part>)?",
    rf"how much(?: {_WORK})? (?:is|are) {_LEFT} (?P<part>(?:for|in|of|on|with|by) .+)",
    r"how much (?:is|are) (?:left|open|remaining|outstanding)(?: to (?:do|be done))?",
    rf"(?:what is )?(?:the )?(?:total|remaining|overall|sum of)(?: the)? (?:{_WORK}|estimates?"
    rf"|workload)(?: {_LEFT})?(?: <part>)?",
    rf"how (?:much|many)(?: more)? {_WORK} (?:does|do|has|have|did|will) <who> (?:still"
    r" )?(?:need|have|got|take|require)"
    rf"(?: {_LEFT}| to (?:do|work)| on (?:his|her|their|my|our) plate)*(?: <part>)?",
)
def left(asked: Asked, part: str = "", who: str = "") -> str:
    """The sum of the estimates of what is open, and how much has none."""
    about = part_of(
        asked, " ".join(filter(None, (part, f"for {who}" if _is_somebody(who) else "")))
    )
    return told(asked, about)


def _is_somebody(who: str) -> bool:
    return bool(who) and who.lower() not in ("we", "it", "this", "they", "everybody", "everyone")


def told(asked: Asked, about: Part) -> str:
    """The sum for a part of the plan in a sentence."""
    leaves = asked.leaves(about.tasks)
    if not leaves:
        nobody = about.person is not None and not about.tasks
        return (
            f"{about.person.has} no tasks."
            if nobody and about.person
            else f"No work is left{about.words}."
        )
    minutes, unknown = load(asked, leaves)
    if not minutes:
        return f"{tasks(len(leaves), 'open')}{about.words} {have(len(leaves))} no estimate."
    rest = f"; {unknown} more {have(unknown)} no estimate" if unknown else ""
    known = len(leaves) - unknown
    return f"{duration_text(minutes)} of work is left{about.words}, in {tasks(known)}{rest}."


def load(asked: Asked, leaves: Iterable[Task]) -> tuple[int, int]:
    """What the leaves are estimated at, by themselves or by what they are a part of; how many are not."""
    minutes, unknown, counted = 0, 0, set[str]()
    for leaf in leaves:
        if leaf.estimated_minutes:
            minutes += leaf.estimated_minutes
            continue
        whole = _estimated_whole(asked, leaf)
        if whole is None:
            unknown += 1
        elif whole.id not in counted:
            counted.add(whole.id)
            minutes += whole.estimated_minutes or 0
    return minutes, unknown


def _estimated_whole(asked: Asked, leaf: Task) -> Task | None:
    """What has the estimate for a leaf and all beside it, where none of these has one."""
    for above in asked.line(leaf)[1:]:
        below = [task for task in asked.tree.walk(above.id) if task.estimated_minutes]
        if below:
            return None
        if above.estimated_minutes:
            return above
    return None


@QUESTIONS.asked(
    r"(?:what|how much) (?:will|would|does|do|is|are|did) (?:it|that|this|all (?:of )?(?:it|this|that)"
    r"|everything|the (?:whole )?(?:plan|project|thing)|<a>)(?: all)? (?:going to )?cost"
    r"(?: us| me)?(?: in all)?",
    r"(?:what is|how (?:high|large|big) is) (?:the|our) (?:total )?(?:budget|cost|price)(?: (?:for|of) <a>)?",
    r"how much money (?:do (?:we|i) need|is (?:needed|left)|will (?:it|that|this) (?:take|cost))",
)
def cost(asked: Asked, a: str = "") -> str:
    """Work is all that a plan knows."""
    told = left(asked, f"in {a}" if a else "")
    return f"The plan says nothing about money. {told}"


@QUESTIONS.asked(
    r"how (?:long|much time|many (?:hours|days)|big|large|much work) (?:will|does|do|did|would"
    r"|should|is|are) <a>(?: going)?(?: to)?"
    r"(?: (?:take|takes|last|need|be|estimated(?: at)?|planned for|altogether|in total|all in all))*",
    r"why (?:does|do|will|did|would|is|are) <a> (?:take|takes|need|going to take)? ?(?:so|that|this)"
    r" (?:long|much time)",
    r"(?:what|how much) is (?:the )?(?:estimate|effort|duration|estimated time) (?:of|for|on) <a>",
    r"what is <a>(?:'s)? (?:estimate|effort|duration)",
    r"(?:what|how much) is <a> estimated(?: at)?",
    r"(?:is|are|was) <a> estimated",
    r"(?:does|do|has|have) <a> (?:have )?(?:an?|any|no) estimates?",
    r"<a>(?:'s)? (?:estimate|duration)",
    r"(?:estimate|duration) (?:of|for) <a>",
)
def how_long(asked: Asked, a: str) -> str:
    """The estimate of each, summed where it has parts, and what it took."""
    if _WHOLE.fullmatch(a):
        raise Declined
    found = asked.each_of(a)
    if len(found) > 5:
        raise Declined
    return " ".join(_sentence(asked, task) for task in found)


def _sentence(asked: Asked, task: Task) -> str:
    label, total = asked.label(task), asked.of(task).total_estimated_minutes
    if total is None:
        return f"{label} has no estimate."
    summed = " in all" if not asked.is_leaf(task) and total != task.estimated_minutes else ""
    said = f"{label} is estimated at {duration_text(total)}{summed}."
    if summed and asked.is_open(task):
        minutes, _ = load(asked, asked.leaves(asked.below(task)))
        said += f" {duration_text(minutes)} of it is open." if minutes != total else ""
    if task.actual_minutes:
        said += f" It took {duration_text(task.actual_minutes)} so far."
    return said
