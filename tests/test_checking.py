"""Settings, comments that silence, fixes, formats, folders: all that is about checking and no rule."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.compilation import Compilation
from argmap.configuration import Settings, chosen, settings_for
from argmap.diagnostics import Diagnostic, Severity, replace, report
from argmap.edit.fixes import applied, fixed
from argmap.report import render_report
from argmap.rulebook import RULES
from argmap.rules import too_long
from argmap.syntax.foreign import FOREIGN
from argmap.syntax.words import KEYWORDS
from tests.conftest import CORPUS
from tests.pages import examples
from tests.test_cli import run

LONG = "premise: " + "word " * 31 + "is here.\nso: The pledge is hollow.\n"
FAULTY = """\
map: Talks
author: A. Writer
recomendation talk: The presidents should talk.
  becuase calm：Talks calm both armies.
\tbut weak: Talks look weak.
    speeker: Anna
    but: Talks look strong.

claim rest: Both armies can rest.
  because clam
"""
MENDED = """\
map: Talks
  author: A. Writer
recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
  but weak: Talks look weak.
    speaker: Anna
    but: Talks look strong.

claim rest: Both armies can rest.
  because calm
"""


def names(path: Path, *options: object) -> list[str]:
    choose = chosen(*options) if options else None
    return [d.name for d in Compilation.of_file(path, choose=choose).diagnostics]


def put(folder: Path, **files: str) -> Path:
    """Writes files; `__` in a name stands for a dot. Returns the last."""
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_text(text, encoding="utf-8")
    return path


# Settings


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", ["too-long"]),
        ('ignore = ["too-long"]', []),
        ('ignore = ["AM507"]', []),
        ('ignore = ["AM5"]', []),
        ('ignore = ["wording"]', []),
        ('ignore = ["all"]', []),
        ('select = ["structure"]', []),
        ('select = ["too-long"]', ["too-long"]),
        ('profile = "teach"', ["too-long", "single-premise", "holding-hands", "rabbit-rule"]),
        (
            'profile = "teach"\nselect = ["teaching"]',
            ["single-premise", "holding-hands", "rabbit-rule"],
        ),
        ('select = ["single-premise"]', ["single-premise"]),
        (
            'select = ["am507", "AM60"]',
            ["too-long", "single-premise", "holding-hands", "rabbit-rule"],
        ),
    ],
)
def test_settings_choose_rules(toml: str, expected: list[str], tmp_path: Path) -> None:
    path = put(tmp_path, argmap__toml=toml, a__arg=LONG)
    assert sorted(names(path)) == sorted(set(expected) - {"holding-hands"})
    (tmp_path / "argmap.toml").unlink()
    put(tmp_path, pyproject__toml=f"[tool.argmap]\n{toml}\n")
    assert sorted(names(path)) == sorted(set(expected) - {"holding-hands"})


def test_the_nearest_folder_decides_and_argmap_toml_first(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    put(tmp_path, argmap__toml='profile = "teach"')
    assert settings_for(inner).profile == "teach"
    put(inner.parent, pyproject__toml="[project]\nname = 'argmap-user'\n")
    assert settings_for(inner).profile == "teach"
    put(inner.parent, pyproject__toml="[tool.argmap]\nprofile = 'strict'\n")
    assert settings_for(inner).profile == "strict"
    put(inner.parent, argmap__toml='select = ["wording"]')
    assert settings_for(inner) == Settings(select=("wording",))


@pytest.mark.parametrize(
    ("toml", "line", "says"),
    [
        ('profile = "teech"', 1, "one of"),
        ("\nprofil = 'teach'", 2, "no setting `profil`"),
        ('ignore = ["too-long", "to-long"]', 1, "`to-long`"),
        ('ignore = "too-long"', 1, "list of texts"),
        ('select = [1]\nstrict = "yes"', 1, "list of texts"),
        ('ignore = ["undefined-label"]', 1, "can't be ignored"),
        ("strict = 1", 1, "true or false"),
        ("x = ", 1, "TOML"),
        ("[tool.argmap]\nprofile = 'teach'", 1, "argmap's own"),
        ("profile = 'teach'\nprofile = 'strict'", 2, "TOML"),
        ('schemes = ["none.toml"]', 1, "no file"),
        ('schemes = ["../other.toml"]', 1, "there is no file"),
        ("\0", 1, "TOML"),
    ],
)
def test_mistakes_in_settings_are_diagnostics(
    toml: str, line: int, says: str, tmp_path: Path
) -> None:
    path = put(tmp_path, argmap__toml=toml, a__arg="premise: A is so.\nso: B is so.\n")
    found = Compilation.of_file(path).diagnostics
    assert found and {d.name for d in found} == {"invalid-configuration"}
    assert (found[0].line, found[0].source.path) == (line, tmp_path / "argmap.toml")
    assert says in found[0].message
    # They are no fault of the map's: it can be drawn.
    assert not Compilation.of_file(path).has_errors
    done = run("check", str(path), str(path.with_suffix(".arg")))
    assert done.returncode == 1 and done.stdout.count(b"invalid-configuration") == len(found)


def test_what_is_right_beside_a_mistake_counts(tmp_path: Path) -> None:
    path = put(tmp_path, argmap__toml='ignore = ["too-long"]\nprofil = 1\n', a__arg=LONG)
    assert names(path) == ["invalid-configuration"]


def test_a_pyproject_that_is_no_toml_is_nobodys_business_but_ours(tmp_path: Path) -> None:
    path = put(tmp_path, pyproject__toml="[tool.other\n", a__arg=LONG)
    assert names(path) == ["too-long"]
    put(tmp_path, pyproject__toml="[tool.argmap]\nprofile = \n")
    assert names(path) == ["invalid-configuration", "too-long"]


def test_schemes_of_ones_own(tmp_path: Path) -> None:
    text = examples(RULES["invalid-scheme-file"])["Instead"].files["schemes.toml"].decode()
    map = "premise: Pliny reports no fire.\nso: There was no fire.\nby from-silence\n"
    path = put(tmp_path, argmap__toml='schemes = ["s.toml"]', s__toml=text, a__arg=map)
    assert names(path) == []
    (tmp_path / "argmap.toml").unlink()
    assert names(path) == ["unknown-scheme"]


def test_the_command_line_goes_over_the_settings(tmp_path: Path) -> None:
    path = put(tmp_path, argmap__toml='profile = "teach"\nignore = ["wording"]', a__arg=LONG)
    assert "too-long" not in names(path, None, [], [])
    assert names(path, "default", [], []) == []
    assert names(path, None, ["single-premise"], []) == ["single-premise"]
    assert names(path, None, [], ["teaching"]) == []
    with pytest.raises(ValueError, match="did you mean `too-long`"):
        chosen(None, ["to-long"], [])
    with pytest.raises(ValueError, match="can't be ignored"):
        chosen(None, [], ["undefined-label"])
    with pytest.raises(ValueError, match="no profile"):
        chosen("tech", [], [])
    with pytest.raises(ValueError, match="list"):
        chosen(None, "too-long", [])


def test_errors_of_the_language_are_always_said(tmp_path: Path) -> None:
    path = put(
        tmp_path, argmap__toml='select = ["wording"]', a__arg="claim a: A is so.\n  because b\n"
    )
    assert names(path) == ["undefined-label"]


def test_strict_settings_make_warnings_fail(tmp_path: Path) -> None:
    path = put(tmp_path, argmap__toml="strict = true", a__arg="claim a: A is so.\n")
    assert run("check", str(path)).returncode == 1
    put(tmp_path, argmap__toml="")
    assert run("check", str(path)).returncode == 0
    assert run("check", str(path), "--strict").returncode == 1
    assert run("check", str(path), "--strict", "--ignore", "AM205").returncode == 0


# Comments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("premise: Is it so?\n# argmap: ignore[question-as-claim]\nso: Is it?\n", ["question-as-claim"]),
        ("# argmap: ignore[AM501]\npremise: Is he so?\nso: Is it?\n", []),
        ("# a title\n\n#argmap:ignore[ AM501 , too-long ]\n\npremise: Is it?\nso: Is it so?\n", ["unused-ignore"]),
        ("premise: A is so.\n# argmap: ignore[AM501]\n# another comment\n\nso: Is\n  | it?\n", []),
        ("premise: A is so.\nso: Is it?\n# argmap: ignore[AM501]\n", ["question-as-claim", "unused-ignore"]),
        ("premise: A is so.\nso: B is so.\n  # argmap: ignore[AM501]\n  note: x\n", ["unused-ignore"]),
        ("# argmap: ignore[undefined-label]\nclaim a: A is so.\n  because b\n", ["undefined-label", "unknown-rule"]),
        ("# argmap: ignore[wording]\npremise: A is so.\nso: B is so.\n", ["unused-ignore"]),
        ("# argmap: ignore\npremise: A is so.\nso: B is so.\n", ["unknown-rule"]),
        ("# argmap: ignore[]\npremise: A is so.\nso: B is so.\n", ["unknown-rule"]),
        ("# argmap: ignored by many\npremise: A is so.\nso: B is so.\n", []),
        ("# argmap: ignore[missing-full-stop]\npremise: A is so.\nso: B is so.\n", []),
        ("# argmap: ignore[empty-section]\nsection: S\npremise: A is so.\nso: B is so.\n", []),
    ],
)  # fmt: skip
def test_comments_silence_rules(text: str, expected: list[str]) -> None:
    assert sorted(d.name for d in argmap.check(text)) == sorted(set(expected) - {"holding-hands"})


def test_unused_ignores_are_deleted_by_a_fix(tmp_path: Path) -> None:
    text = "premise: A is so.\n# argmap: ignore[AM501, too-long, fragment]\nso: Is it?\n"
    path = put(tmp_path, a__arg=text)
    assert fixed(Compilation.of_file(path)).data.decode() == text.replace(
        ", too-long, fragment", ""
    )
    path = put(tmp_path, a__arg=text.replace("AM501, ", ""))
    assert fixed(Compilation.of_file(path)).data.decode() == "premise: A is so.\nso: Is it?\n"


# A rule that fails


def test_a_rule_that_fails_reports_itself_and_the_others_go_on(monkeypatch) -> None:
    def fail(context: object) -> None:
        raise RecursionError("a\nb")

    monkeypatch.setattr(too_long, "check", fail)
    found = argmap.check("premise: Is it?\nso: B is so.\n")
    assert [d.name for d in found] == ["failed-rule", "question-as-claim"]
    assert "`too-long`" in found[0].message and "\n" not in found[0].message


# Fixes


def test_certain_mends_are_made(tmp_path: Path) -> None:
    path = put(tmp_path, a__arg=FAULTY)
    after = fixed(Compilation.of_file(path))
    assert (after.data.decode(), after.count) == (MENDED, 7)
    assert after.compilation.diagnostics == ()
    assert path.read_text() == FAULTY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("recomendation: Do it.\n  becuase: It helps.\n", "recommendation: Do it.\n  because: It helps.\n"),
        ("Claim: A is so.\n  because: B is so.\n", "claim: A is so.\n  because: B is so.\n"),
        ("premise：A is so.\nso： B is so.\n", "premise: A is so.\nso: B is so.\n"),
        ("claim: A is so.\n\tbecause: B is so.\n", "claim: A is so.\n  because: B is so.\n"),
        ("map: T\nauthor: A\ndate: 2021\npremise: A is so.\nso: B is so.\n",
         "map: T\n  author: A\n  date: 2021\npremise: A is so.\nso: B is so.\n"),
        ("claim: A is so.\n  because unanmity\npremise unanimity: B is so.\n",
         "claim: A is so.\n  because unanimity\npremise unanimity: B is so.\n"),
        ("claim: A is so.\n  because: B is so.\n    confidance: 0.5\n",
         "claim: A is so.\n  because: B is so.\n    confidence: 0.5\n"),
        ("premise: A is so.\nand: C is so.\nso: B is so.\nby modus-ponnens\n",
         "premise: A is so.\nand: C is so.\nso: B is so.\nby modus-ponens\n"),
        ("open open claim b: A is so.\n", "open claim b: A is so.\n"),
        ("Therefore the pledge is hollow.\n", "so: the pledge is hollow.\n"),
        ("claim a: A is so.\n  because: B is so.\n  by deduction.\n",
         "claim a: A is so.\n  because: B is so.\n  by deduction\n"),
        ("claim a: A is so.\n  because: B is so.\n  regardless c\npremise c: C is so.\n",
         "claim a: A is so.\n  because: B is so.\n  regardless of c\npremise c: C is so.\n"),
        ("claim a: A is so.\n  because  http://x.example/y says so.\n",
         "claim a: A is so.\n  because: http://x.example/y says so.\n"),
        ("claim a: A is so.\n  but premise https://x.example\n",
         "claim a: A is so.\n  but premise: https://x.example\n"),
        ("claim: A is so.\r\n\tbecuase: B is so.\r\n\tand: C is so.\n",
         "claim: A is so.\r\n  because: B is so.\r\n  and: C is so.\n"),
        ("\ufeffclaim: A is so.\n  becuase: B is so.", "\ufeffclaim: A is so.\n  because: B is so."),
    ],
)  # fmt: skip
def test_fixes(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "a.arg"
    path.write_bytes(before.encode())
    done = run("check", "--diff", str(path))
    assert path.read_bytes() == before.encode()
    assert b"+" in done.stdout and done.stdout.startswith(b"--- ")
    run("check", "--fix", str(path))
    assert path.read_bytes() == after.encode()
    # Standard input is mended to standard output.
    assert run("check", "--fix", "-", stdin=before).stdout == after.encode()


@pytest.mark.parametrize(
    "sign", ["\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\r"]
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_diff_can_be_applied(sign: str, end: str, tmp_path: Path) -> None:
    """Whatever else ends lines for Python, as U+2028 does, is a character like others to `patch`."""
    path = tmp_path / "a.arg"
    line_end = end or "\n"
    lines = [
        f"claim a: A{sign}is so.",
        "  becuase: B is so.",
        *(["  # one"] * 9),
        f"  becuase: C{sign}is so.",
    ]
    path.write_bytes((line_end.join(lines) + end).encode())
    diff = run("check", "--diff", str(path), "--ignore", "invisible-character").stdout
    run("check", "--fix", str(path), "--ignore", "invisible-character")
    mended = path.read_bytes()
    path.write_bytes((line_end.join(lines) + end).encode())
    subprocess.run(["patch", "--binary", str(path)], input=diff, check=True, capture_output=True)
    assert path.read_bytes() == mended
    assert mended == (line_end.join(lines) + end).replace("becuase", "because").encode()


def test_a_sentence_is_no_reference() -> None:
    """Its first word is not said to be perhaps a label."""
    (found,) = (
        d
        for d in argmap.check("claim a: A is so.\n  because the kiln is cold\n")
        if d.name == "missing-colon"
    )
    assert found.help == ("write: `because: the kiln is cold`",)


@pytest.mark.parametrize("word", FOREIGN)
@pytest.mark.parametrize(
    "above",
    [
        "premise: It is wet.\nso r: Stay.\n",
        "claim r: Stay.\n  because: It is wet.\n  ",
        "section: S\n  premise: It is wet.\n  so r: Stay.\n  ",
    ],
    ids=["at the top", "nested", "in a section"],
)
def test_words_from_elsewhere_are_mended_where_that_is_certain(word: str, above: str) -> None:
    """The mend of one error is never another."""
    if FOREIGN[word].flat[0] in ("map", "section", "use", "by") or word in KEYWORDS:
        return  # these take no label with a text
    text = f"{above}{word.replace('-', ' ')} x: It rains.\n"
    (found,) = (d for d in Compilation.of_text(text).understood if d.name == "misspelt-keyword")
    if found.fix is None:
        return
    mended = applied(text.encode(), list(found.fix.edits))
    assert mended is not None and mended.decode() != text
    assert not Compilation.of_text(mended.decode()).has_errors


def test_given_is_a_reason_under_a_clause_and_a_premise_at_the_top() -> None:
    text = "given wet: It rains.\nso: The street is wet.\n  given x: It is a street.\n"
    before = Compilation.of_text("").of_data(text.encode())
    assert fixed(before).data.decode() == text.replace("given wet", "premise wet").replace(
        "given x", "because x"
    )


@pytest.mark.parametrize(
    "text",
    [
        "claim: A is so.\n  because ab\npremise abc: B is so.\npremise abd: C is so.\n",  # two neighbours
        "claim: A is so.\n  because unanimous\npremise unanimity: B is so.\n",  # no near one
        "claim: A is so.\n  because: B is so.\n    nte: x\n    not: y\n    noote: z\n  x: C\n",
    ],
)
def test_what_is_not_certain_is_left_to_the_writer(text: str, tmp_path: Path) -> None:
    path = put(tmp_path, a__arg=text)
    after = fixed(Compilation.of_file(path)).data.decode()
    assert "because ab\n" in after or "unanimous" in after or "x: C" in after


_KNOWN = "claim b: B is so.\nclaim unanimity: C is so.\nclaim not-a: D is so.\nclaim step-1: E is so.\nclaim r: R is so.\n"


@pytest.mark.parametrize(
    "line",
    [
        # A sign that may be a part of the text.
        "because -5 is less than zero.", "because –5 °C is cold.", "because .5 is a half.", "because --help prints help.",
        "because =1 is odd.", "because - 5 is less", "becuase -5 is less than zero.", "because ,b, x", "because -b: x is y.",
        # Words that may be labels, or a text with a colon in it.
        "because Kant says: lying is wrong.", "because the b", "because b and c", "because b; x", "becuase b; x", "becuase b.",
        # The head of a clause, which is no text.
        "explained by suppose t: Taxes are low.", "because b explained by claim c2: Taxes are low.",
        "by suppose t: Taxes are low.", "but provided claim t: Taxes are low.",
        # Labels and attributes that may be others.
        "because bb", "because not-b", "because step-2", "because unanimities",
        "because unanimity\n  because unanimitt", "dat: 2020", "curl: x", "used: y",
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_has_no_fix(line: str) -> None:
    compilation = Compilation.of_text("").of_data(f"{_KNOWN}  {line}\n".encode())
    found = [d for d in compilation.understood if d.line > 5]
    assert found and all(d.fix is None for d in found)
    if line.startswith("because") and line.split()[1][0] in "-–.=":
        assert found[0].name == "invalid-label" or f"because: {line[8:]}" in found[0].help[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  because b.", "  because b"),
        ("  because b;", "  because b"),
        ("  because “b”", "  because b"),
        ("  because b\n  by “modus-ponens”.", "  because b\n  by modus-ponens"),
        ("  because; x: X is so.", "  because x: X is so."),
        ("  because,x: X is so.", "  because x: X is so."),
        ("  becuase; x: X is so.", "  because x: X is so."),
        ("so - x: X is so.", "so x: X is so."),
        ("  because => X is so.", "  because: X is so."),
        ("  because:; X is so.", "  because: X is so."),
        ("  because:, X is so.", "  because: X is so."),
        ("section; One\n  claim: A is so.", "section: One\n  claim: A is so."),
        ("  because x y\nclaim x y: X is so.", "  because x-y\nclaim x-y: X is so."),
        ("  because x-y\nclaim x y: X is so.", "  because x-y\nclaim x-y: X is so."),
        ("  because x y\nclaim x-y: X is so.", "  because x-y\nclaim x-y: X is so."),
    ],
)  # fmt: skip
def test_signs_and_words_in_the_place_of_labels_are_mended(before: str, after: str) -> None:
    compilation = Compilation.of_text("").of_data(f"{_KNOWN}{before}\n".encode())
    assert fixed(compilation).data.decode() == f"{_KNOWN}{after}\n"


@pytest.mark.parametrize(
    "line", ["claim liars: A is so.\n  because liar", "premise liars: A is so.\nso liar"]
)
def test_no_fix_lets_a_statement_argue_for_itself(line: str) -> None:
    (found,) = (
        d for d in Compilation.of_text(f"{line}\n").understood if d.name == "undefined-label"
    )
    assert found.fix is None and found.guess is not None


def test_unused_imports_are_deleted_by_a_fix(tmp_path: Path) -> None:
    hollow = "premise: A is so.\nso b: B is so.\n"
    text = "use one.arg\nuse two.arg as other\n\nclaim: C is so.\n  because other.b\n"
    path = put(tmp_path, one__arg=hollow, two__arg=hollow, a__arg=text)
    assert fixed(Compilation.of_file(path)).data.decode() == text.removeprefix("use one.arg\n")


def test_a_file_that_is_no_utf8_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.arg"
    path.write_bytes(b"claim: caf\xe9.\n  becuase: B.\n")
    assert run("check", "--fix", str(path)).returncode == 1
    assert path.read_bytes() == b"claim: caf\xe9.\n  becuase: B.\n"


def test_a_mended_text_is_the_result_even_when_quiet(tmp_path: Path) -> None:
    path = put(tmp_path, a__arg=FAULTY)
    assert run("check", "--fix", "--quiet", "-", stdin=FAULTY).stdout == MENDED.encode()
    out = tmp_path / "out.arg"
    assert run("check", "--fix", "--quiet", str(path), "-o", str(out)).returncode == 0
    assert (out.read_text(), path.read_text()) == (MENDED, FAULTY)
    filename = ("--stdin-filename", str(path))
    assert run("check", "--fix", "-", *filename, stdin=FAULTY).stdout == MENDED.encode()
    assert path.read_text() == FAULTY
    assert run("check", "--fix", str(path), str(out), "-o", "x").returncode == 2
    assert run("check", "--fix", "--diff", str(path)).returncode == 2


def test_one_bad_mend_does_not_block_the_others(tmp_path: Path) -> None:
    text = "hollow\n  by modus ponens\n| continued\nTherefore the pledge goes.\n"
    path = put(tmp_path, a__arg=text)
    run("check", "--fix", str(path))
    assert "so: the pledge goes.\n" in path.read_text()


def test_nothing_is_written_over_what_is_read(tmp_path: Path) -> None:
    path = put(
        tmp_path, s__txt="Words of a source.\n", a__arg="map: M\n  source: s.txt\n" + MENDED[11:]
    )
    source = tmp_path / "s.txt"
    for command in (
        ("check", str(path), "-o", str(path)),
        ("check", str(path), "--format", "json", "-o", str(path)),
        ("coverage", str(path), "-o", str(path)),
        ("coverage", str(path), "-o", str(source)),
        ("render", str(path), "--to", "svg", "-o", str(path)),
        ("convert", str(path), "--to", "json", "-o", str(path)),
    ):
        before = path.read_bytes(), source.read_bytes()
        assert run(*command).returncode == 2, command
        assert (path.read_bytes(), source.read_bytes()) == before


def test_strictness_is_that_of_each_folder(tmp_path: Path) -> None:
    (tmp_path / "strict").mkdir()
    put(tmp_path, a__arg="claim a: A is so.\n")
    put(
        tmp_path / "strict",
        argmap__toml="strict = true",
        b__arg="premise: A is so.\nso: B is so.\n",
    )
    assert run("check", str(tmp_path)).returncode == 0
    put(tmp_path / "strict", b__arg="claim a: A is so.\n")
    assert run("check", str(tmp_path)).returncode == 1


@pytest.mark.parametrize("line", ["claim " * 20_000, "§ " * 20_000, "because x " * 10_000])
def test_long_lines_of_words_are_not_quadratic(line: str) -> None:
    assert Compilation.of_text(f"premise: A is so.\nso: B is so.\n{line}\n").has_errors


@pytest.mark.slow
def test_many_comments_and_many_answers() -> None:
    comment = "# argmap: ignore[question-as-claim]\n"
    text = "map: M\n" + "".join(
        f"{comment}premise: Is {n} so?\n{comment}so: Is {n} it?\n" for n in range(3000)
    )
    assert argmap.check(text) == ()
    steps = "".join(
        f"  because a{n}: Thing {n} is so.\n  by expert-opinion\n  but b{n}: No {n} is so.\n    answers: field\n"
        for n in range(2000)
    )
    found = argmap.check("claim c: All is so.\n" + steps, select=["schemes"])
    assert {d.name for d in found} == {"open-critical-questions"} and len(found) == 2000
    text = "claim s0: Thing 0 is so.\n" + "".join(
        f"s{n}\n  because s{n + 1}: Thing {n + 1} is so.\n" for n in range(3000)
    )
    text += "s0\n" + "".join(f"  regardless of s{n}\n" for n in range(1, 3000))
    found = argmap.check(text)
    # As many as a few seconds allow, and one that says how many are not decided.
    assert {d.name for d in found} == {"dependence"} and 4 < len(found) < 100
    assert f"and {2999 - len(found)} more of these lines were not: the map is too large" in str(
        [d.message for d in found if "was not decided" in d.message]
    )


PIECES = [
    "claim", "Claim", "becuase", "because", "a", "ab", "abc", "：", ": ", "text.", "\n", "\n  ", "\n\t", "\r\n", "map: T",
    "author: x", "speeker: y", "# argmap: ignore[AM501, x, too-long]", "use x.arg", "by", "deducton", "> q", "| more", "so",
    "unless", "Therefore", "?", "section s: S", "and", "🙂", "\u00a0",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_fixing_ends_and_makes_nothing_worse(text: str) -> None:
    before = Compilation.of_text("").of_data(text.encode())
    after = fixed(before)
    errors = [
        sum(d.severity is Severity.ERROR for d in c.diagnostics)
        for c in (before, after.compilation)
    ]
    assert errors[1] <= errors[0]
    again = fixed(before.of_data(after.data))
    assert again.data == after.data
    assert (after.count == 0) == (after.data == text.encode())


# Formats


def corpus_diagnostics() -> list[argmap.Diagnostic]:
    paths = [
        *sorted((CORPUS / "errors").glob("*.arg")),
        *sorted((CORPUS / "wellformed").glob("*.arg")),
    ]
    return [d for path in paths for d in Compilation.of_file(path).diagnostics]


def test_sarif_is_valid() -> None:
    schema = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text())
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    odd = Compilation.of_text("claim: \U0001f600 a\n  becuase b: B\n", "a: b/ü?.arg").diagnostics
    for found in ([], corpus_diagnostics(), odd):
        log = json.loads(render_report(found, "sarif"))
        validator.validate(log)
        run = log["runs"][0]
        assert len(run["results"]) == len(found)
        for result, diagnostic in zip(run["results"], found, strict=True):
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == diagnostic.code
            region = result["locations"][0]["physicalLocation"]["region"]
            assert (region["startLine"], region["startColumn"]) == (
                diagnostic.line,
                diagnostic.column,
            )
    assert any("fixes" in r for r in json.loads(render_report(odd, "sarif"))["runs"][0]["results"])


def test_github_commands_are_one_line_each_and_escaped() -> None:
    found = corpus_diagnostics()
    lines = render_report(found, "github").splitlines()
    assert len(lines) == len(found)
    for line, diagnostic in zip(lines, found, strict=True):
        word = {"error": "error", "warning": "warning", "hint": "notice"}[diagnostic.severity]
        head, _, message = line.removeprefix("::").partition("::")
        assert head.startswith(f"{word} file=") and message
    text = "claim: 100% so,\n  | is it not?\n  because: B, C: D is so.\n"
    found = Compilation.of_text(text, "a,b:c%.arg").diagnostics
    (line,) = render_report(found, "github").splitlines()
    assert line.startswith("::notice file=a%2Cb%3Ac%25.arg,line=1,endLine=2,title=AM501 ")


@pytest.mark.parametrize("format", ["full", "concise", "json", "github", "sarif"])
def test_formats_by_the_command_line(format: str, tmp_path: Path) -> None:
    path = put(tmp_path, a__arg="claim a: A is so.\n  because b\n")
    done = run("check", "--format", format, str(path))
    assert done.returncode == 1
    assert b"AM101" in done.stdout
    out = tmp_path / "out"
    run("check", "--format", format, str(path), "-o", str(out))
    assert out.read_bytes() == done.stdout


def test_a_learner_is_told_the_same_once(tmp_path: Path) -> None:
    """Errors each by itself; of what a rule says else the first, with the lines; the most important first."""
    lines = "".join(f"  but r{n}: It is object {n}.\n" for n in range(20))
    text = (
        f"claim a: Hence it is so.\n  because b: Thing b is so.\n  because x\n  because y\n{lines}"
    )
    path = put(tmp_path, a__arg=text)
    taught = run("check", "--profile", "teach", str(path))
    heads = [
        s.split(":")[0] for s in taught.stdout.decode().split("\n") if ": " in s and s[0] in "ewh"
    ]
    assert heads[:2] == ["error AM101 undefined-label"] * 2
    assert len(set(heads[2:])) == len(heads[2:])
    assert heads == sorted(heads, key=lambda h: ("error", "warning", "hint").index(h.split()[0]))
    every = run("check", "--profile", "teach", "--format", "concise", str(path))
    assert len(every.stdout.splitlines()) > len(heads)
    assert taught.stderr == every.stderr
    mended = text.replace("  because x\n  because y\n", "")
    put(tmp_path, a__arg=mended)
    told = run("check", "--profile", "teach", "--select", "unanswered-rebuttal", str(path)).stdout
    assert told.count(b"unanswered-rebuttal") == 1 and b"(20 like this)" in told
    assert (
        b"the same rule speaks of lines 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 7 more" in told
    )
    plain = run("check", "--select", "unanswered-rebuttal", str(path)).stdout
    assert plain.count(b"unanswered-rebuttal") == 20
    found = run(
        "check", "--profile", "teach", "--select", "structure", "--format", "json", str(path)
    )
    assert [d["name"] for d in json.loads(found.stdout)] == ["unanswered-rebuttal"] * 20


# Folders


def test_a_folder_is_checked_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "in" / ".hidden").mkdir(parents=True)
    good = "premise: A is so.\nso: B is so.\n"
    put(tmp_path / "in" / ".hidden", x__arg="claim a: A is so.\n")
    put(tmp_path / "in", b__arg="claim a: A is so.\n", c__txt="x")
    put(tmp_path, a__arg=good, z__arg=good)
    done = run("check", str(tmp_path), str(tmp_path / "a.arg"), "--format", "concise")
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1 and b"b.arg" in done.stdout
    assert done.stderr == b"argmap: 0 errors, 1 warning in 3 files\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="a terminal is needed")
@pytest.mark.slow
def test_a_bar_on_a_terminal_when_it_takes_long(tmp_path: Path) -> None:
    for number in range(12):
        text = "".join(f"claim s{n}: Thing {n} is so.\n  because s{n + 1}\n" for n in range(4000))
        put(tmp_path, **{f"m{number:02}__arg": text + "premise s4000: It is so that all is.\n"})
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    command = [sys.executable, "-m", "argmap", "check", str(tmp_path), "--format", "concise"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    seen = b""
    while True:
        try:
            data = os.read(master, 4096)
        except OSError:
            break
        if not data:
            break
        seen += data
    process.wait()
    os.close(master)
    assert b"checking" in seen and b"12" in seen
    assert seen.replace(b"\r", b"").rstrip().endswith(b"in 12 files") or b"nothing to mend" in seen


# Values


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("confidence", ["0", "1", "0.5", "1.0", ".5", "1e-3"], ["1.01", "-0.1", "high", "50%", "nan", "inf", "0,5", "٠"]),
        ("url", ["https://a.org/x?y=1#z", "http://a", "mailto:a@b.org", "notes/x.html", "x y".replace(" ", "-"), "#top"],
         ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "ftp://a.org", "//a.org", "/etc",
          "http:a", "https://", "mailto:a", "a b", "java\u200bscript:x", "\\\\server", "vbscript:x"]),
        ("source", ["Hume 1739, III.1.1", "https://a.org/", "doi:10.1000/1", "Data: World Bank 2020", "A: B"],
         ["javascript:alert(1)", "data:text/html;x", "FILE:///etc/passwd"]),
        ("type", ["fact", "goal", "value", "definition", "background"], ["Fact", "opinion"]),
        ("standard", ["PE", "CCE", "BRD", "DV"], ["pe", "X"]),
    ],
)  # fmt: skip
def test_values_of_statements(name: str, right: list[str], wrong: list[str]) -> None:
    for value in right:
        text = f"premise: A is so.\n  {name}: {value}\nso: B is so.\n"
        assert [str(d) for d in argmap.check(text)] == [], value
    for value in wrong:
        text = f"premise: A is so.\n  {name}: {value}\nso: B is so.\n"
        found = [d.name for d in argmap.check(text)]
        assert [name for name in found if name != "invisible-character"] == ["invalid-value"], value


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("language", ["en", "en-GB", "de-CH-1996", "zh-Hant-TW", "sr-Latn", "es-419", "x-klingon", "grc", "EN-us", "de-x-a"],
         ["english", "en_GB", "en-UK", "xx", "e", "en-", "deutsch", "en-GB-oed-", "日本"]),
        ("date", ["2021", "2021-12", "2021-12-06", "2024-02-29", "2021-12-06T10:00"],
         ["6.12.2021", "2021-13", "2021-02-30", "2023-02-29", "12/06/2021", "yesterday", "21"]),
    ],
)  # fmt: skip
def test_values_of_maps(name: str, right: list[str], wrong: list[str]) -> None:
    for value in right + wrong:
        text = f"map: T\n  {name}: {value}\npremise: A is so.\nso: B is so.\n"
        expected = [] if value in right else ["invalid-value"]
        assert [d.name for d in argmap.check(text)] == expected, value


# Explaining


def test_pages_and_schemes_are_printed() -> None:
    assert b"# AM201 circular-support (warning)" in run("explain", "circular-support").stdout
    assert run("explain", "am201").stdout == run("explain", "circular-support").stdout
    assert run("explain").stdout.count(b"\n") > len(RULES)
    wrong = run("explain", "circular-suport")
    assert wrong.returncode == 2 and b"did you mean `circular-support`?" in wrong.stderr
    assert b"expert-opinion" in run("schemes").stdout
    assert b"by expert-opinion" in run("schemes", "expert-opinion").stdout
    data = json.loads(run("schemes", "--format", "json").stdout)
    assert len(data) >= 50
    wrong = run("schemes", "expert-opinon")
    assert wrong.returncode == 2 and b"did you mean `expert-opinion`?" in wrong.stderr


def test_a_fix_that_leaves_more_errors_is_not_carried_out(monkeypatch) -> None:
    """Whatever a rule proposes; the others are carried out, one by one."""
    compilation = Compilation.of_text("claim a: A is so.\n  because nobody\nclaim b: B is so.\n")
    text = compilation.source.text
    compilation = compilation.of_data(text.encode())

    def proposed(word: str, other: str) -> Diagnostic:
        at = text.index(word)
        fix = replace("mend", (at, at + len(word)), other)
        return report("unreadable-line", word, compilation.source, (at, at), fix=fix)

    worse = proposed("claim a", "claim claim\nclaim claim\nclaim a")
    rounds = iter([[worse, proposed("nobody", "b")], []])
    monkeypatch.setattr("argmap.edit.fixes._apart", lambda *_: next(rounds))
    done = fixed(compilation)
    assert done.data.decode() == text.replace("nobody", "b")
    assert done.count == 1
