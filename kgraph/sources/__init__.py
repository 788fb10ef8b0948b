"""Step 1: papers in. Files, folders, gzip and standard input become one stream of `Paper` records.

A format is one module with a reader (lines of text in, papers out) and a test whether a text's beginning looks like
it, and one row of `READERS`. The format is recognised by content. Broken records give a `SourceWarning` and the
rest of the file is read; so do strange files of a folder. Only a named file of no known format is an error.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from kgraph.errors import SourceError, SourceWarning
from kgraph.records import Paper
from kgraph.sources import daily_papers, jsonl
from kgraph.sources.folders import paper_files
from kgraph.sources.foreign import Seen, foreign_bytes, foreign_text
from kgraph.sources.merge import merge
from kgraph.sources.telling import Telling, strictly
from kgraph.text import as_text


class Reader(NamedTuple):
    """A format that papers are read from.

    Attributes
    ----------
    matches : callable
        First lines of a file -> whether it is of this format.
    read : callable
        (lines with line ends, source name, stated year or None) -> papers in the file's order.
    suffixes : tuple of str
        The last endings of the files that are taken from a folder.
    description : str
        For help and error messages.
    """

    matches: Callable[[list[str]], bool]
    read: Callable[[Iterable[str], str, int | None], Iterator[Paper]]
    suffixes: tuple[str, ...]
    description: str


READERS: dict[str, Reader] = {
    "jsonl": Reader(
        jsonl.matches, jsonl.read_jsonl, (".jsonl", ".ndjson", ".json"), "JSON lines with id, title, abstract"
    ),
    "daily-papers": Reader(
        daily_papers.matches, daily_papers.read_daily_papers, (".txt", ".text"), "a Daily Papers page saved as text"
    ),
}

#: Lines that a format is recognised by.
_HEAD_LINES = 60
#: How a byte that is not UTF-8 is read (PEP 383); no UTF-8 is read so.
_STRANGE = re.compile("[\udc80-\udcff]")


def read(
    inputs: str | Path | Iterable[str | Path], *, format: str = "", year: int | None = None, strict: bool = False
) -> list[Paper]:
    """The papers of all inputs, each once, sorted by id; the order of the inputs does not matter.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files (plain or gzipped), folders, or ``-`` for standard input. Of folders the files that end as a format's do
        are read, without hidden ones and what an earlier build wrote.
    format : str, optional
        A key of `READERS`; by default each file's content decides.
    year : int, optional
        Year of dates that name none; by default it is inferred from the page.
    strict : bool
        Raise on the first broken record, or strange file of a folder, instead of warning and going on.

    Raises
    ------
    SourceError
        A named file is missing or of no known format, a folder holds no papers, or, under `strict`, a record or a file
        of a folder is broken.
    """
    return merge(read_entries(inputs, format=format, year=year, strict=strict), strict=strict)


def read_entries(
    inputs: str | Path | Iterable[str | Path], *, format: str = "", year: int | None = None, strict: bool = False
) -> Iterator[Paper]:
    """Every entry of every input in reading order, repeated papers repeated; parameters as in `read`."""
    if isinstance(inputs, str | Path):
        inputs = [inputs]
    if format and format not in READERS:
        raise SourceError(f"no such format: {format}", remedy=f"one of {', '.join(READERS)}")
    for item in inputs:
        papers: Iterable[Paper] = _read_input(str(item), format, year)
        if strict:
            # read to the end before any is handed on: a filter must not stay in force between two of them
            with strictly(strict):
                papers = list(papers)
        yield from papers


def _read_input(item: str, format: str, year: int | None) -> Iterator[Paper]:
    """The papers of a file, a folder or standard input; their sources are names that hold no place on this machine."""
    path = Path(item)
    if item == "-":
        yield from _read_file(item, "stdin", format, year)
    elif path.is_dir():
        yield from _read_folder(path, format, year)
    elif path.is_file():
        yield from _read_file(item, as_text(path.name), format, year)
    else:
        raise SourceError("no such file or folder", path=item, remedy="check the path")


def _read_folder(folder: Path, format: str, year: int | None) -> Iterator[Paper]:
    """The papers of a folder's files; nobody named these, so that one which is something else is only told."""
    known = sorted({s for r in READERS.values() for s in r.suffixes})
    found = False
    for file in paper_files(folder, known):
        try:
            for paper in _read_file(str(file), as_text(file.relative_to(folder).as_posix()), format, year):
                found = True
                yield paper
        except SourceError as error:
            said = SourceError(
                f"a file was left out: {error.message}", path=error.path, line=error.line, remedy=error.remedy
            )
            warnings.warn(str(said), SourceWarning, stacklevel=2)
    if not found:
        remedy = f"files end in {', '.join(known)}, or these with .gz"
        raise SourceError("no papers in this folder", path=str(folder), remedy=remedy)


