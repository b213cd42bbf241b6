"""`python -m benchmarks.parsing PORT`: the real server, with one more call that parses and stores nothing.

What a request costs before anything is done with it is the same for both then: the same process, the
same router and middleware, the same models.
"""

from __future__ import annotations

import sys

import uvicorn
from fastapi.responses import Response

from api import logs
from api.answers import answer
from api.app import create_app
from api.bootstrap import open_backend
from api.deps import ProjectInPath, Who
from api.routes import changesets
from api.schemas.requests import ChangesetIn
from api.settings import Settings


async def parsed(who: Who, project_id: ProjectInPath, sent: ChangesetIn) -> Response:
    """What `POST …/changesets` does before it appends."""
    changes = sent.changes(project_id, who)
    return answer({"project_id": changes.project_id, "patches": len(changes.patches)}, 201)


def main() -> None:
    """Serve the ledger that the environment names until a signal ends it."""
    logs.configure()
    changesets.router.post("/parsed", status_code=201)(parsed)
    app = create_app(lambda: open_backend(Settings()))
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
