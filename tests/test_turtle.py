"""RDF: Turtle that every parser reads the same way, in the terms of the ontology, whatever the texts hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from peers import rapper
from rdflib.namespace import OWL, RDF, RDFS

import kgraph
from kgraph.exports import write
from kgraph.exports.graphs import shared_titles
from kgraph.exports.provenance import Provenance
from kgraph.exports.quads import quads
from kgraph.iris import BASE, ONTOLOGY, entity_iri, paper_iri
from kgraph.records import Facts, Mention, Paper, Publisher, Result
from kgraph.schema import ENTITY_TYPES, ROLES

KG = rdflib.Namespace(ONTOLOGY)
#: Characters that no IRI may hold (RFC 3987, section 2.2), and white space.
NOT_IN_IRI = re.compile(r'[\s<>"{}|\\^`\x00-\x20\x7f-\uffff]')


def oxigraph(turtle: bytes) -> list[ox.Quad]:
    return list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def check_turtle(path: Path) -> list[ox.Quad]:
    """The triples of a file that three parsers read the same way, and that has no blank nodes and only clean IRIs."""
    read = oxigraph(path.read_bytes())
    graph = rdflib.Graph().parse(path, format="turtle")
    assert len(read) == len(set(read)), "a triple was written twice"
    assert len(graph) == len(read)
    nodes = {n for q in read for n in (q.subject, q.predicate, q.object)}
    assert not [n for n in nodes if isinstance(n, ox.BlankNode)]
    assert not [n.value for n in nodes if isinstance(n, ox.NamedNode) and NOT_IN_IRI.search(n.value)]
    texts = {str(o) for o in graph.objects() if isinstance(o, rdflib.Literal)}
    assert texts == {n.value for n in nodes if isinstance(n, ox.Literal)}
    assert {q.triple for q in rapper(path, "turtle")} == {q.triple for q in read}
    return read


def written(facts: list[Facts], path: Path, provenance: Provenance, base: str = BASE) -> rdflib.Graph:
    return rdflib.Graph().parse(write(facts, path, provenance=provenance, base=base), format="turtle")


# what every parser must find


def test_three_parsers_find_the_same_triples(sample_facts: list[Facts], provenance: Provenance, tmp_path: Path) -> None:
    read = check_turtle(write(sample_facts, tmp_path / "graph.ttl", provenance=provenance))
    assert {q.triple for q in read} == {q.triple for q in quads(sample_facts, provenance=provenance)}
    assert len(read) > 200


def test_three_parsers_read_a_whole_build(built: Path) -> None:
    assert len(check_turtle(built / "graph.ttl")) > 200


def test_three_parsers_read_the_awkward_papers(
    awkward_papers: list[Paper], provenance: Provenance, tmp_path: Path
) -> None:
    facts = kgraph.extract(awkward_papers).facts
    check_turtle(write(facts, tmp_path / "graph.ttl", provenance=provenance))


def test_bytes_are_the_same_for_any_order(sample_facts: list[Facts], provenance: Provenance, tmp_path: Path) -> None:
    files = [
        write(order, tmp_path / f"{i}.ttl", provenance=provenance).read_bytes()
        for i, order in enumerate(permutations(sample_facts))
    ]
    assert len(set(files)) == 1


def test_facts_read_back_from_json_give_the_same_bytes(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    unliked = replace(sample_facts[0], paper=replace(sample_facts[0].paper, upvotes=0, author_count=0))
    facts = [unliked, *sample_facts[1:]]
    again = [Facts.from_json(f.to_json()) for f in facts]
    one = write(facts, tmp_path / "1.ttl", provenance=provenance).read_bytes()
    assert write(again, tmp_path / "2.ttl", provenance=provenance).read_bytes() == one


def test_subjects_stand_together_papers_first(sample_facts: list[Facts], provenance: Provenance) -> None:
    subjects = [
        q.subject.value for q in quads(sample_facts, provenance=provenance) if isinstance(q.subject, ox.NamedNode)
    ]
    runs = [s for i, s in enumerate(subjects) if i == 0 or subjects[i - 1] != s]
    assert len(runs) == len(set(runs))
    assert runs[0].startswith(f"{BASE}paper/")


def test_no_facts_give_a_graph_that_names_the_software_only(provenance: Provenance, tmp_path: Path) -> None:
    graph = written([], tmp_path / "graph.ttl", provenance)
    assert {str(s) for s in graph.subjects()} == {f"{BASE}software/kgraph/0.1.0"}


# what is said


def test_paper_is_described_as_the_ontology_says(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    graph = written(sample_facts, tmp_path / "graph.ttl", provenance)
    asked = """
        PREFIX kg: <https://kgraph.example/ontology#> PREFIX e: <https://kgraph.example/id/entity/>
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX fabio: <http://purl.org/spar/fabio/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX p: <https://kgraph.example/id/paper/>
        ASK {
          <https://kgraph.example/id/paper/arxiv/9901.00001> a kg:Paper ;
            dcterms:title "QuillNet: Sparse Routing for Proof Search" ; fabio:hasArXivId "9901.00001" ;
            dcterms:issued "2099-01-02"^^xsd:date ; kg:dailyPapersDate "2099-01-03"^^xsd:date ;
            kg:authorCount 3 ; kg:upvotes 7 ; kg:publishedBy <https://kgraph.example/id/entity/organisation/inkwell-labs> ;
            rdfs:seeAlso <https://example.org/abs/9901.00001> ; dcterms:source "page.txt" ;
            kg:introduces <https://kgraph.example/id/entity/model/quillnet> ;
            kg:evaluatesOn <https://kgraph.example/id/entity/benchmark/math> ;
            kg:comparesWith <https://kgraph.example/id/entity/model/baseprover> ;
            kg:mentions <https://kgraph.example/id/entity/organisation/inkwell-labs> .
          <https://kgraph.example/id/paper/doi/10.1000/speed> dcterms:identifier "doi:10.1000/speed" ;
            kg:dateInferred true ; dcterms:creator "Ada Quill", "Bo Ink" .
          <https://kgraph.example/id/paper/title/lemmabench%3A-a-test-of-lemmas>
            dcterms:issued "--05-17"^^xsd:gMonthDay .
        }"""
    assert graph.query(asked).askAnswer


def test_every_link_and_result_can_be_traced_to_its_characters(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    graph = written(sample_facts, tmp_path / "graph.ttl", provenance)
    prefixes = (
        "PREFIX kg: <https://kgraph.example/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> "
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    )
    spans = list(graph.query(prefixes + """SELECT ?span ?exact ?start ?end ?text WHERE {
        ?span oa:exact ?exact ; oa:start ?start ; oa:end ?end ; kg:inText/prov:value ?text ; kg:rule [] ;
              prov:wasGeneratedBy/prov:wasAssociatedWith [] }"""))  # fmt: skip
    mentions = sum(len(e.mentions) for f in sample_facts for e in f.entities)
    results = sum(len(f.results) for f in sample_facts)
    assert len(spans) == mentions + results
    for row in spans:
        assert isinstance(row, rdflib.query.ResultRow)
        assert str(row.text)[int(row.start) : int(row.end)] == str(row.exact)
    links = list(graph.query(prefixes + """SELECT ?paper ?role ?entity WHERE { ?paper ?role ?entity .
        ?said a kg:RoleAssertion ; rdf:subject ?paper ; rdf:predicate ?role ; rdf:object ?entity ; kg:rule [] ;
              kg:evidence/kg:refersTo ?entity }"""))  # fmt: skip
    assert len(links) == sum(len(f.entities) for f in sample_facts)
    numbers = list(graph.query(prefixes + """SELECT ?result WHERE { ?paper kg:reportsResult ?result .
        ?result a kg:Result ; kg:valueText ?value ; kg:evidence/oa:exact ?value ; kg:rule [] }"""))  # fmt: skip
    assert len(numbers) == results


def test_result_names_are_kept_as_written_and_resolved_where_the_paper_has_the_entity(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    graph = written(sample_facts, tmp_path / "graph.ttl", provenance)
    by_value = {str(o): s for s, o in graph.subject_objects(KG.valueText)}
    best, fast = by_value["41.5%"], by_value["1.5-2.0x"]
    assert {str(graph.value(best, KG[t])) for t in ("measuredOn", "resultSubject", "baseline", "metric")} == {
        entity_iri("benchmark/math"), entity_iri("model/quillnet"), entity_iri("model/baseprover"), f"{BASE}metric/accuracy",
    }  # fmt: skip
    assert [float(str(graph.value(best, KG[t]))) for t in ("valueLow", "valueHigh")] == [41.5, 41.5]
    assert [float(str(graph.value(fast, KG[t]))) for t in ("valueLow", "valueHigh")] == [1.5, 2.0]
    assert str(graph.value(fast, KG.unit)) == "times"
    # a level is what is not said to be a change
    assert [graph.value(r, KG.isChange) for r in (best, fast)] == [None, rdflib.Literal(True)]
    assert str(graph.value(fast, KG.baselineText)) == "an unnamed rival"
    assert graph.value(fast, KG.baseline) is None
    assert graph.value(fast, KG.metric) is None


def test_a_result_on_several_things_is_linked_to_each(
    make_facts: Callable[..., Facts], provenance: Provenance, tmp_path: Path
) -> None:
    text = "QuillNet gains 3% on MATH and AIME over the nets."
    rows = [
        ("model/quillnet", "Model", "QuillNet", "uses", ["QuillNet"], ()),
        ("benchmark/math", "Benchmark", "MATH", "evaluates_on", ["MATH"], ()),
        ("benchmark/aime", "Benchmark", "AIME", "evaluates_on", ["AIME"], ()),
    ]
    facts = make_facts(
        Paper("a", "Quills", text), rows, [("3%", "accuracy", "MATH and AIME", "QuillNet and Ink", "the nets")]
    )
    graph = written([facts], tmp_path / "graph.ttl", provenance)
    (result,) = graph.subjects(KG.valueText)
    assert str(graph.value(result, KG.measuredOnText)) == "MATH and AIME"
    assert {str(o) for o in graph.objects(result, KG.measuredOn)} == {
        entity_iri("benchmark/math"), entity_iri("benchmark/aime"),
    }  # fmt: skip
    assert [str(o) for o in graph.objects(result, KG.resultSubject)] == [entity_iri("model/quillnet")]
    assert list(graph.objects(result, KG.baseline)) == []


def test_two_results_on_one_value_are_two_results_with_one_span(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    facts = sample_facts[1]
    twice = replace(facts.results[0], benchmark="AIME", rule="result-other-rule")
    results = (facts.results[0], twice, *facts.results[1:])
    read = check_turtle(write([replace(facts, results=results)], tmp_path / "g.ttl", provenance=provenance))
    found = [q.object for q in read if q.predicate.value == ONTOLOGY + "reportsResult"]
    assert len(set(found)) == 4
    span = f"{BASE}paper/arxiv/9901.00001/span/abstract/{twice.start}-{twice.end}"
    rules = [q.object for q in read if q.subject == ox.NamedNode(span) and q.predicate.value == ONTOLOGY + "rule"]
    assert len(rules) == 1, "a span has exactly one rule"


def test_base_moves_the_instances_and_not_the_terms(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    base = "https://papers.example.org/ai/"
    graph = written(sample_facts, tmp_path / "graph.ttl", provenance, base)
    assert all(str(s).startswith(base) for s in graph.subjects())
    assert (rdflib.URIRef(f"{base}entity/model/quillnet"), RDF.type, KG.Model) in graph
    assert not [n for t in graph for n in t if str(n).startswith(BASE)]


# the ontology


@pytest.fixture(scope="module")
def ontology(root: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(root / "ontology" / "kgraph.ttl", format="turtle")


def terms_in(graph: rdflib.Graph) -> set[str]:
    return {str(n).removeprefix(ONTOLOGY) for t in graph for n in t if str(n).startswith(ONTOLOGY)}


def test_every_term_written_is_in_the_ontology(
    ontology: rdflib.Graph, sample_facts: list[Facts], provenance: Provenance, built: Path, tmp_path: Path
) -> None:
    used = terms_in(written(sample_facts, tmp_path / "graph.ttl", provenance))
    used |= terms_in(kgraph.to_rdflib(built))
    used |= terms_in(rdflib.Graph().parse(built / "void.ttl")) - {""}  # the vocabulary itself
    odd = Facts(Paper("odd", "Odd", "", url="no address"))
    used |= terms_in(written([odd], tmp_path / "odd.ttl", provenance))
    declared = {str(s).removeprefix(ONTOLOGY) for s in ontology.subjects(RDF.type) if str(s).startswith(ONTOLOGY)}
    assert used <= declared, f"not declared: {sorted(used - declared)}"
    # Entity and involves are there for queries; their seven and five narrower terms are what is written
    assert declared - used == {"Entity", "involves"}


def test_terms_of_the_ontology_are_labelled_and_of_one_kind(ontology: rdflib.Graph) -> None:
    for term in {s for s in ontology.subjects(RDF.type) if str(s).startswith(ONTOLOGY)}:
        assert ontology.value(term, RDFS.label), term
        assert ontology.value(term, RDFS.comment), term
        assert str(ontology.value(term, RDFS.isDefinedBy)) == ONTOLOGY.rstrip("#")
        kinds = set(ontology.objects(term, RDF.type))
        assert kinds <= {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property, RDFS.Class}, term
        assert str(term).removeprefix(ONTOLOGY)[0].isupper() == bool(kinds & {OWL.Class, RDFS.Class}), term


def test_tables_of_types_and_roles_agree_with_the_ontology(ontology: rdflib.Graph) -> None:
    assert {str(s).removeprefix(ONTOLOGY) for s in ontology.subjects(RDFS.subClassOf, KG.Entity)} == set(ENTITY_TYPES)
    roles = {str(s).removeprefix(ONTOLOGY) for s in ontology.subjects(RDFS.subPropertyOf, KG.involves)}
    assert roles == {r.term for r in ROLES.values()}
    for type_ in ENTITY_TYPES.values():
        assert str(ontology.value(KG[type_.name], RDFS.label)) == type_.key
    for role in ROLES.values():
        assert str(ontology.value(KG[role.term], RDFS.label)) == role.label
        assert ontology.value(KG[role.term], RDFS.domain) == KG.Paper
        assert ontology.value(KG[role.term], RDFS.range) == KG.Entity


def test_ontology_has_no_blank_nodes(ontology: rdflib.Graph) -> None:
    assert not [n for t in ontology for n in t if isinstance(n, rdflib.BNode)]


def test_properties_are_written_with_the_domain_and_range_that_the_ontology_says(
    ontology: rdflib.Graph, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    graph = written(sample_facts, tmp_path / "graph.ttl", provenance)

    def classes(node: rdflib.term.Node) -> set[rdflib.term.Node | None]:
        return {c for t in graph.objects(node, RDF.type) for c in ontology.transitive_objects(t, RDFS.subClassOf)}

    checked = 0
    for subject, property_, object_ in graph:
        for domain in ontology.objects(property_, RDFS.domain):
            assert domain in classes(subject), (subject, property_)
        for range_ in ontology.objects(property_, RDFS.range):
            checked += 1
            if isinstance(object_, rdflib.Literal):
                datatype = object_.datatype or rdflib.XSD.string
                # an open year makes a date a day of any year
                assert range_ in (datatype, RDFS.Literal), (subject, property_, object_)
            else:
                assert range_ in classes(object_), (subject, property_, object_)
    assert checked > 100


# hostile texts

HOSTILE = [
    'quotes " and \'\'\' and """ and \\',
    "line\nbreaks\r\nand\ttabs",
    "separators \u2028 \u2029 \x85 \x0b \x0c",
    "</script><script>alert(1)</script>",
    "spaces  and {braces} [brackets] <angles> |pipes| ^carets^ `ticks`",
    "%41 %zz %",
    "../../up/./and/../down",
    "#fragment ?query=1&b;c=2",
    "kg:Model . <http://x/> a <http://y/> ;",
    "λ naïve 日本語 🦙 \ufeff \u200b \u202e",
    "control \x00 \x01 \x7f \x1b[31m",
    "noncharacters \ufffe \U0001ffff",
    "@en ^^xsd:int",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_give_valid_turtle_that_keeps_them(
    text: str, make_facts: Callable[..., Facts], provenance: Provenance, tmp_path: Path
) -> None:
    from kgraph.names import slug

    abstract = f"{text} | QuillNet {text}"
    entity_id = f"model/{slug(text)}"
    papers = [
        Paper(
            id=text, title=text, abstract=abstract, organisation=Publisher(text, text, f"organisation/{slug(text)}"),
            authors=(text,), url=f"https://example.org/{text}", sources=(text,),
        ),
        Paper(id="arxiv", title=text, abstract=abstract, arxiv_id=text, url=text),
        Paper(id="doi", title=text, abstract=abstract, doi=text),
    ]  # fmt: skip
    facts = []
    for paper in papers:
        one = make_facts(paper, [(entity_id, "Model", text, "uses", ["QuillNet"], ())])
        mention = Mention("abstract", 0, len(text), text, text)
        entity = replace(
            one.entities[0], mentions=(mention, *one.entities[0].mentions), evidence=mention, role_rule=text
        )
        start = len(abstract) - len(text)
        number = Result(
            text, text, text, text, text, "abstract", start, len(abstract), text, unit=text, benchmark_rule=text
        )
        facts.append(Facts(paper, (entity,), (number,)))
    path = write(facts, tmp_path / "graph.ttl", provenance=provenance)
    read = oxigraph(path.read_bytes())
    assert {q.triple for q in read} == {q.triple for q in quads(facts, provenance=provenance)}
    iris = [n.value for q in read for n in (q.subject, q.predicate, q.object) if isinstance(n, ox.NamedNode)]
    assert not [i for i in iris if NOT_IN_IRI.search(i)]
    titles = [q.object for q in read if q.predicate.value == "http://purl.org/dc/terms/title"]
    assert titles == [ox.Literal(text)] * 3
    abstracts = {
        q.object.value for q in read if q.predicate.value.endswith("#value") and isinstance(q.object, ox.Literal)
    }
    assert abstracts == {text, abstract}
    if not re.search("[\x00-\x08\x0b-\x1f\x7f\ufffe\U0001ffff]", text):
        check_turtle(path)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org/a b",
        'https://x.org/"',
        "javascript:alert(1)",
        "x.org",
        "https://x.org/\n",
        "https://[x",
        "https://x.org/../y",
    ],
)
def test_what_is_no_clean_address_is_left_out(url: str, provenance: Provenance) -> None:
    found = list(quads([Facts(Paper("p", "T", "", url=url))], provenance=provenance))
    assert not [q for q in found if q.predicate.value == str(RDFS.seeAlso)]
    assert [q.object for q in found if q.predicate.value == f"{ONTOLOGY}addressText"] == [ox.Literal(url)]


