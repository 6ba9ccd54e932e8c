from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

# No test depends on the fonts that a system happens to have.
os.environ["ARGMAP_FONTS"] = ""

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "corpus"
EXAMPLES = ROOT / "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the goldens anew; read the diff")


# Which test runs, and whether it is slow; one process runs one test at a time.
_running: list[tuple[str, bool]] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is slow by what it uses, and has the files with most of it first: none is left for the end."""
    from tests.kinds import reaches_slow

    slow: Counter[str] = Counter()
    for item in items:
        assert isinstance(item, pytest.Function)
        fixtures = item._fixtureinfo.name2fixturedefs
        used = [definitions[-1].func for definitions in fixtures.values()]
        if hasattr(item, "callspec"):
            used += [value for value in item.callspec.params.values() if callable(value)]
        if reaches_slow(item.function, *used):
            item.add_marker("slow")
        slow[item.location[0]] += item.get_closest_marker("slow") is not None
    items.sort(key=lambda item: -slow[item.location[0]])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item):
    _running.append((item.nodeid, item.get_closest_marker("slow") is not None))
    try:
        return (yield)
    finally:
        _running.pop()


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuses programs to the tests that are not slow: by them one knows that a test should be."""
    if event != "subprocess.Popen" or not _running or _running[-1][1]:
        return
    from tests.kinds import is_quick

    program = os.fsdecode(arguments[0])
    assert is_quick(program), (
        f"{_running[-1][0]} starts {program}, so that it has to be marked slow"
    )


sys.addaudithook(_audit)


# How many seconds a test that is not marked slow may take before it is named, which fails nothing.
_LONG = 5.0


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names what may have to be marked slow; on a busy machine it need not be."""
    for report in terminalreporter.getreports("passed"):
        if report.duration > _LONG and "slow" not in report.keywords:
            terminalreporter.write_line(f"not marked slow: {report.duration:.1f} s {report.nodeid}")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compares with a file of the corpus, or writes it with --update."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update"):
            path.write_text(actual, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing: run pytest --update and read what it wrote"
        assert actual == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory):
    """A headless Chromium."""
    from tests.browser import open_browser

    opened = open_browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.quit()
