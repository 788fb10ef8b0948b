"""The graph as five tables: papers, entities, links, mentions, results.

Each table is a NamedTuple whose fields are the columns, with types that CSV and Parquet share; `docs/graph.md` is the
data dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from kgraph.entities import nearest_parent, preferred, summarise_entities
from kgraph.linking import resolve
from kgraph.metrics import measure_of
from kgraph.records import Facts

_LIST = "; "


class PaperRow(NamedTuple):
    """A paper."""

    id: str
    title: str
    abstract: str
    date: str
    date_inferred: bool
    listed: str
    organisation: str
    organisation_id: str
    authors: str
    author_count: int | None
    upvotes: int | None
    arxiv_id: str
    doi: str
    url: str
    sources: str


class EntityRow(NamedTuple):
    """An entity, over all papers."""

    id: str
    type: str
    label: str
    name: str
    parent: str
    papers: int
    mentions: int
    forms: str
    first_date: str


class LinkRow(NamedTuple):
    """What a paper does with an entity."""

    paper: str
    entity: str
    role: str
    rule: str
    mentions: int
    field: str
    start: int
    end: int


class MentionRow(NamedTuple):
    """A place where a paper names an entity; offsets in code points, half-open."""

    paper: str
    entity: str
    field: str
    start: int
    end: int
    text: str
    rule: str


class ResultRow(NamedTuple):
    """A number that a paper reports, as written and resolved to entities."""

    paper: str
    value: str
    low: float | None
    high: float | None
    unit: str
    metric: str
    metric_name: str
    benchmark: str
    benchmark_id: str
    subject: str
    subject_id: str
    baseline: str
    baseline_id: str
    is_change: bool
    field: str
    start: int
    end: int
    rule: str
    metric_rule: str
    benchmark_rule: str
    subject_rule: str
    baseline_rule: str


def papers(facts: Iterable[Facts]) -> Iterator[PaperRow]:
    """A row for each paper."""
    for one in facts:
        paper, publisher = one.paper, one.paper.organisation
        yield PaperRow(
            paper.id, paper.title, paper.abstract, paper.date, bool(paper.date_inferred), paper.listed or "",
            publisher.name if publisher else "", publisher.id if publisher else "", _LIST.join(paper.authors),
            len(paper.authors) or paper.author_count, paper.upvotes, paper.arxiv_id or "", paper.doi or "", paper.url or "",
            _LIST.join(paper.sources),
        )  # fmt: skip


def entities(facts: Iterable[Facts]) -> Iterator[EntityRow]:
    """A row for each entity, sorted by id."""
    summaries = summarise_entities(facts)
    for id_, summary in summaries.items():
        forms = sorted(summary.forms.items(), key=lambda f: (-f[1], f[0]))
        yield EntityRow(
            id_, summary.type, summary.label, preferred(summary.names), nearest_parent(id_, summary.parents, summaries),
            summary.papers, summary.mentions, _LIST.join(f"{form} ({count})" for form, count in forms), summary.first_date,
        )  # fmt: skip


def links(facts: Iterable[Facts]) -> Iterator[LinkRow]:
    """A row for each paper and entity."""
    for one in facts:
        for e in one.entities:
            place = e.evidence
            yield LinkRow(one.paper.id, e.id, e.role, e.role_rule, len(e.mentions), place.field, place.start, place.end)


def mentions(facts: Iterable[Facts]) -> Iterator[MentionRow]:
    """A row for each mention, in the order of the texts."""
    for one in facts:
        rows = [
            MentionRow(one.paper.id, e.id, m.field, m.start, m.end, m.text, m.rule)
            for e in one.entities
            for m in e.mentions
        ]
        yield from sorted(rows, key=lambda r: (r.field != "title", r.start, r.end, r.entity))


def results(facts: Iterable[Facts]) -> Iterator[ResultRow]:
    """A row for each result, in the order of the texts."""
    for one in facts:
        for r in one.results:
            metric = measure_of(r.metric or "")
            ids = [_LIST.join(e.id for e in resolve(one, name)) for name in (r.benchmark, r.subject, r.baseline)]
            yield ResultRow(
                one.paper.id, r.value, r.low, r.high, r.unit, r.metric or "", metric.name if metric else "",
                r.benchmark or "", ids[0], r.subject or "", ids[1], r.baseline or "", ids[2], r.change,
                r.field, r.start, r.end, r.rule, r.metric_rule, r.benchmark_rule, r.subject_rule, r.baseline_rule,
            )  # fmt: skip


#: Name of a table -> its row, and what makes its rows.
TABLES: dict[str, tuple[type[NamedTuple], Callable[[Iterable[Facts]], Iterator[Any]]]] = {
    "papers": (PaperRow, papers),
    "entities": (EntityRow, entities),
    "links": (LinkRow, links),
    "mentions": (MentionRow, mentions),
    "results": (ResultRow, results),
}
