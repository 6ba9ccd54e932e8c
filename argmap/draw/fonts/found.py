"""Which font shows a character that argmap's own lacks: one that the user names, or the system's.

The order is the same for the same fonts. The system's fonts are looked at only when a character asks
for it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from functools import cache, cached_property, lru_cache, wraps
from pathlib import Path
from threading import RLock
from typing import ParamSpec, TypeVar

from attrs import define, field

from argmap.draw.fonts.font import Font, Frames, harfbuzz
from argmap.draw.fonts.widths import Face, font_file, simple
from argmap.files import require_file

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")

# Families that go well with Liberation Sans come first; what is no plain text face comes last.
_GOOD = (
    "Noto Sans",
    "Arial",
    "Helvetica",
    "Segoe UI",
    "PingFang",
    "Hiragino Sans",
    "Microsoft",
    "DejaVu Sans",
)
_ODD = re.compile(
    r"Serif|Mono\b|Slab|Kufi|Nastaliq|Looped|Condensed|Display|Rashi|Symbols2|LM |Latin Modern|Unifont|"
    r"Last ?Resort|Blank|Color"
)
_REGION = re.compile(r" (SC|TC|HK|JP|KR)$")
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7a3]")
_REGIONS = {"ja": "JP", "ko": "KR", "zh-tw": "TC", "zh-hant": "TC", "zh-hk": "HK", "zh": "SC"}


def _once(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """The function with its results remembered, each the same object in all threads: fonts are told apart by
    identity.
    """
    known, lock = cache(make), RLock()

    @wraps(make)
    def get(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        with lock:
            return known(*args, **kwargs)  # type: ignore[arg-type]

    get.cache_clear = known.cache_clear  # type: ignore[attr-defined]
    return get


@_once
def own(face: Face) -> Font:
    """A face of Liberation Sans."""
    return Font(font_file(face))


@_once
def _mathematics() -> tuple[Font, Font]:
    from importlib.resources import as_file, files

    with as_file(files("argmap.draw.fonts") / "NotoSansMath-Regular.ttf") as path:
        return Font(path), Font(path, bold=True)


@_once
def _frames(face: Face) -> Frames:
    return Frames(own(face))


@define(eq=False)
class Fonts:
    """The fonts for one map: `named` are the user's; the language decides between forms of ideographs."""

    named: tuple[str, ...] = ()
    language: str = ""
    _chosen: dict[tuple[str, Face, str], Font | Frames] = field(factory=dict, init=False)

    def of(self, text: str, face: Face, region: str = "") -> Font | Frames:
        """The font for some characters that belong together, such as a letter and its accents.

        Frames where there is none. `region` is where forms of ideographs are used, by `region`.
        """
        key = (text, face, region)
        if key not in self._chosen:
            # What is simple argmap's own font has, as a table knows without HarfBuzz.
            font = own(face) if simple(text) or own(face).has(text) else None
            font = font or self._other(text, "bold" in face, "italic" in face, region)
            self._chosen[key] = font or _frames(face)
        return self._chosen[key]

    def lacking(self, text: str) -> bool:
        """Whether no font has a picture of some characters that belong together."""
        return isinstance(self.of(text, "regular"), Frames)

    def region(self, text: str) -> str:
        """Where the ideographs of a text have their forms from: the map's language decides, or its letters."""
        tag = self.language.lower()
        for key, region in _REGIONS.items():
            if tag == key or tag.startswith(f"{key}-"):
                return region
        if _KANA.search(text):
            return "JP"
        return "KR" if _HANGUL.search(text) else "SC"

    def _other(self, text: str, bold: bool, italic: bool, region: str) -> Font | None:
        found = _first(self._named, text)
        if found is None and _mathematics()[0].has(text):
            return _mathematics()[bold]
        if found is None:
            found = _first(_near(region), text) or _first(system(), text)
            family = system()
        else:
            family = self._named
        if found is None:
            return None
        alike = [f for f in family if f.name == found.name and f.has(text)]
        best = min(alike, key=lambda f: _distance(f, bold, italic))
        weight, slanted, _ = best.style
        # Signs stand upright, and so does what a slanted font is there for.
        slant = italic and not slanted and text[0].isalpha()
        if (bold and weight < 600) or slant:
            return _styled(best, bold and weight < 600, slant)
        return best

    @cached_property
    def _named(self) -> tuple[Font, ...]:
        return tuple(font for path in self.named for font in named(path))


@lru_cache(16)
def fonts_for(named_: tuple[str, ...], language: str) -> Fonts:
    """The fonts for a map, remembered with what was found; `ValueError` for a file that can't be read."""
    for path in named_:
        named(path)
    return Fonts(named_, language)


@_once
def named(path: str) -> tuple[Font, ...]:
    """The fonts in a file that the user names; `ValueError` where it can't be read as one."""
    try:
        require_file(path)
        with open(path, "rb"):
            fonts = _fonts_in(Path(path))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ValueError(f"can't read the font {path}: {reason}") from None
    if not fonts:
        raise ValueError(f"can't use {path}: it is no TrueType or OpenType font with outlines")
    return fonts


@_once
def system() -> tuple[Font, ...]:
    """The fonts of the system, those first that go best with argmap's own."""
    found: dict[Path, None] = {}
    for folder in folders():
        for at, _, names in os.walk(folder):
            for name in names:
                if name.lower().endswith(_ENDINGS) and Path(at, name).is_file():
                    found[Path(at, name)] = None
    fonts = [font for path in found for font in _fonts_in(path)]
    return tuple(sorted(fonts, key=_rank))


def folders() -> tuple[Path, ...]:
    """Where fonts are on this system: what the environment variable ARGMAP_FONTS says, or the usual."""
    named = os.environ.get("ARGMAP_FONTS")
    if named is not None:
        return tuple(Path(folder) for folder in named.split(os.pathsep) if folder)
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")
    if sys.platform == "darwin":
        library = Path("Library", "Fonts")
        return Path("/System") / library, Path("/") / library, home / library
    data = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    usual = Path("/usr/share/fonts"), Path("/usr/local/share/fonts")
    return *usual, Path(data, "fonts"), home / ".fonts"


def _fonts_in(path: Path) -> tuple[Font, ...]:
    uharfbuzz = harfbuzz()
    try:
        count = max(1, uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))).count)
        fonts = tuple(Font(path, index) for index in range(min(count, 64)))
        return tuple(font for font in fonts if font.usable)
    except (OSError, MemoryError, ValueError, uharfbuzz.HarfBuzzError):
        return ()


def _rank(font: Font) -> tuple[bool, int, bool, bool, int, str, str, int]:
    weight, italic, normal = font.style
    good = next((i for i, name in enumerate(_GOOD) if font.name.startswith(name)), len(_GOOD))
    odd = _ODD.search(font.name) is not None
    return (odd, good, italic, not normal, abs(weight - 400), font.name, str(font.path), font.index)


def _distance(font: Font, bold: bool, italic: bool) -> tuple[bool, bool, int]:
    weight, slanted, normal = font.style
    return slanted != italic, not normal, abs(weight - (700 if bold else 400))


def _first(fonts: tuple[Font, ...], text: str) -> Font | None:
    return next((font for font in fonts if font.has(text)), None)


@_once
def _styled(font: Font, bold: bool, slanted: bool) -> Font:
    return Font(font.path, font.index, bold, slanted)


@cache
def _near(region: str) -> tuple[Font, ...]:
    """The fonts of the system without those for the ideographs of other regions."""
    names = ((font, _REGION.search(font.name)) for font in system())
    return tuple(font for font, found in names if found is None or found[1] == region)
