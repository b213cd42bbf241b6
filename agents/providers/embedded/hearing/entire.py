"""That all of a task is done, with its parts: "the whole draft is finished, all three parts of it"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.references.several import shares
from agents.providers.embedded.terms.deeds import DONE
from agents.providers.embedded.terms.vocabulary import CARDINAL, gist, listed
from ledger.core.model import Task

_OF_IT = r"(?:of (?:it|them|this|that)|below(?: it)?|under it|in it|that belongs to it)"
_THING = re.compile(r" (?:thing|stuff|business)$", re.IGNORECASE)
_PARTS = (
    rf"(?:(?:all|every)(?: (?:of )?(?:the|its|{CARDINAL}))* (?:sub-?tasks?|parts?|pieces|steps?|bits?|points)"
    rf"(?: {_OF_IT})?|(?:all|every ?thing|every bit) {_OF_IT})(?: as well| too)?"
)
_INCLUDING = r"(?:incl(?:\.|uding)?|along with|together with) (?:the )?(?P<incl>[^.!?“”\"]{3,80}?)"
_DONE = re.compile(
    r"(?:the |our )?(?P<all>(?:whole|entire|complete|full) )?(?:the )?(?P<what>[^,;:.!?“”\"]{2,80}?)"
    rf"(?: is| are|['’]s| has been)?(?: (?:all|now|completely|fully|finally|already))* {DONE}"
    rf"(?:,? (?P<how>now|completely|fully|entirely))?"
    rf"(?:(?:,| [-–])? (?:(?:with|and) )?(?P<parts>{_PARTS})|,? \(?{_INCLUDING}\)?)?"
    r"(?:[,.!]+ (?:can you believe (?:it|that)|finally|at last|phew|yay|hooray"
    r"|what a [^,;:.?]{3,40}))?[.!? ]*",
    re.IGNORECASE,
)


def all_of_it(scene: Scene, text: str) -> str:
    """The message as what is done, with what is in it; as it is where it speaks of no such whole."""
    found = _DONE.fullmatch(text.strip())
    if found is None or not (found["all"] or found["parts"] or found["incl"]):
        return text
    wholes = [
        task for task in _named(scene, found["what"]) if _has(scene, task, found["incl"] or "")
    ]
    if len(wholes) != 1:
        return text
    done = [one for one in (wholes[0], *scene.tree.walk(wholes[0].id)) if one.status not in ENDED]
    return f"{listed([scene.handle(one) for one in done])} are done" if len(done) > 1 else text


def _named(scene: Scene, what: str) -> list[Task]:
    """The tasks that the words mean, and those around them of which they are as true."""
    what = _THING.sub("", what)
    ids, said = may_mean(scene, what), gist(what)
    around = [above for id in ids for above in scene.tree.ancestors(id)]
    tasks = scene.tree.tasks
    alike = [id for id in around if all(shares([word], gist(tasks[id].title)) for word in said)]
    return [tasks[id] for id in dict.fromkeys((*ids, *alike))]


def _has(scene: Scene, task: Task, things: str) -> bool:
    """Whether there are tasks in it, and some of what is said to be included is one of them."""
    inside = list(scene.tree.walk(task.id))
    said = gist(things)
    return bool(inside) and (not things or any(shares(said, gist(one.title)) for one in inside))
