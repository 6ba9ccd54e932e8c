"""The table of rules: all that is known of each, one row a rule, by family.

A code or a name that was once published is never used again for something else. What a rule means is
told on its page: the docstring of the module that is named after it, or, for the errors of the
language, which the parser and the resolver report, the file that is named after it in language/.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

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


class Needs(StrEnum):
    """What a map must hold for a rule to have anything to say of it (`argmap.rules.context.Context.needs`)."""

    ANYTHING = "anything"
    ATTACKS = "attacks"
    CONCESSIONS = "concessions"
    CONDITIONS = "conditions"
    ENDORSEMENTS = "endorsements"
    EXPLANATIONS = "explanations"
    FORMULAS = "formulas"
    IMPORTS = "imports"
    INDEPENDENCES = "independences"
    LOGIC = "logic"
    OPEN_STATEMENTS = "open_statements"
    PARTS = "parts"
    PASSAGES = "passages"
    PREFERENCES = "preferences"
    QUESTIONS = "questions"
    QUOTATIONS = "quotations"
    REBUTTALS = "rebuttals"
    RELATIONS = "relations"
    RESTATEMENTS = "restatements"
    SCHEMES = "schemes"
    SPEAKERS = "speakers"
    STRICT_STEPS = "strict_steps"
    TAUGHT_STEPS = "taught_steps"
    UNUSUAL_CHARACTERS = "unusual_characters"


@frozen(eq=False, repr=False)
class Rule:
    """What can be said: a code and a name for it, its weight, and one sentence of explanation.

    `family` groups rules that look at the same thing. `profiles` are those in which the rule runs
    unless it is selected by name. `needs` is what a map must hold for the rule to be run at all. A rule
    `of_absence` objects that something is missing, so it is silent where a part of the text was not
    understood. After an error that is `harmless` the map is whole all the same. `fixable` rules have
    cases with a mend that is certain, which `argmap check --fix` carries out.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    family: str
    profiles: tuple[str, ...] = PROFILES
    needs: Needs = Needs.ANYTHING
    of_absence: bool = False
    harmless: bool = False
    fixable: bool = False

    @property
    def module(self) -> str:
        """The module that checks it and holds its page, for the rules that are no part of reading."""
        return f"argmap.rules.{self.name.replace('-', '_')}"


