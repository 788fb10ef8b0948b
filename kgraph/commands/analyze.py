"""`kgraph analyze`: the reports on a build."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.text import Text

from kgraph.commands.options import Graph
from kgraph.console import waiting
from kgraph.terminal import ERR, OUT, HarmlessTable, write, write_bytes

if TYPE_CHECKING:
    from kgraph.records import Facts

_SHOWN = 25


class RowFormat(str, Enum):
    """Formats of rows, and of charts of them."""

    table = "table"
    csv = "csv"
    json = "json"
    md = "md"
    png = "png"
    svg = "svg"
    html = "html"


def analyze(
    graph: Graph,
    report: Annotated[Optional[str], typer.Argument(help="Name of a report; without one they are listed.")] = None,
    things: Annotated[
        Optional[list[str]], typer.Argument(help="What it is about: entities or papers, by id or name.")
    ] = None,
    type: Annotated[str, typer.Option(help="Only entities of this type, for example Method.")] = "",
    task: Annotated[str, typer.Option(help="Only papers that name this task (trends).")] = "",
    over: Annotated[
        str, typer.Option(help="Types that the projection is made of, for example Model,Benchmark (central).")
    ] = "",
    limit: Annotated[
        Optional[int], typer.Option(help="Rows at most; 0 for all. A table shows 25 unless told.", min=0)
    ] = None,
    format: Annotated[RowFormat, typer.Option("--format", "-f", help="How rows are written.")] = RowFormat.table,
    out: Annotated[Optional[Path], typer.Option("--out", "-o", help="File to write to.")] = None,
) -> None:
    """Answer questions on a build: trends, leaderboards, communities, gaps and more.

    The report `path` goes around what many papers name; `kgraph path` counts steps alone.
    """
    from kgraph.analysis.reports import REPORTS
    from kgraph.analysis.reports import analyze as rows_of
    from kgraph.files import write_lines
    from kgraph.loading import facts_of

    if not report:
        _list(REPORTS)
        return
    with waiting("reading the build"):
        facts = facts_of(graph)
        rows = rows_of(facts, report, *(things or ()), type=type, task=task, over=over)
    # a file or a pipe gets all, unless a number is asked for
    most = limit if limit is not None else _SHOWN if format is RowFormat.table and out is None else 0
    shown = rows[:most] if most else rows
    if not rows and (why := REPORTS[report].why_empty):
        options = {"type": type, "task": task, "over": over}
        known = {n: v for n, v in options.items() if n in REPORTS[report].options}
        ERR.print(f"nothing to report: {why(facts, *(things or ()), **known)}", soft_wrap=True)
    if format is RowFormat.table and out is None:
        _show(shown, len(rows), REPORTS[report])
        return
    if format in (RowFormat.png, RowFormat.svg):
        _draw(report, shown, format.value, REPORTS[report].about, things, out)
        return
    text = _page(facts, report, shown, things) if format is RowFormat.html else _writer(format)(shown)
    if out is None:
        write([text])
    else:
        write_lines([text], out)


def _writer(format: RowFormat) -> Callable[[list[Any]], str]:
    from kgraph.analysis.writing import to_csv, to_json, to_markdown

    return {RowFormat.csv: to_csv, RowFormat.json: to_json, RowFormat.md: to_markdown}.get(format, to_markdown)


def _page(facts: list[Facts], report: str, rows: list[Any], things: Optional[list[str]]) -> str:
    from kgraph.analysis.page import render_answer

    return render_answer(facts, report, rows, title=": ".join([report, *(things or ())]))


def _draw(
    report: str, rows: list[Any], format: str, about: str, things: Optional[list[str]], out: Optional[Path]
) -> None:
    from kgraph.analysis.drawing import draw
    from kgraph.files import replacing

    picture = draw(report, rows, format, ": ".join(filter(None, (" and ".join(things or ()), about))))
    if out is None:
        write_bytes([picture])
        return
    with replacing(out) as file:
        file.write(picture)


def _list(reports: dict[str, Any]) -> None:
    table = HarmlessTable("report", "about", "what it answers")
    for name, report in reports.items():
        takes = " ".join((*report.things, *(f"--{o}" for o in report.options)))
        table.add_row(name, Text(takes), report.about)
    OUT.print(table)


def _show(rows: list[Any], total: int, report: Any) -> None:
    OUT.print(Text(report.about, "bold"))
    if not rows:
        if report.why_empty is None:
            OUT.print("nothing to report")
        return
    columns = report.narrow or rows[0]._fields
    same = {c: text for c in columns if len(rows) > 1 and len({text := _cell(row, c) for row in rows}) == 1}
    if told := " · ".join(f"{c} {text}" for c, text in same.items() if text):
        OUT.print(Text(f"All rows: {told}"))
    columns = [c for c in columns if c not in same] or columns
    table = HarmlessTable(*(c.replace("_", " ") for c in columns))
    for row in rows:
        table.add_row(*(Text(_cell(row, c)) for c in columns))
    OUT.print(table)
    for note in report.notes:
        OUT.print(Text(note, "dim"))
    if len(rows) < total:
        OUT.print(Text(f"{len(rows)} of {total} rows: --limit 0 shows all", "dim"))


def _cell(row: Any, column: str) -> str:
    return "" if (value := getattr(row, column)) is None else str(value)
