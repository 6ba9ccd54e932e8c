r"""Text for LaTeX: every character of what a user wrote as itself, in whatever document it is set.

Letters stay UTF-8. What is special to LaTeX, what its fonts would join (`--`, `<<`, ``?` ``) and what only
some engines have becomes a command; apostrophes stay apostrophes, which LaTeX sets curved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from argmap.draw.fonts.widths import Face
from argmap.draw.latex_maths import safe_maths
from argmap.draw.markup import Span, spans
from argmap.draw.maths import signs
from argmap.wording import shown

# What pdflatex has in the encodings T1 and TS1, from LaTeX's own tables.
_IN_TEXT = re.compile(
    "[\n -~\u00a1-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0192"
    "\u01cd-\u01d4\u01e6-\u01eb\u01f4\u01f5\u0218-\u021b\u0232\u0233\u02c7\u02d8\u02d9\u02db\u02dd"
    "\u1e02\u1e03\u1e0d\u1e1e-\u1e21\u1e25\u1e30\u1e31\u1e37\u1e43\u1e45\u1e47\u1e5b\u1e63\u1e6d"
    "\u1e8e-\u1e91\u1e9e\u1ef2\u1ef3\u2013\u2014\u2016\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026"
    "\u2030\u2031\u2039-\u203b\u203d\u2044\u20ac\u2116\u2117\u2122\u2126\u212e]"
)
_COMMANDS = {
    **{c: f"\\{c}" for c in "#$%&_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    # An opening bracket could begin an option, as after \item.
    "[": "{[}",
    "]": "{]}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2002": r"\enskip{}",
    "\u2003": r"\quad{}",
    "\u2009": r"\,",
    "\u200b": r"\hspace{0pt}",
    "\u200c": "{}",
    "\u200d": "{}",
    "\u2010": "-",
    "\u2011": r"\mbox{-}",
    "\u2012": r"\textendash{}",
    "\u2015": r"\textemdash{}",
    "\u202f": r"\,",
    "\u2060": "{}",
    "\u2212": r"\ensuremath{-}",
    **{c: rf"\textsuperscript{{{n}}}" for n, c in enumerate("⁰   ⁴⁵⁶⁷⁸⁹") if c != " "},
    **{c: rf"\textsubscript{{{n}}}" for n, c in enumerate("₀₁₂₃₄₅₆₇₈₉")},
}
_JOINED = frozenset(["--", "''", "``", "<<", ">>", ",,", "?`", "!`"])
# Greek capitals that look like Latin ones have no command in LaTeX.
_LIKE_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))
_AMS = frozenset("⊊⇝⊩⊬⊭∤▷◁⊻⊼∄□◇◊∠■∴∵")
# The alphabets of mathematics that Unicode has letter by letter: what the names of the letters say of them, the
# command, and whether that is of amssymb.
_ALPHABETS = (
    ("DOUBLE-STRUCK CAPITAL ", "mathbb", True),
    ("FRAKTUR CAPITAL ", "mathfrak", True),
    ("FRAKTUR SMALL ", "mathfrak", True),
    ("BLACK-LETTER CAPITAL ", "mathfrak", True),
    ("SCRIPT CAPITAL ", "mathcal", False),
)


def escaped(text: str, longest: int = 40) -> str:
    """The text in LaTeX, with a line break allowed wherever argmap itself would break.

    Words of more than `longest` characters may be broken anywhere, where nothing else helps.
    """
    made: list[str] = []
    before = earlier = ""
    for word in re.findall(r"\s+|\S+", unicodedata.normalize("NFC", shown(text))):
        for place, character in enumerate(word):
            if before + character in _JOINED:
                made.append(r"\kern0pt ")
            elif _breaks(earlier, before, character):
                made.append(r"\allowbreak ")
            elif len(word) > longest and place:
                made.append(r"\penalty3000 ")
            made.append(_one(character))
            earlier, before = before, character
    return "".join(made)


def styled(text: str, face: Face, *, around: Face = "regular", longest: int = 40) -> str:
    """A stretch of text in its face, within a text in the face `around`."""
    inner = escaped(text, longest)
    if ("italic" in face) != ("italic" in around):
        inner = rf"\emph{{{inner}}}"
    if ("bold" in face) != ("bold" in around):
        inner = rf"\textbf{{{inner}}}" if "bold" in face else rf"\textmd{{{inner}}}"
    return inner


def maths(source: str, stacked: bool = False) -> str | None:
    """A formula for LaTeX; None where something in it is not known to be mathematics. With `stacked`, limits stand above
    and below.
    """
    made = bare_maths(source, stacked)
    return None if made is None else f"${made}$"


def bare_maths(source: str, stacked: bool = False) -> str | None:
    """The same without its dollars, for programs that give it to LaTeX or MathJax in their own way."""
    safe = safe_maths(source, stacked)
    if safe.refused:
        return None
    made = []
    for piece, is_text in safe.pieces:
        made.append(escaped(piece) if is_text else "".join(map(_in_maths, piece)))
    return "".join(made)


def _in_maths(character: str) -> str:
    if character.isascii():
        return character
    name = _sign(character)
    return rf"{{{name}}}" if name else rf"\mbox{{{_one(character)}}}"


def set_in_latex(text: str, inline: bool) -> str:
    """A text in LaTeX, with `inline` its markup as commands and its mathematics as mathematics."""
    return latex_spans(spans(shown(text), inline))


def latex_spans(found: Iterable[Span]) -> str:
    """Stretches of a text in LaTeX, as `set_in_latex`."""
    return "".join(
        (maths(span.maths) if span.maths else None) or styled(span.text, span.face)
        for span in found
    )


def unsupported_characters(texts: Iterable[str]) -> list[str]:
    """The characters of texts that pdflatex has no glyph for, each once."""
    found: dict[str, None] = {}
    for text in texts:
        for character in unicodedata.normalize("NFC", shown(text)):
            if not character.isascii() and _one(character) == character:
                found[character] = None
    return [c for c in found if not _IN_TEXT.match(c)]


def remarks(texts: Iterable[str], packages: Iterable[str] = ()) -> list[str]:
    """Remarks for the user: which characters pdflatex lacks, and which packages the document needs."""
    made = []
    if odd := unsupported_characters(texts):
        names = ", ".join(f"{c} ({unicodedata.name(c, f'U+{ord(c):04X}')})" for c in odd[:4])
        more = f" and {len(odd) - 4} more" if len(odd) > 4 else ""
        made.append(
            f"pdflatex lacks {names}{more} and shows boxes unless the document declares them: "
            "compile with lualatex or xelatex and a font that has them"
        )
    if packages:
        made.append(f"the document needs {usepackage_commands(packages)}")
    return made


def packages(texts: Iterable[str], formulas: Iterable[str]) -> list[str]:
    """The packages for mathematics that texts and formulas need."""
    formulas = [*formulas]
    needed = {name for formula in formulas for name in safe_maths(formula).packages}
    characters = {c for text in [*texts, *formulas] for c in text if not c.isascii()}
    if not _AMS.isdisjoint(characters) or any(_letter(c)[1] for c in characters):
        needed.add("amssymb")
    return sorted(needed)


def usepackage_commands(packages: Iterable[str]) -> str:
    """The `\\usepackage` commands for packages, as a list in a sentence."""
    return " and ".join(rf"\usepackage{{{package}}}" for package in packages)


def declarations(texts: Iterable[str]) -> list[str]:
    """Declarations of the characters that pdflatex lacks, so that it doesn't stop, and of the straight quotation
    mark for OT1.
    """
    texts = [*texts]
    lines = []
    if any('"' in text for text in texts):
        quote = r"\csname OT1\string\textquotedbl\endcsname"
        lines.append(rf"\expandafter\ifx{quote}\relax\expandafter\chardef{quote}=34 \fi")
    for character in unsupported_characters(texts):
        name = rf"\csname u8:\detokenize{{{character}}}\endcsname"
        lines.append(rf"\expandafter\ifx{name}\relax\expandafter\def{name}{{\fbox{{?}}}}\fi")
    return lines


def comment(text: str) -> str:
    """A text as part of a comment, on one line."""
    return " ".join(shown(text).split())


@lru_cache(4096)
def _one(character: str) -> str:
    command = _COMMANDS.get(character)
    if command is not None:
        return command
    if character in _LIKE_LATIN:
        return rf"\ensuremath{{\mathrm{{{_LIKE_LATIN[character]}}}}}"
    if _IN_TEXT.match(character):
        return character
    name = _sign(character)
    return rf"\ensuremath{{{name}}}" if name else character


def _sign(character: str) -> str:
    """What stands for a character in mathematics; empty where nothing does."""
    return _signs().get(character) or _letter(character)[0]


@lru_cache(4096)
def _letter(character: str) -> tuple[str, bool]:
    """A letter of an alphabet such as ℝ as a command, and whether that needs amssymb."""
    name = unicodedata.name(character, "").removeprefix("MATHEMATICAL ")
    for start, command, needs in _ALPHABETS:
        letter = unicodedata.normalize("NFKC", character)
        if name.startswith(start) and len(letter) == 1 and letter.isascii():
            return rf"\{command}{{{letter}}}", needs
    return "", False


@lru_cache(1)
def _signs() -> dict[str, str]:
    made = {sign: f"\\{name}" for sign, name in signs().items() if sign != "⥽"}
    return made | {"ο": "o", "≔": ":=", "◇": r"\Diamond"}


def _breaks(earlier: str, before: str, character: str) -> bool:
    """Whether a line may end before a character, though no space stands there."""
    if not before or before.isspace() or character.isspace():
        return False
    if before in "-/":
        return earlier.isalpha() and character.isalpha()
    wide = unicodedata.east_asian_width(before) in "WF"
    return before in "\u2013\u2014" or (wide and character.isalnum())