_TABLE = """
syntax:
  AM001 invalid-encoding           error    The file is not UTF-8 text. | harmless
  AM002 control-character          error    A character that no text holds, such as NUL. | harmless
  AM003 tab-indentation            error    A line is indented with something other than spaces. | harmless, fixable
  AM004 unaligned-dedent           error    A line goes back to a column where no line above begins.
  AM005 full-width-colon           error    A full-width colon stands where `:` should. | harmless, fixable
  AM006 misspelt-keyword           error    A word is one slip away from a keyword. | harmless, fixable
  AM007 missing-colon              error    A clause with words of its own lacks the colon before them. | fixable
  AM008 missing-label              error    A line needs a label, or a colon and a text, and has neither.
  AM009 keyword-as-label           error    A keyword stands where a label should.
  AM010 invalid-label              error    A label holds a character that labels can't hold. | fixable
  AM011 unreadable-line            error    A line has none of the forms of the language. | fixable
  AM012 missing-text               error    Nothing follows the colon. | harmless
  AM013 nothing-to-continue        error    A `|` line has no text above it to go on with.
  AM014 stray-words                error    Words follow where the line should have ended.
  AM015 invalid-json               error    A JSON file is not the JSON form of a map.
  AM016 empty-map                  warning  A file holds no statement.
  AM017 invalid-framework          error    A file is no argument framework in its format.
  AM018 invalid-document           error    A file of another tool breaks the rules of its format.
  AM019 unknown-format             error    A file is of no format that argmap reads, or of several.
  AM025 odd-annotation             warning  An annotation ends within a word, or has other words than its text. | harmless
  AM026 conflict-marker            error    A merge left two versions of some lines.

names:
  AM101 undefined-label            error    A label is used that nothing declares. | fixable
  AM102 duplicate-label            error    One label is declared twice.
  AM103 misplaced-connective       error    A connective stands where it can't look to anything.
  AM104 nothing-to-join            error    A connective has no statement or argument to join.
  AM105 no-such-argument           error    `against … because …` names an argument that isn't there.
  AM106 ambiguous-argument         error    `against … because …` fits more than one argument.
  AM107 missing-connective         error    A clause under a clause doesn't say what it does there.
  AM108 missing-kind               error    A clause at the top doesn't say what kind it is. | fixable
  AM109 duplicate-attribute        error    One thing has the same attribute twice. | harmless
  AM110 invalid-value              error    An attribute's value is not of its form. | harmless
  AM111 misplaced-attribute        error    An attribute stands where nothing can own it. | harmless, fixable
  AM112 kind-mismatch              error    A reference names another kind than the declaration. | harmless
  AM113 second-rule                error    An argument has two schemes or two warrants.
  AM114 undercut-of-strict         error    An undercut attacks a deduction, which has no exceptions. | harmless
  AM115 misplaced-header           error    `map:` stands below a clause, or inside something. | harmless
  AM116 duplicate-header           error    A file has two `map:` lines. | harmless
  AM117 misplaced-section          error    A section stands inside something other than a section.
  AM118 misplaced-import           error    `use` stands below a clause, or inside something.
  AM119 misplaced-quotation        error    A quotation stands where no statement owns it. | harmless
  AM120 misplaced-line             error    Lines are nested under one that can hold nothing.
  AM121 one-statement-only         error    A verb such as `contradicts` follows several statements.
  AM122 unknown-premise            error    `roles` names something that is no premise of the argument. | harmless
  AM123 circular-kind              error    A statement's kind depends on itself. | harmless
  AM131 import-not-found           error    An imported file isn't there or can't be read.
  AM132 import-outside-folder      error    An import leads out of the project.
  AM133 import-cycle               error    Files import each other in a circle.
  AM134 import-name                error    The name of an import is taken, or is no label. | fixable
  AM135 import-with-errors         error    An imported file has errors of its own.
  AM136 source-outside-folder      error    A source file lies outside the project. | harmless
  AM141 supposition-left           error    Something leaves the passage of a supposition that is not its outcome.
  AM142 supposition-without-outcome error   Nothing is concluded in the passage of a supposition.
  AM143 nothing-discharged         error    A scheme that discharges a supposition is given to a step that takes up none.
  AM144 argued-supposition         error    A line argues for or against what is only supposed.
  AM145 misplaced-question         error    A question is marked, or used as a statement.
  AM146 misplaced-answer           error    `answer` stands under something other than a question.
  AM151 unknown-attribute          warning  An attribute that argmap doesn't know in this place. | fixable
  AM152 empty-section              warning  A section has nothing in it.
  AM153 missing-glyph              warning  No font at hand has a character that is drawn.
  AM154 renumbered                 warning  A JSON file has identifiers that no text would give.
  AM155 undrawn-maths              warning  A formula has something that argmap can't draw.
  AM156 doubled-colon              warning  Two colons stand where one should. | fixable

structure:
  AM201 circular-support           warning  Reasons support each other in a circle.
  AM202 self-support               warning  A statement is given as a reason for itself.
  AM203 self-attack                warning  A statement is held against itself.
  AM204 unsupported-recommendation warning  A recommendation at the root has no reason. | of absence
  AM205 unsupported-conclusion     warning  A claim at the root has no reason. | of absence
  AM206 isolated-statement         warning  A statement has nothing to do with any other. | of absence
  AM207 duplicate-statement        warning  Two statements say the same in the same words.
  AM208 duplicate-argument         warning  The same step is made twice.
  AM209 supports-and-attacks       warning  One premise speaks for and against the same thing.
  AM210 part-used-as-reason        warning  A part of a whole is given as a reason for it. | needs parts
  AM211 rebuttal-of-strict         warning  A rebuttal attacks the conclusion of a deduction, and not its premises. | needs strict_steps
  AM212 unanswered-rebuttal        warning  A rebuttal of a root is left without an answer that stands. | needs attacks, of absence
  AM213 concession-without-reply   warning  What is conceded is neither answered nor outweighed. | needs concessions, of absence
  AM214 dependence                 warning  `regardless of` names something that the statement hangs on, or the statement is not held. | needs independences
  AM215 redundant-outweighs        warning  A preference decides nothing, or is stated already. | needs preferences
  AM216 preference-cycle           warning  Preferences go round in a circle. | needs preferences
  AM217 unused-import              warning  Nothing of an imported file is used. | needs imports, of absence, fixable
  AM218 circular-parts             warning  A whole is a part of itself or of one of its parts. | needs parts
  AM219 label-like-kind            hint     A label looks like a slip for a kind.
  AM220 duplicate-relation         warning  A contradiction, a part, an answer or another relation is said twice. | needs relations
  AM221 reductio-without-absurdity error    The outcome of a reductio contradicts nothing. | needs passages, of absence
  AM222 unused-supposition         warning  Nothing in the passage of a supposition rests on it. | needs passages, of absence
  AM223 passage-not-taken-up       hint     No argument takes up what a passage concludes. | needs passages, of absence
  AM224 unanswered-question        warning  A question has neither answers nor questions below it. | needs questions, of absence
  AM225 restated-support           warning  A statement is given as a reason for another wording of itself. | needs restatements
  AM226 reported-premise           warning  What only a speaker says carries a conclusion of the author's. | needs speakers, of absence
  AM227 idle-rebuttal              warning  A rebuttal has reasons and is held against nothing. | needs rebuttals, of absence
  AM228 restated-contradiction     error    A statement is said to restate what contradicts it. | needs restatements
  AM229 misplaced-endorsement      error    What an argument supports, a supposition or a whole section is endorsed. | needs endorsements
  AM230 invisible-character        warning  A text holds a character that can't be seen and does nothing there. | needs unusual_characters, fixable
  AM231 idle-open                  hint     A statement is open, and an argument supports it. | needs open_statements
  AM232 circular-condition         warning  Statements are conditions of each other, in a circle. | needs conditions
  AM233 circular-explanation       warning  Statements explain each other, in a circle. | needs explanations
  AM234 impossible-condition       warning  A statement is held only where something is so that contradicts it. | needs conditions
  AM235 explanation-as-reason      warning  One thing explains a statement and is a reason to believe it. | needs explanations
  AM236 idle-endorsement           warning  A statement is endorsed that is the author's own. | needs endorsements, of absence
  AM237 single-case                warning  A proof by cases takes up one passage only. | needs passages, of absence
  AM238 inherited-speaker          hint     A reason against a speaker is that speaker's own, by its section. | needs speakers, of absence
  AM239 idle-independence          hint     `regardless of` names something that nothing leads to the statement from. | only strict teach, needs independences, of absence
  AM240 defeated-conclusion        warning  What the map argues for is defeated by what stands on it. | only strict teach, needs attacks, of absence
  AM241 answered-answer            warning  An answer to an objection is answered itself, and falls. | only strict teach, needs attacks, of absence
  AM242 idle-reply                 warning  A reply stands, and so does what it replies to. | only strict teach, needs attacks, of absence

sources:
  AM301 quotation-not-found        error    The words of a quotation are not in its source. | needs quotations, fixable
  AM302 quotation-ambiguous        warning  The words of a quotation occur more than once in its source. | needs quotations
  AM303 quotation-without-source   warning  A quotation has no source to be looked up in. | needs quotations
  AM304 source-unreadable          warning  A source file isn't there or is no text. | fixable
  AM305 unquoted-statement         warning  A statement quotes nothing of its source. | only teach, of absence

schemes:
  AM401 unknown-scheme             warning  `by` names a scheme that no catalogue has. | needs schemes, of absence, fixable
  AM402 scheme-conclusion-kind     warning  A scheme concludes to another kind of statement. | needs schemes
  AM403 scheme-premise-count       warning  A step has fewer or more premises than its scheme. | needs schemes, of absence
  AM404 scheme-role-missing        warning  `roles` leaves a role of the scheme without a premise. | needs schemes, of absence
  AM405 open-critical-questions    hint     Critical questions of a scheme are left open. | needs schemes, of absence
  AM406 unknown-role               warning  `roles` names a role that the scheme doesn't have. | needs schemes
  AM407 unknown-critical-question  warning  `answers` names a critical question that is not asked here. | needs schemes, of absence

wording:
  AM501 question-as-claim          hint     A statement is a question.
  AM502 reason-inside-claim        hint     A statement holds its own reason.
  AM503 leading-pronoun            hint     A statement begins with a word that points outside it.
  AM504 leading-connective         hint     A statement begins with a connective.
  AM505 several-claims             hint     A statement is more than one sentence.
  AM506 fragment                   hint     A statement is no sentence.
  AM507 too-long                   hint     A statement has more than 30 words.
  AM508 missing-full-stop          hint     A statement ends without a full stop. | only strict

teaching:
  AM601 rabbit-rule                hint     The conclusion speaks of something that no premise mentions. | needs taught_steps, of absence
  AM602 holding-hands              hint     A premise speaks of something that nothing else in the step mentions. | needs taught_steps, of absence
  AM603 single-premise             warning  A step rests on one premise only. | needs taught_steps, of absence
  AM604 is-ought                   warning  A recommendation is drawn from facts alone. | needs taught_steps, of absence
  AM605 reversed-step              hint     A reason reads like the conclusion. | only teach
  AM606 misplaced-reply            hint     A line speaks of an objection and does not stand under it. | only teach, of absence
  AM607 paraphrased-reason         hint     A reason says what its conclusion says, in other words. | only teach

formulas:
  AM701 invalid-formula            error    A formula can't be read. | needs formulas, fixable
  AM702 free-variable              error    No quantifier binds a variable of a formula. | needs formulas
  AM703 name-clash                 error    A name is used in two ways in the formulas of a map. | needs formulas
  AM704 idle-quantifier            warning  A quantifier binds a variable that nothing uses. | needs formulas
  AM705 stray-name                 hint     A name in a formula occurs nowhere else in the map. | needs formulas, of absence
  AM706 contradictory-formulas     warning  Two formulas deny each other, and the map does not say so. | needs formulas
  AM707 unproved-deduction         warning  The formulas of a step that is called a deduction do not prove it. | needs logic, of absence
  AM708 inconsistent-formulas      warning  Statements can't be true together, and the map does not say so. | needs logic
  AM709 undecided-formulas         hint     What formulas prove was not decided within the limit. | needs logic

settings:
  AM901 invalid-configuration      error    A setting in `argmap.toml` or `pyproject.toml` is wrong.
  AM902 invalid-scheme-file        error    A file of schemes is not of its form.
  AM903 unknown-rule               warning  A comment ignores a rule that doesn't exist or can't be ignored. | fixable
  AM904 unused-ignore              warning  A comment ignores a rule that says nothing there. | fixable
  AM905 failed-rule                warning  A rule of argmap's own failed on this map.
"""
"""One row a rule, below its family: code, name, severity, summary and, behind a bar, what else there is of it."""


