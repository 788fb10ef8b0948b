"""The definitions of the terms in which a graph is written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox


@cache
def definitions() -> ox.Store:
    """The ontology; empty where an installation does not bring it."""
    store = ox.Store()
    path = Path(__file__).parents[2] / "ontology" / "kgraph.ttl"
    if path.is_file():
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store
