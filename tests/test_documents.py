"""The map as text, markdown and mermaid: nothing is lost, and what a user wrote is shown as written."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import argmap
from argmap import ArgumentMap
from argmap.draw.markup import plain
from argmap.draw.options import Options
from argmap.draw.view import view
from argmap.wording import shown
from argmap.writers.markdown import to_markdown
from argmap.writers.mermaid import to_mermaid
from argmap.writers.nested_list import MAX_LEVEL, Heading, Item, Number, StatementText, nested_list
from argmap.writers.text import to_text
from tests.bench.maps import chain, circles, comb, generated
from tests.conftest import CORPUS, EXAMPLES
from tests.strategies import maps

HOSTILE = CORPUS / "documents" / "hostile.arg"
CASES = [EXAMPLES / "nato.arg", CORPUS / "draw" / "structures.arg", HOSTILE]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_goldens(path: Path, golden) -> None:
    seen = view(argmap.load(path))
    golden(CORPUS / "documents" / f"{path.stem}.txt", to_text(seen))
    golden(CORPUS / "documents" / f"{path.stem}.md", to_markdown(seen))
    golden(CORPUS / "documents" / f"{path.stem}.mmd", to_mermaid(seen))


def check_list(map: ArgumentMap) -> list[Heading | Item]:
    """Each statement is written once, each argument told, and no item stands too deep for the one before."""
    entries = nested_list(view(map))
    items = [entry for entry in entries if isinstance(entry, Item)]
    said = [item.said.id for item in items if item.said is not None]
    assert sorted(said) == sorted(s.id for s in map.statements)
    depth = -1
    for entry in entries:
        assert isinstance(entry, Heading) or 0 <= entry.depth <= min(depth + 1, MAX_LEVEL + 2)
        depth = -1 if isinstance(entry, Heading) else entry.depth
    headings = [e.section.id for e in entries if isinstance(e, Heading)]
    assert sorted(headings) == sorted(s.id for s in map.sections)
    mentions = sum(isinstance(p, (Number, StatementText)) for item in items for p in item.pieces)
    premises = sum(len({*a.premises}) + (a.warrant is not None) for a in map.arguments)
    assert mentions >= premises
    return entries


def test_nothing_is_lost_in_any_map() -> None:
    for map in maps():
        check_list(map)


@pytest.mark.parametrize("make", [generated, chain, comb, circles])
def test_large_maps_and_long_chains(make) -> None:
    map = argmap.loads(make(3000))
    check_list(map)
    assert len(to_text(view(map))) < 400_000
    assert max(len(line) - len(line.lstrip()) for line in to_markdown(view(map)).split("\n")) < 40


def test_a_circle_is_told_once() -> None:
    text = to_text(view(argmap.loads("claim a: A is so.\n  because b: B is so.\n    because a\n")))
    assert text.endswith(
        "- (1) A is so.\n  - a reason for (2)\n  - because (2) B is so.\n    - because: see (1)\n"
    )


def test_undercuts_in_a_circle_of_steps_are_told() -> None:
    map = argmap.loads("claim a: A.\n  because b: B.\n    unless c: C.\n      unless d: D.\n")
    text = to_text(view(map))
    assert "    - against this step, unless (3, open) C.\n" in text
    assert "      - against this step, unless (4, open) D.\n" in text


def test_what_a_view_leaves_out_is_said() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    for write in (to_text, to_markdown):
        written = write(view(map, Options(depth=1)))
        assert "left out" in written.rstrip("\n").split("\n")[-1]
        assert "not shown" in written


def test_an_empty_map() -> None:
    seen = view(argmap.loads(""))
    assert to_text(seen).startswith("Argument map\n====")
    assert to_markdown(seen).startswith("# Argument map\n")
    assert to_mermaid(seen).startswith("flowchart BT\n")


def rendered(markdown: str) -> list[str]:
    """The text of each block of a Markdown document, as a reader sees it."""
    blocks = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        assert token.type not in ("code_block", "fence", "html_block", "ordered_list_open", "hr")
        if token.type != "inline":
            continue
        # The attribute `url` is a link that shows its own address.
        kinds = {child.type for child in token.children if child.markup != "autolink"}
        assert kinds <= {"text", "strong_open", "strong_close", "em_open", "em_close"}, kinds
        blocks.append("".join(child.content for child in token.children))
    return blocks


def bare(text: str) -> str:
    return " ".join(text.split())


def check_markdown(map: ArgumentMap) -> None:
    blocks = [bare(block) for block in rendered(to_markdown(view(map)))]
    told = "\n".join(blocks)
    inline = map.attributes.get("markup") == "inline"
    for statement in map.statements:
        assert bare(plain(shown(statement.text), inline)) in told
        for quotation in statement.quotations:
            assert bare(shown(quotation.text)) in blocks
    for section in map.sections:
        assert bare(shown(section.title)) in blocks


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_markdown_shows_what_was_written(path: Path) -> None:
    check_markdown(argmap.load(path))


SIGNS = st.text("ab1. \\`*_{}[]()<>#+-!|~&;$:=^\"'@/\t%§名é", min_size=1, max_size=24)


@settings(max_examples=300, deadline=None)
@given(st.lists(SIGNS.map(str.strip).filter(bool), min_size=3, max_size=3))
def test_markdown_of_any_text(texts: list[str]) -> None:
    one = argmap.Statement(texts[0], "claim", quotations=texts[1:])
    other = argmap.Statement(texts[1], "premise", attributes={"note": texts[2]})
    check_markdown(
        argmap.ArgumentMap([one, other], [argmap.Argument([other], one)], title=texts[2])
    )


def test_markup_is_kept_where_it_is_asked_for() -> None:
    source = "map: M\n  markup: inline\nclaim: *Some* say **all** and $x_1$.\n"
    seen = view(argmap.loads(source))
    assert "- **1** *Some* say **all** and $x_1$.\n" in to_markdown(seen)
    assert "- (1) Some say all and x₁.\n" in to_text(seen)
    assert '"(1) Some say all and x₁."' in to_mermaid(seen)
    seen = view(argmap.loads(source.replace("  markup: inline\n", "")))
    assert "- (1) *Some* say **all** and $x_1$.\n" in to_text(seen)


# Mermaid, by Mermaid itself


@pytest.fixture(scope="module")
def mermaid(browser, tmp_path_factory):
    """Has Mermaid draw a text in a browser; gives the title, the labels, and what should not be there."""
    script = os.environ.get("ARGMAP_MERMAID")
    if not script:
        pytest.skip("ARGMAP_MERMAID does not name mermaid.min.js")
    page = tmp_path_factory.mktemp("mermaid") / "page.html"
    page.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><div id="out"></div>'
        f'<script src="{Path(script).resolve().as_uri()}"></script>',
        encoding="utf-8",
    )
    browser.get(page.as_uri())

    def draw(text: str) -> dict:
        return browser.execute_async_script(
            """
            const [text, done] = arguments, out = document.getElementById('out');
            mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxEdges: 5000 });
            const texts = (of) => [...out.querySelectorAll(of)].map((e) => e.textContent);
            mermaid.render('drawn', text).then((made) => {
              out.innerHTML = made.svg;
              done({
                title: texts('title')[0], nodes: texts('.nodeLabel').filter((t) => t),
                edges: texts('span.edgeLabel').filter((t) => t), lines: texts('.flowchart-link').length,
                active: out.querySelectorAll('script, img, a, i').length,
              });
            }, (error) => done({ error: String(error) }));
            """,
            text,
        )

    return draw


@pytest.mark.parametrize("path", [*CASES, CORPUS / "draw" / "undercuts.arg"], ids=lambda p: p.stem)
def test_mermaid_draws_it(path: Path, mermaid) -> None:
    map = argmap.load(path)
    drawn = mermaid(to_mermaid(view(map)))
    assert "error" not in drawn, drawn["error"]
    inline = map.attributes.get("markup") == "inline"
    assert bare(drawn["title"]) == bare(plain(map.title, inline))
    nodes = {bare(node) for node in drawn["nodes"]}
    for number, statement in enumerate(map.statements, 1):
        speaker = f"{statement.speaker}: " if statement.speaker else ""
        # Below the text stand notes, as the qualifier.
        words = bare(f"({number}) {speaker}{plain(shown(statement.text), inline)}")
        found = [node for node in nodes if node.startswith(words)]
        assert found, (words, nodes)
        qualifier = statement.attributes.get("qualifier")
        if isinstance(qualifier, str):
            assert bare(plain(shown(qualifier), inline)) in found[0]
    used = {s.section for s in map.statements}
    for section in map.sections:
        assert section.id not in used or bare(plain(section.title, inline)) in nodes
    assert drawn["active"] == 0


def test_mermaid_of_random_maps(mermaid) -> None:
    for map in maps(12):
        text = to_mermaid(view(map))
        drawn = mermaid(text)
        assert "error" not in drawn, f"{drawn['error']}\n{text}"
        assert drawn["lines"] == len(re.findall(r"^  \w+ (?:x?-|=)", text, re.MULTILINE))


MARKED = """map: On **$X$** and \\*stars\\*
  markup: inline
