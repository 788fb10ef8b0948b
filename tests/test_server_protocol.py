"""The SPARQL 1.1 Protocol: the cases of the W3C test suite by name, its formats, and clients that others wrote.

The suite's cases are told in section 4 of the protocol's test documents; where one writes, what is tested here is
that it is refused.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import Server, serving
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
G1, G2, G3 = (f"http://example.org/data{n}" for n in (1, 2, 3))
NAMES = "SELECT ?name WHERE { ?s <http://example.org/name> ?name } ORDER BY ?name"
GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A graph of three named graphs, each with one name that stands in no other."""
    folder = tmp_path_factory.mktemp("graphs")
    lines = [f'<http://example.org/s> <http://example.org/name> "{n}" <{g}> .\n' for n, g in zip("abc", (G1, G2, G3), strict=True)]  # fmt: skip
    (folder / "graph.nq").write_text("".join(lines), encoding="utf-8")
    with serving(folder) as one:
        yield one


def values(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [next(iter(row.values()))["value"] for row in response.json()["results"]["bindings"]]


# the suite: query operation


def test_query_get(server: Server) -> None:
    response = server.client.get("/sparql", params={"query": "ASK {}"})
    assert response.json()["boolean"] is True


def test_query_post_form(server: Server) -> None:
    response = server.client.post("/sparql", data={"query": "ASK {}"})
    assert response.request.headers["content-type"] == FORM
    assert response.json()["boolean"] is True


def test_query_post_direct(server: Server) -> None:
    response = server.client.post("/sparql", content="ASK { }", headers={"Content-Type": QUERY})
    assert response.json()["boolean"] is True


def send(server: Server, how: str, query: str, dataset: dict[str, list[str]]) -> httpx.Response:
    if how == "get":
        return server.client.get("/sparql", params={"query": query, **dataset})
    if how == "form":
        return server.client.post("/sparql", data={"query": query, **dataset})
    return server.client.post("/sparql", content=query, params=dataset, headers={"Content-Type": f"{QUERY}; charset=utf-8"})  # fmt: skip


HOWS = ["get", "form", "direct"]


@pytest.mark.parametrize("how", HOWS)
def test_query_dataset_default_graph(server: Server, how: str) -> None:
    assert values(send(server, how, NAMES, {"default-graph-uri": [G1]})) == ["a"]


@pytest.mark.parametrize("how", HOWS)
def test_query_dataset_default_graphs(server: Server, how: str) -> None:
    dataset = {"default-graph-uri": [G1, G2]}
    assert values(send(server, how, NAMES, dataset)) == ["a", "b"]
    # no named graph was named, so there is none
    assert values(send(server, how, GRAPHS, dataset)) == []


@pytest.mark.parametrize("how", HOWS)
def test_query_dataset_named_graphs(server: Server, how: str) -> None:
    dataset = {"named-graph-uri": [G1, G2]}
    assert values(send(server, how, GRAPHS, dataset)) == [G1, G2]
    # and no default graph, so it is empty
    assert values(send(server, how, NAMES, dataset)) == []


@pytest.mark.parametrize("how", HOWS)
def test_query_dataset_full(server: Server, how: str) -> None:
    dataset = {"default-graph-uri": [G3], "named-graph-uri": [G1, G2]}
    assert values(send(server, how, NAMES, dataset)) == ["c"]
    assert values(send(server, how, GRAPHS, dataset)) == [G1, G2]


@pytest.mark.parametrize("how", HOWS)
def test_query_multiple_dataset(server: Server, how: str) -> None:
    """The dataset of the request wins over that of the query."""
    query = NAMES.replace("WHERE", f"FROM <{G1}> WHERE")
    assert values(send(server, how, query, {"default-graph-uri": [G2]})) == ["b"]
    assert values(send(server, how, query, {})) == ["a"]


def test_without_a_dataset_all_graphs_are_asked(server: Server) -> None:
    assert values(server.ask(NAMES, "application/sparql-results+json")) == ["a", "b", "c"]
    assert values(server.ask(GRAPHS, "application/sparql-results+json")) == [G1, G2, G3]


def test_graphs_of_a_query_that_is_posted_in_a_form_stand_in_the_form(server: Server) -> None:
    response = server.client.post("/sparql", data={"query": NAMES}, params={"default-graph-uri": G1})
    assert values(response) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("SELECT * {}", "application/sparql-results+xml;q=0.8, application/sparql-results+json", "application/sparql-results+json"),
        ("SELECT * {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * {}", "text/tab-separated-values", "text/tab-separated-values"),
        ("SELECT * {}", "text/csv", "text/csv"),
        ("SELECT * {}", "application/xml", "application/xml"),
        ("ASK {}", "application/json", "application/json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("DESCRIBE <http://example.org/s>", "text/turtle", "text/turtle"),
        ("DESCRIBE <http://example.org/s>", "*/*", "text/turtle"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "text/html;q=0.5, application/n-quads", "application/n-quads"),
    ],
)  # fmt: skip
def test_query_content_type(server: Server, query: str, accept: str, media_type: str) -> None:
    for response in (server.ask(query, accept), server.client.get("/sparql", params={"query": query}, headers={"Accept": accept})):  # fmt: skip
        assert response.status_code == 200
        assert response.headers["content-type"].split(";")[0] == media_type
        assert "Accept" in response.headers["vary"]


