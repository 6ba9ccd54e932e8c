"""What documents of other tools read as, beside them in tests/corpus/interchange."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from argmap.compilation import Compilation
from argmap.model import Argument
from argmap.writers.arg import to_arg
from tests.conftest import CORPUS

Golden = Callable[[Path, str], None]
FOLDER = CORPUS / "interchange"


def documents(format: str, *endings: str) -> list[Path]:
    """The documents of a format that have goldens."""
    return sorted(p for p in (FOLDER / format).iterdir() if p.suffix in endings)


def as_golden(golden: Golden, path: Path) -> None:
    """Compares a document's map, what was wrong with it and what was lost with the file beside it."""
    read = Compilation.of_file(path)
    assert read.format == path.parent.name
    lines = [f"# {d.severity}, line {d.line}: {d.message}" for d in read.understood]
    lines += [f"# lost: {loss.kind}: {loss.what}" for loss in read.losses]
    text = "\n".join([*lines, ""] if lines else []) + to_arg(read.map)
    golden(path.with_suffix(".golden.arg"), text)


def faults(text: str, format: str) -> list[str]:
    """What is said of a text: the messages, each with its line."""
    read = Compilation.of_text(text, format=format)
    assert all(0 <= d.span.start <= d.span.end <= len(text) + 1 for d in read.understood)
    return [f"{d.line}: {d.message}" for d in read.understood]


def relations(text: str, format: str) -> list[str]:
    """The arguments that a text reads as, in its order and in words, by the texts of statements."""
    map = Compilation.of_text(text, format=format).map
    steps = {a.id: a for a in map.arguments}

    def words(key: str) -> str:
        return f"({told(steps[key])})" if key in steps else map[key].text

    def told(step: Argument) -> str:
        return f"{' + '.join(words(p) for p in step.premises)} {step.role} {words(step.target)}"

    return [told(a) for a in sorted(map.arguments, key=lambda a: a.span or (0, 0))]
