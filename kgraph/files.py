"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kgraph.errors import ExportError


@contextmanager
def replacing(path: str | Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends without an error, and leaves no trace otherwise.

    Raises
    ------
    ExportError
        The folder or file cannot be written.
    """
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb") as file:
            yield file
        os.replace(temporary, path)
    except OSError as error:
        raise ExportError(
            f"cannot be written: {error.strerror or error}", path=str(path), remedy="check the folder and its rights"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_lines(lines: Iterable[str], path: str | Path) -> Path:
    """The path, now a UTF-8 file of these lines, which bring their own line ends."""
    with replacing(path) as file:
        for line in lines:
            file.write(line.encode("utf-8"))
    return Path(path)
