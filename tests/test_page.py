"""The interactive page, in a real browser: what a reader does with it, and what it must not do."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import argmap
from tests.bench.maps import generated
from tests.conftest import CORPUS, EXAMPLES

HOSTILE = CORPUS / "documents" / "hostile.arg"


class Shown:
    """A page in the browser, and what can be asked of it."""

    def __init__(self, browser, path: Path) -> None:
        self.browser, self.path = browser, path
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        self.size(1280, 800)
        for log in ("browser", "performance"):
            browser.get_log(log)
        browser.get("about:blank")
        browser.get(path.as_uri())

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, **features: str) -> None:
        """Settings of the reader's system; `media` is `print` for paper."""
        media = features.pop("media", "")
        found = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        wanted = {"media": media, "features": found}
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)

    def js(self, code: str, *arguments: object):
        return self.browser.execute_script(f"return {code}", *arguments)

    def one(self, selector: str):
        return self.browser.find_element("css selector", selector)

    def click(self, selector: str) -> None:
        self.settled()
        self.one(selector).click()

    def press(self, *keys: str, shift: bool = False) -> None:
        chain = ActionChains(self.browser)
        if shift:
            chain.key_down(Keys.SHIFT)
        chain.send_keys(*keys)
        if shift:
            chain.key_up(Keys.SHIFT)
        chain.perform()

    @property
    def view(self) -> tuple[float, float, float]:
        """How the sheet is moved and scaled, at rest."""
        text = self.one("#ui-sheet").get_attribute("style")
        found = re.search(r"translate\((.+?)px, (.+?)px\) scale\((.+?)\)", text)
        assert found, text
        return float(found[1]), float(found[2]), float(found[3])

    def settled(self) -> None:
        """Waits until nothing moves any more."""
        self.until("document.getAnimations().every((a) => a.playState === 'finished')")

    def until(self, condition: str, *arguments: object) -> None:
        end = time.monotonic() + 20
        while not self.js(condition, *arguments):
            assert time.monotonic() < end, condition
            time.sleep(0.02)

    def focused(self) -> str:
        return self.js("document.activeElement.id")

    def shown(self, selector: str) -> bool:
        code = "document.querySelector(arguments[0]).getClientRects().length > 0"
        return self.js(code, selector)

    def visible(self, selector: str) -> bool:
        """Whether it is shown, and not in something folded."""
        return self.js("document.querySelector(arguments[0]).checkVisibility()", selector)

    def panel(self) -> str:
        return self.js("document.getElementById('ui-panel').innerText")

    def middle(self, selector: str) -> tuple[float, float]:
        """Where the middle of an element is, in the window."""
        self.settled()
        code = "(({x, y, width, height}) => [x + width / 2, y + height / 2])"
        return tuple(
            self.js(
                f"{code}(document.querySelector(arguments[0]).getBoundingClientRect())", selector
            )
        )

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser")]

    def requests(self) -> list[str]:
        found = []
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return [url for url in found if not url.startswith(("data:", "about:"))]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for path in (EXAMPLES / "nato.arg", EXAMPLES / "cycling.arg", HOSTILE):
        argmap.load(path).render(folder / f"{path.stem}.html")
    argmap.loads(generated(500)).render(folder / "large.html")
    argmap.loads("").render(folder / "empty.html")
    return folder


@pytest.fixture
def page(browser, pages: Path):
    """Opens a page by name; at the end it must have fetched nothing and complained of nothing."""
    opened: list[Shown] = []

    def show(name: str = "nato", fragment: str = "") -> Shown:
        opened.append(Shown(browser, pages / f"{name}.html"))
        if fragment:
            browser.get("about:blank")
            browser.get(opened[-1].path.as_uri() + fragment)
        return opened[-1]

    yield show
    for one in opened:
        assert one.complaints() == []
        assert {url.partition("#")[0] for url in one.requests()} <= {one.path.as_uri()}


