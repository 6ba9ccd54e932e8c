"""What a caller can choose about a drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import Attribute, field, frozen


def _between(least: float, most: float, unit: str) -> Callable[[Any, Attribute[Any], Any], None]:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if not least <= value <= most:
            what = f"{attribute.name} is from {least:g} to {most:g} {unit}"
            raise ValueError(f"{what}, not {value:g}")

    return check


@frozen
class Options:
    """How to draw a map.

    `dot` names a `dot` program to lay out with instead of the one that comes with argmap; `dpi` is
    the resolution of a png, in dots per inch; `width` the width in millimetres that a figure should
    keep to where its map allows. `ValueError` for numbers out of reason.
    """

    dot: str | None = None
    dpi: int = field(default=300, validator=_between(10, 2400, "dots per inch"))
    width: float = field(default=174.0, validator=_between(40, 5000, "mm"))
