"""Titles in other words than "rename": a typo, what it should say, a word replaced everywhere."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import Reading, Rules
from agents.providers.embedded.grammar.texts import change_to
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.scene import Declined, Tell

RULES = Rules()


@RULES.rule(
    r"(?:replace|change|swap) (?P<b>.+?) (?:with|by|to|for) (?P<c>.+?) in (?:all |every |each |the )+"
    r"(?:task )?(?:titles?|names?|tasks?)",
    r"(?:call|rename) (?P<b>.+?) (?P<c>\S+) everywhere",
)
def _replace_word(r: Reading, b: str, c: str) -> None:
    old, new = r.free_text(b), r.free_text(c)
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    hit = [task for task in r.scene.tasks if word.search(task.title)]
    if not hit:
        raise Tell(f"No title has “{old}” in it.")
    for task in hit:
        r.update(r.handle(task), title=word.sub(lambda _: new, task.title))
    r.about = tuple(task.id for task in hit)
    r.say(f"Replaced “{old}” with “{new}” in {len(hit)} title{'s' * (len(hit) > 1)}.")


@RULES.rule(
    rf"(?:start|begin|prefix) <a> with (?P<b>{MARK})", rf"(?:put|add) (?P<b>{MARK}) in front of <a>"
)
def _prefix(r: Reading, a: str, b: str) -> None:
    mark = r.scene.marked.mark(b)
    if mark is None or mark.kind != "quote":
        raise Declined
    tasks, start = r.tasks(a), mark.text
    for task in tasks:
        r.update(r.handle(task), title=f"{start} {task.title}")
    r.about = tuple(task.id for task in tasks)
    r.say(f"{r.names(tasks)}: the title begins with “{start}” now.")


@RULES.rule(
    r"(?:fix|correct) (?:the |a )?(?:typo|title|spelling|name) (?:in|of) <a>(?:[,:;]|\s[-–—])? "
    r"(?:it'?s|it’s|it is|(?:it )?should (?:be|say|read)|to) (?P<v>.+)",
    r"<a> should (?:now )?(?:say|read) (?P<v>.+?)(?: instead)?",
)
def _say(r: Reading, a: str, v: str) -> None:
    values.set_title(r, r.targets(a), v)


@RULES.rule(rf"<a> should be (?P<v>{MARK})", r"<a> ?(?:-+>|=+>|→) ?(?P<v>.+)")
def _become(r: Reading, a: str, v: str) -> None:
    change_to(r, a, v)
