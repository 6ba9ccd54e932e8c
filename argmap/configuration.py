"""Which rules run: the settings in `argmap.toml` or under `[tool.argmap]` in pyproject.toml.

The nearest folder above a file that has one of the two is used, and argmap.toml before pyproject.toml in
one folder. Mistakes in it are diagnostics; the other settings hold.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from argmap.diagnostics import Diagnostic, Severity, nearest, report
from argmap.files import CONFIG, read_bytes, require_file
from argmap.rulebook import PROFILES, READING, RULES, Rule, rule_named
from argmap.source import Source

PYPROJECT = "pyproject.toml"
FAMILIES = tuple(dict.fromkeys(rule.family for rule in RULES.values()))
EVERYTHING = "all"
_LARGEST = 1_000_000
MIN_WIDTH = 20
"""The minimal `width`, in characters."""
_CODES = r"(?i)AM\d{0,3}"  # a text, compiled when first used


@frozen
class Settings:
    """Which rules run, and with which schemes.

    `select` and `ignore` hold names and codes of rules, beginnings of codes (`AM2`), families
    (`wording`), or `all`. An empty `select` leaves the choice to the profile. `schemes` are files
    with argument schemes of the user's own. `width` is how many characters a line may have before
    `argmap format` goes on in a `|` line; None leaves texts broken as they are. With `logic`, which no file sets, it is
    found out what formulas prove.
    """

    profile: str = "default"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    schemes: tuple[Path, ...] = ()
    width: int | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False, repr=False)
    logic: bool = False

    def runs(self, rule: Rule) -> bool:
        """Whether a rule runs, or a warning of the parser or the resolver is shown."""
        if cannot_be_ignored(rule):
            return True
        if is_named_by(self.ignore, rule):
            return False
        if self.select:
            return is_named_by(self.select, rule)
        return self.profile in rule.profiles

    @property
    def teaching(self) -> bool:
        """Whether the teaching rules look at every argument, not only at deductions."""
        chosen = [word for word in self.select if word != EVERYTHING]
        return self.profile == "teach" or any(
            is_named_by(chosen, rule) for rule in RULES.values() if rule.family == "teaching"
        )

    def overridden_by(
        self,
        profile: str | None,
        select: Sequence[str],
        ignore: Sequence[str],
        strict: bool | None = None,
        logic: bool = False,
    ) -> Settings:
        """These settings, overridden by those of a command line: `ignore` is added, the others replace. A
        profile replaces the `select` of the file, too.
        """
        return evolve(
            self,
            profile=profile or self.profile,
            select=tuple(select) or (() if profile else self.select),
            ignore=(*self.ignore, *ignore),
            strict=self.strict if strict is None else strict,
            logic=logic,
        )


def cannot_be_ignored(rule: Rule) -> bool:
    """Whether a rule can't be turned off: errors of the language, and wrong settings."""
    wrong = rule.family in (*READING, "settings") and rule.severity is Severity.ERROR
    return wrong or rule.name == "failed-rule"


def is_named_by(words: Iterable[str], rule: Rule) -> bool:
    """Whether one of the words names a rule: by name or code, a beginning of it, a family, or `all`."""
    return any(
        word in (rule.name, rule.family, EVERYTHING)
        or (re.fullmatch(_CODES, word) and rule.code.startswith(word.upper()))
        for word in words
    )


def wrong_rule(word: str, ignoring: bool = False) -> tuple[str, str] | None:
    """Message and help for a word that should name rules and doesn't; None where it does."""
    rule = rule_named(word)
    if ignoring and rule is not None and cannot_be_ignored(rule):
        return f"`{word}` is an error that can't be ignored", "mend what it names"
    named = word in FAMILIES or word == EVERYTHING or rule is not None
    if named or any(is_named_by((word,), rule) for rule in RULES.values()):
        return None
    guess = nearest(word, (*RULES, *FAMILIES))
    help = f"did you mean `{guess}`?" if guess else "`argmap explain` lists the rules"
    return f"no rule has the name or code `{word}`", help


