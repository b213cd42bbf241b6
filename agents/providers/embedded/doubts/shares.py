"""What was said of some and would be done to all, and what one task would get twice."""

from __future__ import annotations

import re
from collections import defaultdict

from agents.providers.embedded.asking.naming import or_listed
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.terms.vocabulary import listed

_SHARE = re.compile(
    r"\b(?:(?:the )?(?:first|second|other|last|larger|smaller|one) )?"
    r"(?:half|most|some|(?<!so )many|several|a few|a third|a quarter|a couple|two thirds) of"
    r" (?!what\b|the time\b|that time\b|an?\b|(?:us|you|them)\b(?! to\b)"
    r"|(?:our|my|your|the) (?:customers?|clients?|users?|people|guests?|team|family|money|budget)\b)"
    r"(?:the |it\b|them\b)?"
    r"|\bevery (?:second|other|third|fourth) ",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?P<same>(?:the )?same) (?P<what>priority|due date|deadline|owner|assignee|day|date|week"
    r"|estimate|tags?|status|start date)\b(?! as\b)",
    re.IGNORECASE,
)
_AS_ONE = re.compile(
    r"\b(?:merge|combine|join|treat|together|make (?:them|it) one|(?:in|into) one|one (?:task|item))\b",
    re.IGNORECASE,
)
_TIES = re.compile(
    r"depend|wait|prereq|link|block|need|requir|before|after|first|parallel|free|alone|order|follow|start"
    r"|independen|separate|connect|stand|chain|without|w/o|go ahead|arrow|relation|own",
    re.IGNORECASE,
)
_ONCE = ("assignee", "due_date", "start_date", "priority")


def only_some(heard: Heard) -> Doubt | None:
    """Some of several tasks, of which nobody said which: "give half of Ben's tasks to Mia"."""
    found = _SHARE.search(heard.instruction)
    if found is None or heard.takes_up(found[0]) or all(e.op == "create" for e in heard.edits):
        return None
    said = found[0].strip().removesuffix(" the")
    return Doubt(
        heard.instruction, f"Which ones are “{said}”? Name them, as in “T3 and T4 to Mia”."
    )


def same_value(heard: Heard) -> Doubt | None:
    """Which value tasks should have in common: "T6 and T9 have the same priority"."""
    found = _SAME.search(heard.instruction)
    if found is None or heard.takes_up(found[0]) or _AS_ONE.search(heard.instruction):
        return None
    return Doubt(found["same"], f"Which {found['what'].lower()} should they have?")


def set_twice(heard: Heard) -> Doubt | None:
    """One thing of one task with two values: "T9 is Mia's and Ben's"."""
    if any(edit.op == "delete" for edit in heard.edits):
        return None
    values = defaultdict[tuple[str, str], list[object]](list)
    for edit in heard.edits:
        for field in _ONCE:
            if (value := getattr(edit, field)) is not None and value not in values[edit.ref, field]:
                values[edit.ref, field].append(value)
    for (ref, field), (first, *more) in values.items():
        if not more or _PUT_RIGHT.search(heard.instruction):
            continue
        if field == "assignee":
            options = tuple(f"Assign {ref} to {who}" for who in (first, *more))
            return Doubt(
                heard.instruction, _one_has(ref, [str(first), *map(str, more)]), options=options
            )
        question = (
            f"That would give {ref} two values, “{first}” and “{more[-1]}”. Which one is meant?"
        )
        return Doubt(heard.instruction, question)
    return None


_PUT_RIGHT = re.compile(
    r"[?]|\b(?:no|not|sorry|actually|instead|rather|wait|I mean|then|first|until|so|ok)\b",
    re.IGNORECASE,
)


def one_assignee(heard: Heard) -> Doubt | None:
    """Who of several should do what only one can have: "Ann and Bob do T5"."""
    for found in _SEVERAL.finditer(heard.instruction):
        names = re.split(_BETWEEN, found["names"])
        given = defaultdict[str, list[str]](list)
        for edit in heard.edits:
            if edit.assignee and edit.assignee in names:
                given[edit.ref].append(edit.assignee)
        each_has_one = len({who for some in given.values() for who in some}) == len(names)
        if not given or (each_has_one and all(len(some) == 1 for some in given.values())):
            continue
        if any(is_known(Reading(heard.scene), name) for name in names):
            question = _one_has(listed(list(given)), names)
            return Doubt(found["names"], question, options=tuple(names))
    return None


def _one_has(refs: str, people: list[str]) -> str:
    return f"A task has one assignee. Who should have {refs}: {or_listed(people)}?"


_BETWEEN = r"(?:,? (?:and|plus) | ?[,&/+] ?)"
_NAME = r"(?:(?-i:[A-Z])[^\W\d_]+|me|I)"
_SEVERAL = re.compile(
    rf"(?:^|[,;.:!] ?|\b(?:to|for|by|is) )(?P<names>{_NAME}(?:{_BETWEEN}{_NAME})+)"
    r"(?=[.!;]|$| (?:do|does|will|should|shall|can|take|takes|have|has|get|gets|are|must|work|handle"
    r"|own|share)\b| \w+ the\b)",
    re.IGNORECASE,
)


def untied(heard: Heard) -> Doubt | None:
    """That a task waits for nothing any more, where nobody spoke of waiting: "remove the comment from T9"."""
    gone = any("depends_on" in edit.clear or edit.remove_depends_on for edit in heard.edits)
    if (
        not gone
        or any(
            edit.op == "delete" or edit.parent or edit.after or edit.before for edit in heard.edits
        )
        or _TIES.search(heard.instruction)
    ):
        return None
    question = "I did not understand what should be removed. Name it, as in “T9 waits for nothing”."
    return Doubt(heard.instruction, question)
