"""What argmap costs, in instructions (valgrind's callgrind) and as ratios within one run.

    python -m tests.bench.bench [--large] [--argdown PATH]

Ends with status 1 where a bar is not met. Instructions are counted because seconds on shared
machines vary; the comparison with another program is of CPU time, the least of several runs each.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import maps
from tests.bench.maps import generated
from tests.bench.nasty import CASES, SIZE

CHECK = "from argmap.compilation import Compilation as C; import sys; C.of_file(sys.argv[1]).diagnostics"
EVALUATE = (
    "import argmap, sys\n"
    "map = argmap.load(sys.argv[1])\n"
    "for _ in range(int(sys.argv[2])): map.evaluate().to_dict()"
)
HANGS = (
    "import argmap, sys\n"
    "map = argmap.load(sys.argv[1])\n"
    "for _ in range(int(sys.argv[2])): map.crux('s0'); map.evaluate().explain('s0').to_dict()"
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


def instructions(*command: str, fails: bool = False) -> int:
    """How many instructions a command takes; `fails` says that it may find errors."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        capture_output=True,
        text=True,
        check=not fails,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found, done.stderr
    return int(found[1])


# How many millions of instructions it may take to draw so many statements.
DRAWING = {100: 1_600, 1000: 20_000}


def memory(*command: str) -> int:
    """The peak of a process, in kilobytes."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def python(code: str, *arguments: str) -> int:
    return instructions(sys.executable, "-c", code, *arguments)


def cpu(*command: str, runs: int = 5) -> float:
    """Seconds of CPU, the least of several runs."""
    least = float("inf")
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = min(least, spent)
    return least


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


# What is hardest on each stage that has a budget, found with tests/bench/survey.py; the first always, all with `--large`.
NASTY = (
    ("sparse", "render FILE -o OUT.svg"),
    ("json_unlabelled", "convert --to arg FILE -o OUT.arg"),
    ("joined", "crux FILE"),
    ("formula_many", "prove FILE"),
    ("odd_rings", "render --layout freeman FILE -o OUT.svg"),
    ("attacked", "render --layout toulmin FILE -o OUT.svg"),
    ("misspelt_references", "check --fix FILE -o OUT.arg"),
    ("formula_wrong", "check FILE"),
    ("long_word", "render FILE -o OUT.tikz"),
    ("star", "render FILE -o OUT.pdf"),
)
ALWAYS = 4
MOST = 6_000
"""How many millions of instructions any input of 20 kB may take."""


def nasty(
    folder: Path, large: bool, growing: bool, bar: Callable[[str, float, float], None]
) -> None:
    """The cost of small inputs that are made to be hard and, where that is asked for, how it grows."""
    for case, command in NASTY if large else NASTY[:ALWAYS]:
        counts = []
        for size in (SIZE, 2 * SIZE) if growing else (SIZE,):
            place = folder / f"{case}{size}"
            place.mkdir()
            files = CASES[case](size)
            for name, text in files.items():
                (place / name).write_text(text, encoding="utf-8")
            line = command.replace("FILE", str(place / next(iter(files))))
            line = line.replace("OUT", str(place / "out"))
            counts.append(
                instructions(sys.executable, "-m", "argmap", *line.split(), fails=True) / 1e6
            )
        bar(f"{case}, of {SIZE} bytes: {command}, in millions", counts[0], MOST)
        if growing:
            # n log n, with what the smaller one may have saved.
            bar(f"{case} of twice the size", counts[1] / counts[0], 2.3)


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

    def bar(what: str, value: float, limit: float) -> None:
        met = value <= limit
        print(f"{'ok    ' if met else 'MISSED'} {what}: {value:.2f} (at most {limit:g})")
        if value > limit * chosen.slack:
            failed.append(what)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = [100, 1000, 10_000, *([100_000] if chosen.large else [])]
        files = {}
        for size in sizes:
            files[size] = folder / f"m{size}.arg"
            files[size].write_text(generated(size))
        empty = folder / "empty.arg"
        empty.write_text("claim: x\n")
        start = python(CHECK, str(empty))
        cost = {size: python(CHECK, str(files[size])) - start for size in sizes}
        bare = python("pass")
        print(
            f"the interpreter: {bare / 1e6:.0f} M instructions; starting to check: {start / 1e6:.0f} M"
        )
        for size in sizes:
            print(
                f"checking {size} statements: {cost[size] / 1e6:.0f} M, {cost[size] / size / 1e3:.0f} k each"
            )
        for small, large in itertools.pairwise(sizes):
            bar(f"reading {large} against {small} statements", cost[large] / cost[small], 11)
        first, second = (python(MAP, str(files[size])) for size in (100, 1000))
        bar("reading a statement, in thousands of instructions", (second - first) / 900e3, 150)

        # Whole commands, in millions of instructions: mostly what it takes to load them.
        (folder / "five.arg").write_text(FIVE)
        figure = ("render", str(NATO), "-o", str(folder / "nato.svg"))
        for command, limit in (
            (("check", str(folder / "five.arg")), 350),
            (figure, 700),
            (("--version",), 120),
        ):
            whole = (sys.executable, str(Path(sys.executable).with_name("argmap")), *command)
            # The first run compiles what is not compiled yet.
            subprocess.run(whole, capture_output=True, check=True)
            bar(f"argmap {command[0]}, in millions", instructions(*whole) / 1e6, limit)

        nasty(folder, chosen.large, chosen.patient, bar)

        # What is said of large maps of odd shapes, in CPU time; n log n would be 12.5 times.
        if chosen.large:
            for shape in (maps.chain, maps.comb, maps.flat, maps.circles):
                spent = []
                for size in (10_000, 100_000):
                    file = folder / f"{shape.__name__}{size}.arg"
                    file.write_text(shape(size))
                    spent.append(cpu(sys.executable, "-c", CHECK, str(file), runs=3))
                print(f"{shape.__name__} of 100000 statements: {spent[1]:.1f} s of CPU")
                bar(f"checking a {shape.__name__} of 100000 against 10000", spent[1] / spent[0], 13)
            spent = []
            for quotations in (500, 5000):
                place = folder / str(quotations)
                place.mkdir()
                text, source = maps.quoting(quotations)
                (place / "m.arg").write_text(text)
                (place / "source.txt").write_text(source)
                spent.append(cpu(sys.executable, "-c", CHECK, str(place / "m.arg"), runs=2))
            print(f"5000 quotations, 500 of them wrong, in 1 MB: {spent[1]:.1f} s of CPU")
            bar("looking up 5000 against 500 quotations", spent[1] / spent[0], 11)

        # What stands, without what reading costs: a second evaluation in one process.
        standing = {}
        for size in sizes[2:]:
            once, twice = (python(EVALUATE, str(files[size]), times) for times in ("1", "2"))
            standing[size] = twice - once
            print(
                f"evaluating {size} statements: {standing[size] / 1e6:.0f} M, "
                f"{standing[size] / size / 1e3:.0f} k each"
            )
        for small, large in itertools.pairwise(standing):
            growth = standing[large] / standing[small]
            bar(f"evaluating {large} against {small} statements", growth, 11)
        if chosen.large:
            for shape in (maps.chain, maps.comb):
                spent = []
                for size in (10_000, 100_000):
                    file = str(folder / f"{shape.__name__}{size}.arg")
                    spent.append(cpu(sys.executable, "-c", HANGS, file, "1", runs=1))
                print(
                    f"crux and explanation in a {shape.__name__} of 100000: {spent[1]:.1f} s of CPU"
                )
                growth = spent[1] / spent[0]
                bar(f"crux in a {shape.__name__} of 100000 against 10000", growth, 13)

        # Drawing, without what reading and the imports cost: a second drawing in one process.
        drawing: dict[int, int] = {}
        for size in (100, 1000, *((10_000,) if chosen.large else ())):
            second = folder / f"second{size}.arg"
            second.write_text(generated(size, seed=8))
            pair = str(files[size]), str(second)
            once, twice = (python(WARM, *pair, times) for times in ("1", "2"))
            drawing[size] = twice - once
            if size in DRAWING:
                spent = drawing[size] / 1e6
                bar(f"drawing {size} statements, in M instructions", spent, DRAWING[size])
        for small, large in itertools.pairwise(drawing):
            growth = drawing[large] / drawing[small]
            bar(f"drawing {large} against {small} statements", growth, 13)
        if chosen.large:
            peak = {}
            for size in (1000, 10_000):
                peak[size] = memory(sys.executable, "-c", WARM, *[str(files[size])] * 2, "1")
                print(f"memory for drawing {size} statements: {peak[size] / 1024:.0f} MB")
            bar("memory for drawing 10000 against 1000 statements", peak[10_000] / peak[1000], 10)

        if chosen.argdown:
            for size, limit in ((1000, 1 / 5), (10_000, 2 / 5)):
                theirs = folder / f"m{size}.argdown"
                theirs.write_text(argdown_map(size))
                out = folder / "out"
                # The least of several: what else the machine does only ever adds.
                argdown = cpu(chosen.argdown, "json", str(theirs), str(out), runs=4)
                check = (sys.executable, "-m", "argmap", "check", "--quiet", str(files[size]))
                ours = cpu(*check, runs=12)
                print(f"{size} statements: argmap {ours:.2f} s, argdown {argdown:.2f} s of CPU")
                bar(f"checking {size} statements against argdown", ours / argdown, limit)
            for size, limit in ((100, 1 / 4), (1000, 1 / 3), (10_000, 1 / 10)):
                if size == 10_000 and not chosen.patient:
                    continue
                theirs = folder / f"d{size}.argdown"
                theirs.write_text(argdown_map(size))
                runs = 1 if size == 10_000 else 3
                figure = folder / "figure"
                argdown = cpu(
                    chosen.argdown, "map", "-f", "svg", str(theirs), str(figure), runs=runs
                )
                render = ("-m", "argmap", "render", "--quiet", str(files[size]), "-o")
                ours = cpu(sys.executable, *render, str(folder / "ours.svg"), runs=3 * runs)
                print(
                    f"{size} statements drawn: argmap {ours:.2f} s, argdown {argdown:.2f} s of CPU"
                )
                print(f"  the ratio is {argdown / ours:.1f}; {1 / limit:g} is what we want")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
