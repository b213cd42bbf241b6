"""Whose tasks are meant by "his", "her" and "their": those of the person named before in the sentence."""

from __future__ import annotations

import re

from agents.ports import Context
from agents.providers.embedded.references.scene import Tell

_NAME = r"(?!(?:I|We|You|They|He|She|It|That|This|The|If|When|As|Since|Because)\b)[A-ZÄÖÜ][\w-]+"
_IS = (
    r"(?:['’]s| is| are| was| were| has| have| had| will| can(?:['’]t|not| not)| won['’]t| left| leaves| got"
    r"| quit| goes| fell| does(?:n['’]t| not))"
)
_TASKS = r"(?:(?:open|remaining|own|other) )*(?:tasks|work|stuff|things|items|to-?dos|jobs|tickets)"
_THEIRS = re.compile(
    rf"(?P<who>{_NAME}(?:(?:, | and |, and ){_NAME})*)"
    rf"(?P<why>{_IS}\b[^;\"“”]*?(?:[,;.!]| so| -| –) [^;\"“”]*?)"
    rf"\b(?P<all>all (?:of )?)?(?P<whose>his|her|their) (?P<what>{_TASKS})\b"
)
_NAMES = re.compile(_NAME)
_TAKES = re.compile(
    rf"{_NAME} (?:will |can |should |has to |could )?(?:takes? over|takes?|does?|gets?|covers?|handles?"
    r"|inherits?|picks? up|finish(?:es)?)\s*$"
)


def with_owner(context: Context, text: str) -> str:
    """The message with the name in place of the word for it. Raises Tell where that person has no task."""
    found = _THEIRS.search(text)
    if found is None or (_NAMES.search(found["why"]) and not _TAKES.search(found["why"])):
        return text
    names = _NAMES.findall(found["who"])
    having = [name for name in names if _has_tasks(context, name)]
    if not having:
        raise Tell(f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} no tasks.")
    whole = "all " if found["all"] else ""
    theirs = " and ".join(f"{whole}{name}'s {found['what']}" for name in having)
    return f"{text[: found.start()]}{found['who']}{found['why']}{theirs}{text[found.end() :]}"


def _has_tasks(context: Context, name: str) -> bool:
    """Whether any task is assigned to somebody who is called so."""
    assigned = (task.assignee for task in context.tree.tasks.values() if task.assignee)
    return any(name.lower() in who.removeprefix("user:").lower().split() for who in assigned)