def test_the_same_map_gives_the_same_page(tmp_path: Path) -> None:
    for name in ("1.html", "2.html"):
        argmap.load(EXAMPLES / "nato.arg").render(tmp_path / name)
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_the_page_asks_for_nothing_and_holds_all(pages: Path) -> None:
    text = (pages / "nato.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in text and "'unsafe-inline' 'self'" not in text
    assert not re.findall(r'(?:src|href)="(?!#)', text) and "@import" not in text
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for statement in argmap.load(EXAMPLES / "nato.arg").statements:
        assert statement.text.replace("'", "&#x27;") in text


@pytest.mark.parametrize("face", ["regular", "bold", "italic"])
def test_the_part_of_a_font_that_a_page_holds(face: str) -> None:
    import io

    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    from argmap.draw.fonts.widths import font_file
    from argmap.writers.woff import woff

    text = "Schöne Größe, naïve façade – “Łódź” ½ ∞ א Ж ǻ"
    data = woff(face, text)
    assert data == woff(face, text) and len(data) < 60_000
    part, whole = TTFont(io.BytesIO(data), checkChecksums=2), TTFont(font_file(face))

    def drawn(font: TTFont, character: str) -> tuple:
        name = font.getBestCmap()[ord(character)]
        pen = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()[name].draw(pen)
        return pen.value, font["hmtx"][name][0]

    for character in text:
        if ord(character) in whole.getBestCmap():
            assert drawn(part, character) == drawn(whole, character)
    assert drawn(part, "Q")[0] == [] != drawn(whole, "Q")[0]


def test_the_figure_is_set_in_the_font_it_was_measured_in(page) -> None:
    shown = page()
    shown.until("document.fonts.status === 'loaded'")
    faces = "[...document.fonts].filter((f) => f.status === 'loaded').length"
    assert shown.js(faces) == 3
    wide = "[...document.querySelectorAll('#ui-sheet text')].map((t) => t.getComputedTextLength())"
    from argmap.draw import draw
    from argmap.draw.drawing import Label
    from argmap.draw.fonts.widths import width

    drawing = draw(argmap.load(EXAMPLES / "nato.arg"))
    labels = [s for g in drawing.groups for s in g.shapes if isinstance(s, Label)]
    for label, found in zip(labels, shown.js(wide), strict=True):
        if not label.goes_on:
            assert found == pytest.approx(width(label.text, label.face, label.size), rel=0.03)


def test_all_of_a_small_figure_is_in_view(page) -> None:
    shown = page()
    for statement in argmap.load(EXAMPLES / "nato.arg").statements:
        x, y = shown.middle(f"#s-{statement.id}")
        assert 0 < x < 1280 and 50 < y < 770
    assert shown.one("html").get_attribute("lang") == "en"
    assert shown.browser.title == "The hollow pledge"


def test_drag_wheel_and_keys_move_and_zoom(page) -> None:
    shown = page()
    x, y, k = shown.view
    stage = shown.one("#ui-stage")
    chain = ActionChains(shown.browser)
    chain.move_to_element_with_offset(stage, -560, 250).click_and_hold().move_by_offset(60, -40)
    chain.move_by_offset(40, -30).release().perform()
    moved = shown.view
    assert moved == pytest.approx((x + 100, y - 70, k), abs=1)
    ActionChains(shown.browser).scroll_from_origin(_origin(stage, 100, 50), 0, -300).perform()
    shown.until("document.getElementById('ui-sheet').style.transform !== arguments[0]", moved)
    assert shown.view[2] > k
    shown.press("0")
    shown.settled()
    assert shown.view == pytest.approx((x, y, k), abs=1)
    shown.press("+")
    assert shown.view[2] == pytest.approx(k * 1.25, rel=0.01)
    shown.press("-", "-")
    assert shown.view[2] == pytest.approx(k * 0.8, rel=0.01)
    shown.press("0", Keys.ARROW_LEFT, Keys.ARROW_UP)
    assert shown.view == pytest.approx((x + 80, y + 80, k), abs=1)
    for button in ("ui-in", "ui-out", "ui-out", "ui-fit"):
        shown.click(f"#{button}")
    assert shown.view == pytest.approx((x, y, k), abs=1)


def _origin(element, x: int, y: int):
    from selenium.webdriver.common.actions.wheel_input import ScrollOrigin

    return ScrollOrigin.from_element(element, x, y)


def test_two_fingers_zoom(page) -> None:
    shown = page()
    k = shown.view[2]

    def touch(kind: str, *points: tuple[int, int]) -> None:
        found = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        event = {"type": kind, "touchPoints": found}
        shown.browser.execute_cdp_cmd("Input.dispatchTouchEvent", event)

    touch("touchStart", (600, 600), (700, 600))
    for step in range(1, 6):
        touch("touchMove", (600 - 10 * step, 600), (700 + 10 * step, 600))
    touch("touchEnd")
    assert shown.view[2] == pytest.approx(2 * k, rel=0.25)


def test_search_finds_counts_and_goes_on(page) -> None:
    shown = page()
    shown.press("/")
    assert shown.focused() == "ui-search"
    shown.press("PLEDGE")
    assert shown.one("#ui-count").text == "4 found"
    assert shown.one("#ui-count").get_attribute("role") == "status"
    found = "[...document.querySelectorAll('.found')].map((e) => e.id)"
    assert shown.js(found) == ["s-modify", "s-hollow", "s-provokes", "s-norm"]
    shown.press(Keys.ENTER, Keys.ENTER)
    assert shown.one("#ui-count").text == "2 of 4"
    x, y = shown.middle("#s-hollow")
    assert 300 < x < 1000 and 300 < y < 500
    assert "The pledge is hollow." in shown.panel()
    shown.press(Keys.ENTER, shift=True)
    assert shown.one("#ui-count").text == "1 of 4"
    shown.press(Keys.ESCAPE, "/", "among-allies")
    assert shown.js(found) == ["s-among-allies"]
    shown.press(Keys.ESCAPE, "/", "no such words")
    assert shown.one("#ui-count").text == "none"
    shown.press(Keys.ESCAPE)
    assert shown.one("#ui-count").text == "" and shown.focused() != "ui-search"


def test_what_is_folded_is_hidden_and_counted(page) -> None:
    shown = page()
    shown.click("#s-never")
    shown.press(Keys.ENTER)
    gone = ["#s-unanimity", "#s-few", "#s-defence", "#a-argument-3", "#bar-argument-3"]
    assert not any(shown.shown(element) for element in gone)
    assert shown.shown("#s-never") and shown.shown("#a-argument-2")
    assert shown.one("#s-never .more").text == "+4"
    assert shown.one("#s-never").get_attribute("aria-expanded") == "false"
    shown.press("/", "consent", Keys.ENTER)
    assert shown.shown("#s-unanimity") and not shown.js("document.querySelector('.more')")
    shown.click("#s-never")
    shown.press(" ")
    assert not shown.shown("#s-unanimity")
    shown.click("#s-never .more")
    assert shown.shown("#s-unanimity")


def test_what_serves_something_else_too_stays(browser, tmp_path: Path) -> None:
    map = argmap.loads(
        "claim a: A is so.\n  because b: B is so.\n    because c: C is so.\n  because s\n"
        "claim d: D is so.\n  because s: S is so.\n    because a\n"
    )
    map.render(tmp_path / "x.html")
    shown = Shown(browser, tmp_path / "x.html")
    shown.click("#s-b")
    shown.press(Keys.ENTER)
    assert not shown.shown("#s-c") and shown.shown("#s-s")
    shown.click("#s-d")
    shown.press(Keys.ENTER)
    assert not shown.shown("#s-s") and not shown.shown("#s-a")


def test_keys_go_along_the_relations(page) -> None:
    shown = page()
    shown.js("document.getElementById('ui-stage').focus()")
    shown.press(Keys.TAB)
    assert shown.focused() == "s-modify"
    assert shown.js("document.querySelector('#s-modify .ring') !== null")
    ways = [
        (Keys.ARROW_DOWN, "s-hollow"),
        (Keys.ARROW_RIGHT, "s-provokes"),
        (Keys.ARROW_RIGHT, "s-norm"),
        (Keys.ARROW_RIGHT, "s-influence"),
        (Keys.ARROW_RIGHT, "s-influence"),
        (Keys.ARROW_DOWN, "s-among-allies"),
        (Keys.ARROW_UP, "s-influence"),
        (Keys.ARROW_LEFT, "s-norm"),
        (Keys.ARROW_UP, "s-modify"),
        (Keys.ARROW_DOWN, "s-norm"),
        (Keys.TAB, "s-influence"),
    ]
    for key, id in ways:
        shown.press(key)
        assert shown.focused() == id
    shown.press(Keys.ESCAPE)
    assert shown.focused() == "ui-stage" and not shown.shown("#ui-panel")


def test_the_pointer_shows_a_path_and_what_is_known(page) -> None:
    shown = page()
    ActionChains(shown.browser).move_to_element(shown.one("#s-few")).perform()
    shown.until("document.querySelector('.tracing') !== null")
    on = set(shown.js("[...document.querySelectorAll('.on')].map((e) => e.id)"))
    assert {"s-few", "s-never", "s-hollow", "s-modify", "bar-argument-3", "a-argument-1"} <= on
    assert not on & {"s-provokes", "s-unanimity", "a-argument-7"}
    shown.until("!document.getElementById('ui-panel').hidden")
    assert "Few allies would commit" in shown.panel() and "¶ 13" in shown.panel()
    ActionChains(shown.browser).move_to_element_with_offset(
        shown.one("#ui-stage"), -600, 300
    ).perform()
    shown.until("document.getElementById('ui-panel').hidden")
    assert not shown.js("document.querySelector('.tracing')")


def test_the_panel_tells_all_and_leads_on(page) -> None:
    shown = page("cycling")
    shown.click("#s-kerb")
    text = shown.panel()
    for words in (
        "Dr Helen Marsh",
        "by expert-opinion",
        "5 as expert",
        "against this step",
        "cycling.txt",
    ):
        assert words in text
    shown.one("#ui-panel li a").click()
    assert shown.focused() == "s-expert"
    shown.settled()
    x, y = shown.middle("#s-expert")
    assert 200 < x < 1100 and 200 < y < 600
    shown.one("#ui-panel .close").click()
    assert not shown.shown("#ui-panel")


def test_light_and_dark(page) -> None:
    shown = page()
    paper = "getComputedStyle(document.body).backgroundColor"
    root = "getComputedStyle(document.querySelector('#s-modify rect')).fill"
    light = shown.js(paper), shown.js(root)
    shown.media(prefers_color_scheme="dark")
    dark = shown.js(paper), shown.js(root)
    assert light[0] == "rgb(255, 255, 255)" and dark[0] != light[0] and dark[1] != light[1]
    # The page hears of the change in a turn of its own.
    pressed = "document.querySelector('#ui-theme').getAttribute('aria-pressed') === 'true'"
    shown.until(pressed)
    shown.click("#ui-theme")
    assert (shown.js(paper), shown.js(root)) == light
    shown.click("#ui-theme")
    assert (shown.js(paper), shown.js(root)) == dark
    shown.media(media="print")
    assert (shown.js(paper), shown.js(root)) == light
    assert shown.shown("#s-modify") and not shown.shown("header")


def test_the_list_leads_to_the_boxes(page) -> None:
    shown = page()
    shown.click("#ui-text > summary")
    assert shown.js("document.querySelectorAll('.list li[id]').length") == 15
    shown.one(".list a[href='#s-few']").click()
    assert shown.focused() == "s-few"


def test_an_address_can_lead_to_a_statement(page) -> None:
    shown = page(fragment="#s-few")
    assert shown.focused() == "s-few" and "Few allies" in shown.panel()


def test_a_link_opens_what_hides_a_statement_and_shows_its_reasons(page) -> None:
    shown = page()
    for folded in ("s-never", "s-hollow"):
        shown.js("document.getElementById(arguments[0]).focus()", folded)
        shown.press(Keys.ENTER)
    assert not shown.shown("#s-never")
    shown.js("location.hash = 's-never'")
    shown.until("document.activeElement.id === 's-never'")
    shown.settled()
    stage, panel = (
        shown.js(f"document.getElementById('{name}').getBoundingClientRect().toJSON()")
        for name in ("ui-stage", "ui-panel")
    )
    for id in ("s-never", "s-unanimity", "s-few", "s-rebuttal-1"):
        assert shown.js(f"document.getElementById('{id}').classList.contains('on')")
        x, y = shown.middle(f"#{id}")
        assert stage["left"] < x < panel["left"] and stage["top"] < y < stage["bottom"]
    shown.js("location.hash = 't-few'")
    shown.until("document.getElementById('ui-text').open")
    assert shown.visible("#t-defence")


def test_a_large_figure_opens_as_a_whole(page) -> None:
    shown = page("large")
    stage, sheet = (
        shown.js(f"document.getElementById('{name}').getBoundingClientRect().toJSON()")
        for name in ("ui-stage", "ui-sheet")
    )
    for low, high in (("left", "right"), ("top", "bottom")):
        assert stage[low] <= sheet[low] and sheet[high] <= stage[high]


def test_the_signs_are_explained_in_view(page) -> None:
    shown = page()
    told = shown.one("#ui-signs p")
    assert "Solid lines ending in a triangle support" in told.text
    box = told.rect
    assert box["height"] > 10 and box["y"] + box["height"] <= 800
    stage = shown.one("#ui-stage").rect
    assert box["y"] >= stage["y"] + stage["height"]
    assert "dotted edge and italics: open" in told.text and "parts" not in told.text


def test_numbers_stay_on_one_line(page) -> None:
    shown = page("cycling", "#s-lane")
    for width in (1280, 390):
        shown.size(width, 844)
        lines = (
            "[...document.querySelectorAll('#ui-panel b, .list a')].map((e) => { const r = "
            "document.createRange(); r.selectNodeContents(e); return r.getClientRects().length; })"
        )
        found = shown.js(lines)
        assert len(found) > 12 and max(found) == 1


def test_links_between_figures_of_a_set(browser, tmp_path: Path) -> None:
    map = argmap.load(EXAMPLES / "summit.arg")
    map.render(tmp_path / "x.html", preset="springer", split=True)
    shown = Shown(browser, tmp_path / "x.html")

    def inside(selector: str) -> bool:
        x, y = shown.middle(selector)
        stage = shown.one("#ui-stage").rect
        return 0 < x < 1280 and stage["y"] < y < stage["y"] + stage["height"]

    headings = "[...document.querySelectorAll('#ui-sheet > h2 > b')].map((e) => e.textContent)"
    count = shown.js("document.querySelectorAll('#ui-sheet > svg').length")
    assert count > 3 and shown.js(headings) == [f"Figure {n + 1}" for n in range(count)]
    assert inside("#cut-deter") and not inside("#p3-s-deter")
    shown.click("#cut-deter")
    assert shown.focused() == "p3-s-deter" and inside("#p3-s-deter")
    shown.press(Keys.ESCAPE)
    assert shown.one("#cut-crucial").get_attribute("role") == "link"
    shown.js("document.getElementById('cut-crucial').focus()")
    shown.press(Keys.ENTER)
    assert shown.focused() == "p2-s-crucial"
    shown.js("location.hash = 'figure-4'")
    shown.until("document.activeElement.id === 'figure-4'")
    assert inside("#figure-4") and not inside("#figure-1")
    back = "#p2-from-no-war"
    assert shown.one(back).get_attribute("role") == "link"
    shown.js("document.getElementById('p2-from-no-war').focus()")
    shown.press(Keys.ENTER)
    assert shown.focused() == "figure-1" and inside("#cut-no-war")
    shown.js("location.hash = 'figure-2'")
    shown.until("document.activeElement.id === 'figure-2'")
    shown.click(back)
    assert shown.focused() == "figure-1"
    shown.js("location.hash = 's-deter'")
    shown.until("document.activeElement.id === 'p3-s-deter'")
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    linked = re.findall(r'class="number" href="#([^"]+)"', text)
    assert set(linked) <= set(re.findall(r'\bid="([^"]+)"', text))
    assert shown.complaints() == []


def test_a_phone_shows_an_outline_that_folds(page) -> None:
    shown = page("cycling")
    shown.size(390, 844)
    shown.until("document.getElementById('ui-text').open")
    assert not shown.visible("#ui-stage") and not shown.visible("#ui-signs")
    assert shown.js("document.documentElement.scrollWidth") == 390
    assert shown.visible("#t-trade") and not shown.visible("#t-danger")
    fold = "document.querySelector('#ui-list details details > summary')"
    assert shown.js(f"{fold}.innerText.trim() || {fold}.textContent") == "Below 2, 4"
    shown.js(f"{fold}.focus()")
    shown.press(Keys.ENTER)
    assert shown.visible("#t-danger")
    shown.click("#ui-fold")
    assert not shown.visible("#t-trade")
    shown.js("location.hash = 's-kerb'")
    shown.until("document.activeElement.closest('#t-kerb') !== null")
    assert shown.visible("#t-kerb") and not shown.visible("#ui-stage")
    shown.click("#ui-fold")
    shown.press("/", "danger", Keys.ENTER)
    assert shown.one("#ui-count").text.startswith("1 of")
    assert shown.visible("#t-danger") and shown.focused() == "ui-search"
    shown.click("#ui-unfold")
    assert shown.visible("#t-danger")
    shown.js("document.querySelector('#t-kerb > .number').click()")
    shown.until("document.getElementById('ui-stage').clientWidth > 0")
    assert shown.focused() == "s-kerb" and not shown.visible("#ui-list")
    shown.click("#ui-text > summary")
    shown.media(media="print")
    assert shown.visible("#s-kerb") and not shown.visible("#ui-list")


def test_the_outline_is_well_formed(pages: Path) -> None:
    from html.parser import HTMLParser

    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "input"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            pass

    for path in pages.glob("*.html"):
        found = Tags()
        found.feed(path.read_text(encoding="utf-8"))
        assert found.open == []


def test_hostile_texts_stay_texts(page) -> None:
    shown = page("hostile")
    assert shown.browser.title == 'A "title" # & <b>; %% {x}'
    assert shown.js("document.querySelectorAll('script').length") == 2
    assert shown.js("document.querySelectorAll('img, iframe, object, b i').length") == 0
    for statement in argmap.load(HOSTILE).statements:
        shown.js("document.getElementById(arguments[0]).focus()", f"s-{statement.id}")
        assert statement.text in shown.js("document.querySelector('#ui-panel .text').textContent")
    shown.js("document.getElementById('s-b').focus()")
    link = shown.one("#ui-panel dd a")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("href").startswith("https://example.org/")


def test_no_address_runs_anything(tmp_path: Path) -> None:
    bad = [
        "javascript:alert(1)",
        "JaVaScript:x",
        "data:text/html,x",
        "//evil.example",
        "\\\\x",
        "file:///x",
    ]
    good = [
        "https://example.org/a?b=c&d=%22",
        "http://x.org",
        "mailto:me@example.org",
        "notes/a.html",
    ]
    from argmap.writers.urls import safe_url

    assert [safe_url(url) for url in bad] == [""] * len(bad)
    assert [safe_url(url) for url in good] == good
    assert safe_url(None) == safe_url("") == ""


def test_outlines_of_several_pages_are_folded_and_referred_to(browser, tmp_path: Path) -> None:
    map = argmap.load(CORPUS / "draw" / "structures.arg")
    map.render(tmp_path / "x.html", layout="outline", width=120, height=150)
    shown = Shown(browser, tmp_path / "x.html")
    assert shown.js("document.querySelectorAll('#ui-sheet > svg').length") > 1
    ids = "[...document.querySelectorAll('[id]')].map((e) => e.id)"
    assert shown.js(f"{ids}.length === new Set({ids}).size")
    assert shown.js("document.querySelectorAll('.statement').length") == len(map.statements)
    assert shown.shown(".reference")
    shown.click(".reference")
    assert shown.focused() == "s-one"
    shown.js("document.getElementById('s-two').focus()")
    shown.press(Keys.ENTER)
    assert not shown.shown(".reference")
    assert shown.complaints() == []


@pytest.mark.parametrize("layout", ["freeman", "toulmin", "framework"])
def test_other_layouts_are_pages_too(layout: str, browser, tmp_path: Path) -> None:
    map = argmap.load(EXAMPLES / "cycling.arg")
    map.render(tmp_path / "x.html", layout=layout)
    shown = Shown(browser, tmp_path / "x.html")
    shown.press("/", "parking", Keys.ENTER, Keys.ESCAPE, "0")
    shown.click("#ui-text > summary")
    for statement in map.statements:
        shown.js(
            "document.querySelector(arguments[0]).click()", f".list a[href='#s-{statement.id}']"
        )
        assert layout == "framework" or statement.text in shown.panel()
    if layout == "freeman":
        shown.click("#ui-text > summary")
        shown.press("0")
        shown.click("#s-kerb")
        shown.press(Keys.ENTER)
        assert not shown.shown("#s-told") and not shown.shown("#key-told")
        assert not shown.shown("#stems-argument-3")
        shown.click("#key-danger")
        assert shown.focused() == "s-danger"
        shown.press(Keys.ARROW_DOWN)
        assert shown.focused() == "s-lane"
    assert shown.complaints() == []


def test_a_large_map_is_usable(page) -> None:
    shown = page("large")
    assert shown.js("document.querySelectorAll('.statement').length") == 500
    shown.press("/", "war", Keys.ENTER)
    shown.press(Keys.ESCAPE, "0", "+", "+")
    shown.click("#ui-fit")
    shown.js("document.getElementById('ui-stage').focus()")
    shown.press(Keys.TAB, Keys.ENTER, Keys.ARROW_RIGHT, Keys.ARROW_DOWN)
    assert shown.focused().startswith("s-")


def test_an_empty_map_is_a_page_too(page) -> None:
    shown = page("empty")
    shown.press("/", "x", Keys.ENTER, Keys.ESCAPE, "0", "+", Keys.ARROW_DOWN)


def test_a_phone_shows_the_panel_below(page) -> None:
    shown = page()
    shown.size(390, 844)
    shown.until("document.getElementById('ui-text').open")
    shown.click("#ui-text > summary")
    shown.until("document.getElementById('ui-stage').clientWidth > 0")
    shown.settled()
    shown.click("#s-modify")
    shown.settled()
    box = shown.js("document.getElementById('ui-panel').getBoundingClientRect().toJSON()")
    assert box["width"] == 390 and box["top"] > 400
    assert shown.middle("#s-modify")[1] < box["top"]
    assert shown.js("document.documentElement.scrollWidth") == 390


def test_who_wants_no_motion_gets_none(page) -> None:
    shown = page()
    shown.media(prefers_reduced_motion="reduce")
    shown.press("+")
    assert shown.js("document.getAnimations().length") == 0