@pytest.mark.parametrize("account", [".", "..", "-", " ", "a b", "../x", "\u2014"])
def test_account_that_is_none_does_not_stop_the_writing(account: str, provenance: Provenance, tmp_path: Path) -> None:
    paper = Paper("p", "T", "", organisation=Publisher("Inkwell Labs", account, "organisation/inkwell-labs"))
    check_turtle(write([Facts(paper)], tmp_path / "g.ttl", provenance=provenance))


def iris_of(papers: list[Paper]) -> dict[str, str]:
    shared = shared_titles(map(Facts, papers))
    return {p.id: paper_iri(p, ambiguous=shared) for p in papers}


def test_papers_of_one_title_are_told_apart() -> None:
    papers = [
        Paper("a", "Same", "One."),
        Paper("b", "same", "Two."),
        Paper("c", "SAME", "Two."),
        Paper("d", "Other", ""),
    ]
    iris = iris_of(papers)
    assert len(set(iris.values())) == 4
    assert iris["d"] == f"{BASE}paper/title/other"
    assert all(re.fullmatch(re.escape(BASE) + r"paper/title/same--[0-9a-f]{8}", iris[i]) for i in "abc")
    assert iris_of(papers[::-1]) == iris


@pytest.mark.parametrize(
    ("known", "path"),
    [
        ({"arxiv_id": "2106.09685"}, "arxiv/2106.09685"),
        ({"arxiv_id": "hep-th/9901001"}, "arxiv/hep-th/9901001"),
        ({"arxiv_id": "2106.09685", "doi": "10.1000/x"}, "arxiv/2106.09685"),
        ({"doi": "10.1000/x_(1)"}, "doi/10.1000/x_%281%29"),
        ({"doi": "10.1000/a/../b"}, "doi/10%2E1000%2Fa%2F%2E%2E%2Fb"),
        ({"arxiv_id": ".."}, "arxiv/%2E%2E"),
        ({}, "title/lora%3A-low-rank"),
    ],
)
def test_paper_iri(known: dict[str, str], path: str) -> None:
    paper = replace(Paper("p", "LoRA:  Low\u2010Rank", ""), **known)  # type: ignore[arg-type]
    assert paper_iri(paper) == f"{BASE}paper/{path}"


def test_the_usual_name_of_an_entity_is_a_label_though_no_paper_writes_it(sample_build: Path) -> None:
    graph = kgraph.to_rdflib(sample_build)
    (entity,) = graph.subjects(rdflib.SKOS.prefLabel, rdflib.Literal("LoRA"))
    assert rdflib.Literal("low-rank adaptation") in graph.objects(entity, rdflib.SKOS.altLabel)


@pytest.mark.parametrize("format", ["turtle", "trig"])
@pytest.mark.parametrize("name", ["inkwell-inc.", "a.i.", "ink.well-inc."])
def test_rdflib_reads_a_name_that_ends_in_a_full_stop(
    name: str, format: str, provenance: Provenance, tmp_path: Path
) -> None:
    facts = [Facts(Paper("p", "T", "", organisation=Publisher("Inkwell Inc.", "", f"organisation/{name}")))]
    path = write(facts, tmp_path / f"graph.{format}", format, provenance=provenance)
    read = rdflib.Dataset()
    read.parse(path, format=format)
    assert any(str(subject).endswith(f"/organisation/{name}") for subject, *_ in read.quads())
