"""Whether an answer is right: its net effects against those of each alternative, and the laws."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from agents.outcomes import Failed
from agents.ports import Provider
from ledger.core.model import Task, Tree
from tests.agents.talks import Talk, name, place_of, talk
from tests.evaluation.plans import PLANS
from tests.evaluation.reading import Alternative, Case, Effect, Law, effect

# What a planner may say of a task that it creates without being asked for it.
FREE = {"description", "acceptance_criteria", "estimated_minutes", "tags", "metadata"}
_SOFTWARE = re.compile(r"\b(deploy\w*|code|coding|APIs?|releases?|repository)\b", re.IGNORECASE)


def answer(case: Case, provider: Provider | None = None) -> Talk:
    """What the planner does; the effects of the last message, against the plan as it was at first."""
    tree = PLANS[case.plan]
    said = talk(*case.instructions, tree=tree, task=case.task, provider=provider)
    return replace(said, before=tree)


def right(case: Case, said: Talk) -> bool:
    """Whether one of the alternatives is what was done. A failure never is."""
    return not isinstance(said.end, Failed) and any(_holds(a, said) for a in case.alternatives)


def _holds(alternative: Alternative, said: Talk) -> bool:
    done = [effect(line) for line in said.effects()]
    if said.before.project is None and len(done) > 1:
        # There has to be one for the tasks that are new.
        done = [one for one in done if one.who != "P"]
    laws = alternative.laws
    if any(law.name == "question" for law in laws) and said.question and not done:
        return not alternative.effects  # asking instead: what the draft must be does not matter
    if not all(LAWS[law.name](law, said) for law in laws):
        return False
    covered = {who for law in laws if law.name == "tasks" for who in _new_under(law, said)}
    left = [one for one in done if not (one.sign == "+" and one.who in covered)]
    placed = _placed_as(alternative.effects, left, said)
    return _match(alternative.effects, placed, said, more=alternative.more)


def _placed_as(expected: Sequence[Effect], done: Sequence[Effect], said: Talk) -> Sequence[Effect]:
    """What was done, told as moves of those that are expected to move, where that leads to the same order.

    Of two neighbours that changed places either was moved.
    """
    moved = {one.who: one.place for one in expected if not one.sign and one.place}
    if not moved or not _is_order(moved, said):
        return done
    others = [one if one.sign else replace(one, place=None) for one in done]
    named = {one.who for one in others}
    unplaced = [one for one in others if one.sign or one.fields or one.who in moved]
    told = [replace(one, place=moved.get(one.who, one.place)) for one in unplaced]
    return [*told, *(Effect("", who, place) for who, place in moved.items() if who not in named)]


def _is_order(moved: Mapping[str, str | None], said: Talk) -> bool:
    """Whether these tasks are at their places, and all that are not new stand around them as before."""
    after = {name(said.after, id): place_of(said.after, id) for id in said.after.tasks}
    if not all(_same_place(place, after.get(who)) for who, place in moved.items()):
        return False
    kept = set(said.before.tasks) & set(said.after.tasks)
    stayed = {id for id in kept if name(said.after, id) not in moved}
    return _rows(said.before, stayed) == _rows(said.after, stayed)


def _rows(tree: Tree, ids: Collection[str]) -> dict[str | None, list[str]]:
    """These tasks as they stand under each task."""
    parents = {tree.tasks[id].parent_id for id in ids}
    return {id: [t.id for t in tree.ordered(id) if t.id in ids] for id in parents}


def _match(expected: Sequence[Effect], done: Sequence[Effect], said: Talk, *, more: bool) -> bool:
    """Whether each expected effect has one of its own; what is left over only where more is allowed."""
    if not expected:
        return more or not done
    first, *rest = expected
    return any(
        _match(rest, [*done[:index], *done[index + 1 :]], said, more=more)
        for index, one in enumerate(done)
        if _is(first, one, more=more)
    )


def _is(expected: Effect, done: Effect, *, more: bool) -> bool:
    if expected.sign != done.sign or not _same(expected.who, done.who):
        return False
    if not _same_place(expected.place, done.place):
        return False
    free = FREE if done.sign == "+" else {"metadata"}
    wanted = {field: (how, value) for field, how, value in expected.fields}
    had = {field: value for field, _, value in done.fields}
    if not wanted.keys() <= had.keys() or (had.keys() - wanted.keys() - free and not more):
        return False
    return all(_same_value(how, value, had[field]) for field, (how, value) in wanted.items())


def _same_place(expected: str | None, done: str | None) -> bool:
    if expected is None or done is None:
        return expected == done
    if expected == "*":
        return True
    (parent, index), (where, at) = expected.rsplit("[", 1), done.rsplit("[", 1)
    return _same(parent, where) and index in ("*]", at)


def _same_value(how: str, expected: str, done: str) -> bool:
    if how == "~":
        return _same(f"~{expected}", done)
    return sorted(map(plain, _members(expected))) == sorted(map(plain, _members(done)))


def _members(value: str) -> list[str]:
    """The members of a set as `effects` writes one; another value is the only one."""
    inner = re.fullmatch(r"\{(.*)\}", value)
    return re.split(r", | \| ", inner[1]) if inner else [value]


def _same(expected: str, done: str) -> bool:
    """The same name or title, or (`~`) each of the words in it."""
    if expected.startswith("~"):
        return all(word in done.casefold() for word in expected[1:].casefold().split())
    return plain(expected) == plain(done)


def plain(text: str) -> str:
    """A title without case, articles, quotes and the punctuation at its end."""
    words = re.sub(r"[“”\"]", "", text).replace("’", "'").casefold().rstrip(" .!?;:,").split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))


def _new_under(law: Law, said: Talk) -> Iterator[str]:
    """The new tasks below the one that the law is about, and the project when it is new."""
    if law.terms["under"] == "P":
        yield "P"
    for task in said.after.tasks.values():
        if task.id not in said.before.tasks and _is_below(said.after, task, law.terms["under"]):
            yield name(said.after, task.id)


def _is_below(tree: Tree, task: Task, under: str) -> bool:
    while under != "P" and task.parent_id is not None:
        task = tree.tasks[task.parent_id]
        if _same(under, name(tree, task.id)):
            return True
    return under == "P"


def _between(law: Law, count: int) -> bool:
    return int(law.terms["least"]) <= count <= int(law.terms["most"])


def _tasks(law: Law, said: Talk) -> bool:
    """So many are right under it, and that is a change."""
    under, tree = law.terms["under"], said.after
    parents = [task.id for task in tree.tasks.values() if _same(under, name(tree, task.id))]
    rows = [tree.ordered(id) for id in (parents if under != "P" else [None])]
    return bool(said.effects()) and any(_between(law, len(list(row))) for row in rows)


def _mentions(law: Law, said: Talk) -> bool:
    text = "\n".join(_written(said.after)).casefold()
    return any(word.strip().casefold() in text for word in law.terms["words"].split("|"))


def _lacks(law: Law, said: Talk) -> bool:
    titles = "\n".join(task.title for task in said.after.tasks.values()).casefold()
    return not any(word.strip().casefold() in titles for word in law.terms["words"].split("|"))


def _title(law: Law, said: Talk) -> bool:
    project = said.after.project
    return project is not None and _same(f"~{law.terms['words']}", project.title)


def _written(tree: Tree) -> Iterator[str]:
    if tree.project is not None:
        yield tree.project.title
        yield tree.project.summary or ""
    yield from (task.title for task in tree.tasks.values())


def _no_software(_: Law, said: Talk) -> bool:
    tasks = said.after.tasks.values()
    return not any(_SOFTWARE.search(f"{task.title}\n{task.description or ''}") for task in tasks)


LAWS: dict[str, Callable[[Law, Talk], bool]] = {
    "tasks": _tasks,
    "milestones": lambda law, said: _between(law, len(list(said.after.ordered(None)))),
    "mentions": _mentions,
    "lacks": _lacks,
    "title": _title,
    "question": lambda _, said: said.question is not None,
    "text": lambda _, said: bool(said.text) and said.question is None and not said.effects(),
    "no change": lambda _, said: not said.effects(),
    "depends": lambda _, said: any(task.depends_on for task in said.after.tasks.values()),
    "no software": _no_software,
}
