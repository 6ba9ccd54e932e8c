"""Many maps as one table: a row a statement and a row an argument, for the questions of a corpus.

`COLUMNS` is the schema (docs/table.md). `tables` makes it of a batch of documents, for engines that spread batches over
machines (docs/corpora.md). An `id` is unique across the corpus: the path of the file, `#`, and
the identifier in the map; premises, targets and warrants are such ids. Rows are written as csv or Parquet while
they come, so that a corpus needs no memory.
"""

from __future__ import annotations

import codecs
import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any, Literal

from attrs import frozen

from argmap.compilation import Compilation
from argmap.diagnostics import Severity
from argmap.evaluate.semantics import evaluate
from argmap.extras import needed
from argmap.model import Argument, Attributes, Map, Statement
from argmap.values import text_of

if TYPE_CHECKING:
    import pyarrow

    from argmap.losses import Loss
    from argmap.source import Source

Cell = str | bool | int | float | list[str] | dict[str, str] | None
Shape = Literal["text", "truth", "number", "count", "texts", "pairs"]


@frozen
class Column:
    """A column: its name, what its cells are, and what they say; `null` where a row has no such thing."""

    name: str
    shape: Shape
    what: str
    rows: Literal["both", "statements", "arguments"] = "both"


LOSS_COLUMNS = (
    Column("file", "text", "the path of the file, as it was given, with `/`"),
    Column("line", "count", "the line in which the thing stands, where that is known"),
    Column(
        "step",
        "text",
        "`read` or `write`: whether the map or the format written had no place for it",
    ),
    Column("format", "text", "the format that was read or written"),
    Column("kind", "text", "what the thing is one of, in the plural"),
    Column("what", "text", "the thing, in words"),
    Column("slight", "truth", "whether nobody misses it in an argument, as timestamps and layout"),
)
"""The schema of the table of losses, in its order."""

COLUMNS = (
    Column("id", "text", "unique across the table: `FILE#IDENTIFIER`"),
    Column(
        "record", "text", "`statement` or `argument`; from `tables` also `diagnostic` or `loss`"
    ),
    Column("file", "text", "the path of the file, as it was given, with `/`"),
    Column("title", "text", "the title of the map"),
    Column("identifier", "text", "the identifier in the map"),
    Column("label", "text", "the label, where the writer gave one", "statements"),
    Column(
        "kind",
        "text",
        "`claim`, `premise`, `recommendation`, `rebuttal`, `question` or `supposition`",
        "statements",
    ),
    Column("text", "text", "what is said", "statements"),
    Column("section", "text", "the titles of the sections around it, with ` / `", "statements"),
    Column("within", "text", "the id of the supposition in whose passage it stands", "statements"),
    Column(
        "speaker", "text", "who says it, or makes the step, where not the author; several with `; `"
    ),
    Column("unstated", "truth", "whether the source leaves it unsaid", "statements"),
    Column("open", "truth", "whether nobody asserts it", "statements"),
    Column("quotations", "texts", "the words of the source", "statements"),
    Column("tags", "texts", "its tags", "statements"),
    Column("confidence", "number", "from 0 to 1, where given", "statements"),
    Column("restates", "texts", "the ids of what it says in other words", "statements"),
    Column("provided", "texts", "the ids of the conditions of it", "statements"),
    Column("explained_by", "texts", "the ids of what explains it", "statements"),
    Column("answers", "texts", "the ids of the answers to a question", "statements"),
    Column("parts", "texts", "the ids of its parts, alternatives among them", "statements"),
    Column("contradicts", "texts", "the ids of what excludes it", "statements"),
    Column("outweighs", "texts", "the ids of what it is preferred to", "statements"),
    Column(
        "regardless_of",
        "texts",
        "the ids of what is said to make no difference to it",
        "statements",
    ),
    Column(
        "status",
        "text",
        "`in`, `out` or `undecided` by grounded semantics; of a question `answered` or `open`",
        "statements",
    ),
    Column("role", "text", "`supports`, `rebuts`, `undercuts` or `challenges`", "arguments"),
    Column("premises", "texts", "the ids of its premises; several are linked", "arguments"),
    Column(
        "target",
        "text",
        "the id of the statement or, undercut or challenged, the argument",
        "arguments",
    ),
    Column("warrant", "text", "the id of the statement that is its rule", "arguments"),
    Column("scheme", "text", "the argument scheme", "arguments"),
    Column("premise_roles", "pairs", "the role of a premise in the scheme, by id", "arguments"),
    Column("conceded", "truth", "whether it is granted and outweighed", "arguments"),
    Column("strict", "truth", "whether it is a deduction", "arguments"),
    Column("strength", "number", "from 0 to 1, where given", "arguments"),
    Column("attributes", "pairs", "all other attributes, as text"),
)
"""The schema of the table, in its order."""

