"""What only tells of something, and was taken for a new task or a day: "we got the keys yesterday"."""

from __future__ import annotations

import re
from itertools import repeat

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import CARDINAL, gist

MOST_SUGGESTED = 3
_CLAUSE = re.compile(r"[,;.!]\s+")
_HAPPENED = re.compile(
    r"(?:(?:(?i:we|i|they|he|she)|[A-Z]\w+)(?: (?:have|has|just|already|finally|both)|['’]ve)* (?:got"
    r"|received|bought|found|met|signed|paid|sent|picked up|collected|ordered|talked|spoke)\b"
    r"|(?i:the|our|my|his|her|their) [\w' -]+? (?:(?:have|has|just|already|finally) )*(?:arrived|came"
    r"|turned up|happened|(?:was|were) (?:delivered|here)|got here)\b"
    r"|(?i:(?:an?|the|our|one|two|three|first|second|third|another|both|last) [\w' -]{2,30}?"
    r" (?:(?:has|have|just|already|finally) )*(?:signed|accepted|declined|refused|agreed|confirmed"
    r"|replied|called|said (?:yes|no)|turned (?:us|it) down|cancelled on us))\b).*"
)
_HELPS = re.compile(
    r"(?:my|our|an?|the|some|his|her|their|two|three|four) [\w' -]+?(?: will| can| could| would| is| are"
    r"|['’]ll|(?: has| have)? (?:offered|promised|agreed) to| wants? to| is going to| are going to)"
    r" (?:be )?(?:help(?:ing)?|assist(?:ing)?|(?:lend|give|giving|lending)(?: (?:us|me))? a hand)\b.*",
    re.IGNORECASE,
)

_GOT = re.compile(
    r"(?:\w+ ){1,3}?(?:got|received|picked up|collected|were given|was given)\b", re.IGNORECASE
)
_GIVES = re.compile(
    r"(?:hand|give|return|send|deliver|bring back|take back|pay|submit|mail|post|ship)\b",
    re.IGNORECASE,
)


def other_way(heard: Heard) -> Doubt | None:
    """Whether a task that gives something away is done by what somebody got: "we got the keys"."""
    if len(heard.edits) != 1 or not _GOT.match(heard.instruction.strip()):
        return None
    edit = heard.edits[0]
    task = next((t for t in heard.scene.tasks if heard.scene.handle(t) == edit.ref), None)
    if task is None or edit.status != "completed" or not _GIVES.match(task.title):
        return None
    done = f"{edit.ref} is done"
    return Doubt(heard.instruction, f"Is {edit.ref} done by that?", options=(done, DECLINED))


_WANTED = re.compile(
    r"(?:we|i|they|you|he|she|[A-Z]\w+) (?:(?:really|also|still) )?(?:should|must|(?:have|has|need|needs|want"
    r"|wants) to|ought to|would like to|['’]d like to) (?:have|get) .+ (?:ready|done|finished|complete)"
    r"(?: (?:soon|now|first))*[.!]*"
    r"|(?i:once|as soon as|until|(?:it )?would be (?:nice|great|good|lovely) if|hopefully|i hope"
    r"|let['’]s hope)\b.*"
)


def wanted_done(heard: Heard) -> Doubt | None:
    """Whether it is done already: that it should be, or what is then, does not say that it is."""
    done = [edit.ref for edit in heard.edits if edit.status == "completed"]
    if len(done) < len(heard.edits) or not _WANTED.fullmatch(heard.instruction.strip()):
        return None
    question = f"Is {done[0]} done already?"
    return Doubt(heard.instruction, question, options=(f"{done[0]} is done", DECLINED))


_THERE = re.compile(
    r"(?:we|i|they|he|she) (?:(?:already (?:have|has|got|own)|(?:have|has) already got) .+"
    r"|(?:have|has|got) .+ already)[.!]*",
    re.IGNORECASE,
)


def there_already(heard: Heard) -> Doubt | None:
    """Whether what somebody has already is done, or not needed: it is not begun by that, nor gone."""
    if not heard.edits or not _THERE.fullmatch(heard.instruction.strip()):
        return None
    if any(edit.op == "create" or edit.status == "completed" for edit in heard.edits):
        return None
    refs = list(dict.fromkeys(edit.ref for edit in heard.edits))[:MOST_SUGGESTED]
    if len(refs) > 1:
        question = "Is one of these done by that?"
        return Doubt(
            heard.instruction, question, options=(*(f"{r} is done" for r in refs), DECLINED)
        )
    options = (f"{refs[0]} is done", f"Delete {refs[0]}", DECLINED)
    return Doubt(heard.instruction, f"Is {refs[0]} done, or no longer needed?", options=options)


