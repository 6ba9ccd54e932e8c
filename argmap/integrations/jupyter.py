"""Maps in notebooks: `%load_ext argmap.integrations.jupyter`, then cells that begin with `%%argmap`, or `%argmap FILE`.

Maps show themselves as figures without it; see `ArgumentMap`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from argmap.integrations.block import Shown, Where, show
from argmap.integrations.options import words_of
from argmap.map import ArgumentMap
from argmap.wording import printable
from argmap.writers import document
from argmap.writers.content_markup import html_content, latex_content
from argmap.writers.mimebundle import Bundle, mimebundles, together

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


@frozen
class CellOutput:
    """The output of a cell: the map, the `report` on its text, and what the notebook shows of it, each page a bundle of mime
    types, with a caption in Markdown.
    """

    map: ArgumentMap | None
    report: str
    pages: tuple[Bundle, ...] = ()
    caption: str = ""

    def _ipython_display_(self) -> None:
        """Displays each of several pages by itself, so that LaTeX too has them all, and the caption below."""
        if len(self.pages) < 2 and not self.caption:
            raise NotImplementedError
        from IPython import display

        show: Any = display.display
        for page in self.pages:
            show(page.data, metadata=page.metadata, raw=True)
        if self.caption:
            show({"text/markdown": self.caption, "text/plain": self.caption}, raw=True)

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        if not self.pages:
            return {"text/plain": self.report}, {}
        data, metadata = together(self.pages)
        plain = self.pages[0].data["text/plain"]
        return {**data, "text/plain": f"{self.report}\n{plain}" if self.report else plain}, metadata


def cell(shell: InteractiveShell, line: str, text: str | None) -> CellOutput | None:
    """What a cell with `%%argmap [NAME] [OPTIONS]`, or a line with `%argmap FILE [NAME] [OPTIONS]`, displays; the map goes to the
    variable NAME. The options are those of any block in a document (`argmap.integrations.options`).

    Of a text with errors the report is shown, and no figure. What is wrong with the line is printed.
    """
    magic = "%argmap" if text is None else "%%argmap"
    try:
        words, given = words_of(line)
    except ValueError as error:
        print(f"{magic}: {error}")
        return None
    if text is None and words:
        given["file"] = words.pop(0)
    if len(words) > 1 or any(not word.isidentifier() for word in words):
        wrong = next((word for word in words if not word.isidentifier()), words[-1])
        print(f"{magic}: {wrong!r} is no name for a variable")
        return None
    called = magic if text is None else f"In[{shell.execution_count}]"
    shown = show(given, text, Where(name=called))
    if shown.compilation is None or (shown.failed and not shown.compilation.has_errors):
        for problem in shown.problems:
            print(f"{magic}: {problem.message.removeprefix('argmap: ')}")
        return None
    output = _output(shown)
    if output is not None and output.map is not None and words:
        shell.user_ns[words[0]] = output.map
    return output


def _output(shown: Shown) -> CellOutput | None:
    """What a notebook shows of a block; None where that can't be drawn, which is printed."""
    compilation = shown.compilation
    assert compilation is not None
    if shown.failed:
        return CellOutput(None, shown.report)
    map = ArgumentMap.of(compilation.map)
    if shown.contents is not None:
        listed = shown.said or document(map, "text", shown.figure)
        page = {
            "text/html": html_content(shown.contents),
            "text/latex": latex_content(shown.contents),
            "text/plain": listed,
        }
        return CellOutput(map, shown.report, (Bundle(page, {}),), shown.caption)
    try:
        pages = mimebundles(map, shown.following, shown.alt)
    except (ValueError, OSError) as error:
        print(f"%%argmap: {printable(str(error))}")
        return None
    plain = {"text/plain": map.to_text(figure=False)}
    bundles = tuple(page._replace(data={**page.data, **plain}) for page in pages)
    return CellOutput(map, shown.report, bundles, shown.caption)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Gives IPython the magic `%%argmap`, and `%argmap`."""

    def argmap(line: str, cell_: str | None = None) -> CellOutput | None:
        return cell(shell, line, cell_)

    register: Any = shell.register_magic_function
    register(argmap, "line_cell", "argmap")
