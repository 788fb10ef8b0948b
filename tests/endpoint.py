"""A SPARQL endpoint on this machine for tests, which answers from a store or misbehaves as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

_JSON, _TURTLE = "application/sparql-results+json", "text/turtle"
#: Seconds for which a slow path waits for its client to leave.
_PATIENCE = 30


class Handler(BaseHTTPRequestHandler):
    """Answers ``/sparql`` from the store of the server; other paths fail, each in its way."""

    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append(parse_qs(body))
        failure = getattr(self, f"_{self.path.strip('/')}", None)
        if failure:
            failure()
        else:
            self._say(404, "text/html", b"<html>not here</html>")

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _say(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _sparql(self) -> None:
        try:
            answer = self.server.store.query(self.server.asked[-1]["query"][0], use_default_graph_as_union=True)
        except SyntaxError as error:
            self._say(400, "text/plain", f"Some parser says: {error.msg}\nand more".encode())
            return
        if isinstance(answer, ox.QueryTriples):
            self._say(200, _TURTLE, answer.serialize(format=ox.RdfFormat.TURTLE) or b"")
        else:
            self._say(200, _JSON, answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def _page(self) -> None:
        self._say(200, "text/html; charset=utf-8", b"<html>a page for people</html>")

    def _broken(self) -> None:
        self._say(200, _JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": [')

    def _failing(self) -> None:
        self._say(500, "text/plain", b"out of memory\nat line 5")

    def _locked(self) -> None:
        self._say(401, "text/html", b"<html></html>")

    def _dialect(self) -> None:
        self._say(400, "text/plain", b"no property paths here")

    def _slow(self) -> None:
        # nothing more comes of a client but that it leaves
        self.connection.settimeout(_PATIENCE)
        with suppress(TimeoutError):
            self.rfile.read(1)
            self.server.left.set()

    def _dripping(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", _JSON)
        self.end_headers()
        try:
            for _ in range(int(_PATIENCE / 0.05)):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except ConnectionError:
            self.server.left.set()


class Server(ThreadingHTTPServer):
    """The server: what it answers from, what it was asked, and whether a client left one of its slow paths."""

    daemon_threads = True
    store: ox.Store
    asked: list[dict[str, list[str]]]
    left: threading.Event

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is what some tests are about."""


@contextmanager
def serving(store: ox.Store) -> Iterator[tuple[str, Server]]:
    """Address and server, until the block ends."""
    server = Server(("127.0.0.1", 0), Handler)
    server.store, server.asked, server.left = store, [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
