"""What an answer took, as far as the provider tells: what it does not tell is not known, and not nought."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from agents.ports import UsageSaid


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens over all rounds; `cost` in US dollars; `prompt` is the last that was sent."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cached_tokens: int | None = None
    cost: float | None = None
    prompt: str | None = None

    def plus(self, said: UsageSaid) -> Usage:
        """The same with what another round took."""
        return Usage(
            input_tokens=(self.input_tokens or 0) + said.input_tokens,
            output_tokens=(self.output_tokens or 0) + said.output_tokens,
            cached_tokens=(self.cached_tokens or 0) + said.cached_tokens or None,
            cost=self.cost if said.cost is None else (self.cost or 0.0) + said.cost,
            prompt=said.prompt or self.prompt,
        )

    def known(self) -> dict[str, int | float | str]:
        """What is known of it, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}
