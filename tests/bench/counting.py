"""How work is measured: instructions under valgrind, seconds of CPU, the peak of memory."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys

# Cachegrind without its caches counts the same as callgrind, in half the time.
VALGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


def instructions(*command: str, fails: bool = False) -> int:
    """How many instructions a command takes; `fails` says that it may find errors."""
    done = subprocess.run(
        [*VALGRIND, *command],
        capture_output=True,
        text=True,
        check=not fails,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    found = re.search(r"I +refs: +([\d,]+)", done.stderr)
    assert found, done.stderr
    return int(found[1].replace(",", ""))


def python(code: str, *arguments: str) -> int:
    """How many instructions a program takes."""
    return instructions(sys.executable, "-c", code, *arguments)


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


def cpu(*command: str, runs: int = 5) -> float:
    """Seconds of CPU of a process, the least of several runs: what else the machine does only ever adds."""
    least = float("inf")
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = min(least, spent)
    return least


def stages(code: str, *arguments: str, runs: int) -> list[float]:
    """Seconds of CPU of each stage of a program, which prints them; the least of several runs."""
    told = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
        )
        told.append([float(word) for word in done.stdout.split()])
    return [min(spent) for spent in zip(*told, strict=True)]
