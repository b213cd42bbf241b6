"""What came of an instruction so far: the draft, the edits that wait or were refused, and the words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from agents.bounds import (
    LONGEST_OPTION,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    MOST_EDITS,
    MOST_OPTIONS,
    check_edits,
    told,
)
from agents.called import called
from agents.compile import compile_edit
from agents.context.quoting import shortened
from agents.edits import PROJECT, Edit, said_by
from agents.failures import DOWN, INTERRUPTED, rest_after
from agents.findings import check_asked, finding_of
from agents.handles import Handles
from agents.outcomes import Asked, Failed, FellBack, Finished, Found, Outcome, Patched, Retried
from agents.outcomes import Said as Words
from agents.ports import (
    AgainSaid,
    Aside,
    EditSaid,
    FindingSaid,
    Provider,
    ProviderFailed,
    QuestionSaid,
    Request,
    Said,
    TakenBackSaid,
    TextSaid,
    UnreadableSaid,
)
from agents.repeats import Repeats
from agents.scope import scope_of
from agents.sizing import notes_on
from agents.taking_back import before_all, before_last
from agents.usage import Usage
from ledger.core.algebra.diff import diff
from ledger.core.apply import apply_all
from ledger.core.errors import Refused
from ledger.core.events import Candidate, Finding, Stopped
from ledger.core.patch import Patch

MOST_QUESTIONS = 3
SENTENCE_ENDS = (".", "!", "?")
Waiting = list[tuple[Edit, str]]
"""Edits that do not apply (yet), each with the reason."""


@dataclass(slots=True)
class _Heard:
    """One round's answer. `waiting` begins with what an interrupted round left."""

    waiting: Waiting
    unreadable: list[str] = field(default_factory=list)
    edits: int = 0
    names: set[str] = field(default_factory=set)
    """Of the edits, as they are named in reasons."""


