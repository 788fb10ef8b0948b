"""`kgraph path`: how two entities hang together."""

from __future__ import annotations

from typing import Annotated, Optional

import typer
from rich.text import Text

from kgraph.commands.options import Graph
from kgraph.errors import GraphError
from kgraph.terminal import OUT


def path(
    graph: Graph,
    start: Annotated[str, typer.Argument(help="Id or name of an entity.")],
    end: Annotated[str, typer.Argument(help="Id or name of the other one.")],
    through: Annotated[
        Optional[list[str]],
        typer.Option("--through", help="Type of entities that may lie between, beside papers; may be repeated."),
    ] = None,
) -> None:
    """Show one way of the fewest steps between two entities, through papers and benchmarks.

    `kgraph analyze GRAPH path` shows up to three others: through papers and entities of all types, around what many papers name.
    """
    from kgraph.loading import load
    from kgraph.paths import shortest_path

    types = tuple(through or ("Benchmark",))
    steps = shortest_path(load(graph), start, end, through=types)
    if not steps:
        raise GraphError(f"no way from {start!r} to {end!r}", remedy="allow more types with --through")
    for step in steps:
        link = f"  {step.link} " if step.link else ""
        OUT.print(Text.assemble(link, (step.label, "bold"), f" ({step.type})"), soft_wrap=True)
