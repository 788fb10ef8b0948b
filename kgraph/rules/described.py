"""What the rules behind mentions, roles and results say, for people who read their ids."""

from __future__ import annotations

from functools import cache

from kgraph.lexicon.entries import read_rows
from kgraph.rules import FOLDER


@cache
def meanings() -> dict[str, str]:
    """Id of a rule -> its sentence in ``described.tsv``, or the example of its row in a rule file.

    Examples
    --------
    >>> meanings()["role-background"]
    'It stands only where the abstract tells of the field.'
    >>> meanings()["role-without"][:6]
    'as in '
    """
    rows = [row for path in sorted(FOLDER.glob("*.tsv")) for _, row in read_rows(path) if row.get("id")]
    return {row["id"]: row.get("meaning") or f"as in “{row['example']}”" for row in rows}
