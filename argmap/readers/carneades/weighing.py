"""By which function an argument of Carneades weighs, and the weight where that is one number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from operator import itemgetter
from typing import Any, Literal, get_args

from attrs import define, field, frozen

from argmap.readers.carneades.graph import Argument, Graph
from argmap.readers.decoding import Yaml
from argmap.readers.typed import as_dict, as_list, as_strings

Basic = Literal["linked", "convergent", "cumulative", "factorized"]
BASIC: tuple[str, ...] = get_args(Basic)
_Place = tuple[tuple[int, float, str], ...]


@frozen
class _Order:
    """Of the values of a property, from the weakest on: those that are `listed`, or the larger ones later."""

    property: str
    listed: tuple[str, ...]
    falling: bool

    def key(self, value: Any) -> tuple[int, float, str]:
        """What the values are sorted by."""
        if self.listed:
            known = value in self.listed
            return (self.listed.index(value) if known else len(self.listed), 0.0, "")
        number = _number(value)
        return (0, number, "") if number is not None else (1, 0.0, str(value))


@frozen
class Weighing:
    """How arguments of a scheme are weighed: a `basic` function, a `constant` weight, an `order` of
    preference or, where it is none of these, what is `unknown` to a map.
    """

    basic: str = "linked"
    constant: str = ""
    order: tuple[_Order, ...] = ()
    unknown: str = ""


@define(eq=False)
class Weighings:
    """The schemes of a document and the functions that they weigh by."""

    document: Yaml
    schemes: dict[str, dict[str, Any]] = field(init=False)
    _known: dict[str, Weighing] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        given = self.document.data.get("argument_schemes")
        named = (
            given.items()
            if isinstance(given, dict)
            else ((as_dict(s).get("id"), s) for s in as_list(given))
        )
        self.schemes = {str(name): as_dict(data) for name, data in named}

    def of(self, scheme: str) -> Weighing:
        """How arguments of a scheme are weighed."""
        if scheme in BASIC:
            return Weighing(scheme)
        if scheme not in self._known:
            self._known[scheme] = self._function(self.schemes.get(scheme, {}).get("weight"))
        return self._known[scheme]

    def _function(self, given: Any) -> Weighing:
        if isinstance(given, str):
            if not given or given in BASIC:
                return Weighing(given or "linked")
            functions = as_dict(self.document.data.get("weighing_functions"))
            given = functions.get(given, {given: ""})
            if isinstance(given, str):
                return Weighing(given) if given in BASIC else Weighing(unknown=given)
        if not isinstance(given, dict):
            return Weighing()
        constant = given.get("constant")
        if isinstance(constant, str):
            return Weighing(constant=constant)
        orders = [_order(as_dict(one)) for one in as_list(given.get("preference"))]
        if orders:
            return Weighing(order=tuple(orders))
        return Weighing(unknown=", ".join(map(str, given)))

    def ranks(self, graph: Graph) -> dict[str, float]:
        """The weights of arguments that are weighed by an order of preference, by name.

        The arguments on an issue are sorted by the data of their schemes, the weakest first; the groups of
        equals weigh n-ths of 1, for n groups, and the last one 1.
        """
        positions = {p: n for n, issue in enumerate(graph.issues) for p in issue.positions}
        at_issue: dict[int, list[Argument]] = {}
        for argument in graph.arguments.values():
            if argument.conclusion in positions:
                at_issue.setdefault(positions[argument.conclusion], []).append(argument)
        groups: dict[tuple[int, tuple[_Order, ...]], dict[_Place, float]] = {}
        found: dict[str, float] = {}
        for name, argument in graph.arguments.items():
            order = self.of(argument.scheme).order
            issue = positions.get(argument.conclusion)
            if order and issue is not None:
                if (issue, order) not in groups:
                    groups[issue, order] = self._groups(at_issue[issue], order)
                found[name] = groups[issue, order][self._place(argument, order)]
        return found

    def _groups(
        self, arguments: Iterable[Argument], order: Sequence[_Order]
    ) -> dict[_Place, float]:
        """The weight of each group of arguments that are equal."""
        groups = sorted({self._place(argument, order) for argument in arguments})
        for index in reversed(range(len(order))):
            groups.sort(key=itemgetter(index), reverse=order[index].falling)
        return {group: number / len(groups) for number, group in enumerate(groups, 1)}

    def _place(self, argument: Argument, order: Iterable[_Order]) -> _Place:
        meta = as_dict(self.schemes.get(argument.scheme, {}).get("meta"))
        return tuple(one.key(meta.get(one.property, "")) for one in order)


def _order(given: dict[str, Any]) -> _Order:
    order = given.get("order")
    return _Order(str(given.get("property", "")), tuple(as_strings(order)), order == "descending")


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) else None
