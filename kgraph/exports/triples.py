"""RDF in the terms of the ontology: the triples of Facts, in an order that depends on the Facts only.

Triples are grouped by subject, papers first, each followed by what hangs on it. There are no blank nodes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kgraph.entities import nearest_parent, preferred, summarise_entities
from kgraph.iris import (
    BASE,
    DCTERMS,
    FABIO,
    OA,
    ONTOLOGY,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    entity_iri,
    paper_iris,
)
from kgraph.lexicon import load_lexicon
from kgraph.linking import resolve
from kgraph.metrics import load_metrics, metric_of
from kgraph.names import is_sluggable, slug
from kgraph.records import Facts, Mention, Result
from kgraph.rules import rule_set_digest
from kgraph.schema import ABSTRACT, ROLES, TITLE

Node = ox.NamedNode
Term = ox.NamedNode | ox.Literal
_ACCOUNTS = "https://huggingface.co/"
_TYPE = Node(RDF + "type")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What must be equal for a rerun to give equal bytes.

    Attributes
    ----------
    lexicon_digest, rule_set_digest : str
        SHA-256 of the files that the extraction was driven by.
    software_version : str
        Version of kgraph.
    """

    lexicon_digest: str
    rule_set_digest: str
    software_version: str

    @classmethod
    def of(cls, lexicons: Sequence[str | Path] = ()) -> Provenance:
        """That of this installation with these lexicon files."""
        return cls(load_lexicon(lexicons).digest, rule_set_digest(), version("kgraph"))


def kg(term: str) -> ox.NamedNode:
    """A term of the ontology."""
    return Node(ONTOLOGY + term)


def triples(facts: Iterable[Facts], *, base: str = BASE, provenance: Provenance | None = None) -> Iterator[ox.Triple]:
    """All triples, each once, those of one subject together; parameters as in `write_turtle`."""
    ordered = sorted(facts, key=lambda f: f.paper.id)
    source = provenance or Provenance.of()
    iris = paper_iris((f.paper for f in ordered), base)
    agent = Node(f"{base}software/kgraph/{source.software_version}")
    for one in ordered:
        yield from _paper_triples(one, iris[one.paper.id], base, source, agent)
    yield from _entity_triples(ordered, base)
    yield from _shared_triples(ordered, base)
    yield from _subject(agent, PROV + "SoftwareAgent", (SKOS + "prefLabel", ox.Literal("kgraph")),
                        (ONTOLOGY + "softwareVersion", ox.Literal(source.software_version)))  # fmt: skip


def _subject(node: ox.NamedNode, type_: str, *properties: tuple[str, Term | None]) -> Iterator[ox.Triple]:
    """The triples of one subject, properties in the order given, those without a value left out."""
    yield ox.Triple(node, _TYPE, Node(type_))
    for name, value in properties:
        if value is not None:
            yield ox.Triple(node, Node(name), value)


def _text(value: str) -> ox.Literal | None:
    return ox.Literal(value) if value else None


def _typed(value: object, datatype: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=Node(XSD + datatype))


def _integer(value: int | None) -> ox.Literal | None:
    return None if value is None else _typed(value, "integer")


def _date(value: str) -> ox.Literal | None:
    return _typed(value, "gMonthDay" if value.startswith("--") else "date") if value else None


def _flag(value: bool) -> ox.Literal | None:
    return _typed("true", "boolean") if value else None


