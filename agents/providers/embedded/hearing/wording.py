"""A message without the ways of saying it: politeness, hedges, wishes as questions, short forms.

"Hm, couldn't we maybe put the docs first?" and "put the docs first" are one wish. What is left is in
the form that the rules are written for: an imperative, or a sentence about a task with "should".
"""

from __future__ import annotations

import re
from functools import cache

from agents.providers.embedded.references.marked import MARK, QUOTE, TASK
from agents.providers.embedded.terms.instructions import (
    belongs_to_instructions,
    commands,
    is_command,
)

_SHORT_FORMS = (
    (r"[’`´]", "'"),
    (r"\s*(?:<-+>|<=+>|↔|⇄)\s*", " swap places with "),
    (r"\s*(?:<-+|←|⇐)\s*", " depends on "),
    (r"\s*(?:-+>|=+>|→|➡|⇒|»|\.\.>)\s*", " → "),
    (r"\bw/o\b", "without"),
    (r"\bx-?mas\b", "christmas"),
    (r"\bw/ ?", "with "),
    (r"\b(we|i|they) gave (?!up\b)", r"\1 give "),
    (r"(?<=\d) (?=#?t\d+\b)", ", "),
    (r"\b(that|there|what|where|who)s\b", r"\1 is"),
    (
        r"\bits (?=(?:the|an?|not|all|just|too|only|really|now|still|already|one|basically)\b)",
        "it is ",
    ),
    (r"\b(do|does|did|is|are|was|were|should|could|would|have|has|must|need)n'?t\b", r"\1 not"),
    (r"\b(?:can'?t|can not)\b", "cannot"),
    (r"\bwon'?t\b", "will not"),
    (r"\b(let|that|there|here|what|who|it|he|she|where|how)'s\b", r"\1 is"),
    (r"\blet is\b|\blets\b", "let us"),
    (
        r"\bits (?=(?:not|no longer|too|so|really|very|already|still|just|now|a|an|the|only|important|urgent"
        r"|critical|done|finished|blocked|ready|obsolete)\b)",
        "it is ",
    ),
    (r"\bim\b|\bi'm\b", "i am"),
    (r"\b(we|you|they)'re\b", r"\1 are"),
    (r"\b(i|we|you|they)'ve\b", r"\1 have"),
    (r"\b(i|we|you|they|he|she|it|that|there|this)'ll\b", r"\1 will"),
    (r"\b(i|we|you|they|he|she|it|that)'d\b", r"\1 would"),
    (
        r"\b(\w+)'s (?=(?:doing|going|working|taking|done|finished|ready|blocked|sold|gone|sent|packed"
        r"|over|through|not|still|now(?= \w)|already|too|a|an|due|in|on|obsolete|unnecessary|important"
        r"|urgent|signed|stuck|late|overdue|\w{3,}ed)\b)",
        r"\1 is ",
    ),
    (r"\b(?:cut|chop) (?=(?:\S+ ){1,5}?(?:in|into|up in|up into) (?!half\b))", "split "),
    (r"\bgonna\b", "going to"),
    (r"\bgotta\b", "got to"),
    (r"\bwanna\b", "want to"),
    (r"\bno longer\b", "not any more"),
    (r"\b(?:any ?more|any longer)\b", "any more"),
    (r"\bsub[- ](?=tasks?\b|items?\b|steps?\b)", "sub"),
)
_SHORT = tuple((re.compile(said, re.IGNORECASE), plain) for said, plain in _SHORT_FORMS)
_HEDGES = re.compile(
    r",? \b(?:really|actually|basically|probably|maybe|perhaps|possibly|simply|definitely|certainly|clearly"
    r"|obviously|honestly|literally|kind of|sort of|i think|i guess|i suppose|i reckon|if possible"
    r"|to be honest"
    r"|imo|imho|tbh|in my opinion|if you ask me|as discussed|as agreed|for sure|after all|of course|anyway"
    rf"|at least|indeed|rather(?! than)|though|tho|just|better(?! {QUOTE})|please|pls|plz|pretty please"
    r"|from my side|for my part|if you ask me|on my side|by the way"
    r"|thanks|thx|lol|haha)(?=[\s,.;:!?]|$),?",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:(?:hm+|uhm*|um+|oh|ah|aha|ok(?:ay)?|so|well|actually|basically|btw|by the way|fyi|also|and|plus"
    r"|but|then"
    r"|hey|hi|hello|yo|please(?: to)?|pls|plz|kindly|oops|ups|yeah|yep|honestly|maybe|perhaps|probably"
    r"|additionally"
    r"|furthermore|as discussed|as agreed|for the record|on second thoughts?|come to think of it"
    r"|to be honest|tbh"
    r"|imo|imho|if possible|i mean|you know(?! what\b)|in my opinion|if you ask me|as far as i can tell)"
    r"(?:\s*[,:;.!…–—-]+\s*|\s+)"
    r"|(?:k|right|look|listen|sorry|wait|no(?: wait)?|nope|yes|yup|sure|great|thanks|thank you|thx|cool"
    r"|nice|alright"
    r"|all right|finally|attention|careful|good news|bad news|news|now|guys|team|folks|correction|update"
    r"|you know what|guess what|again|first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly"
    r"|quick(?: one| thing| question)?|(?:small|minor|another|one(?: more| last)?|last|next) (?:change"
    r"|thing|one"
    r"|point|question|request)|changes? of plans?)\s*(?:[,:;.!?…–—]+|\s-)\s*"
    r"|(?:i|we) (?:do )?(?:think|believe|guess|suppose|reckon|feel|feel like|assume|decided|agreed|find"
    r"|say|noticed"
    r"|realised|realized|just realised|heard|see)(?: now)?(?: that| it is best to| to)?,? "
    r"|i (?:already |just )?told you(?: that| already)?,? "
    r"|(?:[^\W\d]\w+|the \w+) (?:says?|said|thinks?|mentioned|suggests?|suggested|reckons?|insists?"
    r"|told (?:me|us))(?: that)?,? "
    r"|[^\W\d]\w+ (?:reminded|wrote|complained|pointed out|keeps saying|noticed)(?: me| us)? that,? "
    r"|(?:it )?(?:turns|turned) out(?: that)?,? |(?:it )?(?:seems|looks|appears)(?: to me)?(?: like"
    r"| that| as if)?,? "
    r"|apparently,? |(?:it is|that is) (?:because|clear that|true that),? )",
    re.IGNORECASE,
)
_MODALS = "can|could|would|will|may|might|must|shall|should"
_WISHES = tuple(
    re.compile(said, re.IGNORECASE)
    for said in (
        rf"(?:{_MODALS})(?: not)? (?:you|we|u|i|somebody|someone|one)(?: else)?(?: not)?(?: (?:please"
        rf"|maybe|just|also|perhaps|possibly))* (?:be able to |be so kind (?:and|to|as to) )?",
        r"(?:do|does|would) (?:you|we|it) (?:also )?(?:mind|make sense|be possible|be ok(?:ay)?)(?: to"
        r"| if (?:we|you|i)(?: could)?)? ?",
        r"(?:is it|would it be|it would be|it is|that would be|it might be|might be"
        r"|would be) ?(?:not )?(?:also )?(?:possible|good|great|nice|better|best|cool|helpful|smarter"
        r"|wise|wiser|clever|ok(?:ay)?|time|necessary|easier|lovely|useful)?(?: for (?:you|us))?(?: to"
        r"| if (?:we|you|i)(?: could)?) ",
        r"(?:it )?(?:makes|would make|does make) (?:more )?sense to ",
        r"any (?:chance|way) (?:that )?(?:you|we|to)(?: could| can)? ",
        r"(?:i|we)(?: would| do)?(?: also| still| really)? (?:want|like|love|prefer|wish|ask|need"
        r"|expect) (?:you )?to ",
        r"(?!i (?:will|can|could) (?:do|take|handle|own|look after|take care))(?:i|we|you|one|somebody"
        r"|someone) (?:should|must|shall|could|can|cannot but|need to|needs to|have to|has to|had better"
        r"|ought to|better|may want to|might want to|might as well|may as well|will|are going to"
        r"|am going to|would rather|would|are to)(?: (?:also|still|really|probably|just|then|now|please"
        r"|better|definitely|maybe|already))* (?!not\b|be\b|have\b)",
        r"let us(?: (?:also|just|please|maybe|rather|better))* (?!not\b)",
        r"why (?:do|would) not (?:we|you|i) |why not |time to |go ahead and |feel free to "
        r"|make sure (?:to|that(?: you| we)?) |be so kind (?:and|as to) |try to |remember to "
        r"|it is (?:time|necessary|needed) to ",
    )
)
_GERUND = re.compile(
    r"(?:how about|what about|what if we|would you mind|do you mind|mind|consider|suggest|propose"
    r"|i suggest|i propose|we suggest)"
    r" (?:we )?(?P<verb>[a-z]+?)(?P<double>([a-z])\3)?ing\b",
    re.IGNORECASE,
)
_SUBJECT = rf"(?:(?:{TASK})(?:(?:,? and |, | or | & ){TASK})*|it|this|that|they|these|those|both|everything)"
_INVERTED = re.compile(
    rf"(?:should|could|can|must|may|would|might|will|shall) (?:not )?(?P<a>{_SUBJECT}) (?P<rest>(?!not ).+)",
    re.IGNORECASE | re.DOTALL,
)
_IS_IT = re.compile(
    rf"(?:is|are|was|were) not (?P<a>{_SUBJECT}) (?P<rest>.+\?)\s*", re.IGNORECASE | re.DOTALL
)
_MODAL = re.compile(
    rf"(?P<a>{_SUBJECT}),? (?:(?:also|still|then|now) )?(?:must|has to|have to|had to|needs to|need to"
    rf"|ought to|could|can|may|might"
    r"|shall|would|will|is to|are to|had better|is supposed to|are supposed to|is meant to|wants to|want to"
    r"|should)(?: (?:also|then|now|still|well))*(?: as well)? (?!(?:not|you|we|i|they|he|she)\b)(?=\w)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,.;:!?…-]|\b(?:please|pls|plz|thanks|thank you|thx|ty|cheers|ok(?:ay)?|right|or|as well|too"
    r"|if possible"
    r"|if you can|i think|i guess|lol|haha|for me|would that work|can you do that|what do you think|no"
    r"|yes|yeah"
    r"|asap|when you can|when you get a chance|from now on|for now|right now|(?<!\bon )again|then|already"
    r"|in the end|sorry)\b)*$",
    re.IGNORECASE,
)
_ASAP = re.compile(r"\basap\b", re.IGNORECASE)


def written_out(text: str) -> str:
    """With short forms in full and arrows alike."""
    for said, plain in _SHORT:
        text = said.sub(plain, text)
    return _listed(_SLIP.sub(lambda said: _slips()[said[0]], text))


_SPELT = (
    "title name task tasks change rename delete remove assign priority deadline estimate depends"
    " finished completed"
    " description assignee between before after under status project move blocked"
)


@cache
def _slips() -> dict[str, str]:
    """Words of which two letters changed places, but for the first: "titel" is "title"."""
    return {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]: word
        for word in _SPELT.split()
        for at in range(1, len(word) - 1)
        if word[at] != word[at + 1]
    }


