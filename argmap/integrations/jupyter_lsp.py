"""The language server in JupyterLab: jupyter-lsp finds `spec` by its entry point, and starts what it names."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Any


class _Spec:
    def is_installed(self, manager: Any) -> bool:
        """Whether the server can be started; where not, JupyterLab shows how to install it."""
        return find_spec("pygls") is not None

    def __call__(self, manager: Any) -> dict[str, dict[str, Any]]:
        """What jupyter-lsp is to know of `argmap lsp`, in version 2 of its form."""
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


spec = _Spec()
"""What the entry point `jupyter_lsp_spec_v1` names."""
