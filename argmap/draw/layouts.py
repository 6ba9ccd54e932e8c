"""The names of layouts and directions; imports nothing, so that the command line starts fast."""

from __future__ import annotations

from typing import Literal

LAYOUTS = ("tree", "outline", "freeman", "toulmin", "standard", "framework")
"""Each but `standard`, which is text, is a module of argmap/draw with a function of the same name."""

DIRECTIONS = ("down", "up", "right", "left")
Direction = Literal["down", "up", "right", "left"]
