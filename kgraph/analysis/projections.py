"""Graphs made of the graph: entities that share papers, papers that share entities, and the two sides together.

Hubs are handled on purpose. A plain count of shared papers ties everything to "large language model"; the cosine (Salton
and McGill 1983) divides by how much two entities are named at all, and an entity that many papers name makes two
papers little alike by its inverse document frequency (Sparck Jones 1972).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from kgraph.analysis.corpus import Corpus, Source
from kgraph.schema import entity_type


def bipartite(source: Source, types: Iterable[str] = ()) -> nx.Graph[str]:
    """Papers and the entities that they name; nodes have ``kind`` and ``label``, edges the ``role``.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    types : iterable of str
        Types of the entities to take; by default all.

    Raises
    ------
    GraphError
        There is no such type.
    """
    corpus, wanted = Corpus.of(source), set(map(entity_type, types))
    graph: nx.Graph[str] = nx.Graph()
    for facts in corpus.facts:
        paper = f"paper/{facts.paper.id}"
        graph.add_node(paper, kind="paper", label=facts.paper.title)
        for id_, role in corpus.named[facts.paper.id].items():
            if not wanted or corpus.type(id_) in wanted:
                graph.add_node(id_, kind="entity", label=corpus.label(id_), type=corpus.type(id_))
                graph.add_edge(paper, id_, role=role)
    return graph


def entity_projection(source: Source, types: Iterable[str] = (), *, least: int = 2) -> nx.Graph[str]:
    """Entities that share papers, the edges weighted by the cosine of their papers.

    Nodes have ``label``, ``type`` and ``papers``; edges ``shared``, the number of shared papers, and
    ``weight = shared / sqrt(papers_a * papers_b)``, in (0, 1].

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    types : iterable of str
        Types of the entities to take; by default all.
    least : int
        Papers that an entity must be in: what one paper alone names is linked with all that this paper names.

    Raises
    ------
    GraphError
        There is no such type.
    """
    corpus, wanted = Corpus.of(source), set(map(entity_type, types))
    kept = {
        id_
        for id_, papers in corpus.papers.items()
        if len(papers) >= least and (not wanted or corpus.type(id_) in wanted)
    }
    shared: Counter[tuple[str, str]] = Counter()
    for entities in corpus.named.values():
        shared.update(combinations(sorted(kept.intersection(entities)), 2))
    graph: nx.Graph[str] = nx.Graph()
    for id_ in sorted(kept):
        graph.add_node(id_, label=corpus.label(id_), type=corpus.type(id_), papers=len(corpus.papers[id_]))
    for (a, b), count in sorted(shared.items()):
        weight = count / math.sqrt(len(corpus.papers[a]) * len(corpus.papers[b]))
        graph.add_edge(a, b, shared=count, weight=weight)
    return graph


def rarity(corpus: Corpus) -> dict[str, float]:
    """Inverse document frequency of each entity, ``ln((1 + papers) / (1 + papers that name it)) + 1``.

    The form that no entity in all papers brings to nought, so that two papers of one corpus share at least something.
    """
    total = len(corpus.facts)
    return {id_: math.log((1 + total) / (1 + len(papers))) + 1 for id_, papers in corpus.papers.items()}


def paper_projection(source: Source, *, least: float = 0.1) -> nx.Graph[str]:
    """Papers that share entities, the edges weighted by the cosine of their vectors of `rarity`.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    least : float
        Weight that an edge must have.
    """
    corpus = Corpus.of(source)
    rare = rarity(corpus)
    lengths = {p: math.sqrt(math.fsum(rare[e] ** 2 for e in named)) for p, named in corpus.named.items()}
    products: dict[tuple[str, str], list[float]] = {}
    for entity, papers in corpus.papers.items():
        for pair in combinations(papers, 2):
            products.setdefault(pair, []).append(rare[entity] ** 2)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((f.paper.id, {"label": f.paper.title}) for f in corpus.facts)
    for (a, b), parts in sorted(products.items()):
        weight = math.fsum(parts) / (lengths[a] * lengths[b])
        if weight >= least:
            graph.add_edge(a, b, shared=len(parts), weight=weight)
    return graph
