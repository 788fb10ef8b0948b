"""What one paper's Facts say, in the terms of the ontology: the paper first, then what hangs on it.

The order depends on the Facts only. There are no blank nodes. Nothing of the Facts is lost: `kgraph.restoring` reads
them back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from kgraph.exports.scope import Scope
from kgraph.exports.terms import (
    Description,
    Property,
    Term,
    address,
    date,
    decimal,
    describe,
    flag,
    integer,
    iri,
    kg,
    literal,
    text,
    typed,
)
from kgraph.iris import DCTERMS, FABIO, OA, PROV, RDF, RDFS
from kgraph.linking import resolve
from kgraph.metrics import measure_of
from kgraph.records import Entity, Facts, Mention, Paper, Result
from kgraph.schema import ABSTRACT, ROLES, TITLE

#: Field, start and end.
Place = tuple[str, int, int]
_GENERATED_BY = iri(PROV + "wasGeneratedBy")


def describe_paper(facts: Facts, name: str, scope: Scope) -> Iterator[Description]:
    """The content of a paper's graph.

    Parameters
    ----------
    facts : Facts
        What was extracted.
    name : str
        IRI of the paper.
    scope : Scope
        What of it is written.
    """
    paper = facts.paper
    texts = {field: content for field, content in ((TITLE, paper.title), (ABSTRACT, paper.abstract)) if content}
    results = dict(zip(result_iris(facts, name), facts.results, strict=True))
    yield describe(
        iri(name),
        kg("Paper"),
        *_description(paper, scope),
        (kg("authorList"), iri(f"{name}/authors") if paper.authors else None),
        *((kg("text"), iri(f"{name}/text/{field}")) for field in texts if scope.roles),
        *sorted(((kg(ROLES[e.role].term), scope.entity(e.id)) for e in facts.entities), key=_by_iri),
        *((kg("reportsResult"), iri(r)) for r in results),
    )
    if paper.authors:
        names = ((iri(f"{RDF}_{i}"), literal(author)) for i, author in enumerate(paper.authors, 1))
        yield describe(iri(f"{name}/authors"), iri(RDF + "Seq"), *names)
    if scope.roles:
        for field, content in texts.items():
            yield _describe_text(f"{name}/text/{field}", content, scope)
        named = _named_places(facts)
        for entity in facts.entities:
            yield _describe_role(entity, name, scope)
            if scope.spans:
                for mention in entity.mentions:
                    # a place that names several entities is one span, written with the first of them
                    if ids := named.pop(mention[:3], None):
                        yield _describe_span(mention, ids, name, scope)
    for result_iri, result in results.items():
        yield _describe_result(facts, result, result_iri, name, scope)
    if scope.spans:
        yield from _values(facts, name, scope)
    if scope.roles:
        yield describe(
            iri(name + "/extraction"),
            kg("Extraction"),
            *((iri(PROV + "used"), iri(f"{name}/text/{field}")) for field in texts),
            (iri(PROV + "wasAssociatedWith"), scope.agent),
            (kg("ruleSetDigest"), literal(f"sha256:{scope.provenance.rule_set_digest}")),
            (kg("lexiconDigest"), literal(f"sha256:{scope.provenance.lexicon_digest}")),
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
    yield iri(DCTERMS + "title"), literal(paper.title)
    yield kg("paperId"), literal(paper.id)
    yield iri(FABIO + "hasArXivId"), text(paper.arxiv_id)
    yield iri(DCTERMS + "identifier"), text(paper.doi and f"doi:{paper.doi}")
    yield iri(DCTERMS + "issued"), date(paper.date)
    yield kg("dateInferred"), flag(paper.date_inferred)
    yield kg("dailyPapersDate"), date(paper.listed)
    yield kg("dailyPapersDateInferred"), flag(paper.listed_inferred)
    yield kg("authorCount"), integer(paper.author_count)
    yield kg("upvotes"), integer(paper.upvotes)
    if publisher is not None:
        yield kg("publishedBy"), scope.entity(publisher.id) if publisher.id else None
        yield kg("publisherText"), literal(publisher.name)
        yield kg("publisherAccount"), text(publisher.account)
    yield iri(RDFS + "seeAlso"), home
    yield kg("addressText"), text(paper.url) if home is None else None
    for author in dict.fromkeys(paper.authors):
        yield iri(DCTERMS + "creator"), literal(author)
    for source in dict.fromkeys(paper.sources):
        yield iri(DCTERMS + "source"), literal(source)


def _describe_text(name: str, content: str, scope: Scope) -> Description:
    return describe(
        iri(name),
        kg("Text"),
        (kg("length"), integer(len(content))),
        (kg("sha256"), literal(hashlib.sha256(content.encode("utf-8")).hexdigest())),
        (iri(PROV + "value"), literal(content) if scope.texts else None),
    )


def _named_places(facts: Facts) -> dict[Place, list[str]]:
    """Field, start and end of each mention -> ids of the entities that it names."""
    found: dict[Place, list[str]] = {}
    for entity in facts.entities:
        for mention in entity.mentions:
            found.setdefault(mention[:3], []).append(entity.id)
    return found


def _describe_role(entity: Entity, paper: str, scope: Scope) -> Description:
    return describe(
        iri(f"{paper}/role/{entity.id}"),
        kg("RoleAssertion"),
        (iri(RDF + "subject"), iri(paper)),
        (iri(RDF + "predicate"), kg(ROLES[entity.role].term)),
        (iri(RDF + "object"), scope.entity(entity.id)),
        (kg("canonicalName"), literal(entity.name)),
        (kg("lineage"), text(" ".join(entity.parents))),
        (kg("evidence"), _span(paper, entity.evidence) if scope.spans else None),
        (kg("rule"), scope.rule(entity.role_rule)),
        (_GENERATED_BY, iri(paper + "/extraction")),
    )


def _span(paper: str, mention: Mention) -> Term:
    return iri(f"{paper}/span/{mention.field}/{mention.start}-{mention.end}")


def _describe_span(mention: Mention, ids: list[str], paper: str, scope: Scope) -> Description:
    """A place in a text, and the entities that it names, if it does."""
    return describe(
        _span(paper, mention),
        kg("Mention" if ids else "Span"),
        (kg("inText"), iri(f"{paper}/text/{mention.field}")),
        (iri(OA + "start"), typed(mention.start, "nonNegativeInteger")),
        (iri(OA + "end"), typed(mention.end, "nonNegativeInteger")),
        (iri(OA + "exact"), literal(mention.text)),
        *((kg("refersTo"), scope.entity(id_)) for id_ in dict.fromkeys(ids)),
        (kg("rule"), scope.rule(mention.rule)),
        (_GENERATED_BY, iri(paper + "/extraction")),
    )


def _value_span(result: Result) -> Mention:
    """The place of a result's value; two results on one value share it, and the rule of the first."""
    return Mention(result.field, result.start, result.end, result.value, result.rule)


