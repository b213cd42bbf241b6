"""The embedded planner: deterministic, without a key or a network, from rules and outlines."""

from agents.providers.embedded.provider import Embedded
from agents.settings import ProviderSettings


def embedded(_: ProviderSettings) -> Embedded:
    """The planner; it has nothing that could be set."""
    return Embedded()


PROVIDER = embedded
