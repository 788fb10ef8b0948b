"""Rows of a report as CSV, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kgraph.files import csv_lines
from kgraph.markdown import markdown_table


def columns(rows: Sequence[Any]) -> tuple[str, ...]:
    """Names of the columns of some rows; none without rows."""
    return tuple(rows[0]._fields) if rows else ()


def to_csv(rows: Sequence[Any]) -> str:
    """Rows as CSV (RFC 4180) with a head; a text that a spreadsheet would run gets an apostrophe in front."""
    return "".join(csv_lines(columns(rows), rows))


def to_json(rows: Sequence[Any]) -> str:
    """Rows as a JSON array of objects, one a line."""
    lines = ",\n".join(json.dumps(row._asdict(), ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if rows else "[]\n"


def to_markdown(rows: Sequence[Any]) -> str:
    """Rows as a table in GitHub Flavored Markdown, in which nothing is markup."""
    if not rows:
        return ""
    return markdown_table(columns(rows), (("" if value is None else str(value) for value in row) for row in rows))
