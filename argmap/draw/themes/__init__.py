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
from argmap.files import read_bytes
from argmap.resources import resource

THEMES = ("default", "grey", "print", "dark")

AUTO = "auto"
"""The name of the theme that follows the page: `default` and, where a page is dark, `dark`."""

_LARGEST = 1_000_000
_COLOR = r"#[0-9A-Fa-f]{6}"  # a text, compiled when first used


def themed(name: str | PathLike[str]) -> Style:
    """The style, at 8 points, of a theme by name or of a TOML file.

    Raises `ValueError`, with the reason, for a theme that isn't one.
    """
    if name in ("default", AUTO):
        return DEFAULT
    if name in THEMES:
        return _read(resource(f"draw/themes/{name}.toml"), str(name))
    path = Path(name)
    if not path.suffix and not path.exists():
        raise ValueError(
            f"there is no theme `{name}`; there are {', '.join((*THEMES, AUTO))}, and files that end in .toml"
        )
    try:
        text = read_bytes(path, _LARGEST).decode()
    except OSError as error:
        raise ValueError(f"can't read the theme {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"the theme {path} is not UTF-8 text") from None
    return _read(text, str(path))


def _read(text: str, name: str) -> Style:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"the theme {name} is not TOML: {error}") from None
    base = data.pop("base", "default")
    if base not in THEMES:
        raise ValueError(f"the theme {name}: `base` is one of {', '.join(THEMES)}, not {base!r}")
    return evolve(themed(base), **{key: _value(key, value, name) for key, value in data.items()})


def _value(key: str, value: Any, name: str) -> Any:
    if key == "root_border":
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 10:
            raise ValueError(f"the theme {name}: `root_border` is a number of points up to 10")
        return float(value)
    if key not in COLORS:
        from difflib import get_close_matches

        near = get_close_matches(key, COLORS, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(COLORS)}"
        raise ValueError(f"the theme {name}: `{key}` is no colour of a figure: {hint}")
    if not isinstance(value, str) or not re.fullmatch(_COLOR, value):
        raise ValueError(f"the theme {name}: `{key}` is a colour as #17466F, not {value!r}")
    return value.upper()
