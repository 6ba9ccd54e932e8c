"""Views of a map: what they keep, what they say is left out, and that nothing changes its meaning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.draw import draw
from argmap.draw.options import Options
from argmap.draw.view import View, bearing, view
from tests.figures.drawn import figure
from tests.figures.maps import usual
from tests.figures.measures import inversions
from tests.shapes import shaped

TEXT = """\
section first: The first part
  tags: early
  claim main: The main thing.
    because one: One reason.
      tags: near
      because deep: A deep reason.
        because deeper: A deeper reason.
    and two: Linked with it.
      speaker: Mr Smith
    unless late: An exception.
    but objection: An objection.
      but reply: A reply.
section second: The second part
  claim other: Another thing.
    because main
  premise alone: It stands alone.
"""
MAP = argmap.loads(TEXT)


def kept(**options) -> set[str]:
    return {s.id for s in view(MAP, Options(**options)).map.statements}


def test_without_choices_all_is_shown() -> None:
    seen = view(MAP)
    assert seen.map is MAP and not seen.left_out and not seen.notes


def test_root() -> None:
    assert kept(root="one") == {"one", "deep", "deeper"}
    assert kept(root="other") == {s.id for s in MAP.statements} - {"alone"}
    seen = view(MAP, Options(root="one"))
    assert seen.left_out == ("Only what bears on 2 is drawn: 7 statements are left out.",)
    assert seen.numbers["deeper"] == "4"


def test_depth() -> None:
    assert kept(depth=0) == {"other", "alone"}
    assert kept(depth=1) == {"other", "alone", "main"}
    seen = view(MAP, Options(depth=2))
    assert "deep" not in seen.map and "one" in seen.map
    assert seen.notes["one"] == ("1 reason not shown",)
    assert seen.notes["objection"] == ("1 objection not shown",)


def test_only_and_without() -> None:
    assert kept(only="section:second") == {"other", "alone"}
    assert kept(only="section:The second part") == {"other", "alone"}
    assert kept(only="tag:near") == {"one"}
    assert kept(only=("tag:early", "kind:rebuttal")) == {"late", "objection", "reply"}
    assert kept(only=("section:first", "section:second")) == {s.id for s in MAP.statements}
    assert "two" not in kept(without="speaker:Mr Smith")


def test_linked_premises_that_are_left_out_are_said() -> None:
    seen = view(MAP, Options(without="speaker:Mr Smith"))
    (argument,) = seen.map.supporters("main")
    assert argument.premises == ("one",)
    assert seen.notes["one"] == ("with 1 premise not shown",)


def test_an_undercut_goes_with_its_step() -> None:
    seen = view(MAP, Options(without=("speaker:Mr Smith", "tag:near")))
    assert not seen.map.supporters("main")
    assert all(a.role != "undercuts" for a in seen.map.arguments)
    assert seen.notes["main"] == ("1 reason not shown",)


def test_collapse() -> None:
    seen = view(MAP, Options(collapse="first"))
    assert [s.id for s in seen.map.statements] == ["first", "other", "alone"]
    (argument,) = seen.map.supporters("other")
    assert argument.premises == ("first",)
    assert seen.map["first"].text == "The first part" and seen.numbers["first"] == "§1"
    assert seen.notes["first"] == ("section, 8 statements",)
    assert seen.left_out == ("A section is one box: 8 statements are left out.",)


def test_collapsed_sections_keep_their_numbers() -> None:
    seen = view(MAP, Options(collapse=("first", "second")))
    assert [seen.numbers[s.id] for s in seen.map.statements] == ["§1", "§2"]


def test_a_step_inside_a_collapsed_section_that_is_undercut_from_outside_is_said() -> None:
    map = argmap.loads(
        "section s: Inside\n  premise p: P.\n  so c: C.\n"
        "section t: Outside\n  premise u: U.\n  against c because p\n"
    )
    seen = view(map, Options(collapse="s"))
    assert not seen.map.arguments
    assert seen.notes["s"] == ("section, 2 statements", "a step inside is undercut by 3")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"root": "mian"}, "did you mean `main`"),
        ({"only": "section:frist"}, "did you mean `first`"),
        ({"only": "tag:late"}, "the map has no tag `late`"),
        ({"only": "speaker:Mr Smit"}, "did you mean `Mr Smith`"),
        ({"only": "kind:reason"}, "claim, premise, recommendation, rebuttal"),
        ({"only": "late"}, "chooses nothing"),
        ({"without": "tag:"}, "chooses nothing"),
        ({"collapse": "third"}, "no section `third`"),
        ({"depth": -1}, "depth is from 0"),
    ],
)
def test_choices_that_are_none(options, said) -> None:
    with pytest.raises(ValueError, match=said):
        view(MAP, Options(**options))


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_views_of_any_map_can_be_drawn_and_invent_nothing(seed: int, data) -> None:
    map = shaped(seed)
    choices: dict[str, object] = {}
    if data.draw(st.booleans()):
        choices["root"] = data.draw(st.sampled_from(map.statements)).id
    if data.draw(st.booleans()):
        choices["depth"] = data.draw(st.integers(0, 4))
    if data.draw(st.booleans()):
        choices["without"] = f"kind:{data.draw(st.sampled_from(['rebuttal', 'claim']))}"
    if map.sections and data.draw(st.booleans()):
        choices["collapse"] = data.draw(st.sampled_from(map.sections)).label
    seen = view(map, Options(**choices))
    layout = data.draw(st.sampled_from(["tree", "outline", "freeman", "toulmin"]))
    if seen.map.statements:
        draw(map, Options(layout=layout, **choices))
    for argument in seen.map.arguments:
        whole = map.argument(argument.id)
        assert argument.role == whole.role and argument.conceded == whole.conceded
        if not seen.collapsed:
            assert set(argument.premises) <= set(whole.premises)
            assert argument.target == whole.target
            less = len(argument.premises) < len(whole.premises)
            noted = any("not shown" in note for note in seen.notes.get(argument.premises[0], ()))
            assert noted or not less
    gone = len(map.statements) - len(seen.map.statements)
    assert bool(gone) == bool(seen.left_out) or seen.collapsed


@pytest.mark.parametrize("name", ["helmets", "rotterdam", "statins", "parking-levy"])
def test_a_leaf_less_moves_nothing_across_the_order(name: str) -> None:
    map = usual()[name]
    inner = {a.target for a in map.arguments}
    leaves = [s.id for s in map.statements if s.id not in inner and map.uses(s)]
    assert len(leaves) > 3
    for leaf in leaves:
        chosen = Options(among=tuple(s.id for s in map.statements if s.id != leaf))
        (page,) = draw(map, chosen).pages
        assert not list(inversions(figure(view(map, chosen).map, page)))


def test_what_attacks_a_step_stands_beside_it_and_what_answers_that_a_step_below() -> None:
    map = argmap.loads(
        "claim c: C.\n  because p: P.\n"
        "  unless claim u: U.\n    unless claim v: V.\n      unless claim w: W.\n"
        "  but r: R.\n    but q: Q.\n"
    )
    assert bearing(map, ["c"]) == {"c": 0, "p": 1, "u": 1, "r": 1, "q": 2, "v": 2, "w": 3}
    shown = [{s.id for s in view(map, Options(depth=n)).map.statements} for n in range(4)]
    assert shown[0] == {"c"}
    assert shown[1] == {"c", "p", "u", "r"}
    assert shown[2] == {"c", "p", "u", "r", "q", "v"}
    assert shown[3] == set("cprquvw")


RELATED = argmap.loads("""\
claim whole: The whole.
  including half: A half.
    including quarter: A quarter.
      including eighth: An eighth.
      or other: Another eighth.
