"""From a command to a running server: what can refuse comes first, what takes long to load last."""

from __future__ import annotations

import gc

from api.listening import CannotServe, listen
from api.storage import open_ledger
from ledger.core.errors import LedgerError


def start(**overrides: object) -> None:
    """Serve until a signal ends it. `overrides`: settings that go before all others.

    Raises CannotServe.
    """
    # Loading makes hundreds of thousands of objects and hardly any garbage: looking for some takes an
    # eighth of the start. The server turns the collector on again when it answers.
    gc.disable()
    from api.settings import SettingsRefused, load  # noqa: PLC0415 (a tenth of the start)

    try:
        settings = load().model_copy(update=overrides)
        with listen(settings.host, settings.port) as listening:
            settings = settings.model_copy(update={"port": listening.getsockname()[1]})
            place = settings.database, settings.url, settings.signing_key
            with open_ledger(*place) as books:
                from api.server import serve  # noqa: PLC0415 (most of the start)

                serve(books, settings, listening)
    except SettingsRefused as error:
        raise CannotServe(str(error)) from error
    except LedgerError as error:
        raise CannotServe(error.message) from error
