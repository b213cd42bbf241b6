"""Commands that plan with an agent: plan, refine, break-down, accept, reject."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.cli import names
from api.cli.changing import appended_to
from api.cli.document_file import document_in
from api.cli.ink import clean, coloured, err, ink, out
from api.cli.link import Answer, Link, Problem, Told, whole
from api.cli.opening import session
from api.cli.options import (
    Accept,
    AsJson,
    InProject,
    Message,
    Model,
    Proposal,
    Provider,
    Server,
)
from api.cli.patience import patiently
from api.cli.proposal_text import (
    choice_in,
    left_out,
    numbered,
    proposal_text,
    refined_text,
    said_text,
)
from api.cli.reading import tell
from api.cli.tables import drafts_table
from api.cli.tree_text import plan_text
from api.cli.value_text import count_text
from api.encoding import encode, text

Task = Annotated[str, typer.Argument(metavar="TASK", help="T17, its title or its id.")]


Document = Annotated[
    str | None,
    typer.Option(
        "--document",
        metavar="FILE",
        help="Plan from this Markdown, text or PDF file; -: text from standard input.",
    ),
]


def plan(
    goal: Annotated[
        str | None, typer.Argument(metavar="GOAL", help="What you want to build.")
    ] = None,
    project: InProject = None,
    document: Document = None,
    provider: Provider = None,
    model: Model = None,
    accept: Accept = False,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Plan a new project from a goal or a document, or change one as they say."""
    if goal is None and document is None:
        raise typer.BadParameter("a GOAL or a --document is needed", param_hint="GOAL")
    content = None if document is None else document_in(document)
    with session(server, as_json, make=True) as link:
        inside = project and names.project_id(link, project)
        kept = content and link.upload("/documents", content.bytes, content.type, name=content.name)
        asked = {
            "instruction": goal,
            "project_id": inside,
            "provider": provider,
            "model": model,
            "document_id": kept and kept["id"],
        }
        converse(link, "/proposals", asked, as_json=as_json, accept=accept)


def break_down(
    task: Task,
    instruction: Annotated[
        str, typer.Argument(metavar="INSTRUCTION", help="How.")
    ] = "Break it down",
    project: InProject = None,
    provider: Provider = None,
    model: Model = None,
    accept: Accept = False,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Break a task down into sub-tasks."""
    with session(server, as_json) as link:
        if project is None:
            inside, id = names.task_anywhere(link, task)
        else:
            inside = names.project_id(link, project)
            id = names.task_of(link, inside, task)
        asked = {
            "instruction": instruction,
            "project_id": inside,
            "task_id": id,
            "provider": provider,
            "model": model,
        }
        converse(link, "/proposals", asked, as_json=as_json, accept=accept)


def refine(
    proposal: Proposal,
    instruction: Annotated[str, typer.Argument(help="What should be different.")],
    provider: Provider = None,
    model: Model = None,
    accept: Accept = False,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Say what should be different, or answer the agent's question; `--provider` counts this once.

    Each message may shift the numbers of the changes: `accept --only` goes by those shown last.
    """
    with session(server, as_json) as link:
        asked = {"instruction": instruction, "provider": provider, "model": model}
        path = f"/proposals/{names.proposal_id(link, proposal)}"
        before = {} if as_json or accept else link.get(path)
        converse(link, f"{path}/messages", asked, as_json=as_json, accept=accept, before=before)


def accept(
    proposal: Proposal,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="1,3-5", help="A part: the numbers that the draft was shown with last."
        ),
    ] = None,
    digest: Annotated[
        str | None, typer.Option(help="Of the draft that you saw: refused if it is another now.")
    ] = None,
    message: Message = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Make a draft part of the project, whole or in part."""
    chosen = None if only is None else choice_in(only)
    asked = {"digest": digest, "patches": chosen, "message": message}
    with session(server, as_json) as link:
        proposal = names.proposal_id(link, proposal)
        if as_json:
            _accept(link, proposal, asked, as_json)
            return
        left = 0 if chosen is None else left_out(link.get(f"/proposals/{proposal}"), chosen)
        try:
            _accept(link, proposal, asked, as_json)
        except Problem as refused:
            raise Problem(numbered(refused.members)) from None
    if left:
        changes = count_text(left, "change")
        out(f"\nLeft out: {changes} of the draft, which is closed with that.")


def reject(
    proposal: Proposal,
    reason: Annotated[str | None, typer.Option(help="Why; the agents are told.")] = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Turn a draft down. The project stays as it is."""
    with session(server, as_json) as link:
        path = f"/proposals/{names.proposal_id(link, proposal)}/reject"
        answer = link.post(path, encode({"reason": reason}))
    tell(answer, as_json, lambda _: "Rejected; the project is as it was.")


def drafts(
    project: Annotated[
        str | None, typer.Argument(metavar="PROJECT", help="Only those about this project.")
    ] = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """List the drafts that wait for a decision, what was touched last first."""
    with session(server, as_json) as link:
        inside = project and names.project_id(link, project)
        answer = whole(link, "/proposals", project_id=inside)
    tell(answer, as_json, lambda told: drafts_table(told["items"]))


def draft(proposal: Proposal, *, server: Server = None, as_json: AsJson = False) -> None:
    """Show a draft whole, its changes numbered."""
    with session(server, as_json) as link:
        answer = link.get(f"/proposals/{names.proposal_id(link, proposal)}")
    tell(answer, as_json, proposal_text)


def converse(
    link: Link,
    path: str,
    asked: Answer,
    *,
    as_json: bool,
    accept: bool,
    before: Answer | None = None,
) -> None:
    """Hand an instruction to the agent, show the draft, and accept it if that was asked.

    `before`: the draft that was there already; only what became another is shown of it.
    """
    body = encode({name: value for name, value in asked.items() if value is not None})
    answer = link.post(path, body) if as_json else _heard(link, path, body)
    if not accept:
        tell(
            answer,
            as_json,
            lambda told: refined_text(told, before) if before else proposal_text(told),
        )
    else:
        if not as_json:
            out(said_text(answer))
        _accept(link, answer["id"], {"digest": answer["digest"]}, as_json)


def _heard(link: Link, path: str, body: bytes) -> Answer:
    """What came of it in the end; on a terminal, what comes is shown as it comes."""
    count = 0
    last: Answer = {}
    for told in patiently(link.stream(path, body)):
        if told.name == "problem":
            raise Problem(told.content)
        if told.name == "retry":
            err(ink(_retry_text(told.content), "dim"))
        count += told.name == "patch"
        _show_progress(count, told)
        last = told.content
    return last


def _retry_text(content: Answer) -> str:
    """A round of edits that are asked for again has a number; who else is asked, or when, tells itself."""
    reason = clean(content["reason"])
    return f"Again ({content['round']}): {reason}" if content["round"] else reason


def _show_progress(count: int, told: Told) -> None:
    if not (coloured() and sys.stderr.isatty()):
        return
    title = ""
    if told.name == "patch":
        title = clean((told.content["patch"].get("body") or {}).get("title", ""))[:60]
    line = "" if told.name == "done" else f"… {count}  {title}"
    typer.echo(f"\r\x1b[K{line}", nl=False, err=True)


def _accept(link: Link, proposal: str, asked: Answer, as_json: bool) -> None:
    answer = link.post(f"/proposals/{proposal}/accept", encode(asked))
    if as_json:
        out(text(answer))
        return
    plan = link.get(f"/projects/{answer['project_id']}")
    out(appended_to(plan["project"]["title"])(answer))
    out("\n" + plan_text(plan))
