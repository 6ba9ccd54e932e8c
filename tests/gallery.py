"""The pictures in the documentation: which there are, how they are made, what can be measured in them."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from typing import Any

from attrs import field, frozen

import argmap
from argmap.draw.contrast import contrast
from argmap.draw.dot.engine import bundled_dot
from argmap.draw.options import Options
from argmap.draw.presets import PRESETS, Preset
from argmap.draw.setup import MM
from argmap.draw.style import DEFAULT
from argmap.draw.themes import THEMES
from argmap.writers import render
from tests.conftest import EXAMPLES, ROOT
from tests.test_themes import SIGHT, apart, lab, linear

FOLDER = ROOT / "docs" / "images" / "gallery"
COLUMN = 174.0
"""The width in millimetres at which pictures are compared: two columns of a journal."""


@frozen
class Picture:
    """One picture, of an example."""

    name: str
    example: str
    options: dict[str, Any] = field(factory=dict)

    def svg(self) -> str:
        rendered = render(example(self.example), "svg", Options(**self.options))
        assert len(rendered.files) == 1, self.name
        return rendered.files[0].decode()

    @property
    def command(self) -> str:
        """The command that makes it."""
        words = [
            f" --{name.replace('_', '-')}" + ("" if value is True else f" {value}")
            for name, value in self.options.items()
        ]
        return f"argmap render examples/{self.example}.arg -o {self.name}.svg{''.join(words)}"


def example(name: str) -> argmap.ArgumentMap:
    return argmap.load(EXAMPLES / f"{name}.arg")


def of_preset(preset: Preset) -> Picture:
    """The example `lead` for a preset: as a tree where that fits, otherwise as an outline."""
    tree = Picture(f"preset-{preset.name}", "lead", {"preset": preset.name})
    if not render(example("lead"), "svg", Options(preset=preset.name)).remarks:
        return tree
    return Picture(tree.name, "lead", {"preset": preset.name, "layout": "outline"})


LAYOUTS = [
    Picture("tree", "cycling"),
    Picture("tree-right", "luck", {"direction": "right"}),
    Picture("graphviz", "unanimity", {"layout": "graphviz"}),
    Picture("outline", "cycling", {"layout": "outline", "preset": "springer-column"}),
    Picture("freeman", "luck", {"layout": "freeman", "preset": "springer-column"}),
    Picture("toulmin", "lead", {"layout": "toulmin"}),
    Picture("framework", "nato", {"layout": "framework"}),
]
VIEWS = [
    Picture("view", "summit", {"root": "modify", "depth": 2}),
    Picture("highlight", "cycling", {"highlight": "church-street", "title": True, "legend": True}),
    Picture("groups", "cycling", {"color_by": "tag", "text": 5}),
]
OF_THEMES = [Picture(f"theme-{t}", "lead", {"theme": t, "preset": "article"}) for t in THEMES]
OF_PRESETS = [of_preset(preset) for preset in PRESETS.values()]
PICTURES = [*LAYOUTS, *VIEWS, *OF_THEMES, *OF_PRESETS]


def by_graphviz() -> str:
    """The example `nato` as `--to dot` writes it, drawn by Graphviz."""
    program = bundled_dot()
    assert program is not None
    dot = example("nato").to_dot().encode()
    return subprocess.run(
        [program, "-Tsvg"], input=dot, capture_output=True, check=True
    ).stdout.decode()


# What can be measured


@frozen
class Measures:
    """Of a picture as its program made it: millimetres, and the size of most of its text in points."""

    width: float
    height: float
    type: float

    @property
    def fitted(self) -> float:
        """The size of the type where the picture is made as wide as two columns."""
        return self.type * COLUMN / self.width if self.width > COLUMN + 0.5 else self.type


def measures(svg: str) -> Measures:
    root = ET.fromstring(svg)
    width, height = (_points(root.attrib[side]) for side in ("width", "height"))
    _, _, wide, _ = (float(n) for n in root.attrib["viewBox"].split())
    sizes: Counter[float] = Counter()
    _texts(root, width / wide, sizes)
    return Measures(width / MM, height / MM, sizes.most_common(1)[0][0])


def _points(length: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(mm|pt)", length).groups()  # type: ignore[union-attr]
    return float(number) * (MM if unit == "mm" else 1.0)


def _texts(element: ET.Element, scale: float, sizes: Counter[float]) -> None:
    """Counts the characters of each size below an element of a picture that is scaled."""
    found = re.search(r"scale\(([\d.]+)", element.get("transform", ""))
    scale *= float(found[1]) if found else 1.0
    if element.tag.endswith("}text"):
        size = float(element.get("font-size", "0")) * scale
        sizes[round(size, 1)] += len("".join(element.itertext()))
    for child in element:
        _texts(child, scale, sizes)


def comparison(pictures: dict[str, str], colours: dict[str, tuple[str, str]]) -> str:
    """A table of what is measured in some pictures; `colours` are those of support and attack."""
    of = {name: measures(svg) for name, svg in pictures.items()}
    rows = {
        "width × height as made": [f"{m.width:.0f} mm × {m.height:.0f} mm" for m in of.values()],
        "size of most type as made": [f"{m.type:.1f} pt" for m in of.values()],
        f"the same, at most {COLUMN:.0f} mm wide": [f"{m.fitted:.1f} pt" for m in of.values()],
    }
    both = [colours[name] for name in pictures]
    for which, kind in enumerate(("support", "attack")):
        rows[f"contrast of a line of {kind} with white"] = [
            f"{contrast(pair[which], '#FFFFFF'):.1f} : 1" for pair in both
        ]
    for sight in (None, *SIGHT):
        name = f"with {sight}" if sight else "all colours seen"
        rows[f"support from attack, {name} (CIE76)"] = [f"{apart(*p, sight):.0f}" for p in both]
    rows["support from attack, in grey (difference in L*)"] = [
        f"{abs(lab(linear(one))[0] - lab(linear(other))[0]):.0f}" for one, other in both
    ]
    head = f"| | {' | '.join(pictures)} |\n| --- |{' ---: |' * len(pictures)}\n"
    return head + "".join(f"| {name} | {' | '.join(cells)} |\n" for name, cells in rows.items())


OURS = DEFAULT.support, DEFAULT.attack


# Tables of the documentation


def presets_table() -> str:
    rows = ["| preset | for | width × height | type | read in the publisher's guide |\n"]
    rows.append("| --- | --- | --- | --- | --- |\n")
    for preset in PRESETS.values():
        high = f" × {preset.height:g} mm" if preset.height is not None else " mm, any height"
        type = f"{preset.size:g}"
        type += f", at least {preset.least:g}" if preset.least < preset.size else ""
        rows.append(
            f"| `{preset.name}` | {preset.what} | {preset.width:g}{high} | {type} points | "
            f"{preset.confirmed or '–'} |\n"
        )
    return "".join(rows)


def presets_gallery() -> str:
    parts = []
    for picture, preset in zip(OF_PRESETS, PRESETS.values(), strict=True):
        size = measures(picture.svg())
        layout = picture.options.get("layout", "tree")
        parts.append(
            f"`{preset.name}` ({preset.what}): {size.width:.0f} mm × {size.height:.0f} mm, "
            f"type of {size.type:g} points, `--layout {layout}`.\n\n"
            f"![The map of examples/lead.arg, drawn for {preset.what}.]"
            f"(images/gallery/{picture.name}.svg)\n"
        )
    return "\n".join(parts)


def sizes_table() -> str:
    rows = ["| map | statements | tree | outline, one column |\n| --- | ---: | --- | --- |\n"]
    for path in sorted(EXAMPLES.glob("*.arg")):
        map = argmap.load(path)
        tree = measures(map.to_svg())
        pages = render(map, "svg", Options(layout="outline", preset="springer-column")).files
        column = [measures(page.decode()) for page in pages]
        tall = f"{column[0].height:.0f} mm" if len(pages) == 1 else f"{len(pages)} pages"
        rows.append(
            f"| `{path.name}` | {len(map.statements)} | {tree.width:.0f} mm × {tree.height:.0f} mm | "
            f"{max(c.width for c in column):.0f} mm × {tall} |\n"
        )
    return "".join(rows)