_SLIP = re.compile(rf"\b(?:{'|'.join(_slips())})\b")
_POINT = re.compile(r"(?:^|(?<=\s)|(?<=[,;:]))\(?(?P<n>[a-e]|\d)\)\s+")


def _listed(text: str) -> str:
    """Points that are numbered in a line as a list: "(a) mails (b) names" is "mails, names"."""
    points = [*_POINT.finditer(text)]
    if len(points) < 2 or points[0]["n"] not in "a1":
        return text
    text = text[: points[0].start()] + text[points[0].end() :]
    return re.sub(r"[\s,;]*(?<=[\s,;])\(?(?:[a-e]|\d)\)\s+", ", ", text)


def without_hedges(text: str) -> str:
    """Without words that only soften; sentences stay apart."""
    text = _HEDGES.sub(lambda m: "," if "," in m[0] else "", text)
    return re.sub(r"[ \t]+", " ", text).strip(" ,")


def opened(text: str) -> str:
    """Without what people say before they come to the point."""
    before = None
    while before != text:
        before = text
        start = _OPENER.match(text)
        if start and len(start[0]) < len(text):
            text = text[start.end() :].lstrip(" ,:;-–—")
    return text


def wish(text: str) -> str:
    """A clause as an imperative, or as what a task should be or do."""
    text = opened(text.strip())
    before = None
    while before != text:
        before = text
        for said in _WISHES:
            if (start := said.match(text)) and len(start[0]) < len(text):
                text = opened(text[start.end() :])
    return should(opened(_infinitives(text)))


