"""Attributes by name: what a map, a section, a statement or an argument says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from argmap.values import Value


class Attributes(dict[str, Value]):
    """Attributes by name, in the order of the file; can't be changed.

    Values are text, but numbers for `confidence` and `strength` and a tuple of words for `tags`.
    """

    def _no(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a map can't be changed: make another with attrs.evolve")

    __setitem__ = __delitem__ = update = pop = popitem = clear = setdefault = _no
    __ior__ = _no

    def __reduce__(self) -> tuple[Any, ...]:
        return (Attributes, (dict(self),))

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


def attributes_of(values: Mapping[str, Any]) -> Attributes:
    """Attributes from any mapping; lists become tuples."""
    if isinstance(values, Attributes):
        return values
    return Attributes(
        {k: tuple(v) if isinstance(v, (list, tuple)) else v for k, v in values.items()}
    )