Row = tuple[Cell, ...]
"""The cells of a row, in the order of `COLUMNS`."""


def rows(map: Map, file: str) -> Iterator[Row]:
    """The rows of a map: its statements, then its arguments, in the order of the map."""
    file = _path(file)
    shared = {"file": file, "title": map.title or None}
    sections = _titles(map)
    related = _related(map, file)
    statuses = evaluate(map).statuses
    for statement in map.statements:
        speaker = "; ".join(map.speakers_of(statement)) or None
        own = {**_statement(statement, file, sections), **related.get(statement.id, {})}
        yield _row({**shared, **own, "speaker": speaker, "status": statuses[statement.id]})
    for argument in map.arguments:
        speaker = "; ".join(map.speakers_of(argument)) or None
        yield _row({**shared, **_argument(argument, file), "speaker": speaker})


def _path(file: str) -> str:
    """The path of a file as the table has it; an address stays as it is."""
    return file if "://" in file else os.path.normpath(file).replace(os.sep, "/")


def _related(map: Map, file: str) -> dict[str, dict[str, list[str]]]:
    """The ids that each statement is related to otherwise than by arguments, by the columns."""
    said = [(one, "restates", other) for one, other in map.restatements]
    said += [(c.statement, "provided", c.provided) for c in map.conditions]
    said += [(e.explained, "explained_by", k) for e in map.explanations for k in e.explaining]
    said += [(a.question, "answers", a.answer) for a in map.answers]
    said += [(p.whole, "parts", p.part) for p in map.parts]
    for one, other in map.contradictions:
        said += [(one, "contradicts", other), (other, "contradicts", one)]
    said += [(p.preferred, "outweighs", p.over) for p in map.preferences]
    said += [(i.statement, "regardless_of", i.of) for i in map.independences]
    related: dict[str, dict[str, list[str]]] = {}
    for key, column, other in said:
        related.setdefault(key, {}).setdefault(column, []).append(f"{file}#{other}")
    return related


def loss_rows(
    losses: Iterable[Loss], file: str, step: str, format: str, source: Source
) -> list[Row]:
    """The rows of what was lost of a file where it was read or written (`step`)."""
    return [
        (
            _path(file),
            source.position(loss.span.start).line if loss.span and step == "read" else None,
            step,
            format,
            loss.kind,
            loss.what,
            loss.slight,
        )
        for loss in losses
    ]


def _row(cells: dict[str, Cell]) -> Row:
    return tuple(cells.get(column.name) for column in COLUMNS)


def _titles(map: Map) -> dict[str | None, str]:
    """The titles of each section and those around it; the sections around one come before it."""
    titles: dict[str | None, str] = {}
    for section in map.sections:
        around = titles.get(section.parent)
        titles[section.id] = f"{around} / {section.title}" if around else section.title
    return titles


def _statement(statement: Statement, file: str, sections: dict[str | None, str]) -> dict[str, Cell]:
    tags, confidence = statement.attributes.get("tags"), statement.attributes.get("confidence")
    return {
        "id": f"{file}#{statement.id}",
        "record": "statement",
        "identifier": statement.id,
        "label": statement.label,
        "kind": statement.kind,
        "text": statement.text,
        "section": sections.get(statement.section),
        "within": f"{file}#{statement.within}" if statement.within is not None else None,
        "unstated": statement.unstated,
        "open": statement.open,
        **{column: [] for column in _RELATED},
        "quotations": [quotation.text for quotation in statement.quotations],
        "tags": list(tags) if isinstance(tags, tuple) else [],
        "confidence": float(confidence) if isinstance(confidence, (int, float)) else None,
        "attributes": _others(statement.attributes, "tags", "confidence"),
    }


def _argument(argument: Argument, file: str) -> dict[str, Cell]:
    return {
        "id": f"{file}#{argument.id}",
        "record": "argument",
        "identifier": argument.id,
        "role": argument.role,
        "premises": [f"{file}#{premise}" for premise in argument.premises],
        "target": f"{file}#{argument.target}",
        "warrant": f"{file}#{argument.warrant}" if argument.warrant is not None else None,
        "scheme": argument.scheme,
        "premise_roles": {f"{file}#{p}": text_of(r) for p, r in argument.premise_roles.items()},
        "conceded": argument.conceded,
        "strict": argument.strict,
        "strength": argument.strength,
        "attributes": _others(argument.attributes, "strength"),
    }


def _others(attributes: Attributes, *but: str) -> dict[str, str]:
    return {name: text_of(value) for name, value in attributes.items() if name not in but}


_RELATED = (
    *("restates", "provided", "explained_by", "answers"),
    *("parts", "contradicts", "outweighs", "regardless_of"),
)

