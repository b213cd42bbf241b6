"""What to say to an instruction that nothing knows: a break-down, an answer, or whether it is a new task."""

from __future__ import annotations

import re
from contextlib import suppress

from agents.providers.embedded.answers import Answer
from agents.providers.embedded.asking.answering import UNKNOWN as UNKNOWN_QUESTION
from agents.providers.embedded.asking.answering import answer
from agents.providers.embedded.grammar.clauses import polished
from agents.providers.embedded.grammar.reading import Reading, quoted
from agents.providers.embedded.grammar.scaffolding import break_down
from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.labels.spans import labelled
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Declined, Scene, Tell
from agents.providers.embedded.terms.vocabulary import capitalized
from agents.providers.embedded.words import telling
from ledger.core.model import Task

LONGEST, LONGEST_TITLE, MOST_LIKELY = 2_000, 120, 3
UNKNOWN = "I do not know how to do that."
REMARK = "I take that as a remark, and change nothing."
A_REMARK, FEWEST_WORDS = 0.9, 5
SURELY_A_REMARK, FEW_WORDS = 0.985, 2
"""How likely it is that nothing is wished for, and in how many words at least: a name alone may be a task."""
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|can|could|should|would|will|has|have|we|i|they|he|she|it|you)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What no title has in it."""
HALF, A_CLEAR_LEAD = 0.5, 20
"""Less is enough where all else is so many times less likely."""
LEAST_SHARED = 2
"""So many words of a title are in a sentence about that task."""
DECLINED = "Never mind"
_ALSO = re.compile(r"^(?:and |also |oh |plus |then |we |i |you |it |there )+", re.IGNORECASE)
_HOW_IT_IS = re.compile(
    r"(?:(?:well|so|but|and|btw|by the way),? )*(?:we|i|you|it|there|they|he|she)"
    r"(?: (?:are|am|is|were|was|have been|has been)|['’](?:re|m|s)) (?!to\b)",
    re.IGNORECASE,
)
"""What only says how somebody or something is."""
_IS_SHORT = re.compile(r"\s*(?:\S+\s+){0,9}\S+\s*")
_DETAIL = re.compile(
    r"\b(?:sub-?tasks?|steps?|tasks?|parts?|pieces|break|split|divide|details?|detailed|smaller|plan|outline|how|what"
    r"|bits|chunks|checklist|to-?dos?|list|more|think|suggest|propose|ideas?|scaffold|elaborate|expand|go|start|focus"
    r"|only|include|cover|consider|without|in \d|down)\b",
    re.IGNORECASE,
)
"""What asks for a break-down, however it is put."""
_NAMES = re.compile(r"[\"“]|\b[tT]\d|#\d")


_PUT_IT = re.compile(
    r"\b(?:can|could|would|will) (?:you|we|somebody|someone)(?: please)?"
    r" (?:put|add|note|plan|include|fit|squeeze) (?:it|that|this|them)\b",
    re.IGNORECASE,
)
"""What is a wish, though it ends as a question: "my sister does the books, can you put that somewhere?"."""
_VAGUE = re.compile(
    r"(?:change|edit|update|modify|adjust|alter|amend|correct|fix|improve|revise)"
    r"(?: something| things?)?(?: about| in| on| with| at)?(?: (?P<a>\S+(?: \S+)?))?"
    r"|(?:rename|retitle|move|assign|schedule|reschedule|tag|label|set|mark|merge|combine|swap|estimate)",
    re.IGNORECASE,
)
"""That something changes, but not what."""
_A_FIELD = re.compile(
    r"(?:(?:the|a|its) )?(?:(?:due|start) )?(?:dates?|deadline|title|name|estimate|priority|status|assignee"
    r"|owner|description|tags?)",
    re.IGNORECASE,
)


_MOVES = re.compile(r"(?:move|shift) (?P<what>[^,;.]{2,60})", re.IGNORECASE)
_SUGGESTS = re.compile(
    r"(?:[^?]{0,120}[,;.] )?(?:(?:so|but|and|maybe) )*"
    r"(?:(?:can['’]?t|cannot|(?:could|should|would|must)(?:n['’]?t| not)|why (?:don['’]?t|do not)) (?:we|i)"
    r"|do(?:n['’]?t| not)? (?:we|i) (?:also )?need(?: to)?) "
    r"(?!(?:start|begin|finish|do|be|make it|go|have) )(?P<what>[^?]{4,100}?)(?: (?:too|as well|also))?\?+",
    re.IGNORECASE,
)
_ADD_IT = re.compile(
    r"(?P<what>[^.!;\n]{4,120}?)[.!;,]? (?:(?:please|pls|so|can you|could you) )*"
    r"(?:add|put|note|write|include) (?:it|this|that)"
    r"(?: (?:in|down|on|to the (?:plan|list)|as a (?:task|step)|please|too|as well|there))*[.!]*",
    re.IGNORECASE,
)


def asked_or_suggested(scene: Scene, question: str, text: str) -> Answer:
    """The answer to a question; whether it should be a task, where "couldn't we rehearse it?" is none."""
    said = answer(scene, question)
    is_short = said == UNKNOWN_QUESTION and len(text) <= LONGEST_TITLE * 2
    maybe = _SUGGESTS.fullmatch(text.strip()) if is_short else None
    return _new_task("", capitalized(maybe["what"])) if maybe else Answer(text=said)


def told_to_add(text: str) -> str:
    """What is to be a task of its own, as it was said: "the results go online. Add it."; empty for none."""
    told = _ADD_IT.fullmatch(text.strip()) if len(text) <= LONGEST_TITLE * 2 else None
    return f"add a task “{capitalized(told['what'])}”" if told else ""


def _new_task(lead: str, title: str) -> Answer:
    return Answer(
        question=f"{lead}Should it be a new task, {quoted(title)}?",
        options=(f"Add a task “{title.replace('“', '').replace('”', '')}”", DECLINED),
    )


def otherwise(scene: Scene, text: str) -> Answer:
    """No rule knows it: in task mode a wish for a break-down, else perhaps a new task."""
    if (vague := _VAGUE.fullmatch(polished(text))) and (asked := _what_about(scene, vague["a"])):
        return asked
    if asked := where_it_goes(scene, polished(text)):
        return asked
    may_be_detailed = not _IS_SHORT.fullmatch(text) or _DETAIL.search(text)
    if scene.scope is not None and may_be_detailed and not _wishes_otherwise(scene, text):
        reading = Reading(scene)
        break_down(reading, scene.scope, text)
        return Answer(edits=tuple(reading.edits), text=" ".join(reading.sentences))
    is_asked = text.endswith("?") and not _PUT_IT.search(text)
    if scene.scope is None and is_asked and not _NAMES.search(text):
        return asked_or_suggested(scene, text, text)
    title = capitalized(_ALSO.sub("", polished(text)) or text)
    if (
        len(text) > LONGEST
        or not re.search(r"\w{2}", title)
        or len(title) > LONGEST_TITLE
        or "\n" in title
    ):
        return Answer(question="I did not understand that. What should I change?")
    if is_a_remark(scene, text) or (scene.scope is None and _HOW_IT_IS.match(text)):
        return Answer(text=f"{REMARK} Should it be a task, say “add” before it.")
    if scene.scope is not None:
        return _in_a_task(scene.handle(scene.scope), title)
    if _SENTENCE.search(text) and (task := _spoken_of(scene, text) or _about(scene, text)):
        return _of_a_task(scene, task, text)
    return _new_task(f"{UNKNOWN} ", title)


def _of_a_task(scene: Scene, task: Task, text: str) -> Answer:
    """What it may say of a task that it speaks of."""
    handle, said = scene.handle(task), text.strip().rstrip(".!")
    if _NAMES.search(text):
        return _what_changes(handle, f"{UNKNOWN} ")
    return Answer(
        question=f"{UNKNOWN} Is it about {scene.label(task)}?",
        options=(f"{handle} is done", f"Add a note to {handle}: “{said}”", DECLINED),
    )


def where_it_goes(scene: Scene, wish: str) -> Answer | None:
    """Where the task should go of which it is only said that it should be moved; None for anything else."""
    said = _MOVES.fullmatch(wish)
    ids = found(scene, said["what"]) if said else ()
    if len(ids) != 1:
        return None
    task = scene.tree.tasks[ids[0]]
    handle = scene.handle(task)
    return Answer(
        question=f"Where should {scene.label(task)} go? Or say until when: “{handle} is due on Friday”.",
        options=(f"Move {handle} to the top", f"Move {handle} to the end", DECLINED),
    )


def _wishes_otherwise(scene: Scene, text: str) -> bool:
    """Whether by its labels something else than a break-down is more likely to be wished for."""
    readings = labelled(text, scene.survey.known)
    otherwise = sum(one.sure for one in readings if {span.wish for span in one.spans} - {"break"})
    return otherwise > sum(one.sure for one in readings) / 2


def is_a_remark(scene: Scene, text: str) -> bool:
    """Whether nothing is wished for by the labels of its words: "Mia was really pleased, by the way"."""
    likely, *others = labelled(text, scene.survey.known)
    count = len(re.findall(r"\w+", text))
    if likely.spans or count < FEW_WORDS:
        return False
    if count < FEWEST_WORDS:
        return likely.sure >= SURELY_A_REMARK
    is_clear = likely.sure >= max([A_CLEAR_LEAD * other.sure for other in others], default=0)
    return likely.sure >= (HALF if is_clear else A_REMARK)


def _spoken_of(scene: Scene, text: str) -> Task | None:
    """The one task that a sentence is about by its labels, whatever it says of it."""
    for reading in labelled(text, scene.survey.known)[:MOST_LIKELY]:
        targets = [span.text for span in reading.spans if span.role == "target"]
        with suppress(Ask, Tell):
            ids = {id for target in targets for id in find(scene, target).ids}
            if len(ids) == 1:
                return scene.tree.tasks[ids.pop()]
    return None


def _about(scene: Scene, text: str) -> Task | None:
    """The open task of which a sentence has most words; None where that are few, or it names another one."""
    said = telling(text)
    tasks = [task for task in scene.tree.walk() if task.status not in ("completed", "cancelled")]
    shared = {task.id: said & telling(task.title) for task in tasks}
    most = max(shared, key=lambda id: len(shared[id]), default="")
    if not most or len(shared[most]) < LEAST_SHARED:
        return None
    others = [task for task in tasks if task.id != most and not shared[task.id] < shared[most]]
    named = [task for task in others if telling(task.title) == shared[task.id]]
    as_much = [task for task in others if len(shared[task.id]) == len(shared[most])]
    return None if named or as_much else scene.tree.tasks[most]


def _in_a_task(handle: str, title: str) -> Answer:
    """Whether it is a part of the selected task, where it may also be something that nobody can plan."""
    return Answer(
        question=f"{UNKNOWN} Should {quoted(title)} be a sub-task of {handle}?",
        options=(
            f"Add a sub-task “{title.replace('“', '').replace('”', '')}” to {handle}",
            f"Break {handle} down",
            DECLINED,
        ),
    )


def _what_about(scene: Scene, said: str | None) -> Answer | None:
    """Which change of a task is meant, with some that are common; None where it may be another thing."""
    reading = Reading(scene)
    try:
        handle = reading.handle(reading.task(said or "it"))
    except (Ask, Declined, Tell):
        if said and _A_FIELD.fullmatch(said):
            return Answer(question="Of which task, and to what? Say it like “T3 is due on Friday”.")
        vague = not said or said.lower() in ("it", "this", "that", "them", "these")
        how = "What should change, and how? Say it like “T3 is due on Friday”."
        return Answer(question=how) if vague else None
    return _what_changes(handle)


def _what_changes(handle: str, lead: str = "") -> Answer:
    options = (f"Rename {handle}", f"Break {handle} down", f"{handle} is done", f"Delete {handle}")
    return Answer(question=f"{lead}What should change about {handle}?", options=options)
