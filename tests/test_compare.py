"""Two maps compared."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

import argmap
from argmap import Argument, ArgumentMap, Comparison, Preference, Statement
from argmap.cli import main
from argmap.compare.alignment import align
from argmap.compare.assignment import assignment
from argmap.compilation import Compilation
from argmap.quotations.library import passages
from tests.conftest import CORPUS, EXAMPLES


def kappa_of(found: Comparison) -> float | None:
    """Cohen's kappa of the relations."""
    (layer,) = (one for one in found.agreement.layers if one.name == "relations")
    return layer.coefficients["kappa"][0]


def test_what_differs_between_two_versions() -> None:
    one = argmap.load(EXAMPLES / "nato.arg")
    text = one.to_arg().replace("Neither country will ever", "Neither of the two will ever")
    text = text.replace("but among-allies", "because among-allies")
    text = text.replace("Moscow is anxious about being encircled", "Moscow fears NATO")
    text += "\nclaim fresh: A fresh claim.\n  because never\n"
    found = one.compare(argmap.loads(text))
    assert found.added == ("fresh",) and found.removed == ()
    assert [r.id for r in found.reworded] == ["never", "encircled"]
    assert {r.id: (r.gone, r.new) for r in found.reconnected} == {
        "influence": (("rebutted by among-allies",), ("supported by among-allies",)),
        "fresh": ((), ("supported by never",)),
    }
    assert [(c.id, c.before, c.after) for c in found.changed] == [
        ("modify", "in", "out"),
        ("influence", "out", "in"),
    ]
    assert found.agreement.statements == pytest.approx(30 / 31, abs=1e-4)
    assert 0 < found.agreement.relations < 1 and kappa_of(found) is not None


def test_a_map_and_itself() -> None:
    for path in sorted((CORPUS / "wellformed").glob("*.arg")):
        map = argmap.load(path)
        found = map.compare(map)
        assert found.same
        if len(map.statements) > 6:
            continue
        assert found.agreement.statements == found.agreement.relations == 1
        for layer in found.agreement.layers:
            assert {value for value, _ in layer.coefficients.values()} <= {1, None}


def test_statements_are_matched_by_label_and_then_by_text() -> None:
    one = argmap.loads("claim a: The lake is frozen.\n  because: It is cold.\n")
    other = argmap.loads("claim b: the lake is frozen\n  because cold: It is cold!\n")
    found = one.compare(other)
    assert found.matched == {"a": "b", "premise-1": "cold"}
    assert not found.added and not found.removed and len(found.reworded) == 2
    assert not found.reconnected and kappa_of(found) == 1


def test_kappa_by_hand() -> None:
    """Three statements, so six pairs: each map relates two, they agree on one of these and on three
    that are not related: observed 4/6, by chance (4·4 + 2·2)/36.
    """
    one = argmap.loads("claim a: A.\n  because b: B.\n  because c: C.\n")
    other = argmap.loads("claim a: A.\n  because b: B.\n    because c: C.\n")
    observed, chance = 4 / 6, 20 / 36
    kappa = kappa_of(one.compare(other))
    assert kappa == pytest.approx((observed - chance) / (1 - chance), abs=1e-4)


def test_comparing_what_is_built_in_python() -> None:
    go, few = Statement("Go.", label="go"), Statement("Few.", label="few")
    one = ArgumentMap([go, few], [Argument([few], go)])
    other = ArgumentMap([go, few], [], preferences=[Preference("go", "few")])
    assert one.compare(other).reconnected[0].new == ("outweighs few",)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("formula: p1", "formula: not p1", "formula"),
        ("claim c:", "recommendation c:", "kind"),
        ("claim c:", "claim cxx:", "label"),
        ("unless q:", "unless premise q:", "open"),
        ("    formula: p1", "    speaker: Ann", "speaker"),
    ],
)
def test_what_is_told_beside_a_text_is_compared(old: str, new: str, what: str) -> None:
    text = (
        "claim c: C holds.\n  because p: P holds.\n    formula: p1\n"
        "  by infeasibility\n  unless q: Q holds.\n"
    )
    found = argmap.loads(text).compare(argmap.loads(text.replace(old, new)))
    assert what in [one.what for one in found.described]
    assert not found.same and what in found.to_text()


