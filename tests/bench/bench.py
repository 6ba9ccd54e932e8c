"""What argmap costs, in instructions (as valgrind counts them) and as ratios within one run.

    python -m tests.bench.bench [--large] [--argdown PATH]

Ends with status 1 where a bar is not met. Instructions are counted because seconds on shared
machines vary; they are counted on all cores at once, since that changes no count. What is
compared in seconds of CPU, the least of several runs, comes after that, one after the other.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.bench import maps
from tests.bench.counting import cpu, instructions, memory, python, stages
from tests.bench.maps import generated
from tests.bench.nasty import CASES, SIZE

CHECK = "from argmap.compilation import Compilation as C; import sys; C.of_file(sys.argv[1]).diagnostics"
EVALUATE = (
    "import argmap, sys\n"
    "map = argmap.load(sys.argv[1])\n"
    "for _ in range(int(sys.argv[2])): map.evaluate().to_dict()"
)
# The seconds of reading and checking, and of what else is asked for, without what reading costs.
STAGES = (
    "import argmap, sys; from time import process_time as now\n"
    "from argmap.compilation import Compilation as C\n"
    "start = now(); C.of_file(sys.argv[1]).diagnostics; checked = now()\n"
    "map = argmap.load(sys.argv[1]) if sys.argv[2] else None; loaded = now()\n"
    "if sys.argv[2] == 'crux': map.crux('s0'); map.evaluate().explain('s0').to_dict()\n"
    "if sys.argv[2] == 'evaluate': map.evaluate().to_dict()\n"
    "print(checked - start, now() - loaded)"
)
MAP = "from argmap.compilation import Compilation as C; import sys; C.of_file(sys.argv[1]).map"
NATO = Path(__file__).parents[2] / "examples" / "nato.arg"
# Five statements, as a newcomer has them.
FIVE = """claim a: Joining requires unanimity.
  because b: The treaty says so.
  and c: The treaty is in force.
  because d: All have said so.
  but e: One has not.
