"""The readings of an instruction by rules, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial

from agents.edits import PROJECT, Edit
from agents.ports import Context
from agents.providers.embedded.circles import for_ever
from agents.providers.embedded.elided import in_full, without_field
from agents.providers.embedded.frames.walking import Adds, understood
from agents.providers.embedded.grammar import (
    adding,
    depending,
    fields,
    phases,
    placing,
    removing,
    sharing,
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
from agents.providers.embedded.meaning.walking import ADDS, meant
from agents.providers.embedded.references.marked import mark
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.survey import survey
from agents.providers.embedded.terms.vocabulary import PRIORITIES, STATUSES
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
WHOLE = (*sharing.RULES,)
"""Rules that know all of what they read, so that nobody else need be asked."""
STRICT = tuple(rule for rule in RULES if not rule.free)
LONGEST_MEANT = 300
_UNTITLED = Edit("create", PROJECT, title="New project")
_NO_TITLE = STATUSES.keys() | PRIORITIES.keys()
MOST_ELIDED = 100


def ruled(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
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
            check(context, followed)
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
    scene = replace(scene, recent=looked_at(scene), sure=True)
    followed = understood(scene, scene.marked.text, adds=adds, loose=loose)
    if followed is not None:
        dated = all(edit.start_date or edit.due_date for edit in followed.scene.edits)
        with nullcontext() if dated else suppress(Tell):
            check(context, followed)
            return followed
    return None


def _meant(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """What is meant although no rule fits, as far as the plan allows it; of long texts nothing is."""
    if len(instruction) > LONGEST_MEANT:
        return None
    scene = scene_of(context, instruction, given, titles=True)
    scene = replace(scene, recent=looked_at(scene), sure=True)
    followed = meant(scene, scene.marked.text, RULES)
    if followed is not None:
        check(context, followed)
    return followed


def check(context: Context, followed: Followed) -> None:
    """Raise Tell where the rules of the plan do not allow the outcome, or tasks could never start in it."""
    try:
        outcome = apply_all(context.tree, followed.scene.patches)
    except Refused as refusal:
        reasons = " ".join(violation.message for violation in refusal.violations[:3])
        raise Tell(f"That cannot be done: {reasons}") from refusal
    if reason := for_ever(context.tree, outcome):
        raise Tell(f"That cannot be done: {reason}")


def looked_at(scene: Scene) -> tuple[str, ...]:
    """What "it" is where a task is selected: the one part that was changed last, else the task."""
    if scene.scope is None:
        return ()
    turns = scene.context.turns
    last = next((turn.patches for turn in reversed(turns) if turn.patches), ())
    changed = {patch.target_id for patch in last}
    parts = [part.id for part in scene.tree.walk(scene.scope.id) if part.id in changed]
    return tuple(parts) if len(parts) == 1 else (scene.scope.id,)


def scene_of(
    context: Context, instruction: str, given: Mapping[str, str], *, titles: bool
) -> Scene:
    """The scene in which an instruction finds the plan; `titles`: those of several words are marked."""
    phrases = survey(context.project_id, context.tree).phrases if titles else {}
    names = {phrase: ids for phrase, ids in phrases.items() if phrase not in _NO_TITLE}
    scene = Scene.begin(context, mark(instruction, names), given)
    return scene if context.tree.project else scene.after([_UNTITLED], ())
