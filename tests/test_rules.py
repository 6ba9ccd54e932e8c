"""Each rule fires on the example of its page, alone, and not on the mended one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import argmap
from argmap.compilation import Compilation
from argmap.configuration import chosen
from argmap.edit.fixes import applied
from argmap.files import Project, decode
from argmap.rulebook import CHECKED, READING, RULES, Needs, Rule, Severity, rule_named
from argmap.rules.pages import listing, page, page_with_title
from argmap.writers.json import to_json
from tests.bench import maps
from tests.conftest import CORPUS, ROOT
from tests.pages import examples
from tests.strategies import random_text

# Off in the default profile, which is to have nothing against their examples.
OFF = (
    "missing-full-stop",
    "unquoted-statement",
    "reversed-step",
    "misplaced-reply",
    "paraphrased-reason",
    "idle-independence",
    "defeated-conclusion",
    "answered-answer",
    "idle-reply",
)
# Said of something else than a map, or of a map that argmap itself fails on: tests of their own.
ELSEWHERE = {"failed-rule", "invalid-configuration", "invalid-scheme-file"}
SHOWN = [rule for rule in RULES.values() if rule.name not in ELSEWHERE]
WELL_FORMED = sorted((CORPUS / "wellformed").glob("*.arg"))
MAPS = [*sorted((ROOT / "examples").glob("*.arg")), *sorted(CORPUS.rglob("*.arg"))]


def found(path: Path, rule: Rule) -> list[str]:
    logic = rule.needs is Needs.LOGIC
    compilation = Compilation.of_file(path, choose=chosen(None, [], [], logic=logic))
    names = [d.name for d in compilation.diagnostics]
    if rule.name in OFF:
        selected = Compilation.of_file(path, choose=chosen(None, [rule.name], []))
        names += [d.name for d in selected.diagnostics]
    if rule.name in ("missing-glyph", "undrawn-maths"):
        from argmap.draw.missing import missing
        from argmap.draw.options import Options

        found = missing(compilation.map, compilation.source, "pdf", Options())
        names += [d.name for d in found]
    return names


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_the_example_of_its_page_fires_exactly_this_rule(rule: Rule, tmp_path: Path) -> None:
    assert set(found(examples(rule)["Example"].write(tmp_path), rule)) == {rule.name}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_the_mended_example_of_its_page_is_clean(rule: Rule, tmp_path: Path) -> None:
    assert found(examples(rule)["Instead"].write(tmp_path), rule) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_pages_have_their_form(rule: Rule) -> None:
    text = page(rule)
    first = text.split("\n\n")[0]
    assert re.fullmatch(r"[A-Z`'“].*\.", first, re.DOTALL), first
    assert "\n## Why\n" in text
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert all(len(line) <= 118 for line in prose.split("\n"))


def test_pages_of_the_documentation_are_up_to_date(golden) -> None:
    folder = ROOT / "docs" / "rules"
    for rule in RULES.values():
        golden(folder / f"{rule.name}.md", page_with_title(rule))
    assert {p.stem for p in folder.glob("*.md")} == set(RULES)


def test_every_rule_that_looks_at_maps_has_a_module() -> None:
    folder = ROOT / "argmap" / "rules"
    for rule in CHECKED:
        assert (folder / f"{rule.name.replace('-', '_')}.py").is_file(), rule.name
    language = {p.stem for p in (folder / "language").glob("*.md")}
    assert language == {r.name for r in RULES.values() if r not in CHECKED}


def test_hints_are_guesses_and_nothing_else() -> None:
    """What is decided exactly is an error or a warning; what is guessed at, a hint."""
    guesses = {"wording"}
    gentle = {
        "passage-not-taken-up",
        "idle-open",
        "inherited-speaker",
        "idle-independence",
        "undecided-formulas",
    }  # decided, and yet as it may be meant
    for rule in CHECKED:
        heuristic = rule.family in guesses or rule.name in (
            "label-like-kind",
            "rabbit-rule",
            "holding-hands",
            "open-critical-questions",
            "stray-name",
            "reversed-step",
            "misplaced-reply",
            "paraphrased-reason",
        )
        gentler = heuristic or rule.name in gentle
        assert (rule.severity is Severity.HINT) == gentler, rule.name


def test_rules_are_found_by_name_and_code() -> None:
    assert rule_named("am201") is rule_named("circular-support") is RULES["circular-support"]
    assert rule_named("AM2") is None
    assert all(rule.name in listing() and rule.code in listing() for rule in RULES.values())
    assert {rule.family for rule in RULES.values() if rule not in CHECKED} == {*READING, "settings"}


@pytest.mark.parametrize("path", WELL_FORMED, ids=lambda p: p.stem)
def test_well_formed_maps_give_no_alarm(path: Path) -> None:
    """But for the critical questions of a scheme, which are as open as the hint says."""
    found = Compilation.of_file(path).diagnostics
    assert [str(d) for d in found if d.name != "open-critical-questions"] == []


def test_there_are_thirty_well_formed_maps() -> None:
    assert len(WELL_FORMED) >= 30


# Cases that went wrong once, or were hard: a map under a line that names the rules that speak.

REVIEWS = {
    head: (rules.split(), text)
    for part in (CORPUS / "reviews.txt").read_text(encoding="utf-8").split("=== ")[1:]
    for head, rules, text in [re.match(r"(.*): ?(.*)\n([\s\S]*)", part).groups()]
}


@pytest.mark.parametrize("case", REVIEWS)
def test_what_is_said_of_a_map(case: str) -> None:
    rules, text = REVIEWS[case]
    assert [d.name for d in argmap.check(text)] == rules


# Wording

WORDING = [
    line.split(" | ")
    for line in (CORPUS / "wording.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("rule", "sentence"), WORDING, ids=[s for _, s in WORDING])
def test_what_is_said_of_a_sentence(rule: str, sentence: str) -> None:
    text = f"premise: {sentence}\nso: The world turns.\n"
    found = Compilation.of_text(text, choose=chosen(None, ["wording"], ["missing-full-stop"]))
    assert [d.name for d in found.diagnostics] == ([] if rule == "-" else [rule])


def test_a_hint_underlines_the_word_that_it_is_about() -> None:
    text = "claim because-of: The\n  | pledge is hollow because few agree.\n  because also: It sat. It slept.\n"
    found = argmap.check(text, select=["wording"])
    places = [(d.name, d.line, text[d.span.start : d.span.end], d.column) for d in found]
    assert ("reason-inside-claim", 2, "because", 22) in places
    assert ("several-claims", 3, "It", 25) in places


# Whatever the map


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**64).map(Random), st.sampled_from(["default", "strict", "teach"]))
def test_no_rule_fails_and_all_say_the_same_of_text_and_json(random: Random, profile: str) -> None:
    text = random_text(random)
    compilation = Compilation.of_text(text, choose=chosen(profile, [], []))
    found = compilation.diagnostics
    assert not [str(d) for d in found if d.name == "failed-rule"]
    for diagnostic in found:
        for source, span in [
            (diagnostic.source, diagnostic.span),
            *((r.source, r.span) for r in diagnostic.related),
        ]:
            assert 0 <= span.start <= span.end <= len(source.text)
    if compilation.has_errors:
        return
    again = Compilation.of_text(to_json(compilation.map), choose=chosen(profile, [], []))
    assert said(compilation) == said(again)


def said(compilation: Compilation) -> list[tuple[str, str]]:
    """What the rules say of a map, and of what in it: messages name the things that they are about."""
    return sorted((d.name, d.message) for d in compilation.diagnostics if d.rule in CHECKED)


@pytest.mark.parametrize("profile", ["default", "strict", "teach"])
@pytest.mark.parametrize("path", MAPS, ids=lambda p: p.stem)
def test_a_text_and_its_json_are_judged_alike(path: Path, profile: str) -> None:
    first = Compilation.of_file(path)
    choose = chosen(profile, [], [])

    def reviewed(text: str, ending: str) -> Compilation:
        reading = decode(text.encode(), path.name, path.with_suffix(ending))
        return Compilation(reading, Project(first.project.folder), choose=choose)

    # JSON has no comments that could silence a rule.
    whole = reviewed(first.source.text.replace("# argmap:", "# "), ".arg")
    if not whole.has_errors:
        assert said(whole) == said(reviewed(to_json(whole.map), ".json"))


@pytest.mark.parametrize(
    "text",
    [
        "premise p: The city burns.\nagainst claim c: The city is calm.\n",
        "claim c: The city is calm.\n  but premise p: The city burns.\n",
        "premise p: The city burns.\ncontradicts claim c: The city is calm.\n",
        "claim c: The city is calm.\n  but premise p: The city burns.\n    because: There is smoke.\n",
    ],
)
def test_a_claim_that_only_objections_are_about_needs_no_reason(text: str) -> None:
    assert [d.name for d in argmap.check(text)] == []


def test_a_root_whose_words_begin_like_a_connective_is_no_exception() -> None:
    """In Argdown, and after `against`: what the map holds counts, not how a line begins."""
    argdown = "[against-it]: Against the plan it says nothing.\n  + A reason.\n  - An objection.\n"
    text = "premise x: A is so.\nagainst claim c: B is so.\n  because: C is so.\n"
    for compilation in (
        Compilation.of_text(argdown, format="argdown"),
        Compilation.of_text(text),
        Compilation.of_text(to_json(Compilation.of_text(text).map)),
    ):
        assert "unanswered-rebuttal" in [d.name for d in compilation.diagnostics]


@pytest.mark.parametrize(
    ("shape", "rule", "count"),
    [
        (maps.chain, None, 0),
        (maps.comb, None, 0),
        (maps.flat, "isolated-statement", 30_000),
        (maps.circles, "circular-support", 3_000),
    ],
)
def test_large_maps_of_odd_shapes(shape, rule: str | None, count: int) -> None:
    found = Compilation.of_text(shape(30_000)).diagnostics
    assert [d.name for d in found] == [rule] * count


def one_group(size: int) -> str:
    return "".join(
        f"claim s{n}: Thing {n} is so.\n  because: Word {n} says so.\n  restates s{(n + 1) % size}\n"
        for n in range(size)
    )


def rival_answers(size: int) -> str:
    rows = (
        f"  answer a{n}: Thing {n} is so.\n    because: Word {n} says so.\n" for n in range(size)
    )
    ranks = (f"a{n}\noutweighs a{n + 1}\n" for n in range(size - 1))
    return f"question q: What is so?\n{''.join(rows)}{''.join(ranks)}"


def conditions(size: int) -> str:
    return "".join(
        f"claim s{n}: Thing {n} is so.\n  because: Word {n} says so.\n  provided s{(n + 1) % size}\n"
        for n in range(size)
    )


@pytest.mark.parametrize(
    ("shape", "rule"),
    [(one_group, None), (rival_answers, None), (conditions, "circular-condition")],
)
def test_large_maps_of_the_new_words(shape, rule: str | None) -> None:
    """What is quadratic takes minutes here."""
    found = Compilation.of_text(shape(2_000)).diagnostics
    assert [d.name for d in found] == ([rule] if rule else [])


TAUGHT = [
    ("reversed-step", "claim a: The lane is needed.", "because: Therefore the council should act."),
    ("reversed-step", "claim a: Because cyclists are hurt.", "because: The lane is needed."),
    ("reversed-step", "claim a: The reason is that cyclists are hurt.", "because: Lanes help."),
    ("-", "claim a: Since 2008, the pledge stands.", "because: Nobody took it back."),
    ("-", "claim a: Because of the war, prices rose.", "because: Ships stayed away."),
    ("-", "claim a: Minds depend on brains.", "because: Thus far every function did."),
    ("-", "claim a: So much rain is rare.", "because: So few clouds pass."),
    (
        "paraphrased-reason",
        "claim a: Cyclists should be protected by the council.",
        "because: The council should protect cyclists.",
    ),
    (
        "paraphrased-reason",
        "claim a: The pledge is hollow.",
        "because: Hollow pledges are pledged.",
    ),
    ("-", "claim a: Some swans are white.", "because: All swans are white."),
    (
        "-",
        "claim a: The council should protect cyclists.",
        "because: The council protects cyclists.",
    ),
    ("-", "claim a: Swans are not white.", "because: Swans are white."),
    ("-", "claim a: The pledge of 2014 is hollow.", "because: The pledge of 2008 is hollow."),
    (
        "misplaced-reply",
        "claim a: The lane is needed.\n  but o: The shops would lose parking spaces.",
        "but: The shops have parking spaces elsewhere.",
    ),
    (
        "misplaced-reply",
        "claim a: The lane is needed.\n  but o: The shops would lose parking spaces.",
        "because: No shop needs parking spaces.",
    ),
    (
        "-",
        "claim a: The lane is needed.\n  but o: The shops would lose parking spaces.\n    but: Most people walk.",
        "but: The shops have parking spaces elsewhere.",
    ),
    (
        "-",
        "claim a: The shops need parking spaces.\n  but o: The shops lose parking spaces anyway.",
        "but: The shops sell online.",
    ),
    (
        "-",
        "claim a: The lane is needed.\n  but o: The shops would lose parking spaces.",
        "but: The street is too narrow for lorries.",
    ),
]


@pytest.mark.parametrize(("rule", "claim", "line"), TAUGHT)
def test_what_a_learner_is_told_of_a_step(rule: str, claim: str, line: str) -> None:
    selected = ["reversed-step", "misplaced-reply", "paraphrased-reason"]
    found = argmap.check(f"{claim}\n  {line}\n", select=selected)
    assert [d.name for d in found] == ([] if rule == "-" else [rule])
    german = f"map: M\n  language: de\n{claim}\n  {line}\n"
    assert not argmap.check(german, select=selected)


def test_one_circle_of_very_many() -> None:
    text = "".join(
        f"claim s{n}: Thing {n} is so.\n  because s{(n + 1) % 5000}\n" for n in range(5000)
    )
    (found,) = Compilation.of_text(text).diagnostics
    assert found.name == "circular-support" and len(found.related) == 1000


def test_the_shortest_circle_is_shown() -> None:
    text = "claim a: A is so.\n  because b\nclaim b: B is so.\n  because c\nclaim c: C is so.\n  because a\n  because d\n"
    text += "claim d: D is so.\n  because c\n"
    (found,) = Compilation.of_text(text).diagnostics
    assert found.message == "2 statements rest on each other in a circle: `c` ← `d` ← `c`"
    assert [(r.message, r.source.position(r.span.start).line) for r in found.related] == [
        ("`c` rests on `d`", 7),
        ("`d` rests on `c`", 9),
    ]


def test_a_dense_tangle_ends() -> None:
    names = [f"s{n}" for n in range(150)]
    text = "".join(
        f"claim {n}: Thing {n} is so.\n" + "".join(f"  because {m}\n" for m in names if m != n)
        for n in names
    )
    assert {d.name for d in Compilation.of_text(text).diagnostics} == {"circular-support"}


def fired(path: Path, rule: Rule, text: str) -> bool:
    """Whether a rule speaks of a text that stands in the place of its example."""
    path.write_text(text, encoding="utf-8")
    only = chosen(None, [rule.name], [], logic=rule.needs is Needs.LOGIC)
    return rule.name in {d.name for d in Compilation.of_file(path, choose=only).diagnostics}


@pytest.mark.parametrize(
    "rule", [r for r in CHECKED if r.name not in ELSEWHERE], ids=lambda rule: rule.name
)
def test_absence_is_not_objected_to_where_a_line_was_not_understood(
    rule: Rule, tmp_path: Path
) -> None:
    """What is missing may stand in that line; what is there is there, whatever it says."""
    path = examples(rule)["Example"].write(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert path.suffix == ".arg" and fired(path, rule, text)
    broken = f"{text}\nclaim claim claim\n"
    assert fired(path, rule, broken) is not rule.of_absence
    # A header that stands too late takes nothing away.
    harmless = f"{text}\nmap: Late\n"
    assert any(d.rule.harmless for d in Compilation.of_text(harmless).diagnostics)
    assert fired(path, rule, harmless)


def test_a_rule_is_run_only_where_a_map_holds_what_it_needs(tmp_path: Path) -> None:
    """Of a map without anything particular, no rule that needs something is looked at."""
    bare = Compilation.of_text("claim a: A is so.\n  because b: B is so.\n").context
    assert [needed for needed in Needs if bare.needs(needed)] == [Needs.ANYTHING]
    for rule in CHECKED:
        if rule.needs is not Needs.ANYTHING:
            path = examples(rule)["Example"].write(tmp_path)
            choose = chosen("teach", [], [], logic=rule.needs is Needs.LOGIC)
            assert Compilation.of_file(path, choose=choose).context.needs(rule.needs), rule.name


FIXED = {
    "quotation-not-found": (
        "map: M\n  source: letter.txt\nclaim: C.\n  > one … three\n",
        "map: M\n  source: letter.txt\nclaim: C.\n  > one […] three\n",
    ),
    "source-unreadable": (
        'map: M\n  source: "letter.txt"\nclaim: C.\n  because: D.\n',
        "map: M\n  source: letter.txt\nclaim: C.\n  because: D.\n",
    ),
    "unknown-rule": (
        "# argmap: ignroe[too-long]\nclaim: C.\n  because: D.\n",
        "# argmap: ignore[too-long]\nclaim: C.\n  because: D.\n",
    ),
    "missing-kind": (
        "map: M\nauthor: Ann\nclaim: C.\n  because: D.\n",
        "map: M\n  author: Ann\nclaim: C.\n  because: D.\n",
    ),
    "misplaced-attribute": (
        "claim: C.\n  because: D.\n  by deduction\n    strenght: 0.5\n",
        "claim: C.\n  because: D.\n  by deduction\n    strength: 0.5\n",
    ),
    "import-name": (
        'use "other.arg"\nclaim: C.\n  because: D.\n',
        "use other.arg\nclaim: C.\n  because: D.\n",
    ),
}
"""Texts with a mend that none in the corpus has, and what the mend makes of them."""


@pytest.mark.parametrize("name", FIXED)
def test_a_mend_changes_what_it_speaks_of_and_no_more(name: str, tmp_path: Path) -> None:
    before, after = FIXED[name]
    (tmp_path / "letter.txt").write_text("one two three", encoding="utf-8")
    (tmp_path / "m.arg").write_text(before, encoding="utf-8")
    diagnostics = Compilation.of_file(tmp_path / "m.arg").diagnostics
    (fix,) = (d.fix for d in diagnostics if d.name == name and d.fix)
    assert applied(before.encode(), list(fix.edits)) == after.encode()


def test_what_is_fixed_is_fixable(tmp_path: Path) -> None:
    """Rules that ever have a fix say so, and those that say so have one."""
    (tmp_path / "letter.txt").write_text("one two three", encoding="utf-8")
    for name, (text, _) in FIXED.items():
        (tmp_path / f"{name}.arg").write_text(text, encoding="utf-8")
    paths = [*CORPUS.rglob("*.arg"), *tmp_path.glob("*.arg")]
    for rule in SHOWN:
        folder = tmp_path / rule.name
        folder.mkdir()
        paths.append(examples(rule)["Example"].write(folder))
    seen = {d.name for path in paths for d in Compilation.of_file(path).diagnostics if d.fix}
    assert seen == {rule.name for rule in RULES.values() if rule.fixable}


def test_a_relation_that_is_said_twice_is_reported_at_the_later_line() -> None:
    text = (
        "claim cold: The kiln is cold.\ncontradicts hot\n\nclaim hot: The kiln is hot.\ncontradicts cold\n\n"
        "premise wet: The wood is wet.\n\nrecommendation leave: We should leave.\n  including wet\n"
        "  including wet\n  because: The kiln is old.\n  regardless of wet\n  regardless of wet\n"
    )
    found = [d for d in Compilation.of_text(text).diagnostics if d.name == "duplicate-relation"]
    assert [
        (d.line, d.related[0].source.position(d.related[0].span.start).line) for d in found
    ] == [
        (5, 2),
        (11, 10),
        (14, 13),
    ]
    once = text.replace("\ncontradicts cold", "", 1).replace("  including wet\n", "", 1)
    once = once.replace("  regardless of wet\n", "", 1)
    names = {d.name for d in Compilation.of_text(once).diagnostics}
    assert "duplicate-relation" not in names


def test_rules_are_listed_below_their_families() -> None:
    found: dict[str, list[str]] = {}
    family = ""
    for line in filter(None, listing().split("\n")):
        if line.startswith(" "):
            found[family].append(line.split()[0])
        else:
            assert line not in found
            family, found[line] = line, []
    assert found == {
        family: sorted(rule.code for rule in RULES.values() if rule.family == family)
        for family in {rule.family for rule in RULES.values()}
    }


@pytest.mark.parametrize("label", ["a", "z"])
def test_what_excludes_a_rebuttal_answers_it_whatever_it_is_called(label: str) -> None:
    """But the statement that it rebuts does not."""
    text = "claim m: The kiln is hot.\n  because: It glows.\n  but r: The wood was wet.\n\nr\ncontradicts "

    def said(end: str) -> bool:
        diagnostics = Compilation.of_text(text + end).diagnostics
        return "unanswered-rebuttal" in {d.name for d in diagnostics}

    assert not said(f"{label}: The wood was dry.\n")
    assert said("m\n")


@pytest.mark.parametrize(("label", "helped"), [("", True), (" b", False)])
def test_a_premise_gets_a_label_only_where_it_has_none(label: str, helped: bool) -> None:
    text = (
        f"claim c: The kiln is safe.\n  because a: Ann knows kilns.\n  and{label}: Ann says so.\n"
        "  by expert-opinion\n    roles: a=expert\n"
    )
    (found,) = (d for d in Compilation.of_text(text).diagnostics if d.name == "scheme-role-missing")
    assert any("a label" in line for line in found.help) == helped


def test_an_alternative_that_is_said_twice_is_reported() -> None:
    text = (
        "recommendation act: The council should act.\n  including pay: It should pay the bill.\n"
        "  or leave: It should leave the house.\n  or leave\n  including pay\n  or leave\n  or pay\n"
        "  including sing: It should sing.\n  or leave\n  or pay\n"
    )
    found = [d for d in Compilation.of_text(text).diagnostics if d.name == "duplicate-relation"]
    alternative = "that `leave` is an alternative to `pay` is said twice"
    part = "that `pay` is a part of `act` is said twice"
    assert [
        (d.line, d.related[0].source.position(d.related[0].span.start).line, d.message)
        for d in found
    ] == [(4, 3, alternative), (5, 2, part), (6, 3, alternative), (7, 2, part)]


def judged(text: str, *rules: str) -> list[tuple[str, int, str]]:
    found = argmap.check(text, select=rules)
    return [(d.name, d.line, d.message) for d in found]


LANE = (
    "recommendation lane: The council should build a cycle lane.\n"
    "  because hurt: Eleven cyclists were hurt there last year.\n"
)


def test_why_an_answer_is_none_is_said() -> None:
    text = (
        f"{LANE}  but parking: The shops would lose their parking.\n"
        "    but foot: Most customers come on foot.\n      but rain: On rainy days they drive.\n"
    )
    [found] = argmap.check(text, select=["unanswered-rebuttal"])
    assert found.message == (
        "this rebuttal of `lane` stands, whatever answers it: foot, which rebuts it, is out"
    )
    assert [r.message for r in found.related] == [
        "`foot` is out: rebutted by rain, which nothing answers"
    ]
    granted = text.replace("but foot", "although foot")
    [found] = argmap.check(granted, select=["unanswered-rebuttal"])
    assert found.message.endswith("answers it: foot is granted")
    assert any("is written with `but`" in line for line in found.help)


def test_a_conclusion_that_falls_is_told_from_where() -> None:
    text = (
        f"{LANE}    because count: The hospital counted them.\n"
        "      but same: The hospital counted some of them twice.\n"
    )
    [found] = argmap.check(text, select=["defeated-conclusion"])
    assert found.line == 1
    assert found.message == (
        "`lane` is out by what the map holds against it: its only reason, hurt, is out"
    )
    assert [r.message for r in found.related] == [
        "`hurt` is out: its only reason, count, is out",
        "`count` is out: rebutted by same, which nothing answers",
    ]
    profiles = ("default", "strict", "teach")
    told = [
        "defeated-conclusion" in {d.name for d in argmap.check(text, profile=profile)}
        for profile in profiles
    ]
    assert told == [False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        f"{LANE}  but parking: The shops would lose parking.\n",  # `unanswered-rebuttal`
        f"open {LANE}    but twice: They were counted twice.\n",
        f"{LANE}  speaker: Ann\n  unless premise p: It is closed.\n",
        f"{LANE}  because cheap: Paint is cheap.\n    but dear: Paint is dear.\n",
        "claim a: A is so.\n  but b: B is so.\n",  # nobody argues for it
        f"{LANE}  because s: Ann says so.\n    speaker: Ann\n",
        # Of two rivals, one is given up.
        f"{LANE}    but few: They were few.\n\nclaim wall: A wall is better.\noutweighs lane\n",
    ],
)
def test_a_conclusion_that_nobody_asserts_or_that_is_told_otherwise_is_left_alone(
    text: str,
) -> None:
    assert judged(text, "defeated-conclusion") == []


RIVAL = "  contradicts bus\nclaim bus: The council should buy a bus.\n  because rain: It rains.\n"


@pytest.mark.parametrize(
    ("under", "told"),
    [
        ("    because sure: The hospital is sure.\n      but glad: It is unsure.\n", "`hurt`"),
        ("    but few: They were ten.\n", "`hurt`"),
        ("  unless premise p: The road is closed.\n", ""),
        # What the contradiction alone decides is left to the map.
        ("    because open sure: The hospital is sure.\n", None),
        ("    but few: They were ten.\n  because cheap: Paint is cheap.\n", None),
    ],
)
def test_a_conclusion_that_falls_beside_a_rival_is_told(under: str, told: str | None) -> None:
    """As far as it would fall without the rival as well."""
    found = judged(f"{LANE}{under}{RIVAL}", "defeated-conclusion")
    if told is None:
        assert found == []
        return
    [(_, line, message)] = found
    assert line == 1 and "contradicted by bus, which is in" in message
    assert message.endswith(f"; {told}, which it rests on, is out as well") == bool(told)
    assert judged(f"{LANE}{under}", "defeated-conclusion") != []


def test_an_answer_under_an_open_condition_is_none_and_told_once() -> None:
    text = (
        f"{LANE}  but cost: Paint is dear.\n    but cheap: Chalk is cheap.\n"
        "      provided sale: There is a sale.\n"
    )
    [found] = argmap.check(text, select=["unanswered-rebuttal", "defeated-conclusion"])
    assert (found.name, found.line) == ("unanswered-rebuttal", 3)
    assert [r.message for r in found.related] == [
        "`cheap` is out: held only provided sale, which nothing supports"
    ]
    # A speaker asserts: for the readers who believe Ann, the rebuttal is answered.
    said = text.replace("provided sale: There is a sale.", "speaker: Ann")
    [(name, _, _)] = judged(said, "unanswered-rebuttal", "defeated-conclusion")
    assert name == "defeated-conclusion"


def test_replies_that_fall_and_replies_that_change_nothing() -> None:
    text = (
        f"{LANE}    but few: Few people cycle there.\n      because count: The council counted forty.\n"
        "        but winter: The council counted in winter.\n"
        "          but spring: The council counted in spring, too.\n"
        "      because seen: The shopkeepers see few.\n"
        "        but inside: The shopkeepers work inside.\n"
    )
    rules = ("answered-answer", "idle-reply")
    assert judged(text, *rules) == [
        (
            "answered-answer",
            5,
            "this answer is answered itself: `winter` is rebutted by spring, which nothing answers",
        ),
        (
            "idle-reply",
            8,
            "this reply changes nothing: `few` stands without `seen`: supported by count, and "
            "nothing is held against it",
        ),
    ]
    # The objection to the objection is what the author wants to fall.
    answered = text.replace(
        "in spring, too.\n", "in spring, too.\n            but may: It rained.\n"
    )
    assert judged(answered, *rules) == []
    # What an objection outweighs leaves it as it is.
    weighed = (
        f"{LANE}    but few: Few people cycle there.\n      but more: Each year more do.\n\n"
        "few\noutweighs more\n"
    )
    [(name, line, message)] = judged(weighed, *rules)
    assert (name, line) == ("idle-reply", 4) and "more is outweighed" in message


def test_only_maps_with_attacks_are_evaluated() -> None:
    """Nor is one that nothing needs it for: an answer that nothing bears on stands."""
    code = (
        "import sys, argmap; argmap.check(sys.argv[1]); "
        "print([m for m in sys.modules if m.startswith('argmap.evaluate.')])"
    )

    def loaded(text: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, text], capture_output=True, text=True, check=True
        )
        return done.stdout

    few = "['argmap.evaluate.graph']\n"
    answered = f"{LANE}  but parking: Shops lose parking.\n    but foot: Most come on foot.\n"
    assert loaded(LANE) == few
    assert loaded(answered) == few
    assert "grounded" in loaded(f"{answered}      but rain: It rains.\n")
    assert "grounded" in loaded(f"{LANE}  regardless of hurt\n")


@pytest.mark.parametrize("advice", ["Vote for peace.", "Talk to Putin.", "Free Tibet.", "Rest."])
def test_what_may_be_a_command_is_one_where_something_is_recommended(advice: str) -> None:
    said = {
        kind: [name for name, _, _ in judged(f"{kind}: {advice}\n", "fragment")]
        for kind in ("recommendation", "claim")
    }
    assert said == {"recommendation": [], "claim": ["fragment"]}
    assert judged("recommendation: Peace in Europe.\n", "fragment")
