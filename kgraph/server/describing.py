"""What a graph says of one IRI: as RDF for clients, and as the data of a page for people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kgraph.errors import QueryError
from kgraph.iris import DCTERMS, OA, ONTOLOGY, PROV, RDF, RDFS, SKOS
from kgraph.ontology import compact
from kgraph.schema import ROLES
from kgraph.server.answering import acceptable
from kgraph.server.formats import HTML, TRIPLES
from kgraph.server.limits import RefusedError
from kgraph.server.ontology import definitions
from kgraph.sparql.results import Table, to_rdf
from kgraph.sparql.sources import LocalGraph, prefixes_of

#: Values of one property that a page shows; it says how many there are.
SHOWN = 100
_TYPE = ox.NamedNode(RDF + "type")
#: The first of these that a node has is how people call it.
_NAMES = tuple(
    map(ox.NamedNode, (SKOS + "prefLabel", DCTERMS + "title", RDFS + "label", OA + "exact", ONTOLOGY + "valueText"))
)
#: What a page says first.
_FIRST = (
    *(
        RDF + "type",
        *(n.value for n in _NAMES),
        SKOS + "altLabel",
        SKOS + "broader",
        RDFS + "comment",
        DCTERMS + "issued",
    ),
    *(ONTOLOGY + role.term for role in ROLES.values()),
    ONTOLOGY + "reportsResult",
)


def answer_description(graph: LocalGraph, *, iri: str, accept: str = "", max_rows: int) -> tuple[str, bytes]:
    """Media type and bytes of what the graph says of an IRI.

    For a client these are the triples that have it as subject or object, and those of the graph that has it as its name;
    for a person, JSON that `kgraph.server.pages` makes a page of.

    Raises
    ------
    RefusedError
        The graph says nothing of it, or the client accepts no RDF and no HTML.
    QueryError
        There are more than `max_rows` triples.
    """
    media_type = acceptable(accept, [*TRIPLES, HTML], "linked data is RDF or HTML")
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise RefusedError(f"no IRI: {iri}", status=HTTPStatus.BAD_REQUEST) from error
    data = _Data(graph.store, node)
    if data.is_empty():
        raise RefusedError(
            f"nothing is known of {iri}", status=HTTPStatus.NOT_FOUND, remedy="see / for what can be asked"
        )
    if media_type == HTML:
        return media_type, json.dumps(page_data(data)).encode()
    triples = list(islice(data.triples(), max_rows + 1))
    if len(triples) > max_rows:
        raise QueryError(f"{iri} is in more than {max_rows:,} triples", remedy="ask in SPARQL, with a LIMIT")
    table = Table.of_triples(triples).named(prefixes_of(graph))
    # the sort is stable: what is said of the IRI itself comes first
    table.rows.sort(key=lambda row: row[0] != node)
    return media_type, to_rdf(table, TRIPLES[media_type])


class _Data:
    """The statements in which one node stands, those of the ontology among them."""

    def __init__(self, store: ox.Store, node: ox.NamedNode) -> None:
        self.node = node
        self._stores = (store, definitions())
        self._evidence = set(self._objects(node, ONTOLOGY + "evidence"))

    def is_empty(self) -> bool:
        places = (self.as_subject(), self.as_object(), self.as_predicate(), self.as_graph())
        return all(next(found, None) is None for found in places)

    def as_subject(self) -> Iterator[ox.Triple]:
        return self._quads(self.node, None, None)

    def as_object(self) -> Iterator[ox.Triple]:
        return self._quads(None, None, self.node)

    def as_predicate(self) -> Iterator[ox.Triple]:
        return self._quads(None, self.node, None)

    def as_graph(self) -> Iterator[ox.Triple]:
        return self._quads(None, None, None, self.node)

    def triples(self) -> Iterator[ox.Triple]:
        """What is said of the node; of a property of which nothing is said, where it is used."""
        seen = set()
        for found in (self.as_subject, self.as_object, self.as_graph):
            for triple in found():
                if triple not in seen:
                    seen.add(triple)
                    yield triple
        if not seen:
            yield from self.as_predicate()

    def name(self, node: ox.NamedNode | ox.BlankNode) -> str:
        for naming in _NAMES:
            named = next(self._quads(node, naming, None), None)
            if named and isinstance(named.object, ox.Literal):
                return named.object.value
        return self._place(node) or (compact(node.value) if isinstance(node, ox.NamedNode) else str(node))

    def _place(self, node: ox.NamedNode | ox.BlankNode) -> str:
        """What hangs on a paper is called by its place in it: ``text/title of …``."""
        above, rest = str(node.value), ""
        while above.count("/") > 3:
            above, _, last = above.rpartition("/")
            rest = f"{last}/{rest}" if rest else last
            titled = next(self._quads(ox.NamedNode(above), ox.NamedNode(DCTERMS + "title"), None), None)
            if titled and isinstance(titled.object, ox.Literal):
                return f"{rest} of {titled.object.value}"
        return ""

    def type(self, node: ox.NamedNode | ox.BlankNode) -> str:
        typed = next(self._quads(node, _TYPE, None), None)
        return typed.object.value if typed and isinstance(typed.object, ox.NamedNode) else ""

    def texts(self) -> list[dict[str, Any]]:
        """The texts of a paper, or the one that the node is, stands in or was read from, with their mentions."""
        found = set(self._objects(self.node, ONTOLOGY + "text"))
        for span in (self.node, *self._objects(self.node, ONTOLOGY + "evidence")):
            found.update(self._objects(span, ONTOLOGY + "inText"))
        if self.type(self.node) == ONTOLOGY + "Text":
            found.add(self.node)
        texts = [self._text(text) for text in found]
        return sorted((t for t in texts if t["text"]), key=lambda t: t["iri"], reverse=True)

    def _text(self, text: ox.NamedNode) -> dict[str, Any]:
        value = next(self._quads(text, ox.NamedNode(PROV + "value"), None), None)
        spans = [t.subject for t in self._quads(None, ox.NamedNode(ONTOLOGY + "inText"), text)]
        marks = sorted(filter(None, map(self._mark, spans)), key=lambda m: (m["start"], m["end"]))
        return {
            "iri": text.value,
            "field": text.value.rpartition("/")[2],
            "text": value.object.value if value and isinstance(value.object, ox.Literal) else "",
            "marks": marks,
        }

    def _mark(self, span: ox.NamedNode | ox.BlankNode | ox.Triple) -> dict[str, Any] | None:
        if not isinstance(span, ox.NamedNode):
            return None
        start, end, target = (self._value(span, p) for p in (OA + "start", OA + "end", ONTOLOGY + "refersTo"))
        if not isinstance(start, ox.Literal) or not isinstance(end, ox.Literal):
            return None
        entity = target if isinstance(target, ox.NamedNode) else None
        return {
            "start": int(start.value),
            "end": int(end.value),
            "iri": (entity or span).value,
            "name": self.name(entity or span),
            "type": self.type(entity) if entity else "",
            "here": self.node in (span, entity) or span in self._evidence,
        }

    def _objects(self, node: ox.NamedNode, predicate: str) -> list[ox.NamedNode]:
        found = (t.object for t in self._quads(node, ox.NamedNode(predicate), None))
        return [o for o in found if isinstance(o, ox.NamedNode)]

    def _value(self, node: ox.NamedNode, predicate: str) -> object:
        found = next(self._quads(node, ox.NamedNode(predicate), None), None)
        return found.object if found else None

    def _quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        predicate: ox.NamedNode | None,
        object_: ox.NamedNode | None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Triple]:
        for store in self._stores:
            for quad in store.quads_for_pattern(subject, predicate, object_, graph):
                yield quad.triple


def page_data(data: _Data) -> dict[str, Any]:
    """What the page of an IRI shows: its name and types, and lists of values by property."""
    return {
        "iri": data.node.value,
        "name": data.name(data.node),
        "types": sorted(
            {t.object.value for t in data.as_subject() if t.predicate == _TYPE and isinstance(t.object, ox.NamedNode)}
        ),
        "texts": data.texts(),
        "says": _grouped(data, ((t.predicate, t.object) for t in data.as_subject())),
        "said": _grouped(data, ((t.predicate, t.subject) for t in data.as_object())),
        "used": _statements(data, data.as_predicate()),
        "holds": _statements(data, data.as_graph()),
    }


def _grouped(data: _Data, pairs: Iterable[tuple[ox.NamedNode, Any]]) -> list[dict[str, Any]]:
    """One group a property: its IRI and name, how many values, and the first of them."""
    groups: dict[str, set[Any]] = defaultdict(set)
    for predicate, value in pairs:
        groups[predicate.value].add(value)
    places = {iri: i for i, iri in enumerate(_FIRST)}
    return [
        {
            "iri": iri,
            "name": compact(iri),
            "total": len(groups[iri]),
            "values": [_shown(data, v) for v in sorted(groups[iri], key=_order)[:SHOWN]],
        }
        for iri in sorted(groups, key=lambda iri: (places.get(iri, len(places)), iri))
    ]


def _order(value: object) -> tuple[float, str]:
    """Numbers by size, then everything by its text."""
    if isinstance(value, ox.Literal):
        try:
            return float(value.value), value.value
        except ValueError:
            return float("inf"), value.value
    return float("inf"), str(value)


def _statements(data: _Data, triples: Iterable[ox.Triple]) -> dict[str, Any]:
    """The first statements, and how many there are."""
    first: list[list[dict[str, Any]]] = []
    total = 0
    for total, triple in enumerate(triples, 1):
        if total <= SHOWN:
            first.append([_shown(data, term) for term in (triple.subject, triple.predicate, triple.object)])
    return {"total": total, "rows": first}


def _shown(data: _Data, value: object) -> dict[str, Any]:
    """A value as a page shows it: ``iri``, ``name`` and ``type``; or ``text``, with ``note`` its datatype or language."""
    if isinstance(value, ox.NamedNode):
        return {"iri": value.value, "name": data.name(value), "type": data.type(value)}
    if isinstance(value, ox.Literal):
        note = value.language or compact(value.datatype.value)
        return {"text": value.value, "note": "" if note == "xsd:string" else note}
    return {"text": str(value), "note": ""}
