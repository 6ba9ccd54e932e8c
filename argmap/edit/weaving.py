"""Three trees of blocks as one: two versions and what they go back to (three-way merge, after Mens, *A state-of-the-art survey on
software merging*, IEEE Transactions on Software Engineering 2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from attrs import define, evolve

from argmap.edit.blocks import Block

T = TypeVar("T")


@define
class Conflict:
    """A block that both versions changed, as each has it, or None. Where it is `deep`, what is nested under the block is a
    part of the conflict; else that comes after it.
    """

    what: str
    one: Block | None
    other: Block | None
    deep: bool = False

    def lines(self, column: int) -> tuple[list[str], list[str]]:
        """The lines of either side, without those that are blank."""

        def of(block: Block | None) -> list[str]:
            if block is None:
                return []
            lines = block.lines(column) if self.deep else block.own_lines(column)
            return [line for line in lines if line]

        return of(self.one), of(self.other)


class Woven(NamedTuple):
    """The tree of both versions, and the conflicts by the keys of their blocks."""

    root: Block
    conflicts: dict[int, Conflict]


class _Place(NamedTuple):
    block: Block
    parent: int


def weave(base: Block, one: Block, other: Block) -> Woven | None:
    """What two versions make of a base together; None where a block would stand in two places or in none."""
    return _Weaving(base, one, other).woven()


class _Weaving:
    def __init__(self, *trees: Block) -> None:
        self.sides = tuple(_places(tree) for tree in trees)
        self.conflicts: dict[int, Conflict] = {}
        # What the new lines of each version refer to.
        self.wanted = [
            {
                of
                for key, place in side.items()
                if key not in self.sides[0]
                for of in place.block.refers
            }
            for side in self.sides[1:]
        ]
        self.root = trees[1].key
        self.trees = trees

    def woven(self) -> Woven | None:
        _, one, other = self.sides
        parents: dict[int, int] = {}
        for key in dict.fromkeys((*one, *other)):
            if not self._stays(key):
                continue
            places = [side[key].parent if key in side else None for side in self.sides]
            parent = _either(*places)
            if parent is None:
                return None
            parents[key] = parent
        made = {key: self._block(key) for key in parents}
        made[self.root] = evolve(self.trees[1], children=[])
        within: dict[int, set[int]] = {}
        for key, parent in parents.items():
            within.setdefault(parent, set()).add(key)
        reached, waiting = 0, [self.root]
        while waiting:
            key = waiting.pop()
            conflict = self.conflicts.get(key)
            if conflict is not None and conflict.deep:
                continue
            children = self._ordered(key, within.get(key, set()))
            made[key].children = [made[child] for child in children]
            reached += len(children)
            waiting += children
        inside = sum(1 for key in parents if self._within_conflict(key, parents))
        if reached + inside < len(parents):
            return None
        return Woven(made[self.root], self.conflicts)

    def _within_conflict(self, key: int, parents: dict[int, int]) -> bool:
        """Whether a block stands below one that is a conflict with all that is nested under it."""
        seen: set[int] = set()
        while (key := parents.get(key, self.root)) != self.root and key not in seen:
            seen.add(key)
            conflict = self.conflicts.get(key)
            if conflict is not None and conflict.deep:
                return True
        return False

    def _stays(self, key: int) -> bool:
        """Whether a block is there in the end; one that one version takes away and the other changes is a conflict."""
        base, one, other = self.sides
        if key not in base or (key in one and key in other):
            return True
        left = one.get(key) or other.get(key)
        assert left is not None
        was = base[key]
        if key in self.wanted[key not in one]:
            said = f"“{_shown(left.block)}” is taken away in one, and the other refers to it anew"
            return self._conflict(key, said)
        if left.parent == was.parent and [*left.block.lines()] == [*was.block.lines()]:
            return False
        above = left.parent
        if above in base and not (above in one and above in other):
            # What it stands under is one already.
            return True
        said = f"“{_shown(left.block)}” is changed in one and taken away in the other"
        return self._conflict(key, said)

    def _conflict(self, key: int, said: str) -> bool:
        mine, theirs = (side[key].block if key in side else None for side in self.sides[1:])
        self.conflicts[key] = Conflict(said, mine, theirs, True)
        return True

    def _block(self, key: int) -> Block:
        """A block as both versions have it, without what is nested under it."""
        was, mine, theirs = (side[key].block if key in side else None for side in self.sides)
        if mine is None or theirs is None:
            found = mine or theirs
            assert found is not None
            return evolve(found, children=[])
        head = _merged(was, mine, theirs)
        if head is None:
            self.conflicts[key] = Conflict(
                f"“{_shown(mine)}” is changed otherwise in the other: “{_shown(theirs)}”",
                mine,
                theirs,
            )
        gap = mine.gap if was is None or mine.gap != was.gap else theirs.gap
        return evolve(mine, head=head or mine.head, gap=gap, children=[])

    def _ordered(self, parent: int, keys: set[int]) -> list[int]:
        """The blocks under one, in an order that keeps as much as can be of that of either version."""
        orders = [
            [b.key for b in place.block.children if b.key in keys]
            if (place := side.get(parent))
            else [b.key for b in tree.children if b.key in keys and parent == self.root]
            for side, tree in zip(self.sides, self.trees, strict=True)
        ]
        base, one, other = orders
        both = set(base) & set(one) & set(other)
        kept = [[key for key in order if key in both] for order in orders]
        first, second = (other, one) if kept[1] == kept[0] != kept[2] else (one, other)
        side = self.sides[2 if second is other else 1]
        found, old = list(first), set(base) | set(second)
        known = self._blocks(found)
        before: int | None = None
        for key in second:
            if key not in known:
                block = side[key].block
                at = found.index(before) + 1 if before is not None else 0
                if not block.binds:
                    while at < len(found) and (
                        found[at] not in old
                        or known[found[at]].binds
                        or (known[found[at]].owned and not block.owned)
                    ):
                        at += 1
                found.insert(at, key)
                known[key] = block
            before = key
        return found

    def _blocks(self, keys: Sequence[int]) -> dict[int, Block]:
        return {
            key: next(side[key].block for side in reversed(self.sides) if key in side)
            for key in keys
        }


def _places(root: Block) -> dict[int, _Place]:
    """The blocks below one, with the keys of those that they stand under."""
    found: dict[int, _Place] = {}
    waiting = [root]
    while waiting:
        block = waiting.pop()
        for child in block.children:
            found[child.key] = _Place(child, block.key)
        waiting += reversed(block.children)
    return found


def _either(was: T | None, mine: T | None, theirs: T | None) -> T | None:
    """What two versions make of a value; None where both changed it, to different things. Where only one has the thing
    that has the value, it is that one's.
    """
    if mine is None or theirs is None or mine == theirs:
        return theirs if mine is None else mine
    if was is None:
        return None
    return theirs if mine == was else mine if theirs == was else None


def _merged(was: Block | None, mine: Block, theirs: Block) -> str | None:
    """The line of a block in both versions: by its words, its label and its text, where these are known."""
    whole = _either(was.head if was else None, mine.head, theirs.head)
    if whole is not None or was is None or not (was.parts and mine.parts and theirs.parts):
        return whole
    parts = [_either(*three) for three in zip(was.parts, mine.parts, theirs.parts, strict=True)]
    if None in parts:
        return None
    words, label, rest = (part or "" for part in parts)
    return f"{words} {label}{rest}" if label else f"{words}{rest}"


def _shown(block: Block) -> str:
    return block.head.partition("\n")[0]
