"""What is said of a plan as a whole right after its goal: its day, its start, or that it is something else.

"The wedding is on June 12", "it has to be in the store by the end of March", "we start in January" and "no,
it's a food truck" are no wishes about a single task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agents.edits import PROJECT, Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.clarifying import made_anew
from agents.providers.embedded.goals import parse
from agents.providers.embedded.grammar.clauses import polished
from agents.providers.embedded.grammar.endings import last_day
from agents.providers.embedded.grammar.reading import count_or_list, quoted
from agents.providers.embedded.grammar.scaffolding import fit, leading_up_to
from agents.providers.embedded.planned import PlannedTask
from agents.providers.embedded.terms.dates import days, shown
from agents.providers.embedded.words import telling
from ledger.core.derived.derive import derive

LONGEST = 120
_LEAD = r"(?:(?:but|and|so|oh|ah|sorry|no|also|btw|by the way|remember),? )*"
_IT = r"it|this|that|them"
_ALL = r"everything|all(?: of it)?|the (?:whole )?(?:thing|plan|project|lot)"
_DEADLINE = (
    r"(?P<thing>(?:the |our |my )?(?:deadline|due date|target(?: date)?|end date|big day|date|day))"
)
_BY = r"(?:by|before|until|no later than|not later than)"
_ENDS = (
    re.compile(rf"{_LEAD}{_DEADLINE}(?: is|['’]s|:)? (?:on |in )?(?P<day>.+)", re.IGNORECASE),
    re.compile(
        rf"{_LEAD}(?P<thing>[\w'’ -]{{2,40}}?)(?: (?:is|will be|takes place|happens)|['’]s)"
        r"(?: already| now)? (?P<day>(?:on|in|at) .+)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?P<thing>[\w'’ -]{{2,40}}?) (?:must|has to|have to|needs? to|should|shall)"
        rf" (?:be|go|get|come|happen|take place|end|finish|launch|open|start)\b(?: [\w -]{{1,40}}?)??"
        rf" (?P<day>(?:{_BY}|on) .+)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?:we|i) (?:need|want|must have)(?: to (?:finish|have|get))? (?P<thing>{_IT}|{_ALL})"
        rf"(?: [\w -]{{1,30}}?)?? (?P<day>(?:{_BY}|on) .+)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?:(?:i|we|you|they)(?: only)? have(?: got)?(?: time)? )?(?P<day>{_BY} .+)",
        re.IGNORECASE,
    ),
)
_STARTS = re.compile(
    rf"{_LEAD}(?:(?:we|i|let['’]?s|can we|you can)(?: can| could| will| want to| have to)? )?"
    r"(?:start|begin|kick off)(?: (?:it|this|with (?:it|this|everything)|everything))?"
    r" (?P<day>(?:on|in|at|next|this|after|from|not before) .+)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"^(?:not before|from) ", re.IGNORECASE)
_IS_ELSE = re.compile(
    r"(?:(?:no|nope|wrong|sorry|wait|not quite|that['’]?s (?:wrong|not (?:it|right|what i meant)))"
    r"[,.!;:-]* )*"
    r"(?:it['’]?s|it is|it['’]?ll be|i meant?|we meant?|make it)(?: actually| rather| really| just)*"
    r" (?P<thing>(?:an?|the|our|my|his|her) [\w'’ -]{2,50}?)"
    r"(?:,? (?:and )?not (?:(?:an?|the|our|my|his|her) )?(?P<old>[\w'’ -]{2,50}))?",
    re.IGNORECASE,
)
_QUANTITY = r"(?:an?|the|our|my|his|her|one|two|three|four|five|six|\d+)"
_SO_MANY = re.compile(
    rf"(?:(?P<only>just|only|rather|actually) )?(?P<thing>{_QUANTITY} [\w'’ -]{{2,50}}?)"
    r"(?P<instead>,? (?:instead|rather|is enough|are enough|will do))?",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:(?:try|do|make|plan|draft|give me|show me|i want)(?: it| that)? )?"
    r"(?:again|once more|anew|regenerate|something else"
    r"|another (?:plan|draft|one|version|try|suggestion))(?:,? please)?",
    re.IGNORECASE,
)
THE_SAME = (
    "I would draft the same plan again. Say what should be different: “shorter”, “more detailed”,"
    " “no permits”, “add a kids' race”, “it has to be done by May”."
)
_IS_WRONG = re.compile(r"(?:no|nope|wrong|not quite|that['’]?s (?:wrong|not))\b", re.IGNORECASE)


def redrafted(context: Context, instruction: str) -> Answer | None:
    """The answer to what is said of the plan that was just drafted; None for anything else."""
    goal = _goal(context)
    said = " ".join(instruction.split()).rstrip(".! ")
    if goal is None or len(said) > LONGEST or instruction.rstrip().endswith("?"):
        return None
    text, is_first = polished(said), sum(turn.role == "user" for turn in context.turns) == 1
    if ended := _ended(context, goal, text, is_first=is_first):
        return ended
    if not is_first:  # "it" may be what was spoken of since
        return None
    if _ANOTHER.fullmatch(said):
        return Answer(text=THE_SAME)
    return _started(context, text) or _else(context, goal, text)


def _goal(context: Context) -> str | None:
    """The goal of which all of the draft is the plan; None where there was a plan, or something is asked."""
    drafted = context.mode == "project" and context.tree.project and context.tree.tasks
    if not drafted or len(context.turns) < 2 or (context.base is not None and context.base.tasks):
        return None
    from_goal = any(task.metadata.get("outline") for task in context.tree.ordered())
    asked = context.turns[-1].question is not None
    return context.turns[0].text if from_goal and not asked else None


def _ended(context: Context, goal: str, text: str, *, is_first: bool) -> Answer | None:
    for wording in _ENDS:
        said = wording.fullmatch(text)
        if said is None or not _is_the_plan(goal, said.groupdict().get("thing") or "it", is_first):
            continue
        end = _day(context, said["day"])
        if end is not None:
            return _leading_up_to(context, end)
    end = _day(context, text) if is_first else None
    return _leading_up_to(context, end) if end else None


def _is_the_plan(goal: str, thing: str, is_first: bool) -> bool:
    if re.fullmatch(_IT, thing, re.IGNORECASE):
        return is_first
    if re.fullmatch(rf"{_ALL}|{_DEADLINE}", thing, re.IGNORECASE):
        return True
    return bool(telling(thing)) and telling(thing) <= telling(goal)


def _day(context: Context, said: str) -> date | None:
    day = last_day(said, context.today)
    return day if day and day >= context.today else None


def _leading_up_to(context: Context, end: date) -> Answer:
    """Each task gets its day, as if the goal had said when all of it should be done."""
    project = Edit("update", PROJECT, due_date=end.isoformat())
    edits = (project, *_due(context, context.today, end))
    return Answer(edits=edits, text=fit(_planned(context), context.today, end))


def _due(context: Context, start: date, end: date) -> Iterator[Edit]:
    names, row = Handles.of(context.project_id, context.tree), context.tree.ordered()
    tags = context.tree.project.tags if context.tree.project else ()
    for task, day in zip(row, leading_up_to(_planned(context), tags, start, end), strict=True):
        if task.due_date != day.isoformat():
            yield Edit("update", names.name(task), due_date=day.isoformat())


def _planned(context: Context) -> tuple[PlannedTask, ...]:
    row = context.tree.ordered()
    places = {task.id: place for place, task in enumerate(row)}
    derived = derive(context.tree).tasks
    return tuple(
        PlannedTask(
            task.title,
            estimated_minutes=derived[task.id].total_estimated_minutes,
            after=tuple(places[id] for id in task.depends_on if places.get(id, place) < place),
        )
        for place, task in enumerate(row)
    )


def _started(context: Context, text: str) -> Answer | None:
    """What waits for nothing starts then, and where the plan has an end all leads up to that from there."""
    said = _STARTS.fullmatch(text)
    start = _first_day(context, _NOT_BEFORE.sub("", said["day"])) if said else None
    if start is None:
        return None
    names = Handles.of(context.project_id, context.tree)
    first = [task for task in context.tree.ordered() if not task.depends_on]
    starts = [Edit("update", names.name(task), start_date=start.isoformat()) for task in first]
    titles = count_or_list([quoted(task.title) for task in first])
    told = f"{titles} {'starts' if len(first) == 1 else 'start'} on {shown(start)}."
    due = context.tree.project.due_date if context.tree.project else None
    if due is None:
        return Answer(edits=tuple(starts), text=told)
    end = date.fromisoformat(due)
    if end < start:
        return Answer(
            text=f"The project is due on {shown(end)}, before that. Say when it should be done."
        )
    edits = (*_due(context, start, end), *starts)
    return Answer(edits=edits, text=f"{told} {fit(_planned(context), start, end)}")


def _first_day(context: Context, said: str) -> date | None:
    """The day on which it may begin: of "after Christmas" the one behind."""
    if not said.lower().startswith("after "):
        found = days(said.removeprefix("in "), context.today, "start") or days(said, context.today)
        return found[0] if len(found) == 1 and found[0] >= context.today else None
    before = _day(context, said[len("after ") :])
    return before + timedelta(days=1) if before else None


def _else(context: Context, goal: str, text: str) -> Answer | None:
    """The plan of the goal with another thing in it, where nothing was changed about the first one."""
    thing = parse(goal).thing
    meant = _meant(text, thing.name) if thing else None
    if thing is None or meant is None:
        return None
    was = re.compile(rf"\b(?:{_QUANTITY} )?{re.escape(thing.name)}\b", re.IGNORECASE)
    if not was.search(goal):
        return None
    return made_anew(context, was.sub(lambda _: meant, goal, count=1))


def _meant(text: str, thing: str) -> str | None:
    """What is said to be meant instead of the thing of the goal, or another number of it."""
    if said := _IS_ELSE.fullmatch(text):
        instead = said["old"] and telling(said["old"]) & telling(thing)
        return said["thing"] if instead or (not said["old"] and _IS_WRONG.match(text)) else None
    said = _SO_MANY.fullmatch(text)
    if said and (said["only"] or said["instead"]) and telling(said["thing"]) & telling(thing):
        return said["thing"]
    return None
