"""The documentation as a site: sphinx-build -W --keep-going docs OUT (needs argmap[docs])."""

import re

from pygments.lexers.data import JsonLexer
from pygments.lexers.special import TextLexer
from pygments.lexers.sql import SqlLexer

import argmap
from argmap.integrations.pygments import ArgmapLexer

project = "argmap"
author = "The argmap authors"
copyright = author
version = release = argmap.__version__
language = "en"

extensions = ["myst_parser", "argmap.integrations.sphinx"]
# Fences ```argmap are maps: checked and drawn.
myst_fence_as_directive = ["argmap"]
argmap_show_source = True
myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = f"argmap {release}"
html_static_path = []
html_extra_path = ["argmap.schema.json"]
root_doc = "index"
# Sentences for the changelog, which is no page of the site.
exclude_patterns = ["changes"]


# Texts that show mistakes, and languages that Pygments does not know.
_LEXERS = {
    "arg-error": ArgmapLexer,
    "aif": JsonLexer,
    "spark-sql": SqlLexer,
    **dict.fromkeys(("argdown", "apx", "bytes"), TextLexer),
}
suppress_warnings = ["misc.highlighting_failure"]


def with_contents(app, docname, source):
    """Gives the start page and the list of rules their tables of contents, which they have as plain links, so
    that they read as well where there is no Sphinx.
    """
    # What stands elsewhere in the repository is no part of the site.
    source[0] = re.sub(r"\[([^\]]+)\]\(\.\./([^)]+)\)", r"\1 (`\2`)", source[0])
    if docname == "index":
        parts = re.split(r"(?m)^## ", source[0])[1:]
        for part in parts:
            heading = part.split("\n")[0]
            pages = re.findall(r"(?m)^- \[[^]]*\]\(([\w-]+)\.md\)", part)
            if pages:
                source[0] += _contents(heading, pages)
    elif docname == "rules":
        source[0] += _contents("", ["rules/*"])


def _contents(heading, pages):
    caption = f":caption: {heading}\n" if heading else ""
    return "\n```{toctree}\n:hidden:\n:glob:\n" + caption + "\n" + "\n".join(pages) + "\n```\n"


def setup(app):
    """Tells Sphinx of it."""
    app.connect("source-read", with_contents)
    for name, lexer in _LEXERS.items():
        app.add_lexer(name, lexer)
