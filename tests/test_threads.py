"""Anything may be called from several threads, with the answers that it gives alone."""

from __future__ import annotations

import collections
import gc
import os
import re
import stat
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.draw.options import Options
from argmap.edit.formatting import laid_out
from argmap.writers import render
from tests.conftest import CORPUS, EXAMPLES, ROOT

PATHS = [EXAMPLES / "unanimity.arg", EXAMPLES / "nato.arg", CORPUS / "wellformed" / "sugar-tax.arg"]
# Other scripts and mathematics, which HarfBuzz and the fonts of argmap set.
SCRIPTS = "map: M\n  markup: inline\nclaim a: Ωμέγα ∀x∃y $x_1 \\to \\sqrt{y}$ *so* é\u0323 שלום ⟨⟩ ⇒ ∴.\n  because: Привет ∮.\n"


@pytest.fixture(autouse=True)
def switching() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def in_threads(work: Callable[[int], object], number: int = 8) -> list[object]:
    """What the work gives in each of several threads that begin at once; an exception is an answer too."""
    answers: list[object] = [None] * number
    start = threading.Barrier(number)

    def run(index: int) -> None:
        start.wait()
        try:
            answers[index] = work(index)
        except BaseException as error:
            answers[index] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def told(path: Path) -> str:
    return "\n".join(f"{d} {d.help} {d.fix}" for d in argmap.check(path))


def evaluated(path: Path) -> str:
    evaluation = argmap.load(path).evaluate()
    return str(evaluation.to_dict())


def converted(path: Path) -> str:
    map = argmap.load(path)
    return "".join(
        map.to_text() + argmap.loads(map.to_arg()).to_arg() + map.to_mermaid() for _ in "ab"
    )


def formatted(path: Path) -> str:
    return laid_out(Compilation.of_file(path))


def drawn(to: str) -> Callable[[Path], bytes]:
    def work(path: Path) -> bytes:
        map = argmap.loads(SCRIPTS) if path == PATHS[1] else argmap.load(path)
        return b"".join(render(map, to, Options()).files)

    return work


WORK: dict[str, Callable[[Path], object]] = {
    "check": told,
    "evaluate": evaluated,
    "convert": converted,
    "format": formatted,
    **{to: drawn(to) for to in ("svg", "pdf", "eps", "tikz", "html")},
}


@pytest.mark.parametrize("name", WORK)
@pytest.mark.slow
def test_threads_give_the_answers_of_one(name: str) -> None:
    work = WORK[name]
    alone = [work(path) for path in PATHS]
    for answer in in_threads(lambda index: [work(path) for path in PATHS]):
        assert answer == alone


def test_threads_that_come_first_agree() -> None:
    """In a process of its own, where nothing is remembered yet: the fonts are told apart by identity."""
    import subprocess

    code = f"""
import sys; sys.path.insert(0, {str(ROOT)!r}); sys.setswitchinterval(1e-6)
from tests.test_threads import SCRIPTS, in_threads
import argmap
from argmap.draw.options import Options
from argmap.writers import render
def work(to):
    return b"".join(render(argmap.loads(SCRIPTS), to, Options()).files)
for to in ("svg", "pdf"):
    found = in_threads(lambda index: work(to))
    assert found == [work(to)] * 8, found
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_different_work_at_once() -> None:
    names = [*WORK]
    alone = {name: WORK[name](PATHS[0]) for name in names}
    answers = in_threads(lambda index: WORK[names[index]](PATHS[0]), len(names))
    assert answers == [alone[name] for name in names]


def test_one_compilation_and_one_map_are_shared() -> None:
    for _ in range(5):
        shared = Compilation.of_file(PATHS[0])

        def work(index: int, one: Compilation = shared) -> object:
            return one.diagnostics, one.map.to_dict()

        first, *others = in_threads(work)
        assert all(other == first for other in others)
        assert not isinstance(first, BaseException)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_new_files_have_the_mode_that_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        map = argmap.loads("claim a: All is well.\n")

        def work(index: int) -> None:
            for number in range(20):
                map.write(tmp_path / f"{index}-{number}.json")

        assert in_threads(work, 16) == [None] * 16
        modes = collections.Counter(stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir())
        assert modes == {0o640: 320}
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o660, 0o755])
def test_files_that_are_there_keep_their_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text("old")
    path.chmod(mode)
    argmap.loads("claim a: All is well.\n").write(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode and path.read_text() != "old"


def test_a_call_leaves_the_settings_of_the_process_alone(tmp_path: Path) -> None:
    def settings() -> tuple[object, ...]:
        mask = os.umask(0)
        os.umask(mask)
        return (
            mask, gc.isenabled(), gc.get_threshold(), sys.getrecursionlimit(), os.getcwd(),
            {**os.environ}, [*warnings.filters], threading.stack_size(),
        )  # fmt: skip

    before = settings()
    map = argmap.load(PATHS[0])
    argmap.check(PATHS[0])
    for to in ("svg", "pdf", "json"):
        (map.write if to == "json" else map.render)(tmp_path / f"m.{to}")
    assert settings() == before


def test_nothing_sets_what_the_whole_process_has() -> None:
    """But for the command line: as a process begins, and for commands that run until a signal ends them."""
    setting = re.compile(
        r"os\.umask|os\.chdir|os\.environ\[|os\.putenv|gc\.(disable|enable|freeze|set_threshold)|"
        r"setrecursionlimit|signal\.signal|simplefilter|filterwarnings|setlocale|random\.seed"
    )
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "argmap").rglob("*.py")
        if setting.search(path.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == [
        "argmap/cli.py",
        *(f"argmap/commands/{n}.py" for n in ("cores", "preview", "watch")),
    ]
