"""Placing the blocks of a forest in rows, as close together as they go, in linear time.

Subtrees are laid side by side, each as near to the one before as their outlines allow, and a parent is
put over the middle of what leads to it (Reingold and Tilford 1981; for boxes of any width, van der
Ploeg 2014). No program is needed, and a leaf more or less moves nothing but its neighbours.
"""

from __future__ import annotations

from attrs import define, field

from argmap.draw.connectors import SIDEWAYS
from argmap.draw.dot.blocks import Block, Link, Seat
from argmap.draw.dot.engine import Placement
from argmap.draw.style import Style


def parents(blocks: list[Block], links: list[Link]) -> dict[Block, Link] | None:
    """The link from each block to the one above it; None where the links make no forest."""
    above: dict[Block, Link] = {}
    for link in links:
        if link.kind in SIDEWAYS:
            continue
        if link.tail in above or link.head_block is link.tail:
            return None
        above[link.tail] = link
    done: set[Block] = set()
    for block in blocks:
        path: list[Block] = []
        at: Block | None = block
        walked: set[Block] = set()
        while at is not None and at not in done:
            if at in walked:
                return None
            walked.add(at)
            path.append(at)
            link_up = above.get(at)
            at = link_up.head_block if link_up is not None else None
        done.update(path)
    return above


def tidy(blocks: list[Block], above: dict[Block, Link], style: Style) -> Placement:
    """Row and left edge of each block."""
    below = _children(blocks, above)
    roots = [block for block in blocks if block not in above]
    rows = dict.fromkeys(roots, 0)
    order = list(roots)
    for block in order:
        for child in below.get(block, ()):
            rows[child] = rows[block] + 1
            order.append(child)
    trees: dict[Block, _Tree] = {}
    for block in reversed(order):
        trees[block] = _over(block, below.get(block, []), trees, above, style)
    forest = _Tree()
    starts = _beside([trees[root] for root in roots], forest, style)
    frames = dict(zip(roots, starts, strict=True))
    lefts: dict[Block, float] = {}
    for block in order:
        tree = trees[block]
        lefts[block] = frames[block] + tree.own
        for child, start in zip(below.get(block, ()), tree.starts, strict=True):
            frames[child] = frames[block] + start
    least = min(lefts.values(), default=0.0)
    return Placement([rows[b] for b in blocks], [lefts[b] - least for b in blocks])


def _children(blocks: list[Block], above: dict[Block, Link]) -> dict[Block, list[Block]]:
    """What leads to each block: in the order of its seats and of the file, what attacks a step behind
    the block that the step comes from.
    """
    below: dict[Block, list[Block]] = {}
    behind: dict[Block, list[Block]] = {}
    for block in blocks:
        link = above.get(block)
        if link is None:
            continue
        if isinstance(link.head, Link) and link.head.tail is not block:
            behind.setdefault(link.head.tail, []).append(block)
        else:
            below.setdefault(link.head_block, []).append(block)
    for parent, children in below.items():
        children.sort(key=lambda child: (_seat(above[child], parent), child.order))
        stack, ordered = children[::-1], []
        while stack:
            child = stack.pop()
            ordered.append(child)
            stack.extend(reversed(behind.get(child, ())))
        children[:] = ordered
    return below


def _seat(link: Link, parent: Block) -> int:
    head: Seat | Link = link.head
    while isinstance(head, Link):
        head = head.head
    return parent.seats.index(head)


@define(eq=False)
class _Tree:
    """A subtree's outline, and where its parts begin in it.

    `left` and `right` hold its edges row by row, the lowest first, less `shift`.
    """

    left: list[float] = field(factory=list)
    right: list[float] = field(factory=list)
    shift: float = 0.0
    own: float = 0.0
    starts: list[float] = field(factory=list)


def _over(
    block: Block,
    children: list[Block],
    trees: dict[Block, _Tree],
    above: dict[Block, Link],
    style: Style,
) -> _Tree:
    """The outline of a block over those of its children, which it takes the place of."""
    tree = _Tree()
    tree.starts = _beside([trees[child] for child in children], tree, style)
    wishes = [
        start + trees[child].own + _leaves(above[child]) - _arrives(above[child])
        for child, start in zip(children, tree.starts, strict=True)
    ]
    tree.own = sum(wishes) / len(wishes) if wishes else 0.0
    tree.left.append(tree.own - tree.shift)
    tree.right.append(tree.own + block.width - tree.shift)
    return tree


def _leaves(link: Link) -> float:
    """How far from its block's left edge a link leaves it."""
    if link.seat is not None:
        return link.seat.dx + link.seat.width / 2
    return link.tail.width / 2


def _arrives(link: Link) -> float:
    """How far from the left edge of the block above a link arrives there."""
    head: Seat | Link = link.head
    while isinstance(head, Link):
        head = head.head
    return head.dx + head.width / 2


def _beside(trees: list[_Tree], into: _Tree, style: Style) -> list[float]:
    """Lays subtrees side by side; `into` becomes the outline of all, and each one's start is returned.

    Only the rows that two neighbours share are looked at, so that the whole takes linear time.
    """
    starts: list[float] = []
    for tree in trees:
        common = min(len(into.left), len(tree.left))
        start = 0.0
        for row in range(1, common + 1):
            edge = into.right[-row] + into.shift + style.block_gap
            start = max(start, edge - tree.left[-row] - tree.shift)
        starts.append(start)
        if len(tree.left) > len(into.left):
            back = into.shift - start - tree.shift
            for row in range(1, common + 1):
                tree.left[-row] = into.left[-row] + back
            into.left, into.right, into.shift = tree.left, tree.right, tree.shift + start
        else:
            forth = start + tree.shift - into.shift
            for row in range(1, common + 1):
                into.right[-row] = tree.right[-row] + forth
    return starts
