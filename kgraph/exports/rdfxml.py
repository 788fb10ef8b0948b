"""RDF/XML, serialised by pyoxigraph a graph at a time.

XML 1.0 cannot hold most control characters: they become U+FFFD, in this format and GraphML only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kgraph.exports.graphs import Graph
from kgraph.exports.quads import statements_in
from kgraph.iris import PREFIXES
from kgraph.xml import as_xml_text

_TAIL = b"</rdf:RDF>"


def generate_rdfxml(graphs: Iterable[Graph], base: str = "") -> Iterator[bytes]:
    """The RDF/XML of all graphs together; `base` is not used: all IRIs are whole."""
    yield _document([])[: -len(_TAIL)]
    for graph in graphs:
        document = _document([ox.Triple(s, p, _without_control(o)) for s, p, o in statements_in(graph)])
        # behind the XML declaration and the root's start tag
        start = document.index(b"\n", document.index(b"\n") + 1) + 1
        # parsers read a bare carriage return as a line feed (XML 1.0, section 2.11)
        yield document[start : -len(_TAIL)].replace(b"\r", b"&#13;")
    yield _TAIL + b"\n"


def _document(triples: list[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b""


def _without_control(value: ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
    if not isinstance(value, ox.Literal) or (clean := as_xml_text(value.value)) == value.value:
        return value
    return ox.Literal(clean, datatype=value.datatype)
