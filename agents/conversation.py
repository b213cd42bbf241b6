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
from agents.handles import Handles
from agents.ports import (
    Context,
    EditSaid,
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
from ledger.core.events import Candidate
from ledger.core.patch import Patch

HAND_BACKS = 3
MAX_INSTRUCTION = 20_000


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

    `patches` are all those that were `Patched`, `question` is what was asked (a draft may come with
    it), `left_out` has a sentence for each edit that could not be applied in the end.
    """

    patches: tuple[Patch, ...]
    text: str
    usage: Usage
    rounds: int
    author: str
    question: Asked | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no answer and the draft is as it was.

    `code` is part of the interface: `instruction_too_long`, `edits_refused`, or that of
    the provider's failure.
    """

    code: str
    message: str


Outcome = Patched | Said | Asked | Retried | Finished | Failed


async def converse(
    provider: Provider,
    context: Context,
    instruction: str,
    new_id: Callable[[], str],
    model: str | None = None,
) -> AsyncGenerator[Outcome, None]:
    """Answer one instruction. `new_id` makes ids for tasks; `model` defaults to the provider's first."""
    if len(instruction) > MAX_INSTRUCTION:
        message = f"An instruction has at most {MAX_INSTRUCTION:,} characters."
        yield Failed("instruction_too_long", message)
        return
    request = Request(context, instruction, model or provider.models()[0].id)
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
        self.handles = Handles.of(request.context.project_id, self.tree)
        self.patches: list[Patch] = []
        self.texts: list[str] = []
        self.refused: tuple[str, ...] = ()
        self.question: Asked | None = None
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
                if isinstance(said, UnreadableSaid):
                    unreadable.append(f"{said.said}: {said.reason}")
                    continue
                if not isinstance(said, EditSaid):
                    for heard in self._hear(said):
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
        if left_out and not self.patches and self.question is None:
            code = "edits_refused" if self.failure is None else self.failure.code
            return Failed(code, " ".join(left_out))
        return Finished(
            patches=tuple(self.patches),
            text="".join(self.texts).strip(),
            usage=self.usage,
            rounds=self.rounds,
            author=f"agent:{self.provider.name}/{self.request.model}",
            question=self.question,
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

    def _hear(self, said: TextSaid | QuestionSaid | UsageSaid) -> Iterator[Outcome]:
        if isinstance(said, TextSaid):
            self.texts.append(said.text)
            yield Said(said.text)
        elif isinstance(said, QuestionSaid):
            self.question = Asked(said.question, self._candidates(said.candidates), said.options)
            yield self.question
        else:
            usage = self.usage
            self.usage = Usage(
                usage.input_tokens + said.input_tokens, usage.output_tokens + said.output_tokens
            )

    def _candidates(self, handles: tuple[str, ...]) -> tuple[Candidate, ...]:
        ids = (self.handles.known(handle) for handle in handles)
        tasks = [self.tree.tasks[id] for id in ids if id is not None and id in self.tree.tasks]
        return tuple(Candidate(task.id, task.number, task.title) for task in tasks)


def _reason(edit: Edit, refusal: Refused) -> str:
    return f"{edit.op} {edit.ref}: " + " ".join(v.message for v in refusal.violations)
