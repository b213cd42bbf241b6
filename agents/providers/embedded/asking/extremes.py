"""What is longest, most urgent, riskiest: "which task takes the longest?", "what's the critical path?"."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import are, have, tasks
from agents.providers.embedded.asking.parts import part_of
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.opinions.ground import Ground
from agents.providers.embedded.opinions.risks import risks
from agents.providers.embedded.terms.vocabulary import PRIORITY_ORDER
from ledger.core.derived.durations import duration_text
from ledger.core.derived.schedule import count_waiting, critical_path, remaining_work
from ledger.core.model import Task

QUESTIONS = Questions()
_WHICH = (
    r"(?:(?:which|what)(?: (?:tasks?|one|ones|item|thing|step|of them|part))?(?: (?:is|are"
    r"|will|would|does|do|has|have|needs?|takes?))*(?: be| take| need| have)?(?: the| our)?"
    r" )?(?:the )?"
)
_LONG = (
    r"(?:(?:longest|biggest|largest|most (?:time|work|effort|expensive|time[- ]consuming|work)"
    r"|highest estimate|greatest)(?: (?:estimate|effort|duration))?)"
)
_SHORT = (
    r"(?:(?:shortest|smallest|quickest|fastest|least (?:time|work|effort)|lowest estimate"
    r"|easiest)(?: (?:estimate|effort|duration))?)"
)
_TASK = (
    r"(?: (?:open |remaining |single )*(?:tasks?|one|ones|item|step|chunk|to (?:do|finish)"
    r"|part|estimate|job))?(?: <part>)?"
)


@QUESTIONS.asked(rf"{_WHICH}(?P<long>{_LONG}){_TASK}", rf"{_WHICH}{_SHORT}{_TASK}")
def by_estimate(asked: Asked, part: str = "", long: str = "") -> str:
    """Of the open tasks; how many have no estimate is told along."""
    about = part_of(asked, part)
    leaves = asked.leaves(about.tasks)
    known = [task for task in leaves if task.estimated_minutes]
    unknown = len(leaves) - len(known)
    if not known:
        return f"No open task{about.words} has an estimate."
    best = (max if long else min)(task.estimated_minutes or 0 for task in known)
    found = [task for task in known if task.estimated_minutes == best]
    word = "longest" if long else "shortest"
    verb = "takes" if len(found) == 1 else "take"
    rest = f" {tasks(unknown, 'open')} {have(unknown)} no estimate." if unknown else ""
    return (
        f"{asked.names(found)} {verb} the {word} of the open tasks{about.words}: "
        f"{duration_text(best)}.{rest}"
    )


@QUESTIONS.asked(
    rf"{_WHICH}(?P<up>most (?:important|urgent|critical|pressing)|highest[- ]priority"
    rf"|top[- ]priority|(?:highest|top) prio(?:rity)?|priority){_TASK}",
    rf"{_WHICH}(?:least (?:important|urgent|critical|pressing)|lowest[- ]priority|lowest"
    rf" prio(?:rity)?){_TASK}",
    r"(?:what|which(?: tasks?| ones?)?) (?:is|are) (?P<up>urgent|important|critical|high"
    r" priority|a priority|our priorities|the priorities|top priority|pressing)(?: <part>)?",
    r"what (?:are|is) (?:our|the|my) (?P<up>priorit(?:y|ies))(?: <part>)?",
    r"(?:is|are) (?:anything|something|there anything|any tasks?) (?P<up>urgent|important"
    r"|critical|pressing)(?: <part>)?",
)
def by_priority(asked: Asked, part: str = "", up: str = "") -> str:
    """The open tasks of the highest priority that any has, or of the lowest."""
    about = part_of(asked, part)
    found = [task for task in about.tasks if asked.is_open(task)]
    if not found:
        return f"Nothing{about.words} is open."
    order = PRIORITY_ORDER if up else PRIORITY_ORDER[::-1]
    best = next(priority for priority in order if any(task.priority == priority for task in found))
    of_it = [task for task in found if task.priority == best]
    if len(of_it) == len(found) and len(found) > 1:
        return f"All {len(found)} open tasks{about.words} have the same priority, {best}."
    word = "highest" if up else "lowest"
    return (
        f"{asked.names(of_it)} {have(len(of_it))} the {word} priority of the open "
        f"tasks{about.words}: {best}."
    )


@QUESTIONS.asked(
    rf"{_WHICH}(?:riskiest|most (?:risky|dangerous)|biggest risk|at (?:most )?risk){_TASK}",
    r"(?:what|which(?: tasks?| ones?)?) (?:is|are) (?:at risk|risky|in danger|dangerous|worrying)",
    r"(?:is|are) (?:anything|something|there (?:any|anything)|any tasks?) (?:at risk|risky|risks?|in danger)",
    r"(?:are there|do we have|is there) (?:any |a )?risks?",
    r"what (?:should|do) (?:i|we) (?:have to )?worry about",
)
def riskiest(asked: Asked, part: str = "") -> str:
    """The risks that a look at the plan finds, the worst first; the plan stays as it is."""
    ids = {asked.scene.handle(task) for task in part_of(asked, part).tasks}
    _, findings, _ = risks(Ground(asked.scene.context))
    found = [one for one in findings if not part or one.ref in ids]
    about_a_task = [one for one in found if one.ref is not None]
    if not found:
        return "I see no risk: owners, dates, order and load fit together."
    if not about_a_task:
        return f"No single task stands out. {found[0].reason}"
    first, *others = about_a_task
    more = [one.ref for one in others if one.ref and one.ref != first.ref]
    rest = f" Others with risks: {', '.join(dict.fromkeys(more))}." if more else ""
    handle = first.ref or ""
    label = next(
        (asked.label(t) for t in asked.scene.survey.tasks if asked.scene.handle(t) == handle),
        handle,
    )
    return f"The greatest risk is with {label}: {first.reason}{rest}"


@QUESTIONS.asked(
    r"(?:(?:what|which(?: tasks?| ones?)?|where) (?:is|are|makes? up|lies?)(?: on| in)? "
    r"|show(?: me)? |explain )?(?:the |our )?critical path(?: <part>)?",
    r"(?:what|which(?: tasks?| ones?)?) (?:must not|can(?:not| not)|may not|should not)"
    r" (?:slip|be late|be delayed|wait)",
    r"what (?:determines|decides|drives) the (?:end|end date|finish|duration|schedule|length)",
    r"(?:is|are) <a> (?:critical|on the critical path)",
)
def the_critical_path(asked: Asked, part: str = "", a: str = "") -> str:
    """The open tasks that cannot slip without all slipping, in their order."""
    graph = remaining_work(asked.tree, asked.derivation)
    path = critical_path(asked.tree, asked.derivation, graph)
    if a:
        found = asked.tasks_of(a)
        on = [t for t in found for part_ in asked.below(t) if part_.id in path]
        words = "is on the critical path" if len(found) == 1 else "are on the critical path"
        yes = bool(on)
        prio = f" Its priority is {found[0].priority}." if len(found) == 1 else ""
        return (
            f"{'Yes' if yes else 'No'}: {asked.names(found)} "
            f"{words if yes else words.replace(' on', ' not on')}.{prio}"
        )
    about = part_of(asked, part)
    ids = {task.id for task in about.tasks}
    chain = _in_order(
        asked, [task for task in asked.scene.survey.tasks if task.id in path and task.id in ids]
    )
    if not chain:
        return (
            f"There is no critical path{about.words}: nothing that is open waits for anything that is open."
            if not path
            else f"Nothing{about.words} is on the critical path."
        )
    known = sum(task.estimated_minutes or 0 for task in chain)
    unknown = sum(not task.estimated_minutes for task in chain)
    rest = f"; {tasks(unknown)} on it {have(unknown)} no estimate" if unknown else ""
    time = f" {duration_text(known)} of work{rest}." if known else ""
    return (
        f"The critical path{about.words}: "
        f"{', then '.join(asked.label(task) for task in chain[:10])}{_more(len(chain) - 10)}.{time}"
    )


def _more(count: int) -> str:
    return f", and {count} more" if count > 0 else ""


def _in_order(asked: Asked, chain: list[Task]) -> list[Task]:
    """Each after those that it waits for: who has less before it comes first."""
    ends: dict[str, int] = {}

    def depth(task: Task) -> int:
        if task.id not in ends:
            ends[task.id] = 0  # whoever waits for itself waits for nothing
            needs = [
                n for id in asked.of(task).blocked_by for n in asked.below(asked.tree.tasks[id])
            ]
            ends[task.id] = max((depth(n) + 1 for n in asked.leaves(needs)), default=0)
        return ends[task.id]

    return sorted(chain, key=depth)


@QUESTIONS.asked(
    r"(?:what|which(?: tasks?| one)?) (?:is|are|would be) (?:the |our )?(?:biggest |main "
    r"|worst )?(?:bottlenecks?|choke ?points?)",
    r"(?:what|which tasks?) (?:blocks?|holds? up|unblocks?|is blocking|has) (?:the )?most(?:"
    r" (?:others|other tasks|tasks|things|dependents|dependencies|work))?",
    r"(?:is there|are there|do we have) (?:a|any) bottlenecks?",
)
def bottleneck(asked: Asked) -> str:
    """The open task for which most others wait."""
    graph = remaining_work(asked.tree, asked.derivation)
    found = [task for task in asked.all if asked.is_open(task)]
    counts = {task.id: count_waiting(asked.tree, graph, task.id, 999) for task in found[:500]}
    most = max(counts.values(), default=0)
    if not most:
        return "No open task waits for another one."
    first = [task for task in found if counts.get(task.id) == most]
    verb = "waits" if most == 1 else "wait"
    return (
        f"{tasks(most, 'open')} {verb} for "
        f"{asked.names(first)}{'' if len(first) == 1 else ' each'}, more than for any other. "
        f"{_its_state(asked, first)}"
    )


def _its_state(asked: Asked, found: list[Task]) -> str:
    ready = [task for task in found if asked.of(task).ready]
    return (
        f"{asked.names(ready)} {are(len(ready))} ready to be worked on."
        if ready
        else "None of that is ready to be worked on."
    )
