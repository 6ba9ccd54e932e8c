"""The names of layouts and directions; imports nothing, so that the command line starts fast."""

from __future__ import annotations

from typing import Literal

LAYOUTS = ("tree", "outline", "freeman", "toulmin", "standard", "framework")
DIRECTIONS = ("down", "up", "right", "left")
Direction = Literal["down", "up", "right", "left"]
