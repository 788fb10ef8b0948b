"""The definitions of the terms in which a graph is written."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kgraph.ontology.vocabulary import ontology_turtle

#: The IRI of the ontology itself.
IRI = "https://kgraph.example/ontology"


@cache
def definitions() -> ox.Store:
    """The ontology."""
    store = ox.Store()
    store.bulk_load(ontology_turtle(), format=ox.RdfFormat.TURTLE)
    return store


def ontology_triples() -> list[ox.Triple]:
    """All statements of the ontology, in the order of their text."""
    return sorted((quad.triple for quad in definitions()), key=str)
