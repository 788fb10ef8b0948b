"""Stored queries that make graphs: the exact triples, from any engine and in files that others read, and what they are for."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from endpoint import serving
from graph_answers import GRAPHS, expected, triples
from rdflib.compare import isomorphic

from kgraph.exports import write
from kgraph.exports.provenance import Provenance
from kgraph.iris import OA, PROV
from kgraph.records import Facts
from kgraph.sparql import RESULT_FORMATS, Endpoint, find_query, open_store, query, with_values
from kgraph.sparql.results import Table, to_rdf

Run = Callable[..., subprocess.CompletedProcess[str]]
NP = "http://www.nanopub.org/nschema#"
NAMES = sorted(GRAPHS)


@pytest.fixture(scope="module")
def store(library_build: Path) -> ox.Store:
    return open_store(library_build)


# the triples


@pytest.mark.parametrize("name", NAMES)
def test_stored_query_makes_the_right_graph(name: str, store: ox.Store) -> None:
    assert triples(query(store, find_query(name), GRAPHS[name][0])) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_stored_query_makes_the_same_graph_under_another_base(
    name: str, library_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    base = "https://papers.example.org/ai#"
    path = write(library_facts, tmp_path / "graph.ttl", provenance=provenance, base=base)
    assert triples(query(open_store(path), find_query(name), GRAPHS[name][0])) == expected(name, base)


@pytest.mark.parametrize("name", NAMES)
def test_endpoint_makes_the_same_graph(name: str, store: ox.Store) -> None:
    with serving(store) as (address, _):
        assert triples(query(Endpoint(f"{address}/sparql"), find_query(name), GRAPHS[name][0])) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_engine_of_rdflib_makes_the_same_graph(name: str, store: ox.Store, library_build: Path) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(library_build / "graph.nq", format="nquads")
    found = dataset.query(with_values(store, find_query(name), GRAPHS[name][0])).graph
    assert found is not None
    lines = ox.parse(found.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    # our store knows one datatype of whole numbers
    assert {str(q.triple).replace("nonNegativeInteger", "integer") for q in lines} == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_stored_query_makes_a_graph_without_values_too(name: str, store: ox.Store) -> None:
    assert query(store, find_query(name)).rows


def test_nanopublication_needs_roles_and_annotations_need_places(
    library_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    made = {
        level: open_store(write(library_facts, tmp_path / f"{level}.nq", provenance=provenance, evidence=level))
        for level in ("none", "roles")
    }
    assert triples(query(made["roles"], find_query("nanopublication"), {"paper": "9901.00001"})) == expected("nanopublication")  # fmt: skip
    assert not query(made["none"], find_query("nanopublication")).rows
    assert not query(made["roles"], find_query("annotations")).rows


# files


@pytest.mark.parametrize("name", NAMES)
def test_command_prints_turtle_that_rdflib_reads(name: str, library_build: Path, run: Run) -> None:
    values = [f"{key}={value}" for key, value in GRAPHS[name][0].items()]
    done = run("query", library_build, name, *values)
    assert (done.returncode, done.stderr) == (0, "")
    wanted = rdflib.Graph().parse(data="\n".join(f"{line} ." for line in expected(name)), format="nt")
    assert isomorphic(rdflib.Graph().parse(data=done.stdout, format="turtle"), wanted)
    assert done.stdout == run("query", library_build, name, *values, "-f", "turtle").stdout


def test_turtle_is_for_people(store: ox.Store) -> None:
    text = RESULT_FORMATS["turtle"](query(store, find_query("nanopublication"), {"paper": "9901.00001"}))
    assert text == (
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
        "@prefix np: <http://www.nanopub.org/nschema#> .\n"
        "\n"
        "@base <https://kgraph.example/id/paper/arxiv/9901.00001/> .\n"
        "<graph> prov:wasAttributedTo <https://kgraph.example/id/software/kgraph/0.1.0> ;\n"
        "\tprov:wasDerivedFrom <text/abstract> , <text/title> ;\n"
        "\tprov:wasGeneratedBy <extraction> .\n"
        "<nanopublication> a np:Nanopublication ;\n"
        "\tdcterms:creator <https://kgraph.example/id/software/kgraph/0.1.0> ;\n"
        "\tdcterms:subject <https://kgraph.example/id/paper/arxiv/9901.00001> ;\n"
        "\tnp:hasAssertion <graph> ;\n"
        "\tnp:hasProvenance <nanopublication/provenance> ;\n"
        "\tnp:hasPublicationInfo <nanopublication/info> .\n"
    )


@pytest.mark.parametrize("format", [f for f in ox.RdfFormat.__dict__.values() if isinstance(f, ox.RdfFormat)], ids=str)
def test_graph_is_read_back_from_every_format(format: ox.RdfFormat, store: ox.Store) -> None:
    for name in NAMES:
        table = query(store, find_query(name), {"paper": "any"})
        assert {str(q.triple) for q in ox.parse(to_rdf(table, format), format=format)} == triples(table)


@pytest.mark.parametrize(
    ("subjects", "base"),
    [
        (["https://a.example/x/1", "https://a.example/x/2"], "https://a.example/x/"),
        (["https://a.example/x/y/1", "https://a.example/x/z/2"], "https://a.example/x/"),
        (["https://a.example/x/1", "https://a.example/xyz/2"], ""),
        (["https://a.example/x/1", "https://b.example/x/1"], ""),
        (["https://a.example/x#1", "https://a.example/x#2"], ""),
        (["https://a.example/x?/1", "https://a.example/x?/2"], ""),
        (["https://a.example/x?1:2", "https://a.example/x/y:1"], ""),
        (["urn:a:x/1", "urn:a:x/2"], ""),
        (["https://kgraph.example/id/entity/model/a"], ""),
    ],
)
def test_names_are_relative_to_a_folder_that_holds_all_subjects(subjects: list[str], base: str) -> None:
    prefixes = {"model": "https://kgraph.example/id/entity/model/"}
    made = [ox.Triple(ox.NamedNode(s), ox.NamedNode("urn:p"), ox.NamedNode(o)) for s in subjects for o in subjects]
    text = RESULT_FORMATS["turtle"](Table.of_triples(made).named(prefixes))
    assert ("@base" in text) == bool(base)
    assert not base or f"@base <{base}> ." in text
    assert {q.triple for q in ox.parse(text, format=ox.RdfFormat.TURTLE)} == set(made)
    assert {str(s) for s in rdflib.Graph().parse(data=text, format="turtle").subjects()} == set(subjects)


def test_graph_is_a_table_where_that_is_wanted(library_build: Path, run: Run) -> None:
    done = run("query", library_build, "nanopublication", "paper=9901.00001", "-f", "table")
    assert done.returncode == 0, done.stderr
    assert "np:Nanopublication" in done.stdout
    assert done.stderr == "10 triples\n"
    lines = run("query", library_build, "nanopublication", "paper=9901.00001", "-f", "csv").stdout.splitlines()
    assert (lines[0], len(lines)) == ("subject,predicate,object", 11)


def test_graph_of_nothing_is_said_to_be_empty(library_build: Path, run: Run) -> None:
    done = run("query", library_build, "CONSTRUCT { ?p a oa:Annotation } WHERE { ?p kg:uses model:quilnet }")
    assert (done.returncode, done.stdout) == (0, "")
    # what is made need not be there; what is looked for is told
    assert done.stderr == (
        "0 triples\nkgraph: note: model:quilnet is nowhere in this graph (did you mean model:quillnet?)\n"
    )


# what they are for


def test_annotations_point_at_what_they_quote(store: ox.Store, library_facts: list[Facts]) -> None:
    graph = rdflib.Graph().parse(
        data=RESULT_FORMATS["turtle"](query(store, find_query("annotations"), {"paper": "any"})), format="turtle"
    )
    oa, texts = rdflib.Namespace(OA), rdflib.Namespace(PROV).value
    answer = store.query(f"SELECT ?t ?w {{ ?t <{texts}> ?w }}", use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    words = {rdflib.URIRef(text.value): value.value for text, value in answer}
    mentions = {m for f in library_facts for e in f.entities for m in ((f.paper.id, *p[:3]) for p in e.mentions)}
    annotations = list(graph.subjects(rdflib.RDF.type, oa.Annotation))
    assert len(annotations) == len(mentions) > 40
    for annotation in annotations:
        target = graph.value(annotation, oa.hasTarget)
        text = words[graph.value(target, oa.hasSource)]  # type: ignore[index]
        kinds = {graph.value(s, rdflib.RDF.type): s for s in graph.objects(target, oa.hasSelector)}
        place, quote = kinds[oa.TextPositionSelector], kinds[oa.TextQuoteSelector]
        start, end = (int(str(graph.value(place, p))) for p in (oa.start, oa.end))
        before, exact, after = (str(graph.value(quote, p)) for p in (oa.prefix, oa.exact, oa.suffix))
        assert text[start:end] == exact
        assert text[max(start - 32, 0) : start] == before
        assert text[end : end + 32] == after


def test_nanopublication_is_well_formed_with_the_graph_of_the_paper(store: ox.Store, library_build: Path) -> None:
    """The rules of nanopub.net's guidelines: four graphs of different names, each of which says what it is for."""
    made = rdflib.Graph().parse(
        data=RESULT_FORMATS["turtle"](query(store, find_query("nanopublication"), {"paper": "9901.00001"}))
    )
    np = rdflib.Namespace(NP)
    (publication,) = made.subjects(rdflib.RDF.type, np.Nanopublication)
    (assertion,), (provenance,), (info,) = (
        list(made.objects(publication, p)) for p in (np.hasAssertion, np.hasProvenance, np.hasPublicationInfo)
    )
    assert len({publication, assertion, provenance, info}) == 4
    whole = ox.parse(path=str(library_build / "graph.nq"))
    assert len([q for q in whole if q.graph_name == ox.NamedNode(str(assertion))]) > 50
    head = {t for t in made if t[0] == publication and any(str(term).startswith(NP) for term in t[1:])}
    assert len(head) == 4
    of_assertion = {t for t in made if t[0] == assertion}
    of_publication = {t for t in made if t[0] == publication} - head
    assert of_assertion
    assert of_publication
    # and nothing belongs to none of the four
    assert head | of_assertion | of_publication == set(made)
