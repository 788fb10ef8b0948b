"""A build read back from its N-Quads alone: the Facts that it was written from, its base IRI and what it was made with.

The inverse of `kgraph.exports.triples`. It needs all evidence and the texts; what was written with less is refused.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

import pyoxigraph as ox

from kgraph.errors import GraphError
from kgraph.exports.provenance import Provenance
from kgraph.iris import DCTERMS, FABIO, OA, ONTOLOGY, PROV, RDF, RDFS, SKOS
from kgraph.parsing import read_rdf
from kgraph.records import Entity, Facts, Mention, Paper, Publisher, Result
from kgraph.schema import ABSTRACT, ENTITY_TYPES, ROLES, TITLE

_SHARED, _OF_PAPER = "graph/entities", "/graph"
Number = TypeVar("Number", int, float)
_TYPES = {t.key: t.name for t in ENTITY_TYPES.values()}
_ROLES = {ONTOLOGY + r.term: r.name for r in ROLES.values()}
_REMEDY = "restore N-Quads that kgraph wrote with full evidence and the texts"
#: Subject -> property -> values, all as plain strings: the datatype follows from the property.
Description = dict[str, dict[str, list[str]]]


class Restored(NamedTuple):
    """What N-Quads say of a build.

    Attributes
    ----------
    facts : list of Facts
        Sorted by the ids of the papers.
    base : str
        Under which IRI the instances live.
    provenance : Provenance or None
        What they were made with; None where there is no paper.
    """

    facts: list[Facts]
    base: str
    provenance: Provenance | None


def restore(path: str | Path) -> list[Facts]:
    """The Facts that N-Quads were written from, sorted by the ids of the papers.

    Parameters
    ----------
    path : path
        A ``graph.nq``, as a build or ``kgraph export -f nquads`` writes it, with full evidence.

    Raises
    ------
    GraphError
        The file is missing, is no N-Quads, or lacks what the Facts hold.
    """
    return read_nquads(path).facts


def read_nquads(path: str | Path) -> Restored:
    """The whole of what N-Quads say of a build; parameters and errors as in `restore`."""
    graphs = _graphs(path)
    base = next((g.removesuffix(_SHARED) for g in graphs if g.endswith(_SHARED)), "")
    shared = graphs.pop(base + _SHARED, None)
    if shared is None:
        raise GraphError("no graph of what papers share", path=str(path), remedy=_REMEDY)
    readers = [
        _PaperGraph(iri.removesuffix(_OF_PAPER), graph, shared, base, str(path)) for iri, graph in graphs.items()
    ]
    facts = sorted((r.facts() for r in readers), key=lambda f: f.paper.id)
    return Restored(facts, base, readers[0].provenance() if readers else None)


def _graphs(path: str | Path) -> dict[str, Description]:
    """Name -> content of every named graph."""
    graphs: dict[str, Description] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for subject, predicate, value, graph in read_rdf(path, ox.RdfFormat.N_QUADS):
        if isinstance(graph, ox.DefaultGraph):
            raise GraphError(f"{subject} is outside any named graph", path=str(path), remedy=_REMEDY)
        # an IRI is held once, however often it is named
        said = sys.intern(value.value) if isinstance(value, ox.NamedNode) else value.value
        graphs[graph.value][subject.value][sys.intern(predicate.value)].append(said)
    return graphs


class _PaperGraph:
    """The named graph of one paper, and how it is read."""

    def __init__(self, iri: str, graph: Description, shared: Description, base: str, path: str) -> None:
        self._iri, self._graph, self._shared, self._base, self._path = iri, graph, shared, base, path

    def facts(self) -> Facts:
        """All that the graph says."""
        return Facts(self._paper(), tuple(self._entities()), tuple(self._results()))

    def provenance(self) -> Provenance:
        """What the extraction names."""
        extraction = self._iri + "/extraction"
        agent = self._value(extraction, PROV + "wasAssociatedWith")
        return Provenance(
            self._value(extraction, ONTOLOGY + "lexiconDigest").removeprefix("sha256:"),
            self._value(extraction, ONTOLOGY + "ruleSetDigest").removeprefix("sha256:"),
            self._shared_value(agent, ONTOLOGY + "softwareVersion"),
        )

    def _all(self, subject: str, property_: str) -> list[str]:
        return self._graph.get(subject, {}).get(property_, [])

    def _optional(self, subject: str, property_: str) -> str | None:
        return next(iter(self._all(subject, property_)), None)

    def _value(self, subject: str, property_: str) -> str:
        value = self._optional(subject, property_)
        if value is None:
            self._lacks(subject, property_)
        return value

    def _shared_value(self, subject: str, property_: str) -> str:
        values = self._shared.get(subject, {}).get(property_)
        if not values:
            self._lacks(subject, property_)
        return values[0]

    def _lacks(self, subject: str, property_: str) -> NoReturn:
        raise GraphError(f"<{subject}> has no <{property_}>", path=self._path, remedy=_REMEDY)

    def _optional_number(self, subject: str, property_: str, kind: Callable[[str], Number]) -> Number | None:
        value = self._optional(subject, property_)
        return None if value is None else self._number(value, kind, subject, property_)

    def _number(self, written: str, kind: Callable[[str], Number], *iris: str) -> Number:
        """The number that is written; `iris` say where."""
        try:
            return kind(written)
        except ValueError as error:
            place = " ".join(f"<{iri}>" for iri in iris)
            raise GraphError(f"no number: {place} {written!r}", path=self._path, remedy=_REMEDY) from error

    def _offset(self, span: str, property_: str) -> int:
        return self._number(self._value(span, property_), int, span, property_)

    def _known(self, names: dict[str, str], name: str) -> str:
        if name not in names:
            raise GraphError(f"not known here: {name}", path=self._path, remedy=_REMEDY)
        return names[name]

    def _typed(self, class_: str) -> list[str]:
        """Subjects of a class, sorted."""
        return sorted(s for s, about in self._graph.items() if ONTOLOGY + class_ in about.get(RDF + "type", ()))

    def _entity_id(self, iri: str) -> str:
        return iri.removeprefix(f"{self._base}entity/")

    def _paper(self) -> Paper:
        iri = self._iri

        def text(property_: str) -> str:
            return self._optional(iri, property_) or ""

        listed = set(self._all(iri, ONTOLOGY + "text"))
        abstract = f"{iri}/text/{ABSTRACT}"
        title = self._value(iri, DCTERMS + "title")
        if title and f"{iri}/text/{TITLE}" not in listed:
            self._lacks(iri, ONTOLOGY + "text")
        return Paper(
            id=self._value(iri, ONTOLOGY + "paperId"),
            title=title,
            abstract=self._value(abstract, PROV + "value") if abstract in listed else "",
            date=text(DCTERMS + "issued"),
            date_inferred=text(ONTOLOGY + "dateInferred") == "true",
            listed=text(ONTOLOGY + "dailyPapersDate"),
            listed_inferred=text(ONTOLOGY + "dailyPapersDateInferred") == "true",
            organisation=self._publisher(),
            authors=tuple(self._authors()),
            author_count=self._optional_number(iri, ONTOLOGY + "authorCount", int),
            upvotes=self._optional_number(iri, ONTOLOGY + "upvotes", int),
            arxiv_id=text(FABIO + "hasArXivId"),
            doi=text(DCTERMS + "identifier").removeprefix("doi:"),
            url=text(RDFS + "seeAlso") or text(ONTOLOGY + "addressText"),
            sources=tuple(sorted(self._all(iri, DCTERMS + "source"))),
        )

    def _publisher(self) -> Publisher | None:
        name = self._optional(self._iri, ONTOLOGY + "publisherText")
        if name is None:
            return None
        account = self._optional(self._iri, ONTOLOGY + "publisherAccount") or ""
        return Publisher(name, account, self._entity_id(self._optional(self._iri, ONTOLOGY + "publishedBy") or ""))

    def _authors(self) -> list[str]:
        """The members of the list of authors, in order."""
        list_ = f"{self._iri}/authors"
        members = {p: names[0] for p, names in self._graph.get(list_, {}).items() if p.startswith(RDF + "_")}
        numbered = {self._number(p.removeprefix(RDF + "_"), int, list_, p): name for p, name in members.items()}
        return [numbered[i] for i in sorted(numbered)]

    def _entities(self) -> Iterator[Entity]:
        mentions: dict[str, list[str]] = defaultdict(list)
        for span in self._typed("Mention"):
            for target in self._all(span, ONTOLOGY + "refersTo"):
                mentions[target].append(span)
        for role in self._typed("RoleAssertion"):
            target = self._value(role, RDF + "object")
            id_ = self._entity_id(target)
            yield Entity(
                id=id_,
                type=self._known(_TYPES, id_.partition("/")[0]),
                name=self._value(role, ONTOLOGY + "canonicalName"),
                role=self._known(_ROLES, self._value(role, RDF + "predicate")),
                role_rule=self._rule(role),
                evidence=self._mention(self._value(role, ONTOLOGY + "evidence")),
                mentions=tuple(sorted(map(self._mention, mentions[target]), key=_in_text)),
                parents=tuple((self._optional(role, ONTOLOGY + "lineage") or "").split()),
            )

    def _mention(self, span: str) -> Mention:
        return Mention(
            self._value(span, ONTOLOGY + "inText").rpartition("/")[2],
            self._offset(span, OA + "start"),
            self._offset(span, OA + "end"),
            self._value(span, OA + "exact"),
            self._rule(span),
        )

    def _rule(self, subject: str) -> str:
        return self._shared_value(self._value(subject, ONTOLOGY + "rule"), SKOS + "prefLabel")

    def _optional_rule(self, subject: str, term: str) -> str:
        rule = self._optional(subject, ONTOLOGY + term)
        return self._shared_value(rule, SKOS + "prefLabel") if rule else ""

    def _results(self) -> Iterator[Result]:
        found = [(self._mention(self._value(iri, ONTOLOGY + "evidence")), iri) for iri in self._typed("Result")]
        for place, iri in sorted(found, key=lambda r: (*_in_text(r[0]), self._turn(r[1]))):
            yield self._result(iri, place)

    def _turn(self, result: str) -> int:
        """Which of the results on one value it is: the second is numbered 2, the first has no number."""
        return self._number(result.rpartition("/")[2].partition("--")[2] or "1", int, result)

    def _result(self, iri: str, place: Mention) -> Result:
        def text(term: str) -> str | None:
            return self._optional(iri, ONTOLOGY + term)

        return Result(
            value=self._value(iri, ONTOLOGY + "valueText"),
            metric=text("metricText"),
            benchmark=text("measuredOnText"),
            subject=text("resultSubjectText"),
            baseline=text("baselineText"),
            field=place.field,
            start=place.start,
            end=place.end,
            rule=self._rule(iri),
            low=self._optional_number(iri, ONTOLOGY + "valueLow", float),
            high=self._optional_number(iri, ONTOLOGY + "valueHigh", float),
            unit=text("unit") or "",
            change=text("isChange") == "true",
            metric_rule=self._optional_rule(iri, "metricRule"),
            benchmark_rule=self._optional_rule(iri, "measuredOnRule"),
            subject_rule=self._optional_rule(iri, "resultSubjectRule"),
            baseline_rule=self._optional_rule(iri, "baselineRule"),
        )


def _in_text(place: Mention) -> tuple[bool, int, int]:
    """The order of places in a paper: title first."""
    return place.field != TITLE, place.start, place.end
