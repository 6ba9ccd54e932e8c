"""What a text is to be read as: by the ending of its file and by what stands in it.

Endings such as .json, .yaml, .xml and .txt are shared by several formats, so what they hold decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from argmap.diagnostics import report
from argmap.model import ArgumentMap
from argmap.resolve import Resolved
from argmap.source import Source

# What an ending stands for: one format, or several that the content tells apart.
_BY_ENDING: dict[str, tuple[str, ...]] = {
    "arg": ("arg",),
    "apx": ("apx",),
    "tgf": ("tgf",),
    **dict.fromkeys(("iccma", "af", "i23"), ("iccma",)),
    **dict.fromkeys(("argdown", "ad"), ("argdown",)),
    "graphml": ("graphml",),
    "ann": ("brat",),
    "ltac": ("ltac",),
    "json": ("json", "aif", "xaif", "argdown-json", "arguebuf", "sadface"),
    **dict.fromkeys(("yaml", "yml"), ("carneades", "gsn")),
    "xml": ("arggraph", "graphml"),
    "txt": ("kialo", "ltac"),
}

ENDINGS = tuple(f".{ending}" for ending in _BY_ENDING if ending != "txt")
"""The endings of files that hold maps."""

_HEAD = 1_000_000
"""How many characters are looked at to tell JSON from JSON; keys further on don't count."""


# How maps in the language begin, after comments.
_ARG = r"(?:#[^\n]*\s+)*(?:map|use|section|unstated|claim|premise|recommendation|rebuttal)\b"


def _key(*names: str) -> str:
    """A JSON key with one of these names."""
    return rf'"(?:{"|".join(names)})"\s*:'


# An element of GSN, in block or flow style, and the keys that only such a graph has at its top.
_GSN = (
    r"(?m)^[\"']?(?:G|S|C|J|A|Sn|CG|CSn)[\w.-]*[\"']?[ \t]*:[ \t]*(?:#[^\n]*)?"
    r"(?:\{[ \t]*\}|\{?\s*[\"']?(?:text|supportedBy|inContextOf|challenges|undeveloped|defeated|nodeType)[\"']?[ \t]*:)"
)
_CARNEADES = (
    r"(?m)^(?:statements|arguments|issues|argument_schemes|issue_schemes)[ \t]*:[ \t]*"
    r"(?:#[^\n]*|\{[^\n]*|\[[^\n]*)?$"
)

# How each format looks, tried in this order on the text without blanks and comments before it.
_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("json", lambda t: t[:1] == "{" and _has(t, r'"format"\s*:\s*"argmap"')),
    ("xaif", lambda t: t[:1] == "{" and _has(t, _key("AIF"))),
    (
        "argdown-json",
        lambda t: (
            t[:1] == "{"
            and (
                _has(t, r'"type"\s*:\s*"(?:equivalence-class|argument)"')
                or (_has(t, r'"statements"\s*:\s*\{') and _has(t, r'"relations"\s*:\s*\['))
            )
        ),
    ),
    ("sadface", lambda t: t[:1] == "{" and _has(t, _key("source_id", "target_id", "analyst_name"))),
    ("aif", lambda t: t[:1] == "{" and _has(t, _key("nodeID", "fromID", "locutions"))),
    ("arguebuf", lambda t: t[:1] == "{" and _has(t, _key("atom", "schemaVersion", "majorClaim"))),
    ("graphml", lambda t: t[:1] == "<" and _has(t, r"<(?:\w+:)?graphml\b")),
    ("arggraph", lambda t: t[:1] == "<" and _has(t, r"<arggraph\b")),
    ("apx", lambda t: bool(re.match(r"(?:%[^\n]*\s+)*(?:arg|att)\(", t))),
    ("iccma", lambda t: bool(re.match(r"(?:#[^\n]*\s+)*p[ \t]+af[ \t]+\d", t))),
    (
        "kialo",
        lambda t: bool(
            re.match(
                r"(?:Discussion|Debate) (?:Title|Name):|1\.[ \t]+(?:Thesis|Question):[ \t]*\n", t
            )
        ),
    ),
    ("brat", lambda t: bool(re.match(r"(?:[TRAEMN]\d+|#\d+|\*)\t\S+ \S", t))),
    ("gsn", lambda t: _has(t, _GSN)),
    ("carneades", lambda t: _has(t, _CARNEADES)),
    (
        "ltac",
        lambda t: bool(
            re.match(
                r"(?:(?:#|```|~~~)[^\n]*\n\s*)*[-*][ \t]+(?:Claim|Strategy|Evidence|Context|Justification|Assumption|Relation|Link)\b",
                t,
            )
        ),
    ),
    ("argdown", lambda t: _argdown(t)),
    ("tgf", lambda t: bool(re.match(r"\d\S*[^\n:]*\n(?:[^\n:]*\n)*?#[ \t]*(?:\n|$)", t))),
)


