"""`python -m api serve | openapi`: what dev.py and the tools call."""

from __future__ import annotations

import json
import sys

from api.listening import CannotServe
from api.start import start


def main(arguments: list[str]) -> int:
    """Run one command; the exit status."""
    if arguments[:1] == ["openapi"]:
        from api.openapi import document  # noqa: PLC0415 - a server starts without it

        print(json.dumps(document(), indent=2, ensure_ascii=False))  # noqa: T201 - it is the output
        return 0
    if arguments[:1] == ["serve"]:
        return _serve()
    print("usage: python -m api serve | openapi", file=sys.stderr)  # noqa: T201 - for people
    return 2


def _serve() -> int:
    try:
        start()
    except CannotServe as error:
        print(f"patchledger: {error}", file=sys.stderr)  # noqa: T201 - for people
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
