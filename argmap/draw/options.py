"""What a caller can choose about a drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from attrs import Attribute, field, fields_dict, frozen

from argmap.diagnostics import refuse_unknown
from argmap.draw.figure_file import NO_FILE, FigureFile, beside, figure_file, file_wanted
from argmap.draw.fonts.tex_fonts import ANY, TEX_FONTS
from argmap.draw.layouts import DIRECTIONS, LAYOUTS, SHARED, Direction, Shared
from argmap.draw.table import TableError

if TYPE_CHECKING:
    from argmap.evaluate.evaluation import Evaluation

Check = Callable[[Any, "Attribute[Any]", Any], None]


class FigureOptions(TypedDict, total=False):
    """The options of a figure, as callers in Python give them; `Options` says what they mean."""

    layout: str
    preset: str | None
    theme: str | PathLike[str]
    width: float | None
    height: float | None
    size: float | None
    shared: Shared
    split: bool
    steps: bool
    direction: Direction | None
    root: str | None
    depth: int | None
    only: str | Sequence[str]
    without: str | Sequence[str]
    collapse: str | Sequence[str]
    highlight: str | Sequence[str]
    color_by: Literal["speaker", "tag", "section"] | None
    title: bool | str
    legend: bool
    text: Literal["full", "short", "label"] | int
    list_texts: bool
    numbers: Literal["file", "figure", "none"]
    figure: FigureFile | str | PathLike[str] | bool | None
    among: str | Sequence[str]
    status: bool | Evaluation
    tex_font: str | None
    fonts: str | Sequence[str]
    dot: str | None
    prefix: str
    tagged: bool
    dpi: int


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


TEXTS = ("full", "short", "label")
COLORED = ("speaker", "tag", "section")
NUMBERED = ("file", "figure", "none")


def _text(value: str | int) -> str | int:
    return int(value) if isinstance(value, str) and re.fullmatch("[0-9]{1,4}", value) else value


def _is_text(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if value not in TEXTS and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise ValueError(f"text is {', '.join(TEXTS)} or a number of words from 1, not {value!r}")


def _is_title(_: Any, attribute: Attribute[Any], value: Any) -> None:
    if not isinstance(value, (bool, str)):
        raise TypeError(f"title is True, False or a text, not {value!r}")


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

    `highlight` names statements that stand out, with the way from each to the conclusion, while the rest is pale.
    `color_by` gives boxes colours and letters by speaker, tag or section. `title` is what stands above the figure,
    the map's own where it is True; `legend` explains the signs below it. `text` is how much of each statement is
    shown: all of it, its `short`, its label or, as a number, so many words; what is shortened is listed in full below the
    figure, unless `list_texts` is False. `numbers` are those of the file, or counted in the figure, or none.
    `figure` is a figure file, or its path, with what is wanted of single boxes.

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
    highlight: tuple[str, ...] = field(default=(), converter=_words)
    color_by: Literal["speaker", "tag", "section"] | None = field(
        default=None, validator=_one_of(None, *COLORED)
    )
    title: bool | str = field(default=False, validator=_is_title)
    legend: bool = False
    text: Literal["full", "short", "label"] | int = field(
        default="full", converter=_text, validator=_is_text
    )
    list_texts: bool = True
    numbers: Literal["file", "figure", "none"] = field(default="file", validator=_one_of(*NUMBERED))
    figure: FigureFile | None = field(default=None, converter=figure_file)
    among: tuple[str, ...] = field(default=(), converter=_words)
    status: bool | Evaluation = False
    tex_font: str | None = field(default=None, validator=_one_of(None, ANY, *TEX_FONTS))
    fonts: tuple[str, ...] = field(default=(), converter=_words)
    dot: str | None = None
    prefix: str = field(default="", validator=_name)
    tagged: bool = False
    dpi: int = field(default=300, validator=_between(10, 2400, "dots per inch"))

    @classmethod
    def of(cls, given: Mapping[str, Any], map: Path | None = None) -> Options:
        """The options that are given and, where they say nothing, those of the figure file: the one that is given, or
        the one beside the map at this path. `figure` is False or "none" where none is to be read. Of a figure that
        has its own statements, `among`, the file chooses no other part.

        Raises `ValueError` and `TypeError` for what makes no sense; `argmap.draw.table.TableError`, a `ValueError`
        with a place, for what is wrong in a file.
        """
        refuse_unknown(given, list(fields_dict(cls)), "option")
        file = figure_file(file_wanted(given.get("figure"), map))
        settings = _settings(file) if file is not None else {}
        if given.get("among"):
            settings = {name: value for name, value in settings.items() if name not in _PARTS}
        return cls(**{**settings, **given, "figure": file})


def files_read(given: Mapping[str, Any], map: Path | None = None) -> set[Path]:
    """The files that `Options.of` reads and the theme that it names, if that is a file: what a figure depends on besides
    its map. The figure file beside the map is among them where there is none yet, and one with errors too.
    """
    figure, theme = given.get("figure"), given.get("theme")
    path = beside(map) if figure in (None, True, "") else figure
    found = set()
    if isinstance(path, (str, PathLike)) and path != NO_FILE:
        found.add(Path(path))
        with suppress(ValueError):
            file = FigureFile.read(path)
            theme = theme or _theme(file, "theme", file.settings.get("theme", "default"))
    if theme and Path(theme).suffix:
        found.add(Path(theme))
    return found


_PARTS = ("root", "depth", "only", "without", "collapse", "highlight")
"""The options in a figure file that say which statements are drawn, or need one that is."""

_IN_FILES = (
    "layout preset theme width height size shared split steps direction root depth only without collapse status "
    "highlight color_by title legend text numbers"
).split()
"""The options that a figure file can hold: none that names what is to be run, or read outside its folder."""


def _settings(file: FigureFile) -> dict[str, Any]:
    """The options in a figure file, each checked by itself."""
    from argmap.draw.presets import preset_named
    from argmap.draw.themes import themed

    found: dict[str, Any] = {}
    known = [name.replace("_", "-") for name in _IN_FILES]
    for key, value in file.settings.items():
        name = key.replace("-", "_")
        if name not in _IN_FILES:
            raise file.table.unknown(f"`{key}` is no option of a figure", known, key)
        default = fields_dict(Options)[name].default
        if isinstance(default, bool) and name != "title" and not isinstance(value, bool):
            raise file.table.error(f"`{key}` is true or false", key)
        if name in ("only", "without", "collapse", "highlight", "root", "preset"):
            words = value if isinstance(value, list) and name not in ("root", "preset") else [value]
            if not all(isinstance(word, str) for word in words):
                raise file.table.error(f"`{key}` is a text", key)
        if name == "theme":
            value = _theme(file, key, value)
        try:
            chosen = Options(**{name: value})
            if chosen.preset is not None:
                preset_named(chosen.preset)
            themed(chosen.theme)
        except TableError:  # a theme has a place of its own
            raise
        except (TypeError, ValueError) as error:
            raise file.table.error(str(error), key) from None
        found[name] = value
    return found


def _theme(file: FigureFile, key: str, value: Any) -> str:
    """A theme by name, or as a file in the folder of the figure file."""
    if not isinstance(value, str):
        raise file.table.error(f"`{key}` is the name of a theme or of a file", key)
    if not value.endswith(".toml"):
        return value
    folder = Path(file.table.name).parent
    inside = (folder / value).resolve().is_relative_to(folder.resolve())
    if not inside:
        raise file.table.error(f"`{value}` lies outside the folder of this file", key)
    return str(folder / value)
