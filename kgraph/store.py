"""SPARQL over a build: its Turtle in an in-memory pyoxigraph store, results as tables and files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pyoxigraph as ox

from kgraph.errors import GraphError, QueryError
from kgraph.files import file_of_build
from kgraph.iris import BASE, ONTOLOGY, PREFIXES, RDF, instance_prefixes

TURTLE = "graph.ttl"
#: Tokens of SPARQL in which a word is no keyword (strings, comments, IRIs, variables, prefixed names), and SERVICE itself.
_WORDS = re.compile(
    r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|#[^\n]*'
    r'|<[^<>"{}|^`\\\s]*>|[?$]\w+|[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*|\w+',
    re.I,
)
_QUERIES = files("kgraph") / "queries"


class Table(NamedTuple):
    """Rows of a SELECT, the one row of an ASK, or the triples of a CONSTRUCT.

    Attributes
    ----------
    columns : tuple of str
        Names of the variables; ``subject``, ``predicate``, ``object`` for triples.
    rows : list of tuple
        RDF terms, or None where a variable is not bound; shape (n_rows, n_columns).
    kind : str
        ``rows``, ``boolean`` or ``triples``.
    """

    columns: tuple[str, ...]
    rows: list[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | None, ...]]
    kind: str = "rows"


def graph_file(build: str | Path) -> Path:
    """The file that the store of a build is made from: the build itself where it is a file."""
    quads = Path(build) / "graph.nq"
    return quads if quads.is_file() else file_of_build(build, TURTLE)


def open_store(build: str | Path) -> ox.Store:
    """The graph of a build, ready for queries.

    Parameters
    ----------
    build : path
        The folder of a build, or a Turtle file.

    Raises
    ------
    GraphError
        There is no graph, or it is no Turtle.
    """
    path = graph_file(build)
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS if path.suffix == ".nq" else ox.RdfFormat.TURTLE)
    except OSError as error:
        raise GraphError(f"no graph here: {error}", path=str(path), remedy="make one with kgraph build") from error
    except SyntaxError as error:
        raise GraphError(
            f"no Turtle: {error.msg}", path=str(path), line=error.lineno or 0, remedy="build again"
        ) from error
    return store


def query(
    build: str | Path | ox.Store,
    text: str,
    *,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    max_rows: int | None = None,
) -> Table:
    """The answer of a SPARQL query; the project's prefixes need no declaration.

    Parameters
    ----------
    build : path or pyoxigraph.Store
        The folder of a build, a Turtle file, or an open store.
    text : str
        SPARQL 1.1 query.
    default_graphs, named_graphs : sequence of str, optional
        IRIs of the graphs to ask, in place of those that the query names. By default all graphs together.
    max_rows : int, optional
        The longest answer to give.

    Raises
    ------
    GraphError
        There is no graph.
    QueryError
        The answer is longer than `max_rows`.
        The query has a mistake, or asks another service for data: nothing leaves this machine.
    """
    words = {match[0].upper() for match in _WORDS.finditer(text)}
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: no request leaves this machine", remedy="load the data and query it here")
    store = build if isinstance(build, ox.Store) else open_store(build)
    try:
        answer = store.query(
            text, prefixes=prefixes_of(store), **_dataset(default_graphs, named_graphs, chosen="FROM" in words)
        )
    except SyntaxError as error:
        raise QueryError(
            f"a mistake in the query: {error.msg}", remedy="see https://www.w3.org/TR/sparql11-query/"
        ) from error
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), [(ox.Literal(bool(answer)),)], "boolean")
    if isinstance(answer, ox.QueryTriples):
        return Table(("subject", "predicate", "object"), _within(max_rows, (tuple(t) for t in answer)), "triples")
    columns = tuple(v.value for v in answer.variables)
    return Table(columns, _within(max_rows, (tuple(row[c] for c in columns) for row in answer)))


def _dataset(
    default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None, *, chosen: bool
) -> dict[str, Any]:
    """What pyoxigraph is told of the graphs to ask: those of the caller, else those of the query, else all."""
    if default_graphs is None and named_graphs is None:
        # the union would win over what the query names
        return {} if chosen else {"use_default_graph_as_union": True}
    return {
        "default_graph": [ox.NamedNode(g) for g in default_graphs or ()],
        "named_graphs": [ox.NamedNode(g) for g in named_graphs or ()],
    }


T = TypeVar("T")


def _within(most: int | None, rows: Iterable[T]) -> list[T]:
    found = list(rows if most is None else islice(rows, most + 1))
    if most is not None and len(found) > most:
        raise QueryError(f"the answer has more than {most:,} rows", remedy="add LIMIT, or count")
    return found


def prefixes_of(store: ox.Store) -> dict[str, str]:
    """The prefixes that queries over a store know without declaring them."""
    return PREFIXES | instance_prefixes(base_of(store))


def base_of(store: ox.Store) -> str:
    """The IRI under which the instances of a graph live, read off one of its rules."""
    rules = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + "Rule"))
    for quad in rules:
        if isinstance(quad.subject, ox.NamedNode):
            return quad.subject.value.rpartition("rule/")[0]
    return BASE


def stored_queries() -> dict[str, str]:
    """Name -> text of the queries that kgraph brings; the first line of each says what it answers."""
    return {
        Path(f.name).stem: f.read_text(encoding="utf-8")
        for f in sorted(_QUERIES.iterdir(), key=lambda f: f.name)
        if f.name.endswith(".rq")
    }


def find_query(wanted: str) -> str:
    """The text of a query given as text, as the path of a ``.rq`` file, or as the name of a stored query.

    Raises
    ------
    QueryError
        The file is missing, or no stored query has the name.
    """
    if wanted.endswith(".rq"):
        try:
            return Path(wanted).read_text(encoding="utf-8")
        except OSError as error:
            raise QueryError(f"cannot be read: {error.strerror}", path=wanted, remedy="check the path") from error
        except UnicodeDecodeError as error:
            raise QueryError("not UTF-8", path=wanted, remedy="save it as UTF-8") from error
    if re.fullmatch(r"[\w-]+", wanted):
        known = stored_queries()
        if wanted not in known:
            raise QueryError(f"no stored query {wanted!r}", remedy=f"one of {', '.join(known)}")
        return known[wanted]
    return wanted


def shown(term: object) -> str:
    """A term as a person reads it: the text of a literal, an IRI with a prefix or its last part."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        for prefix, iri in PREFIXES.items():
            if term.value.startswith(iri):
                return f"{prefix}:{term.value[len(iri) :]}"
        return term.value
    return str(term)


