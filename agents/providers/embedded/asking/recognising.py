"""Whether an instruction is a question rather than a wish, by how it begins."""

from __future__ import annotations

import re

_QUESTION = re.compile(
    r"what(?:'s|’s|s| is) missing(?: here| there)?\s*\?+$"
    r"|(?:(?:what(?!(?:'s|’s| is) missing(?:\?|,|:| -| –| here| there|$| is\b| are\b))|whats|which"
    r"|who|who's|whose|where|why|how)\b"
    r"|when (?:is|are|will|do|does|did|should|can)\b"
    r"|(?:is|are|was|do|does|did|has|have|will|am)\b(?=(?:[^.]|\.(?!\s))*\?\s*$))"
    r"(?! about (?:add|remov|delet|renam|mov|mak|mark|assign|split|combin|merg|creat)\w*ing)"
    r"|(?:should|shall|can|could|may|would) (?:i|it|we|they|he|she|this|that|task)\b(?=.*\?)"
    r"|(?:is|are|was|were|does|did|will)(?! (?:it|there) (?:possible|ok|okay|any way|a way)\b)"
    r" (?:the|my|our|we|i|it|they|he|she|there|any\w*|every\w*|\S+ (?:late|done|ready|on time|over))\b"
    r"(?! done)|(?:anything|anyone|anybody) (?:i|we|else|that|left|to)\b|sum (?:it |this |things )?up\b"
    r"|(?:give|send|tell) me (?:the |all |a list of )+(?:list|steps|tasks|items)\b"
    r"(?!.*\b(?:for|of|to|under)\b)"
    r"|(?:is|are|was|do|does|has|have) (?:anything|anybody|anyone|there|any|we|i)\b"
    r"|do (?:we|i|you) (?:really |still )?need (?=[^?]*\?)"
    r"|(?:list|show|tell me|summari[sz]e|explain|count|describe the (?:plan|project)"
    r"|print|display)\b"
    r"|(?:i|we) (?:do not|don['’]?t) (?:understand|get|know|remember) (?:what|why|how|who|when|which"
    r"|where)\b[^.,;!?]*[.!?]*$"
    r"|(?:give|send|show|tell|write) (?:me|us) (?:(?:an?|the|some) )?(?:[\w-]+ )?(?:summary"
    r"|overview|update|report|recap"
    r"|rundown|status)\b"
    r"|(?:give me )?(?:a |an |the )?(?:summary|overview|status|progress|status report"
    r"|report)\b(?! )"
    r"|(?:help|\?+|hello|hi|hey|what|(?:(?:ok|okay|good|great|perfect),? )?(?:thanks|thank you))"
    r"[\s.!?]*$",
    re.IGNORECASE,
)

_FOR_WHOM = re.compile(
    r"(?P<asked>[^?]{6,80}\?|(?:status|where do we stand|where are we|how far are we)[.,:;])\s*"
    r"(?:(?:and|just|please),? )*(?:(?:i|we)(?:['’]ll)? )?(?:only |just )?(?:(?:need|want|would like) )?"
    r"(?:(?:an?|the|some|\d+|one|two|three|four|five|a few|it) ?)(?:(?:short|quick|brief) )?"
    r"(?:(?:lines?|sentences?|bullets?(?: points)?|words|summary|update|overview|answer|paragraph|slide|list"
    r"|table|note) ?)?(?:(?:for|to tell) [^.?!]{2,40})?(?:,? (?:please|pls|thanks))?[.! ]*",
    re.IGNORECASE,
)


def asked_alone(text: str) -> str:
    """A question without for whom and how long its answer should be: "where do we stand? 3 lines please"."""
    found = _FOR_WHOM.fullmatch(text.strip())
    return f"{found['asked'].rstrip(' .,:;?')}?" if found else text


def asks(instruction: str) -> bool:
    """Whether the instruction is a question rather than a change."""
    return bool(_QUESTION.match(instruction.strip()))
