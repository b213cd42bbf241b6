"""The tasks that are mentioned among other words, each put into the text as one character.

A mention is the longest run of words that titles have in common with what is said: "the kids room" of
"Kids' room", "handing over the keys" of "Hand over the keys", "tutorail" of "Tutorial". A word that
belongs to instructions as such ("write", "review") is none by itself, and neither is one that is part of
another name ("payment provider" is not "Payment").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from agents.providers.embedded.hearing.naming import names
from agents.providers.embedded.references.alike import likeliest
from agents.providers.embedded.references.marked import QUOTE, TASK, Kind, Mark, Marked
from agents.providers.embedded.references.neighbours import rest_of
from agents.providers.embedded.references.phrases import REST
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Declined, Scene, Tell
from agents.providers.embedded.terms.vocabulary import CARDINAL, ORDINAL, cardinal

MOST_IN_A_SET = 10
_NOUN = (
    r"(?:sub-?)?(?:tasks?|items?|steps?|tickets?|cards?|ones?(?! (?:up|down|week|day|hour|place|level"
    r"|month|task|item|thing|step|go|entry))|things?|stuff|parts?|bits?|job|business|guys"
    r"|entry|line(?: item)?|row)"
)
_NUMBER = re.compile(
    r"(?:\b(?:task|item|step|ticket|number|no\.?|nr\.?) ?)?(?:#|\bt|#t)(?P<a>\d+)\b(?!\.\d)|\b(?:task"
    r"|item|ticket) (?:(?:no|nr|number)\.? )?(?P<b>\d+)\b"
    r"|\b(?:tasks|items|steps|tickets) (?P<c>\d+)\b(?=\s*(?:,|and|&|\+|or))",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:(?<=^)|(?<=\band )|(?<=, )|(?<=,)|(?<=\+)|(?<=\+ )|(?<=& )"
    rf"|(?<={TASK} ))(?P<n>\d+)(?=(?:\s*(?:\+|&|,|=|:|→)|\s+(?:and|is|are|should|to|into|or|before|after"
    rf"|under|in|with|depends?|needs?|takes?)\b|$))"
    r"(?!\s*(?:,\s*)?(?:\d|min|h\b|hour|day|week|month))",
    re.IGNORECASE,
)
_AFTER_A_VERB = re.compile(
    r"\b(?:take|cross|strike) (?P<n>\d+)(?= (?:off|out|away)\b)", re.IGNORECASE
)
_SET = re.compile(
    rf"(?<!\bas )(?<!\bas a )(?<!\bas the )\b"
    rf"(?:the (?:stuff|ones|things|tasks|items)(?= (?:that|which|with|without|of|in|under|from)\b)"
    rf"|(?:(?:all|(?<!are )both)(?! (?:for|to|are|is|as|go|be|can|have|of them|together)\b)|every|each"
    rf"|everything|whatever is"
    rf"|what is(?= (?:in|under|below|inside|done|completed|finished|cancelled"
    r"|blocked|overdue)\b)|anything|the (?:two|three|four|other|rest|others)"
    rf"|(?:the )?\d(?= (?:sub-?)?(?:tasks|steps|items|things|ones|parts) (?:of|in|under|below|from)\b)"
    r"|these|those"
    rf"|the whole)\b"
    rf"|(?:the )?(?:first|last|top|bottom|next|final) {CARDINAL}\b"
    rf"|(?:the )?(?:{ORDINAL}) (?=(?:sub)?(?:tasks?|steps?|items?|ones?)\b)"
    rf"|(?:her|his|their) (?=tasks|stuff|things|work|items)|[^\W\d]\w+'s (?=tasks|stuff|things|work"
    rf"|items)|the (?=(?:[\w-]+ ){{1,3}}(?:tasks|items|ones|things|stuff)\b)|the (?:last|first|final"
    rf"|second|third|fourth|fifth) (?:one|task|step|item)\b)",
    re.IGNORECASE,
)
_BOTH_OF_THEM = re.compile(
    r"(?:the )?(?:first|last|second|third) (?:one|task|step|item) (?:with|and) ", re.IGNORECASE
)
"""One and another, and no set: "the last task with the docs"."""
_SET_ENDS = re.compile(
    r"[,;:.!?→=]|(?<!that)(?<!which)(?<!what)\s(?:should|is|are|must|to|into|and then)\s|\sas (?:one|a)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:\b(?:the|my|our|your|that|this|a|whole|old|entire)\s+|\b(?:task|item|step"
    r"|ticket)\s+(?:called\s+|named\s+)?)+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\b(?:the )?(?P<n>{CARDINAL}|both) $", re.IGNORECASE)
_AROUND = re.compile(
    rf"(?:\b(?:the|my|our|your|that|this|whole|task|item|step) )*(?P<mark>{TASK})(?: itself| itself"
    rf"| as such)?(?: {_NOUN}\b(?! (?:for|of|to|called|named)\b))?",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\b(?P<mark>(?:to|on|in|under|from|into) {TASK}) (?:check)?list\b", re.IGNORECASE
)
_TRAIL = re.compile(rf"\s+{_NOUN}\b(?!\s+(?:for|of|to|called|named)\b)", re.IGNORECASE)


_LEADS_ON = frozenset(
    (
        *("with", "in", "to", "for", "of", "at", "by", "from", "a", "an", "the", "under"),
        *("that", "which"),
    )
)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    ids: tuple[str, ...]
    several: bool = False


def mentioning(scene: Scene, text: str) -> Scene:
    """The scene with the text in which mentions are marked."""
    text, marked = _numbers(scene, *_quoted(scene, text))
    scene = replace(scene, marked=marked)
    for find_spans in (_sets, _names, _bare_numbers):
        for span in sorted(find_spans(scene, text), key=lambda s: -s.start):
            kind: Kind = "several" if span.several else "title"
            marked, mark = scene.marked.with_task(text[span.start : span.end], span.ids, kind)
            text = text[: span.start] + mark + text[span.end :]
            scene = replace(scene, marked=marked)
    scene, text = _within(scene, _AROUND.sub(r"\g<mark>", text))
    text = _LISTED.sub(r"\g<mark>", text)
    scene, text = _parent_meant(scene, text)
    scene, text = _part_of_it(scene, text)
    text = _THE_ONE.sub("", text)
    return replace(scene, marked=_others_apart(scene, text))


def _others_apart(scene: Scene, text: str) -> Marked:
    """The text with "the rest" as those tasks that are not named beside it."""
    marked = replace(scene.marked, text=text)
    used = [mark for mark in map(marked.mark, re.findall(TASK, text)) if mark]
    named = {id for mark in used if not _is_rest(mark) for id in mark.ids}
    marks = [
        replace(mark, ids=rest_of(scene, named) or mark.ids) if named and _is_rest(mark) else mark
        for mark in marked.marks
    ]
    rest = [one for one in set(re.findall(TASK, text)) if _is_rest(marked.mark(one))]
    text = re.sub(rf", (?=[{''.join(rest)}])", "; ", text) if rest else text
    return replace(marked, marks=tuple(marks), text=text)


def _is_rest(mark: Mark | None) -> bool:
    return mark is not None and REST.fullmatch(mark.text) is not None


def _within(scene: Scene, text: str) -> tuple[Scene, str]:
    """Of several that a name fits those under the one that is named behind it."""
    for match in re.finditer(
        rf"(?:both |the two |all )?(?P<one>{TASK}) (?:from|in|under|of|inside) (?P<two>{TASK})",
        text,
    ):
        one, two = (scene.marked.mark(match[name]) for name in ("one", "two"))
        if one is None or two is None or len(one.ids) < 2 or len(two.ids) != 1:
            continue
        ids = tuple(id for id in one.ids if two.ids[0] in scene.tree.ancestors(id))
        if ids:
            marked, mark = scene.marked.with_task(match[0], ids, "several")
            return replace(scene, marked=marked), text.replace(match[0], mark)
    return scene, text


def _parent_meant(scene: Scene, text: str) -> tuple[Scene, str]:
    """Of several that a name fits the one that has parts, where something is in it or under it."""
    for match in re.finditer(rf"\b(?:under|in|inside|within) (?P<one>{TASK})", text):
        mark = scene.marked.mark(match["one"])
        ids = [id for id in mark.ids if scene.tree.child_ids(id)] if mark else []
        if mark and len(mark.ids) > 1 and len(ids) == 1 and mark.kind == "title":
            marked, one = scene.marked.with_task(match["one"], ids)
            return replace(scene, marked=marked), text.replace(match["one"], one)
    return scene, text


_THE_ONE = re.compile(
    rf"\bthe (?:one|task|thing|item) (?:about|for|with|on|called|named) (?=(?:the )?{TASK})"
    rf"|\b(?:the )?work (?:on|for) (?={TASK} (?:is|was|has|will|should|can|starts?|started|began|begins)\b)",
    re.IGNORECASE,
)


def _part_of_it(scene: Scene, text: str) -> tuple[Scene, str]:
    """What is part of the task before it: "packing the kitchen" is the kitchen."""
    for said in (
        rf"(?P<one>{TASK}) (?:for |of |in |the )*(?P<two>{TASK})",
        rf"(?P<two>{TASK}) (?P<one>{TASK})",
    ):
        for match in reversed([*re.finditer(said, text)]):
            one, two = (scene.marked.mark(match[name]) for name in ("one", "two"))
            if not (one and two and len(one.ids) == len(two.ids) == 1):
                continue
            if one.ids[0] in scene.tree.ancestors(two.ids[0]):
                marked, mark = scene.marked.with_task(match[0], two.ids)
                scene = replace(scene, marked=marked)
                text = text[: match.start()] + mark + text[match.end() :]
    return scene, text


def _quoted(scene: Scene, text: str) -> tuple[str, Marked]:
    """What is quoted and is just the title of a task."""
    marked = scene.marked
    for quote in re.findall(QUOTE, text):
        said = marked.mark(quote)
        if said is not None and (ids := scene.all_titles.exactly(said.text).ids):
            marked, mark = marked.with_task(quote, ids)
            text = text.replace(quote, mark)
    return text, marked


def _numbers(scene: Scene, text: str, marked: Marked) -> tuple[str, Marked]:
    for match in reversed([*_NUMBER.finditer(text)]):
        id = scene.by_number.get(int(match["a"] or match["b"] or match["c"]))
        if id is not None:
            marked, mark = marked.with_task(match[0], (id,))
            text = text[: match.start()] + mark + text[match.end() :]
    return text, marked


def _bare_numbers(scene: Scene, text: str) -> Iterator[_Span]:
    """Numbers without a word before them, where they can only be tasks: "4+5 = one task", "take 18 off"."""
    for match in (*_BARE.finditer(text), *_AFTER_A_VERB.finditer(text)):
        id = scene.by_number.get(int(match["n"]))
        if id is not None:
            yield _Span(match.start("n"), match.end("n"), (id,))


def _sets(scene: Scene, text: str) -> Iterator[_Span]:
    """Several at once: "all backend tasks", "both write tasks", "the first two"."""
    place = 0
    for match in _SET.finditer(text):
        if match.start() < place or _is_place(text, match.start()):
            continue
        rest = text[match.start() :]
        end = _SET_ENDS.search(rest, len(match[0]))
        words = rest[: end.start() if end else len(rest)].split(" ")[:MOST_IN_A_SET]
        for count in range(len(words), 0, -1):
            said = " ".join(words[:count])
            if words[count - 1].lower() in _LEADS_ON or _BOTH_OF_THEM.match(said):
                continue
            ids = _set(scene, text, said)
            if ids and _is_bare(match[0], said) and _LIMITS.match(rest, len(said)):
                break
            if ids:
                place = match.start() + len(said)
                yield _Span(match.start(), place, ids, several=True)
                break


_LIMITS = re.compile(
    r" (?:after|behind|past|beyond|following|since|before|above|until|till|below|under|beneath|inside"
    r"|that (?:is|comes?|follows?|stands?)|which) \w",
    re.IGNORECASE,
)
"""What makes a set smaller: where it is not known how small, it is not all."""


def _is_bare(all_of_it: str, said: str) -> bool:
    return re.fullmatch(rf"{re.escape(all_of_it)}(?: {_NOUN})?", said) is not None


_PLACE = re.compile(rf"(?:the )?(?:{ORDINAL}|first|last) (?:one|task|item|step)\b", re.IGNORECASE)
_BECOMES = re.compile(
    r"\b(?:be|become|becomes|as|(?:make|let|have|keep) (?!(?:sure|the|a) $)[^,;.]*?\S"
    r"(?<! for)(?<! on)(?<! of)(?<! to)(?<! after)(?<! before)(?<! under)(?<! with)(?<! than)(?<! and)) $",
    re.IGNORECASE,
)


def _is_place(text: str, start: int) -> bool:
    """Whether "the first one" is what something is to be, and no task that there is."""
    return bool(_PLACE.match(text, start) and _BECOMES.search(text[:start]))


def _set(scene: Scene, text: str, said: str) -> tuple[str, ...]:
    """The ids of a set; none where the words name none."""
    if " " not in said.strip() and said.lower() != "everything":
        return ()
    with suppress(Ask, Tell, Declined):
        return find(scene, _whose(scene, text, said)).ids
    return ()


def _whose(scene: Scene, text: str, phrase: str) -> str:
    """Whose tasks "her stuff" are: the person's who is named in the message."""
    if not re.match(r"(?:her|his|their) ", phrase, re.IGNORECASE):
        return phrase
    known = {task.assignee for task in scene.tree.tasks.values() if task.assignee}
    who = rf"\b(?:{'|'.join(map(re.escape, sorted(known)))})\b"
    named = re.findall(who, text[: text.find(phrase)], re.IGNORECASE) if known else []
    return f"{named[-1]}'s tasks" if named else phrase


