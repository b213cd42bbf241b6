"""Who does what, as a list says it: "Rosa: the menu by 15 January. Jonas: the lease"."""

from __future__ import annotations

import re
from contextlib import suppress

from agents.providers.embedded.references.matching import CONTAINED
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell

_DUTY = re.compile(
    r"(?P<who>[A-ZÄÖÜ][\w-]+): (?P<what>(?!does\b)[^:.;?\n]{2,80}?)"
    r"(?P<when>,? (?:by|until|till|on|from|starts?|due)\b[^:.;?\n]{2,40})?"
)
_SENTENCES = re.compile(r"[.;]\s+|\n")


def duties_told(scene: Scene, text: str) -> str:
    """Each as a sentence, where all of it is such a list of people who have tasks and of tasks."""
    told = [_DUTY.fullmatch(one) for one in _SENTENCES.split(text.strip().rstrip(".;"))]
    people = {task.assignee for task in scene.tree.tasks.values()}
    duties = [one for one in told if one and one["who"] in people and _is_task(scene, one["what"])]
    if len(duties) != len(told):
        return text
    return ". ".join(f"{one['who']} does {one['what']}{one['when'] or ''}" for one in duties)


def _is_task(scene: Scene, words: str) -> bool:
    with suppress(Ask, Tell):
        found = find(scene, words)
        return len(found.ids) == 1 and found.confidence >= CONTAINED
    return False
