"""What a caller can choose about a drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from os import PathLike
from typing import TYPE_CHECKING, Any

from attrs import Attribute, field, frozen

from argmap.draw.fonts.tex_fonts import ANY, TEX_FONTS
from argmap.draw.layouts import DIRECTIONS, LAYOUTS, SHARED, Direction, Shared

if TYPE_CHECKING:
    from argmap.evaluate.evaluation import Evaluation

Check = Callable[[Any, "Attribute[Any]", Any], None]


def _between(least: float, most: float, unit: str) -> Check:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if value is None:
            return
        whole = unit != "mm" and unit != "points"
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            number = "a whole number" if whole else "a number"
            raise TypeError(f"{attribute.name} is {number} of {unit}, not {value!r}")
        if not least <= value <= most:
            what = f"{attribute.name} is from {least:g} to {most:g} {unit}"
            raise ValueError(f"{what}, not {value:g}")

    return check


def _one_of(*names: str | None) -> Check:
    def check(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if value not in names:
            known = ", ".join(name for name in names if name)
            raise ValueError(f"there is no {attribute.name} {value!r}; there are {known}")

    return check


def _name(_: Any, attribute: Attribute[Any], value: str) -> None:
    if value and not re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", value):
        raise ValueError(f"{attribute.name} is a letter and letters, digits, - or _, not {value!r}")


def _words(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen
class Options:
    """How to draw a map; `ValueError` for what makes no sense.

    `layout` is tree, graphviz, outline, freeman, toulmin, standard or framework. `preset` names the paper or
    screen that the figure is for (`argmap.draw.presets`), `width` and `height` the space in
    millimetres, and `size` the size of the text in points, where they are to be other than the
    preset's. `theme` names colours or is the path of a TOML file with them. `direction` says which way
    from conclusion to reasons: down, up, right or left; by itself a tree runs down, and circles run up.

    `shared` says how a tree shows that a statement is used once more, or that two contradict: by a line, by a
    box with its number, or (auto) by a line where that is short and crosses nothing.

    `split` makes several figures of a map that does not fit, the first an overview. `steps` shows a figure step
    by step, an argument more on each page or, in TikZ, on each overlay of a frame of beamer.

    `root` draws only what a statement rests on and what is held against it, `depth` only so many steps
    below the roots; `only` and `without` choose by `section:`, `tag:`, `speaker:` and `kind:`, as
    `kind:rebuttal`; `collapse` names sections that become one box.

    `among` draws only these statements, by identifier. `status` marks each statement as in, out or
    undecided: by the grounded semantics where it is True, or as an `Evaluation` of the map says.

    `tex_font` names the family that a LaTeX document will set the figure in, so that its texts fit; without it a
    figure for LaTeX has room for the widest of those known.

    `fonts` are files of fonts for characters that argmap's own lack; `dot` names a `dot` program to lay
    out with instead of the one that comes with argmap; `prefix` is what every id in an svg begins with,
    so that several can stand in one page; `dpi` is the resolution of a png, in dots per inch; `tagged`
    gives a pdf the tags that a screen reader goes by.
    """

    layout: str = field(default="tree", validator=_one_of(*LAYOUTS))
    preset: str | None = None
    theme: str | PathLike[str] = "default"
    width: float | None = field(default=None, validator=_between(40, 5000, "mm"))
    height: float | None = field(default=None, validator=_between(20, 5000, "mm"))
    size: float | None = field(default=None, validator=_between(4, 100, "points"))
    shared: Shared = field(default="auto", validator=_one_of(*SHARED))
    split: bool = False
    steps: bool = False
    direction: Direction | None = field(default=None, validator=_one_of(None, *DIRECTIONS))
    root: str | None = None
    depth: int | None = field(default=None, validator=_between(0, 1_000_000, "steps"))
    only: tuple[str, ...] = field(default=(), converter=_words)
    without: tuple[str, ...] = field(default=(), converter=_words)
    collapse: tuple[str, ...] = field(default=(), converter=_words)
    among: tuple[str, ...] = field(default=(), converter=_words)
    status: bool | Evaluation = False
    tex_font: str | None = field(default=None, validator=_one_of(None, ANY, *TEX_FONTS))
    fonts: tuple[str, ...] = field(default=(), converter=_words)
    dot: str | None = None
    prefix: str = field(default="", validator=_name)
    tagged: bool = False
    dpi: int = field(default=300, validator=_between(10, 2400, "dots per inch"))
