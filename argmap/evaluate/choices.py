"""The semantics and methods that there are: light to import, for whoever offers them."""

from __future__ import annotations

SEMANTICS = (
    *("grounded", "complete", "preferred", "stable", "semi-stable", "ideal"),
    *("carneades", "gradual"),
)
"""The semantics that there are, the default first."""

EXTENSIONS = SEMANTICS[1:6]
"""Those that clingo is needed for."""

METHODS = ("df-quad", "quadratic-energy", "euler", "h-categoriser")
"""The methods of the gradual semantics, the default first."""
