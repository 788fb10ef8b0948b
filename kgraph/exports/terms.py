"""RDF terms made of plain values, as pyoxigraph writes them in N-Triples, and what is said of one subject.

A term is a string, made once and then only joined: that is what makes writing fast. Each cache holds the newest few
thousand, so that memory does not grow with the number of papers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import NamedTuple, NewType

import pyoxigraph as ox

from kgraph.iris import ONTOLOGY, RDF, XSD

#: An IRI in its angle brackets, or a literal in its quotes, which may have a datatype or language behind it.
Term = NewType("Term", str)
#: A property with its value; None leaves it out.
Property = tuple[Term, Term | None]

#: The type of a subject, for those who read quads.
TYPE = ox.NamedNode(RDF + "type")
_CACHED = 1 << 12
#: Shape of a date -> the datatype that holds what is known of it.
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
    (re.compile(r"--\d\d-\d\d"), "gMonthDay"),
    (re.compile(r"\d{4}-\d\d"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)


class Description(NamedTuple):
    """What is said of one subject.

    Attributes
    ----------
    subject : Term
        Its IRI.
    properties : list of (Term, Term)
        Properties with their values, the type first; the values of one property stand together.
    """

    subject: Term
    properties: list[tuple[Term, Term]]


@lru_cache(maxsize=_CACHED)
def iri(text: str) -> Term:
    """The term of an IRI.

    Raises
    ------
    ValueError
        It is none.
    """
    return Term(str(ox.NamedNode(text)))


@lru_cache(maxsize=_CACHED)
def kg(term: str) -> Term:
    """A term of the ontology."""
    return iri(ONTOLOGY + term)


#: The property that says of what class a subject is.
IS_A = iri(RDF + "type")


def describe(subject: Term, type_: Term, *properties: Property) -> Description:
    """What is said of a subject, properties in the order given, those without a value left out."""
    return Description(subject, [(IS_A, type_), *[(name, value) for name, value in properties if value is not None]])


def literal(value: str) -> Term:
    """A string."""
    return Term(str(ox.Literal(value)))


def text(value: str | None) -> Term | None:
    """A string; None for None and for the empty string, which says nothing."""
    return literal(value) if value else None


@lru_cache(maxsize=_CACHED, typed=True)
def typed(value: object, datatype: str) -> Term:
    """A literal of a datatype of XML Schema."""
    return Term(str(ox.Literal(str(value), datatype=ox.NamedNode(XSD + datatype))))


def integer(value: int | None) -> Term | None:
    """An xsd:integer, or None."""
    return None if value is None else typed(value, "integer")


def flag(value: bool) -> Term | None:
    """``true``, or None: what is not stated is not so."""
    return typed("true", "boolean") if value else None


def date(value: str) -> Term | None:
    """A date as far as it is known: a day, a day of an open year, a month or a year; else a string."""
    datatype = next((name for shape, name in _DATES if shape.fullmatch(value)), None)
    return typed(value, datatype) if datatype else text(value)


def decimal(value: float | None) -> Term | None:
    """An xsd:decimal that is read back as the same float; None where there is no such number.

    Examples
    --------
    >>> decimal(41.5), decimal(1e-07).partition("^^")[0]
    ('"41.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"0.0000001"')
    """
    if value is None or not isfinite(value):
        return None
    digits = f"{Decimal(repr(float(value))):f}"
    return typed(digits if "." in digits else f"{digits}.0", "decimal")


def address(url: str) -> Term | None:
    """The term of a web address; None for what is no clean address: it holds what no IRI can, or ways up and down."""
    if not url.startswith(("https://", "http://")) or any(c in url for c in ' <>"{}|\\^`') or not url.isprintable():
        return None
    if {".", ".."} & set(url.split("/")):
        return None
    try:
        return iri(url)
    except ValueError:
        return None
