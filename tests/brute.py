"""Evaluation by the definitions, with nothing of argmap's evaluator: every argument is built, every attack
looked for, every set of arguments tried. For small maps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from random import Random

from attrs import define, evolve, field

import argmap
from argmap import Argument, ArgumentMap, Preference, Statement
from argmap.model import Answer, Condition, Explanation, Map
from tests.kinds import slow


class TooMany(Exception):
    """More arguments than can be looked at one by one."""


@define(eq=False)
class Built:
    """An ASPIC+ argument: its conclusion, the map's argument that it ends with, its immediate parts."""

    conclusion: tuple[str, str]
    top: Argument | None
    parts: tuple[Built, ...]
    within: list[Built] = field(factory=list)  # itself and all its parts
    said: frozenset[tuple[str, str]] = frozenset()
    granted: bool = False  # supposed or assumed: nothing attacks it
    ours: frozenset[str] = frozenset()  # what it attacks with, that can be outweighed


@define
class Audience:
    """What an audience takes for granted, by hand: statements held or not held, and steps that nothing stops."""

    held: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()


NOBODY = Audience()


def same(map: ArgumentMap) -> dict[str, str]:
    """For each statement the one that stands for all that say the same, by joining until nothing changes."""
    found = {s.id: s.id for s in map.statements}
    order = [s.id for s in map.statements]
    changed = True
    while changed:
        changed = False
        for one, other in map.restatements:
            low = min(found[one], found[other], key=order.index)
            for key in (one, other):
                if found[key] != low:
                    found[key] = low
                    changed = True
    return found


def reported(map: ArgumentMap, statement: Statement) -> bool:
    """Whether somebody else says it and the author does not endorse it."""
    said = bool(statement.speakers)
    around = statement.within
    while not said and around:
        said = bool(map[around].speakers)
        around = map[around].within
    section = statement.section
    while not said and section:
        found = next(s for s in map.sections if s.id == section)
        said, section = bool(found.speakers), found.parent
    return said and statement.attributes.get("endorsed") != "yes"


def granted_to(map: ArgumentMap, speaker: str) -> Audience:
    """What those grant who believe a speaker, where no section has speakers."""
    one = same(map)
    argued = {one[a.target] for a in map.arguments if a.role == "supports"}

    def says(s: Statement) -> bool:
        inherited: tuple[str, ...] = ()
        around = s.within
        while around and not inherited:
            inherited, around = map[around].speakers, map[around].within
        return speaker in s.speakers or (not s.speakers and not s.open and speaker in inherited)

    held = {
        one[s.id]
        for s in map.statements
        if s.kind not in ("question", "supposition") and one[s.id] not in argued and says(s)
    }
    pairs = exclusions(map)
    refused = {b for a, b in pairs if a in held and b not in held}
    steps = set()
    order = [s.id for s in map.statements]
    for a in map.arguments:
        found = a.speakers
        keys = [k for k in (a.target, *a.premises) if k in order]
        if not found and keys:
            around = map[max(keys, key=order.index)].within
            while around and not found:
                found, around = map[around].speakers, map[around].within
        if speaker in found:
            steps.add(a.id)
    return Audience(frozenset(held), frozenset(refused), frozenset(steps))


def exclusions(map: ArgumentMap) -> set[tuple[str, str]]:
    """Which statement excludes which, both ways: what contradicts each other within one passage, and rivals."""
    one = same(map)
    pairs = list(map.contradictions)
    for question in map.statements:
        if question.attributes.get("choose") != "several":
            answers = [a.answer for a in map.answers if a.question == question.id]
            pairs += [(a, b) for a, b in combinations(answers, 2) if one[a] != one[b]]
    level = [
        (one[a], one[b])
        for a, b in pairs
        if map[a].within == map[b].within and "supposition" not in (map[a].kind, map[b].kind)
    ]
    return {*level, *((b, a) for a, b in level)}


