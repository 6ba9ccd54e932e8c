from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.writers import written
from tests.conftest import EXAMPLES
from tests.interchange import again, reduced
from tests.readings import Golden, as_golden, documents, faults, relations
from tests.strategies import maps


@pytest.mark.parametrize("path", documents("kialo", ".txt"), ids=lambda p: p.stem)
def test_documents(path: Path, golden: Golden) -> None:
    as_golden(golden, path)


def told(map: argmap.ArgumentMap) -> tuple[Counter[object], Counter[object]]:
    """What a map holds, whatever its order: statements, and who supports and rebuts whom."""
    words = {s.id: s.text for s in map.statements}
    return (
        Counter(
            (s.text, s.kind, tuple(q.text for q in s.quotations), tuple(s.attributes.items()))
            for s in map.statements
        ),
        Counter(
            (tuple(words[p] for p in a.premises), a.role, words[a.target]) for a in map.arguments
        ),
    )


def plain(map: argmap.ArgumentMap) -> bool:
    return not any(
        len(a.premises) > 1 or a.aims_at_step or a.warrant is not None for a in map.arguments
    )


def test_maps_come_back() -> None:
    """But for their order: an export begins with its theses."""
    count = 0
    for map in maps():
        if plain(map):
            count += 1
            expected = reduced(map, written(map, "kialo").losses)
            found = again(map, "kialo")
            assert found.title == expected.title
            assert told(found) == told(expected)
    assert count > 20


def test_nothing_is_lost_untold() -> None:
    """Each statement and each step is written or told; linked premises are never several reasons."""
    for map in maps():
        text, losses = written(map, "kialo")
        read = Compilation.of_text(text, format="kialo")
        assert not [d for d in read.understood if d.name != "empty-map"]
        kinds = Counter(loss.kind for loss in losses)
        steps = Counter(a.role for a in map.arguments)
        assert kinds["undercuts"] == steps["undercuts"]
        kept = steps["supports"] + steps["rebuts"] - kinds["arguments"]
        assert len(read.map.arguments) == kept
        lost = {loss.what.partition(":")[0] for loss in losses if loss.kind == "statements"}
        for statement in map.statements:
            assert statement.id in lost or statement.text.strip() in text


def test_what_kialo_cannot_say() -> None:
    map = argmap.loads(
        "claim c: Close it.\n"
        "  because a: It cracks.\n"
        "  and b: Cracks are bad.\n"
        "  by w: What is bad is closed.\n"
        "  unless u: It was mended.\n"
        "    because v: I saw it.\n"
        "  but o: It is old.\n"
        "    because a\n"
    )
    text, losses = written(map, "kialo")
    assert relations(text, "kialo") == [
        "It cracks. Cracks are bad. supports Close it.",
        "It is old. rebuts Close it.",
        "It cracks. supports It is old.",
    ]
    assert [f"{x.kind}: {x.what}" for x in losses if x.kind not in ("labels", "open marks")] == [
        "statements: w: What is bad is closed.",
        "statements: u: It was mended.",
        "statements: v: I saw it.",
        "warrants: w, of argument-1",
        "linked premises: a and b, now one claim",
        "undercuts: argument-2",
        "arguments: argument-3",
    ]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.arg")), ids=lambda p: p.stem)
def test_examples_can_be_read_again(path: Path) -> None:
    map = argmap.load(path)
    assert again(map, "kialo").title == map.title


def test_sources_go_both_ways() -> None:
    map = argmap.loads(
        "claim: It is [1] closed.\n"
        "  source: https://example.org/a\n"
        "  url: https://example.org/b\n"
        "  > Closed on Monday.\n\n"
        "  > Closed on Tuesday.\n"
    )
    text, losses = written(map, "kialo")
    assert "It is [1] closed [2] [3] [4]." in text
    assert not losses
    assert again(map, "kialo").to_dict() == map.to_dict()


