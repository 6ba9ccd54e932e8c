"""Argument maps: write an argument down, check its structure, draw it for a paper.

import argmap

map = argmap.loads("premise: Joining NATO requires unanimity.\\nso: The Ukraine pledge is hollow.")
map.render("hollow.pdf")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from argmap.version import __version__ as __version__

if TYPE_CHECKING:
    from argmap.compare.assessment import Assessment
    from argmap.compare.comparison import Comparison
    from argmap.compilation import Compilation
    from argmap.diagnostics import (
        ArgmapError,
        Diagnostic,
        Diagnostics,
        Edit,
        Fix,
        Related,
        Rule,
        Severity,
    )
    from argmap.edit.editing import Editing
    from argmap.evaluate.acts import Act
    from argmap.evaluate.contrast import Contrast
    from argmap.evaluate.crux import Crux
    from argmap.evaluate.defence import Defence
    from argmap.evaluate.evaluation import Evaluation
    from argmap.evaluate.explanation import StatusExplanation
    from argmap.losses import Loss
    from argmap.map import ArgumentMap, ReadResult, check, load, loads, read
    from argmap.model import (
        Answer,
        Argument,
        Condition,
        Explanation,
        Import,
        Independence,
        Part,
        Preference,
        Quotation,
        Section,
        Statement,
    )
    from argmap.proof.prove import prove
    from argmap.proof.reconstruction import Reconstruction, reconstruction
    from argmap.proof.results import Bridge, Proof, Proofs, Reservation, Verdict
    from argmap.proof.solver import ProverError
    from argmap.proof.world import World
    from argmap.source import Source, Span


_HOME = {
    **dict.fromkeys(("ArgumentMap", "ReadResult", "check", "load", "loads", "read"), "argmap.map"),
    "Compilation": "argmap.compilation",
    **dict.fromkeys(
        ("ArgmapError", "Diagnostic", "Diagnostics", "Edit", "Fix", "Related", "Rule", "Severity"),
        "argmap.diagnostics",
    ),
    "Assessment": "argmap.compare.assessment",
    "Comparison": "argmap.compare.comparison",
    "Editing": "argmap.edit.editing",
    "Act": "argmap.evaluate.acts",
    "Contrast": "argmap.evaluate.contrast",
    "Crux": "argmap.evaluate.crux",
    "Defence": "argmap.evaluate.defence",
    "Evaluation": "argmap.evaluate.evaluation",
    "StatusExplanation": "argmap.evaluate.explanation",
    "Loss": "argmap.losses",
    **dict.fromkeys(
        (
            "Answer",
            "Argument",
            "Condition",
            "Explanation",
            "Import",
            "Independence",
            "Part",
            "Preference",
            "Quotation",
            "Section",
            "Statement",
        ),
        "argmap.model",
    ),
    "prove": "argmap.proof.prove",
    **dict.fromkeys(("Reconstruction", "reconstruction"), "argmap.proof.reconstruction"),
    **dict.fromkeys(
        ("Bridge", "Proof", "Proofs", "Reservation", "Verdict"), "argmap.proof.results"
    ),
    "ProverError": "argmap.proof.solver",
    "World": "argmap.proof.world",
    **dict.fromkeys(("Source", "Span"), "argmap.source"),
}

__all__ = [
    "Act",
    "Answer",
    "ArgmapError",
    "Argument",
    "ArgumentMap",
    "Assessment",
    "Bridge",
    "Comparison",
    "Compilation",
    "Condition",
    "Contrast",
    "Crux",
    "Defence",
    "Diagnostic",
    "Diagnostics",
    "Edit",
    "Editing",
    "Evaluation",
    "Explanation",
    "Fix",
    "Import",
    "Independence",
    "Loss",
    "Part",
    "Preference",
    "Proof",
    "Proofs",
    "ProverError",
    "Quotation",
    "ReadResult",
    "Reconstruction",
    "Related",
    "Reservation",
    "Rule",
    "Section",
    "Severity",
    "Source",
    "Span",
    "Statement",
    "StatusExplanation",
    "Verdict",
    "World",
    "check",
    "load",
    "loads",
    "prove",
    "read",
    "reconstruction",
]


def __getattr__(name: str) -> Any:
    """Loads what is asked for, and no more (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
