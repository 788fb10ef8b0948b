"""Files that are there whole or not at all, and the lines of text, JSON and CSV files."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TypeVar

from kgraph.errors import ExportError, KgraphError

T = TypeVar("T")
#: What a spreadsheet takes for the beginning of a formula; a number may begin so.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")


def numbered_lines(path: str | Path, error: type[KgraphError]) -> Iterator[tuple[int, str]]:
    """(number, text) of each line of a UTF-8 file that is not blank; only a line feed ends a line.

    Raises
    ------
    error
        The file is missing or not UTF-8.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", path=str(path), remedy="check the path") from problem
    except UnicodeDecodeError as problem:
        at = problem.object[: problem.start].count(b"\n") + 1
        raise error("not UTF-8", path=str(path), line=at, remedy="save it as UTF-8") from problem
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")


def parsed_lines(
    path: str | Path, parse: Callable[[str], T], error: type[KgraphError], *, wanted: str, remedy: str
) -> Iterator[T]:
    """What each line of a file of JSON lines holds.

    Parameters
    ----------
    path : path
        UTF-8; blank lines say nothing.
    parse : callable
        The text of a line -> what it holds; KeyError, TypeError or ValueError where it does not.
    error : type
        What to raise.
    wanted, remedy : str
        What a line is to be, and what to do about one that is not, for the message.

    Raises
    ------
    error
        The file is missing or not UTF-8, or a line is something else.
    """
    for number, line in numbered_lines(path, error):
        try:
            found = parse(line)
        except (KeyError, RecursionError, TypeError, ValueError) as problem:
            raise error(f"not {wanted}: {problem}", path=str(path), line=number, remedy=remedy) from problem
        yield found


def file_of_build(build: str | Path, name: str) -> Path:
    """The path of a file of a build, given the build's folder or the file itself."""
    return Path(build) / name if Path(build).is_dir() else Path(build)


@contextmanager
def replacing(path: str | Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends without an error, and leaves no trace otherwise.

    Of a link its target is replaced; a device or a pipe is written to and stays what it is.

    Raises
    ------
    ExportError
        The folder or file cannot be written.
    """
    place = Path(os.path.realpath(path))
    temporary = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        if place.exists() and not place.is_file() and not place.is_dir():
            with open(place, "wb") as file:
                yield file
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb") as file:
            yield file
        os.replace(temporary, place)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def replacing_together(folder: str | Path) -> Iterator[Path]:
    """A folder to write to; when the block ends without an error all its files take their places in `folder`.

    What fails half-way leaves the files of `folder` as they were, not some of them new and some old.

    Raises
    ------
    ExportError
        The folder cannot be made, or a file cannot take its place.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".new-", dir=folder) as made:
            yield Path(made)
            for file in sorted(Path(made).iterdir()):
                os.replace(file, os.path.realpath(folder / file.name))
    except OSError as error:
        raise _unwritten(folder, error) from error


def expect_writable(path: str | Path, *, folder: bool = False) -> None:
    """Fail before long work, and not after it, where a file or the files of a folder could not be written.

    Nothing is made. What only writing tells, as that a disk is full, is told then.

    Raises
    ------
    ExportError
        A folder stands where a file is to be, or a file where a folder is to be, or nothing may be written there.
    """
    place = Path(os.path.realpath(path))
    if not folder and place.exists() and not place.is_file() and not place.is_dir():
        return
    there = place if folder else place.parent
    while not there.exists():
        there = there.parent
    if not folder and place.is_dir():
        refused = errno.EISDIR
    elif not there.is_dir():
        refused = errno.ENOTDIR
    elif not os.access(there, os.W_OK | os.X_OK):
        refused = errno.EACCES
    else:
        return
    raise _unwritten(path, OSError(refused, os.strerror(refused)))


def _unwritten(path: str | Path, error: OSError) -> ExportError:
    said = error.strerror or error
    return ExportError(f"cannot be written: {said}", path=str(path), remedy="check the folder and its rights")


def made_folder(folder: str | Path) -> Path:
    """The folder, made if it is not there.

    Raises
    ------
    ExportError
        It cannot be made.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"no folder can be made here: {error.strerror}", path=str(folder), remedy="name another one"
        ) from error
    return folder


def write_lines(lines: Iterable[str], path: str | Path) -> Path:
    """The path, now a UTF-8 file of these lines, which bring their own line ends."""
    with replacing(path) as file:
        for line in lines:
            file.write(line.encode("utf-8"))
    return Path(path)


def csv_lines(head: Iterable[str], rows: Iterable[Iterable[object]], *, harmless: bool = True) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180), the head first, each with its line end.

    Parameters
    ----------
    head : iterable of str
        Names of the columns.
    rows : iterable of iterable
        Texts, numbers, booleans; None is an empty cell.
    harmless : bool
        Whether a text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in chain([head], rows):
        writer.writerow([_cell(value, harmless) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _cell(value: object, harmless: bool) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if harmless and isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return "" if value is None else value
