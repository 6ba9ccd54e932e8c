"""How things look: sizes in points, colours. Presets change the sizes, themes the colours.

Support and attack differ by line (solid, dashed), head (triangle, bar) and fill as well as by colour,
so that a figure loses nothing in grey or to a colour-blind reader.
"""

from __future__ import annotations

from attrs import evolve, fields, frozen

_SIZES = (
    "small padding_x padding_y border radius box_gap block_gap bar bar_gap track below_heads "
    "above_boxes row_gap frame_padding line elbow head root_border"
).split()


@frozen
class Style:
    """Sizes and colours of a drawing.

    Sizes are in points, and those below are for text of 8 points; `of_size` makes a style for
    another size, everything in proportion.
    """

    size: float = 8.0
    small: float = 6.5
    leading: float = 1.2
    padding_x: float = 5.0
    padding_y: float = 4.5
    border: float = 0.75
    radius: float = 2.0
    box_gap: float = 5.0
    block_gap: float = 12.0
    bar: float = 2.0
    bar_gap: float = 3.0
    track: float = 6.0
    below_heads: float = 12.0
    above_boxes: float = 9.0
    row_gap: float = 25.0
    frame_padding: float = 9.0
    margin: float = 3.0
    line: float = 1.0
    elbow: float = 4.5
    head: float = 5.8

    # The weight of the edge around a main conclusion.
    root_border: float = 0.75

    ink: str = "#1B2733"
    muted: str = "#586878"
    faint: str = "#C3CBD3"
    # What lies behind the figure, and what fills a premise's box, a claim's, a rebuttal's, a root's.
    paper: str = "#FFFFFF"
    box: str = "#FFFFFF"
    claim: str = "#E8EFF6"
    rebuttal: str = "#FCEFE8"
    root: str = "#17466F"
    root_ink: str = "#FFFFFF"
    root_number: str = "#C8D8E8"
    root_edge: str = "#17466F"
    # Connectors and bars.
    support: str = "#17466F"
    attack: str = "#BC4410"
    undercut: str = "#7B3F8C"
    # The edges of boxes, and the numbers in them.
    edge: str = "#17466F"
    attack_edge: str = "#BC4410"
    number: str = "#17466F"
    attack_number: str = "#A93C0D"
    attack_dash: tuple[float, ...] = (4.0, 2.4)
    conceded_dash: tuple[float, ...] = (1.2, 2.2)
    undercut_dash: tuple[float, ...] = (5.0, 2.0, 1.2, 2.0)
    challenge_dash: tuple[float, ...] = (7.0, 1.6, 1.2, 1.6, 1.2, 1.6)
    condition_dash: tuple[float, ...] = (6.0, 2.6)
    explanation_dash: tuple[float, ...] = (0.9, 1.5)
    unstated_dash: tuple[float, ...] = (3.2, 2.0)
    open_dash: tuple[float, ...] = (0.9, 1.8)

    @property
    def unit(self) -> float:
        """What a point of the measures above is worth at this size of text."""
        return self.size / 8.0

    def of_size(self, size: float, smallest: float = 0.0) -> Style:
        """The style for a text of another size; small print is `smallest` points at least."""
        ratio = size / self.size
        changed = {name: getattr(self, name) * ratio for name in _SIZES}
        changed["small"] = max(changed["small"], min(smallest, size))
        return evolve(self, size=size, **changed)


DEFAULT = Style()

COLORS = tuple(a.name for a in fields(Style) if str(a.default).startswith("#"))
"""The names of the colours."""
