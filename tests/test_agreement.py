"""How far readers agree."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path
from random import Random

import pytest

import argmap
from argmap.cli import main
from argmap.compare import agreement
from argmap.compare.agreement import Layer
from argmap.compare.coefficients import (
    Stretch,
    cohens_kappa,
    gwets_ac1,
    intervals,
    krippendorffs_alpha,
    segmentation_edits,
    unitizing_alpha,
)
from argmap.compilation import Compilation
from argmap.quotations.library import passages
from tests.conftest import CORPUS

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def units(*rows: str) -> Counter[tuple[str | None, ...]]:
    judged = [[None if word == "." else word for word in row.split()] for row in rows]
    return Counter(zip(*judged, strict=True))


def test_published_tables() -> None:
    assert krippendorffs_alpha(units(*OBSERVERS)) == pytest.approx(0.743, abs=5e-4)
    # The same data in Gwet, Handbook of Inter-Rater Reliability (2014).
    assert gwets_ac1(units(*OBSERVERS)) == pytest.approx(0.775, abs=5e-4)
    # Sections A and B of Krippendorff 2011.
    binary = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    assert krippendorffs_alpha(binary) == pytest.approx(0.095, abs=5e-4)
    nominal = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert krippendorffs_alpha(nominal) == pytest.approx(0.692, abs=5e-4)
    # Twenty yes and fifteen no of both, ten and five of one alone: observed 0.7, by chance 0.5.
    grants = Counter({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    assert cohens_kappa(grants) == pytest.approx(0.4)


def test_what_can_not_be_told_from_chance() -> None:
    alike = units("a a a", "a a a")
    assert krippendorffs_alpha(alike) is cohens_kappa(alike) is gwets_ac1(alike) is None
    alone = units("a . b", ". a .")
    assert krippendorffs_alpha(alone) is cohens_kappa(alone) is gwets_ac1(alone) is None
    assert unitizing_alpha([[(0, 3)]], 9) is None and unitizing_alpha([[], []], 9) is None


def scattered(random: Random, length: int, sizes: list[int]) -> list[Stretch]:
    """Stretches of these sizes at places by chance."""
    pieces = [0] * (length - sum(sizes)) + sizes
    random.shuffle(pieces)
    found, at = [], 0
    for size in pieces:
        if size:
            found.append((at, at + size))
        at += size or 1
    return found


def test_unitizing_alpha_is_nothing_by_chance() -> None:
    random = Random(5)
    values = [
        unitizing_alpha(
            [
                scattered(random, 2000, [10, 20, 5, 40] * 5),
                scattered(random, 2000, [8, 30, 12] * 6),
            ],
            2000,
        )
        for _ in range(100)
    ]
    assert sum(v for v in values if v is not None) / len(values) == pytest.approx(0, abs=0.05)
    assert unitizing_alpha([[(3, 9)], [(3, 9)]], 50) == 1
    near, far = (unitizing_alpha([[(3, 9)], [(3, end)]], 50) for end in (10, 12))
    assert near is not None and far is not None and 1 > near > far


def by_sections(readers: list[list[Stretch]], length: int) -> float:
    """What readers differ by, by trying all pairs of sections, marked or not."""
    sections = []
    for own in readers:
        ends = sorted({0, length, *(at for pair in own for at in pair)})
        sections.append([(a, b, (a, b) in own) for a, b in pairwise(ends)])
    total = 0
    for i, j in product(range(len(readers)), repeat=2):
        for (a, b, mine), (c, d, theirs) in product(sections[i], sections[j]) if i != j else ():
            if mine and theirs and a < d and c < b:
                total += (a - c) ** 2 + (b - d) ** 2
            elif mine and not theirs and c <= a and b <= d:
                total += (b - a) ** 2
            elif theirs and not mine and a <= c and d <= b:
                total += (d - c) ** 2
    return total / (len(readers) * (len(readers) - 1) * length**2)


def test_unitizing_alpha_by_its_definition() -> None:
    random = Random(2)
    for _ in range(200):
        length = random.randint(20, 60)
        readers = [
            scattered(random, length, random.sample(range(1, 7), random.randint(1, 3)))
            for _ in range(random.randint(2, 4))
        ]
        marked = [b - a for own in readers for a, b in own]
        gaps = []
        for own in readers:
            edges = [0, *(at for pair in own for at in pair), length]
            gaps += [b - a for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
        total = len(readers) * length
        expected = sum(
            (len(marked) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
            + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
            for size in marked
        )
        expected *= 2 / length / (total * (total - 1) - sum(size * (size - 1) for size in marked))
        found = unitizing_alpha(readers, length)
        assert found == pytest.approx(1 - by_sections(readers, length) / expected)


def test_edits_of_segmentations() -> None:
    assert segmentation_edits({2, 5}, {2, 5}) == 0
    # One boundary is off by one, one is missing.
    assert segmentation_edits({2, 5}, {3}) == 2
    assert segmentation_edits({2}, {7}) == 2
    assert segmentation_edits(set(), set()) == 0


def test_cass_has_an_interval_by_what_is_related_and_what_is_marked() -> None:
    one, other = (Compilation.of_file(CORPUS / "readings" / f"{n}.arg") for n in ("ann", "ben"))
    maps = [one.map, other.map]
    places = [passages(c.map, c.source, c.project) for c in (one, other)]
    (whole,) = (x for x in agreement(maps, passages=places).layers if x.name == "whole")
    value, bounds = whole.coefficients["cass"]
    assert value is not None and bounds is not None
    assert 0.5 < bounds.low < value < bounds.high < 1
    # A reader agrees with herself, whatever is drawn.
    (whole,) = (
        x for x in agreement([maps[0]] * 3, passages=[places[0]] * 3).layers if x.name == "whole"
    )
    assert whole.coefficients["cass"] == (1, (1, 1))


def test_an_interval_holds_what_it_is_about() -> None:
    random = Random(1)
    clusters = [
        Counter([(a, a if random.random() < 0.8 else "x")]) for a in random.choices("xyz", k=200)
    ]

    def measure(drawn: Sequence[Counter[tuple[str | None, ...]]]) -> dict[str, float | None]:
        return {"alpha": krippendorffs_alpha(Counter(unit for one in drawn for unit in one))}

    found, bounds = measure(clusters)["alpha"], intervals(clusters, measure)["alpha"]
    assert found is not None and bounds is not None
    assert bounds.low < found < bounds.high and bounds.high - bounds.low < 0.3
    assert intervals(clusters, measure) != intervals(clusters, measure, seed=2)
    assert intervals(clusters[:1], measure) == {"alpha": None}


HEAD = "claim c: Taxes should rise.\n"
REASONS = ("a: Roads are broken.", "b: Schools are poor.", "d: Debts are high.")


def readings(*texts: str) -> dict[str, Layer]:
    found = agreement([argmap.loads(text) for text in texts])
    return {layer.name: layer for layer in found.layers}


def test_layers() -> None:
    convergent = HEAD + "".join(f"  because {reason}\n" for reason in REASONS)
    linked = convergent.replace("because b", "and b").replace("because d", "and d")
    found = readings(convergent, linked, convergent)
    assert found["relations"].coefficients["kappa"][0] == 1
    assert found["linking"].units == 3 and found["linking"].coefficients["alpha"][0] < 0.1
    against = convergent.replace("because d", "but d")
    found = readings(convergent, against)
    kappa = found["relations"].coefficients["kappa"][0]
    # Of twelve pairs nine are nothing to both, two supports to both, one is judged otherwise.
    chance = (9 * 9 + 3 * 2) / 144
    assert kappa == pytest.approx((11 / 12 - chance) / (1 - chance))
    exceptions = [
        HEAD + f"  because {REASONS[0]}\n{first}  because {REASONS[1]}\n{second}"
        for first, second in (
            ("  unless e: Elections come.\n", ""),
            ("", "  unless e: Elections come.\n"),
        )
    ]
    assert readings(*exceptions)["undercuts"].coefficients["alpha"][0] == 0
    assert readings(exceptions[0], exceptions[0])["undercuts"].units == 1


def test_who_stands_out_and_where_readers_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    convergent = HEAD + "".join(f"  because {reason}\n" for reason in REASONS)
    chain = HEAD + "".join(f"{'  ' * n}because {reason}\n" for n, reason in enumerate(REASONS, 1))
    files = []
    for name, text in (("ann", convergent), ("ben", convergent), ("eve", chain)):
        (tmp_path / f"{name}.arg").write_text(text, encoding="utf-8")
        files.append(str(tmp_path / f"{name}.arg"))
    assert main(["compare", *files]) == 0
    said = capsys.readouterr().out
    assert "kappa of relations with the others: eve " in said
    assert "most relations differ at c (2), a (1) and b (1)" in said
    assert main(["compare", *files, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["agreement"]
    assert told["readers"]["eve"] < told["readers"]["ann"] and told["statements"] == 1
    assert main(["compare", *files, "--all"]) == 2
    assert "are for two maps" in capsys.readouterr().err
    with pytest.raises(ValueError, match="between two maps at least"):
        agreement([argmap.loads(HEAD)])
