"""Sentences that leave out a word or put another one in, in the form that the readers are written for."""

from __future__ import annotations

import re

from agents.ports import Context
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.vocabulary import gist

_QUOTED = re.compile(r"(?<![\w'])'(?P<said>[A-Z](?:[^'\n“”\"]|(?<=\w)'(?=\w))+)'(?![\w'])")
_HEADING = r"(?:heading|headline|header|group|section|umbrella|category|title)"
_ONE_HEADING = re.compile(
    rf"\b(?P<under>under|into|in|below) (?:one|a single|a common|a shared|the same|a new|an extra) {_HEADING}"
    rf"(?:,? (?:called|named|titled)|[,:]) (?=[A-Z“\"'])"
)
_NAME = r"[A-ZÄÖÜ][\w-]+"
_TWO_PEOPLE = re.compile(
    rf"(?P<verb>assign|give) (?P<a>[^,;.:]+?) to (?P<one>{_NAME})"
    rf"(?:,|,? and) (?P<b>[^,;.:]+?) to (?P<two>{_NAME})[.!]?",
    re.IGNORECASE,
)
_ONE = re.compile(r" one$")
_LEAD_IN = re.compile(r"\W*remember [^?.!;]{3,60}\?+\s+(?=\w)", re.IGNORECASE)
"""What only reminds of what is spoken of: "remember the girl from the meetup? Dev should write to her"."""
_NOT_SO = re.compile(
    r",? (?:and |but )?not (?:the other way (?:a?round)|vice versa)(?=[.!]*$)", re.IGNORECASE
)
_FROM_TO = re.compile(
    r"(?:add )?(?P<title>[^,.;:]{3,60}?),? (?:opens?|opening|starts?|starting|begins?|beginning) "
    r"(?:(?:in|on|at|from) )?(?P<first>[^,;]+?)(?:,|,? and)? "
    r"(?:closes?|closing|ends?|ending|finishes|finishing) (?:(?:in|on|at|by) )?(?P<last>[^,;]+?)[.!]?",
    re.IGNORECASE,
)


def in_full(context: Context, text: str) -> str:
    """The message in that form; as it is where it has it already."""
    text = _NOT_SO.sub("", _LEAD_IN.sub("", _QUOTED.sub(r"“\g<said>”", text), count=1))
    text = _ONE_HEADING.sub(r"\g<under> a heading called ", text)
    if (two := _TWO_PEOPLE.fullmatch(text.strip())) and " and " not in two["b"]:
        first, second = (_ONE.sub(" task", two[part]) for part in ("a", "b"))
        return (
            f"{two['verb']} {first} to {two['one']}, {two['verb'].lower()} {second} to {two['two']}"
        )
    span = _FROM_TO.fullmatch(text.strip())
    if span and _is_new(context, span):
        title = span["title"][0].upper() + span["title"][1:]
        return f"add a task “{title}” that starts {span['first']} and is due {span['last']}"
    return text


def _is_new(context: Context, span: re.Match[str]) -> bool:
    """Whether it has two days, and no task is called so."""
    first, last = days(span["first"], context.today, "start"), days(span["last"], context.today)
    words = set(gist(span["title"]))
    known = any(words <= set(gist(task.title)) for task in context.tree.tasks.values())
    return bool(first and last and words) and not known
