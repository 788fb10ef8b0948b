"""The triples of one paper's Facts, in the terms of the ontology: the paper first, then what hangs on it.

Those of one subject stand together, in an order that depends on the Facts only. There are no blank nodes. Nothing of
the Facts is lost: `kgraph.restoring` reads them back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from kgraph.exports.scope import Scope
from kgraph.exports.terms import (
    Node,
    Property,
    Statement,
    address,
    date,
    decimal,
    flag,
    integer,
    kg,
    node,
    subject,
    text,
    typed,
)
from kgraph.iris import DCTERMS, FABIO, OA, PROV, RDF, RDFS
from kgraph.linking import resolve
from kgraph.metrics import metric_of
from kgraph.records import Entity, Facts, Mention, Paper, Result
from kgraph.schema import ABSTRACT, ROLES, TITLE

#: Field, start and end.
Place = tuple[str, int, int]
_GENERATED_BY = node(PROV + "wasGeneratedBy")


def paper_triples(facts: Facts, iri: str, scope: Scope) -> Iterator[Statement]:
    """The triples of a paper's graph.

    Parameters
    ----------
    facts : Facts
        What was extracted.
    iri : str
        That of the paper.
    scope : Scope
        What of it is written.
    """
    paper = facts.paper
    texts = {name: content for name, content in ((TITLE, paper.title), (ABSTRACT, paper.abstract)) if content}
    results = dict(zip(result_iris(facts, iri), facts.results, strict=True))
    yield from subject(
        Node(iri),
        kg("Paper"),
        *_description(paper, scope),
        (kg("authorList"), Node(f"{iri}/authors") if paper.authors else None),
        *((kg("text"), Node(f"{iri}/text/{name}")) for name in texts if scope.roles),
        *sorted(
            ((kg(ROLES[e.role].term), scope.entity(e.id)) for e in facts.entities),
            key=lambda link: (link[0].value, link[1].value),
        ),
        *((kg("reportsResult"), Node(r)) for r in results),
    )
    if paper.authors:
        names = ((node(f"{RDF}_{i}"), ox.Literal(name)) for i, name in enumerate(paper.authors, 1))
        yield from subject(Node(f"{iri}/authors"), node(RDF + "Seq"), *names)
    if scope.roles:
        for name, content in texts.items():
            yield from _text_triples(f"{iri}/text/{name}", content, scope)
        named = _named_places(facts)
        for entity in facts.entities:
            yield from _role_triples(entity, iri, scope)
            if scope.spans:
                for mention in entity.mentions:
                    # a place that names several entities is one span, written with the first of them
                    if ids := named.pop(mention[:3], None):
                        yield from _span_triples(mention, ids, iri, scope)
    for result_iri, result in results.items():
        yield from _result_triples(facts, result, result_iri, iri, scope)
    if scope.spans:
        yield from _value_triples(facts, iri, scope)
    if scope.roles:
        yield from subject(
            Node(iri + "/extraction"),
            kg("Extraction"),
            *((node(PROV + "used"), Node(f"{iri}/text/{name}")) for name in texts),
            (node(PROV + "wasAssociatedWith"), scope.agent),
            (kg("ruleSetDigest"), ox.Literal(f"sha256:{scope.provenance.rule_set_digest}")),
            (kg("lexiconDigest"), ox.Literal(f"sha256:{scope.provenance.lexicon_digest}")),
        )


def result_iris(facts: Facts, paper: str) -> list[str]:
    """IRIs of the results in their order: by the place of the value, with a number from the second on one place on."""
    seen: Counter[str] = Counter()
    iris = []
    for result in facts.results:
        iri = f"{paper}/result/{result.field}/{result.start}-{result.end}"
        seen[iri] += 1
        iris.append(iri if seen[iri] == 1 else f"{iri}--{seen[iri]}")
    return iris


def _description(paper: Paper, scope: Scope) -> Iterator[Property]:
    """What the sources say of a paper."""
    publisher, home = paper.organisation, address(paper.url)
    yield node(DCTERMS + "title"), ox.Literal(paper.title)
    yield kg("paperId"), ox.Literal(paper.id)
    yield node(FABIO + "hasArXivId"), text(paper.arxiv_id)
    yield node(DCTERMS + "identifier"), text(paper.doi and f"doi:{paper.doi}")
    yield node(DCTERMS + "issued"), date(paper.date)
    yield kg("dateInferred"), flag(paper.date_inferred)
    yield kg("dailyPapersDate"), date(paper.listed)
    yield kg("dailyPapersDateInferred"), flag(paper.listed_inferred)
    yield kg("authorCount"), integer(paper.author_count)
    yield kg("upvotes"), integer(paper.upvotes)
    if publisher is not None:
        yield kg("publishedBy"), scope.entity(publisher.id) if publisher.id else None
        yield kg("publisherText"), ox.Literal(publisher.name)
        yield kg("publisherAccount"), text(publisher.account)
    yield node(RDFS + "seeAlso"), home
    yield kg("addressText"), text(paper.url) if home is None else None
    for author in dict.fromkeys(paper.authors):
        yield node(DCTERMS + "creator"), ox.Literal(author)
    for source in dict.fromkeys(paper.sources):
        yield node(DCTERMS + "source"), ox.Literal(source)


def _text_triples(iri: str, content: str, scope: Scope) -> Iterator[Statement]:
    return subject(
        Node(iri),
        kg("Text"),
        (kg("length"), integer(len(content))),
        (kg("sha256"), ox.Literal(hashlib.sha256(content.encode("utf-8")).hexdigest())),
        (node(PROV + "value"), ox.Literal(content) if scope.texts else None),
    )


def _named_places(facts: Facts) -> dict[Place, list[str]]:
    """Field, start and end of each mention -> ids of the entities that it names."""
    found: dict[Place, list[str]] = {}
    for entity in facts.entities:
        for mention in entity.mentions:
            found.setdefault(mention[:3], []).append(entity.id)
    return found


def _role_triples(entity: Entity, paper: str, scope: Scope) -> Iterator[Statement]:
    return subject(
        Node(f"{paper}/role/{entity.id}"),
        kg("RoleAssertion"),
        (node(RDF + "subject"), Node(paper)),
        (node(RDF + "predicate"), kg(ROLES[entity.role].term)),
        (node(RDF + "object"), scope.entity(entity.id)),
        (kg("canonicalName"), ox.Literal(entity.name)),
        (kg("lineage"), text(" ".join(entity.parents))),
        (kg("evidence"), _span(paper, entity.evidence) if scope.spans else None),
        (kg("rule"), scope.rule(entity.role_rule)),
        (_GENERATED_BY, Node(paper + "/extraction")),
    )


def _span(paper: str, mention: Mention) -> ox.NamedNode:
    return Node(f"{paper}/span/{mention.field}/{mention.start}-{mention.end}")


def _span_triples(mention: Mention, ids: list[str], paper: str, scope: Scope) -> Iterator[Statement]:
    """A place in a text, and the entities that it names, if it does."""
    return subject(
        _span(paper, mention),
        kg("Mention" if ids else "Span"),
        (kg("inText"), Node(f"{paper}/text/{mention.field}")),
        (node(OA + "start"), typed(mention.start, "nonNegativeInteger")),
        (node(OA + "end"), typed(mention.end, "nonNegativeInteger")),
        (node(OA + "exact"), ox.Literal(mention.text)),
        *((kg("refersTo"), scope.entity(id_)) for id_ in dict.fromkeys(ids)),
        (kg("rule"), scope.rule(mention.rule)),
        (_GENERATED_BY, Node(paper + "/extraction")),
    )


def _value_span(result: Result) -> Mention:
    """The place of a result's value; two results on one value share it, and the rule of the first."""
    return Mention(result.field, result.start, result.end, result.value, result.rule)


