"""A doubt about what was understood: a question about some words of the instruction.

The answer is put in place of these words, and the instruction is read anew: for "the payment provider" in
"delete the payment provider" T12 or T9, for "Ben or Mia" one of the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.edits import Edit
from agents.providers.embedded.grammar.clauses import Followed
from agents.providers.embedded.hearing.mentions import mentioning
from agents.providers.embedded.hearing.wording import without_hedges, written_out
from agents.providers.embedded.references.picking import YES, choose
from agents.providers.embedded.references.scene import Ask, Scene
from agents.providers.embedded.terms.vocabulary import gist

PREFIX = "doubt "
"""How the keys of doubts begin, among those of all that is asked."""
_ARTICLE = r"(?:\b(?:the|an?|my|our|your) )?"


@dataclass(frozen=True, slots=True)
class Heard:
    """An instruction on the plan as it was, its tasks marked as what they may be, and what was made of it."""

    instruction: str
    scene: Scene
    followed: Followed

    @classmethod
    def of(cls, instruction: str, scene: Scene, followed: Followed) -> Heard:
        """With the tasks marked anew: each reader marks them in its own way."""
        return cls(
            instruction, mentioning(scene, without_hedges(written_out(instruction))), followed
        )

    @property
    def text(self) -> str:
        """The instruction with a character for each task."""
        return self.scene.marked.text

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What is changed."""
        return self.followed.scene.edits

    def takes_up(self, words: str) -> bool:
        """Whether all of these words are in a value of what is changed."""
        said = " ".join(text for edit in self.edits for text in values_of(edit))
        return set(gist(words)) <= set(gist(said))

    def renames_with(self, word: str) -> bool:
        """Whether a title begins with what should have been a part of the name before it: "room to Study"."""
        return any(edit.title and edit.title.startswith(f"{word} to ") for edit in self.edits)


def values_of(edit: Edit) -> list[str]:
    """All that an edit says in words, but for who does it."""
    said = (
        edit.title,
        edit.description,
        *(edit.acceptance_criteria or ()),
        *(edit.tags or ()),
        *edit.add_tags,
        *edit.remove_tags,
        *edit.add_conventions,
    )
    return [text for text in said if text]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about `words` of the instruction; `ids`: the tasks that may be meant; `options`: else.

    `titled`: the answer is a title, whatever its words.
    """

    words: str
    question: str
    ids: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    titled: bool = False

    @property
    def key(self) -> str:
        """Under which name the answer is kept."""
        return f"{PREFIX}{self.words}".lower()

    def ask(self) -> Ask:
        """The question."""
        return Ask(self.key, self.question, self.ids, options=self.options)

    def settled(self, scene: Scene, instruction: str, answer: str) -> str:
        """The instruction with the answer in place of the words."""
        guess = YES.fullmatch(answer.strip().lower()) is not None
        chosen = self.ids[:1] if guess else choose(scene, answer, self.ids)
        said = " and ".join(scene.handle(scene.tree.tasks[id]) for id in chosen)
        said = said or (f"“{answer.strip(' .!“”')}”" if self.titled else answer)
        whole = re.compile(rf"{_ARTICLE if chosen else ''}{re.escape(self.words)}", re.IGNORECASE)
        return whole.sub(lambda _: said, instruction)
