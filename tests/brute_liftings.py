"""Preferences lifted to arguments by the definitions, with nothing of argmap's evaluator: links as sets of statements,
every two arguments compared one by one. For small maps.
"""

from __future__ import annotations

from random import Random

from argmap import ArgumentMap
from argmap.evaluate.available import PREFERENCES
from tests.brute import (
    Built,
    TooMany,
    built,
    exclusions,
    labels,
    least,
    preferences,
    random_map,
    rests_on,
    same,
    shown,
)

Link = frozenset[str]


def statuses(map: ArgumentMap, preference: str, most: int = 60) -> dict[str, str]:
    """The statuses of a map under grounded semantics by one of the comparisons; `TooMany` for a large map."""
    one, better = same(map), preferences(map)
    weakest, democratic = preference.startswith("weakest"), preference.endswith("democratic")

    def step(b: Built) -> Link:
        assert b.top is not None
        return frozenset(one[m] for m in (*rests_on(map, b.top), b.top.warrant) if m)

    def own(b: Built) -> set[Link]:
        """The last step of an argument, where it is a link."""
        sign, key = b.conclusion
        if b.granted:
            return set()
        if b.top is None:
            return {frozenset({key})} if sign == "for" else {frozenset(b.ours)}
        if sign == "against":
            return set() if b.top.role == "supports" else {step(b)}
        return set() if b.top.strict else {step(b) | {key}}

    def last(b: Built) -> set[Link]:
        if found := own(b):
            return found
        if b.conclusion[0] == "against":
            # A strict step the other way round: from what denies its conclusion, and all premises but one.
            denial, *others = b.parts
            return last(denial) | {frozenset({o.conclusion[1]}) for o in others}
        return {link for part in b.parts for link in last(part)}

    def every(b: Built) -> set[Link]:
        return own(b) | last(b) | {link for part in b.parts for link in every(part)}

    def lower(x: Link, y: Link) -> bool:
        return any((good, bad) in better for good in y for bad in x)

    def weaker(some: set[Link], others: set[Link]) -> bool:
        """Modgil and Prakken 2018, definition of the two set comparisons."""
        if not some:
            return False
        if not others:
            return True
        if democratic:
            return all(any(lower(x, y) for y in others) for x in some)
        return any(all(lower(x, y) for y in others) for x in some)

    def spared(denial: Built, statements: set[str]) -> bool:
        return weaker(last(denial), {frozenset(statements)})

    arguments = built(map, most, spared=spared)
    links = every if weakest else last
    contrary = exclusions(map)

    def defeats(attacker: Built, part: Built) -> bool:
        sign, key = attacker.conclusion
        if sign == "for" or part.granted:
            return False
        if part.top is not None and part.top.id == key:
            return True
        if part.conclusion != ("for", key) or (part.top is not None and part.top.strict):
            return False
        if attacker.top is None:
            assert (attacker.parts[0].conclusion[1], key) in contrary
        return not weaker(links(attacker), links(part))

    attacks = {
        (i, j)
        for i, attacker in enumerate(arguments)
        for j, attacked in enumerate(arguments)
        if any(defeats(attacker, part) for part in attacked.within)
    }
    return labels(map, arguments, attacks, least(arguments, attacks))


def compared(seed: int, count: int) -> dict[str, int]:
    """Evaluates so many random maps with preferences by each comparison, and counts the maps on which it differs from
    the first; fails at the first status that is not the one of the definitions.
    """
    random = Random(seed)
    tally = dict.fromkeys(PREFERENCES, 0)
    done = 0
    while done < count:
        map = random_map(random)
        if not map.preferences:
            continue
        try:
            expected = {p: statuses(map, p) for p in PREFERENCES}
        except TooMany:
            continue
        done += 1
        for preference in PREFERENCES:
            found = map.evaluate(preference=preference)
            assert found.statuses == expected[preference], f"{preference}: {shown(map)}"
            tally[preference] += expected[preference] != expected[PREFERENCES[0]]
        assert found.comparisons is not None
        assert found.comparisons.differing == {
            s.id: {p: expected[p][s.id] for p in PREFERENCES}
            for s in map.statements
            if s.kind != "question" and len({expected[p][s.id] for p in PREFERENCES}) > 1
        }
    return tally


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(
        description="Compares comparisons of preferences with the definitions."
    )
    parser.add_argument("--maps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(compared(options.seed, options.maps))