def _values(table: Table) -> list[list[str]]:
    return [[shown(t) if not isinstance(t, ox.NamedNode) else t.value for t in row] for row in table.rows]


def to_csv(table: Table) -> str:
    """SPARQL 1.1 Query Results CSV (W3C recommendation of 21 March 2013)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(_values(table))
    return text.getvalue()


def to_tsv(table: Table) -> str:
    """SPARQL 1.1 Query Results TSV: terms in Turtle's syntax, so that types and languages are kept."""
    lines = ["\t".join(f"?{c}" for c in table.columns)]
    lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def to_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if table.kind == "boolean":
        return json.dumps({"head": {}, "boolean": table.rows[0][0] == ox.Literal(True)}) + "\n"
    bindings = [
        {c: _json_term(t) for c, t in zip(table.columns, row, strict=True) if t is not None} for row in table.rows
    ]
    return (
        json.dumps(
            {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def _json_term(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        found["datatype"] = term.datatype.value
    return found


def to_xml(table: Table) -> str:
    """SPARQL Query Results XML."""
    parsed = ox.parse_query_results(to_json(table), format=ox.QueryResultsFormat.JSON)
    return (parsed.serialize(format=ox.QueryResultsFormat.XML) or b"").decode("utf-8")


def to_turtle(table: Table) -> str:
    """The triples of a CONSTRUCT or DESCRIBE in Turtle.

    Raises
    ------
    QueryError
        The query gave rows and no triples.
    """
    if table.kind != "triples":
        raise QueryError("only CONSTRUCT and DESCRIBE give Turtle", remedy="choose table, csv, tsv or json")
    found = sorted((ox.Triple(*row) for row in table.rows), key=str)  # type: ignore[arg-type]
    return (ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode("utf-8")


#: Name of a format -> function from a table to text; ``table`` itself is drawn by the command line.
RESULT_FORMATS: dict[str, Callable[[Table], str]] = {
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "xml": to_xml,
    "turtle": to_turtle,
}
