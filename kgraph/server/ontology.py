"""The definitions of the terms in which a graph is written."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kgraph.ontology.vocabulary import ontology_turtle


@cache
def definitions() -> ox.Store:
    """The ontology, ready for queries."""
    store = ox.Store()
    store.bulk_load(ontology_turtle(), format=ox.RdfFormat.TURTLE)
    return store
