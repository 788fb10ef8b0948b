"""The RDF files of a build: canonical N-Quads, Turtle for people, and their description."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kgraph.exports.graphs import graphs_of, in_order
from kgraph.exports.nquads import CanonicalLines
from kgraph.exports.scope import Scope
from kgraph.exports.turtle import generate_turtle
from kgraph.exports.void import Counts, generate_void
from kgraph.files import replacing
from kgraph.records import Facts

NQUADS, TURTLE, VOID = "graph.nq", "graph.ttl", "void.ttl"


def write_dataset(facts: Iterable[Facts], folder: str | Path, scope: Scope) -> None:
    """Write ``graph.nq``, ``graph.ttl`` and ``void.ttl``, which names the other two with their sizes.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once, as in `kgraph.exports.quads.quads`.
    folder : path
        Where to write.
    scope : Scope
        What of it.
    """
    folder, facts, counts = Path(folder), in_order(facts), Counts()
    with CanonicalLines() as lines:
        # what the papers say is put into words once: the lines are collected while the Turtle is written
        graphs = lines.of(counts.of(graphs_of(facts, scope)))
        with replacing(folder / TURTLE) as file:
            file.writelines(generate_turtle(graphs, scope.base))
        with replacing(folder / NQUADS) as file:
            file.writelines(lines)
    with replacing(folder / VOID) as file:
        file.writelines(generate_void(facts, counts, replace(scope, dumps=(folder / NQUADS, folder / TURTLE))))