def rests_on(map: ArgumentMap, argument: Argument) -> list[str]:
    """The premises of an argument; of a reductio whose outcome contradicts nothing that is supposed around it, also the
    first statement elsewhere that it contradicts.
    """
    found = list(argument.premises)
    if argument.scheme != "reductio":
        return found
    for outcome in map.taken_up(argument):
        supposed, at = [], map[outcome].within
        while at:
            supposed.append(at)
            at = map[at].within
        against = [
            (set(pair) - {outcome}).pop()
            for pair in map.contradictions
            if outcome in pair and len(set(pair)) == 2
        ]
        if not any(key in supposed for key in against):
            elsewhere = [key for key in against if map[key].within != map[outcome].within]
            return [*found, *(key for key in elsewhere[:1] if key not in found)]
    return found


def built(
    map: ArgumentMap,
    most: int = 60,
    audience: Audience = NOBODY,
    spared: Callable[[Built, set[str]], bool] | None = None,
) -> list[Built]:
    """All arguments of a map that do not come back to their own conclusion.

    `spared` says of what is held against the conclusion of a strict step, and of the statements of that step, whether
    it is outweighed by them.
    """
    one = same(map)
    concluded = {one[a.target] for a in map.arguments if a.role == "supports"}
    needs: dict[str, set[str]] = {s.id: set() for s in map.statements}
    for condition in map.conditions:
        needs[one[condition.statement]].add(one[condition.provided])
    excluding, better = exclusions(map), preferences(map)

    def outweighed(denial: Built, statements: set[str]) -> bool:
        return any((good, bad) in better for good in statements for bad in denial.ours)

    spared = spared or outweighed
    found: list[Built] = []
    keys: set[object] = set()

    def add(
        conclusion: tuple[str, str],
        top: Argument | None,
        parts: tuple[Built, ...],
        granted: bool = False,
        ours: Iterable[str] = (),
    ) -> bool:
        key = (conclusion, top.id if top else None, tuple(id(p) for p in parts), granted)
        if key in keys or any(conclusion in p.said for p in parts):
            return False
        keys.add(key)
        new = Built(conclusion, top, parts, granted=granted, ours=frozenset(ours))
        once = {id(b): b for p in parts for b in p.within}
        new.within = [new, *once.values()]
        new.said = frozenset(b.conclusion for b in new.within)
        found.append(new)
        if len(found) > most:
            raise TooMany
        return True

    def ways(wanted: set[str]) -> Iterator[tuple[Built, ...]]:
        choices = [[b for b in found if b.conclusion == ("for", m)] for m in sorted(wanted)]
        return product(*choices)

    asserted = {
        one[s.id]
        for s in map.statements
        if s.kind not in ("question", "supposition") and not s.open and not reported(map, s)
    }
    for s in map.statements:
        if s.kind == "supposition" or s.id in audience.held:
            add(("for", s.id), None, (), granted=True)
    grown = True
    while grown:
        grown = False
        for s in map.statements:
            key = s.id
            if key in asserted - concluded - audience.refused and one[key] == key:
                for parts in list(ways(needs[key])):
                    grown |= add(("for", key), None, parts)
        for argument in map.arguments:
            if argument.conceded:
                continue
            side, target = "against", argument.target
            wanted = {one[m] for m in (*rests_on(map, argument), argument.warrant) if m}
            if argument.role == "supports":
                side, target = "for", one[target]
                wanted |= needs[target]
                if target in audience.refused:
                    continue
            elif argument.role == "rebuts":
                target = one[target]
            elif target in audience.steps or (
                argument.role == "undercuts" and map.argument(target).strict
            ):
                continue
            ours = wanted if argument.role == "rebuts" else ()
            for parts in list(ways(wanted)):
                grown |= add((side, target), argument, parts, ours=ours)
            if argument.role != "supports" or not argument.strict:
                continue
            # The strict step the other way round: what denies its conclusion, and all premises but one.
            members = {one[m] for m in (*rests_on(map, argument), argument.warrant) if m}
            denials = [
                b
                for b in found
                if b.conclusion == ("against", target) and not spared(b, {target} | members)
            ]
            for denial, member in product(denials, sorted(members)):
                for parts in list(ways(wanted - {member})):
                    ours = denial.ours | (wanted - {member})
                    grown |= add(("against", member), argument, (denial, *parts), ours=ours)
        for attacker, attacked in excluding:
            for held in [b for b in found if b.conclusion == ("for", attacker)]:
                grown |= add(("against", attacked), None, (held,), ours=[attacker])
    return found


