"""When something is due, and what is due when."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import are, tasks
from agents.providers.embedded.asking.parts import Part, part_of
from agents.providers.embedded.asking.periods import period
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.reaching import before
from agents.providers.embedded.terms.dates import shown
from ledger.core.derived.durations import duration_text
from ledger.core.model import Task

QUESTIONS = Questions()
_DAY = r"(?:due dates?|deadlines?|due|end dates?)"
_PROJECT = r"(?:the |this |our |my |whole |entire )*(?:project|plan|it all|whole thing|everything)"


@QUESTIONS.asked(
    rf"(?:what|when) (?:is|are) (?:the |our |my )?{_DAY} (?:of|for|on) {_PROJECT}",
    rf"when (?:is|are) {_PROJECT} due",
    rf"(?:what|when) (?:is|are) (?:the|our) (?:project )?{_DAY}",
    rf"(?:does|has) {_PROJECT} (?:have )?(?:a |any |no )?{_DAY}",
    rf"(?:do we have|is there) (?:a|any) {_DAY}(?: (?:of|for|on) {_PROJECT})?",
)
def of_the_project(asked: Asked) -> str:
    """Its own day, and the last of its tasks' days."""
    if asked.scene.scope is not None:
        return _sentence(asked, asked.scene.scope)
    project, last = asked.tree.project, _last(asked)
    own = project.due_date if project is not None else None
    said = f"The project is due {shown(own)}." if own else "The project has no due date."
    if last is not None:
        said += f" The last task that is due is {asked.label(last)}, {shown(last.due_date or '')}."
    return said if own or last else "Neither the project nor any open task has a due date."


def _dated(asked: Asked) -> list[Task]:
    """The open tasks with a day, the first first."""
    dated = [task for task in asked.all if task.due_date and asked.is_open(task)]
    return sorted(dated, key=lambda task: task.due_date or "")


def _last(asked: Asked) -> Task | None:
    return next(iter(_dated(asked)[::-1]), None)


@QUESTIONS.asked(
    r"(?:what|when) (?:is|are) (?:the |our |my )?(?P<which>next|first|last|nearest|earliest"
    r"|latest|closest|upcoming)"
    rf" (?:{_DAY}|milestone|thing due|task due)",
    rf"(?:what|which tasks?|which one) (?:is|are) (?:the )?{_DAY} (?P<which>next|first|last|soonest)",
    r"(?:what|which tasks?) (?:has|is) the (?P<which>next|first|last|nearest|earliest|latest"
    rf"|closest) {_DAY}",
    rf"(?P<which>next) {_DAY}",
    rf"(?:what|which) (?P<which>{_DAY}) (?:do we have|are (?:there|coming up|next)|is coming up)(?: next)?",
    rf"(?:(?:show|list)(?: me)? )?(?:all |the |our )*(?P<which>upcoming {_DAY}|{_DAY}s)",
)
def by_place(asked: Asked, which: str) -> str:
    """The first or the last; of several the days in their order."""
    dated = _dated(asked)
    if not dated:
        return "No open task has a due date."
    if which.lower() in ("last", "latest"):
        return f"The last due date: {_brief(dated[-1], asked)}."
    today = asked.today.isoformat()
    late = [task for task in dated if (task.due_date or "") < today]
    ahead = [task for task in dated if task not in late]
    over = f" {tasks(len(late))} {are(len(late))} overdue: {asked.names(late)}." if late else ""
    if not ahead:
        return f"No due date lies ahead.{over}"
    if which.lower() in ("next", "first", "nearest", "earliest", "soonest", "closest", "upcoming"):
        first = [task for task in ahead if task.due_date == ahead[0].due_date]
        return f"Next due: {', '.join(_brief(task, asked) for task in first[:10])}.{over}"
    return f"{', '.join(_brief(task, asked) for task in ahead[:10])}.{over}"


def _brief(task: Task, asked: Asked) -> str:
    return f"{asked.label(task)}, {shown(task.due_date or '')}"


