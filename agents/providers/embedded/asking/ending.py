"""When it will be done, by estimates and dependencies: "when can we launch?", "are we on track?"."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from agents.providers.embedded.asking.effort import told
from agents.providers.embedded.asking.naming import are, have, tasks
from agents.providers.embedded.asking.parts import Part, part_of
from agents.providers.embedded.asking.periods import period
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.states import is_overdue, state_sentence
from agents.providers.embedded.opinions.schedule import UNKNOWN_MINUTES, Schedule, day_after
from agents.providers.embedded.references.matching import SURE
from agents.providers.embedded.references.scene import Declined, Tell
from agents.providers.embedded.terms.dates import shown
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import gist
from ledger.core.derived.durations import duration_text
from ledger.core.model import Task

QUESTIONS = Questions()
_WE = (
    r"(?:we|i|you|it|this|that|they|everything|all of (?:it|this)|all|the (?:whole"
    r" )?(?:project|plan|team|thing))"
)
_DONE = r"(?:be )?(?:all )?(?:done|finish(?:ed)?|ready|complete[d]?|through|over|end(?:ed)?)"
_CAN_BE = r"(?:realistic|feasible|possible|doable|achievable|manageable)"
_MAKE = (
    r"(?:make|manage|finish|be (?:done|ready|finished|through)|meet|hit|keep|have (?:it"
    r"|everything) (?:done|ready))"
)


@QUESTIONS.asked(
    rf"when (?:will|can|could|would|should|do|are|is|does|might) {_WE} (?:likely |going to "
    rf"|expected to )?{_DONE}"
    r"(?: with (?:everything|it|all(?: of it)?|it all|this))?",
    r"when (?:is|will be) (?:the )?(?:end|finish|completion)(?: date)?(?: of (?:the |this"
    r" )?(?:project|plan))?",
    r"how (?:soon|fast|early|quickly) (?:can|could|will) (?:we|it|this|everything) (?:be"
    r" )?(?:done|finish(?:ed)?|ready)",
    r"(?:what is )?(?:the )?(?:estimated|expected|projected) (?:end|finish|completion)(?: date)?",
    r"how (?:many (?:days|weeks)|long|much time) (?:until|till|before) (?:we are|it is"
    r"|everything is) (?:done|finished|ready)",
)
def the_end(asked: Asked) -> str:
    """The earliest day, and the day that the project is due."""
    return _by_estimates(asked, asked.all, "All of it")


@QUESTIONS.asked(
    r"how long (?:will|does|do|would|is|are) (?:it|this|that|everything|all(?: (?:of )?(?:it|this"
    r"|that|these|those|them))?|the (?:whole )?(?:plan|project"
    r"|thing|work|rest|lot))(?: all)?(?: going)?(?: to)? (?:take|last|need)(?: (?:us|me|in total|all in all"
    r"|altogether|overall|to (?:do|finish)))*",
    r"how (?:long|much time) (?:does|will|is) (?:the |our )?critical path(?: take| last)?",
    r"how much time (?:is|do we|are we) (?:still )?(?:left|need|needed|needing|to go)(?: (?:until"
    r"|till|to) .{2,30})?",
    r"how long (?:are|will) (?:we|i) (?:going to )?(?:need|take|be busy)(?: (?:for|with) (?:it|this|that"
    r"|everything|all(?: (?:of )?(?:it|this|that))?))?",
)
def how_long(asked: Asked) -> str:
    """The work that is left, and the earliest day."""
    return f"{told(asked, Part(asked.all))} {_by_estimates(asked, asked.all, 'All of it')}"


@QUESTIONS.asked(
    r"when (?:will|can|could|would|do|does|is|are|should) (?:we |i |they )?(?:expect |have "
    r"|get |be able to )?<a>"
    r"(?: be)?(?: (?:done|finished|ready|completed|complete|over|happen|start|finish|through"
    r"|live|come|arrive|take place|begin))?",
    r"(?:is|are|will|can|could|does|do) <a> (?:going to |expected to |likely to )?(?:be |get "
    r"|finish |come )(?:late|delayed|on time|in time|ready in time"
    r"|done (?:in|on) time|finished (?:in|on) time)",
    r"(?:will|can|do|are|is) (?:we|i|it|this|the (?:project|plan)) (?:going to )?(?:make|meet"
    r"|hit|keep|reach) (?:the )?<a>(?:'s)?(?: (?:date|deadline|due date|in time|on time))",
    r"when (?:does|do|has|have|must|should) [\w-]+ (?:have to |to "
    r"|need to )?(?:be )?(?:finish(?:ed)?|done|ready|through)"
    r"(?: with)? <a>",
    r"(?:is|are) <a> (?:in danger|at risk|endangered|(?:going to )?(?:slip|slipping))",
    r"how (?:soon|early|fast|quickly) (?:will|can|could) (?:we |i )?<a>(?: be)?(?: (?:done"
    r"|finished|ready|completed|happen))?",
    r"how long (?:will it take |does it take |is it |until |till |before |to )+(?:we (?:can "
    r"|are |will )?)?<a>(?: is| are)?"
    r"(?: (?:done|finished|ready|completed|can (?:start|begin|go|go out|be \w+)))?",
)
def of_a_task(asked: Asked, a: str) -> str:
    """Its day, and the earliest day by the estimates of it and of what it waits for."""
    return _of(asked, asked.task(a), a)


def _of(asked: Asked, found: Task, a: str) -> str:
    if not asked.is_open(found):
        is_whole = asked.scene.all_titles.find(a).confidence >= SURE
        return state_sentence(asked, found) + ("" if is_whole else _last_of_all(asked))
    day = asked.due(found)
    due = (
        f"{asked.label(found)} is due {shown(day)}. "
        if day
        else f"{asked.label(found)} has no due date. "
    )
    return due + _by_estimates(asked, asked.below(found), "It")


def _last_of_all(asked: Asked) -> str:
    """When the last is due of what is open: of the whole plan a word of a task that is done may speak."""
    ahead = [task for task in asked.tree.ordered(None) if asked.is_open(task)]
    if not ahead:
        return ""
    day = f"is due {shown(ahead[-1].due_date)}" if ahead[-1].due_date else "has no due date"
    return f" The last open task is {asked.label(ahead[-1])}, which {day}."


@QUESTIONS.asked(
    r"(?:is|are) <a>(?:'s)?(?: (?:due |start )?dates?| deadlines?| timing| plan)? "
    rf"{_CAN_BE}",
)
def realistic(asked: Asked, a: str) -> str:
    """Its day, the earliest day by the estimates, and whether that is in time."""
    if _day(asked, a) is not None:
        raise Declined
    told, found = of_a_task(asked, a), asked.task(a)
    due = asked.due(found)
    if due is None or not asked.is_open(found):
        return told
    if due < asked.today.isoformat():
        return f"{told} That day has passed."
    in_time = _end(asked, Schedule(asked.tree), found) <= due
    return f"{told} That is {'in time' if in_time else 'too late'}."


@QUESTIONS.asked(
    r"(?:are|is) (?:we|the project|the plan|it|everything|things|this)(?: all)? (?:on (?:track"
    r"|time|schedule|course|target|plan)"
    r"|in time|going (?:well|ok|okay|to plan)|ok|okay|doing (?:ok|okay|well))(?: (?:for|with|in|on) <part>)?",
    r"(?:how (?:is it|is everything|are things|are we|is the (?:project|plan))) (?:going"
    r"|looking|doing|coming along)|how (?:is everything|are things)",
    r"(?:will|can|do|are|is) (?:we|i|it|this|the (?:project|plan)) (?:going to )?(?:still"
    rf" )?{_MAKE}(?: it| this| that)?"
    r"(?: (?:in time|on time|the (?:deadline|date)|our (?:deadline|date)))?(?: (?P<by>(?:by"
    r"|until|before|for|till|on|the) .+))?",
    rf"is (?P<by>.+?) {_CAN_BE}",
    rf"(?:are|is) (?:(?:all|the|our|my) )*(?:(?:due )?dates?|deadlines?|timing|schedule|timeline) {_CAN_BE}",
    rf"is it {_CAN_BE} (?:to|that we) {_MAKE}(?: it| this| that| everything)?"
    r"(?: (?P<by>(?:by|until|before) .+))?",
    r"(?:will|is) (?:anything|something) (?:going to )?be late",
)
def on_track(asked: Asked, part: str = "", by: str = "") -> str:
    """What is overdue, what its own day cannot be kept of, and when all is done at the earliest."""
    about, last = asked.all, _day(asked, by)
    if by and last is None:
        part = by.removeprefix("the ").removeprefix("for ").removeprefix("by ")
    if part and last is None and (last := _day(asked, f"by {part}")):
        part = ""
    if part:
        about = list(part_of(asked, part).tasks)
    if not about:
        raise Declined
    late = [task for task in about if is_overdue(asked, task)]
    said = f"{asked.names(late)} {are(len(late))} overdue." if late else "Nothing is overdue."
    ends = Schedule(asked.tree)
    tight = [
        task
        for task in about
        if task.due_date
        and task not in late
        and asked.is_open(task)
        and _end(asked, ends, task) > task.due_date
    ]
    if tight:
        said += (
            f" By the estimates {asked.names(tight)} cannot be done by "
            f"{'its' if len(tight) == 1 else 'their'} due date."
        )
    said += f" {_by_estimates(asked, about, 'All of it')}"
    return f"{said} That is {_against(asked, about, last)} {shown(last)}." if last else said


@QUESTIONS.asked(
    r"(?:do you think (?:that )?)?(?:are we|we are|is|am i|i am)(?: being)?"
    r"(?: a (?:bit|little)| much| far| way)? (?:too|overly|so)"
    r" (?:optimistic|ambitious|pessimistic|tight|hopeful)(?: (?:with|about|on|for|in) <a>)?",
)
def too_hopeful(asked: Asked, a: str = "") -> str:
    """Whether the days and estimates go together, of one task or of all."""
    return realistic(asked, a) if a else on_track(asked)


@QUESTIONS.asked(
    r"(?:will|can|could|do) (?:we|i|you|they) (?P<a>[\w' -]+?) (?P<by>(?:by|before|until|in|on|at) .+)"
)
def done_by(asked: Asked, a: str, by: str) -> str:
    """Whether what a title does is done by then, by its day and by the estimates: "can we open in may?"."""
    last, verb = _day(asked, by), a.split(maxsplit=1)[0]
    if last is None or is_command(verb):
        raise Declined
    found = _does(asked, a, verb)
    told, due = _of(asked, found, a), asked.due(found)
    if not asked.is_open(found):
        return told
    in_time = _end(asked, Schedule(asked.tree), found) <= last.isoformat()
    plan = "Not by its due date. " if due and due > last.isoformat() else ""
    return f"{plan}{told} That is {'in time' if in_time else 'too late'} for {shown(last)}."


@QUESTIONS.asked(
    rf"(?:will|are|do) {_WE} (?:[\w'-]+ ){{1,8}}(?P<by>(?:by|before|until|in time for) .+)",
    rf"(?:(?:do|have) {_WE} (?:\w+ )?(?:have |got )?|is there )(?:an?|any|a real|a good"
    rf"|still a) (?:chance|hope)"
    rf" (?:of|to|that|for) (?:[\w'-]+ ){{0,8}}(?P<by>(?:by|before|until|in time for) .+)",
)
def by_a_day(asked: Asked, by: str) -> str:
    """The same, for a day by which people hope for something that is not called like a task."""
    if _day(asked, by) is None:
        raise Declined
    return on_track(asked, by=by)


def _does(asked: Asked, a: str, verb: str) -> Task:
    """The one task whose title says that this is done; of several the one that begins so."""
    with suppress(Tell):
        titles = [(task, gist(task.title)) for task in asked.each_of(a)]
        having = [task for task, words in titles if gist(verb)[0] in words]
        first = [task for task, words in titles if words[:1] == gist(verb)]
        for some in (first, having):
            if len(some) == 1:
                return some[0]
    raise Declined


def _day(asked: Asked, by: str) -> date | None:
    when = period(by, asked.today) if by else None
    return None if when is None or when.last == date.max else when.last


def _against(asked: Asked, about: Sequence[Task], last: date) -> str:
    leaves = asked.leaves(about)
    ends = Schedule(asked.tree)
    minutes = max((ends.end(leaf) for leaf in leaves), default=0)
    return "by" if day_after(asked.today, minutes) <= last else "after"


def _end(asked: Asked, ends: Schedule, task: Task) -> str:
    minutes = max((ends.end(leaf) for leaf in asked.leaves(asked.below(task))), default=0)
    return day_after(asked.today, minutes).isoformat()


def _by_estimates(asked: Asked, about: Sequence[Task], what: str) -> str:
    """The earliest day, and what it rests on."""
    leaves = asked.leaves(about)
    if not leaves:
        return "Nothing is left to do."
    ends = Schedule(asked.tree)
    minutes = max(ends.end(leaf) for leaf in leaves)
    unknown = [leaf for leaf in _on_the_way(asked, leaves) if not leaf.estimated_minutes]
    said = (
        f"{what} can be done by {shown(day_after(asked.today, minutes))} at the earliest, by the "
        "estimates and"
        " if nothing has to wait for people."
    )
    if unknown:
        said += (
            f" {tasks(len(unknown))} {have(len(unknown))} no estimate and"
            f" {'counts' if len(unknown) == 1 else 'count'} as {duration_text(UNKNOWN_MINUTES)}"
            f"{'' if len(unknown) == 1 else ' each'}."
        )
    project = asked.tree.project
    if what != "It" and project is not None and project.due_date:
        said += f" The project is due {shown(project.due_date)}."
    return said


def _on_the_way(asked: Asked, leaves: Sequence[Task]) -> list[Task]:
    """The leaves and the open leaves that they wait for, each once."""
    seen, found = set[str](), list[Task]()
    stack = list(leaves)
    for task in stack:  # grows while it is walked
        if task.id in seen:
            continue
        seen.add(task.id)
        if asked.is_leaf(task):
            found += [task] if asked.is_open(task) else []
            stack += [asked.tree.tasks[id] for id in asked.of(task).blocked_by]
        else:
            stack += asked.leaves(asked.tree.walk(task.id))
    return found


@QUESTIONS.asked(
    r"(?:what|when) (?:is|are|was) (?:the )?(?P<a>launch|release|go[- ]live|kick[- ]?off)(?: date| day)?"
)
def of_an_event(asked: Asked, a: str) -> str:
    """A day that people call by its name, where one task is called so."""
    try:
        return of_a_task(asked, a)
    except Tell as unclear:
        raise Declined from unclear
