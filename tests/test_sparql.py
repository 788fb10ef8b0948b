"""SPARQL over a build: what is answered, from which graphs, and what is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.errors import GraphError, QueryError
from kgraph.sparql import open_store, query, shown

QUILLNET = "<https://kgraph.example/id/entity/model/quillnet>"


@pytest.fixture(scope="module")
def store(sample_build: Path) -> ox.Store:
    return open_store(sample_build)


def rows(store: ox.Store, text: str) -> list[list[str]]:
    return [[shown(t) for t in row] for row in query(store, text).rows]


# answers


def test_select_gives_columns_and_rows(store: ox.Store) -> None:
    answer = query(
        store, f"SELECT ?label ?none WHERE {{ {QUILLNET} skos:prefLabel ?label OPTIONAL {{ ?label a ?none }} }}"
    )
    assert answer.columns == ("label", "none")
    assert answer.rows == [(ox.Literal("QuillNet"), None)]


def test_ask_gives_one_truth(store: ox.Store) -> None:
    assert query(store, "ASK { ?x a kg:Model }").rows == [(ox.Literal(True),)]
    assert query(store, "ASK { ?x a <https://example.org/Unicorn> }").rows == [(ox.Literal(False),)]


def test_construct_gives_triples(store: ox.Store) -> None:
    answer = query(store, "CONSTRUCT { ?b rdfs:label ?l } WHERE { ?b a kg:Benchmark ; skos:prefLabel ?l }")
    assert answer.columns == ("subject", "predicate", "object")
    assert {str(row[2]) for row in answer.rows} == {'"LemmaBench"', '"MATH"'}


@pytest.mark.parametrize("kind", ["folder", "file", "store"])
def test_build_is_given_as_folder_file_or_store(kind: str, sample_build: Path, store: ox.Store) -> None:
    builds: dict[str, Path | ox.Store] = {
        "folder": sample_build, "file": sample_build / "graph.ttl", "store": store,
    }  # fmt: skip
    assert len(query(builds[kind], "SELECT ?p WHERE { ?p a kg:Paper }").rows) == 3


@pytest.mark.parametrize(
    "pattern",
    [
        "?x a kg:Paper",
        "?x dcterms:title ?t",
        "?x rdf:type ?t",
        "?x rdfs:seeAlso ?t",
        "?x skos:prefLabel ?t",
        "?x oa:exact ?t",
        "?x prov:value ?t",
        "?x fabio:hasArXivId ?t",
        "?x kg:authorCount ?t FILTER(DATATYPE(?t) = xsd:integer)",
        "?x kg:introduces model:quillnet",
        "?x kg:uses method:low-rank-adaptation",
        "?x kg:evaluatesOn benchmark:math",
        "?x kg:publishedBy organisation:inkwell-labs",
        "?x kg:uses hardware:a100",
        "?x kg:uses task:theorem-proving",
        "?x kg:uses software:lean",
        "?x kg:rule rule:lexicon-model",
        "?x kg:metric metric:accuracy",
    ],
)
def test_prefixes_need_no_declaration(pattern: str, store: ox.Store) -> None:
    assert query(store, f"SELECT ?x WHERE {{ {pattern} }}").rows


def test_own_prefix_wins_over_ours(store: ox.Store) -> None:
    assert query(store, "PREFIX kg: <http://example.org/> ASK { ?x a kg:Model }").rows == [(ox.Literal(False),)]


# what is refused


class _Listener(BaseHTTPRequestHandler):
    requests: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.requests.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}')

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[str]:
    """Address of an endpoint on this machine that notes who asks it."""
    _Listener.requests.clear()
    server = HTTPServer(("127.0.0.1", 0), _Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { SERVICE <URL> { ?a ?b ?c } }",
        "SELECT * WHERE { SERVICE<URL>{ ?a ?b ?c } }",
        "SELECT * WHERE { service silent <URL> { ?a ?b ?c } }",
        "SELECT * WHERE { ?s a kg:Model . SERVICE <URL> { ?s ?b ?c } }",
        "SELECT * WHERE { SERVICE # a comment\n <URL> { ?a ?b ?c } }",
        "SELECT * WHERE { SERVICE\n\tSILENT\n<URL> { ?a ?b ?c } }",
        "PREFIX x: <URL> SELECT * WHERE { SERVICE x: { ?a ?b ?c } }",
        "SELECT * WHERE { BIND(<URL> AS ?e) SERVICE ?e { ?a ?b ?c } }",
        "SELECT * WHERE { VALUES ?e { <URL> } FILTER(1<2)SERVICE?e{?a?b?c}FILTER(3>2) }",
        "SELECT * WHERE { ?s skos:prefLabel '#' . SERVICE <URL> { ?a ?b ?c } }",
        'SELECT * WHERE { ?s skos:prefLabel "\\"" . SERVICE <URL> { ?a ?b ?c } }',
        "ASK { { SELECT * WHERE { SERVICE <URL> { ?a ?b ?c } } } }",
        "CONSTRUCT { ?a ?b ?c } WHERE { SERVICE <URL> { ?a ?b ?c } }",
    ],
)
def test_service_is_refused_and_nothing_is_sent(text: str, listener: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        query(store, text.replace("URL", listener))
    assert _Listener.requests == []


@pytest.mark.parametrize("clause", ["FROM <URL>", "FROM NAMED <URL>"])
def test_from_sends_nothing(clause: str, listener: str, store: ox.Store) -> None:
    query(store, f"SELECT * {clause.replace('URL', listener)} WHERE {{ ?a ?b ?c }}")
    assert _Listener.requests == []


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?x WHERE { ?x skos:prefLabel "SERVICE <http://example.org/> { }" }',
        "SELECT ?x WHERE { ?x skos:prefLabel 'the SERVICE ?x' }",
        'SELECT ?x WHERE { ?x skos:prefLabel """SERVICE\n<http://example.org/>""" }',
        "# SERVICE <http://example.org/>\nSELECT ?x WHERE { ?x a skos:Unicorn } # SERVICE ?x",
        "SELECT ?x WHERE { ?x a <http://example.org/SERVICE> }",
        "SELECT ?service ?x WHERE { ?service a skos:Unicorn ; skos:service ?x }",
        "SELECT ?x WHERE { ?x skos:service skos:service }",
    ],
)
def test_service_as_a_word_of_the_query_is_no_request(text: str, store: ox.Store) -> None:
    assert query(store, text).rows == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT",
        "SELECT ?x WHERE { ?x a kg:Paper",
        "SELECT ?x WHERE { ?x a unknown:Paper }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?a ?b ?c }",
        "DROP ALL",
        "LOAD <http://127.0.0.1:9/>",
        "",
    ],
)
def test_mistake_in_a_query_is_an_error_that_says_so(text: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match="a mistake in the query"):
        query(store, text)
    assert len(query(store, "SELECT ?p WHERE { ?p a kg:Paper }").rows) == 3


