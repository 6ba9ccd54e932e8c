"""Which tests are slow: those that reach what takes long, found from their code, so that nobody has to remember it.

A helper that takes long, such as one that starts a browser, is marked here by `slow`; every test and fixture from which it
is reached has the marker `slow` of pytest, and so has what is marked by hand. Other tests may start
no program but Python, the few of `QUICK_PROGRAMS`, and argmap's own `dot`.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeVar

Helper = TypeVar("Helper", bound=Callable[..., Any] | type)

_SLOW = "argmap_slow"
QUICK_PROGRAMS = frozenset({"dot", "sh", "bash", "git", "patch"})


def slow(helper: Helper) -> Helper:
    """Marks a function or a class: a test that reaches it is slow."""
    setattr(helper, _SLOW, True)
    return helper


@cache
def reaches_slow(*starts: Callable[..., Any]) -> bool:
    """Whether a helper marked by `slow` is reached from any of these functions."""
    waiting: list[Any] = list(starts)
    seen: set[int] = set()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if _SLOW in getattr(thing, "__dict__", {}):
            return True
        waiting.extend(_used(thing))
    return False


def _used(thing: Any) -> Iterator[Any]:
    """The functions and classes of the tests that one of them names."""
    if isinstance(thing, type):
        yield from (x for x in vars(thing).values() if isinstance(x, FunctionType))
        return
    inner = getattr(getattr(thing, "hypothesis", None), "inner_test", None)
    for one in (inner, getattr(thing, "__wrapped__", None), getattr(thing, "__func__", None)):
        if one is not None:
            yield one
    if not isinstance(thing, FunctionType):
        return
    for cell in thing.__closure__ or ():
        if _is_ours(cell.cell_contents):
            yield cell.cell_contents
    names = set(_names(thing.__code__))
    known = [thing.__globals__[name] for name in names if name in thing.__globals__]
    known += [importlib.import_module(name) for name in names if name.startswith("tests.")]
    for one in known:
        if isinstance(one, ModuleType) and one.__name__.startswith("tests."):
            named = (getattr(one, name, None) for name in names)
            yield from (x for x in named if _is_ours(x))
        elif _is_ours(one):
            yield one


def _names(code: CodeType) -> Iterator[str]:
    """What the code, and that of functions within it, names."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _is_ours(thing: object) -> bool:
    return callable(thing) and str(getattr(thing, "__module__", "")).startswith("tests.")


def is_quick(program: str) -> bool:
    """Whether a test that is not slow may start a program: Python, what any system has, and `dot`, which all drawing needs."""
    path = Path(program)
    ours = Path(sys.executable).parent
    return path.name in QUICK_PROGRAMS or path.name.startswith("python") or path.parent == ours
