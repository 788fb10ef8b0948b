"""Turtle and TriG that a person can read: a paper at a time, its title above it, its own parts by short names.

pyoxigraph serialises; each paper is a document with the paper as base IRI, whose head is left out but for the base.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kgraph.iris import DCTERMS, PREFIXES, instance_prefixes, relative_to

#: A string, which is left alone, or the beginning of an IRI relative to its scheme or host, which people cannot read.
_REFERENCE = re.compile(rb'"(?:[^"\\]|\\.)*"|<//?', re.S)
_TITLE = ox.NamedNode(DCTERMS + "title")


def generate_turtle(quads: Iterable[ox.Quad], base: str) -> Iterator[bytes]:
    """The Turtle of all graphs together; quads of one graph, and in it of one subject, stand together."""
    return _generate(quads, base, ox.RdfFormat.TURTLE)


def generate_trig(quads: Iterable[ox.Quad], base: str) -> Iterator[bytes]:
    """The TriG of a dataset; parameters as in `generate_turtle`."""
    return _generate(quads, base, ox.RdfFormat.TRIG)


def head(prefixes: dict[str, str]) -> bytes:
    """The declarations of prefixes, in the order given."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()).encode()


def section(
    statements: list[ox.Quad] | list[ox.Triple], format: ox.RdfFormat, prefixes: dict[str, str], home: str
) -> bytes:
    """A part of a document with a base IRI of its own, none if it is empty; the prefixes are declared elsewhere."""
    document = ox.serialize(statements, format=format, prefixes=prefixes, base_iri=home or None) or b""
    start = 0
    while document.startswith(b"@", start):
        start = document.index(b"\n", start) + 1
    body = document[start:]
    if not home:
        return body
    scheme, _, rest = home.partition("//")
    authority = f"{scheme}//{rest.partition('/')[0]}".encode()
    whole = {b"<//": f"<{scheme}//".encode(), b"</": b"<" + authority + b"/"}
    return f"@base <{home}> .\n".encode() + _REFERENCE.sub(lambda m: whole.get(m[0], m[0]), body)


def _generate(quads: Iterable[ox.Quad], base: str, format: ox.RdfFormat) -> Iterator[bytes]:
    prefixes = PREFIXES | instance_prefixes(base)
    yield head(prefixes)
    for graph, group in groupby(quads, key=lambda q: q.graph_name):
        batch = list(group)
        about = batch[0].subject
        assert isinstance(graph, ox.NamedNode)
        assert isinstance(about, ox.NamedNode)
        of_paper = graph.value == f"{about.value}/graph"
        title = next((q.object.value for q in batch if q.predicate == _TITLE and isinstance(q.object, ox.Literal)), "")
        yield f"\n# {' '.join(title.split())}\n".encode() if of_paper else b"\n"
        statements = batch if format is ox.RdfFormat.TRIG else [q.triple for q in batch]
        yield section(statements, format, prefixes, relative_to(f"{about.value}/" if of_paper else base))