def test_graph_that_is_missing_or_broken_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"graph\.ttl: no graph here.*kgraph build"):
        query(tmp_path, "ASK { ?a ?b ?c }")
    (tmp_path / "graph.ttl").write_text("<a:a> <a:b>\n<a:c> .\n<a:d> nonsense\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.ttl:\d+: no Turtle"):
        query(tmp_path, "ASK { ?a ?b ?c }")


def test_update_is_refused_by_its_name(store: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"DELETE is an update, line 2, column 1 \(a build is only read\)"):
        query(store, "PREFIX x: <https://example.org/>\nDELETE WHERE { ?a ?b ?c }")


# graphs


@pytest.fixture(scope="module")
def graphs() -> ox.Store:
    """A store of two named graphs and nothing in the default graph."""
    store = ox.Store()
    for name in "ab":
        node = ox.NamedNode(f"https://example.org/{name}")
        store.add(ox.Quad(node, ox.NamedNode("http://purl.org/dc/terms/title"), ox.Literal(name), node))
    return store


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("SELECT ?t WHERE { ?s dcterms:title ?t }", {}, ["a", "b"]),
        ("SELECT ?t WHERE { GRAPH ?g { ?s dcterms:title ?t } }", {}, ["a", "b"]),
        ("SELECT ?t FROM <https://example.org/a> WHERE { ?s dcterms:title ?t }", {}, ["a"]),
        ("SELECT ?t FROM NAMED <https://example.org/b> WHERE { GRAPH ?g { ?s dcterms:title ?t } }", {}, ["b"]),
        ("SELECT ?t WHERE { ?s dcterms:title ?t }", {"default_graphs": ["https://example.org/b"]}, ["b"]),
        ("SELECT ?t FROM <https://example.org/a> WHERE { ?s dcterms:title ?t }", {"default_graphs": ["https://example.org/b"]}, ["b"]),
        ("SELECT ?t WHERE { ?s dcterms:title ?t }", {"named_graphs": ["https://example.org/b"]}, []),
    ],
)  # fmt: skip
def test_all_graphs_are_asked_unless_some_are_named(
    text: str, options: dict[str, list[str]], expected: list[str], graphs: ox.Store
) -> None:
    answer = query(graphs, text, default_graphs=options.get("default_graphs"), named_graphs=options.get("named_graphs"))
    assert sorted(shown(t) for (t,) in answer.rows) == expected


def test_answer_that_is_longer_than_wanted_is_an_error(store: ox.Store) -> None:
    papers = "SELECT ?p WHERE { ?p a kg:Paper }"
    assert len(query(store, papers, max_rows=3).rows) == 3
    with pytest.raises(QueryError, match="more than 2 rows"):
        query(store, papers, max_rows=2)
    # a product that would take hours is not computed to its end
    with pytest.raises(QueryError, match="more than 2 rows"):
        query(store, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", max_rows=2)