def test_the_scheme_of_a_step_is_compared() -> None:
    text = "claim c: C holds.\n  because p: P holds.\n  by infeasibility\n"
    other = text.replace("by infeasibility", "by\n    strength: 0.2")
    (one,) = argmap.loads(text).compare(argmap.loads(other)).reconnected
    assert "by infeasibility" in one.gone[0] and "strength 0.2" in one.new[0]


READING = """\
map: A
  source: city.txt

claim: The tax should rise.
  > raise the tax
  because: Roads are broken.
    > roads are broken
  because: Schools lack money.
    > schools are poor
"""
OTHER_WORDS = (
    READING.replace("The tax should rise", "Levies must go up")
    .replace("Roads are broken", "Streets need repair")
    .replace("Schools lack money", "Education is underfunded")
)


def test_what_quotes_the_same_passages_is_the_same_in_other_words() -> None:
    found = argmap.loads(READING).compare(argmap.loads(OTHER_WORDS))
    assert found.matched == {key: key for key in ("claim-1", "premise-1", "premise-2")}
    assert (found.agreement.statements, found.agreement.relations) == (1, 1)
    assert not found.alignment.uncertain and len(found.reworded) == 3 and not found.reconnected
    # Without the passages nothing says so.
    bare = [
        "".join(line for line in text.splitlines(True) if ">" not in line)
        for text in (READING, OTHER_WORDS)
    ]
    assert argmap.loads(bare[0]).compare(argmap.loads(bare[1])).matched == {}


def test_a_passage_that_stands_twice_is_told_apart_by_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both quote “it costs too much”, but of different things, which the source tells."""
    (tmp_path / "s.txt").write_text(
        "Of trams: it costs too much. Of buses too: it costs too much, they say.", encoding="utf-8"
    )
    head = "map: M\n  source: s.txt\n\nclaim: Nothing is built.\n"
    for name, text in (("a", "buses too: it costs too much"), ("b", "trams: it costs too much")):
        (tmp_path / f"{name}.arg").write_text(
            f"{head}  because: X.\n    > {text}\n", encoding="utf-8"
        )
    main(["compare", str(tmp_path / "a.arg"), str(tmp_path / "b.arg"), "--format", "json"])
    pairs = json.loads(capsys.readouterr().out)["alignment"]
    assert "passages 0.00" in pairs[1]["why"]


def test_linked_and_convergent_reasons_differ() -> None:
    linked = OTHER_WORDS.replace("because: Education", "and: Education")
    found = argmap.loads(READING).compare(argmap.loads(linked))
    assert found.agreement.statements == 1 and found.agreement.relations == 0
    assert found.reconnected[0].new == (
        "supported by “Streets need repair” and “Education is underfunded”",
    )


def test_a_label_that_two_readers_chose_by_chance_counts_for_nothing() -> None:
    one = argmap.loads("claim c: Taxes should rise.\n  because a: Roads are broken.\n")
    other = argmap.loads(
        "claim d: Taxes should rise.\n  because c: Roads are broken.\n  because a: Schools are poor.\n"
    )
    assert one.compare(other).matched == {"c": "d", "a": "c"}


def test_the_labels_of_two_versions_lead() -> None:
    one = argmap.loads(
        "claim c: Taxes should rise.\n  because a: Roads are broken.\n  because b: Schools are poor.\n"
    )
    other = argmap.loads(one.to_arg().replace("Roads are broken", "Bridges fall down"))
    found = one.compare(other)
    assert found.matched == {"c": "c", "a": "a", "b": "b"} and [r.id for r in found.reworded] == [
        "a"
    ]


def test_what_one_reader_joins_and_the_other_splits() -> None:
    joined = "claim: C.\n  > raise the tax\n  because: Roads are broken and libraries close.\n    > roads are broken, libraries close\n"
    split = "claim: C.\n  > raise the tax\n  because: Roads are broken.\n    > roads are broken\n  and: Libraries close.\n    > libraries close\n"
    for texts in ((joined, split), (split, joined)):
        one, other = map(argmap.loads, texts)
        found = one.compare(other)
        (part,) = found.alignment.parts
        assert part.part and not found.added and not found.removed and not found.reconnected
        assert found.agreement.statements == found.agreement.relations == 1
        assert "split: " in found.to_text()


BEFORE = """\
map: Title
  markup: inline

