"""When somebody can begin at the earliest: "the electrician can only come in February".

Also where the day stands in a sentence of its own: "Eva is back on 11 January, she can't start the draft
before that".
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.hearing.reasons import without_reasons
from agents.providers.embedded.references.phrases import SLACK
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.vocabulary import listed

_COME = r"(?:come|start|begin|be here|be there|make it|work)"
_COMES = re.compile(
    rf"(?P<what>[^,;.:!?]{{2,60}}?) (?:(?:can only|is only able to) {_COME}(?: (?:in|on|from|after))?"
    rf"|can(?:not|['’]t| not) {_COME} (?:before|until|till)) (?P<day>(?:the )?[^,;.:!?]{{2,40}}?)(?:"
    rf" on(?:wards?)?)?"
    r"(?:[,;.]? (?:so )?(?:please |pls )?(?:plan|adjust|move|schedule|update) [^.!?]{2,40})?[.!]*",
    re.IGNORECASE,
)
_NOT = (
    r"(?:can(?:not|['’]?t| not)|could(?:n['’]?t| not)|(?:will|wo) ?n[o'’]t be able to|must(?:n['’]?t| not)"
    r"|should(?:n['’]?t| not)|wo(?:n['’]?t)|will not|don['’]?t|do not|let['’]?s not)"
)
_BEGIN = r"(?:start|begin|get going|get started|kick off|do)"
_THEN = r"(?:(?:any )?(?:earlier|sooner)|(?:before|until|till|prior to) (?:that|then)(?: (?:day|date))?)"
_WHEN = (
    r"(?![^.;!?]{0,60}\b(?:[tT#]\d|(?:is|are|be|gets?) (?:due|done|finished|ready)))"
    r"[^.;!?]{3,80} (?:on|until|till|from|after|before|by|in) (?P<day>(?:the )?[\w .]{2,24}?)"
    r"(?:[,;.!]| -| –)? (?:(?:so|and|that means|meaning|which means)(?: that)?,? )?"
)
"""A day of which something else is said than that a task is due or done then: that would be a wish."""
_THEN_ONLY = tuple(
    re.compile(rf"{_WHEN}{form} {_THEN}[.!]*", re.IGNORECASE)
    for form in (
        rf"(?:(?:[^\W\d][\w'’]+|the [\w'’]+) )?{_NOT} {_BEGIN}(?: (?:with|on))? (?P<what>[^;.:!?]{{2,80}}?)",
        rf"(?P<what>[^,;.:!?]{{2,80}}?) {_NOT} (?:be )?(?:start(?:ed)?|begin|begun|happen)",
        r"no (?:starting|beginning|work)(?: (?:with|on))? (?P<what>[^;.:!?]{2,80}?)",
    )
)


def starts_then(scene: Scene, text: str) -> str:
    """The message as the day on which that starts; as it is where it names no day, or no task."""
    if comes := _COMES.fullmatch(without_reasons(text.strip())):
        first = days(comes["day"], scene.context.today, "start")
        return f"{comes['what']} starts {first[0].isoformat()}" if len(first) == 1 else text
    said = next(filter(None, (form.fullmatch(text.strip()) for form in _THEN_ONLY)), None)
    then = days(said["day"], scene.context.today, "start") if said else ()
    ids = found(scene, SLACK.sub("", said["what"]), said["what"]) if said and len(then) == 1 else ()
    if not ids:
        return text
    named = listed([scene.handle(scene.tree.tasks[id]) for id in ids])
    return f"{named} {'starts' if len(ids) == 1 else 'start'} {then[0].isoformat()}"
