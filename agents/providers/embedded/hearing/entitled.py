"""What the whole plan is called: "the book has a name now! call the project The Fox in the Well"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.reasons import is_reason
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import capitalized

_PLAN = r"(?:(?:the |our |my |this )?(?:whole |entire )?(?:project|plan)|(?:the|this) (?:whole|entire) thing)"
_POLITE = r"(?:(?:so|and|please|pls|can you|could you|let['’]s|let us|we (?:should|can|could)|just|now),? )*"
_NEW = r"(?P<new>[^\s,;:“”\"][^;:?“”\"\n]{1,80}?)"
_END = r"(?:,? (?:please|pls|instead|from now on|then))*[.! ]*"
_CALL = r"(?:call|name|rename|retitle|title)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_POLITE}{_CALL} {_PLAN}(?: (?:to|as|into))?:? [“\"]?{_NEW}[”\"]?{_END}",
        rf"{_POLITE}{_PLAN} (?:should|must|is|will|shall|has to|ought to)(?: now| be)* "
        rf"(?:called|named|titled):? [“\"]?{_NEW}[”\"]?{_END}",
    )
)
_IT = re.compile(rf"{_POLITE}{_CALL} (?:it|that|this):? [“\"]?{_NEW}[”\"]?{_END}", re.IGNORECASE)
_NEEDS_A_NAME = re.compile(
    rf"\b{_PLAN} (?:\w+ )?(?:needs?|has|got|gets) (?:an? )?(?:\w+ )?(?:name|title)\b", re.IGNORECASE
)
_NAME = r"(?:name|title)"
_OTHER_NAME = re.compile(
    rf"{_POLITE}(?:change|fix|update|adapt|adjust|correct) (?:the {_NAME} of {_PLAN}"
    rf"|{_PLAN}(?:['’]?s)? {_NAME})(?: (?:to (?:that|match|fit)|too|as well|accordingly))?{_END}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"[.!?:;]+\s+|,\s+(?:so|then) "
    r"|,\s+(?=(?:please )?(?:call|name|rename|change|fix|update|adapt|adjust|correct)\b)"
)
_CONTRAST = re.compile(
    r"\b(?:its|it['’]s|it is|we go to|we do|we have)? *(?:an? |the )?(?P<new>[\w-]+)(?: [\w-]+)?(?: now)?,? "
    r"(?:and )?not (?:an? |the )?(?P<old>[\w-]+)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:something|anything|it|that|this|them|off|too|for|in|as|about)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"\b(?:and|then) (?:then |also |please )*(?P<verb>[a-z]+)\b", re.IGNORECASE)
_ABOUT_NAMES = re.compile(
    rf"\b(?:{_NAME}|called|(?:re)?brand\w*|(?:re)?named|decided|settled on|chosen|chose|going with)\b",
    re.IGNORECASE,
)
LONGEST = 200


def entitled(scene: Scene, text: str) -> str:
    """As the wish to rename the project, without why; what else is said stays before it."""
    plain = text.strip()
    if len(plain) > LONGEST:
        return text
    for place in (0, *(end.end() for end in _SENTENCE.finditer(plain))):
        before, said = plain[:place], plain[place:]
        if wish := _named(before, said) or _otherwise(scene, before, said):
            return wish if _is_why(before) else f"{before}{wish}"
    return text


def _is_why(before: str) -> bool:
    """Whether it only tells that there is another name, or why there should be."""
    clauses = [clause for clause in _SENTENCE.split(before) if clause.strip()]
    return all(
        bool(_ABOUT_NAMES.search(clause) or _CONTRAST.search(clause)) or is_reason(clause)
        for clause in clauses
    ) and not any(is_command(clause.partition(" ")[0]) for clause in clauses)


def _named(reason: str, said: str) -> str:
    forms = (*_FORMS, _IT) if _NEEDS_A_NAME.search(reason) else _FORMS
    found = next(filter(None, (form.fullmatch(said) for form in forms)), None)
    if found is None or _NO_NAME.match(found["new"]):
        return ""
    further = (more["verb"] for more in _GOES_ON.finditer(found["new"]))
    if any(map(is_command, further)):
        return ""
    return f"rename the project to “{capitalized(found['new'].strip())}”"


def _otherwise(scene: Scene, reason: str, said: str) -> str:
    """With the word that is right in the place of the one that is not; else it is asked for the name."""
    if not _OTHER_NAME.fullmatch(said):
        return ""
    project, contrast = scene.tree.project, _CONTRAST.search(reason)
    if project is not None and contrast is not None:
        old = re.compile(rf"\b{re.escape(contrast['old'])}\b", re.IGNORECASE)
        title = old.sub(lambda _: contrast["new"], project.title)
        if title != project.title:
            return f"rename the project to “{capitalized(title)}”"
    return "rename the project"
