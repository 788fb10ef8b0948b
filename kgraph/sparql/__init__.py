"""SPARQL over a build or an endpoint: the store kept beside the build, stored queries, answers, and clear mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kgraph.iris import ONTOLOGY, RDF
from kgraph.ontology import load_terms
from kgraph.sparql.absent import absent, unbound
from kgraph.sparql.endpoint import Endpoint
from kgraph.sparql.kept import open_store
from kgraph.sparql.mistakes import check_terms
from kgraph.sparql.parameters import bind
from kgraph.sparql.portable import portable
from kgraph.sparql.results import RESULT_FORMATS, Table, shown, shown_iri
from kgraph.sparql.sources import LocalGraph, Scope, Source, prefixes_of
from kgraph.sparql.stored import StoredQuery, find_query, read_query, stored_queries

__all__ = [
    "RESULT_FORMATS",
    "Endpoint",
    "LocalGraph",
    "Source",
    "StoredQuery",
    "Table",
    "absent",
    "find_query",
    "open_store",
    "prefixes_of",
    "query",
    "read_query",
    "shown",
    "shown_iri",
    "source_of",
    "stored_queries",
    "unbound",
    "with_values",
]

Graph = str | Path | ox.Store | Source


def query(
    graph: Graph,
    text: str | StoredQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    max_rows: int | None = None,
) -> Table:
    """The answer of a SPARQL query; the project's prefixes need no declaration.

    Parameters
    ----------
    graph : path, pyoxigraph.Store, Endpoint
        The folder of a build, an RDF file, an open store, or a SPARQL endpoint.
    text : str or StoredQuery
        SPARQL 1.1, or what `find_query` gives for the name of a stored query.
    parameters : mapping, optional
        Values for the parameters that the query declares, as a person writes them: ``{"model": "BERT"}``.
    default_graphs, named_graphs : sequence of str, optional
        IRIs of the graphs to ask, in place of those that the query names. By default all graphs together.
    max_rows : int, optional
        The longest answer to take.

    Raises
    ------
    GraphError
        There is no graph.
    EndpointError
        The endpoint does not answer.
    QueryError
        The query has a mistake or names a term that the ontology does not have, a value is not known, the answer is
        longer than `max_rows`, or another service is asked for data: nothing leaves this machine.
    """
    source, asked = source_of(graph), read_query(text) if isinstance(text, str) else text
    _check_terms(source, asked.text)
    bindings = bind(asked.parameters, parameters or {}, source)
    answer = source.ask(asked.text, bindings, Scope(default_graphs, named_graphs, max_rows))
    return answer.without({*bindings}) if answer.kind == "rows" else answer


def with_values(graph: Graph, text: str | StoredQuery, parameters: Mapping[str, str] | None = None) -> str:
    """The query as text that any engine runs on the graph: values in it, prefixes declared; arguments as of `query`."""
    source, asked = source_of(graph), read_query(text) if isinstance(text, str) else text
    return portable(asked.body, bind(asked.parameters, parameters or {}, source), prefixes_of(source))


def source_of(graph: Graph) -> Source:
    """What answers queries over a graph."""
    if isinstance(graph, ox.Store):
        return LocalGraph(graph)
    return LocalGraph(open_store(graph)) if isinstance(graph, (str, Path)) else graph


def _check_terms(source: Source, text: str) -> None:
    """See that a query names only terms that there are: a misspelt one would find nothing, and say nothing."""

    def used(iri: str) -> bool:
        rows = source.ask(f"ASK {{ {{ ?one <{iri}> ?other }} UNION {{ ?one <{RDF}type> <{iri}> }} }}").rows
        return rows[0][0] == ox.Literal(True)

    known = {term.local for term in load_terms().values() if term.iri.startswith(ONTOLOGY)}
    check_terms(text, prefixes_of(source), known, used)
