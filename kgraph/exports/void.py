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

from kgraph.exports.graphs import Graph
from kgraph.exports.scope import Scope
from kgraph.exports.terms import IS_A, Description, Property, Term, describe, iri, kg, literal, typed
from kgraph.exports.turtle import generate_document
from kgraph.iris import DCAT, DCTERMS, ONTOLOGY, PREFIXES, VOID
from kgraph.records import Facts
from kgraph.schema import ENTITY_TYPES

_TITLE = Term(f"{literal('Knowledge graph of AI papers')}@en")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Counts:
    """What a stream of graphs holds, counted while it flows."""

    def __init__(self) -> None:
        self.triples = self.subjects = 0
        self.classes: Counter[Term] = Counter()
        self.properties: Counter[Term] = Counter()
        self.example: Term | None = None

    def of(self, graphs: Iterable[Graph]) -> Iterator[Graph]:
        """The same graphs."""
        for graph in graphs:
            for about in graph.descriptions:
                self.example = self.example or about.subject
                self.subjects += 1
                self.triples += len(about.properties)
                self.properties.update([property_ for property_, _ in about.properties])
                self.classes.update([class_ for property_, class_ in about.properties if property_ == IS_A])
            yield graph


def describe_dataset(facts: Iterable[Facts], counts: Counts, scope: Scope) -> Iterator[Description]:
    """The content of the description.

    Parameters
    ----------
    facts : iterable of Facts
        What the dataset was made from, in the order of the papers' ids.
    counts : Counts
        Those of the whole dataset.
    scope : Scope
        Base IRI, licence, and the files of the dataset, of which those that are RDF are listed.
    """
    base, dataset = scope.base, iri(f"{scope.base}dataset")
    newest, digest = _newest_and_digest(facts)
    dumps = {quote(f.name): (f, kind) for f in scope.dumps if (kind := ox.RdfFormat.from_extension(f.suffix[1:]))}
    yield describe(
        dataset,
        iri(VOID + "Dataset"),
        (IS_A, iri(DCAT + "Dataset")),
        (iri(DCTERMS + "title"), _TITLE),
        (iri(DCTERMS + "issued"), typed(newest, "date") if newest else None),
        (iri(DCTERMS + "conformsTo"), iri(ONTOLOGY.rstrip("#"))),
        (iri(DCTERMS + "license"), iri(scope.licence) if scope.licence else None),
        (iri(VOID + "uriSpace"), literal(base)),
        *_count("triples", counts.triples),
        *_count("entities", sum(counts.classes[kg(name)] for name in ENTITY_TYPES)),
        *_count("documents", counts.classes[kg("Paper")]),
        *_count("distinctSubjects", counts.subjects),
        *_count("classes", len(counts.classes)),
        *_count("properties", len(counts.properties)),
        (iri(VOID + "exampleResource"), counts.example),
        *((iri(VOID + "vocabulary"), iri(namespace)) for namespace in _vocabularies(counts)),
        (kg("inputDigest"), literal(f"sha256:{digest}")),
        *((iri(VOID + "classPartition"), _part(base, "class", c)) for c in _sorted(counts.classes)),
        *((iri(VOID + "propertyPartition"), _part(base, "property", p)) for p in _sorted(counts.properties)),
        *((iri(VOID + "dataDump"), iri(f"{base}dataset/{name}")) for name in dumps),
        *((iri(DCAT + "distribution"), iri(f"{base}dataset/distribution/{name}")) for name in dumps),
    )
    for class_ in _sorted(counts.classes):
        of_class = (iri(VOID + "class"), class_), *_count("entities", counts.classes[class_])
        yield describe(_part(base, "class", class_), iri(VOID + "Dataset"), *of_class)
    for property_ in _sorted(counts.properties):
        of_property = (iri(VOID + "property"), property_), *_count("triples", counts.properties[property_])
        yield describe(_part(base, "property", property_), iri(VOID + "Dataset"), *of_property)
    for name, (path, kind) in dumps.items():
        yield describe(
            iri(f"{base}dataset/distribution/{name}"),
            iri(DCAT + "Distribution"),
            (iri(DCAT + "downloadURL"), iri(f"{base}dataset/{name}")),
            (iri(DCAT + "byteSize"), typed(path.stat().st_size, "nonNegativeInteger")),
            (iri(DCAT + "mediaType"), iri(_MEDIA_TYPES + kind.media_type)),
        )


def generate_void(facts: Iterable[Facts], counts: Counts, scope: Scope) -> Iterator[bytes]:
    """The description in Turtle; parameters as in `describe_dataset`."""
    prefixes = {**PREFIXES, "void": VOID, "dcat": DCAT}
    return generate_document(describe_dataset(facts, counts, scope), prefixes, scope.base)


def _newest_and_digest(facts: Iterable[Facts]) -> tuple[str, str]:
    """The last day that a paper names, and the SHA-256 of the records of the papers."""
    newest, digest = "", hashlib.sha256()
    for one in facts:
        digest.update(f"{Facts(one.paper).to_json()}\n".encode())
        newest = max(newest, *(day for day in (one.paper.date, one.paper.listed) if _DAY.fullmatch(day)), "")
    return newest, digest.hexdigest()


def _count(term: str, number: int) -> Iterator[Property]:
    yield iri(VOID + term), typed(number, "integer")


def _vocabularies(counts: Counts) -> list[str]:
    """Namespaces of the classes and properties."""
    terms = [term[1:-1] for term in (*counts.classes, *counts.properties)]
    return sorted({t[: max(t.rfind("/"), t.rfind("#")) + 1] for t in terms})


def _sorted(terms: Iterable[Term]) -> list[Term]:
    """IRIs without the brackets around them decide."""
    return sorted(terms, key=lambda term: term[1:-1])


def _part(base: str, kind: str, term: Term) -> Term:
    """The term of what a class or property has of a dataset: by its bare name, or with its prefix if it is not ours."""
    name = term[1:-1]
    if name.startswith(ONTOLOGY):
        return iri(f"{base}dataset/{kind}/{name.removeprefix(ONTOLOGY)}")
    prefix, namespace = next((p, i) for p, i in PREFIXES.items() if name.startswith(i))
    return iri(f"{base}dataset/{kind}/{prefix}-{name.removeprefix(namespace)}")
