"""External merge sort: records in the order of their bytes, however many there are.

What does not fit into a fixed share of memory is sorted and put aside in a temporary file; reading merges the files.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import IO

#: Bytes of records that are held in memory.
MEMORY = 40 << 20
#: Bytes that are read or written at once of what is put aside.
_BUFFER = 1 << 15
#: Bytes that tell the length of a record in a file.
_LENGTH = 8


class SortedRecords:
    r"""Bytes that are added in any order and read in the order of their values, as often as wanted; a context manager.

    Parameters
    ----------
    memory : int, optional
        Bytes of records to hold before they are put aside; by default `MEMORY`.

    Examples
    --------
    >>> with SortedRecords() as records:
    ...     records.add([b"b\n", b"a"])
    ...     list(records)
    [b'a', b'b\n']
    """

    def __init__(self, memory: int = 0) -> None:
        self._memory, self._held = memory or MEMORY, 0
        self._records: list[bytes] = []
        self._runs: list[IO[bytes]] = []
        self._files = ExitStack()

    def add(self, records: Sequence[bytes]) -> None:
        """Take a few records, which together fit into memory."""
        self._records += records
        self._held += sum(map(len, records))
        if self._held >= self._memory:
            self._put_aside()

    def _put_aside(self) -> None:
        self._records.sort()
        run = self._files.enter_context(tempfile.TemporaryFile(prefix="kgraph-", buffering=_BUFFER))  # noqa: SIM115
        for record in self._records:
            run.write(len(record).to_bytes(_LENGTH))
            run.write(record)
        self._runs.append(run)
        self._records, self._held = [], 0

    def __iter__(self) -> Iterator[bytes]:
        self._records.sort()
        return heapq.merge(*map(_read_again, self._runs), self._records) if self._runs else iter(self._records)

    def __enter__(self) -> SortedRecords:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()


def _read_again(run: IO[bytes]) -> Iterator[bytes]:
    """The records of a file from its beginning."""
    run.seek(0)
    while length := run.read(_LENGTH):
        yield run.read(int.from_bytes(length))