@QUESTIONS.asked(
    r"(?:what|which(?: tasks?| ones?)?|who|whose tasks?)(?: else| all)? (?:is|are|has|have"
    r"|comes|falls|will be)"
    r"(?: a| something| anything)? ?(?:due|up)(?: <part>)?",
    r"(?:is|are|do we have|have we|is there|are there|there) ?(?:anything|something|any tasks?"
    r"|any)(?: that is| which is"
    r"| of mine| else)? ?due(?: tasks)?(?: <part>)?",
    r"(?:(?:show|list|give)(?: me| us)? )?(?:everything|all(?: tasks)?|the tasks|tasks"
    r"|anything)(?: that is| that are)? due"
    r"(?: <part>)?",
    r"how (?:many|much)(?: tasks| of them)? (?:is|are) due(?: <part>)?",
    r"(?:what|which tasks?) (?:must|has to|have to|needs? to|should) (?:we |i )?(?:get |be "
    r"|have )?(?:done|finish(?:ed)?"
    r"|complete[d]?|ready)(?: by us)? <part>",
)
def in_a_period(asked: Asked, part: str = "") -> str:
    """The open tasks that are due then, with their days, and the ones that were due before."""
    about = part_of(asked, part)
    if part and period(part, asked.today) is None and "due" not in about.words:
        about = Part(
            about.tasks, about.words, about.person, [t for t in about.listed if t.due_date]
        )
    found = sorted(
        (t for t in about.listed if t.due_date and asked.is_open(t)), key=lambda t: t.due_date or ""
    )
    if not found:
        return f"Nothing is{_due(about.words)}."
    named = ", ".join(_brief(task, asked) for task in found[:10])
    more = f" and {len(found) - 10} more" if len(found) > 10 else ""
    return f"{tasks(len(found))} {are(len(found))}{_due(about.words)}: {named}{more}."


def _due(words: str) -> str:
    return words if " due " in words else f" due{words}"


@QUESTIONS.asked(
    r"when (?:is|are|was|were|will|does|do|must|should|has|have) <a> (?:be |to be |have to be "
    r"|need to be )*(?:due|done by)",
    r"(?:when|by when) (?:must|should|has|have|does|do) <a> (?:to )?(?:have to )?(?:be|get)"
    r" (?:done|finished|ready|completed)",
    r"when <a> (?:is|are) due",
    r"(?:until|by|till) (?:when|what day|which day) (?:must|should|has|have|does|do|need|needs|is|are|can)"
    r" (?:(?:we|i) (?:have to |need to )?(?:need|have|get|finish|complete|do) )?<a>"
    r"(?: (?:to )?(?:have to |need to )?(?:be |get )?(?:done|finished|ready|complete[d]?|due|there|in))?",
    r"when (?:must|should|do|does|will|has|have) (?:we|i) (?:(?:have|need) to )?(?:need|have|get|finish"
    r"|complete) <a>(?: (?:done|finished|ready|complete[d]?|by))?",
    rf"(?:what|when) (?:is|are|was) (?:the )?{_DAY} (?:of|for|on) <a>",
    rf"(?:what|when) (?:is|are|was) <a>(?:'s)? {_DAY}",
    rf"(?:does|do|has|have) <a> (?:have )?(?:a|any|no) {_DAY}",
    rf"<a>(?:'s)? {_DAY}",
    rf"{_DAY} (?:of|for) <a>",
    r"(?:is|are) <a> due(?: <when>)?",
)
def of_a_task(asked: Asked, a: str, when: str = "") -> str:
    """Its own day, else that of what it is a part of."""
    found = asked.each_of(a)
    if len(found) == 1 and when and (span := period(when, asked.today)) is not None:
        day = asked.due(found[0])
        return f"{'Yes' if span.has(day) else 'No'}: {_sentence(asked, found[0])}"
    return " ".join(_sentence(asked, task) for task in found[:5])


@QUESTIONS.asked(
    r"how (?:much|many)(?: more)? (?:time|days|weeks|hours)(?: (?:do|have))? (?:i|we)(?: still)?"
    r" (?:have|got|get|are given|am given)(?: got)?(?: left| planned)* (?:for|to do|until|till|with) <a>",
)
def time_for(asked: Asked, a: str) -> str:
    """What it is estimated at, when what it waits for is due, and when it is."""
    task = asked.task(a)
    minutes = asked.of(task).total_estimated_minutes
    needs = [
        day for need in before(asked, task) if asked.is_open(need) and (day := asked.due(need))
    ]
    since = (
        f" What it waits for is due {shown(max(needs))}." if needs and asked.is_open(task) else ""
    )
    estimated = f" It is estimated at {duration_text(minutes)}." if minutes else ""
    return f"{_sentence(asked, task)}{since}{estimated}"


def _sentence(asked: Asked, task: Task) -> str:
    label = asked.label(task)
    done = "" if asked.is_open(task) else " Nothing is left to do in it."
    if task.due_date:
        late = task.due_date < asked.today.isoformat() and not done
        return (
            f"{label} {'was' if late else 'is'} due "
            f"{shown(task.due_date)}{', and is overdue' if late else ''}.{done}"
        )
    above = next((part for part in asked.line(task)[1:] if part.due_date), None)
    if above is not None:
        return (
            f"{label} has no due date of its own. {asked.label(above)}, of which it is a part, is due "
            f"{shown(above.due_date or '')}.{done}"
        )
    return f"{label} has no due date.{done}"
