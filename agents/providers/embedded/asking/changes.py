"""What was changed: by this conversation, by a draft, since a day. Most of it is told elsewhere."""

from __future__ import annotations

from agents.providers.embedded.asking.naming import are
from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.terms.vocabulary import listed

QUESTIONS = Questions()
_ACCEPT = (
    r"(?:i|we) (?:accept|approve|save|apply|confirm)(?:ed)?(?: (?:it|this|that|them|all|everything"
    r"|(?:the|this|these|your|all)(?: the| these)? (?:draft|changes?|plan|diff|proposal)))?"
)
EXPLAIN = (
    "“Explain” beside the draft tells in words what it would do, deletions first "
    "(`patchledger explain`)."
)
SUMMARY = (
    "“What changed since…” in the menu tells what was accepted since a version or a day "
    "(`patchledger summary --since monday`); what this draft would do is told by “Explain”."
)


@QUESTIONS.asked(
    r"(?:explain|describe|summari[sz]e|show)(?: me)? (?:this|the|these|your) (?:diff|draft"
    r"|proposal|changes?)",
    r"what (?:did|have|has) (?:you|we|i) (?:just |all )?(?:changed?|do|done|edit(?:ed)?"
    r"|modif(?:y|ied))(?: (?:just|here|there|in the plan|last))*",
    r"what (?:has |was |is )?(?:just (?:been )?changed|(?:been )?changed just)",
    r"what (?:does|would|will) (?:this|the|your) (?:diff|draft|proposal|change) (?:do|change)",
    r"what (?:is|are) (?:in )?(?:this|the|your) (?:diff|draft|proposal|changes?|last change)",
)
def in_this_draft(asked: Asked) -> str:
    """What the last answers that changed anything said that they did; else where that is told."""
    turns = asked.scene.context.turns
    said = [turn.text for turn in turns if turn.role == "agent" and turn.patches and turn.text]
    if said:
        return f"The last change: {said[-1]} {EXPLAIN}"
    base = asked.scene.context.base
    if base is not None and base == asked.tree and "you" in asked.said.lower():
        return f"I have changed nothing in this draft. {EXPLAIN}"
    return EXPLAIN


@QUESTIONS.asked(
    r"what (?:(?:will|would|does) (?:change|happen|be (?:changed|different))|changes|happens|is different) "
    rf"(?:when|if) {_ACCEPT}",
    r"what (?:am|are|would|will|do) (?:i|we) (?:be )?(?:accept(?:ing)?|approv(?:e|ing)|sav(?:e|ing))",
)
def by_accepting(asked: Asked) -> str:
    """What the draft as a whole adds, changes and deletes."""
    base, now = asked.scene.context.base or asked.tree, asked.tree
    gone = [task for id, task in base.tasks.items() if id not in now.tasks]
    new = [task for task in now.walk() if task.id not in base.tasks]
    other = [task for task in now.walk() if base.tasks.get(task.id, task) != task]
    groups = (("deleted", gone), ("new", new), ("changed", other))
    said = [f"{asked.names(some)} {are(len(some))} {word}" for word, some in groups if some]
    if base.project != now.project:
        said.append("the project itself is changed")
    if not said:
        return "Nothing: this draft changes nothing."
    return f"When you accept, {listed(said)}. {EXPLAIN}"


@QUESTIONS.asked(
    r"(?:.* )?what(?: is| has| have| was)? (?:been )?changed(?: .+)?",
    r"what (?:is|has|was)(?: been)? (?:new|different)(?: .+)?",
    r"who (?:changed|edited|moved|deleted|removed) .+",
)
def since_then(_asked: Asked) -> str:
    """Where that is told."""
    return SUMMARY
