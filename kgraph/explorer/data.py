"""The explorer's data: papers, entities and what links them, as lists that refer to each other by index.

The page makes objects of them again (``assets/model.js`` names the columns). Offsets are UTF-16 units here, for that
is how a browser counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from kgraph.entities import nearest_parent, summarise_entities
from kgraph.explorer.layout import lay_out
from kgraph.iris import BASE
from kgraph.metrics import measure_of
from kgraph.records import Facts
from kgraph.schema import ABSTRACT, ENTITY_TYPES, ROLES, TITLE

#: 1 where more is better, -1 where less is, 0 where it depends.
_BETTER = {True: 1, False: -1, None: 0}
#: How many entities the first view draws at most, on a large canvas.
MAX_NODES = 92


def view_data(
    facts: Iterable[Facts], *, max_nodes: int = MAX_NODES, focus: str = "", base: str = BASE
) -> dict[str, Any]:
    """All that the page shows, as plain lists and texts.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once.
    max_nodes : int
        How many entities the first view draws at most.
    focus : str
        Id of the entity, or ``paper/`` and that of the paper, that the page begins with.
    base : str
        Under which IRI the instances of the RDF live, for the queries that the page gives.
    """
    ordered = sorted(facts, key=lambda f: f.paper.id)
    summaries = summarise_entities(ordered)
    index = {id_: i for i, id_ in enumerate(summaries)}
    rules = sorted({r for f in ordered for r in _rules(f)})
    rule_index = {r: i for i, r in enumerate(rules)}
    metrics = sorted({m for f in ordered for r in f.results if (m := measure_of(r.metric or ""))}, key=lambda m: m.name)
    measures = {m.name: i for i, m in enumerate(metrics)}
    type_names, role_names = list(ENTITY_TYPES), list(ROLES)
    entities: list[list[Any]] = [
        [
            id_,
            type_names.index(summary.type),
            summary.label,
            [[form, n] for form, n in sorted(summary.forms.items(), key=lambda x: (-x[1], x[0]))],
            index.get(nearest_parent(id_, summary.parents, summaries), -1),
        ]
        for id_, summary in summaries.items()
    ]
    links = [sorted({index[id_] for id_ in _linked(f)}) for f in ordered]
    layout = lay_out(links, [(e[1], e[2]) for e in entities])
    for entity, community in zip(entities, layout.community_of, strict=True):
        entity.append(community)
    return {
        "types": [[t.name, t.plural, t.colour] for t in ENTITY_TYPES.values()],
        "roles": [[r.name, r.label, r.inverse] for r in ROLES.values()],
        "rules": rules,
        "entities": entities,
        "measures": [[m.name, _BETTER[m.higher_is_better]] for m in metrics],
        "papers": [_paper(f, index, rule_index, role_names, measures) for f in ordered],
        "places": layout.places,
        "edges": layout.edges,
        "communities": layout.communities,
        "drawn": max_nodes,
        "focus": focus,
        "base": base,
    }


def _linked(facts: Facts) -> Iterable[str]:
    """Ids of the entities that a paper names, and of the organisation that published it."""
    yield from (e.id for e in facts.entities)
    if facts.paper.organisation and facts.paper.organisation.id:
        yield facts.paper.organisation.id


def _rules(facts: Facts) -> Iterable[str]:
    for entity in facts.entities:
        yield entity.role_rule
        yield from (m.rule for m in entity.mentions)
    yield from (r.rule for r in facts.results)


def _paper(
    facts: Facts, index: dict[str, int], rules: dict[str, int], roles: list[str], measures: dict[str, int]
) -> list[Any]:
    paper = facts.paper
    units = {TITLE: _Utf16(paper.title), ABSTRACT: _Utf16(paper.abstract)}
    fields = (TITLE, ABSTRACT)
    mentions = sorted(
        [fields.index(m.field), units[m.field](m.start), units[m.field](m.end), index[e.id], rules[m.rule]]
        for e in facts.entities
        for m in e.mentions
    )
    results = [
        [
            fields.index(r.field),
            units[r.field](r.start),
            units[r.field](r.end),
            r.metric or "",
            r.benchmark or "",
            r.subject or "",
            r.baseline or "",
            rules[r.rule],
            r.low,
            r.high,
            r.unit,
            measures[known.name] if (known := measure_of(r.metric or "")) else -1,
            int(r.change),
        ]
        for r in facts.results
    ]
    publisher = paper.organisation
    return [
        paper.id,
        paper.title,
        paper.abstract,
        paper.date,
        int(paper.date_inferred),
        publisher.name if publisher else "",
        index.get(publisher.id, -1) if publisher else -1,
        len(paper.authors) or paper.author_count or 0,
        -1 if paper.upvotes is None else paper.upvotes,
        f"https://arxiv.org/abs/{paper.arxiv_id}" if paper.arxiv_id else paper.url,
        [[index[e.id], roles.index(e.role), rules[e.role_rule]] for e in facts.entities],
        mentions,
        results,
        ", ".join(paper.sources),
    ]


class _Utf16:
    """Code-point offsets into a text as UTF-16 offsets."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)
