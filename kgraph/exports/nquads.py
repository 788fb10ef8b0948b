"""N-Quads and N-Triples in canonical form: sorted by bytes, each line once, as pyoxigraph writes a line.

That each is there once is up to who makes the statements. UTF-8 with LF; IRIs are ASCII, since that is how they are made. Equal graphs give equal bytes, and files of parts of a
graph merge by ``sort -u`` under ``LC_ALL=C``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from kgraph.exports.sorting import SortedLines

Statement = TypeVar("Statement", ox.Quad, ox.Triple)
#: Statements that are serialized, and lines that are handed on, at once: few enough to stay in the processor's cache.
_BATCH = 1_000


def generate_nquads(quads: Iterable[ox.Quad], base: str = "") -> Iterator[bytes]:
    """The canonical N-Quads of a dataset, in pieces; `base` is not used, for all IRIs are whole."""
    return _canonical(quads, ox.RdfFormat.N_QUADS)


def generate_ntriples(quads: Iterable[ox.Quad], base: str = "") -> Iterator[bytes]:
    """The canonical N-Triples of all graphs together, in pieces; `base` is not used, for all IRIs are whole."""
    return _canonical((q.triple for q in quads), ox.RdfFormat.N_TRIPLES)


def _canonical(statements: Iterable[Statement], format: ox.RdfFormat) -> Iterator[bytes]:
    rest = iter(statements)
    with SortedLines() as lines:
        while batch := list(islice(rest, _BATCH)):
            # a serializer that writes to memory gives its bytes back
            lines.add(ox.serialize(batch, format=format) or b"")
        sorted_lines = iter(lines)
        while piece := list(islice(sorted_lines, _BATCH)):
            piece.append(b"")
            yield b"\n".join(piece)
