"""What a caller can choose about a drawing."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge, le


@frozen
class Options:
    """How to draw a map.

    `dot` names a `dot` program to lay out with instead of the one that comes with argmap; `dpi` is
    the resolution of a png, in dots per inch; `width` the width in millimetres that a figure should
    keep to where its map allows.
    """

    dot: str | None = None
    dpi: int = field(default=300, validator=[ge(10), le(2400)])
    width: float = field(default=174.0, validator=[ge(40.0), le(5000.0)])
