"""What the pages and the docstrings of packages name exists: files, modules, names, commands, options, links."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import attrs
import pytest

import argmap
from argmap import cli
from argmap.commands import COMMANDS
from argmap.formats import FORMATS
from argmap.rulebook import CHECKED
from tests.conftest import ROOT
from tests.rooms import PACKAGE, modules

# Pages for those who use argmap, and pages for those who work on it, which name its files.
WORKING = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *(ROOT / name for name in ("grammars/README.md", ".github/SECURITY.md")),
    *(ROOT / "docs" / name for name in ("design.md", "index.md", "stability.md")),
    *sorted((ROOT / "docs" / "changes").glob("*.md")),
]
PAGES = sorted({*WORKING, *(ROOT / "docs").rglob("*.md")})
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()}
ENDINGS = r"(?:py|lark|md|toml|lp|css|js|html|sty|yml)"
# Names that stand for any; files that are a user's, or of which there are many; a setting of VS Code's, and its extension.
ANY = re.compile(r"NAME|KIND|WORDS")
THEIRS = {
    "argmap.toml",
    "pyproject.toml",
    "__init__.py",
    "argmap.command",
    "argmap.sty",
    "argmap.typ",
    "argmap.vsix",
}
# What belongs to other programs.
FOREIGN = {"--atheris", "--seconds", "--update", "--draft", "--version", "--shell-escape"}
# Of Pandoc.
FOREIGN |= {"--fail-if-warnings", "--extract-media", "--resource-path", "--citeproc", "--filter"}

FENCED = re.compile(r"(?ms)^( *)(`{3,}|~{3,})[^\n`]*\n.*?^\1\2[ \t]*$")
INDENTED = re.compile(r"(?m)(?:^|(?<=\n\n))(?: {4}[^\n]*\n)+")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """A page without its blocks of code; of the changelog what it says of the newest version."""
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    if path.name == "CHANGELOG.md":
        text = "\n## [".join(text.split("\n## [")[:2])
        # What is gone is named there.
        text = re.sub(r"(?ms)^### Breaking changes\n.*?(?=^### |\Z)", "", text)
    return "" if path.match("*.breaking.md") else text


def spans(text: str) -> list[str]:
    """What stands in code font, in one line each."""
    return [" ".join(found.split()) for found in re.findall(r"`([^`]+)`", text)]


def sections(path: Path) -> list[str]:
    return re.split(r"(?m)^(?=#+ )", prose(path))


# Files


@pytest.mark.parametrize("page", WORKING, ids=named)
def test_files_that_are_named_are_there(page: Path) -> None:
    for section in sections(page):
        # The folders that a section has named, in which a bare name of a file may stand.
        places = [ROOT, page.parent]
        for span in spans(section):
            if ANY.search(span) or span in THEIRS:
                continue
            if re.fullmatch(r"\.?[\w-]+/[\w./+-]*", span) and span.split("/")[0] in FOLDERS:
                # A wheel has the grammars inside the package.
                path = ROOT / span.removeprefix("argmap/" if "argmap/grammars/" in span else "")
                assert path.exists(), span
                places += [path, *path.parents] if path.is_dir() else path.parents
            elif re.fullmatch(rf"[\w-]+\.{ENDINGS}", span):
                assert any((place / span).is_file() for place in places), (section[:60], span)


# Modules and names


@cache
def source() -> str:
    """All that argmap and its tests consist of, for names that are no attributes of modules."""
    folders = (PACKAGE, ROOT / "grammars", ROOT / "tests")
    return "\n".join(
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in (".py", ".lark") and path.name != Path(__file__).name
    )


def reached(thing: object, names: list[str]) -> bool:
    """Whether these attributes lead on from a thing; those of attrs' classes count."""
    for name in names:
        if isinstance(thing, type) and attrs.has(thing) and name in attrs.fields_dict(thing):
            return True
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


