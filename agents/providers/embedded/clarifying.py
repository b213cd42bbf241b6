"""Goals that are too vague to plan well: a first draft, and up to three questions that would mend it.

"app" says what, "make it better" how, and neither says enough. Any or all of the questions may be
answered, in one message: what comes back is put together with the goal, and the draft is made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from agents.edits import PROJECT, Edit
from agents.handles import Handles
from agents.ports import Context, QuestionSaid, Turn
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.goals import BEING, Goal, parse
from agents.providers.embedded.grammar.scaffolding import scaffold
from agents.providers.embedded.kinds import main_kind
from agents.providers.embedded.library import GENERAL
from agents.providers.embedded.nouns import with_article
from agents.providers.embedded.references.picking import NEVER_MIND
from agents.providers.embedded.terms.dates import days, shown
from agents.providers.embedded.verbs import split_verb
from agents.providers.embedded.words import stem, telling

_PRODUCTS: Final = frozenset(
    map(stem, ("app", "application", "website", "site", "webpage", "page", "platform", "tool", "system",
               "product", "software", "service", "game", "bot"))
)  # fmt: skip
_VAGUE: Final = _PRODUCTS | frozenset(
    map(stem, ("thing", "stuff", "something", "project", "program", "solution", "startup", "business",
               "idea", "it", "everything", "this", "that", "work", "process", "better", "good", "faster",
               "nicer", "new", "improve", "improvement", "cool", "great", "life", "order", "chaos", "chaotic",
               "mess", "usual", "here", "more", "professional", "productive", "organised", "organized",
               "efficient", "modern", "urgent", "quick", "asap", "boss", "waiting", "happy",
               "happier", "change", "start", "thinking", "situation", "future", "successful"))
)  # fmt: skip
_ANY_VERB: Final = (
    "build", "make", "create", "develop", "plan", "improve", "fix", "start", "get", "set up", "design",
    "organise", "grow", "enhance", "launch", "write", "optimise", "optimize", "change", "be", "become",
    "stay", "do", "manage", "sort out", "bring", "clean", "tidy", "run",
)  # fmt: skip
"""Verbs that say little by themselves; "translate our website" is clear enough."""
_NOTHING: Final = _VAGUE | frozenset(
    map(stem, ("help", "hi", "hello", "hey", "start", "begin", "go", "plan", "planning", "need", "want", "do",
               "done", "get", "make", "thing", "please", "have", "can", "could", "would", "like", "idea",
               "anything", "task", "todo", "list"))
)  # fmt: skip
_SOMETHING: Final = frozenset(map(stem, ("something", "anything", "stuff", "things")))
_HEDGES: Final = frozenset(map(stem, ("maybe", "perhaps", "unsure", "somehow", "rather", "else")))
_ANY_KIND: Final = frozenset((GENERAL, "build", "improve", "organise", "fix", "change", "feature"))
_TOOLS_OF_A_PLAN: Final = frozenset(("plan", "organise", "organize", "arrange", "prepare"))
_ABOUT_US = re.compile(r"(?:what|how|which|who|why|can you (?!help))\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:\w+ )?(?:the|that|this|those|these) (?:thing|stuff|idea|topic|matter|task|todo|point)s?"
    r" (?:(?:that |which )?(?:we|i|you|he|she|they)\b|from\b|of (?:yesterday|last|today)\b)",
    re.IGNORECASE,
)
"""What was said where we were not: "the thing we talked about", "do the stuff from the meeting"."""
_IMPROVING = re.compile(
    r"\b(?:better|improv\w*|fix|faster|nicer|optimi[sz]e|enhance|upgrade|clean up|grow)\b",
    re.IGNORECASE,
)
_NO_DATE = re.compile(
    r"(?:there is )?no (?:fixed )?(?:date|deadline|rush|hurry)|whenever|open", re.IGNORECASE
)
_SIZE = re.compile(
    r"(?:an? |the )?(?P<small>prototype|mvp|proof of concept|poc|minimal|small|quick)\b"
    r"|(?:an? |the )?(?P<first>first version|v1|beta|medium)\b"
    r"|(?:an? |the )?(?P<whole>complete|full|everything|large|whole)\b",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"(?:go ahead|just (?:plan|do|go|start)(?: it)?|that is (?:fine|good|enough)|fine|ok(?:ay)?|you choose"
    r"|whatever|i do(?:n['’]t| not) (?:know|care)|no idea|skip)[.! ]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:\d[.):]|[-*•])\s+", re.MULTILINE)
_PARTS = re.compile(
    r"\s*(?:\n+|;|(?<=\w)\.\s+|,\s*(?=(?:for|by|in|within|no|a prototype|the|until|and)\b))\s*"
)
SMALL_PLAN = 4

GOAL = "What do you want to reach?"
GOALS = ("Build an app", "Organise an event", "Renovate a room", "Improve how our team works")
ABOUT_WHAT = "What is it that should get better?"
WHAT = "What should come of it?"
FOR_WHOM = "Who is {thing} for, and what should they be able to do with it first?"
WHEN = "When should it be done?"
HOW_LARGE = "How large should the first version be?"
WHENS = ("In two weeks", "By the end of next month", "There is no date")
_WHEN: Final = (QuestionSaid(WHEN, (), WHENS),)
TELL_ME = (
    "The plan has no tasks yet. Tell me in a sentence what you want to reach: “move to Leeds in May”,"
    " “an app for dog walkers”, “a school fair with a raffle”. A draft comes at once, and you can change"
    " all of it."
)
SIZES = ("A prototype to try the idea", "A first version for real users", "The complete product")
_ASKED = (GOAL, ABOUT_WHAT, WHAT, "Who is ", WHEN, HOW_LARGE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answered, by what it answers."""

    subject: str = ""
    audience: str = ""
    day: str = ""
    size: str = ""


