"""Which opinion is asked for, by the kind of the request or by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from agents.ports import Context, Kind
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.opinions.complexity import complexity
from agents.providers.embedded.opinions.estimating import estimate
from agents.providers.embedded.opinions.following import following
from agents.providers.embedded.opinions.ground import Ground
from agents.providers.embedded.opinions.risks import risks

_PLAN = r"(?:(?: (?:in|of|for|to|with|about))? (?:the|this|our|my) (?:plan|project|tasks?))?"
_SAID: Final[Mapping[Kind, tuple[str, ...]]] = {
    "estimate": (
        r"(?:re-?)?estimate (?:it|them|everything|all|all (?:of )?(?:the )?tasks|the (?:rest|tasks|plan"
        r"|project)|this(?: plan| project)?|(?:the|all) (?:open |remaining |unestimated )?tasks)(?: again)?",
        r"(?:add|fill in|make|give me) (?:the |missing |all )*estimates" + _PLAN,
    ),
    "risks": (
        r"what (?:are|is) the (?:biggest |main |greatest |top )?risks?" + _PLAN,
        r"what(?: (?:could|can|might)|['’]s going to) go wrong" + _PLAN,
        r"(?:where|how|what) (?:are|is|will|could|can|might|would) (?:we|i|it|this|the (?:plan|project))"
        r" (?:(?:be )?(?:the )?most )?(?:likely|probably|going)?(?: to)? ?(?:fail|go wrong|break|slip)",
        r"(?:what|where) is (?:most |the most )?likely to (?:fail|go wrong|break|slip)",
        r"where (?:are|do you see) (?:the |our |any )?(?:biggest |main |greatest )?(?:risks?|dangers?)",
        r"(?:what|where) (?:is|are) (?:the |our )?(?:weakest|weak|critical) (?:points?|spots?|links?)"
        + _PLAN,
        r"what puts (?:this|the) (?:plan|project) at risk",
        r"(?:find|list|show|check)(?: me)?(?: for)? (?:the |all )?risks" + _PLAN,
        r"(?:is|are) (?:we|this|the plan|the project) at risk|risks",
    ),
    "complexity": (
        r"(?:which|what) (?:tasks? )?(?:is|are) (?:worth|too (?:big|large|complex)|complex)"
        r"(?: (?:breaking|to break) (?:down|up))?",
        r"(?:which|what)(?: tasks?)? (?:should|could|can) (?:i|we|be) (?:be )?br(?:eak|oken) (?:down|up)",
        r"(?:analy[sz]e|check|show|judge) (?:the )?complexity" + _PLAN,
    ),
}
_ASKED: Final = {
    kind: re.compile(rf"(?:please |can you |could you )?(?:{'|'.join(ways)})[?.! ]*", re.IGNORECASE)
    for kind, ways in _SAID.items()
}


def asked_in_words(instruction: str) -> Kind | None:
    """The opinion that an instruction asks for, if it asks for one and nothing else."""
    said = " ".join(instruction.split())
    return next((kind for kind, words in _ASKED.items() if words.fullmatch(said)), None)


def opinion(context: Context, kind: Kind, instruction: str) -> Answer:
    """The opinion of a kind. Deterministic."""
    ground = Ground(context)
    if not context.tree.tasks:
        return Answer(text="The plan has no tasks yet.")
    if kind == "estimate":
        edits, findings, text = estimate(ground, instruction)
        return Answer(edits=edits, text=text, findings=findings)
    if kind == "risks":
        edits, findings, text = risks(ground)
        return Answer(edits=edits, text=text, findings=findings)
    findings, text = complexity(ground) if kind == "complexity" else following(ground)
    return Answer(text=text, findings=findings)
