"""The table of formats: all that is known of each, one row a format.

A format's files are recognised by their endings and by how they look; its reader and its writer are named,
and imported only when they are used.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from argmap.source import Source

FEATURES = (
    *("title", "map attributes", "imports", "sections", "section labels", "section attributes"),
    *("section speakers", "labels", "kinds", "questions", "suppositions", "unstated marks"),
    *("open marks", "speakers", "quotations", "statement attributes", "linked premises"),
    *(
        "undercuts",
        "challenges",
        "concessions",
        "strict marks",
        "discharges",
        "schemes",
        "warrants",
    ),
    *("argument speakers", "premise roles", "argument attributes", "parts", "alternatives"),
    *("contradictions", "preferences", "restatements", "explanations", "conditions", "answers"),
    "independences",
)
"""What of a map a format may or may not carry, besides the statements' texts and who supports and rebuts whom."""

_HEAD = 1_000_000
"""How many characters are looked at to tell one format from another; what stands further on doesn't count."""


class Format(NamedTuple):
    """One format.

    `endings` are those of its own files, the first the one that argmap gives them; by them OUT names the
    format. `shared` are endings that its files have in common with those of other formats, or that argmap gives to none. `begins` is the
    first character of its texts, "" for any, and `looks` are expressions any one of which is found in them
    and, as far as can be told, in no others. `reader` names a function from `Source` to `Resolved` in
    argmap/readers, and `decoder`, for files that are no text in UTF-8, one from bytes, name and path to `Reading`. In argmap/writers, `document` names a function from a map to `Written`, `listing` one
    from a view and a style to text for readers, and `picture` one from a
    `Figure` to `Rendered`; `steps` says how a picture is shown step by step. `carries` are the `FEATURES` of a map that a document in it keeps; attributes can be carried one by one, as
    `statement attributes: note`.
    """

    name: str
    endings: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    begins: str = ""
    looks: tuple[str, ...] = ()
    reader: str = ""
    decoder: str = ""
    document: str = ""
    listing: str = ""
    picture: str = ""
    steps: Literal["", "pages", "overlays"] = ""
    carries: tuple[str, ...] = FEATURES

    @property
    def ending(self) -> str:
        """The ending of the files that argmap writes in it, without the point."""
        return (*self.endings, *self.shared, self.name)[0]

    def looks_like(self, text: str) -> bool:
        """Whether a text, its leading blanks removed, looks like one in this format."""
        head = text[:_HEAD]
        return text.startswith(self.begins) and any(re.search(each, head) for each in self.looks)


def _key(*names: str) -> str:
    """A JSON key with one of these names."""
    return rf'"(?:{"|".join(names)})"\s*:'


# Argdown: a title in brackets, and the signs of relations.
_TITLE = r"(?:\[[^\]\n]+\]|<[^>\n]+>)"
_SIGN = r"(?:[-+_]>?|<[-+_]|><)"
_AIF = (
    *("linked premises", "undercuts", "challenges", "strict marks", "schemes", "speakers"),
    *("argument speakers", "questions", "contradictions", "preferences", "restatements"),
)
_FRAMEWORK = (
    *("linked premises", "undercuts", "challenges", "strict marks", "preferences"),
    *("contradictions", "restatements", "conditions"),
)
_GRAPH = tuple(feature for feature in FEATURES if feature != "imports")
_SHEET = tuple(
    feature
    for feature in FEATURES
    if feature
    not in (
        *("title", "map attributes", "imports"),
        *("section labels", "section attributes", "section speakers"),
    )
)

