"""The explorer inside of a notebook's cell."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from kgraph.errors import GraphError
from kgraph.explorer.data import MAX_NODES, view_data
from kgraph.explorer.page import render
from kgraph.graph import paper_node
from kgraph.loading import BUILD, load_facts
from kgraph.records import Facts, with_entities


class Page(str):
    """The HTML of an explorer, which a notebook shows in a frame."""

    __slots__ = ("height",)
    height: int

    def _repr_html_(self) -> str:
        # a frame of its own origin: what runs in it cannot reach the notebook
        return (
            f'<iframe title="kgraph" sandbox="allow-scripts allow-downloads allow-popups" width="100%" '
            f'height="{self.height}" style="border:0" srcdoc="{html.escape(self)}"></iframe>'
        )


def show(
    graph: str | Path | nx.MultiDiGraph[str] | Iterable[Facts],
    *,
    title: str = "kgraph",
    focus: str = "",
    max_nodes: int = MAX_NODES,
    height: int = 700,
) -> Page:
    """The explorer as a page that a notebook shows when it is the last value of a cell.

    Parameters
    ----------
    graph : path, networkx.MultiDiGraph or iterable of Facts
        The folder of a build; or a graph from `kgraph.load`, or a part of one: its papers and entities are shown.
    title : str
        Heading of the page.
    focus : str
        Id of the entity or paper that it begins with.
    max_nodes : int
        How many entities the first view draws at most.
    height : int
        Of the frame, in pixels.

    Raises
    ------
    GraphError
        There is no build, or the graph is not from `kgraph.load`.
    """
    page = Page(render(view_data(_facts(graph), max_nodes=max_nodes, focus=focus), title=title))
    page.height = height
    return page


def _facts(graph: str | Path | nx.MultiDiGraph[str] | Iterable[Facts]) -> list[Facts]:
    if isinstance(graph, (str, Path)):
        return load_facts(graph)
    if not isinstance(graph, nx.Graph):
        return list(graph)
    build = graph.graph.get(BUILD)
    if not build:
        raise GraphError("the graph does not say of which build it is", remedy="take one from kgraph.load")
    return [with_entities(f, graph.nodes) for f in load_facts(build) if paper_node(f.paper.id) in graph]
