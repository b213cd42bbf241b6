"""Everything that a request may use, made by `api.bootstrap`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from agents.ports import Provider
from api.news import News
from api.parts import Parts
from api.presence import Presence
from api.sent_plans import SentPlans
from api.settings import Settings
from api.tail import Tail
from api.writer import WriterQueue
from ledger.integrity.notary import Notary

DOCUMENTS_AT_ONCE = 2
"""A large PDF takes a processor for seconds and some hundred megabytes: the others wait their turn."""


@dataclass(frozen=True)
class Backend(Parts):
    """The parts with what a server needs. `providers` are by name, the default one first.

    `fallbacks` are the names of those that are asked, in this order, when one is down. `talks` are the
    conversations that are under way. `reading` is held while a document is read.
    """

    settings: Settings
    providers: Mapping[str, Provider]
    writer: WriterQueue
    tail: Tail
    news: News
    notary: Notary
    presence: Presence
    fallbacks: tuple[str, ...] = ()
    talks: set[asyncio.Task[None]] = field(default_factory=set)
    sent_plans: SentPlans = field(default_factory=SentPlans)
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(DOCUMENTS_AT_ONCE))
