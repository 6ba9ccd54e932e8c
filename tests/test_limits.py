"""Formulas in figures: limits above and below their operators, and lines that end at relations only."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import argmap
from argmap.draw import draw
from argmap.draw.drawing import Label, Rect, Run
from argmap.draw.latex_maths import safe_maths
from argmap.draw.maths import formula
from argmap.draw.options import Options
from argmap.draw.setup import MM
from argmap.draw.typeset import SetLine, Typesetter, height_of
from argmap.writers.latex import maths
from argmap.writers.svg import to_svg
from argmap.writers.tikz import to_tex, to_tikz
from tests.test_latex import compiled

SUMS = r"""map: Sums
  markup: inline

claim: The loss $\sum_{i=1}^n p_i x_i$ is at most $\frac{1}{2}$, for all who hold a share in the fund.
  because: By the law of large numbers $\lim_{n \to \infty} \frac{1}{n} \sum_{i=1}^n X_i = \mu$ holds almost surely.
  because: $\max_{x \in A} f(x) \leq \sup_{x \in B} f(x)$, and $\bigcup_{j \in J} A_j \vdash \bigwedge_{k<\omega} \varphi_k$.
  but: $\int\limits_0^1 g(x)\,dx \neq \int_0^1 f(x)\,dx$ and $\prod\nolimits_i a_i = 0$.
