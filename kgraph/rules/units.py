"""Units of numbers (``rules/units.tsv``): how papers write each, its symbol, and what it measures."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import LexiconError
from kgraph.lexicon.entries import read_rows

PATH = Path(__file__).with_suffix(".tsv")
#: What is a result wherever it stands, and what values.tsv has a pattern of its own for.
RATE, STORAGE = "rate", "storage"


class Unit(NamedTuple):
    """A unit: its symbol, and the kind of what it measures, ``time`` or ``rate``."""

    symbol: str
    kind: str


@cache
def units() -> dict[str, Unit]:
    """Form as written -> unit.

    Raises
    ------
    LexiconError
        A row lacks a cell, or its form stands there twice.
    """
    known: dict[str, Unit] = {}
    for line, row in read_rows(PATH):
        form, symbol, kind = (row.get(column, "") for column in ("form", "unit", "kind"))
        if not (form and symbol and kind) or form in known:
            raise LexiconError(
                f"the form {form!r} lacks a unit or a kind, or stands there twice",
                path=str(PATH),
                line=line,
                remedy="mend the row",
            )
        known[form] = Unit(symbol, kind)
    return known


def forms_of(kinds: Container[str]) -> str:
    """A pattern of all forms of the units of these kinds, longer ones first."""
    forms = [form for form, unit in units().items() if unit.kind in kinds]
    return f"(?:{'|'.join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))})"


def unit_shorthands() -> dict[str, str]:
    """What shorthands may name: ``{unit}`` is a unit of a number beside a measure, ``{rate}`` one of any number."""
    kinds = {unit.kind for unit in units().values()}
    return {"unit": forms_of(kinds - {RATE, STORAGE}), "rate": forms_of({RATE})}
