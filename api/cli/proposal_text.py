"""A draft as text: what the agent said, what would change, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from api.cli.change_text import changes_text
from api.cli.ink import clean, ink
from api.cli.link import Answer, Problem
from api.cli.value_text import count_text
from api.problems import problem


def proposal_text(answer: Answer) -> str:
    """The latest answer of the agent, the whole draft, and what to do next."""
    return "\n".join([*_said(answer), *_draft(answer), "", *_next(answer)])


def refined_text(answer: Answer, before: Answer) -> str:
    """The latest answer of the agent, what of the draft is another by it, and where the rest is."""
    was, now = (
        {row["patch"]["target_id"]: row for row in draft["diff"]} for draft in (before, answer)
    )
    rows = [row for id, row in now.items() if id not in was or was[id]["patch"] != row["patch"]]
    gone = [row for id, row in was.items() if id not in now]
    return "\n".join([*_said(answer), *_refined(answer, rows, gone), "", *_next(answer)])


def _refined(answer: Answer, rows: list[Answer], gone: list[Answer]) -> Iterator[str]:
    if rows:
        yield changes_text(rows, numbered=True)
    for row in gone:
        name = "project" if row["number"] is None else f"T{row['number']}"
        what = {"create": "added", "update": "changed", "delete": "removed"}[row["patch"]["op"]]
        yield ink(f"     {name} {clean(row['title'])} is no longer {what}", "dim")
    asks = any(message["question"] for message in _since_instruction(answer["messages"]))
    if not (rows or gone or asks):
        yield "The draft is as it was."
    yield from _to_know(answer)
    if rest := len(answer["diff"]) - len(rows):
        changes = count_text(rest, "other change")
        yield ink(f"and {changes}: patchledger draft {answer['id']}", "dim")
    if rows:
        yield ink(
            "The numbers are of the draft as it is now; the next message may shift them.", "dim"
        )


def said_text(answer: Answer) -> str:
    """The latest answer of the agent."""
    return "\n".join(_said(answer))


def _said(answer: Answer) -> Iterator[str]:
    for message in _since_instruction(answer["messages"]):
        if message["question"] is None:
            yield from (clean(line) for line in message["text"].splitlines())
        else:
            yield from _asked(message["question"])
        yield from map(_found, message["findings"])
        yield from _how_it_went(message)


def _how_it_went(message: Answer) -> Iterator[str]:
    """What of an answer had to be corrected, and that it is not whole."""
    usage = message["usage"] or {}
    if usage.get("corrected"):
        yield ink(f"(corrected {usage['corrected']} of {usage['edits']})", "dim")
    if message["stopped"]:
        yield ink("The answer is not whole. Another message goes on from here.", "yellow")


def _found(finding: Answer) -> str:
    number = f"T{finding['number']}" if finding["number"] else "plan"
    score = "" if finding["score"] is None else ink(f" {finding['score']:>2}/10", "dim")
    kind = finding["kind"].replace("_", " ")
    return f"  {ink(f'{number:<5}', 'cyan')}{score} {ink(kind, 'bold')}: {clean(finding['reason'])}"


def _asked(question: Answer) -> Iterator[str]:
    yield ink(clean(question["question"]), "bold", "yellow")
    named = {f"T{task['number']} {task['title']}" for task in question["candidates"]}
    for task in question["candidates"]:
        number = ink(f"T{task['number']}", "cyan")
        yield f"  {number} {clean(task['title'])}"
    for option in question["options"]:
        if option not in named:
            yield f"  {clean(option)}"


def _since_instruction(messages: list[Answer]) -> list[Answer]:
    """What the agent said since the person last spoke."""
    latest: list[Answer] = []
    for message in reversed(messages):
        if message["role"] == "user":
            break
        latest.insert(0, message)
    return latest


def _draft(answer: Answer) -> Iterator[str]:
    if not answer["diff"]:
        if not any(m["question"] for m in _since_instruction(answer["messages"])):
            yield "The draft changes nothing."
        return
    yield changes_text(answer["diff"], numbered=True)
    yield from _to_know(answer)


def _to_know(answer: Answer) -> Iterator[str]:
    """What a draft takes away in all, and what stands in its way."""
    removed = sum(row["removed"] for row in answer["diff"])
    if removed:
        yield ink(f"Removes {count_text(removed, 'task')} in all.", "bold", "red")
    for conflict in answer["conflicts"]:
        title = clean(conflict["title"] or conflict["target_id"])
        yield ink(f"  conflict at {title}: {clean(conflict['message'])}", "red")


def _next(answer: Answer) -> Iterator[str]:
    if answer["status"] != "open":
        yield ink(f"This proposal was {answer['status']}.", "dim")
        return
    name = answer["id"]
    if answer["diff"]:
        yield ink(
            f"patchledger accept {name}    (a part, by the numbers above: --only 1,3-5)", "dim"
        )
    yield ink(f'patchledger refine {name} "…"', "dim")


def choice_in(given: str) -> list[int]:
    """The indexes that a choice such as 1,3-5 means. Raises BadParameter."""
    chosen: set[int] = set()
    for part in given.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdigit() or (dash and not last.isdigit()) or int(first) < 1:
            raise typer.BadParameter(f"{given!r} is not a choice such as 1,3-5")
        chosen.update(range(int(first) - 1, int(last or first)))
    if not chosen:
        raise typer.BadParameter(f"{given!r} chooses nothing")
    return sorted(chosen)


def left_out(answer: Answer, chosen: list[int]) -> int:
    """How many changes of a draft are not chosen. Raises Problem where it has not as many."""
    count = len(answer["diff"])
    if answer["status"] == "open" and 0 < count <= chosen[-1]:
        has = f"The draft has {count_text(count, 'change')}"
        message = f"{has}; the last has the number {count}, and {chosen[-1] + 1} is none."
        raise Problem(problem(422, "invalid_value", message))
    return count - len(chosen)


def numbered(members: Answer) -> Answer:
    """A problem about a part of a draft, with the changes counted from 1, as they are shown."""
    errors = members.get("errors") or []
    shown = [{**e, "index": e["index"] + 1} if e.get("index") is not None else e for e in errors]
    return {**members, "errors": shown}
