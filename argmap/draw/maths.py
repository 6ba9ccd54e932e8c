r"""Simple mathematics, written in TeX, as stretches of Unicode text: `x_1 \to y` becomes x₁ → y.

What has no place on one line of text (matrices, sums with limits) or isn't known here can't be set;
`formula` then names the command. LaTeX gets the source of a formula, see `latex_maths`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from attrs import evolve, frozen

_RELATIONS = r"""
leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ lt < gt > ll ≪ gg ≫ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊
supset ⊃ supseteq ⊇ sqsubseteq ⊑ to → rightarrow → longrightarrow → leftarrow ← gets ← leftrightarrow ↔
Rightarrow ⇒ implies ⇒ Longrightarrow ⇒ Leftarrow ⇐ impliedby ⇐ Leftrightarrow ⇔ iff ⇔ mapsto ↦
uparrow ↑ downarrow ↓ rightsquigarrow ⇝ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ vdash ⊢ dashv ⊣
models ⊨ vDash ⊨ Vdash ⊩ nvdash ⊬ nvDash ⊭ perp ⊥ mid ∣ nmid ∤ parallel ∥ prec ≺ succ ≻ preceq ⪯
succeq ⪰ triangleright ▷ triangleleft ◁ strictif ⥽ boxright □→ therefore ∴ because ∵ coloneqq ≔ doteq ≐
"""
_BINARIES = r"""
times × cdot ⋅ div ÷ pm ± mp ∓ land ∧ wedge ∧ lor ∨ vee ∨ cap ∩ cup ∪ setminus ∖ circ ∘ bullet • oplus ⊕
otimes ⊗ ast ∗ star ⋆ veebar ⊻ barwedge ⊼ sqcup ⊔ sqcap ⊓
"""
_SIGNS = r"""
forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ infty ∞ emptyset ∅ varnothing ∅ Box □ square □ Diamond ◊ lozenge ◊
top ⊤ bot ⊥ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ aleph ℵ ell ℓ hbar ℏ Re ℜ Im ℑ ldots … dots … cdots ⋯
prime ′ degree ° angle ∠ dagger † ddagger ‡ S § P ¶ backslash \ bigwedge ⋀ bigvee ⋁ bigcup ⋃ bigcap ⋂
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω blacksquare ■ vert |
"""
_LETTERS = """
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ
varphi φ chi χ psi ψ omega ω imath ı jmath ȷ
"""
_OPENING = "langle ⟨ lceil ⌈ lfloor ⌊ lbrace { lbrack [ lvert | lVert ‖"
_CLOSING = "rangle ⟩ rceil ⌉ rfloor ⌋ rbrace } rbrack ] rvert | rVert ‖"
_FUNCTIONS = (
    "arccos arcsin arctan arg cos cosh cot deg det dim exp gcd hom inf ker lg lim ln log max min "
    "mod Pr sec sin sinh sup tan tanh"
)
_SPACES = {
    **dict.fromkeys(",:;>", "\u2009"),
    " ": "\u00a0",
    "!": "",
    "quad": "\u2003",
    "qquad": "\u2003\u2003",
}
_ESCAPED = {c: c for c in "%&#_$"} | {"{": "{", "}": "}", "|": "‖"}
_ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
    "not": "\u0338",
}
_FRACTIONS = ("frac", "tfrac", "dfrac")
# How an argument is set: upright text, or letters of an alphabet that Unicode has.
_ALPHABETS = {
    "text": "text",
    "textrm": "text",
    "mbox": "text",
    "mathrm": "upright",
    "operatorname": "upright",
    "mathsf": "upright",
    "mathit": "italic",
    "mathbf": "bold",
    "boldsymbol": "bold",
    "textbf": "bold text",
    "textit": "italic text",
    "mathbb": "DOUBLE-STRUCK",
    "mathcal": "SCRIPT",
    "mathscr": "SCRIPT",
    "mathfrak": "FRAKTUR",
}
_IGNORED = frozenset(
    "left right big Big bigl bigr Bigl Bigr displaystyle textstyle limits nolimits mathstrut".split()
)
_TOKENS = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_DEEPEST = 24

Kind = Literal[
    "letter", "sign", "relation", "binary", "opening", "closing", "function", "punctuation"
]

# How much smaller a subscript is than what it stands at, and how far from its base line, in ems.
_SMALLER, _RAISED, _LOWERED, _SMALLEST = 0.7, 0.36, -0.16, 0.6


def _table(words: str) -> dict[str, str]:
    pairs = words.split()
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


_KINDS: dict[Kind, str] = {
    "relation": _RELATIONS,
    "binary": _BINARIES,
    "sign": _SIGNS,
    "letter": _LETTERS,
    "opening": _OPENING,
    "closing": _CLOSING,
}
_COMMANDS = {
    name: (sign, kind) for kind, words in _KINDS.items() for name, sign in _table(words).items()
}

# What is typed as it is.
_TYPED: dict[str, tuple[str, Kind]] = {
    **{sign: (sign, kind) for sign, kind in _COMMANDS.values()},
    **{sign: (sign, "relation") for sign in "=<>:"},
    **{sign: (sign, "opening") for sign in "(["},
    **{sign: (sign, "closing") for sign in ")]!"},
    **{sign: (sign, "punctuation") for sign in ",;"},
    "-": ("−", "binary"),
    "*": ("∗", "binary"),
    "+": ("+", "binary"),
    "|": ("|", "sign"),
    "~": ("\u00a0", "punctuation"),
    "`": ("‘", "sign"),
}


@frozen
class Piece:
    """A stretch of a formula; `scripts` has a `^` or `_` for each script that it is in, outermost first."""

    text: str
    italic: bool = False
    bold: bool = False
    scripts: str = ""

    @property
    def scale(self) -> float:
        """Its size, in that of the text around."""
        return max(_SMALLEST, _SMALLER ** len(self.scripts))

    @property
    def rise(self) -> float:
        """How far above the base line it stands, in ems of the text around."""
        shifts = (_RAISED if mark == "^" else _LOWERED for mark in self.scripts)
        return sum(shift * _SMALLER**depth for depth, shift in enumerate(shifts))


@frozen
class Formula:
    """A formula that was read; where it can't be set, `unknown` names the first thing that can't.

    `parts` are the stretches between which a line may end: the source of each, and its pieces.
    """

    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    unknown: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All its pieces in a row."""
        return _joined(pieces for _, pieces in self.parts)

    @property
    def plain(self) -> str:
        """The formula on one line: x₁, x^(a_i); empty where it can't be set."""
        return self.written(lambda piece: piece.text, _script).translate(_PLAIN_SPACES)

    def written(self, piece: Callable[[Piece], str], script: Callable[[str, str], str]) -> str:
        """The formula as text: each piece as `piece` writes it, and what `script` makes of a script from
        its mark, `^` or `_`, and its text.
        """
        return _written(self.pieces, 0, piece, script)


