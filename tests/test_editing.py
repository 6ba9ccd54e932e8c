"""Maps that are edited: values that give others, and texts that keep all but what an edit is about."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

import argmap
from argmap import Argument, Preference, Section, Statement
from argmap.edit.acts import Add, Remove
from argmap.edit.in_text import edited, with_labels_of
from argmap.edit.matching import matched
from argmap.edit.placing import Place
from tests.conftest import EXAMPLES
from tests.edits import some_edit, strewn
from tests.strategies import maps, random_text, without_errors

TEXT = """\
# top
map: T

# about a
claim a: A is so.
  # reasons
  because h: H holds.
    at: p. 3

    because x: X.
      # deep
      because: XX.
    and y: Y.
    unless: E.
  and g: G.
  by some-scheme
  unless: Ex.
  # end

  but o: O.

claim b: B.
  because x
"""


def ids(statements: tuple[Statement, ...]) -> list[str]:
    return [s.id for s in statements]


# Maps as containers, and what they can be asked


def test_a_map_is_a_container_of_statements() -> None:
    map = argmap.loads(TEXT)
    assert [s.id for s in map] == [s.id for s in map.statements]
    assert len(map) == 10 == len(list(map))
    assert map[map["h"]] is map["h"]
    assert "h" in map and map["h"] in map and "nobody" not in map and 3 not in map
    assert Statement("Y.", "premise", "y") in map
    assert map[Statement("XX.", "premise")].id == "premise-3"
    assert Statement("XX.", "claim") not in map
    assert "premise-3" in map._ipython_key_completions_()
    with pytest.raises(KeyError):
        map[Statement("Nobody says this.")]


def test_a_statement_of_an_earlier_version_is_found_by_its_words() -> None:
    map = argmap.loads("claim a: A.\n  because: One.\n  because: Two.\n")
    two = map["premise-2"]
    later = map.remove("premise-1")
    assert later[two].id == "premise-1" and two in later and map["premise-1"] not in later
    assert later.uses(two)[0].target == "a"


def test_what_bears_on_what() -> None:
    map = argmap.loads(TEXT)
    assert ids(map.descendants("h")) == ["x", "premise-3", "y", "rebuttal-1"]
    assert ids(map.ancestors("premise-3")) == ["a", "h", "x", "b"]
    assert ids(map.leaves) == ["premise-3", "y", "rebuttal-1", "g", "rebuttal-2", "o"]
    assert [ids(p) for p in map.paths("premise-3")] == [
        ["premise-3", "x", "h", "a"],
        ["premise-3", "x", "b"],
    ]
    assert [ids(p) for p in map.paths("premise-3", "b")] == [["premise-3", "x", "b"]]
    assert len(map.paths("premise-3", limit=1)) == 1
    assert ids(map.longest_chain()) == ["a", "h", "x", "premise-3"]
    assert [map[a.premises[0]].id for a in map.objections()] == ["rebuttal-1", "rebuttal-2", "o"]
    assert [a.premises for a in map.objections("h")] == [("rebuttal-1",)]
    answered = map.add("No.", rebuts="o")
    assert "o" not in [a.premises[0] for a in answered.objections(unanswered=True)]


def test_circles_end() -> None:
    map = argmap.loads("claim a: A.\n  because b: B.\n    because c: C.\n      because a\n")
    assert ids(map.descendants("a")) == ["b", "c"]
    assert len(map.longest_chain()) == 3
    assert [ids(p) for p in map.paths("c")] == [["c", "b", "a"]]
    # Ways between many stages can't be gone through one by one.
    stages = "".join(
        f"claim s{i}: S{i}.\n  because l{i}\n  because r{i}\n"
        f"claim l{i}: L{i}.\n  because s{i + 1}\nclaim r{i}: R{i}.\n  because s{i + 1}\n"
        for i in range(40)
    )
    long = argmap.loads(f"{stages}claim s40: End.\n")
    assert len(long.paths("s40", "s0", limit=7)) == 7
    assert len(long.longest_chain()) == 81


# Edits as values


def test_what_was_there_for_its_sake_goes_too_and_is_told() -> None:
    map = argmap.loads(TEXT)
    edit = map.edit().remove("h")
    (change,) = edit.changes
    # `x` is a reason for `b` as well.
    assert ids(change.statements) == ["h", "y", "rebuttal-1"]
    assert [a.target for a in change.arguments] == ["h", "argument-2"]
    assert edit.map == map.remove("h")
    step = edit.map.supporters("a")[0]
    assert (step.premises, step.scheme) == (("g",), "some-scheme")
    assert ids(edit.map.statements) == ["a", "x", "premise-2", "g", "rebuttal-1", "o", "b"]
    assert "h" in map, "the map that was edited stays as it is"


def test_reasons_may_stay() -> None:
    map = argmap.loads(TEXT).remove("h", keep_reasons=True)
    assert ids(map.statements)[-2:] == ["y", "rebuttal-3"]
    assert map.uses("y") == ()
    assert len(map) == 9


def test_several_go_at_once_and_everything_may() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    assert len(map.remove([s.id for s in map])) == 0
    assert len(map.remove("modify")) == 0
    assert ids(map.remove(["hollow", map["provokes"]]).statements)[0] == "modify"


def test_alternatives_take_the_place_of_a_part() -> None:
    map = argmap.loads(
        "recommendation r: R.\n  including one: One.\n  or two: Two.\n  or three: Three.\n"
    )
    parts = map.remove("one").parts
    assert [(p.part, p.alternative_to) for p in parts] == [("two", None), ("three", "two")]


PRIMES = """\
suppose largest: There is a largest prime.
  so product: The product is greater.
  so greater: There is a greater prime.
  contradicts largest
