"""TOML → schemes: reads a file of schemes, and says what is wrong with it. docs/schemes.md explains the
form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import frozen

from argmap.schemes.positions import Keys, line_of_depth, lines_of_keys
from argmap.schemes.scheme import CONCLUSIONS, QUESTIONS, CriticalQuestion, Scheme, SchemeRole
from argmap.syntax.words import is_label, normal


@frozen
class Problem:
    """What is wrong with a file of schemes: where (a line from 1), and what to write instead."""

    message: str
    line: int
    help: str


_LARGEST = 200_000
MOST_BYTES = 4 * _LARGEST
_VARIABLE = re.compile(r"\{[^\W\d_]\w{0,20}\}")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_KEYS = ("title", "aka", "summary", "conclusion", "least", "most", "aif", "source")
_TABLES = ("roles", "questions")


def read_schemes(text: str, family: str = "own") -> tuple[list[Scheme], list[Problem]]:
    """The schemes of a TOML file, and what is wrong with it, in the order of its lines.

    A scheme about which there is a problem is left out. Of very many problems, the first hundred
    are given.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > _LARGEST:
        return [], [too_large()]
    if line := line_of_depth(text):
        return [], [Problem("a name has too many parts", line, "write `[my-scheme.roles]`, say")]
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return [], [_not_toml(text, error)]
    reader = _Reader(text, family)
    schemes = [s for name, table in data.items() if (s := reader.scheme(name, table))]
    return schemes, sorted(reader.problems, key=lambda problem: problem.line)[:100]


def too_large() -> Problem:
    """What is said of a file that has more characters than a file of schemes may have, or more than `MOST_BYTES`."""
    help = f"split it into files of at most {_LARGEST:,} characters"
    return Problem("the file is too large for a file of schemes", 1, help)


def _not_toml(text: str, error: ValueError | RecursionError) -> Problem:
    help = "names stand in brackets, texts in quotation marks: see docs/schemes.md for the form"
    if isinstance(error, RecursionError):
        return Problem("the file is nested too deeply", 1, help)
    message = str(error)
    if not isinstance(error, tomllib.TOMLDecodeError):  # what `int` says of thousands of digits
        digits = re.search(r"\d{4300}", text.replace("_", ""))
        line = text.count("\n", 0, digits.start()) + 1 if digits else 1
        return Problem("a number is too long", line, "write a number from 1 to 99")
    place = _PLACE.search(message)
    line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
    if "twice" in message or "overwrite" in message or "mutate" in message:
        help = "every scheme, role and question has a name of its own: rename or remove one"
    message = re.sub(r" *\(at [^()]*\)$", "", message)
    message = re.sub(r"\('.*'\)|\('.*',\)", _dotted, message)
    return Problem(f"this is not TOML: {_shown(message, 100)}", line, help)


def _dotted(names: re.Match[str]) -> str:
    """`s.roles` for the pair of names that `tomllib` shows as a tuple."""
    return "`" + ".".join(re.findall("'([^']*)'", names[0])) + "`"


def _shown(text: str, size: int = 60) -> str:
    """What a user wrote, short and harmless enough for a message."""
    cut = text if len(text) <= size else f"{text[: size - 1]}…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cut)


