"""Which argument each `against C because P` means, and undercuts of what has no exceptions."""

from __future__ import annotations

from argmap.model import STRICT, Argument
from argmap.resolve.draft import ArgumentDraft, Draft, PassageDraft, StatementDraft
from argmap.syntax import nodes
from argmap.syntax.nodes import Token

_Aimed = dict[str, list[ArgumentDraft | Argument]]


def find_targets(draft: Draft) -> None:
    """Gives each undercut that names its argument by premise and conclusion its target."""
    named = [(a, a.undercut) for a in draft.arguments if a.undercut is not None]
    aimed = _aimed(draft) if named else {}
    for argument, line in named:
        target, premise = draft.identifier(line.target), draft.identifier(line.premise)
        if not target or not premise:
            continue
        found = [a for a in aimed.get(target, ()) if premise in _premises(draft, a)]
        if len(found) != 1:
            _not_one(draft, line, found, aimed.get(target, []))
        elif isinstance(found[0], ArgumentDraft):
            argument.target = found[0]
        else:
            argument.target = found[0].id
            if found[0].strict and argument.role == "undercuts":
                _report_strict(draft, argument)


def check_strict(draft: Draft, undercut: ArgumentDraft) -> None:
    """Reports an undercut of a deduction."""
    if isinstance(undercut.target, ArgumentDraft) and is_strict(undercut.target):
        _report_strict(draft, undercut)


def is_strict(argument: ArgumentDraft) -> bool:
    """Whether an argument is strict: a deduction, or one that discharges a supposition by a rule of logic."""
    return argument.scheme is not None and argument.scheme.value in STRICT


def _report_strict(draft: Draft, argument: ArgumentDraft) -> None:
    draft.report(
        "undercut-of-strict",
        "a deduction has no exceptions: whoever grants its premises grants its conclusion",
        argument.span,
        "if one of its premises or the step fails, whichever it is, write: `however: …`",
        "or attack one of its premises: nest under the premise `but: …`",
        "or, if it is no deduction, name another scheme",
    )


def _aimed(draft: Draft) -> _Aimed:
    """The arguments about each statement, those of imports included."""
    aimed: _Aimed = {}
    for argument in draft.arguments:
        if not argument.aims_at_step and argument.target is not None:
            assert isinstance(argument.target, StatementDraft | PassageDraft | Token)
            aimed.setdefault(draft.identifier(argument.target), []).append(argument)
    for brought in draft.imports.values():
        for theirs in brought.map.arguments if brought.map else ():
            if not theirs.aims_at_step:
                aimed.setdefault(theirs.target, []).append(theirs)
    return aimed


def _premises(draft: Draft, argument: ArgumentDraft | Argument) -> list[str]:
    if isinstance(argument, Argument):
        return list(argument.premises)
    return [draft.identifier(premise) for premise in argument.premises]


def _not_one(
    draft: Draft,
    line: nodes.Undercut,
    found: list[ArgumentDraft | Argument],
    aimed: list[ArgumentDraft | Argument],
) -> None:
    """Reports that no argument, or more than one, leads from the premise to the conclusion."""
    step = f"from `{line.premise.value}` to `{line.target.value}`"
    if found:
        own = (a for a in found if isinstance(a, ArgumentDraft))
        one = "unless premise" if line.against.value == "against" else "however"
        draft.report(
            "ambiguous-argument",
            f"{len(found)} arguments lead {step}",
            line.span,
            f"write it below the one that is meant: `{one}: …`",
            related=tuple(draft.there("one that fits", a.span) for a in own),
        )
        return
    word = line.against.value
    labels = [_first_label(a) for a in aimed if isinstance(a, ArgumentDraft)]
    help = [
        f"there is one from `{label}`: `{word} {line.target.value} because {label}`"
        for label in labels
        if label
    ]
    if not help:
        backwards = f"{word} {line.premise.value} because {line.target.value}"
        help = [
            f"`{word} C because P` names the conclusion C first; did you mean `{backwards}`?",
            f"to attack the statement itself, write: `against {line.target.value}`",
        ]
    draft.report("no-such-argument", f"no argument leads {step}", line.span, *help[:3])


def _first_label(argument: ArgumentDraft) -> str:
    """The label of the first premise that has one."""
    for premise in argument.premises:
        if isinstance(premise, PassageDraft):
            continue
        label = premise if isinstance(premise, Token) else premise.label
        if label:
            return label.value
    return ""
