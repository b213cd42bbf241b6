"""Who takes over from whom: "Omar is ill, Lena takes over" gives her what he has, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agents.ports import Context
from agents.providers.embedded.grammar.people import is_name
from agents.providers.embedded.references.scene import Tell
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.vocabulary import any_of, gist, listed

LONGEST = 200
_NO_NAME = (
    r"(?!(?:he|she|it|we|they|you|this|that|who|which|there|nobody|somebody|someone|anybody|everybody"
    r"|everyone|please|then|so|and)\b)"
)
_NEW = (
    rf"(?P<new>{_NO_NAME}[^\W\d_][\w-]*)(?:['’]ll)?"
    r"(?: (?:will|can|could|should|has to|have to|is going to))?"
)
_ALL = r"(?:it all|all(?: of (?:it|this|that|them))?|everything)"
_THEM = r"(?:him|her|them)"
_THEIRS = r"(?:his|her|their) (?:part|share|place|role|tasks|work|stuff|things|jobs?|side|bits?)"
_TAKES = (
    rf"(?:takes?(?: {_ALL}| it)? over(?: {_ALL}| {_THEIRS})?|(?:steps?|fills?|stands?|jumps?) in|covers?"
    rf"|replaces? {_THEM}|(?:do(?:es)?|takes?|makes?|handles?|inherits?|gets?) (?:{_ALL}|{_THEIRS}))"
)
_END = rf"(?: (?:for|from) {_THEM})?(?: (?:instead|now|then|from now on))*[.!]*"
_IS_GONE = re.compile(
    r"(?:['’]s| is| will be| has| had to)? ?(?:leav(?:es?|ing)|left|quits?|quitting|ill|sick|out|off|away"
    r"|gone|drop(?:s|ped|ping) out|f(?:alls?|ell) ill|unavailable|not available)\b",
    re.IGNORECASE,
)
_FOR_WHOM = (
    r"(?:replaces?|takes?(?: (?:it all|all|everything))? over (?:(?:it all|everything) )?from"
    r"|(?:steps?|fills?|stands?|jumps?) in for|covers? for)"
)


def handed_over(context: Context, text: str) -> str:
    """The message as what it means for the tasks; as it is where it speaks of one of them, or of nobody."""
    said = text.strip()
    if len(said) > LONGEST:
        return text
    people = _with_tasks(context)
    leaves, replaces = _ways(rf"{any_of(people)}") if people else (None, None)
    found = replaces.fullmatch(said) if replaces else None
    if found is None and leaves and (found := leaves.fullmatch(said)):
        is_gone = _IS_GONE.match(found["why"])
        found = found if is_gone or not _names_a_task(context, found["why"]) else None
    if found is None:
        _refuse_a_stranger(said, people)
        return text
    whom = people[found["who"].lower()]
    new = "me" if found["new"].lower() in ("i", "me") else found["new"]
    return text if new.lower() == whom.lower() else f"assign {_open_tasks(context, whom)} to {new}"


def _open_tasks(context: Context, whom: str) -> str:
    """What somebody has to do; what is closed stays theirs."""
    return listed(
        [
            f"T{task.number}" if task.number else f"“{task.title}”"
            for task in context.tree.walk()
            if (task.assignee or "").removeprefix("user:") == whom and task.status not in ENDED
        ]
    )


def _ways(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How it is said: who leaves before who takes over, or who takes over from whom."""
    who = rf"(?P<who>{names})"
    joint = r"(?:[,;.!]| [-–]|,? so|,? and) (?:(?:so|and|then|now) )*"
    return (
        re.compile(
            rf"(?:\w+,? )?{who}\b(?P<why>[^\"“”;]{{3,100}}?){joint}{_NEW} {_TAKES}(?P<end>{_END})",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NEW} {_FOR_WHOM} {who}[.!]*", re.IGNORECASE),
    )


_STRANGER, _REPLACED = _ways(rf"{_NO_NAME}(?-i:[A-Z][a-z]+)")


def _refuse_a_stranger(said: str, people: Mapping[str, str]) -> None:
    """Raises Tell where it is said of somebody who has nothing that it is taken over."""
    replaced, found = _REPLACED.fullmatch(said), _STRANGER.fullmatch(said)
    if found and not re.search(rf"\b{_THEM}\b|{_THEIRS}", found["end"], re.IGNORECASE):
        found = None
    who = next((one["who"] for one in (replaced, found) if one), "")
    if who and who.lower() not in people and (found or is_name(who)):
        raise Tell(f"{who} has no tasks.")


def _with_tasks(context: Context) -> dict[str, str]:
    """Who has open tasks, by the name and by the last part of it."""
    people = {
        task.assignee.removeprefix("user:")
        for task in context.tree.tasks.values()
        if task.assignee and task.status not in ENDED
    }
    return {name.lower(): one for one in people for name in (one, one.split()[-1])}


def _names_a_task(context: Context, why: str) -> bool:
    said = set(gist(why))
    return any(said & set(gist(task.title)) for task in context.tree.tasks.values())
