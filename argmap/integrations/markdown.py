"""Fences with maps in Python-Markdown, by pymdownx.superfences; and so in MkDocs and its like.

In mkdocs.yml:

    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - name: argmap
              class: argmap
              format: !!python/name:argmap.integrations.markdown.fence
              validator: !!python/name:argmap.integrations.markdown.validator

and then ```` ```argmap layout="outline" caption="The pledge" ````.
"""

from __future__ import annotations

from hashlib import sha256
from html import escape
from typing import Any

from argmap.compilation import Compilation
from argmap.integrations.figures import OPTION_NAMES, figure_options, only_page, parse_option
from argmap.report import render_report
from argmap.writers import render


def validator(
    language: str,
    inputs: dict[str, str],
    options: dict[str, Any],
    attrs: dict[str, Any],
    md: Any,
) -> bool:
    """Takes the options of a fence that argmap knows; with others it is no fence of argmap's."""
    for name, value in inputs.items():
        if name not in (*OPTION_NAMES, "caption"):
            return False
        try:
            if name != "caption":
                parse_option(name, value)
        except ValueError:
            return False
        options[name] = value
    return True


def fence(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **_: Any
) -> str:
    """The figure of a map as inline SVG in a `figure` element; of a text with errors, the report."""
    chosen = dict(options)
    caption = chosen.pop("caption", "")
    compilation = Compilation.of_text(source, "<fence>")
    if compilation.has_errors:
        return _error_block(css_class, render_report(compilation.problems, "full", False))
    # Several figures of a page must not share ids.
    digest = sha256(repr((source, sorted(chosen.items()))).encode()).hexdigest()[:8]
    try:
        drawn = figure_options(chosen, compilation.source.path, prefix=f"argmap-{digest}-")
        svg = only_page(render(compilation.map, "svg", drawn).files).decode()
    except (TypeError, ValueError) as error:
        return _error_block(css_class, str(error))
    svg = svg[svg.index("<svg") :].strip()
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="{escape(css_class)}">{svg}{below}</figure>'


def _error_block(css_class: str, text: str) -> str:
    return f'<pre class="{escape(css_class)} error">{escape(text)}</pre>'