def _read_file(path: str, source: str, format: str, year: int | None) -> Iterator[Paper]:
    lines = _lines(path)
    head = [line for _, line in zip(range(_HEAD_LINES), lines, strict=False)]
    name = format or next((n for n, r in READERS.items() if r.matches(head)), "")
    if not name:
        number = next((n for n, line in enumerate(head, 1) if line.strip()), 1)
        what = "an empty file" if not any(map(str.strip, head)) else "of no known format"
        raise _refusal(foreign_text(head) or Seen(what, ""), path, number)

    def chained() -> Iterator[str]:
        yield from head
        yield from lines

    found = False
    for paper in READERS[name].read(chained(), source, year):
        found = True
        yield paper
    if not found and (seen := foreign_text(head)):
        raise _refusal(seen, path)
    if not found:
        raise SourceError("no paper could be read", path=path, line=1, remedy=f"expected {READERS[name].description}")


def _refusal(seen: Seen, path: str, line: int = 1) -> SourceError:
    """The error of a file that is something else."""
    formats = "; ".join(r.description for r in READERS.values())
    remedy = f"{seen.remedy}{'; ' if seen.remedy else ''}kgraph reads {formats}; --format overrides"
    return SourceError(seen.what, path=path, line=line, remedy=remedy)


def _lines(path: str) -> Iterator[str]:
    """The lines of a text file; what a broken archive holds before the break is not lost."""
    number = 0
    strange = Telling(f"{path}: {{}} more lines with bytes that are not UTF-8")
    try:
        with _open(path) as raw:
            for number, line in enumerate(raw, 1):
                if _STRANGE.search(line):
                    strange(f"{path}:{number}: bytes that are not UTF-8 were replaced")
                    line = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        if not number:
            raise SourceError(
                f"the archive is broken before its first line ends: {error}", path=path, line=1, remedy="fetch it again"
            ) from error
        warnings.warn(f"{path}:{number + 1}: the archive is broken here: {error}", SourceWarning, stacklevel=2)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", path=path, remedy="check the file") from error
    strange.close()


@contextmanager
def _open(path: str) -> Iterator[IO[str]]:
    """The text of a file, unpacked where it is packed."""
    if path == "-" and (sys.stdin is None or sys.stdin.closed):
        raise SourceError("standard input is closed, or was read before", path=path, remedy="give - once, and a pipe")
    with sys.stdin.buffer if path == "-" else open(path, "rb") as buffered:
        assert isinstance(buffered, io.BufferedReader)
        packed = buffered.peek(2)[:2] == b"\x1f\x8b"
        # read as it is unpacked, with no buffer in between: that would wait for more, and lose what stands before a break
        binary = gzip.GzipFile(fileobj=buffered) if packed else buffered
        if seen := foreign_bytes(binary.peek(8)):
            raise _refusal(seen, path)
        with io.TextIOWrapper(binary, encoding="utf-8-sig", errors="surrogateescape", newline=None) as text:
            yield text
