"""Who takes over from whom, and who "he" or "she" is behind a word about somebody new.

"Alex leaves us at Christmas. Ben replaces him" gives Ben what Alex has open; "Sofia joined us, she could
do the tests" is of Sofia.
"""

from __future__ import annotations

import re

from agents.ports import Context
from agents.providers.embedded.grammar.people import is_name
from agents.providers.embedded.references.scene import Tell
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.vocabulary import capitalized

_NAME = r"(?!(?:he|she|it|we|they|i|you|who|that|this|and|so)\b)[^\W\d_][\w-]+"
_IS_GONE = (
    r"(?:(?:['’]s| is| will be| has| had to)? (?:leaving|leaves?|left|quits?|quitting|ill|sick|out"
    r"|off|away|gone|drop(?:s|ped|ping) out|f(?:alls?|ell) ill"
    r"|unavailable|not available|on (?:\w+ )?(?:holidays?|vacation|leave)))"
)
_TAKES_OVER = (
    r"(?:will |can |should |is going to )?(?:takes? over|replaces?|(?:steps?|fills?|stands?"
    r"|jumps?) in|covers?"
    r"|takes? (?:his|her|their) place)"
)
_GONE = re.compile(
    rf"(?:(?:so|and|ok|hey|btw|sadly|unfortunately),? )*(?P<gone>{_NAME}){_IS_GONE}(?: [^,;.!?“\"]{{1,40}})?"
    rf"(?:[,;.!]| -| –|,? and|,? so) (?:so |and |then )?(?P<next>{_NAME}) {_TAKES_OVER}"
    r"(?:(?: for| from)? (?:him|her|them|everything|it all))?[.!]*",
    re.IGNORECASE,
)
_REPLACES = re.compile(
    rf"(?P<next>{_NAME}) (?:will |is going to )?(?:replaces?|(?:steps?|fills?|stands?) in for"
    rf"|takes? over (?:from|for)) (?P<gone>{_NAME})[.!]*",
    re.IGNORECASE,
)
_IS_NEW = re.compile(
    r"\b(?:new|join(?:s|ed|ing)|hired|start(?:s|ed|ing)|is back|is free|has (?:some )?time)\b",
    re.IGNORECASE,
)
_THEY_DO = re.compile(
    r"(?P<before>[^“\"]{5,120}?)(?:[,;.!]| -| –|,? and|,? so) (?:so |and |then |maybe )?(?:he|she|they) "
    r"(?P<does>(?:should|could|can|will|would|takes?|gets?|does)\b[^,;.!?]{3,80})[.!]*",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?!(?:I|So|Oh|We|Our|The|They|He|She|And|Hey|Ok|Btw)\b)[A-ZÄÖÜ][\w-]+")


def succeeded(context: Context, text: str) -> str:
    """The message as a wish about the tasks of who is gone, or with the name of who is new.

    Raises Tell where who is gone has none.
    """
    said = text.strip()
    if found := _GONE.fullmatch(said) or _REPLACES.fullmatch(said):
        gone = _having_tasks(context, found["gone"])
        if not gone and is_name(found["gone"]):
            raise Tell(f"{capitalized(found['gone'])} has no open tasks.")
        return f"assign all {gone}'s open tasks to {capitalized(found['next'])}" if gone else text
    found = _THEY_DO.fullmatch(said)
    if found is None or not _IS_NEW.search(found["before"]):
        return text
    names = set(_CALLED.findall(found["before"]))
    return f"{names.pop()} {found['does']}" if len(names) == 1 else text


def _having_tasks(context: Context, name: str) -> str:
    """Somebody by the name under which open tasks are theirs."""
    tasks = context.tree.tasks.values()
    having = {task.assignee for task in tasks if task.assignee and task.status not in ENDED}
    return next((who for who in sorted(having) if who.lower() == name.lower()), "")
