"""Who speaks of a part of a task, its deadline or a word of its title, does not want to lose the task."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar.clauses import Followed
from agents.providers.embedded.references.scene import Tell

_REMOVE = r"\b(?:delete|remove|drop|cut|erase|clear|scrap|kill|strike|lose|take (?:away|out|off)|get rid of)"
_PART = (
    r"(?:words?|terms?|phrase|tags?|labels?|deadline|due date|start date|estimate|description|assignee"
    r"|owner|priority|dependenc(?:y|ies)|links?|criteri(?:on|a))"
)
_MEANT = re.compile(
    rf"{_REMOVE} (?:#?T?\d+ )?(?:the |its |their |this |that )?(?P<part>{_PART})\b(?! (?:task|step|one)s?\b)"
    rf"|\b(?P<of>{_PART}) (?:of|on|in|between|for|at) .+?{_REMOVE} (?:it|that|this|them|him|her)\b",
    re.IGNORECASE,
)


def spare_tasks(instruction: str, followed: Followed) -> None:
    """Raises Tell where a task would be removed, and only a part of one was spoken of."""
    said = _MEANT.search(instruction)
    if said is None:
        return
    part = (said["part"] or said["of"]).lower()
    before = followed.scene.context.tree.tasks
    gone = [patch.target_id for patch in followed.scene.patches if patch.op == "delete"]
    lost = [before[id] for id in gone if id in before]
    if lost and not any(part in task.title.lower().split() for task in before.values()):
        handle = followed.scene.handle(lost[0])
        raise Tell(
            f"That would remove {followed.scene.label(lost[0])}, and you speak of a {part}."
            f" Say “remove {handle}”, or what should become of the {part}."
        )
