"""Why something is wished: a sentence of its own beside the wish, which changes nothing.

"Rename it to Winter sale, not everybody celebrates xmas" has one, and so has "customers keep
complaining, make the search critical". Such words are looked for before anything else is read, since
"customers" might be taken for the task “Customer accounts”, and a title for all that follows. Only what
speaks of people or things, with a verb that says nothing of a plan, and with no value, number or
quotation in it, is a reason and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.providers.embedded.references.marked import QUOTE
from agents.providers.embedded.terms.instructions import is_command

_PEOPLE = (
    r"(?:(?:not |nearly |almost )?(?:everybody|everyone|nobody|no one|somebody|someone|people"
    r"|customers|clients"
    r"|users|visitors|guests|kids|most people|some people|lots of people))"
)
_NOT = r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)(?:n['’]?t| not)|cannot"
r"|never|always"
_FEELS = (
    r"wants?|wanted|likes?|loves?|hates?|knows?|knew|thinks?|thought|says?|said|tells?|told|asks?"
    r"|asked|keeps?|kept"
    r"|complains?|complained|complaining|insists?|insisted|prefers?|preferred|promised|agreed"
    r"|decided|confirmed"
    r"|believes?|hopes?|expects?|expected|worries|worried|celebrates?|understands?|understood"
    r"|forgot|gets? confused"
    r"|sounds?|looks?|feels?|seems?|laughs?|laughed|mentioned|suggested|noticed|remembers?|misunderstands?"
)
_IS = r"(?:is|are|was|were|['’]s|['’]re)"
_OFF = (
    r"(?:away|on (?:a )?(?:holidays?|vacation|leave|parental leave|sick leave|honeymoon|a trip)|sick|ill|busy"
    r"|not (?:here|available|around|in)|unavailable|swamped|overloaded|leaving(?: us)?|new here"
    r"|no longer (?:with us|here)|booked up)"
)
_NAME = r"(?-i:[A-ZÄÖÜ][\w-]+)"
_ONE = rf"(?:he|she|they|{_NAME}|(?:my|our|the|his|her|their) [\w-]+)"
_ANY = (
    rf"(?:{_PEOPLE}|we|i|you|they|he|she|{_NAME}"
    r"|(?:(?:my|our|the|his|her|their|this|some|most|all|many) )?[\w'’-]+(?: [\w'’-]+)?)"
)
_STILL = r"(?:still |now |already |also )?"
_IT_CAN_WAIT = re.compile(
    r"(?:it|that|this|they)(?:['’]?s not| is not| isn['’]?t| are not| aren['’]?t)"
    r" (?:(?:so|that|very|too|really) )*"
    r"(?:important|urgent|pressing|critical)(?: (?:now|yet|any ?more|at all|right now))?"
    r"|(?:the )?(?:old|previous|first|original|other|last)(?: \w+)? (?:was|were|sounded|looked)"
    r" (?:(?:much|way|a lot) )?(?:better|fine|nicer|clearer|good|ok|right|correct)(?: before| enough)?"
    r"|(?:the )?(?:rest|others|other (?:tasks|things|ones|stuff)|everything else|it|that|this"
    r"|[a-z]+) (?:is|are)"
    r" (?:(?:much|far|a lot|even) )?(?:more|less) (?:important|urgent|critical|pressing)(?: (?:now"
    r"|than that))?"
    r"|(?:it|that|this|they) can (?:easily )?wait(?: (?:a bit|a while|for now))?",
    re.IGNORECASE,
)
"""Why something stands where it is put: less than a wish for another priority."""
_THERE = (
    r"(?:we|i|they)(?:['’]ve)? (?:(?:already|now|finally) (?:have|got)|(?:have|got)"
    r"(?= .*\b(?:now|already|at last)\b))(?! to\b)"
)
_REASON = re.compile(
    r"(?!more like\b)(?:(?:because|cause|coz|cuz|bc|since|as|so|and) )?"
    rf"(?:{_PEOPLE} (?!(?:and|or)\b)[a-z]{{2,}}"
    rf"|{_ANY} (?:(?:just|really|still|already|also|only) )?(?:{_NOT}|{_FEELS})\b"
    rf"|{_ONE} ?{_IS} (?:still |now |already |too |very |so |currently |always |really )*{_OFF}\b"
    rf"|{_ONE} (?:has|have|had|got) (?:no|too much|enough|other|a lot|little)\b"
    rf"|(?:we|i|they) {_STILL}(?:have|need|want) to [a-z]+(?: (?:there|here|then|in it|with it))?$"
    rf"|{_THERE}|you (?:can|could|may|have to|need to) only)(?P<rest>.*)",
    re.IGNORECASE,
)
_PLANS = re.compile(
    rf"\b(?:should|must|shall|ought|(?:has|have|had|needs?|need) to be|needs? (?!it|that|this"
    rf"|them)|tasks?|steps?|subtasks?"
    r"|done|finished|completed?|started|blocked|cancell?ed|urgent|critical|important|priority|due"
    r"|deadline|late|overdue"
    r"|until|before|after|earlier|later|sooner|under|first|last|depends?|waits?|wait|instead|estimated?"
    r"|days?|hours?|weeks?"
    rf"|mon|tues|wednes|thurs|fri|satur|sunday|tomorrow)\b|[→=#]|\d|{QUOTE}|[\"“”]",
    re.IGNORECASE,
)
_AWAY = re.compile(rf"{_ONE} ?{_IS} (?:\w+ )??{_OFF}\b", re.IGNORECASE)
_THEIR_TASK = re.compile(
    rf"(?:he|she|{_NAME}) (?:wants?|prefers?|likes?|asked for|expects?) "
    r"(?!(?:to|us|me|you|it|that|this|them|so|a|more|less)\b)",
    re.IGNORECASE,
)
"""Who wants what may be who gets which task: "Tom wants the sofa"."""
_NEUTRAL = frozenset(
    ("ask", "keep", "want", "know", "say", "tell", "think", "mean", "see", "look", "have", "get", "need",
     "like", "expect", "prefer", "decide", "remember", "miss", "care", "mind", "find", "happen", "make",
     "understand", "live", "work", "take", "use")
)  # fmt: skip
_JOINT = re.compile(
    r"\s*(?:[.!?;]+(?=\s)|,|\s[-–—](?=\s)|\n+|\s(?=(?:because|cause|coz|cuz|bc)\b))\s*",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|its|that|this|them|they|these|those|he|him|she|her|his|one)\b", re.IGNORECASE
)


_WHO = r"(?:it|that|this|he|she|they|we|i|(?:the|my|our|his|her|their) [\w-]+|[^\W\d][\w-]+)"
_HOW_IT_IS = re.compile(
    rf"(?:(?:because|since|as) )?(?:{_WHO} ?{_IS} (?:"
    r"(?:so|too|very|really|quite|rather|pretty|a bit|always|still|just|not|never|all|a|an|the|no|much|more)"
    r" [^,]{2,60}"
    r"|(?!(?:done|gone|sent|paid|made|built|bought|sold|out|in|over|up|through|there|back|set|off|ready|open"
    r"|live|mine|yours|blocked)$)[\w-]+(?<!ed)(?<!ing)(?<!en))"
    rf"|{_WHO} (?:knows?|has done|have done|forgot|never) [^,]{{2,60}})",
    re.IGNORECASE,
)
_SICK = r"(?=(?:sick|ill|off|away|out|busy|on (?:holidays?|vacation|leave))\b)"


def named_rightly(text: str, people: Iterable[str]) -> str:
    """With "Rosa is" for "rosas", where she is said to be away."""
    for name in people:
        if name.isalpha():
            short = rf"(?:\b{name}(?:['’]?s| is)|(?:^|(?<=[,;.!] )){name}) {_SICK}"
            text = re.sub(short, f"{name} is ", text, flags=re.IGNORECASE)
    return text


def is_there(said: str) -> bool:
    """Whether words say of something that it is there already, so that it need not be added."""
    return re.match(_THERE, said, re.IGNORECASE) is not None


def is_reason(said: str) -> bool:
    """Whether words only say why."""
    plain = said.strip(" ,.;:!?–—-")
    if _IT_CAN_WAIT.fullmatch(plain):
        return True
    found = _REASON.fullmatch(plain)
    if found is None:
        return False
    if (
        ":" in plain
        or _THEIR_TASK.match(plain)
        or (_PLANS.search(plain) and not _AWAY.match(plain))
    ):
        return False
    return not any(
        is_command(word) and word.lower() not in _NEUTRAL for word in found["rest"].split()
    )


def says_how_it_is(said: str) -> bool:
    """Whether words say how somebody or something is, and neither report nor wish: "tariq is slow"."""
    plain = said.strip(" ,.;:!?–—-")
    return _HOW_IT_IS.fullmatch(plain) is not None and not _PLANS.search(plain)


def without_reasons(text: str) -> str:
    """A message without its reasons; as it is where nothing else would be left.

    What is said first stays where later words may point to it: "Ben is ill, take him off T3".
    """
    parts = _parts(text)
    while len(parts) > 1 and is_reason(parts[-1][1]):
        parts.pop()
    while (
        len(parts) > 1
        and is_reason(parts[0][1])
        and not _POINTS.search("".join(b for _, b in parts[1:]))
    ):
        parts.pop(0)
    return "".join(joint * bool(place) + part for place, (joint, part) in enumerate(parts)).strip()


def _parts(text: str) -> list[tuple[str, str]]:
    """The clauses of a text, each with what joins it to the one before."""
    parts, start, joint = list[tuple[str, str]](), 0, ""
    for match in _JOINT.finditer(text):
        if match.start() > start and match.end() < len(text):
            parts.append((joint, text[start : match.start()]))
            start, joint = match.end(), match[0]
    return [*parts, (joint, text[start:])]
