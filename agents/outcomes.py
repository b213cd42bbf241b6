"""What comes of an instruction, as it comes: what a conversation tells whoever listens."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.usage import Usage
from ledger.core.events import Candidate, Finding, Stopped
from ledger.core.patch import Patch


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
    """Edits were refused, or are missing, and are asked for the `round`th time, for this reason.

    Round 0: nothing was said yet, and the provider is asked once more.
    """

    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class FellBack:
    """A provider was down, so that another one is asked: the `author` from here on."""

    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no answer and the draft is as it was.

    `code` is part of the interface: `instruction_too_long`, `edits_refused`, or that of
    the provider's failure.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer as a whole: always last, unless it `Failed`.

    `patches` are all those that were `Patched`, `questions` what was asked (a draft may come with
    them), `findings` what was found, `left_out` has a sentence for each edit that could not be
    applied in the end. `edits` were taken, `corrected` of them only after others had been refused.
    `stopped` is why the answer ended before its end; a further message continues it. `notes` are for
    the person to consider.
    """

    patches: tuple[Patch, ...]
    text: str
    usage: Usage
    rounds: int
    author: str
    questions: tuple[Asked, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()
    edits: int = field(default=0, kw_only=True)
    corrected: int = field(default=0, kw_only=True)
    stopped: Stopped | None = field(default=None, kw_only=True)
    notes: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def question(self) -> Asked | None:
        """The first of the questions."""
        return self.questions[0] if self.questions else None


Outcome = Patched | Said | Asked | Found | Retried | FellBack | Finished | Failed