def test_a_circle_and_a_statement_of_several() -> None:
    map = argmap.loads("claim a: A.\n  because b: B.\n    because a\n")
    assert relations(written(map, "kialo").text, "kialo") == ["B. supports A.", "A. supports B."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: this Kialo export holds no statement"]),
        ("Discussion Title: T\n", ["1: this Kialo export holds no statement"]),
        ("Discussion Title: T\nstray\n", ["2: this line belongs to no claim"]),
        (
            "Discussion Title: T\n\n1. A\n1.2.1. Pro: B\n",
            ["4: 1.2.1. is a Pro of 1.2., which is no claim here"],
        ),
        (
            "Discussion Title: T\n\n1. A\n1.1. Pro: B\n1.1. Con: C\n",
            ["5: there are two claims with the number 1.1."],
        ),
        (
            "Discussion Title: T\n\n1. A\n1.1. Pro: -> See 1.9.\n",
            ["4: there is no claim 1.9. to see"],
        ),
        (
            "Discussion Title: T\n\n1. A\n1.1. Pro: -> See 1.2.\n1.2. Con: -> See 1.1.\n",
            ["4: 1.1. refers, in the end, to itself", "5: 1.2. refers, in the end, to itself"],
        ),
        (
            "Discussion Title: T\n\n1. A\n1.1. Pro: B\n1.2. C\n",
            ["5: it is not said whether 1.2. is a Pro or a Con"],
        ),
        ("Pro: 1.1.", ["1: this line belongs to no claim"]),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    assert faults(text, "kialo") == expected


def test_an_older_export_of_several_theses() -> None:
    text = "Discussion Title: When?\n\n1. When?\n1.1. On Monday.\n1.1.1. Pro: It is free.\n1.2. On Friday.\n"
    assert relations(text, "kialo") == ["It is free. supports On Monday."]
    assert len(Compilation.of_text(text).map.roots) == 2


def test_an_older_export_of_theses_that_are_called_so() -> None:
    text = "Discussion Title: When?\n\n1. When?\n1.1. Thesis: On Monday.\n1.2. Thesis: On Friday.\n"
    assert [s.text for s in Compilation.of_text(text).map.statements] == [
        "On Monday.",
        "On Friday.",
    ]


def test_an_empty_claim_of_an_older_export_takes_no_other_in() -> None:
    text = "Discussion Title: T\n\n1. A\n1.1. Pro: \n1.2. Con: B\n"
    read = Compilation.of_text(text)
    assert relations(text, "kialo") == ["… supports A", "B rebuts A"]
    assert [loss.kind for loss in read.losses] == ["empty texts"]


def test_an_address_with_parentheses() -> None:
    text = (
        "Discussion Title: T\n\n1. See [it](https://example.org/A_(b)) (or [not](http://x.org)).\n"
    )
    (claim,) = Compilation.of_text(text).map.statements
    assert claim.text == "See it (or not)."
    assert dict(claim.attributes) == {"url": "https://example.org/A_(b)", "x-urls": "http://x.org"}


def test_sources_that_no_claim_cites_are_told() -> None:
    text = "Discussion Name:\nT\n\n1. Thesis:\nA [1].\n\nSources:\n[1] http://x.org\n[2] http://y.org\n"
    assert [(x.kind, x.what) for x in Compilation.of_text(text).losses] == [
        ("sources", "[2] http://y.org, which no claim cites")
    ]


def test_a_text_that_looks_like_a_reference() -> None:
    map = argmap.loads(
        "claim: A.\n  because: -> See 1.\n  because: 1.9. Pro: B.\n  because: Sources:\n"
    )
    losses = written(map, "kialo").losses
    assert [s.text for s in again(map, "kialo").statements] == [
        "A.",
        "→ See 1.",
        "1.9. Pro: B.",
        "Sources:",
    ]
    assert [(x.kind, x.what) for x in losses] == [("texts", "-> See 1., now → See 1.")]


def test_a_claim_may_see_itself_and_its_parents() -> None:
    text = "Discussion Title: T\n\n1. A\n1.1. Pro: B\n1.1.1. Con: -> See 1.\n1.1.2. PRO: -> See 1\n1.1.3. Con: -> See 1.1.\n"
    assert relations(text, "kialo") == ["B supports A", "A rebuts B", "A supports B", "B rebuts B"]


@pytest.mark.slow
def test_large_exports() -> None:
    wide = "Discussion Title: T\n\n1. A\n" + "".join(
        f"1.{n}. Pro: B{n}\n" for n in range(1, 10_001)
    )
    assert len(Compilation.of_text(wide).map.statements) == 10_001
    deep = "Discussion Title: T\n\n1. A\n" + "".join(
        f"1{'.1' * n}. Pro: B\n" for n in range(1, 1001)
    )
    assert len(Compilation.of_text(deep).map.statements) == 1001
    sources = "Sources:\n" + '[1] x\n"\n' + "[7] y\n" * 50_000
    assert not faults(f"Discussion Name:\nT\n\n1. Thesis:\nA [1].\n\n{sources}", "kialo")
