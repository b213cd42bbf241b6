"""From an instruction to an answer: edits and a text, or a question, or just words.

A question that was asked before is taken up again: the instruction that led to it is read anew, with
what the person answered in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from agents.ports import Context, Turn
from agents.providers.embedded.absences import absence
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.asking.answering import answer, answered
from agents.providers.embedded.asking.recognising import asked_alone, asks
from agents.providers.embedded.beginning import named_after, unplannable, wants_a_goal
from agents.providers.embedded.clarifying import TELL_ME
from agents.providers.embedded.doubts.conditions import DO_IT, ONLY_ASKED
from agents.providers.embedded.farewells import farewell
from agents.providers.embedded.grammar.clauses import Followed, polished
from agents.providers.embedded.grammar.scaffolding import scaffold
from agents.providers.embedded.guessing import (
    DECLINED,
    UNKNOWN,
    asked_or_suggested,
    is_a_remark,
    otherwise,
    told_to_add,
)
from agents.providers.embedded.hearing.reasons import named_rightly, without_reasons
from agents.providers.embedded.hearing.replies import only_meant
from agents.providers.embedded.hearing.reported import reported
from agents.providers.embedded.hearing.steps import steps_wanted
from agents.providers.embedded.hearing.supposing import wish_supposed
from agents.providers.embedded.hearing.wording import half_a_wish, opened
from agents.providers.embedded.laments import lamented, without_lament
from agents.providers.embedded.readers import (
    follow,
    is_clearer,
    no_wish,
    only_thing,
    wish_without_tasks,
    wishes_besides,
)
from agents.providers.embedded.references.picking import NEVER_MIND, YES, YES_OR_NO, picked
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.ruled import LONGEST_MEANT, RULES, by_rules, framed, scene_of
from agents.providers.embedded.spelling import retyped
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import PRIORITIES, STATUSES, any_of, capitalized

_EXPLICIT_ADD = re.compile(
    r"(?:add|create|insert|new)\b.*\b(?:sub-?)?(?:tasks?|items?|steps?|to-?dos?)\b", re.IGNORECASE
)
_PLAN_IT = re.compile(
    r"(?:(?:please )?(?:plan|break|split|scaffold|outline|suggest|propose|generate"
    r"|create|make|fill)\b.{0,40}"
    r"\b(?:it|this|down|tasks|plan|project|steps|up|out)|plan|go|start)[.!]*",
    re.IGNORECASE,
)
_PLEASED = re.compile(
    r"(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:so |very )?(?:much|a lot))?|thx|ty|cheers|cool"
    r"|(?:good|nice|great)(?: job| work| one)?|k+|awesome|lovely|lgtm|well done|got it|fine|alright"
    r"|all right|(?:that|it|this)?"
    r"(?:'s| is| ?looks?)? ?(?:great|good|perfect|fine|nice)|sounds (?:good|great|fine)"
    r"|never ?mind|no worries|mate|brilliant|excellent|superb?|amazing|wonderful|fantastic|exactly"
    r"|(?:that is |that's )?(?:just |exactly )?what i (?:was after|wanted|meant|needed|had in mind)"
    r"|ship it"
    r"|love (?:it|this)|(?:that|it|this) works(?: for me| for us)?|works for (?:me|us)|much appreciated"
    r"|(?:i )?appreciate (?:it|that)|nicely done|that(?:'ll| will) do"
    r"|you(?:'re| are) (?:the best|great))[\s,.!]*)+",
    re.IGNORECASE,
)
PLEASED = (
    "All right. Accept the draft when it is as you want it; “undo that” takes back the last change."
)
_ACCEPTS = re.compile(
    rf"(?:(?:{_PLEASED.pattern})(?:so |and |then |now )*|please |yes,? |now )?(?:i )?"
    r"(?:accept|save|apply|approve|confirm|commit)"
    r"(?: (?:it|this|that|them|all|everything|all of it|(?:the|this|these|all|all the) "
    r"(?:draft|changes?|plan)))?(?: now)?(?:,? (?:please|then|thanks))?[.!]*",
    re.IGNORECASE,
)
WHERE_TO_ACCEPT = (
    "Nothing is accepted from here, that is for you to do: press Accept below the draft, or A in its"
    " tree; in a terminal it is `patchledger accept`."
)
_TELLS = re.compile(
    r"(?:delete|remove|rename|move|undo|mark|assign|add|set) |.*\b(?:[tT]|#)\d", re.IGNORECASE
)
"""What is no name of a task, though it was asked for one."""
_NAMES_IT = re.compile(r"What should .+ be called\?")
"""A question that a name answers, even one that would be a wish of its own: "New Year's brunch"."""
NOTHING_ASKED = "Nothing was asked. Say what should change; “undo that” takes back the last change."
LONGEST_PLEASED = 60
_PAIRED = rf"(?:task )?#?t?\d+ {any_of([*PRIORITIES, *STATUSES])}"
_PAIRS = re.compile(rf"{_PAIRED}(?:(?:,| and|, and|;) {_PAIRED})+[.!]?", re.IGNORECASE)
"""Tasks each with a value of its own: "T1 high, T2 low"."""
_PAIR = re.compile(r"(#?t?\d+) ", re.IGNORECASE)


def understand(context: Context, instruction: str) -> Answer:
    """The answer to an instruction, in the light of what was asked before. Deterministic."""
    people = {task.assignee or "" for task in context.tree.tasks.values()}
    instruction = named_rightly(retyped(instruction), people)
    instruction = _PAIR.sub(r"\1: ", instruction) if _PAIRS.fullmatch(instruction) else instruction
    if _is_to_accept(context, instruction):
        return Answer(text=WHERE_TO_ACCEPT)
    question = context.turns[-1].question if context.turns else None
    if question is not None and not question.candidates:
        instruction = picked(question.options, instruction) or instruction
    asked = _asked_before(context.turns, instruction)
    if asked is None:
        unasked = not context.turns or context.turns[-1].question is None
        if unasked and YES_OR_NO.fullmatch(instruction.strip().lower()):
            return Answer(text=NOTHING_ASKED)
        return _fresh(context, instruction)
    if NEVER_MIND.fullmatch(instruction.strip()):
        return Answer(text="All right, nothing is changed.")
    assert question is not None
    if wants_a_goal(question.question):
        return _fresh(context, instruction)
    asked = replace(asked, replies=tuple(map(only_meant, asked.replies)))
    one_offer = len(question.options) == 2 and question.options[1] == DECLINED
    if one_offer and YES.fullmatch(instruction.strip().lower()):
        return _fresh(context, question.options[0])
    offered = instruction.strip() in question.options
    fresh = _fresh(context, instruction, only_rules=True)
    names_it = bool(_NAMES_IT.match(question.question)) and not _TELLS.match(instruction)
    if fresh.edits and not names_it and not (offered and question.candidates):
        return fresh
    taken_up = _taken_up(context, asked) or _spoken_on(context, asked, instruction)
    return taken_up or _fresh(context, instruction)


def plain_question(context: Context, instruction: str) -> Answer | None:
    """The answer to a question about the plan that is known; None where it may go on with what was said."""
    is_reply = bool(context.turns) and context.turns[-1].question is not None
    if not context.tree.tasks or (is_reply and not instruction.rstrip().endswith("?")):
        return None
    if _GOES_ON.match(instruction) or wish_supposed(instruction):
        return None
    scene = scene_of(context, instruction, {}, titles=False)
    known = answered(scene, instruction) or answered(scene, asked_alone(instruction))
    known = known or answered(scene, _asked_at_last(context, instruction))
    return Answer(text=known) if known is not None else None


def _asked_at_last(context: Context, text: str) -> str:
    """The question behind remarks in which nothing is wished for: "that's too long. What could we cut?"."""
    found = _AT_LAST.fullmatch(text.strip())
    return found["last"] if found and no_wish(context, found["before"]) else text


@dataclass(frozen=True, slots=True)
class _Open:
    """An instruction that led to a question, with the answers and further questions since."""

    instruction: str
    questions: tuple[str, ...]
    replies: tuple[str, ...]


def _asked_before(turns: Sequence[Turn], reply: str) -> _Open | None:
    """What the person is answering, if they were asked."""
    said, questions = [reply], list[str]()
    for person, agent in zip(turns[-2::-2], turns[::-2], strict=False):
        if agent.role != "agent" or agent.question is None or person.role != "user":
            break
        said.insert(0, person.text)
        questions.insert(0, agent.question.question)
    return _Open(said[0], tuple(questions), tuple(said[1:])) if questions else None


def _taken_up(context: Context, asked: _Open) -> Answer | None:
    """Read the instruction with the answers that followed; None when it asks something else now."""
    given: dict[str, str] = {}
    for question, reply in zip(asked.questions, asked.replies, strict=True):
        try:
            follow(context, asked.instruction, given)
        except Ask as ask:
            if ask.question != question:
                return None
            given[ask.key] = reply
        except Tell:
            return None
    return _read(context, asked.instruction, given) if given else None


def _spoken_on(context: Context, asked: _Open, reply: str) -> Answer | None:
    """Half a wish that was not understood, with its other half: "move the docs", "to the top"."""
    if not asked.questions[-1].startswith(UNKNOWN):
        return None
    answer = _read(context, f"{asked.instruction.rstrip(' .!')} {reply}", {})
    is_change = answer is not None and all(edit.op == "update" for edit in answer.edits)
    return answer if answer is not None and answer.edits and is_change else None


def _fresh(context: Context, instruction: str, *, only_rules: bool = False) -> Answer:
    scene = scene_of(context, instruction, {}, titles=False)
    text = without_lament(instruction.strip())
    if only_rules:
        return _read(context, text, {}, labels=False) or Answer()
    if not scene.tree.tasks:
        return _on_an_empty_plan(context, scene, text)
    if len(text) < LONGEST_PLEASED and _PLEASED.fullmatch(text):
        return Answer(text=PLEASED)
    if (told := farewell(text) or absence(scene, text)) is not None:
        return told
    known = answered(scene, text)
    told = _supposed(context, text, known or "")
    if told is None and known is not None:
        told = Answer(text=known)
    told = told or lamented(scene, text)
    told = told or _stepwise(context, text) or _wanted(context, text)
    if told is not None:
        return told
    asked = _ASKS_FOR.sub("", polished(opened(text))) + "?" * text.endswith("?")
    if asks(asked) and not wishes_besides(context, text):
        asks_only = text.endswith("?") or _WHICH.fullmatch(asked)
        with suppress(Tell):
            wished = None if asks_only else framed(context, text, {})
            if wished is not None and wished.scene.edits:
                return _told(wished)
        return asked_or_suggested(scene, asked, text)
    return _read(context, text, {}) or _added(context, text) or otherwise(scene, text)


def _added(context: Context, text: str) -> Answer | None:
    """What nothing else is known of than that it should be a task."""
    wish = told_to_add(text)
    return _read(context, wish, {}) if wish else None


def _supposed(context: Context, text: str, known: str) -> Answer | None:
    """Whether it should be done, for what is only considered; `known`: what that would lead to."""
    wish = wish_supposed(text)
    if not wish or " or " in text:
        return None
    meant = _read(context, wish, {})
    if meant is None or not meant.edits:
        return None if known else meant
    question = f"{known} {DO_IT}" if known else ONLY_ASKED
    return Answer(question=question, options=(capitalized(wish), DECLINED))


def _stepwise(context: Context, text: str) -> Answer | None:
    """The steps of a task that has none yet: "list the steps for T7"."""
    wish = steps_wanted(text)
    broken = _read(context, wish, {}) if wish else None
    return broken if broken is not None and broken.edits else None


def _is_to_accept(context: Context, instruction: str) -> bool:
    """Whether it wants the draft accepted, which no planner does, and is no answer that was offered."""
    question = context.turns[-1].question if context.turns else None
    offered = question.options if question else ()
    said = instruction.strip()
    return len(said) < LONGEST_PLEASED and said not in offered and bool(_ACCEPTS.fullmatch(said))


def _wanted(context: Context, text: str) -> Answer | None:
    """A change that reasons stand beside: by all of it where its labels are clear, else without them."""
    plain = text if _is_report(context, text) else without_reasons(text)
    forms = [text] if half_a_wish(text) else []
    if plain != text:
        forms = [text, plain] if is_clearer(context, text, plain) else [plain, *forms]
    wanted = (_read(context, form, {}) for form in forms)
    return next((answer for answer in wanted if answer is not None and answer.edits), None)


def _is_report(context: Context, text: str) -> bool:
    """Whether it tells what has become of a task, where its reasons count: "no answer, so we are stuck"."""
    scene = scene_of(context, text, {}, titles=False)
    return len(text) <= LONGEST_MEANT and reported(scene, text) != text


_AT_LAST = re.compile(r"(?P<before>.+)[.!;]\s+(?P<last>[^.!;]+\?)", re.DOTALL)
_GOES_ON = re.compile(r"\W*(?:(?:and|so|ok|or|but),? )*(?:what|how) about\b", re.IGNORECASE)
_WHICH = re.compile(
    r"(?:what|which|who)(?: tasks?| ones?)?(?:['’]?s| is| are) (?:(?:still|already|currently|now"
    r"|not|in|under|on) )*"
    r"(?!missing\b)[\w-]+[.! ]*",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"[^\W\d]\w+ (?:is asking|asks|asked|wants to know|would like to know|wonders)(?: me| us)?(?: to know)?"
    r",? (?=wh|how|if)",
    re.IGNORECASE,
)


def _on_an_empty_plan(context: Context, scene: Scene, text: str) -> Answer:
    """The instruction is the goal, unless it adds tasks by name or asks something."""
    asked = polished(opened(text)) + "?" * text.endswith("?")
    if not text or (asks(asked) and (text.endswith("?") or len(text.split()) < 3)):
        return Answer(text=answer(scene, asked or "help"))
    if _EXPLICIT_ADD.match(polished(text)) and (added := _read(context, text, {})):
        return added
    if (wish := wish_without_tasks(context, text)) is not None:
        if not wish.readings:
            return Answer(text=TELL_ME)
        return named_after(_told(wish), only_thing(context, text))
    project = context.tree.project
    if project is not None and _PLAN_IT.fullmatch(text):
        text = ". ".join(filter(None, (project.title, project.summary)))
    if (asked_about := unplannable(text)) is not None:
        return asked_about
    edits, said = scaffold(context, text)
    return Answer(edits=edits, text=said)


def _read(
    context: Context, instruction: str, given: Mapping[str, str], *, labels: bool = True
) -> Answer | None:
    """What an instruction leads to; None when nothing knows it."""
    try:
        followed = follow(context, instruction, given, labels=labels)
    except Ask as ask:
        scene = scene_of(context, instruction, given, titles=True)
        is_told = labels and ask.near and not is_command(polished(instruction).partition(" ")[0])
        return None if is_told and is_a_remark(scene, instruction) else _question(scene, ask)
    except Tell as told:
        return Answer(text=told.text)
    return _told(followed) if followed is not None else None


def literally(context: Context, instruction: str) -> Answer:
    """What an instruction changes in so many words; nothing where it has to be guessed what is meant."""
    with suppress(Ask, Tell):
        if followed := by_rules(context, instruction, {}, RULES):
            return _told(followed)
    return Answer()


def _told(followed: Followed) -> Answer:
    text = " ".join(s for reading in followed.readings for s in reading.sentences)
    return Answer(edits=followed.scene.edits, text=text)


def _question(scene: Scene, ask: Ask) -> Answer:
    tasks = [scene.tree.tasks[id] for id in ask.suggested(scene) if id in scene.tree.tasks]
    return Answer(
        question=ask.question,
        candidates=tuple(scene.handle(task) for task in tasks),
        options=(*(scene.option(task) for task in tasks), *ask.options),
    )
