"""Stored queries: the answers to the competency questions, what is said at their heads, and their parameters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from answers import ANSWERS
from graph_answers import GRAPHS
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import QueryError
from kgraph.exports import write
from kgraph.exports.provenance import Provenance
from kgraph.records import Facts
from kgraph.sparql import find_query, open_store, prefixes_of, query, read_query, shown, stored_queries, with_values
from kgraph.sparql.portable import portable
from kgraph.sparql.sources import LocalGraph
from kgraph.sparql.tokens import query_form, tokens

#: Answered by a command: what changed between two builds, and the shortest path.
COMMANDS = {22, 25}


@pytest.fixture(scope="module")
def store(library_build: Path) -> ox.Store:
    return open_store(library_build)


def rows(store: ox.Store, name: str, values: dict[str, str]) -> list[list[str]]:
    prefixes = prefixes_of(LocalGraph(store))
    return [[shown(t, prefixes) for t in row] for row in query(store, find_query(name), values).rows]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_gives_the_right_answer(name: str, store: ox.Store) -> None:
    values, expected = ANSWERS[name]
    assert rows(store, name, values) == expected


@pytest.fixture(scope="module")
def gains(library_facts: list[Facts], provenance: Provenance, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The library, in which one paper also gains 99.0% accuracy on MATH, and tells of a second setting there."""
    changed = []
    for facts in library_facts:
        if facts.paper.title.startswith("QuillNet"):
            first, *others = facts.results
            gain = replace(first, value="99.0%", low=99.0, high=99.0, change=True)
            setting = replace(first, value="42.5%", low=42.5, high=42.5)
            facts = replace(facts, results=(first, gain, setting, *others))
        changed.append(facts)
    return open_store(write(changed, tmp_path_factory.mktemp("gains") / "graph.nq", provenance=provenance))


def test_a_gain_is_no_best_result(gains: ox.Store) -> None:
    found = rows(gains, "best-results", {"benchmark": "MATH", "metric": "accuracy"})
    assert [row[-3] for row in found] == ["45.0%"]


