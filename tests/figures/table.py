"""The table of the gate: `python -m tests.figures.table`.

`--layout NAME` draws in another layout, `--drawer MODULE:FUNCTION` by a function from a view and a setup
to what is drawn. `--preset` is `springer` (174 × 234 mm) or `springer-column` (84 × 234 mm), at 8 points.
`--faults` lists what `separation` finds, `--generated N` on so many generated maps as well, `--csv` writes the
areas that `baseline.csv` keeps.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Iterable, Iterator
from statistics import median

from attrs import evolve, frozen

from argmap.draw.options import Options
from argmap.model import Map
from tests.figures.drawn import figure
from tests.figures.generated import generated
from tests.figures.maps import FOLDER, is_forest, large, usual
from tests.figures.measures import NARROW, WIDE, Drawer, Measures, drawer_named, measure, pages
from tests.figures.separation import Fault, faults

BASELINE = FOLDER / "baseline.csv"
TREE = Options()


@frozen
class Row:
    """What is measured of a map, in the wide and in the narrow space."""

    name: str
    statements: int
    forest: bool
    wide: Measures
    narrow: Measures
    wide_faults: list[Fault]
    narrow_faults: list[Fault]
    ratio: float | None

    @property
    def faults(self) -> list[Fault]:
        return [*self.wide_faults, *self.narrow_faults]


def baseline() -> dict[str, float]:
    """The areas of the tree of before, in square millimetres, by map."""
    lines = [x for x in BASELINE.read_text().splitlines() if not x.startswith("#")]
    return {row["map"]: float(row["area_mm2"]) for row in csv.DictReader(lines)}


def row(name: str, map: Map, options: Options = TREE, drawer: Drawer | None = None) -> Row:
    """The row of a map; `options` say the layout, and whatever else but the preset."""
    found = []
    for preset in (WIDE, NARROW):
        chosen = evolve(options, preset=preset.preset)
        made = [figure(map, page) for page in pages(map, chosen, drawer)]
        measured = [measure(one, chosen) for one in made]
        wrong = [fault for one in made for fault in faults(one)]
        # A figure of several pages is none that fits.
        first = measured[0] if len(made) == 1 else evolve(measured[0], fits=False)
        found.append((first, wrong))
    (wide, wide_faults), (narrow, narrow_faults) = found
    before = baseline().get(name)
    ratio = wide.area / before if before else None
    forest = is_forest(map)
    return Row(name, len(map.statements), forest, wide, narrow, wide_faults, narrow_faults, ratio)


def rows(options: Options = TREE, drawer: Drawer | None = None) -> Iterator[Row]:
    """The rows of all maps."""
    for name, map in (usual() | large()).items():
        yield row(name, map, options, drawer)


_HEAD = (
    "map                     n  f  174: mm     fits ink   lines attack longest bends  x  thru jogs inv tall"
    "  bad  ratio | 84: mm      fits lines attack bends  x  inv tall bad"
)


def lines_of(found: Iterable[Row]) -> Iterator[str]:
    """The table, and below it the summary."""
    kept = []
    yield _HEAD
    for one in found:
        kept.append(one)
        a, b = one.wide, one.narrow
        ratio = f"{one.ratio:5.2f}" if one.ratio else "    –"
        yield (
            f"{one.name:22} {one.statements:2}  {'f' if one.forest else '·'}"
            f" {a.width:5.0f} × {a.height:3.0f}  {_yes(a.fits)}  {a.ink:4.2f} {a.length:6.0f}"
            f" {a.attack:6.1f} {a.longest:7.1f} {a.bends:5.1f} {a.crossings:2}  {a.through:4}"
            f" {a.jogs:4} {len(a.inversions):3} {a.tall:4} {len(one.wide_faults):4}  {ratio} |"
            f" {b.width:4.0f} × {b.height:3.0f}  {_yes(b.fits)}  {b.length:5.0f} {b.attack:6.1f}"
            f" {b.bends:5.1f} {b.crossings:2} {len(b.inversions):4} {b.tall:4} {len(one.narrow_faults):3}"
        )
    yield ""
    yield from summary(kept)


def _yes(fits: bool) -> str:
    return "yes" if fits else " · "


def summary(found: list[Row]) -> Iterator[str]:
    """What the bars of the gate are about, in lines."""
    small = [one for one in found if one.name in usual()]
    forests = [one for one in found if one.forest]
    yield (
        f"usual maps that fit: 174 × 234 mm {sum(r.wide.fits for r in small)} of {len(small)}, "
        + (f"84 × 234 mm {sum(r.narrow.fits for r in small)} of {len(small)}")
    )
    yield f"median ink at 174 mm {median(r.wide.ink for r in small):.3f} (usual maps)"
    ratios = [r.ratio for r in forests if r.ratio]
    if ratios:
        yield f"median area ratio of {len(ratios)} forests {median(ratios):.3f}"
    for what, measures in (("174", [r.wide for r in found]), ("84", [r.narrow for r in found])):
        attacks = [m.attack for m in measures if m.attack]
        yield (
            f"at {what} mm: connectors {sum(m.length for m in measures):.0f} mm, attacks"
            f" {sum(attacks) / len(attacks):.1f} mm, longest {max(m.longest for m in measures):.0f} mm,"
            f" bends {sum(m.bends for m in measures):.0f}, crossings"
            f" {sum(m.crossings for m in measures)}, through boxes {sum(m.through for m in measures)},"
            f" jogs {sum(m.jogs for m in measures)},"
            f" inversions {sum(len(m.inversions) for m in measures)}, tall {sum(m.tall for m in measures)}"
        )
    crossed = sum(r.wide.crossings + r.narrow.crossings for r in forests)
    wrong = [fault.kind for r in found for fault in r.faults]
    kinds = ", ".join(f"{kind} {wrong.count(kind)}" for kind in dict.fromkeys(wrong))
    yield f"crossings in forests {crossed}; separation faults {len(wrong)}: {kinds or 'none'}"


def _csv(drawer: Drawer | None) -> None:
    print("# Areas of the layout `tree` of commit 2f2fb5c, 174 mm wide where it fits, at 8 points:")
    print("# python -m tests.figures.table --csv > tests/figures/baseline.csv")
    print("map,width_mm,height_mm,area_mm2")
    for name, map in (usual() | large()).items():
        if is_forest(map):
            found = measure(figure(map, pages(map, WIDE, drawer)[0]), WIDE)
            print(f"{name},{found.width:.1f},{found.height:.1f},{found.area:.0f}")


def _faults(found: list[Row]) -> None:
    for one in found:
        for width, measures, wrong in (
            (174, one.wide, one.wide_faults),
            (84, one.narrow, one.narrow_faults),
        ):
            for fault in wrong:
                print(f"{one.name} at {width}: {fault}")
            for pair in measures.inversions:
                print(f"{one.name} at {width}: order: {pair}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.figures.table", description=__doc__)
    parser.add_argument("--layout", default="tree")
    parser.add_argument("--drawer", type=drawer_named, default=None)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--generated", type=int, default=0, metavar="N")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--map", action="append", default=[], metavar="NAME")
    arguments = parser.parse_args()
    if arguments.csv:
        _csv(arguments.drawer)
        return 0
    options = Options(layout=arguments.layout)
    chosen = usual() | large()
    if arguments.map:
        chosen = {name: chosen[name] for name in arguments.map}
    chosen |= {f"seed-{n}": generated(n) for n in range(arguments.generated)}
    started, found = time.perf_counter(), []
    for name, map in chosen.items():
        found.append(row(name, map, options, arguments.drawer))
    print("\n".join(lines_of(found)))
    print(f"drawn in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    if arguments.faults:
        _faults(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
