"""Argument schemes: kinds of argument that are used so often that their weak points are known.

`catalogue` holds those that argmap brings, written as data in the TOML files beside this one;
`read_schemes` reads a user's own file of the same form. docs/schemes.md explains the form. `library` has the
schemes that hold for a map, `names` what other tools call them.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import frozen

from argmap.syntax.words import is_label, normal
from argmap.wording import listed

FAMILIES = {
    "source": "Sources: who says so",
    "reasoning": "Reasoning: what is the case",
    "practical": "Practice: what should be done",
    "own": "Your own",
}
"""The families of schemes and their headings, in the order of a listing."""

CONCLUSIONS = {
    "claim": "a claim",
    "recommendation": "a recommendation",
    "any": "a claim or a recommendation",
}
"""What the conclusion of a scheme may be."""

QUESTIONS = {
    "premise": "about the premises: without a good answer a premise falls",
    "assumption": "assumptions: granted until somebody asks, and then the writer must answer",
    "exception": "exceptions: a “yes”, written with `unless`, breaks the step",
    "rebuttal": "rebuttals: a “yes”, written with `but`, speaks against the conclusion",
}
"""The kinds of critical questions, and what an answer does."""


@frozen
class SchemeRole:
    """A part that a premise plays. An `optional` one is often left unsaid."""

    name: str
    text: str
    optional: bool = False


@frozen
class CriticalQuestion:
    """A question that an argument of a scheme has to stand up to.

    `kind` is a key of `QUESTIONS`; `role` names the role that it asks about, where it asks about
    one; `unless` is the statement that asserts an exception.
    """

    name: str
    kind: str
    text: str
    role: str | None = None
    unless: str | None = None


@frozen
class Scheme:
    """A kind of argument: the roles of its premises, its conclusion, its critical questions.

    `conclusion_kind` is a key of `CONCLUSIONS`. An argument of the scheme has `least` premises or
    more and, where `most` is no None, `most` or fewer. `aka` lists other names, for suggestions
    only; `aif` is the name in the Argument Interchange Format, or empty.
    """

    name: str
    title: str
    summary: str
    conclusion: str
    conclusion_kind: str = "any"
    roles: tuple[SchemeRole, ...] = ()
    questions: tuple[CriticalQuestion, ...] = ()
    least: int = 1
    most: int | None = None
    aka: tuple[str, ...] = ()
    aif: str = ""
    source: str = ""
    family: str = "own"

    def role(self, name: str) -> SchemeRole | None:
        """The role of this name."""
        return next((r for r in self.roles if r.name == normal(name)), None)

    def question(self, name: str) -> CriticalQuestion | None:
        """The critical question of this name."""
        return next((q for q in self.questions if q.name == normal(name)), None)

    @property
    def obligatory(self) -> tuple[SchemeRole, ...]:
        """The roles without which an argument is not of this scheme."""
        return tuple(r for r in self.roles if not r.optional)

    @property
    def aifdb(self) -> str:
        """The name as AIFdb and OVA write it: `Expert Opinion` for `ExpertOpinion_Inference`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.aif.partition("_")[0])


@frozen
class Problem:
    """What is wrong with a file of schemes: where (a line from 1), and what to write instead."""

    message: str
    line: int
    help: str


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


def closest(word: str, schemes: Iterable[Scheme]) -> str | None:
    """The name of the scheme that a writer of this word most likely means, or None.

    Other names of a scheme count, and so do forms such as `argument_from_expert_opinion`.
    """
    from argmap.diagnostics import nearest  # late, so that reading schemes stays light

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


# ---------------------------------------------------------------------------------------------------
# Reading


_LARGEST = 200_000
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
        help = f"split it into files of at most {_LARGEST:,} characters"
        return [], [Problem("the file is too large for a file of schemes", 1, help)]
    if deep := _DEEP.search(plain := _without_texts(text)):
        line = plain.count("\n", 0, deep.start()) + 1
        return [], [Problem("a name has too many parts", line, "write `[my-scheme.roles]`, say")]
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return [], [_not_toml(text, error)]
    reader = _Reader(text, family)
    schemes = [s for name, table in data.items() if (s := reader.scheme(name, table))]
    return schemes, sorted(reader.problems, key=lambda problem: problem.line)[:100]


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


_Path = tuple[str, ...]