contradicts far: Not the whole.
far
outweighs near: Another thing.
  because reason: A reason.
section box: In a box
  claim inner: Something inside.
    because within: Its reason.
  claim zebra: Last of all.
  zebra
  contradicts whole
far
contradicts inner
""")


def related(**options) -> View:
    return view(RELATED, Options(**options))


def test_a_part_stands_a_step_below_its_whole_however_deep() -> None:
    steps = {"whole": 0, "half": 1, "quarter": 2, "eighth": 3, "other": 3}
    assert bearing(RELATED, ["whole"]) == steps


def test_one_thing_and_several_are_counted_as_people_do() -> None:
    seen = related(without=("section:box",))
    assert seen.left_out[0].endswith("3 statements are left out.")
    assert seen.notes["whole"] == ("1 relation to what is not shown",)
    assert related(root="near").notes["near"] == ("1 relation to what is not shown",)
    seen = related(root="whole")
    assert seen.notes["whole"] == ("2 relations to what is not shown",)
    text = "claim a: A.\n  because b: B.\n  because c: C.\n"
    assert view(argmap.loads(text), Options(depth=0)).notes["a"] == ("2 reasons not shown",)
    one = view(argmap.loads("claim a: A.\n  because b: B.\n"), Options(depth=0))
    assert one.left_out[0].endswith("1 statement is left out.")


def test_what_was_chosen_for_a_root_does_not_say_that_it_bears_on_more() -> None:
    assert "one" not in view(MAP, Options(root="one")).notes
    assert view(MAP, Options(without=("section:second",), only=("section:first",))).notes[
        "main"
    ] == ("bears on what is not shown",)


def test_a_section_that_is_one_box_keeps_what_it_has_to_do_with_others() -> None:
    seen = related(collapse=("box",)).map
    assert set(seen.contradictions) == {("whole", "far"), ("box", "whole"), ("far", "box")}
    assert [(p.preferred, p.over) for p in seen.preferences] == [("far", "near")]
    ways = [(p.whole, p.part, p.alternative_to) for p in seen.parts]
    assert ways[-1] == ("quarter", "other", "eighth")


def test_an_alternative_goes_with_its_part() -> None:
    seen = view(RELATED, Options(only=("kind:claim",), without=("section:box",))).map
    assert [p.alternative_to for p in seen.parts if p.part == "other"] == ["eighth"]
    assert not view(RELATED, Options(root="quarter", depth=0)).map.parts


def test_a_warrant_that_is_in_the_box_goes_with_it() -> None:
    map = argmap.loads(
        "section s: S\n  premise rule: A rule.\n  premise fact: A fact.\nclaim c: C.\n  because fact\n  by rule\n"
        "claim d: D.\n  because e: E.\n  by rule\n"
    )
    seen = view(map, Options(collapse=("s",))).map
    assert [(a.premises, a.warrant) for a in seen.arguments] == [(("s",), None), (("e",), "s")]


def test_what_is_supposed_can_be_left_out_where_a_section_has_a_speaker() -> None:
    map = argmap.loads(
        "section anna: What Anna says\n  speaker: Anna\n  suppose all: All men are mortal.\n"
        "    so then: Socrates is mortal.\n  so end: Socrates will die.\n"
    )
    drawn = map.to_svg(without="kind:supposition")
    assert "said by Anna" in drawn and "only supposing 1, which is not shown" in drawn