section: About *this*
  claim a: A is **so**.
    speaker: **Prof.** $X$
    qualifier: *very* likely
    because: B with $p \\to q$.
      speaker: *Ada*
    by expert-opinion
      qualifier: $q$ *perhaps*
    but: C.
    by expert-opinion
      qualifier: *hardly*
"""


@pytest.mark.parametrize("layout", ["tree", "standard"])
@pytest.mark.parametrize("format", ["text", "markdown", "mermaid", "dot", "html", "tikz"])
def test_markup_is_read_in_speakers_qualifiers_and_titles(format: str, layout: str) -> None:
    from argmap.draw.options import Options
    from argmap.writers import render
    from argmap.writers.standard_form import FORMATS

    if layout == "standard" and format not in FORMATS:
        return
    told = render(argmap.loads(MARKED), format, Options(layout=layout)).files[0].decode()
    if format == "html":
        assert "<strong>Prof.</strong> <i>X</i>" in told and "<em>very</em> likely" in told
        assert '"speaker":"Prof. X","qualifier":"very likely"' in told
        assert "<title>On X and *stars*</title>" in told
    elif format == "markdown":
        assert "**Prof.** $X$" in told and "*very* likely" in told
        assert told.startswith("# On **$X$** and \\*stars\\*\n")
    else:
        assert "**" not in told and "*very" not in told and "*hardly" not in told
        assert "$X$" not in told or format == "tikz"
        assert "On X and *stars*" in told or format == "mermaid"


def test_graphs_keep_speakers_qualifiers_and_alternatives() -> None:
    map = argmap.loads(
        "recommendation: Do it.\n  qualifier: soon\n  including: Do this.\n  or: Do that.\n"
        "  because: It helps.\n    speaker: A minister\n  by expert-opinion\n    qualifier: most likely\n"
    )
    for told, arrow in ((map.to_dot(), "->"), (map.to_mermaid(), "-.->|alternative to|")):
        assert f"s3 {arrow} s2" in told and told.count("alternative to") == 1
        assert "A minister:" in told and "(soon)" in told
        assert "expert-opinion, most likely" in told
