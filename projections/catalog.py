"""Which views there are."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from projections import views
from projections.view import View


def all_views() -> tuple[View, ...]:
    """The views of the folder `projections/views`, by the names of their modules."""
    names = sorted(module.name for module in iter_modules(views.__path__))
    return tuple(import_module(f"{views.__name__}.{name}").VIEW for name in names)
