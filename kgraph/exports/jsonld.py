"""JSON-LD, 1.0 and 1.1, that stands on its own: the project's context, then the named graphs, one node a line.

The context is that of `ontology/context.jsonld`, and prefixes of the instances: terms of the ontology have their bare
names, nodes are named by strings, and dates, numbers and truth values need no types where the context gives them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kgraph.exports.terms import TYPE
from kgraph.iris import ONTOLOGY, PREFIXES, instance_prefixes
from kgraph.ontology.context import context

#: Prefix of the base IRI.
_BASE = "item"
#: Datatypes whose literals are values of JSON.
_NATIVE = frozenset({"xsd:integer", "xsd:nonNegativeInteger", "xsd:boolean"})
_encode = json.JSONEncoder(ensure_ascii=False).encode


def generate_jsonld(quads: Iterable[ox.Quad], base: str) -> Iterator[bytes]:
    """The JSON-LD of a dataset, in pieces; quads of one graph, and in it of one subject, stand together."""
    names = _Names(base)
    terms = ",\n".join(f"{_encode(name)}: {_encode(meaning)}" for name, meaning in names.context.items())
    yield f'{{"@context": {{\n{terms}\n}},\n"@graph": ['.encode()
    between = "\n"
    for graph, of_graph in groupby(quads, key=lambda q: q.graph_name):
        assert isinstance(graph, ox.NamedNode)
        nodes = (_encode(names.node(list(same))) for _, same in groupby(of_graph, key=lambda q: q.subject))
        yield f'{between}{{"id": {_encode(names.id(graph))}, "@graph": [\n'.encode()
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
        # readers of JSON-LD 1.0 refuse a version, and nothing here needs one
        terms = {name: meaning for name, meaning in context().items() if name != "@version"}
        self.context = terms | {name: iri for iri, name in self._prefixes.items()} | {_BASE: base}
        self._types = {name: t["@type"] for name, t in terms.items() if isinstance(t, dict) and "@type" in t}
        self._keys: dict[str, str] = {}

    def id(self, node: ox.NamedNode) -> str:
        """The IRI with a prefix, or whole."""
        iri = node.value
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        if name := self._prefixes.get(iri[:cut]):
            return f"{name}:{iri[cut:]}"
        rest = iri.removeprefix(self._base)
        # two slashes behind a colon make an IRI of their own (JSON-LD 1.1, IRI Expansion)
        return f"{_BASE}:{rest}" if rest != iri and not rest.startswith("//") else iri

    def term(self, node: ox.NamedNode) -> str:
        """The name of a property or class."""
        if node.value not in self._keys:
            bare = node.value.removeprefix(ONTOLOGY)
            self._keys[node.value] = bare if bare in self.context and bare != node.value else self.id(node)
        return self._keys[node.value]

    def node(self, quads: list[ox.Quad]) -> dict[str, Any]:
        """The node object of one subject."""
        about = quads[0].subject
        assert isinstance(about, ox.NamedNode)
        node: dict[str, Any] = {"id": self.id(about)}
        for property_, same in groupby(quads, key=lambda q: q.predicate):
            key = "type" if property_ == TYPE else self.term(property_)
            values = [self._value(q.object, key) for q in same]
            node[key] = values if len(values) > 1 else values[0]
        return node

    def _value(self, value: object, key: str) -> Any:
        """A value as short as the type that the context gives the property allows."""
        if isinstance(value, ox.NamedNode):
            if key == "type":
                return self.term(value)
            return self.id(value) if self._types.get(key) == "@id" else {"id": self.id(value)}
        assert isinstance(value, ox.Literal)
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = self.id(value.datatype)
        wanted = self._types.get(key, "xsd:string")
        if datatype == wanted:
            return json.loads(value.value) if datatype in _NATIVE else value.value
        return {"type": datatype, "@value": value.value}
