"""What has become of tasks: done, begun, stuck, open again, or to stay as they are."""

from __future__ import annotations

from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.meaning.forms import Forms
from agents.providers.embedded.terms.deeds import DONE

FORMS = Forms()

_BUT = r"(?!.*\b(?:not|until|when|once|before|if|unless)\b)"


@FORMS.form(
    r"{A} (?:is|are|was|were) (?:on ice|parked|stalled|stuck|blocked|on hold|jammed|halted|frozen|paused)\b",
    r"\b(?:cannot|can not|impossible to) (?:continue|go on|proceed|progress|move on"
    r"|work)(?: \w+)?(?: with| on)? {A}",
    r"^(?:waiting|we wait|we are waiting|still waiting) (?:for|on) (?!{T})(?P<a>)",
    r"{A}[:,]? (?:we are |we |still |is |are )*(?:waiting|wait) (?:for|on) (?!.*{T})",
    r"{A} (?:is|are) (?:being )?held up\b(?!.*{T})",
)
def _blocked(r: Reading, a: str = "it") -> None:
    values.set_status(r, r.targets(a or "it"), "blocked")


@FORMS.form(
    r"{A} (?:is|are) (?:back on(?: the table)?|on again|back|not (?:\w+ )?(?:done|finished|complete"
    r"|completed|ready|blocked|stuck|cancelled|on hold)\b)",
    r"\b(?:reopen|re-open|revive|reactivate|resurrect|unblock|reinstate|restore|uncancel|bring back) {A}",
    r"{A} (?:is |are |as |should be )*(?:reopened|re-opened|reactivated|revived|unblocked|to be redone"
    r"|can start again)\b",
)
def _again(r: Reading, a: str) -> None:
    values.set_status(r, r.targets(a), "todo")


@FORMS.form(
    rf"{{A}} (?:has |have |been |is |are |was |were )*(?:just |already |now |finally )*(?:started|begun"
    rf"|underway|under way|in the works|in progress|being worked on|ongoing|kicked off|on it"
    rf"|in the making)\b{_BUT}(?! with)",
    rf"\b(?:i|we|(?-i:[A-Z]\w+))(?: am| are| is| have| has)?(?: just| already| now"
    rf"| currently)* (?:started|began|begun|working|busy|on it)(?: working)?(?: on| with)? {{A}}{_BUT}",
    r"^{A} (?:can|should|could) (?:now |already )?(?:start|begin|go ahead)(?: now| already)?$",
    r"\b(?:i|we|(?-i:[A-Z]\w+)) (?:am|are|is) (?:on|at|in the middle of|busy with) {A}$",
)
def _started(r: Reading, a: str) -> None:
    values.set_status(r, r.targets(a), "in progress")


_NOW = r"(?: (?:all|already|now|finally|just|completely|fully|at last|officially|both|also|yesterday|today))*"


@FORMS.form(
    rf"\b(?:i|we|(?-i:[A-Z]\w+))(?: have| has| am| are| is)?{_NOW} (?:finished|completed|wrapped(?: up)?"
    rf"|done|closed|did|got|made it through|through|sorted(?: out)?|ticked off|dealt with|finalised"
    rf"|finalized|delivered|shipped|nailed|knocked out|cleared|received|signed off(?: on)?|found|bought"
    rf"|sold|sent|signed|booked|built|made|wrote|paid|packed|picked|chose|met|told)(?: with| up"
    rf"| off)? {{A}}{_BUT}",
    rf"{{A}},? (?:is|are|was|were|has been|have been|got|gets?|have|has){_NOW} {DONE}\b{_BUT}(?! (?:in"
    rf"|by|on|to|for|at|of|as|from|with)\b)",
    r"^(?:i|we)(?: have| has)?(?: just| already| finally)* {A}(?: (?:yesterday|today|this morning"
    r"|last week|already|last night|on \w+))?$",
    rf"^{{A}} {DONE}$",
    r"{A} ?(?:: |, |- |– )?(?:✓|✔|✅|done|check|finished|sorted|complete|completed)[.!]*$",
    r"\b(?:tick|check|cross|strike|mark|close)(?: off| out)? {A}(?: (?:off|as done|done|out|up))?$",
)
def _done(r: Reading, a: str) -> None:
    values.set_status(r, r.targets(a), "completed")


@FORMS.form(
    r"^{A} (?:should )?(?:stays?|remains?|keeps?|is fine|is ok(?:ay)?|can stay|are fine)(?: as (?:it"
    r"|they) (?:is|are)| in| there| though| unchanged| alone| where it is)*$",
    r"^(?:we |i )?(?:keep|leave|spare) {A}(?: as (?:it|they) (?:is|are)| in| there| alone| unchanged)*$",
)
def _stays(r: Reading, a: str) -> None:
    """Said so that it is clear what is not meant."""
    r.about = tuple(task.id for task in r.tasks(a))
    r.say(f"{r.names(r.tasks(a))}: left as it is.")
