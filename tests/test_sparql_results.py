"""Answers as files: each format is read back by a parser that is not ours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from kgraph.errors import QueryError
from kgraph.sparql import RESULT_FORMATS, Table, open_store, query, shown
from kgraph.sparql.results import to_csv, to_json, to_markdown, to_tsv, to_turtle, to_xml


@pytest.fixture(scope="module")
def store(sample_build: Path) -> ox.Store:
    return open_store(sample_build)


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


def test_rows_are_shown_with_the_prefixes_that_are_given() -> None:
    node = ox.NamedNode("https://papers.example.org/ai#entity/model/x")
    assert shown(node, {"model": "https://papers.example.org/ai#entity/model/"}) == "model:x"


def test_xml_is_read_back_by_another_parser(awkward: ox.Store) -> None:
    root = ElementTree.fromstring(to_xml(query(awkward, ALL)))
    ns = {"s": "http://www.w3.org/2005/sparql-results#"}
    assert [v.get("name") for v in root.findall("s:head/s:variable", ns)] == ["o", "none"]
    literals = [e.text or "" for e in root.findall(".//s:literal", ns)]
    assert sorted(literals) == sorted([*AWKWARD, "mot", "5"])
    assert [e.text for e in root.findall(".//s:uri", ns)] == ["https://example.org/é"]
    assert [e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in root.findall(".//s:literal", ns)].count(
        "fr"
    ) == 1


def test_xml_holds_a_truth_and_no_character_that_xml_cannot_hold() -> None:
    truth = ElementTree.fromstring(to_xml(Table(("answer",), [(ox.Literal(True),)], "boolean")))
    assert truth.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"
    text = to_xml(Table(("a",), [(ox.Literal("bell \x07 end"),)]))
    assert "bell \ufffd end" in "".join(ElementTree.fromstring(text).itertext())


def test_markdown_is_a_table_in_which_nothing_is_markup() -> None:
    table = Table(
        ("a", "b"),
        [(ox.Literal("x | *y*\n<b>"), None), (ox.NamedNode("https://kgraph.example/ontology#uses"), ox.Literal(5))],
    )
    assert to_markdown(table) == "| a | b |\n| --- | --- |\n| x \\| \\*y\\* \\<b\\> |  |\n| kg:uses | 5 |\n"


def test_columns_left_out_leave_no_row_twice() -> None:
    one, two, same = ox.Literal("1"), ox.Literal("2"), ox.Literal("s")
    table = Table(("a", "b"), [(one, same), (two, same)])
    assert table.without({"a"}) == Table(("b",), [(same,)])
    assert table.without({"c"}) is table


def test_rdflib_reads_a_construct_with_a_name_that_ends_in_a_full_stop() -> None:
    store = ox.Store()
    turtle = b"<https://kgraph.example/id/entity/organisation/a.i.> <a:c> 'd' ."
    store.bulk_load(turtle, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("a:g"))
    answer = query(store, "CONSTRUCT { ?s a kg:Organisation ; rdfs:label ?o } WHERE { ?s <a:c> ?o }")
    read = rdflib.Graph().parse(data=to_turtle(answer), format="turtle")
    assert {str(s) for s in read.subjects()} == {"https://kgraph.example/id/entity/organisation/a.i."}
