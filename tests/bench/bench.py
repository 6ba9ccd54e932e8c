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
from pathlib import Path

from tests.bench import maps
from tests.bench.maps import generated

CHECK = "from argmap.compilation import Compilation as C; import sys; C.of_file(sys.argv[1]).diagnostics"
WARM = (
    "import sys, argmap; from argmap.draw import draw; from argmap.write.svg import to_svg\n"
    "map = argmap.load(sys.argv[1])\n"
    "for _ in range(int(sys.argv[2])): to_svg(draw(map))"
)


def instructions(*command: str) -> int:
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found, done.stderr
    return int(found[1])


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


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--large", action="store_true", help="to 100,000 statements")
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

        # Drawing, without what reading and the imports cost: a second drawing in one process. The
        # program `dot` is counted on the graph that it was given.
        from argmap import load
        from argmap.draw.tree import engine

        seen: list[str] = []
        run = engine._run
        engine._run = lambda text, program: (seen.append(text), run(text, program))[1]
        load(files[100]).to_svg()
        engine._run = run
        (folder / "graph.dot").write_text(seen[-1])
        dot = instructions(
            engine.bundled_dot() or "dot", "-Kdot", "-Tplain", str(folder / "graph.dot")
        )
        once, twice = python(WARM, str(files[100]), "1"), python(WARM, str(files[100]), "2")
        drawing = twice - once + dot * len(seen)
        print(
            f"drawing 100 statements: {drawing / 1e6:.0f} M, of which dot {dot * len(seen) / 1e6:.0f} M"
        )
        bar("drawing against dot and the interpreter's start", drawing / (dot + bare), 2)

        if chosen.argdown:
            for size, limit in ((1000, 1 / 3), (10_000, 1 / 2)):
                theirs = folder / f"m{size}.argdown"
                theirs.write_text(argdown_map(size))
                out = folder / "out"
                # The least of several: what else the machine does only ever adds.
                argdown = cpu(chosen.argdown, "json", str(theirs), str(out), runs=4)
                check = (sys.executable, "-m", "argmap", "check", "--quiet", str(files[size]))
                ours = cpu(*check, runs=12)
                print(f"{size} statements: argmap {ours:.2f} s, argdown {argdown:.2f} s of CPU")
                bar(f"checking {size} statements against argdown", ours / argdown, limit)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
