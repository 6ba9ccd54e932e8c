"""The schemes that hold for a map: argmap's own, and over them those of the user's files."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from argmap.configuration import shown
from argmap.diagnostics import Diagnostic, nearest, report
from argmap.files import read_bytes
from argmap.schemes.reading import MOST_BYTES, Problem, read_schemes, too_large
from argmap.schemes.scheme import FAMILIES, Scheme
from argmap.source import Source


@cache
def catalogue() -> Mapping[str, Scheme]:
    """The schemes that argmap brings, by name, family by family."""
    schemes: dict[str, Scheme] = {}
    for family in FAMILIES:
        path = Path(__file__).with_name(f"{family}.toml")
        if path.exists():
            found, problems = read_schemes(path.read_text(encoding="utf-8"), family)
            assert not problems, problems
            schemes.update((scheme.name, scheme) for scheme in found)
    return MappingProxyType(schemes)


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
        text, unreadable = _text_of(path)
        source = Source.of(text, shown(path), path)
        own, problems = ([], [unreadable]) if unreadable else read_schemes(source.text)
        known.update((scheme.name, scheme) for scheme in own)
        for problem in problems:
            line = min(max(problem.line, 1), len(source.lines))
            start = source.lines[line - 1]
            span = (start, start + len(source.line(line)))
            help = (problem.help,) if problem.help else ()
            found.append(report("invalid-scheme-file", problem.message, source, span, *help))
    return known, tuple(found)


def _text_of(path: Path) -> tuple[str, Problem | None]:
    """The text of a file of schemes, or why it can't be read."""
    try:
        return read_bytes(path, MOST_BYTES).decode("utf-8-sig"), None
    except UnicodeDecodeError:
        return "", Problem("this file can't be read as UTF-8", 1, "save it as UTF-8")
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == errno.EFBIG:
            return "", too_large()
        reason = getattr(error, "strerror", None) or "there is no such file"
        return "", Problem(f"this file can't be read: {reason}", 1, "")


_SECOND_NAMES = {"proof-by-cases": "cases"}


def named(schemes: Mapping[str, Scheme], name: str) -> Scheme | None:
    """The scheme of this name, or of the name in whose place the language knows this one."""
    return schemes.get(name) or schemes.get(_SECOND_NAMES.get(name, ""))


def closest(word: str, schemes: Iterable[Scheme]) -> str | None:
    """The name of the scheme that a writer of this word most likely means, or None.

    Other names of a scheme count, and so do forms such as `argument_from_expert_opinion`.
    """
    named: dict[str, str] = {}
    for scheme in schemes:
        named[scheme.name.casefold()] = scheme.name
        for other in scheme.aka:
            named.setdefault(other.casefold(), scheme.name)
    plain = re.sub(r"[\s_]+", "-", word.casefold())
    if plain == "deduction" or nearest(plain, ("deduction",), 0.85):
        return "deduction"  # a word of the language, and the nearest all the same
    bare = re.sub(r"^(?:the-)?(?:argument|appeal)-(?:from|by|to)-(?:an?-|the-)?", "", plain)
    found = next((w for w in (plain, bare) if w in named), None)
    found = found or next((w for w in named if w.startswith(f"{bare}-")), None)
    found = found or nearest(plain, named, 0.7) or nearest(bare, named, 0.7)
    return named[found] if found else None
