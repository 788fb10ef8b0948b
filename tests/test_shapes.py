"""Shapes: what is right conforms, and for every shape there is a graph that breaks it and is caught."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from peers import jena_shacl
from rdflib import RDF, SH

import kgraph
from kgraph.iris import BASE
from kgraph.ontology import ABSTRACT, PREFIXES, SHAPES, load_terms, narrower
from kgraph.ontology.shapes import shapes_turtle
from kgraph.records import Paper
from kgraph.validation import validate
from kgraph.validation.core import check_shapes, flattened
from kgraph.validation.findings import Finding, Node

#: How the dataset of the sample is described.
DESCRIPTION = """INSERT DATA {
    <dataset> a dcat:Dataset , void:Dataset ; void:triples %(triples)d ; void:entities 11 ;
        void:classPartition <dataset/class/Model> ; void:propertyPartition <dataset/property/uses> .
    <dataset/class/Model> a void:Dataset ; void:class kg:Model ; void:entities 2 .
    <dataset/property/uses> a void:Dataset ; void:property kg:uses ; void:triples 7 .
}"""


@pytest.fixture(scope="module")
def right(sample_build: Path) -> rdflib.Graph:
    """The RDF of the Facts made by hand, with a description; not to be changed by a test."""
    graph = kgraph.to_rdflib(sample_build)
    return changed(graph, DESCRIPTION % {"triples": len(graph)})


def changed(graph: rdflib.Graph, *updates: str) -> rdflib.Graph:
    """A copy of a graph after some SPARQL updates, IRIs relative to the base."""
    copy = rdflib.Graph()
    copy += graph
    for update in updates:
        copy.update(f"BASE <{BASE}> {update}", initNs=PREFIXES)
    return copy


def checked(graph: rdflib.Graph, folder: Path, engine: Literal["fast", "pyshacl"] = "fast") -> tuple[Finding, ...]:
    path = folder / "graph.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    return validate(path, engine=engine).findings


def local(iri: str) -> str:
    return iri.removeprefix(SHAPES)


SHAPES_GRAPH = rdflib.Graph().parse(data=shapes_turtle(), format="turtle")
#: The shapes that are queries.
QUERIES = {local(str(c)) for c in SHAPES_GRAPH.objects(None, SH.sparql)}


# what is right


def test_what_is_right_conforms(right: rdflib.Graph, tmp_path: Path) -> None:
    assert checked(right, tmp_path) == ()


def test_names_of_shapes_are_used_once() -> None:
    twice = [s for s in set(SHAPES_GRAPH.subjects()) if len(set(SHAPES_GRAPH.objects(s, RDF.type))) > 1]
    assert twice == []
    assert all(len(set(SHAPES_GRAPH.objects(c, SH.select))) == 1 for c in SHAPES_GRAPH.objects(None, SH.sparql))


def test_a_whole_build_conforms(built: Path) -> None:
    assert validate(built).findings == ()


def test_awkward_papers_conform_under_another_base(awkward_papers: list[Paper], tmp_path: Path) -> None:
    kgraph.build(awkward_papers, tmp_path, base="https://papers.example.org/ai#")
    assert validate(tmp_path).findings == ()


def test_the_sample_conforms(root: Path) -> None:
    validation = validate(root / "outputs" / "graph.ttl")
    assert validation.conforms
    assert validation.triples > 30_000


#: What the lower levels of evidence leave out: classes whose nodes, and properties whose statements are not written.
LESS = {
    "roles": "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o . { ?s a kg:Span } UNION { ?s a kg:Mention } UNION { ?s kg:evidence ?o } }",
    "none": """DELETE { ?s ?p ?o } WHERE { ?s ?p ?o .
        OPTIONAL { ?s a ?type }
        FILTER (?type IN (kg:Span, kg:Mention, kg:RoleAssertion, kg:Text, kg:Extraction, kg:Rule, prov:SoftwareAgent)
                || ?p IN (kg:evidence, kg:rule, kg:metricRule, kg:measuredOnRule, kg:resultSubjectRule, kg:baselineRule, prov:wasGeneratedBy, kg:text)) }""",
}


@pytest.mark.parametrize("level", LESS)
def test_a_graph_with_less_evidence_conforms(level: str, sample_build: Path, tmp_path: Path) -> None:
    graph = changed(kgraph.to_rdflib(sample_build), LESS[level])
    assert checked(graph, tmp_path) == ()
    assert len(graph) > 50


# what is wrong with one property of one node


class Break(NamedTuple):
    """A node that breaks a shape: what it says beside its type, and the shape that must catch it."""

    name: str
    class_: str
    statements: str
    source: str


def breaks() -> Iterator[Break]:
    """For each class and each of its properties: none, too many, values of a wrong kind, class, datatype or form."""
    for term in load_terms().values():
        for class_ in (c for c in term.domain if term.level):
            shape = f"{class_.partition(':')[2]}-{term.local}"
            allowed = term.range if term.kind == "datatype" else tuple(n for r in term.range for n in narrower(r))
            ranges = f"{class_.partition(':')[2]}-to-{'-or-'.join(r.partition(':')[2] for r in term.range)}"
            by_range = shape if len(allowed) == 1 else ranges
            type_ = narrower(class_)[0]
            if term.least:
                missing = f"{shape}-missing" if f"{shape}-missing" in QUERIES else shape
                yield Break(f"{shape}, none", type_, "", missing)
            if term.most is not None:
                three = ("true", "false", "1") if term.range == ("xsd:boolean",) else ("0", "1", "2")
                values = [f"<value/{v}>" if term.kind == "object" else f'"{v}"^^{term.range[0]}' for v in three]
                yield Break(f"{shape}, several", type_, f"{term.name} {', '.join(values)}", shape)
            if term.kind == "object":
                yield Break(f"{shape}, a literal", type_, f'{term.name} "text"', shape)
                if allowed:
                    yield Break(f"{shape}, a node of no class", type_, f"{term.name} <nowhere>", by_range)
            else:
                yield Break(f"{shape}, an IRI", type_, f"{term.name} <nowhere>", by_range)
                yield Break(f"{shape}, another datatype", type_, f'{term.name} "1"^^xsd:anyURI', by_range)
            if term.checks.startswith("sh:pattern"):
                yield Break(f"{shape}, another form", type_, f'{term.name} "?"^^{term.range[0]}', shape)
            if term.checks.startswith("sh:minInclusive"):
                yield Break(f"{shape}, too little", type_, f'{term.name} "-1"^^{term.range[0]}', shape)
    for class_ in ("kg:Span", "kg:Mention"):
        yield Break(
            f"empty {class_}",
            class_,
            'oa:start "5"^^xsd:nonNegativeInteger ; oa:end "5"^^xsd:nonNegativeInteger',
            "Span-start",
        )
    for type_ in narrower(ABSTRACT):
        yield Break(
            f"one label twice, {type_}", type_, 'skos:prefLabel "same" ; skos:altLabel "same"', "Entity-prefLabel"
        )
    yield Break("range upside down", "kg:Result", "kg:valueLow 2.0 ; kg:valueHigh 1.0", "Result-valueLow")


BREAKS = {b.name: b for b in breaks()}


def with_breaks(graph: rdflib.Graph, names: Iterable[str]) -> rdflib.Graph:
    """The graph, and a node for each of these `BREAKS`."""
    nodes = (f"<{node_of(n)}> a {BREAKS[n].class_} ; {BREAKS[n].statements} ." for n in names)
    return changed(graph, f"INSERT DATA {{ {' '.join(nodes)} }}")


def node_of(name: str) -> str:
    return f"{BASE}broken/{list(BREAKS).index(name)}"


@pytest.fixture(scope="module")
def caught(right: rdflib.Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Node -> the shapes that catch it."""
    found: dict[str, set[str]] = {}
    for finding in checked(with_breaks(right, BREAKS), tmp_path_factory.mktemp("broken")):
        found.setdefault(str(finding.focus).strip("<>"), set()).add(local(finding.source))
    return found


