"""The graph as five tables: papers, entities, links, mentions, results; as CSV, Parquet, pandas frames, or for Neo4j.

Each table is a NamedTuple whose fields are the columns, with types that CSV and Parquet share; `docs/graph.md` is the
data dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from kgraph.entities import nearest_parent, summarise_entities
from kgraph.errors import INSTALL, ExportError
from kgraph.files import csv_lines, replacing, write_lines
from kgraph.linking import resolve
from kgraph.metrics import metric_of
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
    facts = list(facts)
    summaries = summarise_entities(facts)
    counts: dict[str, int] = dict.fromkeys(summaries, 0)
    first: dict[str, str] = {}
    for one in facts:
        date = "" if one.paper.date.startswith("--") else one.paper.date
        for entity in one.entities:
            counts[entity.id] += 1
            if date:
                first[entity.id] = min(date, first.get(entity.id, date))
    for id_, summary in summaries.items():
        forms = sorted(summary.forms.items(), key=lambda f: (-f[1], f[0]))
        yield EntityRow(
            id_, summary.type, summary.label, next(iter(sorted(summary.names, key=lambda n: (-summary.names[n], n)))),
            nearest_parent(id_, summary.parents, summaries), counts[id_], summary.mentions,
            _LIST.join(f"{form} ({count})" for form, count in forms), first.get(id_, ""),
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
            metric = metric_of(r.metric or "")
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


def frames(facts: Iterable[Facts], library: str = "pandas") -> dict[str, Any]:
    """Name of a table -> its frame.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once.
    library : str
        ``pandas`` or ``polars``.

    Raises
    ------
    ExportError
        The library is another one, or not installed.
    """
    facts = list(facts)
    try:
        if library == "pandas":
            import pandas as pd

            return {
                name: pd.DataFrame(list(make(facts)), columns=list(row._fields)).convert_dtypes()
                for name, (row, make) in TABLES.items()
            }
        if library == "polars":
            import polars as pl

            return {
                name: pl.DataFrame(list(make(facts)), schema=_kinds(row), orient="row")
                for name, (row, make) in TABLES.items()
            }
    except ImportError as error:
        remedy = INSTALL.format("tables") if library == "pandas" else f"pip install {library}"
        raise ExportError(f"{library} is not installed", remedy=remedy) from error
    raise ExportError(f"no frames of {library!r}", remedy="pandas or polars")


def _kinds(row: type[NamedTuple]) -> dict[str, type]:
    """Column -> type of its values; "int | None" is one of whole numbers with gaps."""
    return {field: get_args(kind)[0] if get_args(kind) else kind for field, kind in get_type_hints(row).items()}


def write_csv_tables(facts: Iterable[Facts], folder: str | Path) -> Path:
    """The folder, now with a CSV file (RFC 4180) of each table; a text that a spreadsheet would run gets an apostrophe."""
    facts, folder = list(facts), _made(folder)
    for name, (row, make) in TABLES.items():
        write_lines(csv_lines(row._fields, make(facts)), folder / f"{name}.csv")
    return folder


def write_parquet_tables(facts: Iterable[Facts], folder: str | Path) -> Path:
    """The folder, now with a Parquet file of each table.

    Raises
    ------
    ExportError
        pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExportError("pyarrow is not installed", remedy=INSTALL.format("tables")) from error
    facts, folder = list(facts), _made(folder)
    arrow = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    for name, (row, make) in TABLES.items():
        schema = pa.schema([(field, arrow[kind]) for field, kind in _kinds(row).items()])
        columns = list(zip(*make(facts), strict=True)) or [()] * len(row._fields)
        table = pa.table([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)
        with replacing(folder / f"{name}.parquet") as file:
            pq.write_table(table, file)
    return folder


def write_neo4j(facts: Iterable[Facts], folder: str | Path) -> Path:
    """The folder, now with CSV files for ``neo4j-admin database import`` and ``load.cypher`` for a running database."""
    facts, folder = list(facts), _made(folder)
    files: dict[str, tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]] = {
        "papers.csv": (
            ("paperId:ID(Paper)", "title", "abstract", "date", "organisation", "upvotes:int", "url", ":LABEL"),
            ((p.id, p.title, p.abstract, p.date, p.organisation, p.upvotes, p.url, "Paper") for p in papers(facts)),
        ),
        "entities.csv": (
            ("entityId:ID(Entity)", "name", "papers:int", "firstDate", ":LABEL"),
            ((e.id, e.label, e.papers, e.first_date, f"Entity;{e.type}") for e in entities(facts)),
        ),
        "links.csv": (
            (":START_ID(Paper)", ":END_ID(Entity)", "rule", "mentions:int", ":TYPE"),
            ((k.paper, k.entity, k.rule, k.mentions, k.role.upper()) for k in links(facts)),
        ),
        "families.csv": (
            (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE"),
            ((e.id, e.parent, "PART_OF") for e in entities(facts) if e.parent),
        ),
        "results.csv": (
            ("paper", "value", "low:float", "high:float", "unit", "change:boolean", "metric", "benchmark", "subject", "baseline"),
            ((r.paper, r.value, r.low, r.high, r.unit, r.is_change, r.metric_name or r.metric, r.benchmark_id, r.subject_id, r.baseline_id) for r in results(facts)),
        ),
    }  # fmt: skip
    for name, (head, rows) in files.items():
        write_lines(csv_lines(head, rows, harmless=False), folder / name)
    write_lines([_CYPHER], folder / "load.cypher")
    return folder


def _made(folder: str | Path) -> Path:
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"no folder can be made here: {error.strerror}", path=str(folder), remedy="name another one"
        ) from error
    return folder


