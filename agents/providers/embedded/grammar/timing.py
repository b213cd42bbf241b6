"""Estimates, work done, due and start dates, and shifting them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from agents.edits import PROJECT
from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import Reading, Rules, Target
from agents.providers.embedded.references.scene import Declined, Tell
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.dates import SHIFT, days, later, shown
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.numbers import number
from ledger.core.derived.durations import duration_text

RULES = Rules()
_SHORT = {"d": "day", "w": "week", "wk": "week", "wks": "week"}
_BY = re.compile(rf"(?:by )?{SHIFT}(?: later)?", re.IGNORECASE)
_UNTIL = re.compile(r"^(?:until|till|to|by) ", re.IGNORECASE)
_ALL = re.compile(
    r"everything(?: that is (?:open|left))?|all(?: of (?:it|them))?"
    r"|(?:all|every)(?: (?:of )?(?:the|our))?(?: (?:due|open|remaining))*(?: (?:tasks?|dates|deadlines))"
    r"|the (?:whole|entire) (?:schedule|timeline|lot|thing)",
    re.IGNORECASE,
)
_SHORTENS = ("reduce", "lower", "decrease", "cut", "subtract", "remove", "take", "shorten")
_ALL_ESTIMATES = r"(?:all (?:of )?(?:the |our |these )?|the |our |these |every )estimates?"
_FACTORS = {"double": 2, "twice": 2, "triple": 3, "three times": 3, "halve": 0.5, "half": 0.5}


def _size(r: Reading, text: str) -> int:
    size = minutes(r.original(text))
    if size is None:
        raise Declined
    return size


@RULES.rule(
    r"(?:estimate|re-?estimate|size) <a> (?:at|as|to|with|:|=|to be|to take) (?P<v>.+)",
    r"(?:estimate|re-?estimate) <a> (?P<v>(?:about |around |~)?(?:\d|half|an? )\S*.*)",
    r"(?:the )?estimate (?:of|for) <a>:? (?:is|at|=|should be) (?P<v>.+)",
    r"(?:give|set) <a> (?:an |the )?estimate (?:of|to|at) (?P<v>.+)",
    r"(?:add|put|set) (?:an |the )?estimate (?:of )?(?P<v>.+?) (?:to|on|for) <a>",
)
def _estimate(r: Reading, a: str, v: str) -> None:
    values.set_estimate(r, r.targets(a), v)


@RULES.rule(
    r"<a> (?:takes?|needs?|will take|will need|should take|should need|is going to take"
    r"|costs?|requires?|could take)"
    r"(?: .+,? (?:say|so))?(?: about| around| roughly)? (?P<v>.+)",
    r"<a> (?:is|are) (?:estimated (?:at|to take)|about|around)? ?(?:an? )?(?P<v>\S+.*?)"
    r"(?: of work| long| tasks?| each)?",
    r"(?:give|make|let) <a> (?:take )?(?P<v>.+)",
    r"(?:set|change|update) <a> to (?P<v>.+)",
    r"(?:allow|allocate|budget|plan|reserve|schedule) (?P<v>.+?) for <a>",
    r"<a>(?::| =|,|\s*-)? (?P<v>(?:~|about )?[\d.]+ ?\w+.*)",
    r"(?P<v>(?:~|about )?[\d.]+ ?\w+) for <a>",
)
def _takes(r: Reading, a: str, v: str) -> None:
    _size(r, v)
    values.set_estimate(r, r.targets(a), v)


@RULES.rule(r"<a> (?:takes?|needs?|will take|is estimated at) [-−] ?\d.*")
def _less_than_nothing(_: Reading, a: str) -> None:
    raise Tell(f"{a}: no task takes less than no time. Say it like “2 days” or “3h”.")


@RULES.rule(
    r"<a> (?:takes?|needs?|will take|is) (?:about |between )?\d[\d.,]*(?: ?- ?| ?– ?| to | and | or )"
    r"(?P<v>\d[\d.,]* ?[^\W\d]+)"
)
def _at_most(r: Reading, a: str, v: str) -> None:
    """Between two and three days: the longer of the two."""
    _size(r, v)
    values.set_estimate(r, r.targets(a), v)


@RULES.rule(r"(?:estimate|re-?estimate) <a>")
def _estimate_what(r: Reading, a: str) -> None:
    targets = r.targets(a)
    labels = r.names_of(targets)
    answer = r.asked(f"estimate {a}", f"How long will {labels} take? Say it like “2 days” or “3h”.")
    values.set_estimate(r, targets, answer)


@RULES.rule(
    r"(?P<how>double|triple|halve) (?:the )?estimates? (?:of|for|on) <a>",
    r"(?P<how>double|triple|halve) <a>(?:'s|’s) estimate",
    r"(?:cut|slash|reduce) (?:the )?estimates? (?:of|for|on) <a> (?:in|by|to) (?:a )?(?P<how>half)",
    r"<a> (?:is|will be|takes?|will take|needs?) (?P<how>twice|half|three times|double)(?: as)?"
    r" (?:much|long|the (?:work|time|effort))(?: work| time)?(?: (?:as|than) .+)?",
    rf"(?P<how>double|triple|halve) {_ALL_ESTIMATES}",
    rf"(?:cut|slash|reduce) {_ALL_ESTIMATES} (?:in|by|to) (?:a )?(?P<how>half)",
    r"(?P<how>half|twice|double|three times) the (?:time|effort|work)(?: for (?:all|everything))?",
)
def _scale(r: Reading, how: str, a: str = "all tasks") -> None:
    factor = _FACTORS[how.lower()]
    change_estimate(r, r.targets(a), lambda old: round(old * factor))


@RULES.rule(
    r"(?P<how>add|increase|raise|extend) (?P<v>.+?) (?:to|on) (?:the )?estimates? (?:of"
    r"|for|on) <a>",
    r"(?P<how>increase|raise|extend|reduce|lower|decrease|cut) (?:the )?estimates? "
    r"(?:of|for|on) <a> by (?P<v>.+)",
    r"(?P<how>subtract|remove|take|cut) (?P<v>.+?) (?:from|off) (?:the )?estimates? "
    r"(?:of|for|on) <a>",
    r"(?P<how>shorten|lengthen|extend) <a> by (?P<v>.+)",
    r"(?P<how>add) (?P<v>.+?) (?:more )?to <a>",
    r"(?P<how>give|allow|grant) <a> (?P<v>.+?) (?:more|longer|extra)(?: time)?",
    r"(?P<how>give|allow|grant) <a> (?:a |some )?(?:buffer|slack|cushion) of (?P<v>.+)",
)
def _more_work(r: Reading, how: str, a: str, v: str) -> None:
    size = _size(r, v)
    sign = -1 if how.lower() in _SHORTENS else 1
    change_estimate(r, r.targets(a), lambda old: max(old + sign * size, 1))


def change_estimate(r: Reading, targets: list[Target], change: Any) -> None:
    """Another estimate made of the old one. Raises Tell where there is none."""
    known = [(t, t.task.estimated_minutes) for t in targets]
    new = [(t, change(old)) for t, old in known if old]
    if not new:
        raise Tell(f"{r.names_of(targets)}: there is no estimate to change yet.")
    same = len({size for _, size in new}) == 1
    says = f"is estimated at {duration_text(new[0][1])}" if same else "has a new estimate"
    values.put_each(r, new, "estimated_minutes", says)


@RULES.rule(
    r"(?:log|record|track|book) (?P<v>.+?) (?:on|for|to|against|spent on|of work on|of work to) <a>",
    r"add (?P<v>.+?) (?:on|for|against|spent on|of work on|of work to) <a>",
    r"(?:i|we)?(?:'ve|’ve| have)? ?(?:spent|worked|needed)(?: for)? (?P<v>.+?) (?:on|for) <a>",
    r"<a> (?:took|has taken|actually took|cost|was) (?P<v>.+)",
)
def _spent(r: Reading, a: str, v: str) -> None:
    size = _size(r, v)
    targets = r.targets(a)
    new = [(t, (t.task.actual_minutes or 0) + size) for t in targets]
    values.put_each(r, new, "actual_minutes", f"has taken {duration_text(size)} more")


@RULES.rule(
    r"(?:make |set |have |get )?<a>(?:(?: is| are| should be| must be| has to be| will"
    r" be| to be| gets|,)? due"
    r"|(?: needs to| must| should| has to| have to) be (?:done|finished|completed|ready"
    r"|delivered) (?:by|before|until|on))"
    r"(?: on| by| at| to| date)? (?P<d>.+)",
    r"(?:set|change|update|put|move|add|push|shift|extend) (?:a |the )?(?:due date"
    r"|deadline|due)(?: date)? (?:of|for|on|to) <a>"
    r" (?:to|at|on|by|as|until|out to|back to|:) (?P<d>.+)",
    r"(?:set|add|put) (?:a |the )?(?:due date|deadline) (?:of |on )?(?P<d>.+?) (?:for|to|on) <a>",
    r"(?:deliver|ship) <a> (?:by|until|before|on|for) (?P<d>.+)",
    r"(?:reschedule|re-schedule|schedule|plan) <a> (?:to|for|on|by|until) (?P<d>.+)",
    r"(?:postpone|delay|defer|push|push back|push out|move|bring forward|shift|bump)"
    r" <a>(?: back| out| forward| up)?"
    r" (?:to|until|till) (?P<d>.+)",
    r"<a> (?:by|until) (?P<d>.+)",
)
def _due(r: Reading, a: str, d: str) -> None:
    said = re.sub(r"^(?:be |is )", "", r.original(d))
    if re.search(r"\b(?:later|earlier|sooner)$|^now$", said):
        raise Declined
    named = re.search(
        r"\b(?:due|deadline|postpone|reschedule|delay|defer)\b", r.clause, re.IGNORECASE
    )
    if not days(said, r.scene.context.today) and not named:
        raise Declined
    values.set_due(r, r.targets(a), said)


@RULES.rule(
    r"(?:finish|complete|do|close) <a> (?:by|until|before|no later than) (?P<d>.+)",
    r"(?:move|put|set|change) <a> to (?P<d>.+)",
    r"<a> (?:is|will be|happens|moves|moved)(?: now)? (?:on |to )?(?P<d>.+)",
    r"<a> on (?P<d>.+)",
)
def _due_if_day(r: Reading, a: str, d: str) -> None:
    if not days(r.original(d), r.scene.context.today):
        raise Declined
    values.set_due(r, r.targets(a), d)


@RULES.rule(
    r"(?:start|begin|kick off) (?:working on |work on |with )?<a> (?P<d>(?:on |in |at "
    r"|next |this |from )?.+)",
    r"<a> (?:should |must |will |can )?(?:starts?|begins?)(?: on| at| from)? (?P<d>.+)",
    r"(?:set|change|update) (?:the )?start(?: date)? (?:of|for) <a> (?:to|on|at) (?P<d>.+)",
)
def _start(r: Reading, a: str, d: str) -> None:
    if not days(r.original(d), r.scene.context.today, "start"):
        raise Declined
    values.set_start(r, r.targets(a), d)


@RULES.rule(
    r"(?:(?:schedule|plan|run|do|set|put|move) )?<a>(?:(?:'s|’s)? dates?)?(?: runs?|"
    r" goes| lasts?| to)?,? from (?P<b>.+?) (?:to|until|till|through|-) (?P<c>.+)",
    r"(?:schedule|plan) <a> between (?P<b>.+?) and (?P<c>.+)",
    r"(?:set|put|move|schedule) <a> to (?P<b>.+?) (?:to|until|till|through|-|–) (?P<c>.+)",
)
def _span(r: Reading, a: str, b: str, c: str) -> None:
    today = r.scene.context.today
    first = days(r.original(b), today, "start")
    last = days(r.original(c), max(today, *first)) if len(first) == 1 else ()
    if len(last) != 1:
        raise Declined
    targets = r.targets(a)
    for target in targets:
        r.update(target.handle, start_date=first[0].isoformat(), due_date=last[0].isoformat())
    dates = f"{shown(first[0])} to {shown(last[0])}"
    r.say(values.about([t.label for t in targets], f"runs from {dates}"))


@RULES.rule(
    r"(?:postpone|delay|defer|put off|reschedule|push(?: back| out)?) <a>(?: a (?:bit|little)| for now)?"
)
def _put_off(r: Reading, a: str) -> None:
    """Put off, and nobody says until when."""
    if re.search(rf"\bby {SHIFT}$", r.original(a)):
        raise Declined
    targets = r.targets(a)
    question = f"Until when? Say it like “{targets[0].handle} is due on Friday” or “a week later”."
    answer = r.asked(f"day until {a}", question)
    by = _BY.fullmatch(answer)
    if by and not days(answer, r.scene.context.today):
        shift(r, a, by["n"], by["unit"], early=False)
    else:
        values.set_due(r, targets, _UNTIL.sub("", answer))


@RULES.rule(
    rf"(?P<how>postpone|delay|defer|push|push back|push out|move|shift|slip|bring|pull|bring"
    rf" forward|pull in|pull forward|advance"
    rf"|extend) (?:the (?:due date|deadline|start|start date)s? (?:of|for) )?<a>"
    rf"(?P<back> back| out| forward| up| later"
    rf"| earlier| ahead)? (?:by |for )?{SHIFT}(?P<after> later| earlier| back| forward|"
    rf" ahead| out)?",
    rf"<a> (?:is|are|should be|will be)?(?: now)?(?: due| done| ready)? {SHIFT}(?P<after> later| earlier)",
    rf"<a> (?:slips?|slipped|is delayed|is late|has slipped|is pushed)(?: back)? (?:by )?{SHIFT}",
)
def _shift(r: Reading, a: str, n: str, unit: str, **ways: str) -> None:
    words = " ".join(ways.values()).lower()
    early = any(w in words for w in ("forward", "earlier", "pull", "advance", "ahead", " up"))
    shift(r, a, n, unit, early=early)


def shift(r: Reading, a: str, n: str, unit: str, *, early: bool) -> None:
    """The dates that tasks have move by so much, of several those that are open; the project's go with all.

    Of one task that has none it is asked when it is due. Raises Tell where several have none.
    """
    if n.lower().startswith("half"):
        raise Tell("Dates are whole days; say by how many.")
    count = -number(n) if early else number(n)
    if unit.lower() in _SHORT:
        unit = _SHORT[unit.lower()] + "s" * (abs(count) != 1)
    targets = r.targets(a)
    still = [target for target in targets if target.now.status not in ENDED] or targets
    moved = [target for target in still if _shifted(r, target, count, unit.lower())]
    project = r.scene.tree.project
    is_all = _ALL.fullmatch(r.original(a)) and r.scene.scope is None
    with_all = (
        project is not None
        and is_all
        and _shifted(r, Target(PROJECT, "The project", project), count, unit.lower())
    )
    if not moved and not with_all:
        _asked_for_a_day(r, targets)
        return
    for labels in filter(None, ([t.label for t in moved], ["The project"] if with_all else [])):
        r.say(values.about(labels, f"has moved by {abs(count)} {unit}"))


def _asked_for_a_day(r: Reading, targets: Sequence[Target]) -> None:
    if len(targets) != 1:
        raise Tell(f"{r.names_of(targets)}: there is no date to shift yet.")
    question = f"{targets[0].label} has no date yet that could move. When is it due?"
    values.set_due(r, targets, r.asked(f"day of {targets[0].handle}", question))


def _shifted(r: Reading, target: Target, count: int, unit: str) -> bool:
    """Shift the dates that a target has: its due date, and the start with it."""
    fields = {}
    for name in ("start_date", "due_date"):
        old = getattr(target.now, name)
        if old is not None:
            fields[name] = later(date.fromisoformat(old), count, unit).isoformat()
    if fields:
        r.update(target.handle, **fields)
    return bool(fields)
