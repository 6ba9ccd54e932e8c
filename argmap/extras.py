"""Optional dependencies: what a feature needs that is not installed with argmap itself."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(ImportError):
    """A feature needs a package that is not there; the message says which extra to install."""


def needed(module: str, extra: str, purpose: str) -> Any:
    """A module that an extra brings; raises `MissingExtra` where it is not there."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(
            f"{purpose} needs {module}, which is not installed: pip install 'argmap[{extra}]'"
        ) from None
