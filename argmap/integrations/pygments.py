"""A Pygments lexer, by which LaTeX's minted, Sphinx, MkDocs and others colour `.arg`.

Found by the names `argmap` and `arg` and by the ending, through the entry point that argmap declares.
"""

from __future__ import annotations

import re
from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

from argmap.syntax.words import CONNECTIVES, KEYWORDS, KINDS

# As in grammars/arg.lark: a letter, then all but white space and most of ASCII's punctuation.
_LABEL = r"[^\W\d_](?:[^\x00-,.\x2f:-@\x5b-\x5e`{-\x7f\s\uff1a]|\.(?=[^\W\d_]))*"
_END = r"(?![\w.-])"
_KEYWORD = rf"(?:{'|'.join(sorted(KEYWORDS, key=len, reverse=True))}){_END}"


class ArgmapLexer(RegexLexer):  # type: ignore[misc]
    """The `.arg` language: connectives and kinds are keywords, labels names, texts strings."""

    name = "argmap"
    url = "https://pypi.org/project/argmap/"
    aliases: ClassVar[list[str]] = ["argmap", "arg"]
    filenames: ClassVar[list[str]] = ["*.arg"]
    mimetypes: ClassVar[list[str]] = ["text/x-argmap"]
    version_added = ""
    flags = re.MULTILINE

    tokens: ClassVar = {
        "root": [
            (r"\n", Whitespace),
            (r"^[^\S\n]+", Whitespace),
            (r"#[^\n]*", Comment.Single),
            (r"(>)([^\n]*)", bygroups(Punctuation, String.Double)),
            (r"(\|)([^\n]*)", bygroups(Punctuation, String)),
            (
                rf"(use)([ \t]+)(\S+)(?:([ \t]+)(as)([ \t]+)({_LABEL}))?(?=[ \t]*$)",
                bygroups(
                    Keyword.Namespace,
                    Whitespace,
                    String.Other,
                    Whitespace,
                    Keyword.Namespace,
                    Whitespace,
                    Name.Namespace,
                ),
            ),
            (rf"map{_END}", Keyword.Declaration, "title"),
            (rf"section{_END}", Keyword.Declaration, "title"),
            (
                rf"(?!{_KEYWORD})({_LABEL})([ \t]*)(:)([^\n]*)",
                bygroups(Name.Attribute, Whitespace, Punctuation, String),
            ),
            (r"(?=\S)", Text, "clause"),
        ],
        "title": [
            (r"[ \t]+", Whitespace),
            (r"(:)([^\n]*)", bygroups(Punctuation, Generic.Heading), "#pop"),
            (_LABEL, Name.Label),
            (r"\n", Whitespace, "#pop"),
            (r"[^\n]", Error),
        ],
        "clause": [
            (r"[ \t]+", Whitespace),
            (words(CONNECTIVES, suffix=_END), Keyword),
            (rf"of{_END}", Keyword),
            (words(KINDS, suffix=_END), Keyword.Type),
            (rf"unstated{_END}", Operator.Word),
            (r"(:)([^\n]*)", bygroups(Punctuation, String), "#pop"),
            (_LABEL, Name.Label),
            (r"\n", Whitespace, "#pop"),
            (r"[^\n]", Error),
        ],
    }
