"""What a provider is given and what it may say: one page, so that a provider is one file.

A provider turns a `Request` into a stream of `Said`. It translates and has no opinions: it never sees
a ledger, never makes an id, and says edits (`agents.edits`), not patches. Whether an edit applies is
decided outside, by `agents.conversation`; what did not apply comes back in `Request.feedback`.

Promises of a provider:
- `stream` yields each edit as soon as it is whole, and gives up control between two of them.
- It ends when everything was said; being cut off raises `ProviderFailed`, never a silent end.
- The same request to the embedded provider gives the same answer; others may vary.
- Closing the iterator early (the person left) stops whatever it waits for.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from agents.edits import Edit
from agents.facts import Facts
from agents.settings import ProviderSettings
from ledger.core.events import Finding, Passage, Question
from ledger.core.model import Tree
from ledger.core.patch import Patch

Mode = Literal["project", "task"]
Role = Literal["user", "agent"]
Kind = Literal["plan", "estimate", "complexity", "risks", "next", "explain", "summary"]
"""What is asked for: a plan or a change of it, an opinion about the one there is, or words for facts."""
FailureCode = Literal[
    "provider_key_refused",  # 401, 403
    "model_unknown",  # 404
    "context_too_long",  # more than the model can read
    "provider_rate_limited",  # 429
    "provider_overloaded",  # 503, 529
    "provider_error",  # any other fault of theirs
    "provider_unreachable",  # refused, no such host, no TLS
    "provider_timeout",  # no first word, or silence in the middle
    "provider_cut_off",  # the connection ended before the answer did
    "answer_truncated",  # the limit of tokens came before the end
    "answer_refused",  # the model declined
    "answer_filtered",  # the vendor's content filter ended it
    "answer_unreadable",  # nothing in it was an answer in our form
]
"""Every way in which a provider can fail: a closed set, each with a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message: its words, what it did to the draft, and what it asked, if it asked."""

    role: Role
    text: str
    patches: tuple[Patch, ...] = ()
    question: Question | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a plan is made from. Its passages are called D1, D2 … in this order."""

    id: str
    name: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A draft that people rejected or (`in_part`) did not take all of: what was turned down, and why.

    `created` are titles, `changed` the ids with the names of the fields, `deleted` the ids; `more` is
    the number of further patches.
    """

    day: str
    instruction: str
    in_part: bool = False
    reason: str | None = None
    created: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    deleted: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """The change that a task came with, as the ledger has it: its day, who asked for it, its message."""

    day: str
    actor: str
    message: str


@dataclass(frozen=True, slots=True)
class Context:
    """Where the conversation stands.

    `tree` is the draft, its tasks numbered; empty (no project) before the first patch of a new plan.
    `project_id` is the id that the project has or will have. `task_id` is the selected task in task
    mode. `today` is the person's day, to which "tomorrow" refers. `turns` are the earlier messages,
    oldest first, without the present instruction. `base` is the draft before the first of them: their
    patches on it give `tree`; None where that is not so, because the draft was carried to another base.
    `document` is the one that was given last, and `given_now` whether that was with the present
    instruction. `turned_down` is what people did not want before, the newest first. `last_changed` is the
    day when a task that is in progress was last changed, by its id, where that is known; `origins` say where
    the tasks come from of which the instruction asks that.
    """

    project_id: str
    tree: Tree
    today: date
    mode: Mode = "project"
    task_id: str | None = None
    actor: str = "user:local"
    turns: tuple[Turn, ...] = ()
    base: Tree | None = None
    document: Source | None = None
    given_now: bool = False
    turned_down: tuple[TurnedDown, ...] = ()
    last_changed: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """One instruction. `feedback`: why edits of the previous round could not be applied, one a line.

    In a later round `context.tree` has what was applied so far: the patches `taken` on the draft
    `began`, by whose handles the model goes on; `handles` are the new tasks' names ("N1" and its id)
    from the earlier rounds.

    For an `explain` or a `summary` the context is empty: `facts` are all that may be told.
    """

    context: Context
    instruction: str
    model: str
    kind: Kind = "plan"
    feedback: tuple[str, ...] = ()
    handles: tuple[tuple[str, str], ...] = ()
    began: Tree | None = None
    taken: tuple[Patch, ...] = ()
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class EditSaid:
    """A whole edit."""

    edit: Edit


@dataclass(frozen=True, slots=True)
class TakenBackSaid:
    """What the last `answers` changed of the draft is to be taken back; `everything`: what all did."""

    everything: bool = False
    answers: int = 1


@dataclass(frozen=True, slots=True)
class TextSaid:
    """Words for the person; several are one text."""

    text: str


@dataclass(frozen=True, slots=True)
class QuestionSaid:
    """A question back, one of at most three.

    `candidates` are handles of tasks; `options` are answers worth a button each.
    """

    question: str
    candidates: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingSaid:
    """One point of an opinion, about a task by its handle or (None) about the plan.

    `kind`: `estimate`, `break_down`, `next`, or a risk (`agents.findings.RISKS`); `score` 1 to 10.
    """

    kind: str
    reason: str
    ref: str | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class UnreadableSaid:
    """Something that stood where an edit was due and is none: its beginning, and what is wrong."""

    said: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgainSaid:
    """Nothing was said: for this reason the provider asks its model once more, in a moment."""

    reason: str


@dataclass(frozen=True, slots=True)
class UsageSaid:
    """Tokens that the answer cost; several are summed.

    `cached_tokens` are those of the input that the vendor's cache gave. `cost` is in US dollars, where
    the price is known. `prompt` is the name and version of the prompt that was sent.
    """

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0
    cost: float | None = None
    prompt: str | None = None


Aside = TextSaid | QuestionSaid | FindingSaid | UnreadableSaid | AgainSaid | UsageSaid
"""What is said beside the edits."""
Said = EditSaid | TakenBackSaid | Aside


@dataclass(frozen=True, slots=True)
class SetUp:
    """Whether a provider can be used, and how.

    `missing_variable`: the setting that would make it ready. `any_model`: a request may name models
    that are not on offer. `begun`: it is not ready, and somebody set something of it already.
    """

    ready: bool
    missing_variable: str | None = None
    any_model: bool = False
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A model that a provider offers: its `id` in requests, and a `title` to show."""

    id: str
    title: str


