"""Who does what and how much: "who's overloaded?", "is anybody free?", "what does Ann have to do?"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from agents.providers.embedded.asking.effort import load
from agents.providers.embedded.asking.naming import are, tasks
from agents.providers.embedded.asking.parts import part_of, part_of_person
from agents.providers.embedded.asking.question import Asked, Person, Questions, shown_name
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import listed
from agents.providers.embedded.upcoming import next_in_words
from ledger.core.derived.durations import duration_text
from ledger.core.model import Task

QUESTIONS = Questions()
_WHO = r"(?P<who>[^\W\d][\w.@-]*(?: (?-i:[A-Z])[\w.-]*)?)"
_PLATE = (
    r"(?: (?:left|to do|to finish|(?:on|for) (?:his|her|their|my|our) plate|to work on"
    r"|assigned|going on|open))*"
)
_THINGS = r"(?:tasks?|items?|things|work|stuff|jobs?|assignments?|to-?dos?|workload)"


@QUESTIONS.asked(
    r"who (?:is|are|does|do|has|owns?|works on)(?: doing| working on| responsible for|"
    r" assigned to| on)? (?:what|which(?: tasks?)?"
    r"|everything|all(?: of it| the tasks)?)"
    r"(?: (?:now|today|at the moment|right now|(?:this|next) (?:week|month)))?",
    r"what (?:is|are) (?:everyone|everybody|people|we all|all of us|the team) (?:doing|working on|up to)",
    r"(?:(?:what is|show(?: me)?|list) )?(?:the |our |everyone's |everybody's )?(?:workload"
    r"|assignments|work split|allocation|tasks by"
    r" (?:person|assignee|owner))",
    r"how is (?:the )?work (?:split|shared|divided|distributed|assigned)",
)
def of_all(asked: Asked) -> str:
    """Everybody with what they have, then what nobody has."""
    lines = []
    for who, some in _open_by_person(asked).items():
        lines.append(f"{shown_name(who)} has {asked.names(some)}.")
    nobodys = [t for t in asked.leaves(asked.all) if asked.assignee(t) is None]
    if nobodys:
        lines.append(f"Nobody has {asked.names(nobodys)}.")
    return " ".join(lines) or "Nothing is open."


def _open_by_person(asked: Asked) -> dict[str, list[Task]]:
    """The open tasks that people have by themselves, by name."""
    found = defaultdict[str, list[Task]](list)
    for task in asked.all:
        if task.assignee and asked.is_open(task):
            found[task.assignee].append(task)
    return {who: found[who] for who in asked.people if who in found}


@QUESTIONS.asked(
    r"who (?:is|are|is most|is the most|is too|has been) (?:overloaded|overworked|busiest|the"
    r" busiest|busy|overbooked|over ?capacity"
    r"|too busy|swamped|at capacity|most loaded)",
    r"who (?:has|is got|got|does|is doing|is having) (?:the )?(?:most|too much|more|biggest)(?: of)?(?:"
    r" (?:to do|work|tasks|on (?:their|his|her)"
    r" plate|workload|load|open tasks|hours|left))*",
    r"(?:is|are) (?:anybody|anyone|someone|somebody|any of us) (?:overloaded|overworked|too"
    r" busy|overbooked|busy)",
    r"(?:does|has) (?:anybody|anyone|someone|somebody) (?:have|got) too much(?: to do| work|"
    r" on their plate)*",
    r"how is (?:the )?(?:load|workload|capacity)",
)
def most(asked: Asked) -> str:
    """Everybody by what is left for them, the most first; how much time they have is not in the plan."""
    return _ranked(asked, "most", reverse=True)


@QUESTIONS.asked(
    r"(?:is|are) (?:anybody|anyone|someone|somebody|any of us|there anybody|there anyone)"
    r" (?:free|available|idle|unoccupied|bored)"
    r"(?: to help)?",
    r"who (?:is|are|has|could be) (?:free|available|idle|time|capacity|spare time|nothing to"
    r" do|no tasks?|no work|nothing|unoccupied)"
    r"(?: left| to do| to help)*",
    r"who (?:has|does|is doing) (?:the )?(?:least|fewest|less|smallest)(?: (?:to do|work|tasks"
    r"|on (?:their|his|her) plate|workload))*",
    r"who (?:can|could) (?:take|do|help|take on)(?: (?:more|something|on more|another task"
    r"|with something|out))*",
    r"(?:has|does) (?:anybody|anyone|someone|somebody) (?:have |got )?(?:time|capacity|nothing to do)",
)
def least(asked: Asked) -> str:
    """Who has nothing open; else everybody, the least first."""
    idle = [who for who in asked.people if not _leaves_of(asked, who)]
    if idle:
        has = "has" if len(idle) == 1 else "have"
        return (
            f"{listed([shown_name(who) for who in idle])} {has} nothing open. Of others the plan "
            "knows only who has tasks."
        )
    ranked = _ranked(asked, "least", reverse=False)
    return f"Everybody who has tasks here has something open. {ranked}" if asked.people else ranked


@QUESTIONS.asked(
    r"who (?:could|can|might|has time to|would be free to) (?:take(?: over| on)?|do|help with) <a>",
    r"who (?:has|would have|could find) time for <a>",
)
def could_take(asked: Asked, a: str) -> str:
    """Who has it, and who has the least to do."""
    found = asked.task(a)
    has = shown_name(asked.assignee(found) or "nobody")
    return f"{asked.label(found)} is assigned to {has}. {least(asked)}"


def _leaves_of(asked: Asked, who: str) -> list[Task]:
    return [leaf for leaf in asked.leaves(asked.all) if asked.assignee(leaf) == who]


def _ranked(asked: Asked, word: str, *, reverse: bool) -> str:
    loads = []
    for who in asked.people:
        leaves = _leaves_of(asked, who)
        minutes, unknown = load(asked, leaves)
        loads.append((minutes, len(leaves), unknown, who))
    loads = [found for found in loads if found[1]] if reverse else loads
    if not loads:
        return "Nobody has an open task."
    loads.sort(key=lambda found: found[:2], reverse=reverse)
    by = "by the estimates" if any(found[0] for found in loads) else "by the number of tasks"
    first, *others = [f"{shown_name(who)} ({_amount(*rest)})" for *rest, who in loads]
    if not others:
        return f"Only {first} has open tasks. The plan does not say how much time people have."
    is_tie = loads[0][:2] == loads[1][:2]
    lead = (
        f"{first} and {others.pop(0)} have the {word}"
        if is_tie
        else f"{first} has the {word} to do"
    )
    then = f"; then {', '.join(others)}" if others else ""
    return f"{lead} {by}{then}. The plan does not say how much time people have."


def _amount(minutes: int, count: int, unknown: int) -> str:
    time = f"{duration_text(minutes)} in " if minutes else ""
    rest = f", {unknown} without an estimate" if unknown and minutes else ""
    return f"{time}{tasks(count, 'open')}{rest}"


@QUESTIONS.asked(
    rf"(?:is|are|am) {_WHO} (?:too )?(?:overloaded|overworked|busy|overbooked|free|available|idle|swamped)",
    rf"(?:does|do|has|have) {_WHO} (?:have |got )?(?:too (?:much|many)|enough|a lot|any ?thing"
    r"|any|something|time|capacity|much|many)"
    rf"(?: {_THINGS})?{_PLATE}(?: <part>)?",
    rf"(?:is there )?(?:anything|something) (?:left )?(?:for )?{_WHO} (?:has|have|needs?|can"
    r"|could|should|must)(?: to)? do(?: <part>)?",
    rf"is there (?:anything|something) (?:left )?(?:for )?{_WHO} (?:has |have )?(?:to )?(?:do)?(?: <part>)?",
    rf"how (?:busy|loaded|overloaded) (?:is|are) {_WHO}",
)
def how_busy(asked: Asked, who: str, part: str = "") -> str:
    """The open tasks of one of them, and what is left in them."""
    about = part_of(asked, part)
    person = asked.person(who)
    theirs = part_of_person(asked, person)
    ids = {task.id for task in about.tasks}
    open_ones = [task for task in theirs.direct or () if asked.is_open(task) and task.id in ids]
    if not open_ones:
        return f"{person.has} no open tasks{about.words}."
    leaves = [leaf for leaf in asked.leaves(theirs.tasks) if leaf.id in ids]
    minutes, unknown = load(asked, leaves)
    said = f"{person.has} {tasks(len(open_ones), 'open')}{about.words}: {asked.names(open_ones)}."
    if minutes:
        rest = f", besides {tasks(unknown)} without an estimate" if unknown else ""
        said += f" {duration_text(minutes)} of work is left{rest}."
    return said


@QUESTIONS.asked(
    rf"(?:what|which {_THINGS}|which ones?|what (?:all|else|{_THINGS}))(?: (?:is|are|am|does|do"
    rf"|did|has|have|will|must|should))? {_WHO}"
    r" (?:is |are )?(?P<did>do|doing|done|have|has|had|got|get|own|working on|work on|finish(?:ed)?"
    r"|completed?|to do|up to|assigned(?: to)?"
    r"|responsible for|in charge of|busy with|have to do|has to do|need to do|supposed to"
    rf" do){_PLATE}(?: <part>)?",
    rf"(?:what|which {_THINGS}) (?:is|are|has been|have been)(?: left)? (?P<did>assigned to|on"
    r"|with|for|left for|done by|finished by|completed by)"
    rf" {_WHO}(?:'s plate| to do)?(?: <part>)?",
    r"(?:(?:what are|what is|show(?: me| us)?|list(?: me)?|give me|display|print) )?(?:all"
    rf" )?(?:of )?(?:the )?{_WHO}'s? (?P<did>open |remaining |current |)"
    rf"{_THINGS}(?: <part>)?",
    r"(?:show|list|give)(?: me| us)? (?:all |the )*(?P<did>open |)(?:tasks|work|everything"
    r"|items) (?:of|for|assigned to|by|that belongs? to)"
    rf" {_WHO}(?: <part>)?",
    rf"(?:what are|show(?: me)?|list) (?P<who>my|mine) (?P<did>open |){_THINGS}(?: <part>)?",
)
def of_one(asked: Asked, who: str, did: str, part: str = "") -> str:
    """What somebody has that is open; or has finished."""
    if did.lower().startswith(("finish", "done", "complet")):
        return _finished(asked, asked.person(who))
    about = part_of(asked, part) if part else None
    person = asked.person(who)
    theirs = list(part_of_person(asked, person).direct or ())
    if about is not None:
        ids = {task.id for task in about.tasks}
        theirs = [task for task in theirs if task.id in ids]
    words = about.words if about else ""
    return _has(asked, person, theirs, words)


def _has(asked: Asked, person: Person, theirs: Sequence[Task], words: str) -> str:
    if not theirs:
        return f"{person.has} no tasks{words}.{_for_speaker(asked, person)}"
    open_ones = [task for task in theirs if asked.is_open(task)]
    if not open_ones:
        count = (
            f"the one task{words} is"
            if len(theirs) == 1
            else f"all {tasks(len(theirs))}{words} are"
        )
        return f"{person.has} nothing open: {count} closed."
    return f"{person.has} {asked.names(open_ones)}{words}."


def _for_speaker(asked: Asked, person: Person) -> str:
    """Who plans alone assigns nothing: what is next is told to them."""
    return f" {next_in_words(asked.scene)}" if person.is_speaker else ""


def _finished(asked: Asked, person: Person) -> str:
    done = [
        task for task in part_of_person(asked, person).direct or () if task.status == "completed"
    ]
    if not done:
        return f"{person.has} finished nothing."
    return f"{person.has} finished {asked.names(done)}. The history tells when."


@QUESTIONS.asked(
    rf"how many(?: open| remaining| unfinished)?(?: {_THINGS})? (?:does|do|has|have|is|are|did)"
    rf" {_WHO} (?:have|got|working on|assigned"
    rf"|own|finish(?:ed)?|complete[d]?|done|do)(?: to)?{_PLATE}",
    rf"how many(?: open| remaining| unfinished)?(?: {_THINGS})? (?:are|is|were) (?:assigned to"
    rf"|with|on|for) {_WHO}",
)
def how_many(asked: Asked, who: str) -> str:
    """How many they have, and how many of these are open."""
    person = asked.person(who)
    theirs = part_of_person(asked, person).direct or ()
    if not theirs:
        return f"{person.has} no tasks."
    open_ones = [task for task in theirs if asked.is_open(task)]
    if len(open_ones) == len(theirs):
        return f"{person.has} {tasks(len(theirs), 'open')}: {asked.names(open_ones)}."
    said = (
        f"{person.has} {tasks(len(theirs))}, {len(open_ones) or 'none'} of which "
        f"{are(len(open_ones) or 1)} open"
    )
    return f"{said}: {asked.names(open_ones)}." if open_ones else f"{said}."


@QUESTIONS.asked(
    r"who (?:is|are)(?: all)? (?:in|on|part of|involved(?: in)?|working on|a member of|members"
    r" of) ?(?:the |this |our )?(?:team|project|plan|this|it)?",
    r"who (?:is|are) (?:involved|working(?: here)?|there|the team|(?:the |our )?people|(?:the"
    r" )?(?:team )?members)",
    r"(?:which|what) people (?:are|do we have)(?: there| involved| in the (?:plan|project|team))*",
    r"how many people (?:are|do we have|work)(?: there| involved| on (?:this|it|the (?:plan"
    r"|project))| in the (?:plan|project|team))*",
    r"who has (?:any )?(?:tasks|something to do|work|a task)",
)
def team(asked: Asked) -> str:
    """Everybody who has a task."""
    if not asked.people:
        return "No task is assigned to anybody."
    verb = "has" if len(asked.people) == 1 else "have"
    return f"{listed([shown_name(who) for who in asked.people])} {verb} tasks here."


@QUESTIONS.asked(r"who (?:is|has) <a>")
def nobody_known(asked: Asked, a: str) -> str:
    """A person who is asked about by name alone."""
    if a.lower() in ("it", "this", "that"):
        raise Declined
    person = asked.person(a)
    return _has(asked, person, list(part_of_person(asked, person).direct or ()), "")
