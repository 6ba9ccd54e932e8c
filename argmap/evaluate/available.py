"""The names of semantics and methods, and the defaults; imports nothing, so that the command line starts fast."""

from __future__ import annotations

from typing import Literal, get_args

SEMANTICS = (
    *("grounded", "complete", "preferred", "stable", "semi-stable", "ideal"),
    *("carneades", "gradual", "probabilistic"),
)
"""The semantics that there are, the default first."""

EXTENSIONS = SEMANTICS[1:6]
"""Those that clingo is needed for."""

Acceptance = Literal["sceptical", "credulous"]
ACCEPTANCES: tuple[Acceptance, ...] = get_args(Acceptance)
"""Held in every extension, or in some; the default first."""

Preference = Literal["last-elitist", "last-democratic", "weakest-elitist", "weakest-democratic"]
PREFERENCES: tuple[Preference, ...] = get_args(Preference)
"""How preferences between statements compare arguments, the default first."""

METHODS = ("df-quad", "quadratic-energy", "euler", "h-categoriser")
"""The methods of the gradual semantics, the default first."""

WORD_TABLES = ("ipcc", "icd-203")
"""The tables that give words a probability, the default first."""

SIZE, TRIES = 3, 1000
"""How many premises a crux rejects together at most, and how many sets it tries for one conclusion."""

WEIGHINGS = ("cumulative", "factorized")
"""The schemes that say how Carneades' semantics weighs an argument."""
