"""Verbs that set a status, a priority, a person or tags."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar import people, values
from agents.providers.embedded.grammar.reading import Reading, Rules, quoted
from agents.providers.embedded.references.marked import BLANK
from agents.providers.embedded.references.matching import CONTAINED
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from agents.providers.embedded.terms.vocabulary import PRIORITY_ORDER, any_of, gist, normal
from ledger.core.model import Task

RULES = Rules()
_VERBS = {
    "completed": "complete, finish, close, check off, tick off, tick, check, resolve, conclude,"
    " wrap up",
    "in_progress": "start, begin, start working on, begin working on, start on, work on, resume, "
    "kick off, start with work on",
    "todo": "reopen, re-open, uncheck, unblock, restart, reset, undo completion of",
    "blocked": "block, pause, hold, park",
    "cancelled": "cancel, abandon, call off, skip",
    "in_review": "review, send for review, submit for review",
}
_STATUS_BY_VERB = {verb: status for status, said in _VERBS.items() for verb in said.split(", ")}
_DONE_SAYING = r"(?:i|we)(?:'ve|’ve| have| am|'m|’m|'re|’re| are| were)?(?: just| already| now)?"


_ELSE = people.SOMEBODY.pattern


def _mark(r: Reading, phrase: str, status: str) -> None:
    values.put(r, r.targets(phrase), "status", status, f"is now {status.replace('_', ' ')}")


@RULES.rule(rf"(?P<verb>{any_of(_STATUS_BY_VERB)})(?: with)? <a>(?: off| up| now)?")
def _verb(r: Reading, verb: str, a: str) -> None:
    status = _STATUS_BY_VERB[verb.lower()]
    if re.match(r"an? ", a):
        raise Declined  # something new
    if verb.lower() == "unblock" and all(t.now.status != "blocked" for t in r.targets(a)):
        r.say("Nothing there is marked as blocked.")
        return
    _mark(r, a, status)


@RULES.rule(
    rf"{_DONE_SAYING} (?:finished|completed|done|closed|did|done with|finished with"
    rf"|through with)(?: with)? <a>",
    r"(?:done|finished) with <a>",
    r"<a> (?:got|gets) (?:done|finished|completed)",
    r"<a> (?:has |have )?(?:passed|got through) (?:the )?(?:code )?review",
)
def _finished(r: Reading, a: str) -> None:
    _mark(r, a, "completed")


_IRREGULAR = {
    "written": "write", "sold": "sell", "bought": "buy", "built": "build", "sent": "send", "paid": "pay",
    "found": "find", "made": "make", "told": "tell", "taken": "take", "given": "give", "chosen": "choose",
    "wrote": "write", "did": "do", "drawn": "draw", "held": "hold", "met": "meet", "read": "read",
    "done": "do", "run": "run",
}  # fmt: skip


_ENDING = {*gist("finish"), *gist("finished"), *gist("completed"), *gist("do")}


def _verbs(r: Reading, task: Task) -> set[str]:
    """What its title, and those above it, begin with: the kitchen under "Pack boxes" is packed."""
    line = (task, *(r.scene.tree.tasks[id] for id in r.scene.tree.ancestors(task.id)))
    return {stem for above in line for stem in gist(above.title.split()[0])}


@RULES.rule(
    r"<a> (?:is|are|was|were|has been|have been|got) (?:all |already |now )?(?P<v>\w+)(?: already| now)?",
    r"(?:i|we|[^\W\d]\w+)(?:'ve|’ve| have| has)?(?: just| already)* (?P<v>\w+ed|sold|wrote|bought|built"
    r"|sent|paid|made|did) <a>(?: (?:already|yesterday|today|last week|this morning))?",
)
def _did_what_it_says(r: Reading, a: str, v: str) -> None:
    """Done is also what its own verb says: "the movers are booked" of "Book movers"."""
    said = gist(_IRREGULAR.get(v.lower(), v.lower()))
    try:
        targets = r.targets(a)
    except (Ask, Tell):
        raise Declined from None
    if not set(said) <= _ENDING and any(
        not set(said) & _verbs(r, target.task) for target in targets
    ):
        raise Declined
    values.put(r, targets, "status", "completed", "is now completed")


@RULES.rule(
    r"<a> (?:is no longer|is not|isn'?t|isn’t|are no longer|are not|aren'?t|aren’t|no longer|not)"
    r"(?: really| yet| quite)? (?:blocked|stuck|on hold|done|finished|complete|completed)(?: any ?more)?"
)
def _not_any_more(r: Reading, a: str) -> None:
    _mark(r, a, "todo")


@RULES.rule(
    rf"{_DONE_SAYING} (?:started|began|begun|working on|started on|started working on|on) <a>",
)
def _started(r: Reading, a: str) -> None:
    _mark(r, a, "in_progress")


@RULES.rule(
    r"(?:send|submit|move|put) <a> (?:to|for|in|into|up for) (?:code )?review",
    r"<a> (?:is|are) (?:waiting|ready|up) for (?:a |the )?(?:code )?review",
)
def _to_review(r: Reading, a: str) -> None:
    _mark(r, a, "in_review")


@RULES.rule(
    r"(?:raise|increase|bump up|bump|up|escalate|boost) (?:the )?priority (?:of|for|on)"
    r" <a>(?: (?:to|as) (?P<v>.+))?",
    r"(?:raise|increase|bump|escalate|boost) <a>(?:'s|’s) priority(?: to (?P<v>.+))?",
    r"(?:escalate|bump up) <a>(?: (?:as|to) (?P<v>.+))?",
    r"make <a> (?:more (?:important|urgent)|a? ?higher priority)",
)
def _raise(r: Reading, a: str, v: str = "") -> None:
    _shift(r, a, v, -1)


@RULES.rule(
    r"(?:lower|decrease|reduce|bump down|drop) (?:the )?priority (?:of|for|on) <a>(?: "
    r"(?:to|as) (?P<v>.+))?",
    r"(?:lower|decrease|reduce|drop) <a>(?:'s|’s) priority(?: to (?P<v>.+))?",
    r"make <a> (?:less (?:important|urgent)|a? ?lower priority)",
)
def _lower(r: Reading, a: str, v: str = "") -> None:
    _shift(r, a, v, 1)


@RULES.rule(r"(?P<de>de-?)?prioriti[sz]e <a>(?: (?:as|to) (?P<v>.+))?")
def _prioritize(r: Reading, a: str, de: str = "", v: str = "") -> None:
    """High, or critical where it is high already; the other way round low, or backlog."""
    targets = r.targets(a)
    if v:
        values.set_priority(r, targets, v)
        return
    near, far = ("low", "backlog") if de else ("high", "critical")
    values.put_each(
        r,
        [(t, far if t.now.priority in (near, far) else near) for t in targets],
        "priority",
        f"has a {'lower' if de else 'higher'} priority",
    )


def _shift(r: Reading, a: str, v: str, steps: int) -> None:
    targets = r.targets(a)
    if v:
        values.set_priority(r, targets, v)
    else:
        values.shift_priority(r, targets, steps)


@RULES.rule(
    r"(?:bump|raise|lower|drop|change|set|give|mark|make) <a>(?: up| down)?(?: to| as|"
    r" of)? (?:a |the |an )?"
    r"(?P<v>\S+(?: \S+)?)[- ]prio(?:rity)?",
    r"(?:bump|raise|lower|drop) <a>(?: up| down)? (?:to|as) (?P<v>.+)",
    r"<a> (?:has|have|gets?|should have|needs?) (?:a |the )?(?P<v>\S+) priority",
    r"(?:give|set) <a> priority (?P<v>.+)",
    r"<a>,? (?:priority|prio) (?P<v>\S+)",
)
def _priority(r: Reading, a: str, v: str) -> None:
    if values.priority_of(r.original(v)) is None:
        raise Declined
    values.set_priority(r, r.targets(a), v)


@RULES.rule(
    r"(?:move|put|throw|shove|push) <a> (?:to|in|into|on|onto|back to) (?:the )?(?:backlog|icebox)"
)
def _to_backlog(r: Reading, a: str) -> None:
    values.set_priority(r, r.targets(a), PRIORITY_ORDER[-1])


_FROM_SOME = re.compile(r" from (?!every|all\b)", re.IGNORECASE)
_PERSON, _OTHER_PERSON = r"(?P<w>[^\W\d][\w.-]*)", r"(?P<x>[^\W\d][\w.-]*)"


@RULES.rule(
    r"<a> (?:needs? to|has to|have to|must|should|ought to|shall) be"
    rf" (?:done|handled|taken(?: over)?|made|finished) by (?P<w>{_ELSE})",
    rf"(?P<w>{_ELSE}) (?:must|should|has to|needs to|can|could|will|shall)"
    r" (?:do|take(?: over)?|handle|finish|work on) <a>",
    rf"(?:give|hand|pass)(?: over)? <a> to (?P<w>{_ELSE})",
    rf"(?:let|have|find) (?P<w>{_ELSE}) (?:to )?(?:do|take(?: over)?|handle|for|finish) <a>",
)
def _by_another(r: Reading, a: str, w: str) -> None:
    values.set_assignee(r, r.targets(a), w)


@RULES.rule(
    rf"(?:unassign|un-assign|take|remove|drop|pull) {_PERSON} (?:from|off|away from) <a>",
    rf"<a> (?:is|are) (?:not|no longer) (?:for|assigned to|with|owned by|done by) {_PERSON}"
    r"(?: any ?more)?",
    rf"<a> (?:is|are) (?:not|no longer) {_PERSON}(?:'s|’s)(?: (?:task|job))?(?: any ?more)?",
)
def _not_theirs(r: Reading, a: str, w: str) -> None:
    """Raises Tell where none of them is theirs."""
    if not people.is_known(r, r.original(w)):
        raise Declined
    take_off(r, a, w)


def take_off(r: Reading, a: str, w: str) -> None:
    """Those that somebody has are nobody's. Raises Tell where it has none of them."""
    targets, who = r.targets(a), values.person(r, w)
    theirs = [one for one in targets if (one.task.assignee or "").lower() == who.lower()]
    if not theirs:
        which = "any of these tasks" if targets[1:] else r.names_of(targets)
        raise Tell(f"{who} does not have {which}.")
    values.clear(r, theirs, "assignee")


