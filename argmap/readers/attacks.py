"""An argument framework as a map: a premise for each argument, an objection for each attack.

What is accepted in such a map under one of the semantics is what is accepted in the framework.
"""

from __future__ import annotations

from attrs import define, field

from argmap.arrange import arrange
from argmap.diagnostics import Diagnostic, report
from argmap.losses import Loss
from argmap.model import Argument, Map, Statement
from argmap.resolve import Resolved
from argmap.source import Source, Span
from argmap.syntax.words import is_label, normal
from argmap.wording import slug

MAX_ARGUMENTS = 100_000
"""How many arguments a framework may have that argmap reads."""

_FAULTS = 100


@define(eq=False)
class FrameworkBuilder:
    """Collects the arguments and attacks that a file declares, and makes a map of them.

    `example` is the form of a valid file, for messages.
    """

    source: Source
    example: str
    spans: dict[str, Span] = field(factory=dict)
    attacks: dict[tuple[str, str], Span] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    losses: list[Loss] = field(factory=list)

    def say(self, message: str, start: int, end: int, *help: str) -> None:
        """Reports a fault, the first hundred of a file."""
        if len(self.diagnostics) < _FAULTS:
            span = (start, max(end, start + 1))
            self.diagnostics.append(report("invalid-framework", message, self.source, span, *help))

    def report_unknown_line(self, start: int, end: int) -> None:
        """Reports a line that is of no form of the format."""
        self.say("this is no line of an argument framework", start, end, f"write: {self.example}")

    def argument(self, name: str, start: int, end: int) -> None:
        """An argument; declared twice, it is one."""
        if name not in self.spans and len(self.spans) == MAX_ARGUMENTS:
            self.say(f"argmap reads frameworks of {MAX_ARGUMENTS} arguments at most", start, end)
        if len(self.spans) < MAX_ARGUMENTS:
            self.spans.setdefault(name, Span(start, end))

    def attack(self, one: str, other: str, start: int, end: int) -> None:
        """An attack; declared twice, it is one."""
        self.attacks.setdefault((one, other), Span(start, end))

    def resolved(self) -> Resolved:
        """The map, and what was wrong."""
        for (one, other), span in self.attacks.items():
            for name in dict.fromkeys((one, other)):
                if name not in self.spans and len(self.spans) < MAX_ARGUMENTS:
                    self.say(f"there is no argument `{name}`", span.start, span.end)
        if not self.spans and not self.diagnostics:
            self.diagnostics.append(
                report("empty-map", "this framework has no arguments", self.source, (0, 1))
            )
        labels = self._labels()
        statements = [
            Statement(
                f"Argument {_shown(name)} stands.",
                "premise",
                label=labels[name],
                id=labels[name],
                span=span,
            )
            for name, span in self.spans.items()
        ]
        arguments = [
            Argument((labels[one],), labels[other], "rebuts", span=span)
            for (one, other), span in self.attacks.items()
            if one in labels and other in labels
        ]
        map = arrange(Map(statements, arguments, source=self.source))
        return Resolved(map, tuple(self.diagnostics), losses=tuple(self.losses))

    def _labels(self) -> dict[str, str]:
        """A label for each argument: its name, or one as like it as labels can be."""
        labels: dict[str, str] = {}
        taken = {normal(name) for name in self.spans if is_label(name)}
        for name in self.spans:
            label = normal(name)
            if not is_label(label):
                plain = slug(label, ascii=True) or "argument"
                label = f"a{plain}" if not plain[0].isalpha() else plain
                number = 1
                stem = label
                while label in taken or not is_label(label):
                    number += 1
                    label = f"{stem}-{number}"
                taken.add(label)
            labels[name] = label
        return labels


def _shown(name: str) -> str:
    """A name in one line, with U+FFFD for what no text holds."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(name.split()))
