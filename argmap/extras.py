"""Packages that may be missing: what an extra brings, and what has no wheel on some machines."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# The packages whose modules have other names.
_PACKAGES = {
    "docx": "python-docx",
    "fontTools": "fonttools",
    "pptx": "python-pptx",
    "resvg_py": "resvg-py",
    "yaml": "pyyaml",
}


class MissingExtra(ImportError):
    """A feature needs a package that is not there; the message says which, and how to install it."""


def needed(module: str, extra: str, purpose: str) -> Any:
    """A module that an extra brings or, where `extra` is empty, that comes with argmap on most machines;
    raises `MissingExtra` where it is not there.
    """
    try:
        return import_module(module)
    except ImportError:
        top = module.partition(".")[0]
        package = _PACKAGES.get(top, module if extra else top)
        install = f"'argmap[{extra}]'" if extra else package
        raise MissingExtra(
            f"{purpose} needs {package}, which is not installed: pip install {install}"
        ) from None
