"""Merging: readings of one text into one map, and versions of one map by what they go back to."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import argmap
from argmap.cli import main
from argmap.compare.decisions import from_csv, to_csv
from argmap.compare.facts import facts
from argmap.compare.union import HELD_BY, OTHER_WORDING, union
from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError
from argmap.edit.versions import merged, together_by_lines
from argmap.model import Map
from argmap.syntax.conflicts import left_conflicts
from tests.conftest import CORPUS, EXAMPLES
from tests.strategies import maps, random_text, without_errors

Edit = tuple[int, str, str, str]

ANN = """\
map: Ann's reading
# Ann on taxes
claim tax: The tax should rise.
  > raise the tax
  because: Roads are broken.
    > roads are broken
  because: Schools lack money.
    > schools are poor
"""

BEN = """\
map: Ben's reading
claim: Levies must go up.
  > raise the tax
  # Ben on streets
  because: Streets need repair.
    > roads are broken
  and: Education is underfunded.
    > schools are poor
  # Ben on riches
  but tax: The rich pay enough.
"""


def compiled(text: str) -> Compilation:
    return Compilation.of_bytes(text.encode("utf-8", "surrogatepass"), "x.arg")


def bare(map: Map) -> Map:
    """A map without who holds what, and without labels."""

    def without(thing):  # type: ignore[no-untyped-def]
        kept = {k: v for k, v in thing.attributes.items() if k != HELD_BY}
        return evolve(thing, attributes=kept)

    return map.changed(
        statements=[without(s) for s in map.statements],
        arguments=[without(a) for a in map.arguments],
    )


def by_text(map: Map) -> Counter[tuple[object, ...]]:
    return facts(map, {s.id: s.text for s in map.statements})


# Readings


def test_two_readings_are_one_map_with_who_holds_what() -> None:
    one, other = argmap.loads(ANN), argmap.loads(BEN)
    made = union(one, other, ("ann", "ben"))
    (conflict,) = made.conflicts
    assert conflict.what == "linking"
    claim = made.map["tax"]
    assert claim.text == "The tax should rise."
    assert dict(claim.attributes) == {
        HELD_BY: "ann, ben",
        OTHER_WORDING: "Levies must go up.",
    }
    assert [s.attributes[HELD_BY] for s in made.map.statements] == ["ann, ben"] * 3 + ["ben"]
    assert made.map["tax-2"].text == "The rich pay enough."
    # The first's word stands: each reason alone.
    assert [(a.role, len(a.premises)) for a in made.map.arguments] == [
        ("supports", 1),
        ("supports", 1),
        ("rebuts", 1),
    ]
    assert [a.attributes[HELD_BY] for a in made.map.arguments] == ["ann", "ann", "ben"]
    assert made.map.attributes["x-other-title"] == "Ben's reading"


def test_what_is_decided_is_no_conflict() -> None:
    one, other = argmap.loads(ANN), argmap.loads(BEN)
    table = to_csv(union(one, other).disagreements)
    assert from_csv(table) == {}
    decided = from_csv(table.replace("\n,", "\nother,"))
    made = union(one, other, decisions=decided)
    assert not made.conflicts and made.disagreements[0].decided == "other"
    assert [(a.role, len(a.premises)) for a in made.map.arguments] == [
        ("supports", 2),
        ("rebuts", 1),
    ]
    kept = union(one, other, decisions=from_csv(table.replace("\n,", "\n One ,")))
    assert not kept.conflicts and len(kept.map.arguments) == 3


@pytest.mark.parametrize(
    ("one", "other", "what", "said", "taken"),
    [
        ("  because b: B.\n", "  but b: B.\n", "step", "b supports c", "rebuts"),
        ("  because open claim b: B.\n", "  because claim b: B.\n", "open", "open, or asserted", None),
        ("  because b: B.\n    speaker: Al\n", "  because b: B.\n", "speaker", "Al, or the author", None),
        ("  because b: B.\n    confidence: 0.5\n", "  because b: B.\n    confidence: 0.6\n", "confidence", "0.5, or 0.6", None),
        ("  because b: B.\n  by sign\n", "  because b: B.\n  by analogy\n", "scheme", "by sign, or by analogy", None),
        ("  outweighs b\nclaim b: B.\n", "claim b: B.\n  outweighs c\n", "preference", "c over b, or b over c", None),
        ("  because b: B.\n", "  because b: B.\n    because x: X.\n", None, "", None),
        ("  because b: B.\n", "  because b: B.\n  by sign\n", None, "", None),
        ("  because b: B.\n", "  because b: B.\n  and d: D.\n", None, "", None),
    ],
)  # fmt: skip
def test_what_can_not_both_stand(
    one: str, other: str, what: str | None, said: str, taken: str | None
) -> None:
    maps = [argmap.loads(f"claim c: C.\n{text}") for text in (one, other)]
    made = union(*maps)
    assert [d.what for d in made.conflicts] == ([what] if what else [])
    if what is None:
        return
    (conflict,) = made.conflicts
    assert said in conflict.to_text()
    assert conflict.to_dict()["what"] == what
    swapped = union(*maps, decisions={(conflict.what, conflict.where): "other"})
    assert not swapped.conflicts
    if taken:
        assert [a.role for a in swapped.map.arguments] == [taken]
    else:
        assert swapped.map != made.map


def test_what_one_reader_splits_is_one_in_the_other() -> None:
    one = argmap.loads("claim c: C.\n  because: It rains and blows.\n    > it rains and blows\n")
    other = argmap.loads(
        "claim c: C.\n  because: It rains.\n    > it rains\n  and: It blows.\n    > and blows\n"
    )
    made = union(one, other)
    assert len(made.map.statements) == 2 and not made.conflicts
    (reason,) = (s for s in made.map.statements if s.kind == "premise")
    assert len(reason.quotations) == 3
    assert reason.attributes[OTHER_WORDING] == "It rains. / It blows."


def test_what_attacks_a_step_that_is_not_there_is_told() -> None:
    one = argmap.loads("claim c: C.\n  because a: A.\n  because b: B.\n")
    other = argmap.loads("claim c: C.\n  because a: A.\n  and b: B.\n  unless u: U.\n")
    made = union(one, other)
    assert [d.what for d in made.conflicts] == ["linking", "step"]
    assert "there is no such step" in made.conflicts[1].to_text()


def test_a_map_with_itself_is_itself_and_with_nothing_too() -> None:
    for map in maps(40):
        made = union(map, map)
        assert not made.disagreements
        assert by_text(bare(made.map)) == by_text(map)
        empty = union(map, Map())
        assert by_text(bare(empty.map)) == by_text(map)
        assert by_text(bare(union(Map(), map).map)) == by_text(map)


def test_what_both_hold_and_what_either_does_is_in_the_union() -> None:
    tried = 0
    pool = maps(40)
    for n, map in enumerate(pool[:25]):
        try:
            made = union(map, pool[n - 7], ("a", "b"))
        except ArgmapError:
            # Passages of both can lead over each other's edge.
            continue
        tried += 1
        held = Counter(s.attributes[HELD_BY] for s in made.map.statements)
        assert held["a"] + held["a, b"] == len(map.statements)
        try:
            again = argmap.loads(argmap.ArgumentMap.of(made.map).to_arg())
        except ArgmapError:
            continue
        assert again == made.map
    assert tried > 10


def test_the_readings_of_the_corpus() -> None:
    one, other = (argmap.load(CORPUS / "readings" / name) for name in ("ann.arg", "ben.arg"))
    made = one.merge(other, names=("one", "other"))
    assert len(made) < len(one) + len(other)
    assert {s.attributes[HELD_BY] for s in made} == {"one", "other", "one, other"}


# Versions

BASE = """\
map: Bells

