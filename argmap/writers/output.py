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
    """A map in some format, of which most are text, and what was lost in writing it."""

    content: str | bytes
    losses: tuple[Loss, ...] = ()

    @property
    def text(self) -> str:
        """The text; `ValueError` where the format is none, as that of a workbook."""
        if isinstance(self.content, bytes):
            raise ValueError("this format is no text: write it to a file")
        return self.content

    @property
    def data(self) -> bytes:
        """What a file of it holds."""
        content = self.content
        return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
