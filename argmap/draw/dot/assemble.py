"""One sheet: its blocks into rows, its lines between them, and the whole turned the way it is to run.

Everything here is laid out with the conclusions on top; `_turn` puts it on the sheet in the direction
that was asked for. In a layout that is to lie on its side, *width* is along the rows, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from argmap.draw.connectors import SIDEWAYS
from argmap.draw.dot.blocks import Block, Figure, Link, Seat
from argmap.draw.dot.engine import Cluster, Edge, Graph, Node, Placement
from argmap.draw.dot.relax import relax
from argmap.draw.dot.route import Router
from argmap.draw.dot.sheets import Frame, Sheet, Stroke, title_lines
from argmap.draw.drawing import Point
from argmap.draw.setup import Setup
from argmap.draw.style import Style
from argmap.draw.typeset import height_of

# How `dot` is asked


def graph(sheet: Sheet, figure: Figure, setup: Setup) -> Graph:
    """What `dot` is asked to place: the blocks as blank boxes."""
    style = setup.style
    index = {block: i for i, block in enumerate(sheet.blocks)}
    nodes = [_node(block) for block in sheet.blocks]
    seen: set[tuple[int, int]] = set()
    edges: list[Edge] = []
    outgoing: dict[Block, int] = {}
    for link in sheet.links:
        if link.kind not in SIDEWAYS:
            outgoing[link.tail] = outgoing.get(link.tail, 0) + 1
    for link in sheet.links:
        tail = index[link.tail]
        if link.kind in SIDEWAYS:
            # Two roots stand side by side; where other statements stand, the rest decides.
            other = link.head_block
            if not outgoing.get(link.tail) and not outgoing.get(other):
                edges.append(Edge(tail, index[other], weight=4, level=True))
            continue
        head = index[link.head_block]
        if isinstance(link.head, Link):
            beside = link.head.tail
            same = beside.section == link.tail.section and beside is not link.tail
            if same and outgoing[link.tail] == 1 and outgoing[beside] == 1:
                edges.append(Edge(index[beside], tail, weight=8, level=True))
        if tail == head or (tail, head) in seen:
            continue
        seen.add((tail, head))
        weight = 3 if link.kind == "support" else 2
        edges.append(Edge(tail, head, _port(link), weight))
    margin = style.frame_padding * 1.6
    if setup.direction in ("right", "left"):
        # `dot` has one margin for all sides; here a frame's title stands beside its rows.
        margin += style.small * style.leading
    return Graph(nodes, edges, _clusters(sheet, figure, index), style.block_gap, margin)


def _node(block: Block) -> Node:
    ports = []
    if len(block.seats) > 1 and not block.upright:
        ports = [(b.dx, b.dx + b.width) for b in block.seats]
    return Node(block.width, ports)


def _port(link: Link) -> int:
    head: Seat | Link = link.head
    while isinstance(head, Link):
        head = head.head
    several = len(head.block.seats) > 1 and not head.block.upright
    return head.block.seats.index(head) if several else 0


def _clusters(sheet: Sheet, figure: Figure, index: dict[Block, int]) -> Cluster:
    top = Cluster()
    clusters: dict[str | None, Cluster] = {sheet.section: top}
    depth = len(figure.ancestry(sheet.section))
    for block in sheet.blocks:
        at = top
        for section in figure.ancestry(block.section)[depth:]:
            if section not in clusters:
                clusters[section] = Cluster()
                at.inner.append(clusters[section])
            at = clusters[section]
        at.nodes.append(index[block])
    return top


# What is done with the rows


def assemble(
    sheet: Sheet, placement: Placement, figure: Figure, setup: Setup, target: float
) -> None:
    """Gives everything on a sheet its place, `target` being how wide the rows should be at most."""
    style = setup.style
    rows: list[list[Block]] = [[] for _ in range(placement.height)]
    for block, row, left in zip(sheet.blocks, placement.rows, placement.lefts, strict=True):
        block.x, block.row = left, row
        rows[row].append(block)
    for blocks in rows:
        blocks.sort(key=lambda b: (b.x, b.order))
    if all(block.section == sheet.section for block in sheet.blocks):
        _make_way(rows, sheet)
    for blocks in rows:
        edge = float("-inf")
        for block in blocks:
            block.x = max(block.x, edge + style.block_gap * 0.6)
            edge = block.x + block.width
    for link in sheet.links:
        if link.kind in SIDEWAYS and link.tail.row < link.head_block.row:
            # It leads from the lower box up to the higher.
            assert isinstance(link.head, Seat) and link.seat is not None
            link.tail, link.head, link.seat = link.head.block, link.seat, link.head
        else:
            _turn_round(link)
    frames = _frames_of(sheet, figure)
    if frames:
        relax(rows, sheet.links, style, _bounds(sheet, figure))
    else:
        relax(rows, sheet.links, style, {})
        _squeeze(rows, sheet, style, target)
    closing, opening = [0.0] * (len(rows) + 1), [0.0] * (len(rows) + 1)
    sideways = setup.direction in ("right", "left")
    _titles(frames, sheet, figure, setup)
    _strips(frames, sheet, figure, setup, closing, opening)

    router = Router(rows, sheet.links, style, closing, opening, setup.budget)
    router.route()
    sheet.routes = list(router.routes.values())
    _place_frames(frames, sheet, figure, setup, router)
    sheet.frames = frames
    _turn(sheet, setup)
    if sideways:
        for frame in frames:
            frame.title = title_lines(figure, frame.section, setup, frame.width)


def _turn_round(link: Link) -> None:
    """Has a line that leads down, as in a cycle or a mutual attack, go straight down to its head, by
    routing it from there.
    """
    head, tail = link.head, link.tail
    if not isinstance(head, Seat) or link.joint or (link.kind in SIDEWAYS or link.kind == "part"):
        return
    upper = link.seat or (tail.seats[0] if len(tail.seats) == 1 else None)
    under_bar = head.block.has_bar or head.block.stacked
    if upper is not None and not under_bar and tail.row < head.block.row:
        link.tail, link.seat, link.head, link.turned = head.block, head, upper, True


def _make_way(rows: list[list[Block]], sheet: Sheet) -> None:
    """Moves what stands among linked premises, and everything below it, to their right, so that no other
    line passes through their bar.
    """
    below: dict[Block, set[Block]] = {}
    joint: dict[str, set[Block]] = {}
    for link in sheet.links:
        if link.kind not in SIDEWAYS and link.head_block is not link.tail:
            below.setdefault(link.head_block, set()).add(link.tail)
        if link.joint and link.argument is not None:
            joint.setdefault(link.argument.id, set()).add(link.tail)
    for members in joint.values():
        row = rows[min(member.row for member in members)]
        if any(member.row != row[0].row for member in members):
            continue
        places = sorted(row.index(member) for member in members)
        for block in [b for b in row[places[0] : places[-1]] if b not in members]:
            right = [m for m in row[row.index(block) :] if m in members]
            moved, kept = _under({block}, below), _under(set(right), below)
            sections = {b.section for b in moved | kept}
            if right and moved.isdisjoint(kept) and len(sections) == 1:
                for blocks in rows:
                    slots = [n for n, b in enumerate(blocks) if b in moved or b in kept]
                    order = sorted((blocks[n] for n in slots), key=lambda b: b in moved)
                    xs = [blocks[n].x for n in slots]
                    for slot, other, x in zip(slots, order, xs, strict=True):
                        blocks[slot], other.x = other, x


def _under(blocks: set[Block], below: dict[Block, set[Block]]) -> set[Block]:
    """Blocks, and everything that leads to them."""
    found = set(blocks)
    stack = list(blocks)
    while stack:
        fresh = below.get(stack.pop(), set()) - found
        found |= fresh
        stack.extend(fresh)
    return found


def _squeeze(rows: list[list[Block]], sheet: Sheet, style: Style, target: float) -> None:
    """Where every row by itself would fit the target but the whole does not, moves the rows into it,
    at the price of lines less straight.
    """
    left = min(b.x for b in sheet.blocks)
    right = max(b.x + b.width for b in sheet.blocks)
    widest = max(row[-1].x + row[-1].width - row[0].x for row in rows)
    needed = max(sum(b.width for b in row) + style.block_gap * (len(row) - 1) for row in rows)
    if right - left <= target or needed > target or widest > 1.6 * target:
        return
    middle = (left + right) / 2
    pen = (middle - target / 2, middle + target / 2)
    relax(rows, sheet.links, style, dict.fromkeys(sheet.blocks, pen))


def _bounds(sheet: Sheet, figure: Figure) -> dict[Block, tuple[float, float]]:
    """For each block in a frame how far left and right the blocks of its innermost frame reach."""
    depth = len(figure.ancestry(sheet.section))
    inside: dict[str, list[Block]] = {}
    for block in sheet.blocks:
        if block.section is not None and len(figure.ancestry(block.section)) > depth:
            inside.setdefault(block.section, []).append(block)
    outer = {s for section in inside for s in figure.ancestry(section)[:-1]}
    bounds = {}
    for section, blocks in inside.items():
        if section in outer:
            # Among frames of its own a frame's blocks stay where `dot` put them.
            continue
        pen = (min(b.x for b in blocks), max(b.x + b.width for b in blocks))
        bounds.update(dict.fromkeys(blocks, pen))
    return bounds


def _frames_of(sheet: Sheet, figure: Figure) -> list[Frame]:
    depth = len(figure.ancestry(sheet.section))
    found: dict[str, Frame] = {}
    for block in sheet.blocks:
        for level, section in enumerate(figure.ancestry(block.section)[depth:]):
            found.setdefault(section, Frame(section, (), depth=level))
    return sorted(found.values(), key=lambda f: f.depth)


def _inside(frame: Frame, sheet: Sheet, figure: Figure) -> list[Block]:
    return [b for b in sheet.blocks if frame.section in figure.ancestry(b.section)]


def _titles(frames: list[Frame], sheet: Sheet, figure: Figure, setup: Setup) -> None:
    """Sets the titles of the frames, and how much room they take above, below or beside the rows."""
    style = setup.style
    sideways = setup.direction in ("right", "left")
    for frame in frames:
        inside = _inside(frame, sheet, figure)
        frame.rows = min(b.row for b in inside), max(b.row for b in inside)
        span = max(b.x + b.width for b in inside) - min(b.x for b in inside)
        if sideways:
            span = max(b.height for b in inside) * (frame.rows[1] - frame.rows[0] + 1)
        frame.title = title_lines(figure, frame.section, setup, span)
        frame.strip = height_of(frame.title, style.small * style.leading)


def _strips(
    frames: list[Frame],
    sheet: Sheet,
    figure: Figure,
    setup: Setup,
    closing: list[float],
    opening: list[float],
) -> None:
    """Room between the rows for the frames' edges and, where they run up or down, for their titles."""
    pad, u = setup.style.frame_padding, setup.style.unit
    first: dict[int, dict[int, float]] = {}
    last: dict[int, dict[int, float]] = {}
    for frame in frames:
        top = pad + (frame.strip if setup.direction == "down" else 0.0)
        end = pad
        if setup.direction == "up":
            end += frame.strip + setup.style.below_heads * 0.4
        for found, row, strip in ((first, frame.rows[0], top), (last, frame.rows[1], end)):
            at = found.setdefault(row, {})
            at[frame.depth] = max(at.get(frame.depth, 0.0), strip)
    for row, strips in first.items():
        opening[row] = sum(strips.values()) + 4 * u
    for row, strips in last.items():
        closing[row + 1] = sum(strips.values())


