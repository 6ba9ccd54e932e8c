"""The table of rules: what argmap can say, by name, with code, severity and family.

A code or a name that was once published is never used again for something else. What a rule means is
told on its page: the docstring of the module that is named after it, or, for the errors of the
language, which the parser and the resolver report, the file that is named after it in language/.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    """How much a diagnostic weighs.

    `error`: the file doesn't say what its writer means. `warning`: it does, and a reviewer would
    object. `hint`: a guess, which never changes the exit status.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


PROFILES = ("default", "strict", "teach")


@frozen(eq=False)
class Rule:
    """What can be said: a code and a name for it, its weight, and one sentence of explanation.

    `family` groups rules that look at the same thing. `profiles` are those in which the rule runs
    unless it is selected by name.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    family: str
    profiles: tuple[str, ...] = PROFILES

    @property
    def module(self) -> str:
        """The module that checks it and holds its page, for the rules that are no part of reading."""
        return f"argmap.rules.{self.name.replace('-', '_')}"


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT
_Row = tuple[str, str, Severity, str] | tuple[str, str, Severity, str, tuple[str, ...]]


def _family(family: str, *rows: _Row) -> dict[str, Rule]:
    return {
        row[1]: Rule(row[0], row[1], row[2], row[3], family, row[4] if len(row) > 4 else PROFILES)
        for row in rows
    }


RULES: dict[str, Rule] = {
    **_family(
        "syntax",
        ("AM001", "invalid-encoding", _E, "The file is not UTF-8 text."),
        ("AM002", "control-character", _E, "A character that no text holds, such as NUL."),
        ("AM003", "tab-indentation", _E, "A line is indented with something other than spaces."),
        (
            "AM004",
            "unaligned-dedent",
            _E,
            "A line goes back to a column where no line above begins.",
        ),
        ("AM005", "full-width-colon", _E, "A full-width colon stands where `:` should."),
        ("AM006", "misspelt-keyword", _E, "A word is one slip away from a keyword."),
        (
            "AM007",
            "missing-colon",
            _E,
            "A clause with words of its own lacks the colon before them.",
        ),
        (
            "AM008",
            "missing-label",
            _E,
            "A line needs a label, or a colon and a text, and has neither.",
        ),
        ("AM009", "keyword-as-label", _E, "A keyword stands where a label should."),
        ("AM010", "invalid-label", _E, "A label holds a character that labels can't hold."),
        ("AM011", "unreadable-line", _E, "A line has none of the forms of the language."),
        ("AM012", "missing-text", _E, "Nothing follows the colon."),
        ("AM013", "nothing-to-continue", _E, "A `|` line has no text above it to go on with."),
        ("AM014", "stray-words", _E, "Words follow where the line should have ended."),
        ("AM015", "invalid-json", _E, "A JSON file is not the JSON form of a map."),
        ("AM016", "empty-map", _W, "A file holds no statement."),
        ("AM017", "invalid-framework", _E, "A file is no argument framework in its format."),
        ("AM018", "invalid-document", _E, "A file of another tool breaks the rules of its format."),
        ("AM019", "unknown-format", _E, "A file is of no format that argmap reads, or of several."),
    ),
    **_family(
        "names",
        ("AM101", "undefined-label", _E, "A label is used that nothing declares."),
        ("AM102", "duplicate-label", _E, "One label is declared twice."),
        (
            "AM103",
            "misplaced-connective",
            _E,
            "A connective stands where it can't look to anything.",
        ),
        ("AM104", "nothing-to-join", _E, "A connective has no statement or argument to join."),
        (
            "AM105",
            "no-such-argument",
            _E,
            "`against … because …` names an argument that isn't there.",
        ),
        ("AM106", "ambiguous-argument", _E, "`against … because …` fits more than one argument."),
        (
            "AM107",
            "missing-connective",
            _E,
            "A clause under a clause doesn't say what it does there.",
        ),
        ("AM108", "missing-kind", _E, "A clause at the top doesn't say what kind it is."),
        ("AM109", "duplicate-attribute", _E, "One thing has the same attribute twice."),
        ("AM110", "invalid-value", _E, "An attribute's value is not of its form."),
        ("AM111", "misplaced-attribute", _E, "An attribute stands where nothing can own it."),
        ("AM112", "kind-mismatch", _E, "A reference names another kind than the declaration."),
        ("AM113", "second-rule", _E, "An argument has two schemes or two warrants."),
        (
            "AM114",
            "undercut-of-strict",
            _E,
            "An undercut attacks a deduction, which has no exceptions.",
        ),
        ("AM115", "misplaced-header", _E, "`map:` stands below a clause, or inside something."),
        ("AM116", "duplicate-header", _E, "A file has two `map:` lines."),
        (
            "AM117",
            "misplaced-section",
            _E,
            "A section stands inside something other than a section.",
        ),
        ("AM118", "misplaced-import", _E, "`use` stands below a clause, or inside something."),
        ("AM119", "misplaced-quotation", _E, "A quotation stands where no statement owns it."),
        ("AM120", "misplaced-line", _E, "Lines are nested under one that can hold nothing."),
        (
            "AM121",
            "one-statement-only",
            _E,
            "`contradicts` or `outweighs` follows several statements.",
        ),
        (
            "AM122",
            "unknown-premise",
            _E,
            "`roles` names something that is no premise of the argument.",
        ),
        ("AM123", "circular-kind", _E, "A statement's kind depends on itself."),
        ("AM131", "import-not-found", _E, "An imported file isn't there or can't be read."),
        ("AM132", "import-outside-folder", _E, "An import leads out of the project."),
        ("AM133", "import-cycle", _E, "Files import each other in a circle."),
        ("AM134", "import-name", _E, "The name of an import is taken, or is no label."),
        ("AM135", "import-with-errors", _E, "An imported file has errors of its own."),
        ("AM136", "source-outside-folder", _E, "A source file lies outside the project."),
        ("AM151", "unknown-attribute", _W, "An attribute that argmap doesn't know in this place."),
        ("AM152", "empty-section", _W, "A section has nothing in it."),
        ("AM153", "missing-glyph", _W, "No font at hand has a character that is drawn."),
        ("AM154", "renumbered", _W, "A JSON file has identifiers that no text would give."),
        ("AM155", "undrawn-maths", _W, "A formula has something that argmap can't draw."),
    ),
    **_family(
        "structure",
        ("AM201", "circular-support", _W, "Reasons support each other in a circle."),
        ("AM202", "self-support", _W, "A statement is given as a reason for itself."),
        ("AM203", "self-attack", _W, "A statement is held against itself."),
        ("AM204", "unsupported-recommendation", _W, "A recommendation at the root has no reason."),
        ("AM205", "unsupported-conclusion", _W, "A claim at the root has no reason."),
        ("AM206", "isolated-statement", _W, "A statement has nothing to do with any other."),
        ("AM207", "duplicate-statement", _W, "Two statements say the same in the same words."),
        ("AM208", "duplicate-argument", _W, "The same step is made twice."),
        ("AM209", "supports-and-attacks", _W, "One premise speaks for and against the same thing."),
        ("AM210", "part-used-as-reason", _W, "A part of a whole is given as a reason for it."),
        (
            "AM211",
            "rebuttal-of-strict",
            _W,
            "A rebuttal attacks the conclusion of a deduction, and not its premises.",
        ),
        ("AM212", "unanswered-rebuttal", _W, "A rebuttal of a root is left without an answer."),
        (
            "AM213",
            "concession-without-reply",
            _W,
            "What is conceded is neither answered nor outweighed.",
        ),
        (
            "AM214",
            "dependence",
            _W,
            "`regardless of` names something that the statement does rest on.",
        ),
        ("AM215", "redundant-outweighs", _W, "A preference decides nothing, or is stated already."),
        ("AM216", "preference-cycle", _W, "Preferences go round in a circle."),
        ("AM217", "unused-import", _W, "Nothing of an imported file is used."),
        ("AM218", "circular-parts", _W, "A whole is a part of itself or of one of its parts."),
        ("AM219", "label-like-kind", _H, "A label looks like a slip for a kind."),
    ),
    **_family(
        "sources",
        ("AM301", "quotation-not-found", _E, "The words of a quotation are not in its source."),
        (
            "AM302",
            "quotation-ambiguous",
            _W,
            "The words of a quotation occur more than once in its source.",
        ),
        ("AM303", "quotation-without-source", _W, "A quotation has no source to be looked up in."),
        ("AM304", "source-unreadable", _W, "A source file isn't there or is no text."),
        (
            "AM305",
            "unquoted-statement",
            _W,
            "A statement quotes nothing of its source.",
            ("teach",),
        ),
    ),
    **_family(
        "schemes",
        ("AM401", "unknown-scheme", _W, "`by` names a scheme that no catalogue has."),
        ("AM402", "scheme-conclusion-kind", _W, "A scheme concludes to another kind of statement."),
        ("AM403", "scheme-premise-count", _W, "A step has fewer or more premises than its scheme."),
        (
            "AM404",
            "scheme-role-missing",
            _W,
            "`roles` leaves a role of the scheme without a premise.",
        ),
        ("AM405", "open-critical-questions", _H, "Critical questions of a scheme are left open."),
        ("AM406", "unknown-role", _W, "`roles` names a role that the scheme doesn't have."),
        (
            "AM407",
            "unknown-critical-question",
            _W,
            "`answers` names a critical question that is not asked here.",
        ),
    ),
    **_family(
        "wording",
        ("AM501", "question-as-claim", _H, "A statement is a question."),
        ("AM502", "reason-inside-claim", _H, "A statement holds its own reason."),
        ("AM503", "leading-pronoun", _H, "A statement begins with a word that points outside it."),
        ("AM504", "leading-connective", _H, "A statement begins with a connective."),
        ("AM505", "several-claims", _H, "A statement is more than one sentence."),
        ("AM506", "fragment", _H, "A statement is no sentence."),
        ("AM507", "too-long", _H, "A statement has more than 30 words."),
        ("AM508", "missing-full-stop", _H, "A statement ends without a full stop.", ("strict",)),
    ),
    **_family(
        "teaching",
        (
            "AM601",
            "rabbit-rule",
            _H,
            "The conclusion speaks of something that no premise mentions.",
        ),
        (
            "AM602",
            "holding-hands",
            _H,
            "A premise speaks of something that nothing else in the step mentions.",
        ),
        ("AM603", "single-premise", _W, "A step rests on one premise only."),
        ("AM604", "is-ought", _W, "A recommendation is drawn from facts alone."),
    ),
    **_family(
        "formulas",
        ("AM701", "invalid-formula", _E, "A formula can't be read."),
        ("AM702", "free-variable", _E, "No quantifier binds a variable of a formula."),
        ("AM703", "name-clash", _E, "A name is used in two ways in the formulas of a map."),
        ("AM704", "idle-quantifier", _W, "A quantifier binds a variable that nothing uses."),
        ("AM705", "stray-name", _H, "A name in a formula occurs nowhere else in the map."),
    ),
    **_family(
        "settings",
        (
            "AM901",
            "invalid-configuration",
            _E,
            "A setting in `argmap.toml` or `pyproject.toml` is wrong.",
        ),
        ("AM902", "invalid-scheme-file", _E, "A file of schemes is not of its form."),
        (
            "AM903",
            "unknown-rule",
            _W,
            "A comment ignores a rule that doesn't exist or can't be ignored.",
        ),
        ("AM904", "unused-ignore", _W, "A comment ignores a rule that says nothing there."),
        ("AM905", "failed-rule", _W, "A rule of argmap's own failed on this map."),
    ),
}
"""Every rule by its name."""

READING = ("syntax", "names")
"""The families that the parser and the resolver report; the others look at what was understood."""

CHECKED = tuple(rule for rule in RULES.values() if rule.family not in (*READING, "settings"))
"""The rules that look at a map that was understood, in the order of their codes."""


def rule_named(word: str) -> Rule | None:
    """The rule with this name or code, letter case apart in the code."""
    return RULES.get(word) or _BY_CODE.get(word.upper())


_BY_CODE = {rule.code: rule for rule in RULES.values()}
