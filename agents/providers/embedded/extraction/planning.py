"""What a document asks for, as edits that each name their passage, and in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.edits import PROJECT, Edit
from agents.handles import Handles
from agents.ports import Context, Source
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.extraction.extracting import (
    LONGEST_DESCRIPTION,
    MOST_TASKS,
    Extract,
    Extracted,
    extract,
)
from agents.providers.embedded.extraction.sections import STAGE
from agents.providers.embedded.terms.vocabulary import listed, normal
from agents.providers.embedded.words import telling
from ledger.core.model import Tree

ONLY = re.compile(
    r"\bonly (?:from |in )?(?:the )?(?P<what>.+?)(?: (?:section|part|chapter|tasks?))?(?:,? please)?[.!]*$",
    re.IGNORECASE,
)


def plan_document(context: Context, source: Source, instruction: str) -> Answer:
    """The plan that a document holds, added to what is there. Deterministic."""
    only = ONLY.search(instruction)
    found = extract(source, context.today, len(source.passages) if only else MOST_TASKS)
    if only:
        found.tasks = _only(found, telling(only["what"]))
    if not found.tasks:
        return Answer(
            text=f"I found nothing in “{source.name}” that asks for work: no lists, no headings with text"
            " under them, no sentence with “must”, “shall” or “TODO”. Tell me the goal in your words."
        )
    writing = _Writing(context)
    edits = (*writing.project(found), *writing.tasks(found))
    if not writing.made:
        return Answer(text=f"Everything that “{source.name}” asks for is in the plan already.")
    return Answer(edits=edits, text=_sentence(source, found, writing))


def _only(found: Extract, words: frozenset[str]) -> list[Extracted]:
    """The tasks whose titles have the words: milestones before single tasks."""
    every = [task for root in found.tasks for task in root.walk()]
    fitting = [task for task in every if words <= telling(task.phrase.title)]
    return [task for task in fitting if task.level] or fitting


class _Writing:
    """The edits on their way: new tasks are N1, N2 …; what is there already is not made twice."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tree: Tree = context.tree
        self.there = {normal(task.title) for task in self.tree.tasks.values()}
        self.handles: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.made = 0
        self.known = 0
        self.owned = 0
        self.dated = 0
        scope = context.task_id if context.mode == "task" else None
        handles = Handles.of(context.project_id, self.tree)
        self.top = handles.name(self.tree.tasks[scope]) if scope else PROJECT

    def project(self, found: Extract) -> Iterator[Edit]:
        """The project, unless it is there."""
        if self.tree.project is not None:
            return
        summary = " ".join(found.summary)[:LONGEST_DESCRIPTION]
        if found.excluded:
            summary = f"{summary} Not part of it: {'; '.join(found.excluded)}.".strip()
        source = None if found.number is None else f"D{found.number}"
        title = found.title or "New project"
        yield Edit("create", PROJECT, title=title, description=summary or None, source=source)

    def tasks(self, found: Extract) -> Iterator[Edit]:
        """Every task, parents first; stages ("Phase 1", "Phase 2") one after the other."""
        stage: str | None = None
        for task in found.tasks:
            after = stage if STAGE.match(task.phrase.title) else None
            if STAGE.match(task.phrase.title):
                stage = f"N{self.made + 1}"
            yield from self._task(task, self.top, after)

    def _task(self, task: Extracted, parent: str, after: str | None = None) -> Iterator[Edit]:
        if normal(task.phrase.title) in self.there and not task.below:
            self.known += 1
            return
        self.made += 1
        handle = f"N{self.made}"
        self.parents[handle] = parent
        yield self._edit(task, handle, parent, after or self._named(task.phrase.after, handle))
        self.handles.setdefault(normal(task.phrase.title), handle)
        for child in task.below:
            yield from self._task(child, handle)

    def _named(self, title: str | None, handle: str) -> str | None:
        """The new task of that title, unless it comes later or the other is a part of it."""
        found = self.handles.get(normal(title)) if title else None
        above: str | None = handle
        while above is not None and above != found:
            above = self.parents.get(above)
        return found if above is None else None

    def _edit(self, task: Extracted, handle: str, parent: str, after: str | None) -> Edit:
        said = task.phrase
        self.owned += said.assignee is not None
        self.dated += said.due_date is not None
        waits = f"Depends on {said.after}." if said.after and not after else None
        description = "\n\n".join(filter(None, (said.description, waits, *task.telling)))
        return Edit(
            "create",
            handle,
            title=said.title,
            parent=parent,
            description=description[:LONGEST_DESCRIPTION] or None,
            acceptance_criteria=tuple(task.criteria) or None,
            status=said.status if said.status != "todo" else None,
            priority=said.priority,
            estimated_minutes=said.estimated_minutes,
            due_date=said.due_date,
            assignee=said.assignee,
            tags=tuple(said.tags) or None,
            depends_on=(after,) if after else None,
            source=f"D{task.number}",
        )


def _sentence(source: Source, found: Extract, writing: _Writing) -> str:
    roots = sum(task.level > 0 for task in found.tasks)
    rest = writing.made - roots
    counts = [f"{roots} milestone{'s' * (roots > 1)}"] if roots else []
    counts += [f"{rest} task{'s' * (rest > 1)}"] if rest else []
    said = f"From “{source.name}”: {' with '.join(counts)}, each linked to its passage."
    more = [f"{_have(writing.owned)} an owner"] if writing.owned else []
    more += [f"{_have(writing.dated)} a due date"] if writing.dated else []
    if more:
        said += f" {listed(more)}."
    if writing.known:
        said += f" In the plan already: {writing.known}."
    if found.left_out:
        said += (
            f" The document asks for more: {found.left_out} further items and headings are left out,"
            f" because I take {MOST_TASKS} from a document at most. Plan the rest by section: say “only the"
            " … section”."
        )
    return said


def _have(count: int) -> str:
    return f"{count} ha{'s' if count == 1 else 've'}"
