"""Words for facts, by the embedded planner or a model. Nothing of it is stored, and nothing changes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from datetime import date

from agents.facts import Facts
from agents.failures import DOWN
from agents.ports import Context, Kind, Provider, ProviderFailed, Request, TextSaid
from api.backend import Backend
from api.encoding import plain
from api.problems import problem
from api.talk import PROVIDER_FAILED, Event, check_model, fallbacks_of, provider_named
from ledger.core.model import EMPTY, Json

ASKED: Mapping[Kind, str] = {"explain": "Explain these changes.", "summary": "Sum up what changed."}
NO_PROJECT = "00000000-0000-0000-0000-000000000000"


async def explained(
    parts: Backend, facts: Facts, provider_name: str | None, model: str | None, today: date
) -> AsyncIterator[Event]:
    """The words as they come: `text` events, then `done` with all of it, or `problem`.

    Who is down before having said anything is followed by the next of the fallbacks.
    Raises Refused for a provider or a model that there is not.
    """
    provider = provider_named(parts, provider_name)
    check_model(provider, model)
    others = [other for other in fallbacks_of(parts, provider) if other.setup().ready]
    asked = [(provider, _request(provider, facts, model, today))]
    asked += [(other, _request(other, facts, None, today)) for other in others]
    return _told(facts, asked)


def _request(provider: Provider, facts: Facts, model: str | None, today: date) -> Request:
    kind: Kind = "summary" if facts.subject == "history" else "explain"
    return Request(
        context=Context(NO_PROJECT, EMPTY, today),
        instruction=ASKED[kind],
        model=model or provider.models()[0].id,
        kind=kind,
        facts=facts,
    )


async def _told(facts: Facts, asked: Sequence[tuple[Provider, Request]]) -> AsyncIterator[Event]:
    *_, (last, _) = asked
    for provider, request in asked:
        said: list[str] = []
        try:
            async with aclosing(provider.stream(request)) as stream:
                async for piece in stream:
                    if isinstance(piece, TextSaid):
                        said.append(piece.text)
                        yield Event("text", {"text": piece.text})
        except ProviderFailed as failure:
            if said or failure.code not in DOWN or provider is last:
                yield Event("problem", problem(PROVIDER_FAILED, failure.code, failure.message))
                return
        else:
            yield Event("done", _whole(provider, request, facts, "".join(said).strip()))
            return


def _whole(provider: Provider, request: Request, facts: Facts, text: str) -> Json:
    told = plain(facts)
    told["facts"] = [{"name": fact.name, **plain(fact)} for fact in facts.facts]
    return {
        "text": text,
        "author": f"agent:{provider.name}/{request.model}",
        "from": facts.versions[0],
        "to": facts.versions[1],
        **{key: told[key] for key in ("subject", "title", "since", "changesets", "taken_back")},
        "people": [{"actor": who, "changesets": count} for who, count in facts.people],
        "progress": list(facts.progress),
        "minutes": list(facts.minutes),
        "facts": told["facts"],
    }
