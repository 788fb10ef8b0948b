"""The web application: its addresses, and what each answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from importlib.resources import files
from typing import Any

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kgraph.errors import GraphError
from kgraph.iris import PREFIXES
from kgraph.server import ontology
from kgraph.server.addresses import query_address
from kgraph.server.formats import HTML, ROWS, TRIPLES, negotiate
from kgraph.server.hosts import KnownHosts
from kgraph.server.limits import RefusedError
from kgraph.server.pages import CLASSES, EXPLORER, Pages
from kgraph.server.pool import Pool
from kgraph.server.protocol import SD, VOID, accepted, read_operation, read_question, service_description

#: Of pages: nothing that they show can run a script or send a request elsewhere.
_PAGE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: Of answers: a browser that shows one as a document, as it does with XML, runs nothing in it.
_DATA = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept",
}


def make_app(pool: Pool, *, origins: tuple[str, ...] = ("*",), names: tuple[str, ...] = ()) -> Starlette:
    """The application over the processes of a pool.

    Parameters
    ----------
    pool : Pool
        Started.
    origins : tuple of str
        Web origins whose pages may ask; ``*`` for all.
    names : tuple of str
        Hosts by whose names it is asked, besides those of the loopback.
    """
    one = _Application(pool)
    routes = [
        Route("/", one.query_page),
        Route("/sparql", one.sparql, methods=["GET", "POST"]),
        Route("/query", one.question, methods=["GET", "POST"]),
        Route("/explorer", one.explorer),
        Route("/ontology", one.ontology),
        Route("/classes", one.classes),
        Route("/resource", one.resource),
        Route("/id/{path:path}", one.instance),
        Mount("/assets", StaticFiles(directory=str(files("kgraph.server") / "assets"))),
    ]
    hosts = Middleware(KnownHosts, names=names, headers=_DATA)
    cors = Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["*"])
    handlers = {RefusedError: _refused, GraphError: _lost}
    return Starlette(routes=routes, middleware=[hosts, cors], exception_handlers=handlers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    again = {"Retry-After": "5"} if error.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return PlainTextResponse(f"{error}\n", error.status, _DATA | again)


async def _lost(request: Request, error: Exception) -> Response:
    """The graph was there when the server began, and cannot be loaded any more."""
    return PlainTextResponse(f"{error}\n", HTTPStatus.SERVICE_UNAVAILABLE)


class _Application:
    """What the addresses answer."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.pages = Pages(pool)

    async def query_page(self, request: Request) -> Response:
        return _page(self.pages.query())

    async def sparql(self, request: Request) -> Response:
        asked = await read_operation(request)
        if request.method != "POST" and negotiate(asked.accept, [*ROWS, *TRIPLES, HTML]) == HTML:
            # a person followed a link: show the page that asks it
            return RedirectResponse(query_address(asked.text or ""), HTTPStatus.SEE_OTHER)
        if asked.text is None:
            return self._description(request, asked.accept)
        return _data(*await self.pool.ask(asked.job(), _gone(request)))

    async def question(self, request: Request) -> Response:
        """What `kgraph query` would answer."""
        return _data(*await self.pool.ask(await read_question(request), _gone(request)))

    def _description(self, request: Request, accept: str) -> Response:
        try:
            triples = service_description(str(request.url.replace(query="")), self.pool.served)
        except ValueError as error:
            raise RefusedError("no host in the request", status=HTTPStatus.BAD_REQUEST, remedy="name one") from error
        return _rdf(triples, accept, {"sd": SD, "void": VOID})

    async def explorer(self, request: Request) -> Response:
        path = self.pages.explorer()
        if path is None:
            raise RefusedError(
                f"no {EXPLORER} in {self.pool.build}", status=HTTPStatus.NOT_FOUND, remedy="make one with kgraph build"
            )
        return FileResponse(path, media_type=HTML)

    async def ontology(self, request: Request) -> Response:
        accept = accepted(request)
        if negotiate(accept, [*TRIPLES, HTML]) == HTML:
            return RedirectResponse(self.pages.address(ontology.IRI), HTTPStatus.SEE_OTHER)
        return _rdf(ontology.ontology_triples(), accept, PREFIXES)

    async def classes(self, request: Request) -> Response:
        job = {"do": "query", "text": CLASSES, "accept": "application/sparql-results+json"}
        return _page(self.pages.classes((await self.pool.ask(job, _gone(request))).body))

    async def instance(self, request: Request) -> Response:
        """An IRI under the base: the rest of it is the rest of the address, percent signs and all."""
        rest = request.scope["raw_path"].decode("ascii").removeprefix("/id/")
        return await self._described(request, self.pool.served.base + rest)

    async def resource(self, request: Request) -> Response:
        """Any IRI."""
        iri = request.query_params.get("iri", "")
        if not iri:
            raise RefusedError("an IRI is missing", status=HTTPStatus.BAD_REQUEST, remedy="/resource?iri=…")
        return await self._described(request, iri)

    async def _described(self, request: Request, iri: str) -> Response:
        answer = await self.pool.ask({"do": "describe", "iri": iri, "accept": accepted(request)}, _gone(request))
        html = answer.media_type == HTML
        response = _page(self.pages.resource(answer.body)) if html else _data(*answer)
        response.headers["Link"] = self.pages.alternates(iri)
        return response


def _rdf(triples: list[ox.Triple], accept: str, prefixes: dict[str, str]) -> Response:
    """Triples in the format that is wanted most, in Turtle if none is known."""
    media_type = negotiate(accept, list(TRIPLES)) or next(iter(TRIPLES))
    return _data(media_type, ox.serialize(triples, format=TRIPLES[media_type], prefixes=prefixes) or b"")


def _data(media_type: str, body: bytes) -> Response:
    return Response(body, media_type=media_type, headers=_DATA)


def _page(text: str) -> Response:
    return Response(text, media_type=HTML, headers=_PAGE | {"Vary": "Accept"})


def _gone(request: Request) -> Callable[[], Awaitable[None]]:
    """Returns when the client has closed its connection."""

    async def wait() -> None:
        message: Any = {}
        while message.get("type") != "http.disconnect":
            message = await request.receive()

    return wait
