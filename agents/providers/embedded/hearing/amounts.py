"""How long something takes after all, where another time is said first: "five hours? more like 8".

That other time stands in the plan, or in somebody's mind, and is not to be set.
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import CARDINAL

_COUNT = rf"(?:\d{{1,4}}(?:[.,]\d)?|{CARDINAL}|an?|half an?)"
_UNIT = r"(?:min(?:ute)?s?|h(?:ou)?rs?|h|days?|weeks?|months?)"
_TIME = rf"{_COUNT} ?(?P<unit>{_UNIT})"
_TASK = r"(?P<task>[tT#]\d{1,5}|(?!(?:we|i|you|they|it|that)\b)[^;:.!?\d“\"]{2,80}?)"
_AND_ALL = r"(?:,? and (?:all that|so on|all|such|everything|the like|stuff like that))?"
_ABOUT = r"(?:only |just |about |around |within |at most |at least )?"
_ASIDE = r"(?:[,;:.!?…]+| -| –)+(?: [^,;:.!?\d]{2,40}(?:[,;:.!?…]+| -| –)+){0,2} "
"""What is thought of that time: "? never. ", ", no way, "."""
_RATHER = (
    r"(?:(?:it is|(?:it|that)['’]?s|i['’]?d say|i would say|i say|let['’]?s say|say|more like|rather"
    r"|make (?:it|that)|better|plan|allow|call it|probably|put|set it to|it['’]?ll be|it will be|nearer"
    r"|closer to|no,?|at least) )+"
)
_NEW = rf"(?P<new>{_COUNT})(?: ?(?P<its>{_UNIT}))?"
_MORE = (
    r"(?:(?:way |much |far |a lot |a bit |clearly )?(?:more|longer|less|fewer) than"
    r"|over|under|nowhere near)"
)
_SURELY = r"(?: (?:surely|probably|easily|definitely|certainly|just|really))?"
_NOT = (
    r"(?:won['’]?t|will not|does not|doesn['’]?t|do not|don['’]?t|is not going to|are not going to)"
)
_TAKES = (
    rf"(?:(?:will|is going to|are going to|would|must){_SURELY} )?"
    r"(?:take|need|be|takes|needs|is|are|require|requires)"
)
_ENOUGH = r"(?: (?:is|are|will be|should be) (?:enough|plenty|fine|more like it|realistic))"
_BY_THE_WAY = r"(?: at least| or so| at most| please| i(?:['’]d)? (?:think|guess|say))?[.!]*"
_FORMS = tuple(
    re.compile(rf"{form}{_BY_THE_WAY}", re.IGNORECASE)
    for form in (
        rf"{_TASK}{_AND_ALL},? (?:in|within|at|for) {_ABOUT}{_TIME}(?=\?){_ASIDE}(?:{_RATHER})?{_NEW}",
        rf"{_TASK}{_AND_ALL} {_TAKES} {_ABOUT}{_TIME}(?=\?){_ASIDE}{_RATHER}{_NEW}",
        rf"{_ABOUT}{_TIME} for {_TASK}{_AND_ALL}(?=\?){_ASIDE}(?:{_RATHER})?{_NEW}{_ENOUGH}?",
        rf"{_TASK}{_AND_ALL} {_TAKES} {_MORE} {_TIME}{_ASIDE}(?:{_RATHER})?{_NEW}{_ENOUGH}?",
        rf"{_TASK}{_AND_ALL} {_NOT} (?:take|need|be) {_ABOUT}{_TIME}{_ASIDE}(?:{_RATHER})?{_NEW}{_ENOUGH}?",
    )
)


def amount_put_right(scene: Scene, text: str) -> str:
    """The message as what the task takes after all; as it is where it says something else."""
    said = next(filter(None, (form.fullmatch(text.strip()) for form in _FORMS)), None)
    if said is None or not may_mean(scene, said["task"]):
        return text
    long = f"{said['new']} {said['its'] or said['unit']}"
    return text if minutes(long) is None else f"{said['task']} takes {long}"
