"""What is done, with something behind it: with whom it is now, what of it is missing, how it went.

"The policies are written and now with our lawyer" is in review, "took me all sunday" says no more than that
it is done, and "only the floor is missing" that it is not.
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import one_meant
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.deeds import DONE
from agents.providers.embedded.terms.vocabulary import CARDINAL

_WHAT = r"(?P<what>[^,;:.!?“”\"]{2,80}?)"
_WHO = (
    r"(?!(?:it|that|this|they)\b)(?:(?:the|our|my|his|her|a) )?[^\W\d][\w.-]*(?: [^\W\d][\w.-]*)?"
)
_IS = r"(?: is| are| was| were| has been| have been|['’]s|['’]re)"
_SURELY = r"(?: (?:all|now|already|finally|just|completely|fully|basically|more or less|at last|officially))*"
_WHERE = r"(?: (?:in|on) (?!(?:my|our|his|her|their)\b)[\w-]+)?"
_SIDE = r"(?: (?:from|on) (?:\w+|[\w]+['’]s?|the \w+['’]s) side)?"
_BEHIND = (
    r"(?:(?:[,;.!]+| [-–]) *(?:(?:and|but|so|then) )?| (?:and|but) "
    r"| (?=(?:except|apart from|other than|bar)\b))"
)
_REPORT = re.compile(
    rf"{_WHAT}(?P<is>{_IS})(?P<done>{_SURELY} {DONE}){_WHERE}{_SIDE}{_BEHIND}(?P<rest>[^\n]{{3,120}}?)[.! ]*",
    re.IGNORECASE,
)

_BY_SOMEBODY = re.compile(
    rf"{_WHO}(?: is| am| are|['’]s|['’]m|['’]re)(?: (?:now|already|finally|all))* (?:done|finished|through)"
    rf" with {_WHAT}{_BEHIND}(?P<rest>[^\n]{{3,120}}?)[.! ]*",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    rf"{_WHAT}(?: is| are| was| were| has been| have been|['’]s been) (?:(?:now|already|finally|just) )*"
    rf"(?:approved|accepted|signed off|ok(?:['’]ed|ayed)|waved through) by {_WHO}[.! ]*",
    re.IGNORECASE,
)
_NOT_AFTER_ALL = re.compile(
    rf"(?:(?:it )?turns out(?: that)? |(?:actually|apparently),? )?{_WHAT} (?:is|are|was|were|has"
    rf"|have)(?:n['’]?t| not)(?: been)? (?:\w+ )?{DONE}(?: out)? after all[.! ]*",
    re.IGNORECASE,
)
_CAN_START = re.compile(
    rf"{_WHAT} (?P<can>can (?:now )?(?:start|begin|go ahead)),? (?:(?:as|because|since) )?(?:everything|all)"
    r"(?: is|['’]s) (?:now )?(?:ready|prepared|set(?: up)?|in place|there)[.! ]*",
    re.IGNORECASE,
)
_ONLY = r"(?:(?:only|just|still|now|simply|currently|already|busy) )*"
_WHOSE = (
    r"(?:(?:the|a|an|one|my|our|his|her|their|final|last|code|legal|second|[^\W\d]\w+['’]?s) )*"
)
_CHECK = (
    r"(?:reviews?|checks?|proof-?read(?:ing)?|approval|sign-?off|ok(?:ay)?|feedback|go-?ahead|comments"
    r"|look|listen|read(?:-?through)?|run-?through|pair of eyes|verdict|corrections?)"
)
_TO_CHECK = (
    r"(?:(?:review|check|read|proof-?read|approve|ok|sign off(?: on)?|test|correct|look over|look through"
    r"|look at|go over|go through|see|have a look at)(?: (?:it|them|this|that|everything))?"
    r"|(?:look|sign) (?:it|them) (?:over|through|off))"
)
_CHECKING = (
    r"(?:(?:reviewing|checking|reading|proof-?reading|testing|correcting|looking over|looking through"
    r"|looking at|going over|going through)(?: (?:it|them|this|that|everything))?"
    r"|looking (?:it|them) (?:over|through))"
)
_WHEN = (
    r"(?: (?:through|over|again|once more|now|first|at the moment|right now|to(?:day|night|nite|morrow)"
    r"|this \w+|next week|on \w+day))*"
)
_CHECKED = re.compile(
    "|".join(
        (
            rf"(?:(?:it|they) ?)?(?:(?:is|are|['’]s|['’]re) )?{_ONLY}(?:with|at|sent to|gone to|went to"
            rf"|off to|out to) {_WHO} (?:for|to) {_WHOSE}(?:{_CHECK}|{_TO_CHECK}){_WHEN}",
            rf"(?:(?:it|they) ?)?(?:(?:is|are|['’]s|['’]re) )?{_ONLY}(?:with|at) (?:the|our|my|his|her)"
            rf" [\w-]+(?: [\w-]+)?{_WHEN}",
            rf"{_ONLY}{_WHOSE}{_CHECK}(?: (?:from|by|of) {_WHO})?(?: is| are) {_ONLY}(?:open|missing|left"
            r"|outstanding|pending|to come|to do|needed|to go)",
            rf"(?:except(?: for)?|apart from|other than|bar) {_WHOSE}{_CHECK}(?: (?:from|by|of) {_WHO})?",
            rf"{_ONLY}(?:{_WHO} )?{_ONLY}(?:needs?|wants?|lacks?|waits? for"
            rf"|(?:(?:am|is|are) )?{_ONLY}(?:waiting for|missing)) "
            rf"{_WHOSE}{_CHECK}(?: (?:from|by|of) {_WHO})?",
            rf"{_ONLY}{_WHO} {_ONLY}(?:needs?|has|have|wants?|got) to {_TO_CHECK}{_WHEN}",
            rf"{_WHO}(?: is| am| are|['’]s|['’]m|['’]re) {_ONLY}{_CHECKING}{_WHEN}",
        )
    ),
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"(?:(?:only|just|still) )+(?P<part>[^,;:.!?]{3,50}?)(?: is| are) (?:still |yet )?(?:missing|left"
    r"|open|to do|to come|outstanding|not done|not in)(?: now| yet)?"
    r"|(?:except(?: for)?|apart from|other than|bar|(?:just )?not(?: yet)?) (?P<other>[^,;:.!?]{3,50}?)"
    r"(?: yet)?",
    re.IGNORECASE,
)
_TIME = rf"\b(?:{CARDINAL}|an?|half an?) (?:full |whole |long )?(?:minute|hour|day|week|weekend|month)s?\b"
_HOW_IT_WENT = re.compile(
    rf"(?!.*{_TIME})(?:(?:it |that |and |which |all )*(?:cost|took (?:\w+ )?(?:all|ages|forever|an age"
    r"|the whole|a while|longer|quite|way|too|long|much|a lot|half the|some)"
    r"|went (?:well|fine|smoothly|badly|ok(?:ay)?)"
    r"|(?:was|were) (?:quite|very|really|so|super|pretty|rather|easier|harder|quicker|faster|fun|easy|hard"
    r"|tough|a (?:hell|lot|pain|breeze|nightmare|good|nice|real|bit|great|long|hard|tough|joy)))\b"
    r"|can you believe (?:it"
    rf"|that)|finally|at last|phew|yay|hooray|thank (?:god|goodness|heavens)|what an? |{_WHO} did (?:it"
    r"|that|them)\b)[^,;:?“”\"]*",
    re.IGNORECASE,
)
_FINE = re.compile(
    rf"{_WHAT}{_IS}(?: (?:all|now|already))* (?:fine|in order|good|ok(?:ay)?|all ?right|valid)"
    r"(?:,| [-–]|;)? (?:and )?(?:(?:i|we) )?(?:have )?(?:just )?(?:checked|rang|called|phoned|asked"
    r"|verified"
    r"|looked (?:at|into|through)|went through|tested)\b[^,;.!?“”\"]*"
    r"(?:(?:[,;.]| [-–])? (?:and |so )?(?:no|nothing|none)\b[^,;.!?]{0,40}"
    r" (?:needed|required|necessary|missing|to do|to change|to pay)\b[^,;.!?]{0,30})?[.! ]*",
    re.IGNORECASE,
)


def finished(scene: Scene, text: str) -> str:
    """The message as the state of what it is about; as it is where it says something else."""
    said = text.strip()
    if fine := _FINE.fullmatch(said) or _APPROVED.fullmatch(said):
        return f"{fine['what']} is done" if one_meant(scene, fine["what"]) else text
    if can := _CAN_START.fullmatch(said):
        return f"{can['what']} {can['can']}"
    if (wrong := _NOT_AFTER_ALL.fullmatch(said)) and one_meant(scene, wrong["what"]):
        return f"{wrong['what']} is not done"
    if by := _BY_SOMEBODY.fullmatch(said):
        state = _state(scene, by["what"], by["rest"])
        return f"{by['what']} is {state}" if state else text
    found = _REPORT.fullmatch(said)
    return _with_the_rest(scene, found) or text if found else text


def _with_the_rest(scene: Scene, found: re.Match[str]) -> str:
    if _is_how_it_went(scene, found):
        is_ = (
            " is" if found["is"].endswith("s") and not found["is"].startswith(" ") else found["is"]
        )
        return f"{found['what']}{is_}{found['done']}"
    state = _state(scene, found["what"], found["rest"])
    return f"{found['what']} is {state}" if state else ""


def _is_how_it_went(scene: Scene, said: re.Match[str]) -> bool:
    is_told = _HOW_IT_WENT.fullmatch(said["rest"]) is not None
    return is_told and one_meant(scene, said["what"]) is not None


def _state(scene: Scene, what: str, rest: str) -> str:
    """What has become of it by what stands behind it; nothing where that tells of something else."""
    if _CHECKED.fullmatch(rest):
        return "in review"
    missing, task = _MISSING.fullmatch(rest), one_meant(scene, what)
    if missing is None or task is None:
        return ""
    other = one_meant(scene, missing["part"] or missing["other"])
    around = (
        task.id,
        *(one.id for one in scene.tree.walk(task.id)),
        *scene.tree.ancestors(task.id),
    )
    return "in progress" if other is None or other.id in around else "done"
