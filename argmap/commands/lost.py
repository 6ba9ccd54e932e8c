"""The table of what was lost of many files, `--losses`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from argmap.commands.outputs import system_reason, write_bytes
from argmap.commands.status import Unusable

if TYPE_CHECKING:
    from argmap.compilation import Compilation
    from argmap.corpus import Row
    from argmap.losses import Loss


def add_losses_option(parser: argparse.ArgumentParser) -> None:
    """Adds `--losses`."""
    parser.add_argument(
        "--losses",
        metavar="TABLE",
        help="write what is lost into this file, a row a thing: csv, or .parquet",
    )


def lost_rows(
    compilation: Compilation, file: str, to: str = "", losses: Sequence[Loss] = ()
) -> list[Row]:
    """What was lost in reading a file and, with `to`, in writing it, as rows of the table."""
    from argmap.corpus import loss_rows

    source = compilation.source
    return [
        *loss_rows(compilation.losses, file, "read", compilation.format, source),
        *loss_rows(losses, file, "write", to, source),
    ]


def write_lost(rows: Sequence[Row], table: str | None) -> None:
    """Writes the table; `Unusable` where that can't be done."""
    if table is None:
        return
    from argmap.corpus import LOSS_COLUMNS, write_csv, write_parquet
    from argmap.extras import MissingExtra
    from argmap.files import atomic_writer

    write = write_parquet if table.lower().endswith(".parquet") else write_csv
    if table == "-":
        made = BytesIO()
        write_csv(rows, made, LOSS_COLUMNS)
        write_bytes(made.getvalue(), None)
        return
    try:
        with atomic_writer(table) as stream:
            write(rows, stream, LOSS_COLUMNS)
    except MissingExtra as error:
        raise Unusable(str(error)) from None
    except (OSError, ValueError) as error:
        raise Unusable(f"can't write {table}: {system_reason(error, named=True)}") from None
