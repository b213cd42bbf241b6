"""All tasks that one name is of, where several are meant, and which of them is, where it is one."""

from __future__ import annotations

import re

from agents.providers.embedded.references import phrases
from agents.providers.embedded.references.matching import CONTAINED
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import innermost
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal, gist

_COUNTED = re.compile(
    rf"(?:(?:the|those|these|both|all) )*(?P<n>{CARDINAL}) (?P<what>.+?) (?:tasks|ones|items|things)",
    re.IGNORECASE,
)


def named_alike(scene: Scene, text: str, words: str) -> tuple[str, ...]:
    """The ids of those with these words; nothing where one task is meant, or none is known by them.

    Of "the interviews" it is the one that begins so: “Interview candidates”, not “Write the interview
    questions”. A count is of tasks, though it stands in a title: “Prepare the desks of the two engineers”.
    """
    if counted := _COUNTED.fullmatch(text):
        ids = scene.titles.find(counted["what"]).ids
        if len(ids) == cardinal(counted["n"]):
            return ids
    ids = innermost(scene.tree, scene.titles.find(words).ids)
    if phrases.PLURAL_NOUN.search(text) or (phrases.BOTH.match(text) and len(ids) == 2):
        return ids if len(ids) > 1 else ()
    plural = phrases.PLURAL_NAME.search(text)
    titles = [scene.tree.tasks[id].title.lower().split() for id in ids]
    if not plural or any(plural[1].lower() in title for title in titles):
        return ()
    first = _beginning(scene, plural[1], ids)
    return first if len(first) == 1 else ids if len(ids) > 1 else ()


def likeliest(scene: Scene, words: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Of those that a name may be of the one that it most likely is; all of them where that is open."""
    if len(part := nearest(scene, ids)) == 1:
        return part
    first = _beginning(scene, words, ids) if words.lower().endswith("s") else ()
    return first if len(first) == 1 else ids


def _beginning(scene: Scene, words: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those whose titles begin so."""
    return tuple(id for id in ids if gist(scene.tree.tasks[id].title)[:1] == gist(words))


def nearest(scene: Scene, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Of a task and what it consists of the part: a phase is called by all that is done in it.

    All of them, where that leaves several, or one of them is looked at.
    """
    if scene.scope is not None and scene.scope.id in ids:
        return ids
    above = {one for id in ids for one in scene.tree.ancestors(id)}
    parts = tuple(id for id in ids if id not in above)
    return parts if len(parts) == 1 else ids


def phases(scene: Scene, ids: tuple[str, ...], words: str) -> tuple[str, ...]:
    """What these consist of parts by: themselves, else what they are in and that is called so too."""
    tree, holding = scene.tree, scene.all_titles.holding(words)
    above = (tree.tasks[id].parent_id for id in ids if not tree.child_ids(id))
    return tuple(id for id in above if id in holding) or ids


def of_our_own(scene: Scene, words: str) -> str:
    """What is our own, by which no task is called: "our own audit" is the internal one, or just the audit."""
    lead, _, thing = words.partition(" ")
    if lead.lower() != "own" or not thing:
        return words
    internal = f"internal {thing}"
    known = scene.titles.find(internal)
    return internal if known.confidence >= CONTAINED and len(known.ids) == 1 else thing