def _names(scene: Scene, text: str) -> Iterator[_Span]:
    """By words of titles, with the article before them and "task" behind them."""
    for name in names(scene, text):
        start, end = name.start, name.end
        if lead := _LEAD.search(text[:start]):
            start = lead.start()
        ids = likeliest(scene, text[name.start : name.end], name.ids)
        several = len(ids) > 1 and _is_plural(text, start, end)
        count = _COUNTED.search(text[:start])
        if count and _how_many(count["n"]) > 1:
            start = count.start()
            ids, several = name.ids, _how_many(count["n"]) == len(name.ids)
        if trail := _TRAIL.match(text, end):
            end = trail.end()
            if "sub" in trail[0].lower() and (below := _below(scene, ids)):
                ids, several = below, True
        yield _Span(start, end, ids, several)


def _below(scene: Scene, ids: tuple[str, ...]) -> tuple[str, ...]:
    """What is under the only one of these that has parts."""
    rows = [row for row in map(scene.tree.ordered, ids) if row]
    return tuple(task.id for task in rows[0]) if len(rows) == 1 else ()


def _how_many(words: str) -> int:
    return 2 if words.lower() == "both" else cardinal(words)


def _is_plural(text: str, start: int, end: int) -> bool:
    """Whether a name that fits several tasks is meant for all of them."""
    before = re.search(r"\b(?:both|all|these)\s*$", text[:start], re.IGNORECASE)
    return text[:end].lower().endswith("s") or before is not None


def task_ids(scene: Scene, text: str) -> tuple[str, ...]:
    """The ids of what is marked in a text, in its order."""
    marks = (scene.marked.mark(one) for one in re.findall(TASK, text))
    return tuple(dict.fromkeys(id for mark in marks if mark for id in mark.ids))
