"""What the stored queries that make graphs answer over the papers of the library: name -> values of parameters, Turtle."""

from __future__ import annotations

import pyoxigraph as ox

from kgraph.iris import BASE
from kgraph.sparql import Table

_PREFIXES = """
@base <https://kgraph.example/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://kgraph.example/ontology#> .
@prefix model: <https://kgraph.example/id/entity/model/> .
@prefix np: <http://www.nanopub.org/nschema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rule: <https://kgraph.example/id/rule/> .
"""

GRAPHS: dict[str, tuple[dict[str, str], str]] = {
    "annotations": (
        {"paper": "9901.00001", "entity": "QuillNet"},
        """
        @base <https://kgraph.example/id/paper/arxiv/9901.00001/> .
        <span/title/0-8/annotation> a oa:Annotation ;
            oa:motivatedBy oa:identifying ;
            oa:hasBody model:quillnet ;
            oa:hasTarget <span/title/0-8/target> ;
            dcterms:creator <../../../software/kgraph/0.1.0> ;
            prov:wasGeneratedBy <extraction> ;
            kg:rule rule:lexicon-model .
        <span/title/0-8/target> a oa:SpecificResource ;
            oa:hasSource <text/title> ;
            oa:hasSelector <span/title/0-8> , <span/title/0-8/quote> .
        <span/title/0-8> a oa:TextPositionSelector ; oa:start 0 ; oa:end 8 .
        <span/title/0-8/quote> a oa:TextQuoteSelector ;
            oa:prefix "" ; oa:exact "QuillNet" ; oa:suffix ": Sparse Routing for Proof Searc" .

        <span/abstract/13-21/annotation> a oa:Annotation ;
            oa:motivatedBy oa:identifying ;
            oa:hasBody model:quillnet ;
            oa:hasTarget <span/abstract/13-21/target> ;
            dcterms:creator <../../../software/kgraph/0.1.0> ;
            prov:wasGeneratedBy <extraction> ;
            kg:rule rule:lexicon-model .
        <span/abstract/13-21/target> a oa:SpecificResource ;
            oa:hasSource <text/abstract> ;
            oa:hasSelector <span/abstract/13-21> , <span/abstract/13-21/quote> .
        <span/abstract/13-21> a oa:TextPositionSelector ; oa:start 13 ; oa:end 21 .
        <span/abstract/13-21/quote> a oa:TextQuoteSelector ;
            oa:prefix "We introduce " ; oa:exact "QuillNet" ; oa:suffix ", a language model by Inkwell La" .
        """,
    ),
    "nanopublication": (
        {"paper": "9901.00001"},
        """
        @base <https://kgraph.example/id/paper/arxiv/9901.00001/> .
        <nanopublication> a np:Nanopublication ;
            np:hasAssertion <graph> ;
            np:hasProvenance <nanopublication/provenance> ;
            np:hasPublicationInfo <nanopublication/info> .
        <graph> prov:wasDerivedFrom <text/title> , <text/abstract> ;
            prov:wasGeneratedBy <extraction> ;
            prov:wasAttributedTo <../../../software/kgraph/0.1.0> .
        <nanopublication> dcterms:creator <../../../software/kgraph/0.1.0> ; dcterms:subject <../9901.00001> .
        """,
    ),
}


def expected(name: str, base: str = BASE) -> set[str]:
    """The triples of the answer to a stored query, as lines of N-Triples."""
    quads = ox.parse(_PREFIXES + GRAPHS[name][1], format=ox.RdfFormat.TURTLE)
    return {str(q.triple).replace(f"<{BASE}", f"<{base}") for q in quads}


def triples(table: Table) -> set[str]:
    """The triples of an answer in the same form."""
    assert table.kind == "triples"
    return {str(ox.Triple(*row)) for row in table.rows}  # type: ignore[arg-type]