so none: There is no largest prime.
by reductio
"""


def test_a_passage_goes_with_what_it_was_for() -> None:
    map = argmap.loads(PRIMES)
    assert len(map.remove("none")) == 0
    left = map.remove("largest")
    assert ids(left.statements) == ["none"] and left.arguments == ()
    kept = map.remove("largest", keep_reasons=True)
    assert kept["greater"].within is None
    assert kept.supporters("none")[0].scheme is None
    kept = map.remove("none", keep_reasons=True)
    assert ids(kept.statements) == ["largest", "product", "greater"]
    assert argmap.loads(kept.to_arg()) == kept


def test_adding() -> None:
    map = argmap.loads(TEXT)
    more = (
        map.edit()
        .add(Statement("New.", "premise", "new"), supports="h")
        .add("Joined.", joins="new")
        .add("But.", challenges="new")
        .add("Unless.", undercuts="o")
        .map
    )
    assert more["new"].kind == "premise"
    step = more.supporters("h")[1]
    assert [more[p].text for p in step.premises] == ["New.", "Joined."]
    assert [a.role for a in more.attackers(step)] == ["challenges"]
    exception = more.attackers(more.attackers("a")[0])[0]
    assert more[exception.premises[0]].open
    assert ids(more.statements)[:7] == ["a", "h", "x", "premise-3", "y", "rebuttal-1", "new"]
    assert argmap.loads(more.to_arg()) == more


def test_adding_relations_and_sections() -> None:
    map = argmap.loads(TEXT)
    made = (
        map.edit()
        .add(Section("New part", "part"))
        .add("In it.", section="New part")
        .add(Preference("o", "g"))
        .add(Argument(["g", "y"], "b"))
        .map
    )
    assert made[next(s.id for s in made if s.text == "In it.")].section == "part"
    assert made.preferences == (Preference("o", "g"),)
    assert made.supporters("b")[1].premises == ("g", "y")
    with pytest.raises(argmap.ArgmapError, match="nobody"):
        _ = map.add(Preference("o", "nobody"))


def test_moving() -> None:
    map = argmap.loads(TEXT)
    moved = map.move("x", supports="o")
    assert [a.target for a in moved.uses("x")] == ["o", "b"]
    assert moved.supporters("h")[0].premises == ("y",)
    assert ids(moved.descendants("o")) == ["x", "premise-3"] or len(moved.descendants("o")) == 2
    out = map.move("o")
    assert not out.uses("o") and out.statements[-1].id == "o"
    with pytest.raises(
        argmap.ArgmapError, match="can't be moved to itself, or to what bears on it"
    ):
        map.move("h", supports="y")
    with pytest.raises(argmap.ArgmapError, match="only premise"):
        map.move("o", undercuts="argument-6")


def test_labels() -> None:
    map = argmap.loads(TEXT)
    swapped = map.relabel({"x": "y", "y": "x", "premise-3": "deep"})
    assert (swapped["y"].text, swapped["x"].text, swapped["deep"].text) == ("X.", "Y.", "XX.")
    assert swapped.relabel({"x": "y", "y": "x"}).relabel("deep", None) == map
    prefixed = map.prefixed("mine-")
    assert prefixed["mine-h"].text == "H holds."
    assert prefixed.arguments[0].premises == ("mine-h", "mine-g")


def test_a_part_of_a_map() -> None:
    map = argmap.loads(TEXT)
    part = map.subset(["a", "h", "o"])
    assert ids(part.statements) == ["a", "h", "o"]
    assert [(a.role, a.premises) for a in part.arguments] == [
        ("supports", ("h",)),
        ("rebuts", ("o",)),
    ]
    assert map.subset(map.statements) == map


def test_later_edits_name_what_earlier_ones_made() -> None:
    map = argmap.loads(TEXT)
    edit = map.edit().relabel("h", "hh").replace("hh", text="Other.").remove("premise-3")
    edit.add("Deep.", supports="x").remove("rebuttal-2")
    assert edit.map["hh"].text == "Other."
    assert "Ex." not in [s.text for s in edit.map] and "E." in [s.text for s in edit.map]
    assert [c.act for c in edit.changes] == [
        "relabel h to hh",
        "replace hh",
        "remove premise-3",
        "add “Deep.”",
        "remove rebuttal-2",
    ]


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda m: m.remove("hollo"), argmap.ArgmapError, "no statement `hollo`.*mean `hollow`"),
        (
            lambda m: m.add("x", support="hollow"),
            TypeError,
            "no place `support=`; did you mean `supports`",
        ),
        (lambda m: m.add("x", supports="hollow", rebuts="few"), argmap.ArgmapError, "one place"),
        (
            lambda m: m.add("x", supports="few", section="s"),
            argmap.ArgmapError,
            "says which section",
        ),
        (lambda m: m.add("x", section="Nowhere"), argmap.ArgmapError, "no section `Nowhere`"),
        (lambda m: m.add("x", undercuts="modify"), argmap.ArgmapError, "several arguments"),
        (lambda m: m.add("x", joins="modify"), argmap.ArgmapError, "no argument"),
        (lambda m: m.add(3), TypeError, "a map holds no int"),
        (lambda m: m.replace("hollow", txt="x"), TypeError, "no field `txt=`; did you mean `text`"),
        (lambda m: m.replace("hollow", text=""), argmap.ArgmapError, "text is empty"),
        (lambda m: m.relabel("hollow", "few"), argmap.ArgmapError, "'few' is given twice"),
        (lambda m: m.relabel("hollow", "so"), argmap.ArgmapError, "no label"),
    ],
)
def test_what_can_not_be_is_said_in_the_callers_words(call, error, said) -> None:
    with pytest.raises(error, match=said):
        call(argmap.load(EXAMPLES / "nato.arg"))


def test_what_is_imported_is_changed_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "lib.arg").write_text("claim root: Root.\n")
    (tmp_path / "m.arg").write_text("use lib.arg\nclaim a: A.\n  because lib.root\n")
    map = argmap.load(tmp_path / "m.arg")
    with pytest.raises(argmap.ArgmapError, match="imported"):
        map.remove("lib.root")
    more = map.edit().add("Own.", rebuts="lib.root").remove("a")
    assert [s.id for s in more.map] == ["rebuttal-1", "lib.root"]
    more.save()
    assert argmap.load(tmp_path / "m.arg").attackers("lib.root")


# Any edit of any map


def test_any_edit_of_any_map_is_sound_and_leaves_the_rest_alone() -> None:
    done = 0
    for seed, map in enumerate(maps()):
        random = Random(seed)
        edit = map.edit()
        try:
            for _ in range(random.choice((1, 1, 3))):
                some_edit(edit, map, random)
            after = edit.map
        except argmap.ArgmapError as error:
            assert "\0" not in str(error)
            continue
        done += 1
        read = argmap.Compilation.of_text(after.to_arg())
        assert read.map == after, edit.acts
        assert not [d for d in read.understood if d.severity == "error"], edit.acts
        # Everything that is told is all that went.
        gone = {s.id for change in edit.changes for s in change.statements}
        assert len(after) == len(map) - len(gone) + sum(isinstance(a, Add) for a in edit.acts)
    assert done > 60


def test_removing_leaves_the_order_of_the_rest_and_is_the_same_of_the_text() -> None:
    done = 0
    for seed, map in enumerate(maps()):
        chosen = Random(seed).choice(map.statements).id
        after = map.remove(chosen)
        texts = [(s.text, s.kind) for s in after]
        kept = iter([(s.text, s.kind) for s in map])
        in_order = all(any(one == other for other in kept) for one in texts)
        again = argmap.loads(map.to_arg()).remove(chosen)
        assert again == after
        done += in_order
    # Another order is needed only where no text says the old one.
    assert done > 100


# Edits as texts


def shown(act: object, text: str = TEXT) -> str:
    return edited(argmap.Compilation.of_text(text), act).compilation.source.text  # type: ignore[arg-type]


def test_lines_that_go_take_their_group_along() -> None:
    assert shown(Remove(("h",))) == TEXT[: TEXT.index("  because h")] + (
        "  because g: G.\n  by some-scheme\n  unless: Ex.\n  # end\n\n  but o: O.\n\n"
        "claim b: B.\n  because x\n\npremise x: X.\n  # deep\n  because: XX.\n"
    )
    assert shown(Remove(("g", "h"))) == (
        "# top\nmap: T\n\n# about a\nclaim a: A is so.\n  # reasons\n  # end\n\n  but o: O.\n\n"
        "claim b: B.\n  because x\n\npremise x: X.\n  # deep\n  because: XX.\n"
    )


@pytest.mark.parametrize(
    ("place", "before", "line"),
    [
        (Place("supports", "x"), "      because: XX.\n", "      because: New.\n"),
        (Place("joins", "argument-1"), "  and g: G.\n", "  and: New.\n"),
        (Place("undercuts", "argument-1"), "  unless: Ex.\n", "  unless premise: New.\n"),
        (Place("challenges", "argument-6"), "  but o: O.\n", "  however premise: New.\n"),
        (Place("condition_of", "b"), "  because x\n", "  provided premise: New.\n"),
        (Place(), "  because x\n", "\npremise: New.\n"),
    ],
)
def test_a_new_line_stands_where_it_belongs(place: Place, before: str, line: str) -> None:
    new = Statement("New.", "premise", id="n")
    assert shown(Add(new, place)) == TEXT.replace(before, before + line)


def test_an_edit_is_written_into_the_file(tmp_path: Path) -> None:
    path = tmp_path / "m.arg"
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    map = argmap.load(path)
    edit = map.edit().replace("h", text="H’s wording.").relabel("x", "ex").remove("rebuttal-2")
    assert edit.save() == path
    wanted = TEXT.replace("H holds.", "H’s wording.").replace("  unless: Ex.\n", "")
    wanted = wanted.replace("because x", "because ex")
    assert path.read_bytes() == b"\xef\xbb\xbf" + wanted.replace("\n", "\r\n").encode()
    assert argmap.load(path) == edit.map
    with pytest.raises(argmap.ArgmapError, match="has changed since"):
        map.edit().remove("h").save()
    other = argmap.load(path).edit().remove("b")
    other.save(tmp_path / "other.arg")
    assert "claim b" in path.read_text(encoding="utf-8-sig")
    assert "claim b" not in (tmp_path / "other.arg").read_text(encoding="utf-8-sig")


def test_what_was_read_from_no_text_of_the_language_is_not_written_back(tmp_path: Path) -> None:
    map = argmap.loads(TEXT)
    with pytest.raises(argmap.ArgmapError, match="no file"):
        map.edit().remove("h").save()
    with pytest.raises(argmap.ArgmapError, match="edited since"):
        _ = map.remove("h").edit().remove("o").text
    with pytest.raises(argmap.ArgmapError, match="not read from a text"):
        _ = argmap.ArgumentMap([Statement("A.", label="a")]).edit().remove("a").text
    map.write(tmp_path / "m.json")
    with pytest.raises(argmap.ArgmapError, match="no text in the language"):
        argmap.load(tmp_path / "m.json").edit().remove("h").save()


def test_attributes_quotations_and_kinds_are_changed_in_their_lines() -> None:
    text = TEXT.replace("    at: p. 3\n", "    at: p. 3\n    note: old\n    > one\n")
    edit = argmap.loads(text).edit()
    edit.replace(
        "h",
        kind="claim",
        unstated=True,
        speakers="Ann",
        attributes={"note": "new"},
        quotations=["one", "two"],
    )
    assert edit.text == text.replace("because h", "because unstated claim h").replace(
        "    at: p. 3\n    note: old\n    > one\n",
        "    note: new\n    speaker: Ann\n    > one\n\n    > two\n",
    )


def test_what_names_a_step_by_a_premise_that_goes_names_it_by_another() -> None:
    text = (
        "claim c: C.\n  because p: P.\n  and r: R.\n\npremise x: X.\n# why\nagainst c because p\n"
    )
    assert shown(Remove(("p",)), text) == text.replace(
        "  because p: P.\n  and r", "  because r"
    ).replace("because p\n", "because r\n")
    assert shown(Remove(("p", "r")), text) == "claim c: C.\n\n# why\n"


def test_kinds_that_were_taken_from_another_line_stay() -> None:
    text = "premise a: A.\nand b: B.\nso c: C.\n  including d: D.\n"
    edit = argmap.loads(text).edit().replace("a", kind="claim")
    edit.replace("c", kind="recommendation")
    assert edit.text == (
        "claim a: A.\nand premise b: B.\nso recommendation c: C.\n  including claim d: D.\n"
    )


def test_what_is_only_referred_to_moves_with_its_own_line() -> None:
    text = (
        "premise a: A.\n  # of a\n  because aa: AA.\n\nclaim c: C.\n  because a\n  and b: B.\n\n"
        "section: S\n  claim d: D.\n"
    )
    alone = "\nclaim c: C.\n  because b: B.\n\n"
    end = "section: S\n  claim d: D.\n"
    assert argmap.loads(text).edit().move("a").text == text.replace(
        "because a\n  and b", "because b"
    )
    assert argmap.loads(text).edit().move("a", rebuts="d").text == (
        f"{alone}{end}    but premise a: A.\n      # of a\n      because aa: AA.\n"
    )


def test_where_no_single_lines_do_it_is_written_anew_with_every_comment() -> None:
    text = "# one\npremise a: A.\n# two\nso b: B.\n# three\nso c: C.\n# four\n"
    edit = argmap.loads(text).edit()
    edit.move("b", rebuts="c")
    assert matched(argmap.loads(edit.text), edit.map)
    assert sorted(re.findall("# .*", edit.text)) == ["# four", "# one", "# three", "# two"]


def test_any_edit_of_any_text_keeps_comments_and_blank_lines() -> None:
    done = same = 0
    for seed in range(60):
        random = Random(seed)
        text = without_errors(strewn(random_text(random, 20), random))
        try:
            map = argmap.loads(text or "")
        except argmap.ArgmapError:
            continue
        edit = map.edit()
        if not map.statements:
            continue
        try:
            some_edit(edit, map, random)
            after = edit.map
        except argmap.ArgmapError:
            continue
        made = argmap.loads(edit.text)
        assert matched(made, with_labels_of(made, after)) is not None, (seed, edit.acts)
        done, same = done + 1, same + (made == after)
        gone = edit.changes[0].statements
        if not gone:
            comments = re.findall(r"(?m)^ *(# comment \d+\.)$", text or "")
            kept = re.findall(r"(?m)^ *(# comment \d+\.)$", edit.text)
            assert sorted(comments) == sorted(kept), (seed, edit.acts)
    assert done > 35 and same > 25
