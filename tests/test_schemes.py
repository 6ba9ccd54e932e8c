"""The catalogue of schemes is well formed, and a user's file of schemes never fails but explains."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

import argmap
from argmap.model import DISCHARGING
from argmap.schemes.library import catalogue, closest, named
from argmap.schemes.reading import read_schemes
from argmap.schemes.scheme import CONCLUSIONS, FAMILIES, QUESTIONS, Scheme
from argmap.schemes.showing import describe, listing, snippet, to_dict
from argmap.syntax.words import is_label
from tests.conftest import ROOT
from tests.test_docs import blocks

PAGE = ROOT / "docs" / "schemes.md"
SCHEMES = list(catalogue().values())
VARIABLE = re.compile(r"\{(\w+)\}")

# What the examples and the documentation have used from the start.
KEPT = {
    "expert-opinion": {"expert", "assertion"},
    "practical-necessary-means": {"goal", "necessity"},
    "modus-ponens": {"major", "minor"},
    "infeasibility": set(),
}


def texts(scheme: Scheme) -> list[str]:
    roles = [role.text for role in scheme.roles]
    asked = [text for q in scheme.questions for text in (q.text, q.unless) if text]
    return [scheme.title, scheme.summary, scheme.conclusion, *roles, *asked]


def errors(text: str) -> list[str]:
    return [str(d) for d in argmap.check(text) if d.severity == "error"]


# The catalogue


def test_the_catalogue_is_large_and_in_the_order_of_its_families() -> None:
    assert len(SCHEMES) >= 80
    families = list(dict.fromkeys(scheme.family for scheme in SCHEMES))
    assert families == [family for family in FAMILIES if family != "own"]


def test_what_was_used_from_the_start_is_kept() -> None:
    for name, roles in KEPT.items():
        assert roles <= {role.name for role in catalogue()[name].roles}
    assert catalogue()["expert-opinion"].question("consistency")
    assert "deduction" not in catalogue()


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_a_scheme_is_well_formed(scheme: Scheme) -> None:
    names = [role.name for role in scheme.roles]
    asked = [question.name for question in scheme.questions]
    assert is_label(scheme.name) and re.fullmatch(r"[a-z]+(-[a-z]+)*", scheme.name)
    assert all(is_label(name) and name == name.lower() for name in [*names, *asked, *scheme.aka])
    assert len(set(names)) == len(names) and len(set(asked)) == len(asked)
    assert scheme.obligatory, "some role must make it this scheme"
    formal = scheme.name in ("modus-ponens", "modus-tollens")  # their form leaves nothing to ask
    assert formal or len(scheme.questions) >= 2
    strict = formal or scheme.name in DISCHARGING
    assert strict != any(question.kind == "exception" for question in scheme.questions)
    assert scheme.conclusion_kind in CONCLUSIONS
    assert scheme.source
    assert not scheme.aif or re.fullmatch(r"([A-Z][a-z]*)+_Inference", scheme.aif)
    assert 1 <= scheme.least <= len(scheme.obligatory) or scheme.least == 1
    assert scheme.most is None or scheme.most >= len(scheme.obligatory)
    for question in scheme.questions:
        assert question.kind in QUESTIONS
        assert question.role is None or scheme.role(question.role)
        assert (question.role is not None) or question.kind != "premise"
        assert (question.unless is not None) == (question.kind == "exception")
    # Every obligatory role can be doubted.
    doubted = {question.role for question in scheme.questions}
    assert formal or {role.name for role in scheme.obligatory} <= doubted


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_the_texts_of_a_scheme_read_well(scheme: Scheme) -> None:
    for text in [scheme.summary, scheme.conclusion, *(role.text for role in scheme.roles)]:
        assert text.endswith(".") and not text.endswith("..")
    for question in scheme.questions:
        assert question.text.endswith("?") and question.text[0].isupper()
        assert not question.unless or question.unless.endswith(".")
    assert len(scheme.summary) <= 110 and len(set(texts(scheme))) == len(texts(scheme))
    # No variable but those that the premises bind.
    bound = {v for role in scheme.roles for v in VARIABLE.findall(role.text)}
    for text in texts(scheme):
        assert set(VARIABLE.findall(text)) <= bound, text
    assert not VARIABLE.search(scheme.title + scheme.summary)


def test_no_two_schemes_say_the_same() -> None:
    for key in ("title", "summary"):
        assert len({getattr(s, key) for s in SCHEMES}) == len(SCHEMES)
    asked = [question.text for scheme in SCHEMES for question in scheme.questions]
    assert sorted(text for text in set(asked) if asked.count(text) > 1) == []
    forms = {(s.conclusion, *(role.text for role in s.roles)) for s in SCHEMES}
    assert len(forms) == len(SCHEMES)


def test_other_names_lead_to_one_scheme() -> None:
    others = [other for scheme in SCHEMES for other in scheme.aka]
    assert sorted(name for name in set(others) if others.count(name) > 1) == []
    assert not set(others) & set(catalogue())


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("authority", "expert-opinion"),
        ("argument-from-expert-opinion", "expert-opinion"),
        ("Argument_from_an_analogy", "analogy"),
        ("expert-opinon", "expert-opinion"),
        ("infeasable", "infeasibility"),
        ("slipery-slope", "slippery-slope"),
        ("practical", "practical-reasoning"),
        ("abduction", "best-explanation"),
        ("appeal-to-fear", "fear-appeal"),
        ("some-thing", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_the_closest_scheme(word: str, name: str | None) -> None:
    assert closest(word, SCHEMES) == name


def test_the_second_name_of_a_scheme() -> None:
    assert named(catalogue(), "proof-by-cases") is named(catalogue(), "cases")
    assert named(catalogue(), "proof-by-nobody") is None


def test_the_name_that_aifdb_shows() -> None:
    assert catalogue()["expert-opinion"].aifdb == "Expert Opinion"
    assert catalogue()["generic-ad-hominem"].aifdb == "Generic Ad Hominem"
    assert catalogue()["memory"].aifdb == ""


def test_argmap_stays_light() -> None:
    code = "import sys, argmap; assert 'argmap.schemes' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


# Showing


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_the_lines_to_paste_are_a_map(scheme: Scheme) -> None:
    text = snippet(scheme)
    assert not errors(text)
    step, *undercuts = argmap.loads(text).arguments
    if scheme.name in DISCHARGING:
        assert step.strict and step.scheme == scheme.name
        assert set(step.premise_roles.values()) == {role.name for role in scheme.roles}
        assert len(argmap.loads(text).taken_up(step)) == len(scheme.obligatory)
        return
    if not scheme.questions:
        assert not undercuts and step.scheme == scheme.name
        return
    (undercut,) = undercuts
    assert step.scheme == scheme.name and step.warrant is None and undercut.role == "undercuts"
    assert set(step.premise_roles.values()) == {role.name for role in scheme.roles}
    answers = [s.attributes.get("answers") for s in argmap.loads(text).statements]
    assert any(name and scheme.question(name) for name in answers)
    assert text in describe(scheme).replace("\n  ", "\n")


def test_a_description_says_all() -> None:
    for scheme in SCHEMES:
        text = describe(scheme)
        flat = " ".join(text.split())
        asked = [question.text for question in scheme.questions]
        parts = [scheme.title, scheme.summary, scheme.conclusion, *asked, scheme.source, scheme.aif]
        assert all(part in flat for part in [*parts, *(role.text for role in scheme.roles)])
        assert all(len(line) <= 110 for line in text.splitlines()), scheme.name
        assert not re.search(r" $", text, re.M)
    shown = describe(catalogue()["modus-ponens"])
    assert "exactly 2 premises" in shown and "AIF: ModusPonens_Inference" in shown
    assert "at least 2 premises" in describe(catalogue()["defeasible-modus-ponens"])


def test_the_listing_names_all() -> None:
    text = listing(SCHEMES)
    for scheme in SCHEMES:
        assert re.search(rf"^  {scheme.name} +\S.*\.$", text, re.M)
    assert text.index(FAMILIES["source"]) < text.index(FAMILIES["practical"])
    assert FAMILIES["own"] not in text and listing([]) == ""


def test_a_scheme_as_data() -> None:
    for scheme in SCHEMES:
        entry = json.loads(json.dumps(to_dict(scheme)))
        assert entry["name"] == scheme.name and entry["conclusion"]["text"] == scheme.conclusion
        assert len(entry["roles"]) == len(scheme.roles)
        assert None not in entry.values()
    assert "aif" not in to_dict(catalogue()["memory"])
    assert to_dict(catalogue()["modus-ponens"])["most"] == 2


# A user's own file

SMALL = '[s]\ntitle = "T"\nsummary = "S."\nconclusion = "{X}."\n[s.roles]\na = "{X} is so."\n'


def test_a_small_file() -> None:
    (scheme,), problems = read_schemes(SMALL)
    assert not problems
    assert scheme.family == "own" and scheme.conclusion_kind == "any" and scheme.least == 1
    assert not scheme.questions and scheme.roles[0].text == "{X} is so."
    assert not errors(snippet(scheme)) and describe(scheme) and listing([scheme]).startswith("Your")
    assert read_schemes("\ufeff" + SMALL.replace("\n", "\r\n")) == ([scheme], [])
    assert read_schemes("") == ([], [])
    assert read_schemes("# nothing here\n") == ([], [])


def test_texts_may_run_over_several_lines() -> None:
    (scheme,), _ = read_schemes(SMALL.replace('"S."', '"""\nS\n  and [s.roles]\n  more."""'))
    assert scheme.summary == "S and [s.roles] more."


def test_names_of_other_scripts_and_names_that_collide() -> None:
    text = SMALL.replace("[s]", '["論証"]').replace("[s.roles]\na", '["論証".roles]\n"論証"')
    text += '"論証-premise" = "{X} again."\n'
    (scheme,), problems = read_schemes(text)
    assert not problems and scheme.name == "論証"
    assert not errors(snippet(scheme))
    assert argmap.loads(snippet(scheme)).arguments[0].scheme == "論証"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_what_is_pasted_are_statements_and_no_questions(scheme: Scheme) -> None:
    for text in (scheme.conclusion, *(role.text for role in scheme.roles)):
        assert not re.match("(?i)whether\\b", text), text
        assert text.endswith((".", "}")), text


def test_the_snippet_of_a_scheme_without_obligatory_roles() -> None:
    (scheme,), _ = read_schemes(SMALL.replace('"{X} is so."', '{ text = "A.", optional = true }'))
    assert not errors(snippet(scheme)) and not scheme.obligatory


def with_question(question: str) -> str:
    return f"{SMALL}[s.questions]\n{question}\n"


BAD = {
    "a table, not closed": ("[s", 1, "not TOML"),
    "a text, not closed": ('[s]\ntitle = "T', 2, "not TOML"),
    "a text over the end": ('[s]\ntitle = """T\n\n', 2, "not TOML"),
    "no quotation marks": ("[s]\n\ntitle = T\n", 3, "not TOML"),
    "one name twice": (SMALL + "[s]\n", 7, "Cannot declare `s` twice"),
    "one key twice": (SMALL + 'a = "again"\n', 7, "not TOML"),
    "one question twice": (with_question('q = "a?"\nq = "b?"'), 9, "not TOML"),
    "a huge number": (SMALL.replace("[s.r", "least = " + "9" * 5000 + "\n[s.r"), 5, "too long"),
    "lists in lists": ("x = " + "[" * 90_000, 1, "too deeply"),
    "tables in tables": (f"# one\n[{'.'.join('s' * 40_000)}]", 2, "too many parts"),
    "keys of many parts": ("[s]\n" + '"" . ' * 30_000 + "a = 1", 2, "too many parts"),
    "texts, not closed": ("[s]\ntitle = " + '"\\' * 90_000, 2, "not TOML"),
    "quotation marks": ("[s]\ntitle = " + '"' * 150_001, 2, "not TOML"),
    "other quotation marks": ("[s]\ntitle = " + "'" * 150_001, 2, "not TOML"),
    "a file without end": ("#" * 200_001, 1, "too large"),
    "a key outside": ('title = "T"\n', 1, "outside any scheme"),
    "a list of tables": ("# one\n[[s]]\n", 2, "is a list"),
    "an empty scheme": ("\n[s]\n", 2, "has no `title`"),
    "a number as name": (SMALL.replace("[s", "[7"), 1, "can't be the name of a scheme"),
    "a keyword as name": (SMALL.replace("[s", "[because"), 1, "can't be the name of a scheme"),
    "blanks in a name": (SMALL.replace("[s", '["a b"'), 1, "can't be the name of a scheme"),
    "no name at all": (SMALL.replace("[s", '[""'), 1, "can't be the name of a scheme"),
    "a control in a name": (SMALL.replace("[s", '["a\\u0000"'), 1, "\N{REPLACEMENT CHARACTER}"),
    "a long name": (SMALL.replace("[s", f"[{'9' * 5000}"), 1, "…"),
    "deduction": (SMALL.replace("[s", "[deduction"), 1, "`deduction`"),
    "two encodings": (
        SMALL.replace("[s", '["\u00e9"') + SMALL.replace("[s", '["e\u0301"'),
        7,
        "two schemes",
    ),
    "no title": (SMALL.replace('title = "T"\n', ""), 1, "`s` has no `title`"),
    "no summary": (SMALL.replace('summary = "S."\n', ""), 1, "has no `summary`"),
    "no conclusion": (SMALL.replace('conclusion = "{X}."\n', ""), 1, "has no `conclusion`"),
    "no roles": (SMALL.split("[s.roles]")[0], 1, "has no roles"),
    "empty roles": (SMALL.replace('a = "{X} is so."\n', ""), 5, "has no roles"),
    "roles as a text": (SMALL.split("[s.roles]")[0] + 'roles = "a"\n', 5, "is no table"),
    "a number as title": (SMALL.replace('"T"', "7"), 2, "`title` is no text"),
    "a list as summary": (SMALL.replace('"S."', '["S."]'), 3, "`summary` is no text"),
    "a date as title": (SMALL.replace('"T"', "2021-12-06"), 2, "`title` is no text"),
    "an empty title": (SMALL.replace('"T"', '""'), 2, "`title` is empty"),
    "blanks as title": (SMALL.replace('"T"', '" \\n "'), 2, "`title` is empty"),
    "a control character": (SMALL.replace('"T"', '"a\\u001b[31m"'), 2, "control character"),
    "a lone brace": (SMALL.replace('"S."', '"S {."'), 3, "brace"),
    "braces in braces": (SMALL.replace("{X} is", "{{X}} is"), 6, "brace"),
    "words in braces": (SMALL.replace("{X} is", "{the expert} is"), 6, "brace"),
    "an unknown key": (SMALL.replace("title", "titel"), 2, "`titel` is no key"),
    "an unknown table": (SMALL + '[s.rolls]\na = "b"\n', 7, "`rolls` is no key"),
    "a conclusion of no kind": (
        SMALL.replace('"{X}."', '{ kind = "norm", text = "X." }'),
        4,
        "`norm` is no kind of conclusion",
    ),
    "a kind that is a list": (
        SMALL.replace('"{X}."', '{ kind = ["claim"], text = "X." }'),
        4,
        "is no kind",
    ),
    "a conclusion without text": (SMALL.replace('"{X}."', '{ kind = "claim" }'), 4, "no `text`"),
    "a conclusion with more": (
        SMALL.replace('"{X}."', '{ text = "X.", sort = "claim" }'),
        4,
        "`sort` is no key of a conclusion",
    ),
    "a number as conclusion": (SMALL.replace('"{X}."', "7"), 4, "`conclusion` is no text"),
    "a keyword as role": (SMALL.replace("\na =", "\nand ="), 6, "can't be the name of a role"),
    "a number as role": (SMALL.replace('"{X} is so."', "7"), 6, "`a` is no text"),
    "a role without text": (SMALL.replace('"{X} is so."', "{ optional = true }"), 6, "no `text`"),
    "a role with more": (
        SMALL.replace('"{X} is so."', '{ text = "A.", needed = true }'),
        6,
        "`needed` is no key of a role",
    ),
    "optional in quotes": (
        SMALL.replace('"{X} is so."', '{ text = "A.", optional = "yes" }'),
        6,
        "neither true nor false",
    ),
    "a role as a table": (SMALL + "[s.roles.b]\noptional = 1\n", 7, "no `text`"),
    "least as a text": (SMALL.replace("[s.r", 'least = "2"\n[s.r'), 5, "`least` is no number"),
    "least as true": (SMALL.replace("[s.r", "least = true\n[s.r"), 5, "`least` is no number"),
    "least below one": (SMALL.replace("[s.r", "least = 0\n[s.r"), 5, "`least` is no number"),
    "most as a fraction": (SMALL.replace("[s.r", "most = 2.5\n[s.r"), 5, "`most` is no number"),
    "most below least": (SMALL.replace("[s.r", "least = 3\nmost = 2\n[s.r"), 6, "less than"),
    "aka as a text": (SMALL.replace("[s.r", 'aka = "t"\n[s.r'), 5, "no list of names"),
    "aka with a number": (SMALL.replace("[s.r", "aka = [7]\n[s.r"), 5, "`aka` is no text"),
    "an empty source": (SMALL.replace("[s.r", 'source = ""\n[s.r'), 5, "`source` is empty"),
    "questions as a list": (SMALL.replace("[s.r", "questions = []\n[s.r"), 5, "is no table"),
    "a question as a text": (with_question('q = "Why?"'), 8, "is no table"),
    "a question of no kind": (with_question('q = { text = "Why?" }'), 8, "has no kind"),
    "a question of another kind": (
        with_question('q = { kind = "doubt", text = "Why?" }'),
        8,
        "`doubt` is no kind of question",
    ),
    "a question without text": (with_question('q = { kind = "premise" }'), 8, "no `text`"),
    "a question about nothing": (
        with_question('q = { kind = "premise", text = "Why?", role = "b" }'),
        8,
        "`b` is no role",
    ),
    "a question about a number": (
        with_question('q = { kind = "premise", text = "Why?", role = 7 }'),
        8,
        "is no role",
    ),
    "unless in a rebuttal": (
        with_question('q = { kind = "rebuttal", text = "Why?", unless = "So." }'),
        8,
        "has no `unless`",
    ),
    "a question with more": (
        with_question('q = { kind = "premise", text = "Why?", wieght = 1 }'),
        8,
        "`wieght` is no key of a question",
    ),
    "a keyword as question": (
        with_question('but = { kind = "premise", text = "Why?" }'),
        8,
        "can't be the name of a question",
    ),
    "a question in a table of its own": (
        SMALL + '\n# one\n[s.questions.q]\ntext = "Why?"\nkind = 7\n',
        11,
        "is no kind",
    ),
    "keys in dots": ('s.title = 7\ns.summary = "S."\ns.roles.a = "A."\n', 1, "`title` is no text"),
    "keys in quotes": ("\n" + SMALL.replace("title", '"ti#tle"'), 3, "`ti#tle` is no key"),
    "after a text of several lines": (
        SMALL.replace('"T"', '"""\n[s.questions]\nsummary = 1\n"""').replace('"S."', "7"),
        6,
        "`summary` is no text",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_is_explained(text: str, line: int, message: str) -> None:
    schemes, problems = read_schemes(text)
    found = [problem for problem in problems if message in problem.message]
    assert found, problems
    assert found[0].line == line
    for problem in problems:
        assert problem.help and len(problem.message) <= 200 and len(problem.help) <= 400
        assert "\n" not in problem.message + problem.help and problem.message.isprintable()
        assert 1 <= problem.line <= text.count("\n") + 1
    assert problems == sorted(problems, key=lambda problem: problem.line)
    assert "s" not in {scheme.name for scheme in schemes}


def test_a_slip_is_named_and_the_rest_is_read() -> None:
    text = SMALL.replace("summary", "sumary") + SMALL.replace("[s", "[t")
    schemes, problems = read_schemes(text)
    assert [scheme.name for scheme in schemes] == ["t"]
    (problem,) = problems
    assert problem.message == "`sumary` is no key of a scheme"
    assert problem.help == "did you mean `summary`?"


def test_dots_in_texts_are_no_names() -> None:
    dots = " . ".join("abcdefghijklmnop")
    (scheme,), problems = read_schemes(SMALL.replace('"T"', f'"{dots}" # {dots}'))
    assert not problems and scheme.title == dots


def test_of_very_many_problems_some_are_given() -> None:
    assert len(read_schemes("".join(f"k{i} = 1\n" for i in range(10_000)))[1]) == 100


def test_every_prefix_of_a_file_is_read_or_explained() -> None:
    (text,) = blocks(PAGE, "toml")
    for end in range(0, len(text), 7):
        read_schemes(text[:end])
        read_schemes(text[end:])


# The page


def test_the_example_of_the_page() -> None:
    (text,) = blocks(PAGE, "toml")
    (scheme,), problems = read_schemes(text)
    assert not problems and scheme.name not in catalogue()
    assert {question.kind for question in scheme.questions} == set(QUESTIONS)
    assert not errors(snippet(scheme))


def table() -> str:
    parts = []
    for family, heading in FAMILIES.items():
        members = [scheme for scheme in SCHEMES if scheme.family == family]
        if not members:
            continue
        rows = "".join(row(scheme) for scheme in members)
        head = "| scheme | what it says | roles | concludes | questions |\n| --- | --- | --- | --- | --- |\n"
        parts.append(f"### {heading}\n\n{head}{rows}")
    return "\n".join(parts)


def row(scheme: Scheme) -> str:
    roles = [f"(`{r.name}`)" if r.optional else f"`{r.name}`" for r in scheme.roles]
    asked = [f"`{question.name}`" for question in scheme.questions]
    kind = {"any": "either"}.get(scheme.conclusion_kind, scheme.conclusion_kind)
    cells = (f"`{scheme.name}`", scheme.summary, ", ".join(roles), kind, ", ".join(asked))
    return f"| {' | '.join(cells)} |\n"


def test_the_table_of_the_page_is_up_to_date(golden) -> None:
    begin, end = "<!-- schemes:begin -->\n", "<!-- schemes:end -->"
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(begin)
    after = rest.split(end)[1]
    golden(PAGE, f"{before}{begin}\n{table()}\n{end}{after}")
