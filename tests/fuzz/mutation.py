"""Inputs: what the corpus has, and texts made from it by changes that know lines, words and brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from argmap.formats import FORMATS
from argmap.syntax.words import ATTRIBUTES, KEYWORDS
from tests.bench.nasty import CASES
from tests.conftest import CORPUS, EXAMPLES
from tests.strategies import random_text

FAULTS = Path(__file__).parent / "faults"
LONGEST = 4_000
"""What is longer is cut: small inputs find most, and find it fast."""

_PIECES = (
    *sorted(KEYWORDS),
    *(f"{name}: x" for name in sorted(ATTRIBUTES)),
    *(
        "map: M\n  markup: inline\n",
        "$x^{2}$",
        "$\\frac{a}{b}$",
        "*a*",
        "> quoted\n",
        "| more\n",
        "# c\n",
        "suppose s: S.\n  so t: T.\nso u: U.\nby reductio\n",
        "and suppose: S.\n",
        "explained by",
        "challenges u because t\n",
        "question q: Q?\n  answer a: A.\n",
    ),
    *(
        "\u0301",
        "\u202e",
        "\ufeff",
        "\u00a0",
        "\u2028",
        "\x00",
        "\x85",
        "\r\n",
        "\t",
        "👩\u200d👧",
        "א",
        "名",
        "ﷺ",
        "\ufe0f",
        "\u3164",
        "\u200c",
        "\xad",
    ),
    *(
        ":",
        "::",
        ";",
        "–",
        "\uff1a",
        '"',
        "'",
        "<script>",
        "&lt;",
        "]]>",
        "{",
        "}",
        "[",
        "]",
        "\\",
        "%",
        "#",
    ),
    *(
        "0",
        "-1",
        "1e999",
        "null",
        "true",
        "NaN",
        "&a",
        "*a",
        "<<:",
        "javascript:alert(1)",
        "../x.arg",
    ),
    *(
        "forall x (",
        "exists y",
        "not",
        "->",
        "<->",
        "~",
        "contradicts",
        "regardless of",
        "by deduction",
    ),
)


def seeds(target: str) -> list[bytes]:
    """What there is to begin with for a target: past faults, and files of its kind."""
    found = [path for path in sorted((FAULTS / target).glob("*")) if path.is_file()]
    name = target.replace("_", "-")
    if name in FORMATS:
        endings = {*FORMATS[name].endings, *FORMATS[name].shared}
        found += [p for p in sorted(CORPUS.rglob("*")) if p.suffix[1:] in endings]
    elif target == "settings":
        found += sorted(Path(__file__).parents[2].glob("argmap/**/*.toml"))
    else:
        found += [*sorted(EXAMPLES.glob("*.arg")), *sorted(CORPUS.rglob("*.arg"))]
    made = [path.read_bytes()[:LONGEST] for path in found]
    if target == "formula":
        made = [m[1].strip() for data in made for m in re.finditer(rb"formula:([^\n]*)", data)]
    elif name in FORMATS or target in ("language", "picture", "editing"):
        for case in CASES.values():
            files = case(1_000)
            if len(files) == 1 and (target in ("language", "picture", "editing")) == (
                "map.arg" in files
            ):
                made.append(next(iter(files.values())).encode())
    return made or [b""]


def mutated(random: Random, corpus: list[bytes], target: str) -> bytes:
    """An input made from one or two of the corpus."""
    if target in ("language", "picture", "editing") and random.random() < 0.3:
        data = random_text(random, most=20).encode("utf-8", "surrogatepass")
    else:
        data = random.choice(corpus)
    for _ in range(random.choice((0, 1, 1, 2, 3, 8))):
        data = random.choice(_CHANGES)(random, data, random.choice(corpus))
    return data[:LONGEST]


def _cut(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((0, 1, 2, 5, 20, 100)))


def _bytes(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _cut(random, data)
    return data[:start] + bytes(random.choices(range(256), k=random.randint(0, 3))) + data[end:]


def _piece(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _cut(random, data)
    piece = random.choice(_PIECES) * random.choice((1, 1, 1, 1, 50))
    return data[:start] + piece.encode() + data[random.choice((start, end)) :]


def _splice(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _cut(random, data)
    one, two = _cut(random, other)
    return data[:start] + other[one:two] + data[end:]


def _lines(random: Random, data: bytes, other: bytes) -> bytes:
    """A line moved, repeated, taken out, nested deeper or taken from elsewhere."""
    lines = data.split(b"\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    match random.randrange(5):
        case 0:
            lines.insert(to, lines.pop(at))
        case 1:
            lines[to:to] = [line] * random.choice((1, 1, 30))
        case 2:
            del lines[at]
        case 3:
            lines[at] = random.choice((b"  ", b" ", b"    ")) + line
        case _:
            lines.insert(to, random.choice(other.split(b"\n")))
    return b"\n".join(lines)


def _words(random: Random, data: bytes, other: bytes) -> bytes:
    """One word in the place of another of the same text, as references and values are mixed up."""
    words = [*re.finditer(rb"[\w-]+|\"[^\"]*\"", data)]
    if len(words) < 2:
        return data
    one, two = random.choice(words), random.choice(words)
    return data[: one.start()] + two[0] + data[one.end() :]


def _brackets(random: Random, data: bytes, other: bytes) -> bytes:
    """What stands in brackets repeated, emptied or nested in itself."""
    found = [*re.finditer(rb"\{[^{}]*\}|\[[^\[\]]*\]|\([^()]*\)|<[^<>]*>", data)]
    if not found:
        return data
    one = random.choice(found)
    new = random.choice(
        (one[0] + one[0], one[0][:1] + one[0][-1:], one[0][:1] + one[0] + one[0][-1:])
    )
    return data[: one.start()] + new + data[one.end() :]


_CHANGES: tuple[Callable[[Random, bytes, bytes], bytes], ...] = (
    _bytes,
    _piece,
    _piece,
    _splice,
    _lines,
    _lines,
    _words,
    _brackets,
)
