"""The order that preferences make: who outweighs whom, through others too, and not the other way round as well.

Preferences are a preorder, whose strict part decides (Modgil and Prakken, Artificial Intelligence 2013, section 3.2):
what outweighs each other, in a circle of any length, is equal, and neither is preferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.evaluate.graph import components, reached
from argmap.model import Preference


class Preferences:
    """The strict part of the transitive closure of some preferences.

    Statements that say the same are one: `first` leads from each to the one that stands for all.
    """

    def __init__(self, preferences: Iterable[Preference], first: Mapping[str, str]) -> None:
        lighter: dict[str, dict[str, None]] = {}
        for preference in preferences:
            better, worse = (first.get(k, k) for k in (preference.preferred, preference.over))
            lighter.setdefault(better, {})[worse] = None
        self._lighter = lighter
        self._equal = {
            key: place
            for place, equals in enumerate(components(lighter, lambda k: lighter.get(k, ())))
            for key in equals
        }
        self._reached: dict[str, list[str]] = {}

    def reached(self, better: str) -> list[str]:
        """A statement, and those that a chain of preferences leads to from it, the nearest first."""
        if better not in self._reached:
            self._reached[better] = reached([better], lambda key: self._lighter.get(key, ()))
        return self._reached[better]

    def above(self, keys: Iterable[str]) -> set[str]:
        """Some statements, and those that a chain of preferences leads from to one of them."""
        heavier: dict[str, list[str]] = {}
        for better, lighter in self._lighter.items():
            for worse in lighter:
                heavier.setdefault(worse, []).append(better)
        return set(reached(keys, lambda key: heavier.get(key, ())))

    def below(self, better: str) -> list[str]:
        """What a statement is preferred to, the nearest first."""
        if better not in self._lighter:
            return []
        equal = self._equal[better]
        return [key for key in self.reached(better) if self._equal[key] != equal]

    @property
    def preferred(self) -> list[str]:
        """The statements that are preferred to some other."""
        return [key for key in self._lighter if self.below(key)]
