"""Questions about the plan: they are answered with words and change nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from agents.providers.embedded.grammar import workload
from agents.providers.embedded.grammar.purposes import purpose_in_words
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.selections import ENDED, selection
from agents.providers.embedded.terms.dates import shown
from ledger.core.derived.durations import duration_text
from ledger.core.derived.next import Suggestion, next_tasks
from ledger.core.model import Task

MOST_LISTED = 10
HELP = (
    "Tell me what to change, for example: “add a task for the release notes after T3”,"
    " “combine T1 and T2”, "
    "“split T4 into design and build”, “rename T2 to Ship”, “move T5 under T3”, “T4"
    " depends on T2”, "
    "“mark the first two done”, “make T3 urgent”, “T2 takes 2 days”, “T2 is due next"
    " friday”, “assign T3 to "
    "Ann”, “tag all login tasks with backend”, “delete everything completed”. Several"
    " at once are fine."
)
_QUESTION = re.compile(
    r"(?:(?:what(?!(?:'s|’s| is) missing(?:\?|,|:| -| –| here| there|$| is\b| are\b))|whats|which"
    r"|who|who's|whose|where|why|how)\b"
    r"|when (?:is|are|will|do|does|did|should|can)\b"
    r"|(?:is|are|was|do|does|did|has|have|will|am)\b(?=.*\?\s*$))"
    r"(?! about (?:add|remov|delet|renam|mov|mak|mark|assign|split|combin|merg|creat)\w*ing)"
    r"|(?:should|shall|can|could|may|would) (?:i|it|we|they|he|she|this|that|task)\b(?=.*\?)"
    r"|(?:is|are|was|were|does|did|will)(?! (?:it|there) (?:possible|ok|okay|any way|a way)\b)"
    r" (?:the|my|our|we|i|it|they|he|she|there|any\w*|every\w*|\S+ (?:late|done|ready|on time|over))\b"
    r"(?! done)|(?:anything|anyone|anybody) (?:i|we|else|that|left|to)\b|sum (?:it |this |things )?up\b"
    r"|(?:give|send|tell) me (?:the |all |a list of )+(?:list|steps|tasks|items)\b"
    r"(?!.*\b(?:for|of|to|under)\b)"
    r"|(?:is|are|was|do|does|has|have) (?:anything|anybody|anyone|there|any|we|i)\b"
    r"|do (?:we|i|you) (?:really |still )?need (?=[^?]*\?)"
    r"|(?:list|show|tell me|summari[sz]e|explain|count|describe the (?:plan|project)"
    r"|print|display)\b"
    r"|(?:i|we) (?:do not|don['’]?t) (?:understand|get|know|remember) (?:what|why|how|who|when|which"
    r"|where)\b[^.,;!?]*[.!?]*$"
    r"|(?:give|send|show|tell|write) (?:me|us) (?:(?:an?|the|some) )?(?:[\w-]+ )?(?:summary"
    r"|overview|update|report|recap"
    r"|rundown|status)\b"
    r"|(?:give me )?(?:a |an |the )?(?:summary|overview|status|progress|status report"
    r"|report)\b(?! )"
    r"|(?:help|\?+|hello|hi|hey|what|(?:(?:ok|okay|good|great|perfect),? )?(?:thanks|thank you))"
    r"[\s.!?]*$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:(?:what|which|how many|list|show)(?: me)?|tell me|count|are there|is there|do (?:i|we) have)"
    r"(?: all| of| the| any| my| our)*(?: (?P<before>(?:\S+ ){0,3}?))?\b(?:tasks?|items?|things|work|ones?)"
    r"(?: (?:are|is|do (?:i|we) have|can|that are|still|there|left))* ?(?P<what>.*?)"
    r"(?: (?:are|is) there| do (?:i|we) have| left| so far| now| in (?:the|this) "
    r"(?:plan|project))*[\s?.!]*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:(?:what|how) about|what(?:'s|’s|s)?(?: is| are)?|tell me (?:more )?about|show(?: me)?|explain"
    r"|details? (?:of|for|about)|who(?:'s|’s)?(?: is)?"
    r"(?: assigned to| working on| responsible for| doing)?|when(?:'s|’s)?(?: is| are|"
    r" does| will)?|how long (?:does|will|is)"
    r"|is|are|what(?: does| do))\s+(?P<a>.+?)"
    r"(?: (?:about|due|start|depend on|wait for|need|take|estimated|assigned to|blocked"
    r" by|mean|done|finished|completed|ready))*[\s?.!]*",
    re.IGNORECASE,
)

EXPLAIN = (
    "“Explain” beside the draft tells in words what it would do, deletions first "
    "(`patchledger explain`)."
)
SUMMARY = (
    "“What changed since…” in the menu tells what was accepted since a version or a day "
    "(`patchledger summary --since monday`); what this draft would do is told by “Explain”."
)

Answer = Callable[[Scene], str]


def asks(instruction: str) -> bool:
    """Whether the instruction is a question rather than a change."""
    return bool(_QUESTION.match(instruction.strip()))


def answer(scene: Scene, instruction: str) -> str:
    """What can be said to a question from the plan alone."""
    low = " ".join(instruction.lower().split())
    if not scene.tree.tasks or re.match(
        r"(?:help|what can (?:you|i) (?:do|say)\b(?! (?:today|now|next|first))"
        r"|how do(?:es)? (?:i|this|you)|\?)",
        low,
    ):
        return HELP if scene.tree.tasks else f"The plan has no tasks yet. {HELP}"
    if (why := purpose_in_words(scene, instruction)) is not None:
        return why
    if (theirs := workload.told(scene, instruction)) is not None:
        return theirs
    for words, reply in _TOPICS:
        if re.search(words, low):
            return reply(scene)
    return _one(scene, instruction) or _list(scene, instruction) or f"{_progress(scene)} {HELP}"


def _open(scene: Scene) -> list[Task]:
    return [task for task in scene.tasks if task.status not in ENDED]


def _leaves(scene: Scene, tasks: Iterable[Task]) -> list[Task]:
    return [task for task in tasks if not scene.tree.child_ids(task.id)]


def following(scene: Scene) -> list[Suggestion]:
    """What can be worked on now, the best first, as the view of what is next ranks it."""
    within = {task.id for task in scene.tasks}
    return [s for s in next_tasks(scene.tree, scene.context.today) if s.task_id in within]


def next_in_words(scene: Scene) -> str:
    """The first task that is ready, and why it is the first."""
    suggestions = following(scene)
    if not suggestions:
        return "Nothing is ready: everything is done, blocked, or waits for something else."
    first, *others = (scene.tree.tasks[s.task_id] for s in suggestions)
    why = ", ".join(suggestions[0].why)
    also = f" Also ready: {_labels(scene, others[:4])}." if others else ""
    return f"Next: {scene.label(first)} ({why}).{also}"


def _labels(scene: Scene, tasks: list[Task]) -> str:
    shown_ones = ", ".join(scene.label(task) for task in tasks[:MOST_LISTED])
    more = len(tasks) - MOST_LISTED
    return f"{shown_ones} and {more} more" if more > 0 else shown_ones


def _progress(scene: Scene) -> str:
    counts = Counter(task.status for task in scene.tasks)
    parts = ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in counts.most_common())
    return f"{len(scene.tasks)} tasks: {parts}."


def _effort(scene: Scene) -> str:
    leaves = _leaves(scene, _open(scene))
    known = [task.estimated_minutes for task in leaves if task.estimated_minutes]
    unknown = len(leaves) - len(known)
    if not known:
        return "None of the open tasks has an estimate."
    have = "has" if unknown == 1 else "have"
    rest = f"; {unknown} more {have} no estimate" if unknown else ""
    return f"{duration_text(sum(known))} of work are left in {len(known)} estimated tasks{rest}."


def _left(scene: Scene) -> str:
    tasks = _leaves(scene, _open(scene))
    return f"Open: {_labels(scene, tasks)}." if tasks else "Nothing is open."


def _waiting(scene: Scene) -> str:
    tasks = [task for task in scene.tasks if task.status == "blocked"]
    return f"Blocked: {_labels(scene, tasks)}." if tasks else "Nothing is marked as blocked."


_TOPICS: tuple[tuple[str, Answer], ...] = (
    (
        r"^(?:explain|describe|summari[sz]e|show)\b(?: me)? (?:this|the|these|your) "
        r"(?:diff|draft|proposal|changes?)\b|\bwhat (?:did|have) you (?:change|do)",
        lambda _: EXPLAIN,
    ),
    (r"\bwhat(?:'s|’s| has| have| was)? (?:been )?changed\b", lambda _: SUMMARY),
    (
        r"\bnext\b|start with|work on(?: now| first)|should i do|to do (?:now|first|today)"
        r"|\bready\b|can i do",
        next_in_words,
    ),
    (
        r"how long (?:will|does) (?:it|this|everything|the)|how much (?:work|time|effort)"
        r"|total (?:estimate|effort)",
        _effort,
    ),
    (
        r"^what(?:'s|’s| is)? (?:still |there )*(?:left|open|remaining|outstanding|undone)"
        r"(?: to (?:do|be done))?[\s?.!]*$",
        _left,
    ),
    (r"^(?:what|which|who|is|are|show|list)\b.*\b(?:blocked|stuck|blockers)\b", _waiting),
    (
        r"^how many (?:tasks )?(?:are there|do we have|in total)?\s*\??$|\bprogress\b"
        r"|\bsummar|\boverview\b|how (?:far|are we|is it)"
        r"|^(?:(?:what is|what's|what’s|whats) )?(?:the |a )?status\b"
        r"|status of the (?:plan|project)|how many tasks\??$",
        _progress,
    ),
)


def _one(scene: Scene, instruction: str) -> str | None:
    """What is known about the one task that is named."""
    match = _ABOUT.fullmatch(instruction.strip())
    try:
        found = find(scene, match["a"]) if match else None
    except Ask as ask:
        may_be = [scene.tree.tasks[id] for id in ask.ids]
        return f"That may be {_labels(scene, may_be)}." if may_be else None
    except Tell:
        return None
    if found is None or len(found.ids) != 1:
        return None
    task = scene.tree.tasks[found.ids[0]]
    facts = [task.status.replace("_", " "), f"{task.priority} priority"]
    facts += (
        [f"estimated at {duration_text(task.estimated_minutes)}"] if task.estimated_minutes else []
    )
    facts += [f"due {shown(task.due_date)}"] if task.due_date else []
    facts += [f"assigned to {task.assignee}" if task.assignee else "assigned to nobody"]
    needs = [scene.tree.tasks[id] for id in task.depends_on]
    facts += [f"waits for {_labels(scene, needs)}"] if needs else []
    text = f" {task.description}" if task.description else ""
    return f"{scene.label(task)}: {', '.join(facts)}.{text}"


def _list(scene: Scene, instruction: str) -> str | None:
    match = _LIST.fullmatch(instruction.strip())
    if match is None:
        return None
    what = " ".join(f"{match['before'] or ''} {match['what']}".split())
    chosen = selection(scene, f"all tasks {what}", explicit=True)
    if chosen is None or not chosen.ids:
        return f"There are no tasks that are {what}." if what else None
    tasks = [scene.tree.tasks[id] for id in chosen.ids]
    return f"{len(tasks)} task{'s' * (len(tasks) > 1)}: {_labels(scene, tasks)}."
