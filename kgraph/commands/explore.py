"""`kgraph explore`: the explorer of a build, once more: with another title, another first view, or opened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from kgraph.commands.options import Graph
from kgraph.terminal import OUT, open_in_browser


def explore(
    graph: Graph,
    out: Annotated[
        Optional[Path], typer.Option("--out", "-o", help="File to write; by default explorer.html in the build.")
    ] = None,
    title: Annotated[str, typer.Option(help="Heading of the page.")] = "kgraph",
    focus: Annotated[Optional[str], typer.Option(help="Id or name of the entity that it begins with.")] = None,
    max_nodes: Annotated[
        Optional[int], typer.Option("--max-nodes", help="Entities that the first view draws at most.", min=1, max=400)
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Make the explorer of a build, a page in one file, and open it if that is wanted."""
    from kgraph.explorer import MAX_NODES, write_explorer
    from kgraph.graph import build_graph
    from kgraph.loading import open_build
    from kgraph.paths import find_entity

    opened = open_build(graph)
    facts = list(opened.facts)
    at = find_entity(build_graph(facts), focus) if focus else ""
    path = out or (graph if graph.is_dir() else graph.parent) / "explorer.html"
    write_explorer(facts, path, title=title, focus=at, max_nodes=max_nodes or MAX_NODES, base=opened.base)
    OUT.print(str(path), soft_wrap=True)
    if open_:
        open_in_browser(path)