@RULES.rule(
    rf"(?:swap|switch|exchange) {_PERSON}(?:'s|’s)? (?:and|with|for) {_OTHER_PERSON}"
    r"(?:'s|’s)?(?: tasks| work)?(?: around| over)?",
    rf"{_PERSON} and {_OTHER_PERSON} (?:should |can |will )?(?:swap|switch|exchange)"
    r"(?: (?:their )?(?:tasks|work|jobs|places|roles))?",
)
def _change_places(r: Reading, w: str, x: str) -> None:
    """Each gets what the other one has."""
    one, other = values.person(r, w), values.person(r, x)
    known = r.scene.survey.people
    if not {one.lower(), other.lower()} <= set(known):
        raise Declined
    pairs = {one.lower(): other, other.lower(): one}
    targets = r.targets("all tasks")
    theirs = [
        (t, pairs[a.lower()]) for t in targets if (a := t.task.assignee) and a.lower() in pairs
    ]
    values.put_each(r, theirs, "assignee", f"of {one} and {other} have changed hands")


@RULES.rule(
    r"(?:unassign|un-assign) <a>(?: from .+| everywhere)?",
    r"(?:remove|clear|drop) (?:the )?(?:assignee|owner) (?:of|from|on) <a>",
    r"<a> (?:has|have) no (?:assignee|owner)",
)
def _unassign(r: Reading, a: str) -> None:
    """Whose tasks they are may be said instead of the tasks: "unassign Ann"."""
    theirs = f"all tasks assigned to {a}"
    known = {normal(task.assignee) for task in r.scene.tree.tasks.values() if task.assignee}
    is_person = normal(r.original(a)) in known
    if is_person and _FROM_SOME.search(r.clause):
        raise Declined  # not from all
    values.clear(r, r.targets(theirs if is_person else a), "assignee")


