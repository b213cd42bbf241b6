"""Times of work as text: the one notation of the page, the command line and the planner's words."""

from __future__ import annotations

HOUR = 60
DAY = 8 * HOUR
"""Minutes of work in a day."""


def duration_text(minutes: int) -> str:
    """Minutes of work in short: 570 is "1d 1h 30m"; a day has 8 hours. `web/src/lib/duration.ts` too."""
    days, rest = divmod(minutes, DAY)
    hours, rest = divmod(rest, HOUR)
    parts = [f"{n}{unit}" for n, unit in ((days, "d"), (hours, "h"), (rest, "m")) if n]
    return " ".join(parts) or "0m"
