"""The readings of an instruction, in their order: what it means on the plan, or why that is not known.

What was understood is done only where no doubt is left that it was meant (`doubts/`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial

from agents.edits import PROJECT, Edit
from agents.ports import Context
from agents.providers.embedded.doubts.doubt import PREFIX
from agents.providers.embedded.doubts.doubting import first_doubt
from agents.providers.embedded.doubts.leftovers import errands_beside, is_done, with_note
from agents.providers.embedded.doubts.parts import spare_tasks
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
from agents.providers.embedded.grammar.clauses import Followed, polished
from agents.providers.embedded.grammar.clauses import follow as follow_rules
from agents.providers.embedded.grammar.reading import Rule
from agents.providers.embedded.guessing import LONGEST
from agents.providers.embedded.hearing.places import placed
from agents.providers.embedded.meaning.walking import ADDS, meant
from agents.providers.embedded.references.marked import mark
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.survey import survey
from agents.providers.embedded.terms.vocabulary import PRIORITIES, STATUSES
from agents.providers.embedded.wishes.reading import Guess, guessed
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
MOST_ELIDED = 100
SUREST, SURER, SURE_TO_REMOVE, SURE, LIKELY = 0.93, 0.8, 0.5, 0.3, 0.15
"""How likely labels have to be right: to remove more than a reading of every word does, against such a
reading, to remove anything, against any other reading, and against a question."""


def follow(
    context: Context, instruction: str, given: Mapping[str, str], *, labels: bool = True
) -> Followed | None:
    """What it means, unless that would take more than was spoken of, or it may mean something else.

    `labels`: also by the labels of its words. Raises Ask or Tell.
    """
    context, instruction = placed(context, instruction)
    known = {key: answer for key, answer in given.items() if not key.startswith(PREFIX)}
    titles = (task.title for task in context.tree.tasks.values())
    kept, errands = errands_beside(instruction[:LONGEST_MEANT], titles)
    whole, problem = None, None
    try:
        whole = _followed(context, instruction, known, labels=labels)
    except (Ask, Tell) as reason:
        problem = reason
    edits = whole.scene.edits if whole is not None else ()
    left = [errand for errand in errands if not is_done(errand, edits)]
    if left and len(instruction) <= LONGEST_MEANT:
        with suppress(Ask, Tell):
            followed = _undoubted(
                context, kept, given, _followed(context, kept, known, labels=labels)
            )
            if followed is not None and followed.scene.edits:
                return with_note(followed, errands)
    if problem is not None:
        raise problem
    return _undoubted(context, instruction, given, whole)


def _undoubted(
    context: Context, instruction: str, given: Mapping[str, str], followed: Followed | None
) -> Followed | None:
    """What was understood, where it is done as it was said. Raises Ask or Tell."""
    if followed is None or len(instruction) > LONGEST_MEANT:
        return followed
    known = {key: answer for key, answer in given.items() if not key.startswith(PREFIX)}
    spare_tasks(instruction, followed)
    scene = scene_of(context, instruction, known, titles=True)
    doubt = first_doubt(instruction, scene, followed)
    if doubt is None or any(doubt.words.lower() in key for key in known):
        return followed
    if doubt.key not in given:
        raise doubt.ask()
    rest = {key: answer for key, answer in given.items() if key != doubt.key}
    return follow(context, doubt.settled(scene, instruction, given[doubt.key]), rest)


def _followed(
    context: Context, instruction: str, given: Mapping[str, str], *, labels: bool
) -> Followed | None:
    """By its labels where they are likely to be right, else by the rules, else by the labels after all.

    Raises Ask or Tell.
    """
    guess = _guessed(context, instruction, given) if labels else None
    if guess is None:
        return _ruled(context, instruction, given)
    exact, problem = _exactly(context, instruction, given)
    is_asked = isinstance(problem, Ask) and not problem.vague
    removes = bool(guess.followed.removed)
    removes_more = exact is not None and not guess.followed.removed <= exact.removed
    least = SURE_TO_REMOVE if removes or is_asked else SURE
    if exact is not None and not _says_all_of(guess.followed, exact):
        least = SUREST if removes_more else SURER
    elif isinstance(problem, Tell):
        least = SUREST
    if guess.sure >= least:
        return guess.followed
    try:
        followed = exact or _ruled(context, instruction, given)
    except (Ask, Tell) as reason:
        is_known = isinstance(reason, Tell) or not reason.vague
        if guess.sure < (SURE_TO_REMOVE if is_known or removes else LIKELY):
            raise
        return guess.followed
    likely = guess.sure >= (SURE_TO_REMOVE if removes else LIKELY)
    return guess.followed if followed is None and likely else followed


def _says_all_of(one: Followed, other: Followed) -> bool:
    """Whether one reading does all that the other one does, and more: that one left something out."""
    done, less = (set(map(str, _changes(followed))) for followed in (one, other))
    return less < done


def _changes(followed: Followed) -> Iterator[tuple[str, str, str, object]]:
    for patch in followed.scene.patches:
        fields = patch.fields() if patch.op == "update" else {"": None}
        for field, value in fields.items():
            yield patch.op, patch.target_id, field, value


def _exactly(
    context: Context, instruction: str, given: Mapping[str, str]
) -> tuple[Followed | None, Ask | Tell | None]:
    """What it means where every word has its place or a rule knows the sentence; else why not."""
    problem: Ask | Tell | None = None
    for read in (framed, partial(by_rules, rules=STRICT)):
        try:
            followed = read(context, instruction, given)
        except (Ask, Tell) as reason:
            problem = reason
            continue
        if followed is not None and followed.scene.edits:
            return replace(followed, literal=True), None
    return None, problem


def wishes_besides(context: Context, instruction: str) -> bool:
    """Whether a message that begins as a question ends in a wish: "is there a task for X? Add one"."""
    if instruction.endswith("?") or "?" not in instruction:
        return False
    guess = _guessed(context, instruction, {})
    return guess is not None and guess.sure >= SURE


def is_clearer(context: Context, instruction: str, shortened: str) -> bool:
    """Whether labels say what is wanted, and not more surely of the instruction without its reasons."""
    whole, rest = (_guessed(context, text, {}) for text in (instruction, shortened))
    if whole is None or whole.sure < SURE:
        return False
    return rest is None or rest.sure <= whole.sure


def _guessed(context: Context, instruction: str, given: Mapping[str, str]) -> Guess | None:
    """What it means by its labels, as far as the plan allows it; of long texts nothing does."""
    if len(instruction) > LONGEST_MEANT:
        return None
    scene = scene_of(context, instruction, given, titles=False)
    scene = replace(scene, recent=(scene.scope.id,) if scene.scope else ())
    guess = guessed(scene, instruction, RULES)
    with suppress(Tell):
        if guess is not None:
            _check(context, guess.followed)
            return guess
    return None


def _ruled(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """Read it by the rules, then for what it means, last as something new. Raises Ask or Tell."""
    if (followed := framed(context, instruction, given)) is not None:
        return replace(followed, literal=True)
    strict, free = (partial(by_rules, rules=rules) for rules in (STRICT, RULES))
    said, known = (partial(framed, adds=adds) for adds in ("said", "any"))
    explicit = ADDS.match(polished(instruction)) is not None
    problem: Ask | Tell | None = None
    loose = partial(framed, loose=True)
    order = (strict, said, free, _meant, loose)
    for read in order if explicit else (strict, said, _meant, known, free, loose):
        try:
            followed = read(context, instruction, given)
        except (Ask, Tell) as reason:
            problem = problem or reason
        if followed is not None:
            return replace(followed, literal=read is strict)
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


def by_rules(
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
            scene = scene_of(context, instruction, given, titles=as_names)
            followed = follow_rules(scene.marked.text, scene, rules)
        except (Ask, Tell) as reason:
            problem = problem or reason
            continue
        if followed is not None:
            _check(context, followed)
            return followed
    if problem is not None:
        raise problem
    return None


def framed(
    context: Context,
    instruction: str,
    given: Mapping[str, str],
    *,
    adds: Adds = "",
    loose: bool = False,
) -> Followed | None:
    """What is meant where every word has its place; of long texts nothing is.

    Raises Tell where nothing but days was said, and they do not fit the plan.
    """
    if given or len(instruction) > LONGEST_MEANT:
        return None
    scene = scene_of(context, instruction, {}, titles=True)
    scene = replace(scene, recent=(scene.scope.id,) if scene.scope else (), sure=True)
    followed = understood(scene, scene.marked.text, adds=adds, loose=loose)
    if followed is not None:
        dated = all(edit.start_date or edit.due_date for edit in followed.scene.edits)
        with nullcontext() if dated else suppress(Tell):
            _check(context, followed)
            return followed
    return None


def _meant(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """What is meant although no rule fits, as far as the plan allows it; of long texts nothing is."""
    if len(instruction) > LONGEST_MEANT:
        return None
    scene = scene_of(context, instruction, given, titles=True)
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


def scene_of(
    context: Context, instruction: str, given: Mapping[str, str], *, titles: bool
) -> Scene:
    """The scene in which an instruction finds the plan; `titles`: those of several words are marked."""
    phrases = survey(context.project_id, context.tree).phrases if titles else {}
    names = {phrase: ids for phrase, ids in phrases.items() if phrase not in _NO_TITLE}
    scene = Scene.begin(context, mark(instruction, names), given)
    return scene if context.tree.project else scene.after([_UNTITLED], ())
