"""Plans from the knowledge base. The planner calls three functions and knows nothing of YAML.

scaffold(goal)                  a goal → a project and its top-level tasks
is_a_work(goal)                 whether words that may be a task are a goal
is_an_errand(goal)              whether they are one thing to do, with nothing to plan about it
break_down(task, tree, hint)    a task at any depth → its sub-tasks
"""

from __future__ import annotations

from dataclasses import replace

from agents.providers.embedded import library
from agents.providers.embedded.breakdown import break_down
from agents.providers.embedded.filling import (
    LONGEST_TITLE,
    fill,
    planned,
    without_doubles,
    words_for,
    words_for_part,
)
from agents.providers.embedded.goals import POINTS_BACK, Goal, is_clause, parse
from agents.providers.embedded.kinds import Choice, Part, choose, german_kind, main_kind, named_kind
from agents.providers.embedded.library import Outline
from agents.providers.embedded.nouns import sentence, shortened
from agents.providers.embedded.planned import Plan, PlannedTask
from agents.providers.embedded.steps import OTHERWISE, SMALL, USUAL_MINUTES, steps_for, way_for
from agents.providers.embedded.words import telling
from ledger.core.model import EMPTY, Task

__all__ = ["Plan", "PlannedTask", "break_down", "is_a_work", "is_an_errand", "scaffold"]

ACCEPTED = (
    "What counts as done is agreed with whoever asked for it",
    "They have looked at the result and accepted it",
)
_BEGINS = frozenset(
    ("launch", "start", "hire", "recruit", "renovate", "organise", "organize", "found", "open", "learn",
     "set up", "establish", "relaunch", "produce", "publish", "move")
)  # fmt: skip
"""What begins a project of its own, and is no errand: "launch a podcast" in a list of three."""
_MAKING = ("build", "document", "learn", "campaign", "migration", "stage", "business")
"""Verbs of these kinds begin a work rather than an errand, where what is made has an outline of its own."""
_AN_AFTERNOON, _SOME_EVENINGS = 240, 960  # minutes
_BY_HAND = ("planting", "scrubbing", "mounting", "cooking")
_CRAFTS = ("paint", "decorate", "varnish", "sew", "knit", "crochet", "craft")
"""What is made by hand in some evenings, where no outline knows the thing: "knit a sweater"."""
_ERRANDS = (SMALL, "buy", "meet", OTHERWISE)
"""Ways to do what needs no plan, or of which we know none: milk is bought, an aunt is called."""
_ANY_KIND = frozenset(
    (library.GENERAL, "build", "improve", "organise", "fix", "change", "feature", "hobby")
)

_BY_VERB = ("cleaning", "declutter")
"""Kinds that a verb leads to where the thing tells nothing: "clean the windows"."""


def scaffold(goal: str) -> Plan:
    """Plan a goal: the project and its top-level tasks in the goal's own words. Any text is a goal."""
    asked = parse(goal)
    if (
        german_kind(asked.text) is not None
    ):  # its title keeps its words, the tasks speak of the thing
        asked = replace(asked, thing=None, slots={}, extras=(), also=())
    if asked.errands:
        return _errands(asked)
    choice = choose(asked)
    if (done := _handiwork(asked, choice)) is not None:
        return done
    outline = library.outline(choice.kind)
    return Plan(
        title=asked.title,
        summary=_summary(outline, asked),
        tags=outline.tags,
        tasks=without_doubles(_with_besides(_with_parts(outline, asked, choice), asked, choice)),
        deadline=asked.moments.deadline,
        outline=choice.kind,
    )


def is_a_work(goal: str) -> bool:
    """Whether something is made of which we know how: "write a book about bees", unlike "write a mail"."""
    asked = parse(goal)
    verbs = library.index().verbs
    makes = any(asked.verb in verbs[kind] for kind in _MAKING)
    return makes and main_kind(asked) not in (*_ANY_KIND, *_MAKING)


def is_an_errand(goal: str) -> bool:
    """Whether it is one thing to do that needs no plan: "buy milk", unlike "bake a cake"."""
    way = way_for(Task(id="", title=goal, estimated_minutes=_AN_AFTERNOON))
    if way == "meet" and main_kind(parse(goal)) != library.GENERAL:  # "visit Rome"
        return False
    return way in _ERRANDS and not (is_a_work(goal) or _is_a_project(goal))


def _is_a_project(goal: str) -> bool:
    """Whether its thing has an outline, and no verb says that it is soon done: "apply for a mortgage"."""
    asked = parse(goal)
    if asked.verb in library.ways() or (asked.verb is None and is_clause(asked.text)):
        return False
    return named_kind(asked) is not None


