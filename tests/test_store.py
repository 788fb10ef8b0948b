"""SPARQL over a build: answers and their formats, the stored queries, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kgraph.errors import GraphError, QueryError
from kgraph.exports import write
from kgraph.exports.provenance import Provenance
from kgraph.records import Facts
from kgraph.store import (
    RESULT_FORMATS,
    find_query,
    open_store,
    query,
    shown,
    stored_queries,
    to_csv,
    to_json,
    to_tsv,
    to_turtle,
)

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
    assert query(store, "ASK { ?x a kg:Unicorn }").rows == [(ox.Literal(False),)]


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
        "# SERVICE <http://example.org/>\nSELECT ?x WHERE { ?x a kg:Unicorn } # SERVICE ?x",
        "SELECT ?x WHERE { ?x a <http://example.org/SERVICE> }",
        "SELECT ?service ?x WHERE { ?service a kg:Unicorn ; kg:service ?x }",
        "SELECT ?x WHERE { ?x kg:service kg:service }",
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


# formats

AWKWARD = [
    'a "quote", a comma',
    "a\ttab",
    "a\nline\r\nend",
    "\u2028 é 🦙",
    "</script>",
    "\\ back \\t slash",
    "",
    "'",
    "@en",
]


@pytest.fixture(scope="module")
def awkward() -> ox.Store:
    """A store of literals that are hard to write, one of each other kind of term, and no graph of papers."""
    store = ox.Store()
    subject, predicate = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")
    objects: list[ox.NamedNode | ox.Literal | ox.BlankNode] = [ox.Literal(t) for t in AWKWARD]
    objects += [
        ox.Literal("mot", language="fr"),
        ox.Literal(5),
        ox.NamedNode("https://example.org/é"),
        ox.BlankNode("b"),
    ]
    for object_ in objects:
        store.add(ox.Quad(subject, predicate, object_))
    return store


ALL = "SELECT ?o ?none WHERE { ?s <https://example.org/p> ?o } ORDER BY STR(?o)"


@pytest.mark.parametrize(
    ("write", "format"),
    [(to_json, ox.QueryResultsFormat.JSON), (to_tsv, ox.QueryResultsFormat.TSV)],
)
def test_json_and_tsv_are_read_back_by_another_parser(
    write: object, format: ox.QueryResultsFormat, awkward: ox.Store
) -> None:
    assert callable(write)
    answer = query(awkward, ALL)
    parsed = ox.parse_query_results(write(answer), format=format)
    assert isinstance(parsed, ox.QuerySolutions)
    assert [v.value for v in parsed.variables] == ["o", "none"]
    found = [(row["o"], row["none"]) for row in parsed]
    expected = list(answer.rows)
    assert len(found) == len(AWKWARD) + 4
    # the names of blank nodes are each reader's own
    assert [r for r in found if not isinstance(r[0], ox.BlankNode)] == [
        r for r in expected if not isinstance(r[0], ox.BlankNode)
    ]


def test_csv_is_read_back_by_the_csv_module(awkward: ox.Store) -> None:
    answer = query(awkward, ALL)
    lines = list(csv.reader(io.StringIO(to_csv(answer), newline="")))
    assert lines[0] == ["o", "none"]
    assert sorted(row[0] for row in lines[1:] if "_:" not in row[0]) == sorted(
        [*AWKWARD, "mot", "5", "https://example.org/é"]
    )
    assert to_csv(answer).startswith("o,none\r\n")


def test_json_of_an_ask_is_a_boolean(store: ox.Store) -> None:
    # section 4.2 of SPARQL 1.1 Query Results JSON
    assert json.loads(to_json(query(store, "ASK { ?x a kg:Model }")))["boolean"] is True


def test_turtle_of_a_construct_is_read_back(store: ox.Store) -> None:
    text = to_turtle(query(store, "CONSTRUCT WHERE { ?b a kg:Benchmark ; skos:prefLabel ?l }"))
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 4
    assert "kg:Benchmark" in text


@pytest.mark.parametrize("text", ["SELECT ?x WHERE { ?x a kg:Paper }", "ASK { ?x a kg:Paper }",
                                  "SELECT ?subject ?predicate ?object WHERE { ?object ?predicate ?subject }"])  # fmt: skip
def test_turtle_of_rows_is_an_error(text: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE give Turtle"):
        to_turtle(query(store, text))


@pytest.mark.parametrize("format", sorted(RESULT_FORMATS))
def test_output_is_the_same_for_each_load(format: str, sample_build: Path) -> None:
    text = "CONSTRUCT { ?p dcterms:title ?t } WHERE { ?p dcterms:title ?t } ORDER BY ?t"
    outputs = {RESULT_FORMATS[format](query(sample_build, text)) for _ in range(3)}
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, ""),
        (ox.Literal("x", language="en"), "x"),
        (ox.NamedNode("https://kgraph.example/ontology#Paper"), "kg:Paper"),
        (ox.NamedNode("https://example.org/x"), "https://example.org/x"),
    ],
)
def test_shown(term: object, expected: str) -> None:
    assert shown(term) == expected


# queries by name


def test_query_is_found_by_text_file_and_name(tmp_path: Path) -> None:
    assert find_query("ASK { ?a ?b ?c }") == "ASK { ?a ?b ?c }"
    path = tmp_path / "own.rq"
    path.write_text("# λ\nASK { ?a ?b ?c }", encoding="utf-8")
    assert find_query(str(path)) == "# λ\nASK { ?a ?b ?c }"
    assert find_query("organisations") == stored_queries()["organisations"]


def test_unknown_query_and_unreadable_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no stored query 'organizations' .*organisations"):
        find_query("organizations")
    with pytest.raises(QueryError, match=r"own\.rq: cannot be read"):
        find_query(str(tmp_path / "own.rq"))
    (tmp_path / "latin.rq").write_bytes(b"# \xe9\nASK { ?a ?b ?c }")
    with pytest.raises(QueryError, match=r"latin\.rq: "):
        find_query(str(tmp_path / "latin.rq"))


#: What the stored queries find in the build made by hand.
ANSWERS = {
    "benchmark-introductions": [["--05-17", "LemmaBench", "LemmaBench: A Test of Lemmas"]],
    "models-on-benchmarks": [
        ["BaseProver", "LemmaBench", "1"],
        ["BaseProver", "MATH", "1"],
        ["QuillNet", "LemmaBench", "1"],
        ["QuillNet", "MATH", "1"],
    ],
    "organisations": [["Inkwell Labs", "1", "1"], ["Margin Institute", "1", "0"]],
    "papers-with-gpus": [
        ["QuillNet: Sparse Routing for Proof Search", "A100s"],
        ["Reading Speed of Proof Search", "GPU"],
    ],
    "results-on-math": [
        ["41.5%", "accuracy", "QuillNet", "MATH", "68", "QuillNet: Sparse Routing for Proof Search"],
        ["38.0%", "accuracy", "BaseProver", "MATH", "100", "QuillNet: Sparse Routing for Proof Search"],
    ],
}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_gives_the_right_answer(name: str, store: ox.Store) -> None:
    assert rows(store, find_query(name)) == ANSWERS[name]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_gives_the_right_answer_under_another_base(
    name: str, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    path = write(sample_facts, tmp_path / "graph.ttl", provenance=provenance, base="https://papers.example.org/ai#")
    assert rows(open_store(path), find_query(name)) == ANSWERS[name]


def test_every_stored_query_says_what_it_answers_and_is_tested() -> None:
    assert set(stored_queries()) == set(ANSWERS)
    for name, text in stored_queries().items():
        question = text.split("\n")[0]
        assert question.startswith("# "), name
        assert question.endswith("?"), name
