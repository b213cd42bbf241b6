"""Who may change a plan: a person, or a rule that a person made. An agent only ever proposes.

An agent's accepted plan has the person as actor and the agent as author; a synchronised change has the
rule that allows it as actor and `sync:<system>` as author.
"""

from __future__ import annotations

from ledger.core.errors import refused

ACCEPTING = ("user:", "rule:")


def check_accepts(actor: str) -> None:
    """Raise Refused (`actor_cannot_accept`) for whoever is neither a person nor a rule."""
    kind, _, id = actor.partition(":")
    if f"{kind}:" not in ACCEPTING or not id:
        raise refused(
            "actor_cannot_accept",
            f"Only a person or a rule that a person made changes a plan, and {actor!r} is neither:"
            " name who accepts as the actor, and who wrote the patches as the author.",
        )
