"""N-Quads and N-Triples in canonical form: sorted by bytes, each line once, a term as pyoxigraph writes it.

That each line is there once is up to who makes the graphs. UTF-8 with LF; IRIs are ASCII, since that is how they are
made. Equal graphs give equal bytes, and files of parts of a graph merge by ``sort -u`` under ``LC_ALL=C``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kgraph.exports.graphs import Graph
from kgraph.exports.sorting import SortedRecords
from kgraph.exports.terms import Description

#: Subjects whose lines are handed on at once.
_BATCH = 100


class CanonicalLines:
    """The sorted lines of graphs, collected while they flow to where else they are needed; a context manager.

    Iterating gives them in pieces. What is sorted is subjects, which stand at the beginning of a line, with all
    their lines: these are few.

    Parameters
    ----------
    with_graphs : bool, optional
        Whether a line ends with the name of its graph: N-Quads, else N-Triples.
    """

    def __init__(self, with_graphs: bool = True) -> None:
        self._with_graphs = with_graphs
        self._subjects = SortedRecords()

    def __enter__(self) -> CanonicalLines:
        return self

    def __exit__(self, *_: object) -> None:
        self._subjects.__exit__()

    def of(self, graphs: Iterable[Graph]) -> Iterator[Graph]:
        """The same graphs."""
        for graph in graphs:
            end = f" {graph.name} .\n" if self._with_graphs else " .\n"
            self._subjects.add([_lines(about, end) for about in graph.descriptions])
            yield graph

    def __iter__(self) -> Iterator[bytes]:
        subjects = _merged(self._subjects)
        while batch := list(islice(subjects, _BATCH)):
            yield b"".join(batch)


def generate_nquads(graphs: Iterable[Graph], base: str = "") -> Iterator[bytes]:
    """The canonical N-Quads of graphs, in pieces; `base` is not used, for all IRIs are whole."""
    return _generate(graphs, CanonicalLines())


def generate_ntriples(graphs: Iterable[Graph], base: str = "") -> Iterator[bytes]:
    """The canonical N-Triples of all graphs together, in pieces; `base` is not used, for all IRIs are whole."""
    return _generate(graphs, CanonicalLines(with_graphs=False))


def _generate(graphs: Iterable[Graph], lines: CanonicalLines) -> Iterator[bytes]:
    with lines:
        for _ in lines.of(graphs):
            pass
        yield from lines


def _lines(about: Description, end: str) -> bytes:
    """The sorted lines of a subject; code points sort as their UTF-8 does."""
    lines = [f"{about.subject} {property_} {value}{end}" for property_, value in about.properties]
    return "".join(sorted(lines)).encode()


def _merged(subjects: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of each subject; sorted once more where several graphs know it."""
    held, start = b"", b"\n"
    for lines in subjects:
        if lines.startswith(start):
            held = b"".join(sorted((held + lines).splitlines(keepends=True)))
        else:
            yield held
            held, start = lines, lines[: lines.index(b" ") + 1]
    yield held
