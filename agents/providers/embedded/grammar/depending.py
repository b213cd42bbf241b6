"""Dependencies: what waits for what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from agents.providers.embedded.grammar.placing import topmost
from agents.providers.embedded.grammar.reading import Reading, Rules
from agents.providers.embedded.grammar.values import about
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.scene import Declined, Tell
from ledger.core.model import Task

RULES = Rules()
_ONE = rf"(?:(?:task )?#?t\d+|{MARK})"
_ON = r"(?:on|upon|for|of)"
_DEPEND = r"(?:depend|depends|dependent|depending|wait|waits|waiting|contingent|rely|relies)"
_DONE = (
    r"(?: (?:is|are|was|has been|have been|gets?)(?: \w+)? ?(?:done|finished|complete"
    r"|completed|ready|closed|over|up|live|there|in place|available)?)?"
)
_OVER = r"(?:is|are|has been|have been|gets?|was|were) (?:\w+ )?\w+"


@RULES.rule(
    r"(?:remove|drop|delete|clear|cut|undo|get rid of) (?:all |any |the )*dependenc(?:y"
    r"|ies) (?:between|of|from) <a> (?:and|on|to|from) (?P<b>.+)",
    r"(?:remove|drop|delete|clear) (?:all |any |the )*dependenc(?:y|ies) on (?P<b>.+?) "
    r"(?:from|of|for|in) <a>",
    rf"<a> (?:should |must |will |may |can |needs? to |has to |have to )?"
    rf"(?:no longer|does not|doesn'?t|doesn’t|do not|don'?t|should not|shouldn'?t"
    rf"|must not|need not|need ?n'?t) (?:have to |needs? to )?(?:{_DEPEND} {_ON}|need"
    rf"|require) (?P<b>.+)",
    rf"(?:make|let) <a> (?:no longer|not) {_DEPEND} {_ON} (?P<b>.+)",
    r"<a> (?:is|are) (?:no longer|not) (?:dependent on|blocked by|waiting for|waiting"
    r" on) (?P<b>.+)",
    r"(?:unlink|disconnect|decouple|detach) <a> (?:from|and) (?P<b>.+)",
    r"(?:remove|drop|delete|take) (?P<b>.+?) (?:from|off|out of) (?:the )?"
    r"(?:dependencies|prerequisites) of <a>",
    r"(?:remove|drop|delete|take) (?P<b>.+?) (?:from|off|out of) <a>(?:'s|’s) "
    r"(?:dependencies|prerequisites)",
    rf"stop <a> (?:from )?(?:depending|waiting) {_ON} (?P<b>.+)",
)
def _remove(r: Reading, a: str, b: str) -> None:
    unlink(r, r.tasks(a), r.tasks(b))


def unlink(r: Reading, ones: Sequence[Task], others: Sequence[Task]) -> None:
    """These no longer wait for those, or for what is in them. Raises Tell where they did not."""
    r.about = tuple(task.id for task in ones)
    needed = {id for task in ones for id in task.depends_on}
    if not needed.intersection(task.id for task in others):
        inside = [part for task in others for part in r.scene.tree.walk(task.id)]
        others = [part for part in inside if part.id in needed] or others
    either = re.search(r"\b(?:between|unlink|disconnect)\b", r.clause, re.IGNORECASE)
    if not _remove_from(r, ones, others):
        if not (either and _remove_from(r, others, ones)):
            what = r.names(others) if len(others) < len(r.scene.tree.tasks) else "any other task"
            raise Tell(f"{r.names(ones)} did not depend on {what}.")
        ones, others = others, ones
    r.say(about([r.scene.label(t) for t in ones], f"no longer waits for {r.names(others)}"))


def part(r: Reading, tasks: Sequence[Task]) -> None:
    """None of these waits for another of them any more."""
    parted = _remove_from(r, tasks, tasks)
    r.about = tuple(task.id for task in tasks)
    told = "no longer wait" if parted else "do not wait"
    r.say(f"{r.names(list(tasks))} {told} for each other.")


def _remove_from(r: Reading, ones: Sequence[Task], others: Sequence[Task]) -> bool:
    wanted = {task.id for task in others}
    hit = [task for task in ones if wanted.intersection(task.depends_on)]
    for task in hit:
        gone = tuple(r.handle(other) for other in others if other.id in task.depends_on)
        r.update(r.handle(task), remove_depends_on=gone)
    return bool(hit)


@RULES.rule(
    rf"(?:nothing|no task|no other task|none of the tasks|nobody) (?:should |must |may |is to )?"
    rf"(?:still |any ?more )?{_DEPEND} {_ON} <a>(?: any ?more| any longer)?"
)
def _release(r: Reading, a: str) -> None:
    """Nothing waits for these any more."""
    tasks = r.tasks(a)
    wanted = {task.id for task in tasks}
    waiting = [task for task in r.scene.tree.walk() if wanted.intersection(task.depends_on)]
    if not _remove_from(r, waiting, tasks):
        raise Tell(f"Nothing waits for {r.names(tasks)}.")
    r.about = tuple(task.id for task in waiting)
    r.say(about([r.scene.label(t) for t in waiting], f"no longer waits for {r.names(tasks)}"))


@RULES.rule(
    r"(?:remove|drop|delete|clear|cut) (?:all |any |the |all the |all of the )*"
    r"(?:dependencies|prerequisites|blockers) (?:of|from|for|between|on) <a>",
    r"(?:remove|drop|delete|clear|cut) <a>(?:'s|’s) (?:dependencies|prerequisites|blockers)",
    r"(?:remove|drop|delete|clear|cut)(?P<every> all(?: the| of the)?| the| every) "
    r"(?:dependency|dependencies|prerequisites|links)(?: between (?:the )?tasks)?",
    r"make <a> independent(?: of (?:everything|all|the others))?",
    rf"(?:(?:make|let|have) )?<a> (?:should |must |shall )?{_DEPEND} {_ON} nothing(?: else)?(?: any ?more)?",
    r"<a> (?:has no dependencies|should have no dependencies|is independent)",
)
def _remove_all(r: Reading, a: str = "all tasks", **_every: str) -> None:
    unlink_all(r, r.tasks(a))


def unlink_all(r: Reading, tasks: Sequence[Task]) -> None:
    """These wait for nothing any more. Raises Tell where they did not."""
    r.about = tuple(task.id for task in tasks)
    hit = [task for task in tasks if task.depends_on]
    for task in hit:
        r.update(r.handle(task), clear=("depends_on",))
    if not hit:
        raise Tell(f"{r.names(tasks)}: no dependencies there.")
    r.say(about([r.scene.label(t) for t in hit], "waits for nothing any more"))


@RULES.rule(
    rf"(?:(?:make|let|have) )?(?P<a>{_ONE}) {_DEPEND} {_ON} (?P<b>{_ONE})"
    rf",? and (?P<c>{_ONE}) {_ON} (?P<d>{_ONE})"
)
def _depend_in_pairs(r: Reading, a: str, b: str, c: str, d: str) -> None:
    """The second pair leaves the verb out: "make T1 depend on T3 and T4 on T1"."""
    pairs = [(r.tasks(one), r.tasks(other)) for one, other in ((a, b), (c, d))]
    for ones, others in pairs:
        link(r, ones, others)
    r.about = tuple(task.id for ones, _ in pairs for task in ones)


@RULES.rule(
    rf"(?:make|let|have|mark|set) <a> (?:to )?(?:be )?{_DEPEND} {_ON} (?P<b>.+?)",
    rf"<a> (?:should |must |needs? to |has to |have to |will |shall |can only )?(?:be )?"
    rf"(?:also )?{_DEPEND} {_ON} (?P<b>.+?)",
    r"<a> (?:is|are|gets?|should be|must be) (?:dependent|blocked|waiting|contingent"
    r"|held up) (?:on|by|for|upon) (?P<b>.+?)",
    r"<a> (?:needs?|requires?|has as (?:a )?prerequisite) (?P<b>.+?)(?: first| to be "
    r"(?:done|finished|completed|over|ready)(?: first| before)?)?",
    rf"<a> (?:can'?t|can’t|cannot|can not|should not|shouldn'?t|must not|may not|won'?t)"
    rf" (?:start|begin|be started|be done|happen|go) (?:before|until|till) "
    rf"(?P<b>.+?){_DONE}",
    r"(?:(?:start|do|begin|only do|only start) )?<a> (?:can |should |must |may )?"
    r"(?:only )?(?:start |begin |be started |be done |happen |go |once |only )?(?:after"
    r"|once|when|as soon as) (?P<b>.+?) (?:is|are|has been|have been|gets?) (?:done"
    r"|finished|complete|completed|ready)",
    rf"<a> (?:can |should |must )?only (?:start|begin|be done|happen|go) (?:after|once|when)"
    rf" (?P<b>.+?) {_OVER}",
    rf"(?:once|when|as soon as|after) (?P<b>.+?) {_OVER},? (?:then )?(?:we|you|i|they) can"
    rf" (?:start|begin|do)(?: with| on| working on)? <a>",
    rf"(?:you|we|i|one)? ?(?:can'?t|can’t|cannot|shouldn'?t|must not) (?:start (?:with |on )?|do |begin )?"
    rf"<a> (?:before|until|unless|without) (?P<b>.+?)(?: {_OVER})?",
    r"<a> (?:can |should |must )?(?:only )(?:start|begin|be done|happen) (?:after|once) (?P<b>.+)",
    r"(?:add|create|set|make|put)(?: an?| the)? (?:new )?dependency (?:from|for|to|of)"
    r" <a> (?:on|to|upon) (?P<b>.+)",
    r"(?:add|create|set|make)(?: an?| the)? (?:new )?dependency on (?P<b>.+?) (?:to|for"
    r"|from|in) <a>",
    r"(?:add|create|set|make)(?: an?| the)? (?:new )?dependency:? <a> (?:->|→|on"
    r"|depends on|to) (?P<b>.+)",
    r"(?:add|set|include|append) (?P<b>.+?) (?:as (?:a )?(?:dependency|dependencies"
    r"|prerequisites?|blocker) (?:of|for|to)) <a>",
    r"(?:make|let|have) <a> (?:only )?(?:start|begin|run|happen) (?:only )?after (?P<b>.+)",
    r"(?:block) <a> (?:by|on|with|until) (?P<b>.+?)",
    r"<a> (?:must|has to|have to|needs to|need to|should) (?:be (?:done|finished"
    r"|completed|started) )?(?:wait for|follow) (?P<b>.+)",
)
def _depend(r: Reading, a: str, b: str) -> None:
    if re.fullmatch(r"(?:a |the )?(?:code )?review", b, re.IGNORECASE):
        raise Declined  # a status
    ones, others = r.tasks(a), r.tasks(b)
    link(r, ones, others)


@RULES.rule(
    r"<a> (?:blocks?|is blocking|are blocking|is a prerequisite (?:of|for)|is required "
    r"(?:by|for)|precedes?|gates?) (?P<b>.+)",
    r"<a> (?:must|has to|have to|needs to|need to) be (?:done|finished|completed|ready"
    r"|complete) before (?P<b>.+?)(?: (?:starts?|begins?|can start|can begin))?",
    r"(?:finish|complete) <a> before (?:starting |starting on |beginning )?(?P<b>.+)",
    r"(?:make|let) <a> (?:block|a prerequisite (?:of|for)|precede) (?P<b>.+)",
)
def _block(r: Reading, a: str, b: str) -> None:
    others, ones = r.tasks(a), r.tasks(b)
    link(r, ones, others)
    r.about = tuple(task.id for task in others)


def link(r: Reading, ones: Sequence[Task], others: Sequence[Task]) -> None:
    """Each of `ones` waits for all of `others`; of a whole set, not those that it is part of."""
    ones = topmost(r, ones)
    r.about = tuple(task.id for task in ones)
    made = []
    for task in ones:
        new = [
            o for o in others if o.id not in task.depends_on and _may_wait(r, task, o, ones, others)
        ]
        if new:
            made.append(task)
            r.update(r.handle(task), add_depends_on=tuple(map(r.handle, new)))
    if made:
        r.say(about([r.scene.label(task) for task in made], f"waits for {r.names(others)}"))
    else:
        r.say(f"{r.names(ones)}: nothing to change.")


def _may_wait(
    r: Reading, task: Task, other: Task, ones: Sequence[Task], others: Sequence[Task]
) -> bool:
    """In "make everything depend on 1", T1 itself and its relatives are not meant."""
    if len(ones) == len(others) == 1:
        return True
    tree = r.scene.tree
    related = task.id in tree.ancestors(other.id) or other.id in tree.ancestors(task.id)
    return task.id != other.id and not related


@RULES.rule(
    r"(?:chain|sequence|serialize|serialise) (?:up |together )?<a>(?: together| in"
    r" order| one after (?:the )?other)?",
    r"(?:make|do|run|put|link) <a> (?:run |be |be done )?(?:sequential(?:ly)?|one after"
    r" (?:the )?other|in (?:a )?(?:sequence|order|a row|series)|one by one)",
    r"<a>,? (?:strictly )?(?:one after (?:the other|another)|one by one)"
    r"(?:,? (?:and )?in (?:exactly )?(?:this|that) order)?",
    r"(?:each|every) (?:task )?of <a> (?:depends on|waits for) the (?:previous|one"
    r" before|preceding)(?: one| it)?",
    r"make each (?:of )?<a> depend on the (?:previous|one before|preceding)(?: one| it| task)?",
)
def _chain(r: Reading, a: str) -> None:
    whole = a.strip().lower() in ("task", "one", "all", "everything", "all tasks", "them all")
    tasks = r.scene.shown if whole else r.tasks(a)
    if len(tasks) < 2:
        raise Declined
    r.about = tuple(task.id for task in tasks)
    for before, task in pairwise(tasks):
        if before.id not in task.depends_on:
            r.update(r.handle(task), add_depends_on=(r.handle(before),))
    r.say(f"{r.names(tasks)} now come one after the other.")
