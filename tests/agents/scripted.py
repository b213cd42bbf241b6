"""A provider that says what it is told to, round by round."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext

from agents.edits import Edit
from agents.ports import EditSaid, Model, ProviderFailed, Request, Said, SetUp

Round = Sequence[Said | ProviderFailed]


class Scripted:
    """A provider that says one round after the other, and keeps what it was asked."""

    def __init__(self, *rounds: Round, name: str = "scripted", ready: bool = True) -> None:
        self.name = name
        self.ready = ready
        self.rounds = rounds
        self.requests: list[Request] = []

    def models(self) -> tuple[Model, ...]:
        return (Model("one", "The first"), Model("two", "The second"))

    def setup(self) -> SetUp:
        return SetUp(ready=self.ready)

    def warm(self) -> None:
        pass

    def connected(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        self.requests.append(request)
        for said in self.rounds[len(self.requests) - 1]:
            if isinstance(said, ProviderFailed):
                raise said
            yield said


def rename(ref: str, title: str) -> EditSaid:
    return EditSaid(Edit("update", ref, title=title))


UNKNOWN = rename("T99", "Nothing")
