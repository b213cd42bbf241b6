"""A message that only makes sense after the one before: "no, T5", "and T6 too", "make that 4", "one more".

What was said before is said again with another task or value in its place. Where the message puts something
right, the last change is taken back first, so that nothing is left of what was not meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.edits import Edit
from agents.ports import Context, TakenBackSaid, Turn
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.frames.elisions import said_anew
from agents.providers.embedded.grammar.naming import plain_title
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import mentioning
from agents.providers.embedded.hearing.wording import ended, written_out
from agents.providers.embedded.references.marked import TASK, mark
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.refining import undone_first
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import capitalized
from agents.providers.embedded.understanding import understand
from agents.taking_back import before_last

_WRONG = re.compile(
    r"(?:(?:no+|nope|nah|sorry|oops|ups|oh|ah|argh|wait|hm+|actually|correction|scratch that"
    r"|i (?:mean|meant|said)|or rather"
    r"|rather|(?:sorry|no|oops)?,? ?(?:that was (?:the )?)?(?:not that one|(?:the )?wrong (?:one"
    r"|task|item|thing|way|number))"
    r"|my (?:bad|mistake|fault)|make (?:that|it)|it should be|should be|should have been"
    r"|let['’]?s say|better)"
    r"(?:[\s,.;:!–—-]+|$))+",
    re.IGNORECASE,
)
_NOT_THAT = re.compile(
    r"(?:no,? )?not (?:the |to |on )?[^,;.]+[,;.]? +(?:but|only|just|rather|,)? ?(?P<a>[^,;.]+)[.!]*"
    r"|(?P<b>[^,;.]+), not [^,;.]+[.!]*",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"(?:(?:and|also|plus|oh and)(?: also)? )?(?P<a>.+?),? (?:too|as well|also)[.!]*"
    r"|(?:and|also|plus|oh and|and also) (?P<b>.+?)[.!]*"
    r"|(?:and )?(?:the )?same (?:thing )?(?:for|with|goes for|to) (?P<c>.+?)[.!]*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:and |please |ok |yes |then )*(?:again|once more|one more(?: time| up| down| place| step)?"
    r"|another (?:one|time|step)"
    r"|more|further(?: up| down)?|(?:a (?:bit|little) )?(?:more|further|higher|lower)(?: up| down)?"
    r"|(?:do |move )?(?:it|that) (?:again|once more)|same again|repeat(?: that)?)(?: please| again)?[.!]*",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    rf"(?:not|no|it|that|this|they|we|i|you|to|the other|{TASK}$)\b|.*[?;:]|.*\b(?:please|instead of)\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"(?:and )?into (?!the (?:plan|list|project)\b)\S", re.IGNORECASE)
LONGEST, LONGEST_TITLE = 120, 8


@dataclass(frozen=True, slots=True)
class _Change:
    """The message before, with what it changed."""

    text: str
    turn: Turn


def followed_up(context: Context, instruction: str) -> Answer | None:
    """The answer to a message that goes on from the one before; None for one that stands for itself."""
    text = " ".join(instruction.split())
    change = _change(context.turns)
    if change is None or len(text) > LONGEST or text.endswith("?"):
        return None
    if _AGAIN.fullmatch(text):
        return _again(context, change)
    if another := undone_first(text):
        return _instead(context, another)
    if _INTO.match(text):
        return _spoken_on(context, change, text)
    if other := _NOT_THAT.fullmatch(text):
        return _put_right(context, change, other["a"] or other["b"])
    if wrong := _WRONG.match(text):
        return _put_right(context, change, text[wrong.end() :].strip(" ."))
    if too := _TOO.fullmatch(text):
        return _also(context, change, next(filter(None, too.groups())))
    return None


def _change(turns: Sequence[Turn]) -> _Change | None:
    """The last message that was more than "again", if what it led to is the last that happened."""
    if len(turns) < 2 or turns[-1].role != "agent" or turns[-1].question or not turns[-1].patches:
        return None
    said = [turn.text for turn in turns if turn.role == "user"]
    while len(said) > 1 and _AGAIN.fullmatch(" ".join(said[-1].split())):
        said.pop()
    return _Change(said[-1], turns[-1])


def _again(context: Context, change: _Change) -> Answer | None:
    """The same once more, where it moves or shifts something and makes nothing new."""
    answer = understand(replace(context, turns=()), change.text)
    return answer if answer.edits and all(edit.op == "update" for edit in answer.edits) else None


def _also(context: Context, change: _Change, said: str) -> Answer | None:
    anew = _anew(context, change.text, said, only_tasks=True)
    answer = understand(replace(context, turns=()), anew) if anew else Answer()
    return answer if answer.edits else None


def _put_right(context: Context, change: _Change, said: str) -> Answer | None:
    """What was meant instead, on the draft as it was before."""
    before = before_last(context)
    if before is None or not said:
        return None
    there = replace(context, tree=before, turns=())
    anew = _anew(there, change.text, said)
    answer = understand(there, anew) if anew else _another_title(there, change, said)
    return _behind_it(answer, "Instead:") if answer else None


def _spoken_on(context: Context, change: _Change, said: str) -> Answer | None:
    """What was said before with its end, which came later: "split T3", "into front and back"."""
    before = before_last(context)
    if before is None:
        return None
    whole = f"{change.text.rstrip(' .!')} {said}"
    answer = understand(replace(context, tree=before, turns=()), whole)
    return _behind_it(answer, "Instead:")


def _instead(context: Context, said: str) -> Answer | None:
    """What is wished for when the last change was taken back: "put it back and delete T7"."""
    before = before_last(context)
    if before is None:
        return None
    answer = understand(replace(context, tree=before, turns=()), said)
    return _behind_it(answer, "Took back the last change.")


def _behind_it(answer: Answer, told: str) -> Answer | None:
    """The answer behind taking back what was changed last; None where it changes nothing."""
    if not answer.edits:
        return None
    text = f"{told} {answer.text}"
    return replace(answer, taken_back=TakenBackSaid(everything=False), text=text)


def _anew(context: Context, before: str, said: str, *, only_tasks: bool = False) -> str | None:
    """The message before in other words; None where they are no task and no value that it had."""
    scene = Scene.begin(context, mark(f"{before}\n{said}", {}))
    scene = mentioning(scene, written_out(f"{before}\n{said}"))
    old, _, new = scene.marked.text.partition("\n")
    anew = said_anew(scene, ended(old), ended(new), only_tasks=only_tasks)
    return scene.marked.original(anew) if anew else None


def _another_title(context: Context, change: _Change, said: str) -> Answer | None:
    """Another new name for what was renamed: "no sorry, Site search"."""
    first, *more = change.turn.patches
    renamed = (
        not more
        and first.op == "update"
        and first.target == "task"
        and [*first.fields()] == ["title"]
    )
    said = re.sub(r"^to[: ]+", "", said, flags=re.IGNORECASE)
    if not renamed or len(said.split()) > LONGEST_TITLE or _NO_TITLE.match(said):
        return None
    if is_command(said.split()[0]) and not said[0].isupper():
        return None
    scene = Scene.begin(context, mark(said, {}))
    title = capitalized(plain_title(Reading(scene), scene.marked.text))
    task = context.tree.tasks[first.target_id]
    edit = Edit("update", scene.handle(task), title=title)
    return Answer(edits=(edit,), text=f"{scene.label(task)} is now called “{title}”.")