def _place_frames(
    frames: list[Frame], sheet: Sheet, figure: Figure, setup: Setup, router: Router
) -> None:
    style = setup.style
    deepest = max((f.depth for f in frames), default=0)
    around = {
        frame.section: [
            f
            for f in frames
            if f.depth < frame.depth and f.section in figure.ancestry(frame.section)
        ]
        for frame in frames
    }
    # The inner frames first: those around them keep clear of them.
    for frame in reversed(frames):
        inside = _inside(frame, sheet, figure)
        inner = [f for f in frames if frame in around[f.section]]
        pad, rim = style.frame_padding, style.frame_padding * 0.45
        left = min([*(b.x - pad for b in inside), *(f.x - rim for f in inner)])
        if setup.direction in ("right", "left"):
            left -= frame.strip
        right = max([*(b.x + b.width + pad for b in inside), *(f.x + f.width + rim for f in inner)])
        first, last = frame.rows
        above = router.tops[first]
        gap = router.bottoms[first - 1] + router.closing[first] if first else 0.0
        shelf = gap + (style.below_heads if first else 0.0)
        outer = sum(
            (f.strip if setup.direction == "down" else 0.0) + style.frame_padding
            for f in around[frame.section]
            if f.rows[0] == first
        )
        top = min(shelf + outer, above - 6 * style.unit)
        # Where lines come in from below, their heads keep clear of the title.
        air = 1.0 if setup.direction == "up" else 0.6
        bottom = router.bottoms[last] + style.below_heads * air
        bottom += style.frame_padding * 0.5 * (deepest - frame.depth)
        if setup.direction == "up":
            bottom += frame.strip
            within = [f for f in inner if f.rows[1] == last]
            bottom += sum({f.depth: f.strip for f in within}.values())
        frame.x, frame.y, frame.width, frame.height = left, top, right - left, bottom - top