def _written(
    pieces: tuple[Piece, ...],
    depth: int,
    piece: Callable[[Piece], str],
    script: Callable[[str, str], str],
) -> str:
    made = ""
    for mark, group in groupby(pieces, key=lambda p: p.scripts[depth : depth + 1]):
        if mark:
            made += script(mark, _written(tuple(group), depth + 1, piece, script))
        else:
            made += "".join(map(piece, group))
    return made


@frozen
class _Atom:
    """A sign, or a group in braces; `at` is the place of its first token."""

    pieces: tuple[Piece, ...]
    kind: Kind
    at: int = 0


class _Unknown(Exception):
    """Something that can't be set on a line."""


@lru_cache(4096)
def formula(tex: str) -> Formula:
    r"""Reads a formula, without its dollars.

    A space that stands before a relation or a binary operation is one where no line may end.
    """
    try:
        return Formula(_Reader(tex).parts())
    except _Unknown as error:
        return Formula((), str(error))


def commands() -> dict[str, str]:
    """Every command that can be set, with the arguments that it takes: a letter each, `m` for mathematics, `o`
    for such in brackets, which may be left out, `t` for text, `d` for a delimiter.
    """
    found = dict.fromkeys([*_COMMANDS, *_FUNCTIONS.split(), *_SPACES, *_ESCAPED], "")
    found |= {name: "d" if name.lower().startswith("big") else "" for name in _IGNORED}
    found |= {name: "t" if kind.endswith("text") else "m" for name, kind in _ALPHABETS.items()}
    found |= dict.fromkeys(_ACCENTS, "m") | dict.fromkeys(_FRACTIONS, "mm")
    return found | {"left": "d", "right": "d", "sqrt": "om"}


def signs() -> dict[str, str]:
    """A command for each sign that is no letter: `∀` → `forall`."""
    found: dict[str, str] = {}
    for name, (sign, _) in _COMMANDS.items():
        if not sign.isascii() and len(sign) == 1:
            found.setdefault(sign, name)
    return found