def preferences(map: ArgumentMap) -> set[tuple[str, str]]:
    """What is preferred to what: by a chain of preferences one way, and by none the other way."""
    one = same(map)
    outweighs = {(one[p.preferred], one[p.over]) for p in map.preferences}
    while further := {(a, d) for a, b in outweighs for c, d in outweighs if b == c} - outweighs:
        outweighs |= further
    return {(a, b) for a, b in outweighs if (b, a) not in outweighs}


def defeats(map: ArgumentMap, arguments: list[Built]) -> set[tuple[int, int]]:
    """Which defeat which, by their places in the list."""
    one = same(map)
    excluding = exclusions(map)
    better = preferences(map)

    def uses(argument: Argument | None) -> set[str]:
        if argument is None:
            return set()
        return {one[m] for m in (*rests_on(map, argument), argument.warrant) if m}

    def on(attacker: Built, part: Built) -> bool:
        sign, key = attacker.conclusion
        if part.granted:
            return False
        if sign == "against" and part.top is not None and part.top.id == key:
            return True  # undercutting or challenging
        strict = part.top is not None and part.top.strict
        if strict or part.conclusion[0] != "for":
            return False
        aimed = part.conclusion[1]
        if sign == "against":
            ours, hit = attacker.ours, key == aimed
        else:
            ours, hit = {key}, (key, aimed) in excluding
        theirs = {aimed} | uses(part.top)
        return hit and not any((good, bad) in better for good in theirs for bad in ours)

    return {
        (i, j)
        for i, attacker in enumerate(arguments)
        for j, attacked in enumerate(arguments)
        if any(on(attacker, part) for part in attacked.within)
    }


def least(arguments: list[Built], attacks: set[tuple[int, int]]) -> frozenset[int]:
    """The grounded extension: the least set that holds what it defends."""
    attackers = {j: [a for a, b in attacks if b == j] for j in range(len(arguments))}
    now: frozenset[int] = frozenset()
    while True:
        beaten = {b for a, b in attacks if a in now}
        then = frozenset(j for j in attackers if all(a in beaten for a in attackers[j]))
        if then == now:
            return now
        now = then


def complete(count: int, attacks: set[tuple[int, int]]) -> Iterator[frozenset[int]]:
    """All complete extensions: conflict-free sets that hold exactly what they defend."""
    attackers = {j: {a for a, b in attacks if b == j} for j in range(count)}
    for size in range(count + 1):
        for chosen in combinations(range(count), size):
            now = frozenset(chosen)
            beaten = {b for a, b in attacks if a in now}
            if now & beaten:
                continue
            if now == {j for j in attackers if attackers[j] <= beaten}:
                yield now


def extensions(count: int, attacks: set[tuple[int, int]], semantics: str) -> list[frozenset[int]]:
    """The extensions under a semantics, by its definition."""
    found = list(complete(count, attacks))

    def reach(extension: frozenset[int]) -> frozenset[int]:
        return extension | {b for a, b in attacks if a in extension}

    if semantics == "complete":
        return found
    if semantics == "stable":
        return [e for e in found if len(reach(e)) == count]
    if semantics == "semi-stable":
        return [e for e in found if not any(reach(e) < reach(o) for o in found)]
    preferred = [e for e in found if not any(e < o for o in found)]
    if semantics == "preferred":
        return preferred
    common = frozenset.intersection(*preferred)
    return [max((e for e in found if e <= common), key=len)]


