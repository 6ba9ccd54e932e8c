r"""Simple mathematics, written in TeX, as stretches of Unicode text: `x_1 \to y` becomes x₁ → y.

The limits of sums and their like stand above and below the operator, as in a formula that is displayed. What has no
place on a line of text (matrices) or isn't known here can't be set; `formula` then names the command. LaTeX gets the
source of a formula, see `latex_maths`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from attrs import frozen

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
# What has its limits above and below unless the author says otherwise, and what only where the author says so.
LIMITED = frozenset("sum prod bigcup bigcap bigvee bigwedge det gcd inf lim max min sup Pr".split())
_INTEGRALS = frozenset("∫")
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
# How much larger a sign with limits is, and how far these are from it; how far letters reach above the base line and below,
# in ems.
_GROWN, _APART = 1.3, 0.1
ASCENT, DESCENT = 0.72, 0.21
_DESCENDING = frozenset("gjpqyQ,;()[]{}|βγζημξρφχψς∣∥ΦΨ")

Place = Literal["", "operator", "above", "below"]
"""Where a piece stands that is an operator with limits, or a limit of the operator before it."""


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
_FUNCTION_NAMES = frozenset(_FUNCTIONS.split())
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
# Signs with limits, by their names.
LIMITED_SIGNS = {_COMMANDS[name][0]: name for name in sorted(LIMITED & _COMMANDS.keys())}

# Where a formula is broken that no line has room for: after a sign with a space behind it.
CUTS = re.compile(
    "(?<=[{}])\u00a0".format(
        re.escape(
            "".join(sign[-1] for sign, kind in _TYPED.values() if kind in ("relation", "binary"))
            + ",;"
        )
    )
)


class Piece(NamedTuple):
    """A stretch of a formula; `scripts` has a `^` or `_` for each script that it is in, outermost first.

    A limit is such a script too; `lift` is how far it is from the base line, in ems of the text around.
    """

    text: str
    italic: bool = False
    bold: bool = False
    scripts: str = ""
    place: Place = ""
    lift: float = 0.0

    @property
    def scale(self) -> float:
        """Its size, in that of the text around."""
        if self.place == "operator":
            return 1.0 if self.text.isascii() else _GROWN
        return max(_SMALLEST, _SMALLER ** len(self.scripts)) if self.scripts else 1.0

    @property
    def rise(self) -> float:
        """How far above the base line it stands, in ems of the text around."""
        if not self.scripts:
            return 0.0
        first = bool(self.place)
        return self.lift + sum(
            (_RAISED if mark == "^" else _LOWERED) * _SMALLER**depth
            for depth, mark in enumerate(self.scripts[first:], first)
        )

    @property
    def top(self) -> float:
        """How far it reaches above the base line of the text around, in ems of it."""
        return self.rise + ASCENT * self.scale

    @property
    def foot(self) -> float:
        """How far it reaches below the base line of the text around, in ems of it."""
        return (0.0 if _DESCENDING.isdisjoint(self.text) else DESCENT) * self.scale - self.rise


@frozen
class Formula:
    """A formula that was read; where it can't be set, `unknown` names the first thing that can't.

    `parts` are the stretches between which a line may end: the source of each, and its pieces. That is after a
    relation that stands in no group or bracket, and nowhere else.
    """

    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    unknown: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All its pieces in a row."""
        if len(self.parts) == 1:
            return self.parts[0][1]
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


class _Atom(NamedTuple):
    """A sign, or a group in braces; `at` is the place of its first token, and `limits` says that its scripts are
    limits, to be set above and below it.
    """

    pieces: tuple[Piece, ...]
    kind: Kind
    at: int = 0
    limits: bool = False


class _Unknown(Exception):
    """Something that can't be set on a line."""


