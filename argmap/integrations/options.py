"""The options of a block in a document: those of `argmap render`, `evaluate`, `prove`, `compare` and `coverage`, by the
same names, and what they are read from: words.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from attrs import NOTHING, fields_dict

from argmap.diagnostics import nearest
from argmap.draw.options import Options
from argmap.wording import listed

Reader = Callable[[str], Any]
"""Reads the value of an option; raises `ValueError` with what it has to be."""


class OptionError(ValueError):
    """An option that is none, or has a bad value; the message says which, and what was meant."""


def flag(text: str) -> bool:
    """An option that is named alone, or is true or false."""
    known = {"": True, "true": True, "yes": True, "on": True, "1": True}
    known |= {"false": False, "no": False, "off": False, "0": False}
    if text.strip().lower() not in known:
        raise ValueError("true or false")
    return known[text.strip().lower()]


def text(text: str) -> str:
    """A text as it is."""
    if not text.strip():
        raise ValueError("a word")
    return text.strip()


def flag_or_text(text: str) -> bool | str:
    """A flag, or a text of the writer's own."""
    try:
        return flag(text)
    except ValueError:
        return text


def number(text: str) -> float:
    """A number."""
    try:
        return float(text)
    except ValueError:
        raise ValueError("a number") from None


def whole(text: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        raise ValueError("a whole number") from None


def labels(text: str) -> list[str]:
    """Labels with blanks, commas or semicolons between them."""
    return [label for label in re.split(r"[\s,;]+", text) if label]


def several(text: str) -> list[str]:
    """Texts, which may have blanks in them, with semicolons between them."""
    return [one.strip() for one in text.split(";") if one.strip()]


_MILLIMETRES = {"": 1.0, "mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72.27, "px": 25.4 / 96}


def length(text: str) -> float:
    """A length in millimetres: a number alone, or with one of the units mm, cm, in, pt and px."""
    found = re.fullmatch(r"\s*([0-9]*\.?[0-9]+)\s*([a-z]*)\s*", text.lower())
    if found is None or found[2] not in _MILLIMETRES:
        raise ValueError("a number of mm, or a length as 8cm")
    return float(found[1]) * _MILLIMETRES[found[2]]


def _figure() -> dict[str, Reader]:
    """Those of a figure, by the fields of `Options`: what a document may choose, and so none that names a program."""
    readers: dict[str, Reader] = {
        "title": flag_or_text,
        "depth": whole,
        "dpi": whole,
        "size": number,
        "width": length,
        "height": length,
        "highlight": labels,
        "collapse": several,
        "only": several,
        "without": several,
        "fonts": several,
    }
    not_chosen = ("among", "dot", "list_texts", "prefix")
    made = {}
    for name, field in fields_dict(Options).items():
        if name not in not_chosen:
            plain = flag if field.default is False or field.default is True else text
            made[name] = readers.get(name, plain)
        assert field.default is not NOTHING
    return made


_SUPPOSED: dict[str, Reader] = {"reject": labels, "assume": labels, "audience": several}
FIGURE = _figure()

COMMANDS: dict[str, dict[str, Reader]] = {
    "render": FIGURE,
    "evaluate": {
        **FIGURE,
        **dict.fromkeys(("all", "dispute", "sensitivity", "logic"), flag),
        **dict.fromkeys(("explain", "rather_than"), text),
        **dict.fromkeys(("semantics", "acceptance", "method", "preference", "words"), text),
        **{"seed": whole, "limit": number},
        **_SUPPOSED,
    },
    "prove": {"report": flag, "limit": number},
    "compare": {"others": several, "all": flag, "alignment": text},
    "coverage": {},
}
"""The options of each command that a block can give."""

OWN: dict[str, Reader] = {
    "command": text,
    "form": text,
    "file": text,
    "caption": str,
    "alt": str,
}
"""The options of a block itself, whatever it shows."""

FORMS = ("figure", "list")
"""How a block can show what it has: `form`."""


def every_option() -> list[str]:
    """The names of all options that a block may have."""
    return [*dict.fromkeys([*OWN, *(name for command in COMMANDS.values() for name in command)])]


def read_options(
    given: Mapping[str, Any], others: Collection[str] = ()
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The command of a block, its own options, and those of the command, by names with `_`.

    `given` are the words of the block, or values that are read already; `others` are options that the program itself takes, which are
    left out here. Raises `OptionError`.
    """
    words = {name.replace("-", "_"): value for name, value in given.items()}
    command = str(words.get("command") or "render")
    if command not in COMMANDS:
        raise OptionError(_unknown("command", command, COMMANDS))
    own: dict[str, Any] = {}
    chosen: dict[str, Any] = {}
    for name, value in words.items():
        if name in others:
            continue
        reader = OWN.get(name) or COMMANDS[command].get(name)
        if reader is None:
            known = [*OWN, *COMMANDS[command], *others]
            if name in every_option():
                raise OptionError(f"`{_spelt(name)}` is no option of `{command}`")
            raise OptionError(_unknown("option", name, known))
        try:
            read = reader(value) if isinstance(value, str) else value
        except ValueError as error:
            raise OptionError(f"`{_spelt(name)}` is {error}, not `{value}`") from None
        (own if name in OWN else chosen)[name] = read
    if own.get("form") not in (None, *FORMS):
        raise OptionError(_unknown("form", str(own["form"]), FORMS))
    return command, own, chosen


def _spelt(name: str) -> str:
    return name.replace("_", "-")


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    names = [_spelt(one) for one in known]
    guess = nearest(_spelt(name), names)
    hint = f"did you mean `{guess}`?" if guess else f"there are {listed(names)}"
    return f"there is no {what} `{_spelt(name)}`: {hint}"


def words_of(line: str) -> tuple[list[str], dict[str, str]]:
    """The words of a line that are no options, and the options, `--name value` or `--name=value`, by their names; one that comes
    again has several values. Raises `ValueError` for quotation marks that don't match.
    """
    others: list[str] = []
    options: dict[str, str] = {}
    flags = {
        name for command in COMMANDS.values() for name, read in command.items() if read is flag
    }
    rest = shlex.split(line)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            others.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        name = name.replace("-", "_")
        if not equals and name not in flags and rest and not rest[0].startswith("--"):
            value = rest.pop(0)
        options[name] = f"{options[name]};{value}" if name in options else value
    return others, options
