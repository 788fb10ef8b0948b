"""Daily Papers pages saved as text: title, abstract, and the author, organisation, date and upvote lines behind them.

Blocks are separated by empty lines. An entry is a title block and an abstract block; a block of meta lines
(``• 8 authors`` or ``account Organisation``, ``·``, ``May 17 3``) may follow, and on some pages never does.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kgraph.errors import SourceWarning
from kgraph.names import is_sluggable, slug
from kgraph.records import Paper, Publisher
from kgraph.sources.dates import DateLine, begins_as_date, parse_date_line, to_iso

_HEADER = re.compile(
    r"new|subscribe|daily papers|get trending papers in your email inbox!?|by ?AK and the research community", re.I
)
_AUTHORS = re.compile(r"•?\s*(\d{1,9}) authors?")
_ACCOUNT = re.compile(r"([A-Za-z0-9][\w.-]*)\s+(\S.*)")
_SEPARATOR = "·"
#: A block of so many words is an abstract; a shorter one is when it ends like a sentence and is no short title.
_PROSE_WORDS, _SHORT_PROSE_WORDS = 30, 12


@dataclass(slots=True)
class _Block:
    """Lines between two empty lines; `line` is the number of the first, 1-based."""

    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def is_meta(self) -> bool:
        return any(x == _SEPARATOR or _AUTHORS.fullmatch(x) for x in self.lines) or (
            len(self.lines) == 1 and parse_date_line(self.lines[0]) is not None
        )

    @property
    def is_prose(self) -> bool:
        words = len(self.text.split())
        return words >= _PROSE_WORDS or (words >= _SHORT_PROSE_WORDS and self.text.endswith((".", "!")))


def matches(head: list[str]) -> bool:
    """Whether a file that begins with these lines is such a page: it has the header, meta lines, or title and prose."""
    blocks = list(_blocks(head))
    if any(_HEADER.fullmatch(line) for b in blocks[:6] for line in b.lines if line.lower() != "new"):
        return True
    if any(b.is_meta and len(b.lines) > 1 for b in blocks):
        return True
    texts = [b for b in blocks if not b.is_meta]
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    # the last abstract may be cut off, by its page or by how much of it is looked at
    whole = pairs[:-1] if len(pairs) > 1 else pairs
    return bool(pairs) and all(len(t.lines) == 1 and not t.is_prose and a.is_prose for t, a in whole)


def read_daily_papers(lines: Iterable[str], source: str, year: int | None = None) -> Iterator[Paper]:
    """The entries of one page, in its order.

    Parameters
    ----------
    lines : iterable of str
        The page.
    source : str
        Name that the records keep of it.
    year : int, optional
        Year of the dates that name none.

    Warns
    -----
    SourceWarning
        An entry has no abstract; it is left out.
    """
    blocks = list(_blocks(lines))
    dates = [d for b in blocks if b.is_meta for line in b.lines if (d := parse_date_line(line))]
    newest = max((d.year for d in dates if d.year), default=None)

    start, listed = _skip_header(blocks)
    page_date = to_iso(listed, stated=year, newest=newest) if listed else ("", False)
    entry: list[_Block] = []
    for block in [*blocks[start:], None]:
        if block is not None and not block.is_meta:
            entry.append(block)
            continue
        papers = list(_pairs(entry, source))
        for i, (title, abstract) in enumerate(papers):
            # meta lines belong to the entry right before them
            meta = block.lines if block is not None and i == len(papers) - 1 else []
            yield _paper(title, abstract, meta, source=source, page_date=page_date, stated=year, newest=newest)
        entry = []


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    block = None
    for number, line in enumerate(lines, 1):
        # no-break spaces are layout at the ends of a line, text inside it
        text = line.strip().strip("\u00a0\ufeff\u200b \t")
        if not text:
            if block is not None:
                yield block
            block = None
        else:
            block = block or _Block(number)
            block.lines.append(text)
    if block is not None:
        yield block


def _skip_header(blocks: list[_Block]) -> tuple[int, DateLine | None]:
    """Index of the first block of the first entry, and the page's own date."""
    start, listed = 0, None
    for i, block in enumerate(blocks[:10]):
        day = parse_date_line(block.text)
        if all(_HEADER.fullmatch(line) for line in block.lines):
            start = i + 1
        elif day is not None and i == start:
            start, listed = i + 1, day
        else:
            break
    return start, listed


def _pairs(blocks: list[_Block], source: str) -> Iterator[tuple[str, str]]:
    """(title, abstract) of blocks without meta lines; paragraphs of one abstract are joined by a line end."""
    i = 0
    while i < len(blocks):
        title = blocks[i]
        paragraphs: list[str] = []
        i += 1
        while i < len(blocks) and blocks[i].is_prose:
            # prose that is followed by prose of its own could be a long title: only a first paragraph is sure
            if paragraphs and i + 1 < len(blocks) and blocks[i + 1].is_prose and not blocks[i].text.endswith("."):
                break
            paragraphs.append(blocks[i].text)
            i += 1
        if not paragraphs and i < len(blocks) and i == len(blocks) - 1:
            # an abstract too short to be told by its length, alone behind its title
            paragraphs.append(blocks[i].text)
            i += 1
        if paragraphs and is_sluggable(title.text):
            yield title.text, "\n".join(paragraphs)
        else:
            lacks = "an abstract" if not paragraphs else "a title that names it"
            warnings.warn(
                f"{source}:{title.line}: an entry without {lacks} was left out: {title.text[:60]!r}",
                SourceWarning,
                stacklevel=2,
            )


def _paper(
    title: str,
    abstract: str,
    meta: list[str],
    *,
    source: str,
    page_date: tuple[str, bool],
    stated: int | None,
    newest: int | None,
) -> Paper:
    authors = publisher = upvotes = None
    day = ("", False)
    for line in meta:
        if match := _AUTHORS.fullmatch(line):
            authors = int(match[1])
        elif date_line := parse_date_line(line):
            upvotes = date_line.upvotes
            day = to_iso(date_line, stated=stated, newest=newest)
        elif line != _SEPARATOR and not begins_as_date(line) and (match := _ACCOUNT.fullmatch(line)):
            publisher = Publisher(match[2], match[1])
    return Paper(
        id=slug(title),
        title=title,
        abstract=abstract,
        date=day[0],
        date_inferred=day[1],
        listed=page_date[0],
        listed_inferred=page_date[1],
        organisation=publisher,
        author_count=authors,
        upvotes=upvotes,
        sources=(source,),
    )
