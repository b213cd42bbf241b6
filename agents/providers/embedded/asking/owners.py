"""Who has a task: "who works on T4", "is the docs task assigned?", "does Ann have T2?"."""

from __future__ import annotations

from agents.providers.embedded.asking.question import Asked, Questions, shown_name
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import gist
from ledger.core.model import Task

QUESTIONS = Questions()
_NOUN = r"(?:responsible|in charge|accountable|owner|assignee)"


@QUESTIONS.asked(
    r"who(?:m)? (?:is|are|was|will be|has|owns?|works?|does|do|takes?|took|handles?|did|leads?"
    r"|has got|got|will do|will)"
    r"(?: be| been)?(?: assigned to| assigned| working on| responsible for| in charge of| doing| on| handling"
    r"| looking after| dealing with| taking care of| the owner of| owner of| care of| do)? <a>",
    r"who (?:talks?|speaks?|calls?|writes?|pays?|buys?|books?|orders?|organi[sz]es?|brings?|cooks?|builds?"
    r"|checks?|prepares?|runs?|signs?|sends?|cares?|looks|collects?|plans?|makes?|tests?|designs?|cleans?)"
    r" (?:to |with |about |after |for |up )?<a>",
    r"who (?:is|are) <a> (?:assigned to|with|owned by|done by)",
    r"(?:to )?who(?:m)? (?:is|are) <a> assigned(?: to)?",
    r"whose (?:task|job|work)? ?(?:is|are) <a>",
    r"who (?:should|do) (?:i|we) (?:ask|talk to|contact)(?: about| for) <a>",
    rf"(?:what|who) (?:is|are) the {_NOUN} (?:of|for) <a>",
    r"(?:does|do|has|have) <a> (?:have )?(?:an?|any|no) (?:owner|assignee)",
    r"(?:is|are)(?: not)? <a> (?:assigned|taken|unassigned|owned|unowned|covered)(?: to"
    r" (?:anyone|anybody|someone|somebody))?",
    r"(?:is|are) (?:anybody|anyone|someone|somebody) (?:working on|assigned to|doing|on|responsible for) <a>",
    r"(?:is there|do we have|have we got) (?:anybody|anyone|someone|somebody) (?:for|on|doing) <a>",
    r"(?:does|do|has) (?:anybody|anyone|someone|somebody) (?:have|work on|got|own|do) <a>",
)
def owner(asked: Asked, a: str) -> str:
    """Whoever has it, by itself or as a part of something; who has parts of it, too."""
    found = asked.each_of(a)
    if len(found) > 6:
        raise Declined
    return " ".join(_sentence(asked, task) for task in found)


@QUESTIONS.asked(
    r"(?:does|do|has|is|are|am) (?P<who>[^\W\d][\w.@-]*) (?:have|got|own|do|work on|working on"
    r"|doing|assigned to|on"
    r"|responsible for|in charge of|handling) <a>",
    r"(?:is|are) <a> assigned to (?P<who>[^\W\d][\w.@-]*)",
    r"(?:is|are) <a> (?P<who>[^\W\d][\w.@-]*?)'s?(?: (?:task|job))?",
)
def is_owner(asked: Asked, who: str, a: str) -> str:
    """Yes or no, and who has it."""
    person, found = asked.person(who), asked.task(a)
    has = asked.assignee(found)
    same = has is not None and has.lower() == person.assignee.lower()
    return f"{'Yes' if same else 'No'}: {_sentence(asked, found)}"


@QUESTIONS.asked(
    r"who(?:m)? (?:(?:will|would|should|is going to|has to|needs to) )?(?P<verb>[a-z]+)(?: (?P<a>.+))?"
)
def doer(asked: Asked, verb: str, a: str = "") -> str:
    """The same by what a title says is done: "who writes the advert", "who interviews"."""
    found = asked.each_of(f"{verb} {a}".strip())
    titles = (gist(task.title) for task in found)
    if any(gist(verb)[0] not in title for title in titles):
        raise Declined
    return " ".join(_sentence(asked, task) for task in found)


def _sentence(asked: Asked, task: Task) -> str:
    label = asked.label(task)
    parts = {who for t in asked.tree.walk(task.id) if (who := asked.assignee(t))} - {task.assignee}
    within = f" {_and(parts)} {'has' if len(parts) == 1 else 'have'} parts of it." if parts else ""
    if task.assignee:
        return f"{label} is assigned to {shown_name(task.assignee)}.{within}"
    above = next((part for part in asked.line(task) if part.assignee), None)
    if above is not None and above.assignee:
        return (
            f"{label} is assigned to nobody itself; {shown_name(above.assignee)} has {asked.label(above)},"
            f" of which it is a part.{'' if {above.assignee} == parts else within}"
        )
    return f"{label} is assigned to nobody.{within}"


def _and(people: set[str]) -> str:
    from_name = sorted(map(shown_name, people))
    return (
        from_name[0] if len(from_name) == 1 else f"{', '.join(from_name[:-1])} and {from_name[-1]}"
    )
