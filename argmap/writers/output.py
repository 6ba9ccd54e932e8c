"""What writers get and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.options import Options
    from argmap.losses import Loss
    from argmap.model import Map


@frozen
class Figure:
    """A map, how it was asked to be drawn, and its drawing: what a writer of pictures gets."""

    map: Map
    options: Options
    drawing: Drawing

    def rendered(self, files: Sequence[bytes], *remarks: str) -> Rendered:
        """The figure as these files, with the remarks on its drawing and these."""
        said = [*self.drawing.misfit, *self.drawing.remarks, *remarks]
        return Rendered([*files], said, self.drawing)


class Rendered(NamedTuple):
    """A figure as files: the bytes of each, one a page where a format has no pages, and remarks; and
    the drawing that they were made of, None where the figure is text.
    """

    files: list[bytes]
    remarks: Sequence[str] = ()
    drawing: Drawing | None = None


class Written(NamedTuple):
    """A map as text in some format, and what of it the format can't carry."""

    text: str
    losses: tuple[Loss, ...] = ()
