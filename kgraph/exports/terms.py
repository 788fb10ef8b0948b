"""RDF terms made of plain values: the nodes of the ontology, typed literals, and the triples of one subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from math import isfinite

import pyoxigraph as ox

from kgraph.iris import ONTOLOGY, RDF, XSD

Node = ox.NamedNode
Term = ox.NamedNode | ox.Literal
#: Subject, predicate and object; a tuple, for pyoxigraph's own triples would be made only to be taken apart.
Statement = tuple[ox.NamedNode, ox.NamedNode, Term]
#: A property with its value; None leaves it out.
Property = tuple[ox.NamedNode, Term | None]

TYPE = Node(RDF + "type")
#: Shape of a date -> the datatype that holds what is known of it.
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
    (re.compile(r"--\d\d-\d\d"), "gMonthDay"),
    (re.compile(r"\d{4}-\d\d"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)


@lru_cache(maxsize=1024)
def node(iri: str) -> ox.NamedNode:
    """The node of an IRI that occurs again and again."""
    return Node(iri)


def kg(term: str) -> ox.NamedNode:
    """A term of the ontology."""
    return node(ONTOLOGY + term)


def subject(iri: ox.NamedNode, type_: ox.NamedNode, *properties: Property) -> Iterator[Statement]:
    """The statements of one subject, properties in the order given, those without a value left out."""
    yield iri, TYPE, type_
    for name, value in properties:
        if value is not None:
            yield iri, name, value


def text(value: str | None) -> ox.Literal | None:
    """A string; None for None and for the empty string, which says nothing."""
    return ox.Literal(value) if value else None


def typed(value: object, datatype: str) -> ox.Literal:
    """A literal of a datatype of XML Schema."""
    return ox.Literal(str(value), datatype=node(XSD + datatype))


def integer(value: int | None) -> ox.Literal | None:
    """An xsd:integer, or None."""
    return None if value is None else typed(value, "integer")


def flag(value: bool) -> ox.Literal | None:
    """``true``, or None: what is not stated is not so."""
    return typed("true", "boolean") if value else None


def date(value: str) -> ox.Literal | None:
    """A date as far as it is known: a day, a day of an open year, a month or a year; else a string."""
    datatype = next((name for shape, name in _DATES if shape.fullmatch(value)), None)
    return typed(value, datatype) if datatype else text(value)


def decimal(value: float | None) -> ox.Literal | None:
    """An xsd:decimal that is read back as the same float; None where there is no such number.

    Examples
    --------
    >>> str(decimal(41.5)), str(decimal(1e-07).value)
    ('"41.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', '0.0000001')
    """
    if value is None or not isfinite(value):
        return None
    digits = f"{Decimal(repr(float(value))):f}"
    return typed(digits if "." in digits else f"{digits}.0", "decimal")


def address(url: str) -> ox.NamedNode | None:
    """The node of a web address; None for what is no clean address: it holds what no IRI can, or ways up and down."""
    if not url.startswith(("https://", "http://")) or any(c in url for c in ' <>"{}|\\^`') or not url.isprintable():
        return None
    if {".", ".."} & set(url.split("/")):
        return None
    try:
        return Node(url)
    except ValueError:
        return None
