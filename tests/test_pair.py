"""Readings side by side: the page, and what it does in a browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.compare.alignment import align
from argmap.compare.table import from_csv, to_csv
from argmap.map import ArgumentMap
from argmap.quotations.library import Passages
from argmap.writers.pair_html import MOST, Reading, to_html
from tests.browser import open_browser
from tests.conftest import CORPUS
from tests.strategies import maps

READINGS = CORPUS / "readings"

ANN = """\
map: Ann
  source: text.txt

claim tax: The tax should rise.
  > raise the tax
  because: Roads are broken.
    > roads are broken
  because: Schools lack money.
    > schools are poor
"""
BEN = """\
map: Ben
  source: text.txt

claim: Levies must go up.
  > raise the tax
  because: Streets need repair.
    > roads are broken
  but: </script><b>Markup & "quotes", ‮bidi
    > The rich pay
"""
TEXT = "We should raise the tax, for roads are broken and schools are poor.\n\nThe rich pay enough, some say.\n"


class _Page(HTMLParser):
    """Reads a page: what it opens it closes, and its links lead somewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.linked: set[str] = set()
        self.feed(text)
        self.close()
        assert not self.open
        assert len(self.ids) == len(set(self.ids)) and self.linked <= set(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not any(name.startswith("on") for name in given)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.linked |= {(given["href"] or "")[1:]} if "href" in given else set()
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag


def page_of(*texts: str) -> str:
    found = [argmap.loads(text) for text in texts]
    nothing = Passages({}, {})
    alignment = align(*found) if len(found) == 2 else None
    return to_html([Reading(f"r{n}", m, nothing) for n, m in enumerate(found)], alignment)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("ann.arg", ANN), ("ben.arg", BEN), ("text.txt", TEXT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_has_the_text_with_marks_and_both_maps(folder: Path) -> None:
    assert main(["compare", "ann.arg", "ben.arg", "-o", "pair.html"]) == 0
    text = Path("pair.html").read_text(encoding="utf-8")
    page = _Page(text)
    assert {f"r1s{n}" for n in (1, 2, 3)} | {f"r2s{n}" for n in (1, 2, 3)} <= set(page.ids)
    assert '<mark class="r1 r2" data-of="1.1 2.1">raise the tax</mark>' in text
    assert (
        '<mark class="r2" data-of="2.3">The rich pay</mark><sup><a href="#r2s3">B3</a></sup>'
        in text
    )
    assert "&lt;/script&gt;&lt;b&gt;Markup &amp; &quot;quotes&quot;" in text
    assert text.count("<script") == 2 and "script-src 'sha256-" in text
    data = json.loads(re.findall(r'id="data">(.*?)</script>', text)[0])
    assert data["pairs"][0][:2] == [0, 0] and len(data["pairs"]) == 2
    assert main(["compare", "ann.arg", "ben.arg", "-o", "again.html"]) == 0
    assert Path("again.html").read_text(encoding="utf-8") == text


def test_pages_of_all_maps_are_whole() -> None:
    pool = maps(30)
    nothing = Passages({}, {})
    for n, map in enumerate(pool):
        readings = [Reading("<a>", map, nothing), Reading("b&", pool[n - 1], nothing)]
        page = _Page(to_html(readings, align(map, pool[n - 1])))
        assert {f"r1s{i + 1}" for i in range(len(map))} <= set(page.ids)
    _Page(to_html([Reading(str(n), m, nothing) for n, m in enumerate(pool[:5])]))


def test_more_readers_are_more_columns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("eve.arg").write_text(ANN.replace("Ann", "Eve").replace("broken.", "in bad repair."))
    assert main(["compare", "ann.arg", "ben.arg", "eve.arg", "-o", "all.html"]) == 0
    text = Path("all.html").read_text(encoding="utf-8")
    _Page(text)
    assert text.count('<section class="map"') == 3 and "--columns:4" in text
    assert 'id="save"' not in text and 'data-of="1.1 2.1 3.1"' in text
    assert main(["compare", *["ann.arg"] * (MOST + 1), "-o", "all.html"]) == 2
    assert f"{MOST} readings stand side by side at most" in capsys.readouterr().err


def test_without_a_text_in_common_there_is_no_column_for_it() -> None:
    text = page_of("claim: A.\n", "claim: A.\nclaim: B.\n")
    assert "The text" not in text and "two bare" in text
    _Page(page_of("", "claim: A.\n"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    driver = open_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.mark.slow
def test_what_is_the_same_is_lit_and_pairs_are_changed_and_saved(
    browser, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from selenium.webdriver import ActionChains, Keys

    assert main(["compare", "ann.arg", "ben.arg", "-o", "pair.html"]) == 0
    browser.set_window_size(1280, 900)
    browser.get((folder / "pair.html").as_uri())
    browser.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
    )

    def find(selector: str):
        return browser.find_element("css selector", selector)

    def lit() -> set[str]:
        return {e.get_attribute("id") for e in browser.find_elements("css selector", ".s.lit")}

    ActionChains(browser).move_to_element(find("#r1s2")).perform()
    assert lit() == {"r1s2", "r2s2"}
    assert [e.text for e in browser.find_elements("css selector", "mark.lit")] == [
        "roads are broken"
    ]
    assert len(browser.find_elements("css selector", "#lines path")) == 2
    assert "in no other" in find("#r1s3").text and "alone" in find("#r1s3").get_attribute("class")
    # With the keyboard: the third of either is the same.
    find("#r1s3").send_keys(Keys.ENTER)
    assert find("#r1s3").get_attribute("aria-pressed") == "true"
    find("#r2s3").send_keys(Keys.SPACE)
    assert find("#said").text == "A3 and B3 are the same."
    assert "= B3" in find("#r1s3").text and "3 pairs" in find("#count").text
    # With the mouse: the second has no other.
    find("#r1s2").click()
    find("#part").click()
    assert "in no other" in find("#r2s2").text
    find("#save").click()
    saved = folder / "alignment.csv"
    for _ in range(100):
        if saved.exists() and saved.read_text(encoding="utf-8").count("\n") > 4:
            break
        browser.execute_async_script("setTimeout(arguments[0], 50)")
    ann, ben = (ArgumentMap.of(argmap.load(name)) for name in ("ann.arg", "ben.arg"))
    pairs = from_csv(saved.read_text(encoding="utf-8"), ann, ben)
    assert sorted(pairs) == sorted(
        [
            ("tax", "claim-1"),
            ("premise-1", ""),
            ("premise-2", "rebuttal-1"),
            ("", "premise-1"),
        ]
    )
    assert main(["compare", "ann.arg", "ben.arg", "--alignment", "alignment.csv"]) == 0
    assert "in both: 2 of 3 and 3 statements" in capsys.readouterr().out
    # What the page saves is what the command would write.
    written = to_csv(align(ann, ben, pairs), ann, ben).splitlines()
    ids = {line.split(",")[0:2] == ["tax", "claim-1"] for line in written}
    assert True in ids
    assert not [e for e in browser.get_log("browser") if e["level"] == "SEVERE"]


@pytest.mark.slow
def test_doubts_are_settled_with_a_click(browser, folder: Path) -> None:
    names = [str(READINGS / name) for name in ("ann.arg", "ben.arg")]
    assert main(["compare", *names, "-o", "pair.html", "--quiet"]) == 0
    browser.get((folder / "pair.html").as_uri())
    count = browser.find_element("css selector", "#count")
    before = re.findall(r"\d+", count.text)
    browser.find_element("css selector", "summary").click()
    items = browser.find_elements("css selector", ".doubts li")
    assert len(items) == int(before[1]) > 3
    items[0].find_elements("css selector", "button")[0].click()
    items[1].find_elements("css selector", "button")[1].click()
    assert re.findall(r"\d+", count.text) == [str(int(before[0]) - 1), str(int(before[1]) - 2)]
    assert [e.find_element("css selector", ".state").text for e in items[:2]] == [
        "the same",
        "not the same",
    ]
    # On a narrow screen the columns stand below each other, and nothing is wider than it.
    browser.set_window_size(500, 800)
    width = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    assert not [e for e in browser.get_log("browser") if e["level"] == "SEVERE"]
