"""External merge sort: lines in the order of their bytes, however many there are.

What does not fit into a fixed share of memory is sorted and put aside in a temporary file; reading merges the files.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
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
    ...     lines.add([b"b\n", b"a\n"])
    ...     list(lines)
    [b'a\n', b'b\n']
    """

    def __init__(self, memory: int = 0) -> None:
        self._memory, self._held = memory or MEMORY, 0
        self._lines: list[bytes] = []
        self._runs: list[IO[bytes]] = []
        self._files = ExitStack()

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines, each with its line feed at the end and nowhere else."""
        for line in lines:
            self._lines.append(line)
            self._held += len(line)
        if self._held >= self._memory:
            self._put_aside()

    def _put_aside(self) -> None:
        self._lines.sort()
        run = self._files.enter_context(tempfile.TemporaryFile(prefix="kgraph-"))  # noqa: SIM115
        run.writelines(self._lines)
        self._runs.append(run)
        self._lines, self._held = [], 0

    def __iter__(self) -> Iterator[bytes]:
        self._lines.sort()
        for run in self._runs:
            run.seek(0)
        return heapq.merge(*self._runs, self._lines) if self._runs else iter(self._lines)

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()
