"""Another title for a task, however it is said that the one it has is not right."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar import naming
from agents.providers.embedded.grammar import values as setting
from agents.providers.embedded.grammar.pieces import is_value, peeled
from agents.providers.embedded.grammar.reading import Reading, quoted
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.meaning.forms import Forms
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.instructions import belongs_to_instructions, is_command
from agents.providers.embedded.terms.vocabulary import capitalized, gist

_NAMES = r"(?:titles?|names?|headings?|labels?|wording)"
_CALL = r"(?:rename|re-name|retitle|relabel|reword|rephrase|call|name|title|capitali[sz]e|rebrand|redub|dub)"
_TO = r"(?: accordingly)?,?(?: to be| to say| to read| to| as| into| in|:| =| →|,|;| -| –)?"
_WRONG = (
    r"(?:(?:is|are|was|sounds?|seems?|looks?|feels?|reads?) (?:\w+ )?(?:too|so|not|a bad|a terrible"
    r"|an awful|a poor|a wrong|a strange|wrong|misleading|unclear|vague|bad|ugly|outdated|odd|confusing"
    r"|a misnomer|a silly|silly|clumsy|a bit|misspelled|misspelt|a typo)|has a typo|should be renamed"
    r"|needs? a(?: \w+)? name)\b[^.!?:;,→]*"
)
_ABOUT_NAME = (
    r"\b(?:sounds?|names?|titles?|reads?|called|wording|vague|misleading|typo|spell\w*|unclear"
    r"|churchy)\b"
)
_FORMS = Forms()


def rename(r: Reading, text: str) -> None:
    """One task gets another title."""
    Forms([*_FORMS, *_REASONED]).read(r, text)


def _title(r: Reading, text: str) -> str:
    words = naming.plain_title(r, text.strip(" .,;:!?=→–-"))
    return re.sub(
        r"^(?i:to be|just|simply|only|something like|like|e\.g\.|for example),? ", "", words
    ).strip(" .,;:!?")


@_FORMS.form(
    rf"\b{_CALL} (?:of |the {_NAMES} of )?{{A}}(?:'s {_NAMES})?{_TO} (?P<new>\S.*)",
    rf"\b{_CALL}(?::| the following:) {{A}}{_TO} (?P<new>\S.*)",
    r"{A} (?:should |is |are |will |to |is to |has to )*(?:now )?(?:be )?(?:now )?(?:called(?! off)|named"
    r"|titled|renamed(?: to| into| as)?|known as|labelled) (?P<new>\S.*)",
    rf"\b{_NAMES} (?:of|for|on) {{A}}[^:]*:\s*(?P<new>\S.*)",
    r"\b(?:make|change) {A} (?:plural|singular|shorter|longer|clearer|more \w+|less \w+|simpler"
    r"|nicer)\s*[:,–-] ?(?P<new>\S.*)",
    r"\b(?:change|rename|turn) {A} from [^,;]+? to (?P<new>\S.*)",
    r"{A}\b[^.!?;]*,? but (?:it )?(?:should|must|has to|ought to) (?:be|read|say) (?P<new>\S.*)",
    r"{A} should (?:now )?(?:read|say|be as) (?P<new>\S.*)",
    r"{A} (?:is|are|becomes?|is to be|should be)(?: now| rather)? (?P<new>{Q})",
    r"\b(?:make|change|turn|correct|fix|update|edit|replace|set) {A}(?: to| into| with| by| as"
    r"|,)?:? (?P<new>{Q})",
    r"{A} (?:should )?becomes? (?P<new>(?![^,]*, )\S.*)",
    rf"\b{_NAMES} (?:of|for|on) {{A}}[^:=→,]*?(?: to be| to| into| as|:| =| →| should (?:be|read|say)"
    rf"| is| should|,(?: \w+)*? (?:it|better))(?: now)?,? (?P<new>\S.*)",
    rf"{{A}}'?s? (?:needs? )?(?:a )?(?:new |better |other |different )?{_NAMES}(?: should (?:be|read"
    rf"|say)| is(?: now)?| to|:| =| →)? ?(?P<new>\S.*)",
    rf"{{A}}\s*(?::|-|–|,) ?(?:the )?(?:new |better )?{_NAMES}(?: is| should be)?:? (?P<new>\S.*)",
    rf"\b(?:give|find) {{A}} (?:a |the )(?:new |better |proper |different |clearer |shorter "
    rf"|other )?{_NAMES}(?: of|:|,| as| like|–|-)? ?(?P<new>\S.*)",
    rf"\b(?:use|go with|put|take|have|prefer|choose|want|write)(?: just)? (?P<new>{{Q}}"
    rf"|[^,;]+?) (?:as (?:the |its )?(?:new )?{_NAMES} (?:for|of)|for the {_NAMES} of) {{A}}",
    r"\b(?:use|go with|take|choose|prefer|like|want|have) (?P<new>{Q}) (?:for|instead of) {A}",
    rf"\binstead of {{A}},? (?:say|write|use|call it|put|read|make it|{_NAMES}|rather)?:? ?(?P<new>{{Q}})",
    r"(?:^|it is |say |should be |typo:? |write |read )(?P<new>{Q}),? (?:and )?(?:not|instead of) {A}",
    r"\bnot {A}[,;.]? (?:but|its|it is|rather|write|say) (?P<new>{Q})",
    r"^.*{A}[^;.]*?\b(?:write|say|put|call it|make it|use|read)\b[^;.]{0,20}(?P<new>{Q})",
)
def _rename(r: Reading, a: str, new: str) -> None:
    _put(r, a, new)


_WORD = r"(?:(?:the )?words? )?(?:{Q}|{T}|[\w-]+(?: (?!there|here|in|and|not|instead|we|that|which)[\w-]+)?)"


_WORDS = Forms()


def reword(r: Reading, text: str) -> None:
    """One word for another, in a title."""
    _WORDS.read(r, text)


@_WORDS.form(
    rf"(?:\b(?:write|say|use|spell it|call it|call them|put|make it|take|is|read|have"
    rf"|prefer)\b|^) ?(?:just )?(?:the word |an? |the )?(?P<new>{_WORD})(?: (?:there|here|in there|in it"
    rf"|(?:we|that|which) [\w ]+?))?,? (?:and not|not|instead of|rather than"
    rf"|in place of) (?P<old>{_WORD}|{{T}})(?: (?:in|for|of|at) (?:the )?(?P<a>{{T}}))?",
    rf"\b(?:not|nobody (?:here )?(?:says|calls it|knows)|do not (?:say|call it|write)"
    rf"|no one says) (?P<old>{_WORD}|{{T}}),? (?:but |rather )?(?:we say|we call it|it is|its|call it"
    rf"|say|write|use|but|rather) (?P<new>{_WORD})",
    rf"^(?P<old>{{T}}) (?:is|sounds) (?!not)[\w ]+, (?:put|write|say|use|better|make it"
    rf"|call it) (?P<new>{_WORD})",
    rf"^(?P<a>{{T}})[,:] (?:write|say|put|use) (?P<new>{_WORD}) (?:there|here)?,? ?(?:not"
    rf"|instead of) (?P<old>{_WORD})",
)
def _reword(r: Reading, new: str, old: str, a: str = "") -> None:
    """One word for another in the title that has it: "basket, not cart"."""
    if all(belongs_to_instructions(one) for one in re.findall(r"\w+", r.original(new))):
        raise Declined
    said = r.free_text(re.sub(r"^(?:the )?words? ", "", old))
    word = r.free_text(re.sub(r"^(?:the )?words? ", "", new))
    tasks = r.tasks(a) if a else r.tasks(old) if re.fullmatch(TASK, old) else list(r.scene.tasks)
    hit = [(task, gone) for task in tasks if (gone := _words_in(said, task.title))]
    if not word or not hit or len(hit) > 3 or is_value(r, new) or (len(hit) > 1 and not a):
        raise Declined
    for task, gone in hit:
        first = task.title.startswith(gone)
        title = task.title.replace(
            gone, capitalized(word) if first or gone == task.title else word, 1
        )
        if title == task.title:
            raise Declined
        r.update(r.handle(task), title=title)
        r.say(f"{r.scene.label(task)} is now called {quoted(title)}.")
    r.about = tuple(task.id for task, _ in hit)


def _words_in(said: str, title: str) -> str:
    """The words of a title that are meant by these, as they stand there; none when not all are in it."""
    wanted = set(gist(said))
    words = re.findall(r"\w+(?:['’-]\w+)*", title)
    hit = [word for word in words if wanted & set(gist(word))]
    if not wanted or not wanted <= {stem for word in hit for stem in gist(word)}:
        return ""
    start = title.index(hit[0])
    return title[start : title.index(hit[-1], start) + len(hit[-1])]


@_FORMS.form(
    r"{A} needs? (?:.{0,20} )?in (?:its|the) (?:title|name)[,:;] ?(?P<new>\S.*)(?P<t>)$",
    r"\b(?:append|add|attach|put|write|stick) (?P<new>{Q}|[(\[]\S+|\w+(?= in ))(?: in (?P<br>brackets"
    r"|parentheses))? (?:to|behind|at the end of|after|onto) (?:the )?(?:(?:title|name) of )?(?P<a>{T}"
    r"|it)(?:'s)?(?: (?P<t>title|name))?$",
    r"{A}[,:;–—-]+ ?(?:put|add|append|write) (?P<new>{Q}|\S+)(?: in (?P<br>brackets"
    r"|parentheses))? (?P<t>behind|after|at the end of) (?:it|that)",
)
def _append(r: Reading, new: str, a: str, br: str = "", t: str = "") -> None:
    word = r.free_text(new)
    in_title = "title" in r.clause or "name" in r.clause
    if not (br or t or in_title) and not re.match(r"[(\[]", word):
        raise Declined
    targets = r.targets(a)
    setting.set_title(r, targets, f"{targets[0].now.title} {f'({word})' if br else word}")


_REASONED = Forms()


def explained(r: Reading, text: str) -> None:
    """What is wrong with a title, and then what would be right."""
    _REASONED.read(r, text)


@_REASONED.form(
    rf"{{A}}\W+{_WRONG}\s*[.!?:;,→–-]+\s*(?:(?:please|so|and|then|better|rather|that is why"
    rf"|therefore) )*(?:(?P<cue>{_CALL}|make|change|set|turn|fix|correct|write|say|put|use)\b)? ?(?:it|that"
    rf"|this|them)?{_TO} ?(?:is|should (?:be|read|say))? ?(?:the )?(?:called)? ?(?P<new>\S.*)",
    rf"{{A}}\b[^.!?;]*[.!?;,–-]+ (?:(?:please|so|and|then) )*(?:{_CALL}|make|change|fix|correct) (?:it"
    rf"|that|this){_TO} (?P<new>\S.*)",
    r"{A}[^.!?;]*[.!?;,–-]+ it (?:should|is to|has to) (?:read|say|be called|be named|be) (?P<new>{Q}"
    r"|(?:called|named) \S.*)",
    rf"\b(?:make|change|set|turn|update|correct|fix) (?:the )?{_NAMES} (?:of"
    rf"|for) {{A}} (?:\w+ )?(?P<new>{{Q}})",
)
def _wrong(r: Reading, a: str, new: str, cue: str = "x") -> None:
    """Something is wrong with it, and then it is said what would be right."""
    first = re.match(r"[^\W\d]+", new)
    if first and (is_command(first[0]) or first[0].lower() in ("should", "can", "go")):
        raise Declined
    if not cue and (len(new.split()) > 4 or not re.search(_ABOUT_NAME, r.clause, re.IGNORECASE)):
        raise Declined
    _put(r, a, new)


@_FORMS.form(
    r"^(?P<a>it|this|that)?,? ?(?:should be |is |called |title:? |name:? |make (?:it|that|this) "
    r"|call (?:it|that|this) )(?:now )?(?P<new>{Q})(?: now)?$",
    r"^(?P<new>{Q}) (?:is|would be) (?:enough|better|fine|nicer|ok|good)$",
)
def _it(r: Reading, new: str, a: str = "it") -> None:
    _put(r, a, new)


@_FORMS.form(r"{A}\s*(?:→|=)\s*(?P<new>\S.*)", r"{A}: (?P<new>{Q})$")
def _arrow(r: Reading, a: str, new: str) -> None:
    """As in “T7 → Handbook”; a value, a person or several parts are no title."""
    if is_value(r, new) or re.search(r"[,;+]", new):
        raise Declined
    _put(r, a, new)


def _put(r: Reading, a: str, new: str) -> None:
    title = _title(r, new)
    quoted = re.match(rf"\W*{QUOTE}", new)
    if re.match(r"(?:is|are|was|were|sounds?|do (?:it|that|this|them))\b", new):
        raise Declined
    if peeled(r, new)[1] or not title or len(title) > 120 or (is_value(r, new) and not quoted):
        raise Declined
    if (
        re.fullmatch(TASK, new.strip(" .,"))
        and len(set(task_ids(r.scene, a + new))) == 2
        and not quoted
    ):
        raise Declined  # two tasks beside each other are no new title
    targets = r.targets(a)
    if len(targets) != 1:
        raise Declined
    old = targets[0].label
    title = (
        capitalized(title)
        if not quoted and f"“{title[:1].upper()}" != f"“{title[:1]}" and old
        else title
    )
    setting.set_title(r, targets, title)
