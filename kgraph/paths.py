"""How two entities hang together: the shortest way from one to the other through papers."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

import networkx as nx

from kgraph.graph import SEPARATOR
from kgraph.lookup import entity_called
from kgraph.schema import ROLES, entity_type

_PAPER = "Paper"


class Step(NamedTuple):
    """One node on a way through the graph.

    Attributes
    ----------
    node, type, label : str
        Its key in the graph, ``Paper`` or its entity type, its title or name.
    link : str
        What the step to it says: ``uses`` from a paper to an entity, ``used by`` from an entity to a paper; empty for
        the first.
    """

    node: str
    type: str
    label: str
    link: str


def shortest_path(
    graph: nx.MultiDiGraph[str], start: str, end: str, *, through: Collection[str] = ("Benchmark",)
) -> list[Step]:
    """The steps of a shortest way between two entities, both included; empty if there is none.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kgraph.load` gives it.
    start, end : str
        Ids or names of entities, in any written form.
    through : collection of str
        Types of the entities that may lie between, beside papers.

    Raises
    ------
    GraphError
        No entity or several are called so, or there is no such type.
    """
    allowed = {_PAPER, *map(entity_type, through)}
    ends = find_entity(graph, start), find_entity(graph, end)
    view = nx.subgraph_view(
        graph,
        filter_node=lambda node: node in ends or graph.nodes[node]["type"] in allowed,
        filter_edge=lambda _, __, key: str(key) in ROLES,
    )
    # of equally short ways the one whose ids come first: a set gives the neighbours in another order in each process
    came_from = dict(nx.bfs_predecessors(view.to_undirected(as_view=True), ends[1], sort_neighbors=sorted))
    nodes = [ends[0]]
    while nodes[-1] != ends[1]:
        if nodes[-1] not in came_from:
            return []
        nodes.append(came_from[nodes[-1]])
    links = ["", *(_link(graph, one, other) for one, other in pairwise(nodes))]
    return [
        Step(node, graph.nodes[node]["type"], graph.nodes[node]["label"], link)
        for node, link in zip(nodes, links, strict=True)
    ]


def _link(graph: nx.MultiDiGraph[str], one: str, other: str) -> str:
    """What is said from one node to its neighbour, by the strongest role."""
    forward = graph.has_edge(one, other)
    said = graph[one][other] if forward else graph[other][one]
    role = next(r for key, r in ROLES.items() if key in said)
    return role.label if forward else role.inverse


def find_entity(graph: nx.MultiDiGraph[str], wanted: str) -> str:
    """The node of an entity by its id, its name or a written form; parameters and errors as of `shortest_path`."""
    if graph.nodes.get(wanted, {}).get("kind") == "entity":
        return wanted
    entities = ((node, data) for node, data in graph.nodes(data=True) if data["kind"] == "entity")
    forms = (
        (node, (d["name"], d["label"], *(f.rpartition(" (")[0] for f in d.get("forms", "").split(SEPARATOR))))
        for node, d in entities
    )
    return entity_called(wanted, forms)
