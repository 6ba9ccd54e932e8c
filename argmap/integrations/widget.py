"""A map in a notebook as its interactive page, in which its words can be edited: `MapWidget`.

The page stands in a frame that reaches nothing around it, so that what a map says is never markup of the notebook; widget.js
shows it and carries its messages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError, Severity
from argmap.draw import draw
from argmap.draw.options import Options
from argmap.edit.acts import Replace
from argmap.edit.in_text import edited
from argmap.edit.naming import statement_named
from argmap.extras import needed
from argmap.files import Reading
from argmap.map import ArgumentMap, compiled
from argmap.model import Map
from argmap.report import render_report
from argmap.source import Source
from argmap.wording import printable
from argmap.writers.arg import to_arg
from argmap.writers.html import render_html
from argmap.writers.output import Figure

needed("anywidget", "widget", "a map as a widget")

import anywidget  # noqa: E402
import traitlets  # noqa: E402


class MapWidget(anywidget.AnyWidget):
    """A map, or a text that holds one, as its interactive page in a notebook; the options are those of
    `argmap.draw.options.Options`.

    `text` is the text in the language and `map` what it says. Either can be set, and the words of statements be edited in the
    notebook: both follow, and in the text comments and all lines that an edit is not about stay as they are. Where a text that
    is set has errors, `map` and the figure stay as they were; where a map can't be drawn so, the figure does. `error` says why,
    and the notebook shows it. `selected` is the label or identifier of the chosen statement, or None. `options` holds those
    of the figure, but for `status`: whether it shows what stands.

    Making one raises as `argmap.loads` and `ArgumentMap.to_svg` do.
    """

    _esm = Path(__file__).with_name("widget.js")
    _page = traitlets.Unicode().tag(sync=True)
    selected = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode()
    map = traitlets.Instance(Map)
    options = traitlets.Dict()
    status = traitlets.Bool()

    def __init__(self, map: Map | str, **options: Any) -> None:
        self._compilation = _compiled(map)
        self._map = ArgumentMap.of(self._compilation.checked())
        page = _page(self._map, options)
        status = options.pop("status", False)
        text = self._compilation.source.text
        super().__init__(_page=page, map=self._map, text=text, options=options, status=status)
        self.on_msg(self._heard)
        self.observe(self._draw, ["options", "status"])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The widget and, for programs that show none, the figure."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is not None:
            try:
                bundle[0].update(self._map.mimebundle(**self._chosen))
            except (OSError, TypeError, ValueError):  # `error` has it
                bundle[0]["text/plain"] = self._map.to_text(figure=False)
        return bundle

    @property
    def _chosen(self) -> dict[str, Any]:
        """The options; without `status` that of a figure file holds."""
        return {**self.options, "status": True} if self.status else self.options

    @traitlets.validate("selected")
    def _known(self, proposal: Any) -> str | None:
        key: str | None = proposal["value"]
        if key is not None and key not in self._map:
            raise ArgmapError(f"there is no statement `{key}` on this map")
        return key

    @traitlets.observe("text")
    def _text_set(self, change: Any) -> None:
        if change["new"] != self._compilation.source.text:
            self._take(self._compilation.of_data(change["new"].encode("utf-8", "surrogatepass")))

    @traitlets.observe("map")
    def _map_set(self, change: Any) -> None:
        if change["new"] is not self._map:
            self._take(_compiled(change["new"]))

    def _draw(self, _: Any = None) -> None:
        try:
            self._page = _page(self._map, self._chosen)
            if not self._compilation.has_errors:
                self.error = ""
        except (OSError, TypeError, ValueError) as error:
            self.error = printable(str(error))

    def _take(self, compilation: Compilation) -> None:
        """Has a text and, unless that has errors, its map."""
        self._compilation = _in_language(compilation)
        try:
            made = ArgumentMap.of(self._compilation.checked())
        except ArgmapError as error:
            found = [d for d in error.diagnostics if d.severity is Severity.ERROR]
            self.text, self.error = self._compilation.source.text, render_report(found, "full")
            return
        self._map = made
        with self.hold_trait_notifications():
            self.map, self.text = made, self._compilation.source.text
            if self.selected not in made:
                self.selected = None
            self._draw()

    def _heard(self, _: Any, message: Any, buffers: Any) -> None:
        """Carries out an edit that was made in the notebook, and answers with the reason where it can't."""
        match message:
            case {"edit": str(key), "text": str(words)}:
                try:
                    act = Replace(
                        statement_named(self._compilation.checked(), key), {"text": words}
                    )
                    self._take(edited(self._compilation, act).compilation)
                    self.send({"refused": ""})
                except ArgmapError as error:
                    self.send({"refused": printable(str(error))})


def _compiled(given: Map | str) -> Compilation:
    made = compiled(given) if isinstance(given, Map) else Compilation.of_text(given)
    return _in_language(made)


def _in_language(compilation: Compilation) -> Compilation:
    """The same map as text in the language, where there is one."""
    if compilation.format == "arg":
        return compilation
    try:
        text = to_arg(compilation.checked())
    except ArgmapError:
        return compilation
    source = Source.of(text, "map.arg", compilation.source.path)
    return Compilation(Reading(source), compilation.project)


def _page(map: ArgumentMap, options: dict[str, Any]) -> str:
    chosen = Options.of(options, map.source.path if map.source else None)
    return render_html(Figure(map, chosen, draw(map, chosen)), editable=True).files[0].decode()
