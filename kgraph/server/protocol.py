"""The SPARQL 1.1 Protocol: which query, over which graphs, in which format, a request asks for.

References
----------
https://www.w3.org/TR/sparql11-protocol/, section 2.1 (query operation), and
https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request

from kgraph.iris import RDF
from kgraph.server.formats import NAMES, ROWS, TRIPLES
from kgraph.server.limits import MAX_QUERY_BYTES, RefusedError
from kgraph.server.pool import Served

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"


class Asked(NamedTuple):
    """A query operation.

    Attributes
    ----------
    text : str or None
        The query; None where a request gives none, which asks what the service can do.
    accept : str
        What the answer may be, as an Accept header says it.
    default_graphs, named_graphs : list of str or None
        The dataset; both None where the request leaves it to the query.
    """

    text: str | None
    accept: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None

    def job(self) -> dict[str, Any]:
        """For a process that answers it."""
        graphs = {"default_graphs": self.default_graphs, "named_graphs": self.named_graphs}
        return {"do": "query", "text": self.text, "accept": self.accept} | graphs


async def read_operation(request: Request) -> Asked:
    """The query operation of a request, by GET, by POST of a form, or by POST of the query itself.

    Raises
    ------
    RefusedError
        The request is no query operation, or asks for an update.
    """
    parameters = _parameters(request.scope["query_string"])
    if request.method != "POST":
        texts = _named(parameters, "query")
    else:
        media_type = _media_type(request)
        body = await _body(request)
        if media_type == FORM:
            # what is asked stands in the form; an address may hold how
            parameters = [p for p in parameters if p[0] == "format"] + _parameters(body)
            texts = _named(parameters, "query")
        elif media_type == QUERY:
            texts = [_decoded(body)]
        else:
            raise _not_read(media_type)
        if not texts and not _asks_update(parameters):
            raise _bad("no query in the request", remedy=f"POST {FORM} with query=…, or {QUERY}")
    if _asks_update(parameters):
        raise _read_only()
    if len(texts) > 1:
        raise _bad("more than one query in a request", remedy="send one")
    default, named = ([_iri(v) for v in _named(parameters, kind)] for kind in ("default-graph-uri", "named-graph-uri"))
    text = texts[0] if texts else None
    return Asked(text, accepted(request, parameters), *((default, named) if default or named else (None, None)))


async def read_question(request: Request) -> dict[str, Any]:
    """The job of a request that asks as ``kgraph query`` does: ``query`` is a text or a name, all others are parameters.

    Raises
    ------
    RefusedError
        There is no query, or a parameter has two values.
    """
    parameters = _parameters(request.scope["query_string"])
    if request.method == "POST":
        if (media_type := _media_type(request)) != FORM:
            raise _not_read(media_type)
        parameters += _parameters(await _body(request))
    given = dict(parameters)
    if len(given) < len(parameters):
        raise _bad("a parameter with two values", remedy="give each one")
    text = given.pop("query", "")
    if not text.strip():
        raise _bad("no query in the request", remedy="/query?query=NAME, or a text")
    given.pop("format", None)
    return {"do": "question", "text": text, "values": given, "accept": accepted(request, parameters)}


def accepted(request: Request, parameters: Sequence[tuple[str, str]] | None = None) -> str:
    """What a request accepts: its ``format=NAME``, else its Accept header.

    Raises
    ------
    RefusedError
        No format has that name.
    """
    if parameters is None:
        parameters = _parameters(request.scope["query_string"])
    named = next((value for name, value in parameters if name == "format"), None)
    if named is None:
        return ", ".join(request.headers.getlist("accept"))
    if named not in NAMES:
        raise _bad(f"no format {named!r}", remedy=f"one of {', '.join(NAMES)}")
    return NAMES[named]


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict")
    except UnicodeDecodeError as error:
        raise _bad("the parameters are no percent-encoded UTF-8", remedy="encode them as UTF-8") from error


def _named(parameters: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in parameters if key == name]


def _asks_update(parameters: Sequence[tuple[str, str]]) -> bool:
    return bool(_named(parameters, "update"))


def _media_type(request: Request) -> str:
    media_type, *options = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((o[8:].strip('"') for o in options if o.startswith("charset=")), "utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedError(
            f"a request in {charset}", status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE, remedy="encode it as UTF-8"
        )
    return media_type


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_QUERY_BYTES:
            raise RefusedError(
                f"a query of more than {MAX_QUERY_BYTES:,} bytes", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                remedy="make it shorter",
            )  # fmt: skip
    return body


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad("the query is no UTF-8", remedy="encode it as UTF-8") from error


def _iri(value: str) -> str:
    try:
        return ox.NamedNode(value).value
    except ValueError as error:
        raise _bad(
            f"the graph {value!r} is no absolute IRI", remedy="see SELECT DISTINCT ?g { GRAPH ?g { } }"
        ) from error


def _bad(message: str, *, remedy: str) -> RefusedError:
    return RefusedError(message, status=HTTPStatus.BAD_REQUEST, remedy=remedy)


def _read_only() -> RefusedError:
    return RefusedError(
        "updates are refused: this endpoint is read-only", status=HTTPStatus.FORBIDDEN,
        remedy="change the papers or the lexicon, and build again",
    )  # fmt: skip


def _not_read(media_type: str) -> RefusedError:
    if media_type == UPDATE:
        return _read_only()
    return RefusedError(
        f"a request body of type {media_type or 'none'}", status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        remedy=f"POST {FORM} or {QUERY}",
    )  # fmt: skip


def service_description(endpoint: str, served: Served) -> list[ox.Triple]:
    """What the endpoint can do, in the terms of SPARQL 1.1 Service Description; no blank nodes."""
    node = ox.NamedNode
    service, dataset, graph = node(endpoint), node(f"{endpoint}#dataset"), node(f"{endpoint}#default-graph")
    type_ = node(RDF + "type")
    formats = [f"{_FORMATS}SPARQL_Results_{name.upper()}" for name in dict.fromkeys(ROWS.values())]
    formats += [f.iri for f in dict.fromkeys(TRIPLES.values())]
    return [
        ox.Triple(service, type_, node(SD + "Service")),
        ox.Triple(service, node(SD + "endpoint"), service),
        ox.Triple(service, node(SD + "supportedLanguage"), node(SD + "SPARQL11Query")),
        ox.Triple(service, node(SD + "feature"), node(SD + "UnionDefaultGraph")),
        *(ox.Triple(service, node(SD + "resultFormat"), node(f)) for f in formats),
        ox.Triple(service, node(SD + "defaultDataset"), dataset),
        ox.Triple(dataset, type_, node(SD + "Dataset")),
        ox.Triple(dataset, node(VOID + "uriSpace"), ox.Literal(served.base)),
        ox.Triple(dataset, node(SD + "defaultGraph"), graph),
        ox.Triple(graph, type_, node(SD + "Graph")),
        ox.Triple(graph, node(VOID + "triples"), ox.Literal(served.triples)),
    ]
