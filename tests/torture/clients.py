"""The clients of a torture run: each a thread that plans, loses answers, asks again, and notes it all.

Every client has tasks of its own in every project, which nobody else touches, and shares some with
the others. So it knows what has to happen: a change of its own tasks goes through however old its
`base_version`, and of the shared ones whatever `judge` finds in the history afterwards.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple
from uuid import UUID

from tests.torture.operations import Change, Log, Operation, digest_of
from tests.torture.wire import Addresses, Answer, Line, Lost, Stopped, Wire

MOST_OWN = 6
"""Tasks of its own that a client keeps in one project: trees stay small, histories grow."""
AGAIN_SECONDS = 0.05

Plan = dict[str, list[str]]
"""By project: the tasks that all clients change."""


class Habits(NamedTuple):
    """What clients do, as shares of one; `patience`: seconds to be told that it cannot be done now."""

    reads: float = 0.4
    shared_changes: float = 0.5
    loses_answer: float = 0.08
    reuses_id: float = 0.01
    patience: float = 120.0


USUAL = Habits()


class Client(threading.Thread):
    """One client. `shared` are the tasks of each project that everybody changes.

    It ends after `most` operations, or when the addresses are told to stop. `line`: its way to the
    service, if not HTTP.
    """

    def __init__(
        self,
        name: str,
        addresses: Addresses,
        shared: Plan,
        seed: int,
        *,
        most: int | None = None,
        habits: Habits = USUAL,
        line: Line | None = None,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.log = Log()
        self._chance = random.Random(f"{name} {seed}")
        self._wire = line or Wire(addresses, self._chance.randrange(100))
        self._shared = shared
        self._own: dict[str, list[str]] = {project: [] for project in shared}
        self._seen = Counter[str]()
        self._read = Counter[str]()
        self._answers: Counter[str] = Counter()
        self._count = 0
        self._most = most
        self._habits = habits

    def run(self) -> None:
        """One operation after the other until the run ends."""
        try:
            with suppress(Stopped):
                while self._most is None or len(self.log.operations) < self._most:
                    self._step()
        except Exception as error:  # noqa: BLE001 (told at the end, by whoever looks at the log)
            self._surprise(f"{type(error).__name__}: {error}")
        finally:
            self.finish()

    def finish(self) -> None:
        """Let go of the connection, and round the log off."""
        self.log.answers = dict(self._answers)
        self._wire.leave()

    def append(self, project: str, changes: Sequence[Change], base: int | None = None) -> Operation:
        """Append until there is an answer, under one id."""
        operation = self._begun("append", project)
        operation.changeset, operation.changes, operation.base = self.new_id(), tuple(changes), base
        path, body = f"/projects/{project}/changesets", self.body_of(operation)
        if self._chance.random() < self._habits.loses_answer:
            with suppress(Lost):
                self._wire.send_and_leave("POST", path, body)
            operation.tries += 1
        self._appended(operation, self._until_answered(operation, "POST", path, body))
        return operation

    @staticmethod
    def body_of(operation: Operation) -> dict[str, Any]:
        """The request of an append."""
        body: dict[str, Any] = {"id": operation.changeset}
        body["patches"] = [change.patch() for change in operation.changes]
        return body if operation.base is None else {**body, "base_version": operation.base}

    def _step(self) -> None:
        self._wire.addresses.check()
        project = self._chance.choice(list(self._shared))
        if self._chance.random() < self._habits.reads:
            self._chance.choice((self._tree, self._tree, self._history, self._list))(project)
        elif self._chance.random() < self._habits.shared_changes:
            self._change_shared(project)
        else:
            self._change_own(project)
        if self._chance.random() < self._habits.reuses_id:
            self._reuse_an_id(project)

    # Writing

    def _change_own(self, project: str) -> None:
        own, changes = self._own[project], list[Change]()
        made = [self.new_id() for _ in range(self._chance.randint(0, 3) if own else 1)]
        if own:
            changes.append(Change("update", self._chance.choice(own), self._text()))
        changes += [Change("create", task, self._text()) for task in made]
        dropped = own[: max(0, len(own) + len(made) - MOST_OWN)]
        changes += [Change("delete", task) for task in dropped if task != changes[0].task]
        dropped = [change.task for change in changes if change.op == "delete"]
        # What this client saw last is stale when others were faster, and conflicts with nothing.
        base = self._chance.choice((None, self._seen[project] or None))
        done = self.append(project, changes, base)
        if done.kind == "append" and done.answered:
            self._own[project] = [task for task in (*own, *made) if task not in dropped]
        else:
            self._surprise(f"a change of own tasks was refused: {done.conflicts}")

    def _change_shared(self, project: str) -> None:
        tasks = self._chance.sample(self._shared[project], self._chance.randint(1, 2))
        changes = [Change("update", task, *self._fields()) for task in tasks]
        base = self._read[project] if self._chance.random() < 0.6 else 0
        self.append(project, changes, base or None)

    def _appended(self, operation: Operation, answer: Answer) -> None:
        operation.returned = monotonic()
        if answer.status in {200, 201}:
            changeset = answer.body["changeset"]
            operation.first, operation.last = changeset["first"], changeset["last"]
            self._saw(operation.project, operation.last)
        elif answer.code == "conflict" and answer.body.get("version") is not None:
            operation.kind, operation.version = "refused", answer.body["version"]
            operation.conflicts = answer.body["conflicts"]
            self._saw(operation.project, operation.version)
        else:
            operation.kind, operation.version = "refused", -1
            self._surprise(f"an append was answered {answer.status} {answer.body}")

    def _reuse_an_id(self, project: str) -> None:
        """An id that was taken, with anything else: told so, and nothing happens."""
        taken = next((o for o in reversed(self.log.operations) if o.last), None)
        if taken is None:
            return
        body = {**self.body_of(taken), "message": self._text()}
        path = f"/projects/{project}/changesets"
        answer = self._until_answered(taken, "POST", path, body)
        if (answer.status, answer.code) != (422, "changeset_id_reused"):
            self._surprise(f"the id of another changeset was answered {answer}")

    # Reading

    def _tree(self, project: str) -> None:
        def version(body: Any, operation: Operation) -> int:
            tasks = ((task["id"], task["title"], task["description"]) for task in body["tasks"])
            operation.digest = digest_of(tasks)
            self._read[project] = body["version"]
            return int(body["version"])

        self._look(project, f"/projects/{project}?shape=flat", version)

    def _history(self, project: str) -> None:
        self._look(
            project,
            f"/projects/{project}/changesets?limit=2",
            lambda body, _: max((int(item["last"]) for item in body["items"]), default=0),
        )

    def _list(self, project: str) -> None:
        def version(body: Any, _: Operation) -> int:
            return next((int(i["version"]) for i in body["items"] if i["id"] == project), 0)

        self._look(project, "/projects?limit=200", version)

    def _look(self, project: str, path: str, version: Callable[[Any, Operation], int]) -> None:
        operation = self._begun("read", project)
        answer = self._until_answered(operation, "GET", path)
        if answer.status != 200:
            self._surprise(f"GET {path} was answered {answer.status} {answer.body}")
            return
        operation.version = version(answer.body, operation)
        operation.returned = monotonic()
        self._saw(project, operation.version)

    # The way there

    def _begun(self, kind: Any, project: str) -> Operation:
        operation = Operation(kind, self.name, project, monotonic())
        self.log.operations.append(operation)
        return operation

    def _until_answered(
        self, operation: Operation, method: str, path: str, body: Any = None
    ) -> Answer:
        """Ask until a server answers something else than that it cannot just now."""
        refused_since: float | None = None
        while True:
            try:
                answer = self._wire.ask(method, path, body)
            except Lost:
                self._answers["lost"] += 1
                refused_since = None
            else:
                self._answers[f"{method} {answer.code}"] += 1
                refused_since = refused_since or monotonic()
                if answer.status != 503 or monotonic() - refused_since > self._habits.patience:
                    return answer
                self._wire.addresses.pause(AGAIN_SECONDS)
            operation.tries += 1
            if method == "GET":
                operation.invoked = monotonic()

    def _saw(self, project: str, version: int) -> None:
        self._seen[project] = max(self._seen[project], version)

    def _surprise(self, sentence: str) -> None:
        self.log.surprises.append(f"{self.name}: {sentence}")

    def _fields(self) -> tuple[str | None, str | None]:
        both = (self._text(), self._text())
        return self._chance.choice((both, (both[0], None), (None, both[1])))

    def _text(self) -> str:
        self._count += 1
        return f"{self.name}-{self._count}"

    def new_id(self) -> str:
        """An id that nobody had, the same in each run of one seed."""
        return str(UUID(int=self._chance.getrandbits(128), version=4))


def make_plan(
    addresses: Addresses, projects: int, shared: int, seed: int, line: Line | None = None
) -> tuple[Log, Plan]:
    """Make the projects that the clients work on; what was done, and each one's shared tasks."""
    maker = Client("maker", addresses, {}, seed, line=line)
    plan = {maker.new_id(): [maker.new_id() for _ in range(shared)] for _ in range(projects)}
    for project, tasks in plan.items():
        changes = [Change("create", task, "shared") for task in tasks]
        maker.append(project, [Change("create", project, "plan", target="project"), *changes])
    maker.finish()
    return maker.log, plan
