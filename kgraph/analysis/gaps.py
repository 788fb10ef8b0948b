"""What neighbours in the graph have and two things do not have yet."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

import networkx as nx
import numpy as np

from kgraph.analysis.corpus import Corpus, Source
from kgraph.analysis.projections import entity_projection

_WHY = 4
_PAIRED = ("Task", "Benchmark")


class Gap(NamedTuple):
    """A method and a task or benchmark that no paper of the corpus names together, though much is near to both."""

    method: str
    target: str
    type: str
    score: float
    method_papers: int
    target_papers: int
    #: What both are named with, the most telling first.
    why: str

    @property
    def pair(self) -> str:
        """Both names."""
        return f"{self.method} + {self.target}"


def gaps(source: Source, of: str = "", limit: int = 1000) -> list[Gap]:
    """Pairs of a method and a task or benchmark that are not named together yet, the likeliest first.

    The score is `resource_allocation`: of what each entity that both share papers with has to give away, the part that
    flows from one to the other through it.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    of : str
        Only pairs with this method, task or benchmark, by id or name.
    limit : int
        How many pairs to give.

    Raises
    ------
    GraphError
        No entity or several are called so.
    """
    corpus = Corpus.of(source)
    wanted = corpus.find(of) if of else ""
    graph = entity_projection(corpus)
    scores = resource_allocation(graph, wanted)
    rows = []
    for (method, target), score in nsmallest(limit, scores.items(), key=lambda s: (-round(s[1], 9), s[0])):
        common = sorted(set(graph[method]) & set(graph[target]), key=lambda e: (graph.degree(e), e))
        rows.append(
            Gap(
                corpus.label(method),
                corpus.label(target),
                corpus.type(target),
                round(score, 4),
                len(corpus.papers[method]),
                len(corpus.papers[target]),
                ", ".join(corpus.label(e) for e in common[:_WHY]),
            )
        )
    return rows


def resource_allocation(
    graph: nx.Graph[str], of: str = "", types: Sequence[str] = _PAIRED
) -> dict[tuple[str, str], float]:
    """(method, task or benchmark) that no edge of an entity projection joins -> their resource allocation.

    The index of Zhou, Lü and Zhang (2009) with the numbers of shared papers as weights (Lü and Zhou 2010): the sum of
    ``shared(m, x) * shared(x, t) / shared(x, all)`` over the entities x between, so that a hub counts little.

    Parameters
    ----------
    graph : networkx.Graph
        What `entity_projection` gives.
    of : str
        Only pairs with this node.
    types : sequence of str
        What a method may be paired with.
    """
    kind = nx.get_node_attributes(graph, "type")
    rows = {e: i for i, e in enumerate(e for e in graph if kind[e] == "Method" and of in ("", e))}
    columns = {e: i for i, e in enumerate(e for e in graph if kind[e] in types and of in ("", e))}
    if of and not rows:
        rows = {e: i for i, e in enumerate(e for e in graph if kind[e] == "Method")}
    elif of and not columns:
        columns = {e: i for i, e in enumerate(e for e in graph if kind[e] in types)}
    sums = np.zeros((len(rows), len(columns)))
    for middle in graph:
        near = graph[middle]
        if len(near) > 1:
            methods, targets = [rows[e] for e in near if e in rows], [columns[e] for e in near if e in columns]
            total = sum(link["shared"] for link in near.values())
            from_, to = ([near[e]["shared"] for e in near if e in side] for side in (rows, columns))
            sums[np.ix_(methods, targets)] += np.outer(from_, to) / total
    for method, row in rows.items():
        sums[row, [columns[e] for e in graph[method] if e in columns]] = 0.0
    names, targets_ = list(rows), list(columns)
    return {(names[i], targets_[j]): float(sums[i, j]) for i, j in zip(*np.nonzero(sums), strict=True)}
