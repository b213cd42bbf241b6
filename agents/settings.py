"""What a provider is set up with: handed in by the composition root, never read from the environment here."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a model is waited for, in seconds.

    `first`: until its first word or thought. `silence`: between two of them; a vendor's signs of life do
    not count. `whole`: until the end. `attempts` are made before anything was said, at least `pause`
    (`unreached` where there was no connection) and then twice as long apart; a vendor that asks for more
    than `longest_pause` is not waited for.
    """

    first: float = 60.0
    silence: float = 45.0
    whole: float = 600.0
    connect: float = 10.0
    attempts: int = 3
    pause: float = 0.5
    unreached: float = 0.15
    longest_pause: float = 8.0


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One provider's settings. Without a `base_url` it is the vendor's own, without a `model` its default."""

    api_key: str | None = field(default=None, repr=False)
    model: str | None = None
    base_url: str | None = None
    patience: Patience = Patience()
