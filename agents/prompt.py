"""What a model is given: a request in words, the stable part first, so that providers' caches hit.

    rules      the same for every request of a kind          agents/prompts
    snapshot   the plan, the same for many messages          agents/context/outline, course
               what people turned down before                agents/context/rejections
    messages   the conversation, each message as before      agents/context/turns
               what changed, what matters, what is asked     agents/context/details
               since when what is in progress rests          agents/context/resting

All of it within a budget of tokens (docs/agents.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from agents.context.course import Course, course_of
from agents.context.details import details, relevant
from agents.context.document import document
from agents.context.lines import Name, project_lines, task_line
from agents.context.outline import outline
from agents.context.quoting import barred, block, in_line, neutral, shortened
from agents.context.rejections import rejections
from agents.context.resting import resting
from agents.context.tokens import tokens
from agents.context.turns import compacted, least, tellings
from agents.conventions import conventions, unfollowed
from agents.edits import PROJECT
from agents.facts import Facts, lines
from agents.handles import Handles
from agents.ports import ProviderFailed, Request, Role
from agents.rules import Rules, rules_named
from ledger.core.model import Tree

BUDGET = 32_000
"""Tokens that a prompt takes at most unless a provider says otherwise: 2,000 tasks as an outline."""
LONGEST_SUMMARY = 4_000
FRAME = 200
"""Tokens for what stands between the parts."""
REMINDER = "Answer with the JSON object only."


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One turn of the conversation as the model reads it."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent.

    `name`: which prompt and version ("project-1"), for the ledger. `rules`: the same for
    every request of that name. `snapshot`: the plan, the same until it is taken anew. `messages`: the
    conversation, append-only; the last one is what is asked now.
    """

    name: str
    rules: str
    snapshot: str
    messages: tuple[PromptMessage, ...]


def prompt_of(request: Request, budget: int = BUDGET) -> Prompt:
    """The request in words. `budget`: at most about so many tokens in all.

    Raises ProviderFailed (`context_too_long`) when what may not be left out takes more: the rules, all
    that the person said, and the handles of what was created.
    """
    return _Writing(request, rules_named(_kind(request)), budget).prompt()


def _kind(request: Request) -> str:
    return request.context.mode if request.kind == "plan" else request.kind


