"""Assurance cases: gsn2x' YAML and LTAC."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.compilation import Compilation
from tests.readings import Golden, as_golden, documents, faults, relations

DOCUMENTS = [*documents("gsn", ".yaml"), *documents("ltac", ".ltac")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_documents(path: Path, golden: Golden) -> None:
    as_golden(golden, path)


def test_a_strategy_is_the_warrant_of_linked_premises() -> None:
    text = "G1: {text: A, supportedBy: S1}\nS1: {text: W, supportedBy: [G2, G3]}\nG2: {text: B}\nG3: {text: C}\n"
    assert relations(text, "gsn") == ["B + C supports A"]
    map = Compilation.of_text(text, format="gsn").map
    assert map.arguments[0].warrant == "S1"


def test_two_strategies_are_two_arguments() -> None:
    text = (
        "- Claim A: A\n  - Strategy V: V\n    - Claim B: B\n    - Claim C: C\n"
        "  - Strategy W: W\n    - Claim D: D\n"
    )
    assert relations(text, "ltac") == ["B + C supports A", "D supports A"]


def test_challenges() -> None:
    text = (
        "G1: {text: A, supportedBy: S1}\nS1: {text: W, supportedBy: [Sn1]}\nSn1: {text: B}\n"
        "CG1: {text: X, challenges: [G1, S1]}\nCSn1: {text: Y, challenges: Sn1}\n"
    )
    assert relations(text, "gsn") == [
        "B supports A",
        "X rebuts A",
        "X undercuts (B supports A)",
        "Y rebuts B",
    ]
    assert relations(
        "- Claim A: A\n  - Strategy W: W\n    - Claim B: B\n    - Claim X: X {isCounter}\n", "ltac"
    ) == [
        "B supports A",
        "X undercuts (B supports A)",
    ]


def losses(text: str, format: str) -> list[str]:
    return [f"{x.kind}: {x.what}" for x in Compilation.of_text(text, format=format).losses]


def test_what_makes_no_step_is_told() -> None:
    assert losses("G1: {text: A, supportedBy: S1}\nS1: {text: W}\n", "gsn") == [
        "steps: by S1, from nothing"
    ]
    assert losses("G1: {text: A}\nS1: {text: W, supportedBy: G1}\n", "gsn") == [
        "steps: by S1, to nothing"
    ]
    text = "S1: {text: W}\nCG1: {text: X, challenges: S1}\n"
    assert "challenges: CG1 to S1, which is no step" in losses(text, "gsn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: this GSN case holds no statement"]),
        ("- a\n", ["1: a GSN case is a mapping from ids to elements"]),
        ("G1: text\n", ["1: `G1` should hold `text` and the like"]),
        ("G1: [text]\n", ["1: `G1` should hold `text` and the like"]),
        ("X1: {text: A}\n", ["1: what `X1` is, its id does not tell"]),
        ("G1: {nodeType: Thing, text: A}\n", ["1: what `G1` is, its id does not tell"]),
        ("G1: {text: {a: b}}\n", ["1: `text` of `G1` should be a text"]),
        (
            "G1: {text: A, supportedBy: [G2]}\n",
            ["1: nothing here is called `G2`", "1: a step to `G1` starts from nothing"],
        ),
        ("G1: {text: A, supportedBy: {a: b}}\n", ["1: `supportedBy` of `G1` should hold ids"]),
        ("G1: {text: A, challenges: G9}\n", ["1: nothing here is called `G9`"]),
        ("G1:\n  text: A\n  supportedBy: [G2, G9]\nG2: {}\n", ["3: nothing here is called `G9`"]),
        ("G1: {text: A}\nG1: {text: B}\n", ["2: the key `G1` is given twice"]),
        (
            "G1: {text: A\n",
            ["2: this is no YAML: while parsing a flow mapping did not find expected ',' or '}'"],
        ),
    ],
)
def test_faults_of_gsn(text: str, expected: list[str]) -> None:
    assert faults(text, "gsn") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: this LTAC case holds no statement"]),
        ("- Goal G1: A\n", ["1: this line begins with no element of LTAC"]),
        ("- Claim C1\n", ["1: an element should have a colon and a text"]),
        ("- Claim C1: A\n- Claim C1: B\n", ["2: `C1` is given twice"]),
        (
            "- Claim C1: A\n\t- Claim C2: B\n",
            ["2: a tab is no indentation of LTAC: each level is two spaces"],
        ),
        ("- Claim C1: A\n  - Link\n", ["2: this cites an element without naming it"]),
        ("- Claim C1: A\n  - Link C9\n", ["2: nothing here is called `C9`"]),
        ("- Claim C1: A\n  - Link ^C9\n", ["2: nothing here is called `C9`"]),
    ],
)
def test_faults_of_ltac(text: str, expected: list[str]) -> None:
    assert faults(text, "ltac") == expected


@pytest.mark.parametrize(
    "text",
    [
        "G1: {text: A, supportedBy: G1}\n",
        "G1: {text: A, supportedBy: G2}\nG2: {text: B, supportedBy: G1}\n",
        "G1: {text: A, supportedBy: S1}\nS1: {text: V, supportedBy: S2}\nS2: {text: W, supportedBy: [S1, G1]}\n",
        "CG1: {text: A, challenges: CG1}\n",
        "CG1: {text: A, challenges: S1}\nS1: {text: W, supportedBy: CG1}\nG1: {text: A, supportedBy: S1}\n",
    ],
)
def test_circles(text: str) -> None:
    assert not faults(text, "gsn")


def test_the_end_of_a_line() -> None:
    text = "- Claim C1: Safe (as said) ()\n  - Evidence E1: File (a b.pdf) {Abstract, needsSupport}\n  - Evidence E2: File {x} {} (https://example.org/)\n"
    map = Compilation.of_text(text, format="ltac").map
    assert map["C1"].text == "Safe (as said)"
    assert map["E1"].attributes["source"] == "a b.pdf"
    assert map["E1"].attributes["tags"] == ("abstract", "needssupport")
    assert (map["E2"].text, map["E2"].attributes["url"]) == ("File {x}", "https://example.org/")


@pytest.mark.slow
def test_deep_and_large_cases() -> None:
    deep = "".join(f"{'  ' * n}- Claim C{n}: A\n" for n in range(1500))
    assert len(Compilation.of_text(deep, format="ltac").map.statements) == 1500
    wide = "- Claim Top: A\n" + "".join(
        f"  - Claim C{n}: B\n    - Link Top\n" for n in range(10_000)
    )
    assert len(Compilation.of_text(wide, format="ltac").map.statements) == 10_001
    chain = (
        "".join(f"G{n}: {{text: A, supportedBy: G{n + 1}}}\n" for n in range(10_000))
        + "G10000: {}\n"
    )
    assert len(Compilation.of_text(chain, format="gsn").map.arguments) == 10_000
    strategies = "G0: {supportedBy: S0}\n" + "".join(
        f"S{n}: {{text: A, supportedBy: [S{n + 1}, G1]}}\n" for n in range(2000)
    )
    assert not faults(strategies + "S2000: {}\nG1: {}\n", "gsn")


def test_without_a_premise_there_is_no_step() -> None:
    text = "G1: {text: A, supportedBy: [G2, G9]}\nG2: {text: B}\n"
    assert faults(text, "gsn") == ["1: nothing here is called `G9`"]
    assert not relations(text, "gsn")
