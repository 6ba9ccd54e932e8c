"""Work on many files, a process on each core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from argmap.commands.outputs import hide_warnings

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")

_FEW = 8
"""Up to so many tasks run in this process; for more, starting others pays off."""


def map_on_all_cores(work: Callable[[_Task], _Done], tasks: Sequence[_Task]) -> Iterator[_Done]:
    """The results of a function for each task, in their order."""
    cores = os.cpu_count() or 1
    if len(tasks) <= _FEW or cores == 1:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunk = min(50, max(1, len(tasks) // (cores * 4)))
    with ProcessPoolExecutor(cores, get_context("spawn"), hide_warnings) as pool:
        yield from pool.map(work, tasks, chunksize=chunk)
