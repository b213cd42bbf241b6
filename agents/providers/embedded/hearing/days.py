"""Days that a message says by a task's or by two days with a dash, in words that every reader knows.

"A week later than T3" stands in it as that day, "Jan 20 - Feb 10" as "from Jan 20 to Feb 10"; and what
should be done "by now" should be so already.
"""

from __future__ import annotations

import re
from datetime import date

from agents.providers.embedded.references.days import beside_a_task
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene
from agents.providers.embedded.terms.calendar import MONTH
from agents.providers.embedded.terms.dates import SHIFT, days, later
from agents.providers.embedded.terms.numbers import number

_BY_A_TASK = re.compile(
    rf"(?:(?P<lead>\b(?:due|deadline)\b(?:(?! and )[^,;.?!])*? )"
    r"|(?P<done>\b(?:(?:finish|complete|submit|deliver)\b(?:(?! and )[^,;.?!])*?"
    r"|(?:be|get|is|are) (?:done|finished|ready|completed?|through|over|out|sent|booked|ordered|signed|open"
    r"|in place|in|there)) ))?"
    rf"(?P<day>(?:(?:the |one )?(?:day|week|month)|{SHIFT})"
    r" (?:before|after|ahead of|(?:later|earlier|sooner) than) [^,;.?!]+?)"
    r"(?P<due>(?: is|['’]s) (?:due(?: date)?|deadline))?(?=[,;.?!]|$| and )",
    re.IGNORECASE,
)
_BY_THAT = re.compile(
    rf",?(?: due)? (?:(?:the |one |an? )?(?P<one>day|week|month)|{SHIFT}) (?P<side>before|after) (?:that|it)"
    r"(?: day)?[.!]*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:(?:and|then|but|also|plus),? )+", re.IGNORECASE)
_HAS_A_VERB = re.compile(
    r"\b(?:is|are|be|has|have|must|should|need|needs|finish|complete|due|get)\b", re.IGNORECASE
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_A_DAY = rf"(?:{MONTH} {_NTH}|{_NTH}(?: of)? {MONTH}|\d{{4}}-\d\d-\d\d)(?:,? \d{{4}})?"
_RANGE = re.compile(
    rf"(?<!from )(?<!between )(?:(?:to|for|on|is) )?\b(?P<first>{_A_DAY})(?: ?[-–—] ?)"
    rf"(?P<last>{_A_DAY}|{_NTH})\b",
    re.IGNORECASE,
)
_SAME_MONTH = re.compile(
    rf"(?P<before>{_A_DAY}[^\n]{{1,120}}?\b(?:by|on|until|till|to) )(?:the )?"
    r"(?P<nth>\d{1,2}(?:st|nd|rd|th))(?=[.,;!]|$| and )",
    re.IGNORECASE,
)
"""A day of the month that was named before: "T3 by 15 January, T4 by the 20th"."""
MOST_DAYS = 4
"""So many days of a month that was named before are said in a message, if any."""
_BY_NOW = re.compile(
    r"(?P<should>\b(?:should|must|ought to) (?:be|have been) (?:done|finished|completed|ready|through|over))"
    r" by now\b",
    re.IGNORECASE,
)


def days_written(scene: Scene, text: str) -> str:
    """The message with such days as they are written. Raises Tell where the task has none."""
    text = _BY_NOW.sub(r"\g<should> already", text)
    text = _RANGE.sub(lambda said: _from_to(scene, said), text)
    for _ in range(MOST_DAYS):
        text = _SAME_MONTH.sub(_of_that_month, text)
    return _BY_A_TASK.sub(lambda said: _counted(scene, said), text)


def _of_that_month(said: re.Match[str]) -> str:
    month = re.findall(MONTH, said["before"], re.IGNORECASE)[-1:]
    return f"{said['before']}{said['nth']} {month[0]}" if month else said[0]


def _from_to(scene: Scene, said: re.Match[str]) -> str:
    """From one day to the other, the second in the month of the first: "Jan 20-25"."""
    first, last = said["first"], said["last"]
    if re.fullmatch(_NTH, last) and (month := re.search(MONTH, first, re.IGNORECASE)):
        last = f"{month[0]} {last}"
    today = scene.context.today
    known = len(days(first, today)) == 1 and len(days(last, today)) == 1
    return f"from {first} to {last}" if known else said[0]


def _counted(scene: Scene, said: re.Match[str]) -> str:
    if not (said["lead"] or said["done"] or said["due"]):
        return said[0]
    counted = said["day"] + (" is due" if said["due"] else "")
    try:
        day = beside_a_task(scene, counted, lambda phrase: find(scene, phrase).ids, [])
    except Ask:
        return said[0]
    lead = f"{said['done']}by " if said["done"] else said["lead"] or "due "
    return said[0] if day == counted else f"{lead}{day}"


def days_by_the_last(text: str, last: date | None) -> str:
    """A message with "two weeks before that" as a day; `last`: that which was set last."""
    found = _BY_THAT.search(text)
    if found is None or last is None:
        return text
    count = 1 if found["one"] else number(found["n"])
    sign = -1 if found["side"].lower() == "before" else 1
    day = later(last, sign * count, (found["one"] or found["unit"]).lower())
    what = _GOES_ON.sub("", text[: found.start()])
    verb = "by" if _HAS_A_VERB.search(what) else "is due on"
    return f"{what} {verb} {day.isoformat()}"
