"""What came of a run, and the lines that tell people of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from tests.torture import checker, judge
from tests.torture.audit import audited
from tests.torture.fleet import Victim
from tests.torture.operations import Log

MOST = 20
START_LIMIT_SECONDS = 90.0
"""Generous: that a start after a crash takes less than 5 s is a figure, not a law of any machine."""


@dataclass
class Report:
    """Counts, the clients' notes, and what was found: a run without findings has passed."""

    strikes: Counter[str] = field(default_factory=Counter)
    """What was done to the service, and how often."""
    audits: int = 0
    events: int = 0
    log: Log = field(default_factory=Log)
    findings: list[str] = field(default_factory=list)
    starts: dict[str, list[float]] = field(default_factory=lambda: {"forked": [], "cold": []})

    resumed: list[float] = field(default_factory=list)
    """Seconds that servers took to be ready again after their database had come back."""

    def add_starts(self, servers: list[Victim]) -> None:
        """Count the starts of these servers in; one that took for ever is a finding."""
        for server in servers:
            for kind, seconds in server.seconds.items():
                self.starts[kind] += seconds
        longest = max((s for starts in self.starts.values() for s in starts), default=0)
        if longest > START_LIMIT_SECONDS:
            self.findings.append(f"a start took {longest:.1f} s")

    def conclude(self, url: str, log: Log) -> judge.Written:
        """With no server running, hold everything that the clients noted against the ledger."""
        written = audited(url)
        self.audits += 1
        self.log, self.events = log, sum(map(len, written.events.values()))
        self.findings += log.surprises
        self.findings += judge.findings(written, log.operations)
        self.findings += checker.findings(written.spans, log.operations)
        return written

    def told(self, seconds: float) -> Iterator[str]:
        """What was done, and what was found; `seconds`: how long it took."""
        operations = self.log.operations
        kinds = Counter(o.kind if o.answered else f"{o.kind} without answer" for o in operations)
        again = sum(o.tries > 1 for o in operations)
        yield f"{self.strikes.total()} strikes: {dict(self.strikes)}"
        yield f"{self.audits} audits, {self.events} events, {seconds:.0f} s"
        yield f"{len(operations)} operations: {dict(kinds)}; {again} tried again"
        yield f"answers: {dict(sorted(self.log.answers.items()))}"
        for kind, starts in self.starts.items():
            if starts:
                middle, most = median(starts), max(starts)
                yield f"{len(starts)} {kind} starts: median {middle:.2f} s, longest {most:.2f} s"
        if self.resumed:
            yield f"{len(self.resumed)} times resumed: longest {max(self.resumed):.2f} s"
        yield f"{len(self.findings)} findings"
        yield from self.findings[:MOST]
