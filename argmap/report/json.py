"""Diagnostics for programs: a JSON list, described in docs/cli.md."""

from __future__ import annotations

import json
from collections.abc import Sequence

from argmap.diagnostics import Diagnostic


def to_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The diagnostics as a JSON list."""
    return json.dumps([d.to_dict() for d in diagnostics], ensure_ascii=False, indent=2) + "\n"
