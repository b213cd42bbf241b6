"""From an instruction to an answer: edits and a text, or a question, or just words.

A question that was asked before is taken up again: the instruction that led to it is read anew, with
what the person answered in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from agents.edits import PROJECT, Edit
from agents.ports import Context, Turn
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.caution import spare_tasks
from agents.providers.embedded.elided import in_full, without_field
from agents.providers.embedded.frames.walking import Adds, understood
from agents.providers.embedded.grammar import (
    adding,
    depending,
    fields,
    phases,
    placing,
    removing,
    sorting,
    states,
    structure,
    texts,
    timing,
    titles,
)
from agents.providers.embedded.grammar.clauses import (
    Followed,
    follow,
    polished,
)
from agents.providers.embedded.grammar.questions import answer, asks
from agents.providers.embedded.grammar.reading import Rule
from agents.providers.embedded.grammar.scaffolding import scaffold
from agents.providers.embedded.guessing import DECLINED, LONGEST, otherwise
from agents.providers.embedded.hearing.reasons import without_reasons
from agents.providers.embedded.hearing.wording import half_a_wish, opened
from agents.providers.embedded.meaning.walking import ADDS, meant
from agents.providers.embedded.references.marked import mark
from agents.providers.embedded.references.picking import NEVER_MIND, YES, YES_OR_NO
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.survey import survey
from agents.providers.embedded.spelling import retyped
from agents.providers.embedded.terms.vocabulary import PRIORITIES, STATUSES, any_of
from ledger.core.apply import apply_all
from ledger.core.errors import Refused

RULES = (
    *titles.RULES,
    *phases.RULES,
    *structure.RULES,
    *depending.RULES,
    *fields.NAMED,
    *timing.RULES,
    *placing.RULES,
    *sorting.RULES,
    *states.RULES,
    *fields.VALUES,
    *texts.RULES,
    *removing.RULES,
    *adding.RULES,
)
STRICT = tuple(rule for rule in RULES if not rule.free)
LONGEST_MEANT = 300
_UNTITLED = Edit("create", PROJECT, title="New project")
_NO_TITLE = STATUSES.keys() | PRIORITIES.keys()
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
    r"|(?:good|nice|great)(?: job| work| one)?|awesome|lovely|lgtm|well done|got it|fine|alright"
    r"|all right|(?:that|it|this)?"
    r"(?:'s| is| looks?)? ?(?:great|good|perfect|fine|nice)|sounds (?:good|great|fine)"
    r"|never ?mind|no worries|mate|brilliant|excellent|superb?|amazing|wonderful|fantastic|exactly"
    r"|(?:that is |that's )?(?:just |exactly )?what i (?:was after|wanted|meant|needed|had in mind)"
    r"|love (?:it|this)|(?:that|it|this) works(?: for me| for us)?|works for (?:me|us)|much appreciated"
    r"|(?:i )?appreciate (?:it|that)|nicely done|that(?:'ll| will) do"
    r"|you(?:'re| are) (?:the best|great))[\s,.!]*)+",
    re.IGNORECASE,
)
PLEASED = (
    "All right. Accept the draft when it is as you want it; “undo that” takes back the last change."
)
NOTHING_ASKED = "Nothing was asked. Say what should change; “undo that” takes back the last change."
MOST_ELIDED = 100
LONGEST_PLEASED = 60
_PAIRED = rf"(?:task )?#?t?\d+ {any_of([*PRIORITIES, *STATUSES])}"
_PAIRS = re.compile(rf"{_PAIRED}(?:(?:,| and|, and|;) {_PAIRED})+[.!]?", re.IGNORECASE)
"""Tasks each with a value of its own: "T1 high, T2 low"."""
_PAIR = re.compile(r"(#?t?\d+) ", re.IGNORECASE)


def understand(context: Context, instruction: str) -> Answer:
    """The answer to an instruction, in the light of what was asked before. Deterministic."""
    instruction = retyped(instruction)
    instruction = _PAIR.sub(r"\1: ", instruction) if _PAIRS.fullmatch(instruction) else instruction
    asked = _asked_before(context.turns, instruction)
    if asked is None:
        unasked = not context.turns or context.turns[-1].question is None
        if unasked and YES_OR_NO.fullmatch(instruction.strip().lower()):
            return Answer(text=NOTHING_ASKED)
        return _fresh(context, instruction)
    if NEVER_MIND.fullmatch(instruction.strip()):
        return Answer(text="All right, nothing is changed.")
    question = context.turns[-1].question
    assert question is not None
    one_offer = len(question.options) == 2 and question.options[1] == DECLINED
    if one_offer and YES.fullmatch(instruction.strip().lower()):
        return _fresh(context, question.options[0])
    offered = instruction.strip() in question.options
    fresh = _fresh(context, instruction, only_rules=True)
    if fresh.edits and not (offered and question.candidates):
        return fresh
    return _taken_up(context, asked) or _fresh(context, instruction)


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
            _follow(context, asked.instruction, given)
        except Ask as ask:
            if ask.question != question:
                return None
            given[ask.key] = _I_MEAN.sub("", reply)
        except Tell:
            return None
    return _read(context, asked.instruction, given) if given else None


_I_MEAN = re.compile(
    r"^(?:(?:no|sorry|oh|ah|ok|well)[,.!]? )*(?:i (?:mean|meant|was thinking of|am talking about)"
    r"|i'm talking about|it(?:'s| is)|that(?:'s| is)|of course) (?=\S)",
    re.IGNORECASE,
)


def _fresh(context: Context, instruction: str, *, only_rules: bool = False) -> Answer:
    scene = _scene(context, instruction, {}, titles=False)
    text = instruction.strip()
    if only_rules:
        return _read(context, text, {}) or Answer()
    if not scene.tree.tasks:
        return _on_an_empty_plan(context, scene, text)
    if len(text) < LONGEST_PLEASED and _PLEASED.fullmatch(text):
        return Answer(text=PLEASED)
    plain = without_reasons(text)
    if plain != text and (wanted := _read(context, plain, {})) and wanted.edits:
        return wanted
    if half_a_wish(text) and (wanted := _read(context, text, {})) and wanted.edits:
        return wanted
    asked = _ASKS_FOR.sub("", polished(opened(text))) + "?" * text.endswith("?")
    if asks(asked):
        asks_only = text.endswith("?") or _WHICH.fullmatch(asked)
        framed = None if asks_only else _framed(context, text, {})
        if framed is not None and framed.scene.edits:
            return _told(framed)
        return Answer(text=answer(scene, asked))
    return _read(context, text, {}) or otherwise(scene, text)


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
    project = context.tree.project
    if project is not None and _PLAN_IT.fullmatch(text):
        text = ". ".join(filter(None, (project.title, project.summary)))
    edits, said = scaffold(context, text)
    return Answer(edits=edits, text=said)


def _read(context: Context, instruction: str, given: Mapping[str, str]) -> Answer | None:
    """The instruction by the rules; None when they do not know it."""
    try:
        followed = _follow(context, instruction, given)
    except Ask as ask:
        return _question(_scene(context, instruction, given, titles=True), ask)
    except Tell as told:
        return Answer(text=told.text)
    return _told(followed) if followed is not None else None


def literally(context: Context, instruction: str) -> Answer:
    """What an instruction changes in so many words; nothing where it has to be guessed what is meant."""
    with suppress(Ask, Tell):
        if followed := _by_rules(context, instruction, {}, RULES):
            return _told(followed)
    return Answer()


def _told(followed: Followed) -> Answer:
    text = " ".join(s for reading in followed.readings for s in reading.sentences)
    return Answer(edits=followed.scene.edits, text=text)


def _follow(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """What it means, unless that would take more than was spoken of. Raises Ask or Tell."""
    followed = _followed(context, instruction, given)
    if followed is not None:
        spare_tasks(instruction, followed)
    return followed


def _followed(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """Read it by the rules, then for what it means, last as something new. Raises Ask or Tell."""
    if (followed := _framed(context, instruction, given)) is not None:
        return followed
    strict, free = (partial(_by_rules, rules=rules) for rules in (STRICT, RULES))
    said, known = (partial(_framed, adds=adds) for adds in ("said", "any"))
    explicit = ADDS.match(polished(instruction)) is not None
    problem: Ask | Tell | None = None
    loose = partial(_framed, loose=True)
    order = (strict, said, free, _meant, loose)
    for read in order if explicit else (strict, said, _meant, known, free, loose):
        try:
            followed = read(context, instruction, given)
        except (Ask, Tell) as reason:
            problem = problem or reason
        if followed is not None:
            return followed
        settles = explicit or read in (strict, said)
        if problem is not None and settles and _is_known(problem, first=read is strict):
            raise problem
    if problem is not None:
        raise problem
    return None


def _is_known(problem: Ask | Tell, *, first: bool) -> bool:
    """Whether a rule knows what was meant, so that nobody else need be asked.

    That there are no such tasks is not known before it was looked whether one is to be added.
    """
    return not first if isinstance(problem, Tell) else not problem.vague


def _by_rules(
    context: Context, instruction: str, given: Mapping[str, str], rules: Sequence[Rule]
) -> Followed | None:
    """By the rules, also as if the one task was named that can be meant. Raises Ask or Tell."""
    problem: Ask | Tell | None = None
    if context.mode == "task":
        instruction = without_field(instruction) or instruction
    try:
        followed = _follow_words(context, instruction, given, rules)
    except (Ask, Tell) as reason:
        followed, problem = None, reason
    if followed is None and _one_is_meant(context) and len(instruction) < MOST_ELIDED:
        for form in in_full(instruction):
            with suppress(Ask, Tell):
                followed = followed or _follow_words(context, form, given, rules)
    if followed is None and problem is not None:
        raise problem
    return followed


def _one_is_meant(context: Context) -> bool:
    """Whether there is one task that need not be named: the selected one, or what was just changed."""
    last = context.turns[-1].patches if context.turns else ()
    return context.mode == "task" or len({patch.target_id for patch in last}) == 1


def _follow_words(
    context: Context, instruction: str, given: Mapping[str, str], rules: Sequence[Rule]
) -> Followed | None:
    """Read it with the plan's titles taken as names first, then as ordinary words.

    Raises Ask or Tell; also Tell where the rules of the plan do not allow the outcome.
    """
    if len(instruction) > LONGEST:
        return None
    problem: Ask | Tell | None = None
    for as_names in (True, False):
        try:
            scene = _scene(context, instruction, given, titles=as_names)
            followed = follow(scene.marked.text, scene, rules)
        except (Ask, Tell) as reason:
            problem = problem or reason
            continue
        if followed is not None:
            _check(context, followed)
            return followed
    if problem is not None:
        raise problem
    return None


def _framed(
    context: Context,
    instruction: str,
    given: Mapping[str, str],
    *,
    adds: Adds = "",
    loose: bool = False,
) -> Followed | None:
    """What is meant where every word has its place; of long texts nothing is."""
    if given or len(instruction) > LONGEST_MEANT:
        return None
    scene = _scene(context, instruction, {}, titles=True)
    scene = replace(scene, recent=(scene.scope.id,) if scene.scope else (), sure=True)
    followed = understood(scene, scene.marked.text, adds=adds, loose=loose)
    if followed is not None:
        with suppress(Tell):
            _check(context, followed)
            return followed
    return None


def _meant(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """What is meant although no rule fits, as far as the plan allows it; of long texts nothing is."""
    if len(instruction) > LONGEST_MEANT:
        return None
    scene = _scene(context, instruction, given, titles=True)
    scene = replace(scene, recent=(scene.scope.id,) if scene.scope else (), sure=True)
    followed = meant(scene, scene.marked.text, RULES)
    if followed is not None:
        _check(context, followed)
    return followed


def _check(context: Context, followed: Followed) -> None:
    try:
        apply_all(context.tree, followed.scene.patches)
    except Refused as refusal:
        reasons = " ".join(violation.message for violation in refusal.violations[:3])
        raise Tell(f"That cannot be done: {reasons}") from refusal


def _scene(context: Context, instruction: str, given: Mapping[str, str], *, titles: bool) -> Scene:
    phrases = survey(context.project_id, context.tree).phrases if titles else {}
    names = {phrase: ids for phrase, ids in phrases.items() if phrase not in _NO_TITLE}
    scene = Scene.begin(context, mark(instruction, names), given)
    return scene if context.tree.project else scene.after([_UNTITLED], ())


def _question(scene: Scene, ask: Ask) -> Answer:
    tasks = [scene.tree.tasks[id] for id in ask.suggested(scene) if id in scene.tree.tasks]
    return Answer(
        question=ask.question,
        candidates=tuple(scene.handle(task) for task in tasks),
        options=(*(scene.option(task) for task in tasks), *ask.options),
    )
