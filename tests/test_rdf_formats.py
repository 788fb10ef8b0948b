"""RDF in six formats: other people's parsers read in each what was said, under any base, at each level of evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from peers import RAPPER, RDFLIB, RIOT, rapper, riot, with_pyoxigraph, with_rdflib

import kgraph
from kgraph.commands.export import Evidence, ExportFormat
from kgraph.errors import ExportError
from kgraph.exports import FOLDER_WRITERS, WRITERS, generate, write
from kgraph.exports.graphs import Graph
from kgraph.exports.nquads import generate_nquads
from kgraph.exports.provenance import Provenance
from kgraph.exports.quads import quads
from kgraph.exports.scope import EVIDENCE
from kgraph.exports.terms import Description, iri, literal
from kgraph.iris import BASE, ONTOLOGY
from kgraph.ontology.context import context
from kgraph.records import Facts, Paper
from kgraph.xml import as_xml_text

#: Those that keep the graphs apart, and those that put all into one.
WITH_GRAPHS, WITHOUT = ("nquads", "trig", "jsonld"), ("ntriples", "turtle", "rdfxml")
PEERS = [
    *(("rdflib", with_rdflib, f) for f in RDFLIB),
    *(("rapper", rapper, f) for f in RAPPER),
    *(("riot", riot, f) for f in RIOT),
]  # fmt: skip
Parser = Callable[[Path, str], set[ox.Quad]]


def said(facts: list[Facts], format: str, provenance: Provenance, base: str = BASE) -> set[ox.Quad]:
    """What a file of this format must say."""
    found = quads(facts, provenance=provenance, base=base)
    return set(found) if format in WITH_GRAPHS else {ox.Quad(q.subject, q.predicate, q.object) for q in found}


def in_xml(value: object) -> ox.NamedNode | ox.Literal:
    """The object as far as XML can hold it."""
    if isinstance(value, ox.Literal):
        return ox.Literal(as_xml_text(value.value), datatype=value.datatype)
    assert isinstance(value, ox.NamedNode)
    return value


@pytest.fixture(scope="module")
def awkward(awkward_papers: list[Paper]) -> list[Facts]:
    """Papers with texts that formats stumble over."""
    return kgraph.extract(awkward_papers).facts


# what other people read


@pytest.mark.parametrize(("name", "parse", "format"), PEERS, ids=[f"{n}-{f}" for n, _, f in PEERS])
def test_peers_read_what_was_said(
    name: str,
    parse: Parser,
    format: str,
    sample_facts: list[Facts],
    awkward: list[Facts],
    provenance: Provenance,
    tmp_path: Path,
) -> None:
    facts = [*sample_facts, *awkward]
    path = write(facts, tmp_path / "graph", format, provenance=provenance)
    expected = said(facts, format, provenance)
    if format == "rdfxml":
        expected = {ox.Quad(q.subject, q.predicate, in_xml(q.object)) for q in expected}
    assert parse(path, format) == expected


@pytest.mark.parametrize("format", [*WITH_GRAPHS, *WITHOUT])
@pytest.mark.parametrize(
    "base", ["https://papers.example.org/", "http://x.org/graph#", "urn:example:ai:", "https://x.org/?id=1#"]
)
def test_every_format_can_have_any_base(
    format: str, base: str, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    path = write(sample_facts, tmp_path / "graph", format, provenance=provenance, base=base)
    assert with_pyoxigraph(path, format) == said(sample_facts, format, provenance, base)
    assert with_rdflib(path, format) == said(sample_facts, format, provenance, base)


@pytest.mark.parametrize("format", [f for f in WRITERS if f != "graphml"])
def test_bytes_are_the_same_for_any_order(format: str, sample_facts: list[Facts], provenance: Provenance) -> None:
    files = {b"".join(generate(order, format, provenance=provenance)) for order in permutations(sample_facts)}
    assert len(files) == 1


@pytest.mark.parametrize("format", [*WITH_GRAPHS, *WITHOUT])
def test_no_paper_gives_a_file_that_can_be_read(format: str, provenance: Provenance, tmp_path: Path) -> None:
    path = write([], tmp_path / "graph", format, provenance=provenance)
    assert len(with_pyoxigraph(path, format)) == 3
    assert len(with_pyoxigraph(write([], path, format, provenance=provenance, evidence="none"), format)) == 0


# each format


def test_nquads_are_canonical(built: Path, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path) -> None:
    for path in (built / "graph.nq", write(sample_facts, tmp_path / "graph.nq", provenance=provenance)):
        lines = path.read_bytes().split(b"\n")
        assert lines.pop() == b""
        assert lines == sorted(set(lines))
        assert b"\r" not in path.read_bytes()
        iris = re.findall(rb"<[^>]*>", re.sub(rb'"(?:[^"\\]|\\.)*"', b"", path.read_bytes()))
        assert all(iri.isascii() for iri in iris)


@pytest.mark.parametrize("level", EVIDENCE)
def test_nquads_are_the_lines_that_pyoxigraph_writes(
    level: str, sample_facts: list[Facts], awkward: list[Facts], provenance: Provenance
) -> None:
    facts = [*sample_facts, *awkward]
    lines = ox.serialize(quads(facts, provenance=provenance, evidence=level), format=ox.RdfFormat.N_QUADS) or b""
    found = b"".join(generate(facts, "nquads", provenance=provenance, evidence=level))
    assert found.splitlines() == sorted(lines.splitlines())


def test_lines_of_a_subject_that_several_graphs_know_are_sorted_too() -> None:
    graphs = [
        Graph(iri(f"urn:g:{name}"), [Description(iri("urn:s"), [(iri("urn:p"), literal(v)) for v in values])])
        for name, values in (("1", "ca"), ("2", "db"))
    ]
    lines = b"".join(generate_nquads(graphs)).splitlines()
    assert len(lines) == 4
    assert lines == sorted(lines)


def test_nquads_of_parts_are_those_of_the_whole(sample_facts: list[Facts], provenance: Provenance) -> None:
    def of_papers(facts: list[Facts]) -> set[bytes]:
        lines = b"".join(generate(facts, "nquads", provenance=provenance)).split(b"\n")
        return {line for line in lines if not line.endswith(b"graph/entities> .")}

    assert of_papers(sample_facts) == of_papers(sample_facts[:1]) | of_papers(sample_facts[1:])


def test_turtle_is_for_people(sample_facts: list[Facts], provenance: Provenance) -> None:
    text = b"".join(generate(sample_facts, "turtle", provenance=provenance)).decode()
    head, *sections = text.split("\n\n")
    assert all(re.fullmatch(r"@prefix \w+: <https?://[^>]+> \.", line) for line in head.splitlines())
    assert len(sections) == len(sample_facts) + 1
    assert sections[1].startswith(
        "# QuillNet: Sparse Routing for Proof Search\n"
        "@base <https://kgraph.example/id/paper/arxiv/9901.00001/> .\n"
        "<https://kgraph.example/id/paper/arxiv/9901.00001> a kg:Paper ;\n"
        '\tdcterms:title "QuillNet: Sparse Routing for Proof Search" ;\n'
    )
    assert "kg:text <text/title> , <text/abstract> ;" in sections[1]
    assert "rdfs:seeAlso <https://huggingface.co/Inkwell-Labs>" in sections[-1]
    assert "</" not in text


def test_what_looks_like_a_reference_in_a_text_stays(provenance: Provenance, tmp_path: Path) -> None:
    title = '"<//x> </y> \\" </z> \n# no comment\r@base <http://x/> .'
    paper = Paper("p", title, title, url="https://example.org/")
    path = write([Facts(paper)], tmp_path / "g.ttl", provenance=provenance)
    assert {q.object.value for q in with_pyoxigraph(path, "turtle") if "title" in q.predicate.value} == {title}  # type: ignore[union-attr]
    assert kgraph.restore(write([Facts(paper)], tmp_path / "g.nq", provenance=provenance)) == [Facts(paper)]


def test_jsonld_has_bare_names_numbers_and_truth_values(sample_facts: list[Facts], provenance: Provenance) -> None:
    document = json.loads(b"".join(generate(sample_facts, "jsonld", provenance=provenance)))
    graphs = {g["id"]: {n["id"]: n for n in g["@graph"]} for g in document["@graph"]}
    of_paper = graphs["item:paper/arxiv/9901.00001/graph"]
    paper = of_paper["item:paper/arxiv/9901.00001"]
    assert (paper["type"], paper["authorCount"], paper["introduces"]) == ("Paper", 3, "model:quillnet")
    assert paper["text"] == ["item:paper/arxiv/9901.00001/text/title", "item:paper/arxiv/9901.00001/text/abstract"]
    # days may also be of an open year, so the context cannot say which type they have
    assert paper["dcterms:issued"] == {"type": "xsd:date", "@value": "2099-01-02"}
    mention = of_paper["item:paper/arxiv/9901.00001/span/title/0-8"]
    assert (mention["oa:start"], mention["oa:end"], mention["refersTo"]) == (0, 8, "model:quillnet")
    # a number of JSON would be read as a double
    (low,) = {n["valueLow"] for n in of_paper.values() if n.get("valueText") == "41.5%"}
    assert low == "41.5"
    speed = graphs["item:paper/doi/10.1000/speed/graph"]["item:paper/doi/10.1000/speed"]
    assert speed["dateInferred"] is True
    assert graphs["item:graph/entities"]["model:quillnet"]["type"] == "Model"


def test_jsonld_keeps_an_address_with_two_slashes_behind_the_base(provenance: Provenance) -> None:
    # "item://…" would be an IRI of its own
    facts = [Facts(Paper("p", "T", "", url=f"{BASE}//ink"))]
    data = b"".join(generate(facts, "jsonld", provenance=provenance))
    assert f"{BASE}//ink" in {getattr(q.object, "value", "") for q in ox.parse(data, format=ox.RdfFormat.JSON_LD)}


def test_jsonld_brings_the_context_of_the_ontology(sample_facts: list[Facts], provenance: Provenance) -> None:
    document = json.loads(b"".join(generate(sample_facts, "jsonld", provenance=provenance)))
    published = {name: meaning for name, meaning in context().items() if name != "@version"}
    assert published.items() <= document["@context"].items()
    nodes = [n for g in document["@graph"] for n in g["@graph"]]
    keys = {key for n in nodes for key in n if not key.startswith("rdf:_")}
    assert keys <= published.keys()
    classes = {type_ for n in nodes for type_ in [n["type"]] if ":" not in type_}
    assert classes <= published.keys()


def test_rdfxml_keeps_line_ends_and_replaces_only_what_xml_cannot_hold(provenance: Provenance, tmp_path: Path) -> None:
    abstract = "a\rb\r\nc\td\x0b\x00\ufffee\U0001f999"
    path = write([Facts(Paper("p", "T", abstract))], tmp_path / "g.rdf", provenance=provenance)
    for parse in (with_pyoxigraph, with_rdflib, rapper):
        (read,) = {q.object.value for q in parse(path, "rdfxml") if q.object.value[:1] == "a"}  # type: ignore[union-attr]
        assert read == "a\rb\r\nc\td\ufffd\ufffd\ufffde\U0001f999"


def test_authors_keep_their_order_and_their_repetitions(provenance: Provenance) -> None:
    authors = ("Bo Ink", "Ada Quill", "Bo Ink", *(f"Author {i}" for i in range(12)))
    found = list(quads([Facts(Paper("p", "T", "", authors=authors))], provenance=provenance))
    members = {q.predicate.value.partition("#_")[2]: q.object for q in found if "#_" in q.predicate.value}
    assert [members[str(i)] for i in range(1, 16)] == [ox.Literal(a) for a in authors]
    assert len([q for q in found if q.predicate.value.endswith("creator")]) == 14


# how much is written


def test_levels_of_evidence_nest(sample_facts: list[Facts], provenance: Provenance) -> None:
    none, roles, full = (set(quads(sample_facts, provenance=provenance, evidence=level)) for level in EVIDENCE)
    assert none < roles < full

    def terms(some: set[ox.Quad]) -> set[str]:
        nodes = {n.value for q in some for n in (q.predicate, q.object) if isinstance(n, ox.NamedNode)}
        return {n.removeprefix(ONTOLOGY) for n in nodes if n.startswith(ONTOLOGY)}

    assert not terms(none) & {"evidence", "rule", "Rule", "Span", "Mention", "RoleAssertion", "Text", "Extraction"}
    assert terms(none) > {"Paper", "introduces", "Result", "valueLow", "metric", "Metric", "Model"}
    assert not terms(roles) & {"evidence", "Span", "Mention", "inText"}
    assert terms(roles) > terms(none) | {"RoleAssertion", "rule", "Rule", "Text", "Extraction"}


@pytest.mark.parametrize("level", EVIDENCE)
def test_every_level_refers_to_what_it_describes(level: str, sample_facts: list[Facts], provenance: Provenance) -> None:
    found = list(quads(sample_facts, provenance=provenance, evidence=level))
    subjects = {q.subject for q in found}
    instances = {q.object for q in found if isinstance(q.object, ox.NamedNode) and q.object.value.startswith(BASE)}
    assert instances <= subjects


def test_texts_can_be_left_out_and_nothing_else_is(sample_facts: list[Facts], provenance: Provenance) -> None:
    whole = set(quads(sample_facts, provenance=provenance))
    without = set(quads(sample_facts, provenance=provenance, texts=False))
    assert {q.predicate.value for q in whole - without} == {"http://www.w3.org/ns/prov#value"}
    assert without < whole


# what cannot be done


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"evidence": "some"}, "no such level of evidence: some (one of none, roles, full)"),
        ({"base": "https://exa mple.org/"}, "no base of IRIs"),
        ({"base": "https://example.org"}, "ends in /"),
        ({"base": "https://exämple.org/"}, "ASCII"),
        ({"licence": "CC BY"}, "no IRI of a licence: CC BY"),
    ],
)
def test_wrong_options_are_named(options: dict[str, str], part: str, provenance: Provenance, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=re.escape(part)):
        write([], tmp_path / "graph.ttl", provenance=provenance, **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_unknown_format_or_ending_lists_the_known_ones(tmp_path: Path, provenance: Provenance) -> None:
    with pytest.raises(ExportError, match=r"no such format: epub \(one of turtle, trig"):
        write([], tmp_path / "graph.ttl", "epub", provenance=provenance)
    with pytest.raises(ExportError, match=r"no format has the ending '.epub' .*\.nq"):
        write([], tmp_path / "graph.epub", provenance=provenance)


def test_command_line_knows_the_formats_and_levels() -> None:
    assert [f.value for f in ExportFormat] == [*WRITERS, *FOLDER_WRITERS]
    assert {e.value for e in Evidence} == set(EVIDENCE)
