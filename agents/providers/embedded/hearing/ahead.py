"""By when something has to be done, counted back from a day.

"The site must be cleared a week before the works", "invitations go out a month before the day, 12 June".
"""

from __future__ import annotations

import re
from datetime import date

from agents.providers.embedded.hearing.finding import found as task_ids
from agents.providers.embedded.references.scene import Scene, Tell
from agents.providers.embedded.terms.dates import SHIFT, days, later
from agents.providers.embedded.terms.numbers import number
from agents.providers.embedded.terms.vocabulary import listed

_BEFORE = (
    rf"(?:at least |about |around )?{SHIFT} (?:before|ahead of|prior to) (?P<then>[^;.?!]{{2,80}}?)"
)
_MUST = (
    r"(?:must|has to|have to|should|needs? to|ought to|shall)(?: all| both)?(?: be| get| go| have"
    r" been)?(?: (?P<verb>[\w-]+))?"
    r"(?: out| off| in| up| over)?"
)
_HAS_TO_BE = re.compile(
    rf"(?P<what>(?:the |our |all )?[^,;.:!?]{{2,60}}?) (?:{_MUST}|(?:is|are) (?:due|to be \w+))"
    rf" {_BEFORE}[.!]*",
    re.IGNORECASE,
)
_WANTED = re.compile(
    rf"{_BEFORE},? (?:we|i) (?:want|need|would like|must have|have to have) (?P<what>[^,;.:!?]{{2,60}}?)"
    r" (?:to be )?(?:done|ready|finished|out|sent|booked|ordered|complete[d]?)[.!]*",
    re.IGNORECASE,
)
_WHICH_IS = re.compile(
    r"(?P<event>[^,]{2,60}), (?:which|that)(?: is|['’]s| will be)? (?:on )?(?P<day>.{3,30})",
    re.IGNORECASE,
)
_BEGINS = re.compile(r" (?:starts?|begins?|(?:is|are|gets?) (?:started|on))$", re.IGNORECASE)


def counted_back(scene: Scene, text: str) -> str:
    """The message with the day by which it has to be done; as it is where no day or no task is there.

    Raises Tell.
    """
    found = _HAS_TO_BE.fullmatch(text.strip()) or _WANTED.fullmatch(text.strip())
    if found is None or found["then"].endswith(" due"):
        return text
    what, verb = found["what"], found.groupdict().get("verb")
    ids = task_ids(scene, what, f"{what} {verb}")
    day = _day(scene, found["then"]) if ids else None
    if day is None:
        return text
    named = listed([scene.handle(scene.tree.tasks[id]) for id in ids])
    due = later(day, -number(found["n"]), found["unit"].lower())
    return f"{named} {'is' if len(ids) == 1 else 'are'} due {due.isoformat()}"


def _day(scene: Scene, then: str) -> date | None:
    """The day that is meant, as it is written, or that of a task. Raises Tell where its start is unknown."""
    which = _WHICH_IS.fullmatch(then)
    if len(said := days(which["day"] if which else then, scene.context.today)) == 1:
        return said[0]
    named, is_start = _BEGINS.subn("", then)
    ids = task_ids(scene, named)
    if len(ids) != 1:
        return None
    task = scene.tree.tasks[ids[0]]
    if is_start and not task.start_date:
        raise Tell(f"“{task.title}” has no start date yet.")
    day = task.start_date or task.due_date
    return date.fromisoformat(day) if day else None
