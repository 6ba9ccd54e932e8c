"""Rows of a table as csv or Parquet, written while they come, so that a corpus needs no memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import IO, Any

from argmap.extras import needed
from argmap.table import COLUMNS, Cell, Row

GROUP = 20_000
"""How many rows of a Parquet file are held together, and in memory."""


def write_csv(rows: Iterable[Row], stream: IO[bytes]) -> None:
    """Rows as csv (RFC 4180, UTF-8), with the names of the columns first.

    The parts of a list stand on lines of their own within the cell; pairs are a JSON object. What a row
    has nothing of is empty, as is an empty list.
    """
    text = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([_text(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return "\n".join(cell)
    if isinstance(cell, dict):
        return json.dumps(cell, ensure_ascii=False) if cell else ""
    return cell if isinstance(cell, str) else repr(float(cell))


def write_parquet(rows: Iterable[Row], stream: IO[bytes]) -> None:
    """Rows as Parquet; `MissingExtra` where pyarrow is missing."""
    pa = needed("pyarrow", "table", "a Parquet table")
    pq = needed("pyarrow.parquet", "table", "a Parquet table")

    kinds = {
        "text": pa.string(),
        "truth": pa.bool_(),
        "number": pa.float64(),
        "texts": pa.list_(pa.string()),
        "pairs": pa.map_(pa.string(), pa.string()),
    }
    schema = pa.schema([pa.field(c.name, kinds[c.shape]) for c in COLUMNS])

    def group(held: list[Row]) -> Any:
        columns = [
            pa.array([_stored(cell) for cell in cells], field.type)
            for cells, field in zip(zip(*held, strict=True), schema, strict=True)
        ]
        return pa.Table.from_arrays(columns, schema=schema)

    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        held: list[Row] = []
        for row in rows:
            held.append(row)
            if len(held) == GROUP:
                writer.write_table(group(held))
                held = []
        if held:
            writer.write_table(group(held))


def _stored(cell: Cell) -> Any:
    return list(cell.items()) if isinstance(cell, dict) else cell