@pytest.mark.parametrize("name", BREAKS)
def test_a_property_that_breaks_its_shape_is_caught(name: str, caught: dict[str, set[str]]) -> None:
    assert BREAKS[name].source in caught[node_of(name)]


# what is wrong between nodes

PAPER = "paper/arxiv/9901.00001"
#: Shape -> an update of what is right, after which this shape and no other finds something wrong.
WRONG = {
    "Paper-one-role": f"INSERT DATA {{ <{PAPER}> kg:mentions <entity/model/quillnet> . <{PAPER}/role/more> a kg:RoleAssertion ; rdf:subject <{PAPER}> ; "
    f'kg:canonicalName "QuillNet" ; rdf:predicate kg:mentions ; rdf:object <entity/model/quillnet> ; kg:evidence <{PAPER}/span/title/0-8> ; kg:rule <rule/role-uses> ; '
    f"prov:wasGeneratedBy <{PAPER}/extraction> }}",
    "Paper-roles-asserted": f"INSERT DATA {{ <{PAPER}> kg:mentions <entity/hardware/gpu> }}",
    "Text-length-of-value": f"DELETE {{ <{PAPER}/text/title> kg:length ?n }} INSERT {{ <{PAPER}/text/title> kg:length 99 }} WHERE {{ <{PAPER}/text/title> kg:length ?n }}",
    "Text-digest-of-value": f'DELETE {{ <{PAPER}/text/title> kg:sha256 ?d }} INSERT {{ <{PAPER}/text/title> kg:sha256 "{"0" * 64}" }} WHERE {{ <{PAPER}/text/title> kg:sha256 ?d }}',
    "Entity-iri-of-type": 'INSERT DATA { <entity/task/a/b> a kg:Task ; skos:prefLabel "a/b" }',
    "Span-quotes-text": f'DELETE {{ <{PAPER}/span/abstract/146-150> oa:exact ?x }} INSERT {{ <{PAPER}/span/abstract/146-150> oa:exact "lean" }} WHERE {{ <{PAPER}/span/abstract/146-150> oa:exact ?x }}',
    "Mention-overlaps": f'INSERT DATA {{ <{PAPER}/span/abstract/16-21> a kg:Mention ; kg:inText <{PAPER}/text/abstract> ; oa:start "16"^^xsd:nonNegativeInteger ; '
    f'oa:end "21"^^xsd:nonNegativeInteger ; oa:exact "llNet" ; kg:refersTo <entity/model/quillnet> ; kg:rule <rule/lexicon-model> ; prov:wasGeneratedBy <{PAPER}/extraction> }}',
    "RoleAssertion-is-role": f"INSERT DATA {{ <{PAPER}> kg:publishedBy <entity/organisation/inkwell-labs> . <{PAPER}/role/more> a kg:RoleAssertion ; rdf:subject <{PAPER}> ; "
    f'kg:canonicalName "Inkwell Labs" ; rdf:predicate kg:publishedBy ; rdf:object <entity/organisation/inkwell-labs> ; kg:evidence <{PAPER}/span/abstract/43-55> ; kg:rule <rule/role-uses> ; '
    f"prov:wasGeneratedBy <{PAPER}/extraction> }}",
    "RoleAssertion-is-stated": f"DELETE DATA {{ <{PAPER}> kg:uses <entity/software/lean> }}",
    "RoleAssertion-evidence-names-object": f"DELETE {{ ?a kg:evidence ?e }} INSERT {{ ?a kg:evidence <{PAPER}/span/title/0-8> }} WHERE {{ BIND (<{PAPER}/role/software/lean> AS ?a) ?a kg:evidence ?e }}",
    "Result-quotes-evidence": f'DELETE {{ ?r kg:valueText ?v }} INSERT {{ ?r kg:valueText "41.6%" }} WHERE {{ BIND (<{PAPER}/result/abstract/68-73> AS ?r) ?r kg:valueText ?v }}',
    "Result-evidence-of-paper": f"DELETE {{ <{PAPER}> kg:reportsResult ?r }} INSERT {{ <paper/doi/10.1000/speed> kg:reportsResult ?r }} WHERE {{ BIND (<{PAPER}/result/abstract/160-168> AS ?r) <{PAPER}> kg:reportsResult ?r }}",
    "Result-entities-of-paper": f"INSERT DATA {{ <{PAPER}/result/abstract/160-168> kg:measuredOn <entity/benchmark/lemmabench> }}",
    "Result-measured-on-what-measures": f"INSERT DATA {{ <{PAPER}/result/abstract/160-168> kg:measuredOn <entity/software/lean> }}",
    "Graph-no-blank-nodes": f"INSERT DATA {{ <{PAPER}> dcterms:relation [] }}",
    "Graph-terms-declared": f'INSERT DATA {{ <{PAPER}> kg:citations 3 }}',
    "Dataset-triples": "DELETE { ?d void:triples ?n } INSERT { ?d void:triples 1 } WHERE { ?d a dcat:Dataset ; void:triples ?n }",
    "Dataset-entities": "DELETE { ?d void:entities ?n } INSERT { ?d void:entities 1 } WHERE { ?d a dcat:Dataset ; void:entities ?n }",
    "ClassPartition-entities": "DELETE { ?d void:entities ?n } INSERT { ?d void:entities 0 } WHERE { ?d void:class kg:Model ; void:entities ?n }",
    "PropertyPartition-triples": "DELETE { ?d void:triples ?n } INSERT { ?d void:triples 0 } WHERE { ?d void:property kg:uses ; void:triples ?n }",
}  # fmt: skip
#: Where one thing cannot be wrong alone: the shapes that find it.
TOGETHER = {
    ("Result-one-paper", "Result-evidence-of-paper"): f"INSERT DATA {{ <paper/doi/10.1000/speed> kg:reportsResult <{PAPER}/result/abstract/160-168> }}",
    ("Entity-one-type", "Entity-iri-of-type"): "INSERT DATA { <entity/model/quillnet> a kg:Method }",
    ("Span-within-text", "Span-quotes-text"): f'DELETE {{ ?s oa:end ?e }} INSERT {{ ?s oa:end "999"^^xsd:nonNegativeInteger }} WHERE {{ BIND (<{PAPER}/span/abstract/160-168> AS ?s) ?s oa:end ?e }}',
}  # fmt: skip
#: The counts in the description go wrong with most changes.
COUNTS = {"Dataset-triples", "Dataset-entities", "PropertyPartition-triples"}


