"""The server from start to end: the first process, the socket, and the web server on it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

from kgraph.errors import INSTALL, GraphError, KgraphError
from kgraph.server.limits import Limits
from kgraph.sparql.kept import graph_file


class ServerError(KgraphError):
    """The server cannot be started."""


def serve(
    build: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
    origins: tuple[str, ...] = ("*",),
    names: tuple[str, ...] = (),
    ready: Callable[[str], None] = print,
) -> None:
    """Serve a build until it is stopped.

    Parameters
    ----------
    build : path
        The folder of a build, or a Turtle file.
    host : str
        Address to listen on; by default only this machine can ask.
    port : int
        0 for any that is free.
    limits : Limits, optional
        Of each question.
    origins : tuple of str
        Web origins whose pages may ask; ``*`` for all.
    names : tuple of str
        Further names by which it may be asked, besides `host` and those of this machine's loopback; requests for other
        hosts are refused.
    ready : callable
        Told the server's address once it answers.

    Raises
    ------
    GraphError
        There is no graph.
    ServerError
        The address cannot be listened on, or the server's packages are not installed.
    """
    path = graph_file(build)
    if not path.is_file():
        raise GraphError("no graph here", path=str(path), remedy="make one with kgraph build")
    try:
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise ServerError("the server's packages are not installed", remedy=INSTALL.format("server")) from error
    with _listening(host, port) as listener:
        asyncio.run(_serve(Path(build), listener, limits or Limits(), origins, (host, *names), ready))


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # with the protocol named, asyncio sends small answers at once (TCP_NODELAY); else each waits for 40 ms
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except (OSError, OverflowError) as error:
        raise ServerError(
            f"cannot listen on {host}:{port}: {getattr(error, 'strerror', None) or error}",
            remedy="choose another --port",
        ) from error
    return listener


async def _serve(
    build: Path,
    listener: socket.socket,
    limits: Limits,
    origins: tuple[str, ...],
    names: tuple[str, ...],
    ready: Callable[[str], None],
) -> None:
    import uvicorn

    from kgraph.server.app import make_app
    from kgraph.server.pool import Pool

    pool = Pool(build, limits)
    try:
        await pool.start()
        host, port = listener.getsockname()[:2]
        config = uvicorn.Config(
            make_app(pool, origins=origins, names=names), log_level="warning", access_log=False, server_header=False,
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        listener.listen()
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        await uvicorn.Server(config).serve(sockets=[listener])
    finally:
        await pool.close()