_LET = re.compile(
    rf"let (?P<a>{_SUBJECT}) (?P<verb>wait|depend|hang|hinge|follow|start|come|go|begin|be)\b",
    re.IGNORECASE,
)
_CLEFT = re.compile(rf"it (?:is|was) (?P<a>{_SUBJECT}) (?:that|which|who) ", re.IGNORECASE)


def should(text: str) -> str:
    """What is asked or told about a task as "T should …"."""
    text = _LET.sub(r"\g<a> should \g<verb>", _CLEFT.sub(r"\g<a> ", text))
    if inverted := _INVERTED.match(text):
        text = f"{inverted['a']} should {inverted['rest']}"
    elif asked := _IS_IT.match(text):
        text = f"{asked['a']} is {asked['rest']}"
    return _active(_MODAL.sub(r"\g<a> should ", text))


def ended(text: str) -> str:
    """Without what people add when the wish is said."""
    end = _TRAILING.search(text)
    cut = text[: end.start()] if end and not _ASAP.search(end[0]) else text
    return cut.strip() or text


_IRREGULAR = {
    "split": "split", "put": "put", "broken": "break", "cut": "cut", "made": "make", "given": "give",
    "taken": "take", "done": "do", "sent": "send", "set": "set", "kept": "keep", "thrown": "throw",
    "brought": "bring", "built": "build", "left": "leave", "hidden": "hide", "held": "hold", "stuck": "stick",
}  # fmt: skip
_PASSIVE = re.compile(
    rf"(?P<a>{_SUBJECT}) (?:should|is to|needs|need) be(?: (?:also|then"
    rf"|now))? (?P<verb>\w+)(?P<rest>(?: |:|,|$).*)",
    re.IGNORECASE | re.DOTALL,
)
_KEEPS = {
    "done",
    "finished",
    "completed",
    "blocked",
    "closed",
    "started",
    "called",
    "named",
    "titled",
    "ready",
}


