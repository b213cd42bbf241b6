"""`python -m benchmarks.parsing PORT`: the real server, with one more call that parses and stores nothing.

What a request costs before anything is done with it is the same for both then: the same process, the
same router and middleware, the same models, and Python's collector set as it is for people.
"""

from __future__ import annotations

import sys

from fastapi.responses import Response

from api.answers import answer
from api.deps import ProjectInPath, Who
from api.routes import changesets
from api.schemas.requests import ChangesetIn
from api.start import start


async def parsed(who: Who, project_id: ProjectInPath, sent: ChangesetIn) -> Response:
    """What `POST …/changesets` does before it appends."""
    changes = sent.changes(project_id, who)
    return answer({"project_id": changes.project_id, "patches": len(changes.patches)}, 201)


def main() -> None:
    """Serve the ledger that the environment names until a signal ends it."""
    changesets.router.post("/parsed", status_code=201)(parsed)
    start(port=int(sys.argv[1]))


if __name__ == "__main__":
    main()
