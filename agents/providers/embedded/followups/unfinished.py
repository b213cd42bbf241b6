"""What was said to be done is not: "oh wait, it isn't booked yet"."""

from __future__ import annotations

import re

from agents.providers.embedded.followups.former import Former
from agents.providers.embedded.followups.resaying import Clause, listed

_NOT_YET = re.compile(
    r"\b(?:it|that|they|this|those)(?:['’]s|['’]re| is| are| was| were| has| have)?(?: not|n['’]t)(?: been)?"
    r"(?: [\w-]+){0,2} yet(?: actually)?(?:,? (?:[\w-]+ ){1,2}(?:just )?(?:told|says?|said)(?: \w+)?)?[.! ]*$"
    r"|^(?:(?:oh|wait|no|nope|sorry|hm|well|ah|actually|but)[ ,.!]{1,3}){0,4}not (?:[\w-]+ )?yet(?:"
    r" actually)?[.! ]*$",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"\b(?:only|just|half|partly|still|begun|started)\b", re.IGNORECASE)


def not_done(before: Former, text: str) -> str | None:
    """That it is open again, or in progress where it was or some of it is done; None for anything else."""
    done = [dict(patch.fields()) == {"status": "completed"} for patch in before.patches]
    if not done or not all(done) or not _NOT_YET.search(text):
        return None
    names = Clause.on(before.context, text).scene
    tasks = [before.context.tree.tasks.get(id) for id in before.targets]
    was_begun = all(task is not None and task.status == "in_progress" for task in tasks)
    state = "in progress" if was_begun or _BEGUN.search(text) else "to do"
    return f"set {listed(names, before.targets)} to {state}"
