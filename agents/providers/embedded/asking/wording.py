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
    r"|just (?:asking|wondering|curious)|(?:do not|don['’]?t) do it|or not|short(?:ly)?|briefly)\b)+$",
    re.IGNORECASE,
)
_REWORDED = tuple(
    (re.compile(said, re.IGNORECASE), plain)
    for said, plain in (
        (r"(?:until|till|by|up to|to) when\b", "when"),
        (r"how many (?=time\b|work\b|effort\b)", "how much "),
        (r"(?:for|in) the whole(?: thing| plan| project)?$", "in total"),
        (r"what means (.+)", r"what does \1 mean"),
        (
            r"(when|what|where) (must|should|will|can|has to) be (.+?) (ready|done|finished)",
            r"\1 \2 \3 be \4",
        ),
        (r"how many (?:days|weeks|months) (?=(?:until|till|before)\b)", "how long "),
        (
            r"how (?:many (?:days|hours)|much time) (?:of|for) (.+?)"
            r" (?:did|do|have) (?:we|i|you) (?:plan|planned|need)",
            r"how long does \1 take",
        ),
        (r"how much is on (\w+?)(?:['’]?s)? plate", r"how much work does \1 have"),
        (r"is (\w+) or (\w+) (?:busier|more busy)", "who has the most to do"),
        (r",? if (?:all|everything) (?:goes|runs|works|is) .+", ""),
        (
            r"(.{2,40}?)\? (where|who|when) (?:is|was|are|were) (?:it|that|this|those|they)(?: again)?",
            r"\2 is \1",
        ),
    )
)
"""What is asked in other words, and how the kinds know it."""
_ADVERBS = re.compile(
    r" (?P<word>still|already|currently|actually|really|exactly|presently|right now|at the moment|at present"
    r"|atm|by now|yet|so far|as of now|again|anyway|nowadays|now|for now|here)\b",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(
    r"(?<!\bprof)(?<!\bdr)(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bst)[?!.;]\s+\w|\n\s*\S", re.IGNORECASE
)
_MARKED = re.compile(
    r"(?:\?|\bor not)[\s.!?]*$"
    r"|^(?:can|could|may) (?!(?:you|we|i|someone|somebody|anyone|please)\b).+ (?:already|yet)[\s.!]*$",
    re.IGNORECASE,
)


def is_marked(text: str) -> bool:
    """Whether it is said to be a question: "can we open before easter or not"."""
    return bool(_MARKED.search(text))


def is_one_question(text: str) -> bool:
    """Whether nothing follows that may be wished for: "what is overdue? Push it to friday" goes on."""
    return not _NEXT_SENTENCE.search(_reworded(_TAIL.sub("", text)))


def _reworded(said: str) -> str:
    for wording, plain in _REWORDED:
        said = wording.sub(plain, said)
    return said


def plainly(scene: Scene, text: str) -> str:
    """The question in plain words."""
    said = _TAIL.sub("", " ".join(written_out(text).split()))
    before = None
    while before != said:
        before = said
        said = _LEAD.sub("", opened(said), count=1) if _LEAD.match(said) else opened(said)
    said = _reworded(_ADVERBS.sub(lambda found: _kept(scene, found), said))
    turned = _WHETHER.fullmatch(said)
    return f"{turned['verb']} {turned['a']} {turned['rest']}" if turned else said


def _kept(scene: Scene, found: re.Match[str]) -> str:
    """A word that says nothing is left out, unless it may be a part of a title."""
    word = found["word"].lower()
    return found[0] if any(word in task.title.lower() for task in scene.survey.tasks) else ""
