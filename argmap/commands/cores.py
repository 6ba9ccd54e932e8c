"""Work on many files, a process on each core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")

_FEW = 8
"""So many tasks are done here; for more, a process on each core is worth its start."""


def on_all_cores(work: Callable[[_Task], _Done], tasks: Sequence[_Task]) -> Iterator[_Done]:
    """What became of each task, in their order."""
    cores = os.cpu_count() or 1
    if len(tasks) <= _FEW or cores == 1:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunk = min(50, max(1, len(tasks) // (cores * 4)))
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        yield from pool.map(work, tasks, chunksize=chunk)
