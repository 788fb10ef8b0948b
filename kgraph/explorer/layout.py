"""Which entities the first view draws, what links them, and where they lie: computed ahead, the same every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import networkx as nx

_SEED = 7
_EDGES_A_NODE = 3
#: Width of a character and height of a line of a label, in units of the drawing.
_CHARACTER, _LINE = 7.5, 26.0
_SPREAD = 62.0


def overview(
    links: Sequence[Sequence[tuple[int, int]]], entities: Sequence[tuple[int, str]], *, max_nodes: int
) -> dict[str, list[Any]]:
    """Nodes ``[entity, x, y, papers]`` and edges ``[entity, entity, weight]`` of the first view.

    Parameters
    ----------
    links : sequence of sequence of (int, int)
        For each paper the indices of its entities, and of its roles towards them.
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
    papers: Counter[int] = Counter(e for paper in links for e, _ in paper)
    chosen = _chosen(papers, entities, max_nodes)
    edges = _edges(links, papers, chosen)
    positions = _positions(chosen, edges, entities, papers)
    return {
        "nodes": [[n, *positions[n], papers[n]] for n in sorted(chosen)],
        "edges": [[a, b, round(w, 3)] for (a, b), w in sorted(edges.items())],
    }


def _chosen(papers: Counter[int], entities: Sequence[tuple[int, str]], max_nodes: int) -> set[int]:
    by_type: dict[int, list[int]] = {}
    for entity in sorted(papers, key=lambda e: (-papers[e], entities[e][1], e)):
        if papers[entity] > 1 or len(papers) <= max_nodes:
            by_type.setdefault(entities[entity][0], []).append(entity)
    weights = {t: math.sqrt(sum(papers[e] for e in found)) for t, found in by_type.items()}
    total = sum(weights.values()) or 1.0
    return {e for t, found in by_type.items() for e in found[: max(3, round(max_nodes * weights[t] / total))]}


def _edges(
    links: Sequence[Sequence[tuple[int, int]]], papers: Counter[int], chosen: set[int]
) -> dict[tuple[int, int], float]:
    shared: Counter[tuple[int, int]] = Counter()
    for paper in links:
        shared.update(combinations(sorted({e for e, _ in paper if e in chosen}), 2))
    weights = {pair: n / math.sqrt(papers[pair[0]] * papers[pair[1]]) for pair, n in shared.items()}
    strongest: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, weight in weights.items():
        for node in pair:
            strongest.setdefault(node, []).append((-weight, pair))
    kept = {pair for found in strongest.values() for _, pair in sorted(found)[:_EDGES_A_NODE]}
    return {pair: weights[pair] for pair in kept}


def _positions(
    chosen: set[int], edges: dict[tuple[int, int], float], entities: Sequence[tuple[int, str]], papers: Counter[int]
) -> dict[int, tuple[int, int]]:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(chosen))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(edges.items()))
    if not graph:
        return {}
    # parts of the graph that nothing links would fly apart: a weak pull to the best linked node keeps them near
    centre = max(graph, key=lambda n: (papers[n], -n))
    for part in sorted(map(sorted, nx.connected_components(graph))):
        if centre not in part:
            graph.add_edge(part[0], centre, weight=0.05)
    unit = nx.spring_layout(graph, seed=_SEED, iterations=120, k=2.2 / math.sqrt(len(graph)), method="force")
    scale = _SPREAD * math.sqrt(len(graph)) * 1.6
    places = {n: [float(x) * scale * 1.35, float(y) * scale] for n, (x, y) in unit.items()}
    _push_apart(places, {n: _CHARACTER * min(26, len(entities[n][1])) + 12 for n in places})
    return {n: (round(x), round(y)) for n, (x, y) in places.items()}


def _push_apart(places: dict[int, list[float]], widths: dict[int, float], rounds: int = 90) -> None:
    """Move nodes in place until no label covers another one's node or label, as far as the rounds go."""
    nodes = sorted(places)
    height = _LINE + 18
    for _ in range(rounds):
        moved = False
        for i, a in enumerate(nodes):
            for b in nodes[i + 1 :]:
                dx, dy = places[b][0] - places[a][0], places[b][1] - places[a][1]
                wide = (widths[a] + widths[b]) / 2 - abs(dx)
                high = height - abs(dy)
                if wide <= 0 or high <= 0:
                    continue
                moved = True
                # along the way that is shorter to go
                if high < wide:
                    step = (high / 2 + 0.5) * (1 if dy >= 0 else -1)
                    places[a][1] -= step
                    places[b][1] += step
                else:
                    step = (wide / 2 + 0.5) * (1 if dx >= 0 else -1)
                    places[a][0] -= step
                    places[b][0] += step
        if not moved:
            break
