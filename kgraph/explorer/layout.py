"""Which entities the first view draws, what links them, and where they lie: computed ahead, the same every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import networkx as nx


class Canvas(NamedTuple):
    """A size in pixels that a drawing is made for; the page takes the best one and stretches it to what it has."""

    width: int
    height: int
    #: Share of the nodes that it shows, and size of a node in proportion to the widest canvas.
    share: float
    scale: float


#: A large window, a small one, and a telephone.
CANVASES = (Canvas(1026, 720, 1.0, 1.0), Canvas(860, 540, 0.75, 0.85), Canvas(376, 340, 0.26, 0.65))
#: A label of more characters takes two lines.
LINE_CHARACTERS = 15
_SEED = 7
#: So many papers at least make the largest node: two papers are not much, even where no entity has more.
_MANY = 12
_EDGES_A_NODE = 3
#: Of a label's largest size, in the units of the drawing; wide, for fonts differ.
_CHARACTER, _LINE, _GAP = 7.0, 15.0, 5.0
#: Share of the rank, not of the distance, in a place along an axis: 1 fills the drawing evenly and shows no groups.
_EVEN = 0.6


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
    """The entities that are drawn, the edges between them, and a drawing for each of `CANVASES`.

    Nodes are ``[entity, papers, label]``, the most telling first, edges ``[entity, entity, weight]``; a drawing has
    its ``size`` and the ``[x, y, radius]`` of the first nodes, as many as it shows.

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
    radii = [5 + 17 * math.sqrt(papers[e] / most) for e in ranked]
    edges = _edges(links, papers, set(ranked))
    points = _forces(ranked, edges)
    drawings = []
    for canvas in CANVASES:
        shown = range(math.ceil(canvas.share * len(ranked)) if len(ranked) > 40 else len(ranked))
        nodes = [Node(ranked[i], round(radii[i] * canvas.scale, 1), labels[i]) for i in shown]
        places = _places(nodes, points, canvas)
        drawings.append({
            "size": [canvas.width, canvas.height], "nodes": [[*places[n.entity], n.radius] for n in nodes],
        })  # fmt: skip
    return {
        "nodes": [[e, papers[e], label] for e, label in zip(ranked, labels, strict=True)],
        "edges": [[a, b, round(w, 3)] for (a, b), w in sorted(edges.items())],
        "drawings": drawings,
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


def _places(
    nodes: Sequence[Node], points: dict[int, tuple[float, float]], canvas: Canvas
) -> dict[int, tuple[int, int]]:
    """Where each entity lies on a canvas, whose middle is (0, 0)."""
    xs = _along({n.entity: points[n.entity][0] for n in nodes}, canvas.width)
    ys = _along({n.entity: points[n.entity][1] for n in nodes}, canvas.height)
    places = {e: [xs[e], ys[e]] for e in xs}
    _push_apart(nodes, places, canvas)
    return {e: (round(x), round(y)) for e, (x, y) in places.items()}


def _squared(x: float, y: float) -> tuple[float, float]:
    """The point moved outwards so that a disc becomes a square: forces make discs, and canvases have corners."""
    longer = max(abs(x), abs(y))
    out = math.sqrt(x * x + y * y) / longer if longer else 1.0
    return x * out, y * out


def _along(values: dict[int, float], length: float) -> dict[int, float]:
    """The values spread over a length around 0, partly by their ranks, so that the drawing has no crowd and no void."""
    low, high = min(values.values(), default=0.0), max(values.values(), default=0.0)
    if low == high:
        return dict.fromkeys(values, 0.0)
    ranks = {e: i / (len(values) - 1) for i, e in enumerate(sorted(values, key=lambda e: (round(values[e], 6), e)))}
    return {e: length * (_EVEN * ranks[e] + (1 - _EVEN) * (v - low) / (high - low) - 0.5) for e, v in values.items()}


def _push_apart(nodes: Sequence[Node], places: dict[int, list[float]], canvas: Canvas, rounds: int = 150) -> None:
    """Move nodes in place until no node or label covers another one, as far as the rounds and the canvas go."""
    # each node and its label as one box: the middle of the box, and half of its sides
    boxes = [(places[n.entity], n.half_width, n.height / 2, n.height / 2 - n.radius - _GAP) for n in nodes]
    for place, _, _, below in boxes:
        place[1] += below
    for _ in range(rounds):
        moved = False
        for place, wide, high, _ in boxes:
            place[0] = min(max(place[0], wide - canvas.width / 2), canvas.width / 2 - wide)
            place[1] = min(max(place[1], high - canvas.height / 2), canvas.height / 2 - high)
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
