"""A corpus of small files, and what its table has to be, for engines that spread the work over machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.dataset as ds

from argmap.corpus import COLUMNS, document_rows
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "corpora.md").read_text(encoding="utf-8")


def script(engine: str, folder: Path) -> Path:
    """The script of the page for an engine, as a file."""
    found = re.findall(r"^```py\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (code,) = (code for code in found if f"with_{engine}.py" in code)
    path = folder / f"with_{engine}.py"
    path.write_text(code, encoding="utf-8")
    return path


def make(folder: Path, count: int) -> None:
    """Writes maps as AIF; each hundredth is broken, each fiftieth in the language."""
    folder.mkdir()
    for n in range(count):
        if n % 100 == 7:
            (folder / f"m{n}.json").write_text('{"nodes": [{"nodeID": "1"')
        elif n % 50 == 9:
            (folder / f"m{n}.arg").write_text(f"claim: Claim {n}.\n  because: Reason {n}.\n")
        else:
            nodes = [("1", f"Claim {n}.", "I"), ("2", f"Reason {n}.", "I"), ("3", "RA", "RA")]
            edges = [("4", "2", "3"), ("5", "3", "1")]
            document = {
                "nodes": [
                    dict(zip(("nodeID", "text", "type"), node, strict=True)) for node in nodes
                ],
                "edges": [
                    dict(zip(("edgeID", "fromID", "toID"), edge, strict=True)) for edge in edges
                ],
            }
            (folder / f"m{n}.json").write_text(json.dumps(document))


def expected(folder: Path) -> list[str]:
    """The rows of the table, without the folder of the files, in order."""
    return sorted(
        said
        for path in folder.iterdir()
        for said in _said(
            dict(zip([c.name for c in COLUMNS], row, strict=True))
            for row in document_rows(path.name, path.read_bytes())
        )
    )


def made(table: str) -> list[str]:
    """The same of what an engine has made."""
    return sorted(_said(ds.dataset(table, format="parquet").to_table().to_pylist()))


def _said(rows: Iterator[dict[str, object]] | list[dict[str, object]]) -> Iterator[str]:
    for row in rows:
        # Identifiers are of paths, which are those of the engine.
        plain = {
            key: dict(v) if key in ("attributes", "premise_roles") and v else v or None
            for key, v in row.items()
        }
        yield re.sub(r"[^\"\s]*/(?=m\d+\.)", "", json.dumps(plain, sort_keys=True))
