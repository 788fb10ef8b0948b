"""What a file is that no reader takes, and what makes papers of it: for error messages only."""

from __future__ import annotations

import re
from typing import NamedTuple


class Seen(NamedTuple):
    """What a file looks like, ``a JSON array``, and what a person can do about it."""

    what: str
    remedy: str


_LINES = "one JSON object a line is wanted, with id, title, abstract"
_JQ = "one object a line is wanted, e.g. jq -c "
#: First bytes of files that are no UTF-8 text.
_BYTES = (
    (b"\xff\xfe", Seen("UTF-16 text", "UTF-8 is wanted, e.g. iconv -f UTF-16 -t UTF-8")),
    (b"\xfe\xff", Seen("UTF-16 text", "UTF-8 is wanted, e.g. iconv -f UTF-16 -t UTF-8")),
    (b"PK\x03\x04", Seen("a ZIP archive", "unpack it, or pack its files with gzip")),
    (b"BZh", Seen("a bzip2 archive", "unpack it with bunzip2, or pack it with gzip")),
    (b"\xfd7zXZ", Seen("an xz archive", "unpack it with unxz, or pack it with gzip")),
    (b"\x28\xb5\x2f\xfd", Seen("a Zstandard archive", "unpack it with unzstd, or pack it with gzip")),
    (b"%PDF-", Seen("a PDF", f"lists of abstracts are read, not papers: {_LINES}")),
    (b"PAR1", Seen("a Parquet table", _LINES)),
)
_ENTRY = re.compile(r"@[A-Za-z]+\s*[{(]")
_SEPARATOR = re.compile(r"[,;\t]")
#: What stands in a cell of a table's first line, without quotation marks and the like around it, and what it is made of.
_CELL, _HEADING = re.compile(r"\w(?:.*\w)?"), re.compile(r"[\w .-]*")


def foreign_bytes(start: bytes) -> Seen | None:
    """What a file that begins with these bytes is, if it is no text in UTF-8.

    Examples
    --------
    >>> foreign_bytes("Titel".encode("utf-16")).what
    'UTF-16 text'
    """
    return next((seen for magic, seen in _BYTES if start.startswith(magic)), None)


def foreign_text(head: list[str]) -> Seen | None:
    """What a text that begins with these lines is, if it is known and no reader takes it.

    Examples
    --------
    >>> foreign_text(['[{"title": "T"}]']).what, foreign_text(["id,title,abstract"]).what
    ('a JSON array', 'a table (CSV)')
    """
    lines = [line.strip() for line in head if line.strip()]
    first, second = [*lines, "", ""][:2]
    if re.fullmatch(r"\[\s*(?:[{\]].*)?", first) and (len(first) > 1 or second[:1] in ("{", "]")):
        return Seen("a JSON array", f"{_JQ}'.[]'")
    if first == "{" and second[:1] in ('"', "}"):
        return Seen("a JSON object over several lines", f"{_JQ}.")
    if _ENTRY.match(first):
        return Seen("BibTeX", _LINES)
    if first.lower().startswith(("<!doctype html", "<html")):
        return Seen("a web page", "save or copy the page as text")
    if first.startswith(("<?xml", "<feed", "<rss")):
        return Seen("XML", _LINES)
    if _names_columns(first):
        return Seen("a table (CSV)", f"{_LINES}, e.g. mlr --icsv --ojsonl cat")
    return None


def _names_columns(line: str) -> bool:
    """Whether it is the first line of a table, with a column of titles or of abstracts."""
    cells = _SEPARATOR.split(line)
    if len(cells) < 2:
        return False
    for cell in cells:
        found = _CELL.search(cell)
        heading = found[0] if found else ""
        if heading.lower() in ("title", "abstract"):
            return True
        if not _HEADING.fullmatch(heading):
            return False
    return False