@RULES.rule(
    r"(?:assign|reassign|re-assign|delegate|hand|hand over|give) <a> (?:over )?(?:to|→"
    r"|->) (?P<w>.+)",
    r"<a> (?:is|are|should be|gets?|will be|must be)(?: re)? ?-?assigned to (?P<w>.+)",
    r"<a> (?:is|are) owned by (?P<w>.+)",
    r"<a> (?:belongs?|goes|go) to (?P<w>.+)",
    r"make (?P<w>.+?) (?:the )?(?:owner|assignee|responsible|person responsible) (?:of|for) <a>",
    r"let (?P<w>\S+(?: \S+)?) (?:do|take|handle|own|work on) <a>",
    r"(?P<w>[^\W\d]\w*(?: [^\W\d]\w*)?) (?:owns|takes|takes over|will take|will do|does"
    r"|handles|will handle"
    r"|is responsible for|should do|should take|is on|works on) <a>",
    r"(?:assign|give) (?P<w>[^\W\d][\w.@-]*) (?!(?:to|for|on)\b)<a>",
)
def _assign(r: Reading, a: str, w: str) -> None:
    who = values.person(r, w)
    if re.fullmatch(r"(?:the )?(?:first|last|next)|someone|somebody", a, re.IGNORECASE) or (
        who.lower() in ("her", "him", "them", "it", "us", "you")
    ):
        raise Declined
    if re.search(r"[,;:]|\b(?:is|are|was|not|until|before|after)\b", who):
        raise Declined
    belongs = re.search(r"\b(?:belongs?|goes|go) to\b", r.clause, re.IGNORECASE)
    if belongs and not who[:1].isupper() and r.scene.titles.find(who).confidence >= CONTAINED:
        raise Declined  # "belongs to customer accounts" is a place
    if not who or len(who) > 60 or re.search(r"\b(?:to|tasks?)\b", who, re.IGNORECASE):
        raise Declined
    values.set_assignee(r, r.targets(a), w)


