"""Answers: one table for rows, truths and triples, and the formats that it is written in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any, NamedTuple

import pyoxigraph as ox

from kgraph.errors import QueryError
from kgraph.iris import PREFIXES, RDF, XSD, relative_to
from kgraph.markdown import markdown_cell, markdown_table
from kgraph.xml import as_xml_text

Term = ox.NamedNode | ox.BlankNode | ox.Literal
_TYPE = f"<{RDF}type>"
#: Datatypes that Turtle does not name.
_UNNAMED = frozenset(XSD + name for name in ("string", "boolean", "integer", "decimal", "double"))
#: Steps of an address that is a scheme and a host.
_HOST = 3


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
    prefixes : mapping
        Those that its IRIs are shown with.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    kind: str = "rows"
    prefixes: Mapping[str, str] = PREFIXES

    @classmethod
    def of(cls, answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, most: int | None = None) -> Table:
        """What pyoxigraph answered, all of it.

        Raises
        ------
        QueryError
            It is longer than `most` rows.
        """
        if isinstance(answer, ox.QueryBoolean):
            return cls(("answer",), [(ox.Literal(bool(answer)),)], "boolean")
        if isinstance(answer, ox.QueryTriples):
            return cls.of_triples(answer, most)
        return cls(tuple(v.value for v in answer.variables), _at_most(map(tuple, answer), most))

    @classmethod
    def of_triples(cls, triples: Iterable[ox.Triple], most: int | None = None) -> Table:
        """A graph as a table: each triple once, by subject, its classes first; errors as of `of`."""
        rows = {*_at_most(map(tuple, triples), most)}
        return cls(("subject", "predicate", "object"), sorted(rows, key=_place), "triples")

    def named(self, prefixes: Mapping[str, str]) -> Table:
        """The table whose IRIs are shown with these prefixes."""
        return self._replace(prefixes=prefixes)

    def without(self, columns: set[str]) -> Table:
        """The table without these columns; rows that are then the same are one row."""
        kept = [i for i, c in enumerate(self.columns) if c not in columns]
        if len(kept) == len(self.columns):
            return self
        rows = dict.fromkeys(tuple(row[i] for i in kept) for row in self.rows)
        return self._replace(columns=tuple(self.columns[i] for i in kept), rows=list(rows))


def _at_most(rows: Iterator[tuple[Any, ...]], most: int | None) -> list[tuple[Any, ...]]:
    found = list(rows if most is None else islice(rows, most + 1))
    if most is not None and len(found) > most:
        raise QueryError(f"the answer has more than {most:,} rows", remedy="add LIMIT, or count")
    return found


def _place(triple: tuple[Any, ...]) -> tuple[str, bool, str, str]:
    subject, predicate, object_ = map(str, triple)
    return subject, predicate != _TYPE, predicate, object_


def shown(term: object, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """A term as a person reads it: the text of a literal, an IRI with a prefix where one fits."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    return shown_iri(term.value, prefixes) if isinstance(term, ox.NamedNode) else str(term)


def shown_iri(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """An IRI with a prefix where one fits.

    Examples
    --------
    >>> shown_iri("https://kgraph.example/ontology#uses")
    'kg:uses'
    """
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


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
    # a binding a line: for people to read, and five times as fast as what the module json indents
    head = json.dumps({"vars": list(table.columns)}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(binding, ensure_ascii=False) for binding in bindings)
    return f'{{"head": {head}, "results": {{"bindings": [\n{lines}\n]}}}}\n'


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        found["datatype"] = term.datatype.value
    return found


def to_xml(table: Table) -> str:
    """SPARQL Query Results XML; a character that XML cannot hold becomes U+FFFD."""
    parsed = ox.parse_query_results(to_json(table), format=ox.QueryResultsFormat.JSON)
    text = (parsed.serialize(format=ox.QueryResultsFormat.XML) or b"").decode("utf-8")
    # a reader would turn a bare carriage return into a line feed (section 2.11 of XML 1.0)
    return as_xml_text(text).replace("\r", "&#13;") + "\n"


def to_markdown(table: Table) -> str:
    """A table in GitHub Flavored Markdown."""
    rows = ((shown(term, table.prefixes) for term in row) for row in table.rows)
    return markdown_table([*map(markdown_cell, table.columns)], rows)


def to_turtle(table: Table) -> str:
    """The triples of a CONSTRUCT or DESCRIBE in Turtle.

    Raises
    ------
    QueryError
        The query gave rows and no triples.
    """
    if table.kind != "triples":
        raise QueryError(
            "only CONSTRUCT and DESCRIBE give Turtle", remedy="choose table, csv, tsv, json, xml or markdown"
        )
    return to_rdf(table, ox.RdfFormat.TURTLE).decode("utf-8")


def to_rdf(table: Table, format: ox.RdfFormat) -> bytes:
    """The triples of a table in a format of RDF, with the prefixes that it uses.

    In Turtle and its kin, names that no prefix shortens are relative to a folder that holds their subjects.
    """
    from kgraph.exports.turtle import head, section  # with all formats of a build, which few queries need

    triples = [ox.Triple(*row) for row in table.rows]  # type: ignore[arg-type]
    iris = {iri for triple in triples for iri in _named(triple)}
    # rdflib reads no name behind a prefix that ends in a full stop, though the grammar lets it be escaped
    spaces = {s: n for n, s in table.prefixes.items() if not any(i.startswith(s) and i.endswith(".") for i in iris)}
    prefixes = {name: space for space, name in spaces.items() if any(iri.startswith(space) for iri in iris)}
    if format not in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N3):
        return ox.serialize(triples, format=format, prefixes=prefixes) or b""
    # no prefix is used where there is no triple
    home = _home(triples, tuple(prefixes.values()))
    return head(prefixes) + b"\n" * bool(prefixes) + section(triples, format, prefixes, home)


def _home(triples: list[ox.Triple], shortened: tuple[str, ...]) -> str:
    """The folder above all subjects that are not shortened yet which shortens most; empty where there is none."""
    subjects, objects = (
        [n.value for n in nodes if isinstance(n, ox.NamedNode) and not n.value.startswith(shortened)]
        for nodes in ([t.subject for t in triples], [t.object for t in triples])
    )
    levels = zip(*(s.split("/")[:-1] for s in subjects), strict=False)
    steps = [step for step, *_ in takewhile(lambda level: len({*level}) == 1, levels)]
    # scheme and host alone are no folder
    folders = (relative_to("/".join(steps[:n]) + "/") for n in range(_HOST + 1, len(steps) + 1))
    within = {f: {n for n in (*subjects, *objects) if n.startswith(f)} for f in folders}
    # some readers take whatever stands before a colon for a scheme
    clear = [f for f, names in within.items() if not any(":" in n[len(f) :] for n in names)]
    return max(clear, key=lambda f: len(f) * len(within[f]), default="")


def _named(triple: ox.Triple) -> Iterator[str]:
    """The IRIs of a triple that formats write as names."""
    for term in triple:
        if isinstance(term, ox.NamedNode) and str(term) != _TYPE:
            yield term.value
        elif isinstance(term, ox.Literal) and not term.language and term.datatype.value not in _UNNAMED:
            yield term.datatype.value


#: Name of a format -> function from a table to text; ``table`` itself is drawn by the command line.
RESULT_FORMATS: dict[str, Callable[[Table], str]] = {
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "xml": to_xml,
    "turtle": to_turtle,
    "markdown": to_markdown,
}