section: First
  claim c: C is so.
    because a: A is so.
      > words of a text
    and b: If A, then C.

section: Second
  claim d: D is so.
    because e: E is so.
      confidence: 0.5
    by expert-opinion
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("map: Title", "map: Other", "title: Title, now Other"),
        ("  markup: inline\n", "", "markup: inline, now none"),
        ("section: Second", "section: Third", "section Second: there, now none"),
        ("and b: If A, then C.", "by b: If A, then C.", "with the warrant b"),
        ("words of a text", "other words", "quotation: a: “words of a text”, now “other words”"),
        ("confidence: 0.5", "confidence: 0.6", "confidence: e: 0.5, now 0.6"),
        ("    by expert-opinion\n", "", "supported by e (by expert-opinion)"),
        ("claim d", "recommendation d", "kind: d: claim, now recommendation"),
        ("because e:", "because open e:", "open: e: none, now yes"),
        (
            "because e: E is so.",
            "because e: E is so.\n      speaker: Ann",
            "speaker: e: none, now Ann",
        ),
        ("because e: E is so.", "but e: E is so.", "status: d: in, now out"),
    ],
)
def test_everything_that_equality_covers_is_told(old: str, new: str, told: str) -> None:
    one, other = argmap.loads(BEFORE), argmap.loads(BEFORE.replace(old, new))
    assert one != other
    found = one.compare(other)
    assert not found.same and told in found.to_text()
    assert json.dumps(found.to_dict())


def test_another_order_is_told() -> None:
    one = argmap.loads("claim a: A.\n\nclaim b: B.\n\nclaim c: C.\n")
    assert one.compare(argmap.loads("claim c: C.\n\nclaim a: A.\n\nclaim b: B.\n")).moved == ("c",)
    # Only steps stand in another order.
    one = argmap.loads("claim a: A.\n\nclaim b: B.\n\nclaim c: C.\n  because a\n  because b\n")
    other = argmap.loads("claim a: A.\n\nclaim b: B.\n\nclaim c: C.\n  because b\n  because a\n")
    found = one.compare(other)
    assert found.reordered and not found.moved and "reordered: " in found.to_text()


def test_much_that_differs_is_told_within_a_screen() -> None:
    one = argmap.loads("claim c: C.\n")
    other = argmap.loads("claim c: C.\n" + "".join(f"  because r{n}: R{n}.\n" for n in range(100)))
    found = one.compare(other)
    lines = found.to_text().splitlines()
    assert len(lines) < 50 and any(line.endswith("all are told with --all") for line in lines)
    assert "r99" in found.to_text(all=True)


def test_the_table_of_an_alignment_is_corrected_and_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "city.txt").write_text(
        "Some say: raise the tax, since roads are broken and schools are poor.", encoding="utf-8"
    )
    paths = [tmp_path / "a.arg", tmp_path / "b.arg"]
    for path, text in zip(paths, (READING, OTHER_WORDS), strict=True):
        path.write_text(text, encoding="utf-8")
    table = tmp_path / "pairs.csv"

    def run(*options: str) -> dict[str, Any]:
        assert main(["compare", *map(str, paths), "--format", "json", *options]) == 0
        return json.loads(capsys.readouterr().out)

    found = run("--alignment", str(table))
    rows = table.read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("one,other,") and len(rows) == 4
    assert run("--alignment", str(table))["alignment"] == [
        {"one": p["one"], "other": p["other"], "likeness": 1.0, "why": "given"}
        for p in found["alignment"]
    ]
    # Corrected: the first reason is none of the other's, the second two of them.
    table.write_text(
        "one,other\nclaim-1,claim-1\npremise-1,\npremise-2,premise-1\npremise-2,premise-2\n",
        encoding="utf-8",
    )
    found = run("--alignment", str(table))
    assert [(p["one"], p["other"], p.get("part", False)) for p in found["alignment"]] == [
        ("claim-1", "claim-1", False),
        ("premise-2", "premise-1", False),
        ("premise-2", "premise-2", True),
    ]
    assert [r["id"] for r in found["removed"]] == ["premise-1"]
    for text, said in (
        ("a,b\n", "the first row names no column `one`"),
        ("one,other\nclaim-1,nothing\n", "row 2: no statement has the identifier `nothing`"),
        (
            "one,other\nclaim-1,claim-1\nclaim-1,\n",
            "`claim-1` of `one` is paired, and paired with nothing",
        ),
    ):
        table.write_text(text, encoding="utf-8")
        assert main(["compare", *map(str, paths), "--alignment", str(table)]) == 2
        assert said in capsys.readouterr().err