def labels(
    map: ArgumentMap,
    arguments: list[Built],
    attacks: set[tuple[int, int]],
    extension: frozenset[int],
) -> dict[str, str]:
    """What an extension says of each statement."""
    beaten = {b for a, b in attacks if a in extension}
    one = same(map)
    found = {}
    for s in map.statements:
        own = [i for i, b in enumerate(arguments) if b.conclusion == ("for", one[s.id])]
        if any(i in extension for i in own):
            found[s.id] = "in"
        else:
            found[s.id] = "out" if all(i in beaten for i in own) else "undecided"
    for s in map.statements:
        if s.kind == "question":
            own_answers = [found[a.answer] for a in map.answers if a.question == s.id]
            found[s.id] = "answered" if "in" in own_answers else "open"
    return found


@slow
def random_map(random: Random, new_words: bool = True) -> ArgumentMap:
    """A small map with circles, undercuts of undercuts, strict steps, concessions and preferences, and, unless
    they are not asked for, with the other words of the language.
    """
    names = [f"s{n}" for n in range(random.randint(2, 7))]
    statements = [
        Statement(
            f"Thing {name} is so.",
            label=name,
            id=name,
            open=random.random() < 0.1,
            speakers="Ann" if random.random() < 0.1 else (),
        )
        for name in names
    ]
    map = _joined(random, statements, random.randint(1, 12))
    return _grown(random, map) if new_words and random.random() < 0.7 else map


def _joined(random: Random, statements: list[Statement], count: int) -> ArgumentMap:
    """Statements with so many arguments between them, contradictions and preferences."""
    names = [s.id for s in statements]
    arguments: list[Argument] = []
    for n in range(count):
        role = random.choice(("supports", "supports", "supports", "rebuts", "rebuts", "undercuts"))
        strict = random.random() < 0.15 and role != "undercuts"
        open_steps = [a.id for a in arguments if not a.strict]
        if role == "undercuts" and not open_steps:
            role = "rebuts"
        target = random.choice(open_steps if role == "undercuts" else names)
        premises = random.sample(names, random.choice((1, 1, 1, 2, 2, 3)) % len(names) or 1)
        warrant = random.choice(names) if random.random() < 0.1 else None
        conceded = role == "rebuts" and random.random() < 0.15
        arguments.append(
            Argument(
                premises, target, role, conceded, strict, warrant=warrant, id=f"argument-{n + 1}"
            )
        )
    pairs = [tuple(random.sample(names, 2)) for _ in range(random.choice((0, 0, 0, 1, 1, 2)))]
    preferences = [
        Preference(*random.sample(names, 2)) for _ in range(random.choice((0, 0, 1, 1, 2)))
    ]
    return ArgumentMap.of(Map(statements, arguments, contradictions=pairs, preferences=preferences))


