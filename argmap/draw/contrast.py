"""How well colours stand out from each other, and what a figure asks of its colours.

Contrast is that of WCAG 2.2: success criteria 1.4.3 (text, 4.5:1) and 1.4.11 (lines, 3:1).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.style import Style

TEXT, LINE = 4.5, 3.0


def luminance(color: str) -> float:
    """The relative luminance of a colour `#RRGGBB`, from 0 to 1."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs(style: Style) -> Iterator[tuple[str, str, str, float]]:
    """Every pair of colours that meet in a figure: names, the two, and the contrast they need."""
    grounds = {"box": style.box, "claim": style.claim, "rebuttal": style.rebuttal}
    for ground, color in {"paper": style.paper, **grounds}.items():
        yield f"ink on {ground}", style.ink, color, TEXT
        yield f"muted on {ground}", style.muted, color, TEXT
    for ground in ("box", "claim"):
        yield f"number on {ground}", style.number, grounds[ground], TEXT
    yield "attack_number on rebuttal", style.attack_number, style.rebuttal, TEXT
    yield "root_ink on root", style.root_ink, style.root, TEXT
    yield "root_number on root", style.root_number, style.root, TEXT
    for line in ("support", "attack", "undercut", "muted", "edge", "attack_edge", "root_edge"):
        yield f"{line} on paper", getattr(style, line), style.paper, LINE


def weak(style: Style) -> list[str]:
    """A sentence for each pair of colours that does not reach the contrast it needs."""
    return [
        f"the contrast of {name} is {contrast(one, other):.1f}:1, and should be {least:g}:1"
        for name, one, other, least in pairs(style)
        if contrast(one, other) < least
    ]
