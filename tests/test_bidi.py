"""The levels of right-to-left text, against the files by which Unicode tests them.

Debian's package `unicode-data` has these; they may be of a later Unicode than Python's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.draw.bidi import embedded, levels, visual

DATA = Path("/usr/share/unicode")
# A character of each class.
SAMPLES = {
    **{"L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "AN": "\u0661"},
    **{"ES": "+", "ET": "$", "CS": ",", "NSM": "\u0300", "BN": "\u00ad"},
    **{"B": "\u2029", "S": "\t", "WS": " ", "ON": "!"},
    **{"LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c"},
    **{"LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069"},
}
Expected = list[int | None]


def numbers(text: str) -> Expected:
    """Levels; None for a character that has none."""
    return [None if word == "x" else int(word) for word in text.split()]


def differs(text: str, base: int, expected: Expected) -> bool:
    _, found = embedded(text, base)
    return any(want not in (None, level) for want, level in zip(expected, found, strict=True))


def order(text: str, base: int, expected: Expected) -> list[int]:
    """The characters that have a level, from left to right."""
    _, found = embedded(text, base)
    kept = [place for place, level in enumerate(expected) if level is not None]
    return [kept[at] for at in visual([found[place] for place in kept])]


def test_a_character_of_each_class() -> None:
    assert {name: unicodedata.bidirectional(c) for name, c in SAMPLES.items()} == {
        name: name for name in SAMPLES
    }


def of_classes() -> Iterator[tuple[str, int, Expected, list[int]]]:
    """The cases of BidiTest.txt: a text, for which paragraphs it holds, its levels and its order."""
    expected: Expected = []
    reordered: list[int] = []
    for line in (DATA / "BidiTest.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@Levels:"):
            expected = numbers(line.partition(":")[2])
        elif line.startswith("@Reorder:"):
            reordered = [int(word) for word in line.partition(":")[2].split()]
        elif line and line[0] not in "#@":
            classes, _, bits = line.partition(";")
            yield "".join(SAMPLES[c] for c in classes.split()), int(bits, 16), expected, reordered


@pytest.mark.slow
def test_classes() -> None:
    """Every sequence of up to four classes, in paragraphs of every direction."""
    count = 0
    wrong: list[str] = []
    for text, bits, expected, reordered in of_classes():
        count += 1
        bases = {base for base, bit in ((0, 2), (1, 4)) if bits & bit}
        if bits & 1:
            bases.add(embedded(text)[0])
        for base in bases:
            if differs(text, base, expected):
                wrong.append(f"{text!a} {base} {expected}")
        if count % 50 == 0 and order(text, min(bases), expected) != reordered:
            wrong.append(f"{text!a} {reordered}")
    assert count > 400_000
    assert not wrong, wrong[:20]


@pytest.mark.slow
def test_characters() -> None:
    """Brackets, deep nesting, and whole texts."""
    count = unknown = 0
    wrong: list[str] = []
    for line in (DATA / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        codes, direction, base, found, reordered = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        count += 1
        if not all(unicodedata.bidirectional(character) for character in text):
            unknown += 1
            continue
        expected = numbers(found)
        asked = embedded(text)[0] if direction == "2" else int(base)
        right = asked == int(base) and not differs(text, asked, expected)
        if right and count % 50 == 0:
            right = order(text, asked, expected) == numbers(reordered)
        if not right:
            wrong.append(line)
    assert count > 90_000 and unknown < 100
    assert not wrong, wrong[:20]


def test_brackets() -> None:
    """Those of Unicode are all known, each with the one that it is paired with."""
    opening: list[str] = []
    for line in (DATA / "BidiBrackets.txt").read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) == 3 and fields[2] == "o":
            opening.append("".join(chr(int(field, 16)) for field in fields[:2]))
    assert len(opening) >= 60
    for start, end in opening:
        if unicodedata.bidirectional(start) == "ON":
            assert levels(f"a\u05d0{start}a{end}\u05d0")[1] == [0, 1, 0, 0, 0, 1], (start, end)


@pytest.mark.parametrize(
    "text", ["(" * 20_000 + "\u05d0", "\u2067" * 20_000 + "\u05d0", "\u05d0(1)" * 10_000]
)
def test_long_texts(text: str) -> None:
    """None takes more than about linear time: these would run for hours."""
    assert len(levels(text)[1]) == len(text)
