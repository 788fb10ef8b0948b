"""`kgraph diff`: what changed between two builds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kgraph.terminal import ERR, OUT, HarmlessTable, write


def diff(
    first: Annotated[Path, typer.Argument(help="The folder of a build, or an RDF file.")],
    second: Annotated[Path, typer.Argument(help="The one to compare it with.")],
    summary: Annotated[bool, typer.Option("--summary", help="Only count the changes, by property.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where something changed.")] = False,
) -> None:
    """Show what changed between two builds: one statement a line, - only in the first, + only in the second."""
    from kgraph.differences import count_by_property, differences
    from kgraph.sparql import shown_iri

    gone = added = 0
    if summary:
        table = HarmlessTable("property", "-", "+")
        for about, (fewer, more) in count_by_property(differences(first, second)).items():
            table.add_row(shown_iri(about), str(fewer), str(more))
            gone, added = gone + fewer, added + more
        OUT.print(table)
    else:
        for sign, statement in differences(first, second):
            if OUT.is_terminal:
                OUT.print(Text(f"{sign} {statement}", "red" if sign == "-" else "green"), soft_wrap=True)
            else:
                write([f"{sign} {statement}\n"])
            gone, added = gone + (sign == "-"), added + (sign == "+")
    ERR.print(f"{gone} statements gone, {added} added", style="dim")
    if exit_code and gone + added:
        raise typer.Exit(1)
