"""A report as Markdown, plain (CommonMark, with tables) or for Quarto, and the figures as files beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby

from attrs import define, evolve

from argmap.draw import markup as marks
from argmap.wording import shown
from argmap.writers.report.blocks import (
    BlockWriter,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
)

_ABSOLUTE = re.compile(r"https?://(?:(?!&#?\w+;)[^\s<>\x00-\x1f\x7f])+", re.IGNORECASE)


def to_markdown(document: Document, folder: str, quarto: bool = False) -> str:
    """The text; its figures are `figure-1.png` and so on in a folder."""
    writer = _Writer(folder, quarto)
    lines: list[str] = []
    if quarto:
        about = {
            "title": document.name,
            "author": document.author,
            "date": document.date,
            "lang": document.language,
        }
        texts = [f"{key}: {_quoted(text)}" for key, text in about.items() if text]
        # Whatever a map says, nothing in it is run.
        lines += ["---", *texts, "engine: markdown", "---"]
        lines += ["", writer.runs(document.about[-1])]
    else:
        lines += [f"# {writer.title(document.title)}"]
        for line in document.about:
            lines += ["", writer.runs(tuple(evolve(run, face="italic") for run in line))]
        lines += ["", *writer.list(tuple(document.contents()))]
    for part in document.parts:
        for block in (part.heading, *part.blocks):
            lines += ["", *writer.block(block)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text in YAML, which takes the strings of JSON, as Quarto reads it: as Markdown."""
    return json.dumps(_unrun(marks.markdown(text, False)), ensure_ascii=False)


def _unrun(text: str) -> str:
    """A text without signs that begin what Quarto and knitr run, for all that Markdown knows of backslashes."""
    return text.replace("\\`", "&#96;")


@define
class _Writer(BlockWriter[Iterator[str]]):
    folder: str
    quarto: bool

    def heading(self, block: Heading) -> Iterator[str]:
        signs = "#" * min(block.level + (not self.quarto), 6)
        title = self.title(block.runs)
        if self.quarto:
            yield f"{signs} {title}" + (f" {{#{block.anchor}}}" if block.anchor else "")
        else:
            yield f"{signs} {self.anchor(block.anchor)}{title}"

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        yield self.runs(block.runs)

    def title(self, runs: Runs) -> str:
        """A heading, of which Markdown drops a `#` at the end, and where braces are attributes."""
        text = self.runs(runs)
        text = re.sub(r"(?<!\\)#$", r"\\#", text)
        return re.sub(r"(?<!\\)([{}])", r"\\\1", text) if "$" not in text else text

    def anchor(self, name: str) -> str:
        """What links lead to; of a span both Pandoc and web pages know the name."""
        if not name:
            return ""
        return f"[]{{#{name}}}" if self.quarto else f'<span id="{name}"></span>'

    def picture(self, block: Picture) -> Iterator[str]:
        file = f"{self.folder}/figure-{block.number}.png"
        caption = self.runs(block.caption)
        if self.quarto:
            alternative = re.sub(
                r'["\\`{<]', lambda sign: f"&#{ord(sign[0])};", shown(block.alternative)
            )
            yield f'![{caption}](<{file}>){{#{block.anchor} fig-alt="{alternative}"}}'
            return
        alternative = marks.markdown(block.alternative, False)
        # Not alone in its paragraph, or Pandoc would print the alternative text as a caption.
        yield f"{self.anchor(block.anchor)}![{alternative}](<{file}>)\\"
        yield caption

    def table(self, block: Table) -> Iterator[str]:
        yield f"| {' | '.join(block.columns)} |"
        # Of wide tables Pandoc takes the widths of columns from here.
        yield f"|{'|'.join('-' * max(3, round(s * 100)) for s in block.shares)}|"
        for row in block.rows:
            yield f"| {' | '.join(map(self.cell, row))} |"

    def cell(self, runs: Runs) -> str:
        """A cell, which no sign may end before its time."""
        return re.sub(r"(?<!\\)\|", r"\\vert ", self.runs(runs))

    def items(self, block: Items) -> Iterator[str]:
        if not any(item.number for item in block.items):
            yield from self.list(tuple(block.items))
            return
        for item in block.items:
            yield f"{item.number}. {self.anchor(item.anchor)}{self.runs(item.runs)}"

    def list(self, items: tuple[Item, ...]) -> Iterator[str]:
        for level, item in Items(items).levels:
            yield f"{'  ' * level}- {self.runs(item.runs)}"

    def runs(self, runs: Runs) -> str:
        """Runs, those in one face between the same marks: Markdown doesn't part marks that stand side by side."""
        made = ""
        for face, group in groupby(runs, lambda run: run.face):
            words = ""
            for run in group:
                words += self._run(run, begins=not (made or words))
            bare = words.strip()
            before, _, after = words.partition(bare) if bare else (words, "", "")
            for name, sign in (("italic", "*"), ("bold", "**")):
                bare = f"{sign}{bare}{sign}" if bare and name in face else bare
            made += f"{before}{bare}{after}"
        return made

    def _run(self, run: Run, begins: bool) -> str:
        if run.url and _ABSOLUTE.fullmatch(run.url):
            return f"<{run.url}>"
        words = marks.markdown(run.text, run.marked, begins=begins)
        words = _unrun(words) if self.quarto else words
        return f"[{words}](#{run.to})" if run.to else words
