"""What is said about tasks: done, started, whose they are, how long, until when, how urgent."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar import depending, states, timing, values
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.pieces import Value, is_person, value, without_end
from agents.providers.embedded.grammar.reading import Reading, Target
from agents.providers.embedded.hearing.wording import says_nothing
from agents.providers.embedded.meaning import progress
from agents.providers.embedded.meaning.forms import ANY, SEVERAL, Forms, form
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.dates import UNIT
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import CARDINAL, normal

_FORMS, _AROUND = Forms(), Forms()
_NAME = r"(?P<w>@?[^\W\d]\w+)"
_WHOSE = (
    r"(?:do|does|did|handle|handles|take|takes|get|gets|own|owns|have|has|work on|works on|takes? over"
    r"|take over|takes? care of|look after|looks after|is responsible for|is in charge of"
    r"|be responsible for|is on|cover|covers|pick up|picks up|tackle|tackles|finish|write|build|make"
    r"|manage|manages|run|runs|lead|leads|deal with|deals with|see to|sees to|jump on|sort out|is doing"
    r"|is taking|organise|organize|drive|drives)"
)
_MODAL = (
    r"(?:(?:should|will|can|could|must|shall|would|is going to|has to|needs to|may|might|to|is to|also"
    r"|now|please|then) )*"
)


def state(r: Reading, text: str) -> None:
    """A value of a field, or several, of the tasks that are named."""
    put_rest(r, Forms([*_FORMS, *progress.FORMS, *_AROUND]).read(r, text))


def put_rest(r: Reading, rest: str) -> None:
    """What else is said of the tasks that a reading is about."""
    targets = [
        r.targets(r.handle(r.scene.tree.tasks[id]))[0] for id in r.about if id in r.scene.tree.tasks
    ]
    for said in _PIECES.split(rest) if targets else ():
        if spent := _SPENT.fullmatch(said):
            values.set_actual(r, targets, spent["v"])
        elif one := value(r, without_end(said.strip())):
            _check(r, one)
            one.put(r, targets)


def _check(r: Reading, one: Value) -> None:
    """Raise Declined for the name of nobody we know, and for the day on which something begins."""
    if (one.field == "assignee" and not is_known(r, one.said)) or (
        one.field == "due_date" and _BEGINS.search(r.clause)
    ):
        raise Declined


def _put(r: Reading, a: str, field: str, text: str) -> None:
    setter = {
        "status": values.set_status,
        "assignee": values.set_assignee,
        "priority": values.set_priority,
    }[field]
    setter(r, r.targets(a), text)


@_FORMS.form(
    rf"[^\W\d]\w+ (?:hands?|gives?|passes|hand over|is handing"
    rf"|transfers) (?:over )?{{A}}(?: over)?(?: on)? to {_NAME}",
    rf"[^\W\d]\w+ (?:cannot|will not|does not|should not|is not"
    rf"|has no time)\b[^,;.]* {{A}}[^,;.]*[,;.] *(?:so |but )?{_NAME} (?:will|can|does|should|takes|is"
    rf"|instead|do)\b",
    rf"\b(?:let|have|make|ask|tell|get|remind) {_NAME} (?:to )?{_WHOSE}? ?{{A}}",
    rf"\b{_NAME} {_MODAL}{_WHOSE} {{A}}",
    rf"^{_NAME} (?:will|should|must|can|could|shall) {{A}}",
    rf"{{A}}(?P<gap>(?: \w+){{0,5}}?) (?:to|for|with|by|via) {_NAME}$",
    rf"{{A}} (?:should |will |is |are |to )*(?:be )?(?:done|handled|owned|taken|managed|assigned|written"
    rf"|built|covered)(?: over)? (?:by|to) {_NAME}",
    rf"{{A}},? (?:goes to|go to|belongs? to) {_NAME}$",
    rf"{{A}}[^,;.]*, {_NAME} (?:does|will do|takes|to do|can do|handles|will|is doing) (?:it|that|them"
    rf"|this)\b",
    rf"\b(?:give|assign|hand|pass|delegate|reassign|put|leave|transfer"
    rf"|move) (?:over )?{{A}}(?: over)? (?:to|on|with|for) {_NAME}\b",
    rf"\b(?:give|assign|put) {_NAME} (?:on |to )?{{A}}$",
)
def _assign(r: Reading, w: str, a: str, gap: str = "") -> None:
    if not is_person(r, w):
        raise Declined
    _put(r, a, "assignee", w)
    put_rest(r, re.sub(r"^(?:are|is) (?:both|all|each) ", "", gap))


@_FORMS.form(
    rf"{{A}},? ?(?:→|is|are|is on|:|=|,) {_NAME}$",
    rf"^(?:for )?{_NAME}[:,→=]? ?{{A}}$",
    rf"{{A}} (?:is|are)(?: now)? {_NAME}'s?(?: (?:job|task|business|thing|turf))?(?: now)?$",
    rf"{{A}},? (?:that is|this is|is|are|that one is) {_NAME}(?:'s?)?(?: (?:job|task|business|thing|turf))?$",
)
def _is_theirs(r: Reading, w: str, a: str) -> None:
    """Without a verb that says so only where the name is one."""
    if not is_known(r, w.removesuffix("'s")):
        raise Declined
    _put(r, a, "assignee", w.removesuffix("'s"))


@_FORMS.form(
    r"\b(?:nobody|no one|noone) (?:\w+ ){0,2}(?:on|with|does|do|has|owns|handles)?(?: the)? ?{A}",
    r"\b(?:unassign|free) {A}",
    r"\b(?:take|remove|drop|pull|get) (?P<w>[^\W\d]\w+) (?:off|from|away from|out of) {A}",
    r"{A} (?:has|have|should have|needs) (?:no|nobody|no more) (?:owner|assignee)",
)
def _unassign(r: Reading, a: str, w: str = "") -> None:
    if w and not is_person(r, w):
        raise Declined
    if w:
        states.take_off(r, a, w)
    else:
        values.clear(r, r.targets(a), "assignee")


_WORK = r"(?:time|work|effort|hours)"


@_FORMS.form(
    r"{A} (?:.{0,20} )?(?:takes?|needs?|requires?|costs?|is|will be|should take)(?: about| around"
    r"| roughly)? (?P<more>another|an extra|an additional)? ?(?P<v>\S+(?: more)?(?: \S+)??)"
    r"(?P<more2> more| longer"
    r"| extra| on top)?(?: than (?:planned|expected|thought|estimated|we thought))?$",
    r"\badd (?P<more>another )?(?P<v>[^,;]+?) (?:more )?(?:to|on) {A}$",
)
def _more(r: Reading, a: str, v: str, more: str = "", more2: str = "") -> None:
    v, more = v.replace(" more", ""), more or more2 or ("more" if " more" in v else "")
    size = minutes(v) or minutes(f"1 {v}")
    if size is None or not (more or r.clause.lower().startswith("add ")):
        raise Declined
    if not any(target.task.estimated_minutes for target in r.targets(a)):
        values.set_estimate(r, r.targets(a), f"{size} minutes")
        return
    timing.change_estimate(r, r.targets(a), lambda old: old + size)


@_FORMS.form(
    r"{A} (?:goes?|went|changes?|is|are) (?:up |down )?from (?P<old>\S+(?: \w+)?) to (?P<v>\S+(?: \w+)?)$",
    r"{A} (?:took|cost)(?: us| me) (?P<v>\S+(?: \w+)?)(?P<spent>)$",
)
def _estimate(r: Reading, a: str, v: str, old: str = "", spent: str | None = None) -> None:
    if minutes(v) is None or (old and minutes(old) is None):
        raise Declined
    (values.set_estimate if spent is None else values.set_actual)(r, r.targets(a), v)


@_FORMS.form(
    rf"{{A}} (?:[^,;.]{{0,25}} )?(?P<n>{CARDINAL}|an?) (?P<unit>{UNIT}) (?P<way>later|earlier|sooner"
    rf"|ahead|forward|back|late|behind|longer)\b",
    rf"\b(?:postponed?|delayed?|deferred|pushed|moved|shifted|brought forward|pulled|postpone|delay"
    rf"|defer|push|move|shift|bring forward|pull|prepone|advance)\b[^,;.]*?{{A}} "
    rf"(?:[^,;.]{{0,20}} )?(?:by |for )(?P<n>{CARDINAL}|an?) (?P<unit>{UNIT})(?P<way>)",
)
def _shift(r: Reading, a: str, n: str, unit: str, way: str = "") -> None:
    early = way in ("earlier", "sooner", "ahead", "forward") or re.search(
        r"\b(?:forward|advance|prepone|pull)\b", r.clause, re.IGNORECASE
    )
    timing.shift(r, a, n, unit, early=bool(early))


_EMPTY = {
    "estimate": "estimated_minutes", "time": "estimated_minutes", "due": "due_date", "date": "due_date",
    "deadline": "due_date", "start": "start_date", "owner": "assignee", "assignee": "assignee",
    "person": "assignee", "tag": "tags", "label": "tags", "description": "description", "note": "description",
    "priority": "priority",
}  # fmt: skip


@_FORMS.form(
    rf"\b(?:remove|clear|delete|drop|take|strip|erase|empty|kill|lose|unset|reset|wipe|scrap|get rid of"
    rf"|no)\b (?:away |off )?(?:the |its |all |any )*(?P<f>{'|'.join(_EMPTY)})s?(?: (?:date"
    rf"|time))?s?(?: one)? (?:of|from|for|on|off|at) {{A}}",
    rf"{{A}} (?:has|have|should have|needs?|with) no (?P<f>{'|'.join(_EMPTY)})s?\b",
    rf"\b(?P<f>{'|'.join(_EMPTY)})s?,? (?:remove|clear|drop|delete) (?:the one|that|it|them) (?:of|from"
    rf"|for|on) {{A}}",
)
def _clear(r: Reading, a: str, f: str) -> None:
    values.clear(r, r.targets(a), _EMPTY[f.lower()])


@_FORMS.form(
    r"\b(?:take|remove|drop|strip|delete) (?:the )?(?:(?:tag|label) )?(?P<t>#?[\w-]+)(?: (?:tag"
    r"|label))? (?:off|from|away from|of) {A}",
)
def _untag(r: Reading, a: str, t: str) -> None:
    gone, targets = normal(t.lstrip("#")), r.targets(a)
    if not any(gone in map(normal, target.now.tags) for target in targets):
        raise Declined
    left = [(x, tuple(tag for tag in x.now.tags if normal(tag) != gone)) for x in targets]
    values.put_each(r, left, "tags", f"is not tagged {gone} any more")


@_FORMS.form(
    r"\b(?:put|add|stick|apply|attach|set) (?:the |a )?(?:(?P<k>tag|label) )?(?P<t>#?[\w-]+)(?P<k2> tag"
    r"| label)? (?:on|to) {A}$",
    r"\b(?:tag|label) {A}(?: (?:with|as|by|:|=))? (?P<k>the |a )?(?P<t>#?[\w-]+)$",
    r"{A} (?:should |is |are |needs? )*(?P<k>tagged|labell?ed)(?: (?:with|as))? (?P<t>#?[\w-]+)$",
    r"{A} (?:should |needs? |gets? |has )*(?:the |a )?(?:tag|label) (?P<t>#?[\w-]+)(?P<k>)$",
)
def _tag(r: Reading, a: str, t: str, k: str = "", k2: str = "") -> None:
    known = {normal(tag) for task in r.scene.tree.tasks.values() for tag in task.tags}
    word = t.lstrip("#")
    named = k or k2 or t.startswith("#") or re.search(r"\b(?:tag|label)", r.clause)
    if not (named or normal(word) in known):
        raise Declined
    new = [(x, tuple(sorted({*x.now.tags, word}))) for x in r.targets(a)]
    values.put_each(r, new, "tags", f"is tagged {word}")


@_FORMS.form(
    r"\b(?:acceptance(?: criteri(?:a|on))?|criteri(?:a|on)|definition of done|done when)(?: (?:for|of"
    r"|on))? {A}:? (?:is |are )?(?P<v>\S.*)",
    r"{A} (?:is|are) (?:only |really )?(?:done|finished|complete|accepted) (?:when|once|if"
    r"|as soon as) (?!.*{T})(?P<v>\S.*)",
)
def _criteria(r: Reading, a: str, v: str) -> None:
    new = values.lines(r, v)
    both = [(t, (*t.task.acceptance_criteria, *new)) for t in r.targets(a)]
    values.put_each(r, both, "acceptance_criteria", "has new acceptance criteria")


@_FORMS.form(
    r"^(?:remove|delete|drop|clear|strip|get rid of) (?:the |all )*(?P<t>#?[\w-]+) (?:tags?"
    r"|labels?)(?: everywhere| from (?:everything|all(?: tasks)?))?$"
)
def _untag_everywhere(r: Reading, t: str) -> None:
    gone = normal(t.lstrip("#"))
    hit = [task for task in r.scene.tasks if gone in map(normal, task.tags)]
    if not hit:
        raise Declined
    for task in hit:
        r.update(r.handle(task), tags=tuple(tag for tag in task.tags if normal(tag) != gone))
    r.about = tuple(task.id for task in hit)
    r.say(f"{r.names(hit)}: no longer tagged {gone}.")


_SPENT = re.compile(
    r"(?:it |that |which |and )?(?:took|has taken|cost)(?: us| me| him| her| them)? (?P<v>(?:about "
    r"|around )?[\w.]+ ?\w+)",
    re.IGNORECASE,
)
_PIECES = re.compile(
    r"\s*(?:[,;/]|\.(?=\s|$)|\band\b|\bbut\b|\bplus\b|\bso\b|\bwith\b|\s[-–—]\s|[:→=]|\bthat is\b"
    r"|\bsay\b|\s(?=(?:due|by|until|till|high|low|medium|critical|prio)\b))\s*",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:merge|combine|join|split|divide|break|delete|remove|drop|add|insert|create|swap|rename|call"
    r"|name|depends?"
    r"|group|new(?! (?:date|deadline|due|estimate|owner|priority|status))|replace|undo|separate|together"
    r"|before|after|under|between|below|above|describe|criteri\w+)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|kick(?:s|ed)? off)\b", re.IGNORECASE
)
"""What makes a day beside it none to be done by."""
_REASON = re.compile(
    r"^(?:because|since|as|cause|so that|it|they|he|she|that|there|which|who|we|i|you|the|otherwise|not"
    r"|no|than|nobody|everybody)\b",
    re.IGNORECASE,
)


@_AROUND.form(
    rf"^(?P<before>.*?)(?P<a>{SEVERAL})(?P<after>.*)$",
    rf"^(?P<before>(?:\w+ ){{0,4}}?)(?P<a>{ANY})(?P<after> .*)$",
    r"^(?P<before>)(?P<a>)(?P<after>.+)$",
)
def _pieces(r: Reading, a: str = "", before: str = "", after: str = "") -> None:
    """Whatever values are said around the tasks; nothing else of weight may be left."""
    targets = r.targets(a or "it")
    after, found = _order(r, a or "it", after)
    if re.search(TASK, before + after):
        raise Declined
    for said in (before, after):
        for piece in _PIECES.split(said):
            found += _piece(r, targets, piece.strip(), found)
    if not found:
        raise Declined


_AFTER = form(
    r",? (?:and |but )?(?:only )?(?:(?P<w>after|depends on|needs|waits for|once|blocked by)"
    r"|before) (?P<x>{S})(?: (?:is|are) \w+)?"
)


def _order(r: Reading, a: str, said: str) -> tuple[str, int]:
    """What it waits for, said in passing: "2 days, Tim, after card payments"."""
    match = _AFTER.search(said)
    if match is None or not match.start() or not said[: match.start()].strip(" :,"):
        return said, 0
    ones, others = r.tasks(a), r.tasks(match["x"])
    depending.link(r, *((ones, others) if match["w"] else (others, ones)))
    return said[: match.start()] + said[match.end() :], 1


def _piece(r: Reading, targets: list[Target], said: str, found: int) -> int:
    """One piece of what is said: set, if it is a value. Raises Declined for what means something else."""
    if not said or (re.match(r"(?:is|are|was|should|does|do)? ?not\b", said, re.IGNORECASE)):
        return 0
    if spent := _SPENT.fullmatch(said):
        values.set_actual(r, targets, spent["v"])
        return 1
    if one := value(r, without_end(said)) or value(r, said):
        _check(r, one)
        one.put(r, targets)
        return 1
    name, _, rest = said.partition(" ")
    if is_person(r, name) and (other := value(r, without_end(rest))):
        values.set_assignee(r, targets, name)
        other.put(r, targets)
        return 2
    if _OTHERWISE.search(said):
        raise Declined
    if is_person(r, name) and re.match(r"(?:wants|needs|asked|says|thinks|would like)\b", rest):
        return 0
    if says_nothing(said) or _REASON.match(said):
        return 0
    if (found and len(said.split()) > 2) or re.match(
        r"(?:is|are|was|were|has|have)\b", said, re.IGNORECASE
    ):
        return 0
    raise Declined
