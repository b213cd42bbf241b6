"""Removing tasks, with or without what is under them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from agents.providers.embedded.grammar.placing import topmost
from agents.providers.embedded.grammar.reading import Reading, Rules
from agents.providers.embedded.references.phrases import EXCEPT, REST
from agents.providers.embedded.references.recent import spoken_of
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from ledger.core.model import Task

RULES = Rules()
_DELETE = (
    r"(?:delete|remove|drop|get rid of|scrap|discard|kill|trash|eliminate|erase|throw "
    r"(?:away|out)|take out|cut|ditch|axe"
    r"|forget(?: about)?|leave out|strike(?: out)?|purge|dump|nuke|take away|bin|chuck(?: out)?|lose)"
)
_KEEP = (
    r",? (?:but|and|while) (?:keep(?:ing)?|leave|save|preserve|not)(?: all)?(?: of)?(?:"
    r" its| their| the)? (?:sub-?tasks?|children)"
    r"(?: in place)?"
)
_ONLY = r"(?:(?:keep|leave) (?:only|just)|(?:only|just) (?:keep|leave))"
_UNDER = r"(?:under|in|inside|within|below|of)"
_NO_MORE = (
    r"[,.;]? (?:and |so )?(?:(?:delete|remove|drop|scrap|cut|discard) (?:all )?(?:the )?(?:rest|others)"
    r"|(?:all )?(?:the )?(?:rest|others) (?:is|are|can|goes?|should|must)\b.*)"
)
"""The same once more: that the rest goes."""


@RULES.rule(
    rf"{_DELETE} <a>{_KEEP}",
    rf"{_DELETE} (?:only|just) <a>(?: itself)?",
    r"(?P<only>dissolve|ungroup|unwrap|flatten) <a>",
)
def delete_alone(r: Reading, a: str, only: str = "") -> None:
    """What is under it moves up to its place, and takes over its links where the whole plan is spoken of.

    `only`: it was only there to hold that.
    """
    for task in r.tasks(a):
        if only and not r.scene.tree.child_ids(task.id):
            raise Tell(f"{r.scene.label(task)} has no sub-tasks.")
        anchor = r.handle(task)
        parts = r.scene.tree.ordered(task.id)
        passed = bool(parts) and r.scene.scope is None
        waited = "" if passed else _waited(r, {task.id})
        if passed:
            _pass_on(r, task, parts)
        for child in parts:
            r.update(r.handle(child), after=anchor)
            anchor = r.handle(child)
        r.delete(task)
        kept = " and kept its sub-tasks." if parts else ". It had no sub-tasks."
        r.say(f"Removed {r.scene.label(task)}{kept}{waited}")


def _pass_on(r: Reading, task: Task, parts: Sequence[Task]) -> None:
    """What waited for it waits for its last parts, and its first parts for what it waited for."""
    row = {part.id for part in parts}
    needed = {id for part in parts for id in part.depends_on}
    last = tuple(r.handle(part) for part in parts if part.id not in needed)
    for id in sorted(r.scene.tree.dependents_of(task.id)) if last else ():
        r.update(r.handle(r.scene.tree.tasks[id]), add_depends_on=last)
    before = tuple(r.handle(r.scene.tree.tasks[id]) for id in task.depends_on)
    for part in parts:
        if before and row.isdisjoint(part.depends_on):
            r.update(r.handle(part), add_depends_on=before)


@RULES.rule(
    rf"{_ONLY} <a> {_UNDER} <whole>(?:{_NO_MORE})?",
    rf"{_UNDER} <whole>,? {_ONLY} <a>(?:{_NO_MORE})?",
    rf"{_ONLY} <a>(?:{_NO_MORE})?",
)
def keep_only(r: Reading, a: str, whole: str = "") -> None:
    """All others beside it go: under `whole`, where that was said."""
    kept = _parts_of(r, whole, a) if whole else r.tasks(a)
    gone = [task for task in r.scene.tree.ordered(kept[0].parent_id) if task not in kept]
    if not gone:
        raise Tell("That leaves nothing to remove.")
    waited = _waited(r, _with_below(r, gone))
    for task in gone:
        r.delete(task)
    r.about = tuple(task.id for task in kept)
    r.open_ended = True
    r.say(f"Removed {r.names(gone)}.{waited}")


def _parts_of(r: Reading, whole: str, a: str) -> list[Task]:
    """Those of the tasks that are parts of this one. Raises Declined where none is, or it is no task."""
    with suppress(Ask, Tell):
        heading = r.task(whole)
        parts = [task for task in r.tasks(a) if task.parent_id == heading.id]
        if parts:
            return parts
    raise Declined


@RULES.rule(
    rf"{_DELETE} <a>(?: (?:from|in) (?:the |this |my |our )?(?:plan|project|list)|"
    rf" altogether| completely| entirely| but (?:keep|leave) (?:the rest|everything else|all the others))?",
    r"(?:we|i|you) (?:don'?t|don’t|do not|no longer) (?:need|want)(?: to do)? <a>(?:"
    r" any ?more| after all| any longer)?",
    r"<a> (?:is|are) (?:not needed|no longer needed|unnecessary|not necessary"
    r"|superfluous|redundant|out of scope)(?: any ?more| after all)?",
    r"<a> (?:isn'?t|isn’t|aren'?t|aren’t) (?:needed|necessary|required)(?: any ?more| after all)?",
    r"no (?:more )?<a>(?: this time| any ?more| after all)?",
    r"<a> (?:can|should|must|may) (?:be (?:deleted|removed|dropped|scrapped)|go)",
)
def delete(r: Reading, a: str) -> None:
    """With what is under them; or the project."""
    if r.names_project(a):
        _delete_project(r)
        return
    tasks = topmost(r, _spared(r, a, r.tasks(a)))
    if not tasks:
        raise Tell("That leaves nothing to remove.")
    below = [task for task in tasks if r.scene.tree.child_ids(task.id)]
    waited = _waited(r, _with_below(r, tasks))
    for task in tasks:
        r.delete(task)
    more = " with what is under it" if len(tasks) == 1 and below else ""
    r.say(f"Removed {r.names(tasks)}{more}.{waited}")


def _with_below(r: Reading, tasks: list[Task]) -> set[str]:
    return {t.id for task in tasks for t in (task, *r.scene.tree.walk(task.id))}


def _waited(r: Reading, gone: set[str]) -> str:
    """Whom that takes a dependency from: nothing else tells of it."""
    waited = [
        task
        for task in r.scene.tree.walk()
        if task.id not in gone and not gone.isdisjoint(task.depends_on)
    ]
    if not waited:
        return ""
    ends, what = ("s" if len(waited) == 1 else ""), ("that" if len(gone) == 1 else "any of that")
    return f" {r.names(waited)} no longer wait{ends} for {what}."


def _spared(r: Reading, a: str, tasks: list[Task]) -> list[Task]:
    """Of "everything except 3" neither what 3 is part of nor what is under it: it would go with it."""
    mark = r.scene.marked.mark(a)
    said = mark.raw if mark else a
    match = EXCEPT.fullmatch(said.lower())
    if match is not None:
        kept = {task.id for task in r.tasks(match["not"])}
    elif REST.fullmatch(said):
        kept = {*(r.scene.mentioned or spoken_of(r.scene))}
    else:
        return tasks
    above = {id for task_id in kept for id in r.scene.tree.ancestors(task_id)}
    below = {task.id for task_id in kept - above for task in r.scene.tree.walk(task_id)}
    return [task for task in tasks if task.id not in above | below]


def _delete_project(r: Reading) -> None:
    if r.scene.scope is not None:
        raise Tell("This is about one task; talk about the project to delete it.")
    if r.scene.edits:  # never in passing: "add a task Clean up and delete the project" is one title
        question = "Delete the whole project? Then say only that."
        raise Ask("delete project", question, options=("Delete the project",))
    r.delete_project()
    r.say("Removed the project. Its history stays, and undo brings it back.")
