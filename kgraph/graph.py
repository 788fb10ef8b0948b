"""Step 4: Facts to one `networkx.MultiDiGraph`. The only module that knows the graph's attribute names.

Nodes are keyed by paper or entity id, edges by role. Attributes are plain texts and numbers, so that every NetworkX
writer takes the graph as it is; what is empty is left out. `NODE_ATTRIBUTES` and `EDGE_ATTRIBUTES` are the dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx

from kgraph.entities import nearest_parent, preferred, summarise_entities
from kgraph.records import Facts
from kgraph.schema import ENTITY_TYPES, INTRODUCES

#: Attribute -> what it holds. Texts that hold several parts separate them by `` | ``.
NODE_ATTRIBUTES: dict[str, str] = {
    "kind": "`paper` or `entity`",
    "type": "`Paper`, or the entity's type",
    "label": "title of a paper; most frequent written form of a name (ties: the shorter, then by code point); canonical name of a term, and where the form differs only in plural, case or hyphens",
    "name": "entity: canonical name",
    "forms": "entity: its written forms with their counts, most frequent first, `LLM (12) | LLMs (9)`",
    "parent": "entity: id of the nearest family or more general term that the corpus has",
    "papers": "entity: number of papers it is linked to",
    "mentions": "entity: number of places that name it",
    "introduced_by": "entity: ids of the papers that introduce it",
    "first_date": "entity: date of the earliest dated paper linked to it",
    "date": "paper: ISO date of publication; `--05-17` where the year is open",
    "date_inferred": "paper: true where the year was inferred from the page",
    "listed": "paper: day of the Daily Papers page",
    "organisation": "paper: who published it, as the page says",
    "authors": "paper: names in order",
    "author_count": "paper: number of authors where only that is known",
    "upvotes": "paper: upvotes on the day of the page",
    "arxiv_id": "paper: arXiv id",
    "doi": "paper: DOI",
    "url": "paper: address",
    "sources": "paper: the files or services it was read from",
    "results": "paper: number of results it reports",
}
EDGE_ATTRIBUTES: dict[str, str] = {
    "role": "the edge's key: a role, `published_by` (paper to organisation) or `parent` (entity to entity)",
    "rule": "id of the rule that decided the role",
    "evidence": "the mention that the role was read from, `abstract:13-21`",
    "mentions": "number of mentions",
    "spans": "all mentions, `title:0-8 | abstract:13-21`",
    "weight": "number of mentions: what NetworkX algorithms read",
}
PUBLISHED_BY, PARENT = "published_by", "parent"
SEPARATOR = " | "


def build_graph(facts: Iterable[Facts]) -> nx.MultiDiGraph[str]:
    """The graph of the papers, the same for any order of the Facts.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="kgraph")
    ordered = sorted(facts, key=lambda f: f.paper.id)
    _add_entities(graph, ordered)
    for one in ordered:
        _add_paper(graph, one)
    for node, parent in sorted((n, d["parent"]) for n, d in graph.nodes(data=True) if d.get("parent") in graph):
        graph.add_edge(node, parent, key=PARENT, role=PARENT)
    return graph


def paper_node(paper_id: str) -> str:
    """Key of a paper's node: its id with ``paper/`` in front, apart from all entity ids."""
    return f"paper/{paper_id}"


def _add_entities(graph: nx.MultiDiGraph[str], facts: list[Facts]) -> None:
    introduced: dict[str, list[str]] = defaultdict(list)
    for one in facts:
        for entity in one.entities:
            if entity.role == INTRODUCES:
                introduced[entity.id].append(one.paper.id)
    entities = summarise_entities(facts)
    for id_, summary in entities.items():
        forms = summary.forms
        _add_node(
            graph,
            id_,
            kind="entity",
            type=summary.type,
            label=summary.label,
            name=preferred(summary.names),
            forms=SEPARATOR.join(f"{f} ({forms[f]})" for f in sorted(forms, key=lambda f: (-forms[f], len(f), f))),
            parent=nearest_parent(id_, summary.parents, entities),
            papers=summary.papers,
            mentions=summary.mentions,
            introduced_by=SEPARATOR.join(introduced[id_]),
            first_date=summary.first_date,
        )


def _add_paper(graph: nx.MultiDiGraph[str], facts: Facts) -> None:
    paper, node = facts.paper, paper_node(facts.paper.id)
    _add_node(
        graph,
        node,
        kind="paper",
        type="Paper",
        label=paper.title,
        date=paper.date,
        date_inferred=paper.date_inferred,
        listed=paper.listed,
        organisation=paper.organisation.name if paper.organisation else "",
        authors=SEPARATOR.join(paper.authors),
        author_count=paper.author_count,
        upvotes=paper.upvotes,
        arxiv_id=paper.arxiv_id,
        doi=paper.doi,
        url=paper.url,
        sources=SEPARATOR.join(paper.sources),
        results=len(facts.results),
    )
    for entity in facts.entities:
        spans = [f"{m.field}:{m.start}-{m.end}" for m in entity.mentions]
        graph.add_edge(
            node,
            entity.id,
            key=entity.role,
            role=entity.role,
            rule=entity.role_rule,
            evidence=f"{entity.evidence.field}:{entity.evidence.start}-{entity.evidence.end}",
            mentions=len(spans),
            spans=SEPARATOR.join(spans),
            weight=len(spans),
        )
    if paper.organisation and paper.organisation.id:
        graph.add_edge(node, paper.organisation.id, key=PUBLISHED_BY, role=PUBLISHED_BY)


def _add_node(graph: nx.MultiDiGraph[str], node: str, **attributes: str | int | bool | None) -> None:
    """A node with the attributes that say something."""
    graph.add_node(node, **{k: v for k, v in attributes.items() if not (v is None or v is False or v == "")})


def entities_of_type(graph: nx.MultiDiGraph[str], type_: str) -> list[str]:
    """Ids of the entities of a type, the most linked ones first.

    Raises
    ------
    KeyError
        There is no such type.
    """
    ENTITY_TYPES[type_]
    found = [(n, d) for n, d in graph.nodes(data=True) if d["type"] == type_]
    return [n for n, d in sorted(found, key=lambda x: (-x[1]["papers"], x[0]))]