@RULES.rule(
    r"put (?P<w>[^\W\d][\w.@-]*) on <a>",
    r"<a> (?:is|are) for (?P<w>[^\W\d][\w.@-]*)",
)
def _assign_name(r: Reading, w: str, a: str) -> None:
    """Only to a name, with its capital: "put Mia on search", not "put it on top"."""
    if not r.original(w)[:1].isupper() or r.scene.titles.find(r.original(w)).ids:
        raise Declined
    values.set_assignee(r, r.targets(a), w)


@RULES.rule(
    r"assign (?P<w>[^\W\d][\w.@ -]*?) (?:to|on|for) <a>(?: as (?:the )?(?:owner|assignee))?"
)
def _assign_person_first(r: Reading, w: str, a: str) -> None:
    if r.scene.titles.find(r.original(w)).ids:
        raise Declined
    if re.fullmatch(r"someone|somebody|a person", w, re.IGNORECASE):
        w = r.asked(f"who {a}", f"Who should have {r.names_of(r.targets(a))}?")
    values.set_assignee(r, r.targets(a), w)


@RULES.rule(
    r"(?:tag|label) <a> (?:with|as|by|:) (?:the )?(?:tags? |labels? )?(?P<t>.+)",
    r"(?:add|apply|attach|put|set) (?:the |a |an )?(?:new )?(?:tags?|labels?)(?: called"
    r"| named|:)? (?P<t>.+?) (?:to|on|for) <a>",
    r"(?:add|apply|attach|put) (?:the |a |an )?(?P<t>\S+(?:(?:,| and) \S+)*) (?:tags?"
    r"|labels?) (?:to|on) <a>",
    r"(?:add|apply|attach|put) (?P<t>#\S+(?:(?:,| and| ) ?#\S+)*) (?:to|on) <a>",
    r"(?:give|mark) <a> (?:with )?(?:the |a |an )?(?:tags?|labels?):? (?P<t>.+)",
    r"give <a> (?:the |a |an )(?P<t>\S+) (?:tag|label)",
    rf"(?:tag|label) <a> (?P<t>#?[^\W\d][^\s{BLANK}]*)",
)
def _tag(r: Reading, t: str, a: str) -> None:
    tags = values.tag_list(r, t)
    targets = r.targets(a)
    new = [(t, tuple(sorted({*t.now.tags, *tags}))) for t in targets]
    values.put_each(r, new, "tags", f"is tagged {', '.join(tags)}")


