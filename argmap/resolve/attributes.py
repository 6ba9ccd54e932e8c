"""Attribute lines: whose they are, what their values stand for, and names that are none."""

from __future__ import annotations

from argmap.diagnostics import Fix, nearest, replace
from argmap.model import Statement
from argmap.resolve.draft import NOBODY, ArgumentDraft, Described, Draft, Given
from argmap.resolve.references import not_to_imported
from argmap.resolve.scope import Flat, Nested, Passage, Rule, Scope, UnderHeader
from argmap.resolve.texts import check_text
from argmap.source import Span
from argmap.syntax import nodes
from argmap.syntax.nodes import Token
from argmap.syntax.words import (
    ARGUMENT_ATTRIBUTES,
    ATTRIBUTES,
    CONNECTIVES,
    KEYWORDS,
    KINDS,
    MAP_ATTRIBUTES,
    SECTION_ATTRIBUTES,
    STATEMENT_ATTRIBUTES,
    normal,
    one_slip_away,
    slip,
    surely,
)
from argmap.values import EXAMPLES, roles, value_of
from argmap.wording import clip

_SHORT = 4


def keyword_meant(line: nodes.Attribute, scope: Scope) -> str | None:
    """The keyword that the name of an attribute is a slip for; None for a name that may be meant."""
    name = line.name.value
    if name in ATTRIBUTES or name.startswith("x-"):
        return None
    folded = name.casefold()
    if folded in KEYWORDS and not isinstance(scope, UnderHeader):
        return slip(name) or folded
    return slip(name)


_WITH_TEXT = {"challenges": "however", "explained": "explained by"}
"""What stands before a text in the place of keywords that labels or other keywords follow."""


def respelt(draft: Draft, line: nodes.Attribute, keyword: str) -> nodes.Line | None:
    """Reports a misspelt keyword; the line as it was meant, None where that can't have a text."""
    name = line.name
    if name.value.casefold() == keyword:
        message = f"`{name.value}` is a keyword only in lower case"
    else:
        message = f"`{name.value}` looks like a slip for `{keyword}`"
    if keyword in _WITH_TEXT:
        message += ", and before a text stands " + f"`{_WITH_TEXT[keyword]}`"
        keyword = _WITH_TEXT[keyword]
    draft.report(
        "misspelt-keyword",
        message,
        name.span,
        f"write: `{keyword}: {clip(line.value.value)}`",
        f"or, if it is an attribute of your own: `x-{name.value}: …`",
        fix=_respelling(name, keyword),
    )
    meant = _as_keyword(line, keyword)
    if meant is not None:
        meant.children = line.children
    return meant


def _respelling(name: Token, meant: str) -> Fix | None:
    """The fix that writes another name, where that one is surely meant; short names may be anyone's."""
    if name.value.casefold() != meant and not surely(name.value, meant, 0):
        return None
    if len(name.value) <= _SHORT and name.value.casefold() != meant:
        return None
    return replace(f"write `{meant}`", name.span, meant)


def _as_keyword(line: nodes.Attribute, keyword: str) -> nodes.Line | None:
    """The line of a keyword that has the text of an attribute; None where it has none."""
    if keyword == "section":
        return nodes.Section(line.start, line.end, None, line.value)
    if keyword == "map":
        return nodes.Header(line.start, line.end, line.value)
    clause = nodes.Clause(line.start, line.end, text=line.value)
    word = Token("KEYWORD", keyword, line.name.start)
    if keyword in KINDS:
        clause.kind = word
    elif keyword == "unstated":
        clause.unstated = word
    elif keyword == "open":
        clause.open = word
    elif keyword == "suppose":
        clause.kind = Token("SUPPOSE", keyword, line.name.start)
    elif keyword in (*CONNECTIVES, "explained by") and keyword != "regardless":
        clause.connective = word
    else:
        return None
    return clause


