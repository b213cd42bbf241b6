"""How often a law is tried: on some examples in a normal run, on more when that is asked for.

    HYPOTHESIS_PROFILE=thorough python3 dev.py test
    HYPOTHESIS_PROFILE=evening python3 dev.py test tests/properties

`ci` finds the same examples every time, so that a red run is about the change it ran on; `dev` finds others
in each run, and so do the two that try more.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

SHARES = {"ci": 0.4, "dev": 0.4, "thorough": 1, "evening": 50}
"""Of what a thorough run tries."""
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")


def often(thorough: int) -> int:
    """How often to try what a thorough run tries so often."""
    return max(1, round(thorough * SHARES[PROFILE]))


def examples(thorough: int, **more: Any) -> settings:
    """The settings of a law that a thorough run tries on so many examples."""
    return settings(max_examples=often(thorough), **more)


def load() -> None:
    """Let these be the settings of every law that says nothing else."""
    settings.register_profile(
        PROFILE,
        deadline=None,  # a loaded machine is no defect of the code
        derandomize=PROFILE == "ci",
        max_examples=often(100),
        suppress_health_check=(HealthCheck.too_slow,),
    )
    settings.load_profile(PROFILE)
