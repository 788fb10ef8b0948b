"""Tables in GitHub Flavored Markdown: titles and names are others', and nothing in them is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#])")


def markdown_table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    r"""The table of these texts, a row a line; its head is Markdown already.

    Examples
    --------
    >>> print(markdown_table(["name"], [["a|b"]]), end="")
    | name |
    | --- |
    | a\|b |
    """
    lines = [head, ["---"] * len(head), *(map(markdown_cell, row) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_cell(text: str) -> str:
    """A text on one line, in which nothing is markup."""
    return " ".join(_MARKUP.sub(r"\\\1", text).split())
