"""Tasks made one, cut into parts, put under a common one, or told in more detail."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.plausible import names_something
from agents.providers.embedded.grammar import merging
from agents.providers.embedded.grammar.lists import title_from
from agents.providers.embedded.grammar.pieces import is_value, value
from agents.providers.embedded.grammar.placing import topmost
from agents.providers.embedded.grammar.reading import Reading, quoted
from agents.providers.embedded.grammar.scaffolding import break_down
from agents.providers.embedded.grammar.structure import add_parts, count_and_parts, group
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.meaning.forms import Forms, form
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import CARDINAL
from ledger.core.model import Task

_ONE = (
    r"(?:just |only |simply )*(?:one|1|a single|the same|one and the same|a joint"
    r"|a combined)(?: and the same)?(?: single| big| joint)?\b(?! (?:down|up|levels?|days?|weeks?|hours?"
    r"|h|for each|for|higher|lower))"
)
_SAID_OF_IT = (
    r"(?:is|was|gets?|has|needs?|should|must|goes|can|will|comes?|takes?|stays?|depends?|starts?)\b"
)
"""What is said of "that one", which is a task and not what others become."""
_MERGE = re.compile(
    r"\b(?:merge|combine|join|unify|unite|consolidate|fuse|lump|bundle|absorb|collapse|fold|roll"
    r"|coalesce|amalgamate)\b"
    rf"|\b(?:as|into|in|be|become|becomes|are|is|make|to|be just|them|it|both|do|treat|want"
    rf"|have|need|form) {_ONE}|\b(?:that|this) (?!one {_SAID_OF_IT}){_ONE}"
    rf"|\b(?:the )?same (?:thing|task|step|job|work|activity|topic)\b|\b(?:belong|go) together\b"
    rf"|\bput .{{0,40}}together\b|\bbring .{{0,40}}together\b"
    rf"|\b(?:no|not?) .{{0,30}}\bseparate\b|\b(?:one|1|a single|single|joint) (?:task|item|thing|job"
    rf"|step|go|ticket)\b|\b(?:one|1) out of\b|[=→] (?:one|1)\b|\bare (?:two|separate)\b|\b(?:single"
    rf"|joint|one) (?:task )?{QUOTE}|{TASK} ?(?:\+|and|&|,) ?{TASK} [=→]|\bin ?to\b.*\bmerge",
    re.IGNORECASE,
)
_INTO_ONE = form(r"(?P<x>{T}) (?:goes |should go |can go )?in ?to (?P<into>{T}).*merge")
_INTO = form(
    r"\b(?:add|merge|fold|roll|absorb|join|combine|integrate|move|put|collapse"
    r"|lump) (?P<x>.*?\S) (?:in ?to|to|by|within|as part of) (?:the )?(?P<into>{T})(?! [=→])"
)
_PART_OF = form(
    r"(?P<x>{T}) (?:is|are|should be) (?:only |a |just |more of )*(?:bit|part|piece|detail"
    r"|aspect) of (?P<into>{T})"
)
_IN_THERE = re.compile(r"\b(?:in|into) (?:there|that|it)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:\b(?:called|named|titled|name it|call it|title it|call that|name that|call them"
    rf"|with the (?:name|title))\b:?|[,:=→]|\bmake (?:it|that|them)|\binto|\bas) (?:just |a "
    rf"|the )?(?P<name>{QUOTE})"
    r"|\b(?:called|named|titled|name it|call it|title it|call that|call the result|with the (?:name"
    r"|title))\b:? (?P<free>[^,;.]+)"
    rf"|\b(?:single|one|joint) (?P<adj>{QUOTE})|\+ [^=→]*[=→] (?P<eq>(?!one\b|1\b)\S.*)|\b(?:one"
    rf"|single)(?: (?:task|item|step|thing)\b)? ?:? ?(?P<bare>{QUOTE}|(?<=: )[^,;.]+)",
    re.IGNORECASE,
)


def merge(r: Reading, text: str) -> None:
    """Several become one: what is named behind "into" stays, else the first."""
    found = _NAMED.search(text)
    named = next(filter(None, found.groups())) if found else ""
    a_task = re.fullmatch(rf"\W*{TASK}", named) or not named
    tasks = _tasks(r, text if a_task else text.replace(named, " "))
    if len(tasks) < 2 and re.search(r"\b(?:them|these|both|those|they)\b", text):
        tasks = [*tasks, *(t for t in _recent(r) if t not in tasks)]
    if len(tasks) < 2 or not _MERGE.search(text):
        raise Declined
    name, into = "", None
    if found:
        name = r.free_text(named.strip(" .,"))
    for pattern in (_INTO, _INTO_ONE, _PART_OF):
        if not name and (found := pattern.search(text)) and task_ids(r.scene, found["x"]):
            into = r.task(found["into"])
    if into is None and not name and _IN_THERE.search(text):
        into = tasks[-1]
    if into is not None:
        tasks = [into, *(task for task in tasks if task.id != into.id)]
        name = into.title
    merging.merge(r, tasks, name)


def _tasks(r: Reading, text: str) -> list[Task]:
    """All that are named, in order. Raises Ask where a name fits several."""
    found = {task.id: task for mark in re.findall(TASK, text) for task in r.tasks(mark)}
    return [*found.values()]


def _recent(r: Reading) -> list[Task]:
    return [r.scene.tree.tasks[id] for id in r.scene.recent if id in r.scene.tree.tasks]


_COUNT = rf"(?:{CARDINAL}|several|some|multiple|different|separate|distinct|smaller|various)"
_THINGS = (
    r"(?:different |separate |distinct |smaller |sub-?)*(?:things?|tasks?|parts?|pieces?|steps?|jobs?"
    r"|beasts?|items?|subtasks?|topics?|chunks?|halves|ones?|stages?|phases?|visits?|tickets?|issues?)"
)
_CUT = r"(?:split(?:ting)?|sep[ae]rate|break(?:ing)?|divide|cut|chop|slice|decompose|carve|spl?it)"
_PARTS_OF = Forms()
_SEVERAL = re.compile(
    rf"\b(?:{_COUNT}|two|each|both) {_THINGS}|\btwo\b|\bthree\b|\beach\b|\b(?:separately|individually"
    rf"|another)\b",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    rf"[\s,.;–—-]*(?:\b(?:as |in |make (?:it|that|them) |that is |so )?(?:{_COUNT}"
    rf"|two) {_THINGS}(?: for each)?|\b(?:one|a) (?:task|subtask|one|step) (?:for )?each"
    rf"|\beach (?:as )?(?:(?:a|an|its|their) (?:own )?)?(?:task|subtask)?"
    r"|\bseparately|\bindividually|\bit is different work|,? (?:so |please )?(?:split|divide"
    r"|separate)(?: (?:it|them|that))?(?: up)?(?: accordingly)?)[\s.!]*$",
    re.IGNORECASE,
)


def split(r: Reading, text: str) -> None:
    """One task becomes parts: two new titles or more are said of it."""
    _PARTS_OF.read(r, text)


def _cut_into(r: Reading, parts: str, a: str = "it", more: str = "") -> None:
    task = r.task(a)
    titles = [*_titles(r, parts), *([title_from(r, more)] if more else [])]
    named = bool(_SEVERAL.search(r.clause) or re.search(_CUT, r.clause, re.IGNORECASE))
    if len(titles) < 2 or (not named and any(is_value(r, title) for title in titles)):
        raise Declined
    if any(
        re.search(r"\b(?:is|takes?|needs?|goes) (?:\d|to |for |high|low)", title)
        for title in titles
    ):
        raise Declined
    if any(
        re.match(
            r"(?:so |just )?(?:skip|do|make|cancel|delete|remove|drop|move|give|put|say) (?:it|that|this"
            r"|them)\b",
            title,
            re.IGNORECASE,
        )
        for title in titles
    ):
        raise Declined
    if all(_names_another(r, task, title) for title in titles):
        raise Declined
    add_parts(r, task, titles)


def _names_another(r: Reading, task: Task, title: str) -> bool:
    found = r.scene.all_titles.exactly(title).ids
    return bool(found) and task.id not in found


_EACH = re.compile(
    r"^(?:and |then |also )*(?:(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|finally|one|1|another"
    r"|the other|a second|a third|an?)(?: one| task| part| step)? (?:is |being |for |to |about "
    r"|with )+(?:the )?|(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|finally),? )",
    re.IGNORECASE,
)
_EACH_END = re.compile(
    r",? (?:first|second|third|one evening|one day|another|the other|another day|another evening"
    r"|separately|individually|and so on|etc\.?|respectively|then|afterwards|later)$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?i:(?:drop|delete|remove|kill|move|put|give|make|break|split) (?:it|the|that|this|me|those)"
    r"|before|after|under|takes|needs|is|are|because)\b"
)
_SLASH = re.compile(r"\s+[/+|]\s+|\s*\+\s*(?=\D)|\s+plus\s+")


def _is_known(r: Reading, title: str) -> bool:
    """Whether it is how long something takes, or until when, and no part."""
    said = value(r, title)
    return said is not None and said.field in ("estimate", "due", "start")


def _titles(r: Reading, text: str) -> list[str]:
    text = _TRAILER.sub("", text.strip(" .!?,;"))
    text = re.sub(r"^both ", "", text)
    rest, _ = count_and_parts(
        re.sub(
            rf"^(?:{_COUNT}) (?:\w+ )?(?:mails|emails|letters|pages|versions|groups|rounds|areas|sides"
            rf"|rooms|kinds)\b[ \w]{{0,12}}[:,]",
            "",
            text,
        )
    )
    rest = _SLASH.sub(", ", rest.strip(" .,;:"))
    pieces = (
        re.split(r"\s*[,;]\s*(?:and )?(?:then )?|\s+and then\s+", rest)
        if re.search(r"[,;]", rest)
        else re.split(r"\s+(?:and|then|or)\s+", rest)
    )
    last = pieces[-1].split(" and ")
    if len(pieces) > 1 and len(last) == 2 and "," in rest and not re.search(r",\s*and\b", rest):
        pieces[-1:] = last
    cleaned = (_EACH_END.sub("", _EACH.sub("", piece.strip())) for piece in pieces)
    titles = [
        title for piece in cleaned if piece.strip() for title in [title_from(r, piece)] if title
    ]
    if any(not names_something(t) or _TELLS.match(t) or _is_known(r, t) for t in titles):
        raise Declined
    return list(dict.fromkeys(titles))


_TO = r"(?: (?:up|down))?,?(?: it| them| this)?(?: up| down)?,?"
_PARTS_OF.form(
    rf"\b{_CUT}{_TO} {{A}}{_TO},? (?:by|per|along|according to|for each|for) [\w ]{{2,25}}(?:, ?|: ?|\("
    rf"| - )(?P<parts>\S.+?)\)?$",
    rf"\b{_CUT} (?:the )?(?P<parts>[^,;:]+?) of {{A}} from (?:the )?(?P<more>[^,;:]+)$",
    rf"(?:for|in) {{A}},? (?:.{{0,20}}\b)?(?:we |i )?(?:need|want|have|should have"
    rf"|would have) (?P<parts>\S.+?)(?: (?:handled|done|treated|kept|seen))? (?:as"
    rf"|in) (?:{_COUNT}) (?:{_COUNT} )*{_THINGS}",
    r"{A} (?:.{0,20}\b)?(?:is|are|means?) (?P<parts>\S.+?)[,;.]+ ?(?:so |please |then |therefore "
    r"|and )*(?:make|that is|split|do|cut|divide|break)\b.{0,8}\b(?:two|three|four|it|that|this"
    r"|them)\b.{0,12}$",
    r"{A} [^:.,;]{2,25}: (?P<parts>\S.+)",
    rf"^(?P<parts>(?:{_COUNT}) (?:{_COUNT} )*(?:{_THINGS}|\w+s)\b[ \w]{{0,12}}[:,] ?.+)",
    rf"\b{_CUT}{_TO} {{A}}{_TO}(?: (?:task|further))?\s*(?:in ?to|in|to|as|between|by|:|-|–|—|→|="
    rf"|,) ?(?P<parts>\S.+)",
    rf"{{A}}.*?[\s,:]{_CUT}{_TO} ?(?:in ?to|in|to|as|between|by|:|-|–|—|,)(?: room| topic)? ?(?P<parts>\S.+)",
    rf"\b(?:like|want|have|see|need|do|get|make) {{A}} (?:as|in"
    rf"|into) (?P<parts>(?:{_COUNT}) (?:{_COUNT} )*{_THINGS}\W.+)",
    r"\b(?:make|turn) {A} into (?P<parts>[^,]+,.+)",
    rf"\b(?:make|turn|get|do|create|have|want|build) (?:{_COUNT}) {_THINGS} (?:out )?(?:of|from"
    rf"|for) {{A}}\s*(?::|-|–|,) ?(?P<parts>\S.+)",
    rf"\b(?:make|turn|do|change|convert|transform|replace) {{A}} (?:in ?to |in |with "
    rf"|by )?(?P<parts>(?:{_COUNT}) (?:{_COUNT} )*{_THINGS}\W.+)",
    rf"{{A}},? (?:.{{0,30}}\b)?(?:make|do) (?:that|it|this) (?:two|three|four"
    rf"|\d)(?: {_THINGS})?\s*[:,–-] ?(?P<parts>\S.+)",
    rf"(?:{_THINGS}) (?:for|of|under) {{A}}(?: (?:are|should be|is))?\s*[:=–-]? ?(?P<parts>\S.+)",
    r"{A} (?:should |to )?(?:consists? of|is made (?:up )?of|comprises?|contains?|become|becomes"
    r"|turn into|be replaced (?:by|with)|be replaced) (?P<parts>\S.+)",
    rf"{{A}},? (?:is|are|should be|has|have|should have|needs?|covers?|means?)(?: (?:in fact|both"
    rf"|at least))* (?P<parts>(?:{_COUNT}) (?:{_COUNT} )*{_THINGS}\W.+)",
    r"\binstead of (?:one |a |just )*{A},? (?:have|make|use|do|create|add|put|we have|there should be"
    r"|let us have)? ?(?P<parts>\S.+)",
    r"\b(?:have|make|use|do|create|add|put) (?P<parts>\S.+?) instead of (?:one |a |just )*{A}",
    r"{A} (?:is|are|covers?|was) (?:.{0,40}\b)?(?:too (?:much|big|large|long|vague|broad|many)|bigger"
    r"|huge|a lot|several|more than)\b[^.!?:;,]*[.!?:;,–-]+\s*(?:do |make |so |let us |we do |first "
    r"|have |better )*(?:it |that |them )?(?P<parts>\S.+)",
    rf"{{A}} (?:[^.!?:;,]*\b)?in (?:{_COUNT} )?{_THINGS}[?.!:;,–-]+ ?(?P<parts>\S.+)",
    r"^(?P<parts>(?:one|a|two|three)\b.+?\band\b.+?) instead of {A}$",
    r"{A}\s*(?:=|:|→)\s*(?P<parts>\S.+)",
)(_cut_into)


@_PARTS_OF.form(r"{A} (?:is|are|covers?|should be|has|needs?) (?P<parts>\S.+)")
def _is_several(r: Reading, a: str, parts: str) -> None:
    """What a task "is" are parts only when it says that they are several."""
    listed = len(re.findall(r",| and ", parts)) > 1
    if not (listed or _SEVERAL.search(parts)) or _MERGE.search(parts):
        raise Declined
    _cut_into(r, parts, a)


@_PARTS_OF.form(
    rf"^(?P<parts>.*{TASK}.+ and .*{TASK}.+?) (?:are|should be|is) (?:{_COUNT}) {_THINGS}"
)
def _are_different(r: Reading, parts: str) -> None:
    """As in “Registration by mail and registration with Google are different tasks”."""
    tasks = _tasks(r, parts)
    if len(tasks) != 1:
        raise Declined
    add_parts(r, tasks[0], _titles(r, parts))


@_PARTS_OF.form(
    rf"\b(?:take|pull|move|get|split|carve|break|cut|factor|separate|extract"
    rf"|lift|peel|spin|strip) (?:the )?(?P<part>[^{chr(0xF0000)}-{chr(0x10FFFD)}]+?) (?:(?:out|away)?(?: of"
    rf"| from)|off) {{A}}"
)
def _take_out(r: Reading, part: str, a: str) -> None:
    """A part that was never a task of its own becomes one, behind the one it was part of."""
    task = r.task(a)
    title = title_from(r, part)
    if (
        not title
        or is_value(r, title)
        or title.lower()
        in ("out", "it", "that", "this", "them", "date", "deadline", "estimate", "owner")
    ):
        raise Declined
    if re.search(
        r"\b(?:tag|label|date|deadline|due|estimate|priority|assignee|description|dependenc)",
        part,
        re.IGNORECASE,
    ):
        raise Declined
    if title.lower().strip("#") in {tag.lower() for tag in task.tags}:
        raise Declined
    r.create(title, after=r.handle(task))
    r.about = tuple(r.created)
    r.say(f"Made {quoted(title)} a task of its own.")


_GROUP = re.compile(
    r"\b(?:group|cluster|phase|chapter|section|heading|epic|umbrella|roof|parent|bucket|category|header"
    r"|folder|milestone|stage|workstream|block)\b",
    re.IGNORECASE,
)
_GROUP_NAME = re.compile(
    rf"(?:\b(?:called|named|titled|as|under|into|in|heading|phase|group|chapter|section|epic|parent|roof"
    rf"|umbrella|block|milestone|stage|task|:|,)\b,?:? ?|[,:] ?|^)(?P<name>{QUOTE})"
    rf"|\b(?:called|named|titled)\b:? (?P<free>[^,;.{chr(0xF0000)}-{chr(0x10FFFD)}]+)"
    rf"|\b(?:phase|group|chapter|section|epic|heading|umbrella|block) (?P<bare>[A-Z][\w ]*?)(?= (?:for"
    rf"|with|of|around|over|that|containing|including|and|to)\b|[:,.]|$)",
    re.IGNORECASE,
)


_GROUPING = re.compile(
    r"\b(?:under|with|in|into|for|around|of|below|containing|including|together|make|create|new|a)\b",
    re.IGNORECASE,
)


def regroup(r: Reading, text: str) -> None:
    """Several come under a new task."""
    if not _GROUP.search(text) or re.search(
        r"\b(?:ungroup|remove|delete|drop|out of)\b", text, re.IGNORECASE
    ):
        raise Declined
    tasks = topmost(r, _tasks(r, text))
    found = _GROUP_NAME.search(text)
    verb = re.match(r"(?:group|cluster|bundle)\b", text, re.IGNORECASE)
    if len(tasks) < 2 or not (found or verb) or (found and not verb and not _GROUPING.search(text)):
        raise Declined
    name = r.free_text(found["name"] or found["free"] or found["bare"]) if found else ""
    title = name or merging.joint_title([task.title for task in tasks])
    group(r, tasks, title)


_DETAIL = Forms()


@_DETAIL.form(
    r"\b(?:what|which) (?:\w+ )?(?:steps|parts|pieces|sub-?tasks|tasks) .*{A}",
    r"{A},? (?:should )?(?:needs?|have|has|want|get|be|requires?|deserves?|could use|lacks?|is missing"
    r"|as|in)(?: (?:a lot|lots|much|some|a bit|way|far|more|of|a|an|its|the|own))* (?:more details?"
    r"|details?|detailed|steps|sub-?steps|checklist|break-?down|sub-?tasks|to-?do list|list|structure"
    r"|finer|substance)\b",
    r"\b(?:break-?down|details?|checklist|steps|sub-?tasks|structure|to-?do list|substance|meat"
    r"|flesh)\b.{0,30}?\b(?:of|for|on|to|in|about|under|into) {A}",
    r"\b(?:break|split|flesh|spell|plan|work|map|detail|elaborate|unpack|expand|itemise|itemize|refine"
    r"|specify)(?: (?:up|down|out|on))* {A}",
    r"{A} (?:is|are) (?:.{0,12}\b)?(?:too (?:big|large|vague|coarse|broad|unclear|rough|abstract|much)"
    r"|not detailed|huge)\b",
)
def _detail(r: Reading, a: str) -> None:
    tasks = r.tasks(a)
    r.about = tuple(task.id for task in tasks)
    for task in tasks:
        break_down(r, task, "")


_ASKED = Forms()
_ASKED.form(
    r"\b(?:what|which) (?:\w+ )?(?:steps|parts|pieces|sub-?tasks|tasks) .*{A}.*[.?!] ?(?:please )?(?:add"
    r"|list|create|put)\b",
    r"{A}.*[,;:.?!–-] ?(?:please )?(?:more details?|in more detail|expand|break (?:it|that|this) (?:up"
    r"|down)|details?|elaborate|flesh (?:it|that) out|(?:split|break|cut|divide) (?:it|that)(?: up"
    r"| down)?|as a checklist)(?: please)?$",
    r"^(?:i |we )?(?:need|want|like|add|give me|make|create|generate|list|suggest|have)? ?(?:the |some "
    r"|more |a few |its )*(?:sub-?tasks|sub-?steps|steps|details|checklist|break-?down) (?:for|on|of|to"
    r"|under|about) {A}$",
)(_detail)


def detail_asked(r: Reading, text: str) -> None:
    """The same where it is asked for in so many words."""
    _ASKED.read(r, text)


def detail(r: Reading, text: str) -> None:
    """More detail of a task: it is broken down as its outline says."""
    _DETAIL.read(r, text)