def _has(text: str, pattern: str) -> bool:
    return re.search(pattern, text[:_HEAD]) is not None


_TITLE = r"(?:\[[^\]\n]+\]|<[^>\n]+>)"
_SIGN = r"(?:[-+_]>?|<[-+_]|><)"


def _argdown(text: str) -> bool:
    """Whether a text is Argdown: front matter, a title in brackets that is defined, or one with a
    relation below it, or an inference above a conclusion.
    """
    head = text[:_HEAD]
    return bool(
        re.match(r"===+[ \t]*\n", head)
        or re.search(rf"(?m)^[ \t]*(?:{_SIGN}[ \t]*)?{_TITLE}:[ \t\n]", head)
        or re.search(rf"(?m)^{_TITLE}[^\S\n]*\n[ \t]+{_SIGN}[ \t]*\S", head)
        or re.search(
            r"(?m)^[ \t]*\(\d+\)[^\n]*\n[ \t]*--+[^\n]*\n(?:[^\n]*\n--+\n)?[ \t]*\(\d+\)", head
        )
    )


def candidates(source: Source) -> tuple[str, ...]:
    """What a text may be: one format, several where its ending and content don't decide, or none."""
    text = source.text.lstrip()
    ending = PurePath(source.name).suffix.removeprefix(".").lower()
    among = _BY_ENDING.get(ending, ())
    if not among and re.match(_ARG, text):
        return ("arg",)
    if len(among) == 1 and not (ending == "arg" and text[:1] in ("{", "[", "<")):
        return among
    looking = tuple(name for name, looks in _LOOKS if looks(text))
    # What stands in the file has the last word where it is none of those that the ending means.
    found = tuple(name for name in looking if name in among) or looking
    return found[:1] if found[:1] in (("json",), ("xaif",)) else found


def format_of(source: Source) -> str:
    """What a text is to be read as: `arg` where nothing else is recognised, and "" where it can't be told,
    because it may be several things or, in JSON, YAML or XML, none.
    """
    found = candidates(source)
    if len(found) == 1:
        return found[0]
    ending = PurePath(source.name).suffix.removeprefix(".").lower()
    text = source.text.lstrip()
    if (
        not found
        and text[:1] not in ("{", "[", "<")
        and ending not in ("json", "yaml", "yml", "xml")
    ):
        return "arg"
    return ""


def unrecognised(source: Source) -> Resolved:
    """The empty map of a text that is of no format, or of several, and an error that names them."""
    found = candidates(source)
    ending = PurePath(source.name).suffix.removeprefix(".").lower()
    text = source.text
    if found:
        message = f"this may be {' or '.join(found)}"
    else:
        shape = (
            "XML" if text.lstrip()[:1] == "<" else "YAML" if ending in ("yaml", "yml") else "JSON"
        )
        among = _BY_ENDING.get(ending, ())
        if len(among) < 2:
            among = _BY_ENDING[shape.lower()]
        message = f"this {shape} is of no format that argmap reads: {', '.join(among)}"
        if shape == "JSON":
            import json

            try:
                json.loads(text)
            except RecursionError:
                message = "this JSON is nested too deep to be a map"
            except json.JSONDecodeError as error:
                message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
                problem = report("invalid-json", message, source, (error.pos, error.pos + 1))
                return Resolved(ArgumentMap(source=source, arranged=True), (problem,))
            except ValueError:
                message = "this is no JSON that argmap reads: a number too long"
    problem = report(
        "unknown-format", message, source, (0, 1), "name the format with --from FORMAT"
    )
    return Resolved(ArgumentMap(source=source, arranged=True), (problem,))
