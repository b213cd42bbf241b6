"""A conversation's next answer: edits → Patches on the draft, each checked as it comes.

    instruction ─► provider ─► edit ─► patches ─► draft'        what was refused goes back with the reason

Edits may come in any order: one that does not apply yet (it names a task that is created further on)
waits until the rest was said. What is still refused then is handed back, at most `HAND_BACKS` times.
What applied is kept all the while; nothing is ever invented to fill a gap.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace

from agents.compile import compile_edit
from agents.edits import PROJECT, Edit
from agents.findings import check_asked, finding_of
from agents.handles import Handles
from agents.ports import (
    Context,
    EditSaid,
    FindingSaid,
    Kind,
    Provider,
    ProviderFailed,
    QuestionSaid,
    Request,
    TextSaid,
    UnreadableSaid,
    UsageSaid,
)
from ledger.core.apply import apply_all
from ledger.core.errors import Refused
from ledger.core.events import Candidate, Finding
from ledger.core.patch import Patch

HAND_BACKS = 3
MAX_INSTRUCTION = 20_000
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Patched:
    """A patch was applied to the draft. `index` counts the patches of this answer from 0."""

    index: int
    patch: Patch


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question back to the person. Any of `options` is understood when sent as the next instruction."""

    question: str
    candidates: tuple[Candidate, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One point of an opinion."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class Retried:
    """Edits were refused and handed back for the `round`th time, for this reason."""

    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens over all rounds."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer as a whole: always last, unless it `Failed`.

    `patches` are all those that were `Patched`, `questions` what was asked (a draft may come with
    them), `findings` what was found, `left_out` has a sentence for each edit that could not be
    applied in the end.
    """

    patches: tuple[Patch, ...]
    text: str
    usage: Usage
    rounds: int
    author: str
    questions: tuple[Asked, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def question(self) -> Asked | None:
        """The first of the questions."""
        return self.questions[0] if self.questions else None


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no answer and the draft is as it was.

    `code` is part of the interface: `instruction_too_long`, `edits_refused`, or that of
    the provider's failure.
    """

    code: str
    message: str


Aside = TextSaid | QuestionSaid | FindingSaid | UnreadableSaid | UsageSaid
Outcome = Patched | Said | Asked | Found | Retried | Finished | Failed


async def converse(  # noqa: PLR0913 - what a conversation needs
    provider: Provider,
    context: Context,
    instruction: str,
    new_id: Callable[[], str],
    model: str | None = None,
    *,
    kind: Kind = "plan",
) -> AsyncGenerator[Outcome, None]:
    """Answer one instruction. `new_id` makes ids for tasks; `model` defaults to the provider's first."""
    if len(instruction) > MAX_INSTRUCTION:
        message = f"An instruction has at most {MAX_INSTRUCTION:,} characters."
        yield Failed("instruction_too_long", message)
        return
    request = Request(context, instruction, model or provider.models()[0].id, kind)
    answer = _Answer(provider, request, new_id)
    try:
        while True:
            async with aclosing(answer.round()) as outcomes:
                async for outcome in outcomes:
                    yield outcome
            if not answer.refused or answer.gave_up or answer.rounds > HAND_BACKS:
                break
            yield Retried(answer.rounds, " ".join(answer.refused))
    except ProviderFailed as failure:
        answer.failure = failure
    yield answer.end()


class _Answer:
    """What came of an instruction so far."""

    def __init__(self, provider: Provider, request: Request, new_id: Callable[[], str]) -> None:
        self.provider = provider
        self.request = request
        self.new_id = new_id
        self.tree = request.context.tree
        document = request.context.document
        passages = None if document is None else (document.id, len(document.passages))
        self.handles = Handles.of(request.context.project_id, self.tree, document=passages)
        self.patches: list[Patch] = []
        self.texts: list[str] = []
        self.refused: tuple[str, ...] = ()
        self.questions: list[Asked] = []
        self.findings: dict[tuple[str, str | None], Finding] = {}
        self.usage = Usage()
        self.rounds = 0
        self.gave_up = False
        self.failure: ProviderFailed | None = None

    async def round(self) -> AsyncGenerator[Outcome, None]:
        """Ask the provider once; `refused` is then what could not be applied of its answer."""
        self.rounds += 1
        waiting: list[tuple[Edit, str]] = []
        unreadable: list[str] = []
        edits = 0
        async with aclosing(self.provider.stream(self._next_request())) as stream:
            async for said in stream:
                if not isinstance(said, EditSaid):
                    for heard in self._hear(said, unreadable):
                        yield heard
                    continue
                edits += 1
                try:
                    made = self._take(said.edit)
                except Refused as refusal:
                    waiting.append((said.edit, _reason(said.edit, refusal)))
                else:
                    for patched in made:
                        yield patched
        for patched in self._take_late(waiting):
            yield patched
        self.gave_up = not edits and not unreadable
        if not self.gave_up:
            self.refused = (*unreadable, *(reason for _, reason in waiting))

    def end(self) -> Finished | Failed:
        """How it ended: with what was made of it, or with the reason why that is nothing."""
        left_out = self.refused
        if self.failure is not None:
            left_out = (*left_out, self.failure.message)
        if left_out and not (self.patches or self.questions or self.findings):
            code = "edits_refused" if self.failure is None else self.failure.code
            return Failed(code, " ".join(left_out))
        return Finished(
            patches=tuple(self.patches),
            text="".join(self.texts).strip(),
            usage=self.usage,
            rounds=self.rounds,
            author=f"agent:{self.provider.name}/{self.request.model}",
            questions=tuple(self.questions),
            findings=tuple(self.findings.values()),
            left_out=left_out,
        )

    def _next_request(self) -> Request:
        return replace(
            self.request,
            context=replace(self.request.context, tree=self.tree),
            feedback=self.refused,
            handles=tuple(sorted(self.handles.new.items())),
            began=self.request.context.tree,
            taken=tuple(self.patches),
        )

    def _take(self, edit: Edit) -> list[Patched]:
        """Apply an edit to the draft, whole or not at all. Raises Refused."""
        check_asked(self.request.kind, edit)
        id = self.new_id() if edit.op == "create" else ""
        patches = compile_edit(edit, self.tree, self.handles, id)
        handles = self.handles
        if edit.op == "create" and edit.ref != PROJECT:
            handles = handles.with_new(edit.ref, id)
        self.tree = apply_all(self.tree, patches)
        self.handles = handles
        first = len(self.patches)
        self.patches += patches
        return [Patched(first + i, patch) for i, patch in enumerate(patches)]

    def _take_late(self, waiting: list[tuple[Edit, str]]) -> Iterator[Patched]:
        """Apply what waited for something that was said after it; leaves the rest in `waiting`."""
        before = -1
        while before != len(waiting):
            before = len(waiting)
            for edit, _ in waiting[:]:
                try:
                    made = self._take(edit)
                except Refused as refusal:
                    waiting.append((edit, _reason(edit, refusal)))
                else:
                    yield from made
                del waiting[0]

    def _hear(self, said: Aside, unreadable: list[str]) -> Iterator[Outcome]:
        """Keep what was said beside the edits; what could not be read goes to `unreadable`."""
        if isinstance(said, TextSaid):
            self.texts.append(said.text)
            yield Said(said.text)
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
        else:
            usage = self.usage
            self.usage = Usage(
                usage.input_tokens + said.input_tokens, usage.output_tokens + said.output_tokens
            )

    def _ask(self, said: QuestionSaid) -> Iterator[Asked]:
        if len(self.questions) < MOST_QUESTIONS:
            asked = Asked(said.question, self._candidates(said.candidates), said.options)
            self.questions.append(asked)
            yield asked

    def _candidates(self, handles: tuple[str, ...]) -> tuple[Candidate, ...]:
        ids = (self.handles.known(handle) for handle in handles)
        tasks = [self.tree.tasks[id] for id in ids if id is not None and id in self.tree.tasks]
        return tuple(Candidate(task.id, task.number, task.title) for task in tasks)


def _reason(edit: Edit, refusal: Refused) -> str:
    return _why(f"{edit.op} {edit.ref}", refusal)


def _why(said: str, refusal: Refused) -> str:
    return f"{said}: " + " ".join(v.message for v in refusal.violations)