@lru_cache(4096)
def formula(tex: str) -> Formula:
    """Reads a formula, without its dollars. The only space in it where a line may end is that at the end of a part."""
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
        # Within scripts and fractions, and after `\textstyle`, limits stand beside their operator.
        self.beside = 0

    def parts(self) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
        atoms = self.atoms(None)
        groups = _spaced(atoms)
        parts: list[tuple[str, tuple[Piece, ...]]] = []
        # Between \left and \right TeX breaks no line.
        ends = [] if "\\left" in self.tokens else _breaks(atoms)
        for start, end in pairwise([0, *ends, len(groups)]):
            last = len(self.tokens) if end == len(groups) else atoms[end].at
            first = atoms[start].at if start else 0
            pieces = [
                piece._replace(text=piece.text.replace(" ", "\u00a0"))
                if " " in piece.text
                else piece
                for piece in _joined(groups[start:end])
            ]
            if end < len(groups):
                pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.removesuffix("\u00a0") + " ")
            parts.append(("".join(self.tokens[first:last]), tuple(pieces)))
        return tuple(parts)

    def atoms(self, end: str | None) -> list[_Atom]:
        """The atoms up to a closing token, which is read too, or to the end."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Unknown("so many braces")
        beside = self.beside
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
            elif token in ("\\limits", "\\nolimits"):
                self.at += 1
                if atoms:
                    atoms.append(_with_limits(atoms.pop(), token == "\\limits"))
            else:
                if token in ("\\textstyle", "\\displaystyle"):
                    self.beside = beside + (token == "\\textstyle")
                at = self.at
                for pieces, kind, _, limits in self.atom():
                    atoms.append(_Atom(pieces, kind, at, limits))
        else:
            if end is not None:
                raise _Unknown(f"a missing {end}")
        self.beside = beside
        self.depth -= 1
        return atoms

    def script(self, atoms: list[_Atom]) -> None:
        token = self.tokens[self.at]
        self.at += 1
        base = atoms.pop() if atoms else _Atom((), "sign", self.at - 1)
        if token == "'":
            atoms.append(_Atom((*base.pieces, Piece("′")), base.kind, base.at))
            return
        pieces = _joined(atom.pieces for atom in self.smaller(token))
        if base.limits:
            operator, *limits = base.pieces
            operator = operator._replace(place="operator")
            limits += _limit(operator, token, pieces)
            atoms.append(base._replace(pieces=(operator, *limits)))
            return
        small = tuple(p._replace(scripts=token + p.scripts) for p in pieces)
        atoms.append(_Atom((*base.pieces, *small), base.kind, base.at))

    def smaller(self, of: str) -> list[_Atom]:
        """An argument that TeX sets smaller than what is around it."""
        self.beside += 1
        atoms = self.argument(of)
        self.beside -= 1
        return atoms

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
        made = _character(token)
        return [_with_limits(made, True)] if token in LIMITED_SIGNS and not self.beside else [made]

    def command(self, name: str) -> list[_Atom]:
        if name in _COMMANDS:
            sign, kind = _COMMANDS[name]
            piece = Piece(sign, kind == "letter")
            return [_Atom((piece,), kind, 0, name in LIMITED and not self.beside)]
        if name in _FUNCTION_NAMES:
            return [_Atom((Piece(name),), "function", 0, name in LIMITED and not self.beside)]
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
            above, below = self.smaller(f"\\{name}"), self.smaller(f"\\{name}")
            return [_Atom((*_whole(above, False), Piece("/"), *_whole(below, True)), "sign")]
        if name == "sqrt":
            return [_Atom((Piece("√"), *_whole(self.argument("\\sqrt"), True)), "sign")]
        raise _Unknown(f"\\{name}")

    def letters(self, name: str) -> _Atom:
        style = _ALPHABETS[name]
        # An operator of the author's own, with limits.
        starred = name == "operatorname" and self.tokens[self.at : self.at + 1] == ["*"]
        self.at += starred
        if style.endswith("text"):
            piece = Piece(self.raw(name), "italic" in style, "bold" in style)
            return _Atom((piece,), "sign")
        pieces = _joined(_spaced(self.argument(f"\\{name}")))
        if style.isupper():
            made = tuple(
                p._replace(text="".join(_letter(style, c) for c in p.text), italic=False)
                for p in pieces
            )
        else:
            made = tuple(p._replace(italic=style == "italic", bold=style == "bold") for p in pieces)
        atom = _Atom(made, "function" if name == "operatorname" else "sign")
        return _with_limits(atom, True) if starred and not self.beside else atom

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
        return _Atom((pieces[0]._replace(text=text),), atoms[0].kind)


def _character(token: str) -> _Atom:
    if token in "&}\\":
        raise _Unknown(token)
    sign, kind = _TYPED.get(token, (token, "letter" if token.isalpha() else "sign"))
    # A capital Greek letter stands upright, as in TeX.
    italic = kind == "letter" and (token.isascii() or not token.isupper())
    return _Atom((Piece(sign, italic),), kind)


def _with_limits(atom: _Atom, limits: bool) -> _Atom:
    """An operator whose scripts are limits, or are none; what can have no limits stays as it is."""
    if len(atom.pieces) != 1:
        return atom
    signs = LIMITED_SIGNS.keys() | _INTEGRALS
    able = atom.kind == "function" or atom.pieces[0].text in signs
    return atom._replace(limits=limits and able)


def _limit(operator: Piece, mark: str, pieces: tuple[Piece, ...]) -> list[Piece]:
    """What stands above an operator (`^`) or below it (`_`), as far from it as both need."""
    place: Place = "above" if mark == "^" else "below"
    small = [p._replace(scripts=mark + p.scripts, place=place) for p in pieces]
    foot = operator.foot if operator.text.isascii() else DESCENT * operator.scale
    if place == "above":
        lift = operator.top + _APART + max((p.foot for p in small), default=0.0)
    else:
        lift = -foot - _APART - max((p.top for p in small), default=0.0)
    return [p._replace(lift=lift) for p in small]


def _breaks(atoms: list[_Atom]) -> list[int]:
    """The atoms with which a line may begin: those after a relation that stands in no bracket."""
    found, depth = [], 0
    for index, (atom, after) in enumerate(pairwise(atoms), 1):
        depth = max(0, depth + (atom.kind == "opening") - (atom.kind == "closing"))
        if atom.kind == "relation" and after.kind != "relation" and not depth:
            found.append(index)
    return found


def _spaced(atoms: list[_Atom]) -> list[tuple[Piece, ...]]:
    """Atoms with the spaces that relations, operations, functions and commas have around them."""
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
            right = (Piece("\u00a0"),) if after is not None else ()
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
    for look, alike in groupby(
        (piece for group in groups for piece in group if piece.text), key=lambda piece: piece[1:]
    ):
        if "operator" in look:
            made.extend(alike)
        else:
            made.append(Piece("".join(piece.text for piece in alike), *look))
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
