"""The ontology and its alignments in Turtle, made from the table of terms.

Alignments (`skos:closeMatch`) are a file of their own: from them a reasoner infers that our classes are SKOS concepts,
which users of the ontology need not accept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from kgraph.ontology import PREFIXES, Term, load_terms

ONTOLOGY = "<https://kgraph.example/ontology>"
GENERATED = "# Made by `make ontology` from the table of terms, kgraph/ontology/terms.tsv; do not edit.\n"
_KINDS = {"class": "owl:Class", "object": "owl:ObjectProperty", "datatype": "owl:DatatypeProperty"}


def header(prefixes: Mapping[str, str]) -> str:
    """The prefix lines of a Turtle file."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())


def literal(text: str) -> str:
    """A string as Turtle writes it: JSON's escapes are a part of Turtle's."""
    return json.dumps(text, ensure_ascii=False)


def statement(subject: str, *properties: tuple[str, str]) -> str:
    """The triples of one subject, one property a line, those without a value left out.

    Examples
    --------
    >>> print(statement("kg:Paper", ("a", "owl:Class"), ("rdfs:label", '"paper"@en'), ("rdfs:comment", "")))
    kg:Paper
        a owl:Class ;
        rdfs:label "paper"@en .
    <BLANKLINE>
    """
    lines = [f"    {name} {value}" for name, value in properties if value]
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"


def ontology_turtle() -> str:
    """The ontology, as `ontology/kgraph.ttl` holds it."""
    from kgraph import __version__

    own = [t for t in load_terms().values() if t.own]
    prefixes = ("kg", "dcterms", "foaf", "oa", "owl", "prov", "rdf", "rdfs", "schema", "skos", "void", "xsd")
    return "\n".join(
        (
            GENERATED,
            header({p: PREFIXES[p] for p in prefixes}),
            statement(
                ONTOLOGY,
                ("a", "owl:Ontology"),
                ("dcterms:title", '"kgraph ontology"@en'),
                (
                    "dcterms:description",
                    '"What a graph of AI papers says: which papers introduce, use, compare and evaluate on what, '
                    'with which numbers, and where it is written."@en',
                ),
                ("owl:versionInfo", literal(__version__)),
            ),
            "# Classes\n",
            *(_declaration(t) for t in own if t.kind == "class"),
            "# Properties\n",
            *(_declaration(t) for t in own if t.kind != "class"),
        )
    )


def _declaration(term: Term) -> str:
    broader = "rdfs:subClassOf" if term.kind == "class" else "rdfs:subPropertyOf"
    return statement(
        term.name,
        ("a", _KINDS[term.kind]),
        (broader, " , ".join(term.parents)),
        # two domains or ranges would mean things of both classes at once; these properties take things of either
        ("rdfs:domain" if len(term.domain) == 1 else "schema:domainIncludes", " , ".join(term.domain)),
        ("rdfs:range" if len(term.range) == 1 else "schema:rangeIncludes", " , ".join(term.range)),
        ("rdfs:label", f"{literal(term.label)}@en"),
        ("rdfs:comment", f"{literal(term.definition)}@en"),
        ("skos:example", literal(term.example)),
        ("rdfs:isDefinedBy", ONTOLOGY),
    )


def alignments_turtle() -> str:
    """The alignments with other vocabularies, as `ontology/kgraph-align.ttl` holds them."""
    aligned = [t for t in load_terms().values() if t.close]
    used = {name.partition(":")[0] for t in aligned for name in t.close}
    prefixes = {p: iri for p, iri in PREFIXES.items() if p in used | {"kg", "dcterms", "owl", "skos"}}
    return "\n".join(
        (
            GENERATED,
            header(prefixes),
            statement(
                "<https://kgraph.example/ontology-align>",
                ("a", "owl:Ontology"),
                ("dcterms:title", '"kgraph ontology: alignments"@en'),
                ("owl:imports", ONTOLOGY),
            ),
            *(statement(t.name, ("skos:closeMatch", " , ".join(t.close))) for t in aligned),
        )
    )
