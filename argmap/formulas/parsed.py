"""The formulas of a map, read together: names are shared, each with one role and so many places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field, frozen

from argmap.formulas.formula import Formula, Quantified
from argmap.formulas.parser import parse_formula
from argmap.formulas.scope import Role, Scope, Use, scope
from argmap.model import Map, Statement
from argmap.syntax.words import one_slip_away

# What nobody takes for the name of a thing, as in the textbooks.
_VARIABLE = re.compile(r"[u-z]\d*'*")
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])")
_ALIKE = 3
"""So many letters at the beginning make two words alike: `joins`, “Joining”."""


@frozen
class Place:
    """A stretch of the formula of a statement."""

    statement: str
    span: tuple[int, int]


@frozen
class Problem:
    """Something wrong with the formulas of a map, of a rule of the family `formulas`.

    `prevents_proof` says that nothing can be proved as long as it stands.
    """

    rule: str
    place: Place
    message: str
    help: tuple[str, ...] = ()
    related: tuple[tuple[str, Place], ...] = ()
    mended: str | None = None
    prevents_proof: bool = True


@define
class ParsedFormulas:
    """The formulas that could be read, by statement, in the order of the map, and what was wrong."""

    formulas: dict[str, Formula] = field(factory=dict)
    problems: list[Problem] = field(factory=list)

    @classmethod
    def of(cls, map: Map) -> ParsedFormulas:
        """The formulas of a map; the problems in no particular order."""
        parsed = cls()
        # What is imported comes first: a name that differs from it is the importing file's fault.
        for statement in sorted(map.statements, key=lambda s: not map.imported(s.id)):
            if "formula" in statement.attributes:
                parsed._read(statement)
        scopes = {key: scope(formula) for key, formula in parsed.formulas.items()}
        parsed._variables(scopes)
        parsed._names(scopes)
        parsed._strays(scopes, map)
        return parsed

    def _read(self, statement: Statement) -> None:
        parsed = parse_formula(str(statement.attributes["formula"]))
        if parsed.formula is not None:
            self.formulas[statement.id] = parsed.formula
        for fault in parsed.faults:
            place = Place(statement.id, fault.span)
            self.problems.append(
                Problem("invalid-formula", place, fault.message, fault.help, (), fault.mended)
            )

    def _variables(self, scopes: dict[str, Scope]) -> None:
        """Variables that nothing binds, and quantifiers that bind nothing."""
        binders: dict[str, Place] = {}
        for key, found in scopes.items():
            for binder in found.binders:
                binders.setdefault(binder.variable, Place(key, binder.span))
        for key, found in scopes.items():
            own = {binder.variable: binder for binder in found.binders}
            said: set[str] = set()
            for use in found.uses:
                if use.role is not Role.THING or use.binder or use.places or use.name in said:
                    continue
                if use.name in binders or _VARIABLE.fullmatch(use.name):
                    said.add(use.name)
                    self.problems.append(_free(key, use, own.get(use.name), binders.get(use.name)))
            for binder in found.idle:
                name = binder.variable
                longer = name[:1] if len(name) > 1 and name[1].isupper() else ""
                help = f"a blank is missing: `{longer} {name[1:]}`" if longer else ""
                self.problems.append(
                    Problem(
                        "idle-quantifier",
                        Place(key, binder.span),
                        f"this quantifier binds `{name}`, and nothing in its reach is `{name}`",
                        (
                            help
                            or "take the quantifier away, or put brackets around what it is about",
                        ),
                        prevents_proof=False,
                    )
                )

    def _names(self, scopes: dict[str, Scope]) -> None:
        """Names that are used in two ways."""
        first: dict[str, tuple[Use, Place]] = {}
        variables = {b.variable for found in scopes.values() for b in found.binders}
        for key, found in scopes.items():
            said: set[tuple[str, Role, int]] = set()
            for use in _in_order(found):
                place = Place(key, use.span)
                variable = use.binder or use.name in variables or _VARIABLE.fullmatch(use.name)
                if use.role is Role.THING and not use.places and variable:
                    continue
                known, where = first.setdefault(use.name, (use, place))
                way = (use.name, use.role, use.places)
                if (known.role, known.places) == way[1:] or way in said:
                    continue
                said.add(way)
                message, there, help = _clash(use, known)
                self.problems.append(
                    Problem("name-clash", place, message, (help,), ((there, where),))
                )

    def _strays(self, scopes: dict[str, Scope], map: Map) -> None:
        """Names that occur in one formula only: slips for another name, and what no text speaks of."""
        where: dict[str, dict[str, Use]] = {}
        for key, found in scopes.items():
            for use in found.uses:
                variable = use.role is Role.THING and _VARIABLE.fullmatch(use.name)
                if use.binder is None and not variable:
                    where.setdefault(use.name, {}).setdefault(key, use)
        strays = {name: uses for name, uses in where.items() if len(uses) == 1}
        unread = any(problem.rule == "invalid-formula" for problem in self.problems)
        if len(scopes) < 2 or not strays or unread:
            return
        beginnings = _beginnings(map)
        order = {name: number for number, name in enumerate(where)}
        for name, uses in strays.items():
            long = len(name) > 3 and name.isalpha()
            near = one_slip_away(name, [n for n in where if n != name]) if long else None
            # Of two such names that are alike the later is the slip.
            slip = near is not None and (near not in strays or order[near] < order[name])
            if not slip and any(part[:_ALIKE].casefold() in beginnings for part in _parts(name)):
                continue
            ((key, use),) = uses.items()
            place = Place(key, use.span)
            if slip:
                message = f"`{name}` occurs in this formula only, and `{near}` in another"
                problem = Problem(
                    "stray-name", place, message, (f"did you mean `{near}`?",), prevents_proof=False
                )
            else:
                message = f"`{name}` occurs nowhere else in the map, in no formula and in no text"
                help = "what only one formula speaks of proves little: name it as the others do"
                problem = Problem("stray-name", place, message, (help,), prevents_proof=False)
            self.problems.append(problem)


def _parts(name: str) -> list[str]:
    """The words that a name is made of: `never_joins`, `neverJoins`."""
    return _WORD.findall(_CAMEL.sub(" ", name).replace("_", " "))


def _beginnings(map: Map) -> set[str]:
    """How the words of a map begin, with one letter and up to as many as make words alike."""
    words = {
        word[:_ALIKE].casefold()
        for statement in map.statements
        for word in _WORD.findall(f"{statement.text} {statement.label or ''}")
    }
    return {word[:length] for word in words for length in range(1, _ALIKE + 1)}


def _in_order(found: Scope) -> Iterator[Use]:
    """The uses of names, and the quantifiers as uses of their variables, in the order of the text."""
    binders = [Use(b.variable, Role.VARIABLE, 0, b.span) for b in found.binders]
    yield from sorted([*found.uses, *binders], key=lambda use: use.span)


def _free(key: str, use: Use, own: Quantified | None, elsewhere: Place | None) -> Problem:
    name = use.name
    if own is not None:
        help = (
            f"the quantifier reaches no further than one formula: put brackets, `forall {name} (…)`"
        )
    else:
        help = f"bind it: `forall {name} (…)` or `exists {name} (…)`"
    other = "if it names one particular thing, choose a name that is no variable's"
    place = Place(key, own.span) if own is not None else elsewhere
    related = () if place is None else ((f"`{name}` is bound here", place),)
    return Problem(
        "free-variable",
        Place(key, use.span),
        f"`{name}` is a variable that no quantifier binds here",
        (help, other),
        related,
    )


def _clash(use: Use, known: Use) -> tuple[str, str, str]:
    """What is wrong where a name is used unlike it was first: message, what stands there, help."""
    name = use.name
    if use.role is known.role:
        message = f"`{name}` has {_count(use.places)} here, and {_count(known.places)} elsewhere"
        help = "give it the same number of places everywhere, or give one of the two another name"
        return message, f"with {_count(known.places)} here", help
    if use.binder is not None:
        message = f"`{name}` is a variable here, and {_way(use)} besides"
        return message, f"it {_way(known)} here", "first-order logic has variables for things only"
    message = f"`{name}` {_way(use)} here, and {_way(known)} elsewhere"
    return message, f"it {_way(known)} here", "give one of the two another name"


def _way(use: Use) -> str:
    if use.role is Role.THING and use.places:
        return "is a function of things"
    return str(use.role)


def _count(places: int) -> str:
    return f"{places} place{'' if places == 1 else 's'}" if places else "no places"
