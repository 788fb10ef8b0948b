"""JSON lines: one object a paper with ``title`` and ``abstract``, usually ``id``, and metadata where it has some."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from kgraph.errors import SourceWarning
from kgraph.names import slug
from kgraph.records import Paper, Publisher

#: arXiv identifiers, new and old style, with an optional version (arxiv.org/help/arxiv_identifier).
_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.I)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.I)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def matches(head: list[str]) -> bool:
    """Whether a file that begins with these lines holds JSON objects, one a line."""
    first = next((line.strip() for line in head if line.strip()), "")
    return first.startswith("{") and not first.startswith("{{")


def read_jsonl(lines: Iterable[str], source: str, year: int | None = None) -> Iterator[Paper]:
    """The papers of JSON lines, in order; `year` is not needed here.

    Warns
    -----
    SourceWarning
        A line is no JSON object or has no title; it is left out.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise TypeError("not a JSON object")
            yield _paper(record, source)
        except (TypeError, ValueError) as error:
            warnings.warn(f"{source}:{number}: a line was left out: {error}", SourceWarning, stacklevel=2)


def identifiers(given: str) -> tuple[str, str, str]:
    """(id, arXiv id, DOI) that an identifier is; arXiv versions are dropped.

    Examples
    --------
    >>> identifiers("arXiv:2106.09685v2"), identifiers("doi:10.1000/x")
    (('2106.09685', '2106.09685', ''), ('10.1000/x', '', '10.1000/x'))
    """
    if match := _ARXIV.fullmatch(given):
        return match[1], match[1], ""
    if match := _DOI.fullmatch(given):
        return match[1].lower(), "", match[1].lower()
    return given, "", ""


def _paper(record: dict[str, Any], source: str) -> Paper:
    title, abstract = _text(record, "title"), _text(record, "abstract")
    if not title.strip():
        raise ValueError("it has no title")
    slug_ = slug(title)
    given, arxiv, doi = identifiers(_text(record, "id").strip())
    arxiv = arxiv or identifiers(_text(record, "arxiv_id"))[1]
    doi = doi or identifiers(_text(record, "doi"))[2]
    date = _DAY.match(_text(record, "date") or _text(record, "published"))
    organisation = record.get("organisation") or record.get("organization")
    if isinstance(organisation, dict):
        organisation = Publisher(_clean(organisation.get("name", "")), _clean(organisation.get("account", "")))
    elif organisation:
        organisation = Publisher(_clean(organisation))
    authors = record.get("authors") or ()
    return Paper(
        id=arxiv or doi or given or slug_,
        title=title,
        abstract=abstract,
        date=date[0] if date else "",
        organisation=organisation or None,
        authors=(_clean(authors),) if isinstance(authors, str) else tuple(map(_clean, authors)),
        author_count=_number(record.get("author_count")),
        upvotes=_number(record.get("upvotes")),
        arxiv_id=arxiv,
        doi=doi,
        url=_text(record, "url"),
        sources=(source,),
    )


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise TypeError(f"its {key} is not a text")
    return _clean(value)


def _clean(value: object) -> str:
    # half of a surrogate pair is no character: no file, IRI or page could hold it
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