@pytest.mark.parametrize(("sources", "update"), [*(((s,), u) for s, u in WRONG.items()), *TOGETHER.items()])
def test_what_is_wrong_between_nodes_is_caught(
    sources: tuple[str, ...], update: str, right: rdflib.Graph, tmp_path: Path
) -> None:
    found = checked(changed(right, update), tmp_path)
    assert {local(f.source) for f in found} - (COUNTS - set(sources)) == set(sources)
    assert all("{?" not in f.message for f in found)


def test_a_blank_node_of_any_class_is_caught(right: rdflib.Graph, tmp_path: Path) -> None:
    classes = [c for c, t in load_terms().items() if t.kind == "class" and t.level and c != ABSTRACT]
    found = checked(changed(right, f"INSERT DATA {{ {' '.join(f'[] a {c} .' for c in classes)} }}"), tmp_path)
    caught = {f.shape for f in found if f.component == str(SH.NodeKindConstraintComponent)}
    assert caught == {
        str(s) for s in SHAPES_GRAPH.subjects(SH.nodeKind) if (s, SH.targetClass, None) in SHAPES_GRAPH
    } - {f"{SHAPES}Dataset"}


def test_every_shape_and_constraint_has_a_graph_that_breaks_it() -> None:
    tested = {b.source for b in BREAKS.values()} | set(WRONG) | {s for sources in TOGETHER for s in sources}
    checks = {
        local(str(s)) for kind in (SH.PropertyShape, SH.SPARQLConstraint) for s in SHAPES_GRAPH.subjects(RDF.type, kind)
    }
    assert tested == checks


