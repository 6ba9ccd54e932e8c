"""What differs between two versions as Markdown, for a comment on a change: the changes as a list, and the part of the map that
changed as a figure, which GitHub and GitLab draw by Mermaid.
"""

from __future__ import annotations

from argmap.compare.comparison import SCREEN, Comparison
from argmap.draw.markup import markdown
from argmap.draw.options import Options
from argmap.draw.view import view
from argmap.wording import shown
from argmap.writers.mermaid import to_mermaid

MOST = 40
"""How many statements the figure has at most; of more, it is left out."""


def to_markdown(comparison: Comparison, all: bool = False) -> str:
    """The comparison as Markdown: the important first, and no more than a screen holds, or all."""
    if comparison.same:
        return "Nothing differs.\n"
    lines: list[str] = []
    entries = comparison.entries()
    for n, (first, *more) in enumerate(entries):
        if not all and lines and len(lines) + 1 + len(more) > SCREEN:
            lines.append(f"- … and {len(entries) - n} more")
            break
        lines += [f"- {_words(first)}", *(f"  - {_words(one)}" for one in more)]
    return "\n".join([f"**{comparison.summary()}**", "", *lines, *_figure(comparison)]) + "\n"


def _words(line: str) -> str:
    """A line of the comparison; its signs for what is gone and new are no lists."""
    sign, _, rest = line.strip().partition(" ")
    if sign in ("-", "+"):
        return f"{'before' if sign == '-' else 'now'}: {markdown(shown(rest), False)}"
    return markdown(shown(line.strip()), False)


def _figure(comparison: Comparison) -> list[str]:
    """The statements that changed, with those that they bear on."""
    map = comparison.other
    changed = dict.fromkeys(key for key in comparison.touched if key in map)
    around = [map.aimed_through(a)[-1].target for key in changed for a in map.uses(key)]
    among = tuple(dict.fromkeys((*changed, *around)))
    if not changed or len(among) > MOST:
        return []
    drawn = to_mermaid(view(map, Options(among=among))).rstrip("\n")
    summary = f"The part that changed, {len(among)} of {len(map)} statements"
    return [
        "",
        f"<details><summary>{summary}</summary>",
        "",
        "```mermaid",
        drawn,
        "```",
        "",
        "</details>",
    ]