def test_an_assignment_is_the_heaviest() -> None:
    random = Random(1)

    def heaviest(
        weights: dict[str, dict[str, float]], left: list[str], used: frozenset[str]
    ) -> float:
        if not left:
            return 0
        first, *rest = left
        best = heaviest(weights, rest, used)
        for other, weight in weights[first].items():
            if other not in used:
                best = max(best, weight + heaviest(weights, rest, used | {other}))
        return best

    for _ in range(500):
        weights = {
            f"l{n}": {
                f"r{k}": random.choice((0.1, 0.5, 0.9, random.random()))
                for k in random.sample(range(6), random.randint(0, 5))
            }
            for n in range(random.randint(1, 6))
        }
        found = assignment(weights)
        assert len(set(found.values())) == len(found)
        assert sum(weights[a][b] for a, b in found.items()) == pytest.approx(
            heaviest(weights, list(weights), frozenset())
        )


def test_two_readings_of_an_op_ed_are_matched() -> None:
    """Two readers mapped the text, neither seeing the other's map; the pairs were judged by hand."""
    folder = CORPUS / "readings"
    compilations = [Compilation.of_file(str(folder / name)) for name in ("ann.arg", "ben.arg")]
    places = [passages(c.map, c.source, c.project) for c in compilations]
    found = align(compilations[0].map, compilations[1].map, passages=(places[0], places[1]))
    pairs = {(pair.one, pair.other) for pair in found.pairs}
    rows = (folder / "pairs.csv").read_text(encoding="utf-8").splitlines()[1:]
    gold = {tuple(row.split(",")) for row in rows}
    assert len(gold) == 62 and 2 * len(pairs & gold) / (len(pairs) + len(gold)) > 0.97
    # Without the text the words of the quotations do nearly as well.
    bare = {(p.one, p.other) for p in align(compilations[0].map, compilations[1].map).pairs}
    assert 2 * len(bare & gold) / (len(bare) + len(gold)) > 0.9


def test_a_comparison_is_a_comment_with_the_part_that_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.arg").write_text("claim c: C.\n  because p: P.\n  because q: Q.\n")
    Path("b.arg").write_text(
        "claim c: C.\n  because p: *P* <b>.\n  because q: Q.\n    but x: X | `y`.\n"
    )
    assert main(["compare", "a.arg", "b.arg", "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "**1 changed in status, 1 added, 1 reconnected, 1 reworded**\n\n- status: q: in, now out\n"
    )
    assert "- added: x: X \\| \\`y\\`.\n" in out and "  - now: \\*P\\* \\<b\\>.\n" in out
    assert "The part that changed, 4 of 4 statements" in out and "```mermaid\nflowchart BT\n" in out
    assert "  - before: P.\n" in out
    assert main(["compare", "a.arg", "b.arg", "-o", "change.md"]) == 0
    assert Path("change.md").read_text() == out
    assert main(["compare", "a.arg", "a.arg", "-o", "change.md"]) == 0
    assert Path("change.md").read_text() == "Nothing differs.\n"
    lines = "".join(f"claim s{n}: S.\n" for n in range(60))
    Path("b.arg").write_text(lines)
    assert main(["compare", "a.arg", "b.arg", "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "more\n" in out and "mermaid" not in out and out.count("\n") < 60
    for words in (["a.arg", "b.arg", "a.arg"], ["--model", "a.arg", "b.arg"]):
        assert main(["compare", *words, "--format", "markdown"]) == 2
        assert "--format markdown is for two maps" in capsys.readouterr().err
