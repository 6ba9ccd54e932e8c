"""Work on many files, a process on each core."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")

_FEW = 8
"""Up to so many tasks run in this process; for more, starting others pays off."""


def hide_warnings() -> None:
    """Keeps off standard error what openpyxl has to say of parts of workbooks that nobody reads. It holds for the
    whole process, which has to be the program's own.
    """
    warnings.filterwarnings("ignore", module=r"openpyxl\b")


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
