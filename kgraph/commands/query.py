"""`kgraph query`: SPARQL over a build or an endpoint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from rich.text import Text

from kgraph.console import counted, print_note, waiting
from kgraph.terminal import ERR, OUT, HarmlessTable, write

if TYPE_CHECKING:
    from kgraph.sparql import Table


class ResultFormat(str, Enum):
    """How the answer of a query is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"
    markdown = "markdown"


def query(
    words: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="GRAPH QUERY [NAME=VALUE]",
            help="The folder of a build (not with --endpoint); SPARQL, a file.rq, or the name of a stored query; values of its parameters.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Optional[ResultFormat],
        typer.Option(
            "--format",
            "-f",
            help="How the answer is printed.",
            show_default="table; turtle for CONSTRUCT and DESCRIBE",
        ),
    ] = None,
    endpoint: Annotated[str, typer.Option(help="Address of a SPARQL endpoint to ask in place of a build.")] = "",
    timeout: Annotated[float, typer.Option(help="Seconds that the endpoint may take for an answer.", min=0.001)] = 60.0,
    show: Annotated[bool, typer.Option("--show", help="Print the query with its values, and do not ask it.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the stored queries and their parameters.")] = False,
) -> None:
    """Ask a build in SPARQL; the prefixes of the ontology need no declaration."""
    from kgraph import sparql

    if list_:
        _print_stored()
        return
    words = list(words or [])
    graph = "" if endpoint or not words else words.pop(0)
    if not words or not (endpoint or graph):
        raise typer.BadParameter("a graph, and a query, a file or a name are wanted", param_hint="GRAPH QUERY")
    asked, values = sparql.find_query(words[0]), _values(words[1:])
    with waiting("loading the graph, which the first question to a build does"):
        source = sparql.source_of(sparql.Endpoint(endpoint, timeout) if endpoint else graph)
    if show:
        write([sparql.with_values(source, asked, values).rstrip("\n"), "\n"])
        return
    with waiting("asking"):
        answer = sparql.query(source, asked, values)
    format = format or (ResultFormat.turtle if answer.kind == "triples" else ResultFormat.table)
    if format is ResultFormat.table:
        _print_table(answer)
    else:
        write([sparql.RESULT_FORMATS[format.value](answer)])
        if format is ResultFormat.turtle and not answer.rows:
            _print_count(answer)
    for note in sparql.unbound(asked.text):
        print_note(note)
    if not answer.rows:
        for note in sparql.absent(source, asked.text):
            print_note(note)


def _values(words: Sequence[str]) -> dict[str, str]:
    values = {}
    for word in words:
        match = re.fullmatch(r"(\w+)=(.*)", word, re.S)
        if not match:
            raise typer.BadParameter(
                f"{word!r} is no value: write NAME=VALUE, as in model=BERT", param_hint="NAME=VALUE"
            )
        values[match[1]] = match[2]
    return values


def _print_stored() -> None:
    from kgraph.sparql import stored_queries

    grid = HarmlessTable.grid(padding=(0, 2))
    for stored in stored_queries().values():
        grid.add_row(Text(stored.name, "bold"), Text(stored.title))
        for p in stored.parameters:
            grid.add_row("", Text(f"{p.name}={p.default} ({p.type}): {p.description}", "dim"))
    OUT.print(grid)


def _print_table(answer: Table) -> None:
    from kgraph.sparql import shown

    table = HarmlessTable(*answer.columns)
    for row in answer.rows:
        table.add_row(*(Text(shown(term, answer.prefixes)) for term in row))
    OUT.print(table)
    _print_count(answer)


def _print_count(answer: Table) -> None:
    ERR.print(counted(len(answer.rows), "triple" if answer.kind == "triples" else "row"), style="dim")
