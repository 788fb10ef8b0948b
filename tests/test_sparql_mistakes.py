"""A query with a mistake gets its place, and the nearest right word."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import QueryError
from kgraph.ontology import load_terms
from kgraph.sparql import LocalGraph, absent, open_store, query, stored_queries, unbound
from kgraph.sparql.tokens import place, tokens

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def store(sample_build: Path) -> ox.Store:
    return open_store(sample_build)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?x { ?x kg:introduce ?y }", "no term kg:introduce in the ontology, line 1, column 16 (did you mean kg:introduces?)"),
        ("SELECT ?x {\n  ?x a kg:paper }", "no term kg:paper in the ontology, line 2, column 8 (did you mean kg:Paper?)"),
        ("SELECT ?x { ?x kg:valuetext ?y }", "did you mean kg:valueText?"),
        ("PREFIX k: <https://kgraph.example/ontology#> ASK { ?x k:use ?y }", "no term k:use in the ontology, line 1, column 55 (did you mean k:uses?)"),
        ("ASK { ?x <https://kgraph.example/ontology#use> ?y }", "no term <https://kgraph.example/ontology#use> in the ontology, line 1, column 10 (did you mean uses?)"),
        ("ASK { ?x kg:zzzzzzzz ?y }", "no term kg:zzzzzzzz in the ontology, line 1, column 10 (check its spelling)"),
        ("SELEC ?x { ?x ?y ?z }", "SELEC is no word of SPARQL, line 1, column 1 (did you mean SELECT?)"),
        ("SELECT ?x { ?x ?y ?z }\nODER BY ?x", "ODER is no word of SPARQL, line 2, column 1 (did you mean ORDER"),
        ("SELECT ?x { ?x ?y ?z FILTER(CONTAIN(?z, 'a')) }", "CONTAIN is no word of SPARQL, line 1, column 29 (did you mean CONTAINS"),
        ("SELECT ?x { ?x a benchmrk:math }", "no prefix benchmrk:, line 1, column 18 (did you mean benchmark:?)"),
        ("SELECT ?x { ?x ?y ?z", "{ is never closed, line 1, column 11 (check the brackets)"),
        ("SELECT ?x { ?x ?y ?z }}", "} closes nothing, line 1, column 23 (check the brackets)"),
        ("SELECT ?x { ?x ?y 'abc }", "a string is never closed, line 1, column 19 (end it with ')"),
        ("SELECT ?x { ?x ?y <z> }", "<z> is no whole IRI, line 1, column 19"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?z ?y }", "The SELECT contains a variable that is unbound, line 1, column 40"),
        ("SELECT ?x {\n ?x kg:uses ?z ?w }", "a mistake in the query, line 2, column 19 (at }; see https://www.w3.org/TR/sparql11-query/)"),
        (" # nothing", "it is empty"),
    ],
)  # fmt: skip
def test_mistake_has_its_place_and_the_nearest_word(text: str, message: str, store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        query(store, text)
    assert message in str(caught.value)


def test_terms_of_the_ontology_are_all_right_even_where_nothing_has_them(store: ox.Store) -> None:
    for term in load_terms().values():
        query(store, f"ASK {{ ?x <{term.iri}> ?y }}")


def test_term_that_only_the_graph_has_is_no_mistake() -> None:
    store = ox.Store()
    own, node = ox.NamedNode("https://kgraph.example/ontology#later"), ox.NamedNode("https://example.org/a")
    store.add(ox.Quad(node, own, node, node))
    assert query(store, "SELECT ?x { ?x kg:later ?y }").rows == [(node,)]


@pytest.mark.parametrize("text", [
    "SELECT ?x { ?x ?y 'kg:introduce' } # kg:introduce", "SELECT ?x { ?x ?y <https://example.org/kg:introduce> }",
    "PREFIX kg: <https://example.org/> ASK { ?x kg:introduce ?y }",
    "SELECT ?kg { ?kg ?introduce 'x'@en FILTER(?kg < 5.0e1 && ?kg > 1) }",
])  # fmt: skip
def test_what_only_looks_like_a_term_is_none(text: str, store: ox.Store) -> None:
    assert query(store, text) is not None


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("SELECT ?x { ?x kg:evaluatesOn benchmark:LemmaBench }", ["benchmark:LemmaBench is nowhere in this graph (did you mean benchmark:lemmabench?)"]),
        ("SELECT ?x { ?x dcterms:titel ?y }", ["dcterms:titel is nowhere in this graph (did you mean dcterms:title?)"]),
        ("SELECT ?x { ?x kg:involves ?y }", ["kg:involves is nowhere in this graph (the vocabulary has it)"]),
        ("SELECT ?x { ?x <https://example.org/p> ?y }", ["<https://example.org/p> is nowhere in this graph (check its spelling)"]),
        ("SELECT ?x { ?x kg:uses model:quillnet ; a kg:Paper FILTER(DATATYPE(?x) = xsd:float) }", []),
    ],
)  # fmt: skip
def test_what_the_graph_does_not_have_is_noted(text: str, notes: list[str], store: ox.Store) -> None:
    assert list(absent(LocalGraph(store), text)) == notes


def test_command_notes_why_nothing_was_found(run: Run, sample_build: Path) -> None:
    done = run("query", sample_build, "SELECT ?x { ?x kg:uses model:QuillNet }", "-f", "csv")
    assert (done.returncode, done.stdout) == (0, "x\r\n")
    assert done.stderr == "kgraph: note: model:QuillNet is nowhere in this graph (did you mean model:quillnet?)\n"


@given(st.text(max_size=60))
def test_tokens_of_any_text_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text != ""
        line, column = place(text, token.start)
        assert text.split("\n")[line - 1][column - 1 :].startswith(token.text.split("\n")[0])


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("SELECT ?nmae { ?x skos:prefLabel ?name }", ["?nmae stands nowhere else in the query, and is empty (did you mean ?name?)"]),
        ("SELECT DISTINCT ?x ?nmae { ?x skos:prefLabel ?name }", ["?nmae stands nowhere else in the query, and is empty (did you mean ?name?)"]),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x skos:prefLabel ?y } GROUP BY ?x", []),
        ("SELECT $x { ?x skos:prefLabel ?name }", []),
        ("SELECT * { ?x skos:prefLabel ?name }", []),
        ("ASK { ?x skos:prefLabel ?name }", []),
        ("# SELECT ?nmae\nSELECT ?x { ?x skos:prefLabel '?y' }", []),
    ],
)  # fmt: skip
def test_misspelt_variable_is_told_and_not_an_empty_column(text: str, notes: list[str]) -> None:
    assert list(unbound(text)) == notes


def test_stored_queries_have_no_column_that_is_always_empty() -> None:
    assert [note for stored in stored_queries().values() for note in unbound(stored.text)] == []


def test_command_tells_of_a_misspelt_variable(run: Run, library_build: Path) -> None:
    done = run("query", library_build, "SELECT ?nmae { ?x skos:prefLabel ?name }", "-f", "csv")
    assert done.returncode == 0
    assert "kgraph: note: ?nmae stands nowhere else in the query" in done.stderr
