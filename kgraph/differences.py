"""What changed between two builds, statement by statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import GraphError
from kgraph.parsing import read_rdf
from kgraph.sparql.kept import graph_file


class Difference(NamedTuple):
    """A statement that only one of two builds makes.

    Attributes
    ----------
    sign : str
        ``-`` for one of the first build, ``+`` for one of the second.
    statement : str
        A line of N-Quads, without the line end.
    """

    sign: str
    statement: str

    @property
    def about(self) -> str:
        """The property of the statement, an IRI."""
        return self.statement.split(" ", 2)[1][1:-1]


def differences(first: str | Path, second: str | Path) -> Iterator[Difference]:
    """The statements that one of two builds makes and the other does not, sorted.

    Two builds with N-Quads are read side by side, so that memory does not grow with them.

    Parameters
    ----------
    first, second : path
        Folders of builds, or RDF files.

    Raises
    ------
    GraphError
        A graph is missing or cannot be read, or its N-Quads are not in order.
    """
    paths = graph_file(first), graph_file(second)
    for path in paths:
        if not path.is_file():
            raise GraphError("no graph here", path=str(path), remedy="make one with kgraph build")
    if all(p.suffix == ".nq" for p in paths):
        return _merged(_lines(paths[0]), _lines(paths[1]))
    return _merged(_statements(paths[0]), _statements(paths[1]))


def count_by_property(found: Iterable[Difference]) -> dict[str, tuple[int, int]]:
    """Property -> numbers of statements of the first and of the second build only; sorted by property."""
    counts = Counter((d.about, d.sign) for d in found)
    return {about: (counts[about, "-"], counts[about, "+"]) for about in sorted({about for about, _ in counts})}


def _merged(first: Iterator[str], second: Iterator[str]) -> Iterator[Difference]:
    one, other = next(first, None), next(second, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(first, None), next(second, None)
        elif other is None or (one is not None and one.encode() < other.encode()):
            yield Difference("-", one or "")
            one = next(first, None)
        else:
            yield Difference("+", other)
            other = next(second, None)


def _lines(path: Path) -> Iterator[str]:
    """The lines of canonical N-Quads: sorted by bytes, each once."""
    before = b""
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(file, 1):
                if line <= before:
                    raise GraphError(
                        "not in the order of canonical N-Quads", path=str(path), line=number, remedy="build again"
                    )
                before = line
                yield line.decode("utf-8").rstrip("\n")
    except OSError as error:
        raise GraphError(
            f"cannot be read: {error.strerror or error}", path=str(path), remedy="check its rights"
        ) from error
    except UnicodeDecodeError as error:
        raise GraphError("not UTF-8", path=str(path), remedy="build again") from error


def _statements(path: Path) -> Iterator[str]:
    """The statements of an RDF file as sorted lines of N-Triples: graphs do not count where a build has none."""
    return iter(sorted({f"{q.triple} ." for q in read_rdf(path)}, key=str.encode))