# the two ways to ask


def _key(finding: Finding) -> tuple[object, ...]:
    """What both must say; of a literal the text, for a store knows one type of whole numbers."""
    value = finding.value.value if isinstance(finding.value, ox.Literal) else finding.value
    return (*finding._replace(message="", value=None), value)


def test_both_engines_find_the_same(right: rdflib.Graph, tmp_path: Path) -> None:
    wrong = changed(right, *WRONG.values(), *TOGETHER.values())
    everything = with_breaks(wrong, (n for n, b in BREAKS.items() if b.source in QUERIES))
    fast = {_key(f) for f in checked(everything, tmp_path, "fast")}
    slow = {_key(f) for f in checked(everything, tmp_path, "pyshacl")}
    assert fast == slow
    assert {local(str(source)) for _, source, *_ in fast} >= QUERIES


def test_flattened_shapes_find_the_same(right: rdflib.Graph) -> None:
    graph = with_breaks(right, BREAKS)
    nested = rdflib.Graph()
    nested += SHAPES_GRAPH
    nested.remove((None, SH.sparql, None))
    found = set(check_shapes(graph, nested))
    assert found == set(check_shapes(graph, flattened(SHAPES_GRAPH)))
    assert len(found) > 500


def test_apache_jena_finds_the_same(right: rdflib.Graph, root: Path, tmp_path: Path) -> None:
    found = checked(with_breaks(changed(right, *WRONG.values(), *TOGETHER.values()), BREAKS), tmp_path)
    report = jena_shacl(root / "ontology" / "shapes.ttl", tmp_path / "graph.nt")

    def jena(result: rdflib.term.Node, name: str) -> str | None:
        term = report.value(result, SH[name])
        return None if term is None else "a blank node" if isinstance(term, rdflib.BNode) else str(term)

    def ours(term: Node | None) -> str | None:
        return None if term is None else "a blank node" if isinstance(term, ox.BlankNode) else term.value

    # Jena's reports do not say which query of a shape it was
    assert {
        tuple(
            jena(result, name)
            for name in ("sourceShape", "sourceConstraintComponent", "focusNode", "resultPath", "value")
        )
        for result in report.objects(None, SH.result)
    } == {(f.shape, f.component, *map(ours, (f.focus, f.path, f.value))) for f in found}
