"""How Pandoc was called that runs a filter: a filter in JSON is told nothing of it, and so looks at its parent's command line."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from base64 import b64encode
from collections.abc import Sequence
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from attrs import frozen

from argmap.files import write_file
from argmap.source import Source

FOLDER = "argmap-figures"
"""The folder, beside the output, in which figures are put."""

_EMBEDDING = ("docx", "odt", "pptx", "epub", "epub2", "epub3", "fb2", "rtf", "ipynb")
"""The formats that hold their pictures."""

_LARGEST = 5_000_000
"""The most bytes of a document in which a block is looked for."""


@frozen
class Call:
    """What Pandoc was told: where its `output` goes, which `files` it reads, its `resources` (the folders in which it looks for files), whether
    the build is `strict`, whether it `embeds` pictures, whatever the format, and the folder to which it extracts `media`. `program` is Pandoc itself.
    """

    files: tuple[Path, ...] = ()
    output: Path | None = None
    resources: tuple[Path, ...] = ()
    strict: bool = False
    embeds: bool = False
    media: Path | None = None
    program: str = "pandoc"

    @classmethod
    def of_parent(cls) -> Call:
        """The call of the parent of this process. Where the system does not tell, nothing is known of it, and the build is strict."""
        words = _words_of_parent()
        if not words or "pandoc" not in Path(words[0]).name.lower():
            return cls(strict=True)
        return cls.of(words)

    @classmethod
    def of(cls, words: Sequence[str]) -> Call:
        """A call by its words, the first the program; those of a file of defaults are read too."""
        given: dict[str, Any] = {"input-files": []}
        rest = [*words[1:]]
        while rest:
            word = rest.pop(0)
            name, equals, value = word.partition("=")
            short = word[:2] in ("-o", "-d") and not word.startswith("--")
            if short:
                name, value, equals = word[:2], word[2:], word[2:]
            name = _NAMES.get(name, name)
            if name in _FLAGS:
                given[name.removeprefix("--")] = value != "false"
            elif name in ("--output", "--defaults", "--resource-path", "--extract-media"):
                if not equals:
                    value = rest.pop(0) if rest else ""
                if name == "--defaults":
                    defaults = _defaults(value)
                    files = [*defaults.pop("input-files", ()), *given["input-files"]]
                    given = {**defaults, **given, "input-files": files}
                else:
                    given[name.removeprefix("--")] = value
            elif not word.startswith("-"):
                given["input-files"].append(word)
        files = [*given["input-files"], *_listed(given.get("input-file"))]
        output = given.get("output") or given.get("output-file")
        resources = given.get("resource-path") or []
        if isinstance(resources, str):
            resources = resources.split(os.pathsep)
        kind = Path(str(output)).suffix.removeprefix(".") if output else ""
        embeds = given.get("embed-resources") or given.get("self-contained")
        media = given.get("extract-media")
        return cls(
            tuple(path for file in files if (path := Path(str(file))).is_file()),
            Path(str(output)) if output and output != "-" else None,
            tuple(Path(str(folder) or ".") for folder in resources),
            bool(given.get("fail-if-warnings")),
            bool(embeds) or kind == "pdf" or kind in _EMBEDDING,
            Path(str(media)) if media else None,
            words[0],
        )

    @property
    def folder(self) -> Path:
        """The folder of the output."""
        return self.output.parent if self.output else Path()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which files that a document names are looked for: those of Pandoc, and those of the documents."""
        return (*(self.resources or (Path(),)), *(file.parent for file in self.files))

    def put(self, name: str, data: bytes, format: str, extracts: bool) -> str:
        """Puts a figure into a file, and returns how the document names it: as seen from the output or, where Pandoc itself reads it, from
        here. Pandoc `extracts` what a filter made from version 3; before, the figure goes where that would go. Raises `OSError`.
        """
        embedded = self.embeds or format in _EMBEDDING
        if self.media is not None and not embedded:
            if extracts:
                kind = "image/svg+xml" if name.endswith(".svg") else guess_type(name)[0]
                return f"data:{kind};base64,{b64encode(data).decode()}"
            path = self.media / name
        else:
            path = self.folder / FOLDER / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
        except OSError as error:
            raise OSError(f"can't write {path.as_posix()}: {error.strerror}") from None
        if self.media is not None and not embedded:
            return path.as_posix()
        if not embedded:
            return Path(os.path.relpath(path, self.folder)).as_posix()
        seen = not self.resources or any(
            folder.resolve() == Path.cwd() for folder in self.resources
        )
        return (path if seen else path.resolve()).as_posix()

    def documents(self) -> list[Source]:
        """The texts that Pandoc reads."""
        found = []
        for path in self.files:
            try:
                if path.stat().st_size <= _LARGEST:
                    found.append(
                        Source.of(path.read_text(encoding="utf-8-sig"), path.as_posix(), path)
                    )
            except (OSError, ValueError):
                continue
        return found


_NAMES = {"-o": "--output", "-d": "--defaults"}
_FLAGS = ("--fail-if-warnings", "--embed-resources", "--self-contained")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _defaults(name: str) -> dict[str, Any]:
    """What a file of defaults says; nothing where there is none here."""
    import yaml

    for path in (Path(name), Path(f"{name}.yaml"), Path(f"{name}.yml")):
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, yaml.YAMLError):
            continue
        if isinstance(data, dict):
            data["input-files"] = _listed(data.get("input-files"))
            return data
    return {}


def _words_of_parent() -> list[str]:
    """The command line of the parent."""
    parent = os.getppid()
    try:
        data = Path(f"/proc/{parent}/cmdline").read_bytes()
    except OSError:
        if sys.platform == "win32":
            return []
        try:
            done = subprocess.run(
                ["ps", "-ww", "-o", "args=", "-p", str(parent)],
                capture_output=True,
                text=True,
                check=False,
            )
            return shlex.split(done.stdout)
        except (OSError, ValueError):
            return []
    return [os.fsdecode(word) for word in data.split(b"\0")[:-1]]
