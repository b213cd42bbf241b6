"""What a person says about a break-down: "in 3 steps", "only backend", "focus on security"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from agents.providers.embedded.lexicon import SMALL
from agents.providers.embedded.nouns import in_sentence, noun, shortened
from agents.providers.embedded.planned import PlannedTask, kept
from agents.providers.embedded.words import stem, stems, telling, tokens
from ledger.core.model import Task

NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
MOST = 20
COUNT = re.compile(
    r"\b(?:(?:in|into|as|with|make|exactly|at most|max(?:imum)?|about|no more than|only|just|up to) )?"
    rf"(\d{{1,2}}|{'|'.join(NUMBERS)}) (?:\w+ )?"
    r"(?:steps?|sub-?tasks?|tasks?|parts?|pieces|items?|chunks|points)\b",
    re.IGNORECASE,
)
ONLY = re.compile(r"\b(?:only|just|nothing but) (?:the |on )?(.+)", re.IGNORECASE)
WITHOUT = re.compile(
    r"\b(?:without|except(?: for)?|excluding|skip(?:ping)?|leave out|no) (?:the |any )?(.+)",
    re.IGNORECASE,
)
FOCUS = re.compile(
    r"\b(?:focus(?:ing|ed)? on|concentrate on|with (?:a )?(?:focus|emphasis) on|emphasi[sz]e|especially"
    r"|mainly|pay attention to|prioriti[sz]e|think (?:of|about)|consider"
    r"|do(?:n['’]t| not) forget|include|including) (?:the |more )?(.+)",
    re.IGNORECASE,
)
END = re.compile(
    r"\s*(?:[.;!]|,? (?:and|but) (?=focus|only|in|without|skip|no)|,)\s*.*$", re.IGNORECASE
)
SAID_OTHERWISE = {
    "backend": "api server endpoint database service storage query schema index job queue",
    "frontend": "page screen interface form client design layout component accessible browser",
    "security": "attack threat permission password session secret token abuse login encrypt limit leak safe",
    "test": "test check prove verify trial regression coverage",
    "doc": "document guide readme write describe manual runbook note",
    "documentation": "document guide readme write describe manual runbook note",
    "design": "sketch draw prototype layout model shape",
    "performance": "fast speed slow measure load latency profile",
    "quality": "test check review measure validate expect",
    "ux": "screen user layout sketch usable accessible",
    "cost": "budget price money spend quote",
    "money": "budget price cost spend quote pay",
    "legal": "contract law licence permit insurance privacy notice",
    "operation": "monitor alert deploy backup runbook on-call dashboard",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """What was understood: how many steps, and words that steps must, must not or should be about."""

    count: int | None = None
    only: str | None = None
    without: str | None = None
    focus: str | None = None


def read_hint(text: str) -> Hint:
    """Read a hint. What it says beyond this is not for us to judge, and is left alone."""
    count = COUNT.search(text)
    rest = COUNT.sub(" ", text)
    return Hint(
        count=_number(count[1]) if count else None,
        only=_object(ONLY, rest),
        without=_object(WITHOUT, rest),
        focus=_object(FOCUS, rest),
    )


def heed(hint: Hint, tasks: Sequence[PlannedTask], task: Task) -> tuple[PlannedTask, ...]:
    """The tasks as the hint wants them; a wish that none of them meets is a task of its own."""
    wanted = tuple(tasks)
    if hint.without:
        avoided = hint.without
        wanted = kept(wanted, lambda item: not is_about(item, avoided)) or wanted
    if hint.only:
        about = _about(hint.only, wanted)
        wanted = kept(wanted, lambda item: item.title in about) or wanted
    if hint.focus:
        wanted = _focused(hint.focus, wanted, task)
    if hint.count:
        wanted = in_steps(wanted, hint.count)
    return wanted


def is_about(item: PlannedTask, theme: str, *, closely: bool = True) -> bool:
    """Whether a task has to do with a theme, by title and tags; if not `closely`, by all of its words.

    Besides the theme's own words those count that usually stand for it ("server" for "backend").
    """
    said = frozenset(stems(" ".join([item.title, *item.tags])))
    words = {stem(word) for word in tokens(theme) if word.lower() not in SMALL}
    near = {form for word in words for form in stems(_MEANT.get(word, ""))}
    if words & said or near & said:
        return True
    more = stems(" ".join([item.description or "", *item.acceptance_criteria]))
    return not closely and bool(words & frozenset(more))


def _about(theme: str, tasks: Sequence[PlannedTask]) -> frozenset[str]:
    """The titles of those tasks that have to do with a theme, looked for closely first."""
    for closely in (True, False):
        if found := frozenset(t.title for t in tasks if is_about(t, theme, closely=closely)):
            return found
    return frozenset()


def in_steps(tasks: tuple[PlannedTask, ...], count: int) -> tuple[PlannedTask, ...]:
    """The tasks as `count` ones, neighbours put together; fewer tasks than that stay as they are."""
    if count >= len(tasks):
        return tasks
    bounds = (place * len(tasks) // count for place in range(count + 1))
    groups = [range(a, b) for a, b in pairwise(bounds)]
    home = {place: at for at, group in enumerate(groups) for place in group}
    return tuple(
        _together(
            [tasks[i] for i in group], {home[b] for i in group for b in tasks[i].after} - {at}
        )
        for at, group in enumerate(groups)
    )


def _together(group: list[PlannedTask], after: set[int]) -> PlannedTask:
    first, *others = group
    title = first.title
    for other in others:
        joined = (
            f"{title}, {in_sentence(other.title)}"
            if other is not others[-1]
            else (f"{title} and {in_sentence(other.title)}")
        )
        title = joined if len(joined) <= 150 else title
    return replace(
        first,
        title=title,
        description="\n\n".join(item.description for item in group if item.description) or None,
        acceptance_criteria=tuple(text for item in group for text in item.acceptance_criteria),
        estimated_minutes=sum(item.estimated_minutes or 0 for item in group) or None,
        tags=tuple(sorted({tag for item in group for tag in item.tags})),
        after=tuple(sorted(after)),
        outline=first.outline if not others else None,
    )


def _focused(theme: str, tasks: tuple[PlannedTask, ...], task: Task) -> tuple[PlannedTask, ...]:
    if about := _about(theme, tasks):
        return tuple(
            replace(item, priority="high") if item.title in about else item for item in tasks
        )
    added = PlannedTask(
        title=f"Work out what {theme} means here",
        description=f"What {theme} asks for in “{task.title}”, and where it is at risk.",
        acceptance_criteria=(
            f"What {theme} asks for is written down in points that can be checked",
            "Each point has a task of its own, or a reason why it needs none",
        ),
        estimated_minutes=120,
        priority="high",
    )
    later = tuple(replace(item, after=tuple(i + 1 for i in item.after) or (0,)) for item in tasks)
    return (added, *later)


def _number(text: str) -> int | None:
    number = NUMBERS.get(text.lower()) or int(text if text.isdigit() else 0)
    return number if 1 <= number <= MOST else None


def _object(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    if found is None:
        return None
    phrase = END.sub("", found[1]).strip(" .,;!?")
    phrase = re.sub(r"\s+(?:tasks?|parts?|steps?|work|stuff|things)$", "", phrase)
    return noun(shortened(phrase)).name if telling(phrase) else None


_MEANT = {form: words for theme, words in SAID_OTHERWISE.items() for form in stems(theme)}
