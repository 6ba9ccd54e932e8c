"""The pages of the rules: what each reports, why, an example, and the example fixed.

The page of a rule that checks maps is the docstring of its module; that of an error which the parser or the
resolver reports is a file in language/, by its name.
"""

from __future__ import annotations

import ast
from importlib import resources

from argmap.configuration import EVERYTHING, is_named_by
from argmap.rulebook import RULES, Rule


def page(rule: Rule) -> str:
    """The page of a rule, in Markdown, its first line one sentence; ends in a line feed."""
    folder = resources.files("argmap.rules")
    own = folder / f"{rule.name.replace('-', '_')}.py"
    if own.is_file():
        # Read, not imported: a page needs nothing that its rule needs.
        text = ast.get_docstring(ast.parse(own.read_text(encoding="utf-8")))
        return f"{(text or '').strip()}\n"
    return (folder / "language" / f"{rule.name}.md").read_text(encoding="utf-8").strip() + "\n"


def page_with_title(rule: Rule) -> str:
    """The page of a rule under its code, its name and its severity."""
    return f"# {rule.code} {rule.name} ({rule.severity})\n\n{page(rule)}"


def listing(word: str = EVERYTHING) -> str:
    """The rules that a word names, grouped by family, one a line."""
    width = max(map(len, RULES))
    lines, family = [], ""
    for rule in sorted(RULES.values(), key=lambda rule: rule.code):
        if not is_named_by((word,), rule):
            continue
        if rule.family != family:
            family = rule.family
            lines.append(f"\n{family}")
        lines.append(f"  {rule.code} {rule.name:{width}} {rule.severity:7} {rule.summary}")
    return "\n".join(lines).lstrip("\n") + "\n"