def _handiwork(goal: Goal, choice: Choice) -> Plan | None:
    """What is done by hand, as its steps: shelves are hung up without a weekly review."""
    doing = sentence(goal.core) if goal.verb else goal.title
    minutes = _SOME_EVENINGS if goal.verb in _CRAFTS else _AN_AFTERNOON
    task = Task(id="", title=doing, estimated_minutes=minutes)
    if choice.kind not in (*_ANY_KIND, *_BY_VERB) or choice.parts or choice.besides:
        return None
    if choice.kind in _BY_VERB and named_kind(goal) is not None:  # "clean the house"
        return None
    if way_for(task) not in _BY_HAND and goal.verb not in _CRAFTS:
        return None
    return Plan(
        title=goal.title,
        summary=_told(goal, f"{goal.title}, from getting ready to clearing up."),
        tags=(),
        tasks=steps_for(task, EMPTY),
        deadline=goal.moments.deadline,
        outline=library.GENERAL,
    )


def _errands(goal: Goal) -> Plan:
    """A list of things to do that do not wait for each other: each is a task as it was said."""
    return Plan(
        title=goal.title,
        summary=_told(goal, f"{sentence('; '.join(goal.errands))}."),
        tags=(),
        tasks=without_doubles(tuple(map(_errand, goal.errands))),
        deadline=goal.moments.deadline,
        outline=library.GENERAL,
    )


def _errand(words: str) -> PlannedTask:
    """A task as it was said; what is a plan of its own says how, and breaks down as such."""
    title = sentence(shortened(words, LONGEST_TITLE))
    goal = parse(words)
    kind = main_kind(goal)
    if goal.verb in _BEGINS and kind not in _ANY_KIND:
        outline = library.outline(kind)
        return replace(planned(outline.root, words_for(outline, goal)), title=title)
    return PlannedTask(
        title=title,
        description=f"The goal asks for it: “{words}”.",
        acceptance_criteria=ACCEPTED,
        estimated_minutes=USUAL_MINUTES,
    )


def _summary(outline: Outline, goal: Goal) -> str:
    lines = [fill(outline.summary, words_for(outline, goal))]
    if goal.slots.get("audience"):
        lines.append(f"For: {goal.slots['audience']}.")
    if kept_in := [extra for extra in goal.extras if extra.lower() not in lines[0].lower()]:
        lines.append(f"With: {', '.join(kept_in)}.")
    if goal.also:
        lines.append(f"Besides: {'; '.join(goal.also)}.")
    return _told(goal, *lines)


def _told(goal: Goal, *said: str) -> str:
    """These sentences, and what else the goal says that no task does."""
    lines = list(said)
    if goal.moments.deadline:
        lines.append(f"When: {goal.moments.deadline}.")
    if goal.moments.limits:
        lines.append(f"Limits: {'; '.join(goal.moments.limits)}.")
    if not telling(goal.text) <= telling(" ".join((goal.title, *lines))):
        lines.append(f"The goal as it was given: {goal.text}")
    return " ".join(lines)


def _with_parts(outline: Outline, goal: Goal, choice: Choice) -> tuple[PlannedTask, ...]:
    """The outline's tasks with the parts put in at its joint, `after` pointing to the new places."""
    words = words_for(outline, goal)
    tasks = [planned(node, words) for node in outline.root.children]
    if not choice.parts:
        return tuple(tasks)
    keys = [node.path.rsplit("/", 1)[1] for node in outline.root.children]
    after = sorted(keys.index(key) for key in outline.joint.after)
    before = [keys.index(key) for key in outline.joint.before]
    at = min(before, default=len(tasks))
    count = len(choice.parts)
    moved = [
        replace(task, after=tuple(place + count if place >= at else place for place in task.after))
        for task in tasks
    ]
    for place in before:
        joined = {*moved[place].after, *range(at, at + count)}
        moved[place] = replace(moved[place], after=tuple(sorted(joined)))
    parts = [replace(_part(part), after=tuple(after)) for part in choice.parts]
    return (*moved[:at], *parts, *moved[at:])


def _with_besides(
    tasks: tuple[PlannedTask, ...], goal: Goal, choice: Choice
) -> tuple[PlannedTask, ...]:
    """What else the goal asks for: before the last task, which waits for it; with "then" after it."""
    wanted = [words for words in choice.besides if not _is_there(words, tasks)]
    later = [words for words in wanted if f"then {words}" in goal.text]
    meanwhile = [_besides(words, 0) for words in wanted if words not in later]
    *first, last = tasks
    at = len(first)
    end = at + len(meanwhile)
    last = replace(last, after=tuple(sorted({*last.after, *range(at, end)})))
    return (*first, *meanwhile, last, *(_besides(words, end) for words in later))


def _is_there(words: str, tasks: tuple[PlannedTask, ...]) -> bool:
    """Whether a task does that with the thing anyway: "hire two engineers and onboard them"."""
    doing = telling(words)
    return bool(POINTS_BACK.search(words)) and any(doing <= telling(t.title) for t in tasks)


def _besides(words: str, after: int) -> PlannedTask:
    return PlannedTask(
        title=sentence(shortened(words, LONGEST_TITLE)),
        description=f"The goal asks for it besides the main thing: “{words}”.",
        acceptance_criteria=ACCEPTED,
        estimated_minutes=USUAL_MINUTES,
        after=(after,),
    )


def _part(part: Part) -> PlannedTask:
    outline = library.outline(part.kind)
    return planned(outline.root, words_for_part(outline, part.words), outline.share)
