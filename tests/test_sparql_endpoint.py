"""A SPARQL endpoint in place of a build: the same answers, and clear errors where there are none."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from answers import ANSWERS
from endpoint import Server, serving

from kgraph.errors import EndpointError, QueryError
from kgraph.sparql import Endpoint, find_query, open_store, prefixes_of, query, shown

Run = Callable[..., subprocess.CompletedProcess[str]]
TITLES = "SELECT ?t { ?p dcterms:title ?t }"


@pytest.fixture(scope="module")
def served(library_build: Path) -> Iterator[tuple[str, Server]]:
    with serving(open_store(library_build)) as both:
        yield both


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_gives_the_same_answer(name: str, served: tuple[str, Server]) -> None:
    endpoint = Endpoint(f"{served[0]}/sparql")
    values, expected = ANSWERS[name]
    prefixes = prefixes_of(endpoint)
    assert [[shown(t, prefixes) for t in row] for row in query(endpoint, find_query(name), values).rows] == expected


def test_all_forms_of_queries_are_answered(served: tuple[str, Server]) -> None:
    endpoint = Endpoint(f"{served[0]}/sparql")
    assert query(endpoint, "ASK { ?x a kg:Model }").rows == [(ox.Literal(True),)]
    triples = query(endpoint, "CONSTRUCT { ?b rdfs:label ?l } WHERE { ?b a kg:Benchmark ; skos:prefLabel ?l }")
    assert (triples.kind, len(triples.rows)) == ("triples", 4)


def test_graphs_are_named_to_the_endpoint(served: tuple[str, Server]) -> None:
    query(Endpoint(f"{served[0]}/sparql"), TITLES, default_graphs=["a:1", "a:2"], named_graphs=["a:3"])
    sent = served[1].asked[-1]
    assert (sent["default-graph-uri"], sent["named-graph-uri"]) == (["a:1", "a:2"], ["a:3"])


@pytest.mark.parametrize("text", [TITLES, TITLES.replace("SELECT ?t", "CONSTRUCT { ?p dcterms:title ?t }")])
def test_answer_that_is_longer_than_wanted_is_an_error(text: str, served: tuple[str, Server]) -> None:
    with pytest.raises(QueryError, match="more than 2 rows"):
        query(Endpoint(f"{served[0]}/sparql"), text, max_rows=2)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("elsewhere", "elsewhere: it answers 404: Not Found (check the address)"),
        ("page", "page: it answers with text/html, no results (check the address)"),
        ("broken", "broken: a broken answer"),
        ("failing", "failing: it answers 500: out of memory (ask whoever runs it)"),
        ("locked", "locked: it answers 401: Unauthorized (it wants a password"),
        ("dialect", "dialect: it refuses the query: no property paths here"),
    ],
)
def test_endpoint_that_gives_no_answer_is_an_error(path: str, message: str, served: tuple[str, Server]) -> None:
    with pytest.raises(EndpointError) as caught:
        query(Endpoint(f"{served[0]}/{path}"), TITLES)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["slow", "dripping"])
def test_endpoint_that_is_too_slow_is_left_in_time(path: str, served: tuple[str, Server]) -> None:
    address, server = served
    server.left.clear()
    began = time.monotonic()
    with pytest.raises(EndpointError, match=r"no answer within 0\.3 s \(raise --timeout"):
        query(Endpoint(f"{address}/{path}", timeout=0.3), TITLES)
    # the endpoint goes on for half a minute where nobody leaves
    assert server.left.wait(10)
    assert time.monotonic() - began < 10


def test_nobody_listening_is_an_error() -> None:
    with pytest.raises(EndpointError, match=r"no answer: .*refused \(check that it runs\)"):
        query(Endpoint("http://127.0.0.1:9/sparql"), TITLES)


@pytest.mark.parametrize(
    "url",
    [
        "", "outputs", "file:///etc/passwd", "ftp://127.0.0.1/", "http:///sparql", "http://:80/sparql", "http://[::1/sparql",
        "http://127.0.0.1:9/spårql", f"http://{'a' * 64}.example/sparql",
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    with pytest.raises(EndpointError, match="no address of an endpoint"):
        Endpoint(url)


def test_mistake_is_explained_as_it_is_here(served: tuple[str, Server]) -> None:
    endpoint = Endpoint(f"{served[0]}/sparql")
    with pytest.raises(QueryError, match=r"ODER is no word of SPARQL, line 2, column 1 \(did you mean ORDER"):
        query(endpoint, "SELECT ?t { ?p dcterms:title ?t }\nODER BY ?t")
    with pytest.raises(QueryError, match="did you mean kg:uses"):
        query(endpoint, "SELECT ?t { ?p kg:use ?t }")


def test_command_asks_the_endpoint(run: Run, served: tuple[str, Server]) -> None:
    done = run("query", "--endpoint", f"{served[0]}/sparql", "results-of-model", "model=InkMaster", "-f", "csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "modelLabel,value,metric,measuredOn,against,date,title"
    assert "InkMaster,45.0%,accuracy,MATH,,2099-02-10,InkMaster: A Prover and Its Benchmark" in done.stdout
    failed = run("query", "--endpoint", f"{served[0]}/slow", "--timeout", "0.2", TITLES)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "no answer within 0.2 s" in failed.stderr
    assert run("query", "--endpoint", served[0]).returncode == 2