_TABLE = (
    Format("svg", picture="svg:render_svg", steps="pages"),
    Format("pdf", picture="pdf:render_pdf", steps="pages"),
    Format("png", picture="png:render_png", steps="pages"),
    Format("eps", picture="eps:render_eps", steps="pages"),
    Format("tikz", picture="tikz:render_tikz", steps="overlays"),
    Format("tex", picture="tikz:render_tex", steps="pages"),
    Format("html", endings=("html", "htm"), picture="html:render_html"),
    Format(
        "json",
        endings=("json",),
        begins="{",
        looks=(r'"format"\s*:\s*"argmap"',),
        reader="json:read_json",
        document="json:write_json",
    ),
    Format("arg", endings=("arg",), document="arg:write_arg"),
    Format("dot", endings=("dot", "gv"), listing="dot:to_dot"),
    Format("mermaid", endings=("mmd",), listing="mermaid:to_mermaid"),
    Format("markdown", endings=("md",), listing="markdown:to_markdown"),
    Format("text", endings=("txt",), listing="text:to_text"),
    Format(
        "aif",
        shared=("json",),
        begins="{",
        looks=(_key("nodeID", "fromID", "locutions"),),
        reader="aif:read_aif",
        document="aif:to_aif",
        carries=_AIF,
    ),
    Format(
        "xaif",
        shared=("json",),
        begins="{",
        looks=(_key("AIF"),),
        reader="aif:read_aif",
        document="aif:to_xaif",
        carries=_AIF,
    ),
    Format(
        "argdown",
        endings=("argdown", "ad"),
        looks=(
            r"\A===+[ \t]*\n",  # front matter
            # A title that is defined, or has a relation below it; an inference above a conclusion.
            rf"(?m)^[ \t]*(?:{_SIGN}[ \t]*)?{_TITLE}:[ \t\n]",
            rf"(?m)^{_TITLE}[^\S\n]*\n[ \t]+{_SIGN}[ \t]*\S",
            r"(?m)^[ \t]*\(\d+\)[^\n]*\n[ \t]*--+[^\n]*\n(?:[^\n]*\n--+\n)?[ \t]*\(\d+\)",
        ),
        reader="argdown:read_argdown",
        document="argdown:to_argdown",
        carries=tuple(f for f in FEATURES if f not in ("imports", "independences")),
    ),
    Format(
        "argdown-json",
        shared=("json",),
        begins="{",
        looks=(
            r'"type"\s*:\s*"equivalence-class"',
            r'(?s)\A(?=.*"arguments"\s*:\s*\{)(?=.*"type"\s*:\s*"argument")',
            r'(?s)\A(?=.*"statements"\s*:\s*\{)(?=.*"relations"\s*:\s*\[)',
        ),
        reader="argdown_json:read_argdown_json",
    ),
    Format(
        "graphml",
        endings=("graphml",),
        shared=("xml",),
        begins="<",
        looks=(r"<(?:\w+:)?graphml\b",),
        reader="graphml:read_graphml",
        document="graphml:to_graphml",
        carries=_GRAPH,
    ),
    Format(
        "canvas",
        endings=("canvas",),
        shared=("json",),
        begins="{",
        looks=(
            r'(?s)\A(?=.*"nodes"\s*:\s*\[)(?=.*"edges"\s*:\s*\[)'
            r'(?=.*"(?:from|to)Node"\s*:\s*")',
        ),
        reader="canvas:read_canvas",
        document="canvas:to_canvas",
        carries=_GRAPH,
    ),
    Format(
        "drawio",
        endings=("drawio",),
        shared=("xml",),
        begins="<",
        looks=(r"<(?:mxfile|mxGraphModel)\b",),
        reader="drawio:read_drawio",
        document="drawio:to_drawio",
        carries=_GRAPH,
    ),
    Format(
        "argunet",
        shared=("graphml", "xml"),
        begins="<",
        looks=(r"http://www\.argunet\.org/xml/argml",),
        reader="argunet:read_argunet",
    ),
    Format(
        "kialo",
        shared=("txt",),
        looks=(
            r"\A(?:(?:Discussion|Debate) (?:Title|Name):|1\.[ \t]+(?:Thesis|Question):[ \t]*\n)",
        ),
        reader="kialo:read_kialo",
        document="kialo:to_kialo",
        carries=("title", "linked premises", "undercuts", "warrants", "kinds", "quotations"),
    ),
    Format(
        "carneades",
        shared=("yml", "yaml"),
        looks=(
            r"(?m)^(?:statements|arguments|issues|argument_schemes|issue_schemes)[ \t]*:[ \t]*"
            r"(?:#[^\n]*|\{[^\n]*|\[[^\n]*)?$",
        ),
        reader="carneades:read_carneades",
        document="carneades:to_carneades",
        carries=tuple(
            f
            for f in FEATURES
            if f
            not in (
                *("imports", "independences", "suppositions", "discharges", "challenges"),
                *("restatements", "explanations", "conditions"),
                *("argument speakers", "section speakers"),
            )
        ),
    ),
    Format(
        "arguebuf",
        shared=("json",),
        begins="{",
        looks=(_key("atom", "schemaVersion", "majorClaim"),),
        reader="arguebuf:read_arguebuf",
        document="arguebuf:to_arguebuf",
        carries=_GRAPH,
    ),
    Format(
        "sadface",
        shared=("json",),
        begins="{",
        looks=(_key("source_id", "target_id", "analyst_name"),),
        reader="sadface:read_sadface",
    ),
    Format(
        "arggraph",
        shared=("xml",),
        begins="<",
        looks=(r"<arggraph\b",),
        reader="arggraph:read_arggraph",
    ),
    Format(
        "brat",
        endings=("ann",),
        looks=(r"\A(?:[TRAEMN]\d+|#\d+|\*)\t\S+ \S",),
        reader="brat:read_brat",
    ),
    Format(
        "gsn",
        shared=("yaml", "yml"),
        # An element, in block or flow style, and the keys that only such a graph has at its top.
        looks=(
            r"(?m)^[\"']?(?:G|S|C|J|A|Sn|CG|CSn)[\w.-]*[\"']?[ \t]*:[ \t]*(?:#[^\n]*)?"
            r"(?:\{[ \t]*\}|\{?\s*[\"']?"
            r"(?:text|supportedBy|inContextOf|challenges|undeveloped|defeated|nodeType)[\"']?[ \t]*:)",
        ),
        reader="gsn:read_gsn",
    ),
    Format(
        "ltac",
        endings=("ltac",),
        shared=("txt",),
        looks=(
            r"\A(?:(?:#|```|~~~)[^\n]*\n\s*)*[-*][ \t]+"
            r"(?:Claim|Strategy|Evidence|Context|Justification|Assumption|Relation|Link)\b",
        ),
        reader="ltac:read_ltac",
    ),
    Format(
        "mup",
        endings=("mup",),
        shared=("json",),
        begins="{",
        looks=(r'"ideas"\s*:\s*\{',),
        reader="mup:read_mup",
    ),
    Format(
        "dsanson",
        shared=("yml", "yaml"),
        # A claim, which has a blank in it, and its first reason or objection.
        looks=(
            r"(?m)^(?=\S+ )(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s#\"'{\[-][^\n]*):[ \t]*\n"
            r"[ \t]+[\"']?(?:(?:r|o|reason|objection)[-_]?\d*|-\w+)[\"']?:[ \t]*(?:\{[ \t]*\})?$",
        ),
        reader="dsanson:read_dsanson",
    ),
    Format(
        "csv",
        endings=("csv",),
        shared=("tsv", "tab"),
        looks=(
            # A head with a column of texts, and one of what they are for.
            r"(?i)\A(?:sep=.\n)?(?=(?:[^\n:]*[,;\t|])?[ \"]*(?:text|claim|statement)[ \"]*[,;\t|\n])"
            r"(?=[^\n:]*[,;\t|][ \"]*(?:supports|attacks|reason for|objects to|objection to)[ \"]*(?:[,;\t|\n]|\Z))",
        ),
        reader="sheet:read_sheet",
        decoder="sheet.carrier:decode_csv",
        document="sheet:to_csv",
        carries=_SHEET,
    ),
    Format(
        "xlsx",
        endings=("xlsx",),
        shared=("xlsm",),
        reader="sheet:read_sheet",
        decoder="sheet.carrier:decode_xlsx",
        document="sheet:to_xlsx",
        carries=_SHEET,
    ),
    # Frameworks are made of these; what their arguments say is left behind.
    Format(
        "apx",
        endings=("apx",),
        looks=(r"\A(?:%[^\n]*\s+)*(?:arg|att)\(",),
        reader="apx:read_apx",
        document="frameworks:to_apx",
        carries=_FRAMEWORK,
    ),
    Format(
        "tgf",
        endings=("tgf",),
        looks=(r"\A\d\S*[^\n:]*\n(?:[^\n:]*\n)*?#[ \t]*(?:\n|\Z)",),
        reader="tgf:read_tgf",
        document="frameworks:to_tgf",
        carries=_FRAMEWORK,
    ),
    Format(
        "iccma",
        endings=("af", "iccma", "i23"),
        looks=(r"\A(?:#[^\n]*\s+)*p[ \t]+af[ \t]+\d",),
        reader="iccma:read_iccma",
        document="frameworks:to_iccma",
        carries=_FRAMEWORK,
    ),
    Format(
        "aspic",
        endings=("aspic",),
        document="aspic:to_aspic",
        carries=tuple(feature for feature in _FRAMEWORK if feature != "preferences"),
    ),
)

