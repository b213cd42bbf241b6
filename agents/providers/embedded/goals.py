"""A goal in a person's words → its verb, what it is about, and what else it says.

    "I want to build a mobile app for dog walkers with login and payments by March"
     └ courtesy ┘└verb┘└─ thing ─┘└─ audience ─┘└──── extras ────┘└deadline┘

Whatever is not understood stays in the title; nothing that a person wrote is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agents.providers.embedded.lexicon import FOREIGN, SMALL
from agents.providers.embedded.moments import WHEN, Moments, moments
from agents.providers.embedded.nouns import (
    ANY_THING,
    ARTICLES,
    COMPANY,
    COUNTABLE_STEMS,
    MORE_SO,
    OWNERS,
    QUESTION,
    SAYS_MORE,
    SEVERAL,
    Noun,
    gerund,
    is_countable,
    noun,
    quoted,
    sentence,
    shortened,
)
from agents.providers.embedded.spelling import spelled_out
from agents.providers.embedded.verbs import JOINTS, first_verb, shared_verbs, split_verb, verb_forms
from agents.providers.embedded.words import stem, stems, tokens

LONGEST_TITLE = 80
COURTESY = re.compile(
    r"""(?:
    (?:please|hi|hello|hey|ok|okay|so|well|dear\ \w+|now|just|basically)\b[\s,!.:]*
    | (?:can|could|would|will)\ you\ (?:please\ )?(?:help\ (?:me|us)\ (?:to\ )?)?
    | help\ (?:me|us)\ (?:to\ )?
    | (?:i|we)(?:['’]d|\ would)\ (?:really\ )?(?:like|love)(?:\ you)?(?:\ to)?\s
    | (?:i|we)['’]ve\ got\ to\s
    | (?:i['’]?m|we['’]re|i\ am|we\ are)\ (?:going|planning|trying|looking|hoping|about|thinking)
      (?:\ (?:to|of|about))?\s
    | (?:i['’]?m|we['’]re|i\ am|we\ are|we)\ (?=[a-z]{3,}ing\s)
    | (?:i|we)(?:\ \([^()]*\))?\ (?:really\ |just\ |also\ |now\ |urgently\ )?
      (?:want|need|have|plan|intend|hope|wish|must|should|will)(?:\ you)?(?:\ to)?\s
    | (?:the|our|my)\ (?:[\w-]+\ ){1,3}(?:wants?|needs?|has|have|plans?)\ (?:to\s|(?=an?\s))
    | let(?:['’]s|\ us)\s
    | (?:my|our|the)\ (?:goal|aim|plan|task|idea|project)\ is(?:\ to)?\s
    | (?:goal|project|task|idea)\s*:\s*
    | it\ would\ be\ (?:nice|great|good)\ to\s
    | (?:(?:make|create|write|give|draft|generate)\ )?(?:me\ |us\ )?
      (?:a|the)\ (?:project\ )?plan\ (?:to|for|on\ how\ to|for\ how\ to)\s
    | first(?:ly)?,?\ (?=\w+\ (?:an?|the|my|our)\ )
    | plan\ (?:how\ )?to\s | how\ (?:to|do\ i|can\ i|do\ we|can\ we)\s
    | what\ (?:do|would)\ (?:i|we)\ need\ to\s | to\s
    )""",
    re.IGNORECASE | re.VERBOSE,
)
GOODBYE = re.compile(
    r"(?:[,;.!–-]\s*(?:please )?help(?: me| us)?)?"
    r"[\s,]*(?:please|pls|plz|thanks|thx|thank you|asap|as soon as possible|finally|at last|properly)?"
    r"[\s.!?;:,…]*$",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"[\s,;.]*(?:\band )?\b(?:call|name) (?:it|this|the (?:project|plan))[:\s]+[“\"'‘]?"
    r"(?P<name>[^,.;“”\"'‘’]{2,60})[”\"'’]?",
    re.IGNORECASE,
)
DOING = re.compile(
    r"^(?:the )?(?:relaunch|redesign|launch|renovation|relocation|introduction|sale|purchase|repair"
    r"|replacement|planning|organisation|organization|preparation|opening|development|implementation|creation|setup)"
    r" (?:of|for) (?=\w)",
    re.IGNORECASE,
)
"""What is done to a thing, as a noun: "relaunch of our website"."""
LISTED = re.compile(r"[^\W\d_]{2}\s*:\s+(?P<list>.+)$", re.DOTALL)
STEP = re.compile(r"\s*(?:,\s*and\s|,(?!\d{3}\b)|;|->|→|=>|\+|\band\b|\bthen\b)\s*", re.IGNORECASE)
LONGEST_ITEM = 6  # words
JOINT = re.compile(rf"(?:^|\s+)({'|'.join(map(re.escape, JOINTS))})(?=\s)\s+", re.IGNORECASE)
SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2})(?<!\bca)(?<!\bincl)(?<!\bapprox)(?<!\bmax)(?<!\bmin)(?<!\bno)(?<!\bst)(?<!\bvs)"
    r"[.!?:]\s+",
    re.IGNORECASE,
)
ASIDE_OF_GROUP = re.compile(
    rf",\s*(?=\d|{SEVERAL}|(?:ios|android|web|budget|deadline|team)\b)", re.IGNORECASE
)
"""What follows the name of a group after a comma: "our gym, ios and android, 3 developers"."""
ASIDE = re.compile(r"\s*\([^()]*\)")
"""What stands in brackets says more about the thing, and is no part of its name."""
PARTICLE = re.compile(r"^(?:out|up|down|off|away|through|over|together)\s+(?=\S)", re.IGNORECASE)
LEARNING = (
    "learn",
    "practise",
    "practice",
    "study",
    "find out",
    "understand",
    "explore",
    "research",
)
TURNING = ("turn", "convert", "transform")  # into what is wanted
EXCHANGES = ("replace", "swap", "exchange")  # "with" what comes in the place of the old
HOW_OFTEN = ("once", "twice", "half", "maybe", "about")
BEING = ("become", "get", "be", "stay", "go")
CLAUSE_END = re.compile(r"\s*(?:;|,?\s+and(?: then)?\s|,\s*then\s|,(?!\d{3}\b))\s*")
POINTS_BACK = re.compile(r"\b(?:it|them|its|their|this|that|these|those|then)\b", re.IGNORECASE)
"""What ties a clause to the one before: "launch it", "then write a post"."""
HOLDING = (
    "keep",
    "stay",
    "be",
    "avoid",
    "leave",
    "use",
    "support",
    "start",
    "begin",
)  # say how, and not what to do
FEWEST_ERRANDS = 3
INTRANSITIVE = ("emigrate", "immigrate", "retire", "graduate", "volunteer", "relocate", "commute")
PRONOUNS = ("me", "us", "myself", "ourselves", "everybody", "everyone")
NAME_OF_IT = re.compile(r"^[A-Z]\w*(?: [A-Z]\w*)*, (?=an? \w)")
"""A name, and then what it is: "FitPal, an app for workouts"."""
ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\S)", re.IGNORECASE)
LIST = re.compile(
    r"\s*(?:,\s*and\s|,(?!\d{3}\b)|;|&|\+|\band\b|\bplus\b|\bas well as\b)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a goal says.

    `verb` is known to us and in its plain form ("build", "set up"), None if there is none. `slots` are
    the phrases behind its prepositions, by role: audience, source, target, topic, place, tool. `core`
    is verb and thing, the words that count most. `extras` is what comes with the thing ("login"),
    `also` what the goal asks for besides, with a verb of its own ("hire an editor"). `listed` is what it
    lists after a colon. `errands` are all that it asks for where it is a list of things to do.
    """

    text: str
    title: str
    verb: str | None
    thing: Noun | None
    core: str
    slots: Mapping[str, str] = field(default_factory=dict)
    extras: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    errands: tuple[str, ...] = ()
    moments: Moments = field(default_factory=Moments)
    verbs: tuple[str, ...] = ()


def parse(text: str) -> Goal:
    """Read a goal. Any text is one: what has no English in it becomes a name in quotation marks."""
    told = " ".join(text.split())
    whole = spelled_out(told)
    named = NAMED.search(whole)
    asked = _without_courtesy(NAMED.sub("", whole) or whole)
    told_so = _first_sentence(asked)
    verb, rest = first_verb(told_so)
    several = shared_verbs(told_so)
    thing = rest
    if several is not None:
        verb, thing = _main_verb(several[0]), several[1]
    said = moments(PARTICLE.sub("", thing) if verb else NAME_OF_IT.sub("", thing))
    first, also = _clauses(said.rest)
    clause = _as_noun(verb, first)
    head, slots, extras = ("", {}, ()) if clause else _segments(first)
    if verb in EXCHANGES and extras and "target" not in slots:
        slots["target"], *rest_of_it = extras
        extras = tuple(rest_of_it)
    core = first if clause else head
    if verb in TURNING and "target" in slots:
        core = f"{core} {slots['target']}"
    return Goal(
        text=told,
        title=_title(None, named["name"] if named else told_so)
        if named or several
        else _title(verb, rest),
        verb=verb,
        thing=clause or _thing(head, verb, asked),
        core=" ".join(filter(None, (verb, core))),
        slots=slots,
        extras=extras,
        also=(*(_passed_on(several) if several else ()), *also),
        listed=_listed(asked),
        errands=() if several else _errands(verb, said.rest),
        moments=said,
        verbs=several[0] if several else (),
    )


SEEKING = (
    *(
        "find",
        "research",
        "choose",
        "select",
        "pick",
        "compare",
        "look for",
        "search for",
        "plan",
        "test",
    ),
    *(
        "map",
        "assess",
        "analyse",
        "analyze",
        "evaluate",
        "inspect",
        "check",
        "review",
        "investigate",
    ),
)
"""What comes before a thing is done: "find and rent a flat" is to rent one."""
PASSING_ON = ("sell", "rent out", "let", "give away", "donate", "present", "exhibit", "back up")


def _main_verb(verbs: Sequence[str]) -> str:
    """The verb that says what becomes of a thing: "find and rent a flat" is to rent one."""
    known = [verb for verb in verbs if verb in set(verb_forms().values())]
    meant = [verb for verb in known if verb not in SEEKING]
    return next(iter(meant or known), verbs[0])


def _passed_on(several: tuple[Sequence[str], str]) -> tuple[str, ...]:
    """What becomes of a thing that was made or mended before: "restore and sell a motorbike"."""
    verbs, thing = several
    return tuple(f"{verb} {_A.sub('the ', thing)}" for verb in verbs[1:] if verb in PASSING_ON)


_A = re.compile(r"^an? ", re.IGNORECASE)


def _without_courtesy(text: str) -> str:
    while (found := COURTESY.match(text)) and found.end() < len(text):
        text = text[found.end() :]
    return GOODBYE.sub("", text) or text


def _listed(text: str) -> tuple[str, ...]:
    """The short items of a list after a colon: two at least, and no numbers ("8 boys"), or it is none."""
    found = LISTED.search(text)
    items = [item.strip(" .!?") for item in STEP.split(found["list"])] if found else []
    items = [item for item in items if item and not WHEN.fullmatch(f" {item}")]
    is_list = len(items) > 1 and all(
        len(item.split()) <= LONGEST_ITEM and not item[0].isdigit() for item in items
    )
    return tuple(dict.fromkeys(items)) if is_list else ()


def _first_sentence(text: str) -> str:
    return SENTENCE_END.split(ASIDE.sub("", text) or text, maxsplit=1)[0][:400]


def _clauses(text: str) -> tuple[str, tuple[str, ...]]:
    """The first clause, and those after it that begin with a verb of their own."""
    parts = CLAUSE_END.split(text)
    for place in range(1, len(parts)):
        if is_clause(parts[place]):
            end = text.find(parts[place], sum(map(len, parts[:place])))
            later = [p for p in parts[place:] if is_clause(p)]
            return re.sub(r"[\s,;]*(?:\band)?(?: then)?\s*$", "", text[:end]), tuple(later)
    return text, ()


def _errands(verb: str | None, text: str) -> tuple[str, ...]:
    """Three things to do at least, each with a verb and a thing of its own; none where they hang together."""
    first, *later = dict.fromkeys(CLAUSE_END.split(text.strip(" .,;!")))
    stands_alone = verb and first and "," in text and not POINTS_BACK.search(text)
    if not stands_alone or len(later) < FEWEST_ERRANDS - 1 or _says_more(first):
        return ()
    of_their_own = all(is_clause(part) and split_verb(part)[0] not in HOLDING for part in later)
    return (f"{verb} {first}", *later) if of_their_own else ()


def _says_more(clause: str) -> bool:
    """Whether it says for whom, with what or into what: a project, and what follows is part of it."""
    return any(JOINTS[joint.lower()] not in ("place", "topic") for joint in JOINT.findall(clause))


def is_clause(part: str) -> bool:
    """Whether a part begins with a verb: one that we know, or a word before an article ("redirect the …")."""
    first, _, rest = part.partition(" ")
    if split_verb(part)[0]:  # "sends it home" tells what something does
        return not (first.islower() and first.endswith("s") and stem(first) != first)
    follower = rest.split(" ", 1)[0]
    plain = re.split("['’]", first)[0]  # "i'm the teacher" asks for nothing
    known = {*SMALL, *JOINTS, *HOW_OFTEN}
    return first.islower() and plain not in known and follower in (*ARTICLES, *OWNERS)


def _segments(clause: str) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """What stands before the first preposition, the phrases behind the others, and the extras."""
    head, *rest = JOINT.split(clause)
    slots: dict[str, str] = {}
    extras: list[str] = []
    for joint, phrase in zip(rest[::2], rest[1::2], strict=True):
        role = JOINTS[joint.lower()]
        if role == "extras":
            extras += [item for item in LIST.split(phrase) if item]
        else:
            slots.setdefault(role, shortened(ASIDE_OF_GROUP.split(phrase)[0].strip(" ,.;")))
    if not head.strip() and rest and (role := JOINTS[rest[0].lower()]) not in ("source", "target"):
        head = rest[1]
        slots.pop(role, None)
    return head.strip(" ,.;"), slots, tuple(extras)


def _as_noun(verb: str | None, rest: str) -> Noun | None:
    """What takes the place of a noun: "which CRM to buy", "playing the guitar", "becoming a manager"."""
    if verb and QUESTION.match(rest) and not re.match(r"that\b|how to\b", rest, re.IGNORECASE):
        phrase = shortened(rest)
    elif verb and (doing := re.match(r"(?:how )?to ([a-z]+)(?= )(.*)", rest)) and verb in LEARNING:
        phrase = shortened(gerund(doing[1]) + doing[2])
    elif verb in BEING and not _gets_a_thing(verb, rest):
        phrase = shortened(f"{gerund(verb)} {rest}")
    else:
        return None
    return Noun(phrase, phrase, phrase)


def _gets_a_thing(verb: str, rest: str) -> bool:
    """Whether what is got is a thing of its own: "get a driving licence", unlike "get fit"."""
    determined = rest.split(" ", 1)[0].lower() in (*ARTICLES, *OWNERS)
    return verb == "get" and (determined or is_countable(JOINT.split(rest)[0]))


def _thing(head: str, verb: str | None, asked: str) -> Noun | None:
    if is_foreign(asked):
        return quoted(asked)
    if not stems(head):
        return None if stems(asked) else quoted(asked)
    if head.lower() in (PRONOUNS if verb else INTRANSITIVE) or ANY_THING.match(head):
        return None  # the kind's own thing is meant
    head = DOING.sub("", _first_of_list(head))
    if verb == "make":
        head = MORE_SO.sub("", head)
    first, *more = head.split()
    if verb is None and first.istitle() and (stem(first) in COUNTABLE_STEMS or not more):
        head = " ".join([first.lower(), *more])
    return noun(head)


def _first_of_list(head: str) -> str:
    """What stands before the first comma: the rest says more about it, unless it is a list with "and"."""
    head = COMPANY.split(SAYS_MORE.split(head)[0])[0] or head
    first, comma, rest = head.partition(", ")
    return first if comma and stems(first) and not re.search(r"\band\b", rest) else head


def is_foreign(text: str) -> bool:
    """Whether a text is not in English, as far as its letters and small words tell."""
    words = [word.lower() for word in tokens(text)]
    if any(word in SMALL - {"a", "an", "in", "on", "is", "so", "it"} for word in words):
        return False
    if split_verb(text)[0] and not FOREIGN.intersection(words):
        return False
    strange = sum(1 for letter in text if letter.isalpha() and ord(letter) > 0x24F)
    return strange > 2 or bool(FOREIGN.intersection(words))


def _title(verb: str | None, rest: str) -> str:
    """The goal as an imperative, at most LONGEST_TITLE characters."""
    named = rest.strip(" .,;:!") or rest
    title = f"{verb} {named}" if verb else ARTICLE.sub("", named)
    return shortened(sentence(title), LONGEST_TITLE) or "New plan"
