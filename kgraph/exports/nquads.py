"""N-Quads and N-Triples in canonical form: sorted by bytes, each line once, as pyoxigraph writes a line.

UTF-8 with LF; IRIs are ASCII, since that is how they are made. Equal graphs give equal bytes, and files of parts of a
graph merge by ``sort -u`` under ``LC_ALL=C``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import TypeVar

import pyoxigraph as ox

from kgraph.exports.sorting import SortedLines

Statement = TypeVar("Statement", ox.Quad, ox.Triple)
#: Quads that are handed to the serializer at once.
_BATCH = 10_000


def generate_nquads(quads: Iterable[ox.Quad], base: str = "") -> Iterator[bytes]:
    """The canonical N-Quads of a dataset, line by line; `base` is not used, for all IRIs are whole."""
    return _canonical(quads, ox.RdfFormat.N_QUADS)


def generate_ntriples(quads: Iterable[ox.Quad], base: str = "") -> Iterator[bytes]:
    """The canonical N-Triples of all graphs together, line by line; `base` is not used, for all IRIs are whole."""
    return _canonical((q.triple for q in quads), ox.RdfFormat.N_TRIPLES)


def _canonical(statements: Iterable[Statement], format: ox.RdfFormat) -> Iterator[bytes]:
    rest = iter(statements)
    with SortedLines() as lines:
        while batch := list(islice(rest, _BATCH)):
            # a serializer that writes to memory gives its bytes back
            lines.add((ox.serialize(batch, format=format) or b"").splitlines(keepends=True))
        for line, _ in groupby(lines):
            yield line
