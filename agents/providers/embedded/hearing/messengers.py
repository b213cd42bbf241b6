"""What somebody who got in touch wants, and what else is to be checked: "legal called, they want a check"."""

from __future__ import annotations

import re

from agents.providers.embedded.terms.vocabulary import capitalized

_TASK = r"(?P<task>[^,;:.!?“\"]{2,80}?)"
_TO_CHECK = re.compile(
    r"(?:one|another|a|one more) (?:thing|point) to (?:check|verify|test|prove|look at) (?:for|in"
    r"|with|on|at) "
    rf"{_TASK}: (?P<what>[^\n]{{3,200}})",
    re.IGNORECASE,
)
_IN_TOUCH = re.compile(
    r"(?:(?:oh|so|and|btw|hey|ok),? )*(?:[^,;:.!?“\"]{2,50} (?:called|rang|wrote|phoned|mailed"
    r"|emailed|came by|was here"
    r"|got in touch)(?: (?:me|us|today|yesterday))?(?:,| and|, and) )?(?P<who>(?:the |our "
    r"|my )?[\w-]{2,20}(?: [\w-]{2,20})?)"
    r" (?P<wants>wants?|wanted|needs?|asks? for|asked for|insists? on|insisted on|requires?|demands?"
    r"|would like) "
    r"(?P<what>(?:an?|another|one more) [^\n]{3,160})",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?:they|he|she) .*|(?:the|our|my) .* (?:wants?|wanted|would like)|.* (?:asked for|insists? on"
    r"|insisted on)",
    re.IGNORECASE,
)
"""Who wants something is somebody, where it may be a task that needs it."""
_ON_IT = re.compile(
    rf"(?P<new>(?:an?|another|one more) [^,;:.!?“\"]{{3,60}}?) (?:on|of|for|in) {_TASK}"
    r" before (?:it|they|that) (?:goes|go|gets?|is|are|comes?|starts?)\b[^,;:.!?“\"]{0,30}[.!]*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|another|one more) ", re.IGNORECASE)


def told_of(text: str) -> str:
    """The message as what is to be added or checked; as it is where it says something else."""
    said = text.strip()
    if check := _TO_CHECK.fullmatch(said):
        return f"acceptance criteria for {check['task']}: {capitalized(check['what'])}"
    wanted = _IN_TOUCH.fullmatch(said)
    if wanted is None:
        return text
    if on_it := _ON_IT.fullmatch(wanted["what"]):
        title = capitalized(_ARTICLE.sub("", on_it["new"], count=1))
        return f"add a sub-task “{title}” to {on_it['task']}"
    if _PEOPLE.fullmatch(f"{wanted['who']} {wanted['wants']}"):
        return f"we need {wanted['what']}"
    return text
