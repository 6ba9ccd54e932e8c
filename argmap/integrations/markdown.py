"""Fences with maps in Python-Markdown, by pymdownx.superfences; and so in MkDocs, Zensical and their like.

In mkdocs.yml:

    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - name: argmap
              class: argmap
              format: !!python/name:argmap.integrations.markdown.fence
              validator: !!python/name:argmap.integrations.markdown.validator

and then ```` ```argmap layout="outline" caption="The pledge" ````. What is wrong is a warning, with which a strict
build fails, and stands in the place of the figure.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from argmap.integrations.block import Problem, Shown, Where, show
from argmap.integrations.place import Place, find_block
from argmap.source import Source
from argmap.writers.content_markup import html_content


def validator(
    language: str,
    inputs: dict[str, str],
    options: dict[str, Any],
    attrs: dict[str, Any],
    md: Any,
) -> bool:
    """Takes all options of a fence: what is wrong with them is told where it stands."""
    # A word alone comes with itself as its value.
    options.update({name: "" if value == name else value for name, value in inputs.items()})
    return True


def fence(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **given: Any
) -> str:
    """The figure of a map as inline SVG in a `figure` element, or a list; of a text with errors, the report."""
    page = _page(md)
    shown = show(options, source, _where(page, md, source, options))
    classes = " ".join([css_class, *given.get("classes", ())])
    told = [*shown.problems]
    made = ""
    if not shown.failed:
        found = _content(shown, md)
        if isinstance(found, Problem):
            told.append(found)
        else:
            made = found
    _warn(told, md, page)
    if not made:
        report = "\n".join(problem.report for problem in told)
        return f'<pre class="{escape(classes)} error">{escape(report)}</pre>'
    name = given.get("id_value") or ""
    identifier = f' id="{escape(name)}"' if name else ""
    below = f"<figcaption>{_inline(shown.caption)}</figcaption>" if shown.caption else ""
    return f'<figure class="{escape(classes)}"{identifier}>{made}{below}</figure>'


def _content(shown: Shown, md: Any) -> str | Problem:
    """What a block shows, in HTML."""
    if shown.contents is not None:
        # Themes set what is in a figure in its middle.
        return f'<div style="text-align:start">{html_content(shown.contents)}</div>'
    # Several figures of a page must not share ids, and one that comes again has its own.
    prefix = _unused(shown.prefix, md)
    pages = shown.draw("svg", prefix, follow=True)
    if isinstance(pages, Problem):
        return pages
    return "".join(page.inline(number, prefix) for number, page in enumerate(pages))


def _unused(prefix: str, md: Any) -> str:
    """A prefix that no other figure of the same text has."""
    used: dict[str, int] = md.__dict__.setdefault("argmap_prefixes", {})
    count = used[prefix] = used.get(prefix, 0) + 1
    return prefix if count == 1 else f"{prefix[:-1]}-{count}-"


def _inline(caption: str) -> str:
    """A caption in the markup of the document."""
    from markdown import markdown

    made: str = markdown(caption.replace("<", "&lt;"))
    return made.removeprefix("<p>").removesuffix("</p>")


# Where the fence stands


def _page(md: Any) -> tuple[Path, str] | None:
    """The file of the page that is made, and its name for messages, in MkDocs and in Zensical."""
    for processor in (*md.treeprocessors, *md.preprocessors):
        file = getattr(processor, "file", None)
        if file is not None and getattr(file, "abs_src_path", None):
            path = Path(file.abs_src_path)
            return path, _told(path)
        page, config = getattr(processor, "page", None), getattr(processor, "config", None)
        if page is not None and isinstance(config, dict) and "docs_dir" in config:
            path = Path(config["docs_dir"]) / page.path
            return path, _told(path)
    return None


def _told(path: Path) -> str:
    """A path as seen from here, where it is below."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _where(page: tuple[Path, str] | None, md: Any, source: str, options: dict[str, Any]) -> Where:
    if page is None:
        return Where(name="<fence>")
    path, name = page
    try:
        document = Source.of(path.read_text(encoding="utf-8-sig"), name, path)
    except (OSError, ValueError):
        return Where((path.parent,), name=name)
    found: list[Place] = md.__dict__.setdefault("argmap_places", [])
    before = [place for place in found if place.document.name == name]
    words = ["argmap", *([str(options["file"])] if options.get("file") else [])]
    place = find_block(document, source, words, before)
    if place is not None:
        found.append(place)
    return Where((path.parent,), place=place, name=name)


def _warn(problems: Iterable[Problem], md: Any, page: tuple[Path, str] | None) -> None:
    """Warns of what is wrong: MkDocs counts the warnings of its own loggers."""
    problems = [*problems]
    of_mkdocs = "mkdocs" in sys.modules and page is not None
    logger = logging.getLogger("mkdocs.plugins.argmap" if of_mkdocs else "argmap")
    for problem in problems:
        logger.warning("%s: %s", problem.place, problem.message)
    if problems and _strict(md.preprocessors):
        from pymdownx.superfences import SuperFencesException

        # Zensical takes no warnings from Python; this is what it stops at.
        raise SuperFencesException(
            "\n".join(f"{problem.place}: {problem.message}" for problem in problems)
        )


def _strict(processors: Sequence[Any]) -> bool:
    """Whether this is a strict build by Zensical."""
    config = next(
        (p.config for p in processors if type(p).__module__ == "zensical.extensions.context"), None
    )
    return config is not None and bool(config.get("strict") or {"-s", "--strict"} & {*sys.argv[1:]})
