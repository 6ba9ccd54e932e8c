"""A build hook: prepares the tables of the grammars, in the folder argmap/syntax/prepared/.

They go into the wheel. An editable install has them in the checkout, where git ignores them; where a
grammar was changed since, argmap sees that and makes its tables anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Prepare(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling runs before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes a module for each grammar."""
        sys.path.insert(0, self.root)
        from argmap.syntax.generate import module_of
        from argmap.syntax.grammar import NAMES, grammar_text, key

        folder = Path(self.root, "argmap", "syntax", "prepared")
        folder.mkdir(exist_ok=True)
        folder.joinpath("__init__.py").write_text(
            '"""The tables of the grammars, made by grammars/prepare.py."""\n', encoding="utf-8"
        )
        for name in NAMES:
            text = grammar_text(name)
            module = module_of(text, key(text))
            folder.joinpath(f"{name}.py").write_text(module, encoding="utf-8")