# about rain
claim wet: The street is wet.
  because rain: It rained.
  # a note
  but roof: There is a roof.

claim cold: It is cold.
  because wind: The wind blows.
"""

CASES = {
    "a text and a reason": (("It rained.", "It poured."), ("  but roof", "  because pipe: A pipe burst.\n  but roof"),
        ["because rain: It poured.", "because pipe: A pipe burst."]),
    "two reasons in one place": (("  # a note", "  because dew: Dew fell.\n  # a note"), ("  # a note", "  because pipe: A pipe burst.\n  # a note"),
        ["because dew: Dew fell.\n  because pipe: A pipe burst.\n  # a note"]),
    "a label and a reference": (("wind:", "gale:"), ("The wind blows.\n", "The wind blows.\n\nclaim storm: A storm.\n  because wind\n"),
        ["because gale: The wind blows.", "  because gale\n"]),
    "a label and a text": (("rain: It", "drizzle: It"), ("It rained.", "It rained all night."),
        ["because drizzle: It rained all night."]),
    "nesting and a quotation": (("claim cold: It is cold.\n  because", "section: Weather\n  claim cold: It is cold.\n    because"), ("The wind blows.", "The wind blows hard.\n    > blows hard\n    # from the paper"),
        ["    because wind: The wind blows hard.\n      > blows hard\n      # from the paper"]),
    "comments of both": (("# about rain", "# about rain\n# ours"), ("  # a note", "  # a note\n  # theirs"), ["# ours\nclaim wet", "  # a note\n  # theirs"]),
    "something gone from either": (("  because rain: It rained.\n", ""), ("claim cold: It is cold.\n  because wind: The wind blows.\n", ""), ["claim wet: The street is wet.\n  # a note"]),
    "the same from both": (("It rained.", "It poured."), ("It rained.", "It poured."), ["because rain: It poured."]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_either_version_changed_is_taken(case: str) -> None:
    ours, theirs, wanted = CASES[case]
    one, other = BASE.replace(*ours), BASE.replace(*theirs)
    assert one != BASE and other != BASE
    for pair in ((one, other), (other, one)):
        made = merged(compiled(BASE), *map(compiled, pair))
        assert not made.conflicts, made.conflicts
        assert not compiled(made.text).has_errors
        if pair[0] == one:
            assert all(piece in made.text for piece in wanted), made.text
        # Comments of both are there once.
        for comment in {x.strip() for x in f"{one}\n{other}".split("\n") if x.strip()[:1] == "#"}:
            assert made.text.count(comment) == 1


CONFLICTS = {
    "two texts": (("It rained.", "It poured."), ("It rained.", "It drizzled."), "is changed otherwise in the other",
        "<<<<<<< ours\n  because rain: It poured.\n=======\n  because rain: It drizzled.\n>>>>>>> theirs\n"),
    "a text and nothing": (("  because rain: It rained.\n", ""), ("It rained.", "It drizzled."), "is changed in one and taken away in the other",
        "<<<<<<< ours\n=======\n  because rain: It drizzled.\n>>>>>>> theirs\n"),
    "a reference to what is gone": (("  because rain: It rained.\n", ""), ("The wind blows.\n", "The wind blows.\n\nclaim mud: Mud.\n  because rain\n"), "the other refers to it anew",
        "<<<<<<< ours\n=======\n  because rain: It rained.\n>>>>>>> theirs\n"),
    "one step with two more": (("The wind blows.\n", "The wind blows.\n  and ice: Ice.\n"), ("The wind blows.\n", "The wind blows.\n  and snow: Snow.\n"), "is changed otherwise",
        "  and ice: Ice.\n=======\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", CONFLICTS)
def test_what_both_changed_is_marked(case: str) -> None:
    ours, theirs, said, marked = CONFLICTS[case]
    one, other = BASE.replace(*ours), BASE.replace(*theirs)
    made = merged(*map(compiled, (BASE, one, other)))
    assert len(made.conflicts) == 1 and said in made.conflicts[0]
    assert marked in made.text
    diagnostics = compiled(made.text).understood
    assert [d.name for d in diagnostics][:1] == ["conflict-marker"]
    # With the first version of each conflict it is a text again.
    (found,), rest = left_conflicts(made.text)
    assert made.text[found.opens :].startswith("<<<<<<< ours") and len(rest) == len(made.text)


def changed(text: str, random: Random) -> str | None:
    """A text with some lines changed, if it has no errors."""
    lines = text.split("\n")
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(lines))
        line = lines[at]
        margin = " " * (len(line) - len(line.lstrip()))
        number = random.randrange(1000)
        match random.randrange(5):
            case 0:
                lines.insert(at, f"{margin}# note {number}")
            case 1:
                lines[at] = f"{line} more {number}" if line.strip() else line
            case 2:
                lines.insert(at + 1, f"{margin}because: New {number}.")
            case 3 if len(lines) > 1:
                del lines[at]
            case _:
                lines.append(f"claim: Added {number}.")
    made = "\n".join(lines)
    return None if compiled(made).has_errors else made


def versions(seeds: range) -> list[tuple[str, str, str]]:
    found = []
    for seed in seeds:
        random = Random(seed)
        base = without_errors(random_text(random))
        if base:
            tries = [x for _ in range(8) if (x := changed(base, random)) is not None]
            found += [(base, *tries[:2])] if len(tries) > 1 else []
    return found


def test_versions_of_random_texts() -> None:
    clean = 0
    for base, one, other in versions(range(120)):
        texts = compiled(base), compiled(one), compiled(other)
        made = merged(*texts)
        assert merged(texts[0], texts[1], texts[0]).text == one
        assert merged(texts[0], texts[0], texts[2]).text == other
        assert merged(texts[0], texts[1], texts[1]).text == one
        after = compiled(made.text)
        if made.conflicts:
            assert "conflict-marker" in {d.name for d in after.understood}
            continue
        clean += 1
        assert not after.has_errors
        comments = [
            Counter(x.strip() for x in t.split("\n") if x.strip()[:1] == "#")
            for t in (base, one, other, made.text)
        ]
        for comment in comments[1] | comments[2]:
            if (comments[1][comment] and comments[2][comment]) or not comments[0][comment]:
                assert comments[3][comment], comment
    assert clean > 80


def some_edits(map: argmap.ArgumentMap, random: Random, taken: set[str], tag: str) -> list[Edit]:
    """Edits of statements that no other edits."""
    labelled = [s.id for s in map.statements if s.label]
    found = []
    for _ in range(random.randrange(1, 3)):
        free = [key for key in labelled if key not in taken]
        if free:
            key, new = random.choice(free), f"{tag}{random.randrange(9999)}"
            taken.add(key)
            found.append((random.randrange(6), key, new, random.choice(labelled)))
    return found


def edited(map: argmap.ArgumentMap, edits: list[Edit]) -> str:
    """The text of a map with edits; `ValueError` and `ArgmapError` where they make no map."""
    editing = map.edit()
    for kind, key, new, other in edits:
        match kind:
            case 0:
                editing.replace(key, text=f"Changed {new}.")
            case 1:
                editing.add(f"Added {new}.", supports=key)
            case 2:
                editing.add(f"Objection {new}.", rebuts=key)
            case 3:
                editing.relabel(key, new)
            case 4:
                editing.remove(key)
            case _:
                editing.move(key, supports=other)
    return editing.text


def test_edits_that_know_nothing_of_each_other_are_together_as_one_after_the_other() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.arg"))]
    texts += [map.to_arg() for map in maps(40)]
    same = 0
    for seed in range(120):
        random = Random(seed)
        base = argmap.loads(random.choice(texts))
        taken: set[str] = set()
        mine, theirs = (some_edits(base, random, taken, tag) for tag in ("m", "t"))
        try:
            one, other = edited(base, mine), edited(base, theirs)
            both = edited(argmap.loads(one), theirs)
        except (ArgmapError, ValueError):
            continue
        assert base.source is not None
        made = merged(*[compiled(text) for text in (base.source.text, one, other)])
        if not made.conflicts:
            assert by_text(argmap.loads(made.text)) == by_text(argmap.loads(both)), seed
            same += 1
    assert same > 40


def test_lines_that_neither_shares_are_together() -> None:
    assert together_by_lines(list("abcd"), list("xabcd"), list("abcy")) == list("xabcy")
    assert together_by_lines(list("abc"), list("axc"), list("ayc")) is None
    assert together_by_lines([], ["a"], []) == ["a"]


def test_texts_with_errors_are_merged_by_lines() -> None:
    broken = BASE.replace("but roof:", "butt roof:")
    one, other = broken.replace("It rained", "It poured"), broken.replace("blows", "howls")
    made = merged(*map(compiled, (broken, one, other)))
    assert made.text == one.replace("blows", "howls") and not made.conflicts
    made = merged(*map(compiled, (broken, one, broken.replace("It rained", "It drizzled"))))
    assert made.conflicts and made.text.count("<<<<<<<") == 1


def test_line_ends_and_the_mark_stay() -> None:
    texts = [BASE, BASE.replace("rained", "poured"), BASE.replace("blows", "howls")]
    raw = [b"\xef\xbb\xbf" + t.replace("\n", "\r\n").encode() for t in texts]
    found = [Compilation.of_bytes(data, "x.arg") for data in raw]
    data = merged(*found).data(found[1])
    assert data.startswith(b"\xef\xbb\xbfmap: Bells\r\n") and data.count(b"\n") == data.count(
        b"\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< ours\n" * 2000,
        "claim a: A.\n=======\n>>>>>>> x\n<<<<<<< y\n",
        "<<<<<<<\n>>>>>>>\n",
        "<<<<<<<<\n=======\n>>>>>>>\n",
    ],
)
def test_marks_without_their_others_are_no_conflict(text: str) -> None:
    assert left_conflicts(text) == ([], text)
    assert "conflict-marker" not in {d.name for d in compiled(text).understood}


# The commands


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("ann.arg").write_text(ANN)
    Path("ben.arg").write_text(BEN)
    return tmp_path


def test_merging_readings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = [
        "merge",
        "ann.arg",
        "ben.arg",
        "-o",
        "c.arg",
        "--adjudicate",
        "d.csv",
        "--alignment",
        "p.csv",
    ]
    assert main(said) == 1
    err = capsys.readouterr().err
    assert (
        "argmap: conflict: linking of" in err and "4 statements of 2 maps; 1 conflict left" in err
    )
    text = Path("c.arg").read_text()
    assert all(
        x in text
        for x in (
            "# Ann on taxes\nclaim tax",
            "# Ben on streets\n  because: Roads",
            "# Ben on riches\n  but tax-2",
        )
    )
    assert main(["check", "--quiet", "c.arg"]) == 0
    table = Path("d.csv").read_text()
    Path("d.csv").write_text(table.replace("\n,", "\nother,"))
    assert main(said) == 0
    assert "and: Schools lack money." in Path("c.arg").read_text()
    assert main(["merge", "ann.arg", "ben.arg", "ann.arg", "--quiet"]) == 1
    assert capsys.readouterr().out.count("claim tax") == 1


@pytest.mark.parametrize("form", ["json", "csv", "argdown"])
def test_readings_of_other_tools_are_merged(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", "ann.arg", "--to", form, "-o", f"ann.{form}", "--quiet"]) == 0
    assert main(["merge", f"ann.{form}", "ben.arg", "--quiet", "-o", "c.arg"]) == 1
    assert main(["check", "--quiet", "c.arg"]) == 0
    assert "x-held-by: ann, ben" in Path("c.arg").read_text()
    assert main(["merge", "ben.arg", f"ann.{form}", "--quiet", "-o", "c.arg"]) == 1


def test_merging_versions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("o.arg").write_text(BASE)
    Path("a.arg").write_text(BASE.replace("rained", "poured"))
    Path("b.arg").write_text(BASE.replace("blows", "howls"))
    assert main(["merge", "--base", "o.arg", "a.arg", "b.arg"]) == 0
    out = capsys.readouterr().out
    assert "It poured" in out and "The wind howls" in out
    Path("b.arg").write_text(BASE.replace("rained", "drizzled"))
    assert main(["merge", "--base", "o.arg", "a.arg", "b.arg", "-o", "c.arg"]) == 1
    assert "argmap: a.arg: conflict: “because rain: It poured.”" in capsys.readouterr().err
    assert "<<<<<<< ours" in Path("c.arg").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ann.arg ben.arg -o c.svg", "merge writes the language, into a file that ends in .arg"),
        ("--base ann.arg ann.arg ben.arg --adjudicate d.csv", "--base is for two versions"),
        ("--base ann.arg ann.arg ben.arg ben.arg", "--base is for two versions"),
        ("ann.arg ben.arg ben.arg --alignment p.csv", "--alignment is for two maps"),
        ("ann.arg ben.arg -o ben.arg", "would write over what is read"),
        ("ann.arg gone.arg", "can't read gone.arg"),
        ("ann.arg ben.arg --adjudicate bad.csv", "bad.csv: the first row names no column `take`"),
        (
            "ann.arg ben.arg --adjudicate odd.csv",
            "odd.csv: row 2: take is `one`, `other` or nothing",
        ),
        ("--base ann.arg noise.arg ben.arg", "noise.arg holds no text in the language"),
        ("- - ", "standard input can be read only once"),
    ],
)
def test_wrong_usage(
    words: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.csv").write_text("a,b\n1,2\n")
    Path("noise.arg").write_bytes(bytes(range(256)) * 4)
    Path("odd.csv").write_text("take,what,where\nboth,x,y\n")
    assert main(["merge", *words.split()]) == 2
    assert said in capsys.readouterr().err


def test_what_versions_import_is_found_where_the_file_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("maps").mkdir()
    Path("maps/other.arg").write_text("claim far: Far.\n")
    text = "use other.arg\nclaim a: A.\n  because other.far\n"
    # As git does, outside of the folder.
    for name, version in (
        ("o", text),
        ("a", f"{text}  because b: B.\n"),
        ("b", f"{text}  because c: C.\n"),
    ):
        Path(name).write_text(version)
    assert main(["merge-driver", "o", "a", "b", "maps/m.arg"]) == 0
    assert Path("a").read_text() == f"{text}  because b: B.\n  because c: C.\n"
    hashes = ["0" * 40, "100644"]
    said = ["compare", "--git", "maps/m.arg", "o", *hashes, "b", *hashes]
    assert main(said) == 0
    assert "added: c: C." in capsys.readouterr().out


@pytest.mark.slow
def test_git_merges_and_shows_differences_by_argmap(folder: Path) -> None:
    program = f"{shlex.quote(sys.executable)} -m argmap"

    def git(*words: str, status: int = 0) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
            capture_output=True,
            text=True,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    git("init", "-q", "-b", "main")
    git("config", "merge.argmap.driver", f"{program} merge-driver %O %A %B %P")
    git("config", "diff.argmap.command", f"{program} compare --git")
    Path(".gitattributes").write_text("*.arg diff=argmap merge=argmap\n")
    Path("m.arg").write_text(BASE)
    git("add", ".")
    git("commit", "-q", "-m", "base")
    git("checkout", "-q", "-b", "side")
    Path("m.arg").write_text(BASE.replace("  # a note", "  because dew: Dew fell.\n  # a note"))
    shown = git("diff")
    assert "argmap compare a/m.arg b/m.arg\nadded: dew: Dew fell." in shown
    Path("new.arg").write_text("claim n: N.\n")
    git("add", ".")
    assert "added: n: N." in git("diff", "--cached", "--", "new.arg")
    git("commit", "-q", "-m", "side")
    git("checkout", "-q", "main")
    Path("m.arg").write_text(BASE.replace("  # a note", "  because pipe: A pipe.\n  # a note"))
    git("commit", "-q", "-a", "-m", "main")
    git("merge", "-q", "side", "-m", "both")
    text = Path("m.arg").read_text()
    assert "because dew" in text and "because pipe" in text and "<<<<" not in text
    git("checkout", "-q", "side")
    Path("m.arg").write_text(Path("m.arg").read_text().replace("Dew fell", "Dew rose"))
    git("commit", "-q", "-a", "-m", "rose")
    git("checkout", "-q", "main")
    Path("m.arg").write_text(text.replace("Dew fell", "Dew sank"))
    git("commit", "-q", "-a", "-m", "sank")
    assert "m.arg: conflict:" in git("merge", "-q", "side", status=1)
    assert main(["check", "--quiet", "m.arg"]) == 1