@RULES.rule(
    r"(?:rename|change|replace) (?:the )?(?:tag|label) #?(?P<b>\S+) (?:to|into|by|with)"
    r" (?:the tag )?#?(?P<c>\S+)"
)
def _rename_tag(r: Reading, b: str, c: str) -> None:
    old, new = (r.free_text(tag).strip("#").lower() for tag in (b, c))
    having = [t for t in r.targets("all tasks") if old in map(str.lower, t.now.tags)]
    if not having:
        raise Tell(f"No task is tagged {old}.")
    tags = [
        (t, tuple(sorted({tag for tag in t.now.tags if tag.lower() != old} | {new})))
        for t in having
    ]
    values.put_each(r, tags, "tags", f"is tagged {new} and no longer {old}")


@RULES.rule(
    r"<a>(?::|,| is| are)?(?: at| to)?(?: about| around)? (?P<n>\d{1,3}) ?%"
    r"(?: (?:done|completed?|finished|ready))?"
)
def _progress(r: Reading, a: str, n: str) -> None:
    """A share as a status: all of it is done, nothing is to do, what is between in progress."""
    status = {0: "todo", 100: "completed"}.get(int(n), "in_progress")
    values.put(r, r.targets(a), "status", status, f"is now {status.replace('_', ' ')}")


@RULES.rule(
    r"(?:remove|delete|drop|take|clear|take off) (?:the )?(?:tags?|labels?):? "
    r"(?P<t>.+?) (?:from|off|on|of) <a>",
    r"(?:remove|delete|drop|take) (?:the )?(?P<t>\S+(?:(?:,| and) \S+)*) (?:tags?"
    r"|labels?) (?:from|off|on|of) <a>",
    r"(?:remove|delete|drop|take) (?P<t>#\S+(?:(?:,| and| ) ?#\S+)*) (?:from|off|on) <a>",
    r"(?:remove|delete|drop|clear) (?P<t>#\S+(?:(?:,| and| ) ?#\S+)*) everywhere",
    r"(?:remove|delete|drop|clear) (?:the )?(?:tags?|labels?):? (?P<t>\S+(?:(?:,| and) \S+)*) everywhere",
    r"(?:untag|unlabel) (?P<t>\S+) (?:from|on) <a>",
)
def _untag(r: Reading, t: str, a: str = "all tasks") -> None:
    gone = {tag.lower() for tag in values.tag_list(r, t)}
    targets = r.targets(a)
    if not any(tag.lower() in gone for target in targets for tag in target.now.tags):
        r.say(f"{r.names_of(targets)}: no such tag.")
        return
    left = [(t, tuple(tag for tag in t.now.tags if tag.lower() not in gone)) for t in targets]
    values.put_each(r, left, "tags", f"is not tagged {', '.join(sorted(gone))} any more")


@RULES.rule(r"(?:untag|unlabel) <a>")
def _untag_all(r: Reading, a: str) -> None:
    values.clear(r, r.targets(a), "tags")


@RULES.rule(r"(?:mark|set|flag) <a> as (?P<v>.+)")
def _unknown_value(r: Reading, a: str, v: str) -> None:
    """Neither a status nor a priority: it is asked, not guessed."""
    targets = r.targets(a)
    answer = r.asked(
        f"mark {a}", f"What is {quoted(r.original(v))}: which status?", values.STATUS_WORDS
    )
    if values.status_of(answer) is None:
        raise Ask(f"mark {a}", "Which status should it be?", options=values.STATUS_WORDS)
    values.set_status(r, targets, answer)
