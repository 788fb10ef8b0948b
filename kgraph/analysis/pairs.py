"""Reports on two things, and on what is near to one."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import islice
from typing import NamedTuple

import networkx as nx

from kgraph.analysis.corpus import Corpus, Source
from kgraph.analysis.projections import rarity
from kgraph.analysis.results import told
from kgraph.graph import paper_node
from kgraph.schema import ROLES

#: Of what two papers share, and of the papers that two entities share, so many are named.
_WHY, _TITLES = 5, 2


class Aspect(NamedTuple):
    """One line of a comparison: what it is about, and what each of the two has of it."""

    aspect: str
    name: str
    one: str
    other: str
    #: Ids of the papers that tell it, and their titles.
    papers: str = ""
    titles: str = ""


class Near(NamedTuple):
    """A paper or entity that is near to the one asked about, and why."""

    id: str
    label: str
    type: str
    score: float
    shared: int
    why: str


class Hop(NamedTuple):
    """A step of a way."""

    way: int
    step: int
    #: What the step to it says; empty for the first.
    link: str
    id: str
    label: str
    type: str


def compare(source: Source, one: str, other: str) -> list[Aspect]:
    """Two entities: papers and roles of each, papers with both, results on the same benchmark, who wins where.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    one, other : str
        Ids or names of two entities.

    Raises
    ------
    GraphError
        No entity or several are called so.
    """
    corpus = Corpus.of(source)
    pair = (corpus.find(one), corpus.find(other))
    papers = [set(corpus.papers[e]) for e in pair]
    both = sorted(papers[0] & papers[1])
    rows = [
        Aspect("papers", "all", str(len(papers[0])), str(len(papers[1]))),
        Aspect("papers", "both", str(len(both)), str(len(both)), *_named(corpus, both)),
    ]
    for role in ROLES:
        counts = [sum(corpus.named[p][e] == role for p in found) for e, found in zip(pair, papers, strict=True)]
        if any(counts):
            rows.append(Aspect("papers", role, str(counts[0]), str(counts[1])))
    results = [t for t in told(corpus) if not set(pair).isdisjoint(t.subjects)]
    boards = sorted({(t.benchmark, t.kind) for t in results if t.benchmark})
    for benchmark, kind in boards:
        found = [[t for t in results if e in t.subjects and (t.benchmark, t.kind) == (benchmark, kind)] for e in pair]
        if all(found):
            name = " ".join(filter(None, (corpus.label(benchmark), kind[0], "change" if kind[2] else "")))
            values = [", ".join(t.result.value for t in f) for f in found]
            where = sorted({t.facts.paper.id for f in found for t in f})
            rows.append(Aspect("same benchmark", name, values[0], values[1], *_named(corpus, where)))
    for told_ in results:
        won = pair[0] in told_.subjects
        against = pair[1] if won else pair[0]
        if against in told_.baselines and against not in told_.subjects:
            name = " ".join(filter(None, (corpus.label(told_.benchmark) if told_.benchmark else "", told_.metric)))
            value = told_.result.value
            each = (value, "") if won else ("", value)
            rows.append(Aspect("against each other", name, *each, *_named(corpus, [told_.facts.paper.id])))
    return rows


def _named(corpus: Corpus, papers: list[str]) -> tuple[str, str]:
    """Ids of some papers, and their titles."""
    return ", ".join(papers), "; ".join(corpus.by_id[p].paper.title for p in papers)


def similar(source: Source, paper: str) -> list[Near]:
    """Papers that name the same things, the rarer the better: cosine of their vectors of `rarity`.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    paper : str
        Id of a paper, or words of its title.

    Raises
    ------
    GraphError
        No paper or several are called so.
    """
    corpus = Corpus.of(source)
    wanted = corpus.find_paper(paper)
    rare = rarity(corpus)
    lengths = {p: math.sqrt(math.fsum(rare[e] ** 2 for e in named)) for p, named in corpus.named.items()}
    rows = []
    for id_, named in corpus.named.items():
        shared = sorted(corpus.named[wanted].keys() & named.keys(), key=lambda e: (-rare[e], e))
        if shared and id_ != wanted:
            score = math.fsum(rare[e] ** 2 for e in shared) / (lengths[wanted] * lengths[id_])
            why = ", ".join(corpus.label(e) for e in shared[:_WHY])
            rows.append(Near(id_, corpus.by_id[id_].paper.title, "Paper", round(score, 4), len(shared), why))
    return sorted(rows, key=lambda r: (-r.score, r.id))


def related(source: Source, entity: str, type: str = "") -> list[Near]:
    """Entities that are named together with one: the number of shared papers times the cosine of their papers.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    entity : str
        Id or name of an entity.
    type : str
        Only entities of this type; by default of all.

    Raises
    ------
    GraphError
        No entity or several are called so.
    """
    corpus = Corpus.of(source)
    wanted = corpus.find(entity)
    own = corpus.papers[wanted]
    both: dict[str, list[str]] = defaultdict(list)
    for p in own:
        for id_ in corpus.named[p]:
            if id_ != wanted and (not type or corpus.type(id_) == type):
                both[id_].append(p)
    rows = []
    for id_, shared in both.items():
        score = len(shared) ** 2 / math.sqrt(len(own) * len(corpus.papers[id_]))
        why = "; ".join(corpus.by_id[p].paper.title for p in shared[:_TITLES])
        rows.append(Near(id_, corpus.label(id_), corpus.type(id_), round(score, 4), len(shared), why))
    return sorted(rows, key=lambda r: (-r.score, r.id))


def ways(source: Source, start: str, end: str, limit: int = 3) -> list[Hop]:
    """The shortest explanations that link two entities, through papers.

    A step onto an entity costs 1 + log2 of the papers that name it, one onto a paper 1: a way through "large language
    model" is a long one. The further ones are those of Yen (1971), as NetworkX finds them.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    start, end : str
        Ids or names of two entities.
    limit : int
        How many ways to give.

    Raises
    ------
    GraphError
        No entity or several are called so.
    """
    corpus = Corpus.of(source)
    ends = (corpus.find(start), corpus.find(end))
    graph = _costs(corpus)
    if ends[0] == ends[1] or not nx.has_path(graph, *ends):
        return []
    rows = []
    for number, way in enumerate(islice(nx.shortest_simple_paths(graph, *ends, weight="cost"), limit), 1):
        for step, node in enumerate(way):
            link = graph.edges[way[step - 1], node]["link"] if step else ""
            rows.append(
                Hop(number, step, link, graph.nodes[node]["id"], graph.nodes[node]["label"], graph.nodes[node]["type"])
            )
    return rows


def _costs(corpus: Corpus) -> nx.DiGraph[str]:
    """Papers and entities; the cost of a step depends on what it leads to."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for id_ in corpus.entities:
        graph.add_node(id_, id=id_, label=corpus.label(id_), type=corpus.type(id_))
    for id_, named in corpus.named.items():
        node = paper_node(id_)
        graph.add_node(node, id=id_, label=corpus.by_id[id_].paper.title, type="Paper")
        for entity, role in named.items():
            graph.add_edge(node, entity, cost=1 + math.log2(len(corpus.papers[entity])), link=ROLES[role].label)
            graph.add_edge(entity, node, cost=1.0, link=ROLES[role].inverse)
    return graph