class ProviderFailed(Exception):
    """The provider could not answer, or not to the end: what it said before that is good.

    `code` is part of the interface, the message is for the person. `retry_after`: the seconds that the
    provider asked to wait, where it did. `when_kept`: the message where something was said and kept.
    """

    def __init__(
        self,
        message: str,
        code: FailureCode = "provider_error",
        retry_after: float | None = None,
        when_kept: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.when_kept = when_kept or message
        self.code: FailureCode = code
        self.retry_after = retry_after


class Provider(Protocol):
    """A source of edits."""

    @property
    def name(self) -> str:
        """What it is called in settings and requests: "embedded", "openai" and so on."""
        ...

    def models(self) -> tuple[Model, ...]:
        """The models on offer, the default first; never empty."""
        ...

    def setup(self) -> SetUp:
        """Whether it can be used, without a call over the network."""
        ...

    def warm(self) -> None:
        """Load what the first answer needs and importing this module did not. May take a second.

        Called from a thread once the server answers; an answer that is asked for earlier loads it.
        """
        ...

    def connected(self) -> AbstractAsyncContextManager[None]:
        """In here connections may be kept from one answer to the next; they are closed in the end.

        An answer can be asked for outside as well; it then keeps nothing.
        """
        ...

    def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        """Answer an instruction. Raises ProviderFailed when that is not possible."""
        ...


ProviderFactory = Callable[[ProviderSettings], Provider]
"""What a provider's module calls `PROVIDER`."""
