"""A provider that somebody began to set up, and that is not asked because a setting is missing."""

from __future__ import annotations

from collections.abc import Mapping

from agents.called import BUILT_IN, called
from agents.ports import Provider


def passed_over(providers: Mapping[str, Provider], chosen: Provider) -> str | None:
    """What to tell whoever is answered by the built-in planner instead of the one they had in mind."""
    if chosen.name != BUILT_IN:
        return None
    for provider in providers.values():
        setup = provider.setup()
        if setup.begun:
            missing = f"{setup.missing_variable} is missing"
            return f"The provider {provider.name} is not used, because {missing}; {called(BUILT_IN)} plans."
    return None
