"""Statements that leave their lines, and what becomes of the lines around them."""

from __future__ import annotations

import re

from argmap.diagnostics import Edit
from argmap.edit import regroup
from argmap.edit.document import Document
from argmap.edit.lines import head
from argmap.edit.patch import Patch, Taken
from argmap.source import Span
from argmap.syntax.nodes import (
    Attribute,
    Clause,
    Line,
    Quotation,
    Regardless,
    Section,
    Undercut,
    holds_flat,
)
from argmap.syntax.words import ARGUMENT_ATTRIBUTES, normal


class Taking:
    """Lines that leave a text. What stands under them and stays is put at the end of the section or passage."""

    def __init__(
        self, doc: Document, patch: Patch, gone: set[str], moved: Line | None = None
    ) -> None:
        self.doc = doc
        self.patch = patch
        self.gone = gone
        self.moved = moved
        self.no_premises = {*gone}
        if moved is not None and (key := doc.names(moved)) is not None:
            self.no_premises.add(key)

    def leaves(self, line: Line) -> bool:
        """Whether a line is no longer there, with what is nested under it."""
        if line is self.moved:
            return True
        if isinstance(line, Undercut):
            return self._names_nothing(line)
        return self.doc.names(line) in self.gone

    def _names_nothing(self, line: Undercut) -> bool:
        """Whether the step is gone that a line attacks."""
        target, premise = self.doc.attacked(line)
        return target in self.gone or (
            premise in self.no_premises and self._other_premise(line) is None
        )

    def _other_premise(self, line: Undercut) -> str | None:
        """The label of a premise by which a step can be named that has lost the one that it was named by."""
        target, premise = self.doc.attacked(line)
        for argument in self.doc.map.arguments:
            if argument.target == target and premise in argument.premises:
                others = [self.doc.map[p] for p in argument.premises if p not in self.no_premises]
                return next((s.label for s in others if s.label), None)
        return None

    def lines(self, children: list[Line], parent: Line | None, own_step_stays: bool = True) -> None:
        """Goes through lines that stand side by side, and what is nested under those that stay."""
        if holds_flat(parent):
            changes = list(regroup.flat(children, self.leaves, isinstance(parent, Clause)))
        else:
            changes = list(regroup.nested(children, self.leaves, own_step_stays))
        idle = {c.line.start for c in changes if c.connective is None}
        bare = {c.line.start for c in changes if c.connective == ""}
        for change in changes:
            if change.connective is not None and isinstance(change.line, Clause):
                self._head(change.line, change.connective)
        for child in children:
            if child is self.moved:
                continue
            if child.start in idle:
                self._cut(child, child)
            elif self.leaves(child):
                if not self._rule_stays(child):
                    self._cut(child)
            else:
                if isinstance(child, Undercut) and self.doc.attacked(child)[1] in self.no_premises:
                    other = self._other_premise(child)
                    self.patch.edits.append(Edit(Span(*child.premise.span), other or ""))
                self._roles(child)
                self.lines(child.children, child, child.start not in bare)

    def _head(self, line: Clause, connective: str) -> None:
        key = self.doc.names(line)
        if key is None:
            return
        s = self.doc.map[key]
        if self.doc.declares(line):
            self.patch.head(line, head(connective, s))
        else:
            assert line.label is not None
            self.patch.head(line, f"{connective} {line.label.value}".lstrip())

    def _rule_stays(self, line: Line) -> bool:
        """A `by` line whose warrant is gone holds the attributes of the argument all the same."""
        own = [
            child
            for child in line.children
            if isinstance(child, Attribute) and _of_argument(child.name.value)
        ]
        if not own or regroup.word_of(line) != "by":
            return False
        end = self.doc.line_end(line)
        self.patch.edits.append(Edit(Span(line.start, end), "by"))
        for child in line.children:
            if child in own:
                self._roles(child)
            else:
                self._cut(child)
        return True

    def _roles(self, line: Line) -> None:
        """Leaves the premises that are gone out of `roles`."""
        for child in (line, *line.children):
            if not isinstance(child, Attribute) or child.name.value != "roles" or not self.gone:
                continue
            raw = self.doc.text[child.value.start : child.value.end]
            kept = [
                piece.strip()
                for piece in raw.split(",")
                if normal(piece.partition("=")[0].strip()) not in self.gone
            ]
            if not kept:
                self.patch.cut(self.doc.block(child))
            elif len(kept) < raw.count(",") + 1:
                span = Span(child.value.start, child.value.end)
                self.patch.edits.append(Edit(span, ", ".join(kept)))

    # Lines that are cut, and what of them is kept

    def _cut(self, line: Line, itself: Line | None = None) -> None:
        """Cuts a block out; what of it stays, the line `itself` among it, is taken to the end."""
        kept: list[Line] = []
        if itself is not None:
            self._keep(itself, kept)
        else:
            for child in line.children:
                self._keep(child, kept)
        span = self.doc.block(line)
        self.patch.cut(span)
        if not kept:
            return
        to, column = self.flat_end(line)
        blocks = [self.doc.block(one) for one in kept]
        comments = [
            c
            for c in self.doc.comments(span)
            if not any(b.start <= c.start and c.end <= b.end for b in blocks)
        ]
        taken: list[tuple[int, Taken]] = []
        for one in kept:
            block = self.doc.block(one)
            self.patch.cut(block)
            indent = column - self.doc.column(one)
            taken.append((block.start, Taken(block, to, indent, True)))
        for comment in comments:
            begin = self.doc.text.rfind("\n", 0, comment.start) + 1
            end = min(comment.end + 1, len(self.doc.text))
            indent = column - (comment.start - begin)
            taken.append((begin, Taken(Span(begin, end), to, indent, True)))
        self.patch.taken += [one for _, one in sorted(taken)]

    def _keep(self, line: Line, kept: list[Line]) -> None:
        """Finds what stays of a line that is cut: its statement, or what stands under it."""
        key = self.doc.names(line)
        if isinstance(line, Regardless) and key not in self.gone and line.children:
            kept.append(line)
            self.patch.edits.append(Edit(Span(line.start, line.end), line.label.value))
            self.lines(line.children, line, own_step_stays=False)
            return
        if key is None or key in self.gone or not isinstance(line, Clause):
            for child in line.children:
                self._keep(child, kept)
            return
        rule = regroup.word_of(line) == "by"
        own = [c for c in line.children if not (rule and _is_of_argument(c))]
        if self.doc.declares(line) or own:
            kept.append(line)
            self._head(line, "")
            for child in line.children:
                if child not in own:
                    self.patch.cut(self.doc.block(child))
            self._roles(line)
            self.lines(own, line, own_step_stays=False)

    def flat_end(self, line: Line | None) -> tuple[int, int]:
        """Where a line may be put in the section or passage of a line, at its end, and in which column."""
        parent = self.doc.parents[line.start] if line is not None else None
        while not holds_flat(parent):
            assert parent is not None
            parent = self.doc.parents[parent.start]
        return end_of(self.doc, parent)


def end_of(doc: Document, holder: Line | None) -> tuple[int, int]:
    """The end of a file, section or passage, before the sections in it, and the column of its lines."""
    lines = doc.compilation.syntax.lines if holder is None else holder.children
    own = [x for x in lines if not isinstance(x, Section | Attribute | Quotation)]
    if own:
        return doc.block(own[-1]).end, doc.column(own[-1])
    if holder is None:
        return len(doc.text), 0
    return doc.alone(doc.last_own(holder)).end, doc.below(holder)


def _is_of_argument(line: Line) -> bool:
    return isinstance(line, Attribute) and _of_argument(line.name.value)


def _of_argument(name: str) -> bool:
    return name in ARGUMENT_ATTRIBUTES or bool(re.match("x-", name))
