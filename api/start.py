"""From a command to a running server, quickly: nothing else is imported before it is asked for."""

from __future__ import annotations

import gc


class CannotServe(Exception):
    """Why the server does not start, in one sentence."""


def start(**overrides: object) -> None:
    """Serve until a signal ends it. `overrides`: settings that go before all others.

    Raises CannotServe.
    """
    # Loading makes hundreds of thousands of objects and hardly any garbage: looking for some takes an
    # eighth of the start. The server turns the collector on again when it answers.
    gc.disable()
    from api.server import serve  # noqa: PLC0415 (the web application)
    from api.settings import SettingsRefused, load  # noqa: PLC0415 (likewise)

    try:
        serve(load().model_copy(update=overrides))
    except SettingsRefused as error:
        raise CannotServe(str(error)) from error