def read_attribute(draft: Draft, line: nodes.Attribute, scope: Scope) -> Scope | None:
    """Reads an attribute line."""
    if isinstance(scope, Flat) and not isinstance(scope, Passage) and scope.section is None:
        _at_top(draft, line)
        scope.broken = True
        return Nested(scope.home, NOBODY, broken=True)
    if draft.odd_colons or not line.value.value:
        check_text(draft, line, line.value, f"`{line.name.value}`")
    if not line.value.value:
        return None
    if isinstance(scope, UnderHeader):
        _keep(draft, line, scope.header, MAP_ATTRIBUTES, "`map:`")
    elif isinstance(scope, Passage):
        _of_supposition(draft, line, scope)
    elif isinstance(scope, Flat):
        assert scope.section
        # Of `endorsed` here the checker says more than that it belongs to a statement.
        _keep(draft, line, scope.section, SECTION_ATTRIBUTES | {"endorsed"}, "a section")
    elif isinstance(scope, Rule):
        _of_rule(draft, line, scope)
    elif isinstance(scope, Nested) and scope.subject is not None:
        draft.attributes.append((scope.subject, line))
    return None


def _of_supposition(draft: Draft, line: nodes.Attribute, scope: Passage) -> None:
    """The attributes of a supposition come before the first line of its passage (fine print 7)."""
    if scope.passage.began:
        draft.report(
            "misplaced-attribute",
            f"`{line.name.value}` stands below the first line of the passage, where it is of nothing",
            line.name.span,
            "move it up, right below the `suppose` line, to say it of the supposition",
            "or indent it under the statement that is meant",
            related=(draft.there("the supposition is here", scope.passage.supposition.span),),
        )
        return
    draft.attributes.append((scope.passage.supposition, line))


def _of_rule(draft: Draft, line: nodes.Attribute, scope: Rule) -> None:
    """Under `by` stand the attributes of the argument, and those of the warrant (fine print 3)."""
    name = line.name.value
    if name == "roles":
        _keep_roles(draft, line, scope.argument)
    elif name in ARGUMENT_ATTRIBUTES or name.startswith("x-"):
        _keep(draft, line, scope.argument, ARGUMENT_ATTRIBUTES, "`by`")
    elif name not in ATTRIBUTES and (meant := one_slip_away(name, ARGUMENT_ATTRIBUTES)):
        draft.report(
            "misplaced-attribute" if scope.subject is None else "unknown-attribute",
            f"argmap knows no attribute `{name}`",
            line.name.span,
            f"did you mean `{meant}`?",
            fix=_respelling(line.name, meant),
        )
    elif scope.subject is None:
        draft.report(
            "misplaced-attribute",
            f"`{name}` belongs to a statement, and `by` here names none",
            line.name.span,
            "to give the rule a text of its own, write: `by: …`",
        )
    else:
        draft.attributes.append((scope.subject, line))


def give_attributes(draft: Draft) -> None:
    """Gives the attributes to their statements."""
    for term, line in draft.attributes:
        owner = draft.find(term)
        if isinstance(owner, Statement):
            not_to_imported(draft, owner, line, "misplaced-attribute")
        else:
            _keep(
                draft,
                line,
                owner or Described(Span(line.start, line.end)),
                STATEMENT_ATTRIBUTES,
                "a statement",
            )


def _keep(
    draft: Draft, line: nodes.Attribute, owner: Described, known: frozenset[str], what: str
) -> None:
    """Takes an attribute in, unless it is there already or its value is not of its form."""
    name, text = line.name.value, line.value.value
    if _is_second(draft, line, owner):
        return
    value = None
    if name not in known and not name.startswith("x-"):
        _unknown(draft, line, known, what)
    try:
        value = value_of(name, text)
    except ValueError as error:
        _invalid(draft, line, error)
    owner.given[name] = Given(value, line.name.span)
    if value is None or name != "source":
        return
    if not draft.importer.project.inside(text, draft.source):
        draft.report(
            "source-outside-folder",
            f"`{clip(text)}` lies outside the project's folder, where nothing is read",
            line.value.span,
            "put the source beside the map, or an `argmap.toml` into a folder above both",
        )