class _Reader:
    def __init__(self, tex: str) -> None:
        self.tokens = _TOKENS.findall(tex)
        self.at = 0
        self.depth = 0

    def parts(self) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
        atoms = self.atoms(None)
        groups = _spaced(atoms)
        # Between \left and \right TeX breaks no line.
        whole = "\\left" in self.tokens
        ends = [
            index + 1
            for index, group in enumerate(groups[:-1])
            if group and group[-1].text.endswith(" ") and not whole
        ]
        parts: list[tuple[str, tuple[Piece, ...]]] = []
        for start, end in pairwise([0, *ends, len(groups)]):
            last = len(self.tokens) if end == len(groups) else atoms[end].at
            first = atoms[start].at if start else 0
            pieces = list(_joined(groups[start:end]))
            for index, piece in enumerate(pieces):
                kept = piece.text.rstrip(" ") if index == len(pieces) - 1 else piece.text
                text = kept.replace(" ", "\u00a0") + piece.text[len(kept) :]
                pieces[index] = evolve(piece, text=text)
            parts.append(("".join(self.tokens[first:last]), tuple(pieces)))
        return tuple(parts)

    def atoms(self, end: str | None) -> list[_Atom]:
        """The atoms up to a closing token, which is read too, or to the end."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Unknown("so many braces")
        atoms: list[_Atom] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token == end:
                self.at += 1
                break
            if token in "^_'":
                self.script(atoms)
            elif token.isspace():
                self.at += 1
            else:
                at = self.at
                atoms.extend(evolve(atom, at=at) for atom in self.atom())
        else:
            if end is not None:
                raise _Unknown(f"a missing {end}")
        self.depth -= 1
        return atoms

    def script(self, atoms: list[_Atom]) -> None:
        token = self.tokens[self.at]
        self.at += 1
        base = atoms.pop() if atoms else _Atom((), "sign", self.at - 1)
        if token == "'":
            atoms.append(_Atom((*base.pieces, Piece("′")), base.kind, base.at))
            return
        pieces = _joined(atom.pieces for atom in self.argument(token))
        small = tuple(evolve(p, scripts=token + p.scripts) for p in pieces)
        atoms.append(_Atom((*base.pieces, *small), base.kind, base.at))

    def argument(self, of: str) -> list[_Atom]:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        if self.at == len(self.tokens) or self.tokens[self.at] in "}^_":
            raise _Unknown(f"{of} with nothing after it")
        if self.tokens[self.at] == "{":
            self.at += 1
            return self.atoms("}")
        return self.atom()

    def atom(self) -> list[_Atom]:
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":
            return [_Atom(_joined(_spaced(self.atoms("}"))), "sign")]
        if token.startswith("\\") and len(token) > 1:
            return self.command(token[1:])
        return [_character(token)]

    def command(self, name: str) -> list[_Atom]:
        if name in _COMMANDS:
            sign, kind = _COMMANDS[name]
            return [_Atom((Piece(sign, italic=kind == "letter"),), kind)]
        if name in _FUNCTIONS.split():
            return [_Atom((Piece(name),), "function")]
        if name in _SPACES:
            return [_Atom((Piece(_SPACES[name]),), "punctuation")]
        if name in _ESCAPED:
            brace: Kind = "opening" if name == "{" else "closing" if name == "}" else "sign"
            return [_Atom((Piece(_ESCAPED[name]),), brace)]
        if name in _IGNORED:
            if self.at < len(self.tokens) and self.tokens[self.at] == ".":
                self.at += 1
            return []
        if name in _ALPHABETS:
            return [self.letters(name)]
        if name in _ACCENTS:
            return [self.accented(name)]
        if name in _FRACTIONS:
            above, below = self.argument(f"\\{name}"), self.argument(f"\\{name}")
            return [_Atom((*_whole(above, False), Piece("/"), *_whole(below, True)), "sign")]
        if name == "sqrt":
            return [_Atom((Piece("√"), *_whole(self.argument("\\sqrt"), True)), "sign")]
        raise _Unknown(f"\\{name}")

    def letters(self, name: str) -> _Atom:
        style = _ALPHABETS[name]
        if style.endswith("text"):
            piece = Piece(self.raw(name), "italic" in style, "bold" in style)
            return _Atom((piece,), "sign")
        pieces = _joined(_spaced(self.argument(f"\\{name}")))
        if style.isupper():
            made = tuple(
                evolve(p, text="".join(_letter(style, c) for c in p.text), italic=False)
                for p in pieces
            )
        else:
            made = tuple(evolve(p, italic=style == "italic", bold=style == "bold") for p in pieces)
        return _Atom(made, "function" if name == "operatorname" else "sign")

    def raw(self, name: str) -> str:
        """The text of an argument as it stands, spaces too."""
        if self.at == len(self.tokens) or self.tokens[self.at] != "{":
            raise _Unknown(f"\\{name} with nothing after it")
        text = ""
        self.at += 1
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token == "}":
                return text
            if token == "{" or (token.startswith("\\") and token[1:] not in _ESCAPED):
                raise _Unknown(token)
            text += token[1:] if token.startswith("\\") else token
        raise _Unknown("a missing }")

    def accented(self, name: str) -> _Atom:
        atoms = self.argument(f"\\{name}")
        pieces = _joined(atom.pieces for atom in atoms)
        if len(pieces) != 1 or len(pieces[0].text) != 1:
            raise _Unknown(f"\\{name}")
        text = unicodedata.normalize("NFC", pieces[0].text + _ACCENTS[name])
        return _Atom((evolve(pieces[0], text=text),), atoms[0].kind)


def _character(token: str) -> _Atom:
    if token in "&}\\":
        raise _Unknown(token)
    sign, kind = _TYPED.get(token, (token, "letter" if token.isalpha() else "sign"))
    # A capital Greek letter stands upright, as in TeX.
    italic = kind == "letter" and (token.isascii() or not token.isupper())
    return _Atom((Piece(sign, italic),), kind)


def _spaced(atoms: list[_Atom]) -> list[tuple[Piece, ...]]:
    """Atoms with the spaces that relations, operations, functions and commas have around them."""
    related = any(atom.kind == "relation" for atom in atoms)
    made: list[tuple[Piece, ...]] = []
    before: Kind | None = None
    for index, atom in enumerate(atoms):
        kind = atom.kind
        after = atoms[index + 1].kind if index + 1 < len(atoms) else None
        if kind == "binary" and (
            before in (None, "relation", "binary", "opening", "punctuation", "function")
            or after in (None, "relation", "closing", "punctuation")
        ):
            kind = "sign"
        if kind in ("relation", "binary") and len(atoms) > 1:
            left = (Piece("\u00a0"),) if before not in (None, "relation") else ()
            # A line ends after a relation, or after an operation where there is none.
            breaks = kind == "relation" or not related
            right = (Piece(" " if breaks else "\u00a0"),) if after is not None else ()
            if kind == "relation" and after == "relation":
                right = ()
            made.append((*left, *atom.pieces, *right))
        elif kind == "function":
            space = after in ("letter", "sign", "function")
            apart = before in ("letter", "closing")
            made.append(
                (
                    *((Piece("\u00a0"),) if apart else ()),
                    *atom.pieces,
                    *((Piece("\u00a0"),) if space else ()),
                )
            )
        elif kind == "punctuation" and atom.pieces[0].text in (",", ";") and after is not None:
            made.append((*atom.pieces, Piece("\u00a0")))
        else:
            made.append(atom.pieces)
        before = kind
    return made


def _joined(groups: Iterable[Iterable[Piece]]) -> tuple[Piece, ...]:
    """Pieces in a row, those that are set in the same way as one."""
    made: list[Piece] = []
    for group in groups:
        for piece in group:
            if not piece.text:
                continue
            if made and evolve(made[-1], text="") == evolve(piece, text=""):
                made[-1] = evolve(piece, text=made[-1].text + piece.text)
            else:
                made.append(piece)
    return tuple(made)


def _whole(atoms: list[_Atom], below: bool) -> tuple[Piece, ...]:
    """What stands above or below a stroke, or under a root: in brackets where it isn't plainly one."""
    pieces = _joined(_spaced(atoms))
    depth, apart = 0, False
    for atom in atoms:
        depth += (atom.kind == "opening") - (atom.kind == "closing")
        apart = apart or (depth == 0 and atom.kind in ("relation", "binary", "function"))
    digits = all(len(p.text) == 1 and p.text.isdigit() for a in atoms for p in a.pieces)
    applied = len(atoms) > 1 and atoms[1].kind == "opening" and atoms[-1].kind == "closing"
    if not apart and (len(atoms) == 1 or digits or applied or not below):
        return pieces
    return (Piece("("), *pieces, Piece(")"))


def _letter(alphabet: str, letter: str) -> str:
    """A letter of an alphabet such as DOUBLE-STRUCK, where Unicode has it."""
    name = unicodedata.name(letter, "").replace("LATIN ", "").replace(" LETTER", "")
    for known in (f"{alphabet} {name}", f"MATHEMATICAL {alphabet} {name}"):
        for named in (known, known.replace("FRAKTUR", "BLACK-LETTER")):
            try:
                return unicodedata.lookup(named)
            except KeyError:
                continue
    return letter


_PLAIN_SPACES = str.maketrans("\u00a0\u2009\u2003", "   ")
_SUPERSCRIPTS = str.maketrans("0123456789+−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")


def _script(mark: str, text: str) -> str:
    made = text.translate(_SUPERSCRIPTS if mark == "^" else _SUBSCRIPTS)
    if all(a != b for a, b in zip(text, made, strict=True)):
        return made
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"
