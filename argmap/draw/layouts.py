"""The words that choose a layout and a direction; nothing else, so that the command line starts light."""

from __future__ import annotations

from typing import Literal

LAYOUTS = ("tree", "outline", "freeman", "toulmin", "standard", "framework")
DIRECTIONS = ("down", "up", "right", "left")
Direction = Literal["down", "up", "right", "left"]