def _value_triples(facts: Facts, paper: str, scope: Scope) -> Iterator[Statement]:
    """The places of values, but for those that are mentions of an entity and written as such."""
    spans = {s[:3]: s for s in map(_value_span, reversed(facts.results))}
    for place in sorted(set(spans) - set(_named_places(facts))):
        yield from _span_triples(spans[place], [], paper, scope)


def _result_triples(facts: Facts, result: Result, iri: str, paper: str, scope: Scope) -> Iterator[Statement]:
    metric = metric_of(result.metric) if result.metric else None

    def named(term: str, name: str | None) -> Iterator[Property]:
        """A name as written, and the entity of this paper that it stands for."""
        found = resolve(facts, name)
        yield kg(term + "Text"), None if name is None else ox.Literal(name)
        yield kg(term), scope.entity(found.id) if found else None

    yield from subject(
        Node(iri),
        kg("Result"),
        (kg("valueText"), ox.Literal(result.value)),
        (kg("valueLow"), decimal(result.low)),
        (kg("valueHigh"), decimal(result.high)),
        (kg("unit"), text(result.unit)),
        (kg("metricText"), None if result.metric is None else ox.Literal(result.metric)),
        (kg("metric"), scope.metric(metric.name) if metric else None),
        *named("measuredOn", result.benchmark),
        *named("resultSubject", result.subject),
        *named("baseline", result.baseline),
        (kg("evidence"), _span(paper, _value_span(result)) if scope.spans else None),
        (kg("rule"), scope.rule(result.rule) if scope.roles else None),
        (_GENERATED_BY, Node(paper + "/extraction") if scope.roles else None),
    )
