"""Diagnostics for programs: a JSON list, described in docs/cli.md."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.diagnostics import Diagnostic
from argmap.wording import json_text


def to_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The diagnostics as a JSON list."""
    return json_text([d.to_dict() for d in diagnostics])
