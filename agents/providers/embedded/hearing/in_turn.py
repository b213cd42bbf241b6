"""Several tasks in turn, so that each waits for the one before: "first pick the host, then the cover".

Where tasks stand in a row in another order, and no link is spoken of, it is their places that are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.hearing.linking import (
    TAIL,
    WHAT,
    besides,
    need_each_other,
    one_named,
    waits,
)
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import listed
from ledger.core.model import Task

MOST = 8
_LEAD = (
    r"(?:(?:please|pls|so|ok|okay|and|but|well|no|we|i|you|they|let['’]?s|let us|do|should|must|need to"
    r"|have to|want to|would|will|better|it is|it['’]s|it should be),? )*"
)
_FIRST = re.compile(rf"{_LEAD}first(?:ly| of all)?[,:]? (?=\S)", re.IGNORECASE)
_COMES_FIRST = re.compile(rf"{_LEAD}(?P<a>{WHAT}) first(?=,? )", re.IGNORECASE)
_IN_ORDER = re.compile(
    r"(?:[,.;]| -)? *(?:strictly |exactly )?in (?:exactly |just )?(?:that|this|the given) (?:order|sequence)"
    r"(?: please| pls)?\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r",? (?:and |but )?(?P<only>only )?(?:then|after that|after it|afterwards|thereafter|finally)"
    r"(?P<only2> only)?(?:,? (?:we|you|i|they|do|comes?|can|it is|it['’]s))*,? (?=\S)",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"{_THEN.pattern}|, (?:and )?(?=\S)", re.IGNORECASE)
_AFTER_THAT = re.compile(
    rf"(?P<a>{WHAT}) first[,;]? (?:and )?(?P<b>{WHAT})(?P<only> only)?"
    rf" (?:after that|afterwards|after it|thereafter|later){TAIL}",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?P<last>{WHAT}){TAIL}", re.IGNORECASE)
_RIGHT = r"(?:right|just|straight|directly|immediately|shortly|soon|only|\w+ly)"
_PLACED = rf"(?:placed|put|listed|moved|shown|sorted|ordered|first|last|there|here|{_RIGHT})"
_BEFORE = re.compile(
    rf"(?P<a>{WHAT}) (?:should|must|has to|have to|needs? to|ought to|shall|is to|are to)"
    rf" (?:all |really |first )?be (?P<verb>(?!{_PLACED}\b)\w+)"
    rf"(?: (?:up|out|in|off|down|over))? (?P<side>before|after) (?P<b>{WHAT}){TAIL}",
    re.IGNORECASE,
)
_WE_BEFORE = re.compile(
    rf"{_LEAD}(?P<a>\w+ {WHAT}) before (?:(?:we|i|you|they) )?(?P<b>{WHAT}){TAIL}", re.IGNORECASE
)
_IS_DONE = re.compile(
    r" (?:is|are|gets?|was|were|has been|have been) (?P<verb>\w+)$", re.IGNORECASE
)
_DONE = re.compile(r"(?:done|finished|ready|completed?|over|there)", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?P<a>(?!.* {_RIGHT} after ){WHAT}) after (?P<b>{WHAT})(?:,? (?:please|pls|thx|thanks))?[.!]*",
    re.IGNORECASE,
)


def each_in_turn(scene: Scene, text: str) -> str:
    """The message as what waits for what, or as the order; as it is where it does not name tasks in turn."""
    said = text.strip()
    return _sequence(scene, said) or _before(scene, said) or _stands_so(scene, said) or text


def _sequence(scene: Scene, text: str) -> str | None:
    """What is said in turn: "first A, then B", "A first, B after that", "A, then B, in that order"."""
    if later := _AFTER_THAT.fullmatch(text):
        tasks = _named(scene, [later["a"], later["b"]])
        return (
            _told(scene, tasks, strictly=bool(later["only"])) + besides(later["tail"])
            if tasks
            else None
        )
    in_order = _IN_ORDER.search(text)
    body = text[: in_order.start()] + text[in_order.end() :] if in_order else text
    first = _FIRST.match(body) or _COMES_FIRST.match(body)
    if first is None and not in_order:
        return None
    body = first.groupdict().get("a", "") + body[first.end() :] if first else body
    cuts = list((_NEXT if in_order else _THEN).finditer(body))
    last = _LAST.fullmatch(body, cuts[-1].end()) if cuts else None
    if last is None or len(cuts) >= MOST:
        return None
    starts = [0, *(cut.end() for cut in cuts[:-1])]
    parts = [body[start : cut.start()] for start, cut in zip(starts, cuts, strict=True)]
    tasks = _named(scene, [*parts, last["last"]])
    if not tasks or (first is None and _is_turned(tasks)):
        return None  # places, or what waits for what: who says "first" means that it is done first
    strictly = any(cut["only"] or cut["only2"] for cut in cuts)
    return _told(scene, tasks, strictly=strictly) + besides(last["tail"])


def _named(scene: Scene, named: list[str]) -> list[Task]:
    """The tasks that these name, none of them part of another one; none where they do not."""
    tasks = [task for task in (one_named(scene, words) for words in named) if task]
    is_each = len({task.id for task in tasks}) == len(named)
    if not is_each or any(_is_part(scene, one, other) for one, other in combinations(tasks, 2)):
        return []
    return tasks


def _is_turned(tasks: list[Task]) -> bool:
    return any(after.id in first.depends_on for first, after in pairwise(tasks))


def _told(scene: Scene, tasks: list[Task], *, strictly: bool) -> str:
    """That each waits for the one before, or that they stand so."""
    if not strictly and _stand_otherwise(scene, tasks):
        return ". ".join(_moves(scene, tasks))
    return ". ".join(waits(scene, after, first) for first, after in pairwise(tasks))


def _is_part(scene: Scene, one: Task, other: Task) -> bool:
    return one.id in scene.tree.ancestors(other.id) or other.id in scene.tree.ancestors(one.id)


def _stand_otherwise(scene: Scene, tasks: list[Task]) -> bool:
    """Whether they stand in one row in another order, and none of them needs another one."""
    if len({task.parent_id for task in tasks}) > 1:
        return False
    row = [task.id for task in scene.tree.ordered(tasks[0].parent_id)]
    places = [row.index(task.id) for task in tasks]
    linked = any(need_each_other(scene, one, other) for one, other in combinations(tasks, 2))
    return places != sorted(places) and not linked


def _moves(scene: Scene, tasks: list[Task]) -> Iterator[str]:
    """Only what has to move, each before the one that comes next, from the last one on."""
    row = [task.id for task in scene.tree.ordered(tasks[0].parent_id)]
    for first, after in reversed(list(pairwise(tasks))):
        if row.index(first.id) > row.index(after.id):
            row.remove(first.id)
            row.insert(row.index(after.id), first.id)
            yield f"move {scene.handle(first)} before {scene.handle(after)}"


def _before(scene: Scene, text: str) -> str | None:
    """As in "A should be written before B", or after it; where B comes first so far, "write A before B"."""
    must, does = _BEFORE.fullmatch(text), _WE_BEFORE.fullmatch(text)
    said = must or does
    if said is None:
        return None
    done = _IS_DONE.search(said["b"])
    named = said["b"][: done.start()] if done else said["b"]
    forms = (said["a"], f"{said['verb']} {said['a']}") if must else (said["a"],)
    then = (named, f"{done['verb']} {named}") if done else (named,)
    first, after = one_named(scene, *forms), one_named(scene, *then)
    if first is None or after is None or first is after or _is_part(scene, first, after):
        return None
    if must and must["side"].lower() == "after":
        first, after = after, first
    is_told = must is not None and not _DONE.fullmatch(must["verb"])
    is_turned = after.id in first.depends_on
    return waits(scene, after, first) + besides(said["tail"]) if is_turned or is_told else None


def _stands_so(scene: Scene, text: str) -> str | None:
    """As in "T7 and T8 after T6", where they stand behind it already: they are to wait for it."""
    said = _AFTER.fullmatch(text)
    after = one_named(scene, said["b"]) if said else None
    ids = found(scene, said["a"]) if said and after else ()
    if after is None or not ids:
        return None
    row = [task.id for task in scene.tree.ordered(after.parent_id)]
    if any(id not in row[row.index(after.id) + 1 :] for id in ids):
        return None
    tasks = listed([scene.handle(scene.tree.tasks[id]) for id in ids])
    return f"{tasks} depend{'s' * (len(ids) == 1)} on {scene.handle(after)}"
