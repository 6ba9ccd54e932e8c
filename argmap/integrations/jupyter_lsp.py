"""The language server in JupyterLab: jupyter-lsp finds `spec` by its entry point, and starts what it names."""

from __future__ import annotations

import sys
from typing import Any


def spec(manager: Any) -> dict[str, dict[str, Any]]:
    """What jupyter-lsp is to know of `argmap lsp`, as its version 2 has it; nothing where pygls is missing."""
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        return {}
    return {
        "argmap": {
            "version": 2,
            "argv": [sys.executable, "-m", "argmap", "lsp"],
            "languages": ["argmap"],
            "mime_types": ["text/x-argmap"],
            "display_name": "argmap",
            "install": {"pip": "pip install 'argmap[lsp]'"},
            "urls": {"home": "https://github.com/argmap/argmap"},
        }
    }
