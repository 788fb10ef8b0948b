"""Step 5: graph and Facts to files. A format is one module and one row of `WRITERS`; all sort before they write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kgraph.exports.graphml import write_graphml
from kgraph.exports.turtle import write_turtle

__all__ = ["WRITERS", "Writer", "write_graphml", "write_turtle"]


class Writer(NamedTuple):
    """A format that a build is written to.

    Attributes
    ----------
    write : callable
        ``write(source, path)``.
    takes : str
        ``facts`` or ``graph``: what `write` wants.
    suffixes : tuple of str
        File endings that choose it.
    description : str
        For help.
    """

    write: Callable[..., Path]
    takes: str
    suffixes: tuple[str, ...]
    description: str


WRITERS: dict[str, Writer] = {
    "turtle": Writer(write_turtle, "facts", (".ttl",), "RDF in Turtle"),
    "graphml": Writer(write_graphml, "graph", (".graphml",), "GraphML for Gephi and NetworkX"),
}