def dotted(name: str) -> bool:
    """Whether a dotted name leads to a module, or to something in one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        module = ".".join(parts[:end])
        if module in modules():
            return reached(import_module(module), parts[end:])
    return False


def names_in(text: str) -> Iterator[tuple[str, bool]]:
    """The names in code font, and whether each exists."""
    for span in spans(text):
        bare = re.sub(r"\(.*\)$", "", span)
        if ANY.search(bare) or bare in THEIRS:
            continue
        if re.fullmatch(r"argmap(\.[A-Za-z_]\w*)+", bare):
            yield bare, dotted(bare)
        elif re.fullmatch(r"[A-Z]\w+(\.\w+)+", bare) and bare.split(".")[0] in argmap.__all__:
            yield bare, dotted(f"argmap.{bare}")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_dotted_names_lead_somewhere(page: Path) -> None:
    for name, exists in names_in(prose(page)):
        assert exists, name


@pytest.mark.parametrize("page", [ROOT / "docs/design.md", ROOT / "grammars/README.md"], ids=named)
def test_names_of_the_code_occur_in_it(page: Path) -> None:
    """Names of classes and constants, in code font."""
    for span in spans(prose(page)):
        for name in re.findall(r"\b_?[A-Z]\w+\b", span.split("(")[0]):
            if not ANY.search(name) and name not in ("FILE", "OUT"):
                assert re.search(rf"\b{name}\b", source()), name


# Packages

PACKAGES = sorted(p.parent for p in PACKAGE.rglob("__init__.py") if p.parent.name != "prepared")
ROWS = {
    *(rule.module for rule in CHECKED),
    *(f"argmap.commands.{command}" for command in COMMANDS),
    *(f"argmap.readers.{row.reader.partition(':')[0]}" for row in FORMATS.values()),
    *(
        f"argmap.writers.{function.partition(':')[0]}"
        for row in FORMATS.values()
        for function in (row.document, row.listing, row.picture)
    ),
}


@pytest.mark.parametrize("package", PACKAGES[1:], ids=named)
def test_the_docstring_of_a_package_names_its_files(package: Path) -> None:
    """All but those that a row of a table names: rules, commands, readers, writers."""
    text = (package / "__init__.py").read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""
    words = {word for span in spans(said) for word in re.findall(r"[\w.]+", span)}
    prefix = package.relative_to(ROOT).as_posix().replace("/", ".")
    for name in modules():
        parent, _, own = name.rpartition(".")
        if parent == prefix and own != "prepared" and name not in ROWS:
            assert own in words or package.name == "themes", f"{name} is not in its docstring"


@pytest.mark.parametrize("package", PACKAGES, ids=named)
def test_what_the_docstring_of_a_package_names_is_there(package: Path) -> None:
    text = (package / "__init__.py").read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""
    inside = "\n".join(p.read_text(encoding="utf-8") for p in package.rglob("*.py")).replace(
        said, ""
    )
    for name, exists in names_in(said):
        assert exists, name
    for span in spans(said):
        if re.fullmatch(r"\w+", span):
            here = (package / f"{span}.py").exists() or (package / span).is_dir()
            assert here or re.search(rf"\b{span}\b", inside), span
    for file in re.findall(rf"(?<![\w/.])[\w/-]+\.{ENDINGS}\b", said):
        assert (package / file).exists() or (ROOT / file).exists(), file


# Libraries


def imported_libraries() -> dict[str, set[str]]:
    """For each library the files that import it."""
    found: dict[str, set[str]] = {}
    for path in modules().values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in ("needed", "import_module") and isinstance(first, ast.Constant):
                    names = [str(first.value)]
            for name in {name.split(".")[0] for name in names}:
                if name not in sys.stdlib_module_names and name not in ("argmap", "attrs"):
                    found.setdefault(name, set()).add(path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.slow
def test_libraries_stay_where_the_design_says() -> None:
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = page.split("## Libraries\n")[1].split("\n## ")[0]
    rows = {
        library: spans(row.split(" | ")[2])
        for row in re.findall(r"(?m)^\| (.*) \|$", table)[2:]
        for library in row.split(" | ")[0].split(", ")
    }
    found = imported_libraries()
    assert set(rows) == set(found)
    for library, files in found.items():
        for file in files:
            assert any(file.startswith(place) for place in rows[library]), (library, file)


# Commands and options


@cache
def options() -> dict[str, dict[str, argparse.Action]]:
    """For each command its options; those of `argmap` itself under ""."""
    top = cli.parser()
    assert top._subparsers is not None
    commands = {"": top, **top._subparsers._group_actions[0].choices}  # type: ignore[dict-item]
    return {
        name: {option: action for action in parser._actions for option in action.option_strings}
        for name, parser in commands.items()
    }


def calls(text: str) -> Iterator[list[str]]:
    """The calls of argmap in a piece of code, as words."""
    for line in re.sub(r"\\\n", " ", text).split("\n"):
        for part in re.split(r"&&|\|(?=\s)|;", line):
            found = re.search(
                r"(?:^|[\s$(])argmap (?=--?[a-z]|[a-z]+(?: |$))(.*)", part.split(" #")[0]
            )
            if found and not re.match(r"\s*#|\s*- ", part):
                try:
                    yield shlex.split(found[1].split(">")[0])
                except ValueError:
                    yield found[1].split()


def code(path: Path) -> Iterator[str]:
    """What stands in code font or in blocks for a shell."""
    text = path.read_text(encoding="utf-8")
    yield from spans(prose(path))
    for block in FENCED.finditer(text):
        language, _, body = block[0].lstrip(" `~").partition("\n")
        if language in ("sh", "bash", "console"):
            yield "\n".join(
                line for line in body.split("\n") if language != "console" or line[:1] == "$"
            )
    yield from INDENTED.findall(prose(path))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_and_options_are_there(page: Path) -> None:
    known = options()
    every = {option for of_one in known.values() for option in of_one}
    for piece in code(page):
        for words in calls(piece):
            command = "" if words[0].startswith("-") else words[0]
            assert command in known, piece
            for place, word in enumerate(words):
                option, _, _ = word.partition("=")
                if re.fullmatch(r"--[a-z][a-z-]*", option):
                    assert option in known[command], piece
                    given = words[place + 1] if place + 1 < len(words) else ""
                    choices = known[command][option].choices
                    if choices and re.fullmatch(r"[a-z]+", given):
                        assert given in choices, piece
        for option in re.findall(r"^--[a-z][a-z-]*", piece):
            assert option in every | FOREIGN, piece


def test_what_is_not_there_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    for wrong in (
        "`argmap rendre FILE`",
        "`argmap render FILE --lay-out tree`",
        "`--lay-out`",
        "`argmap render FILE --layout trees`",
        "```sh\nargmap check x.arg && argmap draw x.arg\n```",
    ):
        page.write_text(f"# A page\n\nSay {wrong}.\n" if "\n" not in wrong else wrong)
        with pytest.raises(AssertionError):
            test_commands_and_options_are_there(page)
    page.write_text("See [there](gone.md), or `argmap.read.aif`, or `Compilation.mapp`.\n")
    assert [exists for _, exists in names_in(page.read_text())] == [False, False]
    with pytest.raises(AssertionError):
        test_links_lead_somewhere(page)
    page.write_text("# One\n\nSee [there](#two).\n")
    with pytest.raises(AssertionError):
        test_links_lead_somewhere(page)
    page.write_text("See `argmap/arrange.py`.\n")
    with pytest.raises(AssertionError):
        test_files_that_are_named_are_there(page)
    page.write_text("In `argmap/rules/`: `review.py` and `table.py`.\n")
    with pytest.raises(AssertionError):
        test_files_that_are_named_are_there(page)


# Links


@cache
def anchors(path: Path) -> frozenset[str]:
    """The headings of a page, as GitHub names them."""
    found: dict[str, int] = {}
    for heading in re.findall(r"(?m)^#{1,6} +(.*?) *$", prose(path)):
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
    return frozenset(
        f"{slug}-{number}" if number else slug
        for slug, most in found.items()
        for number in range(most + 1)
    )


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`]*`", "", prose(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        assert path.exists(), target
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), target
