"""Why something has to be done by a day: "the shop closes on 3 May so the list must be ready by 1 May"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.dates import days

_MUST = (
    r"(?:must|has to|have to|(?:has|have) got to|needs? to|should|ought to|got to)"
    r"(?: all| really| definitely| absolutely)? (?:be|get|go|have been|start|begin|end|finish|happen)\b"
)
_WHAT = (
    r"(?:(?:therefore|hence|thus),? )?(?P<what>(?!(?:that|it|this|they|we|i)\b)[^,;.:!?]{2,60}?)"
)
_DUE = (
    rf"{_WHAT} {_MUST}[^,;.:!?]{{0,40}}? (?:by|on|before|until|till|no later than)"
    r" (?P<day>[^,;:!?]{2,30}?)[.!]*"
)
_THEREFORE = re.compile(
    rf"(?P<why>[^;:!?\n]{{5,120}}?),? so (?:that )?(?P<wish>{_DUE})", re.IGNORECASE
)
_BECAUSE = re.compile(
    rf"(?:since|as|because|given that|seeing that) (?P<why>[^;:!?\n]{{5,100}}?), (?:so )?(?P<wish>{_DUE})",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(
    r"(?<!\w)[tT#]\d|[\"“”]|\b(?:must|should|has to|have to|needs? to be"
    r"|(?:is|are|was|were|been|be|gets?|got) (?:\w+ ){0,2}?(?:done|due|over|through|late|overdue|sent|paid"
    r"|made|built|bought|sold|ready|in charge|\w+ed)"
    r"|takes?|delete|remove|add|rename|assign|depends?|waits?|does|do)\b",
    re.IGNORECASE,
)
"""What may be news of a task, or a wish of its own."""
_WRAPPED = re.compile(
    r"\b(?P<must>must|should|(?:has|have|needs?|ought) to) (?:be|get) (?:all )?"
    r"(?:wrapped up|nailed down|sewn up|tied up|sorted(?: out)?|squared away|in the bag|out of the way"
    r"|behind us|off (?:the|our|my) (?:desk|table|list|plate)|dealt with|taken care of|locked down)"
    r"(?= (?:by|before|until|till)\b)",
    re.IGNORECASE,
)
"""Ways to say that it is done."""


_GOES_OUT = re.compile(
    r"^(?P<what>(?:the|our|my|all) [^,;.:!?]{2,50}?)(?<! to)(?<! must)(?<! should)(?<! can)(?<! will)"
    r" goe?s? out (?=(?:on|by|this|next|tomorrow|today|\w+day)\b)",
    re.IGNORECASE,
)


def therefore(scene: Scene, text: str) -> str:
    """The message without what is only its reason; as it is where that may be news of a task, or a wish."""
    text = _GOES_OUT.sub(r"\g<what> must be sent ", _WRAPPED.sub(r"\g<must> be done", text))
    found = _THEREFORE.fullmatch(text.strip()) or _BECAUSE.fullmatch(text.strip())
    if found is None or _SAYS_MORE.search(found["why"]):
        return text
    is_due = len(days(found["day"], scene.context.today)) == 1 and may_mean(scene, found["what"])
    return found["wish"] if is_due else text