class Answer:
    """One provider's answer, over all of its rounds."""

    def __init__(self, provider: Provider, request: Request, new_id: Callable[[], str]) -> None:
        self.provider = provider
        self.request = request
        self.new_id = new_id
        self.tree = request.context.tree
        document = request.context.document
        passages = None if document is None else (document.id, len(document.passages))
        self.handles = Handles.of(request.context.project_id, self.tree, document=passages)
        self.scope = scope_of(request.context, request.instruction, self.handles)
        self.patches: list[Patch] = []
        self.texts: list[str] = []
        self.room = LONGEST_TEXT
        self.questions: list[Asked] = []
        self.findings: dict[tuple[str, str | None], Finding] = {}
        self.usage = Usage()
        self.rounds = 0
        self.edits = 0
        self.corrected = 0
        self.repeats = Repeats()
        self.waiting: Waiting = []
        self.refused: tuple[str, ...] = ()
        self.passed_over: tuple[str, ...] = ()
        """What was handed back and never taken up again."""
        self.feedback: tuple[str, ...] = ()
        """What the provider is to be told in a further round; empty when there is none to be."""
        self.failure: ProviderFailed | None = None
        self.gap = ""
        self.sentences: set[str] = set()
        """What was said in the rounds before: some models say it in each."""
        self.unreadable_answers = 0

    @property
    def author(self) -> str:
        """Who answers."""
        return f"agent:{self.provider.name}/{self.request.model}"

    @property
    def is_down(self) -> bool:
        """Whether the provider failed before it had said anything."""
        said = self.patches or self.texts or self.questions or self.findings
        return not said and self.failure is not None and self.failure.code in DOWN

    def turned_to(self, other: Provider) -> tuple[Answer, FellBack]:
        """The answer that another provider gives instead, and how the person is told."""
        request = replace(self.request, model=other.models()[0].id)
        answer = Answer(other, request, self.new_id)
        first, now = called(self.provider.name), called(other.name)
        reason = f"{self.failure} Instead of {first}, {now} is asked."
        return answer, FellBack(answer.author, reason)

    async def round(self) -> AsyncGenerator[Outcome, None]:
        """Ask the provider once, and take what it says; then `feedback` is what it is to be told."""
        self.rounds += 1
        self.repeats.next_round()
        self.failure = None
        self.gap = "\n" if self.texts else ""
        self.sentences = {
            text.strip() for text in self.texts if text.rstrip()[-1:] in SENTENCE_ENDS
        }
        heard, before = _Heard(self.waiting), self.edits
        try:
            async with aclosing(self.provider.stream(self._next_request())) as stream:
                async for said in stream:
                    for outcome in self._take_in(said, heard):
                        yield outcome
                    check_edits(heard.edits)
                    await asyncio.sleep(0)  # a vendor's piece may hold hundreds: others get a turn
        except ProviderFailed as failure:
            self.failure = failure
        async for patched in self._take_late(heard.waiting):
            yield patched
        self.corrected += min(len(self.refused), self.edits - before)
        self._close(heard)

    def end(self) -> Finished | Failed:
        """How it ended: with what was made of it, or with the reason why that is nothing."""
        failure, kept = self.failure, bool(self.patches or self.questions or self.findings)
        stopped = None
        if failure is not None:
            stopped = Stopped(failure.code, failure.when_kept if kept else failure.message)
        waiting = (reason for _, reason in self.waiting)
        left_out = told((*self.passed_over, *self.refused, *waiting))
        if stopped is not None:
            left_out = (*left_out, stopped.message)
        if left_out and not kept:
            code = "edits_refused" if stopped is None else stopped.code
            return Failed(code, " ".join(left_out))
        return Finished(
            patches=tuple(self.patches),
            text="".join(self.texts).strip(),
            usage=self.usage,
            rounds=self.rounds,
            author=self.author,
            questions=tuple(self.questions),
            findings=tuple(self.findings.values()),
            left_out=left_out,
            edits=self.edits,
            corrected=self.corrected,
            stopped=stopped,
            notes=notes_on(self.request, self.patches),
        )

    def _next_request(self) -> Request:
        return replace(
            self.request,
            context=replace(self.request.context, tree=self.tree),
            feedback=self.feedback,
            handles=tuple(sorted(self.handles.new.items())),
            began=self.request.context.tree,
            taken=tuple(self.patches),
        )

    def _take_in(self, said: Said, heard: _Heard) -> Iterator[Outcome]:
        if isinstance(said, EditSaid):
            heard.edits += 1
            heard.names.add(_named(said.edit))
            try:
                yield from self._take(said.edit)
            except Refused as refusal:
                heard.waiting.append((said.edit, _reason(said.edit, refusal)))
        elif isinstance(said, TakenBackSaid):
            yield from self._take_back(said)
        else:
            yield from self._hear(said, heard.unreadable)

    def _close(self, heard: _Heard) -> None:
        """Note what the round left: what was refused, and of an interrupted answer what still waits."""
        failure = self.failure
        if failure is None or failure.code not in INTERRUPTED:
            self.waiting = []
            refused = (*heard.unreadable, *(reason for _, reason in heard.waiting))
        else:
            self.waiting = heard.waiting
            refused = tuple(heard.unreadable)
        nothing_new = not heard.edits and not heard.unreadable and not refused
        if not nothing_new:
            self.passed_over += self._not_taken_up(heard)
            self.refused = refused
        self.feedback = self._to_be_told(nothing_new=nothing_new)

    def _not_taken_up(self, heard: _Heard) -> tuple[str, ...]:
        """What was handed back and stands in no edit of this round.

        As many edits as came count as taken up: one may put another right under a handle of its own.
        """
        missing = len(self.refused) - heard.edits - len(heard.unreadable)
        unsaid = [reason for reason in self.refused if reason.partition(":")[0] not in heard.names]
        return tuple(unsaid[: max(0, missing)])

    def _to_be_told(self, *, nothing_new: bool) -> tuple[str, ...]:
        if self.failure is None:
            return () if nothing_new else told(self.refused)
        if self.edits >= MOST_EDITS:
            return ()
        self.unreadable_answers += self.failure.code == "answer_unreadable"
        rest = rest_after(self.failure, self.edits, self.unreadable_answers)
        held = ", ".join(told([edit.ref for edit, _ in self.waiting]))
        waits = (f"What you said of {held} is kept until the rest is there.",) if held else ()
        return () if rest is None else (*told(self.refused), rest, *waits)

    def _take(self, edit: Edit) -> list[Patched]:
        """Apply an edit to the draft, whole or not at all; one that was taken before is not applied again.

        Raises Refused.
        """
        edit = said_by(edit, self.request.context.actor)
        check_asked(self.request.kind, edit)
        if self.repeats.again(edit):
            return []
        id = self.new_id() if edit.op == "create" else ""
        patches = compile_edit(edit, self.tree, self.handles, id)
        own = patches[-1]
        if self.scope is not None:
            self.scope.check(edit, own, self.tree, self.handles)
        twin = self.repeats.twin(edit, own)
        handles = self.handles
        if edit.op == "create" and edit.ref != PROJECT:
            handles = handles.with_new(edit.ref, twin or id)
        tree = self.tree if twin else apply_all(self.tree, patches)
        self.handles, self.tree = handles, tree
        return [] if twin else self._taken(edit, patches)

    def _taken(self, edit: Edit, patches: tuple[Patch, ...]) -> list[Patched]:
        self.repeats.take(edit, patches[-1])
        self.edits += 1
        first = len(self.patches)
        self.patches += patches
        return [Patched(first + i, patch) for i, patch in enumerate(patches)]

    def _take_back(self, said: TakenBackSaid) -> list[Patched]:
        """Put the draft back to where it was before the last answers, or before them all."""
        context = self.request.context
        before = before_all(context) if said.everything else before_last(context, said.answers)
        patches = diff(self.tree, before) if before is not None else ()
        self.tree = apply_all(self.tree, patches)
        document = self.handles.document
        self.handles = Handles.of(context.project_id, self.tree, document=document)
        self.edits += bool(patches)
        first = len(self.patches)
        self.patches += patches
        return [Patched(first + i, patch) for i, patch in enumerate(patches)]

    async def _take_late(self, waiting: Waiting) -> AsyncGenerator[Patched, None]:
        """Apply what waited for something that was said after it; leaves the rest in `waiting`."""
        before = -1
        while before != len(waiting):
            before = len(waiting)
            for edit, reason in waiting[:]:
                made, still = self._retaken(edit, reason)
                for patched in made:
                    yield patched
                if still is not None:
                    waiting.append((edit, still))
                del waiting[0]
            await asyncio.sleep(0)

    def _retaken(self, edit: Edit, reason: str) -> tuple[list[Patched], str | None]:
        """What an edit that waits makes now, or why it still waits."""
        if any(self.handles.known(handle) is None for handle in edit.names()):
            return [], reason
        try:
            return self._take(edit), None
        except Refused as refusal:
            return [], _reason(edit, refusal)

    def _hear(self, said: Aside, unreadable: list[str]) -> Iterator[Outcome]:
        """Keep what was said beside the edits; what could not be read goes to `unreadable`."""
        if isinstance(said, TextSaid):
            yield from self._words(said.text)
        elif isinstance(said, QuestionSaid):
            yield from self._ask(said)
        elif isinstance(said, FindingSaid):
            try:
                finding = finding_of(said, self.request.kind, self.tree, self.handles)
            except Refused as refusal:
                unreadable.append(_why("finding", refusal))
            else:
                self.findings[finding.kind, finding.target_id] = finding
                yield Found(finding)
        elif isinstance(said, UnreadableSaid):
            unreadable.append(f"{said.said}: {said.reason}")
        elif isinstance(said, AgainSaid):
            yield Retried(0, said.reason)
        else:
            self.usage = self.usage.plus(said)

    def _words(self, said: str) -> Iterator[Words]:
        if self.room > 0 and said.strip() not in self.sentences:
            text, self.gap = self.gap + shortened(said, self.room), ""
            self.room -= len(said)
            self.texts.append(text)
            yield Words(text)

    def _ask(self, said: QuestionSaid) -> Iterator[Asked]:
        if len(self.questions) < MOST_QUESTIONS:
            asked = Asked(
                shortened(said.question, LONGEST_QUESTION),
                self._candidates(said.candidates[:MOST_OPTIONS]),
                tuple(shortened(o, LONGEST_OPTION) for o in said.options[:MOST_OPTIONS]),
            )
            self.questions.append(asked)
            yield asked

    def _candidates(self, handles: tuple[str, ...]) -> tuple[Candidate, ...]:
        ids = (self.handles.known(handle) for handle in handles)
        tasks = [self.tree.tasks[id] for id in ids if id is not None and id in self.tree.tasks]
        return tuple(Candidate(task.id, task.number, task.title) for task in tasks)


def _reason(edit: Edit, refusal: Refused) -> str:
    return _why(_named(edit), refusal)


def _named(edit: Edit) -> str:
    return f"{edit.op} {edit.ref}"


def _why(said: str, refusal: Refused) -> str:
    return f"{said}: " + " ".join(v.message for v in refusal.violations)
