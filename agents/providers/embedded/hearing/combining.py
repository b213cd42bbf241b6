"""Two of the things that the plan lists as one task: "the middle and the end are one piece of work"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from agents.providers.embedded.references.scene import Ask, Scene
from agents.providers.embedded.references.several import shares
from agents.providers.embedded.terms.vocabulary import gist
from ledger.core.model import Task

_NOUN = (
    r"(?:tasks?|items?|things?|jobs?|pieces?(?: of work)?|steps?|points?|tickets?|blocks?|entry|go"
    r"|trip|visit)"
)
_ONE = rf"(?:one|a single|the same|a common|1)(?: single| big| joint| common)?(?: {_NOUN})?"
_POLITE = (
    r"(?:(?:so|please|pls|(?:can|could) (?:you|we)|let['’]s|let us|we (?:should|can|could)|just"
    r"|i would),? )*"
)
_DO = r"(?:make|turn|put|treat|count|handle|do|keep|have|take|see|pack|roll|bring|throw)"
_ITEM = r"[^,;.:!?“”\"+=]{2,50}?"
_PAIR = rf"(?P<a>{_ITEM}) ?(?:\band\b|&|\+|\bplus\b|\bwith\b) ?(?P<b>{_ITEM})"
_TOGETHER = r"(?:,? (?:please|pls|together|both|all|up|as well|too))*"
_REASON = (
    r"(?:,? (?:please|pls|thanks)"
    r"|[,;.!] (?:it|that|this|they|is|are|its|it['’]s|these|both|same)\b[^“”\"]{2,80}"
    r"|,? (?:because|since|as) [^“”\"]{2,80})?[.! ]*"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_POLITE}{_DO} {_PAIR}{_TOGETHER}(?: into| in| as| to)? {_ONE}{_REASON}",
        rf"{_POLITE}{_PAIR}{_TOGETHER} (?:into|in|as|=|→|->) {_ONE}{_REASON}",
        rf"{_POLITE}{_PAIR}{_TOGETHER}(?: -| –|,)?(?: that| this| they| these| those)? "
        rf"(?:can|could|should|may|might|must|is|are|would)(?: really| basically| actually| all| both)*"
        rf"(?: be)? {_ONE}{_REASON}",
    )
)
LONGEST = 200


def combined(scene: Scene, text: str) -> str:
    """As the wish to merge the two tasks that are called so; as it is where it may be others, or none."""
    plain = text.strip()
    said = next(filter(None, (form.fullmatch(plain) for form in _FORMS)), None)
    if said is None or len(plain) > LONGEST:
        return text
    pairs = list(_pairs(scene, said["a"], said["b"]))
    whole = [pair for pair in pairs if not any(map(scene.tree.child_ids, (t.id for t in pair)))]
    still_open = [
        pair for pair in whole if not {"completed", "cancelled"} & {t.status for t in pair}
    ]
    best = next(filter(None, (still_open, whole, pairs)), [])
    if not pairs:
        _ask_beside_what(scene, said["a"], said["b"])
    if len(best) != 1:
        return text
    one, other = map(scene.handle, best[0])
    return f"merge {one} and {other}"


def _pairs(scene: Scene, a: str, b: str) -> Iterator[tuple[Task, Task]]:
    """Two tasks of one row, the one called so and the other so; none where one does both."""
    firsts, seconds = (_called(scene, words) for words in (a, b))
    for one, other in product(firsts, seconds):
        if one.parent_id == other.parent_id and one not in seconds and other not in firsts:
            yield one, other


def _ask_beside_what(scene: Scene, a: str, b: str) -> None:
    """Raise Ask where the one is a task, and the other only what that is in: nobody wants these as one."""
    for part, whole in ((a, b), (b, a)):
        above = {task.id for task in _called(scene, whole)}
        tasks = [task for task in _called(scene, part) if task.id not in above]
        if len(tasks) == 1 and above and above <= set(scene.tree.ancestors(tasks[0].id)):
            task = tasks[0]
            row = [t for t in scene.tree.ordered(task.parent_id) if t.id != task.id]
            options = [f"Combine {scene.handle(task)} and {scene.handle(other)}" for other in row]
            question = f"Combine {scene.label(task)} with which task?"
            raise Ask(f"combine {task.id}", question, options=options)


def _called(scene: Scene, words: str) -> list[Task]:
    """The tasks that have all these words in their titles, or words of the same root."""
    wanted = gist(words)
    titled = ((task, gist(task.title)) for task in scene.tree.walk())
    return [task for task, title in titled if all(shares((word,), title) for word in wanted)]
