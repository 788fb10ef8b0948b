"""`kgraph build` and `kgraph extract`: papers in, a graph or Facts out."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from kgraph.commands.options import (
    Base,
    Format,
    InputFormat,
    Inputs,
    Lexicons,
    Licence,
    Names,
    Quiet,
    Strict,
    Workers,
    Year,
)
from kgraph.console import counted, progress
from kgraph.iris import BASE
from kgraph.terminal import OUT, HarmlessTable, write

if TYPE_CHECKING:
    from kgraph.records import Paper


def build(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")] = Path("outputs"),
    format: Format = InputFormat.auto,
    year: Year = None,
    strict: Strict = False,
    lexicon: Lexicons = None,
    names: Names = None,
    base: Base = BASE,
    licence: Licence = None,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Build the graph: facts.jsonl, graph.nq, graph.ttl, void.ttl, graph.graphml, explorer.html, names.jsonl, summary.json."""
    from kgraph.building import build as build_graph
    from kgraph.learning import read_names

    papers, records = _read(inputs, format, year, strict)
    with progress(quiet) as tell:
        summary = build_graph(
            papers,
            out,
            names=read_names(names) if names else None,
            lexicons=lexicon or [],
            base=base or BASE,
            licence=licence or "",
            workers=workers,
            progress=tell,
        )
    if not quiet:
        _print_summary(summary, out, records)


def extract(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write, or - for standard output.")] = Path(
        "facts.jsonl"
    ),
    format: Format = InputFormat.auto,
    year: Year = None,
    strict: Strict = False,
    lexicon: Lexicons = None,
    names: Names = None,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Extract the Facts only: one JSON line a paper."""
    from kgraph.extraction import extract as extract_facts
    from kgraph.files import expect_writable, write_lines
    from kgraph.learning import read_names
    from kgraph.records import facts_lines

    papers, _ = _read(inputs, format, year, strict)
    if str(out) != "-":
        expect_writable(out)
    with progress(quiet) as tell:
        facts = extract_facts(
            papers, names=read_names(names) if names else None, lexicons=lexicon or [], workers=workers, progress=tell
        ).facts
    if str(out) == "-":
        write(facts_lines(facts))
        return
    write_lines(facts_lines(facts), out)
    if not quiet:
        OUT.print(
            f"{counted(len(facts), 'paper')}, {counted(sum(len(f.entities) for f in facts), 'link')}, "
            f"{counted(sum(len(f.results) for f in facts), 'result')}: {out}",
            soft_wrap=True,
        )


def _read(inputs: list[str], format: InputFormat, year: int | None, strict: bool) -> tuple[list[Paper], int]:
    """The papers, and how many records they were made of."""
    from kgraph.sources import read_entries
    from kgraph.sources.merge import merge

    chosen = "" if format is InputFormat.auto else format.value
    records = list(read_entries(inputs, format=chosen, year=year, strict=strict))
    return merge(records, strict=strict), len(records)


def _print_summary(summary: dict[str, Any], out: Path, records: int) -> None:
    """Print how many papers came of the records, how many entities of each type, the most linked ones, and what to do next."""
    from kgraph.building import EXPLORER

    papers = counted(summary["papers"], "paper") + (f" of {records} records" if records != summary["papers"] else "")
    table = HarmlessTable("", "how many", "most linked (papers)", title=f"{papers} → {out}", title_justify="left")
    for plural, count in summary["entities"].items():
        top = ", ".join(f"{label} ({papers})" for label, papers in summary["most_linked"][plural][:5])
        table.add_row(plural, str(count), Text(top))
    table.add_row("results", str(summary["results"]), "")
    OUT.print(table)
    # a command that is wrapped cannot be copied
    asked = f"kgraph query {shlex.quote(str(out))} organisations"
    OUT.print(Text.assemble("Open ", (str(out / EXPLORER), "bold"), f" in a browser, or ask: {asked}"), soft_wrap=True)
