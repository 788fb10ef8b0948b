"""From the text of a query to the bytes of its answer, in the media type that the client wants most."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from kgraph import sparql
from kgraph.server.formats import ROWS, TRIPLES, negotiate
from kgraph.server.limits import RefusedError
from kgraph.sparql.results import to_rdf
from kgraph.sparql.sources import LocalGraph, Scope
from kgraph.sparql.stored import named_or_typed


def answer_query(
    graph: LocalGraph,
    *,
    text: str,
    accept: str = "",
    default_graphs: list[str] | None = None,
    named_graphs: list[str] | None = None,
    max_rows: int,
) -> tuple[str, bytes]:
    """Media type and bytes of the answer to a query as the SPARQL Protocol asks it.

    Raises
    ------
    QueryError
        The query has a mistake or asks for what is refused; the answer is longer than `max_rows`, or of a kind that
        cannot be had in a media type that the client accepts.
    """
    return _written(graph.ask(text, scope=Scope(default_graphs, named_graphs, max_rows)), accept)


def answer_question(
    graph: LocalGraph, *, text: str, values: Mapping[str, str], accept: str = "", max_rows: int
) -> tuple[str, bytes]:
    """Media type and bytes of the answer to a query as ``kgraph query`` asks it: by name or text, with values of its
    parameters, misspelt terms told; errors as of `answer_query`.
    """
    asked = named_or_typed(text)
    return _written(sparql.query(graph, asked, values, max_rows=max_rows), accept)


def acceptable(accept: str, offered: list[str], kind: str) -> str:
    """The media type to answer in.

    Raises
    ------
    RefusedError
        The client accepts none of them.
    """
    media_type = negotiate(accept, offered)
    if media_type is None:
        raise RefusedError(
            f"{kind}, and not {accept}", status=HTTPStatus.NOT_ACCEPTABLE, remedy=f"accept one of {', '.join(offered)}"
        )
    return media_type


def _written(table: sparql.Table, accept: str) -> tuple[str, bytes]:
    if table.kind == "triples":
        media_type = acceptable(accept, list(TRIPLES), "CONSTRUCT and DESCRIBE give triples")
        return media_type, to_rdf(table, TRIPLES[media_type])
    media_type = acceptable(accept, list(ROWS), "SELECT and ASK give rows")
    return media_type, sparql.RESULT_FORMATS[ROWS[media_type]](table).encode("utf-8")