_AT_A_LOSS = re.compile(
    r"(?:i|we)(?: want|['’]d like| would like| need) to (?:plan|do|start|make) (?:something|sth),? but"
    r" .*\b(?:don['’]?t|do not|no) (?:know|idea)\b.*",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Whether a text names no goal at all: "help me", "I need a plan", "do something"."""
    if _ABOUT_US.match(text.strip()) and len(text.split()) > 1:
        return False
    if _AT_A_LOSS.fullmatch(text.strip()):
        return True
    said = telling(text) - telling("improve better faster nicer grow product app website")
    return len(text) < 60 and telling(text) <= _NOTHING - _PRODUCTS and said == telling(text)


def before_a_draft(context: Context) -> Answer:
    """What is asked where there is nothing to draft from yet."""
    when = () if context.tree.project and context.tree.project.due_date else _WHEN
    first = QuestionSaid(GOAL, (), GOALS)
    return Answer(text=TELL_ME, also=(first, *when, QuestionSaid(HOW_LARGE, (), SIZES)))


def questions_about(text: str, context: Context) -> tuple[QuestionSaid, ...]:
    """What to ask about a goal that is too vague; nothing for one that is clear enough."""
    goal = parse(text)
    if not _is_vague(goal):
        return ()
    return tuple(_questions(goal, context))


def _is_vague(goal: Goal) -> bool:
    named = telling(goal.thing.name) if goal.thing else frozenset()
    if (named and named <= _SOMETHING | _HEDGES) or _is_elsewhere(goal.text):
        return True
    if len(goal.text) > 60 or goal.extras or goal.also:
        return False
    if goal.verb is not None and goal.verb not in _ANY_VERB and len(telling(goal.text)) > 1:
        return False
    kind = main_kind(goal)
    if kind not in _ANY_KIND and not named & _PRODUCTS:
        return False
    said = telling(" ".join((goal.core, *goal.slots.values()))) | named
    left = said - telling(goal.verb or "") - _VAGUE - _NOTHING - _HEDGES
    return not left or len(telling(goal.text)) <= 1 or (goal.verb in BEING and len(left) <= 1)


def _is_elsewhere(text: str) -> bool:
    return len(text) <= 60 and _ELSEWHERE.match(text) is not None


def _is_product(goal: Goal) -> bool:
    return goal.thing is not None and bool(telling(goal.thing.name) & _PRODUCTS)


def _questions(goal: Goal, context: Context) -> Iterator[QuestionSaid]:
    if _is_product(goal):
        assert goal.thing is not None
        question = FOR_WHOM.format(thing=goal.thing.the)
        yield QuestionSaid(
            question, (), ("For our customers", "For our own team", "For the public")
        )
    elif _IMPROVING.search(goal.text):
        yield QuestionSaid(ABOUT_WHAT, (), ("Our website", "Our mobile app", "How our team works"))
    else:
        yield QuestionSaid(WHAT, (), ("A mobile app", "A website", "An event", "A new process"))
    project = context.tree.project
    if goal.moments.deadline is None and not (project and project.due_date):
        yield from _WHEN
    yield QuestionSaid(HOW_LARGE, (), SIZES)


def open_goal(turns: Sequence[Turn]) -> str | None:
    """The goal about which questions are open; None when nothing of the kind was asked last."""
    asked = False
    for place in range(len(turns) - 1, -1, -1):
        turn = turns[place]
        if turn.role == "user":
            return turn.text if asked else None
        question = turn.question.question if turn.question else ""
        asked = asked or question.startswith(_ASKED)
    return None


def clarified(context: Context, goal: str, reply: str) -> Answer | None:
    """The draft made anew from the goal and what was answered; None for a reply that is no answer."""
    if _GO_ON.fullmatch(reply.strip()) or NEVER_MIND.fullmatch(reply.strip()):
        return Answer(text="All right, the draft stays as it is.")
    said = read_reply(context, reply)
    if said == Reply():
        return None
    if not (said.subject or said.audience):
        return _with_limits(context, goal, said)
    new_goal = put_together(goal, said)
    return made_anew(context, new_goal, small=said.size == "small")


def read_reply(context: Context, reply: str) -> Reply:
    """Sort the parts of a reply by what they answer."""
    said = Reply()
    for part in filter(None, (p.strip(" .!") for p in _PARTS.split(_NUMBERED.sub("", reply)))):
        if _NO_DATE.fullmatch(part):
            said = replace(said, day="none")
        elif len(days(part, context.today)) == 1:
            said = replace(said, day=part)
        elif (size := _SIZE.match(part)) and len(part.split()) <= 7:
            said = replace(said, size=next(k for k, v in size.groupdict().items() if v))
        elif part.lower().startswith(("for ", "so that ")):
            said = replace(said, audience=f"{said.audience} {part}".strip())
        else:
            said = replace(said, subject=f"{said.subject}, {part}".strip(", "))
    return said


def put_together(goal: str, said: Reply) -> str:
    """One goal from both, in the person's words."""
    asked = parse(goal)
    base = asked.title
    if asked.verb is None and asked.thing is not None:
        base = f"Build {with_article(asked.thing.name)}"
    if said.subject:
        first, *more = (part.removeprefix("with ") for part in said.subject.split(", "))
        if says_nothing(goal) and asked.verb not in _TOOLS_OF_A_PLAN:
            base = first
        elif not _is_product(asked):
            base = _doing(asked, goal, first)
        elif split_verb(first)[0]:
            base = first
        else:
            more = [first, *more]
        base += f" with {', '.join(_small(m) for m in more)}" if more else ""
    day = f" {_when(said.day)}" if said.day and said.day != "none" else ""
    return f"{base} {_small(said.audience)}".strip() + day


def _doing(asked: Goal, goal: str, subject: str) -> str:
    """What the person named, with the verb that it has, or that of the vague goal."""
    if split_verb(subject)[0]:
        return subject
    verb = "improve" if _IMPROVING.search(goal) else asked.verb or "build"
    return f"{verb.capitalize()} {_small(subject)}"


def _when(day: str) -> str:
    low = _small(day)
    return (
        low
        if low.startswith(("by ", "in ", "before ", "until ", "on ", "within "))
        else f"by {low}"
    )


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def made_anew(context: Context, goal: str, *, small: bool = False) -> Answer:
    """The draft's own tasks are taken out, and those of the clearer goal come in their place."""
    tree = context.tree
    handles = Handles.of(context.project_id, tree)
    ours = [
        task for task in tree.ordered() if context.base is None or task.id not in context.base.tasks
    ]
    edits, text = scaffold(replace(context, tree=context.base or replace(tree, project=None)), goal)
    if small:
        edits = _smaller(edits)
    removed = tuple(Edit("delete", handles.name(task)) for task in ours)
    return Answer(edits=(*removed, *_onto(edits, tree.project is not None)), text=text)


def _onto(edits: Sequence[Edit], there: bool) -> Iterator[Edit]:
    """The project is changed where the draft has made it already."""
    for edit in edits:
        if there and edit.op == "create" and edit.ref == PROJECT:
            yield Edit(
                "update",
                PROJECT,
                title=edit.title,
                description=edit.description,
                due_date=edit.due_date,
                tags=edit.tags,
            )
        else:
            yield edit


def _smaller(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The plan of a prototype: its first tasks and the last, which waits for them."""
    project = [edit for edit in edits if edit.ref == PROJECT]
    tasks = [edit for edit in edits if edit.ref != PROJECT]
    kept = tasks if len(tasks) <= SMALL_PLAN else [*tasks[: SMALL_PLAN - 1], tasks[-1]]
    there = {edit.ref: f"N{place}" for place, edit in enumerate(kept, start=1)}
    return (*project, *(_renamed(edit, there) for edit in kept))


def _renamed(edit: Edit, there: dict[str, str]) -> Edit:
    fields = {name: getattr(edit, name) for name in edit.__struct_fields__}
    needs = tuple(there[ref] for ref in edit.depends_on or () if ref in there)
    return Edit(**{**fields, "ref": there[edit.ref], "depends_on": needs or None})


def _with_limits(context: Context, goal: str, said: Reply) -> Answer:
    """Only a day, or only a size: the plan stays, its end or its extent changes."""
    if context.tree.project is None:
        return before_a_draft(context)
    if said.size == "small":
        return made_anew(context, put_together(goal, said), small=True)
    found = days(said.day, context.today) if said.day not in ("", "none") else ()
    if len(found) != 1:
        return Answer(text="All right, the draft stays as it is.")
    edit = Edit("update", PROJECT, due_date=found[0].isoformat())
    return Answer(edits=(edit,), text=f"The project is due on {shown(found[0])} now.")
