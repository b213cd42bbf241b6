"""One of the things that a title lists as a task of its own: "the medals should be their own thing"."""

from __future__ import annotations

import re

from agents.ports import Context
from agents.providers.embedded.references.listings import Listing, plain
from agents.providers.embedded.terms.vocabulary import capitalized, gist, listed
from ledger.core.model import Task

LONGEST = 200
_NOUN = r"(?:tasks?|things?|steps?|items?|points?|ones?|thread|matter)"
_OWN = re.compile(
    rf"(?:.{{0,80}}?[,;.] )?(?:.{{0,60}}?\b(?:make|put|have|turn|take|treat|want|get|keep|let) )?"
    r"(?:the |our |my )?(?P<what>[\w' -]{3,40}?)(?: (?:out|be|is|are|should|could|must|to|has|have|needs?))*"
    r"(?: (?:as|into|a|an|be|made|get|become|becomes?))*"
    rf" (?:(?:(?:its|their|his|her|an?) )?own {_NOUN}|(?:a )?separate {_NOUN}|a {_NOUN} of (?:its|their) own"
    rf"|(?:separate|apart|separately))(?:,? [^,;.]{{0,60}})?[.!]*",
    re.IGNORECASE,
)


def in_its_own_task(context: Context, text: str) -> str:
    """The message as a new task beside the one that lists it, and that without it; else as it is."""
    found = _OWN.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if found is None:
        return text
    for task in context.tree.walk():
        title = Listing.of(task.title)
        named = [thing for thing in title.things if _is(thing, found["what"])]
        if (
            len(named) == 1
            and len(title.things) > 1
            and task.number
            and not _is_there(context, task, named[0])
        ):
            return _apart(task, title, named[0])
    return text


def _is(thing: str, said: str) -> bool:
    return bool(gist(said)) and set(gist(said)) <= set(gist(plain(thing)))


def _is_there(context: Context, task: Task, thing: str) -> bool:
    """Whether there is a task for it already."""
    return any(
        one.id != task.id and set(gist(thing)) <= set(gist(one.title))
        for one in context.tree.walk()
    )


def _apart(task: Task, title: Listing, thing: str) -> str:
    others = [other for other in title.things if other != thing]
    if title.things[-1] != plain(title.things[-1]) and others[-1] == plain(others[-1]):
        others[-1] += title.things[-1][len(plain(title.things[-1])) :]
    shorter = capitalized(f"{title.lead}{listed(others)}")
    return (
        f"add a task “{capitalized(plain(thing))}” after T{task.number};"
        f" rename T{task.number} to “{shorter}”"
    )