class _Reader:
    """Turns tables into schemes, and keeps what is wrong with them."""

    def __init__(self, text: str, family: str) -> None:
        self.text = text
        self.family = family
        self.problems: list[Problem] = []
        self.names: set[str] = set()
        self._lines: dict[_Path, int] | None = None
        self.meant: set[_Path] = set()  # keys that were misspelt, so that none is called missing

    def problem(self, path: _Path, message: str, help: str) -> None:
        """Keeps a problem, at the line of the key or of the nearest table around it."""
        if self._lines is None:
            self._lines = _lines(self.text)
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

    def name(self, path: _Path, what: str, taken: set[str]) -> None:
        """Checks that the last key is a name that a writer can use, and that nothing else has."""
        name = normal(path[-1])
        if not is_label(name):
            help = "a name begins with a letter, goes on with letters, digits, `-` and `_`, and is no keyword"
            self.problem(path, f"`{_shown(name)}` can't be the name of a {what}", help)
        elif name in taken:
            help = "the names differ only in how their letters are encoded: rename or remove one"
            self.problem(path, f"there are two {what}s named `{_shown(name)}`", help)
        taken.add(name)

    def known(self, path: _Path, table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
        """Checks that a table has no keys but these."""
        keys = tuple(keys)
        for key in table:
            if key not in keys:
                from difflib import get_close_matches

                near = get_close_matches(key[:60], keys, 1)
                self.meant.update((*path, name) for name in near)
                help = f"did you mean `{near[0]}`?" if near else f"{where} has {_listed(keys)}"
                self.problem((*path, key), f"`{_shown(key)}` is no key of {where}", help)

    def text_of(self, path: _Path, table: Mapping[str, Any], key: str, needed: bool = True) -> str:
        """The text under a key, its white space folded."""
        if key not in table:
            if needed and (*path, key) not in self.meant:
                help = f'add a line such as `{key} = "…"`'
                if len(path) > 1:
                    help = f'add `{key} = "…"` to it'
                self.problem(path, f"`{_shown('.'.join(path))}` has no `{key}`", help)
            return ""
        return self.prose((*path, key), table[key])

    def prose(self, path: _Path, value: object) -> str:
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

    def conclusion(self, path: _Path, table: Mapping[str, Any]) -> tuple[str, str]:
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

    def one_of(self, path: _Path, value: object, known: Mapping[str, str]) -> str:
        """The kind that a value names."""
        if isinstance(value, str) and value in known:
            return value
        shown = f"`{_shown(value)}`" if isinstance(value, str) else "this"
        what = path[-1] if path[-1] == "conclusion" else "question"
        help = f"write {_listed(tuple(known), 'or')}"
        self.problem((*path, "kind"), f"{shown} is no kind of {what}", help)
        return next(iter(known))

    def roles(self, path: _Path, table: Mapping[str, Any]) -> tuple[SchemeRole, ...]:
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
        self, path: _Path, table: Mapping[str, Any], roles: list[str]
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

    def count(self, path: _Path, table: Mapping[str, Any], key: str) -> int | None:
        """The number of premises under a key."""
        value = table.get(key)
        if value is None or (type(value) is int and 1 <= value <= 99):
            return value
        help = f"write a whole number, as `{key} = 2`"
        self.problem((*path, key), f"`{key}` is no number from 1 to 99", help)
        return None

    def aka(self, path: _Path, table: Mapping[str, Any]) -> tuple[str, ...]:
        """The other names."""
        path, value = (*path, "aka"), table.get("aka", [])
        if not isinstance(value, list):
            help = 'write a list: `aka = ["another-name"]`'
            self.problem(path, "`aka` is no list of names", help)
            return ()
        return tuple(self.prose(path, name) for name in value)


def _listed(words: Iterable[str], last: str = "and") -> str:
    shown = [f"`{_shown(word)}`" for word in list(words)[:12]]
    return listed(shown, last)


# A text that isn't closed ends with its line or the file, so that nothing is looked at twice.
_BASIC, _LITERAL = r'"(?:\\.|[^"\\\n])*+"?', r"'[^'\n]*+'?"
_LONG = r'"""(?:\\.|[^\\])*?(?:"""|\Z)', r"'''.*?(?:'''|\Z)"
_TOKEN = re.compile("|".join((*_LONG, _BASIC, _LITERAL, r"#[^\n]*+")), re.S)
# `tomllib` takes the square of the time for names of many parts.
_DEEP = re.compile(r"(?<![\w\"-])(?:(?:[\w-]++|\"\")[ \t]*+\.[ \t]*+){9}")
_ONE = rf"(?:[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})"
_ASSIGNED = re.compile(rf"\s*({_ONE}(?:\s*\.\s*{_ONE})*)\s*=")
_HEADER = re.compile(r"\s*\[{1,2}([^\[].*?)\]{1,2}\s*$")


def _without_texts(text: str, keep: bool = False) -> str:
    """TOML without its comments, and with `""` for its texts; `keep` keeps those of one line."""

    def blank(token: re.Match[str]) -> str:
        if token[0].startswith("#"):
            return ""
        newlines = token[0].count("\n")
        return token[0] if keep and not newlines else '""' + "\n" * newlines

    return _TOKEN.sub(blank, text)


def _lines(text: str) -> dict[_Path, int]:
    """The line where each key of a TOML file first stands, by its path; `tomllib` doesn't tell."""

    found: dict[_Path, int] = {}
    table: _Path = ()
    for number, line in enumerate(_without_texts(text, keep=True).split("\n"), 1):
        if header := _HEADER.match(line):
            path = table = _path(header[1])
        elif assigned := _ASSIGNED.match(line):
            path = (*table, *_path(assigned[1]))
        else:
            continue
        for depth in range(1, min(len(path), 5) + 1):
            found.setdefault(path[:depth], number)
    return found


def _path(dotted: str) -> _Path:
    try:
        value: Any = tomllib.loads(f"{dotted} = 0")
    except ValueError:  # a line within a list that only looks like a key
        return ()
    path = []
    while isinstance(value, dict):
        key = next(iter(value))
        path.append(key)
        value = value[key]
    return tuple(path)


# ---------------------------------------------------------------------------------------------------
# Showing


_WIDTH = 88


def snippet(scheme: Scheme) -> str:
    """Lines of .arg that use the scheme, for a writer to paste and fill in."""
    kind = "recommendation" if scheme.conclusion_kind == "recommendation" else "claim"
    lines = [f"{kind}: {scheme.conclusion}"]
    labels: dict[str, str] = {}
    for role in sorted(scheme.roles, key=lambda role: role.optional):
        # A label that has the name of the scheme would be taken for a warrant after `by`.
        label = role.name if role.name != scheme.name else f"{role.name}-premise"
        while label in labels or (label != role.name and scheme.role(label)):
            label += "-"
        word = "and" if labels else "because"
        labels[label] = role.name
        lines.append(f"  {word} {'unstated ' if role.optional else ''}{label}: {role.text}")
    lines.append(f"  by {scheme.name}")
    if labels:
        pairs = ", ".join(f"{label}={role}" for label, role in labels.items())
        lines.append(f"    roles: {pairs}")
    exception = next((q for q in scheme.questions if q.kind == "exception"), None)
    if exception:
        lines.append(f"    unless: {exception.unless or exception.text}")
        lines.append(f"      answers: {exception.name}")
    return "\n".join(lines) + "\n"


def describe(scheme: Scheme) -> str:
    """All about a scheme as plain text, with lines to paste at the end."""
    parts = [f"{scheme.name}: {scheme.title}\n", _wrapped("", scheme.summary)]
    if scheme.aka:
        parts.append(_wrapped("Also known as: ", ", ".join(scheme.aka)))
    width = max((len(role.name) for role in scheme.roles), default=0)
    parts.append("\nPremises, by role\n")
    for role in scheme.roles:
        end = " (often left unsaid)" if role.optional else ""
        parts.append(_wrapped(f"  {role.name:{width}}  ", role.text + end))
    if counted := _counted(scheme):
        parts.append(f"  {counted}\n")
    parts.append(f"\nConclusion, {CONCLUSIONS[scheme.conclusion_kind]}\n")
    parts.append(_wrapped("  ", scheme.conclusion))
    if scheme.questions:
        parts.append("\nCritical questions\n")
    width = max((len(question.name) for question in scheme.questions), default=0)
    for kind, meaning in QUESTIONS.items():
        asked = [question for question in scheme.questions if question.kind == kind]
        if asked:
            parts.append(f"  {meaning}\n")
        for question in asked:
            parts.append(_wrapped(f"    {question.name:{width}}  ", question.text))
    parts.append("\n")
    if scheme.aif:
        parts.append(f"AIF: {scheme.aif}\n")
    if scheme.source:
        parts.append(_wrapped("Source: ", scheme.source))
    parts.append("To paste, with your own words for what stands in braces:\n\n")
    parts.append(textwrap.indent(snippet(scheme), "  "))
    return "".join(parts)


def _counted(scheme: Scheme) -> str:
    if scheme.most is None:
        return f"at least {scheme.least} premises" if scheme.least > 1 else ""
    if scheme.most == scheme.least:
        return f"exactly {scheme.least} premise{'s' if scheme.least > 1 else ''}"
    return f"from {scheme.least} to {scheme.most} premises"


def _wrapped(first: str, text: str) -> str:
    """A text with something before its first line, and as much room before the others."""
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * min(len(first), _WIDTH // 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"


def listing(schemes: Iterable[Scheme]) -> str:
    """A table of names and summaries, family by family."""
    schemes = list(schemes)
    width = max((len(scheme.name) for scheme in schemes), default=0)
    parts = []
    for family, heading in FAMILIES.items():
        members = [scheme for scheme in schemes if scheme.family == family]
        if members:
            rows = "".join(f"  {s.name:{width}}  {s.summary}\n" for s in members)
            parts.append(f"{heading}\n{rows}")
    return "\n".join(parts)


def to_dict(scheme: Scheme) -> dict[str, Any]:
    """The scheme as plain data for JSON; what it lacks is left out."""
    entry: dict[str, Any] = {
        "name": scheme.name,
        "title": scheme.title,
        "family": scheme.family,
        "aka": list(scheme.aka),
        "summary": scheme.summary,
        "roles": [{"name": r.name, "text": r.text, "optional": r.optional} for r in scheme.roles],
        "conclusion": {"kind": scheme.conclusion_kind, "text": scheme.conclusion},
        "least": scheme.least,
        "most": scheme.most,
        "questions": [
            {
                key: value
                for key in ("name", "kind", "text", "role", "unless")
                if (value := getattr(question, key))
            }
            for question in scheme.questions
        ],
        "aif": scheme.aif,
        "source": scheme.source,
        "snippet": snippet(scheme),
    }
    return {key: value for key, value in entry.items() if value not in (None, "", [])}
