"""In JupyterLab itself, driven in a browser: a widget that is edited, and a file that the language server looks at. And a site
of JupyterLite, as docs/jupyter.md builds it.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.conftest import EXAMPLES, ROOT

pytestmark = pytest.mark.jupyterlab

TOKEN = secrets.token_hex()
CELLS = (
    "import argmap\nfrom argmap.integrations.widget import MapWidget",
    "w = MapWidget(argmap.load('nato.arg'))\nw",
    "print(w.selected, '|', w.map['hollow'].text)",
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a file in a JupyterLab with a folder of its own, which changes no settings."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copy(EXAMPLES / "nato.arg", folder)
    (folder / "bad.arg").write_text("claim: A.\n  because b\n")
    cells = [
        {"cell_type": "code", "id": f"c{n}", "source": source}
        | {"metadata": {}, "outputs": [], "execution_count": None}
        for n, source in enumerate(CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "nbformat": 4, "nbformat_minor": 5}
    (folder / "a.ipynb").write_text(json.dumps({**notebook, "metadata": {"kernelspec": kernel}}))
    known = ROOT / "argmap" / "integrations" / "jupyterlab"
    shutil.copytree(known, folder / ".JUPYTER_DATA_DIR" / "labextensions" / "argmap")
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser", f"--port={port}"),
            *(f"--IdentityProvider.token={TOKEN}", "--LabApp.news_url=None"),
            "--log-level=ERROR",
        ],
        cwd=folder,
        env={**os.environ, **{name: str(folder / f".{name}") for name in names}},
    )
    address = f"http://127.0.0.1:{port}/lab/tree/{{}}?reset&token={TOKEN}"

    def answers() -> bool:
        try:
            return urllib.request.urlopen(address.format("")).status == 200
        except OSError:
            return False

    try:
        soon(answers)
        yield address
    finally:
        server.terminate()
        server.wait()


def soon(condition: Callable[[], Any]) -> Any:
    """What a condition gives once it holds; what the page has not yet is waited for."""
    end = time.monotonic() + 180
    while True:
        try:
            if found := condition():
                return found
        except (IndexError, WebDriverException):
            pass
        assert time.monotonic() < end
        time.sleep(0.2)


def test_words_are_edited_in_a_notebook(lab: str, browser) -> None:
    def all(selector: str) -> list[Any]:
        return browser.find_elements("css selector", selector)

    def run(cell: int) -> None:
        def started() -> bool:
            if all(".jp-CodeCell .jp-InputArea-prompt")[cell].text.strip("[]: "):
                return True
            all(".jp-CodeCell .cm-content")[cell].click()
            chain = ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.ENTER)
            chain.key_up(Keys.SHIFT).pause(1).perform()
            return False

        soon(started)

    browser.set_window_size(1400, 1000)  # a narrow frame shows the outline first
    browser.get(lab.format("a.ipynb"))
    soon(lambda: "Idle" in browser.find_element("css selector", "#jp-main-statusbar").text)
    run(0)
    run(1)

    def page(code: str) -> Any:
        browser.switch_to.default_content()
        browser.switch_to.frame(all("iframe[title='Argument map']:not([style*=hidden])")[0])
        return browser.execute_script(f"return {code}")

    def editor() -> Any:
        # A key, and no pointer, which misses what moves; test_widget has the double click.
        page(
            "document.getElementById('s-hollow')"
            ".dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true }))"
        )
        return page("document.activeElement.value")

    soon(editor)
    browser.switch_to.active_element.send_keys(Keys.CONTROL, "a")
    browser.switch_to.active_element.send_keys("It is <b>empty</b>.", Keys.ENTER)
    soon(lambda: page("document.body.innerText.includes('It is <b>empty')"))
    browser.switch_to.default_content()
    run(2)
    said = "return [...document.querySelectorAll('.jp-RenderedText')].map((e) => e.innerText)"
    soon(lambda: "hollow | It is <b>empty</b>.\n" in browser.execute_script(said))


def test_faults_of_a_file_are_underlined(lab: str, browser) -> None:
    browser.get(lab.format("bad.arg"))
    assert soon(lambda: browser.find_element("css selector", ".cm-lintRange")).text == "b"


def test_a_site_of_jupyterlite_has_the_wheel(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    run = [sys.executable, "-m"]
    wheel = [*run, "pip", "wheel", "-q", "--no-deps", "-w", "pypi", str(ROOT)]
    build = [*run, "jupyter", "lite", "build", "--contents", "notebooks", "--output-dir", "site"]
    for command in (wheel, build):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    settings = json.loads((tmp_path / "site" / "jupyter-lite.json").read_text())
    kernel = "@jupyterlite/pyodide-kernel-extension:kernel"
    urls = settings["jupyter-config-data"]["litePluginSettings"][kernel]["pipliteUrls"]
    indexes = [tmp_path / "site" / url.partition("?")[0] for url in urls]
    assert any("argmap" in json.loads(index.read_text()) for index in indexes)
