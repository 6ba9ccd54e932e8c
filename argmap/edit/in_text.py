"""An act on a text in the language: the edits that carry it out, the smallest that are known.

What is edited is read again and has to be the map that the act makes, but for the order of what had to go elsewhere;
where no edit of single lines gives that, the text is written anew, with every comment beside what it stood beside.
"""

from __future__ import annotations

from typing import NamedTuple

from attrs import evolve

from argmap.arrange import checked, renewed
from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError, Edit
from argmap.edit.acts import Act, Add, Move, Relabel, Relate, Remove, Replace, carried_out, rekeyed
from argmap.edit.document import Document
from argmap.edit.fixes import applied
from argmap.edit.inserting import added, related
from argmap.edit.matching import matched
from argmap.edit.moving import moving
from argmap.edit.patch import Patch
from argmap.edit.replacing import relabelled, replaced
from argmap.edit.rewriting import rewritten
from argmap.edit.taking import Taking
from argmap.model import Map


class Edited(NamedTuple):
    """A text with an act carried out: its compilation, the edits that made it of the text before, and under which
    identifiers its map has what the map with the act has.
    """

    compilation: Compilation
    edits: tuple[Edit, ...]
    names: dict[str, str]

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.compilation.reading.data


def edited(compilation: Compilation, act: Act) -> Edited:
    """A text with an act carried out that names things as the map of the text does. Raises `ArgmapError` for what makes
    no map, and for a text with errors, which may be misunderstood.
    """
    if compilation.format != "arg" or not compilation.reading.usable:
        raise ArgmapError(f"{compilation.source.name} holds no text in the language")
    wanted = carried_out(compilation.checked(), act)
    checked(rekeyed(wanted))
    edits = _patched(compilation, act, wanted)
    made = None if edits is None else _made(compilation, edits, wanted)
    if made is None:
        made = _made(
            compilation, rewritten(compilation, renewed(rekeyed(wanted))), wanted, new_labels=True
        )
    if made is not None:
        return made
    raise ArgmapError(f"{compilation.source.name} can't be edited so: write the map to a file anew")


def _patched(compilation: Compilation, act: Act, wanted: Map) -> tuple[Edit, ...] | None:
    """The edits of single lines, or None where none are known."""
    doc = Document(compilation)
    patch = Patch(doc)
    known = True
    if isinstance(act, Remove):
        gone = {s.id for s in doc.map.statements} - {s.id for s in wanted.statements}
        Taking(doc, patch, gone).lines(compilation.syntax.lines, None)
    elif isinstance(act, Replace):
        known = replaced(doc, patch, act)
    elif isinstance(act, Relabel):
        known = relabelled(doc, patch, act)
    elif isinstance(act, Add):
        known = added(doc, patch, act)
    elif isinstance(act, Move):
        known = moving(doc, patch, act)
    elif isinstance(act, Relate):
        known = related(doc, patch, act)
    return patch.result() if known else None


def _made(
    compilation: Compilation, edits: tuple[Edit, ...], wanted: Map, new_labels: bool = False
) -> Edited | None:
    """The text with edits, if that says the map that is wanted, or the same with more labels where these may be new."""
    data = applied(compilation.reading.data or _data(compilation), list(edits))
    if data is None:
        return None
    after = compilation.of_data(data)
    if any(d.severity == "error" for d in after.understood):
        return None
    said = with_labels_of(wanted, after.map) if new_labels else after.map
    names = matched(wanted, said)
    return None if names is None else Edited(after, edits, names)


def with_labels_of(wanted: Map, map: Map) -> Map:
    """The map without labels that the one that is wanted does not have."""
    labels = {s.label for s in wanted.statements}
    bare = [s if s.label in labels else evolve(s, label=None) for s in map.statements]
    return map.changed(statements=bare)


def _data(compilation: Compilation) -> bytes:
    """The bytes of a text that was no file's."""
    return compilation.source.text.encode("utf-8", "surrogatepass")