"""
# Two maps are read, and the first or both are drawn: nothing of the second is remembered from the first.
WARM = (
    "import sys, argmap; from argmap.draw import draw; from argmap.writers.svg import to_svg\n"
    "maps = [argmap.load(name) for name in sys.argv[1:3]]\n"
    "for map in maps[: int(sys.argv[3])]: to_svg(draw(map))"
)
COMPARE = (
    "import sys, argmap\n"
    "one, other = map(argmap.load, sys.argv[1:3])\n"
    "if sys.argv[3]: one.compare(other).to_text()"
)
DRAWING = {100: 1_600, 1000: 20_000}
"""How many millions of instructions it may take to draw so many statements."""


class Bar(NamedTuple):
    """What is measured, and how much it may be."""

    what: str
    value: float
    limit: float

    def __str__(self) -> str:
        met = "ok    " if self.value <= self.limit else "MISSED"
        return f"{met} {self.what}: {self.value:.2f} (at most {self.limit:g})"


Rows = list[Bar | str]


class Files:
    """Generated maps by their size, each written once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, size: int) -> str:
        return self.written(f"m{size}.arg", generated(size))

    def written(self, name: str, text: str) -> str:
        """Where a text is written: a name says what stands in it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # Another thread may look for it at the same time.
            new = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
            new.write_text(text, encoding="utf-8")
            new.replace(path)
        return str(path)


# What is counted


def reading(files: Files, sizes: list[int]) -> Rows:
    """Checking maps of growing size, without what it takes to start."""
    start = python(CHECK, files.written("empty.arg", "claim: x\n"))
    cost = {size: python(CHECK, files[size]) - start for size in sizes}
    bare = python("pass")
    rows: Rows = [
        f"the interpreter: {bare / 1e6:.0f} M instructions; starting to check: {start / 1e6:.0f} M"
    ]
    rows += [
        f"checking {size} statements: {cost[size] / 1e6:.0f} M, {cost[size] / size / 1e3:.0f} k each"
        for size in sizes
    ]
    for small, large in itertools.pairwise(sizes):
        what = f"reading {large} against {small} statements"
        rows.append(Bar(what, cost[large] / cost[small], 11))
    first, second = (python(MAP, files[size]) for size in (100, 1000))
    each = (second - first) / 900e3
    return [*rows, Bar("reading a statement, in thousands of instructions", each, 150)]


def commands(files: Files) -> Rows:
    """Whole commands, in millions of instructions: mostly what it takes to load them."""
    five = files.written("five.arg", FIVE)
    rows: Rows = []
    for command, limit in (
        (("check", five), 350),
        (("render", str(NATO), "-o", str(files.folder / "nato.svg")), 700),
        (("--version",), 120),
    ):
        whole = (sys.executable, str(Path(sys.executable).with_name("argmap")), *command)
        # The first run compiles what is not compiled yet.
        subprocess.run(whole, capture_output=True, check=True)
        what = f"argmap {command[0]}, in millions"
        rows.append(Bar(what, instructions(*whole) / 1e6, limit))
    return rows


# What is hardest on each stage that has a budget, found with tests/bench/survey.py; the first always, all with `--large`.
NASTY = (
    ("sparse", "render --layout graphviz FILE -o OUT.svg"),
    ("json_unlabelled", "convert --to arg FILE -o OUT.arg"),
    ("joined", "crux FILE"),
    ("formula_many", "prove FILE"),
    ("odd_rings", "render --layout freeman FILE -o OUT.svg"),
    ("attacked", "render --layout toulmin FILE -o OUT.svg"),
    ("misspelt_references", "check --fix FILE -o OUT.arg"),
    ("formula_wrong", "check FILE"),
    ("long_word", "render FILE -o OUT.tikz"),
    ("star", "render FILE -o OUT.pdf"),
    ("maths_long", "render FILE -o OUT.svg"),
    ("overrides", "render FILE -o OUT.svg"),
)
ALWAYS = 4
TENFOLD = 20
"""How much more time of the processor ten times the size may take: n log n, which is 12.5, and what no longer fits the
caches of a machine that does other things besides; the square would be 100.
"""
MOST = 6_000
"""How many millions of instructions any input of 20 kB may take."""


def nasty(files: Files, case: str, command: str, growing: bool) -> Rows:
    """The cost of a small input that is made to be hard and, where that is asked for, how it grows."""
    counts = []
    for size in (SIZE, 2 * SIZE) if growing else (SIZE,):
        made = CASES[case](size)
        paths = [files.written(f"{case}{size}/{name}", text) for name, text in made.items()]
        line = command.replace("FILE", paths[0])
        line = line.replace("OUT", str(Path(paths[0]).with_name("out")))
        whole = (sys.executable, "-m", "argmap", *line.split())
        counts.append(instructions(*whole, fails=True) / 1e6)
    rows: Rows = [Bar(f"{case}, of {SIZE} bytes: {command}, in millions", counts[0], MOST)]
    if growing:
        # n log n, with what the smaller one may have saved.
        rows.append(Bar(f"{case} of twice the size", counts[1] / counts[0], 2.3))
    return rows


def evaluating(files: Files, sizes: list[int]) -> Rows:
    """What stands, without what reading costs: a second evaluation in one process."""
    standing = {}
    rows: Rows = []
    for size in sizes:
        once, twice = (python(EVALUATE, files[size], times) for times in ("1", "2"))
        standing[size] = twice - once
        rows.append(
            f"evaluating {size} statements: {standing[size] / 1e6:.0f} M, "
            f"{standing[size] / size / 1e3:.0f} k each"
        )
    for small, large in itertools.pairwise(sizes):
        growth = standing[large] / standing[small]
        rows.append(Bar(f"evaluating {large} against {small} statements", growth, 11))
    return rows


def drawing(files: Files, size: int, times: str) -> int:
    """What it takes to draw as many maps of a size, and to read two."""
    second = files.written(f"second{size}.arg", generated(size, seed=8))
    return python(WARM, files[size], second, times)


def drawn(counts: dict[int, tuple[int, int]]) -> Rows:
    """Drawing, without what reading and the imports cost: a second drawing in one process."""
    cost = {size: twice - once for size, (once, twice) in counts.items()}
    rows: Rows = [
        Bar(f"drawing {size} statements, in millions", cost[size] / 1e6, DRAWING[size])
        for size in DRAWING
    ]
    for small, large in itertools.pairwise(DRAWING):
        growth = cost[large] / cost[small]
        rows.append(Bar(f"drawing {large} against {small} statements", growth, 13))
    return rows


def counted(files: Files, large: bool, growing: bool) -> Rows:
    """All that is counted in instructions, on all cores; what takes longest begins first."""
    sizes = [100, 1000, 10_000]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        drawings = {
            size: (
                pool.submit(drawing, files, size, "2"),
                pool.submit(drawing, files, size, "1"),
            )
            for size in reversed(DRAWING)
        }
        hard = [
            pool.submit(nasty, files, case, command, growing)
            for case, command in (NASTY if large else NASTY[:ALWAYS])
        ]
        others = [
            pool.submit(evaluating, files, sizes[1:]),
            pool.submit(reading, files, sizes),
            pool.submit(commands, files),
        ]
        rows = [row for waiting in (*reversed(others), *hard) for row in waiting.result()]
        counts = {size: (once.result(), twice.result()) for size, (twice, once) in drawings.items()}
    return rows + drawn(counts)


# What is compared in seconds


SHAPES: dict[Callable[[int], str], tuple[str, str]] = {
    generated: ("evaluate", "evaluating"),
    maps.chain: ("crux", "crux and explanation in"),
    maps.comb: ("crux", "crux and explanation in"),
    maps.flat: ("", ""),
    maps.circles: ("evaluate", "evaluating"),
}


def large_maps(files: Files) -> Rows:
    """What is said of large maps of odd shapes, in CPU time; n log n would be 12.5 times."""
    rows: Rows = []
    for shape, (more, doing) in SHAPES.items():
        spent = []
        for size, runs in ((10_000, 3), (100_000, 2)):
            file = files.written(f"{shape.__name__}{size}.arg", shape(size))
            spent.append(stages(STAGES, file, more, runs=runs))
        (small, small_more), (big, big_more) = spent
        name = f"a {shape.__name__} map" if shape is generated else f"a {shape.__name__}"
        rows.append(f"checking {name} of 100000 statements: {big:.1f} s of CPU")
        rows.append(Bar(f"checking {name} of 100000 against 10000", big / small, TENFOLD))
        if more:
            rows.append(f"{doing} {name} of 100000: {big_more:.1f} s of CPU")
            rows.append(
                Bar(f"{doing} {name} of 100000 against 10000", big_more / small_more, TENFOLD)
            )
    return rows


def quoting(files: Files) -> Rows:
    """Looking up quotations, a tenth of them wrong, in a source of 1 MB."""
    spent = []
    for quotations in (500, 5000):
        text, source = maps.quoting(quotations)
        files.written(f"{quotations}/source.txt", source)
        file = files.written(f"{quotations}/m.arg", text)
        spent.append(stages(STAGES, file, "", runs=2)[0])
    return [
        f"5000 quotations, 500 of them wrong, in 1 MB: {spent[1]:.1f} s of CPU",
        Bar("looking up 5000 against 500 quotations", spent[1] / spent[0], 11),
    ]


def comparing(files: Files) -> Rows:
    """Aligning two maps of the same words, and telling how far they agree, without what reading costs."""
    spent = []
    for size in (500, 2000):
        pair = [files.written(f"{seed}-{size}.arg", generated(size, seed)) for seed in (7, 8)]
        program = (sys.executable, "-c", COMPARE, *pair)
        spent.append(cpu(*program, "1", runs=2) - cpu(*program, "", runs=2))
    return [
        f"comparing 2000 statements with 2000 others: {spent[1]:.1f} s of CPU",
        Bar("comparing 2000 against 500 statements", spent[1] / spent[0], 8),
    ]


def large_figures(files: Files) -> Rows:
    """How the CPU time and the peak of memory grow."""
    spent = {
        size: cpu(sys.executable, "-c", WARM, files[size], files[size], "1", runs=1)
        for size in (1000, 10_000)
    }
    peak = {
        size: memory(sys.executable, "-c", WARM, files[size], files[size], "1")
        for size in (1000, 10_000)
    }
    rows: Rows = [
        f"memory for drawing {size} statements: {peak[size] / 1024:.0f} MB" for size in peak
    ]
    rows.append(f"drawing 10000 statements: {spent[10_000]:.1f} s of CPU")
    rows.append(Bar("drawing 10000 against 1000 statements", spent[10_000] / spent[1000], TENFOLD))
    growth = peak[10_000] / peak[1000]
    return [*rows, Bar("memory for drawing 10000 against 1000 statements", growth, 10)]


def argdown_map(statements: int) -> str:
    """The same map in Argdown: as many statements, as deep, with the same words."""
    lines = []
    for line in generated(statements).split("\n"):
        found = re.match(r"( *)(claim|because|and|unless|but)( s\d+)(: (.*))?$", line)
        if not found:
            continue
        indent, word, label, _, text = found.groups()
        sign = {"claim": "", "but": "- ", "unless": "- "}.get(word, "+ ")
        if word in ("and", "unless") and lines and lines[-1] == "":
            continue
        body = f"[{label.strip()}]" + (f": {text}" if text else "")
        if not indent:
            lines.append("")
        lines.append("  " * len(indent) + sign + body)
    return "\n".join(lines) + "\n"


def against_argdown(files: Files, program: str, patient: bool) -> Rows:
    """Whole processes of both, checking and drawing the same map."""
    rows: Rows = []
    out = str(files.folder / "out")
    for size, limit in ((1000, 1 / 5), (10_000, 2 / 5)):
        theirs = files.written(f"m{size}.argdown", argdown_map(size))
        argdown = cpu(program, "json", theirs, out, runs=4)
        check = (sys.executable, "-m", "argmap", "check", "--quiet", files[size])
        ours = cpu(*check, runs=12 if size == 1000 else 6)
        rows.append(f"{size} statements: argmap {ours:.2f} s, argdown {argdown:.2f} s of CPU")
        rows.append(Bar(f"checking {size} statements against argdown", ours / argdown, limit))
    for size, limit in ((100, 1 / 4), (1000, 1 / 3), *([(10_000, 1 / 10)] if patient else [])):
        theirs = files.written(f"m{size}.argdown", argdown_map(size))
        argdown = cpu(program, "map", "-f", "svg", theirs, out, runs=1)
        render = ("-m", "argmap", "render", "--quiet", files[size], "-o", f"{out}.svg")
        ours = cpu(sys.executable, *render, runs=2)
        rows.append(f"{size} statements drawn: argmap {ours:.2f} s, argdown {argdown:.2f} s of CPU")
        rows.append(f"  the ratio is {argdown / ours:.1f}; {1 / limit:g} is what we want")
    return rows


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--large", action="store_true", help="to 100,000 statements")
    options.add_argument(
        "--patient",
        action="store_true",
        help="have argdown draw 10,000 statements, and look how hard inputs grow, for minutes",
    )
    options.add_argument("--argdown", help="the `argdown` of @argdown/cli 1.7.5")
    options.add_argument(
        "--slack",
        type=float,
        default=1.0,
        help="how far over a bar fails: another build of Python counts other instructions",
    )
    chosen = options.parse_args()
    failed: list[str] = []

    def tell(rows: Rows) -> None:
        for row in rows:
            print(row, flush=True)
            if isinstance(row, Bar) and row.value > row.limit * chosen.slack:
                failed.append(row.what)

    with tempfile.TemporaryDirectory() as name:
        files = Files(Path(name))
        tell(counted(files, chosen.large, chosen.patient))
        if chosen.large:
            for section in (large_maps, quoting, comparing, large_figures):
                tell(section(files))
        if chosen.argdown:
            tell(against_argdown(files, chosen.argdown, chosen.patient))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
