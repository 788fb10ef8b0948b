"""Answers from a graph: reports as functions that give typed rows, and the projections behind them.

Each report takes the folder of a build, a graph from `kgraph.load` or a part of one, or Facts, and gives a list of
NamedTuples, of which ``pandas.DataFrame`` makes a frame as it is. Nothing here draws.
"""

from __future__ import annotations

from kgraph.analysis.corpus import Corpus
from kgraph.analysis.gaps import gaps
from kgraph.analysis.lineage import lineage
from kgraph.analysis.numbers import contradictions, hardware, leaderboard
from kgraph.analysis.overview import overview
from kgraph.analysis.pairs import compare, related, similar, ways
from kgraph.analysis.projections import bipartite, entity_projection, paper_projection, rarity
from kgraph.analysis.reports import REPORTS, analyze
from kgraph.analysis.structure import central, communities
from kgraph.analysis.trends import trends

__all__ = [
    "REPORTS", "Corpus", "analyze", "bipartite", "central", "communities", "compare", "contradictions", "entity_projection",
    "gaps", "hardware", "leaderboard", "lineage", "overview", "paper_projection", "rarity", "related", "similar", "trends",
    "ways",
]  # fmt: skip
