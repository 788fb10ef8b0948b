"""The explorer inside of a notebook's cell."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from kgraph.explorer.data import MAX_NODES, view_data
from kgraph.explorer.page import render
from kgraph.loading import facts_of
from kgraph.records import Facts


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
    page = Page(render(view_data(facts_of(graph), max_nodes=max_nodes, focus=focus), title=title))
    page.height = height
    return page
