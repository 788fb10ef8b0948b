"""The tables as files for Neo4j: for its import into an empty database, and for a running one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kgraph.exports.tables import entities, links, papers, results
from kgraph.files import csv_lines, made_folder, write_lines
from kgraph.records import Facts

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


def write_neo4j(facts: Iterable[Facts], folder: str | Path) -> Path:
    """The folder, now with CSV files for ``neo4j-admin database import`` and ``load.cypher`` for a running database."""
    facts, folder = list(facts), made_folder(folder)
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
