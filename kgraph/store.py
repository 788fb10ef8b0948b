"""The names of `kgraph.sparql` that other modules use, for one open store."""

from __future__ import annotations

import pyoxigraph as ox

from kgraph import sparql
from kgraph.sparql import RESULT_FORMATS, Table, find_query, open_store, query, shown, stored_queries
from kgraph.sparql.kept import graph_file
from kgraph.sparql.sources import LocalGraph

__all__ = [
    "RESULT_FORMATS",
    "Table",
    "base_of",
    "find_query",
    "graph_file",
    "open_store",
    "prefixes_of",
    "query",
    "shown",
    "stored_queries",
]


def base_of(store: ox.Store) -> str:
    """The IRI under which the instances of a graph live."""
    return LocalGraph(store).base


def prefixes_of(store: ox.Store) -> dict[str, str]:
    """The prefixes that queries over a store know without declaring them."""
    return sparql.prefixes_of(LocalGraph(store))
