"""The embedded planner: deterministic, without a key or a network, from rules and outlines."""

from agents.providers.embedded.provider import Embedded

PROVIDER = Embedded()
