"""What is missing, and what is no longer wanted."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from agents.providers.embedded.frames.plausible import names_something
from agents.providers.embedded.grammar import adding, removing, values
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.pieces import is_value, peeled
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.grammar.tails import Tail
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.hearing.reasons import is_there
from agents.providers.embedded.hearing.wording import base_verb, says_nothing
from agents.providers.embedded.meaning.forms import Forms
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.instructions import is_command

_DROP = Forms()
_AWAY = (
    r"(?:delete|remove|drop|scrap|kill|nix|axe|ditch|bin|trash|erase|eliminate|scratch|dump|discard|lose"
    r"|cut|forget(?: about)?|leave out|strike|throw (?:out|away)|take out|get rid of|cross (?:out|off)"
    r"|skip|toss|nuke|purge|abandon|junk)"
)
_ELSEWHERE = r" (?:ahead|on|live|first|last|before|after|in|into|to|under|back|next)\b"
_USELESS = (
    r"(?:(?:not |no longer |never )(?:\w+ )?(?:needed|required|necessary|relevant|wanted|happening"
    r"|on the table|worth it|of use|useful|our job)|unnecessary|obsolete|superfluous|redundant|pointless"
    r"|useless|moot|out of scope|a duplicate|off the table|dead|history)"
)


def drop(r: Reading, text: str) -> None:
    """A task that is not wanted any more; what is not needed before a day is wanted then."""
    if re.search(r"\bneeded (?:before|until|till)\b", text):
        raise Declined
    _DROP.read(r, text)


@_DROP.form(
    rf"\b{_AWAY} (?:of )?(?:{{A}})(?: (?:level|block|section|container|heading|itself|only))?,? (?:but "
    rf"|and |its |the |while |though |however |just )*(?:keep|keeping|leave|subtasks|sub-tasks|children"
    rf"|what is in it|everything)\b.*\b(?:keep|stay|stays|remain|keeping|leave|in it|inside|below"
    rf"|subtasks|children|under it)\b",
    rf"\b{_AWAY} (?:the )?{{A}} (?:level|heading|container|layer|wrapper)\b",
    r"\b(?P<only>dissolve|ungroup|unwrap|flatten) {A}",
)
def _alone(r: Reading, a: str, only: str = "") -> None:
    removing.delete_alone(r, a, only)


@_DROP.form(
    rf"\b{_AWAY} (?:of |out |off )?{{A}}(?: (?:out|off|away|completely|entirely))?",
    rf"{{A}},? (?:\w+ )?(?:just |simply )?"
    rf"(?:can |should |may |must |has to |is to |could )+(?:be )?"
    rf"(?:{_AWAY}(?:d|ed|ped|n)?|go(?!{_ELSEWHERE})|go away|disappear|crossed off|crossed out"
    r"|thrown out|taken out|left out|dropped|scrapped|cut|removed|deleted|struck)\b",
    r"{A} (?:\w+ )?(?:goes|is out|is dead|is off|goes away|flies out|gets (?:deleted|dropped|cut"
    r"|removed)|no more)(?: now| too)?(?=[,.;!]|$| as | because | since )",
    rf"{{A}} (?:is|are|was|were|has become|have become|became)(?: (?:now|really|all))* {_USELESS}",
    r"\b(?:we|i|you|nobody|no one) (?:do(?:es)? not|will not|no longer|not|never) (?:really |actually "
    r"|ever )?(?:need|needs|want|wants|require|do|use|uses|have to do) (?:to )?(?:a |an |any |all )?{A}",
    r"^(?:no|without|not|never mind|so much for|scratch) (?:more |any )?{A}(?: any more| for us"
    r"| this time| for now)?(?=[,.;!]|$)",
    rf"{{A}}[,.;:!?] (?:\w+ )*?{_AWAY} (?:it|that|them|this|that one)\b",
    r"\b(?:take|leave|throw|kick|get|cross|strike|rule) {A} (?:out|off|away)(?: of (?:it|here|there"
    r"|the (?:plan|list|project)))?(?=[,.;!]|$)",
    r"\b(?:is|are) (?:no|not a|not any) (?:need|point|use|reason) (?:for|in|to do|to have|of|doing) {A}",
)
def _drop(r: Reading, a: str) -> None:
    if re.search(r"\b(?:separate|both|two)\b", r.clause) and len(task_ids(r.scene, a)) > 1:
        raise Declined
    removing.delete(r, a)


_EXPLAINED = Forms()


def drop_explained(r: Reading, text: str) -> None:
    """Why it is not wanted, and then that it is not."""
    _EXPLAINED.read(r, text)


@_EXPLAINED.form(
    rf"{{A}}[^;:]*[,.;:!?–-] ?(?:\w+ ){{0,4}}?(?:{_AWAY}|take|leave|cross|strike|kick) (?:it|that|them"
    rf"|this|that one|this one)(?: all| both)?(?: out| off| away| completely"
    rf"| entirely)?(?: of (?:the )?(?:plan|list|here|there))?[.! ]*$",
    r"{A}[^;:]*[,.;:!?–-] ?(?:out|away with it|gone|delete|remove|scrap|drop|no time for (?:that|it)"
    r"|not needed)[.! ]*$",
)
def _drop_explained(r: Reading, a: str) -> None:
    if re.search(
        r"\b(?:part of|belongs?|nothing to do with|under|inside|tag|label|wait|depend)\b", r.clause
    ):
        raise Declined
    removing.delete(r, a)


@_DROP.form(
    r"^(?:we|i|they)(?: (?:are|am|will|do|would))? not (?:going to |planning to "
    r"|really )?(?:do )?{A}(?: after all| any more| now)?(?=[,.;!]|$)",
    r"\b(?:take|get|strike|cross|kick|remove) {A} (?:off|from|out of) (?:the |our |my )?(?:list|plan"
    r"|board|backlog|project|table|agenda)\b",
)
def _not_doing(r: Reading, a: str) -> None:
    removing.delete(r, a)


@_DROP.form(
    r"\b(?:simplify|flatten|collapse) {A}.*\b(?:no|not|without)\b.*\bsub-?tasks\b",
    r"{A}\b.*\b(?:does not need|should not have|needs no|should have no|has too many|without)\b (?:any "
    r"|the |so many |all the )?(?:sub-?tasks|sub-?steps|children|details)\b",
    r"\b(?:no|not want|not need|without) (?:any |the )?sub-?tasks (?:under|in|for|below|of|on) {A}",
    r"^{A}[:,]? (?:without|no) (?:any |the )?sub-?tasks$",
)
def _no_parts(r: Reading, a: str) -> None:
    """A task without what is under it."""
    below = [child for task in r.tasks(a) for child in r.scene.tree.ordered(task.id)]
    if not below:
        raise Declined
    for child in below:
        r.delete(child)
    r.say(f"Removed {r.names(below)}.")


@_DROP.form(
    rf"{{A}}[^.;]*[,.;:!–-] ?(?:\w+ ){{0,4}}?(?:{_AWAY}|take|leave|cross) (?:it|that|them|this|that one"
    rf"|this one)\b",
    rf"{{A}}[^.;]*[,.;:!–-]? ?(?:so )?(?:that one|it|this one|they) (?:should |can |may "
    rf"|could )(?:be )?(?:go|crossed off|crossed out|dropped|deleted|removed|{_AWAY})\b",
)
def _drop_it(r: Reading, a: str) -> None:
    removing.delete(r, a)


_ADD = Forms()
_PUT = (
    r"(?:add|insert|include|append|put in|throw in|squeeze in|stick in|slot in|create|make|plan|put|have"
    r"|need|get|want|do)"
)
_NEED = (
    r"(?:needs?|wants?|should (?:also |really )?(?:do|make|prepare|write|get)(?= (?:an?|some)\b)"
    r"|should (?:also |really )?(?:have|include|contain|get|cover|list)|is missing|are missing|lacks?"
    r"|misses|could use|requires?|has to (?:have|include)|deserves?|includes?|is short of|has no"
    r"|have no)"
)
_NEW = (
    r"(?:(?:also|still|another|one more|a new|an extra|an additional|a further|a|an|the|some|its own"
    r"|more|two|three|second|third|fourth) )*(?:(?:task|item|step|sub-?task|part|one|point|to-?do|thing"
    r"|section|piece|entry)s?(?:\s*:| for| about| called| named| to| like|,)? )?"
)
_MUST = (
    r"(?:(?:we|you|i|they|somebody|someone|there|one|let us|it|please) )?(?:(?:also|still|then|really"
    r"|first) )*(?:need to have|need to|needs to|have to|has to|must|should|shall|will|want to|ought to"
    r"|got to|need|needs|want|do|have|add|insert|plan|put in|put|get|make|is|are)?(?: (?:also|still|be"
    r"|have|do|get|add))*"
)


def add(r: Reading, text: str) -> None:
    """Something new, where the words say that it should be there."""
    if is_there(text):
        raise Declined
    rest = _ADD.read(r, text)
    if r.created and r.edits and (found := peeled(r, f"x,{rest}")[1]):
        r.edits[-1] = replace(r.edits[-1], **found)


@_ADD.form(
    rf"^(?:(?:{_PUT}) )?(?P<w>under|in|inside|within|to|into|for|below"
    rf"|beneath) {{P}}(?: {_MUST})?\s*[,:–-]? ?(?:{_PUT} )?(?P<n>\S.*)",
    rf"^(?P<w>between) (?P<p>{{T}}) and {{T}}[,:]? {_MUST} ?(?P<n>\S.*)",
    r"^(?:please )?(?:one|another|one more|something|a task|another one)(?: more| else)? (?P<w>for|under"
    r"|in|to|after|before) {P}\s*[:,–-] ?(?P<n>\S.*)",
    rf"^(?:{_PUT} )?(?:a |an |one |another )?(?:new )?(?:sub-?)?(?:task|step|item) (?P<w>under|in|inside"
    rf"|below|after|before|for) {{P}} (?:for|to|called|named|about|:)\s*(?P<n>\S.*)",
    rf"^(?P<w>after|before|once|until|when|behind|above|below) {{P}}(?: (?:is|are|was|were|has|have|can"
    rf"|starts?|begins?|ends?|comes?)(?: \w+)??)?(?:,|:)? {_MUST} ?(?P<n>\S.*)",
    rf"^(?P<w>after|before|once|until) (?:we |you )?(?:can |start |do |finish |go to |go "
    rf"|get to )*{{P}}(?: (?:is|are|was|has)(?: \w+)?)?(?:,|:)? {_MUST} ?(?P<n>\S.*)",
)
def _at(r: Reading, w: str, p: str, n: str) -> None:
    where = "after" if w.lower() in ("after", "once", "when", "behind", "between") else w.lower()
    where = (
        where
        if where in ("after", "before")
        else "before"
        if where in ("until", "above")
        else "under"
    )
    _new(r, n, p, where)


@_ADD.form(
    rf"(?P<p>{{S}}|\bit|\bthis),? (?:(?:also|still|really) )*{_NEED} {_NEW}(?P<n>\S.*)",
    r"(?P<n>[^,;:]\S*(?: [^,;:\s]+)*?) (?:is|are)(?: (?:still|also|completely))? (?:missing|lacking"
    r"|absent|forgotten|not there(?: yet)?|not covered|needed) (?P<w>in|under|from|for|inside|at|on"
    r"|below) {P}",
    r"^(?P<n>[^,;:.]+?)[,.;!] *(?:it|that|this|which)(?: one)? (?:belongs|goes|should go|is"
    r"|comes)(?: (?:a )?(?:part|piece|step|subtask))? (?:to|in|into|under|of|with) {P}",
    r"^(?:i |we |you )?(?:forgot|missed|overlooked|left out)(?: about)? (?P<n>[^,;:.!]+?)[,.;!]+ *(?:it"
    r"|that|this) (?:belongs|goes|should go|is part) (?:to|in|into|under|of) {P}",
    r"(?:^|(?:needs?|wants?|asks? for|asked for|requires?|demands?|like) )(?P<n>(?:an? |the "
    r"|{Q})[^,;:.!]*?|{Q}|\S+(?: \S+)??(?=, ?(?:so |please )?(?:put|add)))(?:[,.;!]+ *(?:so "
    r"|please )?(?:put|add|insert|place|stick) (?:it|that|this|them) | (?:added |put "
    r"|included )?)(?:right |directly |just )?(?P<w>after|before|under|in|into|behind|to|with) {P}",
    r"^(?P<n>[^:]+?),? (?:that|it|this|which)(?: one)? (?:is|belongs|goes|should go|should be"
    r"|comes)(?: (?:a |also )?(?:part|piece|step|subtask|child|sub-task))?(?: (?:of|to|in|into|under"
    r"|with|for))+ {P}",
    r"^{P}\s*:\s*(?P<n>\S.*)",
    r"^(?P<n>[^,;:]+?) (?:added|put|included) (?:to|in|under|into) {P}",
)
def _under(r: Reading, p: str, n: str, w: str = "") -> None:
    _new(r, n, p, "before" if w == "before" else "after" if w in ("after", "behind") else "under")


@_ADD.form(
    r"^(?P<w>(?-i:[A-Z]\w+)) (?:also )?(?:must|has to|needs to|should"
    r"|still has to)(?: also)? (?!be\b)(?P<n>[^\U000f0000-\U000ffffd]+)$"
)
def _for_somebody(r: Reading, w: str, n: str) -> None:
    """What somebody has to do."""
    if not is_known(r, w):
        raise Declined
    _new(r, n, fields={"assignee": values.person(r, w)})


@_ADD.form(
    r"^(?:please )?(?:(?:we|i|you|they|somebody|someone|nobody|it|there)(?: all| both"
    r"| two)? )?(?:(?:also|still|completely|totally|really|just) )*(?:forgot(?:ten)?"
    r"|have forgotten|miss(?:ed)?|are missing|am missing|is missing|lack|overlooked|left out"
    r"|have not got|do not have|have no|has thought of|thought of)(?: (?:about|to add|to plan|of"
    r"|to))* (?:(?:a|an|the|any|task for|tasks? for|something (?:for|like|about)) )*(?P<n>\S.*)",
    r"^(?:please )?(?:do not|never|let us not|not to)(?: let (?:me|us))? forget (?:about |to |the "
    r"|that we need |that we have to )*(?P<n>\S.*)",
    r"^(?:please )?(?:remind(?:er)?|remember|note|todo|to do|to-do|new|new one|new task|task|missing"
    r"|another|one more|additional(?:ly)?|extra|idea|also|add|added|wish|next|\+ ?(?:task)?)(?: (?:me|us"
    r"|to self|for (?:me|us)))?(?: (?:to|about|that we (?:need|have) to|of))?\s*:?\s+(?P<n>\S.*)",
    r"^\+\s*(?:task:? )?(?P<n>\S.*)",
    r"^(?:there|it) (?:should|must|has to|needs to|ought to|could|would|is(?= (?:still |also )?(?:no|not"
    r"|nothing)\b))(?: (?:also|still|not|really))* (?:be )?(?:(?:a|an|no|some|any|not|something|one|task"
    r"|tasks|step|item|need)(?: (?:for|about|like|on|to|yet))* )*(?P<n>\S.*)",
    r"^(?:(?:we|i|you|it|they|somebody|someone|one) )?(?:(?:could|would|should|still|also|really"
    r"|definitely|will|do|might|may) )*(?:use|need|needs|want|like|have|require|love"
    r"|appreciate)(?: (?:to have|to see|to add))? (?:(?:a|an|some|another|one|something|a task|task"
    r"|tasks?|also|more)(?: (?:for|about|like|to|called))* )*(?P<n>\S.*)",
    r"^(?:(?:we|i|you|somebody|someone|they|one|the \w+|[A-Z]\w+) )(?:(?:also|still|really) )*(?:must"
    r"|have to|has to|need to|needs to|should|got to|ought to|had better|want to)(?: also"
    r"| still)* (?!be\b)(?P<n>\S.*)",
    r"^(?:nobody|no one|we have not|we never|have we) (?:has )?(?:ever )?(?:thought|thinks|talks|planned"
    r"|considered)(?: (?:of|about|for))? (?P<n>[^,;.?]+)",
    r"^(?P<n>(?:a|an|another) [^,;:.!?]+), (?:we|i|they|you) (?:still |also )?(?:need|want|forgot|miss"
    r"|should have)\b(?: (?:one|it|that|that one|those))?",
    r"^before [^,]{3,40}?,? (?:we|you|i) (?:should |must |will )?(?:need|have|want|need to have|do"
    r"|hold)(?: to have)? (?P<n>(?:an?|some) \S.*)",
    r"^(?P<n>(?:the |a |an )?[^,;:.!?]+)[!.?,]+ (?:do not|never|let us not"
    r"|we must not) forget (?:about )?(?:that|those|them|it|this|these)$",
    r"^there is (?:also )?(?P<n>(?:the |a |an )[^,;:.!?]+),? (?:we|i) (?:also )?(?:need|want|forgot"
    r"|missed) (?:that|it|this)(?: one)?$",
    r"^(?P<n>(?:an?|some|another) [^,;:.!?]+ at the (?:very )?(?:end|start|beginning|top))$",
    r"^(?:what|how) about (?:adding |having |a task for )?(?:a |an |the |some )*(?P<n>\S.*)",
    r"^(?P<n>[^,;:]+?) (?:is|are)(?: (?:still|also|completely|not))* (?:missing|lacking|absent|forgotten"
    r"|there yet|on the list|in the plan|planned yet|covered|needed|on it)(?: (?:here|yet|in the plan"
    r"|from the plan|on the list|so far|in the list))?$",
    rf"(?P<n>(?:the |a |an )?[^,;:{chr(0xF0000)}-{chr(0xFFFFD)}]*[{chr(0xF0000)}-{chr(0xFFFFD)}]?) "
    rf"(?:needs?|has|have|still needs?) (?:to be )?(?:cancell?ing|cancelled|doing|done|ordering|ordered"
    rf"|booking|booked|buying|bought|organising|organi[sz]ed|fixing|planning|planned|writing|calling"
    rf"|paying|testing|cleaning|checking|arranging)$",
    r"^(?:should|must) be (?:a |an )?(?:task|step|item|one) (?:for |to |about )?(?P<n>\S.*)",
    r"^(?:put|stick|slot|place|include|insert|add|throw in|squeeze in|append|create|plan|schedule|get"
    r"|stick in|pop|chuck)(?: in)? (?:a |an |the )?(?:new )?(?:(?:task|step|item)s?(?: in)?(?: (?:for"
    r"|called|named|to|about))? )?(?P<n>\S.*)",
    r"^(?:let us |we |i )?(?:do|have|make|get|run|hold|organise|organize|plan)(?: also)? (?P<n>(?:a|an"
    r"|another|some) \S.*)",
)
def _missing(r: Reading, n: str) -> None:
    _new(r, n)


@_ADD.form(
    r"^(?P<n>[^,;:.]+?) (?P<w>in|under|to|for) {P}(?P<v>, .*)?$",
    r"^(?P<n>[^,;:.!]+)(?P<v>[,;:.!]+ .+)$",
)
def _bare(r: Reading, n: str, p: str = "", v: str = "", **_: str) -> None:
    """Just a name, with where it belongs or what is to be known of it."""
    word = n.split(maxsplit=1)[0]
    if (
        is_command(word)
        or (base_verb(word) and len(n.split()) < 3)
        or says_nothing(n)
        or len(n.split()) > 8
    ):
        raise Declined
    if re.search(
        r"\b(?:is|are|was|were|should|has|have|not|cannot|will|can|does|do|why|what|who|how|which|too"
        r"|worth|think|sure)\b",
        n,
        re.IGNORECASE,
    ):
        raise Declined
    rest, fields = peeled(r, n + v)
    if rest.strip(" ,.!") != n.strip(" ,.!") or (v and not fields):
        raise Declined
    if not p and not fields:
        raise Declined
    _new(r, n + v, p, "under")


def _new(
    r: Reading, text: str, anchor: str = "", where: str = "", fields: dict[str, Any] | None = None
) -> None:
    text = re.sub(
        r"(?:[\s,.;!?]|\b(?:too|as well|also|yet|please|add (?:it|that|them)|can you add (?:it|that)"
        r"|here|in here|in there|somewhere|something)\b)+$",
        "",
        text,
    )
    text = re.sub(
        r"^(?:(?:also|still|have|to have|to|get|these|those|the following)[ :]+)+(?=\S)", "", text
    )
    text = re.sub(
        r"[,.;] (?:add|include|put|plan|list) (?:it|that|them|those|one|this)(?: please)?$",
        "",
        text,
    )
    title, found = peeled(r, text)
    if (
        not title
        or is_value(r, title)
        or (says_nothing(title) and not re.search(r"[\"“]|\S{3}", r.original(title)))
    ):
        raise Declined
    if re.match(r"(?:a )?bit more (?:time|room)\b", title) or all(
        is_value(r, one) for one in title.split(",")
    ):
        raise Declined
    if re.fullmatch(rf"(?:(?:the|a|an) )?{TASK}", title.strip()):
        raise Declined  # it is there
    if not names_something(title):
        raise Declined
    there = r.task(anchor) if anchor else None
    adding.add_what(r, Tail(title, {**(fields or {}), **found}, there, where))