# the suite: requests that are wrong


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: Server, method: str) -> None:
    response = server.client.request(method, "/sparql", params={"query": "ASK {}"})
    assert response.status_code == 405
    assert "POST" in response.headers["allow"]


def test_bad_multiple_queries(server: Server) -> None:
    for response in (
        server.client.get("/sparql", params={"query": ["ASK {}", "SELECT * {}"]}),
        server.client.post("/sparql", data={"query": ["ASK {}", "SELECT * {}"]}),
    ):
        assert response.status_code == 400
        assert "more than one query" in response.text


@pytest.mark.parametrize(
    ("headers", "body", "status", "said"),
    [
        ({"Content-Type": "text/plain"}, b"ASK {}", 415, "text/plain"),  # bad_query_wrong_media_type
        ({}, b"query=ASK%20%7B%7D", 415, "none"),  # bad_query_missing_form_type
        ({}, b"ASK {}", 415, "none"),  # bad_query_missing_direct_type
        ({"Content-Type": f"{QUERY}; charset=UTF-16"}, "ASK {}".encode("utf-16"), 415, "utf-16"),  # bad_query_non_utf8
        ({"Content-Type": QUERY}, b"ASK { ?s ?p '\xe9' }", 400, "no UTF-8"),
        ({"Content-Type": FORM}, b"query=ASK%20%7B%20%3Fs%20%3Fp%20%27%E9%27%20%7D", 400, "UTF-8"),
        ({"Content-Type": QUERY}, b"ASK {", 400, "mistake"),  # bad_query_syntax
        ({"Content-Type": FORM}, b"query=ASK%20%7B", 400, "mistake"),
        ({"Content-Type": FORM}, b"", 400, "no query"),
        ({"Content-Type": FORM}, b"query=ASK%7B%7D&default-graph-uri=not%20an%20IRI", 400, "absolute IRI"),
        ({"Content-Type": FORM}, b"query=ASK%7B%7D&format=excel", 400, "turtle"),
        ({"Content-Type": QUERY}, b"#" * 1_000_001, 413, "1,000,000 bytes"),
    ],
)
def test_bad_query(server: Server, headers: dict[str, str], body: bytes, status: int, said: str) -> None:
    response = server.client.post("/sparql", content=body, headers=headers)
    assert response.status_code == status, response.text
    assert said in response.text
    assert response.headers["content-type"].startswith("text/plain")


def test_answer_in_no_format_that_is_accepted(server: Server) -> None:
    response = server.ask("SELECT * {}", "image/png, text/turtle")
    assert response.status_code == 406
    assert "text/csv" in response.text
    assert server.ask("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").status_code == 406


# the suite: update operation, all refused


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "CLEAR ALL", "LOAD <http://127.0.0.1:9/>", "nonsense"]
)
def test_update(server: Server, update: str) -> None:
    asked = [
        server.client.post("/sparql", data={"update": update}),
        server.client.post("/sparql", data={"update": [update, update], "using-graph-uri": G1}),
        server.client.post("/sparql", data={"update": update, "query": "ASK {}"}),
        server.client.post("/sparql", content=update, headers={"Content-Type": UPDATE}),
        server.client.post("/sparql", content=update.encode("utf-8"), headers={"Content-Type": f"{UPDATE}; charset=utf-8"}),
        server.client.get("/sparql", params={"update": update}),
    ]  # fmt: skip
    for response in asked:
        assert response.status_code == 403
        assert "read-only" in response.text
    assert values(server.ask(NAMES, "application/json")) == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["LOAD <http://127.0.0.1:9/>", "DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_update_in_the_place_of_a_query(server: Server, text: str) -> None:
    response = server.ask(text)
    assert response.status_code == 400
    assert text.split()[0] in response.text
    assert "update" in response.text


@pytest.mark.parametrize("text", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "ASK { SERVICE SILENT <http://127.0.0.1:9/> {} }"])  # fmt: skip
def test_service_is_refused(server: Server, text: str) -> None:
    response = server.ask(text)
    assert response.status_code == 400
    assert "no request leaves this machine" in response.text


