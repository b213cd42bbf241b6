"""What the clients of a torture run write down: each request with its times, and what was answered.

The clients run in another process than the servers that are killed, so what stands in a log was
answered, whatever became of the server. Times are `time.monotonic()`, which all processes of one
machine share.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

import msgspec

Kind = Literal["append", "refused", "read"]


class Change(msgspec.Struct, frozen=True, array_like=True):
    """One patch that a client asked for, in the fields that the runs use."""

    op: Literal["create", "update", "delete"]
    task: str
    title: str | None = None
    description: str | None = None
    target: Literal["task", "project"] = "task"

    def patch(self) -> dict[str, Any]:
        """As it is sent."""
        patch: dict[str, Any] = {"op": self.op, "target": self.target, "target_id": self.task}
        return patch if self.op == "delete" else {**patch, "body": dict(self.fields())}

    def fields(self) -> list[tuple[str, str]]:
        """The fields that it sets."""
        both = (("title", self.title), ("description", self.description))
        return [(name, value) for name, value in both if value is not None]


class Operation(msgspec.Struct):
    """One operation on one project, from before its first try to the answer.

    `returned` is infinite for what was never answered: it may or may not have happened. An `append`
    that was acknowledged has its span `first`…`last`; a `read`, and a refusal for a conflict, have
    the `version` that they met. `digest` is that of the tasks that a tree showed.
    """

    kind: Kind
    client: str
    project: str
    invoked: float
    returned: float = math.inf
    changeset: str = ""
    changes: tuple[Change, ...] = ()
    base: int | None = None
    first: int = 0
    last: int = 0
    version: int = 0
    digest: int | None = None
    conflicts: list[dict[str, Any]] = []
    tries: int = 1

    @property
    def answered(self) -> bool:
        """Whether the client heard an answer."""
        return self.returned < math.inf


class Log(msgspec.Struct):
    """What one or several clients wrote down. `answers` counts statuses and codes."""

    operations: list[Operation] = []
    answers: dict[str, int] = {}
    surprises: list[str] = []

    def save(self, file: Path) -> None:
        """Keep it for another process."""
        file.write_bytes(msgspec.msgpack.encode(self))

    @staticmethod
    def load(file: Path) -> Log:
        """What another process has saved."""
        return msgspec.msgpack.decode(file.read_bytes(), type=Log)


def merged(logs: Iterable[Log]) -> Log:
    """Several logs as one."""
    whole, answers = Log(), Counter[str]()
    for log in logs:
        whole.operations += log.operations
        whole.surprises += log.surprises
        answers.update(log.answers)
    whole.answers = dict(answers)
    return whole


def digest_of(tasks: Iterable[Sequence[str | None]]) -> int:
    """A digest of (id, title, description) of each task, in whatever order they come."""
    return crc32(msgspec.json.encode(sorted(map(list, tasks))))
