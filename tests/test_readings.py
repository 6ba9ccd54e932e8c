"""Documents of other tools that somebody has damaged: there is always a map, and never a traceback."""

from __future__ import annotations

from random import Random

import pytest

from argmap.compilation import Compilation
from argmap.writers.arg import to_arg
from tests.readings import documents

DOCUMENTS = {
    "kialo": documents("kialo", ".txt"),
    "carneades": documents("carneades", ".yml"),
    "arggraph": documents("arggraph", ".xml"),
    "brat": documents("brat", ".ann"),
    "gsn": documents("gsn", ".yaml"),
    "ltac": documents("ltac", ".ltac"),
    "argunet": documents("argunet", ".graphml"),
    "mup": documents("mup", ".mup"),
    "canvas": documents("canvas", ".canvas"),
    "drawio": documents("drawio", ".drawio"),
    "dsanson": documents("dsanson", ".yml"),
}
STRAY = (
    *("\0", "\n", "\t", "{", "[", '"', "'", "7", "null", "~", ": ", "- ", "#", "\u2028", "\ud800"),
    *("\\", "1.1. Pro: ", "-> See 1.", "¬", "<", "&", "&x ", "*x", "😀"),
)


def damaged(random: Random, text: str, other: str) -> str:
    for _ in range(random.choice((1, 1, 2, 5))):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.randrange(1, 30))
        middle = random.choice(
            (
                "",
                text[start:end] * 3,
                random.choice(STRAY) + text[start:end],
                other[start % len(other) :][:60] + text[start:end],
            )
        )
        text = text[:start] + middle + text[end:]
        if random.random() < 0.1:
            text = text[:start]
    return text


@pytest.mark.parametrize("format", DOCUMENTS)
@pytest.mark.slow
def test_damaged_documents(format: str) -> None:
    random = Random(format)
    texts = [path.read_text(encoding="utf-8") for paths in DOCUMENTS.values() for path in paths]
    for _ in range(60):
        text = random.choice(DOCUMENTS[format]).read_text(encoding="utf-8")
        text = damaged(random, text, random.choice(texts))
        read = Compilation.of_text(text, format=format)
        assert read.map.statements or read.understood
        to_arg(read.map)
        for diagnostic in read.understood:
            assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text) + 1
