"""`kgraph serve`: a build on an address of this machine."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from kgraph.commands.options import Graph, Quiet
from kgraph.terminal import ERR


def serve(
    graph: Graph,
    host: Annotated[
        str, typer.Option(help="Address to listen on; by default only this machine can ask.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", help="Port; 0 for any that is free.", min=0, max=65535)] = 8000,
    timeout: Annotated[float, typer.Option(help="Seconds after which a query is stopped.", min=0.01)] = 10.0,
    max_rows: Annotated[int, typer.Option(help="The longest answer, in rows or triples.", min=1)] = 100_000,
    max_memory: Annotated[int, typer.Option(help="Megabytes that a query may take.", min=16)] = 1024,
    workers: Annotated[
        int, typer.Option("--workers", "-w", help="Queries worked on at once; 0 for one a core.", min=0)
    ] = 0,
    origin: Annotated[
        Optional[list[str]],
        typer.Option(help="A web origin whose pages may ask, may be repeated; by default all may."),
    ] = None,
    name: Annotated[
        Optional[list[str]],
        typer.Option(help="A further name of a host by which the server may be asked, may be repeated."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the query page in the browser.")] = False,
    quiet: Quiet = False,
) -> None:
    """Serve a build: SPARQL endpoint, query page, explorer, and a page for every IRI. Read-only."""
    from kgraph.server.limits import Limits
    from kgraph.server.running import serve as run

    given = {"quick": workers} if workers else {}
    limits = Limits(seconds=timeout, rows=max_rows, megabytes=max_memory, **given)

    def ready(address: str) -> None:
        if not quiet:
            ERR.print(f"{address}  SPARQL endpoint: {address}sparql  (Ctrl-C stops)", soft_wrap=True)
        if open_:
            typer.launch(address)

    run(
        graph,
        host=host,
        port=port,
        limits=limits,
        origins=tuple(origin or ["*"]),
        names=tuple(name or ()),
        ready=ready,
    )
