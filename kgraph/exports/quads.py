"""RDF of a whole graph as a stream of pyoxigraph's quads, for those who compute with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Unpack

import pyoxigraph as ox

from kgraph.exports.graphs import Graph, graphs_of, in_order
from kgraph.exports.scope import Options, Scope
from kgraph.exports.terms import Term
from kgraph.records import Facts


def quads(facts: Iterable[Facts], **options: Unpack[Options]) -> Iterator[ox.Quad]:
    """All quads, each once, those of one graph together and in it those of one subject; papers first.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once. What can be iterated again and is in the order of the papers' ids, as a `FactsFile` of a
        build, is read three times and never held; all else is held and sorted.
    **options
        `base`, `provenance`, `evidence`, `texts`: the attributes of `kgraph.exports.scope.Scope`.

    Raises
    ------
    ExportError
        There is no such level of evidence, or the base is no IRI.
    """
    return quads_of(in_order(facts), Scope.of(**options))


def quads_of(facts: Iterable[Facts], scope: Scope) -> Iterator[ox.Quad]:
    """The quads of Facts that can be iterated again and are in order (`in_order`), with all choices made."""
    for graph in graphs_of(facts, scope):
        name = _node(graph.name)
        for subject, property_, value in statements_in(graph):
            yield ox.Quad(subject, property_, value, name)


def statements_in(graph: Graph) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """Subject, property and value of each statement of a graph."""
    for about in graph.descriptions:
        subject = _node(about.subject)
        for property_, value in about.properties:
            yield subject, _node(property_), _value(value)


@lru_cache(maxsize=1 << 12)
def _node(term: Term) -> ox.NamedNode:
    return ox.NamedNode(term[1:-1])


def _value(term: Term) -> ox.NamedNode | ox.Literal:
    if term.startswith("<"):
        return _node(term)
    if term.endswith('"') and "\\" not in term:
        return ox.Literal(term[1:-1])
    return _parsed(term)


@lru_cache(maxsize=1 << 12)
def _parsed(literal: Term) -> ox.Literal:
    """A literal that has a datatype, or characters that are written in another way."""
    (statement,) = ox.parse(f"<x:> <x:> {literal} .", format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(statement.object, ox.Literal)
    return statement.object
