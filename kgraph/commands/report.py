"""`kgraph report`: the reports on a build as a page that one sends."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.commands.options import Graph
from kgraph.console import waiting
from kgraph.terminal import OUT, open_in_browser


def report(
    graph: Graph,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.")] = Path("report.html"),
    title: Annotated[str, typer.Option(help="Heading of the page.")] = "What these papers are about",
    explorer: Annotated[
        str, typer.Option(help="Address of the explorer, seen from the page; empty for no links.")
    ] = "explorer.html",
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the reports on a build as one self-contained page: charts, tables, and what the numbers mean."""
    from kgraph.analysis.page import write_report

    with waiting("making the reports"):
        write_report(graph, out, title=title, explorer=explorer)
    OUT.print(str(out), soft_wrap=True)
    if open_:
        open_in_browser(out)
