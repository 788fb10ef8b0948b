"""Turtle that a person can read, serialised by pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kgraph.exports.triples import Provenance, triples
from kgraph.files import replacing
from kgraph.iris import BASE, PREFIXES, instance_prefixes
from kgraph.records import Facts


def write_turtle(
    facts: Iterable[Facts], path: str | Path, *, base: str = BASE, provenance: Provenance | None = None
) -> Path:
    """The path, now a Turtle file of the graph.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once.
    path : path
        Where to write.
    base : str
        Under which IRI the instances live; it ends in ``/`` or ``#``.
    provenance : Provenance, optional
        By default that of this installation.
    """
    with replacing(path) as file:
        ox.serialize(
            triples(facts, base=base, provenance=provenance),
            file,
            ox.RdfFormat.TURTLE,
            prefixes=PREFIXES | instance_prefixes(base),
            base_iri=base,
        )
    return Path(path)
