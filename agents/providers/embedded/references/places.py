"""Tasks by their place in a row: "the first two", "the last weekend task", "the second under T3"."""

from __future__ import annotations

import re
from collections.abc import Callable

from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.references.phrases import BETWEEN_ITEMS, PLACE, WHOLE
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.selections import selection
from agents.providers.embedded.terms.vocabulary import cardinal, ordinal
from ledger.core.model import Task

_DESCRIBED = re.compile(rf"(?:{NOUN}|that|which|with|without|tagged|about|for) ")
"""How words begin that follow what they describe: "two tasks tagged legal"."""
_GOES_ON = re.compile(rf"(?:{NOUN} )?(?:i|we|you|they|he|she) ")
"""How what was done by somebody begins, by which no plan tells tasks apart."""
Find = Callable[[str], tuple[str, ...]]


def placed(scene: Scene, low: str, find: Find) -> tuple[str, ...]:
    """The ids of the tasks at a place; none where no place was said.

    Raises Ask where nothing is of the kind that is counted, Tell where the row is too short.
    """
    said = PLACE.fullmatch(low)
    row = _row(scene, said, find) if said else None
    if said is None or row is None:
        return ()
    count = cardinal(said["n"]) if said["n"] else abs(_place(said))
    if not 0 < count <= len(row):
        raise _too_few(scene, said, row)
    if said["n"]:
        few = row[-count:] if said["count_end"] in ("last", "final", "bottom") else row[:count]
        return tuple(task.id for task in few)
    return (row[count - 1 if _place(said) > 0 else -count].id,)


def _place(said: re.Match[str]) -> int:
    return 1 if said["nth"] == "next" else ordinal(said["nth"])


def _row(scene: Scene, said: re.Match[str], find: Find) -> list[Task] | None:
    """The tasks that are counted, or None when it is no place after all, but a title: "first aid"."""
    row = scene.shown
    counts = said["n"] or said["noun"]
    if said["parent"] and not WHOLE.fullmatch(said["parent"]):
        try:
            ids = find(said["parent"])
        except (Ask, Tell) as unknown:
            if counts and isinstance(unknown, Ask) and not _is_title(scene, said):
                raise unknown.of_a_set() from None
            return None
        of_a_set = len(ids) > 1  # "the first of Ben's tasks"
        row = [scene.tree.tasks[id] for id in ids] if of_a_set else scene.tree.ordered(ids[0])
        if not row:
            return None
    if not said["kind"]:
        return row
    if BETWEEN_ITEMS.search(said["kind"]) or _GOES_ON.match(said["kind"]):
        return None
    of_kind = _of_kind(scene, said, row)
    if not of_kind and counts and not _is_title(scene, said):
        what = _kind_said(scene, said)
        question = f"No task is called or tagged “{what}”. Which tasks do you mean?"
        raise Ask(f"which {what}", question).of_a_set()
    return of_kind or None


def _of_kind(scene: Scene, said: re.Match[str], row: list[Task]) -> list[Task]:
    """Those with the tag, the person, or the words in their titles; or the parts of the one that has them."""
    kind = said["kind"]
    kind = f"all {kind}" if _DESCRIBED.match(kind) else f"{kind} tasks"
    chosen = selection(scene, kind, explicit=False)
    tasks = [scene.tree.tasks[id] for id in chosen.ids] if chosen else []
    if said["parent"] and not WHOLE.fullmatch(said["parent"]):
        within = {task.id for task in row}
        return [task for task in tasks if task.id in within]
    if len(tasks) == 1 and said["n"] and (parts := scene.tree.ordered(tasks[0].id)):
        return parts
    return tasks


def _is_title(scene: Scene, said: re.Match[str]) -> bool:
    """Whether a title has all of these words, so that no place is meant: "the first two weeks"."""
    return bool(scene.titles.holding(scene.marked.original(said[0])))


def _too_few(scene: Scene, said: re.Match[str], row: list[Task]) -> Ask | Tell:
    count = len(row)
    if not said["kind"]:
        there = "There is only 1 task" if count == 1 else f"There are only {count} tasks"
        return Tell(f"{there} there.")
    what, fit = _kind_said(scene, said), "1 task fits" if count == 1 else f"{count} tasks fit"
    question = f"Only {fit} “{what}”. Which tasks do you mean?"
    return Ask(f"which {what}", question, [task.id for task in row]).of_a_set()


def _kind_said(scene: Scene, said: re.Match[str]) -> str:
    return _DESCRIBED.sub("", scene.marked.original(said["kind"]))