class _Reader:
    """Turns tables into schemes, and keeps what is wrong with them."""

    def __init__(self, text: str, family: str) -> None:
        self.text = text
        self.family = family
        self.problems: list[Problem] = []
        self.names: set[str] = set()
        self._lines: dict[Keys, int] | None = None
        self.meant: set[Keys] = set()  # keys that were misspelt, so that none is called missing

    def problem(self, path: Keys, message: str, help: str) -> None:
        """Keeps a problem, at the line of the key or of the nearest table around it."""
        if self._lines is None:
            self._lines = lines_of_keys(self.text)
        while path and path not in self._lines:
            path = path[:-1]
        self.problems.append(Problem(message, self._lines.get(path, 1), help))

    def scheme(self, name: str, table: object) -> Scheme | None:
        """The scheme of a table, or None where there is a problem about it."""
        before, path = len(self.problems), (name,)
        if not isinstance(table, dict):
            what = "is a list" if isinstance(table, list) else "stands outside any scheme"
            help = "each scheme is a table: begin it with a line such as `[my-scheme]`"
            self.problem(path, f"`{_shown(name)}` {what}", help)
            return None
        self.name(path, "scheme", self.names)
        if name == "deduction":
            help = "give your scheme another name: `deduction` is a word of the language"
            self.problem(path, "`deduction` can't be the name of a scheme", help)
        self.known(path, table, (*_KEYS, *_TABLES), "a scheme")
        title = self.text_of(path, table, "title")
        summary = self.text_of(path, table, "summary")
        conclusion, kind = self.conclusion(path, table)
        roles = self.roles(path, table)
        questions = self.questions(path, table, [role.name for role in roles])
        least, most = self.count(path, table, "least") or 1, self.count(path, table, "most")
        if most is not None and most < least:
            help = f"`most` counts premises too, and can't be below `least`, {least}"
            self.problem((*path, "most"), f"`most` is {most}, less than `least`", help)
        scheme = Scheme(
            name=normal(name),
            title=title,
            summary=summary,
            conclusion=conclusion,
            conclusion_kind=kind,
            roles=roles,
            questions=questions,
            least=least,
            most=most,
            aka=self.aka(path, table),
            aif=self.text_of(path, table, "aif", needed=False),
            source=self.text_of(path, table, "source", needed=False),
            family=self.family,
        )
        return scheme if len(self.problems) == before else None

    def name(self, path: Keys, what: str, taken: set[str]) -> None:
        """Checks that the last key is a name that a writer can use, and that nothing else has."""
        name = normal(path[-1])
        if not is_label(name):
            help = "a name begins with a letter, goes on with letters, digits, `-` and `_`, and is no keyword"
            self.problem(path, f"`{_shown(name)}` can't be the name of a {what}", help)
        elif name in taken:
            help = "the names differ only in how their letters are encoded: rename or remove one"
            self.problem(path, f"there are two {what}s named `{_shown(name)}`", help)
        taken.add(name)

    def known(self, path: Keys, table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
        """Checks that a table has no keys but these."""
        keys = tuple(keys)
        for key in table:
            if key not in keys:
                near = get_close_matches(key[:60], keys, 1)
                self.meant.update((*path, name) for name in near)
                help = f"did you mean `{near[0]}`?" if near else f"{where} has {_listed(keys)}"
                self.problem((*path, key), f"`{_shown(key)}` is no key of {where}", help)

    def text_of(self, path: Keys, table: Mapping[str, Any], key: str, needed: bool = True) -> str:
        """The text under a key, its white space folded."""
        if key not in table:
            if needed and (*path, key) not in self.meant:
                help = f'add a line such as `{key} = "…"`'
                if len(path) > 1:
                    help = f'add `{key} = "…"` to it'
                self.problem(path, f"`{_shown('.'.join(path))}` has no `{key}`", help)
            return ""
        return self.prose((*path, key), table[key])

    def prose(self, path: Keys, value: object) -> str:
        """The text that a value is, its white space folded, its variables well formed."""
        key = _shown(path[-1])
        if not isinstance(value, str):
            self.problem(path, f"`{key}` is no text", f'put it in quotation marks: `{key} = "…"`')
            return ""
        text = " ".join(value.split())
        if not text:
            self.problem(path, f"`{key}` is empty", f'give it a text: `{key} = "…"`')
        elif any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text):
            self.problem(path, f"`{key}` holds a control character", "remove it")
        elif re.search(r"[{}]", _VARIABLE.sub("", text)):
            help = "a variable is one word between braces, as `{X}`; braces have no other use"
            self.problem(path, f"`{key}` has a brace that belongs to no variable", help)
        return text

    def conclusion(self, path: Keys, table: Mapping[str, Any]) -> tuple[str, str]:
        """The text of the conclusion, and its kind."""
        path, value = (*path, "conclusion"), table.get("conclusion")
        if value is None:
            if path in self.meant:
                return "", "any"
            help = 'add a line such as `conclusion = { kind = "claim", text = "…" }`'
            self.problem(path, f"`{_shown(path[0])}` has no `conclusion`", help)
            return "", "any"
        if not isinstance(value, dict):
            return self.prose(path, value), "any"
        self.known(path, value, ("kind", "text"), "a conclusion")
        kind = self.one_of(path, value.get("kind", "any"), CONCLUSIONS)
        return self.text_of(path, value, "text"), kind

    def one_of(self, path: Keys, value: object, known: Mapping[str, str]) -> str:
        """The kind that a value names."""
        if isinstance(value, str) and value in known:
            return value
        shown = f"`{_shown(value)}`" if isinstance(value, str) else "this"
        what = path[-1] if path[-1] == "conclusion" else "question"
        help = f"write {_listed(tuple(known), 'or')}"
        self.problem((*path, "kind"), f"{shown} is no kind of {what}", help)
        return next(iter(known))

    def roles(self, path: Keys, table: Mapping[str, Any]) -> tuple[SchemeRole, ...]:
        """The roles of the premises."""
        path, value = (*path, "roles"), table.get("roles")
        header = f"[{_shown(path[0])}.roles]"
        if value is None and path in self.meant:
            return ()
        if not isinstance(value, dict) or not value:
            what = "is no table" if value and not isinstance(value, dict) else "has no roles"
            subject = "`roles`" if what == "is no table" else f"`{_shown(path[0])}`"
            help = f'add a line `{header}` and below it, for each role, `name = "…"`'
            self.problem(path, f"{subject} {what}", help)
            return ()
        roles, taken = [], set[str]()
        for name, role in value.items():
            here = (*path, name)
            self.name(here, "role", taken)
            if isinstance(role, dict):
                self.known(here, role, ("text", "optional"), "a role")
                optional = role.get("optional", False)
                if not isinstance(optional, bool):
                    help = "write `optional = true` or `optional = false`, without quotation marks"
                    self.problem(here, "`optional` is neither true nor false", help)
                roles.append(SchemeRole(normal(name), self.text_of(here, role, "text"), optional))
            else:
                roles.append(SchemeRole(normal(name), self.prose(here, role)))
        return tuple(roles)

    def questions(
        self, path: Keys, table: Mapping[str, Any], roles: list[str]
    ) -> tuple[CriticalQuestion, ...]:
        """The critical questions."""
        path, value = (*path, "questions"), table.get("questions", {})
        form = '{ kind = "exception", text = "…?" }'
        if not isinstance(value, dict):
            help = f"add a line `[{_shown(path[0])}.questions]` and below it `name = {form}`"
            self.problem(path, "`questions` is no table", help)
            return ()
        questions, taken = [], set[str]()
        for name, question in value.items():
            here = (*path, name)
            self.name(here, "question", taken)
            if not isinstance(question, dict):
                help = f"write its kind as well: `{_shown(name)} = {form}`"
                self.problem(here, f"the question `{_shown(name)}` is no table", help)
                continue
            self.known(here, question, ("kind", "text", "role", "unless"), "a question")
            if "kind" in question:
                kind = self.one_of(here, question["kind"], QUESTIONS)
            else:
                kind, help = "premise", f"add `kind = …`: {_listed(tuple(QUESTIONS), 'or')}"
                self.problem(here, f"the question `{_shown(name)}` has no kind", help)
            role = question.get("role")
            if role is not None and (not isinstance(role, str) or normal(role) not in roles):
                help = f"its roles: {_listed(roles)}" if roles else "add the role"
                shown = f"`{_shown(role)}`" if isinstance(role, str) else "this"
                self.problem((*here, "role"), f"{shown} is no role of the scheme", help)
                role = None
            unless = self.text_of(here, question, "unless", needed=False)
            if unless and kind != "exception":
                help = 'only an exception is written with `unless`: write `kind = "exception"`, or leave it out'
                self.problem(
                    (*here, "unless"), f"a question of kind `{kind}` has no `unless`", help
                )
            text = self.text_of(here, question, "text")
            role = normal(role) if role is not None else None
            questions.append(CriticalQuestion(normal(name), kind, text, role, unless or None))
        return tuple(questions)

    def count(self, path: Keys, table: Mapping[str, Any], key: str) -> int | None:
        """The number of premises under a key."""
        value = table.get(key)
        if value is None or (type(value) is int and 1 <= value <= 99):
            return value
        help = f"write a whole number, as `{key} = 2`"
        self.problem((*path, key), f"`{key}` is no number from 1 to 99", help)
        return None

    def aka(self, path: Keys, table: Mapping[str, Any]) -> tuple[str, ...]:
        """The other names."""
        path, value = (*path, "aka"), table.get("aka", [])
        if not isinstance(value, list):
            help = 'write a list: `aka = ["another-name"]`'
            self.problem(path, "`aka` is no list of names", help)
            return ()
        return tuple(self.prose(path, name) for name in value)


def _listed(words: Iterable[str], last: str = "and") -> str:
    shown = [f"`{_shown(word)}`" for word in list(words)[:12]]
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}" if len(shown) > 1 else "".join(shown)
