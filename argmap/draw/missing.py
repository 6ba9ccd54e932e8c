"""What a picture can't show: characters that no font has, mathematics that can't be set on a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.diagnostics import Diagnostic, report
from argmap.draw.fonts.widths import simple
from argmap.draw.markup import for_latex, is_inline, plain, refused, unknown
from argmap.draw.options import Options
from argmap.draw.wrap import joins
from argmap.model import Map
from argmap.source import Source, Span
from argmap.wording import shown

if TYPE_CHECKING:
    from argmap.draw.fonts.found import Fonts

OWN_FONTS = ("pdf", "png", "eps")
"""The formats that show texts in fonts that argmap chooses."""

READERS_FONTS = ("svg", "html")
"""The formats that show texts, where argmap's own fonts don't do, in those of the reader."""

LATEX = ("tikz", "tex", "markdown")
"""The formats in which the mathematics is for LaTeX, or for another program that reads it so."""


def missing(map: Map, source: Source, to: str, options: Options) -> list[Diagnostic]:
    """Warnings of characters and mathematics that a picture in a format can't show."""
    found: list[Diagnostic] = []
    for texts, span in _places(map, options):
        found += _missing(texts, span, map, source, to, options)
    return found


def _places(map: Map, options: Options) -> Iterator[tuple[tuple[str, ...], Span | None]]:
    """The texts that are drawn, with their places; what is imported has none."""
    title = options.title if isinstance(options.title, str) else ""
    yield (map.title, title), None
    short = options.text != "full" and not isinstance(options.text, int)
    for statement in map.statements:
        qualifier = str(statement.attributes.get("qualifier", ""))
        own = statement.span is not None and "." not in statement.id
        in_short = str(statement.attributes.get("short", "")) if short else ""
        texts = (statement.text, statement.speaker or "", qualifier, in_short)
        yield texts, statement.span if own else None
    for argument in map.arguments:
        qualifier = str(argument.attributes.get("qualifier", ""))
        own = argument.span is not None and "." not in argument.target
        yield (argument.scheme or "", qualifier), argument.span if own else None
    for section in map.sections:
        own = section.span is not None and "." not in section.id
        yield (section.title,), section.span if own else None


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
    by_latex = to in LATEX
    named = refused if by_latex else unknown
    if commands := [command for text in texts for command in named(text, inline)]:
        to_latex = not by_latex and any(for_latex(text, inline) for text in texts)
        message, help = _maths(commands, to, by_latex, to_latex)
        yield report("undrawn-maths", message, source, span or Span(0, 0), help)


def _maths(commands: list[str], to: str, by_latex: bool, to_latex: bool) -> tuple[str, str]:
    """The message and the help: whether the picture is `by_latex`, or LaTeX at least would set it."""
    if by_latex:
        message = f"no mathematics that argmap knows, and so not for LaTeX: {_listed(commands)}"
        help = "only commands of LaTeX, amsmath and amssymb for mathematics go there, no macros"
    else:
        message = f"argmap can't draw {_listed(commands)}"
        help = "say it in simpler mathematics, or in words"
        if to_latex:
            help = "LaTeX sets it where the map is drawn as tikz"
    shows = f"the {to} shows the formula as it is written"
    return message + (f"; {shows}" if by_latex else f": {shows}"), help


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