# The way it runs


def _turn(sheet: Sheet, setup: Setup) -> None:
    """Puts the layout on the sheet, which begins at 0, 0, in the direction that is asked for."""
    place = _PLACES[setup.direction]
    u = setup.style.unit
    for block in sheet.blocks:
        for seat in block.seats:
            corner = place((seat.x, seat.y))
            opposite = place((seat.x + seat.width, seat.y + seat.height))
            seat.box.x, seat.box.y = min(corner[0], opposite[0]), min(corner[1], opposite[1])
        if block.has_bar:
            y = block.y + setup.style.bar / 2
            ends = place((block.x, y)), place((block.x + block.width, y))
            sheet.bars.append(Stroke(block, ends))
        if block.stacked:
            for one, other in _bracket(block, u):
                sheet.brackets.append(Stroke(block, (place(one), place(other))))
    for route in sheet.routes:
        route.points = [place(point) for point in route.points]
        route.stem = [place(point) for point in route.stem]
        if route.bar is not None:
            route.bar = (place(route.bar[0]), place(route.bar[1]))
    for frame in sheet.frames:
        (ax, ay), (bx, by) = (
            place((frame.x, frame.y)),
            place((frame.x + frame.width, frame.y + frame.height)),
        )
        frame.x, frame.y = min(ax, bx), min(ay, by)
        frame.width, frame.height = abs(ax - bx), abs(ay - by)
    xs, ys = _extent(sheet)
    sheet.shift(-min(xs), -min(ys))
    sheet.width, sheet.height = max(xs) - min(xs), max(ys) - min(ys)


