"""From the text of a query to the bytes of its answer, in the media type that the client wants most."""

from __future__ import annotations

from http import HTTPStatus

import pyoxigraph as ox

from kgraph.server.formats import ROWS, TRIPLES, negotiate
from kgraph.server.limits import RefusedError
from kgraph.store import RESULT_FORMATS, Table, prefixes_of, query


def answer_query(
    store: ox.Store,
    *,
    text: str,
    accept: str = "",
    default_graphs: list[str] | None = None,
    named_graphs: list[str] | None = None,
    max_rows: int,
) -> tuple[str, bytes]:
    """Media type and bytes of the answer to a query.

    Raises
    ------
    QueryError
        The query has a mistake or asks for what is refused; the answer is longer than `max_rows`, or of a kind that
        cannot be had in a media type that the client accepts.
    """
    table = query(store, text, default_graphs=default_graphs, named_graphs=named_graphs, max_rows=max_rows)
    if table.kind == "triples":
        media_type = acceptable(accept, list(TRIPLES), "CONSTRUCT and DESCRIBE give triples")
        triples = [ox.Triple(*row) for row in table.rows]  # type: ignore[arg-type]
        return media_type, triples_bytes(store, triples, media_type)
    media_type = acceptable(accept, list(ROWS), "SELECT and ASK give rows")
    return media_type, _rows_bytes(table, ROWS[media_type])


def acceptable(accept: str, offered: list[str], kind: str) -> str:
    """The media type to answer in.

    Raises
    ------
    RefusedError
        The client accepts none of them.
    """
    media_type = negotiate(accept, offered)
    if media_type is None:
        raise RefusedError(f"{kind}, and not {accept}", status=HTTPStatus.NOT_ACCEPTABLE, remedy=f"accept one of {', '.join(offered)}")  # fmt: skip
    return media_type


def triples_bytes(store: ox.Store, triples: list[ox.Triple], media_type: str, first: str = "") -> bytes:
    """Triples in an RDF format, sorted, so that the same answer has the same bytes; those of one subject first."""

    def place(triple: ox.Triple) -> tuple[bool, str, str, str]:
        return str(triple.subject) != first, str(triple.subject), str(triple.predicate), str(triple.object)

    written = ox.serialize(sorted(triples, key=place), format=TRIPLES[media_type], prefixes=prefixes_of(store))
    return written or b""


def _rows_bytes(table: Table, name: str) -> bytes:
    return RESULT_FORMATS[name](table).encode("utf-8")


def count_triples(store: ox.Store) -> int:
    """How many different triples the graphs of a store hold together."""
    return len(store)