def _values(facts: Facts, paper: str, scope: Scope) -> Iterator[Description]:
    """The places of values, but for those that are mentions of an entity and written as such."""
    spans = {s[:3]: s for s in map(_value_span, reversed(facts.results))}
    for place in sorted(set(spans) - set(_named_places(facts))):
        yield _describe_span(spans[place], [], paper, scope)


def _by_iri(link: tuple[Term, Term]) -> tuple[str, str]:
    """The order of links: by property and IRI, this without the bracket, which sorts behind digits."""
    return link[0], link[1][:-1]


def _describe_result(facts: Facts, result: Result, name: str, paper: str, scope: Scope) -> Description:
    metric = measure_of(result.metric) if result.metric else None

    def told(term: str, rule: str) -> Property:
        """The rule that told a name."""
        return kg(term + "Rule"), scope.rule(rule) if rule and scope.roles else None

    def named(term: str, written: str | None, rule: str) -> Iterator[Property]:
        """A name as written, the entities of this paper that it stands for, and the rule that told it."""
        yield kg(term + "Text"), None if written is None else literal(written)
        yield from sorted(((kg(term), scope.entity(e.id)) for e in resolve(facts, written)), key=_by_iri)
        yield told(term, rule)

    return describe(
        iri(name),
        kg("Result"),
        (kg("valueText"), literal(result.value)),
        (kg("valueLow"), decimal(result.low)),
        (kg("valueHigh"), decimal(result.high)),
        (kg("unit"), text(result.unit)),
        (kg("isChange"), flag(result.change)),
        (kg("metricText"), None if result.metric is None else literal(result.metric)),
        (kg("metric"), scope.metric(metric.name) if metric else None),
        told("metric", result.metric_rule),
        *named("measuredOn", result.benchmark, result.benchmark_rule),
        *named("resultSubject", result.subject, result.subject_rule),
        *named("baseline", result.baseline, result.baseline_rule),
        (kg("evidence"), _span(paper, _value_span(result)) if scope.spans else None),
        (kg("rule"), scope.rule(result.rule) if scope.roles else None),
        (_GENERATED_BY, iri(paper + "/extraction") if scope.roles else None),
    )
