"""Maps in notebooks: the widget, over the messages of a real comm, in Python and in a browser; the language server of JupyterLab."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import comm
import nbformat
import pytest
from comm.base_comm import BaseComm
from hypothesis import given
from hypothesis import strategies as st
from jupyter_lsp import LanguageServerManager
from nbconvert import HTMLExporter
from pypdf import PdfReader
from selenium.common.exceptions import (
    NoSuchFrameException,
    NoSuchWindowException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import argmap
from argmap.integrations.jupyter_lsp import spec
from argmap.integrations.widget import MapWidget
from tests.conftest import CORPUS, EXAMPLES, ROOT
from tests.kinds import slow
from tests.programs import needed

SMALL = """\
# As it was said.
premise all: Joining NATO requires unanimity.
  # Of 1949.
  at: p. 3

so: The Ukraine pledge is hollow.
"""


class Wire(BaseComm):
    """A comm that keeps what Python sends."""

    def __init__(self, **given: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(**given)

    def publish_msg(self, msg_type: str, data: Any = None, **others: Any) -> None:
        # As a notebook gets it: in JSON.
        self.sent.append(json.loads(json.dumps(data)))


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", Wire)


def hear(widget: MapWidget, message: dict[str, Any]) -> list[dict[str, Any]]:
    """What a widget answers to a message of the notebook."""
    before = len(widget.comm.sent)
    widget.comm.handle_msg({"content": {"data": message}, "buffers": []})
    return widget.comm.sent[before:]


def edit(widget: MapWidget, key: object, words: object) -> str:
    """Why an edit was refused, if it was."""
    answers = hear(widget, {"method": "custom", "content": {"edit": key, "text": words}})
    (answer,) = (a["content"] for a in answers if a["method"] == "custom")
    return answer["refused"]


def test_an_edit_changes_the_text_and_the_map_and_nothing_else() -> None:
    widget = MapWidget(SMALL)
    seen: list[tuple[str, str]] = []
    widget.observe(lambda change: seen.append((widget.text, widget.map["all"].text)), "map")
    page = widget._page
    assert edit(widget, "all", "All have to agree.") == ""
    assert widget.text == SMALL.replace("Joining NATO requires unanimity.", "All have to agree.")
    assert seen == [(widget.text, "All have to agree.")]
    assert widget._page != page and "All have to agree." in widget._page
    assert edit(widget, "claim-1", "It is hollow.") == ""
    assert widget.map == argmap.loads(widget.text)
    assert widget.map.edit().replace("all", text="X.").text.startswith("# As it was said.\n")


def test_what_can_not_be_done_is_said_and_nothing_changes() -> None:
    widget = MapWidget(SMALL)
    before = widget.text, widget.map, widget._page
    assert "empty" in edit(widget, "all", "")
    assert "line break" in edit(widget, "all", "One.\n  but: Two.")
    assert "no statement" in edit(widget, "nobody", "One.")
    for message in ({"edit": 1, "text": "x"}, {"edit": "all"}, "edit", None):
        assert hear(widget, {"method": "custom", "content": message}) == []
    assert (widget.text, widget.map, widget._page, widget.error) == (*before, "")


@given(st.text(max_size=30))
def test_whatever_words_are_wanted_are_had_or_refused(words: str) -> None:
    widget = MapWidget(SMALL)
    if edit(widget, "all", words):
        assert widget.text == SMALL
    else:
        assert widget.map["all"].text == words
        assert argmap.loads(widget.text) == widget.map


def test_texts_and_maps_can_be_set() -> None:
    widget = MapWidget(SMALL, layout="outline")
    page = widget._page
    widget.map = argmap.load(EXAMPLES / "nato.arg")
    assert widget.text == (EXAMPLES / "nato.arg").read_text(encoding="utf-8")
    assert "The hollow pledge" in widget._page
    widget.text = SMALL
    assert widget.map == argmap.loads(SMALL) and widget._page == page
    widget.status = True
    assert widget._page != page
    widget.options, widget.status = {"layout": "outline"}, False
    assert widget._page == page


def test_a_text_with_errors_is_told_and_the_last_figure_stays() -> None:
    widget = MapWidget(SMALL)
    page = widget._page
    widget.text = f"{SMALL}  because nobody\n"
    assert "undefined-label" in widget.error and ":7:11" in widget.error
    assert widget._page == page and widget.map == argmap.loads(SMALL)
    assert "undefined-label" in edit(widget, "all", "X.")
    widget.options = {"layout": "outline"}
    assert "undefined-label" in widget.error and widget._page != page
    widget.text = SMALL
    assert widget.error == ""
    for options, said in (({"layout": "spiral"}, "spiral"), ({"wide": 3}, "did you mean `width`")):
        widget.options = options
        assert said in widget.error
    assert "image/svg+xml" not in widget._repr_mimebundle_()[0]
    for given_ in (f"{SMALL}  because nobody\n", 3):
        with pytest.raises((argmap.ArgmapError, TypeError)):
            MapWidget(given_)
    with pytest.raises(ValueError, match="spiral"):
        MapWidget(SMALL, layout="spiral")


def test_a_map_of_another_format_or_of_objects_is_edited_in_the_language() -> None:
    built = argmap.ArgumentMap([argmap.Statement("Built.", label="b")])
    for given_ in (
        argmap.loads(SMALL).to_json(),
        argmap.loads(argmap.loads(SMALL).to_json()),
        built,
    ):
        widget = MapWidget(given_)
        key = widget.map.statements[0].id
        assert edit(widget, key, "Other words.") == ""
        assert argmap.loads(widget.text)[key].text == "Other words."


def test_what_is_chosen_is_a_statement_of_the_map() -> None:
    widget = MapWidget(SMALL)
    hear(widget, {"method": "update", "state": {"selected": "claim-1"}})
    assert widget.map[widget.selected].text == "The Ukraine pledge is hollow."
    with pytest.raises(argmap.ArgmapError, match="no statement `nobody`"):
        widget.selected = "nobody"
    assert widget.selected == "claim-1"
    widget.text = "premise all: Only this."
    assert widget.selected is None


def test_without_widgets_the_figure_is_shown() -> None:
    data, _ = MapWidget(SMALL, layout="outline")._repr_mimebundle_()
    assert (
        data["image/svg+xml"] == argmap.loads(SMALL).mimebundle(layout="outline")["image/svg+xml"]
    )
    assert {"image/png", "application/pdf"} <= {*data}
    assert "Joining NATO" in data["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in data


# In a browser


@slow
class Notebook:
    """A page that shows widgets, and the wires between them and Python."""

    def __init__(self, browser) -> None:
        self.browser = browser
        self.wires: dict[str, tuple[MapWidget, int]] = {}
        browser.get_log("browser")
        browser.get((ROOT / "tests" / "notebook.html").as_uri())

    def js(self, code: str, *given: object) -> Any:
        return self.browser.execute_script(code, *given)

    def show(self, widget: MapWidget, views: int = 1) -> None:
        self.wires[widget.model_id] = (widget, len(widget.comm.sent))
        state = {key: getattr(widget, key) for key in ("_page", "selected", "error")}
        state["_esm"] = str(widget._esm)
        self.js("open_(...arguments)", widget.model_id, state)
        for _ in range(views):
            self.js("models[arguments[0]].view()", widget.model_id)
        self.until(lambda: len(self.frames()) >= views)

    def frames(self) -> list[Any]:
        """The frames whose pages are in view."""
        visible = "(frame) => frame.style.visibility !== 'hidden'"
        return self.js(f"return [...document.querySelectorAll('iframe')].filter({visible})")

    def pump(self) -> None:
        """Carries all messages to where they go."""
        for id, message in self.js("return sent.splice(0)"):
            self.wires[id][0].comm.handle_msg({"content": {"data": message}, "buffers": []})
        for id, (widget, done) in self.wires.items():
            for message in widget.comm.sent[done:]:
                if message["method"] != "echo_update":
                    self.js("models[arguments[0]].hear(arguments[1])", id, message)
            self.wires[id] = widget, len(widget.comm.sent)

    def until(self, condition: Any) -> Any:
        end = time.monotonic() + 20
        while True:
            self.browser.switch_to.default_content()
            self.pump()
            if found := condition():
                return found
            assert time.monotonic() < end
            time.sleep(0.05)

    def inside(self, code: str, *given: object, frame: int = 0) -> Any:
        """What code gives in the page of a frame; once more where another page takes its place meanwhile."""
        while True:
            self.browser.switch_to.default_content()
            try:
                self.browser.switch_to.frame(self.frames()[frame])
                return self.js(f"return {code}", *given)
            except (NoSuchFrameException, NoSuchWindowException, StaleElementReferenceException):
                pass

    def press(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    def element(self, selector: str) -> Any:
        self.inside("0")
        return self.browser.find_element("css selector", selector)


FOCUSED = "document.activeElement.id"


@pytest.fixture
def notebook(browser):
    shown = Notebook(browser)
    yield shown
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_words_are_edited_by_double_click_and_keys(notebook) -> None:
    path = EXAMPLES / "nato.arg"
    before = path.read_text(encoding="utf-8")
    widget = MapWidget(argmap.load(path))
    notebook.show(widget)
    box = notebook.element("#s-hollow")
    ActionChains(notebook.browser).double_click(box).perform()
    notebook.until(lambda: widget.selected == "hollow")
    assert notebook.inside("document.activeElement.value") == widget.map["hollow"].text
    notebook.press("It is <b>empty</b> & hollow.", Keys.ENTER)
    notebook.until(lambda: widget.map["hollow"].text == "It is <b>empty</b> & hollow.")
    assert widget.text == before.replace("The pledge is hollow.", "It is <b>empty</b> & hollow.")
    # The next page stands in its place, has the same statement, and the focus.
    notebook.until(lambda: "<b>empty</b>" in notebook.inside("document.body.innerText"))
    notebook.until(lambda: notebook.inside(FOCUSED) == "s-hollow")
    assert not notebook.inside("document.querySelector('#ui-sheet b')")
    # By keys alone, and back.
    notebook.press("e", "Words that are dropped", Keys.ESCAPE)
    assert notebook.inside(FOCUSED) == "s-hollow"
    notebook.press(Keys.F2, Keys.BACKSPACE, Keys.ENTER)
    said = "document.querySelector('.words .refused').textContent"
    notebook.until(lambda: "empty" in notebook.inside(said))
    notebook.press("The pledge is hollow.", Keys.ENTER)
    notebook.until(lambda: widget.text == before)


def test_python_and_all_views_choose_the_same(notebook) -> None:
    widget, other = MapWidget(SMALL), MapWidget(argmap.load(CORPUS / "documents" / "hostile.arg"))
    notebook.show(widget, views=2)
    notebook.show(other)
    notebook.until(lambda: len(notebook.frames()) == 3)
    notebook.js("document.getElementById('cell').focus()")
    widget.selected = "all"
    told = "document.querySelector('#ui-panel:not([hidden]) code')?.textContent"
    for frame in (0, 1):
        notebook.until(lambda frame=frame: notebook.inside(told, frame=frame) == "all")
    notebook.until(lambda: True)
    assert notebook.js("return document.activeElement.id") == "cell"
    assert not notebook.inside(told, frame=2)
    widget.selected = None
    notebook.until(lambda: not notebook.inside(told))
    notebook.inside("document.querySelector('#s-claim-1').focus()", frame=1)
    notebook.until(lambda: widget.selected == "claim-1")
    assert other.selected is None
    ids = notebook.js("return [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert ids == ["cell"]


def test_another_map_takes_the_place_and_errors_are_shown(notebook) -> None:
    widget = MapWidget(SMALL)
    notebook.show(widget)
    notebook.element("#s-claim-1").click()
    notebook.press("+", "+", "e", "Not yet saved")
    notebook.until(lambda: widget.selected == "claim-1")
    scale = "document.getElementById('ui-sheet').style.transform.split('scale')[1]"
    before = notebook.inside(scale)
    widget.text = SMALL.replace("NATO", "the alliance")
    notebook.until(lambda: "the alliance" in notebook.inside("document.body.innerText"))
    assert notebook.inside(scale) == before
    assert notebook.inside("document.querySelector('.words textarea').value") == "Not yet saved"
    widget.text = "claim <i>: A.\n"
    alert = "return document.querySelector('pre[role=alert]').textContent"
    notebook.until(lambda: "error" in notebook.js(alert))
    assert notebook.js("return document.querySelector('pre i')") is None
    assert "the alliance" in notebook.inside("document.body.innerText")
    widget.text = SMALL
    notebook.until(lambda: notebook.js(alert) == "")


def test_a_widget_that_is_out_of_sight_is_drawn_when_it_is_seen(notebook) -> None:
    widget = MapWidget(argmap.load(EXAMPLES / "nato.arg"))
    notebook.js("document.body.hidden = true")
    notebook.show(widget, views=0)
    notebook.js("models[arguments[0]].view()", widget.model_id)
    notebook.until(lambda: True)
    notebook.js("document.body.hidden = false")
    notebook.until(notebook.frames)
    box = "document.querySelector('#s-influence').getBoundingClientRect()"
    notebook.until(lambda: notebook.inside(f"0 < {box}.width && {box}.right < innerWidth"))


def test_in_a_narrow_frame_the_outline_leads_to_the_figure(notebook) -> None:
    widget = MapWidget(SMALL)
    notebook.js("document.body.style.width = '500px'")
    notebook.show(widget)
    notebook.element("#ui-list .number[data-place='1']").click()
    notebook.until(lambda: widget.selected == "claim-1")
    notebook.element("#s-claim-1").click()
    notebook.press(Keys.F2, "It is hollow.", Keys.ENTER)
    notebook.until(lambda: widget.map["claim-1"].text == "It is hollow.")


def test_a_frame_reaches_nothing_around_it(notebook) -> None:
    notebook.show(MapWidget(SMALL))
    for reach in ("parent.document", "localStorage", "parent.location.href"):
        assert (
            notebook.inside(f"(() => {{ try {{ return {reach} && 1 }} catch {{ return 0 }} }})()")
            == 0
        )
    # A link within the page leads to its place there.
    notebook.inside("document.querySelector('.skip').click()")
    assert notebook.inside("location.href") == "about:srcdoc#ui-list"


def test_nbconvert_makes_a_page_with_figures_that_prints(browser, tmp_path: Path) -> None:
    bundles = [argmap.loads(SMALL).mimebundle(), MapWidget(SMALL)._repr_mimebundle_()[0]]
    cells = [
        nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", bundle)])
        for bundle in bundles
    ]
    exporter = HTMLExporter(require_js_url="", jquery_url="", mathjax_url="")
    html, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    browser.get((tmp_path / "a.html").as_uri())
    ids = browser.execute_script("return [...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    printed = browser.execute_cdp_cmd("Page.printToPDF", {})["data"]
    (page,) = PdfReader(io.BytesIO(base64.b64decode(printed))).pages
    assert page.extract_text().count("Joining NATO") == 2
    browser.get_log("browser")


# JupyterLab's language servers


@pytest.mark.slow  # it asks npm where it has servers
def test_jupyter_lsp_starts_the_server_and_hears_of_faults(tmp_path: Path) -> None:
    async def diagnostics() -> list[str]:
        manager = LanguageServerManager()
        manager.initialize()
        assert manager.language_servers["argmap"]["mime_types"] == ["text/x-argmap"]
        session = manager.sessions["argmap"]
        heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

        async def hear(scope: Any, message: Any, language_server: str, manager: Any) -> None:
            heard.put_nowait(message)

        manager.register_message_listener("server")(hear)
        session.initialize()

        async def until(found: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
            while not found(message := await asyncio.wait_for(heard.get(), 20)):
                pass
            return message

        def say(method: str, parameters: dict[str, Any], **more: int) -> None:
            message = {"jsonrpc": "2.0", "method": method, "params": parameters, **more}
            session.write(json.dumps(message))

        try:
            say("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=1)
            await until(lambda message: message.get("id") == 1)
            say("initialized", {})
            uri = (tmp_path / "a.arg").as_uri()
            document = {"uri": uri, "languageId": "argmap", "version": 1}
            said = {**document, "text": "claim: A.\n  because b\n"}
            say("textDocument/didOpen", {"textDocument": said})
            published = "textDocument/publishDiagnostics"
            found = await until(lambda message: message.get("method") == published)
        finally:
            session.stop()
            manager.unregister_message_listener(hear)
        return [diagnostic["code"] for diagnostic in found["params"]["diagnostics"]]

    assert asyncio.run(diagnostics()) == ["AM101 undefined-label"]


def test_jupyterlab_is_told_of_the_files() -> None:
    """The folder is an extension as JupyterLab loads it: a container by its name, with a module that has a plugin."""
    folder = ROOT / "argmap" / "integrations" / "jupyterlab"
    about = json.loads((folder / "package.json").read_text())
    load = about["jupyterlab"]["_build"]["load"]
    code = (folder / load).read_text()
    run = """
        const types = [], container = globalThis._JUPYTERLAB.argmap;
        await container.init({});
        const module = (await container.get('./extension'))();
        if (!Object.hasOwn(module, '__esModule')) throw 'no module';
        module.default.activate({ docRegistry: { addFileType: (type) => types.push(type) } });
        console.log(JSON.stringify([module.default.id, types]));
    """
    done = subprocess.run(
        [needed("node"), "--input-type=module", "-e", code + run], capture_output=True, check=True
    )
    id, (type,) = json.loads(done.stdout)
    assert id.startswith(about["name"] + ":")
    assert (
        type["extensions"] == [".arg"] and type["mimeTypes"] == spec(None)["argmap"]["mime_types"]
    )
