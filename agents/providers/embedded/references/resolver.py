"""Which tasks a phrase means.

Looked for in the order that people expect: "it", a number, all but some, sub-tasks, a place, a quoted
or known title, a set, a title by its words, a list, a title by some of its words, and one with a slip
of the keyboard.

A number is a task's own number where it has one ("2" is T2, whatever its place), because numbers are
what people see; "first" and "last" are places. What fits two tasks equally well is asked, never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agents.providers.embedded.references import phrases
from agents.providers.embedded.references.alike import named_alike, nearest, of_our_own, phases
from agents.providers.embedded.references.bare import VERB_AFTER, bare_name
from agents.providers.embedded.references.marked import BLANK
from agents.providers.embedded.references.matching import CONTAINED, EXACT, MISTYPED, SURE, Titles
from agents.providers.embedded.references.neighbours import beside, plainly, rest_of
from agents.providers.embedded.references.people import tasks_of
from agents.providers.embedded.references.picking import choose
from agents.providers.embedded.references.places import placed
from agents.providers.embedded.references.recent import (
    is_cut,
    spoken_of,
    subject_of,
    told_of,
    whole_of,
)
from agents.providers.embedded.references.scene import Ask, Scene, Tell, shortened
from agents.providers.embedded.references.selections import Selection, selection
from agents.providers.embedded.references.several import innermost

MOST_ITEMS, MOST_SHARED = 30, 4  # of a list: its parts; the words that they may have in common


@dataclass(frozen=True, slots=True)
class Found:
    """Tasks, in the order they were named, and how sure that is (see `matching`)."""

    ids: tuple[str, ...]
    confidence: int = EXACT


def find(scene: Scene, phrase: str) -> Found:
    """The tasks that a phrase means; at least one. Raises Ask, or Tell when a set is empty."""
    phrase = phrase.replace(BLANK, " ")
    known = scene.found.get(phrase)
    if known is None:
        try:
            known = _Search(scene).find(phrase)
        except (Ask, Tell) as reason:
            known = reason
        scene.found[phrase] = known
    if isinstance(known, Exception):
        raise known
    assert isinstance(known, Found)
    return known


class _Search:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def find(self, phrase: str) -> Found:
        text = VERB_AFTER.sub("", phrase.strip(" \t\n.,!?:;"))
        low = " ".join(text.lower().split())
        if (plainer := plainly(self.scene, low)) != low:
            whole = self.find(plainer)
            return Found(phases(self.scene, whole.ids, plainer), whole.confidence)
        bare = bare_name(text)
        steps: tuple[Callable[[str], Found | None], ...] = (
            self._pronoun,
            self._hashed,
            self._numbered,
            self._rest,
            self._all_but,
            self._beside,
            self._counted_below,
            self._placed,
        )
        for step in steps:
            for form in dict.fromkeys((low, bare.lower())):
                if (found := step(form)) is not None:
                    return found
        return self._named(text, bare)

    def _named(self, text: str, bare: str) -> Found:
        """By title or by list; what is a mark in the text is what it stands for."""
        if (found := self._marked(bare)) is not None:
            return found
        words = self.scene.marked.original(bare)
        if alike := named_alike(self.scene, text, words):
            return Found(alike)
        theirs = tasks_of(self.scene, words)
        which = f"Which of {words}'s tasks do you mean?"
        sure = (
            self._asked(words, which, theirs, vague=True) if theirs else self._titled(words, SURE)
        )
        if sure is not None:
            return sure
        chosen = selection(self.scene, text, explicit=True)
        if chosen is not None:
            return self._chosen(chosen)
        if (held := self._titled(words, CONTAINED)) is not None and len(held.ids) == 1:
            return held
        if (several := self._listed(text)) is not None:
            return several
        if tagged := self.scene.tagged_with(words):
            return Found(tagged)
        if (loose := self._titled(words, CONTAINED if self.scene.sure else 1)) is not None:
            return self._only(words, loose)
        chosen = selection(self.scene, text, explicit=False)
        if chosen is not None and chosen.ids:
            return self._chosen(chosen)
        return self._unknown(words)

    def _chosen(self, chosen: Selection) -> Found:
        if not chosen.ids:
            raise Tell(self.scene.marked.original(chosen.none))
        return Found(chosen.ids)

    def _pronoun(self, low: str) -> Found | None:
        each = phrases.EACH.fullmatch(low)
        if low == "all" and not spoken_of(self.scene) and len(told_of(self.scene)) > 1:
            return Found(told_of(self.scene))
        if phrases.PLURAL.fullmatch(low) or (each and each["of"]):
            return Found(self._several_recent(low))
        if each and (recent := spoken_of(self.scene)):
            return Found(recent)
        if not phrases.SINGULAR.fullmatch(low):
            return None
        scope = self.scene.scope
        if scope and (
            not self.scene.recent or low.rsplit(maxsplit=1)[-1] in ("selected", "current", "parent")
        ):
            above = scope.parent_id if "parent" in low and not self.scene.shown else None
            return Found((above or scope.id,))
        return self._only(low, Found(whole_of(self.scene, self._recent(low))))

    def _hashed(self, low: str) -> Found | None:
        """A tag with the "#" that it is written with."""
        is_tag = re.fullmatch(r"#[^\W\d][\w-]*", low)
        return _some(self.scene.tagged_with(low)) if is_tag else None

    def _several_recent(self, low: str) -> tuple[str, ...]:
        """What "those" are: of this message, of the last answer, or of what was changed before it."""
        if self.scene.recent:
            return self._recent(low)
        if is_cut(self.scene):
            question = (
                "Not all of them were named. Which tasks do you mean, as in “all open tasks”?"
            )
            return self._asked(low, question).ids
        told = told_of(self.scene)
        return told if len(told) > 1 else self._recent(low)

    def _recent(self, low: str) -> tuple[str, ...]:
        recent = list(spoken_of(self.scene))
        if not recent and low.startswith(("both", "all")) and len(self.scene.shown) == 2:
            recent = [task.id for task in self.scene.shown]
        told = told_of(self.scene)
        if not recent and len(told) == 1:
            recent = list(told)
        if pointed := recent or subject_of(self.scene):
            return tuple(dict.fromkeys(pointed))
        shown = [t.id for t in self.scene.shown]
        return self._asked(low, "Which task do you mean?", shown, vague=True).ids

    def _marked(self, bare: str) -> Found | None:
        mark = self.scene.marked.mark(bare)
        if mark is None or mark.kind == "plain":
            return None
        ids = [id for id in mark.ids if id in self.scene.tree.tasks]
        if ids and mark.kind == "several":
            return Found(tuple(ids))
        if ids:
            return self._only(mark.text, Found(self._near_scope(ids)))
        match = self.scene.titles.exactly(mark.text)
        match = match if match.ids else self.scene.all_titles.find(mark.text)
        if not match.ids:
            return self._unknown(mark.text)
        return self._only(mark.text, Found(match.ids, match.confidence))

    def _near_scope(self, ids: list[str]) -> tuple[str, ...]:
        """Of several tasks with one title those within the selected task, if any is."""
        within = {task.id for task in self.scene.tasks}
        return tuple(id for id in ids if id in within) or tuple(ids)

    def _numbered(self, low: str) -> Found | None:
        if match := phrases.NUMBER.fullmatch(low):
            return Found((self._dotted(self._number(int(match[1])), match[2]),))
        if match := phrases.RANGE.fullmatch(low):
            return self._range(int(match[1]), int(match[2]))
        if match := phrases.NUMBER_AND_TITLE.fullmatch(low):
            return self._number_with_title(int(match[1]), match[2])
        return None

    def _number(self, number: int) -> str:
        numbers, shown = self.scene.by_number, self.scene.shown
        if number in numbers:
            return numbers[number]
        nth = [shown[number - 1].id] if 0 < number <= len(shown) else []
        if nth and not numbers:
            return nth[0]
        question = f"There is no task T{number}. Which task do you mean?"
        return self._asked(f"t{number}", question, nth or [t.id for t in shown]).ids[0]

    def _dotted(self, task_id: str, places: str) -> str:
        """T3.2 is the second task under T3."""
        for place in map(int, places[1:].split(".") if places else ()):
            below = self.scene.tree.ordered(task_id)
            if not 0 < place <= len(below):
                label = self.scene.label(self.scene.tree.tasks[task_id])
                raise Ask(
                    places,
                    f"{label} has {len(below)} sub-tasks. Which one do you mean?",
                    [t.id for t in below],
                )
            task_id = below[place - 1].id
        return task_id

    def _range(self, first: int, last: int) -> Found:
        numbers = [n for n in sorted(self.scene.by_number) if first <= n <= last]
        if not self.scene.by_number:
            return Found(tuple(t.id for t in self.scene.shown[max(first - 1, 0) : last]))
        if not numbers:
            raise Tell(f"There are no tasks from T{first} to T{last}.")
        return Found(tuple(self.scene.by_number[n] for n in numbers))

    def _number_with_title(self, number: int, rest: str) -> Found | None:
        task_id = self.scene.by_number.get(number)
        words = self.scene.marked.free_text(rest)
        if task_id and task_id in Titles([self.scene.tree.tasks[task_id]]).find(words).ids:
            return Found((task_id,))
        return None

    def _placed(self, low: str) -> Found | None:
        try:
            return _some(placed(self.scene, low, lambda phrase: self.find(phrase).ids))
        except Ask as unclear:
            if (answer := self.scene.answers.get(unclear.key)) is None:
                raise
            return Found(choose(self.scene, answer, unclear.ids) or self.find(answer).ids)

    def _measure(self, phrase: str) -> tuple[str, ...]:
        """What a set is said to be under, beside or without. Raises Ask or Tell."""
        try:
            return self.find(phrase).ids
        except Ask as unknown:
            if "," in phrase:  # it may go on with something else
                raise
            raise unknown.of_a_set() from None

    def _counted_below(self, low: str) -> Found | None:
        if match := phrases.WITH_BELOW.fullmatch(low):
            parents = self.find(match["a"] or match["b"]).ids
            return Found(tuple(dict.fromkeys((*parents, *self._below(parents)))))
        match = phrases.BELOW.fullmatch(low) or phrases.OWN_BELOW.fullmatch(low)
        if match is None or (low in ("subtask", "sub-task") and not self.scene.scope):
            return None
        parent = match["a"] or match["b"] or match.groupdict().get("c") or "it"
        if phrases.ALL_BELOW.fullmatch(low) and not (self.scene.scope or self.scene.recent):
            return self._nested()
        named = self._measure("it" if parent in ("its", "their") else parent)
        parents = phases(self.scene, named, parent)
        if not (ids := self._below(parents)):
            raise Tell(f"{self.scene.label(self.scene.tree.tasks[parents[0]])} has no sub-tasks.")
        return Found(ids)

    def _nested(self) -> Found:
        """Every sub-task of the plan."""
        if not (ids := tuple(task.id for task in self.scene.tasks if task.parent_id)):
            raise Tell("There are no sub-tasks.")
        return Found(ids)

    def _below(self, parents: tuple[str, ...]) -> tuple[str, ...]:
        walks = (self.scene.tree.walk(parent) for parent in parents)
        return tuple(dict.fromkeys(task.id for walk in walks for task in walk))

    def _all_but(self, low: str) -> Found | None:
        match = phrases.EXCEPT.fullmatch(low)
        if match is None:
            return None
        left_out = set(self._measure(match["not"]))
        every = self.find(match["all"] if match["all"] != "both" else "all").ids
        if not left_out & set(every) and left_out & set(self._below(every)):
            every = self._below(every)  # "all of T3 except T4": its parts
        ids = tuple(id for id in every if id not in left_out)
        if not ids:
            raise Tell("That leaves no task to change.")
        return Found(ids)

    def _rest(self, low: str) -> Found | None:
        said = phrases.REST.fullmatch(low)
        if said is None:
            return None
        is_part = said["whole"] and not phrases.WHOLE.fullmatch(said["whole"])
        whole = self._measure(said["whole"]) if is_part else ()
        ids = rest_of(self.scene, self.scene.mentioned or spoken_of(self.scene), whole)
        if not ids:
            raise Tell("That leaves no task to change.")
        return Found(ids)

    def _beside(self, low: str) -> Found | None:
        return _some(beside(self.scene, low, self._measure))

    def _titled(self, words: str, least: int) -> Found | None:
        match = self.scene.titles.find(words)
        if match.confidence < MISTYPED and self.scene.scope:
            match = max(match, self.scene.all_titles.find(words), key=lambda m: m.confidence)
        if match.confidence < least or not match.ids:
            return None
        found = Found(innermost(self.scene.tree, match.ids), match.confidence)
        return self._only(words, found) if least == SURE else found

    def _listed(self, text: str) -> Found | None:
        parts = [part for part in phrases.BETWEEN_ITEMS.split(text) if part]
        if not 2 <= len(parts) <= MOST_ITEMS:
            return None
        found = [self._item(parts, place) for place in range(len(parts))]
        good = [item for item in found if isinstance(item, Found)]
        for item in found:
            if isinstance(item, Exception):
                if good:
                    raise item
                return None
        ids = dict.fromkeys(id for item in good for id in item.ids)
        return Found(tuple(ids), min(item.confidence for item in good))

    def _item(self, parts: list[str], place: int) -> Found | Ask | Tell:
        """One part of a list. "signup and login API" leaves out a word that the other part has."""
        problem: Ask | Tell | None = None
        for form in self._forms(parts, place):
            try:
                found = self.find(form)
            except (Ask, Tell) as reason:
                problem = problem or reason
                continue
            return found
        assert problem is not None
        return problem

    def _forms(self, parts: list[str], place: int) -> Iterable[str]:
        yield parts[place]
        if place < len(parts) - 1:
            last = parts[-1].split()
            yield from (
                " ".join((parts[place], *last[-n:])) for n in range(1, min(len(last), MOST_SHARED))
            )
        if place:
            first = parts[0].split()
            yield from (
                " ".join((*first[:n], parts[place])) for n in range(1, min(len(first), MOST_SHARED))
            )

    def _only(self, words: str, found: Found) -> Found:
        """One task, or the question which one."""
        if len(one := nearest(self.scene, found.ids)) == 1:
            return Found(one, found.confidence)
        question = f"Which task do you mean by “{self.scene.marked.original(words)}”?"
        return self._asked(words, question, found.ids)

    def _asked(
        self,
        words: str,
        question: str,
        ids: Iterable[str] = (),
        near: str = "",
        *,
        vague: bool = False,
    ) -> Found:
        """What the person answered to this question. Raises Ask when they were not asked yet."""
        ask = Ask(f"which {words}", question, ids, near=near, vague=vague)
        answer = self.scene.answers.get(ask.key)
        if answer is None or answer.lower() == words.lower():
            raise ask
        chosen = choose(self.scene, answer, ask.suggested(self.scene))
        return Found(chosen) if chosen else self.find(answer)

    def _unknown(self, words: str) -> Found:
        plainer = of_our_own(self.scene, phrases.SLACK.sub("", words).strip())
        if plainer and plainer != words:
            return self.find(plainer)
        if not self.scene.tree.tasks:
            raise Tell("There are no tasks yet.")
        question = f"I cannot find a task called “{shortened(words)}”. Which one do you mean?"
        return self._asked(words, question, near=words)


def _some(ids: tuple[str, ...]) -> Found | None:
    return Found(ids) if ids else None