def _keep_roles(draft: Draft, line: nodes.Attribute, argument: ArgumentDraft) -> None:
    if _is_second(draft, line, argument):
        return
    argument.given["roles"] = Given(None, line.name.span)
    try:
        argument.roles = roles(line.value.value)
        argument.roles_span = line.value.span
    except ValueError as error:
        _invalid(draft, line, error)


def _is_second(draft: Draft, line: nodes.Attribute, owner: Described) -> bool:
    """Whether an attribute is there already, which is reported."""
    name = line.name.value
    first = owner.given.get(name)
    if first is None:
        return False
    draft.report(
        "duplicate-attribute",
        f"`{name}` is given twice",
        line.name.span,
        "keep one of the two",
        related=(draft.there("given first here", first.span),),
    )
    return True


def _invalid(draft: Draft, line: nodes.Attribute, error: ValueError) -> None:
    name = line.name.value
    draft.report(
        "invalid-value",
        f"the value of `{name}` is {error}; `{clip(line.value.value, 40)}` is not",
        line.value.span,
        f"write, for instance: `{name}: {EXAMPLES[name]}`",
    )


def _unknown(draft: Draft, line: nodes.Attribute, known: frozenset[str], owner: str) -> None:
    from argmap.syntax.foreign import meant_by, ways

    name, text = line.name.value, line.value.value
    help, guess = [], None
    if name in ATTRIBUTES:
        home = "`map:`" if name in MAP_ATTRIBUTES else "a statement"
        home = "`by`" if name in ("strength", "roles") else home
        home = "a question" if name == "choose" else home
        message = f"`{name}` is an attribute of {home}, not of {owner}"
        help.append(f"nest it under {home}, or begin the name with `x-` if it is your own")
    else:
        message = f"argmap knows no attribute `{name}`"
        guess = nearest(name, known) if not meant_by(name, nested=True) else None
    nested = owner != "a section"
    if meant := meant_by(name, nested):
        help += ways(meant, f": {text}", nested)
    elif len(text.split()) >= 3:
        clause = f"because {name}" if nested else f"claim {name}"
        help.append(f"if it is a clause, write: `{clause}: {clip(text)}`")
    if name not in ATTRIBUTES:
        help.append(f"if the name is your own, begin it with `x-`: `x-{name}: {clip(text, 30)}`")
    close = one_slip_away(name, known) if name not in ATTRIBUTES else None
    fix = _respelling(line.name, close) if close else None
    draft.report("unknown-attribute", message, line.name.span, *help, fix=fix, meant=(name, guess))


def _at_top(draft: Draft, line: nodes.Attribute) -> None:
    """Reports an attribute that stands at the top of the file, where it is of nothing."""
    from argmap.syntax.foreign import meant_by, ways

    name, value = line.name.value, clip(line.value.value)
    clause = f"to make it a statement, write: `claim {name}: {value}`"
    help = [clause]
    if meant := meant_by(name, nested=False):
        help = [*ways(meant, f": {value}", nested=False)]
        clause = help[0]
    help.append(f"to make it an attribute, indent it under its owner: `  {name}: {value}`")
    fix = None
    if name in MAP_ATTRIBUTES:
        under = f"to say it of the map, indent it under `map: …`: `  {name}: {value}`"
        help, fix = [under, clause], _indented(draft, line)
    draft.report(
        "missing-kind",
        f"`{name}:` at the top is neither a clause, which names its kind, nor an attribute of "
        "anything",
        line.name.span,
        *help,
        fix=fix,
    )
    draft.excused.add(normal(name))


def _indented(draft: Draft, line: nodes.Attribute) -> Fix | None:
    """Right under the header, an attribute of maps lacks nothing but its indentation."""
    header = draft.header
    if header is None or draft.clauses_began or draft.sections or line.children:
        return None
    text = draft.source.text
    start = text.rfind("\n", 0, line.start) + 1
    if start != line.start or line.name.value in header.given:
        return None
    width = 2
    if header.line.children:
        first = header.line.children[0].start
        width = first - text.rfind("\n", 0, first) - 1
    return replace("indent it under the header", (start, start), " " * width)
