"""A wish that is nothing a plan can do, beside one that it can: what was not done is named.

"Delete T22 and send Priya flowers" removes T22, and says that nobody sent flowers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agents.edits import Edit
from agents.providers.embedded.doubts.doubt import values_of
from agents.providers.embedded.grammar.clauses import Followed
from agents.providers.embedded.grammar.reading import Reading, quoted
from agents.providers.embedded.references.scene import Scene, Tell
from agents.providers.embedded.terms.instructions import errands, is_command
from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, gist, listed

MOST_ERRANDS = 3
_JOINT = re.compile(
    r"(?:,\s*(?:(?:and|then|also|but) )*|;\s*|[.!]\s+|\n\s*|\s+(?:and|then|but|plus)\s+)"
    r"(?:(?:then|also|please|pls) )*(?=[a-z])",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"(?:please |pls |can you |could you )*(?P<verb>[a-z-]+)"
    r" (?:the|an?|my|our|me|us|him|her|them|it|everybody|everyone|#?[Tt]?\d+|[A-Z]\w+)\b"
)

_NEVER_A_CHANGE = re.compile(
    r"(?:please |pls |can you |could you )*"
    r"(?P<verb>remind|clone|copy|notify|print|export|share|pin|archive) ",
    re.IGNORECASE,
)
_TO_A_PLACE = re.compile(r"\b(?:bottom|top|end|back|front|start|beginning|review)\b", re.IGNORECASE)


def errands_beside(text: str, titles: Iterable[str]) -> tuple[str, list[str]]:
    """The instruction without the errands in it, and the errands; of more than a few none is told.

    A word that a title has is none: "mail" may be short for “Order confirmation mail”.
    """
    known = {word for title in titles for word in gist(title)}
    found, kept, start = list[str](), "", 0
    for joint in _JOINT.finditer(text):
        if joint.start() < start or not _begins_an_errand(text, joint, known):
            continue
        following = _JOINT.search(text, joint.end())
        end = following.start() if following else len(text)
        found.append(text[joint.end() : end].strip(" .!"))
        kept, start = kept + text[start : joint.start()], end
    return ((kept + text[start:]).strip(), found) if len(found) <= MOST_ERRANDS else (text, [])


def _begins_an_errand(text: str, joint: re.Match[str], known: set[str]) -> bool:
    before = text[: joint.start()]
    word = re.compile(r"[a-z-]+(?= \w)").match(text, joint.end())
    if not before.strip() or word is None or word[0] not in errands():
        return False
    quotes = before.count('"') % 2 or before.count("“") != before.count("”")
    return not quotes and not known & {*gist(word[0])}


def is_done(errand: str, edits: tuple[Edit, ...]) -> bool:
    """Whether the errand became a task, or a part of a title that does something as a whole."""
    wanted = set(gist(errand))
    return any(
        wanted <= set(gist(text))
        for edit in edits
        for text in values_of(edit)
        if edit.op == "create" or text != edit.title or _does_something(text)
    )


def _does_something(title: str) -> bool:
    verb = title.split(maxsplit=1)[0].lower() if title.split() else ""
    return verb in TITLE_VERBS or verb in errands() or is_command(verb)


def with_note(followed: Followed, left: Sequence[str]) -> Followed:
    """With a sentence that says what was not done."""
    note = Reading(followed.scene)
    errands_left = listed([quoted(errand) for errand in left])
    note.say(f"Not done: {errands_left}. Say “add a task” with it where it should be one.")
    return Followed((*followed.readings, note), followed.scene)


def refuse_errand(instruction: str, scene: Scene, followed: Followed) -> None:
    """Raises Tell where what is to be done with a task is no change of the plan: "remind me of T20"."""
    found = _FIRST.match(instruction.strip())
    found = found or _NEVER_A_CHANGE.match(instruction.strip())
    verb = found["verb"] if found and not _TO_A_PLACE.search(instruction) else ""
    edits = followed.scene.edits
    if verb not in errands() or any(edit.op == "create" for edit in edits):
        return
    changed = {patch.target_id for patch in followed.scene.patches}
    titles = [scene.tree.tasks[id].title for id in changed if id in scene.tree.tasks]
    if any(set(gist(verb)) <= set(gist(title)) for title in titles):
        return
    raise Tell(
        f"I change the plan; to {verb} is nothing that I can do."
        " Say what should change, as in “T3 is due on Friday”, or “add a task” with it."
    )
