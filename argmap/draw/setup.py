"""What every layout is given besides the view: the style, the typesetter, the space there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import Factory, evolve, frozen

from argmap.budget import Budget
from argmap.draw.bidi import begins_from_right
from argmap.draw.drawing import Page
from argmap.draw.layouts import Direction
from argmap.draw.markup import is_inline
from argmap.draw.options import Options
from argmap.draw.presets import Preset, preset_named
from argmap.draw.style import Style
from argmap.draw.themes import themed
from argmap.draw.typeset import Typesetter
from argmap.draw.view import View
from argmap.wording import listed

MM = 72 / 25.4
"""Points in a millimetre."""

Watch = Callable[[float], None]


WORK = 1_500_000
"""How much work it may be to lay a drawing out, in thousands of instructions, roughly."""


def _unwatched(_: float) -> None:
    """Nobody watches."""


_PAGE = 234 / 174
"""How high a page is that is one wide, where several figures are made and nothing is said of it."""
_PLAIN = Preset("", "", 174.0, None, 8.0, 6.5)


@frozen
class Setup:
    """What a layout has to keep to; `width` and `height` are the space in points, the margin included.

    `least` is the size in points that no text goes below; `watch` is called now and then with the share
    of the work that is done. `budget` is what is left of the work, in thousands of instructions, for the
    setup and all that are made of it.
    """

    style: Style
    setter: Typesetter
    width: float
    height: float | None
    least: float
    options: Options
    direction: Direction = "down"
    watch: Watch = _unwatched
    budget: Budget = Factory(lambda: Budget(WORK))
    # What a title, a legend and the like take of the height, which `height` is without.
    taken: float = 0.0

    def sizes(self) -> Iterator[Setup]:
        """The setup, and those with smaller type, in steps of half a point, that are allowed."""
        yield self
        size = self.style.size - 0.5
        while size >= self.least and self.options.size is None:
            yield evolve(self, style=self.style.of_size(size, self.least))
            size -= 0.5

    def less(self, taken: float) -> float | None:
        """The height that is left where so much is taken."""
        return self.height if self.height is None else max(self.height - taken, 1.0)

    def fits(self, width: float, height: float) -> bool:
        """Whether a figure of this size in points fits the space."""
        return width <= self.width + 0.05 and (self.height is None or height <= self.height + 0.05)

    def misfit(self, width: float, height: float, *offers: str) -> tuple[str, ...]:
        """What to say of a figure that does not fit, and what to try instead; nothing where it does."""
        if self.fits(width, height):
            return ()
        room = f"{self.width / MM:g} mm"
        if self.height is not None:
            room += f" × {(self.height + self.taken) / MM:g} mm"
        height += self.taken
        what = f"the figure is {width / MM:.0f} mm × {height / MM:.0f} mm, larger than {room}"
        return (f"{what}, with type of {self.style.size:g} points; try {listed(offers, 'or')}",)


@frozen
class Drawn:
    """What a layout gives: pages, what to say where they don't fit the space, and sentences on what the
    layout has no place for, which are printed below the figure; `highlight` are the names of what stands out in
    one that shows no statements.
    """

    pages: list[Page]
    misfit: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    highlight: frozenset[str] = frozenset()


def setup(view: View, options: Options, watch: Watch = _unwatched) -> Setup:
    """The setup that the options ask for; `ValueError` for a theme, preset or font that isn't one."""
    preset = preset_of(options)
    size = options.size or preset.size
    least = min(preset.least, size)
    style = themed(options.theme).of_size(size, least)
    height = options.height or (preset.height if options.width is None else None)
    if options.split and height is None:
        height = (options.width or preset.width) * _PAGE
    language = str(view.map.attributes.get("language", ""))
    width = (options.width or preset.width) * MM
    return Setup(
        style,
        Typesetter(
            is_inline(view.map),
            options.fonts,
            language,
            from_right(view),
            options.tex_font or "",
            width,
        ),
        width,
        height * MM if height else None,
        least,
        options,
        options.direction or "down",
        watch,
    )


def from_right(view: View) -> bool:
    """Whether most statements begin with a letter of a script that is read from the right."""
    texts = [s.text for s in view.map.statements]
    if all(map(str.isascii, texts)):
        return False
    return 2 * sum(map(begins_from_right, texts)) > len(texts)


def preset_of(options: Options) -> Preset:
    """The preset that is asked for; without one, two columns of a journal with nothing to say of height."""
    return _PLAIN if options.preset is None else preset_named(options.preset)
