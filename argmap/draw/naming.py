"""What statements are called in a figure: numbers, names in their place, and texts that are shown in short."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from argmap.diagnostics import nearest
from argmap.draw.markup import is_inline, plain
from argmap.model import Map, Statement
from argmap.wording import shown

_NAME = 3
"""How many words name a statement that has no label; more where several begin with the same."""
_MOST = 8


def unknown_label(label: str, map: Map) -> ValueError:
    """The error for a label that no statement has, with one that is near."""
    near = nearest(label, [s.id for s in map.statements])
    hint = f": did you mean `{near}`?" if near else ""
    return ValueError(f"no statement has the label `{label}`{hint}")


def renumbered(map: Map, drawn: Map, collapsed: Iterable[str], numbered: bool) -> dict[str, str]:
    """What each statement of a map is called where numbers are counted in what is drawn or, where that is not
    `numbered`, where there are none: by its label or its first words.
    """
    names = _names(map)
    if not numbered:
        return names
    boxes = set(collapsed)
    there = [s.id for s in drawn.statements]
    names.update((key, str(n)) for n, key in enumerate((k for k in there if k not in boxes), 1))
    names.update((key, f"§{n}") for n, key in enumerate((k for k in there if k in boxes), 1))
    return names


def _names(map: Map) -> dict[str, str]:
    inline = is_inline(map)
    things: list[tuple[str, str | None, list[str]]] = [
        (s.id, s.label, shown(plain(s.text, inline)).split()) for s in map.statements
    ]
    things += [(s.id, None, shown(plain(s.title, inline)).split()) for s in map.sections]
    names: dict[str, str] = {}
    waiting = things
    for most in range(_NAME, _MOST + 1):
        begun: dict[str, list[str]] = {}
        for key, label, words in waiting:
            names[key] = label or _begun(words, most)
            begun.setdefault(names[key], []).append(key)
        twice = {key for keys in begun.values() if len(keys) > 1 for key in keys}
        waiting = [thing for thing in waiting if thing[0] in twice]
    return names


def _begun(words: list[str], most: int) -> str:
    more = " …" if len(words) > most else ""
    return f"“{' '.join(words[:most]).rstrip('.,;:' if more else '.')}{more}”"


# Texts in short


def shorten(map: Map, how: str | int) -> tuple[dict[str, str], Map]:
    """A map whose texts are shown in short, and the whole texts of those that are, by identifier.

    `how` is `short` (the attribute of that name), `label`, or how many words are shown; what has neither a short
    text nor a label is shown in full.
    """
    full: dict[str, str] = {}
    statements = []
    for statement in map.statements:
        text = _short(statement, how, is_inline(map))
        if text != statement.text:
            full[statement.id] = statement.text
            statement = evolve(statement, text=text)
        statements.append(statement)
    return full, map.changed(statements=statements)


def _short(statement: Statement, how: str | int, inline: bool) -> str:
    short = statement.attributes.get("short")
    if isinstance(how, int):
        return _cut(statement.text, how, inline)
    if how == "label" and statement.label:
        return statement.label
    return short if isinstance(short, str) else statement.text


def _cut(text: str, most: int, inline: bool) -> str:
    """The first words of a text; a few more where emphasis or a formula would be cut."""
    words = text.split()
    whole = plain(text, inline)
    for count in range(most, len(words)):
        begun = " ".join(words[:count])
        if not inline or whole.startswith(plain(begun, inline)):
            return begun.rstrip(",;:") + " …"
    return text