def _paper_triples(facts: Facts, iri: str, base: str, source: Provenance, agent: ox.NamedNode) -> Iterator[ox.Triple]:
    paper, node, extraction = facts.paper, Node(iri), Node(iri + "/extraction")
    texts = {name: text for name, text in ((TITLE, paper.title), (ABSTRACT, paper.abstract)) if text}
    publisher = paper.organisation
    yield from _subject(
        node,
        ONTOLOGY + "Paper",
        (DCTERMS + "title", ox.Literal(paper.title)),
        (FABIO + "hasArXivId", _text(paper.arxiv_id)),
        (DCTERMS + "identifier", _text(paper.doi and f"doi:{paper.doi}")),
        (DCTERMS + "issued", _date(paper.date)),
        (ONTOLOGY + "dateInferred", _flag(paper.date_inferred)),
        (ONTOLOGY + "dailyPapersDate", _date(paper.listed)),
        (ONTOLOGY + "authorCount", _integer(paper.author_count)),
        (ONTOLOGY + "upvotes", _integer(paper.upvotes)),
        (ONTOLOGY + "publishedBy", Node(entity_iri(publisher.id, base)) if publisher and publisher.id else None),
        (RDFS + "seeAlso", _address(paper.url)),
        *((DCTERMS + "creator", ox.Literal(a)) for a in dict.fromkeys(paper.authors)),
        *((DCTERMS + "source", ox.Literal(s)) for s in paper.sources),
        *((ONTOLOGY + "text", Node(f"{iri}/text/{name}")) for name in texts),
        *sorted(
            ((ONTOLOGY + ROLES[e.role].term, Node(entity_iri(e.id, base))) for e in facts.entities),
            key=lambda p: (p[0], p[1].value),
        ),
        *((ONTOLOGY + "reportsResult", Node(r)) for r in _result_iris(facts, iri)),
    )
    for name, text in texts.items():
        yield from _subject(
            Node(f"{iri}/text/{name}"),
            ONTOLOGY + "Text",
            (ONTOLOGY + "length", _integer(len(text))),
            (ONTOLOGY + "sha256", ox.Literal(hashlib.sha256(text.encode("utf-8")).hexdigest())),
            (PROV + "value", ox.Literal(text)),
        )
    for entity in facts.entities:
        target = Node(entity_iri(entity.id, base))
        yield from _subject(
            Node(f"{iri}/role/{entity.id}"),
            ONTOLOGY + "RoleAssertion",
            (RDF + "subject", node),
            (RDF + "predicate", kg(ROLES[entity.role].term)),
            (RDF + "object", target),
            (ONTOLOGY + "evidence", _span_node(iri, entity.evidence)),
            (ONTOLOGY + "rule", _rule_node(entity.role_rule, base)),
            (PROV + "wasGeneratedBy", extraction),
        )
        for mention in entity.mentions:
            yield from _span_triples(iri, mention, base, extraction, target)
    for result, result_iri in zip(facts.results, _result_iris(facts, iri), strict=True):
        yield from _result_triples(facts, result, result_iri, iri, base, extraction)
    mentioned = {(m.field, m.start, m.end) for e in facts.entities for m in e.mentions}
    spans = {(s.field, s.start, s.end): s for s in map(_value_span, reversed(facts.results))}
    for place in sorted(set(spans) - mentioned):
        yield from _span_triples(iri, spans[place], base, extraction, None)
    yield from _subject(
        extraction,
        ONTOLOGY + "Extraction",
        *((PROV + "used", Node(f"{iri}/text/{name}")) for name in texts),
        (PROV + "wasAssociatedWith", agent),
        (ONTOLOGY + "ruleSetDigest", ox.Literal(f"sha256:{source.rule_set_digest}")),
        (ONTOLOGY + "lexiconDigest", ox.Literal(f"sha256:{source.lexicon_digest}")),
    )


def _address(url: str) -> ox.NamedNode | None:
    """The node of a web address; what is no clean address is left out, for an IRI can hold no blanks or quotes."""
    if not url.startswith(("https://", "http://")) or any(c in url for c in ' <>"{}|\\^`') or not url.isprintable():
        return None
    try:
        return Node(url)
    except ValueError:
        return None


def _span_node(paper: str, mention: Mention) -> ox.NamedNode:
    return Node(f"{paper}/span/{mention.field}/{mention.start}-{mention.end}")


def _rule_node(rule: str, base: str) -> ox.NamedNode:
    return Node(f"{base}rule/{slug(rule)}")


def _span_triples(
    paper: str, mention: Mention, base: str, extraction: ox.NamedNode, target: ox.NamedNode | None
) -> Iterator[ox.Triple]:
    yield from _subject(
        _span_node(paper, mention),
        ONTOLOGY + ("Mention" if target is not None else "Span"),
        (ONTOLOGY + "inText", Node(f"{paper}/text/{mention.field}")),
        (OA + "start", _typed(mention.start, "nonNegativeInteger")),
        (OA + "end", _typed(mention.end, "nonNegativeInteger")),
        (OA + "exact", ox.Literal(mention.text)),
        (ONTOLOGY + "refersTo", target),
        (ONTOLOGY + "rule", _rule_node(mention.rule, base)),
        (PROV + "wasGeneratedBy", extraction),
    )


