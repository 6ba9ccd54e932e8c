"""The examples on the pages of the rules, as files."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import frozen

from argmap.rulebook import Rule
from argmap.rules.pages import page

_FENCE = re.compile(r'^```(\S+)(?: title="([^"]+)")?\n(.*?)^```', re.DOTALL | re.MULTILINE)
_ENDINGS = {
    "arg": ".arg",
    "json": ".json",
    "apx": ".apx",
    "aif": ".json",
    "brat": ".ann",
    "bytes": ".arg",
}


@frozen
class Example:
    """The files of a section of a page; the one without a title is what is checked."""

    main: str
    files: dict[str, bytes]

    def write(self, folder: Path) -> Path:
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder / self.main


def examples(rule: Rule) -> dict[str, Example]:
    """The example and the mended example of a rule, by the heading of their section."""
    found = {}
    for section in page(rule).split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        files, main = {}, ""
        for language, title, text in _FENCE.findall(body):
            data = text.encode()
            if language == "bytes":
                data = text.encode("latin-1").decode("unicode_escape").encode("latin-1")
            if not title and not main:
                main = title = f"example{_ENDINGS[language]}"
            files[title] = data
        if main:
            found[heading.strip()] = Example(main, files)
    return found