class _Writing:
    """One prompt on its way."""

    def __init__(self, request: Request, rules: Rules, budget: int) -> None:
        context = request.context
        self.request = request
        self.rules = rules
        self.budget = budget
        self.now = context.tree if request.began is None else request.began
        self.course: Course = course_of(context, self.now)
        self.handles = Handles.of(context.project_id, self.now, request.handles)
        there = Handles.of(context.project_id, self.course.snapshot)
        self.snapshot_name = _naming(there)
        self.name = _naming(there, self.handles)

    def prompt(self) -> Prompt:
        if self.request.facts is not None:
            return self._of_facts(self.request.facts)
        told = tellings(self.request.context.turns, self.course.before, self.now, self.name)
        asked, later = self._asked(), tuple(self._later())
        fixed = FRAME + tokens(self.rules.text) + tokens(asked) + sum(tokens(m.text) for m in later)
        room = self.budget - fixed - least(told)
        if room < 0:
            raise _too_long()
        unwanted = rejections(self.request.context.turned_down, self.name, room // 16)
        room -= tokens(unwanted)
        plan = self._snapshot(_step_down(self.budget // 2, room))
        room -= tokens(plan)
        given = self._document(_step_down(self.budget // 2, room))
        room -= tokens(given)
        snapshot = "\n".join(filter(None, (plan, unwanted, given)))
        changes = self._changes(room // 2)
        room -= tokens(changes)
        matters = self._matters(min(self.budget // 4, room // 2))
        room -= tokens(matters)
        rests = self._rests(max(room // 4, 0))
        room -= tokens(rests)
        parts = self._day(), changes, matters, rests, asked
        last = PromptMessage("user", "\n".join(filter(None, parts)))
        talked = compacted(told, least(told) + max(room, 0))
        earlier = [PromptMessage(role, text) for role, text in talked]
        messages = tuple(_merged((*earlier, last, *later)))
        return Prompt(self.rules.label, self.rules.text, snapshot, messages)

    def _snapshot(self, room: int) -> str:
        tree, near = self.course.snapshot, (self.request.context.task_id or "",)
        if tree.project is None:
            return block("plan", "There is no project yet: create P first.")
        head = list(project_lines(tree.project))
        if tree.project.summary:
            head.append(barred(shortened(tree.project.summary, min(LONGEST_SUMMARY, room))))
        agreed = [
            f"Agreed for every plan here: {in_line(said)}" for said in conventions(tree.project)
        ]
        head += filter(None, [unfollowed(tree.project)])
        head += _fitting(agreed, room // 2, "older conventions do not fit here", newest=True)
        left = room - sum(map(tokens, head)) - FRAME // 4
        body = outline(tree, self.snapshot_name, max(left, 0), near)
        return block("plan", "\n".join(filter(None, (*head, body))))

    def _document(self, room: int) -> str:
        source = self.request.context.document
        return "" if source is None else document(source, room)

    def _of_facts(self, facts: Facts) -> Prompt:
        """What changed, as far as it fits, and what to do with it: there is no plan beside it."""
        asked = self._asked()
        room = self.budget - FRAME - tokens(self.rules.text) - tokens(asked)
        told = list(map(in_line, lines(facts)))
        fitting = _fitting(told, room, "more changes do not fit here")
        last = "\n".join((self._day(), block("changes", "\n".join(fitting)), asked))
        return Prompt(self.rules.label, self.rules.text, "", (PromptMessage("user", last),))

    def _changes(self, room: int) -> str:
        """What is different by now from the snapshot, one line a task."""
        lines: list[str] = []
        for id in self.course.changed:
            line = _changed_line(id, self.now, self.course.snapshot, self.name)
            room -= tokens(line) + 1
            if room < 0:
                lines.append("(more tasks have changed than fit here)")
                break
            lines.append(line)
        return block("changes", "\n".join(lines)) if lines else ""

    def _matters(self, room: int) -> str:
        selected = self.request.context.task_id
        ids = relevant(self.now, selected, self.request.instruction, self.handles)
        text = details(self.now, ids, self.name, room, selected)
        return block("tasks", text) if text else ""

    def _rests(self, room: int) -> str:
        """What only who looks for risks is told."""
        if self.request.kind != "risks":
            return ""
        return resting(self.request.context.last_changed, self.now, self.name, room)

    def _day(self) -> str:
        today = self.request.context.today
        return f"Today is {today:%A}, {today.isoformat()}."

    def _asked(self) -> str:
        selected = self.request.context.task_id
        there = selected is not None and selected in self.now.tasks
        about = f"The selected task is {self.name(str(selected))}." if there else ""
        asked = block("instruction", neutral(self.request.instruction))
        return "\n".join(filter(None, (about, asked, REMINDER)))

    def _later(self) -> Iterator[PromptMessage]:
        """What came of the earlier rounds of this answer."""
        if not self.request.feedback:
            return
        tree = self.request.context.tree
        touched = dict.fromkeys(patch.target_id for patch in self.request.taken)
        lines = [_changed_line(id, tree, self.now, self.name) for id in touched]
        taken = (
            "\n".join(("Taken of your answer so far:", *lines)) if lines else "Nothing was taken."
        )
        yield PromptMessage("agent", block("record", taken))
        reasons = "\n".join(f"- {neutral(reason)}" for reason in self.request.feedback)
        again = "Say only what is still missing, put right. What was taken stays; do not repeat it."
        yield PromptMessage("user", f"{block('feedback', reasons)}\n{again} {REMINDER}")


def _fitting(lines: Sequence[str], room: int, left_out: str, *, newest: bool = False) -> list[str]:
    """The first lines that fit (or the last: the `newest`), and how many do not."""
    order = lines[::-1] if newest else lines
    sums = accumulate(tokens(line) + 1 for line in order)
    count = sum(sum_ < room for sum_ in sums)
    chosen = lines[len(lines) - count :] if newest else lines[:count]
    left = len(lines) - count
    return [*chosen, f"({left} {left_out})"] if left else list(chosen)


def _changed_line(id: str, now: Tree, before: Tree, name: Name) -> str:
    if id in now.tasks:
        task = now.tasks[id]
        new = "" if id in before.tasks else " (new)"
        under = name(task.parent_id) if task.parent_id else PROJECT
        return f"{task_line(task, name)} (under {under}){new}"
    if now.project is not None and now.project.id == id:
        return next(project_lines(now.project))
    return f"{name(id)} is gone"


def _naming(*known: Handles) -> Name:
    """The handle of each task; what the later ones say counts."""
    named = {each.project_id: PROJECT for each in known}
    for each in known:
        named |= {id: handle for handle, id in (*each.there.items(), *each.new.items())}
    return lambda id: named.get(id, "a task that is gone")


def _step_down(most: int, room: int) -> int:
    """What the snapshot may take: by halves less when room gets short, so that it seldom changes."""
    while most > 64 and most * 5 > room * 4:
        most //= 2
    return min(most, room)


def _merged(messages: tuple[PromptMessage, ...]) -> Iterator[PromptMessage]:
    """Messages in turn: what one side says in a row is one message."""
    for role, said in groupby(messages, key=lambda message: message.role):
        yield PromptMessage(role, "\n".join(message.text for message in said))


def _too_long() -> ProviderFailed:
    message = "This conversation has grown longer than the model can read; begin a new one."
    return ProviderFailed(message, "context_too_long")
