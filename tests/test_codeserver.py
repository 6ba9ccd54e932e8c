"""The extension in VS Code itself, as code-server shows it in a browser: what a user does, from opening a file to its figure.

ARGMAP_CODE_SERVER names a `node_modules` with code-server and its Node, ARGMAP_VSIX the extension as it is installed.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.browser import open_browser

pytestmark = pytest.mark.codeserver

Found = TypeVar("Found")

TEXT = """\
# A note.
map: The kiln

claim cold:   The kiln is cold.
    because unlit: Nobody lit it.
    becuase: The wood is wet.
claim: The potter is right.
    because unlike
"""
MENDED = """\
# A note.
map: The kiln

claim cold: The kiln is cold.
  because never-lit: Nobody lit it.
  because: The wood is wet.

claim: The potter is right.
  because never-lit
  but: It is July.
"""
SETTINGS = {
    **{"workbench.startupEditor": "none", "workbench.secondarySideBar.defaultVisibility": "hidden"},
    **{"chat.disableAIFeatures": True, "telemetry.telemetryLevel": "off", "git.enabled": False},
    **{"extensions.autoCheckUpdates": False, "extensions.autoUpdate": False},
    **{"workbench.enableExperiments": False, "editor.minimap.enabled": False},
}


class Window:
    """A window of the editor, driven by its keys."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser

    def seen(self, selector: str) -> list[Any]:
        """What is shown of the elements with a selector."""
        return [e for e in self.browser.find_elements("css selector", selector) if e.is_displayed()]

    def until(self, what: str, found: Callable[[], Found]) -> Found:
        """What is found, once it is there."""
        from selenium.common import WebDriverException

        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                if there := found():
                    return there
            except (WebDriverException, LookupError):
                pass  # it was drawn anew meanwhile, or is not there yet
            time.sleep(0.1)
        picture = Path(os.environ.get("ARGMAP_OUT", ".")) / "code-server.png"
        self.browser.save_screenshot(str(picture))
        raise AssertionError(f"{what}: in vain; {picture} shows the window")

    def press(self, *keys: str) -> None:
        """Presses the last of these keys while the others are held."""
        from selenium.webdriver import ActionChains

        chain = ActionChains(self.browser)
        for key in keys[:-1]:
            chain.key_down(key)
        chain.send_keys(keys[-1])
        for key in keys[:-1]:
            chain.key_up(key)
        chain.perform()

    def choose(self, words: str) -> None:
        """Chooses what has these words in the list that is open."""
        from selenium.webdriver.common.keys import Keys

        box = self.until("a list", lambda: self.seen(".quick-input-widget input[type=text]")[0])
        box.send_keys(words)
        row = ".quick-input-list .monaco-list-row.focused"
        self.until(words, lambda: words.lstrip(":").lower() in self.seen(row)[0].text.lower())
        self.press(Keys.ENTER)

    def command(self, title: str) -> None:
        from selenium.webdriver.common.keys import Keys

        self.press(Keys.F1)
        self.choose(title)

    def go(self, line: int, column: int) -> None:
        from selenium.webdriver.common.keys import Keys

        self.press(Keys.CONTROL, "g")
        box = self.until("a box", lambda: self.seen(".quick-input-widget input[type=text]")[0])
        box.send_keys(f"{line}:{column}", Keys.ENTER)
        self.until("the place", lambda: self.reads(f"Ln {line}, Col {column}"))

    def reads(self, words: str) -> bool:
        """Whether the bar at the bottom has these words."""
        return any(words in e.text for e in self.seen(".statusbar-item"))

    def lines(self) -> list[str]:
        """The lines that the editor shows, a blank for each of theirs."""
        found = sorted(self.seen(".view-lines .view-line"), key=lambda e: e.location["y"])
        return [e.text.replace("\xa0", " ") for e in found]


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    programs = Path(os.environ["ARGMAP_CODE_SERVER"]) / ".bin"
    folder, user = tmp_path / "work", tmp_path / "user"
    (user / "User").mkdir(parents=True)
    (user / "User" / "settings.json").write_text(json.dumps(SETTINGS))
    folder.mkdir()
    (folder / "kiln.arg").write_text(TEXT)
    # It is not on the path, and is found in the folder's own environment.
    (folder / ".venv").symlink_to(sys.prefix)
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    program = [str(programs / "code-server"), "--user-data-dir", str(user)]
    program += ["--extensions-dir", str(tmp_path / "extensions")]
    subprocess.run(
        [*program, "--install-extension", os.environ["ARGMAP_VSIX"]], env=environment, check=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    options = ["--auth=none", f"--bind-addr={host}", "--disable-telemetry"]
    options += ["--disable-update-check", "--disable-workspace-trust"]
    browser = open_browser(tmp_path / "profile")
    with subprocess.Popen([*program, *options], env=environment, cwd=tmp_path) as server:
        try:
            browser.set_window_size(1400, 900)
            opened = Window(browser)
            file = json.dumps([["openFile", f"vscode-remote://{host}{folder / 'kiln.arg'}"]])
            address = f"http://{host}/?folder={folder}&payload={file}"
            opened.until("code-server", lambda: browser.get(address) is None)
            yield opened
        finally:
            browser.quit()
            server.terminate()


def test_a_file_is_mended_and_drawn(window: Window, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    path = tmp_path / "work" / "kiln.arg"
    until, seen, press = window.until, window.seen, window.press

    # Colours: the grammar is there.
    until("the text", lambda: "The kiln is cold." in "".join(window.lines()))

    def colours() -> dict[str, str]:
        return {e.text.strip(): e.get_attribute("class") for e in seen(".view-line span span")}

    words = ("# A note.", "map", "The kiln", "because", "Nobody lit it.")
    assert len({colours()[word] for word in words}) == len(words)

    # What is wrong is underlined, and listed.
    until("two errors", lambda: len(seen(".squiggly-error")) == 2)
    press(Keys.CONTROL, Keys.SHIFT, "m")
    listed = ".markers-panel .monaco-list-row"
    until("the list", lambda: "misspelt-keyword" in "".join(e.text for e in seen(listed)))
    press(Keys.CONTROL, "j")

    # What is certain is mended at once, a guess when it is chosen.
    press(Keys.CONTROL, "1")
    window.command("Fix All")
    until("a certain mend", lambda: "    because: The wood is wet." in window.lines())
    assert "    because unlike" in window.lines()
    window.go(8, 15)
    press(Keys.CONTROL, ".")
    until("a guess", lambda: "Write `unlit`" in seen(".action-widget")[0].text)
    press(Keys.ENTER)
    until("its mend", lambda: "    because unlit" in window.lines())
    until("no errors", lambda: not seen(".squiggly-error"))

    # Completion, from what the server knows.
    press(Keys.END)
    press(Keys.ENTER)
    press("b")
    press("u")
    until("a word", lambda: "but" in seen(".suggest-widget .monaco-list-row.focused")[0].text)
    press(Keys.TAB)
    until("the word", lambda: "    but" in "\n".join(window.lines()))
    press(": It is July.")

    # A label is renamed wherever it stands.
    window.go(5, 14)
    press(Keys.F2)
    box = until("a box", lambda: seen(".rename-box input")[0])
    until("the old name", lambda: box.get_attribute("value") == "unlit")
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys("never-lit", Keys.ENTER)
    until("both names", lambda: "\n".join(window.lines()).count("never-lit") == 2)

    window.command("Format Document")
    until("the layout", lambda: window.lines() == MENDED.split("\n"))
    press(Keys.CONTROL, "s")
    until("the file", lambda: path.read_text() == MENDED)

    # The figure is as wide as its panel, no larger than it is drawn, and follows the file.
    window.command("argmap: Preview")

    def figure(code: str) -> Any:
        window.browser.switch_to.default_content()
        try:
            for frame in ("iframe.webview.ready", "iframe#active-frame"):
                window.browser.switch_to.frame(window.browser.find_element("css selector", frame))
            return window.browser.execute_script(f"return {code}")
        finally:
            window.browser.switch_to.default_content()

    text = "document.getElementById('ui-sheet').textContent"
    until("the figure", lambda: "Nobody lit it." in figure(text))
    if picture := os.environ.get("ARGMAP_OUT"):
        time.sleep(1)
        window.browser.save_screenshot(f"{picture}/preview.png")
    shown = "document.getElementById('ui-sheet')"
    assert figure(f"{shown}.getBoundingClientRect().width <= innerWidth")
    assert figure(f"new DOMMatrix(getComputedStyle({shown}).transform).a") == 1
    press(Keys.CONTROL, "1")
    window.go(10, 8)
    press("Today, ")
    press(Keys.CONTROL, "s")
    until("the next figure", lambda: "Today" in figure(text))
