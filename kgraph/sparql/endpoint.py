"""A SPARQL 1.1 endpoint as a source of answers: one POST a query, with a deadline."""

from __future__ import annotations

import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from functools import cached_property
from http.client import HTTPException, HTTPResponse

import pyoxigraph as ox

from kgraph import __version__
from kgraph.errors import EndpointError, QueryError
from kgraph.iris import PREFIXES
from kgraph.sparql.mistakes import syntax_mistake
from kgraph.sparql.portable import portable
from kgraph.sparql.results import Table, Term
from kgraph.sparql.sources import ALL, NOTHING, Scope, find_base, prefixes_in, prefixes_of
from kgraph.sparql.tokens import query_form

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
#: Of a graph alone: some services give one as rows to whoever takes these too.
_TRIPLES = "text/turtle, application/n-triples, application/rdf+xml;q=0.5"
_PIECE = 1 << 16


class Endpoint:
    """A graph of ours behind the SPARQL 1.1 Protocol.

    Parameters
    ----------
    url : str
        Address of the query service.
    timeout : float
        Seconds that an answer may take in all.

    Raises
    ------
    EndpointError
        That is no address of the web, or holds what no address can.
    """

    def __init__(self, url: str, timeout: float = 60.0) -> None:
        if not _is_address(url):
            raise EndpointError("no address of an endpoint", path=url, remedy="as in http://127.0.0.1:8890/sparql")
        self.url, self.timeout = url, timeout

    @cached_property
    def base(self) -> str:
        """The IRI under which the instances of the graph live."""
        return find_base(lambda text: self._answer(portable(text, NOTHING, PREFIXES), text, ALL))

    def ask(self, text: str, bindings: Mapping[str, Term] = NOTHING, scope: Scope = ALL) -> Table:
        """The answer of a query, which is sent whole: prefixes declared, values as terms in it.

        Raises
        ------
        EndpointError
            Nothing answers, it is too slow, or what it says is no answer.
        QueryError
            The query has a mistake, or its answer is longer than what is wanted.
        """
        answer = self._answer(portable(text, bindings, prefixes_of(self)), text, scope)
        return answer.named(prefixes_in(self, text))

    def _answer(self, text: str, written: str, scope: Scope) -> Table:
        fields = [
            ("query", text),
            *(("default-graph-uri", g) for g in scope.default_graphs or ()),
            *(("named-graph-uri", g) for g in scope.named_graphs or ()),
        ]
        request = urllib.request.Request(
            self.url,
            urllib.parse.urlencode(fields).encode("ascii"),
            {
                "Accept": _TRIPLES if query_form(text) in ("CONSTRUCT", "DESCRIBE") else _ROWS,
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": f"kgraph/{__version__}",
            },
        )
        deadline = time.monotonic() + self.timeout
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                return self._table(self._read(response, deadline), response.headers.get_content_type(), scope.max_rows)
        except urllib.error.HTTPError as error:
            raise self._refusal(error, written) from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from error
            raise EndpointError(
                f"no answer: {getattr(reason, 'strerror', None) or reason}", path=self.url, remedy="check that it runs"
            ) from error

    def _read(self, response: HTTPResponse, deadline: float) -> bytes:
        """All of an answer; the timeout of a socket alone begins anew with each piece."""
        pieces = []
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            if time.monotonic() > deadline:
                raise self._too_slow()
        return b"".join(pieces)

    def _table(self, body: bytes, media_type: str, most: int | None) -> Table:
        try:
            if format := ox.QueryResultsFormat.from_media_type(media_type):
                return Table.of(ox.parse_query_results(body, format=format), most)
            if rdf := ox.RdfFormat.from_media_type(media_type):
                return Table.of_triples((q.triple for q in ox.parse(body, format=rdf)), most)
        except QueryError:
            raise
        except (SyntaxError, ValueError) as error:
            raise EndpointError(f"a broken answer: {error}", path=self.url, remedy="ask again") from error
        raise EndpointError(f"it answers with {media_type}, no results", path=self.url, remedy="check the address")

    def _refusal(self, error: urllib.error.HTTPError, written: str) -> EndpointError | QueryError:
        if error.code == 400:
            # our own parser says more clearly what is wrong, where it agrees
            prefixes = prefixes_of(self) if "base" in self.__dict__ else PREFIXES
            try:
                ox.Store().query(written, prefixes=prefixes)
            except SyntaxError as mistake:
                return syntax_mistake(written, mistake.msg, prefixes)
        said = error.read(_PIECE).decode("utf-8", "replace").strip() if error.fp else ""
        said = said.split("\n")[0][:200] if said and not said.startswith("<") else error.reason
        if error.code == 400:
            return EndpointError(f"it refuses the query: {said}", path=self.url, remedy="change the query")
        remedy = {401: "it wants a password, which kgraph does not send", 403: "it wants other rights",
                  404: "check the address", 503: "ask later, or less at once"}.get(error.code, "ask whoever runs it")  # fmt: skip
        return EndpointError(f"it answers {error.code}: {said}", path=self.url, remedy=remedy)

    def _too_slow(self) -> EndpointError:
        return EndpointError(
            f"no answer within {self.timeout:g} s", path=self.url, remedy="raise --timeout, or ask for less"
        )


def _is_address(url: str) -> bool:
    """Whether a request can be sent to an address: on the web, the host as resolvers know it, the rest ASCII."""
    try:
        parts = urllib.parse.urlsplit(url)
        host = (parts.hostname or "").encode("idna")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and f"{parts.path}{parts.query}".isascii()