# service description, and pages of other origins


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "*/*", "image/png"])
def test_service_description(server: Server, accept: str) -> None:
    response = server.get("/sparql", accept)
    assert response.status_code == 200
    graph = rdflib.Graph().parse(data=response.text, format=response.headers["content-type"].split(";")[0])
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    endpoint = rdflib.URIRef(server.sparql)
    assert (endpoint, sd.endpoint, endpoint) in graph
    assert (endpoint, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert (endpoint, sd.feature, sd.UnionDefaultGraph) in graph
    assert rdflib.URIRef("http://www.w3.org/ns/formats/SPARQL_Results_JSON") in graph.objects(endpoint, sd.resultFormat)
    assert [str(n) for n in graph.objects(None, rdflib.VOID.triples)] == ["3"]
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


def test_pages_of_other_origins_may_ask(server: Server) -> None:
    asked = server.client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://example.org"})
    assert asked.headers["access-control-allow-origin"] == "*"
    wanted = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}  # fmt: skip
    first = server.client.options("/sparql", headers=wanted)
    assert first.status_code == 200
    assert "POST" in first.headers["access-control-allow-methods"]
    # errors can be read as well
    bad = server.client.get("/sparql", params={"query": "ASK"}, headers={"Origin": "https://example.org"})
    assert bad.headers["access-control-allow-origin"] == "*"


def test_origins_can_be_restricted(sample_build: Path) -> None:
    with serving(sample_build, "--origin", "https://example.org") as one:
        for origin, expected in (("https://example.org", "https://example.org"), ("https://example.com", None)):
            asked = one.client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
            assert asked.headers.get("access-control-allow-origin") == expected


def test_head_gives_no_body(server: Server) -> None:
    response = server.client.head("/sparql", params={"query": "ASK {}"})
    assert response.status_code == 200
    assert response.content == b""


def test_browser_that_follows_a_link_to_a_query_is_sent_to_the_page(server: Server) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = server.client.get("/sparql", params={"query": "ASK { ?a ?b 'é#&' }"}, headers={"Accept": accept})
    assert response.status_code == 303
    assert response.headers["location"] == "/#query=ASK%20%7B%20%3Fa%20%3Fb%20%27%C3%A9%23%26%27%20%7D"
    assert server.get("/sparql", accept).headers["location"] == "/"


# clients that others wrote


def wrapper(server: Server, query: str, format: str) -> Any:
    """A SPARQLWrapper; what it gives has a type that its return format decides."""
    one = SPARQLWrapper(server.sparql)
    one.setQuery(query)
    one.setReturnFormat(format)
    return one


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("request_method", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_selects(server: Server, method: str, request_method: str) -> None:
    if (method, request_method) == ("GET", "postdirectly"):
        pytest.skip("there is no such request")
    one = wrapper(server, NAMES, JSON)
    one.setMethod(method)
    one.setRequestMethod(request_method)
    one.addDefaultGraph(G1)
    assert [row["name"]["value"] for row in one.queryAndConvert()["results"]["bindings"]] == ["a"]


def test_sparqlwrapper_reads_every_format_of_rows(server: Server) -> None:
    assert b"name" in wrapper(server, NAMES, CSV).queryAndConvert()
    assert b"?name" in wrapper(server, NAMES, TSV).queryAndConvert()
    assert "literal" in wrapper(server, NAMES, XML).queryAndConvert().toxml()
    assert wrapper(server, "ASK {}", JSON).queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("format", [TURTLE, N3, RDFXML, XML, JSONLD])
def test_sparqlwrapper_reads_every_format_of_triples(server: Server, format: str) -> None:
    found = wrapper(server, "CONSTRUCT WHERE { ?s ?p ?o }", format).queryAndConvert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format=format)
    assert len(graph) == 3


def test_sparqlwrapper_is_told_of_a_mistake(server: Server) -> None:
    with pytest.raises(QueryBadFormed, match="mistake"):
        wrapper(server, "SELECT", JSON).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_store_asks(server: Server, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server.sparql, method=method))
    assert [str(row[0]) for row in graph.query(NAMES)] == ["a", "b", "c"]  # type: ignore[index]
    assert graph.query("ASK { ?s ?p 'b' }").askAnswer is True
    assert len(list(graph.triples((None, None, rdflib.Literal("c"))))) == 1
    assert len(graph.query("CONSTRUCT WHERE { ?s ?p ?o }").graph or ()) == 3


def test_rdflib_store_asks_one_graph(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(server.sparql), identifier=rdflib.URIRef(G2))
    assert [str(o) for o in graph.objects()] == ["b"]


def test_pyoxigraph_reads_what_is_answered(server: Server) -> None:
    for format in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.TSV):
        solutions = ox.parse_query_results(server.ask(NAMES, format.media_type).content, format=format)
        assert isinstance(solutions, ox.QuerySolutions)
        assert [row["name"] for row in solutions] == [ox.Literal(n) for n in "abc"]


def test_curl_asks(server: Server) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("no curl here")

    def run(*arguments: str) -> str:
        return subprocess.run([curl, "-sS", *arguments], capture_output=True, text=True, check=True).stdout

    assert run(server.sparql, "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv") == "name\na\nb\nc\n"
    assert run(server.sparql, "-G", "--data-urlencode", f"query={NAMES}", "-d", "format=tsv").split() == [
        "?name", '"a"', '"b"', '"c"',
    ]  # fmt: skip
    assert json.loads(run(server.sparql, "-H", f"Content-Type: {QUERY}", "--data-binary", "ASK {}"))["boolean"] is True
