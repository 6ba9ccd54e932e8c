"""The input and output types of writers."""

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
    """The input of writers of pictures: a map, its options, and its drawing."""

    map: Map
    options: Options
    drawing: Drawing

    def rendered(self, files: Sequence[bytes], *remarks: str) -> Rendered:
        """The figure as these files, with the remarks on its drawing and these."""
        all_remarks = [*self.drawing.misfit, *self.drawing.remarks, *remarks]
        return Rendered([*files], all_remarks, self.drawing)


class Rendered(NamedTuple):
    """A figure as files (one for each page where the format has no pages), remarks for the user, and the
    drawing; None where the figure is text.
    """

    files: list[bytes]
    remarks: Sequence[str] = ()
    drawing: Drawing | None = None


class Written(NamedTuple):
    """A map as text in some format, and what was lost in writing it."""

    text: str
    losses: tuple[Loss, ...] = ()