_PLACES: dict[str, Callable[[Point], Point]] = {
    "down": lambda point: point,
    "up": lambda point: (point[0], -point[1]),
    "right": lambda point: (point[1], point[0]),
    "left": lambda point: (-point[1], point[0]),
}


def _bracket(block: Block, unit: float) -> list[tuple[Point, Point]]:
    """The line that holds a list of parts together, with a tick for each."""
    if block.upright:
        x = block.x + 2.0 * unit
        middles = [seat.y + seat.height / 2 for seat in block.seats]
        ticks = [((x, y), (block.x + 8.0 * unit, y)) for y in middles]
        return [((x, block.y - unit), (x, middles[-1])), *ticks]
    y = block.y + 2.0 * unit
    middles = [seat.x + seat.width / 2 for seat in block.seats]
    ticks = [((x, y), (x, block.y + 8.0 * unit)) for x in middles]
    return [((middles[0], y), (middles[-1], y)), *ticks]


def _extent(sheet: Sheet) -> tuple[list[float], list[float]]:
    boxes = [seat.box for block in sheet.blocks for seat in block.seats]
    points = [p for r in sheet.routes for p in (*r.points, *r.stem, *(r.bar or ()))]
    points += [p for stroke in (*sheet.bars, *sheet.brackets) for p in stroke.ends]
    points += [(f.x, f.y) for f in sheet.frames]
    points += [(f.x + f.width, f.y + f.height) for f in sheet.frames]
    points += [(b.x, b.y) for b in boxes] + [(b.x + b.width, b.y + b.height) for b in boxes]
    return [x for x, _ in points], [y for _, y in points]
