"""What somebody has to do about what is told: "the BI team relies on it, someone must talk with them"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found as task_ids
from agents.providers.embedded.hearing.new_task import wish_to_add
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import capitalized, listed

_MUST = r"(?:must|has to|have to|needs? to|should|ought to|will have to|['’]ll have to)"
_TOLD_OF = (
    r"(?:(?:oh|and|also|btw|so|but),? )*(?P<thing>(?:[\w'’&-]+ ){0,4}?[\w'’&-]+)"
    r"(?: (?:still|also|all|always|only))? "
    r"(?:is|are|was|were|has|have|had|do(?:es)?(?:n['’]?t| not)|did(?:n['’]?t| not)|ca(?:n['’]?t|nnot)|wants?"
    r"|needs?|knows?|keeps?|uses?|asked|asks?|says?|said|complains?|relies|rely|expects?)\b[^,;.!?“”\"]{2,120}?"
)
_SOMEBODY_MUST = re.compile(
    rf"{_TOLD_OF}(?:[,;.!]| [-–])+ *(?:and |so )?(?:some ?one|some ?body|one of us|we|i) (?:really |also )?"
    rf"{_MUST} (?P<does>[\w-]+(?: [\w-]+){{0,3}}?) (?P<it>them|him|her|it)"
    r"(?P<more>(?: (?!that\b)[\w'’-]+){0,6})[.!]*",
    re.IGNORECASE,
)
_HAVE_TO_BE = (
    r"(?:(?:oh|and|also|btw|so|but),? )*(?P<thing>(?:[\w'’&-]+ ){0,5}?[\w'’&-]+)"
    r" (?:have to|has to|must|needs? to|should|ought to) (?:all |also )?be"
    r" (?P<done>\w+(?:ed|sent|made|paid|told|built|written|taken|bought|brought|found|cut|set|put|done)|"
    r"sent|made|paid|told|built|written|taken|bought|brought|found|cut|set|put|done)"
    r"(?P<rest>(?: [\w'’-]+){0,7}?)"
)
_NO_NAME = r"(?!(?:it|that|this|they|we|you|the|my|our|who|some\w+|any\w+)\b)"
_CAN_DO_THAT = re.compile(
    rf"{_HAVE_TO_BE}(?:[,;.!]| [-–])+ *(?:and |but )?(?P<who>{_NO_NAME}[\w-]+(?: [\w-]+)?)"
    r"(?: (?:can|could|will|would|should|might)|['’]ll)"
    r" (?:do|set|take care of|look after|see to|handle|sort|organi[sz]e|manage|take|fix)"
    r" (?:that|it|this|them)(?: (?:up|out|on))?[.!]*",
    re.IGNORECASE,
)
_SHOULD_ALSO = re.compile(
    r"(?:(?:oh|and|also|btw|so|but|maybe),? )*(?P<who>[\w.-]+(?: [A-ZÄÖÜ][\w-]+)?)"
    r" (?:also |still )?(?:should|must|has to|needs to|ought to|could|can|will have to)(?: also| still)?"
    r" (?P<does>(?!(?:be|do|take|have|get|own|handle|wait|not)\b)[a-z-]+ [^.;:!?“”\"]{4,120}?)"
    r"(?:,? (?:too|as well|also))?[.! ]*",
    re.IGNORECASE,
)
_DOES_IT = re.compile(
    r"(?:done|organi[sz]ed|planned|handled|sorted|finished|prepared|arranged|made)", re.IGNORECASE
)
"""What is done to a task whatever it is, and no other thing to do."""
_SOMEHOW = re.compile(r" (?:somehow|somewhere|at some point|some time|sometime)$", re.IGNORECASE)


def somebody_must(scene: Scene, text: str) -> str:
    """The wish to add that; the message as it is where it speaks of a task, or of something else."""
    said = text.strip()
    if found := _SOMEBODY_MUST.fullmatch(said):
        if task_ids(scene, found["thing"]):
            return text
        return wish_to_add(scene, f"{found['does']} {found['thing']}{found['more']}") or text
    if found := _SHOULD_ALSO.fullmatch(said):
        deeds = found["does"].split(" and ")
        are_two = len(deeds) > 1 and found["who"].lower() in scene.survey.people
        are_new = are_two and not any(_is_of_a_task(scene, deed) for deed in deeds)
        return (wish_to_add(scene, found["does"], found["who"]) if are_new else "") or text
    found = _CAN_DO_THAT.fullmatch(said)
    return (_can_do(scene, found) if found else "") or text


def _can_do(scene: Scene, said: re.Match[str]) -> str:
    """That somebody has the task in which that is done, or a new one; empty where it is no thing to do."""
    who = "me" if said["who"].lower() == "i" else capitalized(said["who"])
    forms = [
        f"{said['done']} {said['thing']}",
        *[said["thing"]] * bool(_DOES_IT.fullmatch(said["done"])),
    ]
    if ids := task_ids(scene, *forms):
        return f"assign {listed([scene.handle(scene.tree.tasks[id]) for id in ids])} to {who}"
    rest = _SOMEHOW.sub("", said["rest"])
    return wish_to_add(scene, f"get {said['thing']} {said['done']}{rest}", who)


def _is_of_a_task(scene: Scene, deed: str) -> bool:
    """Whether what is done is done to a task: "do the food"."""
    return bool(task_ids(scene, deed, deed.partition(" ")[2]))