def _grown(random: Random, map: ArgumentMap) -> ArgumentMap:
    """A map with passages, challenges, conditions, restatements, questions, explanations and speakers of steps,
    some of them.
    """
    statements, arguments = list(map.statements), list(map.arguments)
    names = [s.id for s in statements]
    changes: dict[str, list[object]] = {}

    def some(what: float) -> bool:
        return random.random() < what

    def argue(
        premises: list[str], target: str, role: str, strict: bool = False, **more: str
    ) -> None:
        number = f"argument-{len(arguments) + 1}"
        arguments.append(Argument(premises, target, role, strict=strict, id=number, **more))

    for n in range(random.choice((1, 1, 2)) if some(0.5) else 0):
        outside = [s for s in statements if s.within is None and s.kind != "supposition"]
        around = None
        if n and some(0.5):
            # Within the passage before: its statements can be used there, and its outcome outside it.
            around = f"h{n - 1}"
            outside += [s for s in statements if s.within == around]
        place = [s.id for s in outside if s.within == around]
        supposed = Statement(
            "Suppose.",
            "supposition",
            f"h{n}",
            id=f"h{n}",
            within=around,
            speakers="Ben" if some(0.15) else (),
        )
        inner = [
            Statement(
                "So.",
                label=f"h{n}{m}",
                id=f"h{n}{m}",
                within=supposed.id,
                open=some(0.1),
                speakers="Ann" if some(0.1) else (),
            )
            for m in random.sample("abc", random.choice((1, 2, 3)))
        ]
        statements += [supposed, *inner]
        own = [s.id for s in inner]
        usable = [*own, supposed.id, *(s.id for s in outside)]
        argue(random.sample([supposed.id, *own][:2], 1), own[0], "supports")
        for _ in range(random.randint(0, 4)):
            role = random.choice(("supports", "supports", "rebuts"))
            argue(random.sample(usable, random.choice((1, 1, 2))), random.choice(own), role)
        premises = [own[0], *([random.choice(place)] if some(0.3) and place else [])]
        if place:
            role = random.choice(("supports", "supports", "rebuts"))
            strict = role == "supports" and some(0.5)
            scheme = {"scheme": "reductio"} if strict else {}
            argue(premises, random.choice(place), role, strict, **scheme)
        if some(0.5):
            rival = random.choice([supposed.id, *(s.id for s in outside)])
            changes.setdefault("contradictions", []).append((own[0], rival))
        if some(0.3) and len(own) > 1:
            changes.setdefault("contradictions", []).append((own[0], own[1]))
    for _ in range(random.choice((0, 0, 1, 2))):
        target = random.choice(arguments).id
        argue([random.choice(names)], target, "challenges")
        if some(0.3):
            argue(
                [random.choice(names)], arguments[-1].id, random.choice(("undercuts", "challenges"))
            )
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        pair = random.choices(names, k=2)
        changes.setdefault("conditions", []).append(Condition(*pair))
    if some(0.4):
        for _ in range(random.choice((1, 1, 2))):
            changes.setdefault("restatements", []).append(tuple(random.sample(names, 2)))
    if some(0.3):
        several = {"choose": "several"} if some(0.3) else {}
        statements.append(Statement("Which?", "question", "q", id="q", attributes=several))
        for answer in random.sample(names, random.randint(0, min(3, len(names)))):
            place = names.index(answer)
            statements[place] = evolve(statements[place], open=some(0.7))
            changes.setdefault("answers", []).append(Answer("q", answer))
    if some(0.2):
        changes["explanations"] = [Explanation([random.choice(names)], random.choice(names))]
    statements = [
        evolve(s, attributes={"endorsed": "yes"})
        if s.speakers and s.kind == "claim" and some(0.3)
        else s
        for s in statements
    ]
    arguments = [evolve(a, speakers="Ben") if some(0.1) else a for a in arguments]
    for name in ("contradictions", "preferences"):
        changes[name] = [*getattr(map, name), *changes.get(name, [])]
    return ArgumentMap.of(Map(statements, arguments, **changes))


def shown(map: ArgumentMap) -> str:
    """A map in words, for a failing test."""
    return argmap.ArgumentMap.to_json(map)


def compared(seed: int, count: int) -> dict[str, int]:
    """Evaluates so many random maps, for their authors and for those who believe one of their speakers, and
    counts the statuses; fails at the first that is not the one of the definitions.
    """
    random = Random(seed)
    tally: dict[str, int] = {}
    done = 0
    while done < count:
        map = random_map(random)
        views = {"": NOBODY, **{name: granted_to(map, name) for name in map.speakers}}
        for name, audience in views.items():
            try:
                arguments = built(map, audience=audience)
            except TooMany:
                continue
            attacks = defeats(map, arguments)
            expected = labels(map, arguments, attacks, least(arguments, attacks))
            found = map.evaluate(audience=[name] if name else ()).statuses
            assert found == expected, f"{shown(map)}\n{name or 'the author'}: {expected}"
            if not name:
                done += 1
                for status in found.values():
                    tally[status] = tally.get(status, 0) + 1
    return tally


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description="Compares argmap's statuses with the definitions.")
    parser.add_argument("--maps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(compared(options.seed, options.maps))
