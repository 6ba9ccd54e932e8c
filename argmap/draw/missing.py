"""What a picture can't show: characters that no font has, mathematics that can't be set on a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.diagnostics import Diagnostic, report
from argmap.draw.fonts.widths import simple
from argmap.draw.markup import is_inline, plain, unknown
from argmap.draw.options import Options
from argmap.draw.typeset import shown
from argmap.draw.wrap import joins
from argmap.model import Map
from argmap.source import Source, Span

if TYPE_CHECKING:
    from argmap.draw.fonts.found import Fonts

OWN_FONTS = ("pdf", "png", "eps")
"""The formats that show texts in fonts that argmap chooses."""

READERS_FONTS = ("svg", "html")
"""The formats that show texts, where argmap's own fonts don't do, in those of the reader."""

LATEX = ("tikz", "tex")
"""The formats in which LaTeX sets the mathematics."""


def missing(map: Map, source: Source, to: str, options: Options) -> list[Diagnostic]:
    """Warnings of characters and mathematics that a picture in a format can't show."""
    found: list[Diagnostic] = []
    for statement in map.statements:
        qualifier = str(statement.attributes.get("qualifier", ""))
        texts = (statement.text, statement.speaker or "", qualifier)
        own = statement.span is not None and "." not in statement.id
        found += _missing(texts, statement.span if own else None, map, source, to, options)
    for section in map.sections:
        own = section.span is not None and "." not in section.id
        found += _missing((section.title,), section.span if own else None, map, source, to, options)
    return found


def _missing(
    texts: tuple[str, ...],
    span: Span | None,
    map: Map,
    source: Source,
    to: str,
    options: Options,
) -> Iterator[Diagnostic]:
    inline = is_inline(map)
    if to in (*OWN_FONTS, *READERS_FONTS) and not all(simple(text) for text in texts):
        from argmap.draw.fonts.found import fonts_for

        fonts = fonts_for(options.fonts, str(map.attributes.get("language", "")))
        odd = [c for text in texts for c in _lacking(shown(plain(text, inline)), fonts)]
        if odd:
            yield _glyphs(list(dict.fromkeys(odd)), span or Span(0, 0), source, to)
    commands = [command for text in texts for command in unknown(text, inline)]
    if commands and to not in LATEX:
        yield report(
            "undrawn-maths",
            f"argmap can't draw {_listed(commands)}: the {to} shows the formula as it is written",
            source,
            span or Span(0, 0),
            "LaTeX sets it where the map is drawn as tikz",
        )


def _glyphs(odd: list[str], span: Span, source: Source, to: str) -> Diagnostic:
    shows = (
        f"the {to} shows frames with their numbers instead"
        if to in OWN_FONTS
        else f"the {to} shows what the fonts of its reader have, it may be empty frames"
    )
    names = [unicodedata.name(c[0], f"U+{ord(c[0]):04X}") for c in odd[:2]]
    return report(
        "missing-glyph",
        f"no font at hand has {_listed(odd)} ({', '.join(names)}{', …' if len(odd) > 2 else ''}): "
        f"{shows}",
        source,
        span,
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
