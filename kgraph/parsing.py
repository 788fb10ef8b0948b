"""Files of RDF read: what pyoxigraph cannot read becomes an error that names the file, the line and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import GraphError

#: What pyoxigraph adds to the system's reason.
_NUMBER = re.compile(r" \(os error \d+\)$")


def read_rdf(path: str | Path, format: ox.RdfFormat | None = None) -> Iterator[ox.Quad]:
    """The quads of a file, in its order.

    Parameters
    ----------
    path : path
        A file of RDF.
    format : pyoxigraph.RdfFormat, optional
        By default the ending of the file's name decides.

    Raises
    ------
    GraphError
        There is no such file, its ending is that of no RDF, or it breaks its format.
    """
    with rdf_errors(path, format):
        yield from ox.parse(path=str(path), format=format)


@contextmanager
def rdf_errors(path: str | Path, format: ox.RdfFormat | None = None) -> Iterator[None]:
    """What pyoxigraph raises within the block while it reads a file, as our own error; parameters as of `read_rdf`.

    Raises
    ------
    GraphError
        As of `read_rdf`.
    """
    name = format.name if format else "RDF"
    try:
        yield
    except OSError as error:
        reason = _NUMBER.sub("", str(error.strerror or error))
        raise GraphError(f"cannot be read: {reason}", path=str(path), remedy="check the path and its rights") from error
    except SyntaxError as error:
        raise GraphError(
            f"no {name}: {error.msg}", path=str(path), line=error.lineno or 0, remedy="build or export it again"
        ) from error
    except ValueError as error:
        raise GraphError(
            f"no {name}: {error}",
            path=str(path),
            remedy="name a file that ends in .ttl, .nt, .nq, .trig, .rdf or .jsonld",
        ) from error
