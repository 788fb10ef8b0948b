"""JSON lines: one object a paper with ``title`` and ``abstract``, usually ``id``, and metadata where it has some."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kgraph.names import slug
from kgraph.records import Paper, Publisher
from kgraph.sources.authors import author_names
from kgraph.sources.dates import to_day
from kgraph.sources.identifiers import identifiers
from kgraph.sources.telling import Telling
from kgraph.text import as_text

#: What other lists call the abstract, in lower case.
_ABSTRACTS = ("abstract", "summary", "description", "abstracttext", "abstract_text", "text", "content")
#: Keys of the day of publication, the first that says one counts.
_DATES = ("date", "published", "publicationDate", "publication_date", "publishedAt")
#: Keys that say when, but no day of publication.
_NO_DAYS = {"year": "it names no day", "update_date": "it is the day of the last change"}
_BREAKS = re.compile(r"\s*[\n\r]\s*")
_BLANKS = re.compile(r"[^\S\n]{2,}")
_PARAGRAPHS = re.compile(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*")


def matches(head: list[str]) -> bool:
    """Whether a file that begins with these lines holds JSON objects, one a line."""
    first = next((line.strip() for line in head if line.strip()), "")
    return first.startswith("{") and first != "{" and not first.startswith("{{")


def read_jsonl(lines: Iterable[str], source: str, year: int | None = None) -> Iterator[Paper]:
    """The papers of JSON lines, in order; `year` is not needed here.

    Warns
    -----
    SourceWarning
        A line is no JSON object or has no title; it is left out. An entry has no abstract; its title is kept. A date, an
        author or an organisation cannot be read: told once a file, and the rest is kept.
    """
    broken = Telling(f"{source}: {{}} more lines were left out")
    bare = Telling(f"{source}: {{}} more entries without an abstract")
    dateless = Telling(f"{source}: {{}} more dates that were not read", most=1)
    nameless = Telling(f"{source}: {{}} more entries with authors that have no name", most=1)
    foreign = Telling(f"{source}: {{}} more organisations that were not read", most=1)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise TypeError("not a JSON object")
            authors, unnamed = author_names(record.get("authors"))
            publisher, unread = _organisation(record)
            paper = _paper(record, source, authors, publisher)
        except (RecursionError, TypeError, ValueError) as error:
            broken(f"{source}:{number}: a line was left out: {error}")
            continue
        if not paper.abstract.strip():
            bare(f"{source}:{number}: an entry without an abstract, only its title was read ({_remedy(record)})")
        if not paper.date and (said := _unread_date(record)):
            dateless(f'{source}:{number}: a date was not read: {said} (wanted: "date": "2024-10-24")')
        if unnamed:
            nameless(f'{source}:{number}: authors without a name were left out (wanted: "authors": ["A B", …])')
        if unread:
            foreign(f'{source}:{number}: an organisation was not read (wanted: "organisation": "Inkwell Labs")')
        yield paper
    for telling in (broken, bare, dateless, nameless, foreign):
        telling.close()


def _remedy(record: dict[str, Any]) -> str:
    """The keys of a record without an abstract, and what can be done about it."""
    other = next((k for k in record if k.strip().lower() in _ABSTRACTS and k != "abstract" and record[k]), "")
    keys = ", ".join(map(as_text, record))
    todo = (
        f'name {as_text(json.dumps(other, ensure_ascii=False))} "abstract"'
        if other
        else 'give its text as "abstract", or leave the line out'
    )
    return f"its keys: {keys:.200}; {todo}"


def _date(record: dict[str, Any]) -> str:
    """The day of publication; arXiv's snapshot has it as that of the first version."""
    versions = record.get("versions")
    first = versions[0] if isinstance(versions, list) and versions else None
    created = first.get("created") if isinstance(first, dict) else None
    return next((day for d in (*map(record.get, _DATES), created) if (day := to_day(as_text(d)))), "")


def _unread_date(record: dict[str, Any]) -> str:
    """What a record without a date says of when it is from, and why that is none; empty if it says nothing."""
    why = {**dict.fromkeys(_DATES, "no day in a form that is known"), **_NO_DAYS}
    return next((f"{key} {as_text(record[key])[:40]!r}: {said}" for key, said in why.items() if record.get(key)), "")


def _organisation(record: dict[str, Any]) -> tuple[Publisher | None, bool]:
    """The organisation, if it has a name, and whether some of what stands there is no text."""
    value = record.get("organisation") or record.get("organization") or None
    if not isinstance(value, dict):
        value = {"name": value}
    said = [value.get(key) for key in ("name", "account")]
    name, account = (" ".join(as_text(s).split()) if isinstance(s, str) else "" for s in said)
    return Publisher(name, account) if name else None, any(not isinstance(s, str | None) for s in said)


def _paper(record: dict[str, Any], source: str, authors: list[str], publisher: Publisher | None) -> Paper:
    title = _folded(_text(record, "title")).replace("\n", " ")
    abstract = _folded(_text(record, "abstract"))
    if not title.strip():
        raise ValueError("it has no title")
    slug_ = slug(title)
    given, arxiv, doi = identifiers(_text(record, "id").strip())
    arxiv = arxiv or identifiers(_text(record, "arxiv_id").strip())[1]
    doi = doi or identifiers(_text(record, "doi").strip())[2]
    return Paper(
        id=arxiv or doi or given or slug_,
        title=title,
        abstract=abstract,
        date=_date(record),
        organisation=publisher,
        authors=tuple(map(as_text, authors)),
        author_count=_count(record.get("author_count")),
        upvotes=_count(record.get("upvotes")),
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
    return as_text(value)


def _folded(text: str) -> str:
    """A text that was set in lines with these joined and one blank for several; a line end keeps its paragraphs apart.

    Others are as they are: what was not broken needs no mending, and places in it stay where they are.
    """
    if not _BREAKS.search(text):
        return text
    lines = text.strip().replace("\r\n", "\n")
    return "\n".join(_BLANKS.sub(" ", _BREAKS.sub(" ", p)) for p in _PARAGRAPHS.split(lines))


def _count(value: object) -> int | None:
    """A number of people or votes, if it is one; the tables hold such of 64 bits."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 63 else None
