"""Where an entity comes from, what belongs to it, and what builds on it."""

from __future__ import annotations

from typing import NamedTuple

from kgraph.analysis.corpus import Corpus, Source
from kgraph.schema import INTRODUCES


class Relative(NamedTuple):
    """An entity in the lineage of another one."""

    #: ``family`` above it, ``itself``, ``member`` below it, ``builds on it`` for what papers that use it introduce.
    relation: str
    entity: str
    label: str
    type: str
    papers: int
    first: str
    introduced_by: str


def lineage(source: Source, entity: str) -> list[Relative]:
    """An entity's family, versions, sizes and parts, and what papers that use it or one of them introduce, by date.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    entity : str
        Id or name of an entity.

    Raises
    ------
    GraphError
        No entity or several are called so.
    """
    corpus = Corpus.of(source)
    wanted = corpus.find(entity)
    above = [p for p in corpus.entities[wanted].parents if p in corpus.entities]
    below = [id_ for id_, s in corpus.entities.items() if wanted in s.parents]
    users = {p: e for e in (*below, wanted) for p in corpus.papers[e] if corpus.named[p][e] == "uses"}
    built = {e for p in users for e, role in corpus.named[p].items() if role == INTRODUCES} - {wanted, *below, *above}
    rows = [_relative(corpus, "family", e) for e in above]
    rows.append(_relative(corpus, "itself", wanted))
    rows += sorted((_relative(corpus, "member", e) for e in below), key=_by_date)
    rows += sorted((_relative(corpus, "builds on it", e) for e in built), key=_by_date)
    return rows


def _relative(corpus: Corpus, relation: str, entity: str) -> Relative:
    papers = corpus.papers[entity]
    dates = sorted(date for p in papers if (date := corpus.by_id[p].paper.date_with_year))
    new = [p for p in papers if corpus.named[p][entity] == INTRODUCES]
    return Relative(
        relation,
        entity,
        corpus.label(entity),
        corpus.type(entity),
        len(papers),
        dates[0] if dates else "",
        ", ".join(new),
    )


def _by_date(row: Relative) -> tuple[bool, str, str]:
    return not row.first, row.first, row.entity
