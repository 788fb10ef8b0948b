"""The tables as CSV and Parquet files, and as frames of pandas and Polars."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from kgraph.errors import INSTALL, ExportError
from kgraph.exports.tables import TABLES
from kgraph.files import csv_lines, made_folder, replacing, write_lines
from kgraph.records import Facts


def frames(facts: Iterable[Facts], library: str = "pandas") -> dict[str, Any]:
    """Name of a table -> its frame.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once.
    library : str
        ``pandas`` or ``polars``.

    Raises
    ------
    ExportError
        The library is another one, or not installed.
    """
    facts = list(facts)
    try:
        if library == "pandas":
            import pandas as pd

            return {
                name: pd.DataFrame(list(make(facts)), columns=list(row._fields)).convert_dtypes()
                for name, (row, make) in TABLES.items()
            }
        if library == "polars":
            import polars as pl

            return {
                name: pl.DataFrame(list(make(facts)), schema=_kinds(row), orient="row")
                for name, (row, make) in TABLES.items()
            }
    except ImportError as error:
        remedy = INSTALL.format("tables") if library == "pandas" else f"pip install {library}"
        raise ExportError(f"{library} is not installed", remedy=remedy) from error
    raise ExportError(f"no frames of {library!r}", remedy="pandas or polars")


def _kinds(row: type[NamedTuple]) -> dict[str, type]:
    """Column -> type of its values; "int | None" is one of whole numbers with gaps."""
    return {field: get_args(kind)[0] if get_args(kind) else kind for field, kind in get_type_hints(row).items()}


def write_csv_tables(facts: Iterable[Facts], folder: str | Path) -> Path:
    """The folder, now with a CSV file (RFC 4180) of each table; a text that a spreadsheet would run gets an apostrophe."""
    facts, folder = list(facts), made_folder(folder)
    for name, (row, make) in TABLES.items():
        write_lines(csv_lines(row._fields, make(facts)), folder / f"{name}.csv")
    return folder


def write_parquet_tables(facts: Iterable[Facts], folder: str | Path) -> Path:
    """The folder, now with a Parquet file of each table.

    Raises
    ------
    ExportError
        pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExportError("pyarrow is not installed", remedy=INSTALL.format("tables")) from error
    facts, folder = list(facts), made_folder(folder)
    arrow = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    for name, (row, make) in TABLES.items():
        schema = pa.schema([(field, arrow[kind]) for field, kind in _kinds(row).items()])
        columns = list(zip(*make(facts), strict=True)) or [()] * len(row._fields)
        table = pa.table([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)
        with replacing(folder / f"{name}.parquet") as file:
            pq.write_table(table, file)
    return folder
