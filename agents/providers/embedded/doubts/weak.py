"""A task that was taken for what only shares a word with it: "the payment provider" is not “Payment”.

The readers that look for a meaning pass over words that they do not know. Where such a word makes another
thing of the name beside it, it is asked which task is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.frames.tagging import Token, tokens
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.naming import PARTICIPLES
from agents.providers.embedded.lexicon import CUT_SHORT
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.terms.instructions import belongs_to_instructions, is_command
from agents.providers.embedded.terms.vocabulary import gist
from ledger.core.model import Task

MOST_SUGGESTED = 4
_HANDLE = re.compile(r"#?t?\d", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|my|our|your|this|that) ", re.IGNORECASE)
_LEADS = re.compile(r"(?:the|an?|my|our|your|his|her|their|this|that)$", re.IGNORECASE)
_OTHER = re.compile(r"(?:new|next|other|second|third|another)$", re.IGNORECASE)
_NOUNS = frozenset(("unknown", "tag_noun", "did"))
_NO_NOUN = frozenset(
    (
        *(
            "ourselves",
            "yourself",
            "himself",
            "herself",
            "themselves",
            "straight",
            "number",
            "alone",
        ),
        *("appointment", "meeting", "session", "phase", "stage", "effort", "issue", "topic"),
    )
)
"""What follows a name and makes nothing else of it: who does it, how, or another word for a task."""
_STANDS_BEHIND = re.compile(r"(?:an?|the|my|our|your|it|them|him|her|this|that|these|those)\b")


def weak_reference(heard: Heard) -> Doubt | None:
    """The first name that something else is made of by the words beside it."""
    words = tokens(Reading(heard.scene, heard.text), heard.text)
    for place, token in enumerate(words):
        if token.name != "task":
            continue
        if _is_a_piece(heard, token):
            name = heard.text[token.start : token.end]
            said = _ARTICLE.sub("", heard.scene.marked.original(name))
            if not heard.takes_up(said):
                return _asked(heard, said, name)
        for said in _other_things(heard, words, place):
            return _asked(heard, said, heard.text[token.start : token.end])
    return None


def _other_things(heard: Heard, words: Sequence[Token], place: int) -> Iterator[str]:
    """What the name at a place is part of, in the words of the instruction."""
    token = words[place]
    mark = heard.scene.marked.mark(heard.text[token.start : token.end])
    if mark is None or mark.kind != "title" or _HANDLE.match(mark.raw):
        return
    name = _ARTICLE.sub("", heard.scene.marked.original(mark.raw))
    tasks = [heard.scene.tree.tasks[id] for id in mark.ids]
    if len(name.split()) > 1 and any(set(gist(name)) >= set(gist(task.title)) for task in tasks):
        return
    if noun := _noun_behind(heard, words, place):
        yield f"{name} {noun}"
    if thing := _done_to_another(heard, token, name):
        yield thing
    if adjective := _word_before(heard, words, place, tasks):
        yield f"{adjective} {name}"


def _is_a_piece(heard: Heard, token: Token) -> bool:
    """Whether it is only the start of a word of a title that has others: "the shop" of “Shopping cart”."""
    mark = heard.scene.marked.mark(heard.text[token.start : token.end])
    if mark is None or mark.kind != "title" or _HANDLE.match(mark.raw):
        return False
    name = _ARTICLE.sub("", heard.scene.marked.original(mark.raw)).lower()
    titles = [heard.scene.tree.tasks[id].title.lower().split() for id in mark.ids]
    return name.isalpha() and all(
        name not in title
        and len(title) > 1
        and any(_begins(name, word) or _does_it(name, word) for word in title)
        for title in titles
    )


def _does_it(said: str, word: str) -> bool:
    """Whether it is who does it, and not what is done: "reviewers" of “Product reviews”."""
    return re.fullmatch(rf"{re.escape(word.removesuffix('s'))}e?rs?", said) is not None


def _begins(said: str, word: str) -> bool:
    """Whether a word only begins like that, and is not the same in another form: "test" of "tests"."""
    if word in (f"{said}ing", f"{said}{said[-1]}ing"):
        return True
    if not word.startswith(said) or gist(word) == gist(said):
        return False
    return not any(whole.startswith(said) and whole.startswith(word) for whole in CUT_SHORT)


def _noun_behind(heard: Heard, words: Sequence[Token], place: int) -> str:
    """A noun directly behind the name, of which nothing was made: "the payment provider is late"."""
    if place + 1 >= len(words):
        return ""
    noun = words[place + 1]
    said = heard.text[noun.start : noun.end]
    apart = heard.text[words[place].end : noun.start] != " "
    behind = heard.text[noun.end :].strip()
    if apart or noun.name not in _NOUNS or not said.isalpha() or not said.islower():
        return ""
    if _STANDS_BEHIND.match(behind) or re.match(TASK, behind) or said.endswith(("ed", "ing", "ly")):
        return ""
    if (
        said in _NO_NOUN
        or (noun.name != "tag_noun" and belongs_to_instructions(said))
        or said in PARTICIPLES
        or is_command(said.removesuffix("s"))
        or _is_verb_of(heard, words[place], said)
    ):
        return ""
    if re.match(r"(?:to|into|as) ", behind) and heard.renames_with(said):
        return said
    return "" if heard.takes_up(said) else said


def _is_verb_of(heard: Heard, name: Token, said: str) -> bool:
    """Whether it is what several do, "until the boxes arrive", and no noun that a plural stands before."""
    mark = heard.scene.marked.mark(heard.text[name.start : name.end])
    return mark is not None and mark.raw.lower().endswith("s") and not said.endswith("s")


_OBJECT = re.compile(
    r" (?:the|an?|my|our|your) (?P<what>[a-z]+(?: [a-z]+)?)(?=$|[,;.!?]| (?:by|on|before|after|until|to)\b)"
)


def _done_to_another(heard: Heard, token: Token, name: str) -> str:
    """Where only the verb of a title was said, of another thing: "sign the rental agreement"."""
    found = _OBJECT.match(heard.text[token.end :])
    if found is None or heard.takes_up(found["what"]) or " " in name or not name.islower():
        return ""
    mark = heard.scene.marked.mark(heard.text[token.start : token.end])
    titles = [heard.scene.tree.tasks[id].title.lower().split() for id in (mark.ids if mark else ())]
    verb = all(title[0] == name.lower() and len(title) > 1 for title in titles)
    return f"{name}{heard.text[token.end : token.end + found.end()]}" if verb else ""


def _word_before(heard: Heard, words: Sequence[Token], place: int, tasks: Sequence[Task]) -> str:
    """A word between an article and the name that is in no title of it: "the car insurance"."""
    text = heard.text[: words[place].start].rstrip()
    before, _, said = text.rpartition(" ")
    known = words[place - 1] if place else None
    if not said.isalpha() or not _LEADS.search(before) or heard.takes_up(said):
        return ""
    unread = known is not None and known.end == len(text) and known.name in ("unknown", "date")
    if not (unread or _OTHER.match(said)):
        return ""
    return "" if any(set(gist(said)) <= set(gist(task.title)) for task in tasks) else said


_REMOVAL = re.compile(
    r"(?:please )?(?:delete|remove|drop|scrap|cancel|bin|get rid of)(?: (?:the|my|our|that))?"
    r"(?: (?:task|item|step))? [\"“']?(?P<what>[a-z]+ [a-z]+)[\"”']?"
    r"(?: (?:task|item|step))?(?: please)?[.!]?",
    re.IGNORECASE,
)


def another_thing(heard: Heard) -> Doubt | None:
    """A removal of what is called otherwise: "delete the gift cards", where there are "Card payments"."""
    said = _REMOVAL.fullmatch(heard.instruction.strip())
    if said is None or [edit.op for edit in heard.edits if edit.op == "delete"] != ["delete"]:
        return None
    (handle,) = (edit.ref for edit in heard.edits if edit.op == "delete")
    before = heard.scene.tree.tasks.values()
    gone = next((task for task in before if heard.scene.handle(task) == handle), None)
    if gone is None or len(words := gist(said["what"])) < 2:
        return None
    about = [gone.title, gone.description or "", gone.assignee or "", *gone.tags]
    about += [heard.scene.tree.tasks[id].title for id in heard.scene.tree.ancestors(gone.id)]
    known = {*gist(" ".join(about)), *gist(gone.title)}
    if (
        words[0] in known
        or words[-1] not in known
        or belongs_to_instructions(said["what"].split()[0])
    ):
        return None
    question = f"I cannot find a task called “{said['what']}”. Which one do you mean?"
    return Doubt(said["what"], question, (gone.id,))


def _asked(heard: Heard, said: str, mark: str) -> Doubt:
    scene = heard.scene
    found = scene.marked.mark(mark)
    ids = found.ids if found else ()
    near = scene.all_titles.near(said)
    suggested = tuple(dict.fromkeys((*ids, *near)))[:MOST_SUGGESTED]
    question = f"I cannot find a task called “{said}”. Which one do you mean?"
    return Doubt(said, question, suggested)
