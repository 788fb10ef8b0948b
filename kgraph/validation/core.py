"""The shapes that are written in SHACL's own terms, by pySHACL."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox
import rdflib
from rdflib import SH

from kgraph.validation.findings import Finding, Node, severity_of

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def flattened(shapes: rdflib.Graph) -> rdflib.Graph:
    """The shapes without those that are queries, each property shape with the targets of the shape that holds it.

    That says the same. But pySHACL checks a shape for all its targets at once, and the property shapes that it holds
    for one node after the other.
    """
    flat = rdflib.Graph()
    flat += shapes
    for shape, property_ in shapes.subject_objects(SH.property):
        for target in _TARGETS:
            for node in shapes.objects(shape, target):
                flat.add((property_, target, node))
    flat.remove((None, SH.property, None))
    flat.remove((None, SH.sparql, None))
    return flat


def check_shapes(graph: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    """What pySHACL finds in a graph."""
    import pyshacl

    with _no_complaints():
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    for result in report.objects(None, SH.result):
        one = {name: report.value(result, SH[name]) for name in _RESULT}
        focus = _oxigraph_term(one["focusNode"])
        assert focus is not None
        yield Finding(
            severity_of(one["resultSeverity"]),
            str(one["sourceConstraint"] or one["sourceShape"]),
            str(one["sourceShape"]),
            str(one["sourceConstraintComponent"]),
            focus,
            _oxigraph_term(one["resultPath"]),
            _oxigraph_term(one["value"]),
            str(one["resultMessage"]),
        )


_RESULT = (
    "resultSeverity", "sourceConstraint", "sourceShape", "sourceConstraintComponent", "focusNode", "resultPath", "value",
    "resultMessage",
)  # fmt: skip
_STRING = ox.NamedNode(str(rdflib.XSD.string))


def rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """The triples as rdflib has them, literals as written: a store would make integers of all whole numbers."""
    known: dict[Node, rdflib.term.Identifier] = {}

    def same(term: Node) -> rdflib.term.Identifier:
        if term not in known:
            known[term] = _rdflib_term(term)
        return known[term]

    graph = rdflib.Graph()
    with _no_complaints():
        for triple in triples:
            graph.add((same(triple.subject), same(triple.predicate), same(triple.object)))  # type: ignore[arg-type]
    return graph


@contextmanager
def _no_complaints() -> Iterator[None]:
    """Inside, rdflib is silent about literals that are not of their datatype: the shapes will tell."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _rdflib_term(term: Node) -> rdflib.term.Identifier:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def _oxigraph_term(term: rdflib.term.Node | None) -> Node | None:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(term)
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(term)
    assert isinstance(term, rdflib.Literal)
    if term.datatype:
        return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype))
    return ox.Literal(str(term), language=term.language)
