"""Arguments and options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.opening import server_url

Project = Annotated[
    str,
    typer.Argument(
        metavar="PROJECT", help="Its title or a part of it, its id or the beginning of it."
    ),
]
InProject = Annotated[
    str | None, typer.Option("--project", "-p", metavar="PROJECT", help="In this project.")
]
Proposal = Annotated[
    str, typer.Argument(metavar="PROPOSAL", help="Its id, or its beginning: see `drafts`.")
]
Message = Annotated[str | None, typer.Option("--message", "-m", help="Why, for the history.")]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do not ask, even where it deletes the project.")
]
Provider = Annotated[str | None, typer.Option(help="Who plans; see `providers`.")]
Model = Annotated[str | None, typer.Option(help="Which of the provider's models.")]
Accept = Annotated[bool, typer.Option("--accept", help="Accept the whole draft at once.")]
Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        metavar="URL",
        callback=lambda given: given if given is None else server_url(given),
        help="Work through the server there. [default: the one that owns the database, if any]",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print what HTTP would answer.")]
