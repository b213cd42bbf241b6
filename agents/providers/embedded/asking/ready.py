"""What can be worked on now, and what next: "what should Lisa do next?", "what can run in parallel?"."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import are, tasks
from agents.providers.embedded.asking.parts import Part, part_of, part_of_person
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.upcoming import NOTHING, first_in_words, following, next_in_words
from ledger.core.derived.next import Suggestion
from ledger.core.model import Task

QUESTIONS = Questions()
_WHO = r"(?P<who>(?!the\b|it\b|this\b|that\b|next\b|we\b|there\b|you\b)[^\W\d][\w.@-]*)"
_DO = (
    r"(?:do|work on|start(?: with| on)?|begin(?: with)?|tackle|pick(?: up)?|take(?: on)?|focus"
    r" on|get (?:started|going)(?: (?:on|with))?)"
)
_NEXT = r"(?: (?:next|first|now|today|then|after that|afterwards|right away|immediately))"


@QUESTIONS.asked(
    r"(?:what|which tasks?|which one)(?: (?:should|can|could|does|do|must|shall|might|may"
    rf"|would|will|is|has|have))? {_WHO}(?: (?:going|supposed))?(?: to)?"
    rf" {_DO}{_NEXT}?(?: <part>)?",
    rf"(?:what|which task) (?:is|comes) next (?:for|up for|on) {_WHO}(?:'s (?:list|plate))?",
    rf"what (?:is|are) (?:the )?next (?:tasks?|thing|step)(?: (?:that|which))? {_WHO}"
    r" (?:has|have|needs?|should|must|can|could|will)(?: to)?(?: do)?",
    rf"what (?:is|are) {_WHO}'s next (?:tasks?|steps?|thing)",
    rf"where (?:should|can|does) {_WHO} (?:start|begin)",
    rf"what (?:should|could|can|must|might) {_WHO} be (?:doing|working on|busy with){_NEXT}?(?: <part>)?",
    rf"(?:is|are) there (?:anything|something|any tasks?|work) (?:(?:that|which) )?(?:for )?{_WHO}"
    r" (?:should|could|can|must|might|has to|needs to|ought to|to)"
    rf" (?:be (?:doing|working on)|{_DO}){_NEXT}?",
)
def next_for(asked: Asked, who: str, part: str = "") -> str:
    """What somebody can do: of theirs, and where nothing of that is ready, what nobody has."""
    if who.lower() in ("i", "me"):
        return next_for_speaker(asked, part)
    person = asked.person(who)
    about = part_of(asked, part)
    ids = {task.id for task in part_of_person(asked, person).tasks}
    ready = [s for s in _ready_of(asked, about) if s.task_id in ids]
    if ready:
        return first_in_words(asked.scene, ready, "")
    open_ones = [task for task in asked.leaves(asked.all) if task.id in ids]
    waits = (
        f"{person.has} nothing that is ready: {_why_not(asked, open_ones)}"
        if open_ones
        else f"{person.has} no open tasks."
    )
    free = [
        s for s in following(asked.scene) if asked.assignee(asked.tree.tasks[s.task_id]) is None
    ]
    if not free:
        return waits
    first = asked.label(asked.tree.tasks[free[0].task_id])
    return f"{waits} {first} is ready, and assigned to nobody."


def _why_not(asked: Asked, open_ones: list[Task]) -> str:
    said = []
    for task in open_ones[:3]:
        needs = [asked.tree.tasks[id] for id in asked.of(task).blocked_by]
        state = task.status.replace("_", " ")
        said.append(
            f"{asked.label(task)} waits for {asked.names(needs)}"
            if needs
            else f"{asked.label(task)} is {state}"
        )
    return f"{', '.join(said)}."


def next_for_speaker(asked: Asked, part: str = "") -> str:
    """What is ready of what the speaker or nobody has; all that is where the speaker has nothing."""
    about = part_of(asked, part)
    mine = {task.id for task in part_of_person(asked, asked.person("me")).tasks}
    own = [s for s in _ready_of(asked, about) if s.task_id in mine]
    return first_in_words(asked.scene, own, "") if own else _next_of(asked, about)


@QUESTIONS.asked(
    r"(?:what|which (?:tasks?|one|ones))(?: (?:is|are|comes?|should|can|could|do|must|shall|to"
    r"|would|will|does))*(?: (?:we|i|you|one|up|the team))?(?: (?:be|suggest|recommend|we|i))*"
    rf"(?: have| need)?(?: to)?(?: {_DO})?{_NEXT}(?: {_DO})?(?: (?:up|on the list))?(?: <part>)?",
    r"(?:what|which) (?:is|are) (?:the |my |our )?next (?:tasks?|steps?|things?|one|up|to"
    r" do)(?: (?:to do|to work on))?(?: <part>)?",
    r"(?:next(?: (?:task|step|steps|tasks|up))?|(?:what|and) now|where (?:do|should|can|shall)"
    r" (?:we|i) (?:start|begin)|what to do(?: next| now)?|what should (?:we|i) do)",
)
def what_next(asked: Asked, part: str = "") -> str:
    """The first that is ready, and why."""
    return _next_of(asked, part_of(asked, part))


def _next_of(asked: Asked, about: Part) -> str:
    """The first of a part of the plan; where nothing of that is ready, of all."""
    found = _ready_of(asked, about)
    if found or not about.words:
        return first_in_words(asked.scene, found, NOTHING)
    return f"Nothing{about.words} is ready. {next_in_words(asked.scene)}"


def _ready_of(asked: Asked, about: Part) -> list[Suggestion]:
    ids = {task.id for task in about.tasks}
    within = asked.scene if ids <= {task.id for task in asked.all} else asked.everywhere
    return [s for s in following(within) if s.task_id in ids]


@QUESTIONS.asked(
    r"(?:what|which(?: tasks?| ones?)?)(?: (?:tasks?|is|are|can|could|may))*(?: (?:we|i))?"
    r" (?:ready|unblocked|startable|available|free|workable|actionable|doable|start|started"
    r"|begin|begun"
    r"|be (?:started|begun|done|worked on)|ready to (?:start|go|begin|be started))(?: (?:right"
    r" away|today|immediately|to (?:start|begin|go|work on|do)|in principle))*(?: <part>)?",
    r"(?:what|which(?: tasks?| ones?)?) (?:can|could) (?:we|i) (?:do|start|begin|work on)(?:"
    r" (?:with|on))?(?: <part>)?",
    r"(?:is|are)(?: there)? (?:anything|something|any tasks?) (?:ready|that is ready|to start"
    r"|i can (?:do|start|work on)|we can (?:do|start|work on)|that can (?:be )?(?:start"
    r"|started|done))"
    r"(?: (?:to start|now|today))*(?: <part>)?",
    r"(?:(?:show|list)(?: me)? )?(?:the |all |all the |everything )?(?:ready|unblocked"
    r"|actionable)(?: tasks| ones)?(?: <part>)?",
    r"(?:what|which(?: tasks?| ones?)?) (?:has|have|waits? for|is waiting for|depends? on)"
    r" (?:nothing|no blockers?)(?: (?:in (?:its|their) way|blocking (?:it|them)))?",
)
def ready(asked: Asked, part: str = "") -> str:
    """All that nothing stands in the way of, the best first."""
    about = part_of(asked, part)
    found = _ready_in(asked, about)
    if not found:
        return NOTHING if not about.words else f"Nothing{about.words} is ready."
    return f"Ready{about.words}: {asked.names(found)}."


def _ready_in(asked: Asked, about: Part) -> list[Task]:
    return [asked.tree.tasks[s.task_id] for s in _ready_of(asked, about)]


@QUESTIONS.asked(
    r"(?:what|which(?: tasks?| ones?)?)(?: (?:tasks?|can|could|is|are|may|we|i|to))*(?: (?:be"
    r"|run|do|done|go|work on|happen|start|started|worked on|ready))* (?:in parallel|at the"
    r" same time|simultaneously|concurrently|side by side"
    r"|parallel|at once|together in parallel|parallelized?|parallelised?)(?: <part>)?",
    r"(?:is|are|can) (?:anything|something|there anything|any tasks?)(?: (?:we can|that can|to"
    r"|be|run|do|done))* (?:in parallel|at the same time|parallel)",
    r"can (?:we|anything) (?:work|run|do things|do anything) (?:in parallel|at the same time)",
)
def in_parallel(asked: Asked, part: str = "") -> str:
    """What is ready together; whoever has several of them can do only one at a time."""
    found = _ready_in(asked, part_of(asked, part))
    if len(found) < 2:
        only = f" Only {asked.label(found[0])} is ready." if found else f" {NOTHING}"
        return f"Nothing can be done in parallel now.{only}"
    said = (
        f"{tasks(len(found))} can be done in parallel now, as none of them waits for another: "
        f"{asked.names(found)}."
    )
    people = [who for task in found if (who := asked.assignee(task))]
    shared = sorted({who for who in people if people.count(who) > 1})
    return (
        f"{said} {', '.join(shared)} "
        f"{are(len(shared)).replace('is', 'has').replace('are', 'have')} several of them."
        if shared
        else said
    )


@QUESTIONS.asked(
    r"can <a> (?:and|run parallel to|be done (?:at the same time as|in parallel (?:to|with)))"
    r" <b>(?: (?:be done|run|happen|start))*(?: (?:in parallel|at the same time|together|at"
    r" once))",
    r"(?:(?:is it|it is|would it be) possible (?:to|that we|for us to)|(?:can|could) we) (?:do|run"
    r"|start|have|work on)"
    r" <a> and <b> (?:in parallel|(?:at the )?same time|together|at once|side by side)",
)
def both(asked: Asked, a: str, b: str) -> str:
    """Whether one of two waits for the other."""
    one, other = asked.task(a), asked.task(b)
    if one.id == other.id:
        raise Declined
    graph = {one.id: _behind(asked, one), other.id: _behind(asked, other)}
    for first, second in ((one, other), (other, one)):
        if second.id in graph[first.id]:
            return f"No: {asked.label(first)} depends on {asked.label(second)}."
    return f"Yes: neither of {asked.label(one)} and {asked.label(other)} depends on the other."


def _behind(asked: Asked, task: Task) -> set[str]:
    found, frontier = set[str](), [task]
    for one in frontier:  # grows while it is walked
        for part in asked.line(one):
            new = [id for id in part.depends_on if id not in found and id in asked.tree.tasks]
            found.update(new)
            frontier += [asked.tree.tasks[id] for id in new]
    return found