def _result_iris(facts: Facts, paper: str) -> list[str]:
    seen: Counter[str] = Counter()
    iris = []
    for result in facts.results:
        iri = f"{paper}/result/{result.field}/{result.start}-{result.end}"
        seen[iri] += 1
        iris.append(iri if seen[iri] == 1 else f"{iri}--{seen[iri]}")
    return iris


def _value_span(result: Result) -> Mention:
    """The place of a result's value; two results on one value share it, and the rule of the first."""
    return Mention(result.field, result.start, result.end, result.value, result.rule)


def _result_triples(
    facts: Facts, result: Result, iri: str, paper: str, base: str, extraction: ox.NamedNode
) -> Iterator[ox.Triple]:
    metric = metric_of(result.metric) if result.metric else None

    def entity(name: str | None) -> ox.NamedNode | None:
        found = resolve(facts, name)
        return Node(entity_iri(found.id, base)) if found else None

    yield from _subject(
        Node(iri),
        ONTOLOGY + "Result",
        (ONTOLOGY + "valueText", ox.Literal(result.value)),
        (ONTOLOGY + "valueLow", _decimal(result.low)),
        (ONTOLOGY + "valueHigh", _decimal(result.high)),
        (ONTOLOGY + "unit", _text(result.unit)),
        (ONTOLOGY + "metricText", _text(result.metric or "")),
        (ONTOLOGY + "metric", Node(f"{base}metric/{slug(metric.name)}") if metric else None),
        (ONTOLOGY + "measuredOnText", _text(result.benchmark or "")),
        (ONTOLOGY + "measuredOn", entity(result.benchmark)),
        (ONTOLOGY + "resultSubjectText", _text(result.subject or "")),
        (ONTOLOGY + "resultSubject", entity(result.subject)),
        (ONTOLOGY + "baselineText", _text(result.baseline or "")),
        (ONTOLOGY + "baseline", entity(result.baseline)),
        (ONTOLOGY + "evidence", _span_node(paper, _value_span(result))),
        (ONTOLOGY + "rule", _rule_node(result.rule, base)),
        (PROV + "wasGeneratedBy", extraction),
    )


def _decimal(value: float | None) -> ox.Literal | None:
    if value is None:
        return None
    text = f"{value:.10f}".rstrip("0")
    return _typed(text + "0" if text.endswith(".") else text, "decimal")


def _entity_triples(facts: list[Facts], base: str) -> Iterator[ox.Triple]:
    """Types, labels and parents of the entities, sorted by id."""
    entities = summarise_entities(facts)
    for id_, summary in entities.items():
        label = preferred(summary.forms or summary.names)
        parent = nearest_parent(id_, entities)
        yield from _subject(
            Node(entity_iri(id_, base)),
            ONTOLOGY + summary.type,
            (SKOS + "prefLabel", ox.Literal(label)),
            *((SKOS + "altLabel", ox.Literal(form)) for form in sorted(summary.forms) if form != label),
            (SKOS + "broader", Node(entity_iri(parent, base)) if parent else None),
            *(
                (RDFS + "seeAlso", Node(f"{_ACCOUNTS}{quote(a, safe='')}"))
                for a in sorted(summary.accounts)
                if is_sluggable(a)
            ),
        )


def _shared_triples(facts: list[Facts], base: str) -> Iterator[ox.Triple]:
    """Rules and measures that the graph refers to, sorted."""
    rules = {e.role_rule for f in facts for e in f.entities} | {
        m.rule for f in facts for e in f.entities for m in e.mentions
    }
    rules |= {r.rule for f in facts for r in f.results}
    for rule in sorted(rules):
        yield from _subject(_rule_node(rule, base), ONTOLOGY + "Rule", (SKOS + "prefLabel", ox.Literal(rule)))
    used = {metric_of(r.metric) for f in facts for r in f.results if r.metric}
    for metric in load_metrics():
        if metric in used:
            better = metric.higher_is_better
            yield from _subject(
                Node(f"{base}metric/{slug(metric.name)}"),
                ONTOLOGY + "Metric",
                (SKOS + "prefLabel", ox.Literal(metric.name)),
                (ONTOLOGY + "higherIsBetter", None if better is None else _typed(str(better).lower(), "boolean")),
            )