def test_neither_gains_nor_settings_of_one_paper_contradict(gains: ox.Store) -> None:
    def pairs(**values: str) -> set[frozenset[str]]:
        return {frozenset(row[-4:-2]) for row in rows(gains, "contradictions", {"benchmark": "MATH", **values})}

    assert pairs() == {frozenset({"41.5%", "40.0%"}), frozenset({"42.5%", "40.0%"})}
    assert pairs(papers="1") == pairs() | {frozenset({"41.5%", "42.5%"})}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_gives_the_same_answer_under_another_base(
    name: str, library_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    base = "https://papers.example.org/ai#"
    path = write(library_facts, tmp_path / "graph.ttl", provenance=provenance, base=base)
    values, expected = ANSWERS[name]
    assert rows(open_store(path), name, values) == expected


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_with_values_is_a_query_for_any_engine(name: str, store: ox.Store) -> None:
    values, _ = ANSWERS[name]
    text = with_values(store, find_query(name), values)
    assert not text.startswith("# title")
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    columns = [v.value for v in found.variables]
    answer = query(store, find_query(name), values)
    kept = [i for i, c in enumerate(columns) if c in answer.columns]
    assert list(dict.fromkeys(tuple(row[i] for i in kept) for row in found)) == answer.rows


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_answers_without_values_too(name: str, store: ox.Store) -> None:
    assert query(store, find_query(name)).rows


@pytest.mark.parametrize("level", ["none", "roles"])
def test_query_finds_the_same_at_the_least_level_of_evidence_that_it_names(
    level: str, library_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    store = open_store(write(library_facts, tmp_path / "graph.nq", provenance=provenance, evidence=level))
    for name, (values, expected) in ANSWERS.items():
        stored = find_query(name)
        if 'evidence "full"' not in stored.description and (level == "roles" or "evidence" not in stored.description):
            assert rows(store, name, values) == expected, name


def test_every_competency_question_has_a_query_with_a_full_head() -> None:
    stored = stored_queries()
    assert set(stored) == {*ANSWERS, *GRAPHS}
    assert {q.question for q in stored.values()} - {None} == set(range(1, 26)) - COMMANDS
    for one in stored.values():
        # a query for rows is a question; one for a graph says what is made
        assert one.title.endswith("?") == (query_form(one.body) == "SELECT"), one.name
        assert (query_form(one.body) == "CONSTRUCT") == (one.name in GRAPHS), one.name
        assert one.description.endswith("."), one.name
        declared = {p.name for p in one.parameters}
        assert {t.text[1:] for t in tokens(one.text) if t.text.startswith("$")} == declared, one.name


def test_query_is_found_by_text_file_and_name(tmp_path: Path) -> None:
    assert find_query("ASK { ?a ?b ?c }").text == "ASK { ?a ?b ?c }"
    path = tmp_path / "own.rq"
    path.write_text("# λ\nASK { ?a ?b ?c }", encoding="utf-8")
    assert find_query(str(path)).text == "# λ\nASK { ?a ?b ?c }"
    assert find_query("organisations") == stored_queries()["organisations"]


def test_unknown_query_and_unreadable_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no stored query 'organizations' .*organisations"):
        find_query("organizations")
    with pytest.raises(QueryError, match=r"no stored query 'results-of-modl' \(did you mean results-of-model"):
        find_query("results-of-modl")
    with pytest.raises(QueryError, match=r"own\.rq: cannot be read"):
        find_query(str(tmp_path / "own.rq"))
    (tmp_path / "latin.rq").write_bytes(b"# \xe9\nASK { ?a ?b ?c }")
    with pytest.raises(QueryError, match=r"latin\.rq: "):
        find_query(str(tmp_path / "latin.rq"))


# heads


def test_head_is_read() -> None:
    one = read_query(
        "# title: Which papers?\n# description: All,\n#   each once.\n# question: 2\n"
        "# parameter: since (date) = 2000-01-01; the first day,\n#   included\n# any other comment\nSELECT $since {}",
        "x",
    )
    assert (one.title, one.description, one.question) == ("Which papers?", "All, each once.", 2)
    assert one.parameters == (("since", "date", "2000-01-01", "the first day, included"),)
    assert one.body == "SELECT $since {}"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("model", "no parameter: model"),
        ("model (Modell) = any; x", "no type 'Modell'"),
        ("since (date) = any; x", "since needs a default that is a value"),
        ("other (Model) = any; x", "the parameter other is not used"),
    ],
)
def test_head_that_is_wrong_is_an_error(line: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_query(f"# parameter: {line}\nSELECT $model $since {{ ?a ?b $model, $since }}")


# values

MODEL = "# parameter: x (Model) = any; a model\nSELECT $x ?label { $x a kg:Model ; skos:prefLabel ?label }"
PAPER = "# parameter: x (Paper) = any; a paper\nSELECT $x ?title { $x dcterms:title ?title }"
METRIC = "# parameter: x (Metric) = any; a measure\nSELECT $x ?label { $x a kg:Metric ; skos:prefLabel ?label }"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (MODEL, "QuillNet", "QuillNet"),
        (MODEL, "quillnet", "QuillNet"),
        (MODEL, " QuillNets ", "QuillNet"),
        (MODEL, "model/quillnet", "QuillNet"),
        (MODEL, "model:quillnet", "QuillNet"),
        (MODEL, "https://kgraph.example/id/entity/model/quillnet", "QuillNet"),
        (MODEL, "<https://kgraph.example/id/entity/model/quillnet>", "QuillNet"),
        (PAPER, "9901.00001", "QuillNet: Sparse Routing for Proof Search"),
        (PAPER, "10.1000/speed", "Reading Speed of Proof Search"),
        (PAPER, "survey", "A Survey of Adapters"),
        (PAPER, "a survey of adapters", "A Survey of Adapters"),
        (PAPER, "newest", "A Survey of Adapters"),
        (METRIC, "accuracy", "accuracy"),
        (METRIC, "acc", "accuracy"),
    ],
)
def test_node_is_named_as_people_know_it(text: str, value: str, expected: str, store: ox.Store) -> None:
    assert [shown(t) for (t,) in query(store, text, {"x": value}).rows] == [expected]


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        (MODEL, {"x": "QuilNet"}, "no model 'QuilNet' in this graph (did you mean QuillNet"),
        (MODEL, {"x": "LoRA"}, "no model 'LoRA' in this graph"),
        (MODEL, {"x": ""}, "no model '' in this graph"),
        (MODEL, {"y": "QuillNet"}, "no parameter 'y' (one of x)"),
        ("ASK { ?a ?b ?c }", {"y": "QuillNet"}, "no parameter 'y' (it takes none)"),
        (PAPER, {"x": "Proof Search"}, "2 papers have 'Proof Search' in their title"),
        (PAPER, {"x": "no such words"}, "no paper 'no such words' in this graph"),
        (PAPER.replace("(Paper) = any", "(date) = 2000-01-01"), {"x": "2000-13-01"}, "'2000-13-01' is no date"),
        (PAPER.replace("(Paper) = any", "(integer) = 3"), {"x": "3.5"}, "'3.5' is no whole number"),
        ("# parameter: x (integer) = 3; n\nSELECT ?a { ?a ?b $x }", {}, "a parameter has to stand behind SELECT"),
    ],
)
def test_value_that_is_not_there_is_an_error(text: str, values: dict[str, str], message: str, store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        query(store, text, values)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        '" } INSERT DATA { <a:a> <a:b> <a:c> } #',
        "> . ?a ?b ?c } #",
        "https://example.org/> . ?a ?b ?c . <https://example.org/",
        "model:quillnet> } #",
        "model/quillnet> } #",
        "\\",
        "\u0022",
        "$x",
    ],
)
def test_value_is_never_read_as_a_query(value: str, store: ox.Store) -> None:
    for text in (MODEL, PAPER, METRIC):
        with pytest.raises(QueryError, match=r"in this graph|is no IRI"):
            query(store, text, {"x": value})


texts = st.text(st.characters(codec="utf-8"), max_size=30)


@given(texts)
def test_literal_in_a_portable_query_is_one_word_and_comes_back(value: str) -> None:
    text = portable("SELECT $x { }", {"x": ox.Literal(value)}, {})
    found = ox.Store().query(text)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["x"] for row in found] == [ox.Literal(value)]
    assert [t.kind for t in tokens(text)].count("string") == 1


def test_portable_query_binds_in_every_subquery_that_selects_the_parameter() -> None:
    text = "SELECT $x (COUNT(?a) AS ?n) { { SELECT $x ?a { ?a ?b $x } } { SELECT ?c { ?c a ?d } } } GROUP BY $x"
    written = portable(text, {"x": ox.Literal(1)}, {})
    assert written.count("VALUES ($x)") == 2
    assert "SELECT ?c { ?c a ?d }" in written
    assert portable("CONSTRUCT { ?a ?b $x } WHERE { ?a ?b $x }", {"x": ox.Literal("1")}, {}) == (
        'CONSTRUCT { ?a ?b $x } WHERE { VALUES ($x) { ("1") } ?a ?b $x }'
    )
