"""Several tasks become one, and nothing that matters is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.terms.vocabulary import PRIORITY_ORDER, gist
from ledger.core.model import Task, Tree

_STARTED = {"in_progress", "in_review", "completed"}


def merge(r: Reading, tasks: Sequence[Task], name: str = "") -> None:
    """Combine into the first: texts are joined, work is summed, what depends on any depends on it.

    A dependency that would close a circle through the combined task is dropped, and said so.
    """
    tree, keeper = r.scene.tree, tasks[0]
    absorbed = tasks[1:]
    merged = {task.id for task in tasks}
    _lift(r, keeper, merged)
    _adopt(r, keeper, absorbed, merged)
    needs, circular = _needs(tree, tasks, merged)
    for task in _waiting(tree, absorbed, merged):
        r.update(r.handle(task), add_depends_on=(r.handle(keeper),))
    for task in absorbed:
        if not merged.intersection(tree.ancestors(task.id)) - {keeper.id}:
            r.delete(task)
    title = name or joint_title([task.title for task in tasks])
    fields = {**_fields(tasks), "title": title, "depends_on": _handles(r, needs)}
    if title == keeper.title:
        del fields["title"]
        fields |= {"description": text} if (text := _with_titles(keeper, absorbed)) else {}
    if set(needs) == set(keeper.depends_on):
        del fields["depends_on"]
    if fields:
        r.update(r.handle(keeper), **fields)
    r.about = (keeper.id,)
    r.say(f"Combined {r.names(tasks)} into “{title}”.")
    if circular:
        names = r.names([tree.tasks[id] for id in circular])
        r.say(f"It does not depend on {names}, which waits for it.")


def _adopt(r: Reading, keeper: Task, absorbed: Sequence[Task], merged: set[str]) -> None:
    """What is under the tasks that go away comes under the one that stays."""
    for task in absorbed:
        for child in r.scene.tree.ordered(task.id):
            if child.id not in merged:
                r.update(r.handle(child), parent=r.handle(keeper))
    for part in (part for task in absorbed for part in r.scene.tree.walk(task.id)):
        if keeper.id in part.depends_on and part.id not in merged:
            r.update(r.handle(part), remove_depends_on=(r.handle(keeper),))


def _handles(r: Reading, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(r.handle(r.scene.tree.tasks[id]) for id in ids)


def _lift(r: Reading, keeper: Task, merged: set[str]) -> None:
    """A task that is part of one it absorbs first takes a place beside that one."""
    tree = r.scene.tree
    above = [id for id in tree.ancestors(keeper.id) if id in merged]
    if above:
        r.update(r.handle(keeper), after=r.handle(tree.tasks[above[-1]]))


def _needs(tree: Tree, tasks: Sequence[Task], merged: set[str]) -> tuple[list[str], list[str]]:
    """What the combined task depends on, and what it cannot: that would wait for it."""
    wanted = dict.fromkeys(id for task in tasks for id in task.depends_on if id not in merged)
    inside = {task.id for id in merged for task in tree.walk(id)} | set(tree.ancestors(tasks[0].id))
    wanted = dict.fromkeys(id for id in wanted if id not in inside)
    waiting = _downstream(tree, merged)
    return [id for id in wanted if id not in waiting], [id for id in wanted if id in waiting]


def _downstream(tree: Tree, start: set[str]) -> set[str]:
    found, queue = set[str](), list(start)
    while queue:
        for id in tree.dependents_of(queue.pop()):
            if id not in found:
                found.add(id)
                queue.append(id)
    return found


def _waiting(tree: Tree, absorbed: Sequence[Task], merged: set[str]) -> list[Task]:
    """Who depends on what goes away, and may depend on what stays."""
    ids = dict.fromkeys(id for task in absorbed for id in sorted(tree.dependents_of(task.id)))
    below = {task.id for id in merged for task in tree.walk(id)}
    above = {id for task_id in merged for id in tree.ancestors(task_id)}
    return [tree.tasks[id] for id in ids if id not in merged | below | above]


def _fields(tasks: Sequence[Task]) -> dict[str, Any]:
    first = tasks[0]
    fields: dict[str, Any] = {
        "description": "\n\n".join(dict.fromkeys(t.description for t in tasks if t.description)),
        "acceptance_criteria": _union(t.acceptance_criteria for t in tasks),
        "tags": _union(t.tags for t in tasks),
        "links": tuple(dict.fromkeys(link for t in tasks for link in t.links)),
        "estimated_minutes": sum(t.estimated_minutes or 0 for t in tasks),
        "actual_minutes": sum(t.actual_minutes or 0 for t in tasks),
        "start_date": min((t.start_date for t in tasks if t.start_date), default=None),
        "due_date": max((t.due_date for t in tasks if t.due_date), default=None),
        "assignee": next((t.assignee for t in tasks if t.assignee), None),
        "priority": min((t.priority for t in tasks), key=PRIORITY_ORDER.index),
        "status": _status([t.status for t in tasks]),
    }
    return {f: v for f, v in fields.items() if v and v != getattr(first, f)}


def _with_titles(keeper: Task, absorbed: Sequence[Task]) -> str:
    """The texts, and the titles of what the one that stays includes: nothing else says it."""
    known = set(gist(keeper.title))
    new = (task.title for task in absorbed if not known.issuperset(gist(task.title)))
    texts = (task.description for task in absorbed)
    return "\n\n".join(dict.fromkeys(filter(None, (keeper.description, *new, *texts))))


def _union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _status(statuses: Sequence[str]) -> str:
    """All alike: that. Some begun, some not: in progress."""
    if len(set(statuses)) == 1:
        return statuses[0]
    return "in_progress" if _STARTED.intersection(statuses) else statuses[0]


def joint_title(titles: Sequence[str]) -> str:
    """What titles share is said once: of "Signup API" and "Login API" comes "Signup and login API"."""
    words = [title.split() for title in titles]
    shortest = min(map(len, words))
    start = _shared(words, shortest)
    end = _shared([w[::-1] for w in words], shortest - start)
    middles = [" ".join(w[start : len(w) - end]) for w in words]
    hangs_over = any(middle.endswith((" and", " or", " &", ",")) for middle in middles)
    if not all(middles) or hangs_over or not (start or end):
        start, end, middles = 0, 0, list(titles)
    parts = [*words[0][:start], _listed(middles, lower=not start), *words[0][len(words[0]) - end :]]
    title = " ".join(parts if end else parts[: start + 1])
    return title if len(title) <= 200 else titles[0]


def _shared(words: Sequence[Sequence[str]], most: int) -> int:
    count = 0
    while count < most and len({w[count].lower() for w in words}) == 1:
        count += 1
    return count


def _listed(items: Sequence[str], *, lower: bool) -> str:
    rest = [_lowered(item) if lower else item for item in items[1:]]
    return " and ".join([", ".join([items[0], *rest[:-1]]), rest[-1]])


def _lowered(text: str) -> str:
    """In the middle of a sentence: small at the start, unless it is an abbreviation or a name inside."""
    second = text[1:2]
    return text if second.isupper() or second.isdigit() else text[:1].lower() + text[1:]
