"""Which task should be called so is clear by why: "no visas for us, just call that one check passports"."""

from __future__ import annotations

import re

from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.vocabulary import capitalized, gist

_CALLED = re.compile(
    r"(?P<why>[^“”\"]{6,120}?)(?:,? so|[,.;:!?]+(?: so)?|,? -|,? –) "
    r"(?:(?:please|pls|just|simply|maybe|we can|can you|you can|let['’]s|and),? )*"
    r"(?:re-?name|call|name|title) (?:that|it|this)(?: (?:one|task|thing))?"
    r"(?: to| into)?(?: just| simply| only)?:? "
    r"(?P<new>[^\s“”\"][^“”\".;!?\n]{2,60}?)(?:,? (?:please|pls|instead|then|now))?[.!]*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(?:something|anything|off|what|how|whatever)\b", re.IGNORECASE)
LONGEST = 200


def called_so(scene: Scene, text: str) -> str:
    """With the number of the one task whose title has all words of the new one, and one of the reason's.

    One that has sub-tasks is more than what is left of its name.
    """
    plain = text.strip()
    said = _CALLED.fullmatch(plain) if len(plain) <= LONGEST else None
    if said is None or _NO_NAME.match(said["new"]):
        return text
    new, why = set(gist(said["new"])), set(gist(said["why"]))
    titled = ((task, set(gist(task.title))) for task in scene.tree.walk())
    meant = [task for task, title in titled if new < title and why & (title - new)]
    if len(meant) != 1 or meant[0].status in ENDED or scene.tree.child_ids(meant[0].id):
        return text
    return f"rename {scene.handle(meant[0])} to “{capitalized(said['new'])}”"
