"""Schemes for readers: as lines to paste, as text, as a listing, and as data."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Any

from argmap.schemes.scheme import CONCLUSIONS, FAMILIES, QUESTIONS, Scheme

_WIDTH = 88
_PASSAGE = r"Suppose (.+): then (.+)"
"""How a role says what a passage provides: what is supposed, and what follows."""


def snippet(scheme: Scheme) -> str:
    """Lines of .arg that use the scheme, for a writer to paste and fill in."""
    kind = "recommendation" if scheme.conclusion_kind == "recommendation" else "claim"
    lines = [f"{kind}: {scheme.conclusion}"]
    labels: dict[str, str] = {}
    for role in sorted(scheme.roles, key=lambda role: role.optional):
        # A label that has the name of the scheme would be taken for a warrant after `by`.
        label = role.name if role.name != scheme.name else f"{role.name}-premise"
        while label in labels or (label != role.name and scheme.role(label)):
            label += "-"
        word = "and" if labels else "because"
        labels[label] = role.name
        passage = re.fullmatch(_PASSAGE, role.text)
        if passage is None:
            lines.append(f"  {word} {'unstated ' if role.optional else ''}{label}: {role.text}")
            continue
        supposed = f"supposed-{label}"
        lines += [
            f"  {word} suppose {supposed}: {passage[1]}.",
            f"    so {label}: {passage[2]}",
            *([f"    contradicts {supposed}"] if scheme.name == "reductio" else []),
        ]
    lines.append(f"  by {scheme.name}")
    if labels:
        pairs = ", ".join(f"{label}={role}" for label, role in labels.items())
        lines.append(f"    roles: {pairs}")
    exception = next((q for q in scheme.questions if q.kind == "exception"), None)
    if exception:
        lines.append(f"    unless: {exception.unless or exception.text}")
        lines.append(f"      answers: {exception.name}")
    return "\n".join(lines) + "\n"


def describe(scheme: Scheme) -> str:
    """All about a scheme as plain text, with lines to paste at the end."""
    parts = [f"{scheme.name}: {scheme.title}\n", _wrapped("", scheme.summary)]
    if scheme.aka:
        parts.append(_wrapped("Also known as: ", ", ".join(scheme.aka)))
    width = max((len(role.name) for role in scheme.roles), default=0)
    parts.append("\nPremises, by role\n")
    for role in scheme.roles:
        end = " (often left unsaid)" if role.optional else ""
        parts.append(_wrapped(f"  {role.name:{width}}  ", role.text + end))
    if counted := _counted(scheme):
        parts.append(f"  {counted}\n")
    parts.append(f"\nConclusion, {CONCLUSIONS[scheme.conclusion_kind]}\n")
    parts.append(_wrapped("  ", scheme.conclusion))
    if scheme.questions:
        parts.append("\nCritical questions\n")
    width = max((len(question.name) for question in scheme.questions), default=0)
    for kind, meaning in QUESTIONS.items():
        asked = [question for question in scheme.questions if question.kind == kind]
        if asked:
            parts.append(f"  {meaning}\n")
        for question in asked:
            parts.append(_wrapped(f"    {question.name:{width}}  ", question.text))
    parts.append("\n")
    if scheme.aif:
        parts.append(f"AIF: {scheme.aif}\n")
    if scheme.source:
        parts.append(_wrapped("Source: ", scheme.source))
    parts.append("To paste, with your own words for what stands in braces:\n\n")
    parts.append(textwrap.indent(snippet(scheme), "  "))
    return "".join(parts)


def _counted(scheme: Scheme) -> str:
    if scheme.most is None:
        return f"at least {scheme.least} premises" if scheme.least > 1 else ""
    if scheme.most == scheme.least:
        return f"exactly {scheme.least} premise{'s' if scheme.least > 1 else ''}"
    return f"from {scheme.least} to {scheme.most} premises"


def _wrapped(first: str, text: str) -> str:
    """A text with something before its first line, and as much room before the others."""
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * min(len(first), _WIDTH // 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"


def listing(schemes: Iterable[Scheme]) -> str:
    """A table of names and summaries, family by family."""
    schemes = list(schemes)
    width = max((len(scheme.name) for scheme in schemes), default=0)
    parts = []
    for family, heading in FAMILIES.items():
        members = [scheme for scheme in schemes if scheme.family == family]
        if members:
            rows = "".join(f"  {s.name:{width}}  {s.summary}\n" for s in members)
            parts.append(f"{heading}\n{rows}")
    return "\n".join(parts)


def to_dict(scheme: Scheme) -> dict[str, Any]:
    """The scheme as plain data for JSON; what it lacks is left out."""
    entry: dict[str, Any] = {
        "name": scheme.name,
        "title": scheme.title,
        "family": scheme.family,
        "aka": list(scheme.aka),
        "summary": scheme.summary,
        "roles": [{"name": r.name, "text": r.text, "optional": r.optional} for r in scheme.roles],
        "conclusion": {"kind": scheme.conclusion_kind, "text": scheme.conclusion},
        "least": scheme.least,
        "most": scheme.most,
        "questions": [
            {
                key: value
                for key in ("name", "kind", "text", "role", "unless")
                if (value := getattr(question, key))
            }
            for question in scheme.questions
        ],
        "aif": scheme.aif,
        "source": scheme.source,
        "snippet": snippet(scheme),
    }
    return {key: value for key, value in entry.items() if value not in (None, "", [])}