GROUP = 20_000
"""How many rows of a Parquet file are held together, and in memory."""


def write_csv(rows: Iterable[Row], stream: IO[bytes], columns: Sequence[Column] = COLUMNS) -> None:
    """Rows as csv (RFC 4180, UTF-8), with the names of the columns first.

    The parts of a list stand on lines of their own within the cell; pairs are a JSON object. What a row
    has nothing of is empty, as is an empty list.
    """
    # It leaves the stream open, whatever happens.
    writer = csv.writer(codecs.getwriter("utf-8")(stream, "replace"))
    writer.writerow([column.name for column in columns])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return "\n".join(cell)
    if isinstance(cell, dict):
        return json.dumps(cell, ensure_ascii=False) if cell else ""
    if isinstance(cell, (str, int)):
        return str(cell)
    return repr(float(cell))


def write_parquet(
    rows: Iterable[Row], stream: IO[bytes], columns: Sequence[Column] = COLUMNS
) -> None:
    """Rows as Parquet; `MissingExtra` where pyarrow is missing."""
    pq = needed("pyarrow.parquet", "table", "a Parquet table")
    schema = arrow_schema(columns)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        held: list[Row] = []
        for row in rows:
            held.append(row)
            if len(held) == GROUP:
                writer.write_batch(_batch(held, schema))
                held = []
        if held:
            writer.write_batch(_batch(held, schema))


def arrow_schema(columns: Sequence[Column] = COLUMNS) -> pyarrow.Schema:
    """The schema of a table in Arrow; `MissingExtra` where pyarrow is missing."""
    pa = needed("pyarrow", "table", "a table in Arrow")
    kinds = {
        "text": pa.string(),
        "truth": pa.bool_(),
        "number": pa.float64(),
        "count": pa.int64(),
        "texts": pa.list_(pa.string()),
        "pairs": pa.map_(pa.string(), pa.string()),
    }
    return pa.schema([pa.field(c.name, kinds[c.shape]) for c in columns])


def _batch(held: Sequence[Row], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    pa = needed("pyarrow", "table", "a table in Arrow")
    arrays = [
        pa.array([_stored(cell) for cell in cells], field.type)
        for cells, field in zip(zip(*held, strict=True), schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _stored(cell: Cell) -> Any:
    return list(cell.items()) if isinstance(cell, dict) else cell


def tables(
    batch: pyarrow.RecordBatch, format: str | None = None, force: bool = False
) -> Iterator[pyarrow.RecordBatch]:
    """The rows of a batch of documents, in batches with the columns of the table. The columns of the documents are `path`, by
    whose ending the format is recognised unless one is given, and `content`, the bytes or the text; others are passed over.

    It is a pure function: nothing is read but the batch, so that `use` lines and sources are not followed. What is wrong
    with a document is a row whose `record` is `diagnostic`, with the severity as its `kind`, the message as its `text`, and
    code, rule and line among its `attributes`; what argmap has no place for, but for what nobody misses, a row that is a
    `loss`, with the kind of that. A document with errors has no other rows, or with `force` those that could be
    understood. Raises `ValueError` for a batch without the two columns, `MissingExtra` where pyarrow is missing.
    """
    schema = arrow_schema()
    missing = [name for name in ("path", "content") if name not in batch.schema.names]
    if missing:
        raise ValueError(f"the batch has no column `{missing[0]}`")
    held: list[Row] = []
    for path, content in zip(batch.column("path"), batch.column("content"), strict=True):
        held += document_rows(path.as_py() or "", content.as_py(), format, force)
        while len(held) >= GROUP:
            yield _batch(held[:GROUP], schema)
            del held[:GROUP]
    if held:
        yield _batch(held, schema)


def document_rows(
    path: str, content: bytes | str | None, format: str | None = None, force: bool = False
) -> Iterator[Row]:
    """The rows of one document, as `tables` has them."""
    said: list[dict[str, Cell]] = []
    try:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        if data is None:
            raise OSError("it has no content")
        compilation = Compilation.of_bytes(data, path, format)
        errors = [d for d in compilation.understood if d.severity is Severity.ERROR]
        if force or not errors:
            yield from rows(compilation.map, path)
    except OSError as error:
        said.append({"kind": "error", "text": error.strerror or str(error)})
    else:
        for d in errors:
            attributes = {"code": d.code, "rule": d.name, "line": str(d.line)}
            said.append({"kind": str(d.severity), "text": d.message, "attributes": attributes})
        for loss in compilation.losses if force or not errors else ():
            if not loss.slight:
                said.append({"record": "loss", "kind": loss.kind, "text": loss.what})
    file = _path(path)
    for number, cells in enumerate(said, 1):
        # No identifier begins so.
        yield _row({"record": "diagnostic", "id": f"{file}#!{number}", "file": file, **cells})
