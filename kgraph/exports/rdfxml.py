"""RDF/XML, serialised by pyoxigraph a graph at a time.

XML 1.0 cannot hold most control characters: they become U+FFFD, in this format and GraphML only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kgraph.exports.graphml import as_xml_text
from kgraph.iris import PREFIXES

_TAIL = b"</rdf:RDF>"


def generate_rdfxml(quads: Iterable[ox.Quad], base: str = "") -> Iterator[bytes]:
    """The RDF/XML of all graphs together; quads of one subject stand together. `base` is not used: all IRIs are whole."""
    yield _document([])[: -len(_TAIL)]
    for _, batch in groupby(quads, key=lambda q: q.graph_name):
        document = _document([_without_control(q) for q in batch])
        # behind the XML declaration and the root's start tag
        start = document.index(b"\n", document.index(b"\n") + 1) + 1
        # parsers read a bare carriage return as a line feed (XML 1.0, section 2.11)
        yield document[start : -len(_TAIL)].replace(b"\r", b"&#13;")
    yield _TAIL + b"\n"


def _document(triples: list[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b""


def _without_control(quad: ox.Quad) -> ox.Triple:
    value = quad.object
    if not isinstance(value, ox.Literal) or (clean := as_xml_text(value.value)) == value.value:
        return quad.triple
    return ox.Triple(quad.subject, quad.predicate, ox.Literal(clean, datatype=value.datatype))
