"""The definitions of the terms in which a graph is written."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kgraph.ontology import PREFIXES
from kgraph.ontology.vocabulary import ontology_turtle

#: The IRI of the ontology itself.
IRI = "https://kgraph.example/ontology"


@cache
def definitions() -> ox.Store:
    """The ontology."""
    store = ox.Store()
    store.bulk_load(ontology_turtle(), format=ox.RdfFormat.TURTLE)
    return store


def compact(iri: str) -> str:
    """An IRI with a prefix of the vocabularies that the ontology names, where one fits.

    Examples
    --------
    >>> compact("http://www.w3.org/2002/07/owl#Class"), compact("https://example.org/")
    ('owl:Class', 'https://example.org/')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def ontology_triples() -> list[ox.Triple]:
    """All statements of the ontology, in the order of their text."""
    return sorted((quad.triple for quad in definitions()), key=str)
