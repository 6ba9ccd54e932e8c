"""Themes: the colours of a figure. `default`, `grey`, `print` and `dark` come with argmap, as TOML;
`default` is what `argmap.draw.style` says.

A theme names any of the colours of `argmap.draw.style.Style`, as `#RRGGBB`, and the weight of the
edge around main conclusions, `root_border`, in points at 8-point text; what it leaves out comes from
its `base`, which is `default` unless it says otherwise.
"""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve

from argmap.draw.style import COLORS, DEFAULT, Style
from argmap.draw.table import Table
from argmap.resources import resource

THEMES = ("default", "grey", "print", "dark")


AUTO = "auto"
PAGE = "page"
FOLLOWING = (AUTO, PAGE)
"""The themes that follow the page: `default` and, where a page is dark, `dark`. `page` goes by what the page itself says, `auto`
where it says nothing also by what its reader prefers.
"""

_COLOR = r"#[0-9A-Fa-f]{6}"  # a text, compiled when first used


def themed(name: str | PathLike[str]) -> Style:
    """The style, at 8 points, of a theme by name or of a TOML file.

    Raises `ValueError`, with the reason, for a theme that isn't one.
    """
    if name in ("default", *FOLLOWING):
        return DEFAULT
    if name in THEMES:
        return _read(resource(f"draw/themes/{name}.toml"), str(name))
    path = Path(name)
    if not path.suffix and not path.exists():
        raise ValueError(
            f"there is no theme `{name}`; there are {', '.join((*THEMES, *FOLLOWING))}, and files that end in .toml"
        )
    return _style(Table.read("theme", path))


def _read(text: str, name: str) -> Style:
    return _style(Table("theme", text, name))


def _style(table: Table) -> Style:
    data = dict(table.data)
    base = data.pop("base", "default")
    if base not in THEMES:
        raise table.error(f"`base` is one of {', '.join(THEMES)}, not {base!r}", "base")
    return evolve(themed(base), **{key: _value(key, value, table) for key, value in data.items()})


def _value(key: str, value: Any, table: Table) -> Any:
    if key == "root_border":
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 10:
            raise table.error("`root_border` is a number of points up to 10", key)
        return float(value)
    if key not in COLORS:
        raise table.unknown(f"`{key}` is no colour of a figure", COLORS, key)
    if not isinstance(value, str) or not re.fullmatch(_COLOR, value):
        raise table.error(f"`{key}` is a colour as #17466F, not {value!r}", key)
    return value.upper()
