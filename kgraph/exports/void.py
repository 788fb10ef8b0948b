"""The description of a dataset in VoID and DCAT: what is in it, with counts that are counted, under which licence.

It holds no clock: the date of issue is that of the newest paper.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from kgraph.exports.scope import Scope
from kgraph.exports.terms import TYPE, Node, Property, Statement, kg, node, subject, typed
from kgraph.exports.turtle import head, section
from kgraph.iris import DCAT, DCTERMS, ONTOLOGY, PREFIXES, VOID, relative_to
from kgraph.records import Facts
from kgraph.schema import ENTITY_TYPES

_TITLE = ox.Literal("Knowledge graph of AI papers", language="en")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Counts:
    """What a stream of quads holds, counted while it flows."""

    def __init__(self) -> None:
        self.triples = self.subjects = 0
        self.classes: Counter[ox.NamedNode] = Counter()
        self.properties: Counter[ox.NamedNode] = Counter()
        self.example: ox.NamedNode | None = None

    def of(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """The same quads; those of one subject stand together, and each triple is in one graph only."""
        last: object = None
        for quad in quads:
            self.triples += 1
            self.properties[quad.predicate] += 1
            if quad.subject != last:
                last = quad.subject
                self.subjects += 1
            if quad.predicate == TYPE and isinstance(quad.object, ox.NamedNode):
                self.classes[quad.object] += 1
                if self.example is None and isinstance(quad.subject, ox.NamedNode):
                    self.example = quad.subject
            yield quad


def describe(facts: Iterable[Facts], counts: Counts, scope: Scope) -> Iterator[Statement]:
    """The triples of the description.

    Parameters
    ----------
    facts : iterable of Facts
        What the dataset was made from, in the order of the papers' ids.
    counts : Counts
        Those of the whole dataset.
    scope : Scope
        Base IRI, licence, and the files of the dataset, of which those that are RDF are listed.
    """
    base, dataset = scope.base, Node(f"{scope.base}dataset")
    newest, digest = _newest_and_digest(facts)
    dumps = {quote(f.name): (f, kind) for f in scope.dumps if (kind := ox.RdfFormat.from_extension(f.suffix[1:]))}
    yield from subject(
        dataset,
        node(VOID + "Dataset"),
        (TYPE, node(DCAT + "Dataset")),
        (node(DCTERMS + "title"), _TITLE),
        (node(DCTERMS + "issued"), typed(newest, "date") if newest else None),
        (node(DCTERMS + "conformsTo"), Node(ONTOLOGY.rstrip("#"))),
        (node(DCTERMS + "license"), Node(scope.licence) if scope.licence else None),
        (node(VOID + "uriSpace"), ox.Literal(base)),
        *_count("triples", counts.triples),
        *_count("entities", sum(counts.classes[kg(name)] for name in ENTITY_TYPES)),
        *_count("documents", counts.classes[kg("Paper")]),
        *_count("distinctSubjects", counts.subjects),
        *_count("classes", len(counts.classes)),
        *_count("properties", len(counts.properties)),
        (node(VOID + "exampleResource"), counts.example),
        *((node(VOID + "vocabulary"), Node(iri)) for iri in _vocabularies(counts)),
        (kg("inputDigest"), ox.Literal(f"sha256:{digest}")),
        *((node(VOID + "classPartition"), _part(base, "class", c)) for c in _sorted(counts.classes)),
        *((node(VOID + "propertyPartition"), _part(base, "property", p)) for p in _sorted(counts.properties)),
        *((node(VOID + "dataDump"), Node(f"{base}dataset/{name}")) for name in dumps),
        *((node(DCAT + "distribution"), Node(f"{base}dataset/distribution/{name}")) for name in dumps),
    )
    for class_ in _sorted(counts.classes):
        of_class = (node(VOID + "class"), class_), *_count("entities", counts.classes[class_])
        yield from subject(_part(base, "class", class_), node(VOID + "Dataset"), *of_class)
    for property_ in _sorted(counts.properties):
        of_property = (node(VOID + "property"), property_), *_count("triples", counts.properties[property_])
        yield from subject(_part(base, "property", property_), node(VOID + "Dataset"), *of_property)
    for name, (path, kind) in dumps.items():
        yield from subject(
            Node(f"{base}dataset/distribution/{name}"),
            node(DCAT + "Distribution"),
            (node(DCAT + "downloadURL"), Node(f"{base}dataset/{name}")),
            (node(DCAT + "byteSize"), typed(path.stat().st_size, "nonNegativeInteger")),
            (node(DCAT + "mediaType"), Node(_MEDIA_TYPES + kind.media_type)),
        )


def generate_void(facts: Iterable[Facts], counts: Counts, scope: Scope) -> Iterator[bytes]:
    """The description in Turtle; parameters as in `describe`."""
    prefixes = {**PREFIXES, "void": VOID, "dcat": DCAT}
    triples = [ox.Triple(*statement) for statement in describe(facts, counts, scope)]
    yield head(prefixes) + b"\n"
    yield section(triples, ox.RdfFormat.TURTLE, prefixes, relative_to(scope.base))


def _newest_and_digest(facts: Iterable[Facts]) -> tuple[str, str]:
    """The last day that a paper names, and the SHA-256 of the records of the papers."""
    newest, digest = "", hashlib.sha256()
    for one in facts:
        digest.update(f"{Facts(one.paper).to_json()}\n".encode())
        newest = max(newest, *(day for day in (one.paper.date, one.paper.listed) if _DAY.fullmatch(day)), "")
    return newest, digest.hexdigest()


def _count(term: str, number: int) -> Iterator[Property]:
    yield node(VOID + term), typed(number, "integer")


def _vocabularies(counts: Counts) -> list[str]:
    """Namespaces of the classes and properties."""
    terms = [n.value for n in (*counts.classes, *counts.properties)]
    return sorted({t[: max(t.rfind("/"), t.rfind("#")) + 1] for t in terms})


def _sorted(nodes: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    return sorted(nodes, key=lambda n: n.value)


def _part(base: str, kind: str, term: ox.NamedNode) -> ox.NamedNode:
    """The node of what a class or property has of a dataset: by its bare name, or with its prefix if it is not ours."""
    if term.value.startswith(ONTOLOGY):
        return Node(f"{base}dataset/{kind}/{term.value.removeprefix(ONTOLOGY)}")
    prefix, iri = next((p, i) for p, i in PREFIXES.items() if term.value.startswith(i))
    return Node(f"{base}dataset/{kind}/{prefix}-{term.value.removeprefix(iri)}")
