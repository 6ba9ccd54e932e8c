"""The long run: `python -m tests.fuzz [TARGET …] [--seconds N] [--seed N] [--atheris]`.

Goes on until the time is over, keeps each input that goes wrong in tests/fuzz/faults, made smaller where it can be,
and ends with status 1 where there was one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.fuzz.mutation import FAULTS, mutated, seeds
from tests.fuzz.targets import TARGETS, TooMuchWork, counted

_SHRINKS = 300


def fault(target: str, data: bytes) -> str:
    """What goes wrong with an input: the exception and where it was raised; "" where nothing does."""
    try:
        with counted():
            TARGETS[target](data)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {os.path.basename(last.filename)}:{last.lineno}"
    return ""


def smaller(target: str, data: bytes, said: str) -> bytes:
    """The input without what can be spared for the same fault, found by halves."""
    left, size = _SHRINKS, max(1, len(data) // 2)
    while size and left:
        at = 0
        while at < len(data) and left:
            left -= 1
            less = data[:at] + data[at + size :]
            if fault(target, less) == said:
                data = less
            else:
                at += size
        size //= 2
    return data


def keep(target: str, data: bytes, said: str) -> None:
    folder = FAULTS / target
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / sha256(data).hexdigest()[:10]
    path.write_bytes(data)
    print(f"{target}: {said}: {path}", flush=True)
    if not said.startswith(TooMuchWork.__name__):  # each try would take as long
        path.write_bytes(smaller(target, data, said))


def run(targets: list[str], seconds: float, seed: int) -> int:
    """Tries one target after the other; returns how many different faults there were."""
    random = Random(seed)
    corpora = {target: seeds(target) for target in targets}
    known: set[tuple[str, str]] = set()
    end, tried = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        for target in targets:
            data = mutated(random, corpora[target], target)
            said = fault(target, data)
            tried += 1
            if said and (target, said) not in known:
                known.add((target, said))
                keep(target, data, said)
    print(f"{tried} inputs, {len(known)} faults")
    return len(known)


def guided(target: str, seconds: float) -> None:
    """Lets atheris choose the inputs, by what code they reach."""
    import atheris

    with atheris.instrument_imports(include=["argmap"]):
        for name in [name for name in sys.modules if name.split(".")[0] == "argmap"]:
            del sys.modules[name]
        for name in ("tests.fuzz.targets",):
            del sys.modules[name]
        from tests.fuzz.targets import TARGETS as INSTRUMENTED
    folder = FAULTS / target
    folder.mkdir(exist_ok=True, parents=True)
    # Inputs that reach new code go to the first folder: they are many, and no faults.
    reaching = tempfile.mkdtemp(prefix="argmap-fuzz-")
    for number, data in enumerate(seeds(target)):
        Path(reaching, str(number)).write_bytes(data)
    # Work is counted, by the other way of running; seconds are those of the machine.
    options = [f"-max_total_time={seconds:.0f}", "-max_len=4000", "-report_slow_units=1000"]
    options.append(f"-artifact_prefix={folder}/")
    atheris.Setup([sys.argv[0], *options, reaching, str(folder)], INSTRUMENTED[target])
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true", help="guided by coverage; one TARGET")
    chosen = parser.parse_args()
    unknown = set(chosen.targets) - set(TARGETS)
    if unknown or (chosen.atheris and len(chosen.targets) != 1):
        parser.error(
            f"there is no target {unknown.pop()}" if unknown else "--atheris takes one TARGET"
        )
    if chosen.atheris:
        guided(chosen.targets[0], chosen.seconds)
    return 1 if run(chosen.targets or [*TARGETS], chosen.seconds, chosen.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