def _active(text: str) -> str:
    """As in “T should be moved up” as "move T up"."""
    passive = _PASSIVE.fullmatch(text)
    verb = base_verb(passive["verb"]) if passive else None
    if passive is None or verb is None or passive["verb"].lower() in _KEEPS:
        return text
    return f"{verb} {passive['a']}{passive['rest']}"


def base_verb(word: str) -> str | None:
    """The verb of a form of it: "moved", "moving" and "moves" are "move"; None when it is none of ours."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    for ending in ("ed", "d", "ing", "es", "s"):
        if low.endswith(ending):
            short = low.removesuffix(ending)
            doubled = short[:-1] if short[-2:-1] == short[-1:] else short
            for form in (short, f"{short}e", doubled):
                if form in commands():
                    return form
    return None


def _infinitives(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        said = match["verb"] + (match["double"] or "") + "ing"
        return base_verb(said) or match[0]

    return _GERUND.sub(plain, text)


def says_nothing(text: str) -> bool:
    """Whether nothing is left but marks of punctuation and small words."""
    return not any(
        not belongs_to_instructions(word) for word in re.findall(rf"{MARK}|[^\W_]+", text)
    )


_HALF = re.compile(
    r"give (?:me|us) (?:\w+ )?(?:sub-?tasks|steps) (?:for|of|under|to)\b|"
    r"(?:(?:so|and|hm+|ok|well|but),? )*(?:how about|what about|who cares|what if"
    r"|(?:can|could|may|might) (?:we|you|i) (?:also |please |maybe )*(?:have|get|add|put|squeeze|fit"
    r"|include|plan))\b",
    re.IGNORECASE,
)


_SPELLED = re.compile(r"\W*(?:sub-?tasks|steps|bullets|write|spell|detail)\b", re.IGNORECASE)


def half_a_wish(text: str) -> bool:
    """Whether what begins as a question goes on to say what to do about it."""
    if _HALF.match(text):
        return True
    _, mark, rest = text.partition("?")
    first = re.match(r"[^\W\d_]+", wish(rest.strip())) if mark else None
    return first is not None and (is_command(first[0]) or _SPELLED.match(rest) is not None)
