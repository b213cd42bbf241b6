"""Titles in other words than "rename": a typo, what it should say, a word replaced everywhere."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar import people, values
from agents.providers.embedded.grammar.reading import Reading, Rules
from agents.providers.embedded.grammar.texts import change_to
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.scene import Declined, Tell
from agents.providers.embedded.terms.vocabulary import capitalized

RULES = Rules()


@RULES.rule(
    r"(?:replace|change|swap) (?P<b>.+?) (?:with|by|to|for) (?P<c>.+?) in (?:all |every |each |the )+"
    r"(?:task )?(?:titles?|names?|tasks?)",
    r"(?:call|rename) (?P<b>.+?) (?P<c>\S+) everywhere",
    r"(?:replace|change|swap|turn|rename) (?P<b>.+?) (?:with|by|to|for|into) (?P<c>.+?)"
    r" (?:everywhere|throughout)",
    r"(?:in|on) <a>,? (?:replace|change|swap) (?P<b>.+?) (?:with|by|to|for|into) (?P<c>.+)",
    rf"<a> (?:should )?(?:start|begin) with (?P<c>{MARK}) instead of (?P<b>{MARK})",
    r"(?:replace|change|swap) (?P<b>\S+(?: \S+)?) (?:with|by|to|for|into) (?P<c>\S+(?: \S+)?) in <a>",
    rf"(?:drop|remove|delete|cut|strike) (?:the )?(?:word|prefix|suffix)s? (?P<b>{MARK}|\w+) (?:from|in"
    rf"|of) (?:all |every |each |the |their )+"
    r"(?:task )?(?:titles?|names?|tasks?)(?: .+)?",
)
def _replace_word(r: Reading, b: str, c: str = "", a: str = "") -> None:
    old, new = r.free_text(b), r.free_text(c)
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w){'' if new else ' ?'}", re.IGNORECASE)
    hit = [task for task in (r.tasks(a) if a else r.scene.tasks) if word.search(task.title)]
    if not hit and a:
        raise Declined
    if not hit:
        raise Tell(f"No title has “{old}” in it.")
    for task in hit:
        title = word.sub(lambda _: new, task.title).strip()
        is_begun = task.title[:1].isupper() and (not new or new.islower())
        r.update(r.handle(task), title=capitalized(title) if is_begun else title)
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
    rf"(?:append|add|put|attach|write) (?P<b>{MARK}) (?:to|behind|at the end of|after"
    rf"|onto) (?:the )?(?:title|name) of <a>",
    rf"(?:append|add|put|attach|write) (?P<b>{MARK}) (?:to|behind|at the end of|after|onto) <a>(?:'s"
    rf"|’s)? (?:title|name)",
    rf"(?:end|finish) <a> with (?P<b>{MARK})",
)
def _suffix(r: Reading, a: str, b: str) -> None:
    mark = r.scene.marked.mark(b)
    if mark is None or mark.kind != "quote":
        raise Declined
    tasks = r.tasks(a)
    for task in tasks:
        r.update(r.handle(task), title=f"{task.title} {mark.text}")
    r.about = tuple(task.id for task in tasks)
    r.say(f"{r.names(tasks)}: the title ends with “{mark.text}” now.")


@RULES.rule(
    r"(?:fix|correct) (?:the |a )?(?:typo|title|spelling|name) (?:in|of) <a>(?:[,:;]|\s[-–—])? "
    r"(?:it'?s|it’s|it is|(?:it )?should (?:be|say|read)|to) (?P<v>.+)",
    r"<a> should (?:now )?(?:say|read) (?P<v>.+?)(?: instead)?",
)
def _say(r: Reading, a: str, v: str) -> None:
    values.set_title(r, r.targets(a), v)


@RULES.rule(rf"<a> should be (?P<v>{MARK})", r"<a> ?(?:-+>|=+>|→) ?(?P<v>.+)")
def _become(r: Reading, a: str, v: str) -> None:
    said = r.original(v)
    if re.search(r"[;,]|→|->| [+/] ", said) or people.is_known(r, said):
        raise Declined
    if len(r.targets(a)) != 1:
        raise Declined
    change_to(r, a, v)
