"""What the documentation shows is true."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import argmap
from argmap import cli
from argmap.diagnostics import RULES
from argmap.draw.options import Options
from tests.conftest import EXAMPLES, ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^( *)```(\S+)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)


def dedented(found: re.Match[str]) -> str:
    """The body of a block, without the indentation of its fence."""
    return "".join(line.removeprefix(found[1]) for line in found[3].splitlines(True))


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [dedented(found) for found in FENCE.finditer(text) if found[2] == language]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_maps_shown_are_right(page: Path) -> None:
    for text in (*blocks(page, "arg"), *blocks(page, "argmap")):
        found = [d for d in argmap.check(text, project=EXAMPLES) if d.severity == "error"]
        assert not found, f"{text}\n{found[0]}"
    for text in blocks(page, "arg-error"):
        assert argmap.check(text), text


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_shown_runs(page: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    """And prints what is shown below it, where a block of text follows."""
    (tmp_path / "examples").mkdir()
    for file in EXAMPLES.iterdir():
        shutil.copy(file, tmp_path)
        shutil.copy(file, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": page.stem}
    text = page.read_text(encoding="utf-8")
    found = [(m.end(), m[2], dedented(m)) for m in FENCE.finditer(text)]
    for place, (end, tag, code) in enumerate(found):
        if tag != "python":
            continue
        exec(compile(code, page.name, "exec"), names)
        printed = capsys.readouterr().out
        _, after, shown = found[place + 1] if place + 1 < len(found) else (0, "", "")
        if after == "text" and text[end:].lstrip().startswith("```text"):
            assert printed.split() == shown.split(), code


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
@pytest.mark.slow
def test_console_shown_is_what_is_printed(page: Path, tmp_path: Path) -> None:
    """A command is run on the files that the page shows before it, each named in the line before its
    block (“… as `kerb.arg`:”) or after it (“With these lines in `kerb.arg`”); a line `…` stands for any.
    """
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    for file in EXAMPLES.iterdir():
        shutil.copy(file, tmp_path)
    program = tmp_path / "bin" / "argmap"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m argmap "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "NO_COLOR": "1"}
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        indent, tag, body = found.groups()
        body = "".join(line.removeprefix(indent) for line in body.splitlines(True))
        if tag != "console":
            before = text[: found.start()].rstrip("\n").rsplit("\n\n", 1)[-1]
            after = text[found.end() :].lstrip("\n`")
            name = re.search(r"`([\w-]+\.\w+)`[^`]*:\s*\Z", before) or re.match(
                r"With (?:these lines|this) in `([\w-]+\.\w+)`", after
            )
            if name and tag != "toml":
                (tmp_path / name[1]).write_text(body, encoding="utf-8")
            continue
        for command in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            line, _, shown = command.partition("\n")
            done = subprocess.run(
                ["bash", "-c", line], env=env, cwd=tmp_path, capture_output=True, text=True
            )
            printed = (done.stdout + done.stderr).strip()
            pattern = re.escape(shown.strip()).replace(re.escape("\n…"), r"(?:\n.*)*")
            assert re.fullmatch(pattern, printed), f"$ {line}\n{printed}"


def rules_page() -> str:
    rows = [
        f"| {rule.code} | [`{rule.name}`](rules/{rule.name}.md) | {rule.severity} | {rule.summary} |"
        for rule in sorted(RULES.values(), key=lambda rule: rule.code)
    ]
    head = (
        "# What argmap reports\n\n"
        "This page and those of the rules are made from `argmap/rules/` by `pytest --update`; "
        "`argmap explain RULE` prints one.\n\n"
        "`error`: the file doesn't say what its writer means. `warning`: it does, and a reviewer "
        "would object. `hint`: a guess, which never changes the exit status.\n\n"
        "| code | name | severity | what it says |\n| --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n"


def test_the_page_of_rules_is_up_to_date(golden) -> None:
    golden(ROOT / "docs" / "rules.md", rules_page())


def test_the_picture_of_the_readme_is_up_to_date(golden) -> None:
    golden(ROOT / "docs" / "images" / "nato.svg", argmap.load(EXAMPLES / "nato.arg").to_svg())


def test_the_readme_opens_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install . && argmap render examples/nato.arg -o nato.pdf" in text
    assert 'pip install -e ".[test]" && pytest' in text


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    actions = cli.parser()._subparsers._group_actions[0].choices
    for name, command in actions.items():
        assert f"argmap {name}" in page
        for action in command._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    assert option in page, (name, option)


def test_every_option_of_a_figure_is_documented() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    table = page.split("| option | value |")[1].split("\n\n")[0]
    for option in attrs.fields(Options):
        assert f"`{option.name}`" in table, option.name


def test_every_public_name_is_documented() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in argmap.__all__:
        assert re.search(rf"\b{name}\b", page), name


def test_the_readme_fits_on_two_screens() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 100


CHANGES = ROOT / "docs" / "changes"


@pytest.mark.slow
def test_the_changelog_takes_up_what_has_changed(tmp_path: Path) -> None:
    """`towncrier build`, in a copy of what it reads and writes."""
    (tmp_path / "docs").mkdir()
    shutil.copytree(CHANGES, tmp_path / "docs" / "changes")
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path)

    def towncrier(*options: str) -> str:
        command = [sys.executable, "-m", "towncrier", "build", "--version", "9.9.9", *options]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    fragments = {path.read_text(encoding="utf-8").split("\n")[0] for path in fragments_there()}
    assert all(first in towncrier("--draft") for first in fragments)
    before = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (tmp_path / "docs" / "changes" / "+tried.fixed.md").write_text("Something is mended.\n")
    towncrier("--yes", "--date", "2030-01-02")
    head, marker, rest = before.partition("<!-- towncrier release notes start -->\n")
    after = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert after.startswith(f"{head}{marker}\n## [9.9.9] - 2030-01-02\n") and after.endswith(rest)
    new = after.removeprefix(f"{head}{marker}").removesuffix(rest)
    assert "\n- Something is mended.\n" in new.partition("\n### Fixed\n")[2].partition("\n### ")[0]
    assert [path.name for path in (tmp_path / "docs" / "changes").iterdir()] == ["README.md"]


def fragments_there() -> list[Path]:
    return [path for path in CHANGES.iterdir() if path.name != "README.md"]


def test_every_change_is_named_as_its_page_says() -> None:
    kinds = re.findall(r"(?m)^\| `(\w+)` \|", (CHANGES / "README.md").read_text(encoding="utf-8"))
    assert len(kinds) == 5
    for path in fragments_there():
        assert re.fullmatch(rf"\+[\w-]+\.({'|'.join(kinds)})\.md", path.name), path.name


def test_examples_are_clean_and_of_the_right_size() -> None:
    for path in EXAMPLES.glob("*.arg"):
        found = {d.name for d in argmap.check(path)}
        assert found <= {"open-critical-questions"}, path
    assert 12 <= len(argmap.load(EXAMPLES / "nato.arg").statements) <= 18
    assert 90 <= len(argmap.load(EXAMPLES / "summit.arg").statements) <= 125


def test_quotations_of_the_example_are_in_its_source() -> None:
    plain = str.maketrans("“”‘’–—", "\"\"''--")
    source = (EXAMPLES / "cycling.txt").read_text(encoding="utf-8")
    source = " ".join(source.translate(plain).split())
    for statement in argmap.load(EXAMPLES / "cycling.arg").statements:
        for quotation in statement.quotations:
            words = " ".join(quotation.text.translate(plain).split())
            at = 0
            for piece in re.split(r"\s*\[[^\]]*\]\s*", words):
                at = source.find(piece, at)
                assert at >= 0, piece
