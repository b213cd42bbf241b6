"""The tasks of which somebody says that one waits for another, and that in words which the readers know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.providers.embedded.circles import needed
from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.hearing.reasons import is_reason
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.references.several import is_whole, shares, things_of
from agents.providers.embedded.terms.instructions import errands, is_command
from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, gist, listed
from ledger.core.model import Task

WHAT = r"[^,;.:!?“”\"\n]{2,60}?"
"""What may name a task, as a part of a pattern."""
TAIL = r"(?P<tail>(?:[,;.:!]| [-–—] | because | since | so that | otherwise )[^\n]*)?"
_WHY = re.compile(r"[,;.:! –—-]*(?:because|since|so that|otherwise|or else|as) ", re.IGNORECASE)
"""What is said behind it: a reason, or another wish."""
_NOBODY = re.compile(
    r"^(?:(?:we|i|you|they|he|she|one|people|can|could|should|must|will|would|to|please|have|has|need|needs"
    r"|want|do|does|doing|start|starts|starting|begin|begins|beginning|work|working|go"
    r"|get|touch|anything|something|started|ahead|on|with|about|just|also|even|really|the)\s+)+(?=\w)",
    re.IGNORECASE,
)
_AT = r"(?:with|for|of|on|in|to|at|from|by|about)"
_OBJECT = re.compile(
    rf"(?:[\w-]+ ){{0,3}}?(?!{_AT}\b)[\w-]+"
    r" (?:the|our|my|your|his|her|their|all|an?|some)\s+(?P<what>.+)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:me|us|him|her|you|i|it|that|this|they|them|those|these|one|both|everything|anything"
    r"|nothing|all|the rest|the others)",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:, | and |, and | & )(?:the |our )?", re.IGNORECASE)
_TO_THE_PLAN = re.compile(
    r"(?:add|create|insert|delete|remove|rename|merge|combine|split|move|assign|set(?! up)|mark|put|drop|give"
    r"|swap|change|tag|undo|cancel)\b",
    re.IGNORECASE,
)


def one_named(scene: Scene, *forms: str) -> Task | None:
    """The one task that the first of these forms names that names one; with or without what is done to it."""
    for form in forms:
        for words in _plainly(form):
            tasks = [scene.tree.tasks[id] for id in _meant(scene, words)]
            tasks = (
                [task for task in tasks if task.status not in ENDED] if len(tasks) > 1 else tasks
            )
            if len(tasks) == 1:
                return tasks[0]
    return None


def first_of(scene: Scene, task: Task, words: str) -> list[Task]:
    """What a task is to wait for: of those that may be meant the one that can come before it, or all listed.

    Of a heading and its parts it is the heading, where that is called so: “Clean the data, import it”
    is "the data".
    """
    own = {task.id, *scene.tree.ancestors(task.id), *(part.id for part in scene.tree.walk(task.id))}
    for plain in (*_plainly(words), words.rsplit(maxsplit=1)[-1]):
        meant, holding = _meant(scene, plain), scene.all_titles.holding(plain)
        above = {one for id in meant for one in scene.tree.ancestors(id) if one in holding}
        ids = {id for id in {*meant, *above} - own if not _waits(scene, id, task)}
        whole = [id for id in ids if not ids.intersection(scene.tree.ancestors(id))]
        if len(whole) == 1:
            parts = [] if whole[0] in task.depends_on else sorted(ids.difference(whole))
            return [_whole_or_part(scene, whole[0], parts, plain)]
        items = _AND.split(plain)
        each = [first_of(scene, task, item) for item in items] if len(items) > 1 else [[]]
        if all(each):
            return [first for some in each for first in some]
    named = one_named(scene, words)  # that cannot come before it, which is told
    return [named] if named and named.id not in own else []


def _whole_or_part(scene: Scene, whole: str, parts: list[str], words: str) -> Task:
    """The heading where it is called so, else the one part that is."""
    is_part = len(parts) == 1 and not _is_called(scene.tree.tasks[whole].title, words)
    return scene.tree.tasks[parts[0] if is_part else whole]


def _is_called(title: str, words: str) -> bool:
    name = things_of(title).name
    return is_whole(title, words) or (name is not None and shares(gist(words), gist(name)))


def link_named(scene: Scene, what: str, first: str) -> tuple[Task, Task] | None:
    """The one link that is spoken of: a task and what it waits for. One is named, and a word of the other."""
    task, before = (
        {id for plain in _plainly(words) for id in _meant(scene, plain)} for words in (what, first)
    )
    links = [
        (one, scene.tree.tasks[id])
        for one in scene.tasks
        for id in one.depends_on
        if (one.id in task and (id in before or _is_meant_by(scene, id, first, before)))
        or (id in before and _is_named_in(one, what))
    ]
    return links[0] if len(links) == 1 else None


def _is_meant_by(scene: Scene, id: str, words: str, ids: set[str]) -> bool:
    """Whether a word of it is said, and not a part of it meant that is a task of its own."""
    is_a_part = bool(ids) and all(id in scene.tree.ancestors(other) for other in ids)
    return not is_a_part and _is_named_in(scene.tree.tasks[id], words)


def _is_named_in(task: Task, words: str) -> bool:
    return shares(gist(words), (*gist(task.title), f"t{task.number}"))


def waits(scene: Scene, task: Task, *firsts: Task) -> str:
    """That one waits for the others, which no longer wait for it where they did."""
    turned = [no_longer(scene, first, task) for first in firsts if task.id in first.depends_on]
    link = f"{scene.handle(task)} waits for {listed([scene.handle(first) for first in firsts])}"
    return ". ".join([*turned, link])


def no_longer(scene: Scene, task: Task, first: Task) -> str:
    """That it does not wait for that any more."""
    return f"{scene.handle(task)} no longer waits for {scene.handle(first)}"


def besides(tail: str | None) -> str:
    """What else is said, unless that only says why."""
    return "" if not tail or _WHY.match(tail) or is_reason(tail) else tail


def need_each_other(scene: Scene, one: Task, other: Task) -> bool:
    """Whether one of the two cannot be done before the other is."""
    return _waits(scene, one.id, other) or _waits(scene, other.id, one)


def _waits(scene: Scene, id: str, first: Task) -> bool:
    return first.id in needed(scene.tree, id, set(scene.tree.tasks))


def _meant(scene: Scene, words: str) -> tuple[str, ...]:
    return () if _POINTS.fullmatch(words) or len(words) < 2 else may_mean(scene, words)


def _plainly(form: str) -> Iterator[str]:
    """What is named, without who does it and what is done: "we record the three episodes"."""
    form = form.strip(" ,;")
    if _TO_THE_PLAN.match(form):
        return
    yield form
    if (rest := _NOBODY.sub("", form, count=1)) != form:
        yield rest
    if done := _OBJECT.fullmatch(rest):
        yield done["what"]
    verb, _, what = rest.partition(" ")
    if (
        what
        and not re.match(rf"{_AT}\b", what)
        and (verb.lower() in TITLE_VERBS | errands() or is_command(verb))
    ):
        yield what
