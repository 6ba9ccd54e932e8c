"""The small print below a figure: what of the map is not drawn."""

from __future__ import annotations

from argmap.draw.drawing import Group, Page
from argmap.draw.setup import Setup
from argmap.draw.typeset import paragraph


def add_footnote(page: Page, sentences: tuple[str, ...], setup: Setup) -> None:
    """Adds the sentences below a page, in small type, and makes the page as much taller."""
    if not sentences:
        return
    style = setup.style
    room = max(page.width - 2 * style.margin, 120 * style.unit)
    lines = setup.setter.lines(" ".join(sentences), room, "italic", style.small)
    step = style.small * style.leading
    top = page.height + style.block_gap / 2
    labels = paragraph(
        style.margin,
        top + style.small,
        lines,
        style.small,
        "italic",
        style.muted,
        step=step,
        room=room,
    )
    page.groups.append(Group("argmap-left-out", "note", "", [*labels]))
    page.height = top + len(lines) * step + style.margin
    page.width = max(page.width, room + 2 * style.margin)
