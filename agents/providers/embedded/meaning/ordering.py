"""Two tasks and how they stand to each other: what waits for what, and what comes where."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar import depending, placing
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.meaning.forms import Forms
from agents.providers.embedded.meaning.stating import put_rest
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import CARDINAL, ORDINAL, cardinal

_WAITS = (
    r"(?:depend(?:s|ing|ent)?|rel(?:y|ies|ying)|wait(?:s|ing)?|hang(?:s|ing)?|contingent|build(?:s|ing)?"
    r"|based?|block(?:ed|s)?)"
)
_UPON = r"(?:on|upon|for|of|by|from|with)"
_NOT = r"(?:do(?:es)? not|should not|need not|is not|are not|must not|will not|not|never|no)"
_NOT_BEFORE = r"(?:until|till|before|unless|without|if not)"
_ONCE = r"(?:once|as soon as|only after|only when|only once|only if|right once|not before|after only|when|if)"
_UNLINK = Forms()
_LINK = Forms()


def depend(r: Reading, text: str) -> None:
    """What waits for what, or does not any more."""
    Forms([*_UNLINK, *_LINK]).read(r, text)


@_UNLINK.form(
    rf"{{A}} (?:.{{0,20}}\b)?{_NOT} (?:have to |need to |need |be |really )*(?:{_WAITS} {_UPON}|need"
    rf"|require|follow) {{B}}",
    r"{A} (?:should be |is |are |be )?(?:independent|free|decoupled|independently) (?:of|from) {B}",
    r"{A} (?:can|could|should|may) (?:already )?(?:start|begin|happen|go|be done|run|proceed) (?:without"
    r"|before|independently of|in parallel (?:to|with)|parallel to|at the same time as) {B}",
    r"\b(?:remove|drop|delete|cut|clear|undo|kill|break|take away|get rid of) (?:the |this "
    r"|that )?(?:link|dependency|connection|arrow|relation) (?:of|from|between) {A} (?:to|on|and"
    r"|with) {B}",
    r"{A} (?:and|,) (?P<b>{T}) (?:are|should be|can be|run) (?:independent|unrelated|parallel"
    r"|in parallel|not linked)",
    r"\b(?:unlink|decouple|disconnect|separate|detach) {A} (?:from|and) {B}",
    r"{B} is (?:not|no longer) (?:needed|required|necessary|a prerequisite)(?: any more)? for {A}",
)
def _unlink(r: Reading, a: str, b: str) -> None:
    depending.unlink(r, r.tasks(a), r.tasks(b))


@_UNLINK.form(
    r"\b(?:remove|drop|delete|cut|clear|undo|forget|take away|get rid of)\b.{0,30}\b(?:dependenc(?:y"
    r"|ies)|prerequisites?|blockers?|links?)\b.{0,20}?(?:of|from|for|on|in|inside|under|within) {A}",
    r"{A} (?:should |can )?(?:depends? on nothing|(?:needs?|waits? for) nothing|is free to start"
    r"|can start (?:right away|any ?time|now|immediately|straight away)|has no (?:dependencies"
    r"|prerequisites))",
    r"nothing (?:should |may |must )?(?:hold up|hold|block|blocks|stop|delay) {A}",
)
def _free(r: Reading, a: str) -> None:
    inside = re.search(r"\b(?:in|inside|within|under) \S+$", r.clause)
    tasks = r.tasks(a)
    if inside:
        tasks = [t for task in tasks for t in r.scene.tree.walk(task.id)]
    depending.unlink_all(r, tasks)


@_UNLINK.form(
    r"^(?:remove|drop|cut|delete|undo|break) (?:that|this|the) (?:link|dependency|connection|arrow)(?P<a>)$",
    r"{A} (?:can (?:be )?|should |may |could )?(?:.{0,20} )?before .*\b(?:remove|drop|cut|delete"
    r"|undo) (?:that|this|the|their) (?:link|dependency|connection|one)",
)
def _not_behind(r: Reading, a: str = "") -> None:
    depending.unlink_all(r, r.tasks(a or "it"))


@_LINK.form(
    rf"{{A}} (?:\w+ ){{0,2}}?{_WAITS} (?:\w+ )?{_UPON} {{B}}",
    r"{A} (?:(?:also|only|first|still|both|really) )*(?:needs?|requires?|follows?|presupposes?"
    r"|assumes?) (?:the end of |completion of )?{B}",
    r"{A} should (?:also |first )?(?:need|require|follow|depend on|wait for|wait on|be dependent on) {B}",
    rf"{{A}} (?:[^.;]{{0,40}}\b)?(?:cannot|can not|can only|should not|must not|not|will not|only"
    rf"|may not|impossible|makes no sense|no point)\b[^.;]{{0,30}}?\b{_NOT_BEFORE} {{B}}",
    rf"\b(?:cannot|can not|do not|should not|must not|not|nobody can|never|no point in"
    rf"|impossible to)\b[^.;]{{0,20}} {{A}}[^.;]{{0,20}}?\b{_NOT_BEFORE} {{B}}",
    rf"^(?:no|not) {{A}} {_NOT_BEFORE} {{B}}",
    rf"^{{A}} {_NOT_BEFORE.replace('before|', '')} {{B}}",
    r"{A} (?:[^.;,]{0,30}\b)?only (?:\w+ ){0,4}?(?:after|once|when|if|as soon as) {B}",
    r"^(?:first )?{B} first,? (?:and )?(?:then|only then|afterwards|after that) (?:we can "
    r"|comes )?{A}(?: can start| can begin| can come)?$",
    r"{A} (?:[^.;,]{0,30}\b)?(?:only|not) (?:after|once|when|if|as soon as) {B}",
    r"{A} (?:[^.;,]{0,25} )?(?:once|as soon as) {B}",
    r"{A} (?:[^.;,]{0,30} )?(?:after|when) {B} (?:is|are|was|were|has|have|got|gets|went|goes)\b",
    r"(?:once|as soon as|only when|only after|only once|when|after) {B}[^.;]{0,40}?[, ](?:then |we can "
    r"|you can |can |we |should |start |do |begin )+(?:with |on )?{A}",
    r"\bwithout {B},? (?:[^.;]{0,30}?\b)?(?:nobody|no|not|cannot|nothing|never"
    r"|impossible)\b(?:[^.;]{0,25}? )?{A}",
    r"^before {A}[^.;,]{0,30}?,? (?:we need |you need |first )?{B} (?:should|is|are|needs?|has|have|must) ",
    r"\b(?:first|do) {B},? (?:and )?(?:only then|then only|and only then|only afterwards) {A}",
    r"{B} (?:is|are) (?:a |the )?(?:prerequisites?|precondition|requirement|needed|required|necessary"
    r"|blockers?|blocking|dependency) (?:for|of|before) {A}",
    r"\b(?:link|connect|tie|chain|attach|couple) {A} (?:to|on|with|behind) {B}",
    r"\bwait with {A} (?:for|until) {B}",
    r"\b(?:let|have|make|get) {A} (?:to )?(?:wait|depend|hang|rely)\b[^.;]{0,12}? {B}",
    r"\b(?:add|put|set|make|use|take) {B} as (?:a |the |another )?(?:prerequisite|dependency|blocker"
    r"|requirement|precondition) (?:for|of|to) {A}",
    r"{A} (?:has|have|gets?|should have|with) {B} as (?:a |its )?(?:prerequisite|dependency|blocker"
    r"|requirement)",
)
def _link(r: Reading, a: str, b: str) -> None:
    depending.link(r, r.tasks(a), r.tasks(b))


@_LINK.form(
    r"{A} (?:(?:also|still) )?(?:blocks?|holds? up|gates?|is blocking|are blocking|precedes?"
    r"|is holding up|unlocks?) {B}",
    r"{A} (?:should|has to|must|is to) be (?:\w+ )?(?:done|finished|complete|completed|ready|over|there"
    r"|live|in place|closed|through|signed|empty|up|available|approved|tested)(?: first)?,? before {B}",
    r"\b(?:finish|complete|do|close) {A} before (?:we |you )?(?:start|starting|begin|beginning"
    r"|even start)(?: with| on)? {B}",
)
def _block(r: Reading, a: str, b: str) -> None:
    depending.link(r, r.tasks(b), r.tasks(a))


_PLACE = Forms()
_BESIDE = (
    r"(?:before|after|above|below|behind|beneath|ahead of|in front of|following|next to|over|prior to"
    r"|preceding|subsequent to|on top of|straight after)"
)
_FRONT = (
    "before",
    "above",
    "ahead of",
    "in front of",
    "over",
    "prior to",
    "preceding",
    "on top of",
)
_INSIDE = (
    r"(?:under(?:neath)?|inside|within|in ?to|in|beneath|below|part of|a part of|a child of|child of"
    r"|subtask of|a subtask of|subtasks of|a step of|a sub-?item of|belongs? (?:to|in|under)|to)"
)


def place(r: Reading, text: str) -> None:
    """Where a task goes: beside another, under it, to an end, some places on, out."""
    put_rest(r, _PLACE.read(r, text))


@_PLACE.form(
    r"{A} (?:[^.;,]{0,40} )?between {B} and (?P<c>{T})",
    r"\bbetween {B} and (?P<c>{T}),? (?:\w+ ){0,3}{A}",
)
def _between(r: Reading, a: str, b: str, c: str) -> None:
    placing.between(r, a, b, c)


@_PLACE.form(
    rf"{{A}} (?:[^.;,]{{0,40}}? )?(?:right |directly |just |immediately |straight |only "
    rf"|one )*(?P<w>{_BESIDE}) {{B}}",
    r"{A} (?:on|at|to|in) the same level (?:as|with|like) {B}(?P<level>)",
    r"^{A},? then {B}$ ?(?P<w>)",
    r"^(?:first|do) {A},? (?:and )?then {B} ?(?P<w>)",
    rf"^(?P<w>{_BESIDE}) {{B}},? (?:\w+ ){{0,4}}?{{A}}$",
)
def _beside(r: Reading, a: str, b: str, w: str = "", level: str | None = None) -> None:
    w = "after" if level is not None else w
    if set(task_ids(r.scene, a)) & set(task_ids(r.scene, b)):
        raise Declined
    placing.beside(r, a, "before" if not w or w.lower() in _FRONT else "after", b)


_START = (
    r"(?:top|beginning|start|front|head|first place|first position|very top|first thing|first item"
    r"|first task|first step)"
)
_END = r"(?:bottom|end|back|tail|last place|last position|last thing|last item|last task|last step)"


@_PLACE.form(
    rf"{{A}} (?:[^.;]{{0,40}}? )?(?:to|at|on|in|be|is|as|goes|go) (?:the )?(?:very )?(?P<w>{_START}"
    rf"|{_END})(?! level)(?: (?:of|in|under|within) (?:{{B}}|(?:the |our |this )?(?:list|plan|project"
    rf"|everything|all|whole thing|tasks)))?",
    r"{A} (?:(?:should |to |must )?(?:come|comes|go|goes|be|is|are|happen|happens|belongs?|done|the|very"
    r"|right|all the way|on) )*(?P<w>first|last|top|at first|at last)(?: (?:in|of|under"
    r"|within) {B})?(?= *[,.;!]|$| in | of | under )",
    r"\b(?:start|begin|open|kick off) (?:off )?with {A} ?(?P<w>)",
    r"{A} is (?:what|where) we (?:start|begin)\b ?(?P<w>)",
    r"\b(?P<w>finish|end|close) (?:off )?with {A}$",
)
def _end(r: Reading, a: str, w: str = "first", b: str = "") -> None:
    word = w.lower()
    last = bool(re.match(rf"(?:{_END}|last|at last|finish|end|close)$", word))
    placing.to_an_end(r, a, first=not last, parent=b)


@_PLACE.form(
    rf"{{A}}(?:'s)? (?:[^.;,]{{0,30}}? )?(?P<n>{CARDINAL}|a|one) (?:(?:places?|positions?|spots?|steps?"
    rf"|rows?|slots?) )?(?P<w>up|down|higher|lower|further up|further down|earlier|later)\b",
    rf"{{A}} (?:[^.;,]{{0,20}} )?(?P<w>up|down|higher|lower)(?: by)?(?: (?P<n>{CARDINAL}|one"
    rf"|a))?(?: (?:places?|positions?|spots?|steps?|rows?|slots?))?$",
    rf"^(?P<n>{CARDINAL}|one) (?:(?:places?|positions?|spots?|steps?) )?(?P<w>up|down)$",
)
def _steps(r: Reading, w: str, a: str = "it", n: str = "1") -> None:
    up = w.lower().split()[-1] in ("up", "higher", "earlier")
    placing.by_steps(r, a, -cardinal(n.lower()) if up else cardinal(n.lower()))


@_PLACE.form(
    rf"{{A}} (?:[^.;,]{{0,30}} )?(?:in|to|at|on|as|be|into|is) (?:the )?(?P<n>{ORDINAL}) (?:place"
    rf"|position|spot|slot|task|step|item|one|thing)\b",
    rf"\bmake {{A}} (?:the )?(?:number |no\.? |#)?(?P<n>{ORDINAL}|\d+)(?: (?:task|one|step|item"
    rf"|in the list))?$",
    r"{A} (?:[^.;,]{0,30} )?(?:in|to|at|on) (?:place|position|spot|slot|number"
    r"|rank) (?:number )?#?(?P<n>\d+)",
)
def _nth(r: Reading, a: str, n: str) -> None:
    placing.to_place(r, a, n)


@_PLACE.form(
    r"{A} (?:[^.;]{0,60}\b)?(?:top[- ]level|root|on (?:its|their) own|its own (?:place|task|level)|(?:a "
    r"|be )?separate(?:ly)?(?: task)?|standalone|out|one level (?:up|higher|out)|not (?:a |be |belong "
    r"|part |under |in |inside |really )+(?:of |sub-?task |to )?{T})\b",
    r"\b(?:outdent|promote|unnest|free|lift|dedent|un-?indent|extract) {A}",
    r"{A} (?:has nothing to do with|is not (?:a |really )?(?:part|subtask|sub-task|child|piece|step) of"
    r"|does not belong (?:to|in|under)|should not be (?:in|under|part of)) {T}",
    r"{A} (?:[^.;]{0,60}\b)?top level,? (?:and )?not (?:in|under|inside|part of) {T}",
    r"^{A} out of {T}",
    r"\bout of \S+ (?:\w+ )*?(?P<a>{T})",
)
def _out(r: Reading, a: str) -> None:
    placing.out(r, a)


@_PLACE.form(
    rf"{{A}} (?:[^.;,]{{0,40}}? )?{_INSIDE} {{B}}",
    r"{A} is not {T},? (?:it|but|that) (?:is|belongs to)? ?{B}",
    r"{A} is (?:more )?(?:of )?(?:a |an )?{B}(?: thing)?,? (?:so )?(?:move|put|shift)",
    r"{A} (?:is|are) (?:a |an ){B}(?: thing| matter| topic)?$",
)
def _under(r: Reading, a: str, b: str) -> None:
    ones, others = set(task_ids(r.scene, a)), set(task_ids(r.scene, b))
    if ones & others or (
        re.search(r"\b(?:not|depend|wait|link)\b", r.clause)
        and not re.search(r"\bis not\b", r.clause)
    ):
        raise Declined
    placing.under(r, a, b)
