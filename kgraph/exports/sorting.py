"""External merge sort: lines in the order of their bytes, however many there are.

What does not fit into a fixed share of memory is sorted and put aside in a temporary file; reading merges the files.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

#: Bytes of lines that are held in memory; with what Python adds to each, about twice as much is used.
MEMORY = 64 << 20


class SortedLines:
    r"""Lines that are added in any order and read in the order of their bytes, as often as wanted; a context manager.

    Parameters
    ----------
    memory : int, optional
        Bytes of lines to hold before they are put aside; by default `MEMORY`.

    Examples
    --------
    >>> with SortedLines() as lines:
    ...     lines.add(b"b\na\n")
    ...     list(lines)
    [b'a', b'b']
    """

    def __init__(self, memory: int = 0) -> None:
        self._memory, self._held = memory or MEMORY, 0
        self._lines: list[bytes] = []
        self._runs: list[IO[bytes]] = []
        self._files = ExitStack()

    def add(self, lines: bytes) -> None:
        """Take lines, each with a line feed at its end."""
        self._lines += lines.split(b"\n")
        # nothing stands behind the last line feed
        self._lines.pop()
        self._held += len(lines)
        if self._held >= self._memory:
            self._put_aside()

    def _put_aside(self) -> None:
        self._lines.sort()
        run = self._files.enter_context(tempfile.TemporaryFile(prefix="kgraph-"))  # noqa: SIM115
        run.writelines(line + b"\n" for line in self._lines)
        self._runs.append(run)
        self._lines, self._held = [], 0

    def __iter__(self) -> Iterator[bytes]:
        self._lines.sort()
        return heapq.merge(*map(_read_again, self._runs), self._lines) if self._runs else iter(self._lines)

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()


def _read_again(run: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file from its beginning, without their ends."""
    run.seek(0)
    return (line[:-1] for line in run)
