"""Values that may be none: two names for a person, a wish or a day in a title, a word that is no title."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.grammar.adding import CALLED
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Tell
from agents.providers.embedded.terms.vocabulary import capitalized, listed

_MORE_THAN_A_NAME = re.compile(
    r"\b(?:or|unless|if|because|so|when|until|who|but|and (?:make|let|give|see|have|get|keep|do|tell)) ",
    re.IGNORECASE,
)
_SETS = re.compile(r"(?:please |pls |just |can you |could you )*(?:set|put|turn)\b", re.IGNORECASE)
_CALL = re.compile(r"\bcall(?:ed|s)?\b", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:them|him|her|me|us|it|back|again|the one)\b|.*\b(?:before|by|on|until|after|this|next)"
    r" (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|lunch|week|month|\d)"
    r"|.*\b(?:tomorrow|today|tonight)$",
    re.IGNORECASE,
)
_ONLY_A_PLACE = re.compile(
    r"(?:please |pls |can you |could you )*(?:add|create|insert|append|make|put|new)(?: in)?"
    r" (?P<what>(?:an?|one|another)(?: new| extra| additional| further| small| more)*"
    r" (?:sub-?)?(?:task|step|item|milestone|to-?do|ticket|card))"
    r" (?:right |directly |just |somewhere )?(?:after|before|under|below|behind|beneath|inside|in|to|between"
    rf"|next to|beside|ahead of) (?:(?:this|that)(?: one)?|it|{TASK}(?: and {TASK})?)[.!?]*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:deadline|due date|start date|estimate|description|assignee|owner|priority|status|tag|label|link"
    r"|comment|note|dependency|person|date|acceptance criterion)",
    re.IGNORECASE,
)
_WENT_WRONG = re.compile(
    r"\b(?:slipped|rejected|refused|failed|delayed|archived|lost|missed|broken?|postponed|forgotten|ignored"
    r"|interrupted|misunderstood|underestimated|denied|declined|turned down|withdrawn|bankrupt|stolen"
    r"|went (?:up|down|wrong|badly)|got worse)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:the )?[\w-]+ (?:is|are|was|were) \w+|(?:without|instead of|rather than|someone|somebody) .*"
    r"|money|people|\d+|(?:from|of|for) (?:it|them|that)|.+ wants|.+ to begin",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"(?:please |pls |can you |could you )*(?:move|shift|drag|relocate|reposition|transfer|make the)\b",
    re.IGNORECASE,
)
_A_SET = re.compile(
    r"(?:all|every|each|any|those|these)\b.* (?:tasks?|things?|items?)\b", re.IGNORECASE
)
_LAG = re.compile(
    r"(?P<lag>(?:\d+|an?|the|one|two|three|four|five|six) (?:minute|hour|day|week|month)s?)"
    r" (?P<way>after|before)\b",
    re.IGNORECASE,
)


def no_person(heard: Heard) -> Doubt | None:
    """Who should do it, where what was said is more than a name: "Ben or Mia"."""
    for edit in heard.edits:
        found = _MORE_THAN_A_NAME.search(edit.assignee or "")
        if found is not None and edit.assignee:
            first, other = edit.assignee[: found.start()], edit.assignee[found.end() :]
            names = (first.strip(), other) if found[0].lower().strip() == "or" else (first.strip(),)
            question = f"Who should do it? “{edit.assignee}” is not a name."
            return Doubt(edit.assignee, question, options=names)
    return None


def no_title(heard: Heard) -> Doubt | None:
    """What a word is, where nobody spoke of a title: "set T9 to purple", "call them tomorrow"."""
    for edit in heard.edits:
        if edit.op != "update" or not edit.title or not edit.title[0].islower():
            continue
        title = edit.title
        if re.search(rf"[\"“'‘]{re.escape(title)}", heard.instruction):
            continue
        if _CALL.match(heard.instruction) and _WHEN.match(title):
            new = f"Add a task “{capitalized(heard.instruction.rstrip('.!'))}”"
            question = f"Should {edit.ref} be called “{title}”, or is it a task of its own?"
            return Doubt(title, question, options=(new, f"Rename {edit.ref} to “{title}”"))
        if _SETS.match(heard.instruction):
            options = (
                f"Rename {edit.ref} to “{title}”",
                f"Tag {edit.ref} with “{title}”",
                DECLINED,
            )
            return Doubt(
                title, f"What is “{title}” for {edit.ref}: a title, or a tag?", options=options
            )
    return None


def untitled(heard: Heard) -> Doubt | None:
    """What a new task should be called, where only its place was said: "add a task after this"."""
    found = _ONLY_A_PLACE.fullmatch(heard.text.strip())
    if found is None or not any(edit.op == "create" for edit in heard.edits):
        return None
    return Doubt(found["what"], f"{CALLED} task be called?", titled=True)


def only_a_field(heard: Heard) -> Doubt | None:
    """Which value, where only what kind of value was said: "add a deadline to T9"."""
    for edit in heard.edits:
        if edit.op == "create" and (found := _FIELD.fullmatch(edit.title or "")):
            question = (
                f"Which {found[0].lower()}? Say it like “T3 is due on Friday” or “T3 takes 2 days”."
            )
            return Doubt(heard.instruction, question)
    return None


def no_status(heard: Heard) -> Doubt | None:
    """What became of a task that did not go well: "T4 slipped" does not say that it is done."""
    found = _WENT_WRONG.search(heard.instruction)
    if found is None or not any(edit.status == "completed" for edit in heard.edits):
        return None
    refs = " and ".join(edit.ref for edit in heard.edits)
    options = (f"{refs} blocked", f"{refs} in progress", f"{refs} cancelled")
    return Doubt(heard.instruction, f"What does “{found[0]}” mean for {refs}?", options=options)


def no_task(heard: Heard) -> Doubt | None:
    """Whether a sentence should be a task: "the designer is late"."""
    for edit in heard.edits:
        title = edit.title if edit.op == "create" else None
        if title and _SENTENCE.fullmatch(title) and not re.search(r"[\"“”]", heard.instruction):
            options = (f"Add a task “{title}”", DECLINED)
            return Doubt(heard.instruction, f"Should “{title}” be a task?", options=options)
    return None


def a_person(heard: Heard) -> Doubt | None:
    """What the part of somebody is called: "split T6 between Ben and Mia"."""
    for edit in heard.edits:
        title = edit.title if edit.op == "create" else None
        if (
            title
            and " " not in title
            and is_known(Reading(heard.scene), title)
            and title in heard.instruction
        ):
            return Doubt(title, f"What is {title}'s part called?", titled=True)
    return None


def nothing_to_move(heard: Heard) -> Doubt | None:
    """Which task is to be moved, where there is none of the name that was said; it is not made up."""
    if not _MOVES.match(heard.instruction):
        return None
    for edit in heard.edits:
        if edit.op == "create" and edit.title:
            found = re.search(re.escape(edit.title), heard.instruction, re.IGNORECASE)
            said = found[0] if found else edit.title
            question = f"I cannot find a task called “{said}”. Which one do you mean?"
            new = () if _A_SET.match(edit.title) else (f"Add a task “{edit.title}”",)
            return Doubt(said, question, heard.scene.all_titles.near(said), new)
    return None


def no_lag(heard: Heard) -> Doubt | None:
    """Days between one task and the next, which no dependency has: "two days after T8 ends"."""
    found = _LAG.search(heard.instruction)
    if found is None or heard.takes_up(found["lag"]):
        return None
    if any(
        e.start_date or e.due_date or e.estimated_minutes or e.actual_minutes for e in heard.edits
    ):
        return None
    plain = heard.instruction[: found.start()] + heard.instruction[found.start("way") :]
    question = f"One task can follow another, but not “{found[0]}” it. Should it simply be {found['way']} it?"
    return Doubt(found["lag"], question, options=(plain, DECLINED))


_NOT_DONE = re.compile(
    r"(?:\bnot|n['’]t)(?: \w+)? (?:done|finished|completed?|ready)\b|\bstill open\b|\bunfinished\b",
    re.IGNORECASE,
)


def not_done_anyway(heard: Heard) -> Doubt | None:
    """Raises Tell where what is said not to be done is being done: it need not begin anew."""
    reset = {edit.ref for edit in heard.edits if edit.status == "todo"}
    tasks = [task for task in heard.scene.tree.walk() if heard.scene.handle(task) in reset]
    if len(tasks) != len(heard.edits) or not _NOT_DONE.search(heard.instruction):
        return None
    if tasks and all(task.status == "in_progress" for task in tasks):
        is_so = "is in progress" if len(tasks) == 1 else "are in progress"
        raise Tell(f"{listed([heard.scene.label(task) for task in tasks])} {is_so}, and not done.")
    return None
