"""Where forces draw the entities of the first view, and which of them belong together: the same every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import networkx as nx

_SEED = 7
#: So many entities have a place of their own; others lie where what they are named with lies.
_PLACED = 400
_LINKS_A_NODE = 5
#: How much stronger links pull inside of a community than between two.
_INSIDE = 4.0
#: Communities of fewer entities are no field.
_SMALLEST = 4
#: Places are whole numbers from -_UNIT to _UNIT: no digits that a processor may round in another way.
_UNIT = 1000
_NAMES = 3
#: Below 1 there are fewer and larger communities: as many as a picture has room for.
_RESOLUTION = 0.55


class Layout(NamedTuple):
    """The entities with a place, the most telling first, their communities and the strongest links.

    Attributes
    ----------
    places : list of (int, int, int)
        Index of the entity, x and y in [-1000, 1000].
    edges : list of (int, int, float)
        Two entities and the cosine of their papers.
    communities : list of list of int
        For each community its most telling entities, three at most; larger communities first.
    community_of : list of int
        For each entity, placed or not, the index of its community or -1.
    """

    places: list[tuple[int, int, int]]
    edges: list[tuple[int, int, float]]
    communities: list[list[int]]
    community_of: list[int]


def lay_out(links: Sequence[Iterable[int]], entities: Sequence[tuple[int, str]]) -> Layout:
    """Places and communities of entities, from the papers that name them.

    Parameters
    ----------
    links : sequence of iterable of int
        For each paper the indices of its entities.
    entities : sequence of (int, str)
        Index of the type, and label, of each entity.

    Notes
    -----
    Each type gets a share of the places that grows with the root of its number of links, so that one type does not
    fill the picture. Two entities are linked by the cosine of their papers, ``shared / sqrt(n_a * n_b)``, and each
    keeps its strongest links: without this a hub such as "LLM" is tied to everything and says nothing. Communities
    are those of Blondel et al. 2008 (Louvain), places those of Fruchterman and Reingold 1991.
    """
    papers: Counter[int] = Counter(e for paper in links for e in set(paper))
    ranked = _ranked(papers, entities)[:_PLACED]
    weights = _weights(links, papers, set(ranked))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(ranked)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(weights.items()))
    communities = _communities(graph, ranked)
    community_of = [-1] * len(entities)
    for index, members in enumerate(communities):
        for entity in members:
            community_of[entity] = index
    points = _forces(graph, ranked, community_of)
    return Layout(
        [(e, *points[e]) for e in ranked],
        [(a, b, round(w, 3)) for (a, b), w in sorted(weights.items())],
        [_telling(graph, members, papers) for members in communities],
        _joined(links, community_of),
    )


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


def _weights(links: Sequence[Iterable[int]], papers: Counter[int], placed: set[int]) -> dict[tuple[int, int], float]:
    """Pairs of entities -> cosine of their papers, where it is among the strongest of one of the two."""
    shared: Counter[tuple[int, int]] = Counter()
    for paper in links:
        shared.update(combinations(sorted(placed.intersection(paper)), 2))
    weights = {pair: n / math.sqrt(papers[pair[0]] * papers[pair[1]]) for pair, n in shared.items()}
    strongest: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, weight in weights.items():
        for node in pair:
            strongest.setdefault(node, []).append((-weight, pair))
    kept = {pair for found in strongest.values() for _, pair in sorted(found)[:_LINKS_A_NODE]}
    return {pair: weights[pair] for pair in kept}


def _communities(graph: nx.Graph[int], ranked: Sequence[int]) -> list[list[int]]:
    """Communities that are large enough, the largest first, each in the order of the ranking."""
    order = {e: i for i, e in enumerate(ranked)}
    found = (
        nx.community.louvain_communities(graph, resolution=_RESOLUTION, seed=_SEED) if graph.number_of_edges() else []
    )
    groups = [sorted(c, key=order.__getitem__) for c in found if len(c) >= _SMALLEST]
    return sorted(groups, key=lambda c: (-len(c), order[c[0]]))


def _telling(graph: nx.Graph[int], members: Sequence[int], papers: Counter[int]) -> list[int]:
    """The entities that name a community: named often, and linked inside of it rather than out of it."""
    inside = set(members)

    def score(entity: int) -> float:
        weights = [(w, other in inside) for _, other, w in graph.edges(entity, data="weight", default=0.0)]
        total = sum(w for w, _ in weights)
        return math.sqrt(papers[entity]) * sum(w for w, near in weights if near) / total if total else 0.0

    return sorted(members, key=lambda e: (-round(score(e), 6), e))[:_NAMES]


def _joined(links: Sequence[Iterable[int]], community_of: Sequence[int]) -> list[int]:
    """The community of every entity: of one without a place, that of most entities that its papers name."""
    votes: dict[int, Counter[int]] = {}
    for paper in links:
        there = Counter(community_of[e] for e in paper if community_of[e] >= 0)
        for entity in paper:
            if community_of[entity] < 0:
                votes.setdefault(entity, Counter()).update(there)
    return [
        known if known >= 0 else min(votes.get(e, Counter()).items(), key=lambda v: (-v[1], v[0]), default=(-1, 0))[0]
        for e, known in enumerate(community_of)
    ]


def _forces(graph: nx.Graph[int], ranked: Sequence[int], community_of: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Where forces draw each entity: those that share papers come near each other, those of a community nearer."""
    if not ranked:
        return {}
    pulled = graph.copy()
    for a, b, data in pulled.edges(data=True):
        data["weight"] *= _INSIDE if community_of[a] == community_of[b] >= 0 else 1.0
    # parts of the graph that nothing links would fly apart: a weak pull to the first node keeps them near
    for part in sorted(map(sorted, nx.connected_components(graph))):
        if ranked[0] not in part:
            pulled.add_edge(part[0], ranked[0], weight=0.05)
    unit = nx.spring_layout(pulled, seed=_SEED, iterations=150, k=1.6 / math.sqrt(len(graph)), method="force")
    return {e: _squared(float(x), float(y)) for e, (x, y) in unit.items()}


def _squared(x: float, y: float) -> tuple[int, int]:
    """The point moved outwards so that a disc becomes a square: forces make discs, and canvases have corners."""
    longer = max(abs(x), abs(y))
    out = math.sqrt(x * x + y * y) / longer if longer else 1.0
    return round(max(-1.0, min(1.0, x * out)) * _UNIT), round(max(-1.0, min(1.0, y * out)) * _UNIT)