FORMATS: dict[str, Format] = {row.name: row for row in _TABLE}
"""Every format by its name."""

READABLE = ("arg", *(row.name for row in _TABLE if row.reader))
"""What argmap reads: the language and what others use."""

PICTURES = tuple(row.name for row in _TABLE if row.picture or row.listing)
"""What `render` makes. The last are text, and documents as well."""

DOCUMENTS = tuple(row.name for row in _TABLE if row.document or row.listing)
"""What `convert` makes."""

FRAMEWORKS = tuple(row.name for row in _TABLE if row.document.startswith("frameworks:"))
"""The forms of argument frameworks, for solvers."""


def function(room: str, name: str) -> Any:
    """What a row names in a room: `aif:read_aif` of `argmap.readers`."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(f"{room}.{module}"), attribute)


def ending_of(path: str) -> str:
    """What the name of a file ends in, in lower case, without the point."""
    return PurePath(path).suffix.removeprefix(".").lower()


def with_ending(ending: str) -> tuple[str, ...]:
    """The formats that argmap reads whose files end so, by their names."""
    return tuple(
        name for name in READABLE if ending in (*FORMATS[name].endings, *FORMATS[name].shared)
    )


def named_by(ending: str) -> str:
    """The format that an ending of OUT names; it may be one that argmap lacks."""
    return next((row.name for row in _TABLE if ending in row.endings), ending)


def format_of_bytes(data: bytes, name: str) -> str | None:
    """The format of bytes that no ending tells of, where they are no text."""
    return "xlsx" if data.startswith(b"PK\x03\x04") and not ending_of(name) else None


def decoder_of(name: str, format: str | None) -> Any:
    """What decodes the bytes of a file in a format or, without it, with the ending of a format; None for UTF-8."""
    names = (format,) if format else with_ending(ending_of(name))
    decoder = next((FORMATS[name].decoder for name in names if FORMATS[name].decoder), "")
    return function("argmap.readers", decoder) if decoder else None


ENDINGS = tuple(
    dict.fromkeys(
        f".{ending}"
        for name in READABLE
        for ending in (*FORMATS[name].endings, *FORMATS[name].shared)
        if ending != "txt"
    )
)
"""The endings of files that hold maps; texts of all kinds end in .txt."""


def picture_format(path: str, to: str | None) -> str:
    """The picture format asked for; `ValueError` with what there is where it is not one of them."""
    wanted = to or named_by(ending_of(path))
    if wanted in PICTURES:
        return wanted
    known = ", ".join(PICTURES)
    if to is None and not wanted:
        raise ValueError(f"the format of {path!r} can't be told from its ending; name one: {known}")
    raise ValueError(f"there is no picture format {wanted!r}; there are {known}")


def document_format(path: str, to: str | None) -> str:
    """The document format asked for: `to`, or the ending of the path; `ValueError` where it is none."""
    wanted = to or named_by(ending_of(path))
    if wanted in DOCUMENTS:
        return wanted
    known = ", ".join(DOCUMENTS)
    if to is None:
        raise ValueError(f"the format of {path!r} can't be told from its ending; name one: {known}")
    raise ValueError(f"there is no format {to!r} to write; there are {known}")


_ARG = r"(?:#[^\n]*\s+)*(?:map|use|section|unstated|claim|premise|recommendation|rebuttal)\b"
"""How maps in the language begin, after comments."""


def candidates(source: Source) -> tuple[str, ...]:
    """What a text may be: one format, several where its ending and content don't decide, or none."""
    text = source.text.lstrip()
    ending = ending_of(source.name)
    among = with_ending(ending)
    if not among and re.match(_ARG, text):
        return ("arg",)
    if len(among) == 1 and not (ending == "arg" and text[:1] in ("{", "[", "<")):
        return among
    looking = tuple(name for name in READABLE if FORMATS[name].looks_like(text))
    # What stands in the file has the last word where it is none of those that the ending means.
    found = tuple(name for name in looking if name in among) or looking
    # What is of no known kind is read by the format that has the ending for its own, but JSON is of many.
    if not found and len(among) > 1 and ending != "json":
        found = tuple(name for name in among if ending in FORMATS[name].endings)
    # A map of argmap's own says so, xAIF holds AIF, and Argunet's export is GraphML too.
    return next(((name,) for name in ("json", "xaif", "argunet") if name in found), found)


def format_of(source: Source) -> str:
    """What a text is to be read as: `arg` where nothing else is recognised, and "" where it can't be told,
    because it may be several things or, in JSON, YAML or XML, none.
    """
    found = candidates(source)
    if len(found) == 1:
        return found[0]
    text = source.text.lstrip()
    # What a merge left is no markup.
    structured = text[:1] in ("{", "[", "<") and text[:2] != "<<"
    if (
        not found
        and not structured
        and ending_of(source.name) not in ("json", "yaml", "yml", "xml")
    ):
        return "arg"
    return ""
