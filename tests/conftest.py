from __future__ import annotations

import os
from pathlib import Path

import pytest

# No test depends on the fonts that a system happens to have.
os.environ["ARGMAP_FONTS"] = ""

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "corpus"
EXAMPLES = ROOT / "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the goldens anew; read the diff")


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
