"""How things look: sizes in points, colours. The one place to change the style.

Support and attack differ by line (solid, dashed), head (triangle, bar) and fill as well as by colour,
so that a figure loses nothing in grey or to a colour-blind reader.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Style:
    """Sizes and colours of a drawing."""

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

    ink: str = "#1B2733"
    muted: str = "#5A6B7B"
    faint: str = "#C3CBD3"
    paper: str = "#FFFFFF"
    support: str = "#1F4E79"
    attack: str = "#B23A0E"
    undercut: str = "#7B3F8C"
    claim_fill: str = "#E8EFF6"
    rebuttal_fill: str = "#FBEEE7"
    root_number: str = "#C8D8E8"
    attack_dash: tuple[float, ...] = (4.0, 2.4)
    conceded_dash: tuple[float, ...] = (1.2, 2.2)
    undercut_dash: tuple[float, ...] = (5.0, 2.0, 1.2, 2.0)
    unstated_dash: tuple[float, ...] = (3.2, 2.0)
    possible_dash: tuple[float, ...] = (0.9, 1.8)


DEFAULT = Style()