def chosen(
    profile: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    strict: bool | None = None,
    logic: bool = False,
) -> Callable[[Settings], Settings]:
    """A function that overrides the settings of a folder by those of a caller; raises `ValueError` for a
    profile or a rule that doesn't exist.
    """
    if isinstance(select, str) or isinstance(ignore, str):
        raise ValueError("`select` and `ignore` are lists of rules")
    if profile is not None and profile not in PROFILES:
        raise ValueError(f"there is no profile `{profile}`: use {', '.join(PROFILES)}")
    for words, ignoring in ((select, False), (ignore, True)):
        for word in words:
            wrong = wrong_rule(word, ignoring)
            if wrong:
                raise ValueError(f"{wrong[0]}: {wrong[1]}")
    return lambda settings: settings.overridden_by(profile, select, ignore, strict, logic)


def settings_for(folder: Path) -> Settings:
    """The settings for the files of a folder; the defaults where there is no file of settings."""
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        if os.path.lexists(place / CONFIG):
            return _read(place / CONFIG, own=True) or Settings()
        if os.path.lexists(place / PYPROJECT):
            found = _read(place / PYPROJECT, own=False)
            if found is not None:
                return found
    return Settings()


def _read(path: Path, own: bool) -> Settings | None:
    """The settings of a file; None for a pyproject.toml without a table for argmap."""
    try:
        if not path.resolve().is_relative_to(path.parent.resolve()):
            source = Source.of("", shown(path), path)
            problem = (
                "this file is a link that leads out of its folder, and nothing outside is read"
            )
            return Settings(diagnostics=(_wrong(source, (0, 0), problem),))
        data = read_bytes(path, _LARGEST)
        source = Source.of(data.decode("utf-8", "replace"), shown(path), path)
    except (OSError, RuntimeError) as error:
        source = Source.of("", shown(path), path)
        reason = getattr(error, "strerror", None) or "no reason given"
        problem = f"this file can't be read: {reason.lower()}"
        return Settings(diagnostics=(_wrong(source, (0, 0), problem),)) if own else None
    if not own and "argmap" not in source.text:
        return None
    return _Reader(source, own).read()


def shown(path: Path) -> str:
    """A path for messages: relative to the working directory, where that is shorter."""
    try:
        return min(str(path), os.path.relpath(path), key=len)
    except ValueError:  # another drive
        return str(path)


def _wrong(source: Source, span: tuple[int, int], message: str, *help: str) -> Diagnostic:
    return report("invalid-configuration", message, source, span, *help)


_PLACE = r"\(at line (\d+), column (\d+)\)"
_KEYS = ("profile", "select", "ignore", "strict", "schemes", "width")


