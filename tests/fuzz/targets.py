"""What is fuzzed, and what must hold: a target is a function from bytes that raises where something is wrong."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any
from xml.etree import ElementTree

import argmap
from argmap.compilation import Compilation
from argmap.diagnostics import Severity
from argmap.draw.layouts import PICTURED
from argmap.draw.options import Options
from argmap.edit.fixes import fixed
from argmap.edit.formatting import Refused, laid_out
from argmap.formats import DOCUMENTS, FORMATS, READABLE
from argmap.formulas.parser import parse_formula

CALLS = 6_000_000
"""How many calls of functions an input may take: some 6 G instructions."""

Target = Callable[[bytes], None]
TARGETS: dict[str, Target] = {}


def target(function: Target) -> Target:
    """Enters a target in the table."""
    TARGETS[function.__name__] = function
    return function


class TooMuchWork(AssertionError):
    """An input took more work than any may."""


@contextmanager
def counted(most: int = CALLS) -> Iterator[None]:
    """Counts calls, and not seconds, so that a fault is the same on every machine."""
    left = most

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal left
        if event in ("call", "c_call"):
            left -= 1
            if left < 0:
                sys.setprofile(None)
                raise TooMuchWork(f"more than {most} calls")

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


def compiled(data: bytes, name: str = "map.arg") -> Compilation:
    """A file with these bytes, compiled, in a folder of its own that is gone again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        compilation = Compilation.of_file(path)
        failed = [d for d in compilation.diagnostics if d.name == "failed-rule"]
        assert not failed, failed[0].message
        return compilation


def errors(compilation: Compilation) -> int:
    return sum(d.severity is Severity.ERROR for d in compilation.diagnostics)


def comments(compilation: Compilation) -> Counter[str]:
    """The comments of a file, but those that say what to ignore: fixes may drop these."""
    text = compilation.source.text
    found = (text[start:end].rstrip() for start, end in compilation.syntax.comments)
    return Counter(one for one in found if not re.match(r"#\s*argmap", one))


def holds(map: argmap.ArgumentMap) -> None:
    """A map survives JSON and, where a text is found, the language."""
    assert argmap.loads(map.to_json()) == map
    try:
        text = map.to_arg()
    except argmap.ArgmapError as error:
        assert "no text" in str(error)
        return
    assert argmap.loads(text) == map


@target
def language(data: bytes) -> None:
    """A text in the language: understood, laid out, mended, and said again."""
    compilation = compiled(data)
    made = laid_out(compilation)
    if isinstance(made, Refused):
        assert "fault of argmap" not in made.reason
    else:
        again = compilation.of_data(made)
        assert laid_out(again) == made
        assert comments(again) == comments(compilation)
    mended = fixed(compilation)
    assert errors(mended.compilation) <= errors(compilation)
    if compilation.format == "arg" and compilation.reading.usable:
        assert comments(mended.compilation) == comments(compilation)
        assert fixed(mended.compilation).count == 0
    if not compilation.has_errors and not compilation.map.imports:
        holds(argmap.ArgumentMap.of(compilation.map))


def _foreign(name: str, ending: str) -> Target:
    def read(data: bytes) -> None:
        compilation = compiled(data, f"map.{ending}")
        if compilation.has_errors:
            return
        holds(argmap.ArgumentMap.of(compilation.map))
        for format in sorted({*DOCUMENTS} - {"arg"}):
            try:
                compilation.written(format)
            except (argmap.ArgmapError, ValueError) as error:
                assert str(error)

    read.__name__ = name.replace("-", "_")
    read.__doc__ = f"A document that may be in {name}."
    return read


for _name in READABLE:
    if _name != "arg":
        target(_foreign(_name, FORMATS[_name].ending))


@target
def formula(data: bytes) -> None:
    """A formula, which is written as it is read."""
    text = data.decode("utf-8", "replace")
    parsed = parse_formula(text)
    for fault in parsed.faults:
        assert 0 <= fault.span[0] <= fault.span[1] <= max(1, len(text))
    if parsed.formula is not None:
        again = parse_formula(str(parsed.formula))
        assert again.formula == parsed.formula, str(parsed.formula)


@target
def settings(data: bytes) -> None:
    """An `argmap.toml`, and a theme."""
    from argmap.configuration import settings_for
    from argmap.draw.themes import themed

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "argmap.toml").write_bytes(data)
        settings_for(Path(folder))
        (Path(folder) / "theme.toml").write_bytes(data)
        try:
            themed(Path(folder) / "theme.toml")
        except ValueError as error:
            assert str(error)


@target
def picture(data: bytes) -> None:
    """A text drawn in every layout, as pages that hold nothing active."""
    compilation = compiled(data)
    map = argmap.ArgumentMap.of(compilation.map)
    for layout in PICTURED:
        try:
            svg = map.to_svg(layout=layout)
        except ValueError as error:
            assert str(error)
            continue
        _passive(svg)
    for name in ("mermaid", "dot", "markdown", "text"):
        compilation.written(name)
    from argmap.writers import render

    for name in ("tikz", "html"):
        files = render(compilation.map, name, Options()).files
        if name == "html":
            _no_handler(b"".join(files).decode())


_ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "animate", "set", "handler"}


def _passive(svg: str) -> None:
    """No scripts, handlers or addresses but those of links."""
    for element in ElementTree.parse(io.StringIO(svg)).iter():
        assert element.tag.rpartition("}")[2] not in _ACTIVE, element.tag
        for name, value in element.attrib.items():
            local = name.rpartition("}")[2].casefold()
            assert not local.startswith("on"), name
            if local in ("href", "src"):
                assert not re.match(r"(?i)\s*(?:javascript|data|vbscript):", value), value


def _no_handler(page: str) -> None:
    """What a user wrote brings no script into a page: the page has one, of its own."""
    assert len(re.findall(r"(?i)<script\b", page)) == len(re.findall(r"(?i)</script>", page)) <= 3
    assert not re.search(r"(?i)(?:href|src)\s*=\s*[\"']?\s*javascript:", page)


@target
def editing(data: bytes) -> None:
    """A text as it is typed: what an editor asks at some places of it, after some changes."""
    from argmap.live.completion import completions
    from argmap.live.hover import hover
    from argmap.live.label_references import definition, labels_in_scope, occurrence_at, references
    from argmap.live.symbols import folds, symbols

    random = Random(len(data))
    text = data.decode("utf-8", "replace")
    for _ in range(4):
        compilation = Compilation.of_text(text)
        assert all(d.name != "failed-rule" for d in compilation.diagnostics)
        [*symbols(compilation.syntax)]
        [*folds(compilation.syntax, compilation.source)]
        [*labels_in_scope(compilation)]
        whole = compilation.source.text
        for _ in range(6):
            at = random.randint(0, len(whole))
            for suggestion in completions(compilation, at):
                assert 0 <= suggestion.span.start <= suggestion.span.end <= len(whole)
            found = hover(compilation, at)
            assert found is None or 0 <= found[1].start <= found[1].end <= len(whole)
            occurrence = occurrence_at(compilation, at)
            if occurrence is not None:
                [*references(compilation, occurrence.name)]
                definition(compilation, occurrence.name)
        start = random.randint(0, len(text))
        end = min(len(text), start + random.randint(0, 20))
        text = text[:start] + random.choice(("", ":", "\n", "  ", "because ", "\r\n")) + text[end:]
