"""Linked data: every IRI of a graph answers, as HTML for a person and as RDF for a client."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from served import Server, serving

from kgraph.exports import write
from kgraph.exports.provenance import Provenance
from kgraph.records import Facts
from kgraph.server.addresses import address_of, query_address
from kgraph.server.pages import _pieces

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BASE = "https://kgraph.example/id/"
KG = "https://kgraph.example/ontology#"
QUILLNET = f"{BASE}entity/model/quillnet"
OTHER_BASES = ["https://papers.example.org/ai#", "urn:example:", "https://example.org/~kg/a%20b/"]


@pytest.fixture(scope="module")
def server(sample_build: Path) -> Iterator[Server]:
    with serving(sample_build) as one:
        yield one


@pytest.fixture(scope="module")
def graph(sample_build: Path) -> rdflib.Graph:
    """As the store gives it back: numbers in their shortest form."""
    store = ox.Store()
    store.load(path=sample_build / "graph.ttl")
    return rdflib.Graph().parse(
        data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt"
    )


def iris(graph: rdflib.Graph) -> list[str]:
    return sorted({str(term) for triple in graph for term in triple if isinstance(term, rdflib.URIRef)})


def test_every_iri_of_the_graph_answers(server: Server, graph: rdflib.Graph) -> None:
    for iri in iris(graph):
        address = address_of(iri, BASE)
        page = server.get(address, BROWSER)
        assert page.status_code == HTTPStatus.OK, iri
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert iri.replace("&", "&amp;") in page.text
        data = server.get(address, "text/turtle")
        assert data.status_code == HTTPStatus.OK, iri
        said = rdflib.Graph().parse(data=data.text, format="turtle")
        node = rdflib.URIRef(iri)
        # of terms the ontology says more than the graph; of a property it says what it is, not where it stands
        assert {t for t in graph if node in (t[0], t[2])} <= set(said), iri
        assert said, iri


@pytest.mark.parametrize("base", OTHER_BASES)
def test_every_iri_answers_under_another_base(
    base: str, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    write(sample_facts, tmp_path / "graph.ttl", provenance=provenance, base=base)
    quads = ox.parse(path=tmp_path / "graph.ttl", format=ox.RdfFormat.TURTLE)
    own = sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)})
    with serving(tmp_path) as one:
        for iri in own:
            assert address_of(iri, base).startswith("/id/"), iri
            assert one.get(address_of(iri, base), "text/turtle").status_code == HTTPStatus.OK, iri


def test_formats_say_the_same(server: Server) -> None:
    read = [
        rdflib.Graph().parse(data=server.get(address_of(QUILLNET, BASE), accept).text, format=accept)
        for accept in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")
    ]
    assert len(read[0]) > 10
    for other in read[1:]:
        assert isomorphic(read[0], other)


@pytest.mark.parametrize(
    ("accept", "format", "expected"),
    [
        ("*/*", "", "text/turtle"),
        ("", "", "text/turtle"),
        (BROWSER, "", "text/html"),
        ("application/ld+json", "", "application/ld+json"),
        ("text/html;q=0.5, text/turtle;q=0.4", "", "text/html"),
        (BROWSER, "turtle", "text/turtle"),
        (BROWSER, "jsonld", "application/ld+json"),
        ("text/turtle", "html", "text/html"),
    ],
)
def test_format_is_negotiated(server: Server, accept: str, format: str, expected: str) -> None:
    for address in (address_of(QUILLNET, BASE), f"/resource?iri={quote(QUILLNET, safe='')}"):
        joint = "&" if "?" in address else "?"
        response = server.get(f"{address}{joint}format={format}" if format else address, accept)
        assert response.headers["content-type"].split(";")[0] == expected
        assert "Accept" in response.headers["vary"]
        assert 'rel="alternate"; type="application/ld+json' in response.headers["link"]


def test_links_to_other_formats_lead_to_them(server: Server) -> None:
    for address in (address_of(QUILLNET, BASE), f"/resource?iri={quote(KG + 'introduces', safe='')}"):
        for link in server.get(address, BROWSER).headers["link"].split(", <"):
            response = server.get(link.strip("<").split(">")[0], BROWSER)
            assert response.headers["content-type"].split(";")[0] in link


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/id/entity/model/unicorn", 404, "nothing is known of https://kgraph.example/id/entity/model/unicorn"),
        ("/resource?iri=https://example.org/", 404, "nothing is known"),
        ("/resource?iri=not%20an%20IRI", 400, "no IRI"),
        ("/resource", 400, "an IRI is missing"),
        ("/id/entity/model/quillnet?format=png", 400, "turtle"),
        ("/id/..%2f..%2fgraph.ttl", 404, "nothing is known"),
        ("/assets/../app.py", 404, ""),
        ("/assets/..%2fapp.py", 404, ""),
    ],
)
def test_what_is_not_there_is_said(server: Server, path: str, status: int, said: str) -> None:
    response = server.get(path)
    assert response.status_code == status
    assert said in response.text


def test_page_of_a_paper_marks_its_mentions(server: Server, sample_facts: list[Facts]) -> None:
    page = server.get("/id/paper/arxiv/9901.00001", BROWSER).text
    assert 'class="mark" href="/id/entity/model/quillnet"' in page
    assert "We introduce " in page
    assert "Sparse Routing for Proof Search" in page


def test_page_of_an_entity_names_its_papers(server: Server) -> None:
    page = server.get(address_of(QUILLNET, BASE), BROWSER).text
    assert "introduced by" in page
    assert "/explorer" not in page
    assert "QuillNet: Sparse Routing for Proof Search" in page


def test_page_of_a_term_defines_it_and_shows_its_use(server: Server) -> None:
    page = server.get(f"/resource?iri={quote(KG + 'introduces', safe='')}", BROWSER).text
    assert "rdfs:comment" in page
    assert "Statements made with it" in page


def test_page_of_a_graph_shows_its_statements(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text('<a:s> <a:p> "here" <a:g> .\n<a:s> <a:p> "there" <a:h> .\n', encoding="utf-8")
    with serving(tmp_path) as one:
        assert "here" in one.get("/resource?iri=a:g", BROWSER).text
        assert "there" not in one.get("/resource?iri=a:g", BROWSER).text
        assert len(rdflib.Graph().parse(data=one.get("/resource?iri=a:g").text, format="turtle")) == 1


def test_long_lists_are_cut_on_a_page_and_the_rest_is_a_query_away(tmp_path: Path) -> None:
    lines = [f"<a:s{n}> <a:p> <a:o> .\n" for n in range(220)]
    (tmp_path / "graph.ttl").write_text("".join(lines), encoding="utf-8")
    with serving(tmp_path, "--max-rows", "200") as one:
        page = one.get("/resource?iri=a:o", BROWSER).text
        assert "100 of 220" in page
        assert page.count('title="a:s') == 100
        response = one.get("/resource?iri=a:o")
        assert response.status_code == HTTPStatus.BAD_REQUEST
        assert "more than 200 triples" in response.text


def test_texts_cannot_harm_a_page(tmp_path: Path) -> None:
    hostile = "</script><script>window.harmed=1</script><img src=x onerror=alert(1)> {{ 7*7 }} \" '"
    node, graph = ox.NamedNode("https://example.org/%3Cscript%3E'&x=\"".replace('"', "%22")), ox.Store()
    for predicate in ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://purl.org/dc/terms/title"):
        graph.add(ox.Quad(node, ox.NamedNode(predicate), ox.Literal(hostile)))
    graph.add(
        ox.Quad(node, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso"), ox.NamedNode("javascript:alert(1)"))
    )
    graph.dump(tmp_path / "graph.ttl", ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    with serving(tmp_path) as one:
        response = one.get(address_of(node.value, BASE), BROWSER)
        assert response.status_code == HTTPStatus.OK
        assert "<script>window" not in response.text
        assert "<img" not in response.text
        assert "49" not in response.text.partition("<article>")[2]
        assert 'href="javascript:' not in response.text
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_answers_can_run_nothing_in_a_browser(server: Server) -> None:
    """RDF/XML that is shown as a document could hold elements of XHTML."""
    text = "CONSTRUCT { <a:a> <http://www.w3.org/1999/xhtmlscript> 'window.harmed=1' } WHERE {}"
    response = server.client.get("/sparql", params={"query": text, "format": "xml"}, headers={"Accept": BROWSER})
    assert response.headers["content-type"] == "application/rdf+xml"
    assert response.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert server.get("/sparql?query=ASK%7B", "*/*").headers["x-content-type-options"] == "nosniff"


def test_explorer_is_served_where_there_is_one(server: Server, sample_build: Path, tmp_path: Path) -> None:
    missing = server.get("/explorer")
    assert missing.status_code == HTTPStatus.NOT_FOUND
    assert "kgraph build" in missing.text
    shutil.copy(sample_build / "graph.ttl", tmp_path)
    (tmp_path / "explorer.html").write_text("<title>λ</title>", encoding="utf-8")
    with serving(tmp_path) as one:
        assert one.get("/explorer").text == "<title>λ</title>"
        assert 'href="/explorer#at=model/quillnet"' in one.get(address_of(QUILLNET, BASE), BROWSER).text
        assert one.get("/explorer").headers["content-type"].startswith("text/html")


def test_classes_can_be_browsed(server: Server) -> None:
    page = server.get("/classes").text
    assert "kg:Paper" in page
    assert f"/resource?iri={quote(KG + 'Model', safe='')}" in page


def test_ontology_is_served(server: Server) -> None:
    for accept in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        said = rdflib.Graph().parse(data=server.get("/ontology", accept).text, format=accept)
        assert (rdflib.URIRef(KG + "Paper"), rdflib.RDF.type, rdflib.OWL.Class) in said
    page = server.get("/ontology", BROWSER)
    assert page.status_code == HTTPStatus.SEE_OTHER
    assert "kgraph ontology" in server.get(page.headers["location"], BROWSER).text


# addresses


@given(st.text(st.sampled_from("abz09-._~%/:?#&+é "), max_size=12))
def test_addresses_tell_iris_apart(rest: str) -> None:
    iri = BASE + rest
    address = address_of(iri, BASE)
    if address.startswith("/id/"):
        assert address == "/id/" + rest
        assert not {"?", "#", " "} & set(address)
    else:
        assert unquote(address.removeprefix("/resource?iri=")) == iri


@given(st.text(min_size=1))
def test_link_holds_any_query(text: str) -> None:
    address = query_address(text)
    assert unquote(address.removeprefix("/#query=")) == text
    assert address.isascii()


@given(st.text("ab c", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=6))
def test_pieces_of_a_text_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    marks = [{"start": s, "end": s + n} for s, n in sorted(places) if s + n <= len(text)]
    pieces = list(_pieces(text, marks))
    assert "".join(word + rest for word, rest, _ in pieces) == text
    for word, rest, mark in pieces:
        assert mark is None or word + rest == text[mark["start"] : mark["end"]]
