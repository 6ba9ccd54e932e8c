r"""Mathematics that may go to LaTeX: what is known to be mathematics, and nothing else.

A formula is read as TeX would read it. The commands are those that argmap sets itself and further ones of
LaTeX, amsmath and amssymb, each with the arguments that it takes; `safe_maths` writes the formula anew
from what it has read, or names the first thing in it that is none of these. Pandoc, MathJax and KaTeX read
the same language from Markdown.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from argmap.draw.maths import LIMITED, LIMITED_SIGNS, commands

_LATEX = """
amalg arrowvert asymp bigcirc bigodot bigoplus bigotimes bigsqcup bigtriangledown bigtriangleup biguplus bmod
bowtie cdotp clubsuit colon coprod ddots diamond diamondsuit Downarrow flat frown heartsuit hookleftarrow
hookrightarrow ldotp leftharpoondown leftharpoonup liminf limsup longleftarrow Longleftarrow longleftrightarrow
Longleftrightarrow longmapsto natural nearrow nwarrow odot oint ominus oslash owns rightharpoondown
rightharpoonup rightleftharpoons scriptscriptstyle scriptstyle searrow sharp smile spadesuit sqsupseteq surd
swarrow triangle Uparrow updownarrow Updownarrow uplus vdots Vert wp wr
"""
_AMSMATH = """
dotsb dotsc dotsi dotsm dotso idotsint iiint iint injlim projlim varinjlim varliminf varlimsup varprojlim
"""
_AMSSYMB = """
approxeq backepsilon backprime backsim Bbbk because beth between bigstar blacklozenge blacktriangle boxdot boxminus
boxplus boxtimes bumpeq Bumpeq Cap checkmark circeq circledS circledast circledcirc circleddash complement Cup
curlyeqprec curlyeqsucc curlyvee curlywedge daleth digamma doteqdot dotplus eqcirc eth fallingdotseq Finv Game
geqq geqslant ggg gimel gnapprox gneq gneqq gnsim gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim hslash
intercal Join leadsto leftarrowtail leftleftarrows leftrightarrows leftrightharpoons leqq leqslant lessapprox
lessdot lesseqgtr lesseqqgtr lessgtr lesssim lhd llcorner lll lnapprox lneq lneqq lnsim looparrowleft looparrowright
lrcorner ltimes maltese measuredangle multimap ncong ngeq ngtr nleftarrow nLeftarrow nleftrightarrow nLeftrightarrow nleq
nless nparallel nprec npreceq nrightarrow nRightarrow nsim nsubseteq nsucc nsucceq nsupseteq ntriangleleft
ntrianglelefteq ntriangleright ntrianglerighteq nVdash nVDash pitchfork precapprox preccurlyeq precsim
restriction rhd rightarrowtail rightleftarrows rightrightarrows risingdotseq rtimes smallfrown smallsetminus
smallsmile sphericalangle sqsubset sqsupset Subset subseteqq subsetneqq succapprox succcurlyeq succsim Supset
supseteqq supsetneq supsetneqq thickapprox thicksim triangledown trianglelefteq triangleq trianglerighteq
twoheadleftarrow twoheadrightarrow ulcorner unlhd unrhd upharpoonleft upharpoonright upuparrows urcorner varkappa varpropto
vartriangle vartriangleleft vartriangleright Vvdash
"""
_WITH_ARGUMENTS = {
    "m": "acute breve check grave hphantom mathbin mathclose mathinner mathnormal mathop mathopen mathord "
    "mathpunct mathrel mathring mathtt overbrace overleftarrow overrightarrow phantom pmod smash underbrace "
    "underline vphantom",
    "mm": "stackrel",
    "t": "textmd textnormal textsc textsf texttt textup",
    "d": "Biggl Biggr Bigg Bigm biggl biggr bigg bigm middle",
    "l": "hspace",
}
_AMSMATH_WITH_ARGUMENTS = {
    "m": "boxed dddot overleftrightarrow pod underleftarrow underleftrightarrow underrightarrow",
    "mm": "binom cfrac dbinom overset tbinom underset",
    "bbwsmm": "genfrac",
    "om": "xleftarrow xrightarrow",
    "r": "substack",
}
# Of those that argmap sets itself, the ones that LaTeX has from a package only.
_NEED = {
    "amsmath": "boldsymbol dfrac impliedby implies lVert lvert operatorname rVert rvert tfrac",
    "amssymb": "Box Diamond Vdash angle barwedge because blacksquare lozenge mathbb mathfrak nexists nmid "
    "nvDash nvdash rightsquigarrow square subsetneq therefore vDash varnothing veebar",
}
# Commands that LaTeX lacks, or reads in another way, and what says the same in it.
_INSTEAD = {
    "boxright": r"\mathrel{\Box\mkern-5mu\rightarrow}",
    "coloneqq": r"\mathrel{:=}",
    "degree": r"{{}^{\circ}}",
    "gt": ">",
    "lt": "<",
    "mathscr": r"\mathcal",
    "mod": r"\bmod",
    "omicron": "o",
    "strictif": r"\mathrel{-\mkern-5mu\prec}",
}
_ALSO_NEEDED = {"boxright": "amssymb"}

# The commands after which the place of limits can be said.
_OPERATORS = frozenset(
    rf"\{name}"
    for name in (
        "bigcap bigcup bigodot bigoplus bigotimes bigsqcup biguplus bigvee bigwedge coprod iiint iint int "
        "oint prod sum mathop operatorname overbrace underbrace "
        "arccos arcsin arctan arg cos cosh cot deg det dim exp gcd hom inf injlim ker lg lim liminf limsup ln log "
        "max min Pr projlim sec sin sinh sup tan tanh varinjlim varliminf varlimsup varprojlim"
    ).split()
)
# Those whose limits stand above and below in a formula that is displayed.
_LIMITED = frozenset(
    rf"\{name}"
    for name in (
        *LIMITED,
        *"bigodot bigoplus bigotimes bigsqcup biguplus coprod injlim liminf limsup projlim "
        "varinjlim varliminf varlimsup varprojlim".split(),
    )
)
# The environments, and how many columns each has at most: amsmath makes matrices of ten. `array` says it itself.
_MANY = 1000
_ENVIRONMENTS = {
    **dict.fromkeys("Bmatrix Vmatrix bmatrix matrix pmatrix vmatrix".split(), 10),
    **dict.fromkeys("aligned smallmatrix".split(), _MANY),
    "array": 0,
    "cases": 2,
    "gathered": 1,
    "split": 2,
}
# In a line of text LaTeX has no `split`, but one that does the same.
_SAME_AS = {"split": "aligned"}
_DELIMITERS = frozenset(
    r"( ) [ ] | / . < > \{ \} \| \backslash \downarrow \Downarrow \langle \lbrace \lbrack \lceil \lfloor "
    r"\llcorner \lrcorner \lvert \lVert \rangle \rbrace \rbrack \rceil \rfloor \rvert \rVert \ulcorner \uparrow \Uparrow \updownarrow "
    r"\Updownarrow \urcorner \vert \Vert".split()
)
_COLUMNS = re.compile(r"[| ]*[lcr][lcr| ]{,60}")
_LENGTH = re.compile(r" *-?\d{1,2}(\.\d{1,3})? *(em|ex|pt|mm) *")
_STROKE = re.compile(r"(\d(\.\d{1,3})? *(em|ex|pt|mm))?")
_STYLE = re.compile(r"[0-3]?")
_TOKENS = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
_ESCAPED_IN_TEXT = frozenset("%&#_${}")
_DEEPEST = 40
_LIMITS = ("\\limits", "\\nolimits")
# What is read where it may stand, and refused everywhere else.
_ONLY_IN_PLACE = ("right", "end", "middle", "limits", "nolimits")


class SafeMaths(NamedTuple):
    """A formula as it may be given to LaTeX, without dollars, in `pieces`: source and whether that is plain text
    of a command such as `\\text`, still to be escaped.

    `packages` are those that it needs. Where it may not be given, `refused` names the reason, and the rest
    is empty.
    """

    pieces: tuple[tuple[str, bool], ...] = ()
    packages: frozenset[str] = frozenset()
    refused: str = ""


@lru_cache(4096)
def safe_maths(tex: str, stacked: bool = False) -> SafeMaths:
    """Reads a formula, without its dollars; with `stacked`, what has limits gets them above and below, as in a formula
    that is displayed, but for those in scripts and fractions.
    """
    reader = _Reader(tex, stacked)
    try:
        reader.formula("")
    except _Refused as error:
        return SafeMaths(refused=str(error))
    return SafeMaths(tuple(reader.made), frozenset(reader.packages))


@lru_cache(1)
def arguments() -> dict[str, str]:
    """Every command that may go to LaTeX, with the arguments that it takes: a letter each, `m` for mathematics,
    `o` for such in brackets, which may be left out, `t` for text, `d` for a delimiter, `b` for such in
    braces, which may be empty, `r` for rows of mathematics, `l` for a length, `w` for the width of a stroke, `s` for
    the number of a style.
    """
    found = {name: "" for words in (_LATEX, _AMSMATH, _AMSSYMB) for name in words.split()}
    for table in (_WITH_ARGUMENTS, _AMSMATH_WITH_ARGUMENTS):
        found |= {name: takes for takes, words in table.items() for name in words.split()}
    return found | commands()


@lru_cache(1)
def _packages() -> dict[str, str]:
    found = dict.fromkeys(_AMSMATH.split(), "amsmath")
    found |= dict.fromkeys(_AMSSYMB.split(), "amssymb")
    found |= {n: "amsmath" for words in _AMSMATH_WITH_ARGUMENTS.values() for n in words.split()}
    found |= {name: package for package, words in _NEED.items() for name in words.split()}
    return found | _ALSO_NEEDED


class _Refused(Exception):
    """Something that may not go to LaTeX; the message names it."""


class _Reader:
    """Reads tokens, and writes what it has read; never more than `_DEEPEST` levels deep."""

    def __init__(self, tex: str, stacked: bool = False) -> None:
        self.tokens = _TOKENS.findall(_CONTROLS.sub(" ", normalize("NFC", tex)))
        self.at = 0
        self.depth = 0
        self.stacked = stacked
        self.made: list[tuple[str, bool]] = []
        self.packages: set[str] = set()

    def write(self, tex: str) -> None:
        # A letter after a command would be read as one of its name.
        if self.made and tex[:1].isalpha() and re.search(r"\\[A-Za-z]+$", self.made[-1][0]):
            tex = f" {tex}"
        self.made.append((tex, False))

    def next(self) -> str:
        """The token that comes next, empty at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.next()
        self.at += 1
        return token

    def skip_spaces(self) -> None:
        while self.next().isspace():
            self.write(self.take())

    def formula(self, end: str, columns: int = 0) -> None:
        """Reads up to the token `end` of what was opened, and past it; to the end of all where it is empty. With
        `columns`, the most that there may be, it is rows of cells.
        """
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Refused("so many braces")
        stacked = self.stacked
        scripts = last = ""  # of what was read last, since the cell began
        cell = 1
        while (token := self.next()) != end:
            if not token:
                raise _Refused(f"a missing {end}")
            if token in "^_'":
                scripts += self.script(scripts)
            elif token.isspace():
                # After a blank a prime would be the first of a second superscript.
                self.write("" if scripts.endswith("'") else token)
                self.at += 1
            elif token in _LIMITS:
                if scripts or last not in _OPERATORS:
                    raise _Refused(f"{token} after no operator")
                self.write(self.take())
            elif columns and token in ("&", "\\\\"):
                cell = cell + 1 if token == "&" else 1
                if cell > columns:
                    raise _Refused("more & than columns")
                self.write(self.take())
                if token != "&":
                    self.row_start()
                scripts = last = ""
            elif token == "\\middle" and end == "\\right":
                self.write(self.take())
                self.delimiter(token)
                scripts = last = ""
            else:
                if token in ("\\textstyle", "\\displaystyle"):
                    self.stacked = stacked and token != "\\textstyle"
                self.item()
                scripts, last = "", token
        self.at += 1
        self.depth -= 1
        self.stacked = stacked

    def script(self, before: str) -> str:
        """Reads a script or a prime, with the marks of those that its base has already; returns its own mark. A prime
        is a superscript, which only primes and what `^` raises can be added to at once.
        """
        mark = self.take()
        if mark == "_" and mark in before:
            raise _Refused("_ twice")
        if mark != "_" and not before.endswith("'") and (raised := before.replace("_", "")):
            raise _Refused(f"{mark} twice" if mark in raised else f"{mark} after {raised[-1]}")
        self.write(mark)
        if mark != "'":
            self.smaller(self.argument, mark)
        return mark

    def smaller(self, read: Callable[[str], None], of: str) -> None:
        """Reads what TeX sets smaller than what is around it."""
        stacked, self.stacked = self.stacked, False
        read(of)
        self.stacked = stacked

    def limits(self) -> None:
        """Says that the scripts that follow are limits."""
        following = itertools.dropwhile(str.isspace, self.tokens[self.at : self.at + 2])
        if self.stacked and next(following, "") in ("^", "_"):
            self.write("\\limits")

    def item(self) -> None:
        """Reads a sign, a command with its arguments, or a group."""
        token = self.take()
        if token == "{":
            self.write("{")
            self.formula("}")
            self.write("}")
        elif token.startswith("\\"):
            self.command(token)
        elif token in "}$":
            raise _Refused(token)
        elif token in "%#&":
            self.write(f"\\{token}")
        elif token in LIMITED_SIGNS and self.stacked:
            self.write(rf"\{LIMITED_SIGNS[token]}")
            self.limits()
        else:
            self.write(token)

    def argument(self, of: str) -> None:
        """Reads an argument; what is more than a group or one sign gets braces."""
        self.skip_spaces()
        token = self.next()
        if not token or token in "}^_&'" or token == "\\right":
            raise _Refused(f"{of} with nothing after it")
        # A sign could begin an option, or be active in the document.
        bare = token == "{" or (token.isascii() and token.isalnum())
        if not bare:
            self.write("{")
        self.item()
        if not bare:
            self.write("}")

    def command(self, token: str) -> None:
        name = token[1:]
        if name == "left":
            self.between_delimiters()
        elif name == "begin":
            self.environment()
        elif name in _ONLY_IN_PLACE or name not in arguments():
            raise _Refused(token)
        else:
            if package := _packages().get(name):
                self.packages.add(package)
            self.write(_INSTEAD.get(name, token))
            starred = name == "operatorname" and self.next() == "*"
            if starred:
                self.write(self.take())
            takes = arguments()[name]
            stacked = self.stacked
            # What takes one argument sets it as it would stand without.
            self.stacked = stacked and (takes == "m" or name == "sqrt")
            for kind in takes:
                self.argument_of_kind(kind, token)
            self.stacked = stacked
            if starred or token in _LIMITED:
                self.limits()

    def argument_of_kind(self, kind: str, of: str) -> None:
        if kind == "m":
            self.argument(of)
        elif kind == "t":
            self.text(of)
        elif kind == "d":
            self.delimiter(of)
        elif kind == "r":
            self.substack(of)
        elif kind == "o":
            self.option()
        else:
            self.word(kind, of)

    def option(self) -> None:
        """Reads an argument in brackets, if there is one."""
        self.skip_spaces()
        if self.next() == "[":
            self.write(self.take())
            start = len(self.made)
            self.formula("]")
            if any("]" in piece for piece, _ in self.made[start:]):
                self.made.insert(start, ("{", False))
                self.write("}")
            self.write("]")

    def substack(self, of: str) -> None:
        """Reads an argument that is rows."""
        self.skip_spaces()
        if self.take() != "{":
            raise _Refused(f"{of} with nothing after it")
        self.write("{")
        self.row_start()
        self.formula("}", 1)
        self.write("}")

    def word(self, kind: str, of: str) -> None:
        """Reads an argument in braces that is a word of its kind and no mathematics."""
        self.skip_spaces()
        if self.next() != "{":
            raise _Refused(f"{of} with nothing after it")
        said = self.name()
        if kind == "b":
            known = not said or said in _DELIMITERS
            if package := _packages().get(said[1:]):
                self.packages.add(package)
        else:
            known = {"l": _LENGTH, "w": _STROKE, "s": _STYLE}[kind].fullmatch(said) is not None
        if not known:
            raise _Refused(f"{of} with {{{said}}}")
        self.write(f"{{{said}}}")

    def delimiter(self, of: str) -> None:
        self.skip_spaces()
        token = self.take()
        if token not in _DELIMITERS:
            raise _Refused(f"{of} without a delimiter")
        self.write(token)
        if package := _packages().get(token[1:]):
            self.packages.add(package)

    def between_delimiters(self) -> None:
        self.write("\\left")
        self.delimiter("\\left")
        self.formula("\\right")
        self.write("\\right")
        self.delimiter("\\right")

    def text(self, of: str) -> None:
        """Reads an argument that is text, with no commands in it but escaped signs."""
        self.skip_spaces()
        if self.take() != "{":
            raise _Refused(f"{of} with nothing after it")
        said = ""
        while (token := self.take()) != "}":
            sign = token.removeprefix("\\")
            if not token or token in "{$" or (token != sign and sign not in _ESCAPED_IN_TEXT):
                raise _Refused(token or "a missing }")
            said += sign
        self.write("{")
        self.made.append((said, True))
        self.write("}")

    def name(self) -> str:
        """Reads a name in braces."""
        self.skip_spaces()
        if self.take() != "{":
            return ""
        name = ""
        while (token := self.take()) not in ("}", ""):
            name += token
        return name

    def environment(self) -> None:
        name = self.name()
        if name not in _ENVIRONMENTS:
            raise _Refused(f"\\begin{{{name}}}")
        if name != "array":
            self.packages.add("amsmath")
        written = _SAME_AS.get(name, name)
        self.write(f"\\begin{{{written}}}")
        most = _ENVIRONMENTS[name]
        if name == "array":
            columns = self.name()
            if not _COLUMNS.fullmatch(columns):
                raise _Refused(f"the columns {{{columns}}}")
            self.write(f"{{{columns}}}")
            most = sum(map(str.isalpha, columns))
        self.row_start()
        self.smaller(lambda end: self.formula(end, most), "\\end")
        if self.name() != name:
            raise _Refused(f"a missing \\end{{{name}}}")
        self.write(f"\\end{{{written}}}")

    def row_start(self) -> None:
        """What could be read as an option of the row is none."""
        self.skip_spaces()
        while self.next() == "\\hline":
            self.write(self.take())
            self.skip_spaces()
        if self.next() in ("[", "*"):
            self.write("{}")