_CYPHER = """\
// Loads these files into a running Neo4j: put the folder into its import folder as "kgraph", then
// cypher-shell -f load.cypher. An empty database is filled faster by neo4j-admin database import.
CREATE CONSTRAINT paper IF NOT EXISTS FOR (p:Paper) REQUIRE p.paperId IS UNIQUE;
CREATE CONSTRAINT entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.entityId IS UNIQUE;
LOAD CSV WITH HEADERS FROM 'file:///kgraph/papers.csv' AS row
MERGE (p:Paper {paperId: row[`paperId:ID(Paper)`]})
SET p.title = row.title, p.abstract = row.abstract, p.date = row.date, p.organisation = row.organisation,
    p.upvotes = toInteger(row[`upvotes:int`]), p.url = row.url;
LOAD CSV WITH HEADERS FROM 'file:///kgraph/entities.csv' AS row
MERGE (e:Entity {entityId: row[`entityId:ID(Entity)`]})
SET e.name = row.name, e.papers = toInteger(row[`papers:int`]), e.firstDate = row.firstDate,
    e.type = split(row[`:LABEL`], ';')[1];
LOAD CSV WITH HEADERS FROM 'file:///kgraph/links.csv' AS row
MATCH (p:Paper {paperId: row[`:START_ID(Paper)`]}), (e:Entity {entityId: row[`:END_ID(Entity)`]})
MERGE (p)-[r:NAMES {role: toLower(row[`:TYPE`])}]->(e)
SET r.rule = row.rule, r.mentions = toInteger(row[`mentions:int`]);
LOAD CSV WITH HEADERS FROM 'file:///kgraph/families.csv' AS row
MATCH (a:Entity {entityId: row[`:START_ID(Entity)`]}), (b:Entity {entityId: row[`:END_ID(Entity)`]})
MERGE (a)-[:PART_OF]->(b);
LOAD CSV WITH HEADERS FROM 'file:///kgraph/results.csv' AS row
MATCH (p:Paper {paperId: row.paper})
CREATE (p)-[:REPORTS]->(:Result {value: row.value, low: toFloat(row[`low:float`]), high: toFloat(row[`high:float`]),
    unit: row.unit, change: toBoolean(row[`change:boolean`]), metric: row.metric, benchmark: row.benchmark,
    subject: row.subject, baseline: row.baseline});
"""