"""


def lines(tex: str, limit: float = 1000.0) -> tuple[SetLine, ...]:
    return Typesetter(inline=True).lines(f"${tex}$", limit, "regular", 10)


def places(tex: str) -> str:
    return " ".join(f"{p.text}:{p.place}" for p in formula(tex).pieces if p.place)


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\sum_{i=1}^n x_i", "∑:operator i:below =1:below n:above"),
        (r"\sum^n_{j} x", "∑:operator n:above j:below"),
        ("⋃_i A", "⋃:operator i:below"),
        (r"\lim_{x \to 0} f", "lim:operator x:below →0:below"),
        (r"\operatorname*{argmax}_x f", "argmax:operator x:below"),
        (r"{\prod_i a}", "∏:operator i:below"),
        (r"\displaystyle\sum_i x", "∑:operator i:below"),
        (r"\int\limits_0^1 x", "∫:operator 0:below 1:above"),
        (r"\int_0^1 x", ""),
        (r"\sum\nolimits_i x", ""),
        (r"\textstyle\sum_i x", ""),
        (r"{\textstyle\sum_i} \sum_j x", "∑:operator j:below"),
        (r"x^{\sum_i y}", ""),
        (r"\frac{\sum_i x}{2}", ""),
        (r"\sum'_i x", ""),
        (r"\log_2 x", ""),
        (r"\sum x", ""),
    ],
)
def test_what_has_limits(tex: str, expected: str) -> None:
    assert places(tex) == expected
    # LaTeX is told the same, where it would do otherwise.
    safe = safe_maths(tex, stacked=True)
    said = "".join(piece for piece, _ in safe.pieces)
    assert (r"\limits" in said) == bool(expected)
    assert r"\limits" not in (maths(tex) or "") or r"\limits" in tex


def test_limits_are_centred_above_and_below() -> None:
    (line,) = lines(r"a \sum_{i=1}^n x_i")
    operator = next(run for run in line.runs if run.place == "operator")
    limits = {place: [r for r in line.runs if r.place == place] for place in ("above", "below")}
    middle = operator.x + operator.width / 2
    for runs in limits.values():
        assert (runs[0].x + runs[-1].x + runs[-1].width) / 2 == pytest.approx(middle)
        assert all(run.scale == pytest.approx(0.7) for run in runs)
    assert limits["above"][0].rise > 0.7 * operator.scale
    assert limits["below"][0].rise + 0.7 * 0.72 < -0.2
    # Nothing else in the line stands where they are.
    left = min(run.x for run in line.runs if run.place)
    right = max(run.x + run.width for run in line.runs if run.place)
    assert all(r.x + r.width <= left or r.x >= right for r in line.runs if not r.place)
    assert line.text == "a∑i=1nxi" and line.above > 0 and line.below > 0
    assert height_of([line], 12) == pytest.approx(12 + line.above + line.below)


def test_lines_without_limits_are_as_high_as_before() -> None:
    for tex in (r"x_1^{n+1}", r"\int_0^1 x", r"2^{2^x}"):
        (line,) = lines(tex)
        assert (line.above, line.below) == (0.0, 0.0)


def extents(label: Label) -> list[tuple[float, float, float, float]]:
    """The boxes of the runs of a line, without the air of their font."""
    runs = label.runs or (Run(label.text, 0.0, label.width or 1e3, label.face),)
    found = []
    for run in runs:
        base, size = label.y - run.rise * label.size, label.size * run.scale
        left = label.x + run.x
        found.append((left, base - 0.7 * size, left + run.width, base + 0.2 * size))
    return found


@pytest.mark.parametrize("layout", ["tree", "outline", "freeman", "toulmin", "graphviz"])
@pytest.mark.parametrize("width", [84, 174])
def test_nothing_overlaps_the_line_above(layout: str, width: int) -> None:
    drawing = draw(argmap.loads(SUMS), Options(layout=layout, width=width))
    seen = 0
    for group in drawing.groups:
        labels = [shape for shape in group.shapes if isinstance(shape, Label)]
        box = next((shape for shape in group.shapes if isinstance(shape, Rect)), None)
        seen += sum(label.below > 0 for label in labels)
        for label, after in pairwise(labels):
            if not label.goes_on:
                continue
            for ax, _, aright, abottom in extents(label):
                for bx, btop, bright, _ in extents(after):
                    assert abottom <= btop or aright <= bx or bright <= ax, (label.text, after.text)
        if box is not None and group.kind.startswith("statement"):
            for label in labels:
                for _, top, _, bottom in extents(label):
                    assert box.y <= top and bottom <= box.y + box.height
    assert seen >= 3


@pytest.mark.parametrize(
    ("tex", "ends"),
    [
        ("a + b = c + d < e", ["a + b =", "c + d <", "e"]),
        (r"A, B \vdash C \to D", ["A, B ⊢", "C →", "D"]),
        ("f(a = b) = {c = d}", ["f(a = b) =", "c=d"]),
        (r"\frac{a}{b} + c", ["a/b + c"]),
        (r"\left(a = b\right) = c", ["(a = b) = c"]),
    ],
)
def test_lines_end_at_relations_only(tex: str, ends: list[str]) -> None:
    made = lines(tex, Typesetter(True).longest(f"${tex}$", "regular", 10) + 0.01)
    stretches = [source for source, _ in formula(tex).parts]
    assert len(stretches) == len(ends)
    read = " ".join(line.text for line in made).replace("\u00a0", " ")
    assert read.replace(" ", "") == "".join(ends).replace(" ", "")
    for line in made[:-1]:
        assert any(line.text.replace("\u00a0", " ").endswith(end) for end in ends)


def test_a_long_formula_makes_its_box_wider() -> None:
    """It is broken elsewhere only where no width would do, and then behind a sign."""
    terms = " + ".join(f"x_{{{n}}}" for n in range(10, 17))
    map = argmap.loads(f"map: M\n  markup: inline\nclaim: Now ${terms} = 0$.\n")
    (group,) = [g for g in draw(map, Options(width=84)).groups if "statement" in g.kind]
    texts = [s.text for s in group.shapes if isinstance(s, Label)]
    # A box of text alone is not so wide.
    assert any("x10" in text and "x16" in text for text in texts)
    more = " + ".join(f"x_{{{n}}}" for n in range(10, 90))
    map = argmap.loads(f"map: M\n  markup: inline\nclaim: Now ${more} = 0$.\n")
    drawing = draw(map, Options(width=84))
    assert drawing.width <= 84 * MM + 0.1 and not drawing.misfit
    (group,) = [g for g in drawing.groups if "statement" in g.kind]
    texts = [s.text for s in group.shapes if isinstance(s, Label) if "x" in s.text]
    assert len(texts) > 3 and all(text.endswith("+") for text in texts[:-1])


def test_svg_moves_limits_to_their_places() -> None:
    svg = to_svg(draw(argmap.loads(SUMS)))
    operator = svg.index(">∑</tspan>")
    assert ' dx="-' in svg[operator : operator + 200]
    assert 'aria-label="Statement 1, claim: The loss ∑_(i=1)ⁿp_ix_i' in svg


def test_svg_sets_the_runs_of_a_line_from_the_right_apart() -> None:
    """A browser leaves gaps where limits are moved in such a line."""
    text = r"الصيغة $\sum_{i=1}^n x_i$ مهمة"
    drawing = draw(argmap.loads(f"map: M\n  markup: inline\nclaim: {text}\n"))
    (label,) = [s for g in drawing.groups for s in g.shapes if isinstance(s, Label) and s.rtl]
    svg = to_svg(drawing)
    assert " dx=" not in svg
    (operator,) = [run for run in label.runs if run.place == "operator"]
    assert f'<text x="{label.x + operator.x:.2f}"'.rstrip("0") in svg
    for word in ("الصيغة", "مهمة", "∑"):
        assert re.search(rf"<text [^>]*>(<tspan[^>]*>)?{word}(</tspan>)?</text>", svg)


@pytest.mark.parametrize("font", ["", "\\usepackage{lmodern}", "\\usepackage{mathptmx}"])
def test_latex_sets_limits_in_boxes_that_hold(font: str, tmp_path: Path) -> None:
    drawing = draw(argmap.loads(SUMS), Options(width=84, tex_font="any"))
    picture = to_tikz(drawing)
    assert r"$\sum\limits_{i=1}^n p_i x_i$" in picture and r"\prod\nolimits_i" in picture
    source = to_tex(drawing).replace(r"\begin{document}", font + r"\begin{document}")
    compiled("pdflatex", source, tmp_path)
    log = (tmp_path / "figure.log").read_text(errors="replace")
    assert "made smaller" not in log
