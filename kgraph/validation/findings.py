"""What a validation finds, and how it is told to people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from kgraph.iris import RDF
from kgraph.ontology import PREFIXES, compact

Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
SEVERITIES = ("Violation", "Warning", "Info")
_SH = PREFIXES["sh"]
_TYPE = ox.NamedNode(RDF + "type")


class Finding(NamedTuple):
    """One thing that a shape does not allow: a SHACL validation result.

    Attributes
    ----------
    severity : str
        One of `SEVERITIES`.
    source : str
        IRI of the constraint that is a query, else of the shape.
    shape, component : str
        IRIs of the shape and of the kind of constraint.
    focus : RDF term
        The node that is wrong.
    path, value : RDF term or None
        The property and the value that are, where it is about one.
    message : str
        What is wrong.
    """

    severity: str
    source: str
    shape: str
    component: str
    focus: Node
    path: Node | None
    value: Node | None
    message: str

    @property
    def order(self) -> tuple[int, str, tuple[str, ...]]:
        """Violations first, then by shape and node."""
        terms = tuple(str(t) for t in (self.focus, self.path, self.value, self.component))
        return SEVERITIES.index(self.severity), self.source, terms


def severity_of(iri: object) -> str:
    """The severity of a shape that states this one, or none."""
    return str(iri or f"{_SH}Violation").removeprefix(_SH)


def shown(term: Node | str) -> str:
    """A term in a message: what has a prefix with it, other nodes as IRIs, literals as their text."""
    if isinstance(term, ox.Literal):
        return json.dumps(term.value, ensure_ascii=False)
    if isinstance(term, ox.BlankNode):
        return str(term)
    iri = term if isinstance(term, str) else term.value
    short = compact(iri)
    return f"<{iri}>" if short == iri else short


def report_turtle(findings: Sequence[Finding]) -> str:
    """The findings as a SHACL validation report in Turtle."""

    def sh(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SH + name)

    def triples() -> Iterator[ox.Triple]:
        report = ox.BlankNode("report")
        yield ox.Triple(report, _TYPE, sh("ValidationReport"))
        # SHACL calls a graph with warnings not conforming, too
        yield ox.Triple(report, sh("conforms"), ox.Literal(not findings))
        results = [ox.BlankNode(f"result{n}") for n, _ in enumerate(findings, 1)]
        for result in results:
            yield ox.Triple(report, sh("result"), result)
        for result, finding in zip(results, findings, strict=True):
            yield ox.Triple(result, _TYPE, sh("ValidationResult"))
            yield ox.Triple(result, sh("resultSeverity"), sh(finding.severity))
            yield ox.Triple(result, sh("sourceShape"), ox.NamedNode(finding.shape))
            if finding.source != finding.shape:
                yield ox.Triple(result, sh("sourceConstraint"), ox.NamedNode(finding.source))
            yield ox.Triple(result, sh("sourceConstraintComponent"), ox.NamedNode(finding.component))
            yield ox.Triple(result, sh("focusNode"), finding.focus)
            for name, term in (("resultPath", finding.path), ("value", finding.value)):
                if term is not None:
                    yield ox.Triple(result, sh(name), term)
            yield ox.Triple(result, sh("resultMessage"), ox.Literal(finding.message, language="en"))

    return (ox.serialize(triples(), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode("utf-8")
