"""What cannot be done as it was said: on a condition, one of two, or the contrary of a wish."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Tell

_CONDITION = re.compile(
    r"(?:^|[,;.]? )(?P<said>(?:(?:but |and )?only )?(?:if|unless|in case|provided(?: that)?|as long as)\b"
    r" [^,;.]+)[,;.]? ?",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"if (?:possible|needed|necessary|need be|ok|okay|so|not|any|you|we (?:can|could|may)"
    r"|i (?:may|can|could|am|'m)"
    r"|(?:it|that|this)(?:['’]s| is| was| were| works| suits| makes| helps)? ?(?:not |all )?(?:ok|okay|fine"
    r"|possible|alright|right|too|you|sense|easy|us|me|good)?\b(?! \w+s? (?:by|on|until)\b))",
    re.IGNORECASE,
)
_BETTER_IF = re.compile(
    r"\b(?:better|great|good|nice|best|helpful|easier|lovely|love|like|prefer|happy|happier|appreciate|mind"
    r"|wonder(?:ing)?|ask(?:s|ed)?|see|sure|know|check|cool|sense|as|even|what|even better|fine|help)"
    r"(?: it| me| us| that)?,? ?$",
    re.IGNORECASE,
)
_EITHER = re.compile(rf"(?:either )?(?P<one>{TASK}),? or (?:else )?(?P<two>{TASK})", re.IGNORECASE)
_NEVER = re.compile(
    r"(?:please |pls |but |and |(?:i|we)(?: would| will|['’]d|['’]ll)? )*"
    r"(?:do not|don['’]?t|never|not to)(?: ever| please| just)?"
    r" (?:delete|remove|drop|scrap|cancel|kill|discard|erase|rename|move|touch|assign|reassign|split|merge"
    r"|combine|change|edit|reschedule|postpone|delay|shift|close|archive|give|mark|tag)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SUPPOSED = re.compile(rf"(?:so |and )?should (?P<task>{TASK}) (?P<rest>[^?]+)\?", re.IGNORECASE)
_NOT_ALONE = re.compile(rf"not (?P<task>{TASK})[.!]?", re.IGNORECASE)
_MADE_BY = re.compile(
    rf"(?P<tasks>{TASK}),? (?:that |which )?(?:i|we|you|he|she|they|(?-i:[A-Z]\w+))"
    r"(?:['’]ve| have| has| had)? (?:just |already |last )?(?:\w+ed|made|wrote|put in)"
    r"(?: (?:yesterday|today|earlier|before|(?:this|last) \w+))?[.!]?$",
    re.IGNORECASE,
)
DO_IT = "Should it be done?"
ONLY_ASKED = f"Nothing is changed by asking. {DO_IT}"
_INSTEAD = re.compile(
    r"[,;.:]\s*\S|\b(?:but|instead|rather|until|before|yet|just|only|any ?more|and|unless)\b"
)


def condition(heard: Heard) -> Doubt | None:
    """A change that waits for something to happen: "move the launch if the load test fails"."""
    if all(edit.op == "create" or edit.add_depends_on or edit.depends_on for edit in heard.edits):
        return None
    found = _CONDITION.search(heard.instruction)
    if found is None or _POLITE.match(found["said"]):
        return None
    before = heard.instruction[: found.start("said")]
    if _BETTER_IF.search(before) or heard.takes_up(found["said"]):
        return None
    now = f"{before.rstrip(' ,;.')} {heard.instruction[found.end() :]}".strip()
    said = found["said"].strip()
    question = f"A plan cannot wait for “{said}”. Should it be done now?"
    return Doubt(said, question, options=(now, DECLINED))


def alternative(heard: Heard) -> Doubt | None:
    """One of two, which would both be changed: "T9 or T10 is done"."""
    found = _EITHER.search(heard.text)
    marks = [heard.scene.marked.mark(found[name]) for name in ("one", "two")] if found else []
    ids = tuple(id for mark in marks if mark for id in mark.ids)
    changed = {edit.ref for edit in heard.edits}
    handles = {heard.scene.handle(heard.scene.tree.tasks[id]) for id in ids}
    if found is None or not ids or not handles <= changed:
        return None
    said = heard.scene.marked.original(found[0])
    return Doubt(said, f"Which one of “{said}” do you mean?", ids)


def whose_doing(heard: Heard) -> Doubt | None:
    """Raises Tell where tasks are to be picked by who made them, which a plan does not say."""
    for found in _MADE_BY.finditer(heard.text):
        mark = heard.scene.marked.mark(found["tasks"])
        if mark is not None and mark.kind == "several":
            raise Tell(
                "A plan does not say who added or changed which task; its history does."
                " Name the tasks, as in “delete T3 and T4”."
            )
    return None


def supposed(heard: Heard) -> Doubt | None:
    """A change that was only asked about: "should T9 be done before T8?"."""
    found = _SUPPOSED.fullmatch(heard.text.strip())
    if found is None:
        return None
    wish = heard.scene.marked.original(f"{found['task']} should {found['rest']}").strip()
    return Doubt(heard.instruction, ONLY_ASKED, options=(wish, DECLINED))


def contrary(heard: Heard) -> Doubt | None:
    """Raises Tell where it was said what shall not be done, and it would be: "don't delete T9"."""
    if (alone := _NOT_ALONE.fullmatch(heard.text.strip())) is not None:
        said = heard.scene.marked.original(alone["task"])
        options = (f"Delete {said}", f"Cancel {said}", DECLINED)
        return Doubt(heard.instruction, f"What about {said}?", options=options)
    found = _NEVER.fullmatch(heard.instruction.strip())
    if found is None or _INSTEAD.search(found["rest"]):
        return None
    raise Tell("All right: nothing is changed.")