def _rules(table: str) -> Iterator[Rule]:
    family = ""
    for line in filter(None, table.split("\n")):
        if line.endswith(":"):
            family = line[:-1]
            continue
        row, _, more = line.partition(" | ")
        code, name, severity, summary = row.split(None, 3)
        extra: dict[str, Any] = {}
        for word in filter(None, more.split(", ")):
            key, _, value = word.partition(" ")
            if key == "only":
                extra["profiles"] = tuple(value.split())
            elif key == "needs":
                extra["needs"] = Needs(value)
            else:
                extra[word.replace(" ", "_")] = True
        yield Rule(code, name, Severity(severity), summary, family, **extra)


RULES: dict[str, Rule] = {rule.name: rule for rule in _rules(_TABLE)}
"""Every rule by its name."""

READING = ("syntax", "names")
"""The families that the parser and the resolver report; the others look at what was understood."""

CHECKED = tuple(rule for rule in RULES.values() if rule.family not in (*READING, "settings"))
"""The rules that look at a map that was understood, in the order of their codes."""


def rule_named(word: str) -> Rule | None:
    """The rule with this name or code, letter case apart in the code."""
    return RULES.get(word) or _BY_CODE.get(word.upper())


_BY_CODE = {rule.code: rule for rule in RULES.values()}