_AMOUNT = re.compile(
    r"(?:(?:we|i|they|there|you)(?:['’]ve| have| has| are| is| got)(?: got)?(?: now| already| only)?"
    r" \d+ [\w' -]+?"
    rf"|{CARDINAL} (?:out )?of (?:the |our )?{CARDINAL} [\w' -]+? (?:is|are|was|were|has|have)\b[^,;.!?]*?"
    r"|(?:the |our |my )?[\w' -]+? (?:is|are|costs?|went (?:up|down)|rose|fell|was|were)"
    r"(?: (?:now|at|to|by|only))*"
    r" [€$£]?\d[\d.,]*(?:k| ?(?:euros?|dollars?|pounds?|francs?|percent|people|€|\$|£|%))?)"
    r"(?: (?:now|already|so far|at the moment|in total))*[.!]*",
    re.IGNORECASE,
)


def amount(heard: Heard) -> Doubt | None:
    """What it changes that there are so many of something, or that it costs so much."""
    refs = list(dict.fromkeys(edit.ref for edit in heard.edits if edit.status))
    if len(refs) != 1 or not _AMOUNT.fullmatch(heard.instruction.strip()):
        return None
    return Doubt(
        heard.instruction, f"What does that change about {refs[0]}?", options=_ways(heard, refs[0])
    )


def _ways(heard: Heard, ref: str) -> tuple[str, ...]:
    said = heard.instruction.strip().rstrip(".!")
    return (f"Add a note to {ref}: “{said}”", f"{ref} is done", DECLINED)


def _says_it_happened(clause: str, heard: Heard) -> bool:
    """Whether a clause tells of what has happened, and of all that would be added."""
    said = set(gist(clause))
    titles = (set(gist(edit.title or "")) for edit in heard.edits)
    is_told = _HAPPENED.fullmatch(clause.strip(" .!")) is not None
    return is_told and (clause == heard.instruction or all(title <= said for title in titles))


def happened(heard: Heard) -> Doubt | None:
    """What is done by it, where no task is about it: it has happened, so that nobody has to do it."""
    if any(edit.op != "create" or not edit.title for edit in heard.edits):
        return None
    clauses = [clause for clause in _CLAUSE.split(heard.instruction) if clause.strip()]
    wishes = any(is_command(clause.split(maxsplit=1)[0].lower()) for clause in clauses)
    whole = not wishes and _HAPPENED.fullmatch(heard.instruction.strip())
    told = whole or any(map(_says_it_happened, clauses, repeat(heard)))
    if not (heard.edits and told):
        return None
    tasks = heard.scene.tree.tasks
    titles = [edit.title or "" for edit in heard.edits]
    near = [tasks[id] for title in titles for id in heard.scene.all_titles.near(title)]
    done = [f"{heard.scene.handle(task)} is done" for task in near[:MOST_SUGGESTED]]
    new = [f"Add a task “{title}”" for title in titles]
    question = "I find no task about that. Is one of these done, or should it be a task?"
    options = (*dict.fromkeys((*done, *new)), DECLINED)
    return Doubt(heard.instruction, question, options=options)


def helping(heard: Heard) -> Doubt | None:
    """What it means for a task that somebody helps with it on a day: that is no due date of it."""
    if not _HELPS.fullmatch(heard.instruction.strip()):
        return None
    dated = [edit for edit in heard.edits if edit.due_date or edit.start_date]
    refs = list(dict.fromkeys(edit.ref for edit in dated if edit.op == "update"))
    if len(refs) == 1:
        said = heard.instruction.strip().rstrip(".!")
        day = dated[0].due_date or dated[0].start_date
        question = f"What does that change about {refs[0]}?"
        note = f"Add a note to {refs[0]}: “{said}”"
        return Doubt(
            heard.instruction, question, options=(note, f"{refs[0]} is due on {day}", DECLINED)
        )
    if any(edit.op == "create" for edit in heard.edits):
        new = tuple(f"Add a task “{edit.title}”" for edit in heard.edits if edit.title)
        return Doubt(heard.instruction, "Should that be a task?", options=(*new, DECLINED))
    return None
