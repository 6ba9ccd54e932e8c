"""The form of a sheet: its columns, what else they may be called, and what their cells say.

Reader, writers, the empty sheet and docs/sheets.md go by `COLUMNS`, so that each is named once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from argmap.model import Role
from argmap.syntax.words import STATEMENT_ATTRIBUTES

Shape = Literal["name", "text", "kind", "names", "truth", "path", "people", "passages", "value"]

CORE = ("id", "text", "kind", "supports", "attacks")
"""The columns that every sheet has that argmap writes."""


class Column(NamedTuple):
    """A column: its name, what its cells are and what they say, and `also`, what else it may be called."""

    name: str
    shape: Shape
    what: str
    also: tuple[str, ...] = ()
    template: bool = False


COLUMNS = (
    Column(
        "id",
        "name",
        "what other cells call the statement; a word becomes its label, a number (`7`, `1.2`, `1a`) is for the sheet alone",
        ("label", "nr", "no", "number", "#", "key", "name", "identifier", "code", "ref"),
        True,
    ),
    Column(
        "text",
        "text",
        "what is said",
        ("claim", "statement", "sentence", "proposition", "argument", "content"),
        True,
    ),
    Column(
        "kind",
        "kind",
        "`claim`, `premise`, `recommendation`, `rebuttal`, `question` or `supposition`; empty, the use tells",
        ("statement kind", "role"),
        True,
    ),
    Column(
        "supports",
        "names",
        "the ids of the statements that it is a reason for",
        (
            *("support", "reason for", "reasons for", "supporting", "premise for", "premise of"),
            *("argument for", "pro", "because of this"),
        ),
        True,
    ),
    Column(
        "attacks",
        "names",
        "the ids of the statements that it is held against",
        (
            *("attack", "attacking", "objects to", "objection to", "objections to", "rebuts"),
            *("rebuttal of", "refutes", "opposes", "against", "argument against", "con"),
        ),
        True,
    ),
    Column(
        "undercuts",
        "names",
        "the steps that it makes an exception to (`unless`): each by its name, or by the id of a premise that makes no other step",
        ("undercut", "exception to"),
        True,
    ),
    Column(
        "challenges",
        "names",
        "the steps that it is held against as a whole (`however`), in the same way",
        ("challenge",),
    ),
    Column(
        "with",
        "names",
        "the ids of the statements that do so only together with it: linked premises. In a row without a target it joins what these do",
        ("together with", "linked with", "linked to", "co-premise", "co-premises", "jointly with"),
        True,
    ),
    Column("step", "name", "a name for the step that the row makes", ("step id", "argument id")),
    Column("scheme", "value", "the argument scheme of the row's steps", ("argument scheme", "by")),
    Column("warrant", "name", "the id of the statement that is the rule of the row's steps"),
    Column(
        "conceded",
        "truth",
        "whether the row's attacks are granted and outweighed (`although`)",
        ("although", "granted"),
    ),
    Column(
        "section",
        "path",
        "the title of the section, with ` / ` between those around it and its own",
        ("heading", "group", "topic"),
        True,
    ),
    Column(
        "speaker",
        "people",
        "whose words they are, where not the author's; several with `;`",
        ("speakers", "author", "said by", "who"),
        True,
    ),
    Column(
        "quote",
        "passages",
        "the words of the source; a blank line in the cell begins another quotation",
        ("quotes", "quotation", "quotations", "excerpt"),
        True,
    ),
    Column("source", "value", "where they are from", ("reference", "citation"), True),
    Column("at", "value", "the place in the source", ("page", "pages", "place", "location"), True),
    Column("unstated", "truth", "whether the source leaves it unsaid", ("implicit", "hidden")),
    Column("open", "truth", "whether nobody asserts it"),
    Column("note", "value", "a note", ("notes", "comment", "comments", "remark", "remarks"), True),
    Column("tags", "value", "words with commas between them", ("tag", "keywords")),
    Column("contradicts", "names", "the ids of the statements that it excludes", ("excludes",)),
    Column("outweighs", "names", "the ids of those that it is preferred to", ("preferred to",)),
    Column("restates", "names", "the ids of those that it says in other words", ("same as",)),
    Column("explains", "names", "the ids of those of which it says why they are so"),
    Column("provided", "names", "the ids of its conditions", ("provided that", "condition")),
    Column("regardless of", "names", "the ids of those that make no difference to it"),
    Column("part of", "names", "the ids of those that it is a part of"),
    Column("alternative to", "names", "the part to which it is an alternative, beside `part of`"),
    Column("answer to", "names", "the ids of the questions that it answers", ("answers",)),
    Column("within", "name", "the id of the supposition in whose passage it stands"),
)
"""The columns that have a meaning of their own, in the order in which they are written."""

BY_NAME = {column.name: column for column in COLUMNS}

ROLES: dict[str, Role] = {
    "supports": "supports",
    "attacks": "rebuts",
    "undercuts": "undercuts",
    "challenges": "challenges",
}
"""What the columns that make steps make."""

ATTRIBUTE = "attribute."
"""What stands before the name of an attribute of a statement that has no column."""

STEP = "step."
"""What stands before the name of an attribute of a step, and before `speaker` and `roles`."""

OF_STEPS = ("step", "scheme", "warrant", "conceded")
"""The columns that say something of the row's steps."""

TRUE = ("yes", "y", "true", "x", "1", "✓", "✔")
FALSE = ("no", "n", "false", "0", "-", "–", "✗")
"""The words of cells that say whether something is so."""

KINDS = {
    "conclusion": "claim",
    "thesis": "claim",
    "reason": "premise",
    "evidence": "premise",
    "ground": "premise",
    "objection": "rebuttal",
    "counterargument": "rebuttal",
    "proposal": "recommendation",
    "issue": "question",
}
"""Other words for kinds."""

_MEANT = {name: c.name for c in COLUMNS for name in (*c.also, c.name)}
_CORPUS = frozenset(("record", "file", "identifier"))


def meaning(header: str) -> str | None:
    """The column that a header means: one of `COLUMNS`, the name of an attribute, or `attribute.NAME` and
    `step.NAME`; None where it is none.
    """
    plain = header.strip()
    for prefix in (ATTRIBUTE, STEP):
        if plain.casefold().startswith(prefix) and plain[len(prefix) :].strip():
            return prefix + plain[len(prefix) :].strip()
    if plain.casefold().startswith("x-") and len(plain) > 2:
        return plain
    plain = re.sub(r"\s*\([^()]*\)$", "", plain).casefold().rstrip(":*?. ")
    spaced = " ".join(re.sub(r"[_-]", " ", plain).split())
    found = _MEANT.get(plain) or _MEANT.get(spaced)
    return found or (plain if plain in STATEMENT_ATTRIBUTES else None)


def header_score(headers: Iterable[str]) -> int:
    """How many headers a row has, 0 where it is no head of a sheet."""
    headers = list(headers)
    found = [name for header in headers if (name := meaning(header))]
    if "text" not in found:
        return 0
    return len(found) if len(found) > 1 or sum(map(bool, headers)) == 1 else 0


def is_corpus(headers: Collection[str]) -> bool:
    """Whether these are the headers of the table of a corpus (`argmap.corpus`)."""
    return set(headers) >= _CORPUS


def letters(column: int) -> str:
    """What a spreadsheet calls a column, which is counted from 0: A, B … Z, AA."""
    made = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def statement_attributes() -> Iterator[str]:
    """The attributes of statements that are columns under their own name."""
    return (n for n in sorted(STATEMENT_ATTRIBUTES) if n not in _MEANT or n in BY_NAME)
