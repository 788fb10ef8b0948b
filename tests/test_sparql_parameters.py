"""Parameters of stored queries: which thing a name means, where several could be meant."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from endpoint import serving

from kgraph.errors import QueryError
from kgraph.exports import generate
from kgraph.exports.provenance import Provenance
from kgraph.records import Facts, Paper
from kgraph.sparql import Endpoint, query

MakeFacts = Callable[..., Facts]
MODEL = "# parameter: x (Model) = any; a model\nSELECT $x ?label { $x a kg:Model ; skos:prefLabel ?label }"
PAPER = "# parameter: x (Paper) = any; a paper\nSELECT $x ?title { $x dcterms:title ?title }"


def store_of(facts: list[Facts], provenance: Provenance) -> ox.Store:
    store = ox.Store()
    store.bulk_load(b"".join(generate(facts, "nquads", provenance=provenance)), format=ox.RdfFormat.N_QUADS)
    return store


def named(make_facts: MakeFacts, paper: str, title: str, *models: tuple[str, str]) -> Facts:
    """A paper that uses models of these ids and names."""
    rows = [(f"model/{id_}", "Model", name, "uses", [name], ()) for id_, name in models]
    return make_facts(Paper(paper, title, " and ".join(name for _, name in models)), rows)


def test_a_name_as_written_comes_before_the_same_in_other_capitals(
    make_facts: MakeFacts, provenance: Provenance
) -> None:
    facts = [named(make_facts, "1", "A", ("one", "GAIA")), named(make_facts, "2", "B", ("two", "Gaia"))]
    store = store_of(facts, provenance)
    for name in ("GAIA", "Gaia"):
        assert query(store, MODEL, {"x": name}).rows == [(ox.Literal(name),)]
    with pytest.raises(QueryError, match="may be 2 things"):
        query(store, MODEL, {"x": "gaia"})


def test_a_whole_title_comes_before_a_part_of_another(make_facts: MakeFacts, provenance: Provenance) -> None:
    facts = [named(make_facts, "1", "Adapters", ("ink", "Ink")), named(make_facts, "2", "A Survey of Adapters")]
    assert query(store_of(facts, provenance), PAPER, {"x": "adapters"}).rows == [(ox.Literal("Adapters"),)]


def test_of_two_things_with_one_label_the_one_whose_id_is_its_name_is_meant(
    make_facts: MakeFacts, provenance: Provenance
) -> None:
    facts = [
        named(make_facts, "1", "P1", ("ink", "Ink")),
        named(make_facts, "2", "P2", ("ink-labs-ink", "Ink")),
    ]
    text = "# parameter: x (Model) = any; a model\nSELECT $x ?title { ?p kg:uses $x ; dcterms:title ?title }"
    assert query(store_of(facts, provenance), text, {"x": "Ink"}).rows == [(ox.Literal("P1"),)]


@pytest.mark.parametrize("value", ["model:50%", "model/50%", "kg:%zz", "https://example.org/a b", "<urn:x:%>"])
def test_a_value_that_makes_no_iri_is_an_error_of_the_query(value: str) -> None:
    with pytest.raises(QueryError, match=f"{value}' is no IRI"):
        query(ox.Store(), MODEL, {"x": value})


def test_bytes_on_the_command_line_that_are_no_utf8_are_an_error_of_the_query() -> None:
    with pytest.raises(QueryError, match=r"the query is not UTF-8 at '.*\"caf'"):
        query(ox.Store(), 'SELECT * { ?s ?p "caf\udce9" }')
    with pytest.raises(QueryError, match="the value of x is not UTF-8 at 'caf'"):
        query(ox.Store(), MODEL, {"x": "caf\udce9"})


def test_a_parameter_holds_where_all_columns_of_an_endpoint_are_asked_for(
    sample_facts: list[Facts], provenance: Provenance
) -> None:
    text = "# parameter: x (Model) = any; a model\nSELECT * { ?p kg:introduces $x }"
    with serving(store_of(sample_facts, provenance)) as (address, _):
        assert len(query(Endpoint(f"{address}/sparql"), text, {"x": "BaseProver"}).rows) == 0
        assert len(query(Endpoint(f"{address}/sparql"), text, {"x": "QuillNet"}).rows) == 1
