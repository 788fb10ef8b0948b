"""The table of terms: checked when it is read, in agreement with code and data, and the source of all that is made of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kgraph.errors import OntologyError
from kgraph.iris import BASE, instance_prefixes
from kgraph.ontology import ABSTRACT, COLUMNS, FOLDER, PREFIXES, expand, load_terms, narrower, read_terms, role_terms
from kgraph.ontology.__main__ import PRODUCTS
from kgraph.ontology.context import context
from kgraph.ontology.page import page
from kgraph.ontology.shapes import shapes_turtle
from kgraph.ontology.vocabulary import alignments_turtle, ontology_turtle
from kgraph.schema import ENTITY_TYPES, ROLES

TERMS = load_terms()


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_turtle(), format="turtle")


# what is made of it


@pytest.mark.parametrize("name", PRODUCTS)
def test_committed_files_are_what_the_table_makes(name: str, root: Path) -> None:
    assert (root / name).read_text(encoding="utf-8") == PRODUCTS[name](), "run make ontology"


def test_the_module_writes_all_of_them(tmp_path: Path, root: Path) -> None:
    subprocess.run([sys.executable, "-m", "kgraph.ontology", tmp_path], check=True, cwd=root)
    written = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert written == set(PRODUCTS)


@pytest.mark.parametrize("make", [ontology_turtle, alignments_turtle, shapes_turtle])
def test_what_is_made_has_no_blank_nodes_and_says_nothing_twice(make: object) -> None:
    assert callable(make)
    triples = list(ox.parse(make(), format=ox.RdfFormat.TURTLE))
    assert not [n for q in triples for n in (q.subject, q.object) if isinstance(n, ox.BlankNode)]
    assert len(triples) == len(set(triples))
    assert len(rdflib.Graph().parse(data=make(), format="turtle")) == len(triples)


def test_every_term_of_ours_is_declared_with_label_comment_and_example(ontology: rdflib.Graph) -> None:
    kinds = {"class": OWL.Class, "object": OWL.ObjectProperty, "datatype": OWL.DatatypeProperty}
    declared = set(ontology.subjects(RDFS.isDefinedBy))
    assert {str(d) for d in declared} == {t.iri for t in TERMS.values() if t.own}
    for term in (t for t in TERMS.values() if t.own):
        node = rdflib.URIRef(term.iri)
        assert (node, RDF.type, kinds[term.kind]) in ontology
        assert ontology.value(node, RDFS.label) == rdflib.Literal(term.label, lang="en")
        assert ontology.value(node, RDFS.comment)
        assert ontology.value(node, SKOS.example)
        # more than one domain or range would be their intersection
        assert len(set(ontology.objects(node, RDFS.domain))) <= 1
        assert len(set(ontology.objects(node, RDFS.range))) <= 1


def test_alignments_are_apart_from_the_ontology(ontology: rdflib.Graph) -> None:
    aligned = rdflib.Graph().parse(data=alignments_turtle(), format="turtle")
    assert {(str(s), str(o)) for s, o in aligned.subject_objects(SKOS.closeMatch)} == {
        (t.iri, expand(c)) for t in TERMS.values() for c in t.close
    }
    assert (None, SKOS.closeMatch, None) not in ontology


@pytest.mark.parametrize("name", [n for n, t in TERMS.items() if not t.example.startswith("SELECT")])
def test_examples_are_turtle_that_uses_the_term(name: str) -> None:
    prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in (PREFIXES | instance_prefixes()).items())
    triples = list(ox.parse(prefixes + TERMS[name].example, format=ox.RdfFormat.TURTLE, base_iri=BASE))
    classes = {expand(c) for c in narrower(name)} if name == ABSTRACT else {TERMS[name].iri}
    used = {n.value for q in triples for n in (q.predicate, q.object) if isinstance(n, ox.NamedNode)}
    assert used & classes


def test_links_of_the_page_lead_to_its_headings() -> None:
    seen: dict[str, int] = {}
    anchors = set()
    for heading in re.findall(r"^#+ (.*)$", page(), re.M):
        anchor = re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
        anchors.add(f"{anchor}-{seen[anchor]}" if anchor in seen else anchor)
        seen[anchor] = seen.get(anchor, 0) + 1
    links = re.findall(r"\(#([^)]*)\)", page())
    assert len(links) > 100
    assert set(links) <= anchors


def test_the_context_reads_a_document_with_the_names_alone() -> None:
    document = {
        "@context": [context(), {"@base": BASE}],
        "id": "paper/arxiv/9901.00001",
        "type": "Paper",
        "dcterms:title": "QuillNet",
        "upvotes": "7",
        "dateInferred": "true",
        "introduces": {"id": "entity/model/quillnet", "type": "Model", "skos:prefLabel": "QuillNet"},
        "uses": ["entity/method/lora"],
    }
    turtle = f"""@base <{BASE}> . @prefix kg: <{PREFIXES["kg"]}> . @prefix skos: <{PREFIXES["skos"]}> .
        @prefix dcterms: <{PREFIXES["dcterms"]}> .
        <paper/arxiv/9901.00001> a kg:Paper ; dcterms:title "QuillNet" ; kg:upvotes 7 ; kg:dateInferred true ;
            kg:introduces <entity/model/quillnet> ; kg:uses <entity/method/lora> .
        <entity/model/quillnet> a kg:Model ; skos:prefLabel "QuillNet" ."""
    read = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert set(read) == set(rdflib.Graph().parse(data=turtle, format="turtle"))
    same = {q.triple for q in ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)}
    assert same == {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


# agreement with the code


def test_types_and_roles_are_those_of_the_code() -> None:
    assert narrower(ABSTRACT) == tuple(f"kg:{t}" for t in ENTITY_TYPES)
    assert {n for n, t in TERMS.items() if "kg:involves" in t.parents} == set(role_terms())
    for type_ in ENTITY_TYPES.values():
        assert TERMS[f"kg:{type_.name}"].label == type_.key
    for role in ROLES.values():
        assert TERMS[f"kg:{role.term}"].label == role.label


def test_everything_that_is_written_is_in_the_table(built: Path, root: Path) -> None:
    for path in (built / "graph.ttl", root / "outputs" / "graph.ttl"):
        quads = list(ox.parse(path=str(path)))
        properties = {q.predicate.value for q in quads} - {str(RDF.type)}
        # the places of a list
        properties = {p for p in properties if not re.fullmatch(rf"{RDF}_\d+", p)}
        classes = {
            q.object.value for q in quads if q.predicate.value == str(RDF.type) and isinstance(q.object, ox.NamedNode)
        }
        assert properties <= {t.iri for t in TERMS.values() if t.kind != "class" and t.level}
        assert classes <= {t.iri for t in TERMS.values() if t.kind == "class" and t.name != ABSTRACT}


# a table with a mistake

ROW = {
    "term": "kg:thing", "kind": "datatype", "level": "none", "label": "thing", "domain": "kg:Paper", "range": "xsd:string",
    "values": "1", "example": "x", "definition": "A thing.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"term": "zz:thing"}, "the prefix of zz:thing is not known"),
        ({"kind": "both"}, "'both' is no kind"),
        ({"level": "some"}, "'some' is no level of evidence"),
        ({"label": ""}, "label, definition or example is missing"),
        ({"values": "2.."}, "'2..' is no number of values"),
        ({"term": "kg:Thing"}, "classes begin with a capital"),
        ({"term": "kg:Thing", "kind": "class"}, "a class has no domain, range, values or checks"),
        ({"range": "kg:Paper"}, "the range of a datatype property is datatypes"),
        ({"range": ""}, "the range of a datatype property is datatypes"),
        ({"domain": "kg:Papers"}, "kg:Papers has no row"),
        ({"domain": "kg:uses"}, "kg:uses is no class"),
        ({"parents": "kg:nothing"}, "kg:nothing has no row"),
        ({"term": "kg:uses"}, "kg:uses stands here and in line"),
    ],
)
def test_a_row_with_a_mistake_is_an_error_with_its_place(changes: dict[str, str], message: str, tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    table = (FOLDER / "terms.tsv").read_text(encoding="utf-8")
    row = ROW | changes
    path.write_text(table + "\t".join(row.get(c, "") for c in COLUMNS) + "\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(message)) as raised:
        read_terms(path)
    assert raised.value.line == len(table.splitlines()) + 1


def test_a_table_without_heading_or_with_a_short_row_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("kg:thing\tclass\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"terms\.tsv:1: no heading"):
        read_terms(path)
    path.write_text("\t".join(COLUMNS) + "\nkg:Thing\tclass\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"terms\.tsv:2: 2 cells \(a row has 12\)"):
        read_terms(path)


def test_number_of_values_is_read() -> None:
    assert [(TERMS[t].least, TERMS[t].most) for t in ("dcterms:title", "kg:unit", "kg:text", "kg:evidence", "kg:uses")] == [
        (1, 1), (0, 1), (1, 2), (1, None), (0, None),
    ]  # fmt: skip
