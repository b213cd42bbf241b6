"""Which tasks the words of a label mean: as everywhere, and less strictly where that finds none.

That words point at a task is known here, so that they may be read with less care than a phrase that
may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.providers.embedded.references.likeness import most_alike
from agents.providers.embedded.references.neighbours import beyond
from agents.providers.embedded.references.people import tasks_of
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.terms.vocabulary import CARDINAL, capitalized, cardinal

_ABOUT = re.compile(
    r"^(?:to do |having to do |that has to do )?(?:with|about|around|for|on|in) ", re.IGNORECASE
)
_ONE = re.compile(r"(?<=\w )one(?=s?\b)", re.IGNORECASE)
_VERY = re.compile(r"\bvery (?=first|last|top|bottom)", re.IGNORECASE)
_ALL_OVER = re.compile(r"everywhere|all over", re.IGNORECASE)
_MILESTONE = re.compile(r"\b(?:milestone|heading|section|phase)(?=s?\b)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?:(?P<both>both)|all|whole|entire)(?: of)?(?: the)?(?: (?P<all>{CARDINAL}))? (?P<rest>.+)"
    rf"|(?:the )?(?P<n>{CARDINAL}) (?P<counted>.+)",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    r"(?:all|every|everything)\b.* (?:tasks?|things?|items?|ones?|stuff|tickets?|jobs?)",
    re.IGNORECASE,
)
_ANYTHING = re.compile(
    rf"(?:(?:all|both|the|those|these|{CARDINAL}) )*(?:things?|stuff|items|bits|parts|ones|tasks?|task)",
    re.IGNORECASE,
)
_DONE_TO = re.compile(r"\w+ (?:the|our|my|all the) (?P<what>.+)", re.IGNORECASE)
_SAYS_WHICH = re.compile(
    r"(?:(?:task|thing|one|item|point|bit|part)s?) (?:with|about|for|on|that says) (?:the )?(?P<what>.+)",
    re.IGNORECASE,
)
_WITH_MORE = re.compile(
    r"(?P<what>.+?),? (?:with|including|and) (?:everything|all|whatever)(?: that(?:['’]s| is))?"
    r" (?:in|under|below|inside|within)(?: it| them)?|(?P<whole>.+?) (?:with|and) (?:the|its|their) .+",
    re.IGNORECASE,
)
"""A task, and what belongs to it: "the pages with everything in it", "the contract with the movers"."""
_IN_A_STATE = re.compile(
    r"(?:the )?(?P<state>overdue|late|unassigned|blocked|finished|done|completed|closed|cancelled|canceled"
    r"|open|unfinished|urgent|critical)(?: (?:task|thing|item|stuff)s?)?",
    re.IGNORECASE,
)
_BEFORE_OR_BEHIND = re.compile(
    r"(?:everything|all|all tasks|anything)(?: (?:that['’]s|that is|that comes|which is|up))?"
    r" (?P<side>above|before|below|after|behind|beneath)(?: the)? (?P<what>.+)",
    re.IGNORECASE,
)
_BEFORE = ("above", "before")
_STATE = re.compile(
    r"\s+(?:(?:(?:must|should|has to|have to|needs? to|can|will) (?:be|get)"
    r"|(?:is|are|was|were|gets?|got|has|have)(?: been)?)(?: \w+ly)? )?"
    r"(?!(?:due|on|in|at|by|to|for|of|not|now|too|so|still|already|only|also|and|or|from|until|before|after|be|is"
    r"|are|was|were|gets?|got|has|have|must|should|needs?|can|will)\b)(\w+(?: over)?)",
    re.IGNORECASE,
)
"""“The old flat” that is painted is not the one of which notice is given."""
_VAGUE = (
    r"(?:stuff|things?|bits?(?: and pieces)?|blocks?|lots?|bunch|parts?|jobs?|tasks?|tickets?|items?|work"
    r"|points?"
    r"|ones?|two|three|four|five|share|headings?|sections?|groups?|folders?|branch|list)"
)
_AROUND = re.compile(
    rf"(?:(?:all|both|whole|entire|every|the) )*(?P<name>.+?)(?: {_VAGUE})*",
    re.IGNORECASE,
)
"""What names a task, with words around it that every one has: "the whole birthday lot"."""
_FOR_SOME = re.compile(
    r"(?:(?:all|the|every) )*(?:stuff|things?|tasks?|everything|work|items)"
    r"(?: (?:that|which) (?:has|have|is|are))?(?: to do)? (?:for|about|around|concerning|with)"
    r" (?:the )?(?P<what>.+)",
    re.IGNORECASE,
)
"""What is about something: "the stuff for the old flat"."""
_OF_SOMEBODY = re.compile(
    r"(?:(?:all|everything|whatever|anything|both)(?: of)? )?(?:the )?(?P<who>[^\W\d][\w. -]*?)['’]s?"
    rf"(?: own)?(?: {_VAGUE})*"
    rf"|(?:all|everything|anything|what(?:ever)?)(?: that)? (?:the )?(?P<whose>[^\W\d][\w. -]*?)(?:['’]s)? "
    r"(?:does|do|has|have|is doing|got|gets)(?: got)?"
    r"|(?:all|everything|anything) under (?P<name>[^\W\d][\w. -]*?)['’]s name",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?P<a>.+?) (?:under|in|inside|within|below|(?P<of>of|from|for)) (?:the )?(?P<b>.+)",
    re.IGNORECASE,
)


def meant(scene: Scene, phrase: str, behind: str = "") -> tuple[str, ...]:
    """The tasks that labelled words mean; at least one. Raises Ask, or Tell when a set is empty.

    `behind`: what is said after them.
    """
    phrase = _ONE.sub("task", _VERY.sub("", _ALL_OVER.sub("all tasks", phrase)))
    if ids := _named_whole(scene, phrase) or _whose(scene, phrase):
        return ids
    try:
        ids = find(scene, phrase).ids
        return _parts_of(scene, ids) if _ALL_OF.fullmatch(phrase) else ids
    except (Ask, Tell) as problem:
        if ids := next(filter(None, _otherwise(scene, phrase, behind)), ()):
            return ids
        if isinstance(problem, Ask) and (ids := most_alike(scene, phrase)):
            return ids
        raise


def _parts_of(scene: Scene, ids: tuple[str, ...]) -> tuple[str, ...]:
    """What is under the one heading that words like "all the marketing tasks" found."""
    parts = tuple(task.id for task in scene.tree.ordered(ids[0])) if len(ids) == 1 else ()
    return parts or ids


def _named_whole(scene: Scene, phrase: str) -> tuple[str, ...]:
    """The task all of whose title stands behind a verb: "pack the books" “Books”, not “Pack boxes”."""
    done = _DONE_TO.fullmatch(phrase)
    what = done["what"].lower() if done else ""
    return tuple(task.id for task in scene.tree.walk() if what and task.title.lower() == what)


def in_common(phrase: str) -> str:
    """How tasks are called that one phrase means: by whom they are of, or by what they are about."""
    if whose := _OF_SOMEBODY.fullmatch(phrase):
        return capitalized(next(filter(None, whose.groups())))
    about = _FOR_SOME.fullmatch(phrase)
    return capitalized(about["what"] if about else _ABOUT.sub("", _plain_name(phrase)))


def _plain_name(phrase: str) -> str:
    around = _AROUND.fullmatch(phrase)
    return around["name"] if around else phrase


def _of_somebody(scene: Scene, phrase: str) -> tuple[str, ...]:
    """The tasks of whom a phrase names: "Eva's", "everything Nele does", "what Mona and Hana do"."""
    whose = _OF_SOMEBODY.fullmatch(phrase)
    if not whose:
        return ()
    named = re.split(r" and |, ", next(filter(None, whose.groups())).lower())
    return tuple(
        task.id
        for task in scene.tasks
        if task.assignee and {task.assignee.lower(), *task.assignee.lower().split()} & set(named)
    )


def _whose(scene: Scene, phrase: str) -> tuple[str, ...]:
    """The tasks of one who is called exactly so: "Ann's" are not what “Announce the launch” is."""
    whose = _OF_SOMEBODY.fullmatch(phrase)
    return tasks_of(scene, next(filter(None, whose.groups()))) if whose else ()


def _otherwise(scene: Scene, phrase: str, behind: str) -> Iterator[tuple[str, ...]]:
    """What it may mean instead, the likeliest first."""
    if ids := _of_somebody(scene, phrase):
        yield ids
    if (state := _STATE.match(behind)) and (ids := _found(scene, f"{phrase} {state[1]}")):
        yield ids
    plainer = _MILESTONE.sub("task", phrase)
    if plainer != phrase and (ids := _found(scene, plainer)):
        yield ids
    if phrase.endswith("s") and (ids := _found(scene, f"the {phrase}")):
        yield ids  # an article is in no label
    if counted := _COUNTED.fullmatch(phrase):
        yield from _counted(scene, counted)
    if inside := _INSIDE.fullmatch(phrase):
        yield from _inside(scene, inside)
    around = _plain_name(phrase)
    about = _FOR_SOME.fullmatch(phrase)
    if about or _ALL_OF.fullmatch(phrase):
        yield _found(scene, f"all {about['what'] if about else around} tasks")
    if around != phrase and (ids := _found(scene, around)):
        yield ids
    yield from _said_at_length(scene, phrase)


def _said_at_length(scene: Scene, phrase: str) -> Iterator[tuple[str, ...]]:
    """A task by its state, by what its title says, with what belongs to it, or all before or behind one."""
    if state := _IN_A_STATE.fullmatch(phrase):
        yield _found(scene, f"{state['state']} tasks")
    if which := _SAYS_WHICH.fullmatch(phrase):
        yield _found(scene, which["what"])
    if more := _WITH_MORE.fullmatch(phrase):
        yield _found(scene, more["what"] or more["whole"])
    if row := _BEFORE_OR_BEHIND.fullmatch(phrase):
        one = _found(scene, row["what"])
        yield beyond(scene, one[0], is_before=row["side"] in _BEFORE) if len(one) == 1 else ()


def _counted(scene: Scene, said: re.Match[str]) -> Iterator[tuple[str, ...]]:
    """One task about three quotes, three tasks, or the three parts of one: "all three quotes"."""
    count = "two" if said["both"] else said["all"] or said["n"]
    rest = said["rest"] or said["counted"]
    if said["all"] and (ids := _found(scene, f"{count} {rest}")):
        yield ids
    for ids in (_found(scene, rest), _found(scene, f"{rest} tasks")):
        parts = tuple(task.id for id in ids for task in scene.tree.ordered(id))
        for several in (ids, parts):
            if several and len(several) == (cardinal(count) if count else len(ids)):
                yield several


def _inside(scene: Scene, said: re.Match[str]) -> Iterator[tuple[str, ...]]:
    """What is inside of another, "write tasks under T3"; "keys of the flat" may be anywhere."""
    below = {task.id for id in _found(scene, said["b"]) for task in scene.tree.walk(id)}
    if _ANYTHING.fullmatch(said["a"]) and not said["of"]:
        whole = _found(scene, said["b"])
        yield tuple(task.id for id in whole for task in scene.tree.ordered(id))
    ids = next(iter([found for form in _plain(said["a"]) if (found := _found(scene, form))]), ())
    if within := tuple(id for id in ids if id in below):
        yield within
    elif len(ids) == 1 and said["of"]:
        yield ids


def _plain(named: str) -> tuple[str, ...]:
    counted = _COUNTED.fullmatch(named)
    return (named, counted["rest"] or counted["counted"]) if counted else (named,)


def _found(scene: Scene, phrase: str) -> tuple[str, ...]:
    try:
        return find(scene, phrase).ids
    except (Ask, Tell):
        return ()
