"""Which entities the first view draws, what links them, and what forces draw them together: the same every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import networkx as nx

from kgraph.explorer.places import CANVASES, Node, place, wrapped

_SEED = 7
#: So many papers at least make the largest node: two papers are not much, even where no entity has more.
_MANY = 12
_EDGES_A_NODE = 3


def overview(
    links: Sequence[Iterable[int]], entities: Sequence[tuple[int, str]], *, max_nodes: int
) -> dict[str, list[Any]]:
    """The entities that are drawn, the edges between them, and a drawing for each of `CANVASES`.

    Nodes are ``[entity, papers, label]``, the most telling first, edges ``[entity, entity, weight]``; a drawing has
    its ``size`` and the ``[x, y, radius, size of the label, 1 if it is bold]`` of the first nodes, as many as it shows.

    Parameters
    ----------
    links : sequence of iterable of int
        For each paper the indices of its entities.
    entities : sequence of (int, str)
        Index of the type, and label, of each entity.
    max_nodes : int
        How many are drawn at most.

    Notes
    -----
    Each type gets a share of the places that grows with the root of its number of links, so that one type does not
    fill the picture. Two entities are linked by the cosine of their papers, ``shared / sqrt(n_a * n_b)``, and each
    keeps its three strongest links: without this a hub such as "LLM" is tied to everything and says nothing.
    """
    papers: Counter[int] = Counter(e for paper in links for e in set(paper))
    ranked = _ranked(papers, entities)[:max_nodes]
    labels = [wrapped(entities[e][1]) for e in ranked]
    most = max([_MANY, *papers.values()])
    edges = _edges(links, papers, set(ranked))
    points = _forces(ranked, edges)
    drawings = []
    for canvas in CANVASES:
        shown = range(math.ceil(canvas.share * len(ranked)) if len(ranked) > 40 else len(ranked))
        nodes = [Node(ranked[i], labels[i], math.sqrt(papers[ranked[i]] / most), canvas.scale) for i in shown]
        places = place(nodes, points, canvas)
        drawings.append({
            "size": [canvas.width, canvas.height], "nodes": [[*places[n.entity], n.radius, n.font, int(n.bold)] for n in nodes],
        })  # fmt: skip
    return {
        "nodes": [[e, papers[e], label] for e, label in zip(ranked, labels, strict=True)],
        "edges": [[a, b, round(w, 3)] for (a, b), w in sorted(edges.items())],
        "drawings": drawings,
    }


def _ranked(papers: Counter[int], entities: Sequence[tuple[int, str]]) -> list[int]:
    """All linked entities: those of several papers first, and the types by turns according to their shares."""
    by_type: dict[int, list[int]] = {}
    for entity in sorted(papers, key=lambda e: (-papers[e], entities[e][1], e)):
        by_type.setdefault(entities[entity][0], []).append(entity)
    turn = {
        e: (i + 0.5) / math.sqrt(sum(papers[o] for o in found))
        for found in by_type.values()
        for i, e in enumerate(found)
    }
    return sorted(papers, key=lambda e: (papers[e] == 1, turn[e], e))


def _edges(links: Sequence[Iterable[int]], papers: Counter[int], drawn: set[int]) -> dict[tuple[int, int], float]:
    shared: Counter[tuple[int, int]] = Counter()
    for paper in links:
        shared.update(combinations(sorted(drawn.intersection(paper)), 2))
    weights = {pair: n / math.sqrt(papers[pair[0]] * papers[pair[1]]) for pair, n in shared.items()}
    strongest: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, weight in weights.items():
        for node in pair:
            strongest.setdefault(node, []).append((-weight, pair))
    kept = {pair for found in strongest.values() for _, pair in sorted(found)[:_EDGES_A_NODE]}
    return {pair: weights[pair] for pair in kept}


def _forces(ranked: Sequence[int], edges: dict[tuple[int, int], float]) -> dict[int, tuple[float, float]]:
    """Where forces draw each entity: those that share papers come near each other."""
    if not ranked:
        return {}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(ranked)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(edges.items()))
    # parts of the graph that nothing links would fly apart: a weak pull to the first node keeps them near
    for part in sorted(map(sorted, nx.connected_components(graph))):
        if ranked[0] not in part:
            graph.add_edge(part[0], ranked[0], weight=0.05)
    unit = nx.spring_layout(graph, seed=_SEED, iterations=200, k=1.6 / math.sqrt(len(graph)), method="force")
    return {e: _squared(float(x), float(y)) for e, (x, y) in unit.items()}


def _squared(x: float, y: float) -> tuple[float, float]:
    """The point moved outwards so that a disc becomes a square: forces make discs, and canvases have corners."""
    longer = max(abs(x), abs(y))
    out = math.sqrt(x * x + y * y) / longer if longer else 1.0
    return x * out, y * out
