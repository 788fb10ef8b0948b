"""Reports on the shape of the graph: what holds it together, and what falls into groups."""

from __future__ import annotations

import math
import random
from typing import NamedTuple

import igraph
import networkx as nx

from kgraph.analysis.corpus import Corpus, Source
from kgraph.analysis.projections import entity_projection

_SEED = 7
_NAMES, _BRIDGES = 5, 3
#: Fewer entities are no community.
_SMALLEST = 4


class Central(NamedTuple):
    """How much an entity holds the field together, over entities that share papers."""

    entity: str
    label: str
    type: str
    papers: int
    #: Chance to be at it on a random walk along shared papers (Brin and Page 1998): named with what is named much.
    pagerank: float
    #: Share of the shortest ways between others that lead through it (Freeman 1977): it joins fields.
    betweenness: float
    #: The largest k so that it is among entities with k links each to one another (Seidman 1983): it is in the thick of it.
    core: int


class Community(NamedTuple):
    """Entities that are named together rather than with others."""

    community: int
    name: str
    entities: int
    papers: int
    #: Entities outside with the strongest links into it.
    bridges: str
    members: str


def central(source: Source, type: str = "", over: str = "") -> list[Central]:
    """The entities that hold the field together, by PageRank over the projection of entities that share papers.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    type : str
        Only rows of this type; the projection has all.
    over : str
        Types that the projection is made of, parted by commas: ``Model,Benchmark``; by default all.

    Raises
    ------
    GraphError
        There is no such type.
    """
    corpus = Corpus.of(source)
    graph = entity_projection(corpus, [t.strip() for t in over.split(",") if t.strip()])
    # NetworkX takes minutes for the betweenness of some thousand entities, igraph seconds
    fast = _fast(graph)
    weights: list[float] | None = fast.es["weight"] if fast.ecount() else None
    # a weak link is a long way
    lengths = [1 / w for w in weights] if weights else None
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2 or 1
    rank: list[float] = fast.pagerank(weights=weights)
    between: list[float] = fast.betweenness(weights=lengths)
    core: list[int] = fast.coreness()
    rows = []
    for i, id_ in enumerate(graph):
        data = graph.nodes[id_]
        if not type or data["type"] == type:
            of = (id_, data["label"], data["type"], data["papers"])
            rows.append(Central(*of, round(rank[i], 6), round(between[i] / pairs, 6), core[i]))
    return sorted(rows, key=lambda c: (-c.pagerank, c.entity))


def _fast(graph: nx.Graph[str]) -> igraph.Graph:
    """The graph in igraph, nodes in the same order, edges with their weights."""
    index = {node: i for i, node in enumerate(graph)}
    edges = [(index[a], index[b]) for a, b in graph.edges()]
    weights = [data["weight"] for _, _, data in graph.edges(data=True)]
    return igraph.Graph(n=len(index), edges=edges, edge_attrs={"weight": weights})


def communities(source: Source) -> list[Community]:
    """Communities of entities (Leiden: Traag et al. 2019), named by what is most their own, the largest first.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    """
    corpus = Corpus.of(source)
    graph = entity_projection(corpus)
    kept = sorted((c for c in _leiden(graph) if len(c) >= _SMALLEST), key=lambda c: (-len(c), c))
    return [_community(corpus, graph, number, members) for number, members in enumerate(kept, 1)]


def _leiden(graph: nx.Graph[str]) -> list[list[str]]:
    """The communities of the largest modularity that are found from the seed, members sorted."""
    if not graph.number_of_edges():
        return []
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        found = _fast(graph).community_leiden("modularity", weights="weight", n_iterations=-1)
    finally:
        igraph.set_random_number_generator(random)
    nodes = list(graph)
    return [sorted(nodes[i] for i in members) for members in found]


def _community(corpus: Corpus, graph: nx.Graph[str], number: int, members: list[str]) -> Community:
    inside = set(members)
    own: dict[str, float] = {}
    pulls: dict[str, float] = {}
    for id_ in members:
        weights = {other: data["weight"] for other, data in graph[id_].items()}
        within = math.fsum(w for other, w in weights.items() if other in inside)
        total = math.fsum(weights.values())
        own[id_] = math.sqrt(graph.nodes[id_]["papers"]) * within / total if total else 0.0
        for other, weight in weights.items():
            if other not in inside:
                pulls[other] = pulls.get(other, 0.0) + weight
    top = sorted(members, key=lambda e: (-round(own[e], 9), e))
    bridges = sorted(pulls, key=lambda e: (-round(pulls[e], 9), e))[:_BRIDGES]
    papers = {p for e in members for p in corpus.papers[e]}
    return Community(
        number,
        " · ".join(corpus.label(e) for e in top[:3]),
        len(members),
        len(papers),
        ", ".join(corpus.label(e) for e in bridges),
        ", ".join(corpus.label(e) for e in top[: 3 * _NAMES]),
    )
