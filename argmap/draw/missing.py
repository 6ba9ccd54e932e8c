"""What a picture can't show: characters that no font has, mathematics that can't be set on a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, report
from argmap.draw.fonts import simple
from argmap.draw.fonts.found import Fonts, fonts_for
from argmap.draw.markup import is_inline, plain, unknown
from argmap.draw.options import Options
from argmap.draw.typeset import shown
from argmap.draw.wrap import joins
from argmap.model import ArgumentMap, Statement
from argmap.source import Source, Span

OWN_FONTS = ("pdf", "png", "eps")
"""The formats that show texts in fonts that argmap chooses, not in those of the reader."""


def missing(map: ArgumentMap, source: Source, to: str, options: Options) -> list[Diagnostic]:
    """Warnings for statements with characters or mathematics that a picture in a format can't show."""
    inline = is_inline(map)
    fonts = fonts_for(options.fonts, str(map.attributes.get("language", "")))
    found = []
    for statement in map.statements:
        texts = [statement.text, statement.speaker or ""]
        texts.append(str(statement.attributes.get("qualifier", "")))
        if to in OWN_FONTS:
            found += _glyphs([plain(t, inline) for t in texts], statement, source, to, fonts)
        commands = [c for text in texts for c in unknown(text, inline)]
        if commands:
            found.append(
                report(
                    "undrawn-maths",
                    f"argmap can't draw {_listed(commands)}: the {to} shows the formula as it is written",
                    source,
                    _place(statement),
                    "LaTeX sets it: draw the map as tikz, or say it in simpler signs",
                )
            )
    return found


def _glyphs(
    texts: list[str], statement: Statement, source: Source, to: str, fonts: Fonts
) -> Iterator[Diagnostic]:
    odd = [c for text in texts if not simple(text) for c in _lacking(shown(text), fonts)]
    if not odd:
        return
    odd = list(dict.fromkeys(odd))
    names = [unicodedata.name(c[0], f"U+{ord(c[0]):04X}") for c in odd[:2]]
    yield report(
        "missing-glyph",
        f"no font at hand has {_listed(odd)} ({', '.join(names)}{', …' if len(odd) > 2 else ''}): "
        f"the {to} shows frames with the numbers of the characters instead",
        source,
        _place(statement),
        "name a font that has it: `--font FILE`",
    )


def _lacking(text: str, fonts: Fonts) -> Iterator[str]:
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and joins(text, end):
            continue
        if fonts.lacking(text[start:end]):
            yield text[start:end]
        start = end


def _listed(words: list[str]) -> str:
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _place(statement: Statement) -> Span | tuple[int, int]:
    """Where a statement stands in the file, where it is of this file and not of one that it uses."""
    own = statement.span is not None and "." not in statement.id
    return statement.span if own and statement.span else (0, 0)
