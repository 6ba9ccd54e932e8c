"""Colours: contrast, and support apart from attack for every reader and in print without colour."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

import argmap
from argmap.draw import draw
from argmap.draw.contrast import contrast, pairs, weak
from argmap.draw.options import Options
from argmap.draw.style import COLORS
from argmap.draw.themes import THEMES, _read, themed
from argmap.writers import render
from tests.conftest import EXAMPLES

# Machado, Oliveira and Fernandes 2009: linear RGB as seen without one kind of cone.
SIGHT = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(color: str) -> list[float]:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of linear sRGB, D65."""
    r, g, b = (min(1.0, max(0.0, c)) for c in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, sight: str | None = None) -> float:
    """The distance of two colours (CIE76), as seen with that sight."""
    seen = []
    for color in (one, other):
        rgb = linear(color)
        if sight is not None:
            rgb = [sum(w * c for w, c in zip(row, rgb, strict=True)) for row in SIGHT[sight]]
        seen.append(lab(rgb))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("name", THEMES)
def test_contrast(name: str) -> None:
    style = themed(name)
    assert weak(style) == []
    assert len(list(pairs(style))) > 15


@pytest.mark.parametrize("name", THEMES)
def test_support_and_attack_are_apart_for_all_sights(name: str) -> None:
    style = themed(name)
    least = 20 if name == "grey" else 40
    for sight in SIGHT:
        assert apart(style.support, style.attack, sight) > least, sight


@pytest.mark.parametrize("name", THEMES)
def test_support_and_attack_are_apart_in_grey(name: str) -> None:
    style = themed(name)
    support, attack = lab(linear(style.support))[0], lab(linear(style.attack))[0]
    # In the dark theme only the pattern of the line and its head tell them apart in grey.
    assert abs(support - attack) > (2 if name == "dark" else 15)


@pytest.mark.parametrize("name", THEMES)
def test_lines_differ_in_more_than_colour(name: str) -> None:
    style = themed(name)
    dashes = (style.attack_dash, style.conceded_dash, style.undercut_dash, ())
    assert all(one != other for one, other in combinations(dashes, 2))


def test_every_colour_is_in_the_default_theme_and_no_theme_has_others() -> None:
    folder = Path(argmap.__file__).parent / "draw" / "themes"
    named = {}
    for path in folder.glob("*.toml"):
        lines = [line.split(" = ")[0] for line in path.read_text().splitlines() if " = " in line]
        named[path.stem] = set(lines)
    assert set(COLORS) == named["default"]
    assert _read((folder / "default.toml").read_text(), "its own") == themed("default")
    assert set(named) == set(THEMES)


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('base = "print"\nsupport = "#005f73"\nroot_border = 2\n')
    style = themed(path)
    assert style.support == "#005F73" and style.root_border == 2.0
    assert style.claim == themed("print").claim
    map = argmap.loads("premise: One.\nso: Two.")
    assert "#005F73" in map.to_svg(theme=path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("suport = '#000000'", "did you mean `support`"),
        ("support = 'blue'", "a colour as #17466F"),
        ("support = '#12345'", "a colour as #17466F"),
        ("base = 'mine'", "`base` is one of default"),
        ("root_border = 'thick'", "number of points"),
        ("support = ", "is not TOML"),
    ],
)
def test_what_is_wrong_with_a_theme(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=said):
        themed(path)


def test_names_that_are_none() -> None:
    map = argmap.loads("claim: x")
    with pytest.raises(ValueError, match="default, grey, print, dark"):
        map.to_svg(theme="sepia")
    with pytest.raises(ValueError, match="can't read the theme"):
        map.to_svg(theme="nowhere.toml")
    with pytest.raises(ValueError, match="springer"):
        map.to_svg(preset="spriner")


def test_weak_colours_are_said(tmp_path: Path) -> None:
    path = tmp_path / "pale.toml"
    path.write_text('support = "#DDEEFF"\n')
    drawing = draw(argmap.loads("premise: One.\nso: Two."), Options(theme=path))
    assert any("support on paper" in remark for remark in drawing.remarks)
    assert contrast("#000000", "#FFFFFF") == 21


def test_an_svg_follows_its_page(tmp_path) -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    auto, light, dark = (
        render(map, "svg", Options(theme=theme, status=True)).files[0].decode()
        for theme in ("auto", "default", "dark")
    )
    rules = dict(re.findall(r"\.quarto-dark\) \.([\w-]+)\{\w+:(#\w+)\}", auto))
    assert auto.count("prefers-color-scheme:dark") == 1
    assert auto.count(":is([data-theme=auto],") == len(rules) > 10
    page = render(map, "svg", Options(theme="page", status=True)).files[0].decode()
    assert ":root" not in page and len(page) < len(auto)
    shown = re.sub("<style>.*?</style>\n", "", auto)
    ground = '<g id="argmap-paper" class="paper" aria-hidden="true">\n<rect[^>]*>\n</g>\n'
    assert re.sub(ground, "", re.sub(r' class="argmap-[^"]*"', "", shown)) == light

    def darkened(line: str) -> str:
        names = re.search(r' class="(argmap-(?:fill|stroke)-[^"]*)"', line)
        for name in names[1].split() if names else []:
            line = re.sub(
                rf'{name.split("-")[1]}="#\w+"', f'{name.split("-")[1]}="{rules[name]}"', line
            )
        return line.replace(names[0], "") if names else line

    assert "\n".join(darkened(line) for line in shown.splitlines()) + "\n" == dark


def test_other_formats_say_that_they_follow_no_page() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    rendered = render(map, "pdf", Options(theme="auto"))
    assert rendered.files == render(map, "pdf", Options()).files
    assert any("follow" in remark for remark in rendered.remarks)
    assert not any(
        "follow" in remark for remark in render(map, "svg", Options(theme="auto")).remarks
    )