class _Reader:
    """Reads one file of settings; reports and leaves out what is wrong."""

    def __init__(self, source: Source, own: bool) -> None:
        self.source, self.own = source, own
        self.diagnostics: list[Diagnostic] = []

    def report_problem(self, key: str, message: str, *help: str, value: str | None = None) -> None:
        self.diagnostics.append(_wrong(self.source, self._place(key, value), message, *help))

    def _place(self, key: str, value: str | None) -> tuple[int, int]:
        """Where a key of argmap's table stands, or a value after it."""
        text = self.source.text
        header = None if self.own else re.search(r"^\s*\[\s*tool\s*\.\s*argmap\s*\]", text, re.M)
        start = header.end() if header else 0
        found = re.compile(rf"^[ \t]*(?:[\w.]*\.)?[\"']?({re.escape(key)})\b", re.M).search(
            text, start
        )
        if not found:
            return (start, start)
        at = text.find(value, found.end()) if value else -1
        return (at, at + len(value)) if value and at >= 0 else found.span(1)

    def read(self) -> Settings | None:
        import tomllib

        try:
            data: Any = tomllib.loads(self.source.text)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            if not self.own and not re.search(r"tool\s*\.\s*argmap", self.source.text):
                return None
            self._no_toml(str(error))
            return Settings(diagnostics=tuple(self.diagnostics))
        if not self.own:
            data = data.get("tool", {})
            data = data.get("argmap") if isinstance(data, dict) else None
            if data is None:
                return None
            if not isinstance(data, dict):
                self.report_problem("argmap", "`tool.argmap` is a table of settings")
                return Settings(diagnostics=tuple(self.diagnostics))
        return self._settings(data)

    def _no_toml(self, message: str) -> None:
        place = re.search(_PLACE, message)
        at = len(self.source.text)
        if place and int(place[1]) <= len(self.source.lines):
            at = self.source.lines[int(place[1]) - 1] + int(place[2]) - 1
        what = re.sub(_PLACE, "", message).strip() or "it ends too early"
        self.diagnostics.append(
            _wrong(
                self.source,
                (at, at + 1),
                f"this is no TOML: {what[:1].lower()}{what[1:]}",
                'settings look like this: `profile = "teach"`',
            )
        )

    def _settings(self, data: dict[str, Any]) -> Settings:
        for key in data:
            if key not in _KEYS:
                guess = nearest(key, _KEYS)
                listed = ", ".join(f"`{k}`" for k in _KEYS)
                if key == "tool" and self.own:
                    self.report_problem(
                        key, f"{CONFIG} is argmap's own", "leave `[tool.argmap]` out of it"
                    )
                    continue
                help = f"did you mean `{guess}`?" if guess else f"the settings are {listed}"
                self.report_problem(key, f"argmap has no setting `{key}`", help)
        profile = data.get("profile", "default")
        if profile not in PROFILES:
            listed = ", ".join(f"`{p}`" for p in PROFILES)
            guess = nearest(str(profile), PROFILES)
            near = [f"did you mean `{guess}`?"] if guess else []
            self.report_problem("profile", f"`profile` is one of {listed}", *near)
            profile = "default"
        strict = data.get("strict", False)
        if not isinstance(strict, bool):
            self.report_problem("strict", "`strict` is true or false")
            strict = False
        return Settings(
            profile,
            self._rules(data, "select"),
            self._rules(data, "ignore"),
            strict,
            self._schemes(data),
            self._width(data),
            tuple(sorted(self.diagnostics, key=lambda d: d.span)),
        )

    def _words(self, data: dict[str, Any], key: str, example: str) -> list[str]:
        words = data.get(key, [])
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            self.report_problem(key, f"`{key}` is a list of texts", f"write: `{key} = [{example}]`")
            return []
        return words

    def _rules(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        kept = []
        for word in self._words(data, key, '"too-long"'):
            wrong = wrong_rule(word, key == "ignore")
            if wrong:
                self.report_problem(key, wrong[0], wrong[1], value=word)
            else:
                kept.append(word)
        return tuple(kept)

    def _width(self, data: dict[str, Any]) -> int | None:
        width = data.get("width")
        if width is not None and (type(width) is not int or width < MIN_WIDTH):
            self.report_problem("width", f"`width` is a number of characters, {MIN_WIDTH} at least")
            return None
        return width

    def _schemes(self, data: dict[str, Any]) -> tuple[Path, ...]:
        assert self.source.path
        folder = self.source.path.parent
        kept = []
        for word in self._words(data, "schemes", '"my-schemes.toml"'):
            try:
                path = (folder / word).resolve()
                problem = f"there is no file `{word}` here" if not path.exists() else ""
                if not problem and path.is_relative_to(folder):
                    require_file(path)
            except (OSError, ValueError, RuntimeError) as error:
                reason = getattr(error, "strerror", None) or "there is no such file"
                problem = f"`{word}` can't be read: {reason}"
            if problem:
                self.report_problem("schemes", problem, value=word)
            elif not path.is_relative_to(folder):
                self.report_problem(
                    "schemes",
                    f"`{word}` leads out of the folder of this file, and nothing outside is read",
                    value=word,
                )
            else:
                kept.append(path)
        return tuple(kept)
