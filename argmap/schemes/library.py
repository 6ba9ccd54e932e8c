"""The schemes that hold for a map: argmap's own, and over them those of the user's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from argmap.configuration import shown
from argmap.diagnostics import Diagnostic, report
from argmap.schemes import Scheme, catalogue, read_schemes
from argmap.source import Source


def schemes(files: Sequence[Path]) -> tuple[Mapping[str, Scheme], tuple[Diagnostic, ...]]:
    """The schemes by name, and what is wrong with the files."""
    if not files:
        return catalogue(), ()
    return _read(tuple((path, path.stat().st_mtime_ns if path.exists() else 0) for path in files))


@cache
def _read(
    files: tuple[tuple[Path, int], ...],
) -> tuple[Mapping[str, Scheme], tuple[Diagnostic, ...]]:
    """The time of the last change is part of the key, so that a long run sees what is new."""
    known = dict(catalogue())
    found: list[Diagnostic] = []
    for path, _ in files:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            source = Source.of("", shown(path), path)
            found.append(
                report("invalid-scheme-file", "this file can't be read as UTF-8", source, (0, 0))
            )
            continue
        source = Source.of(text, shown(path), path)
        own, problems = read_schemes(source.text)
        known.update((scheme.name, scheme) for scheme in own)
        for problem in problems:
            line = min(max(problem.line, 1), len(source.lines))
            start = source.lines[line - 1]
            span = (start, start + len(source.line(line)))
            found.append(report("invalid-scheme-file", problem.message, source, span, problem.help))
    return known, tuple(found)
