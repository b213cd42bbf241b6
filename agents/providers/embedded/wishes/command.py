"""A command that is being put into words: which tasks it speaks of, and what stands in it as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from agents.providers.embedded.grammar.clauses import VERBS
from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.labels.words import stem
from agents.providers.embedded.references.days import beside_a_task
from agents.providers.embedded.references.likeness import most_alike
from agents.providers.embedded.references.marked import FIRST, Mark, Marked
from agents.providers.embedded.references.scene import Ask, Declined, Scene, Tell
from agents.providers.embedded.terms.vocabulary import (
    CARDINAL,
    ORDINAL,
    POINTS,
    capitalized,
    cardinal,
    gist,
    listed,
    ordinal,
)
from agents.providers.embedded.wishes.grouping import IT
from agents.providers.embedded.wishes.naming import meant
from agents.providers.embedded.wishes.pairing import TARGET
from agents.providers.embedded.wishes.telling_which import (
    of_who_was_named,
    sharing_a_word,
    the_open_one,
)
from ledger.core.model import Task

_BOTH = re.compile(
    rf"(?:both|(?:all )?(?:the |these |those )?(?P<n>{CARDINAL}))(?: of (?:them|these|those))?",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:all )?(?:the )?(?:\w+ )?(?:rest|others?|remainder|remaining(?: ones?| tasks?)?)"
    r"|(?:everything|all|anything) (?:else|not mentioned)",
    re.IGNORECASE,
)
_OF_TWO = re.compile(r"(?:the )?(latter|former)(?: one)?", re.IGNORECASE)
_NTH = re.compile(rf"(?:the )?({ORDINAL})(?: (?:one|part))?", re.IGNORECASE)
_THERE = re.compile(
    r"(?:in |inside |under |below )?(?:there|here|it|that|this)|inside|within|underneath"
    r"|they|them|he|she|him|her",
    re.IGNORECASE,
)
_HERE = re.compile(r"(?:in |inside |under |below )?here", re.IGNORECASE)
_QUANTIFIER = re.compile(r"both|all(?: (?:two|three|four|five))?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NOBODY = {"This", "That", "It", "He", "She", "There", "What", "Who", "Here", "Nobody", "Someone"}
_SUBJECT = re.compile(
    r"\b([^\W\d_]\w+)(?=(?:['’]s|'ll)?,? (?:is|has|was|can|will|would|could|does|said|got|wants)\b)"
)
_HANGS_OVER = re.compile(r"(?:\s+(?:and|or|that|which|who|to|with|[-–—]))+$", re.IGNORECASE)
_COUNTS, _COUNT_OF = re.compile(r" (?:with|for|of) \d+$"), re.compile(r" [^\W\d]\w+")
"""What ends in a count goes on with what is counted: "test with 5 people"."""
_CALLS_IT = re.compile(
    r"^(?:use|call it|say|write|make it|put):? [\"“'](.+?)[\"”']?$", re.IGNORECASE
)
"""A name in quotes, and what is said before it."""
_OF_A_THING = re.compile(r"\b(?:the|our|my|your|this) $", re.IGNORECASE)
_QUOTES = "\"“”„«'"
_OTHER_VERBS = ("bin", "disband", "dissolve", "explode", "flatten", "ungroup")
_SPOKEN_OF = Span("", TARGET, "", "it")


class Command:
    """A command that is being put into words; what it speaks of stands in it as single characters."""

    def __init__(self, scene: Scene, spoken_of: list[str]) -> None:
        self.scene = scene
        self.spoken_of = spoken_of
        self._own: list[str] = []
        self.marked = Marked("", (Mark("plain", " ", " "),))
        self.said: str = scene.marked.original(scene.marked.text)

    def tasks(self, spans: list[Span], but: Sequence[Span] = ()) -> str:
        """What stands for the tasks that are meant; where there is none, for what was spoken of last.

        `but`: those that are left out. Raises Ask or Tell.
        """
        left_out = {id for span in but for id in self._roughly(span)}
        self._own = list(self._without(self._all_meant(spans), left_out))
        return self._listed(self._own)

    def _without(self, ids: Iterable[str], left_out: set[str]) -> Iterator[str]:
        """Of what holds something that is left out its other parts."""
        tree = self.scene.tree
        for id in ids:
            if any(id in tree.ancestors(other) for other in left_out):
                yield from self._without([part.id for part in tree.ordered(id)], left_out)
            elif id not in left_out:
                yield id

    def rest_beside(self, kept: list[Span]) -> str:
        """What stands beside tasks in the one that is named as what they are in; empty where none is."""
        tree = self.scene.tree
        named = list(dict.fromkeys(id for span in kept for id in self._roughly(span)))
        ids = [id for id in named if not any(id in tree.ancestors(other) for other in named)]
        above = {tree.tasks[id].parent_id for id in ids}
        whole = tree.tasks.get(above.pop() or "") if len(above) == 1 else None
        said = Counter(map(stem, _WORD.findall(self.said.lower())))
        said -= Counter(stem(word) for id in ids for word in gist(tree.tasks[id].title))
        if whole is None or not {*map(stem, gist(whole.title)), f"t{whole.number}"} & said.keys():
            return ""
        return self._listed(part.id for part in tree.ordered(whole.id) if part.id not in ids)

    def alike(self, title: Span) -> str:
        """What stands for the task whose title is much like a new one; empty where one was named."""
        scene = self.scene
        named = self.spoken_of or scene.scope or scene.recent or scene.context.turns
        self._own = [] if named else list(most_alike(scene, title.text))
        return self._listed(self._own) if self._own else ""

    @property
    def own(self) -> list[Task]:
        """The tasks that the command is for, as it was put so far."""
        return [self.scene.tree.tasks[id] for id in self._own]

    def called(self, title: Span) -> str:
        """What stands for the last task that is called so: a new one, where there is one."""
        name = capitalized(title.text.strip()).lower()
        return self._listed([t.id for t in self.scene.tree.walk() if t.title.lower() == name][-1:])

    def speak_of(self, titles: Sequence[Span]) -> None:
        """From now on "both" and "the latter" are those that are called so."""
        for title in titles:
            self.called(title)

    def task(self, spans: list[Span]) -> str:
        """The same of one task. Raises Declined where it is several, Ask or Tell."""
        if len(self._all_meant(spans)) > 1:
            raise Declined
        return self.tasks(spans)

    def _all_meant(self, spans: list[Span]) -> list[str]:
        named = _joined([span for span in spans if not _is_verb(span)])
        meant = (id for span in named or [_SPOKEN_OF] for id in self._meant(span))
        return list(dict.fromkeys(meant))

    def tagged(self, tag: str) -> str:
        """Those of the tasks that have a tag; all of them where none has it."""
        tag = tag.lower().removeprefix("#")
        having = [task.id for task in self.own if tag in map(str.lower, task.tags)]
        return self._listed(having or self._own)

    def somebodys(self, words: str) -> str:
        """Those of the tasks that somebody has: "take Tom off"; empty where nobody is named.

        Raises Tell where who is named has none of them.
        """
        named = [
            word for word in _WORD.findall(words) if word.istitle() and word.lower() not in VERBS
        ]
        if not named:
            return ""
        said = {word.lower() for word in named}
        theirs = [t.id for t in self.own if said & {*(t.assignee or "").lower().split()}]
        if not theirs:
            which = "any of these tasks" if self.own[1:] else self.scene.label(self.own[0])
            raise Tell(f"{' '.join(named)} does not have {which}.")
        return self._listed(theirs)

    def person(self) -> str:
        """The one who is spoken of: "Bo has time, so give him T4". Raises Declined where that is unclear."""
        titles = " ".join(task.title for task in self.scene.tree.walk()).lower().split()
        people = {task.assignee.lower() for task in self.scene.tree.walk() if task.assignee}
        subjects = {word for word in _SUBJECT.findall(self.said) if word.istitle()} - _NOBODY
        named: set[str] = {word for word in subjects if word.lower() not in titles}
        named |= {word for word in _WORD.findall(self.said) if word.lower() in people}
        if len(named) != 1:
            raise Declined
        return named.pop()

    def day(self, said: str) -> str:
        """A day that may be said by a task's as it is written. Raises Ask or Tell."""
        before = self.spoken_of[:-1] if self._own == self.spoken_of[-1:] else self.spoken_of
        return beside_a_task(self.scene, said, lambda task: meant(self.scene, task), before)

    def others(self, spans: list[Span]) -> str:
        """The same of tasks that others are put beside or under, which nothing happens to.

        So words may also mean the one task all of whose title is in them: "the payment methods" “Payment”.
        """
        return self._listed(id for span in spans for id in self._other(span))

    def _other(self, span: Span) -> Iterable[str]:
        """What "there" and "they" are beside what was named last: what is new, or was spoken of before."""
        if not _THERE.fullmatch(span.text):
            return self._roughly(span)
        tree, before, scope = self.scene.tree, self.scene.context.tree, self.scene.scope
        if scope and _HERE.fullmatch(span.text):
            return [scope.id]
        new = [id for id in self.scene.recent if id in tree.tasks and id not in before.tasks]
        named = [id for id in self.spoken_of if id in tree.tasks and id not in self._own]
        return new or named[-1:] or self._roughly(span)

    def beside(self, side: str, spans: list[Span]) -> str:
        """The one before, or after, which something comes: the first of several, or the last."""
        meant = {id for span in spans for id in self._roughly(span)}
        ordered = [task.id for task in self.scene.tree.walk() if task.id in meant]
        return self._listed(ordered[:1] if side == "before" else ordered[-1:])

    def waited_for(self, spans: list[Span]) -> str:
        """What stands for tasks that the command's own wait for: of those words may mean these alone."""
        waited = [id for task in self.own for id in task.depends_on]
        return self._listed(id for span in spans for id in self._of_these(waited, span))

    def _of_these(self, waited: list[str], span: Span) -> Iterable[str]:
        close = sharing_a_word(self.scene, waited, span.text)
        try:
            named = list(self._roughly(span))
        except Ask:
            if len(close) != 1:
                raise
            return close
        above = [set(self.scene.tree.ancestors(id)) for id in named]
        is_part = len(close) == 1 and all(close[0] in line for line in above)
        return close if is_part and close[0] not in named else named

    def wait_already(self, waiting: list[Span], on: list[Span]) -> bool:
        """Whether one of these tasks waits for one of those."""
        before = {id for span in on for id in self._roughly(span)}
        tasks = [self.scene.tree.tasks[id] for span in waiting for id in self._roughly(span)]
        return any(before & set(task.depends_on) for task in tasks)

    def together(self, spans: list[Span]) -> str:
        """The tasks that are meant; the one that is looked at too, where that would be one alone."""
        ids, scope = self._all_meant(spans), self.scene.scope
        alone = len(ids) == 1 and scope is not None and scope.id not in ids
        return self._listed([scope.id, *ids] if scope and alone else ids)

    def is_inside(self, tasks: list[Span], whole: list[Span]) -> bool:
        """Whether all of these tasks are right under that one already."""
        above = {self.scene.tree.tasks[id].parent_id for id in self._all_meant(tasks)}
        return above == {id for span in whole for id in self._roughly(span)}

    def is_part(self, spans: list[Span]) -> bool:
        """Whether it is in another task, and has no parts of its own."""
        tree = self.scene.tree
        ids = [id for span in spans for id in self._roughly(span)]
        return all(tree.tasks[id].parent_id and not tree.child_ids(id) for id in ids)

    def are_several(self, spans: list[Span]) -> bool:
        """Whether more than one task is meant."""
        return len(self._all_meant(spans)) > 1

    def are_in_a_row(self, spans: list[Span]) -> bool:
        """Whether these tasks are all right under one, or all at the top."""
        return len({self.scene.tree.tasks[id].parent_id for id in self._all_meant(spans)}) == 1

    def neighbours(self, first: Span, then: Span) -> str:
        """The two of these names that stand one behind the other; empty unless there are just two such."""
        tree = self.scene.tree
        rows = [tree.ordered(id) for id in (None, *tree.tasks)]
        found = [
            (one.id, other.id)
            for row in rows
            for one, other in pairwise(row)
            if _may_be_called(one, first) and _may_be_called(other, then)
        ]
        return self._listed(found[0]) if len(found) == 1 else ""

    def beside_itself(self, spans: list[Span]) -> str:
        """What a task is in, where it should come beside "it"; empty where that may be another one."""
        scene = self.scene
        spoken_of = scene.scope or scene.recent or any(turn.patches for turn in scene.context.turns)
        if spoken_of or len(self.spoken_of) != 1 or not all(IT.fullmatch(s.text) for s in spans):
            return ""
        task = scene.tree.tasks.get(self.spoken_of[0])
        return self._listed([task.parent_id]) if task and task.parent_id else ""

    def _roughly(self, span: Span) -> Iterable[str]:
        try:
            return self._meant(span)
        except Ask:
            said = set(map(stem, span.text.lower().split()))
            tasks = self.scene.tree.tasks.values()
            held = [t.id for t in tasks if said.issuperset(map(stem, t.title.lower().split()))]
            if len(held) != 1:
                raise
            return held

    def _listed(self, meant: Iterable[str]) -> str:
        ids = dict.fromkeys(meant)
        if not ids:
            raise Declined
        self.spoken_of += [id for id in ids if id not in self.spoken_of]
        return listed([self._named(id) for id in ids])

    def _meant(self, span: Span) -> Iterable[str]:
        there = [id for id in self.spoken_of if id in self.scene.tree.tasks]
        if there and _REST.fullmatch(span.text):
            return self._rest(there)
        if len(there) > 1 and (one := _OF_TWO.fullmatch(span.text)):
            return [there[-2 if one[1].lower() == "former" else -1]]
        new = [id for id in there if id not in self.scene.context.tree.tasks]
        if len(new) > 1 and (nth := _NTH.fullmatch(span.text)):
            place = ordinal(nth[1])
            return new[place - 1 : place] if place > 0 else new[-1:]
        if (theirs := of_who_was_named(self.scene, self.said, span.text)) is not None:
            return theirs
        several = _BOTH.fullmatch(span.text)
        count = cardinal(several["n"] or "two") if several else 0
        if 1 < count <= len(there) and len(self.scene.recent) < len(there):
            return there[-count:]
        try:
            return meant(self.scene, span.text, span.behind)
        except Ask as unclear:
            if left := the_open_one(self.scene, self.said, span, unclear):
                return left
            raise

    def _rest(self, spoken_of: list[str]) -> Iterable[str]:
        """The tasks that stood in one row with what was spoken of, and still do with what it was put into."""
        before, now = self.scene.context.tree, self.scene.tree
        named = [id for id in spoken_of if id in before.tasks]
        rows = dict.fromkeys(before.tasks[id].parent_id for id in named)
        there = {*named, *(above for id in named for above in before.ancestors(id))}
        return [
            t.id
            for row in rows
            for t in before.ordered(row)
            if t.id in now.tasks and t.id not in there
        ]

    def _named(self, id: str) -> str:
        task = self.scene.tree.tasks[id]
        if task.number:
            return f"T{task.number}"
        self.marked, character = self.marked.with_task(task.title, (id,))
        return character

    def quoted(self, words: str) -> str:
        """What stands for words that are taken as they are."""
        words = _HANGS_OVER.sub("", _CALLS_IT.sub(r"\1", words).strip(' .,;:!"“”'))
        if not any(map(str.isalpha, words)):
            raise Declined
        marks = self.marked.marks
        self.marked = Marked("", (*marks, Mark("quote", words, words)))
        return chr(FIRST + len(marks))

    def titled(self, span: Span) -> str:
        """What stands for a new title: with a capital letter, unless it was said in quotes.

        Raises Declined where it only points at something.
        """
        if POINTS.fullmatch(span.text):
            raise Declined
        counted = _COUNT_OF.match(span.behind) if _COUNTS.search(span.text) else None
        if counted:
            span = replace(span, text=span.text + counted[0])
        in_quotes = span.gap[-1:] in _QUOTES
        return self.quoted(span.text if span.gap and in_quotes else capitalized(span.text))

    def all_titled(self, several: list[Span]) -> str:
        """Several titles as a list."""
        return listed([self.titled(one) for one in several])


def _may_be_called(task: Task, span: Span) -> bool:
    """Whether all words of a name are in the title."""
    title = {*map(stem, _WORD.findall(task.title.lower()))}
    return title.issuperset(map(stem, gist(span.text)))


def _is_verb(span: Span) -> bool:
    """Whether it only says what is to be done, to what was spoken of: "ungroup"; "the order" is a thing."""
    said = span.text.lower() in (*VERBS, *_OTHER_VERBS, span.wish)
    return said and not _OF_A_THING.search(span.gap)


def _joined(spans: list[Span]) -> list[Span]:
    """With "both" and "all" before what they go with: "both the APIs"."""
    found: list[Span] = []
    for span in spans:
        if found and _QUANTIFIER.fullmatch(found[-1].text):
            found[-1] = replace(span, text=f"{found[-1].text} {span.text}")
        else:
            found.append(span)
    return found
