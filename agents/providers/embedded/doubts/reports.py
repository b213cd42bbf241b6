"""What only tells of something, and was taken for a new task or a day: "we got the keys yesterday"."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED

MOST_SUGGESTED = 3
_HAPPENED = re.compile(
    r"(?:(?:(?i:we|i|they|he|she)|[A-Z]\w+)(?: (?:have|has|just|already|finally|both)|['’]ve)* (?:got"
    r"|received|bought|found|met|signed|paid|sent|picked up|collected|ordered|talked|spoke)\b"
    r"|(?i:the|our|my|his|her|their) [\w' -]+? (?:(?:have|has|just|already|finally) )*(?:arrived|came"
    r"|turned up|happened|(?:was|were) (?:delivered|here)|got here)\b"
    r"|(?i:(?:an?|the|our|one|two|three|first|second|third|another|both|last) [\w' -]{2,30}?"
    r" (?:(?:has|have|just|already|finally) )*(?:signed|accepted|declined|refused|agreed|confirmed"
    r"|replied|called|said (?:yes|no)|turned (?:us|it) down|cancelled on us))\b).*"
)
_HELPS = re.compile(
    r"(?:my|our|an?|the|some|his|her|their|two|three|four) [\w' -]+?(?: will| can| could| would| is| are"
    r"|['’]ll|(?: has| have)? (?:offered|promised|agreed) to| wants? to| is going to| are going to)"
    r" (?:be )?(?:help(?:ing)?|assist(?:ing)?|(?:lend|give|giving|lending)(?: (?:us|me))? a hand)\b.*",
    re.IGNORECASE,
)


def happened(heard: Heard) -> Doubt | None:
    """What is done by it, where no task is about it: it has happened, so that nobody has to do it."""
    if not _HAPPENED.fullmatch(heard.instruction.strip()) or not heard.edits:
        return None
    if any(edit.op != "create" or not edit.title for edit in heard.edits):
        return None
    tasks = heard.scene.tree.tasks
    titles = [edit.title or "" for edit in heard.edits]
    near = [tasks[id] for title in titles for id in heard.scene.all_titles.near(title)]
    done = [f"{heard.scene.handle(task)} is done" for task in near[:MOST_SUGGESTED]]
    new = [f"Add a task “{title}”" for title in titles]
    question = "I find no task about that. Is one of these done, or should it be a task?"
    options = (*dict.fromkeys((*done, *new)), DECLINED)
    return Doubt(heard.instruction, question, options=options)


def helping(heard: Heard) -> Doubt | None:
    """What it means for a task that somebody helps with it on a day: that is no due date of it."""
    if not _HELPS.fullmatch(heard.instruction.strip()):
        return None
    dated = [edit for edit in heard.edits if edit.due_date or edit.start_date]
    refs = list(dict.fromkeys(edit.ref for edit in dated if edit.op == "update"))
    if len(refs) == 1:
        said = heard.instruction.strip().rstrip(".!")
        day = dated[0].due_date or dated[0].start_date
        question = f"What does that change about {refs[0]}?"
        note = f"Add a note to {refs[0]}: “{said}”"
        return Doubt(
            heard.instruction, question, options=(note, f"{refs[0]} is due on {day}", DECLINED)
        )
    if any(edit.op == "create" for edit in heard.edits):
        new = tuple(f"Add a task “{edit.title}”" for edit in heard.edits if edit.title)
        return Doubt(heard.instruction, "Should that be a task?", options=(*new, DECLINED))
    return None
