#!/usr/bin/env python3
"""Everything a developer runs: `python3 dev.py help` lists it.

Needs Python 3.11 and pip (or uv), and nothing else: no activated environment, no Node. Whatever
a command needs is set up first, and what has not changed is skipped. This file stays readable to
older Pythons, so that they can say what is wrong; the work is in tools/.
"""

import os
import sys

OLDEST = (3, 11)


def complaint():
    # type: () -> str | None
    """Say why this machine cannot run the commands, or None when it can."""
    if os.name != "posix":
        return "dev.py runs on Linux and macOS; on Windows use it inside WSL."
    if sys.version_info < OLDEST:
        wanted, here = ("%d.%d" % tuple(version[:2]) for version in (OLDEST, sys.version_info))
        return "Patch Ledger needs Python %s or newer, and this is %s." % (wanted, here)
    return None


if __name__ == "__main__":
    problem = complaint()
    if problem:
        sys.exit(problem)
    # Neither sets of byte code for a dozen small files nor a dirty checkout.
    sys.dont_write_bytecode = True
    from tools.commands import main

    sys.exit(main(sys.argv[1:]))
