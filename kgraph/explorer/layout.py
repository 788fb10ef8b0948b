"""Which entities the first view draws, what links them, and where they lie: computed ahead, the same every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import networkx as nx

#: The drawing: the page stretches it to its own canvas, which is about as large on a common screen.
WIDTH, HEIGHT = 1050, 740
#: A label of more characters takes two lines.
LINE_CHARACTERS = 15
_SEED = 7
_EDGES_A_NODE = 3
#: Of a label's largest size, in the units of the drawing; wide, for fonts differ.
_CHARACTER, _LINE, _GAP = 7.0, 15.0, 5.0
#: Share of the rank, not of the distance, in a place along an axis: 1 fills the drawing evenly and shows no groups.
_EVEN = 0.55


class Node(NamedTuple):
    """An entity of the first view: its radius and label are known before its place is."""

    entity: int
    radius: float
    label: str

    @property
    def half_width(self) -> float:
        """Half of the width that the node and its label take."""
        return max(self.radius, _CHARACTER * max(map(len, self.label.split("\n"))) / 2) + _GAP

    @property
    def height(self) -> float:
        """Height that the node and the label below it take."""
        return 2 * self.radius + _LINE * (1 + self.label.count("\n")) + 2 * _GAP


def overview(
    links: Sequence[Iterable[int]], entities: Sequence[tuple[int, str]], *, max_nodes: int
) -> dict[str, list[Any]]:
    """Nodes ``[entity, x, y, radius, papers, label]``, the most telling first, and edges ``[entity, entity, weight]``.

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
    most = max(papers.values(), default=1)
    nodes = [Node(e, round(5 + 17 * math.sqrt(papers[e] / most), 1), wrapped(entities[e][1])) for e in ranked]
    edges = _edges(links, papers, set(ranked))
    places = _places(nodes, edges)
    return {
        "nodes": [[n.entity, *places[n.entity], n.radius, papers[n.entity], n.label] for n in nodes],
        "edges": [[a, b, round(w, 3)] for (a, b), w in sorted(edges.items())],
    }


def wrapped(label: str, limit: int = 2 * LINE_CHARACTERS) -> str:
    """The label in one line, or in two of about the same length, cut where it is longer than the limit.

    Examples
    --------
    >>> wrapped("natural language understanding")
    'natural language\\nunderstanding'
    """
    label = " ".join(label.split())
    if len(label) > limit + 2:
        label = label[:limit].rstrip() + "…"
    spaces = [i for i, c in enumerate(label) if c == " "]
    if len(label) <= LINE_CHARACTERS or not spaces:
        return label
    middle = min(spaces, key=lambda i: (abs(2 * i - len(label)), i))
    return f"{label[:middle]}\n{label[middle + 1 :]}"


def _ranked(papers: Counter[int], entities: Sequence[tuple[int, str]]) -> list[int]:
    """All linked entities: those of several papers first, and the types by turns according to their shares."""
    by_type: dict[int, list[int]] = {}
    for entity in sorted(papers, key=lambda e: (-papers[e], entities[e][1], e)):
        by_type.setdefault(entities[entity][0], []).append(entity)
    turn = {
        e: (i + 0.5) / math.sqrt(sum(papers[o] for o in found)) for found in by_type.values() for i, e in enumerate(found)
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


def _places(nodes: Sequence[Node], edges: dict[tuple[int, int], float]) -> dict[int, tuple[int, int]]:
    """Where each entity lies, the middle of the drawing being (0, 0)."""
    if not nodes:
        return {}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(n.entity for n in nodes)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(edges.items()))
    # parts of the graph that nothing links would fly apart: a weak pull to the first node keeps them near
    for part in sorted(map(sorted, nx.connected_components(graph))):
        if nodes[0].entity not in part:
            graph.add_edge(part[0], nodes[0].entity, weight=0.05)
    unit = nx.spring_layout(graph, seed=_SEED, iterations=200, k=1.6 / math.sqrt(len(graph)), method="force")
    xs = _along({e: float(p[0]) for e, p in unit.items()}, WIDTH)
    ys = _along({e: float(p[1]) for e, p in unit.items()}, HEIGHT)
    places = {e: [xs[e], ys[e]] for e in unit}
    _push_apart(nodes, places)
    return {e: (round(x), round(y)) for e, (x, y) in places.items()}


def _along(values: dict[int, float], length: float) -> dict[int, float]:
    """The values spread over a length around 0, partly by their ranks, so that the drawing has no crowd and no void."""
    low, high = min(values.values()), max(values.values())
    if low == high:
        return dict.fromkeys(values, 0.0)
    ranks = {e: i / (len(values) - 1) for i, e in enumerate(sorted(values, key=lambda e: (round(values[e], 6), e)))}
    return {e: length * (_EVEN * ranks[e] + (1 - _EVEN) * (v - low) / (high - low) - 0.5) for e, v in values.items()}


def _push_apart(nodes: Sequence[Node], places: dict[int, list[float]], rounds: int = 150) -> None:
    """Move nodes in place until no node or label covers another one, as far as the rounds and the drawing go."""
    # each node and its label as one box: the middle of the box, and half of its sides
    boxes = [(places[n.entity], n.half_width, n.height / 2, n.height / 2 - n.radius - _GAP) for n in nodes]
    for place, _, _, below in boxes:
        place[1] += below
    for _ in range(rounds):
        moved = False
        for place, wide, high, _ in boxes:
            place[0] = min(max(place[0], wide - WIDTH / 2), WIDTH / 2 - wide)
            place[1] = min(max(place[1], high - HEIGHT / 2), HEIGHT / 2 - high)
        for i, (at, wide, high, _) in enumerate(boxes):
            for bt, other_wide, other_high, _ in boxes[i + 1 :]:
                dx, dy = bt[0] - at[0], bt[1] - at[1]
                over_x, over_y = wide + other_wide - abs(dx), high + other_high - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                # the shorter way, each half of it
                axis, step = (1, math.copysign(over_y, dy)) if over_y < over_x else (0, math.copysign(over_x, dx))
                at[axis] -= step * 0.5
                bt[axis] += step * 0.5
        if not moved:
            break
    for place, _, _, below in boxes:
        place[1] -= below
