"""A question without the ways of asking it: "Hey, can you tell me who's on T2, please?" is "who is on T2"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.wording import opened, written_out
from agents.providers.embedded.references.scene import Scene

_LEAD = re.compile(
    r"(?:(?:can|could|would|will) (?:you|someone|anybody|anyone)(?: please)? (?:tell|show|remind|give)"
    r"(?: me| us)?"
    r"|(?:please )?(?:tell|remind) (?:me|us)(?: again)?(?= (?:what|who|which|when|where|how"
    r"|why|if|whether|is|are)\b)"
    r"|(?:do|does) (?:you|anybody|anyone|someone) know|any idea|let (?:me|us) know"
    r"|(?:i|we)(?: would like| want| need) to (?:know|see)|(?:i am|we are) wondering|i wonder"
    r"|[^\W\d]\w+ (?:is asking|asks|asked|wants to know|would like to know|wonders)(?: me| us)?"
    r"(?= (?:what|who|which|when|where|how|why|if|whether)\b)"
    r"|please|quick question|just)[,:]? (?=\S)",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"(?:if|whether) (?!.*, ?(?:what|who|how)\b)(?P<a>.+?) (?P<verb>is|are|was|has|have|does) (?P<rest>.+)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s?.!,]|\b(?:please|pls|thanks|thank you|thx|by the way|do you know|you know"
    r"|just (?:asking|wondering|curious)|(?:do not|don['’]?t) do it)\b)+$",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r" (?P<word>still|already|currently|actually|really|exactly|presently|right now|at the moment|at present"
    r"|atm|by now|yet|so far|as of now|again|anyway|nowadays|now|for now|here)\b",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(
    r"(?<!\bprof)(?<!\bdr)(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bst)[?!.;]\s+\w|\n\s*\S", re.IGNORECASE
)


def is_one_question(text: str) -> bool:
    """Whether nothing follows that may be wished for: "what is overdue? Push it to friday" goes on."""
    return not _NEXT_SENTENCE.search(_TAIL.sub("", text))


def plainly(scene: Scene, text: str) -> str:
    """The question in plain words."""
    said = _TAIL.sub("", " ".join(written_out(text).split()))
    before = None
    while before != said:
        before = said
        said = _LEAD.sub("", opened(said), count=1) if _LEAD.match(said) else opened(said)
    said = _ADVERBS.sub(lambda found: _kept(scene, found), said)
    turned = _WHETHER.fullmatch(said)
    return f"{turned['verb']} {turned['a']} {turned['rest']}" if turned else said


def _kept(scene: Scene, found: re.Match[str]) -> str:
    """A word that says nothing is left out, unless it may be a part of a title."""
    word = found["word"].lower()
    return found[0] if any(word in task.title.lower() for task in scene.survey.tasks) else ""
