"""JSON-LD, 1.0 and 1.1, that stands on its own: a context of prefixes, then the named graphs, one node a line.

Terms of the ontology have their bare names; integers and truth values are those of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kgraph.exports.terms import TYPE
from kgraph.iris import ONTOLOGY, PREFIXES, XSD, instance_prefixes

#: Prefix of the base IRI.
_BASE = "item"
_encode = json.JSONEncoder(ensure_ascii=False).encode


def generate_jsonld(quads: Iterable[ox.Quad], base: str) -> Iterator[bytes]:
    """The JSON-LD of a dataset, in pieces; quads of one graph, and in it of one subject, stand together."""
    names = _Names(base)
    yield f'{{"@context": {_encode(names.context)},\n"@graph": ['.encode()
    between = "\n"
    for graph, of_graph in groupby(quads, key=lambda q: q.graph_name):
        assert isinstance(graph, ox.NamedNode)
        nodes = (_encode(names.node(list(same))) for _, same in groupby(of_graph, key=lambda q: q.subject))
        yield f'{between}{{"@id": {_encode(names.id(graph))}, "@graph": [\n'.encode()
        yield ",\n".join(nodes).encode()
        yield b"\n]}"
        between = ",\n"
    yield b"\n]}\n"


class _Names:
    """How IRIs are shortened under a base IRI, and the context that says so."""

    def __init__(self, base: str) -> None:
        # no names relative to a base: readers of JSON-LD 1.0 decode the percent-encoded characters of these.
        # rules and measures have no prefix: it would be a second meaning of the properties of these names
        of_entities = {name: iri for name, iri in instance_prefixes(base).items() if iri.startswith(f"{base}entity/")}
        self._base = base
        self._prefixes = {iri: name for name, iri in (PREFIXES | of_entities).items()}
        self.context = {"@vocab": ONTOLOGY} | {name: iri for iri, name in self._prefixes.items()} | {_BASE: base}
        self._keys: dict[str, str] = {}

    def id(self, node: ox.NamedNode) -> str:
        """The IRI with a prefix, or whole."""
        iri = node.value
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        if name := self._prefixes.get(iri[:cut]):
            return f"{name}:{iri[cut:]}"
        return f"{_BASE}:{iri.removeprefix(self._base)}" if iri.startswith(self._base) else iri

    def term(self, node: ox.NamedNode) -> str:
        """The name of a property or class."""
        if node.value not in self._keys:
            self._keys[node.value] = (
                node.value.removeprefix(ONTOLOGY) if node.value.startswith(ONTOLOGY) else self.id(node)
            )
        return self._keys[node.value]

    def node(self, quads: list[ox.Quad]) -> dict[str, Any]:
        """The node object of one subject."""
        about = quads[0].subject
        assert isinstance(about, ox.NamedNode)
        node: dict[str, Any] = {"@id": self.id(about)}
        for property_, same in groupby(quads, key=lambda q: q.predicate):
            objects = [q.object for q in same]
            key = "@type" if property_ == TYPE else self.term(property_)
            values = [
                self.term(o) if property_ == TYPE and isinstance(o, ox.NamedNode) else self._value(o) for o in objects
            ]
            node[key] = values if len(values) > 1 else values[0]
        return node

    def _value(self, value: object) -> Any:
        if isinstance(value, ox.NamedNode):
            return {"@id": self.id(value)}
        assert isinstance(value, ox.Literal)
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value.removeprefix(XSD)
        if datatype == "string":
            return value.value
        if datatype in ("integer", "boolean"):
            return json.loads(value.value)
        return {"@type": self.id(value.datatype), "@value": value.value}
